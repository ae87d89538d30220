"""What several exercises have in common in their mistakes."""

from __future__ import annotations

READS_THE_NOTEBOOK = (
    "Your function reads {name}, a variable of the notebook, so other data cannot change what it says. Which argument, "
    "or which name of its own, is meant?"
)
