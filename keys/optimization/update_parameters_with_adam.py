"""update_parameters_with_adam: a step along the average of momentum, as long as that of RMSProp allows."""

from __future__ import annotations

import math

import numpy as np

from autograder.key import case, exercise, slip
from autograder.rules import alike, all_of, first_array, own_step, values

from ._families import (
    ALONG_V,
    BIASES_STAY,
    CARET_FOR_POWER,
    EPSILON_BEHIND_THE_FRACTION,
    EPSILON_IGNORED,
    FIRST_LAYER_ONLY,
    KEYS_THAT_STOP,
    LAST_LAYER_STAYS,
    PARAMETERS_STAY,
    RATE_FIXED,
    ROOT_FORGOTTEN,
    S_KEPT_WHOLE,
    STEP_WITHOUT_RATE,
    counts_and_copies,
)
from ._inputs import EVERY, _alike, _for_each, _networks, _sizes, _squares, _velocities

SETTINGS = {"parameters": 0, "gradients": 1, "t": 4, "rate": 5, "beta1": 6, "beta2": 7, "epsilon": 8}


@exercise(
    returns=all_of(
        values({}, first_array("v['dW1']", points=1), first_array("s['dW1']", points=1), extra=2),
        own_step("step without correction", points=1, optimizer="adam", arguments=SETTINGS),
        alike("every number alike", points=1, of=(0, 2, 3)),
    ),
    case_points={"correction": 1},
    order=("v['dW1']", "s['dW1']", "step without correction", "correction", "every number alike"),
    hands_back="parameters, v, s",
    hints=(
        "Which line of this do you know from momentum, and which from RMSProp? Only the correction is new.",
        "Two averages of zeros start too small; after t steps by a factor of 1 minus a power. Which of v, s and what "
        "is made of them goes into the next step, and which only into this one?",
        "The step is the learning rate times corrected v over (root of corrected s plus epsilon); beta1 goes with v, "
        "beta2 with s, and both are raised to the power t. A power in Python:\n    interest = 1.03**years - 1",
    ),
    equivalent=counts_and_copies("v", "s"),
)
def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """One step of Adam: ``(parameters, v, s)``, dictionaries of the same keys and shapes as those given.

    ``t`` counts the steps from 1. Formula: Kingma and Ba 2015, algorithm 1; averages of the gradient and of its
    square, each divided by 1 - beta^t, epsilon outside of the root.
    """
    new_parameters = dict(parameters)
    new_v = dict(v)
    new_s = dict(s)
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for letter in "Wb":
            key = letter + str(l)
            gradient = gradients["d" + key]
            new_v["d" + key] = beta1 * v["d" + key] + (1 - beta1) * gradient
            new_s["d" + key] = beta2 * s["d" + key] + (1 - beta2) * gradient**2
            v_corrected = new_v["d" + key] / (1 - beta1**t)
            s_corrected = new_s["d" + key] / (1 - beta2**t)
            root = np.sqrt(s_corrected) + epsilon
            new_parameters[key] = parameters[key] - learning_rate * v_corrected / root
    return new_parameters, new_v, new_s


@update_parameters_with_adam.inputs
def update_parameters_with_adam_inputs(rng):
    """v and s are not 0, t is 2, 3 and 7, epsilon is large enough to be seen, no setting is a default.

    Then t is so late that nothing is left to correct: there only the step itself is seen. At last all arrays hold the
    same numbers.
    """

    def settings(t, beta1, beta2):
        rate, epsilon = float(_sizes(rng, 0.05, 0.4, ())), float(_sizes(rng, 0.01, 0.03, (), places=3))
        return t, rate, float(beta1), float(beta2), epsilon

    corrected = {"v['dW1']": "v['dW1']", "s['dW1']": "s['dW1']", "step without correction": "correction"}
    for steps, part in [
        ((2, 3, 7), corrected),
        ((900, 901, 905), {"step without correction": "step without correction"}),
    ]:
        betas = zip(rng.permutation([0.65, 0.75, 0.85]), rng.permutation([0.8, 0.88, 0.95]), steps, strict=True)
        for (parameters, gradients), (beta1, beta2, t) in zip(_networks(rng), betas, strict=True):
            v, s = _for_each(parameters, _velocities(rng)), _for_each(parameters, _squares(rng))
            yield case(parameters, gradients, v, s, *settings(t, beta1, beta2), part=part)
    for parameters, gradients, v, s in _alike(rng, _velocities(rng), _squares(rng)):
        yield case(parameters, gradients, v, s, *settings(1, 0.7, 0.9), part=EVERY)


@update_parameters_with_adam.variant
def adam_epsilon_inside(parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Your epsilon stands inside the root; that is right, too (the paper has it outside)."""
    new_parameters = dict(parameters)
    new_v = dict(v)
    new_s = dict(s)
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for letter in "Wb":
            key = letter + str(l)
            gradient = gradients["d" + key]
            new_v["d" + key] = beta1 * v["d" + key] + (1 - beta1) * gradient
            new_s["d" + key] = beta2 * s["d" + key] + (1 - beta2) * gradient**2
            v_corrected = new_v["d" + key] / (1 - beta1**t)
            s_corrected = new_s["d" + key] / (1 - beta2**t)
            root = np.sqrt(s_corrected + epsilon)
            new_parameters[key] = parameters[key] - learning_rate * v_corrected / root
    return new_parameters, new_v, new_s


@update_parameters_with_adam.variant
def adam_with_the_correction_in_the_rate(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """Your correction stands in the rate, so epsilon meets the plain s; that is right, too (the paper's short form)."""
    new_parameters = dict(parameters)
    new_v = dict(v)
    new_s = dict(s)
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for letter in "Wb":
            key = letter + str(l)
            gradient = gradients["d" + key]
            new_v["d" + key] = beta1 * v["d" + key] + (1 - beta1) * gradient
            new_s["d" + key] = beta2 * s["d" + key] + (1 - beta2) * gradient**2
            v_corrected = new_v["d" + key] / (1 - beta1**t)
            s_corrected = new_s["d" + key] / (1 - beta2**t)
            root = np.sqrt(s_corrected) + epsilon / np.sqrt(1 - beta2**t)
            new_parameters[key] = parameters[key] - learning_rate * v_corrected / root
    return new_parameters, new_v, new_s


@update_parameters_with_adam.variant
def adam_with_both(parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Your correction stands in the rate, and epsilon in the root of the plain s; that is right, too."""
    rate = learning_rate * math.sqrt(1 - beta2**t) / (1 - beta1**t)
    v = {key: beta1 * old + (1 - beta1) * gradients[key] for key, old in v.items()}
    s = {key: beta2 * old + (1 - beta2) * gradients[key] ** 2 for key, old in s.items()}
    moved = {key: value - rate * v["d" + key] / np.sqrt(s["d" + key] + epsilon) for key, value in parameters.items()}
    return moved, v, s


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


@update_parameters_with_adam.also_correct
def adam_by_recursion(parameters, gradients, v, s, t, rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    if not parameters:
        return {}, {}, {}
    *others, key = parameters
    step = np.array([v["d" + key] - gradients["d" + key], s["d" + key] - np.square(gradients["d" + key])])
    mean, square = gradients["d" + key] + beta1 * step[0], np.square(gradients["d" + key]) + beta2 * step[1]
    root = np.sqrt(square / (1 - np.prod([beta2] * t))) + epsilon
    moved = parameters[key] - rate * mean / (1 - np.prod([beta1] * t)) / root
    rest = {name: parameters[name] for name in others}
    before = adam_by_recursion(rest, gradients, v, s, t, rate, beta1, beta2, epsilon)
    return before[0] | {key: moved}, before[1] | {"d" + key: mean}, before[2] | {"d" + key: square}


update_parameters_with_adam.slips(
    # The correction
    adam_root_of_uncorrected_s=(
        's_corrected = new_s["d" + key]',
        "Your step takes the root of s as it is. Where is s corrected, and which s goes under the root?",
    ),
    adam_uncorrected_v_in_the_step=(
        'new_parameters[key] = parameters[key] - learning_rate * new_v["d" + key] / root',
        "Your step takes v as it is. Where is v corrected, and which v goes into the step?",
    ),
    adam_nothing_corrected=(
        ('v_corrected = new_v["d" + key]', 's_corrected = new_s["d" + key]'),
        "Your step takes v and s as they are. Averages that start at 0 are too small at first: what makes up for it?",
    ),
    adam_corrected_without_power=(
        ('v_corrected = new_v["d" + key] / (1 - beta1)', 's_corrected = new_s["d" + key] / (1 - beta2)'),
        "Your corrections divide by 1 - beta1 and 1 - beta2, the same in every step. What does t do in them?",
    ),
    adam_v_corrected_without_power=(
        'v_corrected = new_v["d" + key] / (1 - beta1)',
        "Your correction of v divides by 1 - beta1, the same in every step. What does t do in it?",
    ),
    adam_s_corrected_without_power=(
        's_corrected = new_s["d" + key] / (1 - beta2)',
        "Your correction of s divides by 1 - beta2, the same in every step. What does t do in it?",
    ),
    adam_power_of_the_difference=(
        ('v_corrected = new_v["d" + key] / (1 - beta1) ** t', 's_corrected = new_s["d" + key] / (1 - beta2) ** t'),
        "Your corrections raise all of 1 - beta to the power t. Which number alone carries the t?",
    ),
    adam_caret_for_power=slip(
        'v_corrected = new_v["d" + key] / (1 - beta1 ^ t)',
        CARET_FOR_POWER,
        mentions="^",
    ),
    adam_one_step_behind=(
        (
            'v_corrected = new_v["d" + key] / (1 - beta1 ** (t - 1))',
            's_corrected = new_s["d" + key] / (1 - beta2 ** (t - 1))',
        ),
        "Your corrections use t - 1. t counts from 1 already: does it need a change here?",
    ),
    adam_one_step_ahead=(
        (
            'v_corrected = new_v["d" + key] / (1 - beta1 ** (t + 1))',
            's_corrected = new_s["d" + key] / (1 - beta2 ** (t + 1))',
        ),
        "Your corrections use t + 1. t counts from 1 already: does it need a change here?",
    ),
    adam_corrections_multiplied=(
        ('v_corrected = new_v["d" + key] * (1 - beta1**t)', 's_corrected = new_s["d" + key] * (1 - beta2**t)'),
        "Your corrections make v and s smaller still. They are too small already: multiply or divide?",
    ),
    adam_s_corrected_with_beta1=(
        's_corrected = new_s["d" + key] / (1 - beta1**t)',
        "Your s is corrected with beta1. Which beta does s fade with?",
    ),
    adam_v_corrected_with_beta2=(
        'v_corrected = new_v["d" + key] / (1 - beta2**t)',
        "Your v is corrected with beta2. Which beta does v fade with?",
    ),
    adam_corrections_exchanged=(
        ('v_corrected = new_v["d" + key] / (1 - beta2**t)', 's_corrected = new_s["d" + key] / (1 - beta1**t)'),
        "v is corrected with beta2 and s with beta1. Which beta does each of them fade with?",
    ),
    adam_s_corrected_from_v=(
        's_corrected = new_v["d" + key] / (1 - beta2**t)',
        "Your corrected s was made from v. Which average goes under the root?",
    ),
    adam_corrected_ones_kept=(
        (
            'v_corrected = new_v["d" + key] / (1 - beta1**t)\nnew_v["d" + key] = v_corrected',
            's_corrected = new_s["d" + key] / (1 - beta2**t)\nnew_s["d" + key] = s_corrected',
        ),
        "v and s came back corrected, so the next step corrects them again. Which of the two forms is kept?",
    ),
    adam_bias_by_the_s_of_the_weights=(
        's_corrected = new_s["dW" + str(l)] / (1 - beta2**t)',
        "Your b became a matrix: the corrected s of db was made from s of dW. Which entry of s belongs to b?",
    ),
    adam_bias_by_the_v_of_the_weights=(
        'v_corrected = new_v["dW" + str(l)] / (1 - beta1**t)',
        "Your b became a matrix: the corrected v of db was made from v of dW. Which entry of v belongs to b?",
    ),
    # The averages
    adam_s_decayed_with_beta1=(
        'new_s["d" + key] = beta1 * s["d" + key] + (1 - beta1) * gradient**2',
        "Your s fades with beta1, the one of v. Which beta belongs to the average of the squares?",
    ),
    adam_old_s_decayed_with_beta1=(
        'new_s["d" + key] = beta1 * s["d" + key] + (1 - beta2) * gradient**2',
        "In your s the old average is multiplied by beta1 and the square by 1 - beta2. Do the two shares add up to 1?",
    ),
    adam_square_weighed_with_beta1=(
        'new_s["d" + key] = beta2 * s["d" + key] + (1 - beta1) * gradient**2',
        "In your s the old average is multiplied by beta2 and the square by 1 - beta1. Do the two shares add up to 1?",
    ),
    adam_s_with_beta1_throughout=(
        (
            'new_s["d" + key] = beta1 * s["d" + key] + (1 - beta1) * gradient**2',
            's_corrected = new_s["d" + key] / (1 - beta1**t)',
        ),
        "Your s fades with beta1 and is corrected with beta1. Which beta belongs to the average of the squares?",
    ),
    adam_v_decayed_with_beta2=(
        'new_v["d" + key] = beta2 * v["d" + key] + (1 - beta2) * gradient',
        "Your v fades with beta2, the one of s. Which beta belongs to the average of the gradients?",
    ),
    adam_betas_exchanged=(
        "beta1, beta2 = beta2, beta1",
        "beta1 and beta2 have changed places in all of it. Which one belongs to v?",
    ),
    adam_s_not_decayed=('new_s["d" + key] = s["d" + key] + (1 - beta2) * gradient**2', S_KEPT_WHOLE),
    adam_past_of_s_forgotten=(
        'new_s["d" + key] = (1 - beta2) * gradient**2',
        "Your s holds nothing of the old s. What does beta2 multiply?",
    ),
    adam_past_of_v_forgotten=(
        'new_v["d" + key] = (1 - beta1) * gradient',
        "Your v holds nothing of the old v. What does beta1 multiply?",
    ),
    adam_not_squared=(
        'new_s["d" + key] = beta2 * s["d" + key] + (1 - beta2) * gradient',
        "Your s averages the gradients as they are. Which power of them does s average?",
    ),
    adam_share_squared_as_well=(
        'new_s["d" + key] = beta2 * s["d" + key] + ((1 - beta2) * gradient) ** 2',
        "In your s the factor 1 - beta2 was squared together with the gradient. How far does the small 2 reach?",
    ),
    adam_squares_of_v=(
        'new_s["d" + key] = beta2 * s["d" + key] + (1 - beta2) * new_v["d" + key] ** 2',
        "Your s averages the squares of v. What is squared in the formula, v or the gradient?",
    ),
    adam_gradient_added_whole=(
        'new_v["d" + key] = beta1 * v["d" + key] + gradient',
        "Your v takes the whole gradient. With which weight does it enter an average?",
    ),
    adam_weights_exchanged=(
        (
            'new_v["d" + key] = (1 - beta1) * v["d" + key] + beta1 * gradient',
            'new_s["d" + key] = (1 - beta2) * s["d" + key] + beta2 * gradient**2',
        ),
        "beta and 1 - beta have changed places in your v and s. With 0.9, which is to weigh more, past or present?",
    ),
    adam_averages_not_stored=(
        "return new_parameters, v, s",
        "v and s came back as they were, so the next step has forgotten this one. Where are the new ones kept?",
    ),
    # The step
    adam_step_with_gradients=(
        "new_parameters[key] = parameters[key] - learning_rate * gradient / root",
        "In your step the plain gradient stands above the line. What was v computed for?",
    ),
    adam_root_forgotten=("root = s_corrected + epsilon", ROOT_FORGOTTEN),
    adam_step_uphill=("new_parameters[key] = parameters[key] + learning_rate * v_corrected / root", ALONG_V),
    adam_step_without_rate=("new_parameters[key] = parameters[key] - v_corrected / root", STEP_WITHOUT_RATE),
    adam_epsilon_ignored=("root = np.sqrt(s_corrected)", EPSILON_IGNORED),
    adam_epsilon_behind_the_fraction=(
        (
            "root = np.sqrt(s_corrected)",
            "new_parameters[key] = parameters[key] - (learning_rate * v_corrected / root + epsilon)",
        ),
        EPSILON_BEHIND_THE_FRACTION,
    ),
    adam_rate_fixed=RATE_FIXED,
    adam_defaults_for_arguments=(
        "beta1, beta2 = 0.9, 0.999",
        "Your v and s always use 0.9 and 0.999. The header only says what holds if nothing is given: where are beta1 "
        "and beta2 used?",
    ),
    adam_parameters_stay=PARAMETERS_STAY,
    # Layers, what is returned
    adam_biases_stay=BIASES_STAY,
    adam_last_layer_stays=LAST_LAYER_STAYS,
    adam_first_layer_only=FIRST_LAYER_ONLY,
    adam_only_parameters=(
        "return new_parameters",
        "The right parameters came back alone. The next step needs v and s as well: how are all three returned?",
    ),
    adam_s_before_v=(
        "return new_parameters, new_s, new_v",
        "s came back second and v third. In which order does the text name them?",
    ),
    **KEYS_THAT_STOP,
)
