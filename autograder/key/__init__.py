"""What an answer key imports, with ``autograder.rules``: the words in which it describes an exercise (docs/keys.md)."""

from autograder.key.cases import case, steps
from autograder.key.exercises import exercise, given
from autograder.key.inputs import balanced, signed
from autograder.key.mistakes import slip

__all__ = ["balanced", "case", "exercise", "given", "signed", "slip", "steps"]
