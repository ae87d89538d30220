"""How often is a relation said, and of what? ``python -m benchmarks.relations [--list] [--answers]``

Of right versions and of invented outputs there must be none, or nearly none; of catalogued mistakes, with their names
left out, and of answers by people (``--answers``, two minutes) as many as there are that are true and help.
"""

from __future__ import annotations

import argparse
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace

# One thread, as in the judge's workers: read by NumPy when it is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from autograder.authoring.laws import checks_of, outcomes_of, wrong_versions
from autograder.checks.contents import ExerciseChecks
from autograder.checks.made import exercise_checks
from autograder.course.course import Course
from autograder.key.exercises import Exercise
from autograder.plain.outcome import Outcome
from autograder.plain.status import Status
from autograder.plain.values import Tree, as_array
from autograder.verdict.diagnose import each_alone, result_of
from autograder.verdict.result import Result
from tests.answers import answers
from tests.answers.judged import judging
from tests.sample_class.template import ROOT, Template

SEED = 1
TOO_LONG = Outcome(Status.TIMED_OUT)
Invent = Callable[[np.ndarray, np.random.Generator], np.ndarray]


def other_numbers(array: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Numbers of the same size."""
    return np.asarray(rng.normal(0, 1, array.shape) * (np.abs(array).max(initial=0) or 1))


def shuffled(array: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The same numbers in another order."""
    return np.asarray(rng.permutation(array.reshape(-1)).reshape(array.shape))


def coarse(array: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """The same numbers with an error of a tenth."""
    return np.asarray(array * rng.uniform(0.9, 1.1, array.shape))


def labels(array: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Zeros and ones."""
    return np.asarray(rng.integers(0, 2, array.shape).astype(float))


INVENTED: tuple[Invent, ...] = (other_numbers, shuffled, coarse, labels)


def changed(tree: Tree, invent: Invent, rng: np.random.Generator) -> Tree:
    """A tree of the same structure with other numbers."""
    if isinstance(tree, dict):
        return {key: changed(item, invent, rng) for key, item in tree.items()}
    array = as_array(tree)
    if array is not None:
        return invent(array.astype(float), rng)
    return [changed(item, invent, rng) for item in tree] if isinstance(tree, tuple | list) else tree


def invented(checks: ExerciseChecks) -> Iterator[tuple[str, Result]]:
    """What is said of outputs that nobody computed."""
    bare = replace(checks, catalogue=tuple)
    for invent in INVENTED:
        for seed in range(5):
            rng = np.random.default_rng(seed)
            yield (
                invent.__name__,
                result_of(
                    bare,
                    each_alone(
                        lambda case, i=invent, g=rng: Outcome(Status.RETURNED, changed(case.expected[0], i, g))  # type: ignore[misc]
                    ),
                ),
            )


def unnamed(exercise: Exercise, function: Callable[..., object]) -> Result:
    """What is said of a function where no mistake is catalogued."""
    outcomes = iter(outcomes_of(exercise, SEED, function))
    return result_of(
        replace(checks_of(exercise, SEED), catalogue=tuple), each_alone(lambda _: next(outcomes, TOO_LONG))
    )


def catalogued(exercise: Exercise) -> Iterator[tuple[str, Result]]:
    """What is said of each known mistake if nobody knew it."""
    for mistake, function in wrong_versions(exercise):
        yield mistake.name, unnamed(exercise, function)


def right(exercise: Exercise) -> Iterator[tuple[str, Result]]:
    """What is said of right versions."""
    for version in (exercise.reference, *exercise.alternatives, *exercise.variants):
        yield version.__name__, unnamed(exercise, version)


def exercises() -> Iterator[Exercise]:
    """All of the course."""
    for name in sorted(Course(ROOT).keys()):
        yield from Template.of(name).key.exercises.values()


def report(title: str, results: list[tuple[str, Result]], listed: bool) -> None:
    """How many of the wrong ones have a relation; by relation; with ``listed`` each of them."""
    wrong = [(name, result) for name, result in results if result.status != Status.RIGHT and result.mistake is None]
    found = Counter(result.relation for _, result in wrong if result.relation)
    print(f"{title}: {len(results)}; wrong and unnamed: {len(wrong)}; with a relation: {sum(found.values())}")
    print("  ", ", ".join(f"{name} {count}" for name, count in found.most_common()))
    for name, result in wrong if listed else ():
        print(f"{'+' if result.relation else '-'} {name}: {result.message}")


def main() -> None:
    """Print the counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--answers", action="store_true")
    options = parser.parse_args()
    if options.answers:
        with judging() as judge:
            report("answers", [(f"{a.name} [{a.true}]", judge(a)) for a in answers()], options.list)
        return
    all_of = list(exercises())
    checks = [exercise_checks(exercise, SEED) for exercise in all_of]
    report("right", [(f"{e.name} {n}", r) for e in all_of for n, r in right(e)], options.list)
    report("invented", [(f"{c.name} {n}", r) for c in checks for n, r in invented(c)], options.list)
    report("catalogued", [(f"{e.name} {n}", r) for e in all_of for n, r in catalogued(e)], options.list)


if __name__ == "__main__":
    main()
