"""update_parameters_with_rmsprop: a step that is shorter for the parameters whose gradients are large."""

from __future__ import annotations

import math

import numpy as np

from autograder.key import case, exercise
from autograder.rules import alike, all_of, first_array, own_step, values

from ._families import (
    BIASES_STAY,
    DB_AVERAGES_DW,
    EPSILON_BEHIND_THE_FRACTION,
    EPSILON_IGNORED,
    FIRST_LAYER_ONLY,
    KEYS_THAT_STOP,
    LAST_LAYER_STAYS,
    PARAMETERS_STAY,
    RATE_AND_BETA_EXCHANGED,
    ROOT_FORGOTTEN,
    S_KEPT_WHOLE,
    STEP_WITHOUT_RATE,
    counts_and_copies,
)
from ._inputs import EVERY, _alike, _for_each, _networks, _sizes, _squares

SETTINGS = {"parameters": 0, "gradients": 1, "beta": 3, "rate": 4, "epsilon": 5}


@exercise(
    returns=all_of(
        values({}, first_array("s['dW1']", points=1)),
        own_step("step", points=1, optimizer="rmsprop", arguments=SETTINGS),
        alike("every number alike", points=1, of=(0, 2)),
    ),
    hands_back="parameters, s",
    hints=(
        "A direction that shakes has large gradients of both signs. What becomes of the signs when they are squared?",
        "s averages the squares. The step still follows the gradient; only its length depends on s. How is a square "
        "undone?",
        "Divide the gradient, number by number, by the root of the new s plus epsilon; scale with the learning rate. "
        "Brackets keep a sum below the line together:\n    lengths / (np.sqrt(areas) + 0.1)",
    ),
    equivalent=counts_and_copies("s"),
)
def update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    """One step of RMSProp: ``(parameters, s)``, dictionaries of the same keys and shapes as those given.

    Formula: s = beta s + (1 - beta) gradient², number by number; each parameter minus learning_rate times
    gradient / (sqrt(s) + epsilon) (Tieleman and Hinton 2012).
    """
    new_parameters = dict(parameters)
    new_s = dict(s)
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for letter in "Wb":
            key = letter + str(l)
            gradient = gradients["d" + key]
            new_s["d" + key] = beta * s["d" + key] + (1 - beta) * gradient**2
            root = np.sqrt(new_s["d" + key]) + epsilon
            new_parameters[key] = parameters[key] - learning_rate * gradient / root
    return new_parameters, new_s


@update_parameters_with_rmsprop.inputs
def update_parameters_with_rmsprop_inputs(rng):
    """s is not 0, epsilon is large enough to be seen; then all arrays hold the same numbers."""

    def settings(beta):
        return beta, float(_sizes(rng, 0.05, 0.6, ())), float(_sizes(rng, 0.01, 0.03, (), places=3))

    for (parameters, gradients), beta in zip(_networks(rng), rng.permutation([0.6, 0.7, 0.85]), strict=True):
        s = _for_each(parameters, _squares(rng, high=2.5))
        yield case(parameters, gradients, s, *settings(float(beta)), part={"s['dW1']": "s['dW1']", "step": "step"})
    for parameters, gradients, s in _alike(rng, _squares(rng, high=2.5)):
        yield case(parameters, gradients, s, *settings(0.75), part=EVERY)


@update_parameters_with_rmsprop.variant
def rmsprop_epsilon_inside(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    """Your epsilon stands inside the root; that is right, too."""
    new_parameters = dict(parameters)
    new_s = dict(s)
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for letter in "Wb":
            key = letter + str(l)
            gradient = gradients["d" + key]
            new_s["d" + key] = beta * s["d" + key] + (1 - beta) * gradient**2
            root = np.sqrt(new_s["d" + key] + epsilon)
            new_parameters[key] = parameters[key] - learning_rate * gradient / root
    return new_parameters, new_s


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


@update_parameters_with_rmsprop.also_correct
def rmsprop_with_the_long_side(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    roots = {key: np.hypot((beta * old) ** 0.5, (1 - beta) ** 0.5 * gradients[key]) for key, old in s.items()}
    moved = {k: w - learning_rate / (roots["d" + k] + epsilon) * gradients["d" + k] for k, w in parameters.items()}
    return moved, {key: np.square(root) for key, root in roots.items()}


@update_parameters_with_rmsprop.also_correct
def rmsprop_layer_by_layer_from_behind(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    moved, kept = {}, dict(s)
    for l in reversed(range(1, len(parameters) // 2 + 1)):
        for name in (f"b{l}", f"W{l}"):
            g = gradients["d" + name]
            kept["d" + name] = s["d" + name] - (1 - beta) * (s["d" + name] - g**2)
            moved[name] = parameters[name] - np.multiply(learning_rate, np.divide(g, epsilon + kept["d" + name] ** 0.5))
    return moved, kept


update_parameters_with_rmsprop.slips(
    # The step
    rmsprop_root_of_old_s=(
        'root = np.sqrt(s["d" + key]) + epsilon',
        "Your step divides by the root of the s from before. Which s does the text put under the root, the old or the "
        "new one?",
    ),
    rmsprop_root_forgotten=('root = new_s["d" + key] + epsilon', ROOT_FORGOTTEN),
    rmsprop_multiplied=(
        "new_parameters[key] = parameters[key] - learning_rate * gradient * root",
        "Your step is multiplied by the root of s, so it is longest where the gradient shakes most. Multiply or "
        "divide?",
    ),
    rmsprop_step_with_s=(
        'new_parameters[key] = parameters[key] - learning_rate * new_s["d" + key] / root',
        "Your s stands above the line, too, where it has no sign. Which way does the step go?",
    ),
    rmsprop_step_with_squares=(
        "new_parameters[key] = parameters[key] - learning_rate * gradient**2 / root",
        "Your step holds the squared gradient, which is never negative. Which way does the step go?",
    ),
    rmsprop_gradient_over_itself=(
        "root = np.sqrt(gradient**2) + epsilon",
        "Your step divides by the size of the gradient itself, so all steps are equally long. Whose root stands below "
        "the line?",
    ),
    rmsprop_plain_step=(
        "new_parameters[key] = parameters[key] - learning_rate * gradient",
        "Your parameters moved by the plain gradient. What was s computed for?",
    ),
    rmsprop_step_uphill=(
        "new_parameters[key] = parameters[key] + learning_rate * gradient / root",
        "Your parameters moved along the gradient, so the cost climbs. Which way is down?",
    ),
    rmsprop_step_without_rate=("new_parameters[key] = parameters[key] - gradient / root", STEP_WITHOUT_RATE),
    rmsprop_epsilon_ignored=('root = np.sqrt(new_s["d" + key])', EPSILON_IGNORED),
    rmsprop_epsilon_behind_the_fraction=(
        (
            'root = np.sqrt(new_s["d" + key])',
            "new_parameters[key] = parameters[key] - (learning_rate * gradient / root + epsilon)",
        ),
        EPSILON_BEHIND_THE_FRACTION,
    ),
    rmsprop_epsilon_behind_the_fraction_then_scaled=(
        (
            'root = np.sqrt(new_s["d" + key])',
            "new_parameters[key] = parameters[key] - learning_rate * (gradient / root + epsilon)",
        ),
        "Your epsilon was added to gradient / root. Python divides before it adds: where do brackets help?",
    ),
    rmsprop_epsilon_subtracted=(
        'root = np.sqrt(new_s["d" + key]) - epsilon',
        "Your epsilon makes the number below the line smaller, so it could become 0. Which sign keeps it off 0?",
    ),
    rmsprop_parameters_stay=PARAMETERS_STAY,
    # The average
    rmsprop_not_squared=(
        'new_s["d" + key] = beta * s["d" + key] + (1 - beta) * gradient',
        "Your s averages the gradients as they are. The S in RMS means square: which number is averaged?",
    ),
    rmsprop_sizes_averaged=(
        'new_s["d" + key] = beta * s["d" + key] + (1 - beta) * np.abs(gradient)',
        "Your s averages the sizes |gradient|. The S in RMS means square: which number is averaged?",
    ),
    rmsprop_share_squared_as_well=(
        'new_s["d" + key] = beta * s["d" + key] + ((1 - beta) * gradient) ** 2',
        "In your s the factor 1 - beta was squared together with the gradient. How far does the small 2 reach?",
    ),
    rmsprop_weights_exchanged=(
        'new_s["d" + key] = (1 - beta) * s["d" + key] + beta * gradient**2',
        "beta and 1 - beta have changed places in your s. With beta = 0.9, which is to weigh more, past or present?",
    ),
    rmsprop_square_added_whole=(
        'new_s["d" + key] = beta * s["d" + key] + gradient**2',
        "Your s takes the whole square of the gradient. With which weight does it enter an average?",
    ),
    rmsprop_past_kept_whole=('new_s["d" + key] = s["d" + key] + (1 - beta) * gradient**2', S_KEPT_WHOLE),
    rmsprop_is_adagrad=(
        'new_s["d" + key] = s["d" + key] + gradient**2',
        "Your s adds up all squares and never forgets. What does beta do in the formula?",
    ),
    rmsprop_past_forgotten=(
        'new_s["d" + key] = (1 - beta) * gradient**2',
        "Your s holds nothing of the old s. What does beta multiply?",
    ),
    rmsprop_s_squared=(
        'new_s["d" + key] = beta * s["d" + key] ** 2 + (1 - beta) * gradient**2',
        "Your s squares the old average once more; its numbers are squares already. Which of the two is squared?",
    ),
    rmsprop_beta_fixed=("beta = 0.9", "Your s uses 0.9 whatever beta says. Where is the argument used?"),
    rmsprop_beta_fixed_at_0999=("beta = 0.999", "Your s uses 0.999 whatever beta says. Where is the argument used?"),
    rmsprop_rate_and_beta_exchanged=RATE_AND_BETA_EXCHANGED,
    rmsprop_s_not_stored=(
        "return new_parameters, s",
        "Your s came back as it was, so the next step has forgotten this one. Where is the new s kept?",
    ),
    rmsprop_root_stored=(
        (
            'new_s["d" + key] = np.sqrt(beta * s["d" + key] + (1 - beta) * gradient**2)',
            'root = new_s["d" + key] + epsilon',
        ),
        "Your s holds the roots already, so the next step would average roots. Which of the two is kept?",
    ),
    # Layers, what is returned
    rmsprop_biases_stay=BIASES_STAY,
    rmsprop_last_layer_stays=LAST_LAYER_STAYS,
    rmsprop_first_layer_only=FIRST_LAYER_ONLY,
    rmsprop_b_by_the_s_of_w=(
        'root = np.sqrt(new_s["dW" + str(l)]) + epsilon',
        "Your b became a matrix: it was divided by the root of the s of W. Whose s belongs to b?",
    ),
    rmsprop_db_averages_dw=(
        'new_s["d" + key] = beta * s["d" + key] + (1 - beta) * gradients["dW" + str(l)] ** 2',
        DB_AVERAGES_DW,
    ),
    rmsprop_only_parameters=(
        "return new_parameters",
        "The right parameters came back alone. The next step needs s as well: how are both returned?",
    ),
    rmsprop_s_first=(
        "return new_s, new_parameters",
        "s came back first and the parameters second. In which order does the text name them?",
    ),
    **KEYS_THAT_STOP,
)
