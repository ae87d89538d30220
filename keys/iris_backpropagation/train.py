"""The exercise train of 04_iris_backpropagation."""

from __future__ import annotations

import numpy as np

from autograder.exercise import exercise, steps
from autograder.inputs import signed
from autograder.rules import all_of, drawn, training_costs, trajectory, values

from ._inputs import X_train, Y_train, _some_class_each
from .backward import backward
from .forward import forward

# What is judged needs no reference: each step against the gradient of half the sum of squared errors, each
# error against the weights that it belongs to, and the untouched weights, which a rate of 0 shows.
_NET = {
    "network": (("w0", "", "sigmoid"), ("w1", "", "sigmoid")),
    "cost": "squared_error",
    "rows": True,
    "arguments": {"rate": 3, "iterations": 4},
}


_BETWEEN_MINUS_ONE_AND_ONE = {
    "w0": drawn("start", points=1, family="uniform", std=3**-0.5),
    "w1": drawn("start", family="uniform", std=3**-0.5),
}


@exercise(
    returns=all_of(
        trajectory("weights", points=3, **_NET),
        training_costs("errors", points=1, every=100, measure="absolute_error", **_NET),
        values(values(_BETWEEN_MINUS_ONE_AND_ONE, extra=1), extra=9),
    ),
    needs=[forward, backward],
    order=("weights", "start", "errors"),
    hints=(
        "Which shapes have w0 and w1, if X has n columns, y has k, and hidden neurons stand between them?",
        "In each turn: forward, backward, keep the error if it is the turn for it, and only then a step of both "
        "weights.",
        "The deltas point downhill already, so a step adds: the rate times the transposed layer in front of "
        "the weights times the delta behind them. Take both deltas before you change any weights.",
    ),
    equivalent={
        "line 8: 1 -> 2": "any seed is as good",
        "line 14: X -> y": "backward has no use for layer0",
        "line 14: X -> hidden": "backward has no use for layer0",
        "line 14: X -> learning_rate": "backward has no use for layer0",
        "line 14: X -> num_iterations": "backward has no use for layer0",
    },
)
def train(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Gradient descent with all rows in each step, ``({"w0": (n, hidden), "w1": (hidden, k)}, errors)``.

    ``X (m, n)``, ``y (m, k)`` one-hot. The weights begin uniform between -1 and 1; ``errors`` holds the mean
    of |y - layer2| before step 0, 100, 200, ... Formula: w moves by learning_rate layer^T delta, where delta
    is minus the derivative of half the sum of squared errors.
    """
    rng = np.random.default_rng(1)
    w0 = rng.uniform(-1, 1, (X.shape[1], hidden))
    w1 = rng.uniform(-1, 1, (hidden, y.shape[1]))
    errors = []
    for i in range(num_iterations):
        layer1, layer2 = forward(X, w0, w1)
        layer1_delta, layer2_delta = backward(X, layer1, layer2, y, w1)
        if i % 100 == 0:
            errors.append(np.mean(np.abs(y - layer2)))
        w0 = w0 + learning_rate * np.dot(X.T, layer1_delta)
        w1 = w1 + learning_rate * np.dot(layer1.T, layer2_delta)
    return {"w0": w0, "w1": w1}, errors


@train.inputs
def train_inputs(rng):
    """First steps, steps around an entry of errors, later ones; and the start where w1, or w0, is large."""
    for m, n, hidden, k, rate, counts in [
        (5, 2, 4, 3, 0.37, (1, 1, 2)),
        (7, 4, 3, 2, 0.23, (1, 100, 101)),
        (8, 3, 6, 5, 0.14, (101, 200, 201)),
    ]:
        X, y = signed(rng, 0.2, 1.8, (m, n)), np.eye(k)[_some_class_each(rng, m, k)]
        rates = (0.0, *(rate,) * (len(counts) - 1))
        yield steps(X, y, hidden, rate, counts[-1], vary={3: rates, 4: counts})
    for m, n, hidden, k in [(10, 2, 29, 8), (7, 9, 27, 2)]:
        X, y = signed(rng, 0.2, 1.8, (m, n)), np.eye(k)[_some_class_each(rng, m, k)]
        yield steps(X, y, hidden, 0.0, 1, vary={3: (0.0,), 4: (1,)})


@train.also_correct
def train_from_the_global_seed(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    np.random.seed(7)
    w0 = 2 * np.random.random((X.shape[1], hidden)) - 1
    w1 = 2 * np.random.random((hidden, y.shape[1])) - 1
    errors = []
    for i in range(num_iterations):
        layer1, layer2 = forward(layer0=X, w0=w0, w1=w1)
        layer1_delta, layer2_delta = backward(layer0=X, layer1=layer1, layer2=layer2, y=y, w1=w1)
        if not i % 100:
            errors += [np.abs(y - layer2).mean()]
            print("error", errors[-1])
        w1 += learning_rate * layer1.T.dot(layer2_delta)
        w0 += learning_rate * X.T.dot(layer1_delta)
    return {"w0": w0, "w1": w1}, errors


@train.also_correct
def train_with_gradients(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    w1, w0 = np.random.uniform(-1, 1, (hidden, y.shape[1])), np.random.uniform(-1, 1, (X.shape[1], hidden))
    kept, i = np.zeros(-(-num_iterations // 100)), 0
    while i < num_iterations:
        a = 1 / (1 + np.exp(-X @ w0))
        b = 1 / (1 + np.exp(-a @ w1))
        if i % 100 == 0:
            kept[i // 100] = np.sum(np.abs(b - y)) / y.size
        db = (b - y) * b * (1 - b)
        da = db @ w1.T * a * (1 - a)
        w0, w1 = w0 - learning_rate * X.T @ da, w1 - learning_rate * a.T @ db
        i += 1
    return {"w0": w0, "w1": w1, "hidden": hidden}, kept


@train.also_correct
def train_with_dictionary(X, y, hidden=5, learning_rate=0.1, num_iterations=100000, verbose=False):
    rng = np.random.default_rng()
    weights = {"w0": rng.random((X.shape[1], hidden)) * 2 - 1, "w1": 1 - 2 * rng.random((hidden, y.shape[1]))}
    errors = []
    for i in range(num_iterations):
        layer1, layer2 = forward(X, **weights)
        deltas = dict(zip(("w0", "w1"), backward(X, layer1, layer2, y, weights["w1"]), strict=True))
        errors.append([float(np.mean(np.abs(y - layer2)))])
        for name, layer in (("w0", X), ("w1", layer1)):
            weights[name] = weights[name] + learning_rate * np.einsum("mi,mj->ij", layer, deltas[name])
        if verbose:
            print(i)
    return [weights, errors[::100]]


def _trained(X, y, hidden, learning_rate, num_iterations, start=None, step=None, keep=None, seed=1):
    """Training of which a start, a step or what is kept can be another: what the wrong versions share.

    ``start(rng, shape)``, ``step(weights, steps)``, ``keep(i, y, layer2)``.
    """
    rng = np.random.default_rng(seed)
    start = start or (lambda rng, shape: rng.uniform(-1, 1, shape))
    weights = [start(rng, shape) for shape in ((X.shape[1], hidden), (hidden, y.shape[1]))]
    kept = []
    for i in range(num_iterations):
        layer1, layer2 = forward(X, *weights)
        if keep:
            kept += keep(i, y, layer2)
        elif i % 100 == 0:
            kept.append(np.mean(np.abs(y - layer2)))
        deltas = backward(X, layer1, layer2, y, weights[1])
        steps = [learning_rate * X.T @ deltas[0], learning_rate * layer1.T @ deltas[1]]
        weights = (step or _plain_step)(weights, steps)
    return {"w0": weights[0], "w1": weights[1]}, kept


def _plain_step(weights, steps):
    return [w + step for w, step in zip(weights, steps, strict=True)]


# train: the step


@train.mistake
def steps_uphill(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights moved the wrong way, so the error grows: the deltas point downhill already. Is the step
    added or taken away?"""
    return _trained(X, y, hidden, -learning_rate, num_iterations)


@train.mistake
def w1_moved_before_its_use(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your w1 is right after the first step, but w0 used a delta that was sent back through the new w1. Which
    w1 made the error?"""
    params, kept = _trained(X, y, hidden, learning_rate, 0)
    w0, w1 = params["w0"], params["w1"]
    for i in range(num_iterations):
        layer1, layer2 = forward(X, w0, w1)
        if i % 100 == 0:
            kept.append(np.mean(np.abs(y - layer2)))
        w1 = w1 + learning_rate * layer1.T @ backward(X, layer1, layer2, y, w1)[1]
        w0 = w0 + learning_rate * X.T @ backward(X, layer1, layer2, y, w1)[0]
    return {"w0": w0, "w1": w1}, kept


@train.mistake
def only_w1_learns(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your w0 is still what it was in the beginning, while w1 has moved. Which delta belongs to w0?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, step=lambda w, s: [w[0], w[1] + s[1]])


@train.mistake
def only_w0_learns(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your w1 is still what it was in the beginning, while w0 has moved. Which delta belongs to w1?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, step=lambda w, s: [w[0] + s[0], w[1]])


@train.mistake
def nothing_learns(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights are those of the beginning and all your errors are equal. Which line changes the weights?"""
    return _trained(X, y, hidden, 0.0, num_iterations)


@train.mistake
def weights_become_the_step(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights are the step alone: the old ones were dropped. To what is the step added?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, step=lambda w, s: s)


@train.mistake
def step_averaged_over_rows(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your steps are m times too short: they were divided by the number of rows. Does the text take a sum over
    the flowers or an average?"""
    return _trained(X, y, hidden, learning_rate / len(X), num_iterations)


@train.mistake
def rate_always_one_tenth(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights moved with the rate 0.1 whatever learning_rate says. Where does a number stand for it?"""
    return _trained(X, y, hidden, 0.1, num_iterations)


@train.mistake
def rate_left_out(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Every step of your weights is a whole one, as with the rate 1. Which argument makes the steps shorter?"""
    return _trained(X, y, hidden, 1.0, num_iterations)


@train.mistake
def row_after_row(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights moved after each single row. The text takes all rows at once: how many steps are there in
    one turn of the loop?"""
    params, kept = _trained(X, y, hidden, learning_rate, 0)
    w0, w1 = params["w0"], params["w1"]
    for i in range(num_iterations):
        if i % 100 == 0:
            kept.append(np.mean(np.abs(y - forward(X, w0, w1)[1])))
        for j in range(len(X)):
            layer1, layer2 = forward(X[j : j + 1], w0, w1)
            delta1, delta2 = backward(X[j : j + 1], layer1, layer2, y[j : j + 1], w1)
            w0 = w0 + learning_rate * X[j : j + 1].T @ delta1
            w1 = w1 + learning_rate * layer1.T @ delta2
    return {"w0": w0, "w1": w1}, kept


@train.mistake
def deltas_taken_once(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights make the same step each time and all your errors are equal. After the weights have moved,
    are the old deltas valid?"""
    params, kept = _trained(X, y, hidden, learning_rate, min(num_iterations, 1))
    begin = _trained(X, y, hidden, learning_rate, 0)[0]
    weights = {name: begin[name] + num_iterations * (params[name] - begin[name]) for name in begin}
    return weights, kept * len(range(0, num_iterations, 100))


# train: the loop


@train.mistake
def return_inside_the_loop(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your loop ended after one turn, whatever num_iterations says. How far is the return indented?"""
    return _trained(X, y, hidden, learning_rate, 1)


@train.mistake
def hundred_turns_always(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights have made 100 steps whatever num_iterations says. Which number does your loop count to?"""
    return _trained(X, y, hidden, learning_rate, 100)


@train.mistake
def loop_begins_at_one(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """One step is missing and so is the first error, the one of i = 0. With which number does your loop begin?"""
    weights, _ = _trained(X, y, hidden, learning_rate, num_iterations - 1)
    kept = _trained(X, y, hidden, learning_rate, num_iterations - 1, keep=_kept_at(99))[1]
    return weights, kept


@train.mistake
def one_turn_too_many(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your loop made one turn too many. Does range(n) end with n, or before it?"""
    return _trained(X, y, hidden, learning_rate, num_iterations + 1)


# train: the start


@train.mistake
def five_neurons_always(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your net has five hidden neurons whatever hidden says. Which shapes should w0 and w1 have?"""
    return _trained(X, y, 5, learning_rate, num_iterations)


@train.mistake
def start_of_zeros(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights begin as zeros, so that all hidden neurons stay alike. What makes them different from each
    other?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, start=lambda rng, shape: np.zeros(shape))


@train.mistake
def start_of_ones(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights all begin as 1, so that all hidden neurons stay alike. What makes them different from each
    other?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, start=lambda rng, shape: np.ones(shape))


@train.mistake
def start_above_zero(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """All your weights begin between 0 and 1. The text goes down to -1: how do random numbers from 0 to 1 get
    there?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, start=lambda rng, shape: rng.random(shape))


@train.mistake
def start_from_the_bell_curve(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Some of your weights begin beyond 1: they come from a normal distribution. Which one does the text ask
    for?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, start=lambda rng, shape: rng.standard_normal(shape))


@train.mistake
def start_very_small(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights begin a hundred times too small. Between which two numbers does the text draw them?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, start=lambda rng, s: 0.01 * rng.uniform(-1, 1, s))


# train: the errors


def _kept_at(offset, every=100):
    """Keep the mean absolute error where ``i`` and ``offset`` leave the same rest."""
    return lambda i, y, layer2: [np.mean(np.abs(y - layer2))] if i % every == offset % every else []


def _with_errors(measure, X, y, hidden, learning_rate, num_iterations):
    """The right weights with another measure ``measure(y, layer2)`` every 100 iterations."""
    keep = lambda i, y, layer2: [measure(y, layer2)] if i % 100 == 0 else []  # noqa: E731
    return _trained(X, y, hidden, learning_rate, num_iterations, keep=keep)


@train.mistake
def every_error_kept(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The weights are right, but your errors has an entry for each iteration. Which ones does the text keep?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, keep=_kept_at(0, 1))


@train.mistake
def errors_counted_from_one(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The weights are right, but the error at the start is missing and the others come one step early. Where
    does i begin?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, keep=_kept_at(99))


@train.mistake
def error_after_the_step(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The weights are right, but each of your errors belongs to the weights after the step. Which error led to
    the step?"""
    weights, _ = _trained(X, y, hidden, learning_rate, num_iterations)
    return weights, _trained(X, y, hidden, learning_rate, num_iterations + 1, keep=_kept_at(1))[1]


@train.mistake
def signs_left_in_error(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """In your errors too large and too small outputs cancel. What makes a size of a difference before the mean
    is taken?"""
    return _with_errors(lambda y, out: np.mean(y - out), X, y, hidden, learning_rate, num_iterations)


@train.mistake
def squares_for_sizes(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your errors are means of squares. The text keeps another measure: the mean of what?"""
    return _with_errors(lambda y, out: np.mean((y - out) ** 2), X, y, hidden, learning_rate, num_iterations)


@train.mistake
def errors_added_up(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your errors are sums over all rows and outputs. By what is a sum divided to become a mean?"""
    return _with_errors(lambda y, out: np.sum(np.abs(y - out)), X, y, hidden, learning_rate, num_iterations)


@train.mistake
def closeness_for_error(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your entries grow while the net learns: they are 1 minus the error. What does the name errors say?"""
    return _with_errors(lambda y, out: 1 - np.mean(np.abs(y - out)), X, y, hidden, learning_rate, num_iterations)


@train.mistake
def errors_emptied_each_time(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your errors holds one entry, the last that was kept. Where is the list made: before the loop or inside
    it?"""
    weights, kept = _trained(X, y, hidden, learning_rate, num_iterations)
    return weights, kept[-1:]


# train: what is returned


@train.mistake
def weights_without_errors(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The dictionary came back alone. Which second value does the text ask for, to draw the learning curve?"""
    return _trained(X, y, hidden, learning_rate, num_iterations)[0]


@train.mistake
def weights_exchanged(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The entry w0 of your dictionary holds w1, and the other way round. Which of them meets X?"""
    weights, kept = _trained(X, y, hidden, learning_rate, num_iterations)
    return {"w0": weights["w1"], "w1": weights["w0"]}, kept


@train.mistake
def three_values_returned(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The weights are right, but w0, w1 and errors come back one by one. Which two of them share a dictionary?"""
    weights, kept = _trained(X, y, hidden, learning_rate, num_iterations)
    return weights["w0"], weights["w1"], kept


@train.mistake(reads_global=True)
def notebook_variable_to_learn_from(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    return _trained(X_train, Y_train, hidden, learning_rate, num_iterations)
