"""A process of a pool that says again what it was told: ``python -m tests.echo``."""

from __future__ import annotations

from autograder.batch.pool import READY
from autograder.batch.processes import Parent


def main() -> None:
    parent = Parent()
    parent.tell(READY)
    while True:
        parent.tell(parent.message())


if __name__ == "__main__":
    main()
