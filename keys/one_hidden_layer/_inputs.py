"""What several exercises share."""

from __future__ import annotations

import math

import numpy as np

from autograder.key import balanced, case, signed, steps

# A cost may be off by this much: a tiny epsilon inside the logarithms (up to 1e-5) moves it by at most 6e-5
# with the probabilities below, known mistakes move it by far more.
COST_SLACK = 2e-4
COST, FACTOR = {"cost": "cost"}, {"cost up to a factor": "cost up to a factor"}


# What a notebook has lying around once its cells have run. Only the versions that read a variable of the
# notebook in the place of an argument use these names.
flower_X = np.array([[0.3, -0.8, 1.1], [0.6, 0.2, -0.4]])


flower_Y = np.array([[1.0, 0.0, 1.0]])


rows_X = np.array([[0.5, 1.5], [1.0, 0.8], [-0.5, 0.2], [0.0, -1.0]])


rows_Y = np.array([[1.0, 1.0, 0.0, 0.0]])


def _parameters(rng, n_x, n_h, n_y=1):
    """Parameters with biases, no number 0 and none so large that a unit saturates."""
    return {
        "W1": signed(rng, 0.2, 0.9, (n_h, n_x)),
        "b1": signed(rng, 0.2, 0.7, (n_h, 1)),
        "W2": signed(rng, 0.4, 1.2, (n_y, n_h)),
        "b2": signed(rng, 0.2, 0.6, (n_y, 1)),
    }


def _network(rng, forward_propagation, n_x, n_h, m):
    """A network and labelled examples: probabilities from 0.05 to 0.95 and a mean error that is not 0."""
    while True:
        parameters, Y = _parameters(rng, n_x, n_h), balanced(rng, m)
        X = signed(rng, 0.2, 1.6, (n_x, m))
        A2, cache = forward_propagation(X, parameters)
        if np.max(np.abs(A2 - 0.5)) < 0.45 and abs(np.mean(A2 - Y)) > 0.05 and np.max(abs(cache["A1"])) > 0.6:
            return X, Y, parameters


def _undecided(rng, n_x, pairs, m):
    """A network and labelled examples, of each of which it says 0.5: what one hidden unit says another one takes back.

    So whatever A2 is put into that should not be there is the same number for all examples.
    """
    parameters = _parameters(rng, n_x, pairs)
    twice = {key: np.vstack([parameters[key]] * 2) for key in ("W1", "b1")}
    W2 = np.hstack([parameters["W2"], -parameters["W2"]])
    Y = np.zeros((1, m))
    Y[0, rng.permutation(m)[: m // 2 + 1]] = 1
    return signed(rng, 0.2, 1.6, (n_x, m)), Y, {**twice, "W2": W2, "b2": np.zeros((1, 1))}


def _cache(forward_propagation, X, parameters):
    """What forward_propagation keeps, to ten decimals: the next ones are another processor's own, and so is -0."""
    return {name: np.round(values, 10) + 0.0 for name, values in forward_propagation(X, parameters)[1].items()}


def _in_rows(parameters):
    """The same parameters under the keys of the exercises whose examples are rows."""
    return {key.lower(): value for key, value in parameters.items()}


def _probabilities(rng, m, agreement):
    """Probabilities and labels, both ``(1, m)``, for which wrong costs differ.

    The mean of ``(2Y - 1) * logit`` has the sign of ``agreement`` and at least the size 0.1, without which
    exchanged labels would leave the cost as it is.
    """
    while True:
        A2, Y = np.round(rng.uniform(0.12, 0.88, (1, m)), 2), balanced(rng, m)
        ones, zeros = -np.mean(Y * np.log(A2)), -np.mean((1 - Y) * np.log(1 - A2))
        gap = np.mean((2 * Y - 1) * np.log(A2 / (1 - A2)))
        if gap * agreement > 0.1 and abs(ones - zeros) > 0.05:
            return A2, Y


def _several_costs(rng, m, *more):
    """The same call for other probabilities and labels each time, as many: what they have in common is a factor."""
    pairs = [_probabilities(rng, m, agreement) for agreement in (1, -1, 1, -1)]
    probabilities, labels = zip(*pairs, strict=True)
    return steps(*pairs[0], *more, vary={0: probabilities, 1: labels}, part=FACTOR)


def _one_example(rng, label):
    """A probability and a label, both ``(1, 1)``."""
    return np.round(rng.uniform(0.15, 0.4, (1, 1)) + 0.4 * (rng.integers(2)), 2), np.full((1, 1), float(label))


def _activations(rng, low, high):
    """A number, then arrays, all strictly between ``low`` and ``high`` and away from 0, 1/2 and 1."""

    def drawn_between(shape):
        while True:
            a = np.round(rng.uniform(low + 0.05, high - 0.05, shape), 2)
            if all(np.min(np.abs(a - value)) > 0.02 for value in (0, 0.5, -0.5, 1, -1)):
                return a

    for _ in range(2):
        yield case(float(drawn_between(())), part="a number")
    for shape in [(3,), (1, 6), (4, 5)]:
        yield case(drawn_between(shape))


def _both_signs(rng):
    """Numbers, and arrays in random order, both signs in nearly equal number, some of size below 1, none near 0.

    Then whole numbers, which a student types first to try a function.
    """
    for number in (rng.uniform(0.2, 0.45), -rng.uniform(0.2, 0.8), rng.uniform(2, 4), -rng.uniform(2, 4)):
        yield case(round(float(number), 2), part="a number")
    for whole in (rng.integers(2, 6), -rng.integers(2, 6)):
        yield case(int(whole), part="a number")
    for shape, low in [((3,), 0.4), ((1, 6), 0.3), ((4, 5), 0.1), ((2, 3, 7), 0.1)]:
        size = math.prod(shape)
        sizes = np.linspace(low, 3.0, size) + rng.uniform(0, 0.2, size)
        signed_sizes = sizes * (-1.0) ** np.arange(size)
        yield case(np.round(rng.permutation(signed_sizes), 2).reshape(shape))
    yield case(rng.permutation([-4, -2, -1, 1, 3, 5]) * int(rng.integers(1, 3)))
