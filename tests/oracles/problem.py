"""The problem on which the optimisers are compared: thirteen parameters, a bowl that is not quadratic, and a wind.

    f(theta, t) = sum of log cosh(theta - target) + 0.05 theta^4 + wind(t) theta,  plus 0.1 (sum of theta)^2

The wind changes with every step t, as mini-batches change a cost. Without it gradients and their averages would
shrink to nothing near the bottom, and RMSprop and Adam would divide rounding errors by one another.
"""

from __future__ import annotations

import numpy as np

SHAPES = {"W1": (3, 2), "b1": (3, 1), "W2": (1, 3), "b2": (1, 1)}
STEPS = 1000
CHECKPOINTS = (1, 2, 10, 100, 1000)

RUNS = {
    "gd": {"optimizer": "gd", "learning_rate": 0.02},
    "momentum": {"optimizer": "momentum", "learning_rate": 0.05, "beta": 0.9},
    "momentum, short memory": {"optimizer": "momentum", "learning_rate": 0.03, "beta": 0.6},
    "rmsprop": {"optimizer": "rmsprop", "learning_rate": 0.01, "beta": 0.9, "epsilon": 1e-8},
    "rmsprop, large epsilon": {"optimizer": "rmsprop", "learning_rate": 0.02, "beta": 0.97, "epsilon": 0.05},
    "adam": {"optimizer": "adam", "learning_rate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8},
    "adam, large epsilon": {"optimizer": "adam", "learning_rate": 0.03, "beta1": 0.8, "beta2": 0.95, "epsilon": 0.05},
}


def _numbered(wave) -> dict[str, np.ndarray]:
    """``wave`` of the numbers 1 to 13, laid out as the parameters."""
    numbers = iter(range(1, 100))
    return {
        name: np.array([[float(wave(next(numbers))) for _ in range(columns)] for _ in range(rows)])
        for name, (rows, columns) in SHAPES.items()
    }


def start() -> dict[str, np.ndarray]:
    """Where every run starts."""
    return _numbered(lambda k: 1.5 * np.cos(k))


def targets() -> dict[str, np.ndarray]:
    """Where log cosh would be lowest."""
    return _numbered(lambda k: 2 * np.sin(2 * k))


def wind(t: int) -> dict[str, np.ndarray]:
    """The slope that step ``t`` adds."""
    return _numbered(lambda k: 0.5 * np.sin(0.7 * t * k))


def gradients(parameters: dict[str, np.ndarray], t: int) -> dict[str, np.ndarray]:
    """The gradients of f at step ``t`` (1, 2, 3, ...), keyed dW1, db1, dW2, db2; by hand."""
    aims, blows = targets(), wind(t)
    total = sum(values.sum() for values in parameters.values())
    return {
        f"d{name}": np.tanh(values - aims[name]) + 0.2 * values**3 + blows[name] + 0.2 * total
        for name, values in parameters.items()
    }
