"""What several exercises share."""

from __future__ import annotations

import itertools

import numpy as np

from autograder.key import case, signed

from ._given import backward_propagation, forward_propagation
from .initialize_parameters_he import initialize_parameters_he

# What the rules about model are told: its layers, and where its settings stand among the arguments.
LAYERS = (("W1", "b1", "relu"), ("W2", "b2", "relu"), ("W3", "b3", "sigmoid"))
SETTINGS = {"optimizer": 2, "rate": 3, "batch": 4, "beta": 5, "beta1": 6, "beta2": 7, "epsilon": 8, "iterations": 9}

# what a case with the same numbers in all arrays asks for, and what it counts for
EVERY = {"every number alike": "every number alike"}


def _sizes(rng, low, high, shape, places=2):
    """Rounded numbers between ``low`` and ``high``."""
    return np.round(rng.uniform(low, high, shape), places)


def _network(rng, *layer_dims):
    """Parameters of a network, the biases not 0."""
    parameters = {}
    for layer, (before, here) in enumerate(itertools.pairwise(layer_dims), 1):
        parameters[f"W{layer}"] = signed(rng, 0.2, 1.9, (here, before), places=2)
        parameters[f"b{layer}"] = signed(rng, 0.2, 1.9, (here, 1), places=2)
    return parameters


def _for_each(parameters, draw):
    """A dictionary ``dW1, db1, ...`` of arrays with the shapes of the parameters, each made by ``draw(shape)``."""
    return {"d" + key: draw(value.shape) for key, value in parameters.items()}


def _networks(rng):
    """Parameters and gradients of three networks of several layers, no two layers of one width."""
    for layer_dims in [(4, 2, 3), (5, 3, 4, 2), (3, 5, 2)]:
        parameters = _network(rng, *layer_dims)
        yield parameters, _for_each(parameters, lambda shape: signed(rng, 0.3, 1.8, shape, places=2))


def _alike(rng, *averages):
    """Parameters, gradients and averages of networks of one, two and three layers: later arrays repeat the first one.

    An average is a function that draws one, shape by shape. The gradients of the last network hold further entries, as
    those of backward_propagation do: who counts the layers in them counts too many.
    """
    for layer_dims in [(3, 2), (4, 2, 3), (5, 3, 4, 2)]:
        parameters = _network(rng, *layer_dims)
        gradients = _for_each(parameters, lambda shape: signed(rng, 0.3, 1.8, shape, places=2))
        gradients["dW1"].flat[:4] = np.abs(gradients["dW1"].flat[:4]) * (1, -1, 1, -1)  # roots of both are never alike
        further = [_for_each(parameters, draw) for draw in averages]
        for key, value in parameters.items():
            chosen = rng.permutation(parameters["W1"].size)[: value.size] if key != "W1" else np.arange(value.size)
            parameters[key] = parameters["W1"].reshape(-1)[chosen].reshape(value.shape)
            for drawn in (gradients, *further):
                drawn["d" + key] = drawn["dW1"].reshape(-1)[chosen].reshape(value.shape)
        if len(layer_dims) == 4:
            gradients["dz3"] = signed(rng, 0.3, 1.8, (layer_dims[-1], 6), places=2)
            gradients["da2"] = np.round(np.linspace(-1.7, 1.4, layer_dims[-2] * 6), 2).reshape(layer_dims[-2], 6)
        yield parameters, gradients, *further


def _velocities(rng):
    """A function that draws averages of gradients, none of them 0."""
    return lambda shape: signed(rng, 0.2, 1.2, shape, places=2)


def _squares(rng, low=0.1, high=1.6):
    """A function that draws averages of squares, none of them 0."""
    return lambda shape: _sizes(rng, low, high, shape)


def _learnable(rng, n, m):
    """Examples of a network [n, 5, 2, 1], and their labels, of which the usual start lets each reach every layer."""
    np.random.seed(3)
    parameters = initialize_parameters_he([n, 5, 2, 1])
    while True:
        drawn = signed(rng, 0.3, 1.9, (n, 60), places=2)
        a2 = forward_propagation(drawn, parameters)[1][5]
        alive = np.flatnonzero(np.max(a2, axis=0) > 0.3)
        X, Y = drawn[:, alive[:m]], (rng.random((1, m)) < 0.5).astype(float)
        if len(alive) < m or np.mean(Y) in (0, 0.5, 1):
            continue
        a3, cache = forward_propagation(X, parameters)
        gradients = backward_propagation(X, Y, cache)
        steep = all(np.max(np.abs(gradients["d" + key])) > 0.05 for key in parameters)
        if steep and np.max(np.abs(a3 - 0.5)) < 0.45:
            return X, Y


def _zero_inputs(rng):
    """Parameters of networks of one, two and three layers."""
    for layer_dims in [(3, 2), (4, 2, 3), (5, 3, 4, 2)]:
        yield case(_network(rng, *layer_dims))


ZEROS_ARE_ASKED_FOR = {"trivial": "zeros v, zeros s: zeros of the right shape are the very answer that is asked for."}
