"""update_parameters_with_gd: one step of plain gradient descent, for a network of any number of layers."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import alike, all_of, first_array

from ._families import FIRST_LAYER_ONLY, KEYS_THAT_STOP, LAST_LAYER_STAYS, RATE_FIXED, counts_and_copies
from ._inputs import EVERY, _alike, _networks, _sizes


@exercise(
    returns=all_of(first_array("step", points=1), alike("every number alike", points=1)),
    hands_back="parameters",
    hints=(
        "The gradient points uphill. Which way does a step of descent go, and what decides how long it is?",
        "In the turn with l = 2 the weights stand in parameters under the name W2. Under which names do the two "
        "gradients of that layer stand?",
        "For every layer: take the learning rate times dW away from W, and the learning rate times db away from b. An "
        "entry of a dictionary is renewed like this:\n    shelf['tea'] = shelf['tea'] - 3 * sold['tea']",
    ),
    equivalent=counts_and_copies(),
)
def update_parameters_with_gd(parameters, gradients, learning_rate):
    """One step of gradient descent: the new parameters, a dictionary of the same keys and shapes.

    ``parameters`` W1, b1, ... and ``gradients`` dW1, db1, ... of any number of layers. Formula: each parameter
    minus learning_rate times its gradient.
    """
    new_parameters = dict(parameters)
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for letter in "Wb":
            key = letter + str(l)
            new_parameters[key] = parameters[key] - learning_rate * gradients["d" + key]
    return new_parameters


@update_parameters_with_gd.inputs
def update_parameters_with_gd_inputs(rng):
    """Networks of several layers for the step; then some in which all arrays hold the same numbers."""
    for parameters, gradients in _networks(rng):
        yield case(parameters, gradients, float(_sizes(rng, 0.05, 0.6, ())), part={"step": "step"})
    for parameters, gradients in _alike(rng):
        yield case(parameters, gradients, float(_sizes(rng, 0.05, 0.6, ())), part=EVERY)


@update_parameters_with_gd.also_correct
def gd_in_place(parameters, gradients, learning_rate):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        parameters["W" + str(l)] -= learning_rate * gradients["dW" + str(l)]
        parameters["b" + str(l)] -= learning_rate * gradients["db" + str(l)]
    return parameters


@update_parameters_with_gd.also_correct
def gd_rebinding_the_entries(parameters, gradients, learning_rate=0.01, verbose=True):
    for l in range(len(parameters) // 2):
        for letter in "Wb":
            key = letter + str(l + 1)
            parameters[key] = parameters[key] + np.multiply(-learning_rate, gradients["d" + key])
            if verbose:
                print(key, parameters[key].shape)
    return parameters


@update_parameters_with_gd.also_correct
def gd_number_by_number(parameters, gradients, learning_rate):
    moved = {}
    for key in sorted(parameters):
        new = np.zeros(parameters[key].shape)
        for index in np.ndindex(new.shape):
            new[index] = parameters[key][index] - learning_rate * gradients[f"d{key}"][index]
        moved[key] = new.tolist()
    return moved


@update_parameters_with_gd.also_correct
def gd_from_the_last_layer_down(parameters, gradients, learning_rate):
    later: dict[str, np.ndarray] = {}
    while len(later) < len(parameters):
        number = (len(parameters) - len(later)) // 2
        for letter in "bW":
            later |= {
                f"{letter}{number}": parameters[f"{letter}{number}"] + -learning_rate * gradients[f"d{letter}{number}"]
            }
    return later


@update_parameters_with_gd.also_correct
def gd_in_single_precision(parameters, gradients, learning_rate):
    rate, single = np.float32(learning_rate), np.float32
    return {key: value.astype(single) - rate * gradients["d" + key].astype(single) for key, value in parameters.items()}


update_parameters_with_gd.slips(
    gd_uphill=(
        'new_parameters[key] = parameters[key] + learning_rate * gradients["d" + key]',
        "Every parameter moved along its gradient, so the cost climbs. Which way is down?",
    ),
    gd_without_rate=(
        'new_parameters[key] = parameters[key] - gradients["d" + key]',
        "Every parameter moved by the whole gradient, whatever learning_rate says. What makes the step shorter?",
    ),
    gd_rate_fixed=RATE_FIXED,
    gd_divided_by_the_rate=(
        'new_parameters[key] = parameters[key] - gradients["d" + key] / learning_rate',
        "Your steps become longer as learning_rate becomes smaller. Is the gradient multiplied by it, or divided?",
    ),
    gd_biases_stay=(
        'for letter in "W":',
        "Your weights are right, but the biases have not moved. What does each turn of your loop do with b?",
    ),
    gd_weights_stay=(
        'for letter in "b":',
        "Your biases are right, but the weights have not moved. What does each turn of your loop do with W?",
    ),
    gd_last_layer_stays=LAST_LAYER_STAYS,
    gd_first_layer_only=FIRST_LAYER_ONLY,
    gd_first_layer_stays=(
        "for l in range(2, L + 1):",
        "All layers have moved but the first. Which number does your loop over the layers begin with?",
    ),
    gd_step_alone=(
        'new_parameters[key] = learning_rate * gradients["d" + key]',
        "Your parameters are the step itself, learning rate times gradient. What is the step taken away from?",
    ),
    gd_step_alone_downhill=(
        'new_parameters[key] = -learning_rate * gradients["d" + key]',
        "Your parameters are minus the learning rate times the gradient: the step alone. What is it taken away from?",
    ),
    gd_gradient_times_parameter=(
        'new_parameters[key] = parameters[key] - learning_rate * gradients["d" + key] * parameters[key]',
        "Your step was multiplied by the parameter itself. Which two factors does a step have?",
    ),
    gd_weights_by_db=(
        'new_parameters[key] = parameters[key] - learning_rate * gradients["db" + str(l)]',
        "Each row of your W moved by one and the same number, that of db. Which gradient has the shape of W?",
    ),
    gd_biases_by_dw=(
        'new_parameters[key] = parameters[key] - learning_rate * gradients["dW" + str(l)]',
        "Each of your b became a matrix: dW was taken away from it. Which gradient has the shape of b?",
    ),
    gd_parameters_unchanged=(
        "return parameters",
        "The parameters came back as they were. Where is the result of each step stored?",
    ),
    gd_gradients_returned=(
        "return gradients",
        "The gradients came back, with keys like dW1. Which of the two dictionaries was to be moved?",
    ),
    **KEYS_THAT_STOP,
)
