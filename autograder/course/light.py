"""nbformat and nbgrader without a grammar that takes longer to load than all the rest, and that nobody asks for.

Both need jsonschema. It checks the formats "iri" and "iri-reference" where the package rfc3987_syntax is there, which
makes a parser as it is imported, and does without where it is not. No schema of a notebook has these formats.
"""

from __future__ import annotations

import sys

GRAMMAR = "rfc3987_syntax"


def load_nbformat() -> None:
    """Import nbformat without :data:`GRAMMAR`; whoever imports that later gets it.

    None in ``sys.modules`` is how Python has it said that a module is not there (its reference, "The module cache").
    """
    if GRAMMAR in sys.modules:
        return
    sys.modules[GRAMMAR] = None  # type: ignore[assignment]
    try:
        import nbformat  # noqa: F401
    finally:
        del sys.modules[GRAMMAR]
