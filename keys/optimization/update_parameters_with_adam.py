"""The exercise update_parameters_with_adam of 03_optimization."""

from __future__ import annotations

import math
from types import SimpleNamespace

import numpy as np

from autograder.exercise import case, exercise
from autograder.inputs import signed
from autograder.rules import close, layers, values

from ._families import (
    averages_begin_at_layer_zero,
    averages_run_past_the_last_layer,
    gradients_by_the_name_of_parameters,
    loop_begins_at_layer_zero,
    loop_runs_past_the_last_layer,
)
from ._inputs import _for_each, _left_out, _networks, _sizes


@exercise(
    returns=values(
        layers({"W": close("parameters", points=3), "b": close("parameters")}),
        layers({"dW": close("v", points=1), "db": close("v")}),
        layers({"dW": close("s", points=1), "db": close("s")}),
        extra=2,
    ),
    order=("v", "s", "parameters"),
    hints=(
        "Which line of this do you know from momentum, and which from RMSProp? Only the correction is new.",
        "Two averages of zeros start too small; after t steps by a factor of 1 minus a power. Correct into new "
        "variables, so that v and s stay as they are.",
        "The step is the learning rate times corrected v over (root of corrected s plus epsilon); beta1 goes with v, "
        "beta2 with s, and both are raised to the power t.",
    ),
)
def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """One step of Adam: ``(parameters, v, s)``, dictionaries of the same keys and shapes as those given.

    ``t`` counts the steps from 1. Formula: Kingma and Ba 2015, algorithm 1; averages of the gradient and of its
    square, each divided by 1 - beta^t, epsilon outside of the root.
    """
    new_parameters, new_v, new_s = {}, {}, {}
    for key, value in parameters.items():
        gradient = gradients["d" + key]
        new_v["d" + key] = beta1 * v["d" + key] + (1 - beta1) * gradient
        new_s["d" + key] = beta2 * s["d" + key] + (1 - beta2) * gradient**2
        v_corrected = new_v["d" + key] / (1 - beta1**t)
        s_corrected = new_s["d" + key] / (1 - beta2**t)
        new_parameters[key] = value - learning_rate * v_corrected / (np.sqrt(s_corrected) + epsilon)
    return new_parameters, new_v, new_s


@update_parameters_with_adam.inputs
def update_parameters_with_adam_inputs(rng):
    """v and s are not 0, t is 2, 3 and 7, epsilon is large enough to be seen, no setting is a default."""
    betas = zip(rng.permutation([0.65, 0.75, 0.85]), rng.permutation([0.8, 0.88, 0.95]), strict=True)
    for (parameters, gradients), (beta1, beta2), t in zip(_networks(rng), betas, (2, 3, 7), strict=True):
        v = _for_each(parameters, lambda shape: signed(rng, 0.2, 1.2, shape, places=2))
        s = _for_each(parameters, lambda shape: _sizes(rng, 0.1, 1.6, shape))
        rate, epsilon = float(_sizes(rng, 0.05, 0.4, ())), float(_sizes(rng, 0.01, 0.03, (), places=3))
        yield case(parameters, gradients, v, s, t, rate, float(beta1), float(beta2), epsilon)


@update_parameters_with_adam.variant
def adam_epsilon_inside(parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Your epsilon stands inside the root; that is right, too (the paper has it outside)."""
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for letter in "Wb":
            key, dkey = letter + str(l), "d" + letter + str(l)
            v[dkey] = beta1 * v[dkey] + (1 - beta1) * gradients[dkey]
            s[dkey] = beta2 * s[dkey] + (1 - beta2) * np.square(gradients[dkey])
            v_corrected, s_corrected = v[dkey] / (1 - beta1**t), s[dkey] / (1 - beta2**t)
            parameters[key] = parameters[key] - learning_rate * v_corrected / np.sqrt(s_corrected + epsilon)
    return parameters, v, s


@update_parameters_with_adam.also_correct
def adam_with_five_values(parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    L = len(parameters) // 2
    v_corrected = {}
    s_corrected = {}
    for l in range(L):
        dW, db = "dW" + str(l + 1), "db" + str(l + 1)
        v[dW] = beta1 * v[dW] + (1 - beta1) * gradients[dW]
        v[db] = beta1 * v[db] + (1 - beta1) * gradients[db]
        v_corrected[dW] = v[dW] / (1 - np.power(beta1, t))
        v_corrected[db] = v[db] / (1 - np.power(beta1, t))
        s[dW] = beta2 * s[dW] + (1 - beta2) * np.power(gradients[dW], 2)
        s[db] = beta2 * s[db] + (1 - beta2) * np.power(gradients[db], 2)
        s_corrected[dW] = s[dW] / (1 - np.power(beta2, t))
        s_corrected[db] = s[db] / (1 - np.power(beta2, t))
        parameters["W" + str(l + 1)] -= learning_rate * (v_corrected[dW] / (np.sqrt(s_corrected[dW]) + epsilon))
        parameters["b" + str(l + 1)] -= learning_rate * (v_corrected[db] / (np.sqrt(s_corrected[db]) + epsilon))
    return parameters, v, s, v_corrected, s_corrected


@update_parameters_with_adam.also_correct
def adam_with_one_corrected_rate(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    rate = learning_rate * math.sqrt(1 - beta2**t) / (1 - beta1**t)
    moved = {}
    for key in parameters:
        v["d" + key] += (1 - beta1) * (gradients["d" + key] - v["d" + key])
        s["d" + key] += (1 - beta2) * (gradients["d" + key] * gradients["d" + key] - s["d" + key])
        moved[key] = parameters[key] - rate * v["d" + key] / (np.sqrt(s["d" + key]) + epsilon * math.sqrt(1 - beta2**t))
    return [moved, v, s]


@update_parameters_with_adam.also_correct
def adam_number_by_number(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8, verbose=True
):
    for key, value in parameters.items():
        for index in np.ndindex(value.shape):
            g = gradients["d" + key][index]
            v["d" + key][index] = beta1 * v["d" + key][index] + (1 - beta1) * g
            s["d" + key][index] = beta2 * s["d" + key][index] + (1 - beta2) * g * g
            mean, square = v["d" + key][index] / (1 - beta1**t), s["d" + key][index] / (1 - beta2**t)
            value[index] -= learning_rate * mean / (math.sqrt(square) + epsilon)
        if verbose:
            print(key, value)
    return parameters, v, s


def _adam(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon, **changed):
    """Adam in which some lines are other ones, each a function of ``o``, the numbers of one array."""
    usual = {
        "new_v": lambda o: o.beta1 * o.v + (1 - o.beta1) * o.g,
        "new_s": lambda o: o.beta2 * o.s + (1 - o.beta2) * o.g**2,
        "v_corrected": lambda o: o.new_v / (1 - o.beta1**o.t),
        "s_corrected": lambda o: o.new_s / (1 - o.beta2**o.t),
        "step": lambda o: o.rate * o.v_corrected / (np.sqrt(o.s_corrected) + o.eps),
        "kept_v": lambda o: o.new_v,
        "kept_s": lambda o: o.new_s,
    }
    moved, all_v, all_s = {}, {}, {}
    for key, value in parameters.items():
        o = SimpleNamespace(p=value, g=gradients["d" + key], v=v["d" + key], s=s["d" + key], t=t, rate=learning_rate)
        o.beta1, o.beta2, o.eps = beta1, beta2, epsilon
        for name, line in (usual | changed).items():
            setattr(o, name, line(o))
        moved[key], all_v["d" + key], all_s["d" + key] = value - o.step, o.kept_v, o.kept_s
    return moved, all_v, all_s


def _inside(o):
    """The step with epsilon inside the root, which is right as well."""
    return o.rate * o.v_corrected / np.sqrt(o.s_corrected + o.eps)


# update_parameters_with_adam: the correction


@update_parameters_with_adam.mistake
def adam_root_of_uncorrected_s(*args):
    """Your step takes the root of s as it is. Which s was corrected, and where is it used?"""
    return _adam(*args, step=lambda o: o.rate * o.v_corrected / (np.sqrt(o.new_s) + o.eps))


@update_parameters_with_adam.mistake
def adam_root_of_uncorrected_s_and_epsilon(*args):
    """Your step takes the root of s (and epsilon) as it is. Which s was corrected, and where
    is it used?"""
    return _adam(*args, s_corrected=lambda o: o.new_s, step=_inside)


@update_parameters_with_adam.mistake
def adam_uncorrected_v_in_the_step(*args):
    """Your step takes v as it is. Which v was corrected, and where is it used?"""
    return _adam(*args, v_corrected=lambda o: o.new_v)


@update_parameters_with_adam.mistake
def adam_uncorrected_v_in_the_step_epsilon_inside(*args):
    """Your step takes v as it is. Which of the two forms of v was made for the step?"""
    return _adam(*args, v_corrected=lambda o: o.new_v, step=_inside)


@update_parameters_with_adam.mistake
def adam_nothing_corrected(*args):
    """Your step takes both as they are. Averages that start at 0 are too small at first: what
    makes up for it?"""
    return _adam(*args, v_corrected=lambda o: o.new_v, s_corrected=lambda o: o.new_s)


@update_parameters_with_adam.mistake
def adam_nothing_corrected_epsilon_inside(*args):
    """Your step takes both uncorrected. What makes up for averages that start at 0?"""
    return _adam(*args, v_corrected=lambda o: o.new_v, s_corrected=lambda o: o.new_s, step=_inside)


@update_parameters_with_adam.mistake
def adam_corrected_without_power(*args):
    """Your corrections divide by 1 - beta1 and 1 - beta2, the same in every step. What does t do in them?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta1),
        s_corrected=lambda o: o.new_s / (1 - o.beta2),
    )


@update_parameters_with_adam.mistake
def adam_corrected_without_power_epsilon_inside(*args):
    """Your corrections divide by 1 - beta1 and 1 - beta2, whatever t is. How do they fade as t grows?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta1),
        s_corrected=lambda o: o.new_s / (1 - o.beta2),
        step=_inside,
    )


@update_parameters_with_adam.mistake
def adam_v_corrected_without_power(*args):
    """Your correction of v divides by 1 - beta1, the same in every step. What does t do in it?"""
    return _adam(*args, v_corrected=lambda o: o.new_v / (1 - o.beta1))


@update_parameters_with_adam.mistake
def adam_s_corrected_without_power(*args):
    """Your correction of s divides by 1 - beta2, the same in every step. What does t do in it?"""
    return _adam(*args, s_corrected=lambda o: o.new_s / (1 - o.beta2))


@update_parameters_with_adam.mistake
def adam_power_of_the_difference(*args):
    """Your corrections raise all of 1 - beta to the power t. Which number alone carries the t?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta1) ** o.t,
        s_corrected=lambda o: o.new_s / (1 - o.beta2) ** o.t,
    )


@update_parameters_with_adam.mistake
def adam_power_as_product(*args):
    """Your corrections divide by 1 minus beta times t. What does the small t above the beta mean?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta1 * o.t),
        s_corrected=lambda o: o.new_s / (1 - o.beta2 * o.t),
    )


@update_parameters_with_adam.mistake(mentions="for ^")
def adam_caret_for_power(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon):
    """The sign ^ stopped with a TypeError: in Python it does not mean a power. Which sign does?"""
    return _adam(
        parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon, v_corrected=lambda o: o.beta1 ^ t
    )


@update_parameters_with_adam.mistake
def adam_one_step_behind(*args):
    """Your corrections use t - 1. t counts from 1 already: does it need a change here?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta1 ** (o.t - 1)),
        s_corrected=lambda o: o.new_s / (1 - o.beta2 ** (o.t - 1)),
    )


@update_parameters_with_adam.mistake
def adam_one_step_ahead(*args):
    """Your corrections use t + 1. t counts from 1 already: does it need a change here?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta1 ** (o.t + 1)),
        s_corrected=lambda o: o.new_s / (1 - o.beta2 ** (o.t + 1)),
    )


@update_parameters_with_adam.mistake
def adam_corrections_multiplied(*args):
    """Your corrections make v and s smaller still. They are too small already: multiply or divide?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v * (1 - o.beta1**o.t),
        s_corrected=lambda o: o.new_s * (1 - o.beta2**o.t),
    )


@update_parameters_with_adam.mistake
def adam_s_corrected_with_beta1(*args):
    """Your s is corrected with beta1. Which beta does s fade with?"""
    return _adam(*args, s_corrected=lambda o: o.new_s / (1 - o.beta1**o.t))


@update_parameters_with_adam.mistake
def adam_v_corrected_with_beta2(*args):
    """Your v is corrected with beta2. Which beta does v fade with?"""
    return _adam(*args, v_corrected=lambda o: o.new_v / (1 - o.beta2**o.t))


@update_parameters_with_adam.mistake
def adam_corrections_exchanged(*args):
    """v is corrected with beta2 and s with beta1. Which beta does each of them fade with?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta2**o.t),
        s_corrected=lambda o: o.new_s / (1 - o.beta1**o.t),
    )


@update_parameters_with_adam.mistake
def adam_s_corrected_from_v(*args):
    """Your corrected s was made from v. Which average goes under the root?"""
    return _adam(*args, s_corrected=lambda o: o.new_v / (1 - o.beta2**o.t))


@update_parameters_with_adam.mistake
def adam_corrected_ones_kept(*args):
    """v and s came back corrected, so the next step corrects them again. Which of the two forms is kept?"""
    return _adam(*args, kept_v=lambda o: o.v_corrected, kept_s=lambda o: o.s_corrected)


@update_parameters_with_adam.mistake
def adam_bias_by_the_s_of_the_weights(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon):
    """Your b became a matrix: the corrected s of db was made from s of dW. Which entry of s
    belongs to b?"""
    moved, all_v, all_s = update_parameters_with_adam(
        parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon
    )
    for key in [key for key in parameters if key[0] == "b"]:
        root = np.sqrt(all_s["dW" + key[1:]] / (1 - beta2**t)) + epsilon
        moved[key] = parameters[key] - learning_rate * all_v["d" + key] / (1 - beta1**t) / root
    return moved, all_v, all_s


@update_parameters_with_adam.mistake
def adam_bias_by_the_v_of_the_weights(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon):
    """Your b became a matrix: the corrected v of db was made from v of dW. Which entry of v
    belongs to b?"""
    moved, all_v, all_s = update_parameters_with_adam(
        parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon
    )
    for key in [key for key in parameters if key[0] == "b"]:
        root = np.sqrt(all_s["d" + key] / (1 - beta2**t)) + epsilon
        moved[key] = parameters[key] - learning_rate * all_v["dW" + key[1:]] / (1 - beta1**t) / root
    return moved, all_v, all_s


# update_parameters_with_adam: the averages


@update_parameters_with_adam.mistake
def adam_s_decayed_with_beta1(*args):
    """Your s fades with beta1, the one of v. Which beta belongs to the average of the squares?"""
    return _adam(*args, new_s=lambda o: o.beta1 * o.s + (1 - o.beta1) * o.g**2)


@update_parameters_with_adam.mistake
def adam_old_s_decayed_with_beta1(*args):
    """In your s the old average is multiplied by beta1 and the square by 1 - beta2. Do the two shares add up to 1?"""
    return _adam(*args, new_s=lambda o: o.beta1 * o.s + (1 - o.beta2) * o.g**2)


@update_parameters_with_adam.mistake
def adam_square_weighed_with_beta1(*args):
    """In your s the old average is multiplied by beta2 and the square by 1 - beta1. Do the two shares add up to 1?"""
    return _adam(*args, new_s=lambda o: o.beta2 * o.s + (1 - o.beta1) * o.g**2)


@update_parameters_with_adam.mistake
def adam_s_with_beta1_throughout(*args):
    """Your s fades with beta1 and is corrected with beta1. Which beta belongs to the average of the squares?"""
    return _adam(
        *args,
        new_s=lambda o: o.beta1 * o.s + (1 - o.beta1) * o.g**2,
        s_corrected=lambda o: o.new_s / (1 - o.beta1**o.t),
    )


@update_parameters_with_adam.mistake
def adam_v_decayed_with_beta2(*args):
    """Your v fades with beta2, the one of s. Which beta belongs to the average of the gradients?"""
    return _adam(*args, new_v=lambda o: o.beta2 * o.v + (1 - o.beta2) * o.g)


@update_parameters_with_adam.mistake
def adam_betas_exchanged(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon):
    """beta1 and beta2 have changed places in all of it. Which one belongs to v?"""
    return _adam(parameters, gradients, v, s, t, learning_rate, beta2, beta1, epsilon)


@update_parameters_with_adam.mistake
def adam_s_not_decayed(*args):
    """Your s keeps the whole old s, so it only ever grows. By what does the past fade?"""
    return _adam(*args, new_s=lambda o: o.s + (1 - o.beta2) * o.g**2)


@update_parameters_with_adam.mistake
def adam_past_of_s_forgotten(*args):
    """Your s holds nothing of the old s. What does beta2 multiply?"""
    return _adam(*args, new_s=lambda o: (1 - o.beta2) * o.g**2)


@update_parameters_with_adam.mistake
def adam_past_of_v_forgotten(*args):
    """Your v holds nothing of the old v. What does beta1 multiply?"""
    return _adam(*args, new_v=lambda o: (1 - o.beta1) * o.g)


@update_parameters_with_adam.mistake
def adam_not_squared(*args):
    """Your s averages the gradients as they are. Which power of them does s average?"""
    return _adam(*args, new_s=lambda o: o.beta2 * o.s + (1 - o.beta2) * o.g)


@update_parameters_with_adam.mistake
def adam_share_squared_as_well(*args):
    """In your s the factor 1 - beta2 was squared together with the gradient. How far does the small 2 reach?"""
    return _adam(*args, new_s=lambda o: o.beta2 * o.s + ((1 - o.beta2) * o.g) ** 2)


@update_parameters_with_adam.mistake
def adam_squares_of_v(*args):
    """Your s averages the squares of v. What is squared in the formula, v or the gradient?"""
    return _adam(*args, new_s=lambda o: o.beta2 * o.s + (1 - o.beta2) * o.new_v**2)


@update_parameters_with_adam.mistake
def adam_gradient_added_whole(*args):
    """Your v takes the whole gradient. With which weight does it enter an average?"""
    return _adam(*args, new_v=lambda o: o.beta1 * o.v + o.g)


@update_parameters_with_adam.mistake
def adam_weights_exchanged(*args):
    """beta and 1 - beta have changed places in your v and s. With 0.9, which is to weigh more, past or present?"""
    return _adam(
        *args,
        new_v=lambda o: (1 - o.beta1) * o.v + o.beta1 * o.g,
        new_s=lambda o: (1 - o.beta2) * o.s + o.beta2 * o.g**2,
    )


@update_parameters_with_adam.mistake
def adam_averages_not_stored(*args):
    """v and s came back as they were, so the next step has forgotten this one. Where are the new ones kept?"""
    return _adam(*args, kept_v=lambda o: o.v, kept_s=lambda o: o.s)


# update_parameters_with_adam: the step


@update_parameters_with_adam.mistake
def adam_step_with_gradients(*args):
    """In your step the plain gradient stands above the line. What was v computed for?"""
    return _adam(*args, step=lambda o: o.rate * o.g / (np.sqrt(o.s_corrected) + o.eps))


@update_parameters_with_adam.mistake
def adam_root_forgotten(*args):
    """Your step divides by s itself, which has squared units. What undoes a square?"""
    return _adam(*args, step=lambda o: o.rate * o.v_corrected / (o.s_corrected + o.eps))


@update_parameters_with_adam.mistake
def adam_step_uphill(*args):
    """Your parameters moved along v, so the cost climbs. Which way is down?"""
    return _adam(*args, step=lambda o: -o.rate * o.v_corrected / (np.sqrt(o.s_corrected) + o.eps))


@update_parameters_with_adam.mistake
def adam_step_without_rate(*args):
    """Your steps have the same length whatever learning_rate says. Where does it go?"""
    return _adam(*args, step=lambda o: o.v_corrected / (np.sqrt(o.s_corrected) + o.eps))


@update_parameters_with_adam.mistake
def adam_epsilon_ignored(*args):
    """Your step is what it would be with an epsilon of (nearly) 0, whatever the argument says. Where does it stand in
    the formula?"""
    return _adam(*args, step=lambda o: o.rate * o.v_corrected / np.sqrt(o.s_corrected))


@update_parameters_with_adam.mistake
def adam_epsilon_behind_the_fraction(*args):
    """Your epsilon was added to the whole fraction. Python divides before it adds: where do brackets help?"""
    return _adam(*args, step=lambda o: o.rate * o.v_corrected / np.sqrt(o.s_corrected) + o.eps)


@update_parameters_with_adam.mistake
def adam_rate_fixed(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon):
    """Your steps are those of the learning rate 0.01, whatever the argument says. Where is learning_rate used?"""
    return _adam(parameters, gradients, v, s, t, 0.01, beta1, beta2, epsilon)


@update_parameters_with_adam.mistake
def adam_defaults_for_arguments(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon):
    """Your v and s always use 0.9 and 0.999. The header only says what holds if nothing is given: where are beta1 and
    beta2 used?"""
    return _adam(parameters, gradients, v, s, t, learning_rate, 0.9, 0.999, epsilon)


@update_parameters_with_adam.mistake
def adam_parameters_stay(*args):
    """The parameters have not moved at all. Where is the result of the step stored?"""
    return _adam(*args, step=lambda o: 0)


# update_parameters_with_adam: layers, what is returned


@update_parameters_with_adam.mistake
def adam_biases_stay(*args):
    """Your weights are right, but b and db are as they were. Which lines belong to every layer as well?"""
    return _left_out(update_parameters_with_adam, args, lambda key, L: key[0] == "b")


@update_parameters_with_adam.mistake
def adam_last_layer_stays(*args):
    """All layers have moved but the last. Which is the last number that range gives to your loop?"""
    return _left_out(update_parameters_with_adam, args, lambda key, L: key[1:] == str(L))


@update_parameters_with_adam.mistake
def adam_first_layer_only(*args):
    """Only the first layer has moved. Does a return stand inside the loop, or a 1 in the place of the layer?"""
    return _left_out(update_parameters_with_adam, args, lambda key, L: key[1:] != "1")


@update_parameters_with_adam.mistake
def adam_only_parameters(*args):
    """The right parameters came back alone. The next step needs v and s as well: how are all three returned?"""
    return update_parameters_with_adam(*args)[0]


@update_parameters_with_adam.mistake
def adam_s_before_v(*args):
    """s came back second and v third. In which order does the text name them?"""
    parameters, v, s = update_parameters_with_adam(*args)
    return parameters, s, v


update_parameters_with_adam.mistake(gradients_by_the_name_of_parameters)


update_parameters_with_adam.mistake(loop_begins_at_layer_zero)


update_parameters_with_adam.mistake(averages_begin_at_layer_zero)


update_parameters_with_adam.mistake(loop_runs_past_the_last_layer)


update_parameters_with_adam.mistake(averages_run_past_the_last_layer)
