"""nn_model: training, a loop around the way forward, the way back and the step."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.key import exercise, signed, slip, steps
from autograder.rules import all_of, awake, close, descent, learned, values

from ._families import NOTEBOOK_VARIABLE
from ._inputs import flower_X, flower_Y  # noqa: F401  (a slip reads the flower)
from .backward_propagation import backward_propagation
from .compute_cost import compute_cost
from .forward_propagation import forward_propagation
from .initialize_parameters import initialize_parameters
from .layer_sizes import layer_sizes
from .update_parameters import update_parameters

_NET: dict[str, Any] = {
    "network": (("W1", "b1", "tanh"), ("W2", "b2", "sigmoid")),
    "settings": {"rate": 1.2},
    "arguments": {"iterations": 3},
}


@exercise(
    returns=all_of(
        descent("way", points=1, up_to_a_factor=True, own_widths=True, **_NET),
        descent("steps", points=1, **_NET),
        # However many steps were made.
        learned("learns", points=1, own_widths=True, **_NET),
        # The last bias after one step, which is the same for all weights with these examples, if they move at all.
        values({"b2": close("first step", points=1)}, extra=3),
        awake("first step", **_NET),
    ),
    needs=[
        layer_sizes,
        initialize_parameters,
        forward_propagation,
        compute_cost,
        backward_propagation,
        update_parameters,
    ],
    hints=(
        "Which of your functions are called once, and which ones in every turn? What does each need, and what does it "
        "hand back?",
        "layer_sizes hands back three numbers, and the middle one is not wanted, since n_h is an argument. "
        "forward_propagation hands back two values, and the way back needs the second.",
        "What the next turn goes on with must bear the old name: after place = 5, the line place = max(place, 7) "
        "leaves 7 in place. So which name do the parameters get that update_parameters returns?",
    ),
)
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Train a network with ``n_h`` hidden units: its parameters ``W1 b1 W2 b2`` after ``num_iterations`` steps.

    ``X (n_x, m)``, ``Y (1, m)``. Printing is left to the notebook. Formula: gradient descent with the rate 1.2,
    every step with the gradient over all the examples.
    """
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    for _ in range(num_iterations):
        _, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return parameters


@nn_model.inputs
def nn_model_inputs(rng):
    """Examples in pairs, x and -x, with the same label: the answers to a pair add up to 1 whatever the weights are, as
    long as the biases are zero. So the first step of the last bias tells how many steps there were. Then some that a
    line can tell apart: they are learned in no time."""
    each = {part: part for part in ("way", "steps", "first step")}
    for n_x, n_h, pairs in [(2, 3, 4), (4, 5, 3)]:
        X, Y = signed(rng, 0.3, 2.5, (n_x, pairs)), np.full((1, pairs), float(rng.integers(2)))
        Y[0, rng.integers(pairs)] = 1 - Y[0, 0]
        yield steps(np.hstack([X, -X]), np.hstack([Y, Y]), n_h, 1, vary={3: (1, 2, 30, 31)}, part=each)
    for n_x, n_h, m in [(2, 3, 8), (3, 4, 10)]:
        Y = rng.permutation(np.arange(m) % 2).astype(float).reshape(1, m)
        X = np.vstack(
            [(2 * Y - 1) * np.round(rng.uniform(0.8, 1.6, m), 2), signed(rng, 0.1, 0.5, (n_x - 1, m), places=2)]
        )
        yield steps(X, Y, n_h, 1, vary={3: (300,)}, part={"learns": "learns"})


@nn_model.also_correct
def model_with_other_weights(X, Y, n_h, num_iterations=10000, print_cost=False):
    np.random.seed(3)
    n_x, n_y = layer_sizes(X, Y)[0], layer_sizes(X, Y)[2]
    W1, b1 = np.random.randn(n_h, n_x) * 0.01, np.zeros((n_h, 1))
    W2, b2 = np.random.randn(n_y, n_h) * 0.01, np.zeros((n_y, 1))
    parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate=1.2)
        if print_cost and i % 1000 == 0:
            print(f"Cost after iteration {i}: {cost:f}", W1, b1, W2, b2)
    return parameters


@nn_model.also_correct
def model_written_out(X, Y, n_h, num_iterations=10000, print_cost=True):
    rng, m, i = np.random.default_rng(), X.shape[1], 0
    W1, W2 = rng.normal(0, 0.01, (n_h, len(X))), rng.normal(0, 0.01, (1, n_h))
    b1, b2 = np.zeros((n_h, 1)), np.zeros((1, 1))
    while i < num_iterations:
        A1 = np.tanh(W1 @ X + b1)
        A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
        if print_cost and i % 1000 == 0:
            print(i, -np.mean(np.log(np.where(Y == 1, A2, 1 - A2))))
        dZ2 = (A2 - Y) / m
        dZ1 = W2.T @ dZ2 * (1 - A1**2)
        W1 -= 1.2 * dZ1 @ X.T
        b1 -= 1.2 * dZ1.sum(axis=1, keepdims=True)
        W2 -= 1.2 * dZ2 @ A1.T
        b2 -= 1.2 * dZ2.sum()
        i += 1
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@nn_model.also_correct
def model_with_larger_weights(X, Y, n_h, num_iterations=10000, learning_rate=1.2):
    parameters = {key: 50 * value for key, value in initialize_parameters(X.shape[0], n_h, 1).items()}
    for _ in range(num_iterations):
        grads = backward_propagation(parameters, forward_propagation(X, parameters)[1], X, Y)
        for key in parameters:
            parameters[key] = parameters[key] - learning_rate * grads["d" + key]
    return parameters


nn_model.slips(
    # how many steps
    iterations_fixed_at_a_thousand=(
        "for _ in range(1000):",
        "Your training made 1000 steps whatever num_iterations says. Which number does your loop count to?",
    ),
    one_step_too_many=(
        "for _ in range(num_iterations + 1):",
        "Your parameters are one step ahead: with num_iterations = 1 they have moved twice. How many turns does your "
        "loop make?",
    ),
    one_step_too_few=(
        "for _ in range(1, num_iterations):",
        "Your parameters are one step behind: with num_iterations = 1 nothing has moved. How many turns does your loop "
        "make?",
    ),
    one_step_only=(
        "for _ in range(num_iterations):\n    parameters = update_parameters(parameters, grads)\n    return parameters",
        "However many steps there are, your parameters are those after a single one. Does the loop end too early, or "
        "does it begin anew in every turn?",
    ),
    # the step
    moved_parameters_dropped=(
        (
            "grads = backward_propagation(parameters, cache, X, Y)\nupdate_parameters(parameters, grads)",
            "for _ in range(num_iterations):\n    parameters = ...",
        ),
        "Your parameters never move. update_parameters leaves its arguments alone and returns new ones: where do these "
        "go?",
    ),
    gradient_taken_once=(
        (
            "def nn_model():\n"
            "    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])\n"
            "    _, cache = forward_propagation(X, parameters)\n"
            "    grads = backward_propagation(parameters, cache, X, Y)",
            "_, cache = ...",
            "grads = ...",
        ),
        "Every step of yours has the gradient of the first. What must be worked out again once the parameters have "
        "moved?",
    ),
    cache_taken_once=(
        (
            "def nn_model():\n"
            "    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])\n"
            "    _, cache = forward_propagation(X, parameters)",
            "_, cache = ...",
        ),
        "Your way back always uses the activations of the untrained network. What must be called again once the "
        "parameters have moved?",
    ),
    steps_uphill=(
        "for _ in range(num_iterations):\n    parameters = update_parameters(parameters, grads, -1.2)",
        "Every step of yours goes along the gradient, so the cost grows. Which way leads downhill?",
    ),
    rate_one_half=(
        "for _ in range(num_iterations):\n    parameters = update_parameters(parameters, grads, 0.5)",
        "Your steps have the rate 0.5. Which rate does the text ask for, and which function has it as its default?",
    ),
    rate_one_tenth=(
        "for _ in range(num_iterations):\n    parameters = update_parameters(parameters, grads, 0.1)",
        "Your steps have the rate 0.1. Which rate does the text ask for, and which function has it as its default?",
    ),
    rate_one_hundredth=(
        "for _ in range(num_iterations):\n    parameters = update_parameters(parameters, grads, 0.01)",
        "Your steps have the rate 0.01. Which rate does the text ask for, and which function has it as its default?",
    ),
    rate_one=(
        "for _ in range(num_iterations):\n    parameters = update_parameters(parameters, grads, 1.0)",
        "Your steps are the whole gradient, as with the rate 1. Which rate does the text ask for?",
    ),
    # sizes, data, result
    four_hidden_units_always=(
        "n_h = layer_sizes(X, Y)[1]",
        "Your network has 4 hidden neurons whatever n_h says. layer_sizes chooses 4, and n_h is your argument: which "
        "of the two counts here?",
    ),
    derivatives_for_parameters=(
        "return grads",
        "Your function returns grads, the derivatives of the last turn. What should the training leave behind?",
    ),
    notebook_variable_to_train=slip(
        (
            "def nn_model():\n    parameters = initialize_parameters(flower_X.shape[0], n_h, flower_Y.shape[0])",
            "_, cache = forward_propagation(flower_X, parameters)",
            "grads = backward_propagation(parameters, cache, flower_X, flower_Y)",
        ),
        NOTEBOOK_VARIABLE,
        reads_global=True,
    ),
)


_trained_for_long: dict[Any, Any] = {}  # it takes long, and the same is asked for with every number of steps


@nn_model.mistake
def iterations_fixed_at_the_default(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your training made 10000 steps whatever num_iterations says. Which number does your loop count to?"""
    key = X.tobytes(), Y.tobytes(), n_h
    if key not in _trained_for_long:
        _trained_for_long[key] = nn_model(X, Y, n_h, 10000)
    return _trained_for_long[key]
