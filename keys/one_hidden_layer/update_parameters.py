"""update_parameters: one step of gradient descent for W1, b1, W2 and b2."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, signed, slip
from autograder.rules import close

from ._families import TUPLE_OF_PARAMETERS
from ._inputs import _parameters


@exercise(
    returns={
        "W1": close("W1", points=0.25),
        "b1": close("b1", points=0.25),
        "W2": close("W2", points=0.25),
        "b2": close("b2", points=0.25),
    },
    case_points={"learning rate": 0.5, "default rate": 0.5},
    keeps_arguments=True,
    reasons={"sizes": "The network of the notebook has one output, as a bias has one column; further cases have more."},
    hints=(
        "The gradient points uphill. In which direction should each parameter move so that the cost becomes smaller?",
        "All four parameters move by the same rule, each with the derivative that bears its name.",
        "Old value minus the rate times its derivative, as a new array. With other numbers: after before = "
        "np.array([5.0]), the line there = before - 0.1 * 2.0 leaves before at 5, while before -= 0.1 * 2.0 would "
        "change it.",
    ),
)
def update_parameters(parameters, grads, learning_rate=1.2):
    """One step downhill, a new dictionary ``W1 b1 W2 b2``; the arguments stay as they are.

    Each derivative (``dW1`` and so on) has the shape of its parameter. Formula: theta - rate * dtheta
    (Cauchy, 1847).
    """
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@update_parameters.inputs
def update_parameters_inputs(rng):
    """The rate 1, with which only the derivatives count; others; and that of the notebook, which nn_model relies on."""

    def arrays(n_x, n_h, n_y):
        parameters = _parameters(rng, n_x, n_h, n_y)
        return parameters, {"d" + key: signed(rng, 0.1, 0.8, value.shape) for key, value in parameters.items()}

    for sizes in [(3, 4, 1), (5, 2, 1)]:
        yield case(*arrays(*sizes), 1.0)
    for sizes, rate in [((3, 4, 2), 1.2), ((2, 5, 3), round(0.3 * rng.uniform(0.9, 1.1), 3)), ((6, 3, 5), 2.4)]:
        yield case(*arrays(*sizes), rate, part="learning rate")
    for sizes in [(4, 3, 2), (2, 6, 5)]:
        yield case(*arrays(*sizes), 1.2, part="default rate", left_out=1)


@update_parameters.also_correct
def update_with_loop(parameters, grads, learning_rate=1.2):
    return {key: value - learning_rate * grads["d" + key] for key, value in parameters.items()}


@update_parameters.also_correct
def update_of_copies(parameters, grads, learning_rate, verbose=True):
    import copy

    parameters = copy.deepcopy(parameters)
    for layer in range(1, len(parameters) // 2 + 1):
        parameters[f"W{layer}"] -= learning_rate * grads[f"dW{layer}"]
        parameters[f"b{layer}"] -= learning_rate * grads[f"db{layer}"]
    if verbose:
        print(parameters)
    return parameters


@update_parameters.also_correct
def update_with_functions(parameters, grads, learning_rate=1.2):
    W1, b1, W2, b2 = (parameters[key] for key in ("W1", "b1", "W2", "b2"))
    W1 = np.subtract(W1, np.multiply(learning_rate, grads["dW1"]))
    b1 = np.add(b1, np.negative(grads["db1"]) * learning_rate)
    W2 = W2 + -learning_rate * grads["dW2"]
    b2 = -(learning_rate * grads["db2"] - b2)
    return {"b1": b1, "b2": b2, "W1": W1, "W2": W2.tolist()}


update_parameters.slips(
    # the step
    step_in_place=slip(
        (
            'W1 = parameters["W1"]\nW1 -= learning_rate * grads["dW1"]',
            'b1 = parameters["b1"]\nb1 -= learning_rate * grads["db1"]',
            'W2 = parameters["W2"]\nW2 -= learning_rate * grads["dW2"]',
            'b2 = parameters["b2"]\nb2 -= learning_rate * grads["db2"]',
        ),
        "Your numbers are right, and what the caller handed over has changed too: an array, or the dictionary that "
        "holds it. Which lines write into something old?",
        changes_input=True,
    ),
    step_uphill=(
        (
            'W1 = parameters["W1"] + learning_rate * grads["dW1"]',
            'b1 = parameters["b1"] + learning_rate * grads["db1"]',
            'W2 = parameters["W2"] + learning_rate * grads["dW2"]',
            'b2 = parameters["b2"] + learning_rate * grads["db2"]',
        ),
        "Every parameter moved along its derivative, so the cost would grow. Which way leads downhill?",
    ),
    step_for_parameters=(
        (
            'W1 = -learning_rate * grads["dW1"]',
            'b1 = -learning_rate * grads["db1"]',
            'W2 = -learning_rate * grads["dW2"]',
            'b2 = -learning_rate * grads["db2"]',
        ),
        "Your result is minus the rate times the derivative: the old values were dropped. What is the step taken from?",
    ),
    # the rate
    rate_fixed_at_the_default=(
        "learning_rate = 1.2",
        "Your step has the rate 1.2 whatever the argument learning_rate says. Where does a number stand in its place?",
    ),
    rate_left_out=(
        (
            'W1 = parameters["W1"] - grads["dW1"]',
            'b1 = parameters["b1"] - grads["db1"]',
            'W2 = parameters["W2"] - grads["dW2"]',
            'b2 = parameters["b2"] - grads["db2"]',
        ),
        "Your step is the whole derivative, as with the rate 1. Which argument says how long the step is?",
    ),
    rate_fixed_at_a_hundredth=(
        "learning_rate = 0.01",
        "Your step has the rate 0.01 whatever the argument learning_rate says. Where does a number stand in its place?",
    ),
    divided_by_the_rate=(
        (
            'W1 = parameters["W1"] - grads["dW1"] / learning_rate',
            'b1 = parameters["b1"] - grads["db1"] / learning_rate',
            'W2 = parameters["W2"] - grads["dW2"] / learning_rate',
            'b2 = parameters["b2"] - grads["db2"] / learning_rate',
        ),
        "Your steps become shorter as the rate grows: the derivative was divided by it. Which operation makes longer "
        "steps of larger rates?",
    ),
    rate_times_the_whole=(
        (
            'W1 = learning_rate * (parameters["W1"] - grads["dW1"])',
            'b1 = learning_rate * (parameters["b1"] - grads["db1"])',
            'W2 = learning_rate * (parameters["W2"] - grads["dW2"])',
            'b2 = learning_rate * (parameters["b2"] - grads["db2"])',
        ),
        "In your step the rate multiplied the old values as well. What does it multiply in the formula?",
    ),
    # which parameters move
    only_weights_move=(
        ('b1 = parameters["b1"]', 'b2 = parameters["b2"]'),
        "Your W1 and W2 have moved, b1 and b2 are as they came. Which other parameters have a derivative?",
    ),
    only_first_layer_moves=(
        ('W2 = parameters["W2"]', 'b2 = parameters["b2"]'),
        "Your W1 and b1 have moved, W2 and b2 are as they came. What happens to the second layer in your step?",
    ),
    only_second_layer_moves=(
        ('W1 = parameters["W1"]', 'b1 = parameters["b1"]'),
        "Your W2 and b2 have moved, W1 and b1 are as they came. What happens to the first layer in your step?",
    ),
    nothing_moves=(
        "return parameters",
        "Your parameters come back as they came in. Where do the moved ones go?",
    ),
    # the derivatives
    biases_move_by_their_mean=(
        (
            'b1 = parameters["b1"] - learning_rate * np.mean(grads["db1"])',
            'b2 = parameters["b2"] - learning_rate * np.mean(grads["db2"])',
        ),
        "Within a layer all your biases moved by the same amount, the mean of the derivatives. How many numbers does a "
        "db hold?",
    ),
    weight_derivatives_for_biases=(
        (
            'b1 = parameters["b1"] - learning_rate * grads["dW1"]',
            'b2 = parameters["b2"] - learning_rate * grads["dW2"]',
        ),
        "Your b1 and b2 have grown into tables: dW1 and dW2 were taken from them. Which derivatives belong to the "
        "biases?",
    ),
    derivatives_looked_up_by_parameter=slip(
        'W1 = parameters["W1"] - learning_rate * grads["W1"]',
        "A dictionary was asked for 'W1' and has no such key. In which of the two dictionaries do the keys begin with "
        "a d?",
    ),
    # what is returned
    derivatives_returned=(
        'return {"W1": grads["dW1"], "b1": grads["db1"], "W2": grads["dW2"], "b2": grads["db2"]}',
        "Your entries are the derivatives themselves under the names of the parameters. What does a step do with them?",
    ),
    tuple_of_moved_parameters=TUPLE_OF_PARAMETERS,
)


@update_parameters.mistake
def another_default(parameters, grads, learning_rate=1.0):
    """With a rate your steps are right; without one they have the rate 1. Which default does the first line give?"""
    return {key: value - learning_rate * grads["d" + key] for key, value in parameters.items()}
