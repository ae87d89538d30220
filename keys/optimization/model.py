"""The exercise model of 03_optimization: a network of three layers, trained with the optimiser of your choice."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.key import exercise, slip, steps
from autograder.rules import all_of, he_start, training_costs, trajectory

from ._given import backward_propagation, compute_cost, forward_propagation
from ._inputs import LAYERS, SETTINGS, _learnable, _sizes
from ._models import OTHER_MODELS
from .initialize_adam import initialize_adam
from .initialize_momentum import initialize_momentum
from .initialize_parameters_he import initialize_parameters_he
from .initialize_rmsprop import initialize_rmsprop
from .random_mini_batches import random_mini_batches
from .update_parameters_with_adam import update_parameters_with_adam
from .update_parameters_with_gd import update_parameters_with_gd
from .update_parameters_with_momentum import update_parameters_with_momentum
from .update_parameters_with_rmsprop import update_parameters_with_rmsprop

# What a notebook has lying around once its cells have run. Only the versions that read a variable of the
# notebook in the place of an argument use these names.
train_X = np.array([[0.4, -0.9, 1.2, 0.1], [0.7, 0.3, -0.5, -1.1]])
train_Y = np.array([[1.0, 0.0, 0.0, 1.0]])

_NET: dict[str, Any] = {"network": LAYERS, "arguments": SETTINGS}


@exercise(
    returns=all_of(
        he_start("start", points=1, **_NET),
        trajectory("gd", points=1, own_widths=True, **_NET),
        training_costs("costs", points=1, own_widths=True, **_NET),
        training_costs("every 100 epochs", points=1, up_to_a_factor=True, own_widths=True, **_NET),
    ),
    case_points={"mini-batches": 1, "momentum": 1, "rmsprop": 1, "adam": 1},
    order=("start", "gd", "mini-batches", "momentum", "rmsprop", "adam", "costs", "every 100 epochs"),
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
        "What does each optimiser have to remember from one step to the next, and which of your functions makes that "
        "memory before the first step?",
        "forward_propagation returns two things, and so do most of your steps. Which of them does the next line need, "
        "and which does the next step need?",
        "The cost of a batch counts as often as the batch has examples. What a step returns is stored again, its "
        "memory included. A function that returns two things:\n    whole, rest = divmod(17, 5)",
    ),
    equivalent={
        "np.random.seed(3): 3 -> 2": "any start is right",
        "np.random.seed(3): 3 -> 4": "any start is right",
        "seed = 10: 10 -> 9": "any shuffling is right",
        "seed = 10: 10 -> 11": "any shuffling is right",
        "seed += 1: 1 -> 2": "any shuffling is right",
        "costs.append(total / X.shape[1]): X -> Y": "both have one column an example",
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
    layers_dims = [X.shape[0], 5, 2, 1]
    parameters = initialize_parameters_he(layers_dims)
    v, s = initialize_adam(parameters)
    costs = []
    seed = 10
    t = 0
    for epoch in range(num_epochs):
        seed += 1
        total = 0
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            a3, cache = forward_propagation(X_batch, parameters)
            total += compute_cost(a3, Y_batch) * Y_batch.shape[1]
            gradients = backward_propagation(X_batch, Y_batch, cache)
            t += 1
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            elif optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate)
            elif optimizer == "rmsprop":
                parameters, s = update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon)
            elif optimizer == "adam":
                parameters, v, s = update_parameters_with_adam(
                    parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon
                )
        hundredth = epoch % 100 == 0
        if hundredth:
            costs.append(total / X.shape[1])
    return parameters, costs


@model.inputs
def model_inputs(rng):
    """Each optimiser from its start on, seen where the learning rate is 0; no setting is a default.

    They are tried with the two inputs of the notebook, so that another count of inputs shows in the start alone: there
    the network is wide enough to tell how its weights are spread, and examples are small, so that no step hides it.
    gd and Adam see mini-batches as well: over many epochs, so that new ones show, and where t is not the epoch.
    """

    def training(part, m, size, optimizer, epochs, rule="gd", n=2, printed=False):
        X, Y = _learnable(rng, n, m)
        rate = float(_sizes(rng, 0.08, 0.2, ())) / (10 if part == "mini-batches" else 1)
        beta, beta1 = (float(x) for x in rng.permutation([0.7, 0.8]))
        beta2, epsilon = float(rng.choice([0.93, 0.95, 0.97])), float(_sizes(rng, 0.002, 0.006, (), places=4))
        epsilon = epsilon / 20 if rule == "start" else epsilon  # who takes it for the rate moves hardly, on every seed
        settings = (beta, beta1, beta2, epsilon, epochs[-1], printed)
        rates = (0.0, *(rate,) * (len(epochs) - 1))
        X = X / 1000 if rule == "start" else X
        return steps(X, Y, optimizer, rate, size, *settings, vary={3: rates, 9: epochs}, part={rule: part})

    for m in (4, 5):
        yield training("gd", m, 9, "gd", (1, 1, 2))
        yield training("momentum", m + 2, 8, "momentum", (1, 1, 2))
        yield training("rmsprop", m + 1, 7, "rmsprop", (1, 1, 2))
        yield training("adam", m - 1, m - 2, "adam", (1, 1, 2))
        yield training("start", 8 - m, 9, "gd", (1,), "start", n=27 + m)
        yield training("costs", m + 2, 4, "gd", (1,), "costs", printed=True)
        yield training("every 100 epochs", m, 9, "gd", (1, 1, 3) if m == 4 else (1, 100, 101), "every 100 epochs")
    yield training("mini-batches", 7, 4, "gd", (1, *range(1, 9)))


@model.also_correct
def model_by_optimizer(X, Y, optimizer, rate, size, beta, beta1, beta2, epsilon, num_epochs, print_cost):
    """The form of the notebook, with steps that change their arrays in place."""
    costs, t, m = [], 0, X.shape[1]
    np.random.seed(3)
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    if optimizer == "momentum":
        v = initialize_momentum(parameters)
    elif optimizer == "rmsprop":
        s = initialize_rmsprop(parameters)
    elif optimizer == "adam":
        v, s = initialize_adam(parameters)
    for i in range(num_epochs):
        cost_total = 0
        for minibatch_X, minibatch_Y in random_mini_batches(X, Y, size, i):
            a3, caches = forward_propagation(minibatch_X, parameters)
            cost_total += compute_cost(a3, minibatch_Y) * minibatch_X.shape[1]
            grads = backward_propagation(minibatch_X, minibatch_Y, caches)
            t = t + 1
            for key in parameters:
                step = grads["d" + key]
                if optimizer == "momentum":
                    v["d" + key] = beta * v["d" + key] + (1 - beta) * step
                    step = v["d" + key]
                elif optimizer == "rmsprop":
                    s["d" + key] = beta * s["d" + key] + (1 - beta) * np.power(step, 2)
                    step = step / (np.sqrt(s["d" + key]) + epsilon)
                elif optimizer == "adam":
                    v["d" + key] = beta1 * v["d" + key] + (1 - beta1) * step
                    s["d" + key] = beta2 * s["d" + key] + (1 - beta2) * np.power(step, 2)
                    step = v["d" + key] / (1 - beta1**t) / (np.sqrt(s["d" + key] / (1 - beta2**t)) + epsilon)
                parameters[key] -= rate * step
        cost_avg = cost_total / m
        if print_cost and i % 1000 == 0:
            print(f"Cost after epoch {i}: {cost_avg}")
        if i % 100 == 0:
            costs.append(np.array([cost_avg]))
    return parameters, costs


for version in OTHER_MODELS:
    model.also_correct(version)

model.slips(
    # model: the optimisers
    model_t_stays_one=(
        "for epoch in range(num_epochs):\n    t = 1",
        'With "adam" every step is corrected as if it were the first. When does t grow?',
    ),
    model_t_counts_epochs=(
        "for epoch in range(num_epochs):\n    t = epoch + 1",
        'With "adam" your t grows once in an epoch. What does t count, epochs or steps?',
    ),
    model_t_begins_anew=(
        "total = 0\nt = 0",
        'With "adam" your t begins again in every epoch, while v and s go on. Where is t set, and how often is that '
        "line reached?",
    ),
    model_t_begins_at_two=(
        "t = 1",
        'With "adam" your first step is corrected with t = 2. With which number does t begin, and when does it grow?',
    ),
    model_forgets_each_epoch=(
        "total = 0\nv, s = initialize_adam(parameters)",
        "v and s are zeros again at the start of every epoch. Where are they made, inside the loops or before them?",
    ),
    model_forgets_each_step=(
        "t += 1\nv, s = initialize_adam(parameters)",
        "v and s are zeros again before every step, so nothing is ever averaged. Where are they made?",
    ),
    model_always_gd=(
        'optimizer = "gd"',
        "Every optimizer gave the steps of plain gradient descent. Where does your loop ask which one it is?",
    ),
    model_always_adam=(
        'optimizer = "adam"',
        "Every optimizer gave the steps of Adam. Where does your loop ask which one it is?",
    ),
    model_momentum_is_gd=(
        (
            't += 1\nif optimizer == "momentum":\n'
            "    parameters = update_parameters_with_gd(parameters, gradients, learning_rate)",
            "parameters, v = ...",
        ),
        'With "momentum" your model makes the steps of plain gradient descent. Which update belongs to that name?',
    ),
    model_rmsprop_is_adam=(
        (
            't += 1\nif optimizer == "rmsprop":\n    parameters, v, s = update_parameters_with_adam('
            "parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon)",
            "parameters, s = ...",
        ),
        'With "rmsprop" your model makes the steps of Adam. Which if or elif of yours is meant for that name?',
    ),
    model_rmsprop_does_nothing=(
        "parameters, s = ...",
        'With "rmsprop" nothing moves. Which if or elif of yours is meant for that name?',
    ),
    # model: what is passed on
    model_rate_fixed=(
        "learning_rate = 0.0007",
        "Your training used the rate 0.0007 whatever learning_rate says. Was the argument passed on to the updates?",
    ),
    model_batch_size_fixed=(
        "for X_batch, Y_batch in random_mini_batches(X, Y, seed=seed):",
        "Your mini-batches held up to 64 examples whatever mini_batch_size says. Was the argument passed on?",
    ),
    model_beta1_for_beta=(
        (
            "parameters, v = update_parameters_with_momentum(parameters, gradients, v, beta1, learning_rate)",
            "parameters, s = update_parameters_with_rmsprop(parameters, gradients, s, beta1, learning_rate, epsilon)",
        ),
        "Momentum and RMSProp used beta1. Which of the three betas is theirs?",
    ),
    model_betas_not_passed_on=(
        "parameters, v, s = update_parameters_with_adam("
        "parameters, gradients, v, s, t, learning_rate, epsilon=epsilon)",
        "Adam used 0.9 and 0.999 whatever beta1 and beta2 say. Were these arguments passed on?",
    ),
    model_epsilon_not_passed_on=(
        (
            "parameters, s = update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate)",
            "parameters, v, s = update_parameters_with_adam("
            "parameters, gradients, v, s, t, learning_rate, beta1, beta2)",
        ),
        "RMSProp and Adam used 1e-8 whatever epsilon says. Was the argument passed on?",
    ),
    # model: the loops
    model_whole_set_in_each_step=(
        (
            "a3, cache = forward_propagation(X, parameters)",
            "total += compute_cost(a3, Y) * Y_batch.shape[1]",
            "gradients = backward_propagation(X, Y, cache)",
        ),
        "Each of your steps saw all the examples, once for every mini-batch. What goes into forward_propagation?",
    ),
    model_one_step_an_epoch=(
        (
            'if optimizer == "gd":\n    parameters = ...',
            "parameters, v = ...",
            "parameters, s = ...",
            "parameters, v, s = ...",
            'hundredth = epoch % 100 == 0\nif optimizer == "gd":\n'
            "    parameters = update_parameters_with_gd(parameters, gradients, learning_rate)\n"
            'elif optimizer == "momentum":\n'
            "    parameters, v = update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate)\n"
            'elif optimizer == "rmsprop":\n    parameters, s = update_parameters_with_rmsprop('
            "parameters, gradients, s, beta, learning_rate, epsilon)\n"
            'elif optimizer == "adam":\n    parameters, v, s = update_parameters_with_adam('
            "parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon)",
        ),
        "Only the last mini-batch of an epoch moved your parameters. In which of the two loops does the update stand?",
    ),
    model_one_epoch_too_few=(
        "for epoch in range(1, num_epochs):",
        "Your training is one epoch short. Which numbers does range give to the outer loop?",
    ),
    model_one_epoch_too_many=(
        "for epoch in range(num_epochs + 1):",
        "Your training makes one epoch too many. Which numbers does range give to the outer loop?",
    ),
    model_returns_inside_the_loop=(
        "costs.append(total / X.shape[1])\nreturn parameters, costs",
        "Your training ends after its first epoch. How many turns does the outer loop make before the function "
        "returns?",
    ),
    model_untrained=(
        (
            'if optimizer == "gd":\n    parameters = ...',
            "parameters, v = ...",
            "parameters, s = ...",
            "parameters, v, s = ...",
        ),
        "Your parameters are those of the start. What becomes of the ones that the update returns?",
    ),
    model_widths_exchanged=(
        "layers_dims = [X.shape[0], 2, 5, 1]",
        "Your first hidden layer has 2 neurons and the second 5. In which order does the text give them?",
    ),
    # model: the start
    model_from_zeros=(
        "v, s = initialize_adam(parameters)\n"
        'parameters |= {key: 0 * value for key, value in parameters.items() if key[0] == "W"}',
        "All your weights begin as 0, so the neurons of a layer stay alike. Which function of yours breaks the tie?",
    ),
    model_from_a_hundredth=(
        "v, s = initialize_adam(parameters)\nparameters |= {key: 0.01 * value for key, value in parameters.items()}",
        "Your weights begin a hundred times smaller than those of He. Which function of yours makes the start?",
    ),
    # model: the costs
    model_costs_only_if_printed=(
        "hundredth = print_cost and epoch % 100 == 0",
        "Your costs are empty when print_cost is False. Which line keeps a cost, and when does your loop reach it?",
    ),
    model_cost_of_every_epoch=(
        "hundredth = True",
        "Your costs hold one number for each epoch. Of which epochs does the text keep the cost?",
    ),
    model_cost_divided_twice=(
        "costs.append(total / X.shape[1] / X.shape[1])",
        "Your costs are too small by a factor of m. How often are they divided by m on the way?",
    ),
    model_cost_added_up=(
        "costs.append(total)",
        "Your costs are too large by a factor of m. What turns the sum over the examples into their mean?",
    ),
    model_cost_after_the_steps=(
        "costs.append(compute_cost(forward_propagation(X, parameters)[0], Y))",
        "Your first cost is that of parameters that have already moved. Which ones does the cost of epoch 0 belong to?",
    ),
    model_costs_first=(
        "return costs, parameters",
        "The costs came back first and the parameters second. In which order does the text name them?",
    ),
    notebook_variable_in_the_model=slip(
        (
            "layers_dims = [train_X.shape[0], 5, 2, 1]",
            "for X_batch, Y_batch in random_mini_batches(train_X, train_Y, mini_batch_size, seed):",
            "costs.append(total / train_X.shape[1])",
        ),
        "Your function reads {name}, a variable of the notebook, so its arguments alone do not decide what it returns. "
        "Which argument, or which name of its own, is meant?",
        reads_global=True,
    ),
)
