"""What several exercises have in common in their mistakes."""

from __future__ import annotations

READS_THE_NOTEBOOK = (
    "Your function reads {name}, a variable of the notebook, so its arguments alone do not decide what it returns. "
    "Which argument, or which name of its own, is meant?"
)
