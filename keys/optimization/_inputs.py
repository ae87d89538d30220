"""What several exercises share."""

from __future__ import annotations

import itertools

import numpy as np

from autograder.key import case, signed


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
    """Parameters and gradients of networks with one, two and three layers, no two layers of one width.

    The gradients of the last one hold further entries, as those of backward_propagation do: who counts the layers in
    them counts too many.
    """
    for layer_dims in [(3, 2), (4, 2, 3), (5, 3, 4, 2)]:
        parameters = _network(rng, *layer_dims)
        gradients = _for_each(parameters, lambda shape: signed(rng, 0.3, 1.8, shape, places=2))
        if len(layer_dims) == 4:
            gradients["dz3"] = signed(rng, 0.3, 1.8, (layer_dims[-1], 6), places=2)
            gradients["da2"] = np.round(np.linspace(-1.7, 1.4, layer_dims[-2] * 6), 2).reshape(layer_dims[-2], 6)
        yield parameters, gradients


def _zero_inputs(rng):
    """Parameters of networks of one, two and three layers."""
    for layer_dims in [(3, 2), (4, 2, 3), (5, 3, 4, 2)]:
        yield case(_network(rng, *layer_dims))


ZEROS_ARE_ASKED_FOR = {"trivial": "zeros v, zeros s: zeros of the right shape are the very answer that is asked for."}
