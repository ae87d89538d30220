"""Right versions of model that nobody would write in the same way."""

from __future__ import annotations

import numpy as np

from ._given import backward_propagation, compute_cost, forward_propagation
from .initialize_adam import initialize_adam
from .initialize_momentum import initialize_momentum
from .initialize_parameters_he import initialize_parameters_he
from .initialize_rmsprop import initialize_rmsprop
from .random_mini_batches import random_mini_batches
from .update_parameters_with_adam import update_parameters_with_adam
from .update_parameters_with_gd import update_parameters_with_gd
from .update_parameters_with_momentum import update_parameters_with_momentum
from .update_parameters_with_rmsprop import update_parameters_with_rmsprop


def model_with_a_table_of_steps(
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
    """The memory is made for all, whatever the optimiser; a table chooses the step; costs are sliced at the end."""
    np.random.seed(8)
    state = initialize_parameters_he([X.shape[0], 5, 2, 1])
    velocity, squares = initialize_adam(state)
    memory = {"gd": (), "momentum": (velocity,), "rmsprop": (squares,), "adam": (velocity, squares)}[optimizer]
    table = {
        "gd": lambda g, t: (update_parameters_with_gd(state, g, learning_rate),),
        "momentum": lambda g, t: update_parameters_with_momentum(state, g, *memory, beta, learning_rate),
        "rmsprop": lambda g, t: update_parameters_with_rmsprop(state, g, *memory, beta, learning_rate, epsilon=epsilon),
        "adam": lambda g, t: update_parameters_with_adam(
            state, g, *memory, t, beta1=beta1, beta2=beta2, learning_rate=learning_rate, epsilon=epsilon
        ),
    }
    taken, means = 0, []
    for epoch in range(num_epochs):
        costs, weights = [], []
        for some, labels in random_mini_batches(X, Y, mini_batch_size, seed=3 * epoch):
            taken += 1
            probabilities, cache = forward_propagation(some, state)
            costs.append(compute_cost(probabilities, labels))
            weights.append(labels.size)
            state, *memory = table[optimizer](backward_propagation(some, labels, cache), taken)
        means.append(np.average(costs, weights=weights))
    if print_cost:
        print(*means[::1000], sep="\n")
    return [state, tuple(means[::100])]


def model_in_one_vector(X, Y, optimizer, rate, size, beta, beta1, beta2, epsilon, num_epochs, print_cost=True):
    """All parameters lie in one vector, and no other function is called; Adam in the short form of its paper."""
    n, m = X.shape
    shapes = [(5, n), (5, 1), (2, 5), (2, 1), (1, 2), (1, 1)]
    ends = np.cumsum([rows * columns for rows, columns in shapes])
    rng, costs, t = np.random.default_rng(12), np.zeros((-(-num_epochs // 100), 1)), 0
    theta = np.concatenate([rng.normal(0, (2 / c) ** 0.5, r * c) if c > 1 else np.zeros(r) for r, c in shapes])
    v, s = np.zeros_like(theta), np.zeros_like(theta)

    def unpacked(vector):
        return [piece.reshape(shape) for piece, shape in zip(np.split(vector, ends[:-1]), shapes, strict=True)]

    for epoch in range(num_epochs):
        order, sum_of_costs = rng.permutation(m), 0.0
        for chosen in (order[k : k + size] for k in range(0, m, size)):
            W1, b1, W2, b2, W3, b3 = unpacked(theta)
            x, y = X[:, chosen], Y[:, chosen]
            a1 = (W1 @ x + b1).clip(0)
            a2 = (W2 @ a1 + b2).clip(0)
            z3 = W3 @ a2 + b3
            sum_of_costs += float(np.sum(np.logaddexp(0, z3) - y * z3))
            d3 = (1 / (1 + np.exp(-z3)) - y) / len(chosen)
            d2 = W3.T @ d3 * (a2 > 0)
            d1 = W2.T @ d2 * (a1 > 0)
            g = np.concatenate([part.ravel() for d, a in ((d1, x), (d2, a1), (d3, a2)) for part in (d @ a.T, d.sum(1))])
            t += 1
            if optimizer == "adam":
                v, s = beta1 * v + (1 - beta1) * g, beta2 * s + (1 - beta2) * g * g
                late = (1 - beta2**t) ** 0.5 / (1 - beta1**t)
                theta = theta - rate * late * v / (s**0.5 + epsilon)
            elif optimizer == "rmsprop":
                s += (1 - beta) * (g**2 - s)
                theta = theta - rate * g / (np.sqrt(s) + epsilon)
            else:
                keep = beta if optimizer == "momentum" else 0
                v = keep * v + (1 - keep) * g
                theta = theta - rate * v
        if not epoch % 100:
            costs[epoch // 100] = sum_of_costs / m
    names = ("W1", "b1", "W2", "b2", "W3", "b3")
    return dict(zip(names, unpacked(theta), strict=True)), costs


def model_with_a_counter_of_its_own(
    X, Y, optimizer, learning_rate, mini_batch_size, beta, beta1, beta2, epsilon, num_epochs, print_cost=False
):
    """A while loop; what is kept per batch is a sum over its examples; one class remembers for all the optimisers."""

    class Memory:
        def __init__(self, parameters):
            self.v, self.s = initialize_adam(parameters)
            self.t = 0

        def step(self, parameters, gradients):
            self.t = self.t + 1
            if optimizer == "gd":
                return update_parameters_with_gd(parameters, gradients, learning_rate)
            if optimizer == "momentum":
                parameters, self.v = update_parameters_with_momentum(
                    parameters, gradients, self.v, beta=beta, learning_rate=learning_rate
                )
            elif optimizer == "rmsprop":
                parameters, self.s = update_parameters_with_rmsprop(
                    parameters, gradients, self.s, beta, learning_rate, epsilon
                )
            else:
                parameters, self.v, self.s = update_parameters_with_adam(
                    parameters, gradients, self.v, self.s, self.t, learning_rate, beta1, beta2, epsilon
                )
            return parameters

    np.random.seed(21)
    parameters = initialize_parameters_he((len(X), 5, 2, 1))
    memory, costs, epoch = Memory(parameters), {}, 0
    while epoch < num_epochs:
        losses = []
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, epoch):
            a3, cache = forward_propagation(X_batch, parameters)
            losses.extend((-np.log(np.where(Y_batch == 1, a3, 1 - a3)))[0])
            parameters = memory.step(parameters, backward_propagation(X_batch, Y_batch, cache))
        if epoch in range(0, num_epochs, 100):
            costs[epoch] = np.mean(losses)
        epoch += 1
    return {key: value.tolist() for key, value in parameters.items()}, list(costs.values())


def model_from_another_start(X, Y, optimizer, learning_rate, mini_batch_size, beta, beta1, beta2, epsilon, num_epochs):
    """The classic form: another start, another shuffling, epsilon inside the roots."""
    np.random.seed(5)
    parameters = initialize_parameters_he([len(X), 5, 2, 1])
    v, s, t, kept = initialize_momentum(parameters), initialize_rmsprop(parameters), 1, []
    for _ in range(num_epochs):
        kept.append(0)
        order = np.random.permutation(X.shape[1])
        for chosen in np.split(order, np.arange(mini_batch_size, len(order), mini_batch_size)):
            a3, cache = forward_propagation(X[:, chosen], parameters)
            kept[-1] += compute_cost(a3, Y[:, chosen]) * len(chosen) / len(order)
            gradients = backward_propagation(X[:, chosen], Y[:, chosen], cache)
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            if optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate)
            if optimizer == "rmsprop":
                for key in s:
                    s[key] = beta * s[key] + (1 - beta) * gradients[key] ** 2
                    root = np.sqrt(s[key] + epsilon)
                    parameters[key[1:]] = parameters[key[1:]] - learning_rate * gradients[key] / root
            if optimizer == "adam":
                for key in s:
                    v[key] = beta1 * v[key] + (1 - beta1) * gradients[key]
                    s[key] = beta2 * s[key] + (1 - beta2) * gradients[key] ** 2
                    root = np.sqrt(s[key] / (1 - beta2**t) + epsilon)
                    parameters[key[1:]] = parameters[key[1:]] - learning_rate * v[key] / (1 - beta1**t) / root
            t += 1
    return parameters, kept[::100]


OTHER_MODELS = (
    model_from_another_start,
    model_with_a_table_of_steps,
    model_in_one_vector,
    model_with_a_counter_of_its_own,
)
