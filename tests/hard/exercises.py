"""One exercise of each hard kind, as a key would describe it: they prove the engine, not a lesson."""

from __future__ import annotations

import numpy as np

from autograder.exercise import case, exercise, given, steps
from autograder.rules import close, columns_partition, drawn, scalar, trajectory

HINTS = (
    "What does the text of this section say about the shapes?",
    "Look at the first example and work it out by hand before you write code.",
    "Write down each step of the formula as one line and print its shape.",
)


# --- random initialisation -----------------------------------------------------------------------------------


@exercise(
    parts={"weights": 2, "biases": 1},
    returns={
        "W1": drawn("weights", std=0.01),
        "b1": close("biases"),
        "W2": drawn("weights", std=0.01),
        "b2": close("biases"),
    },
    hints=HINTS,
    reasons={"trivial": "zeros biases: zeros are the biases that are asked for."},
)
def initialize_parameters(n_x, n_h, n_y):
    """Small random weights and zero biases."""
    return {
        "W1": np.random.randn(n_h, n_x) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }


@initialize_parameters.inputs
def layer_sizes(rng):
    n_x, n_h, n_y = rng.integers(30, 34), rng.integers(60, 64), rng.integers(40, 44)
    yield case(int(n_x), int(n_h), int(n_y))
    yield case(int(n_x) + 5, int(n_h) + 7, int(n_y) + 11)


@initialize_parameters.also_correct
def with_a_generator(n_x, n_h, n_y):
    rng = np.random.default_rng()
    return {
        "W1": rng.normal(0, 0.01, (n_h, n_x)),
        "b1": np.zeros((n_h, 1)),
        "W2": rng.standard_normal((n_y, n_h)) / 100,
        "b2": np.zeros((n_y, 1)),
    }


@initialize_parameters.also_correct
def with_a_seed_inside(n_x, n_h, n_y):
    np.random.seed(2)
    return initialize_parameters(n_x, n_h, n_y)


@initialize_parameters.mistake
def factor_left_out(n_x, n_h, n_y):
    """The weights spread a hundred times wider than the text asks for. How large is a typical weight of yours?"""
    return {
        "W1": np.random.randn(n_h, n_x),
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h),
        "b2": np.zeros((n_y, 1)),
    }


@initialize_parameters.mistake
def uniform_in_place_of_normal(n_x, n_h, n_y):
    """All the weights are positive; the text asks for a bell curve around zero. Which of NumPy's draws is that?"""
    return {
        "W1": np.random.rand(n_h, n_x) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.rand(n_y, n_h) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }


@initialize_parameters.mistake
def shapes_turned(n_x, n_h, n_y):
    """W1 and W2 have rows and columns exchanged. Which layer does a row of W1 belong to?"""
    right = initialize_parameters(n_x, n_h, n_y)
    return {**right, "W1": right["W1"].T, "W2": right["W2"].T}


# --- mini-batches --------------------------------------------------------------------------------------------


@exercise(
    parts={"batches": 3},
    returns=columns_partition(of=(0, 1), size=2),
    hints=HINTS,
    equivalent={
        "line 3: seed -> Y": "any seed gives a random order",
        "line 3: seed -> mini_batch_size": "any seed gives a random order",
        "line 4: X -> Y": "X and Y have equally many columns",
    },
)
def random_mini_batches(X, Y, mini_batch_size, seed=0):
    """The columns of X and Y in a random order, cut into pieces; the last one may be smaller."""
    np.random.seed(seed)
    m = X.shape[1]
    order = np.random.permutation(m)
    X, Y = X[:, order], Y[:, order]
    return [(X[:, k : k + mini_batch_size], Y[:, k : k + mini_batch_size]) for k in range(0, m, mini_batch_size)]


@random_mini_batches.inputs
def batch_cases(rng):
    for n, m, size in ((2, 13, 5), (3, 32, 8), (4, 17, 29), (5, 19, 7)):
        yield case(rng.normal(size=(n, m)), (rng.random((1, m)) < 0.5).astype(int), size, int(rng.integers(1, 9)))


@random_mini_batches.also_correct
def with_another_shuffle(X, Y, mini_batch_size, seed=0):
    order = np.random.default_rng(seed).permutation(X.shape[1])
    return [
        [X[:, order[k : k + mini_batch_size]], Y[:, order[k : k + mini_batch_size]]]
        for k in range(0, X.shape[1], mini_batch_size)
    ]


@random_mini_batches.mistake
def rest_lost(X, Y, mini_batch_size, seed=0):
    """Some examples at the end are in no mini-batch. What happens to those that do not fill a whole one?"""
    batches = random_mini_batches(X, Y, mini_batch_size, seed)
    return [batch for batch in batches if batch[0].shape[1] == mini_batch_size]


@random_mini_batches.mistake
def labels_left_behind(X, Y, mini_batch_size, seed=0):
    """The pictures were shuffled but their labels were not. Do column 3 of X and of Y still belong together?"""
    return [
        (x, Y[:, k * mini_batch_size : k * mini_batch_size + x.shape[1]])
        for k, (x, _) in enumerate(random_mini_batches(X, Y, mini_batch_size, seed))
    ]


@random_mini_batches.mistake
def not_shuffled(X, Y, mini_batch_size, seed=0):
    """The mini-batches hold the examples in their old order. Which step makes the order a random one?"""
    m = X.shape[1]
    return [(X[:, k : k + mini_batch_size], Y[:, k : k + mini_batch_size]) for k in range(0, m, mini_batch_size)]


# --- a training loop, whatever the initialisation --------------------------------------------------------------


@exercise(
    parts={"training": 4},
    returns=trajectory(
        network=(("W1", "b1", "tanh"), ("W2", "b2", "sigmoid")), settings={"rate": 1.2}, arguments={"iterations": 3}
    ),
    hints=HINTS,
    seconds=5,
    equivalent={"line 3: 3 -> 2": "any start will do", "line 3: 3 -> 4": "any start will do"},
)
def nn_model(X, Y, n_h, num_iterations=10000):
    """Gradient descent on one hidden layer; the learning rate is 1.2."""
    np.random.seed(3)
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    return descend(parameters, X, Y, num_iterations, 1.2)


def descend(parameters, X, Y, num_iterations, rate):
    """The loop by itself."""
    W1, b1, W2, b2 = (parameters[name].copy() for name in ("W1", "b1", "W2", "b2"))
    m = X.shape[1]
    for _ in range(num_iterations):
        A1 = np.tanh(W1 @ X + b1)
        A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
        dZ2 = A2 - Y
        dZ1 = W2.T @ dZ2 * (1 - A1**2)
        W2, b2 = W2 - rate * dZ2 @ A1.T / m, b2 - rate * dZ2.sum(axis=1, keepdims=True) / m
        W1, b1 = W1 - rate * dZ1 @ X.T / m, b1 - rate * dZ1.sum(axis=1, keepdims=True) / m
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@nn_model.inputs
def training_cases(rng):
    for n_x, n_h, m in ((2, 3, 11), (3, 5, 8)):
        X, Y = rng.normal(size=(n_x, m)), (rng.random((1, m)) < 0.5).astype(float)
        yield steps(X, Y, n_h, 7, vary={3: (6, 7, 8)})


@nn_model.also_correct
def larger_start(X, Y, n_h, num_iterations=10000):
    rng = np.random.default_rng()
    start = {
        "W1": rng.normal(size=(n_h, X.shape[0])) * 0.3,
        "b1": np.zeros((n_h, 1)),
        "W2": rng.normal(size=(1, n_h)) * 0.3,
        "b2": np.zeros((1, 1)),
    }
    return descend(start, X, Y, num_iterations, 1.2)


@nn_model.mistake
def hidden_size_fixed(X, Y, n_h, num_iterations=10000):
    """There are always four hidden units, whatever n_h is. Where does the size of the hidden layer come from?"""
    np.random.seed(3)
    return descend(initialize_parameters(X.shape[0], 4, 1), X, Y, num_iterations, 1.2)


@nn_model.mistake
def another_rate(X, Y, n_h, num_iterations=10000):
    """The steps are smaller than the text asks for. With which learning rate are the parameters updated?"""
    np.random.seed(3)
    return descend(initialize_parameters(X.shape[0], n_h, 1), X, Y, num_iterations, 0.01)


@nn_model.mistake
def returns_early(X, Y, n_h, num_iterations=10000):
    """The result does not depend on the number of iterations. Where does the return stand: inside the loop?"""
    np.random.seed(3)
    return descend(initialize_parameters(X.shape[0], n_h, 1), X, Y, 1, 1.2)


# --- row-major data --------------------------------------------------------------------------------------------


@exercise(parts={"scores": 2}, returns=close("scores"), hints=HINTS)
def scores_rows(X, w, b):
    """One score for each row of X ``(m, n)``: ``(m, 1)``."""
    return X @ w + b


@scores_rows.inputs
def row_cases(rng):
    for m, n in ((3, 2), (7, 5)):
        yield case(rng.normal(size=(m, n)), rng.normal(size=(n, 1)), float(rng.normal() + 2))


@scores_rows.also_correct
def row_by_row(X, w, b):
    return np.array([[float(sum(x * v for x, v in zip(row, w[:, 0], strict=True)) + b)] for row in X])


@scores_rows.mistake
def columns_in_place_of_rows(X, w, b):
    """The scores lie in a row; the examples here are rows, so their scores stand below one another."""
    return (X @ w + b).T


@scores_rows.mistake
def flat_scores(X, w, b):
    """The scores have a single axis. How many axes does an array of m rows and one column have?"""
    return (X @ w + b).ravel()


@scores_rows.mistake
def bias_left_out(X, w, b):
    """Every score is off by the same amount, and that amount is b. Does b take part in the sum?"""
    return X @ w


# --- a function whose helper may be wrong ----------------------------------------------------------------------


@exercise(parts={"value": 1}, returns=scalar("value"), hints=HINTS, needs=[scores_rows])
def mean_score(X, w, b):
    """The mean of the scores."""
    return float(np.mean(scores_rows(X, w, b)))


@mean_score.inputs
def mean_cases(rng):
    yield from row_cases(rng)


@mean_score.also_correct
def by_sum(X, w, b):
    return np.sum(scores_rows(X, w, b)) / len(X)


@mean_score.mistake
def summed(X, w, b):
    """The number is m times the mean. What turns a sum into a mean?"""
    return float(np.sum(scores_rows(X, w, b)))


@mean_score.mistake
def median(X, w, b):
    """The number is the middle one of the scores, which is another kind of average."""
    return float(np.median(scores_rows(X, w, b)))


@mean_score.mistake
def first_only(X, w, b):
    """The number is the score of the first example alone. Which rows should count?"""
    return float(scores_rows(X, w, b)[0, 0])


# --- a function that is handed a function ------------------------------------------------------------------------


@given
def bowl(x):
    """A parabola whose lowest point is at 1."""
    return np.sum((x - 1) ** 2)


@given
def waves(x):
    """A sine on a slope."""
    return np.sum(np.sin(x) + x / 3)


@exercise(
    parts={"slope": 2},
    returns=scalar("slope", rtol=1e-4, atol=1e-6),
    hints=HINTS,
    equivalent={"line 3: 1e-05 -> 2e-05": "any small distance will do"},
)
def slope(f, x):
    """The derivative of f at the number x, from two values of f."""
    h = 1e-5
    return (f(x + h) - f(x - h)) / (2 * h)


@slope.inputs
def slope_cases(rng):
    for f in (bowl, waves, bowl, waves):
        yield case(f, float(rng.uniform(1.5, 2.9)))


@slope.also_correct
def one_sided(f, x):
    return (f(x + 1e-7) - f(x)) / 1e-7


@slope.mistake
def not_halved(f, x):
    """The slope is exactly twice the expected one. How far apart are the two places at which f is taken?"""
    return 2 * slope(f, x)


@slope.mistake
def sign_turned(f, x):
    """The slope has the right size and the other sign. From which value is which subtracted?"""
    return -slope(f, x)


@slope.mistake
def value_in_place_of_slope(f, x):
    """The number is the value of f at x. What does f do when x grows by a little?"""
    return float(f(x))
