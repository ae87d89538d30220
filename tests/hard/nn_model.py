"""nn_model: an exercise of a hard kind."""

from __future__ import annotations

import numpy as np

from autograder.key import exercise, steps
from autograder.rules import trajectory

from ._hints import HINTS
from .initialize_parameters import initialize_parameters


@exercise(
    returns=trajectory(
        "training",
        points=4,
        network=(("W1", "b1", "tanh"), ("W2", "b2", "sigmoid")),
        settings={"rate": 1.2},
        arguments={"iterations": 3},
    ),
    hints=HINTS,
    seconds=5,
    equivalent={"np.random.seed(3): 3 -> 2": "any start will do", "np.random.seed(3): 3 -> 4": "any start will do"},
)
def nn_model(X, Y, n_h, num_iterations=10000):
    """Gradient descent on one hidden layer; the learning rate is 1.2."""
    np.random.seed(3)
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    return descend(parameters, X, Y, num_iterations, 1.2)


def descend(parameters, X, Y, num_iterations, rate):
    """The loop by itself."""
    W1, b1, W2, b2 = (parameters[name].copy() for name in ("W1", "b1", "W2", "b2"))
    m = X.shape[1]
    for _ in range(num_iterations):
        A1 = np.tanh(W1 @ X + b1)
        A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
        dZ2 = A2 - Y
        dZ1 = W2.T @ dZ2 * (1 - A1**2)
        W2, b2 = W2 - rate * dZ2 @ A1.T / m, b2 - rate * dZ2.sum(axis=1, keepdims=True) / m
        W1, b1 = W1 - rate * dZ1 @ X.T / m, b1 - rate * dZ1.sum(axis=1, keepdims=True) / m
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@nn_model.inputs
def training_cases(rng):
    for n_x, n_h, m in ((2, 3, 11), (3, 5, 8)):
        X, Y = rng.normal(size=(n_x, m)), (rng.random((1, m)) < 0.5).astype(float)
        yield steps(X, Y, n_h, 7, vary={3: (6, 7, 8)})


@nn_model.also_correct
def larger_start(X, Y, n_h, num_iterations=10000):
    rng = np.random.default_rng()
    start = {
        "W1": rng.normal(size=(n_h, X.shape[0])) * 0.3,
        "b1": np.zeros((n_h, 1)),
        "W2": rng.normal(size=(1, n_h)) * 0.3,
        "b2": np.zeros((1, 1)),
    }
    return descend(start, X, Y, num_iterations, 1.2)


@nn_model.mistake
def hidden_size_fixed(X, Y, n_h, num_iterations=10000):
    """There are always four hidden units, whatever n_h is. Where does the size of the hidden layer come from?"""
    np.random.seed(3)
    return descend(initialize_parameters(X.shape[0], 4, 1), X, Y, num_iterations, 1.2)


@nn_model.mistake
def another_rate(X, Y, n_h, num_iterations=10000):
    """The steps are smaller than the text asks for. With which learning rate are the parameters updated?"""
    np.random.seed(3)
    return descend(initialize_parameters(X.shape[0], n_h, 1), X, Y, num_iterations, 0.01)


@nn_model.mistake
def returns_early(X, Y, n_h, num_iterations=10000):
    """The result does not depend on the number of iterations. Where does the return stand: inside the loop?"""
    np.random.seed(3)
    return descend(initialize_parameters(X.shape[0], n_h, 1), X, Y, 1, 1.2)
