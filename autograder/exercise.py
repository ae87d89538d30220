"""How an answer key describes an exercise: the reference function and, hung on it, everything else.

::

    @exercise(parts={"value": 2}, returns=close(), hints=(..., ..., ...))
    def sigmoid(z): ...

    @sigmoid.inputs
    def sigmoid_inputs(rng):
        yield case(rng.normal(size=3))

    @sigmoid.also_correct
    def with_a_loop(z): ...

    @sigmoid.mistake
    def sign_forgotten(z):
        \"\"\"The values fall where they should rise. ...\"\"\"

``exercise`` turns the reference into an :class:`Exercise`, which is called like the function. The role
decorators register and return the function unchanged. A function's name is its id, its docstring the text.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from autograder.rules.base import Rule
from autograder.rules.tree import Returns, as_returns, leaves, with_part
from autograder.values import Helper

Function = TypeVar("Function", bound=Callable[..., Any])
REASONS = ("trivial", "sizes", "alternatives", "mistakes")


class DescriptionError(Exception):
    """An answer key describes an exercise in a way that cannot work; raised when the key is imported."""


@dataclass(frozen=True)
class Case:
    """One call: positional arguments; ``part`` if its points are a part of their own.

    ``vary`` lists ``(position, values)``: the function is called once for each value, these arguments change
    together, and the rule sees the list of all results.
    """

    args: tuple[Any, ...]
    part: str | None = None
    vary: tuple[tuple[int, tuple[Any, ...]], ...] = ()

    def calls(self) -> Iterator[tuple[Any, ...]]:
        """The arguments of each call that this case makes."""
        count = len(self.vary[0][1]) if self.vary else 1
        for index in range(count):
            args = list(self.args)
            for position, values in self.vary:
                args[position] = values[index]
            yield tuple(args)

    @property
    def seen(self) -> tuple[Any, ...]:
        """The arguments as a rule sees them: in the place of one that varies, the tuple of its values."""
        varying = dict(self.vary)
        return tuple(varying.get(position, arg) for position, arg in enumerate(self.args))


def case(*args: Any, part: str | None = None) -> Case:
    """One call with these positional arguments; a given function may be one of them."""
    return Case(tuple(map(handed_over, args)), part)


def steps(*args: Any, vary: Mapping[int, Sequence[Any]], part: str | None = None) -> Case:
    """The same call several times, arguments changing together: ``vary={position: values}``."""
    if len({len(values) for values in vary.values()}) != 1:
        raise DescriptionError("steps takes as many values for each argument that varies")
    return Case(tuple(map(handed_over, args)), part, tuple((at, tuple(values)) for at, values in vary.items()))


def handed_over(arg: Any) -> Any:
    """A given function as an argument: data that names it; anything else as it is."""
    return Helper(arg.__name__, arg) if getattr(arg, "__given__", False) is True else arg


@dataclass(frozen=True)
class Mistake:
    """A plausible wrong version. ``hint`` is its docstring, the text that the student will read."""

    name: str
    function: Callable[..., Any]
    hint: str
    reads_global: bool = False
    changes_input: bool = False
    raises: str = ""
    mentions: str = ""


@dataclass(frozen=True)
class Given:
    """Helper code that students are shown and that is not graded."""

    name: str
    function: Callable[..., Any]
    source: str


@dataclass(eq=False)
class Exercise:
    """One graded function and all that is known about it. Calling it calls the reference."""

    reference: Callable[..., Any]
    parts: dict[str, float]
    returns: Returns
    needs: tuple[Exercise, ...]
    hints: tuple[str, ...]
    aliases: tuple[str, ...]
    seconds: float
    keeps_arguments: bool
    reasons: dict[str, str]
    equivalent: dict[str, str]
    generator: Callable[[np.random.Generator], Iterator[Case]] | None = None
    alternatives: list[Callable[..., Any]] = field(default_factory=list)
    variants: list[Callable[..., Any]] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.name = self.reference.__name__
        self.__doc__ = self.reference.__doc__
        parameters = list(inspect.signature(self.reference).parameters.values())
        self.parameters = tuple(parameter.name for parameter in parameters)
        self.optional = sum(parameter.default is not inspect.Parameter.empty for parameter in parameters)

    def __call__(self, *args: Any, **keywords: Any) -> Any:
        """Call the reference."""
        return self.reference(*args, **keywords)

    @property
    def points(self) -> float:
        """What the exercise is worth."""
        return float(sum(self.parts.values()))

    def cases(self, rng: np.random.Generator) -> list[Case]:
        """The calls to make, smallest first. Their number does not depend on ``rng``."""
        if self.generator is None:
            raise DescriptionError(f"{self.name} has no inputs: decorate a generator with @{self.name}.inputs")
        return list(self.generator(rng))

    def inputs(self, function: Function) -> Function:
        """Register the generator of cases, ``(rng) -> iterator of case(...)``."""
        if self.generator is not None:
            raise DescriptionError(f"{self.name} has two generators of inputs; one was expected")
        self.generator = function
        return function

    def also_correct(self, function: Function) -> Function:
        """Register another right version; its outputs must pass as the reference's do."""
        self._fits(function)
        self.alternatives.append(function)
        return function

    def variant(self, function: Function) -> Function:
        """Register a version with other numbers that is right too, if used for all cases."""
        self._fits(function)
        self._docstring(function)
        self.variants.append(function)
        return function

    def mistake(
        self,
        function: Function | None = None,
        *,
        reads_global: bool = False,
        changes_input: bool = False,
        raises: type[BaseException] | None = None,
        mentions: str = "",
    ) -> Any:
        """Register a wrong version: mutant in the self-test, detector in check and judge, hint, statistics.

        ``reads_global``: it uses a variable of the notebook in place of an argument (``{name}`` in the hint
        becomes that variable). ``changes_input``: it changes an argument that must stay as it is.
        ``raises`` and ``mentions``: an exception whose message, or the line that it stopped, holds these words.
        """

        def register(function: Function) -> Function:
            self._fits(function)
            hint = self._docstring(function)
            if any(known.name == function.__name__ for known in self.mistakes):
                raise DescriptionError(f"{self.name} has two mistakes called {function.__name__}")
            if raises is not None and not mentions:
                raise DescriptionError(
                    f"{function.__name__} of {self.name}: an exception is not named by its type alone; give mentions="
                )
            self.mistakes.append(
                Mistake(
                    function.__name__,
                    function,
                    hint,
                    reads_global,
                    changes_input,
                    raises.__name__ if raises else "",
                    mentions,
                )
            )
            return function

        return register if function is None else register(function)

    def _fits(self, function: Callable[..., Any]) -> None:
        parameters = list(inspect.signature(function).parameters.values())
        takes_any = any(parameter.kind is parameter.VAR_POSITIONAL for parameter in parameters)
        if not takes_any and len(parameters) < len(self.parameters) - self.optional:
            raise DescriptionError(
                f"{function.__name__} takes {len(parameters)} arguments; {self.name} takes {len(self.parameters)}"
            )

    def _docstring(self, function: Callable[..., Any]) -> str:
        if not function.__doc__:
            raise DescriptionError(f"{function.__name__} of {self.name} has no docstring; it is what students read")
        return " ".join(function.__doc__.split())


def exercise(
    *,
    parts: Mapping[str, float],
    returns: Any,
    hints: Sequence[str],
    needs: Sequence[Exercise] = (),
    aliases: Sequence[str] = (),
    seconds: float = 10.0,
    keeps_arguments: bool = False,
    reasons: Mapping[str, str] | None = None,
    equivalent: Mapping[str, str] | None = None,
) -> Callable[[Callable[..., Any]], Exercise]:
    """Describe a graded function; decorates its reference implementation.

    ``parts`` maps each part to its points, ``returns`` is a tree of rules (autograder.rules), ``needs`` are
    the exercises that it calls, ``seconds`` bounds all its calls together, ``keeps_arguments`` says that
    changing an argument is wrong here, ``reasons`` gives the reason for an exception to a law, ``equivalent``
    lists automatic mutants that are right as well (the change, and the reason).
    """

    def describe(reference: Callable[..., Any]) -> Exercise:
        name = reference.__name__
        tree = as_returns(returns)
        if len(parts) == 1:
            tree = with_part(tree, next(iter(parts)))
        known = set(parts)
        for rule in leaves(tree):
            if rule.part not in known:
                raise DescriptionError(f"{name}: the part {rule.part!r} has no points; parts are {sorted(known)}")
        if any(not isinstance(helper, Exercise) for helper in needs):
            raise DescriptionError(f"{name}: needs takes exercises, the function objects themselves")
        if unknown := set(reasons or {}) - set(REASONS):
            raise DescriptionError(f"{name}: no law is called {sorted(unknown)}; laws with reasons are {REASONS}")
        if isinstance(hints, str) or not all(hints):
            raise DescriptionError(f"{name}: hints takes several texts, none of them empty")
        return Exercise(
            reference,
            {part: float(points) for part, points in parts.items()},
            tree,
            tuple(needs),
            tuple(hints),
            tuple(aliases),
            float(seconds),
            keeps_arguments,
            dict(reasons or {}),
            dict(equivalent or {}),
        )

    return describe


def given(function: Function) -> Function:
    """Mark a helper that is shown to students and not graded. Returns the function unchanged."""
    function.__given__ = True  # type: ignore[attr-defined]
    return function


def parts_of(case: Case, returns: Returns, parts: Mapping[str, float]) -> list[str]:
    """The parts that a case counts for: its own, or all that the returned values name."""
    if case.part is not None:
        return [case.part]
    named = {rule.part for rule in leaves(returns)}
    return [part for part in parts if part in named]


__all__ = ["Case", "DescriptionError", "Exercise", "Given", "Mistake", "Rule", "case", "exercise", "given", "steps"]
