"""The references of the answer keys against other libraries, whose numbers are frozen in tests/oracles, and calculus.

tests/oracles/make_oracles.py made the numbers with torch, scikit-learn and SciPy; none of them is needed here.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from autograder.key.assignment import load_assignment
from neural_networks import datasets
from tests.keys import KEYS
from tests.oracles import problem

ROOT = Path(__file__).resolve().parents[1]


def functions(name):
    """All functions of an answer key by name: references, and helpers that are given."""
    assignment = load_assignment(KEYS[name])
    return {helper.name: helper.function for helper in assignment.given} | assignment.exercises


@pytest.fixture(scope="module")
def one_hidden_layer():
    return functions("02_one_hidden_layer")


@pytest.fixture(scope="module")
def optimization():
    return functions("03_optimization")


@pytest.fixture(scope="module")
def iris():
    return functions("04_iris_backpropagation")


def oracle(name):
    return json.loads((ROOT / "tests" / "oracles" / f"{name}.json").read_text("utf-8"))


def column(values):
    return np.array(values, dtype=float)


# --- optimisers: torch, over 1000 steps ---------------------------------------------------------------------------

RUNS = oracle("optimizers")["runs"]


def test_the_frozen_runs_are_those_of_the_problem():
    assert {name: run["settings"] for name, run in RUNS.items()} == problem.RUNS


def step(key, settings, parameters, gradients, memory, t):
    """One step of the course: the parameters after it, and the memory by name."""
    name, rate = settings["optimizer"], settings["learning_rate"]
    update = key[f"update_parameters_with_{name}"]
    if name == "gd":
        return update(parameters, gradients, rate), {}
    if name == "momentum":
        parameters, v = update(parameters, gradients, memory["v"], settings["beta"], rate)
        return parameters, {"v": v}
    if name == "rmsprop":
        parameters, s = update(parameters, gradients, memory["s"], settings["beta"], rate, settings["epsilon"])
        return parameters, {"s": s}
    betas = settings["beta1"], settings["beta2"]
    updated = update(parameters, gradients, memory["v"], memory["s"], t, rate, *betas, settings["epsilon"])
    return updated[0], {"v": updated[1], "s": updated[2]}


def untouched(key, settings, parameters):
    """The memory that an optimiser starts with."""
    if settings["optimizer"] == "momentum":
        return {"v": key["initialize_momentum"](parameters)}
    if settings["optimizer"] == "rmsprop":
        return {"s": key["initialize_rmsprop"](parameters)}
    if settings["optimizer"] == "adam":
        v, s = key["initialize_adam"](parameters)
        return {"v": v, "s": s}
    return {}


@pytest.mark.parametrize("name", RUNS)
def test_a_thousand_steps_of_each_optimiser_are_those_of_torch(optimization, name):
    settings, parameters, compared = RUNS[name]["settings"], problem.start(), 0
    memory = untouched(optimization, settings, parameters)
    for t in range(1, problem.STEPS + 1):
        gradients = problem.gradients(parameters, t)
        parameters, memory = step(optimization, settings, parameters, gradients, memory, t)
        for key, expected in RUNS[name]["parameters"].get(str(t), {}).items():
            np.testing.assert_allclose(parameters[key], expected, rtol=1e-12, err_msg=f"{key} after step {t}")
            compared += 1
    assert compared == len(problem.SHAPES) * len(problem.CHECKPOINTS)
    for which, expected in RUNS[name]["memory"].items():
        for key, values in expected.items():
            np.testing.assert_allclose(memory[which][key], values, rtol=1e-11, atol=1e-13, err_msg=f"{which}[{key}]")


def test_the_gradients_of_the_problem_are_those_of_its_function():
    def cost(parameters):
        aims, blows = problem.targets(), problem.wind(3)
        total = sum(values.sum() for values in parameters.values())
        terms = (
            np.log(np.cosh(values - aims[name])) + 0.05 * values**4 + blows[name] * values
            for name, values in parameters.items()
        )
        return sum(term.sum() for term in terms) + 0.1 * total**2

    assert_slopes(problem.gradients(problem.start(), 3), cost, problem.start(), prefix="d")


# --- gradients: finite differences --------------------------------------------------------------------------------


def slopes(cost, parameters, h=1e-3):
    """The derivatives of ``cost(parameters)`` by every entry, from five points: wrong by about h^4 = 1e-12."""

    def at(name, index, distance):
        moved = {key: np.array(values, dtype=float) for key, values in parameters.items()}
        moved[name][index] += distance
        return float(np.squeeze(cost(moved)))

    found = {name: np.empty(np.shape(values)) for name, values in parameters.items()}
    for name, values in found.items():
        for index in np.ndindex(values.shape):
            near = at(name, index, h) - at(name, index, -h)
            far = at(name, index, 2 * h) - at(name, index, -2 * h)
            values[index] = (8 * near - far) / (12 * h)
    return found


def assert_slopes(gradients, cost, parameters, prefix="d", tolerance=1e-9):
    for name, expected in slopes(cost, parameters).items():
        actual = np.asarray(gradients[prefix + name])
        assert actual.shape == expected.shape, name
        np.testing.assert_allclose(actual, expected, rtol=tolerance, atol=tolerance, err_msg=name)


def complex_step(f, theta, h=1e-30):
    """The gradient of an analytic function by every entry of ``theta``, exact to rounding."""
    found = np.empty(theta.shape)
    for index in np.ndindex(theta.shape):
        moved = theta.astype(complex)
        moved[index] += 1j * h
        found[index] = np.imag(f(moved)) / h
    return found


def drawn(shapes, seed):
    rng = np.random.default_rng(seed)
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


Z = np.array([[-4.1, -1.3, -0.2], [0.4, 1.1, 3.7]])


@pytest.mark.parametrize(
    ("name", "activation"),
    [
        ("sigmoid_derivative", lambda z: 1 / (1 + np.exp(-z))),
        ("tanh_derivative", np.tanh),
    ],
)
def test_derivatives_in_terms_of_the_activation(one_hidden_layer, name, activation):
    expected = np.imag(activation(Z + 1e-30j)) / 1e-30
    np.testing.assert_allclose(one_hidden_layer[name](activation(Z)), expected, rtol=1e-12)


def test_the_derivative_of_relu(one_hidden_layer):
    relu, h = one_hidden_layer["relu"], 0.1
    expected = (relu(Z + h) - relu(Z - h)) / (2 * h)
    np.testing.assert_allclose(one_hidden_layer["relu_derivative"](Z), expected, atol=1e-12)


def test_the_given_sigmoids_and_relus(one_hidden_layer, optimization, iris):
    for key in (one_hidden_layer, optimization, iris):
        np.testing.assert_allclose(key["sigmoid"](Z), 0.5 + 0.5 * np.tanh(Z / 2), rtol=1e-13)
    for key in (one_hidden_layer, optimization):
        np.testing.assert_array_equal(key["relu"](Z), np.where(Z > 0, Z, 0))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("n_x", "n_h", "m"), [(2, 4, 7), (3, 5, 4), (4, 3, 6)])
def test_gradients_with_one_hidden_layer(one_hidden_layer, n_x, n_h, m, seed):
    key, rng = one_hidden_layer, np.random.default_rng(seed)
    parameters = drawn({"W1": (n_h, n_x), "b1": (n_h, 1), "W2": (1, n_h), "b2": (1, 1)}, seed)
    X, Y = rng.normal(size=(n_x, m)), rng.integers(0, 2, (1, m))
    _, cache = key["forward_propagation"](X, parameters)
    gradients = key["backward_propagation"](parameters, cache, X, Y)

    def cost(moved):
        A2, _ = key["forward_propagation"](X, moved)
        return key["compute_cost"](A2, Y, moved)

    assert_slopes(gradients, cost, parameters)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("n", "n_h", "m"), [(2, 4, 4), (3, 2, 7)])
def test_gradients_of_the_network_of_rows(one_hidden_layer, n, n_h, m, seed):
    key, rng = one_hidden_layer, np.random.default_rng(seed)
    params = drawn({"w1": (n_h, n), "b1": (n_h, 1), "w2": (1, n_h), "b2": (1, 1)}, seed)
    X, Y = rng.normal(size=(m, n)), rng.integers(0, 2, (1, m))
    A2, cache = key["forward_propagation_rows"](X, params)
    gradients = key["backward_propagation_rows"](params, cache, X, Y)

    def cost(moved):
        return key["compute_cost_rows"](key["forward_propagation_rows"](X, moved)[0], Y)

    assert_slopes(gradients, cost, params)
    columns = {name.upper().replace("B", "b"): values for name, values in params.items()}
    of_columns, cache = key["forward_propagation"](X.T, columns)
    np.testing.assert_allclose(A2, of_columns, rtol=1e-13)
    for name, values in key["backward_propagation"](columns, cache, X.T, Y).items():
        np.testing.assert_allclose(gradients[name.lower()], values, rtol=1e-11, atol=1e-15)


def test_training_on_rows_is_training_on_columns(one_hidden_layer):
    key, rng = one_hidden_layer, np.random.default_rng(4)
    X, Y = rng.normal(size=(9, 3)), np.array([[1, 0, 1, 1, 0, 0, 1, 0, 1]])
    assert key["layer_sizes_rows"](X, Y) == (3, 4, 1)
    here = {name.upper().replace("B", "b"): v for name, v in key["initialize_parameters_rows"](3, 5, 1).items()}
    expected = []
    for i in range(250):
        A2, cache = key["forward_propagation"](X.T, here)
        expected += [key["compute_cost"](A2, Y)] if i % 100 == 0 else []
        here = key["update_parameters"](here, key["backward_propagation"](here, cache, X.T, Y), 0.3)
    params, costs = key["nn_model_rows"](X, Y, 5, 250, 0.3)
    np.testing.assert_allclose(costs, expected, rtol=1e-10)
    for name, values in here.items():
        np.testing.assert_allclose(params[name.lower()], values, rtol=1e-9)
    assert np.array_equal(key["predict_rows"](params, X), key["predict"](here, X.T))


def test_numerical_gradients_are_those_of_the_complex_step(one_hidden_layer):
    target = np.array([[0.3, -1.2, 2.0], [0.7, 0.1, -0.4]])

    def wave(theta):
        return np.sum(np.sin(theta * target) + np.exp(0.3 * theta)) + np.prod(theta)

    theta = np.array([[0.5, -0.8, 1.4], [-1.1, 0.9, 0.6]])
    kept = theta.copy()
    found = one_hidden_layer["numerical_gradient"](wave, theta)
    np.testing.assert_allclose(found, complex_step(wave, theta), rtol=1e-6, atol=1e-8)
    np.testing.assert_array_equal(theta, kept)


def three_layers(seed):
    """A network of three layers, and examples of which none is near a corner of a ReLU."""
    shapes = {"W1": (5, 2), "b1": (5, 1), "W2": (3, 5), "b2": (3, 1), "W3": (1, 3), "b3": (1, 1)}
    parameters, X = drawn(shapes, seed), np.random.default_rng(seed + 50).normal(size=(2, 9))
    Z1 = parameters["W1"] @ X + parameters["b1"]
    Z2 = parameters["W2"] @ np.maximum(0, Z1) + parameters["b2"]
    far = (np.abs(Z1).min(axis=0) > 0.02) & (np.abs(Z2).min(axis=0) > 0.04)
    assert far.sum() > 2
    return parameters, X[:, far]


@pytest.mark.parametrize("seed", range(4))
def test_gradients_of_the_given_network_of_three_layers(optimization, seed):
    parameters, X = three_layers(seed)
    Y = np.random.default_rng(seed).integers(0, 2, (1, X.shape[1]))
    _, cache = optimization["forward_propagation"](X, parameters)
    gradients = optimization["backward_propagation"](X, Y, cache)

    def cost(moved):
        return optimization["compute_cost"](optimization["forward_propagation"](X, moved)[0], Y)

    assert_slopes(gradients, cost, parameters)


def test_the_derivative_of_the_sigmoid_for_iris(iris):
    A = 1 / (1 + np.exp(-Z))
    expected = np.imag(1 / (1 + np.exp(-(Z + 1e-30j)))) / 1e-30
    np.testing.assert_allclose(iris["sigmoid_derivative"](A), expected, rtol=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_the_deltas_for_iris_point_down_the_squared_error(iris, seed):
    rng = np.random.default_rng(seed)
    layer0, y = rng.normal(size=(7, 4)), np.eye(3)[rng.integers(0, 3, 7)]
    weights = {"w0": rng.normal(size=(4, 5)), "w1": rng.normal(size=(5, 3))}
    layer1, layer2 = iris["forward"](layer0, **weights)
    layer1_delta, layer2_delta = iris["backward"](layer0, layer1, layer2, y, weights["w1"])
    steps = {"w0": layer0.T @ layer1_delta, "w1": layer1.T @ layer2_delta}

    def error(moved):
        return -0.5 * np.sum((y - iris["forward"](layer0, **moved)[1]) ** 2)

    assert_slopes(steps, error, weights, prefix="")


@pytest.mark.parametrize("seed", range(4))
def test_the_gradient_back_through_the_fixed_point(iris, seed):
    rng = np.random.default_rng(seed)
    n = 2 + seed
    W, x, error = rng.normal(size=(n, n)), rng.normal(size=(n, 1)), rng.normal(size=(n, 1))
    W *= 0.8 / np.linalg.norm(W, 2)

    def cost(moved):
        return np.sum(error * iris["settle"](moved["W"], x, 1e-15))

    # the reference itself stops when the state moves less than a millionth
    assert_slopes({"dW": iris["settle_gradient"](W, x, error)}, cost, {"W": W}, tolerance=2e-5)


# --- SciPy and torch: what settles --------------------------------------------------------------------------------


def test_where_a_net_settles_and_its_gradient(iris):
    net = oracle("settled")
    W, x, error = column(net["W"]), column(net["x"]), column(net["error"])
    np.testing.assert_allclose(iris["settle"](W, x, 1e-15), net["state"], rtol=1e-12)
    np.testing.assert_allclose(iris["settle"](W, x), net["state"], atol=1e-5)
    np.testing.assert_allclose(iris["settle_gradient"](W, x, error), net["dW"], rtol=2e-5, atol=2e-5)


@pytest.mark.parametrize("run", oracle("averages")["averages"], ids=lambda run: f"beta {run['beta']}")
def test_averages_of_the_temperatures_are_those_of_a_recursive_filter(optimization, run):
    average, values = optimization["exponentially_weighted_average"], datasets.load_temperatures()
    np.testing.assert_allclose(average(values, run["beta"])[::50], run["from_first"], rtol=1e-12)
    np.testing.assert_allclose(average(values, run["beta"], True)[::50], run["corrected"], rtol=1e-12)


# --- scikit-learn: splits, scales, counts -------------------------------------------------------------------------

MEASURES = oracle("measures")


@pytest.mark.parametrize("sizes", MEASURES["split_sizes"], ids=lambda sizes: f"share {sizes['test_size']}")
def test_splits_of_the_irises_are_as_large(iris, sizes):
    flowers = datasets.load_iris()
    X_train, X_test, Y_train, Y_test = iris["split"](flowers.X, flowers.Y, sizes["test_size"])
    assert (len(X_train), len(X_test)) == (len(Y_train), len(Y_test)) == (sizes["train"], sizes["test"])


def test_accuracy_and_confusion_are_counted_alike(iris):
    counted = MEASURES["counted"]
    outputs, one_hot = column(counted["outputs"]), column(counted["one_hot"])
    np.testing.assert_array_equal(iris["to_one_hot"](np.array(counted["truth"])), one_hot)
    assert iris["accuracy"](outputs, one_hot) == pytest.approx(counted["accuracy"], rel=1e-12)
    confusion = np.array(counted["confusion"])
    assert np.trace(confusion) / confusion.sum() == pytest.approx(counted["accuracy"], rel=1e-12)


def test_the_cross_entropy_is_the_log_loss(one_hidden_layer, optimization):
    A, Y, cost = column(MEASURES["losses"]["A"]), np.array(MEASURES["losses"]["Y"]), MEASURES["losses"]["cost"]
    for compute in (
        one_hidden_layer["compute_cost"],
        one_hidden_layer["compute_cost_rows"],
        optimization["compute_cost"],
    ):
        assert float(np.squeeze(compute(A, Y))) == pytest.approx(cost, rel=1e-12)


@pytest.mark.parametrize("form", MEASURES["scaled"]["normalized"], ids=lambda form: f"{form['axis']}-{form['order']}")
def test_rows_and_columns_of_one_length(iris, form):
    X = column(MEASURES["scaled"]["X"])
    np.testing.assert_allclose(iris["normalize"](X, form["axis"], form["order"]), form["value"], rtol=1e-12)


def test_features_of_one_scale(optimization):
    found = optimization["standardize"](column(MEASURES["scaled"]["features"]))
    np.testing.assert_allclose(found, MEASURES["scaled"]["standardized"], rtol=1e-11, atol=1e-12)
