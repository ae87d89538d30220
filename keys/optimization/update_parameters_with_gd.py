"""The exercise update_parameters_with_gd of 03_optimization."""

from __future__ import annotations

import numpy as np

from autograder.exercise import case, exercise
from autograder.rules import close, layers

from ._families import (
    averages_begin_at_layer_zero,
    averages_run_past_the_last_layer,
    gradients_by_the_name_of_parameters,
    loop_begins_at_layer_zero,
    loop_runs_past_the_last_layer,
)
from ._inputs import _left_out, _networks, _sizes


@exercise(
    returns=layers({"W": close("parameters", points=2), "b": close("parameters")}),
    hints=(
        "The gradient points uphill. Which way does a step of descent go, and what decides how long it is?",
        "A dictionary with W1, b1, W2, b2 describes how many layers? Take the layers one after the other, from 1 on.",
        "For every layer: take the learning rate times dW away from W, and the learning rate times db away from b.",
    ),
)
def update_parameters_with_gd(parameters, gradients, learning_rate):
    """One step of gradient descent: the new parameters, a dictionary of the same keys and shapes.

    ``parameters`` W1, b1, ... and ``gradients`` dW1, db1, ... of any number of layers. Formula: each parameter
    minus learning_rate times its gradient.
    """
    return {key: value - learning_rate * gradients["d" + key] for key, value in parameters.items()}


@update_parameters_with_gd.inputs
def update_parameters_with_gd_inputs(rng):
    for parameters, gradients in _networks(rng):
        yield case(parameters, gradients, float(_sizes(rng, 0.05, 0.6, ())))


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


@update_parameters_with_gd.mistake
def gd_uphill(parameters, gradients, learning_rate):
    """Every parameter moved along its gradient, so the cost climbs. Which way is down?"""
    return update_parameters_with_gd(parameters, gradients, -learning_rate)


@update_parameters_with_gd.mistake
def gd_without_rate(parameters, gradients, learning_rate):
    """Every parameter moved by the whole gradient, whatever learning_rate says. What makes the step shorter?"""
    return update_parameters_with_gd(parameters, gradients, 1)


@update_parameters_with_gd.mistake
def gd_rate_fixed(parameters, gradients, learning_rate):
    """Your steps are those of the learning rate 0.01, whatever the argument says. Where is learning_rate used?"""
    return update_parameters_with_gd(parameters, gradients, 0.01)


@update_parameters_with_gd.mistake
def gd_divided_by_the_rate(parameters, gradients, learning_rate):
    """Your steps become longer as learning_rate becomes smaller. Is the gradient multiplied by it, or divided?"""
    return update_parameters_with_gd(parameters, gradients, 1 / learning_rate)


@update_parameters_with_gd.mistake
def gd_biases_stay(parameters, gradients, learning_rate):
    """Your weights are right, but the biases have not moved. Which second line belongs to every layer?"""
    return _left_out(update_parameters_with_gd, (parameters, gradients, learning_rate), lambda key, L: key[0] == "b")


@update_parameters_with_gd.mistake
def gd_weights_stay(parameters, gradients, learning_rate):
    """Your biases are right, but the weights have not moved. Which second line belongs to every layer?"""
    return _left_out(update_parameters_with_gd, (parameters, gradients, learning_rate), lambda key, L: key[0] == "W")


@update_parameters_with_gd.mistake
def gd_last_layer_stays(parameters, gradients, learning_rate):
    """All layers have moved but the last. Which is the last number that range gives to your loop?"""
    return _left_out(
        update_parameters_with_gd, (parameters, gradients, learning_rate), lambda key, L: key[1:] == str(L)
    )


@update_parameters_with_gd.mistake
def gd_first_layer_only(parameters, gradients, learning_rate):
    """Only the first layer has moved. Does a return stand inside the loop, or a 1 in the place of the layer?"""
    return _left_out(update_parameters_with_gd, (parameters, gradients, learning_rate), lambda key, L: key[1:] != "1")


@update_parameters_with_gd.mistake
def gd_first_layer_stays(parameters, gradients, learning_rate):
    """All layers have moved but the first. Which number does your loop over the layers begin with?"""
    return _left_out(update_parameters_with_gd, (parameters, gradients, learning_rate), lambda key, L: key[1:] == "1")


@update_parameters_with_gd.mistake
def gd_step_alone(parameters, gradients, learning_rate):
    """Your parameters are the step itself, learning rate times gradient. From where is the step taken?"""
    return {key: learning_rate * gradients["d" + key] for key in parameters}


@update_parameters_with_gd.mistake
def gd_step_alone_downhill(parameters, gradients, learning_rate):
    """Your parameters are minus the learning rate times the gradient: the step alone. From where is it taken?"""
    return {key: -learning_rate * gradients["d" + key] for key in parameters}


@update_parameters_with_gd.mistake
def gd_gradient_times_parameter(parameters, gradients, learning_rate):
    """Your step was multiplied by the parameter itself. Which two factors does a step have?"""
    return {key: value - learning_rate * gradients["d" + key] * value for key, value in parameters.items()}


@update_parameters_with_gd.mistake
def gd_weights_by_db(parameters, gradients, learning_rate):
    """Each row of your W moved by one and the same number, that of db. Which gradient has the shape of W?"""
    moved = update_parameters_with_gd(parameters, gradients, learning_rate)
    return moved | {
        key: moved[key] - learning_rate * (gradients["db" + key[1:]] - gradients["d" + key])
        for key in parameters
        if key[0] == "W"
    }


@update_parameters_with_gd.mistake
def gd_biases_by_dw(parameters, gradients, learning_rate):
    """Each of your b became a matrix: dW was taken away from it. Which gradient has the shape of b?"""
    moved = update_parameters_with_gd(parameters, gradients, learning_rate)
    return moved | {
        key: parameters[key] - learning_rate * gradients["dW" + key[1:]] for key in parameters if key[0] == "b"
    }


@update_parameters_with_gd.mistake
def gd_parameters_unchanged(parameters, gradients, learning_rate):
    """The parameters came back as they were. Where is the result of each step stored?"""
    return parameters


@update_parameters_with_gd.mistake
def gd_gradients_returned(parameters, gradients, learning_rate):
    """The gradients came back, with keys like dW1. Which of the two dictionaries was to be moved?"""
    return gradients


update_parameters_with_gd.mistake(gradients_by_the_name_of_parameters)


update_parameters_with_gd.mistake(loop_begins_at_layer_zero)


update_parameters_with_gd.mistake(averages_begin_at_layer_zero)


update_parameters_with_gd.mistake(loop_runs_past_the_last_layer)


update_parameters_with_gd.mistake(averages_run_past_the_last_layer)
