"""``autograder site``: the folder, made step by step in another place and put there when it is whole."""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from autograder import course_package
from autograder.course import locate
from autograder.course.errors import CourseError
from autograder.messages import say
from autograder.notebook.released import Released, released_in
from autograder.site import cards, lite, offline, pages, pyodide, wheel
from autograder.site.front_page import front_page

COURSE = "neural-networks-from-numpy"
NEEDS = ("numpy", "matplotlib", "pillow")
INSTALLED = {"comm": ("traitlets",)}
"""Pure Python that the kernel needs and Pyodide has not, with what it needs."""


@dataclass
class Site:
    """What is being made."""

    source: Path  # a folder or an archive of Pyodide
    out: Path  # where it is made
    work: Path  # for what is needed on the way
    notebooks: list[tuple[str, Released]] = field(default_factory=list)
    lock: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, content: bytes, imports: list[str], depends: list[str]) -> None:
        """Add a wheel to Pyodide's packages and to its lock."""
        package, version = name.split("-")[:2]
        (self.out / "pyodide" / name).write_bytes(content)
        self.lock["packages"][package.replace("_", "-")] = {
            "name": package.replace("_", "-"),
            "version": version,
            "file_name": name,
            "install_dir": "site",
            "sha256": hashlib.sha256(content).hexdigest(),
            "package_type": "package",
            "imports": imports,
            "depends": depends,
            "unvendored_tests": False,
        }


def application(site: Site) -> None:
    """JupyterLite, with the notebooks as they are given out."""
    release = locate.shipped("checks")[0]
    contents = site.work / "contents"
    for folder in sorted(path.parent for path in release.glob("*/checks.json")):
        if (notebook := released_in(folder)) is not None:
            site.notebooks.append((folder.name, notebook))
            (contents / folder.name).mkdir(parents=True)
            shutil.copyfile(folder / f"{notebook.name}.ipynb", contents / folder.name / f"{notebook.name}.ipynb")
    building = site.work / "lite"
    building.mkdir()
    lite.build(contents, site.out, building)


def python(site: Site) -> None:
    """Pyodide and the compiled packages."""
    (site.out / "pyodide").mkdir()
    for name, content in pyodide.collected(site.source).items():
        (site.out / "pyodide" / name).write_bytes(content)
    known = pyodide.excerpt()
    site.lock = {"info": known["info"], "packages": copy.deepcopy(known["packages"])}


def packages(site: Site) -> None:
    """The student's part of the engine, the course, and what the kernel needs."""
    site.add(*wheel.students_part(), ["autograder", *course_package.packages()], list(NEEDS))
    for name, depends in INSTALLED.items():
        site.add(*wheel.installed(name), [name], list(depends))
    for path in lite.kernels_wheels(site.out):
        site.add(path.name, path.read_bytes(), [path.name.split("-")[0]], [])
    (site.out / "pyodide" / "pyodide-lock.json").write_text(json.dumps(site.lock), "utf-8")


def settings(site: Site) -> None:
    """What JupyterLite has to know of them."""
    lite.configure(site.out, say("site_title"), ["numpy", "matplotlib", COURSE])


def front(site: Site) -> None:
    """The page with which everybody begins."""
    (site.out / "index.html").write_text(front_page(site.notebooks, cards.pictures(site.out)), "utf-8")


def scripts(site: Site) -> None:
    """What the pages do beside JupyterLite."""
    pages.add_scripts(site.out)


def without_network(site: Site) -> None:
    """A list of all files, which a browser keeps."""
    offline.work_offline(site.out)


STEPS: tuple[Callable[[Site], None], ...] = (application, python, packages, settings, front, scripts, without_network)


def build(out: Path, source: Path, tell: Callable[[str], None] = print) -> None:
    """Make the site in a new folder.

    Raises:
        CourseError: in one sentence, if something is missing or in the way; then nothing is left behind.
    """
    lite.refuse_without_extra()
    if out.exists() and (not out.is_dir() or any(out.iterdir())):
        raise CourseError(f"{out} is there already: name a new folder, or an empty one")
    try:
        with tempfile.TemporaryDirectory(prefix="autograder-site-") as folder:
            site = Site(source.expanduser(), Path(folder) / "site", Path(folder))
            for step in STEPS:
                tell(f"{(step.__doc__ or '').rstrip('.')} ...")
                step(site)
            out.parent.mkdir(parents=True, exist_ok=True)
            if out.exists():
                out.rmdir()
            shutil.move(site.out, out)
    except OSError as error:
        raise CourseError(f"{out} cannot be made ({error.strerror or error}): name another folder") from None
