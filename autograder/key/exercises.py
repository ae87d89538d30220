"""How an answer key describes an exercise: the reference function and, hung on it, everything else.

::

    @exercise(returns=close("value", points=2), hints=(..., ..., ...))
    def sigmoid(z): ...

    @sigmoid.inputs
    def sigmoid_inputs(rng):
        yield case(rng.normal(size=3))

    sigmoid.slips(
        sign_forgotten=(
            "return 1 / (1 + np.exp(z))",
            "The values fall where they should rise. ...",
        ),
    )

    @sigmoid.also_correct
    def with_a_loop(z): ...

``exercise`` turns the reference into an :class:`Exercise`, which is called like the function. The role
decorators register and return the function unchanged. docs/keys.md describes the language.
"""

from __future__ import annotations

import inspect
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from autograder.calling.time_limit import TimeLimit, time_limit
from autograder.key.anatomy import anatomy
from autograder.key.cases import DescriptionError, case, steps
from autograder.key.last_line import hands_back as line_of
from autograder.key.mistakes import Mistake, Slip, mistake_of, slip
from autograder.key.own_values import with_own_values
from autograder.key.slips import Template
from autograder.plain.case import Case
from autograder.rules.tree import Returns, as_returns, leaves, with_part

Function = TypeVar("Function", bound=Callable[..., Any])
REASONS = ("trivial", "sizes", "alternatives", "mistakes")
INPUT_SECONDS = 20.0
MOST_CASES = 1000


@dataclass(frozen=True)
class Given:
    """A function that students are shown and that is not graded."""

    name: str
    function: Callable[..., Any]  # as the answer key calls it
    source: str  # as students are shown it: without decorators


@dataclass(eq=False)
class Exercise:
    """One graded function and all that is known about it. Calling it calls the reference."""

    reference: Callable[..., Any]  # the right answer; its name, parameters and docstring are the exercise's
    parts: dict[str, float]  # points of each part, in the order in which a student hears of them
    returns: Returns  # the tree of rules for what it returns
    needs: tuple[Exercise, ...]  # the exercises that it calls
    hints: tuple[str, ...]  # from a question to nearly the step
    aliases: tuple[str, ...]  # other names under which a student may define it
    seconds: float  # of processor time for all its calls together
    keeps_arguments: bool  # changing an argument is wrong here; else it is worth a note
    reasons: dict[str, str]  # for exceptions to laws, by the name of the law (REASONS)
    equivalent: dict[str, str]  # automatic mutants that are right as well, each with the reason
    hands_back: str  # what the notebook's own last line of it returns, "u, v, J"; "" if nobody knows
    # what the role decorators register, in the order of the page
    generator: Callable[[np.random.Generator], Iterator[Case]] | None = None  # of the cases; None: not registered yet
    alternatives: list[Callable[..., Any]] = field(default_factory=list)  # right, and returning what the reference does
    variants: list[Callable[..., Any]] = field(default_factory=list)  # right, with other numbers, for all cases alike
    mistakes: list[Mistake] = field(default_factory=list)  # wrong, each in its own way

    def __post_init__(self) -> None:
        """Learn from the reference: ``name``, ``parameters`` (in order), ``optional`` (how many have a default)."""
        self.name, self.called = self.reference.__name__, 0
        self.__doc__ = self.reference.__doc__
        parameters = list(inspect.signature(self.reference).parameters.values())
        self.parameters = tuple(parameter.name for parameter in parameters)
        self.optional = sum(parameter.default is not inspect.Parameter.empty for parameter in parameters)

    def __call__(self, *args: Any, **keywords: Any) -> Any:
        """Call the reference, and count it."""
        self.called += 1
        return self.reference(*args, **keywords)

    @property
    def points(self) -> float:
        """What the exercise is worth."""
        return float(sum(self.parts.values()))

    @cached_property
    def template(self) -> Template:
        """The reference as lines that slips write differently."""
        return Template(self.reference)

    def cases(self, rng: np.random.Generator) -> list[Case]:
        """The calls to make, smallest first. Their number does not depend on ``rng``.

        DescriptionError if there is no generator, if it does not come to an end, or if a part is tested by nothing.
        """
        if self.generator is None:
            raise DescriptionError(f"{self.name} has no inputs: decorate a generator with @{self.name}.inputs")
        try:
            with time_limit(INPUT_SECONDS):
                made = list(itertools.islice(self.generator(rng), MOST_CASES + 1))
        except TimeLimit:
            raise DescriptionError(
                f"the inputs of {self.name} did not come to an end within {INPUT_SECONDS:g} seconds: which numbers "
                f"does {self.generator.__name__} wait for?"
            ) from None
        if len(made) > MOST_CASES:
            raise DescriptionError(
                f"the inputs of {self.name} are more than {MOST_CASES} calls: does {self.generator.__name__} end?"
            )
        parts = [
            one.part.values() if isinstance(one.part, dict) else [one.part] for one in made if one.part is not None
        ]
        tested = {part for some in parts for part in some}
        ruled = {rule.part for rule in leaves(self.returns)}
        if strange := {part for one in made if isinstance(one.part, dict) for part in one.part.keys() - ruled}:
            raise DescriptionError(f"{self.name}: cases ask for {sorted(strange)}; parts of rules are {sorted(ruled)}")
        if unknown := tested - self.parts.keys():
            raise DescriptionError(f"{self.name}: cases count for {sorted(unknown)}; parts are {sorted(self.parts)}")
        plainly = any(one.part is None for one in made)
        if untested := self.parts.keys() - tested - (ruled if plainly else set()):
            raise DescriptionError(f"{self.name}: no rule and no case tests the part {min(untested)!r}")
        return made

    def inputs(self, function: Function) -> Function:
        """Register the generator of cases, ``(rng) -> iterator of case(...)``; an exercise has one."""
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

    def slips(self, **described: Slip | tuple[Sequence[str], str]) -> None:
        """Register wrong versions that are the reference with a line written differently: ``id=(line, sentence)``.

        Several lines are a tuple. A slip is also one of every variant that has the same line.
        """
        for name, text in described.items():
            self._register(
                mistake_of(self.template, self.variants, name, text if isinstance(text, Slip) else slip(*text))
            )

    def mistake(
        self,
        function: Function | None = None,
        *,
        reads_global: bool = False,
        changes_input: bool = False,
        mentions: str = "",
    ) -> Any:
        """Register a wrong version that is no single line: another algorithm, another structure; options as in slip."""

        def register(function: Function) -> Function:
            self._fits(function)
            options = {"reads_global": reads_global, "changes_input": changes_input, "mentions": mentions}
            self._register(
                Mistake(function.__name__, self._docstring(function), lambda: ((0, function),), **options)  # type: ignore[arg-type]
            )
            return function

        return register if function is None else register(function)

    def _register(self, mistake: Mistake) -> None:
        if any(known.name == mistake.name for known in self.mistakes):
            raise DescriptionError(f"{self.name} has two mistakes called {mistake.name}")
        for known in self.mistakes:
            if mistake.where and known.where == mistake.where:
                raise DescriptionError(f"{self.name}: {mistake.name} is the same slip as {known.name}")
        if mistake.changes_input and not self.keeps_arguments:
            raise DescriptionError(
                f"{self.name}: changes_input means nothing for {mistake.name}, as changing an argument is not wrong "
                f"here (keeps_arguments)"
            )
        self.mistakes.append(mistake)

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
    returns: Any,
    hints: Sequence[str],
    case_points: Mapping[str, float] | None = None,
    order: Sequence[str] | None = None,
    needs: Sequence[Exercise] = (),
    aliases: Sequence[str] = (),
    seconds: float = 10.0,
    keeps_arguments: bool = False,
    reasons: Mapping[str, str] | None = None,
    equivalent: Mapping[str, str] | None = None,
    hands_back: str = "",
) -> Callable[[Callable[..., Any]], Exercise]:
    """Describe a graded function; decorates its reference implementation.

    ``returns`` is a tree of rules (autograder.rules); a part is worth the points that one of its rules has, or
    ``case_points`` if it belongs to cases of its own. ``order`` is that of the parts, where it is not that of the
    rules. ``needs`` are the exercises that it calls, ``seconds`` is the processor time for all its calls
    together, ``keeps_arguments`` says that changing an argument is wrong here, ``reasons`` gives the reason for an
    exception to a law, ``equivalent`` lists automatic mutants that are right as well (the change, and the reason).
    ``hands_back`` is what the notebook's own last line returns ("u, v, J"), where the reference's does not say so. What
    cannot work is a DescriptionError, where the page is imported.
    """

    def describe(reference: Callable[..., Any]) -> Exercise:
        name = reference.__name__
        tree = as_returns(returns)
        parts = parts_with_points(name, tree, case_points or {}, order)
        if len(named := {rule.part for rule in leaves(tree) if rule.part}) == 1:
            tree = with_part(tree, *named)
        try:
            outputs = anatomy(reference, parts, tree).outputs
            tree = with_own_values(tree, outputs, tuple(inspect.signature(reference).parameters))
            line = line_of(reference, hands_back)
        except ValueError as error:
            raise DescriptionError(f"{name}: {error}") from None
        if any(not isinstance(needed, Exercise) for needed in needs):
            raise DescriptionError(f"{name}: needs takes exercises, the function objects themselves")
        if unknown := set(reasons or {}) - set(REASONS):
            raise DescriptionError(f"{name}: no law is called {sorted(unknown)}; laws with reasons are {REASONS}")
        if isinstance(hints, str) or not all(hints):
            raise DescriptionError(f"{name}: hints takes several texts, none of them empty")
        if name in aliases or len(set(aliases)) < len(aliases):
            raise DescriptionError(f"{name}: aliases are other names than its own, each once")
        if not seconds > 0:
            raise DescriptionError(f"{name}: seconds is a time above 0, not {seconds}")
        return Exercise(
            reference=reference,
            parts=parts,
            returns=tree,
            needs=tuple(needs),
            hints=tuple(hints),
            aliases=tuple(aliases),
            seconds=float(seconds),
            keeps_arguments=keeps_arguments,
            reasons=dict(reasons or {}),
            equivalent=dict(equivalent or {}),
            hands_back=line,
        )

    return describe


def parts_with_points(
    name: str, returns: Returns, case_points: Mapping[str, float], order: Sequence[str] | None
) -> dict[str, float]:
    """The points of each part. DescriptionError if a part has none, has them twice, or is tested by nothing."""
    rules = list(leaves(returns))
    named = list(dict.fromkeys(rule.part for rule in rules if rule.part))
    if not named or (len(named) > 1 and not all(rule.part for rule in rules)):
        raise DescriptionError(
            f"{name}: every rule needs the name of a part; only where all have one can it be left out"
        )
    parts: dict[str, float] = {}
    for part in named:
        own = {part, ""} if len(named) == 1 else {part}
        points = [rule.points for rule in rules if rule.part in own and rule.points]
        if len(points) != 1:
            raise DescriptionError(
                f"{name}: one rule of the part {part!r} has its points, points=...; {len(points)} have"
            )
        parts[part] = float(points[0])
    for part, worth in case_points.items():
        if part in parts:
            raise DescriptionError(f"{name}: {part!r} has its points on a rule already; case_points is for other parts")
        parts[part] = float(worth)
    if wrong := [part for part, worth in parts.items() if not worth > 0]:
        raise DescriptionError(f"{name}: the points of {wrong[0]!r} are a number above 0")
    if order is not None and (sorted(order) != sorted(parts) or list(order) == list(parts)):
        raise DescriptionError(f"{name}: order takes the parts {list(parts)} in another order, each once")
    return {part: parts[part] for part in order} if order is not None else parts


def given(function: Function) -> Function:
    """Mark a function that students are given and that is not graded. Returns the function unchanged."""
    function.__given__ = True  # type: ignore[attr-defined]
    return function


__all__ = ["Case", "DescriptionError", "Exercise", "Given", "Mistake"]
__all__ += ["case", "exercise", "given", "slip", "steps"]  # what an answer key imports
