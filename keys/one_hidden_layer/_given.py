"""Functions that students are given in 02_one_hidden_layer: shown, and not graded."""

from __future__ import annotations

import numpy as np

from autograder.key import given


@given
def sigmoid(z):
    """Squeeze every number of z into the range from 0 to 1."""
    return 1 / (1 + np.exp(-z))


@given
def initialize_parameters_rows(n, n_h, n_y):
    """Weights from N(0, 1) and biases of zero: "w1", "b1", "w2", "b2"."""
    rng = np.random.default_rng(3)
    return {
        "w1": rng.normal(size=(n_h, n)),
        "b1": np.zeros((n_h, 1)),
        "w2": rng.normal(size=(n_y, n_h)),
        "b2": np.zeros((n_y, 1)),
    }


@given
def bowl(theta):
    """A valley, steeper along each entry of theta: t0^2 + 2 t1^2 + 3 t2^2 + ..."""
    steepness = np.arange(1, theta.size + 1).reshape(theta.shape)
    return np.sum(steepness * theta**2)


@given
def waves(theta):
    """Hills and valleys: the sine of each entry, and the cosine of half their sum."""
    return np.sum(np.sin(theta)) + np.cos(np.sum(theta) / 2)
