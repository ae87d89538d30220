"""What a student calls in the notebook, each with a module of its own.

Their code and the public checks are in one process here, the student's kernel: there is nothing to hide from it.
"""

from autograder.practice.card import shell
from autograder.practice.cells import CELLS
from autograder.practice.checking import check
from autograder.practice.hints import hint
from autograder.practice.progress_bar import progress
from autograder.practice.readiness import ready
from autograder.practice.replaying import replay

__all__ = ["check", "hint", "progress", "ready", "replay"]

if (_shell := shell()) is not None:
    CELLS.watch(_shell)
