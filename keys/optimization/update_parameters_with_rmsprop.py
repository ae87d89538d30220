"""The exercise update_parameters_with_rmsprop of 03_optimization."""

from __future__ import annotations

import math
from types import SimpleNamespace

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
from ._inputs import _for_each, _left_out, _networks, _sizes


@exercise(
    returns=(
        layers({"W": close("parameters", points=2), "b": close("parameters")}),
        layers({"dW": close("s", points=1), "db": close("s")}),
    ),
    order=("s", "parameters"),
    hints=(
        "A direction that shakes has large gradients of both signs. What becomes of the signs when they are squared?",
        "s averages the squares. The step still follows the gradient; only its length depends on s. How is a square "
        "undone?",
        "Divide the gradient, number by number, by the root of the new s plus epsilon; scale with the learning rate.",
    ),
)
def update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    """One step of RMSProp: ``(parameters, s)``, dictionaries of the same keys and shapes as those given.

    Formula: s = beta s + (1 - beta) gradient², number by number; each parameter minus learning_rate times
    gradient / (sqrt(s) + epsilon) (Tieleman and Hinton 2012).
    """
    new_parameters, new_s = {}, {}
    for key, value in parameters.items():
        gradient = gradients["d" + key]
        new_s["d" + key] = beta * s["d" + key] + (1 - beta) * gradient**2
        new_parameters[key] = value - learning_rate * gradient / (np.sqrt(new_s["d" + key]) + epsilon)
    return new_parameters, new_s


@update_parameters_with_rmsprop.inputs
def update_parameters_with_rmsprop_inputs(rng):
    """s is not 0, epsilon is large enough to be seen."""
    for (parameters, gradients), beta in zip(_networks(rng), rng.permutation([0.6, 0.7, 0.85]), strict=True):
        s = _for_each(parameters, lambda shape: _sizes(rng, 0.1, 2.5, shape))
        rate, epsilon = float(_sizes(rng, 0.05, 0.6, ())), float(_sizes(rng, 0.01, 0.03, (), places=3))
        yield case(parameters, gradients, s, float(beta), rate, epsilon)


@update_parameters_with_rmsprop.variant
def rmsprop_epsilon_inside(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    """Your epsilon stands inside the root; that is right, too."""
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for letter in "Wb":
            key, dkey = letter + str(l), "d" + letter + str(l)
            s[dkey] = beta * s[dkey] + (1 - beta) * np.square(gradients[dkey])
            parameters[key] = parameters[key] - learning_rate * gradients[dkey] / np.sqrt(s[dkey] + epsilon)
    return parameters, s


@update_parameters_with_rmsprop.also_correct
def rmsprop_in_place(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    for l in range(len(parameters) // 2):
        dW, db = "dW" + str(l + 1), "db" + str(l + 1)
        s[dW] = beta * s[dW] + (1 - beta) * np.power(gradients[dW], 2)
        s[db] = beta * s[db] + (1 - beta) * np.power(gradients[db], 2)
        parameters["W" + str(l + 1)] -= learning_rate * (gradients[dW] / (s[dW] ** 0.5 + epsilon))
        parameters["b" + str(l + 1)] -= learning_rate * (gradients[db] / (s[db] ** 0.5 + epsilon))
    return parameters, s


@update_parameters_with_rmsprop.also_correct
def rmsprop_by_differences(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    s = {key: old + (1 - beta) * (gradients[key] * gradients[key] - old) for key, old in s.items()}
    rates = {key: learning_rate / np.add(epsilon, np.sqrt(average)) for key, average in s.items()}
    return [{key: value - rates["d" + key] * gradients["d" + key] for key, value in parameters.items()}, s]


@update_parameters_with_rmsprop.also_correct
def rmsprop_number_by_number(parameters, gradients, s, beta, learning_rate, epsilon=1e-8, verbose=True):
    for key, value in parameters.items():
        for index in np.ndindex(value.shape):
            g = float(gradients["d" + key][index])
            s["d" + key][index] = beta * s["d" + key][index] + (1 - beta) * g * g
            value[index] -= learning_rate * g / (math.sqrt(s["d" + key][index]) + epsilon)
        if verbose:
            print(key, value)
    return parameters, s


def _rmsprop(parameters, gradients, s, beta, learning_rate, epsilon, average=None, step=None):
    """RMSProp with another average or another step, each a function of ``o``, the numbers of one array."""
    moved, averages = {}, {}
    for key, value in parameters.items():
        o = SimpleNamespace(p=value, g=gradients["d" + key], s=s["d" + key], beta=beta, rate=learning_rate, eps=epsilon)
        o.new = beta * o.s + (1 - beta) * o.g**2
        o.new = average(o) if average else o.new
        moved[key] = value - (step(o) if step else learning_rate * o.g / (np.sqrt(o.new) + epsilon))
        averages["d" + key] = o.new
    return moved, averages


# update_parameters_with_rmsprop: the step


@update_parameters_with_rmsprop.mistake
def rmsprop_root_of_old_s(*args):
    """Your step divides by the root of the s from before. Which of the two lines comes first?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g / (np.sqrt(o.s) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_root_forgotten(*args):
    """Your step divides by s itself, which has squared units. What undoes a square?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g / (o.new + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_multiplied(*args):
    """Your step is multiplied by the root of s, so it is longest where the gradient shakes most.
    Multiply or divide?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g * (np.sqrt(o.new) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_step_with_s(*args):
    """Your s stands above the line, too, where it has no sign. Which way does the step go?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.new / (np.sqrt(o.new) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_step_with_squares(*args):
    """Your step holds the squared gradient, which is never negative. Which way does the step go?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g**2 / (np.sqrt(o.new) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_gradient_over_itself(*args):
    """Your step divides by the size of the gradient itself, so all steps are equally long. Whose
    root stands below the line?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g / (np.sqrt(o.g**2) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_plain_step(*args):
    """Your parameters moved by the plain gradient. What was s computed for?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g)


@update_parameters_with_rmsprop.mistake
def rmsprop_step_uphill(*args):
    """Your parameters moved along the gradient, so the cost climbs. Which way is down?"""
    return _rmsprop(*args, step=lambda o: -o.rate * o.g / (np.sqrt(o.new) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_step_without_rate(*args):
    """Your steps have the same length whatever learning_rate says. Where does it go?"""
    return _rmsprop(*args, step=lambda o: o.g / (np.sqrt(o.new) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_epsilon_ignored(*args):
    """Your step is what it would be with an epsilon of (nearly) 0, whatever the argument says. Where does it stand in
    the formula?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g / np.sqrt(o.new))


@update_parameters_with_rmsprop.mistake
def rmsprop_epsilon_behind_the_fraction(*args):
    """Your epsilon was added to the whole fraction. Python divides before it adds: where do brackets help?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g / np.sqrt(o.new) + o.eps)


@update_parameters_with_rmsprop.mistake
def rmsprop_epsilon_behind_the_fraction_then_scaled(*args):
    """Your epsilon was added to gradient / root. Python divides before it adds: where do brackets help?"""
    return _rmsprop(*args, step=lambda o: o.rate * (o.g / np.sqrt(o.new) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_epsilon_subtracted(*args):
    """Your epsilon makes the number below the line smaller, so it could become 0. Which sign keeps it off 0?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g / (np.sqrt(o.new) - o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_parameters_stay(*args):
    """The parameters have not moved at all. Where is the result of the step stored?"""
    return _rmsprop(*args, step=lambda o: 0)


# update_parameters_with_rmsprop: the average


@update_parameters_with_rmsprop.mistake
def rmsprop_not_squared(*args):
    """Your s averages the gradients as they are. The S in RMS means square: which number is averaged?"""
    return _rmsprop(*args, average=lambda o: o.beta * o.s + (1 - o.beta) * o.g)


@update_parameters_with_rmsprop.mistake
def rmsprop_sizes_averaged(*args):
    """Your s averages the sizes |gradient|. The S in RMS means square: which number is averaged?"""
    return _rmsprop(*args, average=lambda o: o.beta * o.s + (1 - o.beta) * np.abs(o.g))


@update_parameters_with_rmsprop.mistake
def rmsprop_share_squared_as_well(*args):
    """In your s the factor 1 - beta was squared together with the gradient. How far does the small 2 reach?"""
    return _rmsprop(*args, average=lambda o: o.beta * o.s + ((1 - o.beta) * o.g) ** 2)


@update_parameters_with_rmsprop.mistake
def rmsprop_weights_exchanged(*args):
    """beta and 1 - beta have changed places in your s. With beta = 0.9, which is to weigh more, past or present?"""
    return _rmsprop(*args, average=lambda o: (1 - o.beta) * o.s + o.beta * o.g**2)


@update_parameters_with_rmsprop.mistake
def rmsprop_square_added_whole(*args):
    """Your s takes the whole square of the gradient. With which weight does it enter an average?"""
    return _rmsprop(*args, average=lambda o: o.beta * o.s + o.g**2)


@update_parameters_with_rmsprop.mistake
def rmsprop_past_kept_whole(*args):
    """Your s keeps the whole old s, so it only ever grows. By what does the past fade?"""
    return _rmsprop(*args, average=lambda o: o.s + (1 - o.beta) * o.g**2)


@update_parameters_with_rmsprop.mistake
def rmsprop_is_adagrad(*args):
    """Your s adds up all squares and never forgets, which is AdaGrad. What does beta do in the formula?"""
    return _rmsprop(*args, average=lambda o: o.s + o.g**2)


@update_parameters_with_rmsprop.mistake
def rmsprop_past_forgotten(*args):
    """Your s holds nothing of the old s. What does beta multiply?"""
    return _rmsprop(*args, average=lambda o: (1 - o.beta) * o.g**2)


@update_parameters_with_rmsprop.mistake
def rmsprop_s_squared(*args):
    """Your s squares the old average once more; its numbers are squares already. Which of the two is squared?"""
    return _rmsprop(*args, average=lambda o: o.beta * o.s**2 + (1 - o.beta) * o.g**2)


@update_parameters_with_rmsprop.mistake
def rmsprop_beta_fixed(parameters, gradients, s, beta, learning_rate, epsilon):
    """Your s uses 0.9 whatever beta says. Where is the argument used?"""
    return _rmsprop(parameters, gradients, s, 0.9, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def rmsprop_beta_fixed_at_0999(parameters, gradients, s, beta, learning_rate, epsilon):
    """Your s uses 0.999 whatever beta says. Where is the argument used?"""
    return _rmsprop(parameters, gradients, s, 0.999, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def rmsprop_rate_and_beta_exchanged(parameters, gradients, s, beta, learning_rate, epsilon):
    """beta and learning_rate have changed places in all of it. Which of them weighs, and which scales the step?"""
    return _rmsprop(parameters, gradients, s, learning_rate, beta, epsilon)


@update_parameters_with_rmsprop.mistake
def rmsprop_s_not_stored(parameters, gradients, s, beta, learning_rate, epsilon):
    """Your s came back as it was, so the next step has forgotten this one. Where is the new s kept?"""
    return _rmsprop(parameters, gradients, s, beta, learning_rate, epsilon)[0], s


@update_parameters_with_rmsprop.mistake
def rmsprop_root_stored(*args):
    """Your s holds the roots already, so the next step would average roots. Which of the two is kept?"""
    parameters, s = _rmsprop(*args)
    return parameters, {key: np.sqrt(value) for key, value in s.items()}


# update_parameters_with_rmsprop: layers, what is returned


@update_parameters_with_rmsprop.mistake
def rmsprop_biases_stay(*args):
    """Your weights are right, but b and db are as they were. Which lines belong to every layer as well?"""
    return _left_out(update_parameters_with_rmsprop, args, lambda key, L: key[0] == "b")


@update_parameters_with_rmsprop.mistake
def rmsprop_last_layer_stays(*args):
    """All layers have moved but the last. Which is the last number that range gives to your loop?"""
    return _left_out(update_parameters_with_rmsprop, args, lambda key, L: key[1:] == str(L))


@update_parameters_with_rmsprop.mistake
def rmsprop_first_layer_only(*args):
    """Only the first layer has moved. Does a return stand inside the loop, or a 1 in the place of the layer?"""
    return _left_out(update_parameters_with_rmsprop, args, lambda key, L: key[1:] != "1")


@update_parameters_with_rmsprop.mistake
def rmsprop_b_by_the_s_of_w(parameters, gradients, s, beta, learning_rate, epsilon):
    """Your b became a matrix: it was divided by the root of the s of W. Whose s belongs to b?"""
    moved, new = _rmsprop(parameters, gradients, s, beta, learning_rate, epsilon)
    for key in [key for key in parameters if key[0] == "b"]:
        root = np.sqrt(new["dW" + key[1:]]) + epsilon
        moved[key] = parameters[key] - learning_rate * gradients["d" + key] / root
    return moved, new


@update_parameters_with_rmsprop.mistake
def rmsprop_db_averages_dw(parameters, gradients, s, beta, learning_rate, epsilon):
    """Your db and b became matrices: the gradient of W went into the average of b. Which gradient has the shape of
    b?"""
    moved, new = _rmsprop(parameters, gradients, s, beta, learning_rate, epsilon)
    for key in [key for key in parameters if key[0] == "b"]:
        new["d" + key] = beta * s["d" + key] + (1 - beta) * gradients["dW" + key[1:]] ** 2
        moved[key] = parameters[key] - learning_rate * gradients["d" + key] / (np.sqrt(new["d" + key]) + epsilon)
    return moved, new


@update_parameters_with_rmsprop.mistake
def rmsprop_only_parameters(*args):
    """The right parameters came back alone. The next step needs s as well: how are both returned?"""
    return update_parameters_with_rmsprop(*args)[0]


@update_parameters_with_rmsprop.mistake
def rmsprop_s_first(*args):
    """s came back first and the parameters second. In which order does the text name them?"""
    return update_parameters_with_rmsprop(*args)[::-1]


update_parameters_with_rmsprop.mistake(gradients_by_the_name_of_parameters)


update_parameters_with_rmsprop.mistake(loop_begins_at_layer_zero)


update_parameters_with_rmsprop.mistake(averages_begin_at_layer_zero)


update_parameters_with_rmsprop.mistake(loop_runs_past_the_last_layer)


update_parameters_with_rmsprop.mistake(averages_run_past_the_last_layer)
