"""update_parameters_with_momentum: a step along an average of the gradients, new and old."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import alike, all_of, first_array, own_step, values

from ._families import (
    ALONG_V,
    BIASES_STAY,
    DB_AVERAGES_DW,
    FIRST_LAYER_ONLY,
    KEYS_THAT_STOP,
    LAST_LAYER_STAYS,
    PARAMETERS_STAY,
    RATE_AND_BETA_EXCHANGED,
    counts_and_copies,
)
from ._inputs import EVERY, _alike, _for_each, _networks, _sizes, _velocities


@exercise(
    returns=all_of(
        values({}, first_array("v['dW1']", points=1)),
        own_step("step", points=1, optimizer="momentum", arguments={"parameters": 0, "gradients": 1, "rate": 4}),
        alike("every number alike", points=1, of=(0, 2)),
    ),
    hands_back="parameters, v",
    hints=(
        "Which share of the old average stays, and which share comes from the new gradient? They add up to 1.",
        "In the example by hand the weight falls by 0.11. Which two numbers are multiplied there, and which of them "
        "has been worked out just before?",
        "New v: beta of the old v and 1 - beta of the gradient. The step is the learning rate times this new v. An "
        "average that keeps a third of itself:\n    level = level / 3 + rain * 2 / 3",
    ),
    equivalent=counts_and_copies("v"),
)
def update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate):
    """One step with momentum: ``(parameters, v)``, dictionaries of the same keys and shapes as those given.

    Formula: v = beta v + (1 - beta) gradient; each parameter minus learning_rate times v (Polyak 1964, as an
    average).
    """
    new_parameters = dict(parameters)
    new_v = dict(v)
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for letter in "Wb":
            key = letter + str(l)
            gradient = gradients["d" + key]
            new_v["d" + key] = beta * v["d" + key] + (1 - beta) * gradient
            new_parameters[key] = parameters[key] - learning_rate * new_v["d" + key]
    return new_parameters, new_v


@update_parameters_with_momentum.inputs
def update_parameters_with_momentum_inputs(rng):
    """v is not 0, beta and learning rate are nobody's defaults; then all arrays hold the same numbers."""
    formula = {"v['dW1']": "v['dW1']", "step": "step"}
    for (parameters, gradients), beta in zip(_networks(rng), rng.permutation([0.6, 0.7, 0.85]), strict=True):
        v = _for_each(parameters, _velocities(rng))
        yield case(parameters, gradients, v, float(beta), float(_sizes(rng, 0.05, 0.6, ())), part=formula)
    for parameters, gradients, v in _alike(rng, _velocities(rng)):
        yield case(parameters, gradients, v, 0.75, float(_sizes(rng, 0.05, 0.6, ())), part=EVERY)


@update_parameters_with_momentum.also_correct
def momentum_in_place(parameters, gradients, v, beta, learning_rate):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        v["dW" + str(l)] = beta * v["dW" + str(l)] + (1 - beta) * gradients["dW" + str(l)]
        v["db" + str(l)] = beta * v["db" + str(l)] + (1 - beta) * gradients["db" + str(l)]
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * v["dW" + str(l)]
        parameters["b" + str(l)] -= learning_rate * v["db" + str(l)]
    return parameters, v


@update_parameters_with_momentum.also_correct
def momentum_by_differences(parameters, gradients, v, beta, learning_rate):
    for key in v:
        v[key] += (1 - beta) * (gradients[key] - v[key])
    moved = {key[1:]: np.subtract(parameters[key[1:]], learning_rate * average) for key, average in v.items()}
    return [moved, v]


@update_parameters_with_momentum.also_correct
def momentum_number_by_number(parameters, gradients, v, beta, learning_rate, verbose=True):
    for key, value in parameters.items():
        for index in np.ndindex(value.shape):
            v["d" + key][index] = beta * v["d" + key][index] + gradients["d" + key][index] * (1 - beta)
            value[index] = value[index] - v["d" + key][index] * learning_rate
        if verbose:
            print(key, value)
    return parameters, v


@update_parameters_with_momentum.also_correct
def momentum_as_weighted_means(parameters, gradients, v, beta, learning_rate):
    new = {key: np.average([v[key], gradients[key]], axis=0, weights=[beta, 1 - beta]) for key in v}
    return {key: np.add(value, new["d" + key] * -learning_rate) for key, value in parameters.items()}, new


@update_parameters_with_momentum.also_correct
def momentum_in_single_precision(parameters, gradients, v, beta, learning_rate):
    kept, moved = {}, dict(parameters)
    for key in parameters:
        old, slope = v["d" + key].astype(np.float32), gradients["d" + key].astype(np.float32)
        kept["d" + key] = np.float32(beta) * old + np.float32(1 - beta) * slope
        moved[key] = parameters[key].astype(np.float32) - np.float32(learning_rate) * kept["d" + key]
    return moved, kept


update_parameters_with_momentum.slips(
    # The step
    momentum_step_with_gradients=(
        "new_parameters[key] = parameters[key] - learning_rate * gradient",
        "Your parameters moved by the plain gradient. What was v computed for?",
    ),
    momentum_step_with_old_v=(
        'new_parameters[key] = parameters[key] - learning_rate * v["d" + key]',
        "Your parameters moved by the v from before. Which v does the text put into the step, the old or the new one?",
    ),
    momentum_step_uphill=('new_parameters[key] = parameters[key] + learning_rate * new_v["d" + key]', ALONG_V),
    momentum_step_without_rate=(
        'new_parameters[key] = parameters[key] - new_v["d" + key]',
        "Your parameters moved by the whole of v. What makes the step shorter?",
    ),
    momentum_step_times_gradient=(
        'new_parameters[key] = parameters[key] - learning_rate * new_v["d" + key] * gradient',
        "Your step was multiplied by the gradient as well. The gradient is in v already.",
    ),
    momentum_step_looks_ahead=(
        'new_parameters[key] = parameters[key] - learning_rate * (beta * new_v["d" + key] + (1 - beta) * gradient)',
        "Your step mixes the new v with the gradient once more. What alone does the text put into the step?",
    ),
    momentum_parameters_stay=PARAMETERS_STAY,
    momentum_step_alone=(
        'new_parameters[key] = learning_rate * new_v["d" + key]',
        "Your parameters are the step itself. What is the step taken away from?",
    ),
    # The average
    momentum_gradient_added_whole=(
        'new_v["d" + key] = beta * v["d" + key] + gradient',
        "Your v takes the whole gradient: beta v + gradient, the convention of PyTorch. Here v is an average: which "
        "weight has the gradient?",
    ),
    momentum_weights_exchanged=(
        'new_v["d" + key] = (1 - beta) * v["d" + key] + beta * gradient',
        "beta and 1 - beta have changed places in your v. With beta = 0.9, which of the two is to weigh more, past or "
        "present?",
    ),
    momentum_past_forgotten=(
        'new_v["d" + key] = (1 - beta) * gradient',
        "Your v holds nothing of the old v. What does beta multiply?",
    ),
    momentum_past_kept_whole=(
        'new_v["d" + key] = v["d" + key] + (1 - beta) * gradient',
        "Your v keeps the whole old v, so it only ever adds up. By what does the past fade?",
    ),
    momentum_v_is_the_gradient=(
        'new_v["d" + key] = gradient',
        "Your v is the gradient itself, so this is plain gradient descent. What does beta do in the formula?",
    ),
    momentum_rate_inside=(
        (
            'new_v["d" + key] = beta * v["d" + key] + learning_rate * gradient',
            'new_parameters[key] = parameters[key] - new_v["d" + key]',
        ),
        "Your v holds the learning rate, as in the form that accumulates steps. Here v averages gradients only: where "
        "does the rate go?",
    ),
    momentum_rate_inside_downhill=(
        (
            'new_v["d" + key] = beta * v["d" + key] - learning_rate * gradient',
            'new_parameters[key] = parameters[key] + new_v["d" + key]',
        ),
        "Your v holds minus the learning rate, as in the form that accumulates steps. Here v averages gradients only: "
        "where does the rate go?",
    ),
    momentum_minus_between=(
        'new_v["d" + key] = beta * v["d" + key] - (1 - beta) * gradient',
        "In your v the gradient is taken away from the old average. With which sign do the two shares join?",
    ),
    momentum_gradient_squared=(
        'new_v["d" + key] = beta * v["d" + key] + (1 - beta) * gradient**2',
        "Your v averages the squares of the gradients, which is what RMSProp keeps. What does momentum average?",
    ),
    momentum_parameters_averaged=(
        'new_v["d" + key] = beta * v["d" + key] + (1 - beta) * parameters[key]',
        "Your v averages the parameters, not their gradients. What stands beside 1 - beta in the formula?",
    ),
    momentum_beta_fixed=("beta = 0.9", "Your v uses 0.9 whatever beta says. Where is the argument used?"),
    momentum_rate_and_beta_exchanged=RATE_AND_BETA_EXCHANGED,
    momentum_v_not_stored=(
        "return new_parameters, v",
        "Your v came back as it was, so the next step has forgotten this one. Where is the new v kept?",
    ),
    # Layers, keys, what is returned
    momentum_biases_stay=BIASES_STAY,
    momentum_last_layer_stays=LAST_LAYER_STAYS,
    momentum_first_layer_only=FIRST_LAYER_ONLY,
    momentum_db_averages_dw=('gradient = gradients["dW" + str(l)]', DB_AVERAGES_DW),
    momentum_dw_averages_db=(
        'gradient = gradients["db" + str(l)]',
        "In each row of your dW the gradient is one and the same number, that of db. Which gradient has the shape of "
        "W?",
    ),
    momentum_only_parameters=(
        "return new_parameters",
        "The right parameters came back alone. The next step needs v as well: how are both returned?",
    ),
    momentum_v_first=(
        "return new_v, new_parameters",
        "v came back first and the parameters second. In which order does the text name them?",
    ),
    **KEYS_THAT_STOP,
)
