"""Which of many variants of one test `make test` tries, and which only `make test-all`."""

from __future__ import annotations

from typing import Any

import pytest


def one_of(*variants: Any) -> list[Any]:
    """For ``parametrize``: one of its kind is tried before every change, the others are slow."""
    first, *others = variants
    return [first, *(pytest.param(other, marks=pytest.mark.slow) for other in others)]
