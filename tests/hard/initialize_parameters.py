"""initialize_parameters: an exercise of a hard kind."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import close, drawn

from ._hints import HINTS


@exercise(
    returns={
        "W1": drawn("weights", points=2, std=0.01),
        "b1": close("biases", points=1),
        "W2": drawn("weights", std=0.01),
        "b2": close("biases"),
    },
    hints=HINTS,
    reasons={"trivial": "zeros biases: zeros are the biases that are asked for."},
)
def initialize_parameters(n_x, n_h, n_y):
    """Small random weights and zero biases."""
    return {
        "W1": np.random.randn(n_h, n_x) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }


@initialize_parameters.inputs
def layer_sizes(rng):
    n_x, n_h, n_y = rng.integers(30, 34), rng.integers(60, 64), rng.integers(40, 44)
    yield case(int(n_x), int(n_h), int(n_y))
    yield case(int(n_x) + 5, int(n_h) + 7, int(n_y) + 11)


@initialize_parameters.also_correct
def with_a_generator(n_x, n_h, n_y):
    rng = np.random.default_rng()
    return {
        "W1": rng.normal(0, 0.01, (n_h, n_x)),
        "b1": np.zeros((n_h, 1)),
        "W2": rng.standard_normal((n_y, n_h)) / 100,
        "b2": np.zeros((n_y, 1)),
    }


@initialize_parameters.also_correct
def with_a_seed_inside(n_x, n_h, n_y):
    np.random.seed(2)
    return initialize_parameters(n_x, n_h, n_y)


@initialize_parameters.mistake
def factor_left_out(n_x, n_h, n_y):
    """The weights spread a hundred times wider than the text asks for. How large is a typical weight of yours?"""
    return {
        "W1": np.random.randn(n_h, n_x),
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h),
        "b2": np.zeros((n_y, 1)),
    }


@initialize_parameters.mistake
def uniform_in_place_of_normal(n_x, n_h, n_y):
    """All the weights are positive; the text asks for a bell curve around zero. Which of NumPy's draws is that?"""
    return {
        "W1": np.random.rand(n_h, n_x) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.rand(n_y, n_h) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }


@initialize_parameters.mistake
def shapes_turned(n_x, n_h, n_y):
    """W1 and W2 have rows and columns exchanged. Which layer does a row of W1 belong to?"""
    right = initialize_parameters(n_x, n_h, n_y)
    return {**right, "W1": right["W1"].T, "W2": right["W2"].T}
