"""``autograder lab``: JupyterLab as a student needs it, with the start page open.

The settings in the folder ``jupyter`` beside this module go first, at this start alone: they switch off what nbgrader
adds for those who teach, and JupyterLab's question about news. Whoever starts JupyterLab otherwise has it as before.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from autograder.practice.starting import START

SETTINGS = Path(__file__).parent / "jupyter"
SUPERUSER = 0  # who needs JupyterLab's leave


def command(folder: Path, user: int) -> list[str]:
    """What starts JupyterLab on a folder, for the user of this number."""
    opened = [f"--ServerApp.root_dir={folder.resolve()}", f"--LabApp.default_url=/lab/tree/{quote(START)}"]
    return [sys.executable, "-m", "jupyterlab", *opened, *(["--allow-root"] if user == SUPERUSER else [])]


def surroundings(before: dict[str, str]) -> dict[str, str]:
    """The environment of JupyterLab: our settings in front of others, and ``autograder`` in its terminals."""
    settings = os.pathsep.join(filter(None, (str(SETTINGS), before.get("JUPYTER_CONFIG_PATH"))))
    programs = os.pathsep.join(filter(None, (os.path.dirname(sys.executable), before.get("PATH"))))
    return {**before, "JUPYTER_CONFIG_PATH": settings, "PATH": programs}


def open_lab(folder: Path) -> int:
    """Start JupyterLab in the place of this process; where that cannot be done, its exit code."""
    environment = surroundings(dict(os.environ))
    if os.name == "posix":
        os.execve(sys.executable, command(folder, os.getuid()), environment)
    with subprocess.Popen(command(folder, user=-1), env=environment) as lab:
        while True:
            try:
                return lab.wait()
            except KeyboardInterrupt:
                pass  # JupyterLab has heard it, too, and asks whether it is to stop
