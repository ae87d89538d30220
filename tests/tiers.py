"""Which of many variants of one test `make test` tries, and which only `make test-all`."""

from __future__ import annotations

from typing import Any

import pytest


def one_of(*variants: Any) -> list[Any]:
    """For ``parametrize``: one of its kind is tried before every change, the others are slow."""
    first, *others = variants
    return [first, *(slow(other) for other in others)]


def slow(variant: Any) -> Any:
    """A variant, which may be several values, for the long run alone."""
    return pytest.param(*variant if isinstance(variant, tuple) else (variant,), marks=pytest.mark.slow)
