"""What was handed in where nobody grades it: beside the folders of the assignments."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path

from autograder.course.folders import Folders
from autograder.notebook.files import KEPT_FILES
from autograder.notebook.names import is_notebook
from autograder.notebook.paths import names_in


def misplaced(folders: Folders, assignments: Collection[str]) -> list[str]:
    """Paths below ``submitted`` of what belongs to none of ``assignments``, of students who handed in nothing else.

    Of what lies there for itself only notebooks count: a list of the class is no hand-in.
    """
    submitted = Path(folders.root, folders.submitted_directory)
    graded = folders.submissions()
    found = [name for name in names_in(submitted) if is_notebook(Path(name)) and not os.path.isdir(submitted / name)]
    for student in names_in(submitted):
        if student not in graded and folders.has_place_for(student):
            found += [os.path.join(student, name) for name in _of_no_assignment(submitted / student, assignments)]
    return found


def _of_no_assignment(folder: Path, assignments: Collection[str]) -> Iterator[str]:
    for name in names_in(folder):
        if os.path.isdir(folder / name):
            if name not in assignments and names_in(folder / name):
                yield name
        elif name not in KEPT_FILES:
            yield name
