"""The exercise model of 03_optimization."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from autograder.exercise import exercise, steps
from autograder.inputs import signed
from autograder.rules import all_of, training_costs, trajectory

from ._given import backward_propagation, compute_cost, forward_propagation
from ._inputs import _sizes
from .initialize_adam import initialize_adam
from .initialize_momentum import initialize_momentum
from .initialize_parameters_he import initialize_parameters_he
from .initialize_rmsprop import initialize_rmsprop
from .random_mini_batches import batches_with_array_split, random_mini_batches
from .update_parameters_with_adam import adam_epsilon_inside, adam_with_five_values, update_parameters_with_adam
from .update_parameters_with_gd import gd_in_place, update_parameters_with_gd
from .update_parameters_with_momentum import momentum_in_place, update_parameters_with_momentum
from .update_parameters_with_rmsprop import rmsprop_epsilon_inside, rmsprop_in_place, update_parameters_with_rmsprop

# What a notebook has lying around once its cells have run. Only the versions that read a variable of the
# notebook in the place of an argument use these names.
train_X = np.array([[0.4, -0.9, 1.2, 0.1], [0.7, 0.3, -0.5, -1.1]])


train_Y = np.array([[1.0, 0.0, 0.0, 1.0]])


_TRAINED = {
    "network": (("W1", "b1", "relu"), ("W2", "b2", "relu"), ("W3", "b3", "sigmoid")),
    "arguments": {
        "optimizer": 2,
        "rate": 3,
        "batch": 4,
        "beta": 5,
        "beta1": 6,
        "beta2": 7,
        "epsilon": 8,
        "iterations": 9,
    },
}


def _moved(parameters, gradients, v, s, t, optimizer, learning_rate, beta, beta1, beta2, epsilon):
    """One step of the optimiser of that name: the parameters and what it remembers of gradients and squares."""
    if optimizer == "gd":
        parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
    elif optimizer == "momentum":
        parameters, v = update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate)
    elif optimizer == "rmsprop":
        parameters, s = update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon)
    else:
        parameters, v, s = update_parameters_with_adam(
            parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon
        )
    return parameters, v, s


@exercise(
    returns=all_of(
        trajectory("training", points=6, **_TRAINED),
        training_costs("costs", points=2, every=100, optional=True, **_TRAINED),
    ),
    needs=[
        initialize_parameters_he,
        random_mini_batches,
        update_parameters_with_gd,
        initialize_momentum,
        update_parameters_with_momentum,
        initialize_rmsprop,
        update_parameters_with_rmsprop,
        initialize_adam,
        update_parameters_with_adam,
    ],
    hints=(
        "Two loops, one inside the other: what is repeated once for each epoch, and what for each mini-batch?",
        "For each mini-batch: forward, cost, backward, update. What the optimiser remembers is made once, before both "
        "loops.",
        "New mini-batches at the start of every epoch (seed one higher); t one higher before every step of Adam; keep "
        "a cost when epoch % 100 is 0.",
    ),
    seconds=30,
    equivalent={
        "line 19: 3 -> 2": "any start is right",
        "line 19: 3 -> 4": "any start is right",
        "line 22: 10 -> 9": "any shuffling is right",
        "line 22: 10 -> 11": "any shuffling is right",
        "line 24: 1 -> 2": "any shuffling is right",
        "line 35: X -> Y": "both have one column an example",
    },
)
def model(
    X,
    Y,
    optimizer,
    learning_rate=0.0007,
    mini_batch_size=64,
    beta=0.9,
    beta1=0.9,
    beta2=0.999,
    epsilon=1e-8,
    num_epochs=10000,
    print_cost=True,
):
    """Train the network [n, 5, 2, 1] with "gd", "momentum", "rmsprop" or "adam": ``(parameters, costs)``.

    ``X (n, m)``, ``Y (1, m)`` of 0 and 1; ``costs`` holds the mean cost of the examples of every hundredth epoch,
    epoch 0 first. Formula: mini-batch steps, t counts all of them; any initialisation and any shuffling is right.
    """
    np.random.seed(3)
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    v, s = initialize_adam(parameters)
    costs, seed, t = [], 10, 0
    for epoch in range(num_epochs):
        seed = seed + 1
        total = 0
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            a3, cache = forward_propagation(X_batch, parameters)
            total = total + compute_cost(a3, Y_batch) * Y_batch.shape[1]
            gradients = backward_propagation(X_batch, Y_batch, cache)
            t = t + 1
            parameters, v, s = _moved(
                parameters, gradients, v, s, t, optimizer, learning_rate, beta, beta1, beta2, epsilon
            )
        if epoch % 100 == 0:
            costs.append(total / X.shape[1])
    return parameters, costs


@model.inputs
def model_inputs(rng):
    """Each optimiser on whole batches and on mini-batches; no setting is a default, no cost is printed.

    The first call of those with a memory has learning rate 0, so that the start is seen.
    """

    def training(n, m, size, optimizer, epochs, rates=None):
        rate = float(_sizes(rng, 0.08, 0.2, ()))
        rates = [0.0, *[rate] * (len(epochs) - 1)] if rates is None else [rate] * len(epochs)
        X, Y = _learnable(rng, n, m)
        beta, beta1 = (float(x) for x in rng.permutation([0.7, 0.8]))
        beta2, epsilon = float(rng.choice([0.93, 0.95, 0.97])), float(_sizes(rng, 0.002, 0.006, (), places=4))
        settings = (beta, beta1, beta2, epsilon, epochs[-1], False)
        return steps(X, Y, optimizer, rate, size, *settings, vary={3: rates, 9: epochs})

    yield training(2, 4, 9, "gd", (1, 100, 101))
    yield training(3, 5, 4, "gd", (1, 2), rates="all")
    yield training(3, 6, 8, "momentum", (1, 1, 2))
    yield training(2, 3, 2, "momentum", (1, 1, 2))
    yield training(2, 6, 7, "rmsprop", (1, 1, 2))
    yield training(3, 4, 3, "rmsprop", (1, 1, 2))
    yield training(3, 4, 3, "adam", (1, 1, 2))
    yield training(2, 3, 2, "adam", (1, 1, 2))


def _learnable(rng, n, m):
    """Examples at which the usual start has gradients in every layer."""
    draw = np.random.RandomState(3)
    parameters = {}
    for l, (before, here) in enumerate([(n, 5), (5, 2), (2, 1)], 1):
        parameters[f"W{l}"] = draw.randn(here, before) * np.sqrt(2 / before)
        parameters[f"b{l}"] = np.zeros((here, 1))
    while True:
        X, Y = signed(rng, 0.3, 1.9, (n, m), places=2), (rng.random((1, m)) < 0.5).astype(float)
        a3, cache = forward_propagation(X, parameters)
        gradients = backward_propagation(X, Y, cache)
        alive = all(np.max(np.abs(gradients["d" + key])) > 0.05 for key in parameters)
        if alive and 0 < np.sum(Y) < m and np.max(np.abs(a3 - 0.5)) < 0.45:
            return X, Y


@model.also_correct
def model_by_optimizer(
    X,
    Y,
    optimizer,
    learning_rate=0.0007,
    mini_batch_size=64,
    beta=0.9,
    beta1=0.9,
    beta2=0.999,
    epsilon=1e-8,
    num_epochs=10000,
    print_cost=True,
):
    layers_dims = [X.shape[0], 5, 2, 1]
    costs, t, seed, m = [], 0, 10, X.shape[1]
    np.random.seed(3)
    parameters = initialize_parameters_he(layers_dims)
    if optimizer == "momentum":
        v = initialize_momentum(parameters)
    elif optimizer == "rmsprop":
        s = initialize_rmsprop(parameters)
    elif optimizer == "adam":
        v, s = initialize_adam(parameters)
    for i in range(num_epochs):
        seed = seed + 1
        cost_total = 0
        for minibatch in random_mini_batches(X, Y, mini_batch_size, seed):
            (minibatch_X, minibatch_Y) = minibatch
            a3, caches = forward_propagation(minibatch_X, parameters)
            cost_total += compute_cost(a3, minibatch_Y) * minibatch_X.shape[1]
            grads = backward_propagation(minibatch_X, minibatch_Y, caches)
            if optimizer == "gd":
                parameters = gd_in_place(parameters, grads, learning_rate)
            elif optimizer == "momentum":
                parameters, v = momentum_in_place(parameters, grads, v, beta, learning_rate)
            elif optimizer == "rmsprop":
                parameters, s = rmsprop_in_place(parameters, grads, s, beta, learning_rate, epsilon)
            elif optimizer == "adam":
                t = t + 1
                parameters, v, s, _, _ = adam_with_five_values(
                    parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon
                )
        cost_avg = cost_total / m
        if print_cost and i % 1000 == 0:
            print(f"Cost after epoch {i}: {cost_avg}")
        if i % 100 == 0:
            costs.append(np.array([cost_avg]))
    return parameters, costs


@model.also_correct
def model_with_parameters_alone(
    X, Y, optimizer, learning_rate, mini_batch_size, beta, beta1, beta2, epsilon, num_epochs
):
    """The classic form: another start, another shuffling, epsilon inside the roots."""
    draw = np.random.RandomState(5)
    sizes = [len(X), 5, 2, 1]
    parameters = {}
    for l in range(1, 4):
        parameters[f"W{l}"] = draw.normal(0, (2 / sizes[l - 1]) ** 0.5, (sizes[l], sizes[l - 1]))
        parameters[f"b{l}"] = np.zeros((sizes[l], 1))
    v, s, t = initialize_momentum(parameters), initialize_rmsprop(parameters), 1
    for epoch in range(num_epochs):
        for batch in batches_with_array_split(X, Y, mini_batch_size, epoch):
            _, cache = forward_propagation(batch[0], parameters)
            gradients = backward_propagation(*batch, cache)
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            if optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate)
            if optimizer == "rmsprop":
                parameters, s = rmsprop_epsilon_inside(parameters, gradients, s, beta, learning_rate, epsilon)
            if optimizer == "adam":
                parameters, v, s = adam_epsilon_inside(
                    parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon
                )
            t += 1
    return parameters


def _model(X, Y, optimizer, rate, size, beta, beta1, beta2, epsilon, num_epochs, print_cost=True, **changed):
    """The training loop with some of its habits changed.

    ``widths`` of the layers, ``data(o)`` that a step sees, ``t(o)`` that Adam sees, ``memory(o)`` at the start of
    an epoch, ``skips(o)`` a step, ``cost(o)`` that is added up, ``keeps(o)`` a cost, ``epochs(num_epochs)``.
    """
    habits = {
        "widths": (5, 2, 1),
        "data": lambda o: (o.X_batch, o.Y_batch),
        "t": lambda o: o.t,
        "forgets": lambda o: False,
        "skips": lambda o: False,
        "kept": lambda o: o.total / o.m,
        "keeps": lambda o: o.epoch % 100 == 0,
        "epochs": range,
    }
    h = SimpleNamespace(**(habits | changed))
    np.random.seed(3)
    o = SimpleNamespace(X=X, Y=Y, m=X.shape[1], t=0, seed=10)
    parameters = initialize_parameters_he([X.shape[0], *h.widths])
    v, s = initialize_adam(parameters)
    costs = []
    for o.epoch in h.epochs(num_epochs):
        o.seed, o.total = o.seed + 1, 0
        batches = random_mini_batches(X, Y, size, o.seed)
        o.count = len(batches)
        for o.step_of_epoch, (o.X_batch, o.Y_batch) in enumerate(batches, 1):
            a3, _ = forward_propagation(o.X_batch, parameters)
            o.total += compute_cost(a3, o.Y_batch) * o.Y_batch.shape[1]
            seen = h.data(o)
            gradients = backward_propagation(*seen, forward_propagation(seen[0], parameters)[1])
            o.t += 1
            if h.forgets(o):
                v, s = initialize_adam(parameters)
            if h.skips(o):
                continue
            parameters, v, s = _moved(parameters, gradients, v, s, h.t(o), optimizer, rate, beta, beta1, beta2, epsilon)
        o.parameters = parameters
        if h.keeps(o):
            costs.append(h.kept(o))
    return parameters, costs


# model: the optimisers


@model.mistake
def model_t_stays_zero(*args):
    """With "adam" your parameters become nan: t is still 0, and 1 - beta⁰ is 0. When does t grow?"""
    return _model(*args, t=lambda o: 0)


@model.mistake
def model_t_stays_one(*args):
    """With "adam" every step is corrected as if it were the first. When does t grow?"""
    return _model(*args, t=lambda o: 1)


@model.mistake
def model_t_counts_epochs(*args):
    """With "adam" your t grows once in an epoch. What does t count, epochs or steps?"""
    return _model(*args, t=lambda o: o.epoch + 1)


@model.mistake
def model_t_begins_anew(*args):
    """With "adam" your t begins again in every epoch. v and s go on: what has t to do then?"""
    return _model(*args, t=lambda o: o.step_of_epoch)


@model.mistake
def model_t_begins_at_two(*args):
    """With "adam" your first step is corrected with t = 2. With which number does t begin, and when does it grow?"""
    return _model(*args, t=lambda o: o.t + 1)


@model.mistake
def model_forgets_each_epoch(*args):
    """v and s are zeros again at the start of every epoch. Where are they made, inside the loops or before them?"""
    return _model(*args, forgets=lambda o: o.step_of_epoch == 1)


@model.mistake
def model_forgets_each_step(*args):
    """v and s are zeros again before every step, so nothing is ever averaged. Where are they made?"""
    return _model(*args, forgets=lambda o: True)


@model.mistake
def model_always_gd(X, Y, optimizer, *settings):
    """Every optimizer gave the steps of plain gradient descent. Where does your loop ask which one it is?"""
    return model(X, Y, "gd", *settings)


@model.mistake
def model_always_adam(X, Y, optimizer, *settings):
    """Every optimizer gave the steps of Adam. Where does your loop ask which one it is?"""
    return model(X, Y, "adam", *settings)


@model.mistake
def model_momentum_is_gd(X, Y, optimizer, *settings):
    """With "momentum" your model makes the steps of plain gradient descent. Which update belongs to that name?"""
    return model(X, Y, "gd" if optimizer == "momentum" else optimizer, *settings)


@model.mistake
def model_rmsprop_is_adam(X, Y, optimizer, *settings):
    """With "rmsprop" your model makes the steps of Adam. Does the chain of questions know that name?"""
    return model(X, Y, "adam" if optimizer == "rmsprop" else optimizer, *settings)


@model.mistake
def model_rmsprop_does_nothing(X, Y, optimizer, learning_rate, *settings):
    """With "rmsprop" nothing moves. Does the chain of questions know that name?"""
    return model(X, Y, optimizer, 0 if optimizer == "rmsprop" else learning_rate, *settings)


# model: what is passed on


@model.mistake
def model_rate_fixed(X, Y, optimizer, learning_rate, *settings):
    """Your training used the rate 0.0007 whatever learning_rate says. Was the argument passed on to the updates?"""
    return model(X, Y, optimizer, 0.0007, *settings)


@model.mistake
def model_batch_size_fixed(X, Y, optimizer, learning_rate, mini_batch_size, *settings):
    """Your mini-batches held up to 64 examples whatever mini_batch_size says. Was the argument passed on?"""
    return model(X, Y, optimizer, learning_rate, 64, *settings)


@model.mistake
def model_beta1_for_beta(X, Y, optimizer, learning_rate, mini_batch_size, beta, beta1, *settings):
    """Momentum and RMSProp used beta1. Which of the three betas is theirs?"""
    return model(X, Y, optimizer, learning_rate, mini_batch_size, beta1, beta1, *settings)


@model.mistake
def model_betas_not_passed_on(X, Y, optimizer, learning_rate, mini_batch_size, beta, beta1, beta2, *settings):
    """Adam used 0.9 and 0.999 whatever beta1 and beta2 say. Were these arguments passed on?"""
    return model(X, Y, optimizer, learning_rate, mini_batch_size, beta, 0.9, 0.999, *settings)


@model.mistake
def model_epsilon_not_passed_on(X, Y, optimizer, rate, size, beta, beta1, beta2, epsilon, *settings):
    """RMSProp and Adam used 1e-8 whatever epsilon says. Was the argument passed on?"""
    return model(X, Y, optimizer, rate, size, beta, beta1, beta2, 1e-8, *settings)


# model: the loops


@model.mistake
def model_whole_set_in_each_step(*args):
    """Each of your steps saw all the examples, once for every mini-batch. What goes into forward_propagation?"""
    return _model(*args, data=lambda o: (o.X, o.Y))


@model.mistake
def model_one_step_an_epoch(*args):
    """Only the last mini-batch of an epoch moved your parameters. How far is the update indented?"""
    return _model(*args, skips=lambda o: o.step_of_epoch < o.count)


@model.mistake
def model_one_epoch_too_few(*args):
    """Your training is one epoch short. Which numbers does range give to the outer loop?"""
    return _model(*args, epochs=lambda n: range(1, n))


@model.mistake
def model_one_epoch_too_many(*args):
    """Your training makes one epoch too many. Which numbers does range give to the outer loop?"""
    return _model(*args, epochs=lambda n: range(n + 1))


@model.mistake
def model_returns_inside_the_loop(*args):
    """Your training ends after its first epoch. How far is the return indented?"""
    return _model(*args, epochs=lambda n: range(1))


@model.mistake
def model_untrained(*args):
    """Your parameters are those of the start. What becomes of the ones that the update returns?"""
    return _model(*args, skips=lambda o: True)


@model.mistake
def model_widths_exchanged(*args):
    """Your first hidden layer has 2 neurons and the second 5. In which order does the text give them?"""
    return _model(*args, widths=(2, 5, 1))


# model: the costs


@model.mistake
def model_costs_only_if_printed(*args):
    """Your costs are empty when print_cost is False. Keeping and printing are two things: how far is each indented?"""
    return _model(*args, keeps=lambda o: False)


@model.mistake
def model_cost_of_every_epoch(*args):
    """Your costs hold one number an epoch. Which epochs are to be kept?"""
    return _model(*args, keeps=lambda o: True)


@model.mistake
def model_cost_divided_twice(*args):
    """Your costs are too small by a factor of m: compute_cost has averaged already. What is left to divide by?"""
    return _model(*args, kept=lambda o: o.total / o.m**2)


@model.mistake
def model_cost_added_up(*args):
    """Your costs are too large by a factor of m. What turns the sum over the examples into their mean?"""
    return _model(*args, kept=lambda o: o.total)


@model.mistake
def model_cost_after_the_steps(*args):
    """Your first cost is that of parameters that have already moved. Which ones does the cost of epoch 0 belong to?"""
    return _model(*args, kept=lambda o: compute_cost(forward_propagation(o.X, o.parameters)[0], o.Y))


@model.mistake
def model_costs_first(*args):
    """The costs came back first and the parameters second. In which order does the text name them?"""
    return model(*args)[::-1]


@model.mistake(reads_global=True)
def notebook_variable_in_the_model(X, Y, optimizer, *settings):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says. Which
    argument, or which name of its own, is meant?"""
    return model(train_X, train_Y, optimizer, *settings)
