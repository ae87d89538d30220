"""The laws that every exercise obeys, each a function from an answer key to the sentences that break it.

``autograder build`` and the tests run them on every key; an exercise brings no test code of its own.
Numbers in the names are those of docs/laws.md. Laws about notebooks are in ``autograder.authoring.build``,
those about what is said in
``autograder.authoring.laws_of_names`` and ``autograder.authoring.laws_of_cards``.
"""

from __future__ import annotations

import functools
import itertools
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import numpy as np

from autograder.authoring.laws_of_cards import law_14_no_card_contradicts_itself
from autograder.authoring.laws_of_names import (
    law_4_texts,
    law_13_half_a_mistake_has_no_name,
)
from autograder.authoring.mutants import Mutant, mutants
from autograder.authoring.trivial import trivial_answers
from autograder.checks.contents import ExerciseChecks
from autograder.checks.made import PUBLIC_SEED, exercise_checks, watched
from autograder.key.exercises import Exercise
from autograder.key.mistakes import Mistake
from autograder.plain.case import Case
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.plain.values import Tree, plain
from autograder.plain.wire import from_json, to_json
from autograder.rules.tree import agreeing_parts, parts_of, seen_by
from autograder.verdict.diagnose import each_alone, result_of
from autograder.verdict.findings import best_variant
from autograder.verdict.result import Result

MUTANT_SECONDS = 5.0


@functools.lru_cache(maxsize=128)
def checks_of(exercise: Exercise, seed: int) -> ExerciseChecks:
    """The checks that several laws need, made once."""
    return exercise_checks(exercise, seed)


@functools.lru_cache(maxsize=128)
def mutants_of(exercise: Exercise) -> tuple[Mutant, ...]:
    """The mutants that several laws need, made once."""
    return tuple(mutants(exercise))


@functools.lru_cache(maxsize=4096)
def outcomes_of(exercise: Exercise, seed: int, function: Callable[..., Any]) -> tuple[Outcome, ...]:
    """What a function does on every case, up to one at which it takes too long; quiet calls repeat themselves."""
    outcomes = []
    for case in checks_of(exercise, seed).cases:
        outcomes.append(watched(function, case, exercise.optional, MUTANT_SECONDS))
        if outcomes[-1].kind == Status.TIMED_OUT:
            break
    return tuple(outcomes)


@functools.lru_cache(maxsize=4096)
def judged(exercise: Exercise, seed: int, function: Callable[..., Any]) -> Result:
    """Grade any Python function in this process; after a call that takes too long, all further ones do."""
    outcomes = iter(outcomes_of(exercise, seed, function))
    return result_of(checks_of(exercise, seed), each_alone(lambda _: next(outcomes, Outcome(Status.TIMED_OUT))))


def lost_parts(exercise: Exercise, seed: int, function: Callable[..., Any]) -> set[str]:
    """The parts that a function does not earn, had sooner than all that is said of them."""
    _, findings = best_variant(checks_of(exercise, seed), outcomes_of(exercise, seed, function))
    return {finding.part for finding in findings}


def law_1_right_passes(exercise: Exercise, seeds: Iterable[int]) -> Iterator[str]:
    """Reference, alternatives and variants are right on every seed."""
    for seed in seeds:
        for version in (exercise.reference, *exercise.alternatives, *exercise.variants):
            result = judged(exercise, seed, version)
            if result.status != Status.RIGHT or result.mistake is not None:
                yield f"{exercise.name}: {version.__name__} is right but is told (seed {seed}): {result.message}"


def law_2_mistakes_are_named(exercise: Exercise, seeds: Iterable[int]) -> Iterator[str]:
    """Every mistake fails and is named as itself on every seed, also in the variants that have its line."""
    for seed in seeds:
        for mistake, function in wrong_versions(exercise):
            result = judged(exercise, seed, function)
            if result.status == Status.RIGHT:
                yield f"{exercise.name}: the mistake {mistake.name} passes (seed {seed})"
            elif result.mistake is not None and result.mistake != mistake.name:
                yield f"{exercise.name}: {mistake.name} is named {result.mistake} (seed {seed})"
            elif result.mistake is None:
                yield f"{exercise.name}: {why_not_named(exercise, seed, mistake, function)}"


def why_not_named(exercise: Exercise, seed: int, mistake: Mistake, function: Callable[..., Any]) -> str:
    """What keeps a mistake from being named: another one that does the same, or cases that do not prove it."""
    cases = checks_of(exercise, seed).cases
    twins = {
        other.name
        for other, theirs in wrong_versions(exercise)
        if other is not mistake and agreeing(exercise, cases, function, theirs) == exercise.parts.keys()
    }
    if twins:
        names = " and ".join(sorted({mistake.name, *twins}))
        return f"{names} do the same in every case, so none can be named: keep one, or add a case that tells them apart"
    return f"{mistake.name} is not named (seed {seed}): the cases do not prove it, so add one that shows it"


def wrong_versions(exercise: Exercise) -> Iterator[tuple[Mistake, Callable[..., Any]]]:
    """Every version of every mistake but for those that need a notebook; tests give them one."""
    for mistake in exercise.mistakes:
        if not mistake.reads_global:
            yield from ((mistake, function) for _, function in mistake.versions)


def law_2_mutants_are_not_misnamed(exercise: Exercise, cases: int = 1000) -> Iterator[str]:
    """No mutant is named as a mistake from which it differs on further random cases."""
    for mutant in mutants_of(exercise):
        result = judged(exercise, PUBLIC_SEED, mutant.function)
        if result.mistake is not None:
            shown = checks_of(exercise, PUBLIC_SEED).cases
            named = [function for mistake, function in wrong_versions(exercise) if mistake.name == result.mistake]
            lost = {part.name for part in result.parts if part.score < part.points}
            claims = {f: agreeing(exercise, shown, mutant.function, f) & lost for f in named}
            tried = [differ(exercise, mutant.function, f, claimed, cases) for f, claimed in claims.items() if claimed]
            if tried and all(tried):
                yield f"{exercise.name}: the mutant {mutant.change} is wrongly named {result.mistake}"


def differ(exercise: Exercise, one: Callable[..., Any], other: Callable[..., Any], parts: set[str], cases: int) -> bool:
    """Whether two functions disagree in one of the parts on some of many further cases."""
    made, seed = 0, 10_000
    while made < cases:
        further = exercise.cases(np.random.default_rng(seed))
        made, seed = made + len(further), seed + 1
        if parts - agreeing(exercise, further, one, other):
            return True
    return False


def agreeing(exercise: Exercise, cases: Iterable[Case], one: Callable[..., Any], other: Callable[..., Any]) -> set[str]:
    """The parts in which two functions agree on every case; exceptions by their type."""
    agreed = set(exercise.parts)
    for case in cases:
        parts = set(parts_of(case, exercise.returns, exercise.parts))
        mine, theirs = (watched(function, case, exercise.optional, MUTANT_SECONDS) for function in (one, other))
        if mine.kind != theirs.kind:
            agreed -= parts
        elif mine.error is not None and theirs.error is not None:
            agreed -= parts if mine.error.type_name != theirs.error.type_name else set()
        else:
            table = agreeing_parts(seen_by(case, exercise.returns), mine.value, theirs.value, case.seen)
            agreed -= {part for part in parts if not table[part]}
    return agreed


def law_4_mutants_are_killed(exercise: Exercise, seed: int = PUBLIC_SEED) -> Iterator[str]:
    """Every automatic mutant loses points, or is listed as equivalent with a reason."""
    alive = {m.change for m in mutants_of(exercise) if not lost_parts(exercise, seed, m.function)}
    for change in sorted(alive - exercise.equivalent.keys()):
        yield f"{exercise.name}: the mutant {change!r} passes"
    for change in sorted(exercise.equivalent.keys() - alive):
        yield f"{exercise.name}: {change!r} is listed as equivalent, but no such mutant passes"


def law_5_sizes(exercise: Exercise, seed: int = PUBLIC_SEED) -> Iterator[str]:
    """No array has two equal sizes, and no two sizes that differ in one case are equal in another by chance."""
    if "sizes" in exercise.reasons:
        return
    cases = exercise.cases(np.random.default_rng(seed))
    for number, case in enumerate(cases, 1):
        for shape in (array.shape for arg in case.args for array in arrays(plain(arg))):
            if any(size > 1 and shape.count(size) > 1 for size in shape):
                yield f"{exercise.name}: case {number} has an array of two equal sizes {shape}"
    sizes = [sizes_of(exercise, case) for case in cases]
    for one, other in itertools.combinations(sorted(set().union(*sizes)), 2):
        both = [number for number, known in enumerate(sizes, 1) if one in known and other in known]
        equal = [number for number in both if sizes[number - 1][one] == sizes[number - 1][other]]
        if 0 < len(equal) < len(both):
            yield f"{exercise.name}: {one} and {other} are equal by chance in case {equal[0]}"


def sizes_of(exercise: Exercise, case: Case) -> dict[str, int]:
    """Each size of each array in the arguments, by a name that tells which it is."""
    return {
        f"size {axis + 1} of {array.ndim} of {name}[{index}]": size
        for name, arg in zip(exercise.parameters, case.args, strict=False)
        for index, array in enumerate(arrays(plain(arg)))
        for axis, size in enumerate(array.shape)
    }


def law_6_scores(exercise: Exercise, seed: int = PUBLIC_SEED) -> Iterator[str]:
    """Scores are plain floats between 0 and the points, and nothing printed or warned changes one."""
    for function in (exercise.reference, *(function for _, function in wrong_versions(exercise))):
        score = judged(exercise, seed, function).score
        if type(score) is not float or not 0 <= score <= exercise.points:
            yield f"{exercise.name}: {function.__name__} scores {score!r}"

    def noisy(*args: Any) -> Any:
        print("noise")
        warnings.warn("noise", stacklevel=1)
        return exercise.reference(*args)

    if (score := judged(exercise, seed, noisy).score) != exercise.points:
        yield f"{exercise.name}: the reference scores {score!r} when it prints and warns"


def law_10_parity(exercise: Exercise, seeds: Iterable[int]) -> Iterator[str]:
    """What hidden cases reject of mistakes and mutants, the public cases reject too, part by part."""
    wrong = [(mistake.name, function) for mistake, function in wrong_versions(exercise)]
    wrong += [(f"the mutant {mutant.change}", mutant.function) for mutant in mutants_of(exercise)]
    for seed in seeds:
        for name, function in wrong:
            shown, hidden = (lost_parts(exercise, which, function) for which in (PUBLIC_SEED, seed))
            if hidden - shown:
                yield f"{exercise.name}: {name} loses {sorted(hidden - shown)} on seed {seed} alone"


def told(exercise: Exercise, seed: int = PUBLIC_SEED) -> Iterator[tuple[str, Result]]:
    """What each mistake and each mutant hears."""
    wrong = [(mistake.name, function) for mistake, function in wrong_versions(exercise)]
    wrong += [(f"the mutant {mutant.change}", mutant.function) for mutant in mutants_of(exercise)]
    yield from ((name, judged(exercise, seed, function)) for name, function in wrong)


def law_11_trivial_answers(exercise: Exercise, seed: int = PUBLIC_SEED) -> Iterator[str]:
    """Zeros, ones, None and the first argument, in the right shapes, earn nothing in any part."""
    for name, function in trivial_answers(exercise):
        for part in sorted(exercise.parts.keys() - lost_parts(exercise, seed, function)):
            if f"{name} {part}" not in exercise.reasons.get("trivial", ""):
                yield f"{exercise.name}: {name} earns the part {part}"


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


def laws_of(exercise: Exercise, seeds: int) -> Iterator[tuple[str, Iterator[str]]]:
    """Every law of a description, in words, with the sentences that say how it is broken, tried one after the other."""
    many, checks = range(1, seeds + 1), functools.partial(checks_of, exercise, PUBLIC_SEED)
    yield "1, what is right passes", law_1_right_passes(exercise, many)
    yield "2, mistakes are named as themselves", law_2_mistakes_are_named(exercise, many)
    yield "2, mutants are not called mistakes", law_2_mutants_are_not_misnamed(exercise)
    yield "4, texts help", law_4_texts(exercise)
    yield "4, mutants lose points", law_4_mutants_are_killed(exercise)
    yield "5, sizes differ", law_5_sizes(exercise)
    yield "6, scores are scores", law_6_scores(exercise)
    yield "10, public cases reject what hidden ones do", law_10_parity(exercise, range(2, 5))
    yield "11, nothing is earned without thought", law_11_trivial_answers(exercise)
    yield "12, numbers travel unchanged", law_12_wire(exercise)
    yield "13, half a mistake has no name", law_13_half_a_mistake_has_no_name(checks())
    yield "14, no card contradicts itself", law_14_no_card_contradicts_itself(checks(), told(exercise))


def broken_laws(exercise: Exercise, seeds: int = 20) -> Iterator[str]:
    """Every sentence that says how a description breaks a law; none is what a release needs."""
    for _, broken in laws_of(exercise, seeds):
        yield from broken
