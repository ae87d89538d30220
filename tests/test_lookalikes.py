"""Work that looks like something else: another fault with the message of a catalogued one, and right work in odd dress."""

from __future__ import annotations

import linecache

import numpy as np
import pytest

from autograder.authoring import laws
from autograder.key.assignment import load_assignment
from autograder.plain.status import Status
from autograder.verdict.result import Result
from tests import keys

KEYS = {name[:2]: load_assignment(folder).exercises for name, folder in keys.KEYS.items()}


def graded(key: str, name: str, text: str) -> Result:
    """The result of a function given as text; the other exercises are those of the key."""
    scope = {"np": np, **KEYS[key]}
    source = f"def {name}{text}"
    linecache.cache["<cell 1>"] = (len(source), None, source.splitlines(keepends=True), "<cell 1>")
    exec(compile(source, "<cell 1>", "exec"), scope)
    return laws.judged(KEYS[key][name], 1, scope[name])


@pytest.mark.parametrize(
    ("key", "name", "text"),
    [
        ("01", "sigmoid", "(z):\n    return 1 / (1 + np.exp(-float(z)))"),
        ("02", "relu", "(z):\n    return [0, 1][z]"),
        ("02", "compute_cost", "(A2, Y, p=None):\n    assert float(np.sum(A2)) > 100\n    return 1"),
        ("02", "compute_cost", "(A2, Y, p=None):\n    assert A2.shape == (1, 1)\n    return 1"),
        ("03", "initialize_parameters_he", "(layer_dims):\n    for l in range(layer_dims):\n        pass"),
        ("03", "update_parameters_with_gd", "(p, g, r):\n    raise KeyError"),
        # the line that stopped is about something else
        ("02", "compute_cost", "(A2, Y, p=None):\n    assert isinstance(A2, float)\n    return 1"),
        ("02", "relu", "(z):\n    return 0.0 if z < 0 else z"),
        ("01", "sigmoid", "(z):\n    import math\n    return 1 / (1 + math.pow(math.e, -z))"),
        ("03", "initialize_parameters_he", "(layer_dims):\n    return np.random.rand((2, 3))"),
        (
            "03",
            "random_mini_batches",
            "(X, Y, mini_batch_size=64, seed=0):\n    if X.shape[1] > mini_batch_size:\n        order = np.arange(3)\n"
            "    return [(X[:, order], Y[:, order])]",
        ),
        # a part of a mistake, and something that is next to nothing
        (
            "01",
            "propagate",
            "(w, b, X, Y):\n    m = X.shape[1]\n    A = sigmoid(w.T @ X + b)\n"
            "    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))\n"
            "    return {'dw': X @ (A - Y).T / X.shape[0], 'db': np.sum(A - Y) / m}, cost",
        ),
        (
            "02",
            "numerical_gradient",
            "(f, theta, epsilon=1e-7):\n    slopes = np.zeros(theta.shape)\n"
            "    for place in np.ndindex(theta.shape):\n        up, down = theta.copy(), theta.copy()\n"
            "        up[place] += epsilon\n        down[place] -= epsilon\n"
            "        slopes[place] = (f(up) - f(down)) / 2 * epsilon\n    return slopes",
        ),
    ],
)
def test_another_fault_is_not_given_a_name_that_its_message_does_not_prove(key, name, text):
    result = graded(key, name, text)
    assert result.status != Status.RIGHT
    assert result.mistake is None


@pytest.mark.parametrize(
    ("key", "name", "text", "words"),
    [
        (
            "02",
            "backward_propagation",
            "(p, c, X, Y):\n    return (c['A2'] - Y) @ c['A1']",
            "Should one of them be transposed",
        ),
        ("03", "standardize", "(X):\n    return (X - X.mean(1, keepdims=True)) / X.std(1)", "means and spreads"),
        (
            "04",
            "accuracy",
            "(layer2, y):\n    return np.mean(layer2.max(axis=1) == layer2)",
            "Are both sides the places",
        ),
    ],
)
def test_what_is_said_of_an_exception_is_true_of_all_who_meet_it(key, name, text, words):
    assert words in graded(key, name, text).message


@pytest.mark.parametrize(
    ("key", "name", "text"),
    [
        (
            "02",
            "nn_model",  # cost and cache live on after the loop
            "(X, Y, n_h, num_iterations=10000, print_cost=False):\n"
            "    p = initialize_parameters(len(X), n_h, len(Y))\n"
            "    for i in range(1, num_iterations + 1):\n"
            "        A2, cache = forward_propagation(X, p)\n"
            "        cost = compute_cost(A2, Y)\n"
            "        p = update_parameters(p, backward_propagation(p, cache, X, Y))\n"
            "    print('after', i, 'steps:', cost)\n"
            "    return p",
        ),
        ("02", "compute_cost", "(A2, Y):\n    assert isinstance(float(A2[0, 0]), float)\n"
         "    return -np.mean(np.log(np.where(Y == 1, A2, 1 - A2)), keepdims=True)"),
        ("02", "layer_sizes", "(X, Y):\n    return [np.int64(len(X)), 4.0, len(Y)]"),
        ("02", "numerical_gradient", "(f, theta):\n    slopes = np.zeros(theta.size)\n"
         "    for i in range(theta.size):\n        moved = theta.astype(complex).ravel()\n        moved[i] += 1e-20j\n"
         "        slopes[i] = f(moved.reshape(theta.shape)).imag / 1e-20\n    return slopes.reshape(theta.shape)"),
        ("03", "exponentially_weighted_average", "(values, beta, bias_correction=False):\n"
         "    v, out = (0 if bias_correction else values[0] / (1 - beta) * (1 - beta)), []\n"
         "    for t, y in enumerate(values, 1):\n"
         "        v = v if t == 1 and not bias_correction else beta * v + (1 - beta) * y\n"
         "        out.append(v / (1 - beta**t) if bias_correction else v)\n    return out"),
        ("03", "random_mini_batches", "(X, Y, mini_batch_size=64, seed=0):\n"
         "    order = np.random.default_rng(seed).permutation(X.shape[1])\n"
         "    cuts = range(mini_batch_size, len(order), mini_batch_size)\n"
         "    return [[X[:, part], Y[:, part]] for part in np.split(order, cuts)]"),
        ("03", "initialize_parameters_he", "(layer_dims):\n    rng, p = np.random.default_rng(1), {}\n"
         "    for l, (a, b) in enumerate(zip(layer_dims, layer_dims[1:]), 1):\n"
         "        p[f'b{l}'], p[f'W{l}'] = [[0]] * b, rng.normal(0, (2 / a) ** 0.5, (b, a))\n    return p"),
        ("04", "split", "(X, Y, test_size=0.33, seed=0):\n    m = len(X)\n"
         "    test = np.sort(np.random.default_rng(seed).choice(m, int(m * test_size), replace=False))\n"
         "    train = np.setdiff1d(np.arange(m), test)\n    return [X[train], X[test], Y[train], Y[test]]"),
        ("04", "to_one_hot", "(Y):\n    return Y[:, None] == np.arange(max(Y) + 1)"),
        ("04", "normalize", "(X, axis=-1, order=2):\n"
         "    length = np.sum(np.abs(X) ** order, axis=axis, keepdims=True) ** (1 / order)\n"
         "    return np.divide(X, length, out=np.zeros(X.shape), where=length > 0)"),
    ],
    ids=lambda value: value if isinstance(value, str) and value.isidentifier() else "",
)  # fmt: skip
def test_right_work_in_odd_dress_is_right(key, name, text):
    result = graded(key, name, text)
    assert (result.status, result.score) == (Status.RIGHT, result.points), result.message


@pytest.mark.parametrize("seed", [1, 2, 3, 4, 5])
def test_who_stops_where_the_cost_hardly_falls_has_not_made_all_steps(seed):
    """Only a long walk meets that: what saves steps in a case must leave one."""
    propagate = KEYS["01"]["propagate"]

    def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
        costs, before = [], np.inf
        for i in range(num_iterations):
            grads, cost = propagate(w, b, X, Y)
            if before - cost < 6e-4:
                break
            before = cost
            if i % 100 == 0:
                costs.append(cost)
            w, b = w - learning_rate * grads["dw"], b - learning_rate * grads["db"]
        return {"w": w, "b": b}, grads, costs

    assert laws.judged(KEYS["01"]["optimize"], seed, optimize).status == Status.WRONG


def test_a_mistake_is_named_where_cases_ask_for_some_outputs_alone():
    text = """(w, b, X, Y, num_iterations=2000, learning_rate=0.5, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w, b = w + learning_rate * grads["dw"], b + learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs"""
    result = graded("01", "optimize", text)
    assert (result.mistake, result.status) == ("steps_uphill", Status.WRONG)
    assert 0 < result.score < result.points
