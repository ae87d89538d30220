"""train: forward, backward and a step, again and again, with all rows at once."""

from __future__ import annotations

import math
import random
from typing import Any

import numpy as np

from autograder.key import exercise, signed, slip, steps
from autograder.rules import all_of, descent, drawn, training_costs, values

from ._families import READS_THE_NOTEBOOK
from ._inputs import _some_class_each
from .backward import backward
from .forward import forward

# What is judged needs no reference: each step against the gradient of half the sum of squared errors, each
# error against the weights that it belongs to, and the untouched weights, which a rate of 0 shows.
_NET: dict[str, Any] = {
    "network": (("w0", "", "sigmoid"), ("w1", "", "sigmoid")),
    "cost": "squared_error",
    "rows": True,
    "arguments": {"rate": 3, "iterations": 4},
}
_BETWEEN_MINUS_ONE_AND_ONE = {
    "w0": drawn("start", points=1, family="uniform", std=3**-0.5),
    "w1": drawn("start", family="uniform", std=3**-0.5),
}

# What the notebook has lying around.
X_train = np.array([[0.8, 0.5, 0.3, 0.1], [0.7, 0.4, 0.5, 0.2], [0.7, 0.3, 0.6, 0.2]])
Y_train = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])


@exercise(
    returns=all_of(
        # Who goes uphill, or in steps of another length, goes along the slopes all the same.
        descent("way of w0", points=1, only=("w0",), up_to_a_factor=True, **_NET),
        descent("way of w1", points=1, only=("w1",), up_to_a_factor=True, **_NET),
        descent("steps", points=1, **_NET),
        training_costs("errors", points=1, every=100, measure="absolute_error", **_NET),
        values(values(_BETWEEN_MINUS_ONE_AND_ONE, extra=1), extra=9),
    ),
    needs=[forward, backward],
    order=("way of w1", "way of w0", "steps", "start", "errors"),
    hints=(
        "Which shapes have w0 and w1, if X has n columns, y has k, and hidden neurons stand between them?",
        "The two lines in the middle call functions that you have written. What does forward give that backward "
        "needs, and through which weights does the error come back?",
        "The deltas point downhill already, so a step adds: the rate times the transposed layer in front of "
        "the weights times the delta behind them. On other numbers: np.random.default_rng(3).uniform(5, 6, (2, 4)) "
        "draws 2 rows of 4 numbers between 5 and 6, and np.dot(np.ones((7, 2)).T, np.ones((7, 4))).shape is (2, 4).",
    ),
    equivalent={
        "rng = np.random.default_rng(1): 1 -> 2": "any seed is as good",
        **{
            f"layer1_delta, layer2_delta = backward(X, layer1, layer2, y, w1): X -> {other}": "backward needs no layer0"
            for other in ("y", "hidden", "learning_rate", "num_iterations")
        },
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
            error = np.mean(np.abs(y - layer2))
            errors.append(error)
        w1 += learning_rate * np.dot(layer1.T, layer2_delta)
        w0 += learning_rate * np.dot(X.T, layer1_delta)
    return {"w0": w0, "w1": w1}, errors


@train.inputs
def train_inputs(rng):
    """First steps, of a net as that of the notebook; steps around an entry of errors, and later ones; and the start,
    where many weights show how they were drawn."""

    def examples(m, n, k):
        return signed(rng, 0.2, 1.8, (m, n)), np.eye(k)[_some_class_each(rng, m, k)]

    first = {"way of w0": "way of w0", "way of w1": "way of w1"}
    for m in (6, 8):
        yield steps(*examples(m, 4, 3), 5, 0.1, 1, vary={3: (0.0, 0.1), 4: (1, 1)}, part=first)
    steps_and_errors = {"steps": "steps", "errors": "errors"}
    for m, n, hidden, k, rate, counts in [
        (5, 2, 4, 3, 0.37, (1, 1, 2)),
        (7, 4, 3, 2, 0.23, (1, 100, 101)),
        (8, 3, 6, 5, 0.14, (101, 200, 201)),
    ]:
        varied = {3: (0.0, *(rate,) * (len(counts) - 1)), 4: counts}
        yield steps(*examples(m, n, k), hidden, rate, counts[-1], vary=varied, part=steps_and_errors)
    for m, hidden in [(10, 60), (7, 50)]:
        yield steps(*examples(m, 4, 3), hidden, 0.0, 1, vary={3: (0.0,), 4: (1,)}, part={"start": "start"})


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


@train.also_correct
def train_with_python_random(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    def table(rows, columns):
        return np.array([[random.uniform(-1, 1) for _ in range(columns)] for _ in range(rows)])

    w0, w1 = table(X.shape[1], hidden), table(hidden, y.shape[1])
    errors, left = [], 0
    for _ in range(num_iterations):
        layer1, layer2 = forward(X, w0, w1)
        if left == 0:
            errors.append(1 - np.mean(1 - np.abs(layer2 - y)))
        left = (left + 1) % 100
        delta1, delta2 = backward(X, layer1, layer2, y, w1)
        w0, w1 = w0 + learning_rate * X.T @ delta1, w1 + learning_rate * layer1.T @ delta2
    return {"w1": w1, "w0": w0}, errors


@train.also_correct
def train_with_sums_over_single_rows(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    rng = np.random.RandomState(4)
    w0, w1 = rng.uniform(-1, 1, (X.shape[1], hidden)), rng.uniform(-1, 1, (hidden, y.shape[1]))
    errors = []
    for i in range(num_iterations):
        step0, step1, missed = np.zeros_like(w0), np.zeros_like(w1), 0.0
        for row, label in zip(X[:, None], y[:, None], strict=True):
            layer1, layer2 = forward(row, w0, w1)
            delta1, delta2 = backward(row, layer1, layer2, label, w1)
            step0 += row.T @ delta1
            step1 += layer1.T @ delta2
            missed += np.sum(np.abs(label - layer2))
        if i % 100 == 0:
            errors.append(missed / y.size)
        w0 += learning_rate * step0
        w1 += learning_rate * step1
    return {"w0": w0, "w1": w1}, errors


@train.also_correct
def train_on_its_side(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    rng = np.random.default_rng([1, 2])
    into, out = rng.uniform(-1, 1, (hidden, len(X[0]))), 1 - 2 * rng.random((len(y[0]), hidden))
    errors: dict[int, float] = {}
    for i in range(num_iterations):
        layer1, layer2 = forward(X, into.T, out.T)
        errors.setdefault(i // 100, float(np.abs(y - layer2).mean()))
        to_hidden, to_output = backward(X, layer1, layer2, y, out.T)
        into, out = into + learning_rate * to_hidden.T @ X, out + learning_rate * to_output.T @ layer1
    return {"w0": into.T, "w1": out.T}, [*errors.values()]


@train.also_correct
def train_with_one_vector(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    n, k = X.shape[1], y.shape[1]
    weights = np.random.default_rng(12).uniform(-1, 1, n * hidden + hidden * k)
    w0, w1 = weights[: n * hidden].reshape(n, hidden), weights[n * hidden :].reshape(hidden, k)
    errors = [0.0] * math.ceil(num_iterations / 100)
    for i in range(num_iterations):
        layer1, layer2 = forward(X, w0, w1)
        if i % 100 == 0:
            errors[i // 100] = np.mean(np.abs(layer2 - y), axis=1).mean()
        deltas = backward(X, layer1, layer2, y, w1)
        weights += learning_rate * np.concatenate([(X.T @ deltas[0]).ravel(), (layer1.T @ deltas[1]).ravel()])
    return {"w0": w0, "w1": w1}, tuple(errors)


@train.also_correct
def train_by_the_slopes_of_the_error(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    rng = np.random.default_rng(5)
    w0, w1 = rng.uniform(-1, 1, (X.shape[1], hidden)), rng.uniform(-1, 1, (hidden, y.shape[1]))
    errors = np.empty((0,))
    for i in range(num_iterations):
        layer1, layer2 = forward(X, w0, w1)
        errors = np.append(errors, np.mean(np.abs(y - layer2))) if i % 100 == 0 else errors
        dz1 = (layer2 - y) * layer2 * (1 - layer2)
        dz0 = np.einsum("mk,hk->mh", dz1, w1) * layer1 * (1 - layer1)
        w1 = w1 - learning_rate * np.einsum("mh,mk->hk", layer1, dz1)
        w0 = w0 - learning_rate * np.einsum("mn,mh->nh", X, dz0)
    return {"w0": w0, "w1": w1}, errors


train.slips(
    # train: the step
    steps_uphill=(
        (
            "w1 -= learning_rate * np.dot(layer1.T, layer2_delta)",
            "w0 -= learning_rate * np.dot(X.T, layer1_delta)",
        ),
        "Your weights moved the wrong way, so the error grows: the deltas point downhill already. Is the step added or "
        "taken away?",
    ),
    w1_moved_before_its_use=(
        "w0 += learning_rate * np.dot(X.T, backward(X, layer1, layer2, y, w1)[0])",
        "Your w1 is right after the first step, but w0 used a delta that was sent back through the new w1. Which w1 "
        "made the error?",
    ),
    only_w1_learns=(
        "for i in range(num_iterations):\n    w0 = w0",
        "Your w0 is still what it was in the beginning, while w1 has moved. Which delta belongs to w0?",
    ),
    only_w0_learns=(
        "for i in range(num_iterations):\n    w1 = w1",
        "Your w1 is still what it was in the beginning, while w0 has moved. Which delta belongs to w1?",
    ),
    nothing_learns=(
        (
            "for i in range(num_iterations):\n    w1 = w1",
            "for i in range(num_iterations):\n    w0 = w0",
        ),
        "Your weights are those of the beginning and all your errors are equal. Which line changes the weights?",
    ),
    weights_become_the_step=(
        (
            "for i in range(num_iterations):\n    w1 = learning_rate * np.dot(layer1.T, layer2_delta)",
            "for i in range(num_iterations):\n    w0 = learning_rate * np.dot(X.T, layer1_delta)",
        ),
        "Your weights are the step alone: the old ones were dropped. To what is the step added?",
    ),
    step_averaged_over_rows=(
        (
            "w1 += learning_rate * np.dot(layer1.T, layer2_delta) / len(X)",
            "w0 += learning_rate * np.dot(X.T, layer1_delta) / len(X)",
        ),
        "Your steps are m times too short: they were divided by the number of rows. Does the text take a sum over the "
        "flowers or an average?",
    ),
    rate_always_one_tenth=(
        "learning_rate = 0.1",
        "Your weights moved with the rate 0.1 whatever learning_rate says. Where does a number stand in its place?",
    ),
    rate_left_out=(
        ("w1 += np.dot(layer1.T, layer2_delta)", "w0 += np.dot(X.T, layer1_delta)"),
        "Every step of your weights is a whole one, as with the rate 1. Which argument makes the steps shorter?",
    ),
    # train: the loop
    return_inside_the_loop=(
        'w0 += learning_rate * np.dot(X.T, layer1_delta)\nreturn {"w0": w0, "w1": w1}, errors',
        "Your weights have made one step, whatever num_iterations says. How many turns does your loop make before the "
        "function returns?",
    ),
    hundred_turns_always=(
        "for i in range(100):",
        "Your weights have made 100 steps whatever num_iterations says. Which number does your loop count to?",
    ),
    loop_begins_at_one=(
        "for i in range(1, num_iterations):",
        "One step is missing and so is the first error, the one of i = 0. With which number does your loop begin?",
    ),
    one_turn_too_many=(
        "for i in range(num_iterations + 1):",
        "Your loop made one turn too many. From which number to which does it count?",
    ),
    # train: the start
    five_neurons_always=(
        "hidden = 5",
        "Your network has five hidden neurons whatever hidden says. Which shapes should w0 and w1 have?",
    ),
    start_of_zeros=(
        ("w0 = np.zeros((X.shape[1], hidden))", "w1 = np.zeros((hidden, y.shape[1]))"),
        "Your weights begin as zeros, so that all hidden neurons stay alike. What makes them different from each "
        "other?",
    ),
    start_of_ones=(
        ("w0 = np.ones((X.shape[1], hidden))", "w1 = np.ones((hidden, y.shape[1]))"),
        "Your weights all begin as 1, so that all hidden neurons stay alike. What makes them different from each "
        "other?",
    ),
    start_above_zero=(
        ("w0 = rng.random((X.shape[1], hidden))", "w1 = rng.random((hidden, y.shape[1]))"),
        "All your weights begin between 0 and 1. The text goes down to -1: how do random numbers from 0 to 1 get "
        "there?",
    ),
    start_from_the_bell_curve=(
        ("w0 = rng.standard_normal((X.shape[1], hidden))", "w1 = rng.standard_normal((hidden, y.shape[1]))"),
        "Some of your weights begin beyond 1: they come from a normal distribution. Which one does the text ask for?",
    ),
    start_very_small=(
        (
            "w0 = 0.01 * rng.uniform(-1, 1, (X.shape[1], hidden))",
            "w1 = 0.01 * rng.uniform(-1, 1, (hidden, y.shape[1]))",
        ),
        "Your weights begin a hundred times too small. Between which two numbers does the text draw them?",
    ),
    # train: the errors
    every_error_kept=(
        "if i % 1 == 0:",
        "The weights are right, but your errors has an entry for each iteration. Which ones does the text keep?",
    ),
    errors_counted_from_one=(
        "if (i + 1) % 100 == 0:",
        "The weights are right, but the error at the start is missing and the others come one step early. What is i in "
        "the first turn, and for which i is an error kept?",
    ),
    signs_left_in_error=(
        "error = np.mean(y - layer2)",
        "In your errors too large and too small outputs cancel. What makes a size of a difference before the mean is "
        "taken?",
    ),
    squares_for_sizes=(
        "error = np.mean((y - layer2) ** 2)",
        "Your errors are means of squares. The text keeps another measure: the mean of what?",
    ),
    errors_added_up=(
        "error = np.sum(np.abs(y - layer2))",
        "Your errors are sums over all rows and outputs. By what is a sum divided to become a mean?",
    ),
    closeness_for_error=(
        "error = 1 - np.mean(np.abs(y - layer2))",
        "Your entries grow while the network learns: they are 1 minus the error. What does the name errors say?",
    ),
    errors_emptied_each_time=(
        "error = np.mean(np.abs(y - layer2))\nerrors = []",
        "Your errors holds one entry, the last that was kept. Where is the list made: before the loop or inside it?",
    ),
    # train: what is returned
    weights_without_errors=(
        'return {"w0": w0, "w1": w1}',
        "The dictionary came back alone. Which second value does the text ask for, to draw the learning curve?",
    ),
    weights_exchanged=(
        'return {"w0": w1, "w1": w0}, errors',
        "The entry w0 of your dictionary holds w1, and the other way round. Which of them meets X?",
    ),
    three_values_returned=(
        "return w0, w1, errors",
        "All the numbers are right, but w0, w1 and errors come back one by one. Which two of them share a dictionary?",
    ),
    notebook_variable_to_learn_from=slip(
        (
            "w0 = rng.uniform(-1, 1, (X_train.shape[1], hidden))",
            "w1 = rng.uniform(-1, 1, (hidden, Y_train.shape[1]))",
            "layer1, layer2 = forward(X_train, w0, w1)",
            "layer1_delta, layer2_delta = backward(X_train, layer1, layer2, Y_train, w1)",
            "error = np.mean(np.abs(Y_train - layer2))",
            "w0 += learning_rate * np.dot(X_train.T, layer1_delta)",
        ),
        READS_THE_NOTEBOOK,
        reads_global=True,
    ),
)


@train.mistake
def row_after_row(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights moved after each single row. The text takes all rows at once: how many steps are there in
    one turn of the loop?"""
    rng = np.random.default_rng(1)
    w0, w1 = rng.uniform(-1, 1, (X.shape[1], hidden)), rng.uniform(-1, 1, (hidden, y.shape[1]))
    errors = []
    for i in range(num_iterations):
        if i % 100 == 0:
            errors.append(np.mean(np.abs(y - forward(X, w0, w1)[1])))
        for j in range(len(X)):
            row, label = X[j : j + 1], y[j : j + 1]
            layer1, layer2 = forward(row, w0, w1)
            layer1_delta, layer2_delta = backward(row, layer1, layer2, label, w1)
            w1 += learning_rate * np.dot(layer1.T, layer2_delta)
            w0 += learning_rate * np.dot(row.T, layer1_delta)
    return {"w0": w0, "w1": w1}, errors


@train.mistake
def deltas_taken_once(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights make the same step each time and all your errors are equal. What must be worked out again once
    the weights have moved?"""
    rng = np.random.default_rng(1)
    w0, w1 = rng.uniform(-1, 1, (X.shape[1], hidden)), rng.uniform(-1, 1, (hidden, y.shape[1]))
    errors = []
    layer1, layer2 = forward(X, w0, w1)
    layer1_delta, layer2_delta = backward(X, layer1, layer2, y, w1)
    for i in range(num_iterations):
        if i % 100 == 0:
            errors.append(np.mean(np.abs(y - layer2)))
        w1 += learning_rate * np.dot(layer1.T, layer2_delta)
        w0 += learning_rate * np.dot(X.T, layer1_delta)
    return {"w0": w0, "w1": w1}, errors


@train.mistake
def error_after_the_step(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The weights are right, but each of your errors belongs to the weights after the step. When in an iteration
    does the text keep it?"""
    rng = np.random.default_rng(1)
    w0, w1 = rng.uniform(-1, 1, (X.shape[1], hidden)), rng.uniform(-1, 1, (hidden, y.shape[1]))
    errors = []
    for i in range(num_iterations):
        layer1, layer2 = forward(X, w0, w1)
        layer1_delta, layer2_delta = backward(X, layer1, layer2, y, w1)
        w1 += learning_rate * np.dot(layer1.T, layer2_delta)
        w0 += learning_rate * np.dot(X.T, layer1_delta)
        if i % 100 == 0:
            errors.append(np.mean(np.abs(y - forward(X, w0, w1)[1])))
    return {"w0": w0, "w1": w1}, errors
