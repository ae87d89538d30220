"""nn_model_rows: training where the examples of X are rows, with a rate of the caller's, and the costs on the way."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.key import exercise, signed, slip, steps
from autograder.rules import all_of, descent, training_costs

from ._families import NOTEBOOK_VARIABLE
from ._given import initialize_parameters_rows
from ._inputs import rows_X, rows_Y  # noqa: F401  (a slip reads the tiny set)
from .backward_propagation_rows import backward_propagation_rows
from .compute_cost_rows import compute_cost_rows
from .forward_propagation_rows import forward_propagation_rows
from .layer_sizes_rows import layer_sizes_rows

# What is judged needs no reference: a rate of 0 shows where the training begins, each step is held against the
# gradient from there, and each cost against the parameters that it belongs to.
_NET: dict[str, Any] = {
    "network": (("w1", "b1", "tanh"), ("w2", "b2", "sigmoid")),
    "rows": "inputs",
    "arguments": {"iterations": 3, "rate": 4},
}


@exercise(
    returns=all_of(
        descent("way", points=1, up_to_a_factor=True, own_widths=True, **_NET),
        descent("steps", points=1, **_NET),
        # A tiny number inside the logarithms moves a cost by less than this.
        training_costs("costs", points=1, atol=1e-4, every=100, own_widths=True, **_NET),
    ),
    needs=[
        layer_sizes_rows,
        forward_propagation_rows,
        compute_cost_rows,
        backward_propagation_rows,
    ],
    hints=(
        "It is the training of nn_model. Which five of its functions have a twin for rows, and which one has none, so "
        "that you write the step yourself?",
        "In each turn: forward, cost and backward with the present params; then all four parameters move, each against "
        "the derivative whose name is its own behind a d.",
        "What the next turn goes on with must bear the old name. With other numbers: after here = {'p': 5.0} and "
        "down = {'dp': 2.0}, the line here = {'p': here['p'] - 0.1 * down['dp']} leaves 4.8 in here['p'].",
    ),
)
def nn_model_rows(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    """Train a network on rows: ``({"w1", "b1", "w2", "b2"}, costs)`` after ``num_iterations`` steps.

    ``X (m, n)``, ``Y (1, m)``. ``costs`` holds the cost before step 0, 100, 200, ... Formula: gradient descent,
    every step with the gradient over all the examples.
    """
    n, _, n_y = layer_sizes_rows(X, Y)
    params = initialize_parameters_rows(n, n_h, n_y)
    costs = []
    for i in range(num_iterations):
        A2, cache = forward_propagation_rows(X, params)
        cost = compute_cost_rows(A2, Y)
        if i % 100 == 0:
            costs.append(cost)
        grads = backward_propagation_rows(params, cache, X, Y)
        w1 = params["w1"] - learning_rate * grads["dw1"]
        b1 = params["b1"] - learning_rate * grads["db1"]
        w2 = params["w2"] - learning_rate * grads["dw2"]
        b2 = params["b2"] - learning_rate * grads["db2"]
        params = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}
    return params, costs


def _mixed(rng, n, m):
    """Rows and labels that are not half and half, so that the last bias has somewhere to go."""
    Y = np.zeros((1, m))
    Y[0, rng.permutation(m)[: m // 3 + 1]] = 1
    return signed(rng, 0.3, 1.8, (m, n)), Y


@nn_model_rows.inputs
def nn_model_rows_inputs(rng):
    """First steps; then steps around an entry of costs, and later ones."""
    way = {"way": "way"}
    for n, n_h, m in [(2, 3, 8), (4, 5, 7)]:
        yield steps(*_mixed(rng, n, m), n_h, 1, 0.1, vary={3: (1, 1), 4: (0.0, 0.1)}, part=way)
    steps_and_costs = {"steps": "steps", "costs": "costs"}
    for n, n_h, m, rate, counts in [
        (2, 4, 5, 0.37, (1, 1, 2)),
        (4, 3, 8, 0.031, (1, 100, 101)),
        (3, 6, 9, 0.017, (101, 200, 201)),
    ]:
        varied = {3: counts, 4: (0.0, *(rate,) * (len(counts) - 1))}
        yield steps(*_mixed(rng, n, m), n_h, counts[-1], rate, vary=varied, part=steps_and_costs)


@nn_model_rows.also_correct
def rows_in_one_line(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    params, costs = initialize_parameters_rows(X.shape[1], n_h, Y.shape[0]), []
    for i in range(num_iterations):
        A2, cache = forward_propagation_rows(X, params)
        if i % 100 == 0:
            costs.append([compute_cost_rows(A2, Y)])
            print(i, costs[-1])
        grads = backward_propagation_rows(params, cache, X, Y)
        params = {name: params[name] - learning_rate * grads["d" + name] for name in params}
    return params, costs


@nn_model_rows.also_correct
def rows_changed_in_place(X, Y, n_h, num_iterations=1000, learning_rate=0.005, print_cost=False):
    n, _, n_y = layer_sizes_rows(X, Y)
    params = initialize_parameters_rows(n, n_h, n_y)
    costs = np.zeros(-(-num_iterations // 100))
    for i in range(num_iterations):
        A2, cache = forward_propagation_rows(X=X, params=params)
        costs[i // 100] = compute_cost_rows(A2, Y) if i % 100 == 0 else costs[i // 100]
        grads = backward_propagation_rows(params=params, cache=cache, X=X, Y=Y)
        for name in params:
            params[name] -= learning_rate * grads["d" + name]
    return [params, tuple(costs)]


@nn_model_rows.also_correct
def rows_written_out(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    rng, m, costs, i = np.random.default_rng(8), len(X), [], 0
    w1, w2 = rng.normal(size=(n_h, X.shape[1])), 0.5 * rng.normal(size=(1, n_h))
    b1, b2 = np.zeros((n_h, 1)), np.zeros((1, 1))
    while i < num_iterations:
        A1 = np.tanh(w1 @ X.T + b1)
        A2 = 1 / (1 + np.exp(-(w2 @ A1 + b2)))
        if not i % 100:
            costs.append(float(-np.mean(np.log(np.where(Y == 1, A2, 1 - A2)))))
        dZ2 = (A2 - Y) / m
        dZ1 = w2.T @ dZ2 * (1 - A1**2)
        w1, b1 = w1 - learning_rate * dZ1 @ X, b1 - learning_rate * dZ1.sum(axis=1, keepdims=True)
        w2, b2 = w2 - learning_rate * dZ2 @ A1.T, b2 - learning_rate * dZ2.sum()
        i += 1
    return {"w1": w1, "b1": b1, "w2": w2, "b2": b2}, costs


nn_model_rows.slips(
    # the step
    rows_go_uphill=(
        (
            'w1 = params["w1"] + learning_rate * grads["dw1"]',
            'b1 = params["b1"] + learning_rate * grads["db1"]',
            'w2 = params["w2"] + learning_rate * grads["dw2"]',
            'b2 = params["b2"] + learning_rate * grads["db2"]',
        ),
        "Every step of yours goes along the derivatives, so the cost grows. Which way leads downhill?",
    ),
    rate_of_rows_left_out=(
        (
            'w1 = params["w1"] - grads["dw1"]',
            'b1 = params["b1"] - grads["db1"]',
            'w2 = params["w2"] - grads["dw2"]',
            'b2 = params["b2"] - grads["db2"]',
        ),
        "Every step of yours is the whole derivative, as with the rate 1. Which argument says how long a step is?",
    ),
    rate_of_rows_fixed=(
        "learning_rate = 0.005",
        "Your steps have the rate 0.005 whatever learning_rate says. Where does a number stand in its place?",
    ),
    rate_of_the_columns=(
        "learning_rate = 1.2",
        "Your steps have the rate 1.2, that of nn_model, whatever learning_rate says. Which argument of this function "
        "says how long a step is?",
    ),
    rows_become_the_step=(
        (
            'w1 = -learning_rate * grads["dw1"]',
            'b1 = -learning_rate * grads["db1"]',
            'w2 = -learning_rate * grads["dw2"]',
            'b2 = -learning_rate * grads["db2"]',
        ),
        "Your parameters are the step alone: the old ones were dropped. From what is a step taken away?",
    ),
    only_weights_of_rows_move=(
        ('b1 = params["b1"]', 'b2 = params["b2"]'),
        "Your w1 and w2 have moved, b1 and b2 are those of the beginning. Which other parameters have a derivative?",
    ),
    only_first_layer_of_rows_moves=(
        ('w2 = params["w2"]', 'b2 = params["b2"]'),
        "Your w1 and b1 have moved, w2 and b2 are those of the beginning. What happens to the second layer in your "
        "step?",
    ),
    moved_rows_dropped=(
        "for i in range(num_iterations):\n    params = params",
        "Your parameters never move, and all your costs are equal. Which name does the next turn read, and what does "
        "that name hold?",
    ),
    # the loop
    first_turn_returns=(
        "for i in range(num_iterations):\n"
        '    params = {"w1": w1, "b1": b1, "w2": w2, "b2": b2}\n'
        "    return params, costs",
        "Your parameters have made one step, whatever num_iterations says. How many turns does your loop make before "
        "the function returns?",
    ),
    thousand_turns_always=(
        "for i in range(1000):",
        "Your loop made 1000 turns whatever num_iterations says. Which number does it count to?",
    ),
    rows_begin_at_one=(
        "for i in range(1, num_iterations):",
        "One step is missing and so is the first cost, the one of i = 0. With which number does your loop begin?",
    ),
    one_turn_too_many_for_rows=(
        "for i in range(num_iterations + 1):",
        "Your loop made one turn too many. From which number to which does it count?",
    ),
    # the costs
    every_cost_of_rows_kept=(
        "if i % 1 == 0:",
        "The parameters are right, but your costs has an entry for each iteration. Which ones does the text keep?",
    ),
    costs_of_rows_emptied=(
        "cost = compute_cost_rows(A2, Y)\ncosts = []",
        "Your list of costs is emptied in every turn. Where is it made: before the loop or inside it?",
    ),
    # sizes, data, result
    four_hidden_neurons_for_rows=(
        "n_h = layer_sizes_rows(X, Y)[1]",
        "Your network has 4 hidden neurons whatever n_h says. layer_sizes_rows chooses 4, and n_h is your argument: "
        "which of the two counts here?",
    ),
    params_of_rows_alone=(
        "return params",
        "The dictionary came back alone. Which second value does the text ask for, to draw the learning curve?",
    ),
    derivatives_of_rows_returned=(
        "return grads, costs",
        "Your first value is grads, the derivatives of the last turn. What should the training leave behind?",
    ),
    notebook_rows_to_train=slip(
        (
            "n, _, n_y = layer_sizes_rows(rows_X, rows_Y)",
            "A2, cache = forward_propagation_rows(rows_X, params)",
            "cost = compute_cost_rows(A2, rows_Y)",
            "grads = backward_propagation_rows(params, cache, rows_X, rows_Y)",
        ),
        NOTEBOOK_VARIABLE,
        reads_global=True,
    ),
)


@nn_model_rows.mistake
def gradient_of_rows_taken_once(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    """Every step of yours has the gradient of the first, and all your costs are equal. What must be worked out again
    once the parameters have moved?"""
    n, _, n_y = layer_sizes_rows(X, Y)
    params, costs = initialize_parameters_rows(n, n_h, n_y), []
    A2, cache = forward_propagation_rows(X, params)
    grads = backward_propagation_rows(params, cache, X, Y)
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(compute_cost_rows(A2, Y))
        params = {name: params[name] - learning_rate * grads["d" + name] for name in params}
    return params, costs


@nn_model_rows.mistake
def cost_of_rows_after_the_step(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    """The parameters are right, but each of your costs belongs to the parameters after the step. Where in a turn does
    the text work out the cost?"""
    n, _, n_y = layer_sizes_rows(X, Y)
    params, costs = initialize_parameters_rows(n, n_h, n_y), []
    for i in range(num_iterations):
        _, cache = forward_propagation_rows(X, params)
        grads = backward_propagation_rows(params, cache, X, Y)
        params = {name: params[name] - learning_rate * grads["d" + name] for name in params}
        if i % 100 == 0:
            costs.append(compute_cost_rows(forward_propagation_rows(X, params)[0], Y))
    return params, costs
