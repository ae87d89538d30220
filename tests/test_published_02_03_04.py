"""The published numbers of the flower, the two moons and the irises come out of the references."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from autograder.key.assignment import load_assignment
from neural_networks import datasets
from tests.keys import KEYS

ROOT = Path(__file__).resolve().parents[1]
MOONS = {"gd": 0.797, "momentum": 0.797, "adam": 0.940}


def functions(name):
    """All functions of an answer key by name: references, and helpers that are given."""
    assignment = load_assignment(KEYS[name])
    return {helper.name: helper.function for helper in assignment.given} | assignment.exercises


# --- 02: the flower -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def one_hidden_layer():
    return functions("02_one_hidden_layer")


def classic_start(n_x, n_h, n_y):
    """The weights of the published run: seed 2, W1 before W2."""
    random = np.random.RandomState(2)
    return {
        "W1": random.randn(n_h, n_x) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": random.randn(n_y, n_h) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }


def test_the_flowers_first_cost_is_the_published_one(one_hidden_layer):
    X, Y = datasets.load_flower()
    A2, _ = one_hidden_layer["forward_propagation"](X, classic_start(2, 4, 1))
    assert f"{float(np.squeeze(one_hidden_layer['compute_cost'](A2, Y))):.6f}" == "0.693048"


def test_four_hidden_units_learn_nine_tenths_of_the_flower(one_hidden_layer):
    X, Y = datasets.load_flower()
    assert one_hidden_layer["layer_sizes"](X, Y) == (2, 4, 1)
    parameters = one_hidden_layer["nn_model"](X, Y, 4, num_iterations=10000)
    assert 0.88 < np.mean(one_hidden_layer["predict"](parameters, X) == Y) < 0.93


def test_step_by_step_from_the_classic_start_the_flower_is_learned_as_well(one_hidden_layer):
    X, Y = datasets.load_flower()
    parameters = classic_start(2, 4, 1)
    for iteration in range(10000):
        A2, cache = one_hidden_layer["forward_propagation"](X, parameters)
        if iteration == 9000:
            assert float(np.squeeze(one_hidden_layer["compute_cost"](A2, Y))) == pytest.approx(0.2186, abs=2e-4)
        grads = one_hidden_layer["backward_propagation"](parameters, cache, X, Y)
        parameters = one_hidden_layer["update_parameters"](parameters, grads)
    assert np.mean(one_hidden_layer["predict"](parameters, X) == Y) == pytest.approx(0.905, abs=0.005)


def test_logistic_regression_learns_less_than_half_of_the_flower():
    X, Y = datasets.load_flower()
    result = functions("01_logistic_regression")["model"](X, Y, X, Y, 2000, 0.05)
    assert np.mean(result["Y_prediction_train"] == Y) == pytest.approx(0.47, abs=0.01)


# --- 03: the two moons --------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(("optimizer", "accuracy"), MOONS.items())
def test_the_moons_are_learned_as_published(optimizer, accuracy):
    key = functions("03_optimization")
    X, Y = datasets.load_two_moons()
    parameters, costs = key["model"](X, Y, optimizer, num_epochs=10000, print_cost=False)
    A3, _ = key["forward_propagation"](X, parameters)
    assert f"{np.mean((A3 > 0.5) == Y):.3f}" == f"{accuracy:.3f}"
    assert len(costs) == 100 and costs[-1] < costs[0]


# --- 04: the irises -----------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_the_irises_are_learned_as_published_whatever_the_split(seed):
    """The text's own figure, 1 - mean absolute error, is 99.04 % in training and 92.86 % in validation.

    It is no share of right classes; that share is counted beside it.
    """
    key = functions("04_iris_backpropagation")
    flowers = datasets.load_iris()
    X, Y = key["normalize"](flowers.X), key["to_one_hot"](flowers.Y)
    X_train, X_test, Y_train, Y_test = key["split"](X, Y, 0.33, seed)
    assert (len(X_train), len(X_test)) == (100, 50)
    np.random.seed(seed)
    weights, errors = key["train"](X_train, Y_train)
    _, of_train = key["forward"](X_train, weights["w0"], weights["w1"])
    _, of_test = key["forward"](X_test, weights["w0"], weights["w1"])
    assert 0.97 < 1 - np.mean(np.abs(Y_train - of_train)) < 0.998
    assert 0.90 < 1 - np.mean(np.abs(Y_test - of_test)) < 0.99
    assert 0.96 < key["accuracy"](of_train, Y_train) <= 1
    assert 0.88 < key["accuracy"](of_test, Y_test) <= 1
    assert len(errors) == 1000 and errors[-1] < errors[0] / 5
