"""Numbers that several exercises are tried with."""

from __future__ import annotations

import numpy as np

from autograder.key import balanced, case, signed

# A cost may be off by this much: a tiny epsilon inside the logarithms (up to 1e-5) moves it by at most 6e-5
# with the probabilities below, known mistakes move it by far more.
COST_SLACK = 2e-4


def _examples(rng, n, m, agreement, with_bias=True):
    """A neuron and labelled examples ``w (n, 1), b, X (n, m), Y (1, m)`` for which wrong costs differ.

    Probabilities lie between 0.1 and 0.9. The mean of ``(2Y - 1) * score`` has the sign of ``agreement`` and
    at least the size 0.1, without which exchanged labels would leave the cost as it is; the mean error is
    not 0. Without bias it is where training begins, ``b`` = 0.
    """
    while True:
        w = signed(rng, 0.2, 0.9, (n, 1))
        b = float(signed(rng, 0.2, 0.6, ())) if with_bias else 0.0
        X = signed(rng, 0.1, 1.6, (n, m), places=1 if m < 4 else 2)
        Y = balanced(rng, m)
        score = np.dot(w.T, X) + b
        A = 1 / (1 + np.exp(-score))
        ones, zeros = -np.mean(Y * np.log(A)), -np.mean((1 - Y) * np.log(1 - A))
        if (
            np.max(np.abs(score)) < 2.2
            and np.mean((2 * Y - 1) * score) * agreement > 0.1
            and abs(np.mean(A - Y)) > 0.05
            and abs(ones - zeros) > 0.02
        ):
            return w, b, X, Y


def _with_scores(rng, w, b, scores):
    """Examples ``(n, m)`` with two decimals whose scores are ``scores``, up to 0.005 times the sum of |w|."""
    X = rng.uniform(-2, 2, (w.size, len(scores)))
    X += w * (np.asarray(scores) - b - np.dot(w.T, X)) / np.sum(w**2)
    return np.round(X, 2)


def _scores(rng, m, first):
    """``m`` scores for predictions, ``first`` in front, none near a boundary.

    A third lies between 0 and 0.5, where the score and its sigmoid fall on different sides of 0.5, a third
    above and a third below 0; the rest is in random order, but the last score is above 0.5.
    """
    kinds = [(0.08, 0.42), (0.58, 0.62), (-0.35, -0.25), (0.7, 1.6), (-1.6, -0.08), (0.58, 1.6), (-1.6, -0.5)]
    middle = [rng.uniform(*kinds[(0, 1, 2)[i] if i < 3 else (0, 3, 4, 0, 5, 6)[i % 6]]) for i in range(m - 2)]
    return np.array([first, *rng.permutation(middle), rng.uniform(1.0, 1.6)])


def _clear_scores(rng, m, first):
    """``m`` scores, ``first`` in front, for which the score and its sigmoid fall on the same side of 0.5."""
    kinds = [(0.6, 0.75), (-0.6, -0.3), (0.8, 1.6), (-1.6, -0.7)]
    middle = [rng.uniform(*kinds[i % 4]) for i in range(m - 2)]
    return np.array([first, *rng.permutation(middle), rng.uniform(1.0, 1.6)])


def _at_the_border(rng, n, m):
    """A neuron without bias, and examples in steps of a half: a third of the scores is 0, the others are clear."""
    while True:
        w = rng.choice([-1.5, -1.0, -0.5, 0.5, 1.0, 1.5], (n, 1))
        X = rng.integers(-4, 5, (n, 400)) / 2
        score = np.dot(w.T, X)[0]
        kinds = [
            np.flatnonzero(some)[:m] for some in (score == 0, (score >= 1) & (score < 4), (score <= -1) & (score > -4))
        ]
        if min(map(len, kinds)) == m:
            return w, 0.0, X[:, [kinds[i % 3][i] for i in rng.permutation(m)]]


_SIZES = [1.3, 1.7, 2.2, 2.6, 3.4, 3.7, 4.1, 4.6]


def _graph_inputs(rng):
    """Three numbers, all of different size, none of them 0, 1 or 3; first whole numbers, then every sign."""
    yield case(float(rng.choice([6, 8, 9])), float(rng.choice([2, 4])), float(rng.choice([5, 7])))
    for signs in [(1, 1, 1), (-1, 1, 1), (1, -1, 1), (1, 1, -1)]:
        a, b, c = rng.choice(_SIZES, 3, replace=False) * signs
        yield case(float(a), float(b), float(c))
