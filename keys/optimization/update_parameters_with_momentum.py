"""The exercise update_parameters_with_momentum of 03_optimization."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from autograder.exercise import case, exercise
from autograder.inputs import signed
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
        layers({"dW": close("v", points=1), "db": close("v")}),
    ),
    order=("v", "parameters"),
    hints=(
        "Which share of the old average stays, and which share comes from the new gradient? They add up to 1.",
        "Two lines for each array: first the average moves towards the gradient, then the parameter moves.",
        "New v: beta of the old v and 1 - beta of the gradient. The step is the learning rate times this new v.",
    ),
)
def update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate):
    """One step with momentum: ``(parameters, v)``, dictionaries of the same keys and shapes as those given.

    Formula: v = beta v + (1 - beta) gradient; each parameter minus learning_rate times v (Polyak 1964, as an
    average).
    """
    new_parameters, new_v = {}, {}
    for key, value in parameters.items():
        new_v["d" + key] = beta * v["d" + key] + (1 - beta) * gradients["d" + key]
        new_parameters[key] = value - learning_rate * new_v["d" + key]
    return new_parameters, new_v


@update_parameters_with_momentum.inputs
def update_parameters_with_momentum_inputs(rng):
    """v is not 0, beta and learning rate are nobody's defaults."""
    for (parameters, gradients), beta in zip(_networks(rng), rng.permutation([0.6, 0.7, 0.85]), strict=True):
        v = _for_each(parameters, lambda shape: signed(rng, 0.2, 1.2, shape, places=2))
        yield case(parameters, gradients, v, float(beta), float(_sizes(rng, 0.05, 0.6, ())))


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


def _momentum(parameters, gradients, v, beta, learning_rate, average=None, step=None):
    """Momentum with another average or another step, each a function of ``o``, the numbers of one array."""
    moved, averages = {}, {}
    for key, value in parameters.items():
        o = SimpleNamespace(key=key, p=value, g=gradients["d" + key], v=v["d" + key], beta=beta, rate=learning_rate)
        o.new = beta * o.v + (1 - beta) * o.g
        o.new = average(o) if average else o.new
        moved[key] = value - (step(o) if step else learning_rate * o.new)
        averages["d" + key] = o.new
    return moved, averages


# update_parameters_with_momentum: the step


@update_parameters_with_momentum.mistake
def momentum_step_with_gradients(*args):
    """Your parameters moved by the plain gradient. What was v computed for?"""
    return _momentum(*args, step=lambda o: o.rate * o.g)


@update_parameters_with_momentum.mistake
def momentum_step_with_old_v(*args):
    """Your parameters moved by the v from before. Which of the two lines comes first?"""
    return _momentum(*args, step=lambda o: o.rate * o.v)


@update_parameters_with_momentum.mistake
def momentum_step_uphill(*args):
    """Your parameters moved along v, so the cost climbs. Which way is down?"""
    return _momentum(*args, step=lambda o: -o.rate * o.new)


@update_parameters_with_momentum.mistake
def momentum_step_without_rate(*args):
    """Your parameters moved by the whole of v. What makes the step shorter?"""
    return _momentum(*args, step=lambda o: o.new)


@update_parameters_with_momentum.mistake
def momentum_step_times_gradient(*args):
    """Your step was multiplied by the gradient as well. The gradient is in v already."""
    return _momentum(*args, step=lambda o: o.rate * o.new * o.g)


@update_parameters_with_momentum.mistake
def momentum_step_looks_ahead(*args):
    """Your step mixes the new v with the gradient once more, as Nesterov's does. What is the plain
    step?"""
    return _momentum(*args, step=lambda o: o.rate * (o.beta * o.new + (1 - o.beta) * o.g))


@update_parameters_with_momentum.mistake
def momentum_parameters_stay(*args):
    """The parameters have not moved at all. Where is the result of the step stored?"""
    return _momentum(*args, step=lambda o: 0)


@update_parameters_with_momentum.mistake
def momentum_step_alone(*args):
    """Your parameters are the step itself. From where is the step taken?"""
    return _momentum(*args, step=lambda o: o.p - o.rate * o.new)


# update_parameters_with_momentum: the average


@update_parameters_with_momentum.mistake
def momentum_gradient_added_whole(*args):
    """Your v takes the whole gradient: beta v + gradient, the convention of PyTorch. Here v is an average: which
    weight has the gradient?"""
    return _momentum(*args, average=lambda o: o.beta * o.v + o.g)


@update_parameters_with_momentum.mistake
def momentum_weights_exchanged(*args):
    """beta and 1 - beta have changed places in your v. With beta = 0.9, which of the two is to weigh more, past or
    present?"""
    return _momentum(*args, average=lambda o: (1 - o.beta) * o.v + o.beta * o.g)


@update_parameters_with_momentum.mistake
def momentum_past_forgotten(*args):
    """Your v holds nothing of the old v. What does beta multiply?"""
    return _momentum(*args, average=lambda o: (1 - o.beta) * o.g)


@update_parameters_with_momentum.mistake
def momentum_past_kept_whole(*args):
    """Your v keeps the whole old v, so it only ever adds up. By what does the past fade?"""
    return _momentum(*args, average=lambda o: o.v + (1 - o.beta) * o.g)


@update_parameters_with_momentum.mistake
def momentum_v_is_the_gradient(*args):
    """Your v is the gradient itself, so this is plain gradient descent. What does beta do in the formula?"""
    return _momentum(*args, average=lambda o: o.g)


@update_parameters_with_momentum.mistake
def momentum_rate_inside(*args):
    """Your v holds the learning rate, as in the form that accumulates steps. Here v averages gradients only: where
    does the rate go?"""
    return _momentum(*args, average=lambda o: o.beta * o.v + o.rate * o.g, step=lambda o: o.new)


@update_parameters_with_momentum.mistake
def momentum_rate_inside_downhill(*args):
    """Your v holds minus the learning rate, as in the form that accumulates steps. Here v averages gradients only:
    where does the rate go?"""
    return _momentum(*args, average=lambda o: o.beta * o.v - o.rate * o.g, step=lambda o: -o.new)


@update_parameters_with_momentum.mistake
def momentum_minus_between(*args):
    """In your v the gradient is taken away from the old average. With which sign do the two shares join?"""
    return _momentum(*args, average=lambda o: o.beta * o.v - (1 - o.beta) * o.g)


@update_parameters_with_momentum.mistake
def momentum_gradient_squared(*args):
    """Your v averages the squares of the gradients, which is what RMSProp keeps. What does momentum average?"""
    return _momentum(*args, average=lambda o: o.beta * o.v + (1 - o.beta) * o.g**2)


@update_parameters_with_momentum.mistake
def momentum_parameters_averaged(*args):
    """Your v averages the parameters, not their gradients. What stands beside 1 - beta in the formula?"""
    return _momentum(*args, average=lambda o: o.beta * o.v + (1 - o.beta) * o.p)


@update_parameters_with_momentum.mistake
def momentum_beta_fixed(parameters, gradients, v, beta, learning_rate):
    """Your v uses 0.9 whatever beta says. Where is the argument used?"""
    return _momentum(parameters, gradients, v, 0.9, learning_rate)


@update_parameters_with_momentum.mistake
def momentum_rate_and_beta_exchanged(parameters, gradients, v, beta, learning_rate):
    """beta and learning_rate have changed places in all of it. Which of them weighs, and which scales the step?"""
    return _momentum(parameters, gradients, v, learning_rate, beta)


@update_parameters_with_momentum.mistake
def momentum_v_not_stored(parameters, gradients, v, beta, learning_rate):
    """Your v came back as it was, so the next step has forgotten this one. Where is the new v kept?"""
    return _momentum(parameters, gradients, v, beta, learning_rate)[0], v


# update_parameters_with_momentum: layers, keys, what is returned


@update_parameters_with_momentum.mistake
def momentum_biases_stay(*args):
    """Your weights are right, but b and db are as they were. Which lines belong to every layer as well?"""
    return _left_out(update_parameters_with_momentum, args, lambda key, L: key[0] == "b")


@update_parameters_with_momentum.mistake
def momentum_last_layer_stays(*args):
    """All layers have moved but the last. Which is the last number that range gives to your loop?"""
    return _left_out(update_parameters_with_momentum, args, lambda key, L: key[1:] == str(L))


@update_parameters_with_momentum.mistake
def momentum_first_layer_only(*args):
    """Only the first layer has moved. Does a return stand inside the loop, or a 1 in the place of the layer?"""
    return _left_out(update_parameters_with_momentum, args, lambda key, L: key[1:] != "1")


@update_parameters_with_momentum.mistake
def momentum_db_averages_dw(parameters, gradients, v, beta, learning_rate):
    """Your db and b became matrices: the gradient of W went into the average of b. Which gradient has the shape of
    b?"""
    return _momentum(
        parameters,
        {key: gradients["dW" + key[2:]] if key[1] == "b" else value for key, value in gradients.items()},
        v,
        beta,
        learning_rate,
    )


@update_parameters_with_momentum.mistake
def momentum_dw_averages_db(parameters, gradients, v, beta, learning_rate):
    """In each row of your dW the gradient is one and the same number, that of db. Which gradient has the shape of W?"""
    return _momentum(
        parameters,
        {key: gradients["db" + key[2:]] if key[1] == "W" else value for key, value in gradients.items()},
        v,
        beta,
        learning_rate,
    )


@update_parameters_with_momentum.mistake
def momentum_only_parameters(*args):
    """The right parameters came back alone. The next step needs v as well: how are both returned?"""
    return update_parameters_with_momentum(*args)[0]


@update_parameters_with_momentum.mistake
def momentum_v_first(*args):
    """v came back first and the parameters second. In which order does the text name them?"""
    return update_parameters_with_momentum(*args)[::-1]


update_parameters_with_momentum.mistake(gradients_by_the_name_of_parameters)


update_parameters_with_momentum.mistake(loop_begins_at_layer_zero)


update_parameters_with_momentum.mistake(averages_begin_at_layer_zero)


update_parameters_with_momentum.mistake(loop_runs_past_the_last_layer)


update_parameters_with_momentum.mistake(averages_run_past_the_last_layer)
