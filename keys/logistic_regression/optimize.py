"""optimize: gradient descent, step by step down the cost of a neuron."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from autograder.key import case, exercise, slip, steps
from autograder.rules import all_of, close, on_the_way, own_costs, own_gradient, scalar, values

from ._families import READS_THE_NOTEBOOK
from ._inputs import COST_SLACK, _examples
from .propagate import propagate
from .sigmoid import sigmoid

WALK: dict[str, Any] = {
    "network": (("w", "b", "sigmoid"),),
    "inputs": 2,
    "labels": 3,
    "arguments": {"iterations": 4, "rate": 5},
}
costs = [0.71, 0.64]  # a variable of the notebook, read by a slip


@exercise(
    returns=all_of(
        values({"w": close("params", points=1), "b": scalar("params")}, extra=2),
        # However many steps were made.
        on_the_way("step", points=1, **WALK),
        # Judged from where the student's own w and b are, so that a wrong step costs no more than the step.
        own_gradient("grads", points=1, **WALK),
        own_costs("costs", points=1, atol=COST_SLACK, every=100, **WALK),
    ),
    order=("step", "params", "grads", "costs"),
    needs=[propagate],
    hints=(
        "The gradient points uphill. In which direction should w and b move so that the cost becomes smaller?",
        "propagate hands back two things, and the first of them is a dictionary. Which names do the given lines use "
        "for the two? And which w and b must the next turn of the loop see?",
        'With other numbers: slopes, height = {"left": 2.0}, 7 takes a pair apart, slopes["left"] is 2.0, and x = x '
        '- 0.1 * slopes["left"] makes x smaller by 0.2.',
    ),
)
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Gradient descent: ``({"w", "b"}, {"dw", "db"}, costs)`` after ``num_iterations`` steps.

    The gradient is that of the last step. ``costs`` holds the cost before step 0, 100, 200, ... Printing is
    left to the notebook. Shapes as in propagate. Formula: theta moves by minus learning_rate times its
    gradient (Cauchy, 1847).
    """
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, costs


def _far_to_fall(rng, n, m):
    """A start that disagrees with the labels."""
    while True:
        w, b, X, Y = _examples(rng, n, m, -1)
        grads, _ = propagate(w, b, X, Y)
        if np.sum(grads["dw"] ** 2) > 0.2 and abs(grads["db"]) > 0.08:
            return w, b, X, Y


@optimize.inputs
def optimize_inputs(rng):
    """After one step, after many, and on the way, where one result tells from where the next one went on; counts and
    rates that nobody writes."""
    ends = {"params": "params"}
    yield case(*_far_to_fall(rng, 2, 3), 1, 0.3, part=ends)
    yield case(*_far_to_fall(rng, 3, 8), 1, round(rng.uniform(0.55, 0.65), 4), part=ends)
    for n, m, num_iterations, rate in [(4, 7, 130, 0.013), (5, 12, 201, 0.17), (8, 6, 230, 0.067)]:
        many = round(rate * rng.uniform(0.9, 1.1), 4)
        yield case(*_far_to_fall(rng, n, m), num_iterations, many, part=ends)
    own = {"step": "step", "grads": "grads", "costs": "costs"}
    for n, m, counts, rate in [(6, 9, (2, 3, 100, 101), 0.21), (7, 10, (2, 3, 200, 201), 0.032)]:
        rate = round(rate * rng.uniform(0.9, 1.1), 4)
        yield steps(*_far_to_fall(rng, n, m), 1, rate, vary={4: counts}, part=own)


@optimize.also_correct
def optimize_in_place(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w=w, b=b, X=X, Y=Y)
        dw, db = grads["dw"], grads["db"]
        w -= learning_rate * dw
        b -= learning_rate * db
        if i % 100 == 0:
            costs.append(np.array(cost))
            if print_cost:
                print(f"cost after {i} iterations: {cost}")
    params = {"w": w, "b": b}
    return params, {"dw": dw, "db": db}, costs


@optimize.also_correct
def optimize_with_while(w, b, X, Y, num_iterations, learning_rate):
    costs, i = np.zeros(-(-num_iterations // 100)), 0
    b = np.array([[b]])
    while i < num_iterations:
        A = 1 / (1 + np.exp(-(w.T @ X + b)))
        if not i % 100:
            costs[i // 100] = -np.mean(np.log(np.where(Y == 1, A, 1 - A)))
        dw, db = (X * (A - Y)).mean(axis=1, keepdims=True), (A - Y).mean(keepdims=True)
        w, b = w - learning_rate * dw, b - learning_rate * db
        i += 1
        print(i)
    return {"w": w, "b": b}, {"dw": dw, "db": db}, costs


@optimize.also_correct
def optimize_with_epsilon_in_cost(w, b, X, Y, num_iterations, learning_rate, print_cost=True, epsilon=1e-5):
    costs = []
    for i in range(1, num_iterations + 1):
        grads, _ = propagate(w, b, X, Y)
        A = sigmoid(np.dot(w.T, X) + b)
        cost = -np.mean(Y * np.log(A + epsilon) + (1 - Y) * np.log(1 - A + epsilon))
        w, b = np.subtract(w, np.multiply(learning_rate, grads["dw"])), b - learning_rate * grads["db"]
        costs.append(cost)
        if print_cost:
            print("iteration", i, "cost", cost)
    return [{"w": w, "b": np.float64(b)}, grads, tuple(costs[::100])]


@optimize.also_correct
def optimize_with_loops(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    n, m = X.shape
    weights, costs = [float(x) for x in w[:, 0]], []
    columns, targets = X.T.tolist(), Y[0].tolist()
    for i in range(num_iterations):
        dw, db, cost = [0.0] * n, 0.0, 0.0
        for x, y in zip(columns, targets, strict=True):
            a = 1 / (1 + math.exp(-b - sum(v * f for v, f in zip(weights, x, strict=True))))
            cost -= math.log(a if y == 1 else 1 - a) / m
            db += (a - y) / m
            for k in range(n):
                dw[k] += x[k] * (a - y) / m
        weights = [v - learning_rate * d for v, d in zip(weights, dw, strict=True)]
        b = b - learning_rate * db
        if i % 100 == 0:
            costs += [[cost]]
    return {"w": [[v] for v in weights], "b": b}, {"dw": [[d] for d in dw], "db": db}, costs


optimize.slips(
    # optimize: the rate
    rate_fixed_at_0_009=(
        "learning_rate = 0.009",
        "Your w and b moved with the rate 0.009, whatever the argument learning_rate says. Where does a number stand "
        "in its place?",
    ),
    rate_fixed_at_0_005=(
        "learning_rate = 0.005",
        "Your w and b moved with the rate 0.005, whatever the argument learning_rate says. Where does a number stand "
        "in its place?",
    ),
    rate_fixed_at_0_5=(
        "learning_rate = 0.5",
        "Your w and b moved with the rate 0.5, whatever the argument learning_rate says. Where does a number stand in "
        "its place?",
    ),
    rate_left_out=(
        ('w = w - grads["dw"]', 'b = b - grads["db"]'),
        "Every step of your w and b was the whole gradient, as with the rate 1. Which argument makes the steps "
        "shorter?",
    ),
    gradient_divided_by_m_again=(
        ('w = w - learning_rate * grads["dw"] / X.shape[1]', 'b = b - learning_rate * grads["db"] / X.shape[1]'),
        "Your steps are m times too short. The gradient that propagate returns is an average already: where is it "
        "divided once more?",
    ),
    # optimize: the step
    steps_uphill=(
        ('w = w + learning_rate * grads["dw"]', 'b = b + learning_rate * grads["db"]'),
        "Your costs grow from entry to entry: each step went along the gradient. Which way leads downhill?",
    ),
    only_w_moves=(
        "b = ...",
        "Your b is still the one that came in, while w has moved. What happens to b in each turn of your loop?",
    ),
    parameters_become_the_step=(
        ('w = -learning_rate * grads["dw"]', 'b = -learning_rate * grads["db"]'),
        "Your w and b are minus the rate times the gradient: the old values were dropped. What is the step taken from?",
    ),
    gradient_taken_once=(
        ("costs = []\ngrads, cost = propagate(w, b, X, Y)", "grads, cost = ..."),
        "Every step has the same gradient and all your costs are equal. When is propagate called, and with which w and "
        "b?",
    ),
    nothing_moves=(
        ("w = ...", "b = ..."),
        "Your w and b come back as they came in and your costs are all equal. What changes from turn to turn of the "
        "loop?",
    ),
    first_parameters_returned=(
        ('costs = []\nparams = {"w": w, "b": b}', "return params, grads, costs"),
        "Your costs fall as they should, but the w and b returned are those that came in. Which ones hold the last "
        "step?",
    ),
    # optimize: the loop
    one_step_too_few=(
        "for i in range(num_iterations - 1):",
        "Your w and b are one step behind, and the gradient as well. How many turns does your loop make?",
    ),
    one_step_too_many=(
        "for i in range(num_iterations + 1):",
        "Your w and b are one step ahead, and the gradient as well. How many turns does your loop make?",
    ),
    one_step_only=(
        'b = b - learning_rate * grads["db"]\nreturn {"w": w, "b": b}, grads, costs',
        "Your w and b have made one single step and there is one cost. How many turns does your loop make before the "
        "function returns?",
    ),
    hundred_steps_always=(
        "for i in range(100):",
        "Your w and b have made 100 steps whatever num_iterations says. Which number does your loop count to?",
    ),
    loop_begins_at_one=(
        "for i in range(1, num_iterations):",
        "One step is missing and so is the first cost, the one of i = 0. With which number does your loop begin?",
    ),
    # optimize: the costs and the gradient that are kept
    costs_counted_from_one=(
        "for i in range(1, num_iterations + 1):",
        "w and b are right, but the cost at the start is missing and the others come one step early. What is i in the "
        "first turn, and for which i is a cost kept?",
    ),
    every_cost_kept=(
        ("grads, cost = propagate(w, b, X, Y)\ncosts.append(cost)", "costs.append(...)"),
        "w and b are right, but your costs has an entry for each step. Which steps does the text want to be kept?",
    ),
    cost_after_the_step=(
        (
            "costs.append(...)",
            'b = b - learning_rate * grads["db"]\nif i % 100 == 0:\n    costs.append(propagate(w, b, X, Y)[1])',
        ),
        "w and b are right, but each of your costs belongs to the parameters after the step. When in an iteration does "
        "the text take the cost?",
    ),
    costs_only_if_printed=(
        "if print_cost and i % 100 == 0:",
        "Your costs is empty when print_cost is False. Which line keeps a cost, and when does your loop reach it?",
    ),
    costs_emptied_each_time=(
        ("grads, cost = propagate(w, b, X, Y)\nif i % 100 == 0:\n    costs = [cost]", "costs.append(...)"),
        "Your costs holds one entry, the last that was kept. Where is the list made: before the loop or inside it?",
    ),
    gradient_after_the_last_step=(
        'return {"w": w, "b": b}, propagate(w, b, X, Y)[0], costs',
        "w, b and costs are right; your gradient is that of the final parameters. The text asks for that of the last "
        "step.",
    ),
    notebook_variable_for_costs=slip(
        ("costs = ...", "costs.append(...)", 'return {"w": w, "b": b}, grads, costs'),
        READS_THE_NOTEBOOK,
        reads_global=True,
    ),
)
