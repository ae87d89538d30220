"""Functions that students are given in 03_optimization: shown, and not graded."""

from __future__ import annotations

import numpy as np

from autograder.key import given

from .standardize import standardize


@given
def relu(z):
    """ReLU of ``z``, a number or an array of any shape."""
    return np.maximum(0, z)


@given
def sigmoid(z):
    """Logistic function of ``z``, a number or an array of any shape."""
    return 1 / (1 + np.exp(-z))


@given
def forward_propagation(X, parameters):
    """ReLU, ReLU, sigmoid: probabilities ``a3 (1, m)``, and what the way back needs."""
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    z1 = np.dot(W1, X) + b1
    a1 = relu(z1)
    z2 = np.dot(W2, a1) + b2
    a2 = relu(z2)
    z3 = np.dot(W3, a2) + b3
    a3 = sigmoid(z3)
    return a3, (z1, a1, W1, b1, z2, a2, W2, b2, z3, a3, W3, b3)


@given
def compute_cost(a3, Y):
    """Cross-entropy of probabilities ``a3 (1, m)`` for labels ``Y (1, m)``, averaged."""
    m = Y.shape[1]
    return float(-np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)) / m)


@given
def backward_propagation(X, Y, cache):
    """Gradients by all parameters (``dW1``, ``db1``, ...) and by what lies between."""
    m = X.shape[1]
    (_, a1, _, _, _, a2, W2, _, _, a3, W3, _) = cache
    dz3 = (a3 - Y) / m
    dW3 = np.dot(dz3, a2.T)
    db3 = np.sum(dz3, axis=1, keepdims=True)
    da2 = np.dot(W3.T, dz3)
    dz2 = da2 * (a2 > 0)
    dW2 = np.dot(dz2, a1.T)
    db2 = np.sum(dz2, axis=1, keepdims=True)
    da1 = np.dot(W2.T, dz2)
    dz1 = da1 * (a1 > 0)
    dW1 = np.dot(dz1, X.T)
    db1 = np.sum(dz1, axis=1, keepdims=True)
    return {
        "dz3": dz3,
        "dW3": dW3,
        "db3": db3,
        "da2": da2,
        "dz2": dz2,
        "dW2": dW2,
        "db2": db2,
        "da1": da1,
        "dz1": dz1,
        "dW1": dW1,
        "db1": db1,
    }


@given
def predict(X, y, parameters):
    """Predictions 0 or 1, ``(1, m)``, for ``X (n, m)``; prints how many equal ``y``."""
    a3, _ = forward_propagation(X, parameters)
    predictions = (a3 > 0.5).astype(int)
    print(f"Accuracy: {np.mean(predictions == y):.3f}")
    return predictions


@given
def standardize_like(X_new, X):
    """``X_new (n, k)``, standardised with mean and deviation of ``X (n, m)``.

    Both are read off what ``standardize`` makes of X; no feature of X may be constant.
    """
    lowest, highest = X.min(axis=1, keepdims=True), X.max(axis=1, keepdims=True)
    Z = standardize(X)
    low, high = Z.min(axis=1, keepdims=True), Z.max(axis=1, keepdims=True)
    sigma = (highest - lowest) / (high - low)
    mu = lowest - sigma * low
    return (X_new - mu) / sigma
