"""Wheels for the browser: the student's part of the engine with the course, and other pure Python that is installed.

What is in them is deterministic, so that a browser that has one need not get it again.
"""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path

import h5py
import numpy as np

import autograder
from autograder import course_package
from autograder.course import locate
from autograder.version import VERSION

NAME = "neural_networks_from_numpy"
ENGINE = Path(autograder.__file__).parent
ROOMS = ("calling", "checks", "plain", "practice", "relations", "rules", "verdict")
"""What a student's notebook imports, and nothing that judges, builds or grades."""
MODULES = (
    *("__init__", "course_package", "messages", "version", "course/__init__", "course/locate", "notebook/__init__"),
    *("notebook/names", "notebook/read", "notebook/recognise", "notebook/released", "notebook/resetting"),
)
LEFT_OUT = ("checks/made.py", "practice/lab.py", "practice/start_page.py", "practice/starting.py")
"""For the judge, and for terminals."""
SHIPPED = (".csv", ".ipynb", ".json")
WHEEL = "Wheel-Version: 1.0\nGenerator: autograder\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
Files = Mapping[str, bytes]
"""Contents by the paths in the wheel."""


def students_part() -> tuple[str, bytes]:
    """Name and content of the wheel with what ``from autograder import check`` needs, and the course."""
    files = {f"autograder/{module}.py": (ENGINE / f"{module}.py").read_bytes() for module in MODULES}
    for room in ROOMS:
        for path in sorted((ENGINE / room).glob("*.py")):
            if f"{room}/{path.name}" not in LEFT_OUT:
                files[f"autograder/{room}/{path.name}"] = path.read_bytes()
    for package in course_package.packages():
        files |= course_files(package)
    points = "".join(f"{package} = {package}\n" for package in course_package.packages())
    return wheel(NAME, VERSION, files, {"entry_points.txt": f"[{course_package.GROUP}]\n{points}"})


def course_files(package: str) -> dict[str, bytes]:
    """A course's package, and as from its wheel the released notebooks with their checks, and the data."""
    (folder,) = find_spec(package).submodule_search_locations  # type: ignore[union-attr, misc]
    files = {f"{package}/{path}": content for path, content in contents(Path(folder), ("*.py",))}
    for kind, name in locate.FOLDERS.items():
        for place in locate.shipped(kind)[:1]:
            found = contents(place, [f"*{suffix}" for suffix in SHIPPED])
            files |= {f"{package}/{name}/{path}": content for path, content in found}
            for path in sorted(place.glob("*.h5")):
                files[f"{package}/{name}/{path.stem}.npz"] = as_arrays(path)
    return files


def contents(folder: Path, patterns: Iterable[str]) -> list[tuple[str, bytes]]:
    """The files of a folder that fit a pattern, by their paths in it."""
    found = {path for pattern in patterns for path in folder.rglob(pattern) if path.is_file()}
    return [(path.relative_to(folder).as_posix(), path.read_bytes()) for path in sorted(found)]


def as_arrays(path: Path) -> bytes:
    """The arrays of an HDF5 file in NumPy's own format: there is no h5py in the browser."""
    buffer = io.BytesIO()
    with h5py.File(path, "r") as file, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(file):
            array = io.BytesIO()
            np.save(array, file[name][()].astype(file[name].dtype.str), allow_pickle=False)
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), array.getvalue(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def installed(name: str) -> tuple[str, bytes]:
    """Name and content of a wheel of a pure Python package that is installed here."""
    found = distribution(name)
    paths = [path for path in found.files or () if path.suffix == ".py" and path.parts[0] != ".."]
    files = {path.as_posix(): Path(str(found.locate_file(path))).read_bytes() for path in paths}
    return wheel(name.replace("-", "_"), found.version, files, {})


def wheel(name: str, version: str, files: Files, about: Mapping[str, str]) -> tuple[str, bytes]:
    """Name and content of a wheel (packaging.python.org, "Binary distribution format")."""
    folder = f"{name}-{version}.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {name.replace('_', '-')}\nVersion: {version}\n"
    texts = {"METADATA": metadata, "WHEEL": WHEEL, **about}
    every = {**files, **{f"{folder}/{file}": text.encode() for file, text in texts.items()}}
    record = f"{folder}/RECORD"
    every[record] = "".join([*(_row(path, content) for path, content in every.items()), f"{record},,\n"]).encode()
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for path, content in every.items():
            archive.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)
    return f"{name}-{version}-py3-none-any.whl", buffer.getvalue()


def _row(path: str, content: bytes) -> str:
    digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
    return f"{path},sha256={digest},{len(content)}\n"
