"""One process of those that make pages: ``python -m autograder.nbgrader.page_process``, one student at a time."""

from __future__ import annotations

from autograder.batch.pool import READY
from autograder.batch.processes import Parent
from autograder.course.light import load_nbformat


def main() -> None:
    """Serve whoever wants pages."""
    load_nbformat()
    from autograder.nbgrader.page import made

    parent = Parent()
    parent.tell(READY)
    while True:
        parent.tell(made(**parent.message()))


if __name__ == "__main__":
    main()
