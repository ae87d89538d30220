"""JupyterLite with the notebooks: the application, and the kernel that runs in it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from jupyter_core.paths import jupyter_path

from autograder.course.errors import CourseError

KERNEL = "@jupyterlite/pyodide-kernel-extension"
SETTINGS = f"{KERNEL}:kernel"
NEEDED = ("jupyterlite_core", "jupyterlite_pyodide_kernel")
APPS = ("lab", "notebooks")
FIRST_OF_ALL = ("ssl", "sqlite3", "ipykernel", "comm", "pyodide_kernel", "jedi", "ipython")
"""What the kernel would look for elsewhere if it were not said to be there."""

SITE_PACKAGES = "/lib/python3.12/site-packages"
"""Where Pyodide unpacks wheels."""


def refuse_without_extra() -> None:
    """CourseError if what builds JupyterLite is not installed."""
    if missing := [name for name in NEEDED if find_spec(name) is None]:
        raise CourseError(
            f"a site needs {' and '.join(missing)}: install the extra, pip install 'neural-networks-from-numpy[site]'"
        )


def extension() -> Path:
    """Where the kernel's extension is installed."""
    for place in jupyter_path("labextensions", *KERNEL.split("/")):
        if (folder := Path(place)).is_dir():
            return folder
    raise CourseError(f"the extension {KERNEL} is not where Jupyter looks for it: install the extra `site` again")


def build(contents: Path, out: Path, work: Path) -> None:
    """Make the application in ``out`` with the files in ``contents``; ``work`` is an empty folder.

    Raises:
        CourseError: with the end of what it said, if that did not work.
    """
    config = {
        "LiteBuildConfig": {
            "apps": list(APPS),
            "contents": [str(contents)],
            "federated_extensions": [str(extension())],
            "ignore_sys_prefix": ["federated_extensions"],  # others belong to another JupyterLab
            "lite_dir": str(work),
            "no_sourcemaps": True,
            "output_dir": str(out),
        }
    }
    path = work / "jupyter_lite_config.json"
    path.write_text(json.dumps(config), "utf-8")
    command = [sys.executable, "-m", "jupyterlite_core.app", "build", "--config", str(path)]
    quiet: dict[str, Any] = dict.fromkeys(("stdout", "stderr"), subprocess.PIPE)
    done = subprocess.run(command, cwd=work, stdin=subprocess.DEVNULL, encoding="utf-8", errors="replace", **quiet)
    if done.returncode or not (out / "jupyter-lite.json").is_file():
        last = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
        raise CourseError(f"JupyterLite could not be built: {last}")


def configure(out: Path, title: str, packages: Sequence[str]) -> None:
    """Say where Pyodide is and what the kernel loads as it starts; nothing is ever asked of another host."""
    path = out / "jupyter-lite.json"
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    config = data["jupyter-config-data"]
    config["appName"] = title
    config["exposeAppInBrowser"] = True  # our scripts ask it how Python is
    settings = config.setdefault("litePluginSettings", {}).setdefault(SETTINGS, {})
    settings["pyodideUrl"] = "./pyodide/pyodide.js"
    settings["disablePyPIFallback"] = True
    environment = {"PYTHONSTARTUP": f"{SITE_PACKAGES}/autograder/practice/at_start.py"}
    settings["loadPyodideOptions"] = {"packages": [*FIRST_OF_ALL, *packages], "env": environment}
    path.write_text(json.dumps(data, indent=1), "utf-8")


def kernels_wheels(out: Path) -> list[Path]:
    """The kernel's own wheels, which its extension brings along."""
    folder = out / "extensions" / KERNEL / "static" / "pypi"
    return [path for name in ("ipykernel", "pyodide_kernel") for path in sorted(folder.glob(f"{name}-*.whl"))]
