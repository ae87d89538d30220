"""Functions that students are given in 04_iris_backpropagation: shown, and not graded."""

from __future__ import annotations

import numpy as np

from autograder.key import given


@given
def sigmoid(z):
    """The logistic function 1 / (1 + e^(-z)) of a number or an array."""
    return 1 / (1 + np.exp(-z))
