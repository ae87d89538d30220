"""The folders in which workers may write: how full they may become, and how they are removed."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import stat
from pathlib import Path

from autograder.plain.wire import WireError

SCRATCH_BYTES = 256 * 2**20
SCRATCH_ENTRIES = 5_000  # files and folders; what is more takes long to look at, and to remove


def refuse_if_full(scratch: Path) -> None:
    """WireError if a worker has filled its folder; single files have a limit of their own."""
    size = entries = 0
    for folder, folders, files in os.walk(scratch):
        entries += len(folders) + len(files)
        if entries > SCRATCH_ENTRIES:
            raise WireError("the worker has filled its folder")
        for name in (*folders, *files):
            with contextlib.suppress(OSError):
                size += os.lstat(os.path.join(folder, name)).st_blocks * 512
        if size > SCRATCH_BYTES:
            raise WireError("the worker has filled its folder")


def remove_ours(folder: Path) -> None:
    """Remove the folder of a run, if this user has made it: in a folder for everybody, others may choose names, too."""
    with contextlib.suppress(OSError):
        found = folder.lstat()
        if stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid():
            remove(folder)


def remove(folder: Path) -> None:
    """Remove a folder whose worker has ended, however deep it is: rmtree would call itself for every level."""
    with contextlib.suppress(OSError):
        for number in itertools.count():
            inner = [path for path in folder.iterdir() if path.is_dir() and not path.is_symlink()]
            for path in inner:
                path.chmod(0o700)
                for entry in list(os.scandir(path)):
                    if entry.is_dir(follow_symlinks=False):
                        os.rename(entry.path, folder / f"deeper-{number}-{entry.inode()}")
                shutil.rmtree(path, ignore_errors=True)
            if not inner:
                break
    shutil.rmtree(folder, ignore_errors=True)
