"""What a student calls in the notebook, each with a module of its own.

Their code and the public checks are in one process here, the student's kernel: there is nothing to hide from it.
"""

from autograder.practice.card import shell
from autograder.practice.cells import CELLS
from autograder.practice.checking import check
from autograder.practice.handing_in import before_you_hand_in
from autograder.practice.hints import hint
from autograder.practice.how_far import progress
from autograder.practice.readiness import ready
from autograder.practice.replaying import replay
from autograder.practice.resetting import reset

__all__ = ["before_you_hand_in", "check", "hint", "progress", "ready", "replay", "reset"]

if (_shell := shell()) is not None:
    CELLS.watch(_shell)
