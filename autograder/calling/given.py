"""The functions that the course gives: made from their source texts, and told from a student's own."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

import numpy as np


class GivenFunctions(Mapping[str, Callable[..., Any]]):
    """The given functions by name, from their source texts, which are run when one is first asked for."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self.sources = sources

    @cached_property
    def functions(self) -> dict[str, Any]:
        """A namespace in which every source has been run."""
        namespace: dict[str, Any] = {"np": np}
        for source in self.sources.values():
            exec(compile(source, "<given>", "exec"), namespace)
        return namespace

    def __getitem__(self, name: str) -> Callable[..., Any]:
        function: Callable[..., Any] = self.functions[name]
        return function

    def __iter__(self) -> Iterator[str]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)


def same_function(one: Any, other: Any) -> bool:
    """Whether two functions are the same text, but for their docstrings and comments."""
    return _compiled(one) is not None and _compiled(one) == _compiled(other)


def _compiled(function: Any) -> tuple[Any, ...] | None:
    code = getattr(function, "__code__", None)
    if not isinstance(code, types.CodeType):
        return None
    constants = [constant for constant in code.co_consts if constant != function.__doc__]
    return code.co_code, code.co_names, code.co_varnames, constants, function.__defaults__
