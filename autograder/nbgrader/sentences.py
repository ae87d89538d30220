"""The sentences of the nbgrader steps, by a stable id, as in :mod:`autograder.messages`."""

from __future__ import annotations

ENGLISH = {
    # in the student version
    "stub": "{name} has not been written yet",
    "stub_comment": "# replace this line",
    # why a file could not be graded
    "no_notebook": "No notebook was handed in: the folder holds no file {name}.",
    "several_notebooks": "No file is called {name} and several could be meant: {files}.",
    "link": "{name} is a link to another file; hand in the notebook itself.",
    "linked_folder": "The folder {name} is a link; hand in the folder itself.",
    "shared_file": "{name} is the same file as one in another submission.",
    "special": "{name} is not an ordinary file.",
    "unreadable": "This notebook could not be read, so it earned nothing yet; a person will look at it. "
    "{reason}",
    "fault": "This notebook could not be graded because of a fault on our side ({error}); a person will look "
    "at it.",
    # what was mended
    "renamed": "{found} was taken for {name}.",
    "recognised": "Cells without their mark, recognised by their function or text: {names}.",
    "retyped": "Cells that had become text and are code again: {names}.",
    "restored": "Locked cells that were changed (the original is back, the change is below it): {names}.",
    "missing": "Cells that were missing and are back: {names}.",
    "repeated": "Cells that are there more than once (the last definition counts): {names}.",
    # about cells that no exercise describes
    "not_an_exercise": "This cell belongs to no exercise of the answer key, so a person grades it.",
    "large_cell": "# This cell is larger than 1 MB and was left out.",
    "before_grading": "Before grading",
}


def tell(sentence: str, /, **values: object) -> str:
    """The sentence with its blanks filled in."""
    return ENGLISH[sentence].format(**values)
