"""The rules for examples that are dealt out at random, and what they take for random."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from autograder.rules import columns_partition, rows_split
from autograder.rules.base import Rung
from autograder.rules.shuffles import goes_in_steps, lies_in_blocks

WHERE = "what split returned"


def objection(rule, got, expected, args):
    failure = rule.failure(got, expected, args, WHERE)
    return None if failure is None else failure.rung


# --- what no shuffle does ----------------------------------------------------------------------------------------

M = 60
STRAIGHT = list(range(M))
ORDERS_IN_STEPS = {
    "as it was": STRAIGHT,
    "reversed": STRAIGHT[::-1],
    "rolled": [*STRAIGHT[23:], *STRAIGHT[:23]],
    "rolled and reversed": [*STRAIGHT[23:], *STRAIGHT[:23]][::-1],
    "every seventh": [7 * i % M for i in range(M)],
    "every seventh from the twelfth on": [(12 + 7 * i) % M for i in range(M)],
}


@pytest.mark.parametrize("name", ORDERS_IN_STEPS)
def test_an_order_in_steps_is_no_shuffle(name):
    assert goes_in_steps(ORDERS_IN_STEPS[name])


@pytest.mark.parametrize("m", [1, 2, 5, 12])
def test_few_examples_may_keep_their_order_by_chance(m):
    assert not goes_in_steps(range(m))


def test_the_fewest_examples_that_tell_an_order_from_a_shuffle():
    assert goes_in_steps(range(13))
    assert goes_in_steps(range(13)[::-1])
    assert not goes_in_steps([*range(4, 13), *range(4)])
    assert goes_in_steps([*range(4, 14), *range(4)])
    assert not goes_in_steps([3 * i % 14 for i in range(14)])
    assert goes_in_steps([4 * i % 15 for i in range(15)])


TESTED = 27
CHOICES_IN_BLOCKS = {
    "the last ones": [i >= M - TESTED for i in range(M)],
    "the first ones": [i < TESTED for i in range(M)],
    "some in the middle": [10 <= i < 10 + TESTED for i in range(M)],
    "the last ones, one fewer": [i > M - TESTED for i in range(M)],
    "every second": [i % 2 for i in range(M)],
    "every third": [i % 3 == 1 for i in range(M)],
    "every second, then no more": [i % 2 and i < 2 * TESTED for i in range(M)],
    "three in turn": [i % 3 for i in range(M)],
    "three, one behind the other": [i // 20 for i in range(M)],
    "three and a rest": [i // 17 for i in range(M)],
    "lost and the last ones": [-1, *([0] * 30), *([1] * 29)],
}


@pytest.mark.parametrize("name", CHOICES_IN_BLOCKS)
def test_a_choice_in_blocks_is_none_by_chance(name):
    assert lies_in_blocks(CHOICES_IN_BLOCKS[name])


@pytest.mark.parametrize(
    "sizes", [(33, 27), (40, 20), (45, 15), (20, 20, 20), (16, 16, 16, 12), (60,), (59, 1), (2,) * 30]
)
def test_thousands_of_right_choices_are_taken_for_random(sizes):
    rng, labels = np.random.default_rng(7), np.repeat(np.arange(len(sizes)), sizes)
    for _ in range(400):
        order = rng.permutation(M)
        assert not lies_in_blocks(labels[order])
        assert not goes_in_steps(order)


@pytest.mark.parametrize("m", [2, 3, 4, 5, 6, 7])
@pytest.mark.parametrize("test", [1, 2, 3])
def test_every_choice_from_few_examples_may_be_chance(m, test):
    assert not lies_in_blocks([int(i < test) for i in range(m)])
    assert not lies_in_blocks([i % 2 for i in range(m)])


def test_a_stratified_choice_is_random():
    rng = np.random.default_rng(3)
    for _ in range(200):
        assert not lies_in_blocks(np.concatenate([rng.permutation(20) < 7 for _ in range(3)]).astype(int))


# --- the things that can be asked for, one by one ----------------------------------------------------------------

FACTS = ("arrays", "sizes", "columns", "pairs", "order", "seed")
X_ROWS, Y_ROWS = np.random.default_rng(2).uniform(1, 9, (M, 3)).round(2), np.random.default_rng(3).integers(0, 4, M)
SEEDS = (5, 5, 8)


def halves(order, y_order=None, X=X_ROWS, Y=Y_ROWS, test=TESTED):
    y_order = order if y_order is None else y_order
    return X[order[test:]], X[order[:test]], Y[y_order[test:]], Y[y_order[:test]]


def shuffled(seed, m=M):
    return np.random.default_rng(seed).permutation(m)


def by_mask(seed):
    chosen = np.isin(np.arange(M), shuffled(seed)[:TESTED])
    return X_ROWS[~chosen], X_ROWS[chosen], Y_ROWS[~chosen], Y_ROWS[chosen]


def exchanged(seed):
    a, b, c, d = halves(shuffled(seed))
    return a, c, b, d


def cut_first(seed):
    test, train = np.arange(TESTED), np.arange(TESTED, M)
    rng = np.random.default_rng(seed)
    return halves(np.concatenate([rng.permutation(test), rng.permutation(train)]))


SPLITS = {
    "right": (halves, set()),
    "by a mask": (None, set()),
    "single precision": (None, set()),
    "seed ignored": (None, {"seed"}),
    "another each time": (None, {"seed"}),
    "not shuffled": (None, {"order", "seed"}),
    "rolled by the seed": (None, {"order"}),
    "cut before the shuffle": (cut_first, {"order"}),
    "two orders": (None, {"pairs"}),
    "other order of values": (exchanged, {"arrays"}),
    "in pairs": (None, {"arrays"}),
    "labels of the parts exchanged": (None, {"arrays"}),
    "parts exchanged": (None, {"sizes"}),
    "a row lost": (None, {"sizes", "columns"}),
    "with replacement": (None, {"columns"}),
    "all in training": (None, {"sizes", "columns"}),
    "labels not cut": (None, {"sizes", "columns", "pairs"}),
    "zeros": (None, set(FACTS)),
    "labels first row only": (None, set(FACTS)),
}


def results_of(name):
    counter = iter(range(100, 200))

    def result(seed):
        order = shuffled(seed)
        a, b, c, d = halves(order)
        drawn = np.random.default_rng(seed).integers(0, M, M)
        return {
            "by a mask": lambda: by_mask(seed),
            "single precision": lambda: (a.astype(np.float32), b.astype(np.float32), c, d),
            "seed ignored": lambda: halves(shuffled(0)),
            "another each time": lambda: halves(shuffled(next(counter))),
            "not shuffled": lambda: halves(np.arange(M)),
            "rolled by the seed": lambda: halves(np.roll(np.arange(M), seed)),
            "two orders": lambda: halves(order, order[::-1]),
            "in pairs": lambda: [[a, c], [b, d]],
            "labels of the parts exchanged": lambda: (a, b, d, c),
            "parts exchanged": lambda: (b, a, d, c),
            "a row lost": lambda: (a[1:], b, c[1:], d),
            "with replacement": lambda: halves(drawn),
            "all in training": lambda: (X_ROWS, b, Y_ROWS, d),
            "labels not cut": lambda: (a, b, Y_ROWS, Y_ROWS),
            "zeros": lambda: (0 * a, 0 * b, c, d),
            "labels first row only": lambda: (a[0], b[0], c, d),
        }[name]()

    made = SPLITS[name][0]
    return [made(seed if made is not halves else shuffled(seed)) if made else result(seed) for seed in SEEDS]


@pytest.mark.parametrize("name", SPLITS)
def test_each_thing_that_a_split_gets_wrong_costs_just_that(name):
    args, expected = (X_ROWS, Y_ROWS, TESTED / M, SEEDS), results_of("right")
    wrong = {
        fact
        for fact in FACTS
        if rows_split(of=(0, 1), share=2, seed=3, ask=fact).failure(results_of(name), expected, args, WHERE)
    }
    assert wrong == SPLITS[name][1]
    whole = rows_split(of=(0, 1), share=2, seed=3).failure(results_of(name), expected, args, WHERE)
    assert (whole is not None) == bool(wrong)


def test_what_a_seed_does_is_said_in_its_numbers():
    rule, args = rows_split(of=(0, 1), share=2, seed=3, ask="seed"), (X_ROWS, Y_ROWS, TESTED / M, SEEDS)
    ignored = rule.failure(results_of("seed ignored"), results_of("right"), args, WHERE)
    assert ignored is not None
    assert ignored.message == "With the seed 5 and with the seed 8 the very same came back."
    other = rule.failure(results_of("another each time"), results_of("right"), args, WHERE)
    assert other is not None
    assert other.message == "Two calls with the seed 5 did not give the same."


def test_nothing_else_can_be_asked_for():
    with pytest.raises(TypeError, match="asks for one of"):
        rows_split(ask="everything")
    with pytest.raises(TypeError, match="asks for one of"):
        columns_partition(ask="arrays")


def test_answers_to_several_seeds_agree_only_if_they_repeat_alike():
    rule, args = rows_split(of=(0, 1), share=2, seed=3), (X_ROWS, Y_ROWS, TESTED / M, SEEDS)
    ignored = results_of("seed ignored")
    assert rule.agrees(ignored, ignored, args)
    assert not rule.agrees(ignored, results_of("right"), args)
    assert not rule.agrees(ignored, results_of("another each time"), args)
    assert not rule.agrees(results_of("two orders"), results_of("right"), args)


# --- mini-batches of several seeds -------------------------------------------------------------------------------

COLUMNS, MARKS = X_ROWS.T, Y_ROWS.reshape(1, -1)


def batches(order, size=16):
    return [(COLUMNS[:, order[k : k + size]], MARKS[:, order[k : k + size]]) for k in range(0, M, size)]


BATCHES = {
    "right": (lambda seed: batches(shuffled(seed)), set()),
    "sorted within": (
        lambda seed: batches(np.concatenate([np.sort(p) for p in np.split(shuffled(seed), [16, 32, 48])])),
        set(),
    ),
    "seed ignored": (lambda seed: batches(shuffled(1)), {"seed"}),
    "reversed": (lambda seed: batches(np.arange(M)[::-1]), {"order", "seed"}),
    "rolled by the seed": (lambda seed: batches(np.roll(np.arange(M), seed)), {"order"}),
    "shuffled within": (
        lambda seed: batches(np.concatenate([k + shuffled(seed, min(16, M - k)) for k in range(0, M, 16)])),
        {"order"},
    ),
    "sizes": (lambda seed: batches(shuffled(seed), 15), {"sizes"}),
    "one too few": (lambda seed: batches(shuffled(seed))[:-1], {"sizes", "columns"}),
    "none": (lambda seed: [], {"sizes", "columns", "pairs", "order", "seed"}),
}


@pytest.mark.parametrize("name", BATCHES)
def test_each_thing_that_mini_batches_get_wrong_costs_just_that(name):
    made, wrong = BATCHES[name]
    args, got, expected = (COLUMNS, MARKS, 16, SEEDS), [made(s) for s in SEEDS], [batches(shuffled(s)) for s in SEEDS]
    for fact in ("sizes", "columns", "pairs", "order", "seed"):
        rule = columns_partition(of=(0, 1), size=2, seed=3, ask=fact)
        assert (rule.failure(got, expected, args, WHERE) is not None) == (fact in wrong), fact
    whole = columns_partition(of=(0, 1), size=2, seed=3)
    assert (whole.failure(got, expected, args, WHERE) is not None) == bool(wrong)
    assert (
        dataclasses.replace(whole, seed=-1).failure(got[0], expected[0], (COLUMNS, MARKS, 16, 5), WHERE) is None
        or wrong
    )


# --- training and test part --------------------------------------------------------------------------------------
SPLIT = rows_split("split", of=(0, 1), share=2)
ROWS, LABELS = np.random.default_rng(1).normal(size=(40, 3)), np.arange(40) % 3


def cut(order, test=14, labels=LABELS, label_order=None):
    order = list(order)
    label_order = order if label_order is None else list(label_order)
    return ROWS[order[test:]], ROWS[order[:test]], labels[label_order[test:]], labels[label_order[:test]]


SHUFFLED = np.random.default_rng(0).permutation(40)


@pytest.mark.parametrize("labels", [LABELS, LABELS.reshape(-1, 1), np.eye(3)[LABELS]])
@pytest.mark.parametrize("test", [13, 14])
def test_any_shuffle_and_either_rounding_is_a_right_split(labels, test):
    assert objection(SPLIT, cut(SHUFFLED, test, labels), cut(SHUFFLED, 14, labels), (ROWS, labels, 0.33)) is None
    assert objection(SPLIT, list(cut(SHUFFLED, test, labels)), cut(SHUFFLED), (ROWS, labels, 0.33)) is None


@pytest.mark.parametrize(
    ("got", "rung"),
    [
        (cut(range(40)), Rung.VALUE),
        (cut([*range(26, 40), *range(26)]), Rung.VALUE),
        (cut(SHUFFLED, 15), Rung.VALUE),
        (cut(SHUFFLED, 26), Rung.VALUE),
        (cut([*SHUFFLED[:-1], SHUFFLED[0]]), Rung.VALUE),
        (cut(SHUFFLED, label_order=SHUFFLED[::-1]), Rung.VALUE),
        (cut(SHUFFLED, label_order=range(40)), Rung.VALUE),
        (tuple(cut(SHUFFLED)[i] for i in (1, 0, 3, 2)), Rung.VALUE),
        (tuple(cut(SHUFFLED)[i] for i in (0, 2, 1, 3)), Rung.VALUE),
        (cut(SHUFFLED)[:3], Rung.TYPE),
        (tuple(array.T for array in cut(SHUFFLED)), Rung.SHAPE),
        ("split", Rung.TYPE),
    ],
)
def test_other_splits_are_not_right(got, rung):
    assert objection(SPLIT, got, cut(SHUFFLED), (ROWS, LABELS, 0.33)) is rung


def test_two_wrong_splits_agree_if_they_lose_the_same():
    args, other = (ROWS, LABELS, 0.33), np.random.default_rng(4).permutation(40)
    assert SPLIT.agrees(cut(SHUFFLED, 15), cut(other, 15), args)
    assert SPLIT.agrees(cut(range(40)), cut(range(40)), args)
    assert not SPLIT.agrees(cut(range(40)), cut(SHUFFLED), args)
    assert not SPLIT.agrees(cut(SHUFFLED, 15), cut(SHUFFLED, 16), args)


def test_a_choice_that_keeps_the_order_is_right_where_chance_may_have_made_it():
    few, labels = ROWS[:14], LABELS[:14]
    got = few[3:], few[:3], labels[3:], labels[:3]
    assert objection(SPLIT, got, got, (few, labels, 0.2)) is None
