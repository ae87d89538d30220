"""The laws that every exercise obeys, each a function from an answer key to the sentences that break it.

``autograder build`` and the tests run them on every key; an exercise brings no test code of its own.
Numbers in the names are those of docs/laws.md. Laws about notebooks are in ``autograder.build``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from autograder.assignment import Assignment
from autograder.checks import PUBLIC_SEED, ExerciseChecks, exercise_checks
from autograder.diagnose import grade
from autograder.exercise import Case, Exercise
from autograder.mutants import Mutant, mutants
from autograder.outcome import TIMED_OUT, Outcome, TimeLimit, observe, time_limit
from autograder.result import RIGHT, Result
from autograder.rules.tree import agreeing_parts
from autograder.values import Tree, plain
from autograder.wire import from_json, to_json

MUTANT_SECONDS = 5.0
FEWEST_MISTAKES = 3
FEWEST_WORDS = 8


def judged(checks: ExerciseChecks, function: Callable[..., Any]) -> Result:
    """Grade any Python function in this process, as ``check`` does."""

    def watched(case: Case) -> Outcome:
        try:
            with time_limit(MUTANT_SECONDS):
                return observe(function, case, checks.optional)
        except TimeLimit:
            return Outcome(TIMED_OUT)

    return grade(checks, watched)


def law_1_right_passes(exercise: Exercise, seeds: Iterable[int]) -> Iterator[str]:
    """Reference, alternatives and variants are right on every seed."""
    for seed in seeds:
        checks = exercise_checks(exercise, seed)
        for version in (exercise.reference, *exercise.alternatives, *exercise.variants):
            result = judged(checks, version)
            if result.status != RIGHT or result.mistake is not None:
                yield f"{exercise.name}: {version.__name__} is right but is told (seed {seed}): {result.message}"


def law_2_mistakes_are_named(exercise: Exercise, seeds: Iterable[int]) -> Iterator[str]:
    """Every mistake fails and is named as itself on every seed."""
    for seed in seeds:
        checks = exercise_checks(exercise, seed)
        for mistake in exercise.mistakes:
            if mistake.reads_global:  # needs a notebook; tests give it one
                continue
            result = judged(checks, mistake.function)
            if result.status == RIGHT:
                yield f"{exercise.name}: the mistake {mistake.name} passes (seed {seed})"
            elif result.mistake != mistake.name:
                yield f"{exercise.name}: {mistake.name} is named {result.mistake} (seed {seed})"


def law_2_mutants_are_not_misnamed(exercise: Exercise, cases: int = 1000) -> Iterator[str]:
    """No mutant is named as a mistake from which it differs on further random cases."""
    checks = exercise_checks(exercise, PUBLIC_SEED)
    known = {mistake.name: mistake.function for mistake in exercise.mistakes}
    for mutant in mutants(exercise):
        result = judged(checks, mutant.function)
        if result.mistake is not None:
            explained = {part.name for part in result.parts if not part.score}
            if differs(exercise, mutant, known[result.mistake], explained, cases):
                yield f"{exercise.name}: the mutant {mutant.change} is wrongly named {result.mistake}"


def differs(exercise: Exercise, mutant: Mutant, mistake: Callable[..., Any], parts: set[str], cases: int) -> bool:
    """Whether a mutant and a mistake disagree, in all the lost parts, on some of many further cases."""
    still_agree = set(parts)
    made, seed = 0, 10_000
    while made < cases and still_agree:
        seed += 1
        for case in exercise.cases(np.random.default_rng(seed)):
            made += 1
            one, other = (observe(f, case, exercise.optional) for f in (mutant.function, mistake))
            if one.kind != other.kind:
                return True
            if one.error is not None and other.error is not None:
                if one.error.type_name != other.error.type_name:
                    return True
                continue
            table = agreeing_parts(exercise.returns, one.value, other.value, case.args)
            if case.part is None:
                still_agree -= {part for part, agrees in table.items() if not agrees}
            elif not all(table.values()):
                still_agree.discard(case.part)
    return not still_agree


def law_4_texts(exercise: Exercise) -> Iterator[str]:
    """Hints are three or more, long enough and give no line away; mistakes and alternatives are enough."""
    lines = {line.strip() for line in inspect.getsource(exercise.reference).splitlines()}
    steps = {line for line in lines if len(line) > 8 and not line.startswith(("@", "def ", '"', "#", "hints"))}
    texts = [*exercise.hints, *(mistake.hint for mistake in exercise.mistakes)]
    for text in texts:
        if not long_enough(text):
            yield f"{exercise.name}: the text is too short to help: {text!r}"
        for line in steps & {part.strip(" `") for part in text.split("`")} | {s for s in steps if s in text}:
            yield f"{exercise.name}: a text holds a line of the solution: {line!r}"
    if len(exercise.hints) < 3:
        yield f"{exercise.name} has {len(exercise.hints)} hints; three were expected"
    if len(exercise.mistakes) < FEWEST_MISTAKES and "mistakes" not in exercise.reasons:
        yield f"{exercise.name} has {len(exercise.mistakes)} mistakes; {FEWEST_MISTAKES} were expected"
    if not exercise.alternatives and "alternatives" not in exercise.reasons:
        yield f"{exercise.name} has no alternative version; one was expected"


def long_enough(text: str) -> bool:
    """Eight words, or sixteen Chinese characters."""
    chinese = sum("一" <= c <= "鿿" for c in text)
    return len(text.split()) >= FEWEST_WORDS or chinese >= 2 * FEWEST_WORDS


def law_4_mutants_are_killed(exercise: Exercise, seed: int = PUBLIC_SEED) -> Iterator[str]:
    """Every automatic mutant loses points, or is listed as equivalent with a reason."""
    checks = exercise_checks(exercise, seed)
    alive = {mutant.change for mutant in mutants(exercise) if judged(checks, mutant.function).status == RIGHT}
    for change in sorted(alive - exercise.equivalent.keys()):
        yield f"{exercise.name}: the mutant {change!r} passes"
    for change in sorted(exercise.equivalent.keys() - alive):
        yield f"{exercise.name}: {change!r} is listed as equivalent, but no such mutant passes"


def law_5_sizes(exercise: Exercise, seed: int = PUBLIC_SEED) -> Iterator[str]:
    """Within a case no two different sizes are equal, and no case repeats another's sizes."""
    if "sizes" in exercise.reasons:
        return
    for number, case in enumerate(exercise.cases(np.random.default_rng(seed)), 1):
        sizes = [set(array.shape) - {1} for arg in case.args for array in arrays(plain(arg))]
        square = [array.shape for arg in case.args for array in arrays(plain(arg)) if is_square(array)]
        if square:
            yield f"{exercise.name}: case {number} has an array of two equal sizes {square[0]}"
        if not sizes and not case.args:
            yield f"{exercise.name}: case {number} has no arguments"


def is_square(array: np.ndarray) -> bool:
    """Whether two sizes of one array are equal (and not 1)."""
    return any(size > 1 and array.shape.count(size) > 1 for size in array.shape)


def law_6_scores(exercise: Exercise, seed: int = PUBLIC_SEED) -> Iterator[str]:
    """Scores are plain floats between 0 and the points."""
    checks = exercise_checks(exercise, seed)
    for function in (exercise.reference, *(mistake.function for mistake in exercise.mistakes)):
        score = judged(checks, function).score
        if type(score) is not float or not 0 <= score <= exercise.points:
            yield f"{exercise.name}: {function.__name__} scores {score!r}"


def law_10_parity(exercise: Exercise, seeds: Iterable[int]) -> Iterator[str]:
    """What hidden cases reject of mistakes and mutants, the public cases reject too, part by part."""
    public = exercise_checks(exercise, PUBLIC_SEED)
    wrong = [mistake.function for mistake in exercise.mistakes if not mistake.reads_global]
    wrong += [mutant.function for mutant in mutants(exercise)]
    shown = [lost_parts(judged(public, function)) for function in wrong]
    for seed in seeds:
        hidden = exercise_checks(exercise, seed)
        for function, lost in zip(wrong, shown, strict=True):
            if more := lost_parts(judged(hidden, function)) - lost:
                yield f"{exercise.name}: {function.__name__} loses {sorted(more)} on seed {seed} alone"


def lost_parts(result: Result) -> set[str]:
    """The parts without points."""
    return {part.name for part in result.parts if not part.score}


def law_11_trivial_answers(exercise: Exercise, seed: int = PUBLIC_SEED) -> Iterator[str]:
    """Zeros, ones, None and the first argument, in the right shapes, earn nothing in any part."""
    checks = exercise_checks(exercise, seed)
    for name, function in trivial_answers(exercise):
        for part in judged(checks, function).parts:
            if part.score and f"{name} {part.name}" not in exercise.reasons.get("trivial", ""):
                yield f"{exercise.name}: {name} earns the part {part.name}"


def trivial_answers(exercise: Exercise) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Answers of the right form without any thought in them."""

    def shaped(fill: Callable[[np.ndarray], Any]) -> Callable[..., Any]:
        return lambda *args: refill(plain(exercise.reference(*args)), fill)

    yield "zeros", shaped(np.zeros_like)
    yield "ones", shaped(np.ones_like)
    yield "nothing", lambda *args: None
    yield "first argument", lambda *args: args[0]


def refill(tree: Tree, fill: Callable[[np.ndarray], Any]) -> Tree:
    """The tree with every number and array filled anew."""
    if isinstance(tree, dict):
        return {key: refill(item, fill) for key, item in tree.items()}
    if isinstance(tree, tuple | list):
        return type(tree)(refill(item, fill) for item in tree)
    if isinstance(tree, bool | int | float | np.generic | np.ndarray):
        return fill(np.asarray(tree, dtype=float))
    return tree


def law_12_wire(exercise: Exercise, seed: int = PUBLIC_SEED) -> Iterator[str]:
    """Every array, its transpose, its reverse and a strided view survive the wire with shape, dtype, values."""
    for case in exercise.cases(np.random.default_rng(seed)):
        for arg in case.args:
            for array in arrays(plain(arg)):
                views = (array, array.T, array[::-1], array[..., ::2]) if array.ndim else (array,)
                for view in views:
                    back = from_json(to_json(plain(view)))
                    if back.shape != view.shape or back.dtype != view.dtype or not np.array_equal(back, view):
                        yield f"{exercise.name}: an array of shape {view.shape} does not survive the wire"


def arrays(tree: Tree) -> Iterator[np.ndarray]:
    """Every array in a tree."""
    if isinstance(tree, np.ndarray):
        yield tree
    elif isinstance(tree, dict):
        for item in tree.values():
            yield from arrays(item)
    elif isinstance(tree, tuple | list):
        for item in tree:
            yield from arrays(item)


def broken_laws(assignment: Assignment, seeds: int = 20) -> Iterator[str]:
    """Every sentence that says how a description breaks a law; none is what a release needs."""
    for exercise in assignment.exercises.values():
        yield from law_1_right_passes(exercise, range(1, seeds + 1))
        yield from law_2_mistakes_are_named(exercise, range(1, seeds + 1))
        yield from law_2_mutants_are_not_misnamed(exercise)
        yield from law_4_texts(exercise)
        yield from law_4_mutants_are_killed(exercise)
        yield from law_5_sizes(exercise)
        yield from law_6_scores(exercise)
        yield from law_10_parity(exercise, range(2, 5))
        yield from law_11_trivial_answers(exercise)
        yield from law_12_wire(exercise)
