"""Hints for all."""

HINTS = (
    "What does the text of this section say about the shapes?",
    "Look at the first example and work it out by hand before you write code.",
    "Write down each step of the formula as one line and print its shape.",
)
