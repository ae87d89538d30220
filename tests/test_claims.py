"""What the notebooks claim in numbers: each sentence is looked up in its notebook, and computed with the keys."""

from __future__ import annotations

import ast
import functools
from pathlib import Path
from typing import Any

import nbformat
import numpy as np
import pytest

from keys.iris_backpropagation.accuracy import accuracy
from keys.iris_backpropagation.backward import backward
from keys.iris_backpropagation.forward import forward
from keys.iris_backpropagation.normalize import normalize
from keys.iris_backpropagation.settle import settle
from keys.iris_backpropagation.sigmoid_derivative import sigmoid_derivative
from keys.iris_backpropagation.split import split
from keys.iris_backpropagation.to_one_hot import to_one_hot
from keys.logistic_regression.propagate import propagate
from keys.logistic_regression.sigmoid import sigmoid
from keys.optimization._given import standardize_like
from keys.optimization.initialize_adam import initialize_adam
from keys.optimization.initialize_momentum import initialize_momentum
from keys.optimization.initialize_rmsprop import initialize_rmsprop
from keys.optimization.standardize import standardize, standardize_inputs
from keys.optimization.update_parameters_with_adam import update_parameters_with_adam
from keys.optimization.update_parameters_with_gd import update_parameters_with_gd
from keys.optimization.update_parameters_with_momentum import update_parameters_with_momentum
from keys.optimization.update_parameters_with_rmsprop import update_parameters_with_rmsprop
from neural_networks import datasets

SOURCE = Path(__file__).resolve().parents[1] / "source"
RATES = np.logspace(-3, 1, 33)
OPTIMIZERS = ("gd", "momentum", "RMSProp", "Adam")


def cells(number: int) -> list[nbformat.NotebookNode]:
    (path,) = SOURCE.glob(f"0{number}_*/*.ipynb")
    return list(nbformat.read(path, as_version=4).cells)


def defined(number: int, cell_id: str, **known: Any) -> dict[str, Any]:
    """The functions of a code cell, among names that are ``known``."""
    (source,) = [cell.source for cell in cells(number) if cell.id == cell_id]
    functions = [statement for statement in ast.parse(source).body if isinstance(statement, ast.FunctionDef)]
    names = {"np": np, **known}
    exec(compile(ast.Module(functions, []), cell_id, "exec"), names)
    return names


def claimed(number: int, *sentences: str) -> None:
    """Each of these is said in the notebook, wherever its lines are broken."""
    text = " ".join(" ".join(cell.source for cell in cells(number)).split())
    for sentence in sentences:
        assert sentence in text, sentence


def walk(optimizer, rate, slopes, start, steps, beta=0.9):
    """The places (steps + 1, 2) on the way of an optimiser of the answer key."""
    here = {"W1": np.array([start], dtype=float), "b1": np.zeros((1, 1))}
    v, s = initialize_momentum(here), initialize_rmsprop(here)
    places = [start]
    for t in range(1, steps + 1):
        gradients = {"dW1": slopes(here["W1"]), "db1": np.zeros((1, 1))}
        if optimizer == "gd":
            here = update_parameters_with_gd(here, gradients, rate)
        elif optimizer == "momentum":
            here, v = update_parameters_with_momentum(here, gradients, v, beta, rate)
        elif optimizer == "RMSProp":
            here, s = update_parameters_with_rmsprop(here, gradients, s, beta, rate)
        else:
            here, v, s = update_parameters_with_adam(here, gradients, v, s, t, rate)
        places.append(tuple(here["W1"][0]))
    return np.array(places)


def steps_until_below(costs, enough):
    above = np.flatnonzero(~(costs < enough))
    down = int(above[-1]) + 1 if len(above) else 0
    return down if down < len(costs) else np.inf


def saddle(w1, w2):
    return w1**2 / 2 - w2**2 / 2 + w2**4 / 4


def saddle_slopes(w):
    return np.array([[w[0, 0], w[0, 1] ** 3 - w[0, 1]]])


def valley_slopes(w):
    return w * np.array([[1, 50]])


def costs_on_the_saddle(optimizer, rate):
    with np.errstate(over="ignore", invalid="ignore"):
        return saddle(*walk(optimizer, rate, saddle_slopes, (1.4, 0.001), 80).T)


@functools.cache
def steps_on_the_saddle(optimizer):
    """How many steps with each of the rates, until the cost is down to stay."""
    return np.array([steps_until_below(costs_on_the_saddle(optimizer, rate), -0.24) for rate in RATES])


def test_with_rates_of_their_own_gd_is_first_on_the_saddle_and_momentum_last():
    claimed(3, "gd is down first!", "Momentum comes last here.")
    steps = {optimizer: steps_on_the_saddle(optimizer).min() for optimizer in OPTIMIZERS}
    assert steps == {"gd": 11, "RMSProp": 24, "Adam": 32, "momentum": 45}


def test_with_one_rate_for_all_gd_and_momentum_stay_on_the_saddle():
    claimed(3, "With a rate of 0.05 it would be by 1.05, and 80 steps were not enough", "at a cost of 0.")
    for optimizer in ("gd", "momentum"):
        assert abs(costs_on_the_saddle(optimizer, 0.05)[-1]) < 0.01
    for optimizer in ("RMSProp", "Adam"):
        assert costs_on_the_saddle(optimizer, 0.05)[-1] < -0.24


def test_rmsprop_and_adam_do_not_come_near_the_level_place():
    claimed(3, "they turn away at once, without coming near the level place")
    for optimizer, rate in (("RMSProp", 0.056), ("Adam", 0.24)):
        path = walk(optimizer, rate, saddle_slopes, (1.4, 0.001), 80)
        assert np.linalg.norm(path, axis=1).min() > 0.8


def test_adam_is_content_with_the_widest_range_of_rates():
    claimed(3, "Gd gets down with rates from 0.1 to 1, Adam with rates from 0.024 to 4.2.")
    down = {optimizer: RATES[np.isfinite(steps_on_the_saddle(optimizer))] for optimizer in OPTIMIZERS}
    assert (down["gd"].min(), down["gd"].max()) == pytest.approx((0.1, 1))
    assert (down["Adam"].min(), down["Adam"].max()) == pytest.approx((0.024, 4.2), rel=0.02)
    width = {optimizer: rates.max() / rates.min() for optimizer, rates in down.items()}
    assert max(width, key=width.get) == "Adam"


@pytest.mark.parametrize("rate", [0.5, 2, 5.6])
def test_a_swing_of_momentum_shrinks_by_the_root_of_beta_with_any_rate(rate):
    claimed(3, r"a swing shrinks by just 5 % in a step, by the factor $\sqrt{0.9}$, however the rate is chosen")
    far = np.abs(walk("momentum", rate, lambda w: w * np.array([[1, 0]]), (1, 0), 400)[:, 0])
    shrinks = (far[-40:].max() / far[-240:-200].max()) ** (1 / 200)
    assert shrinks == pytest.approx(np.sqrt(0.9), rel=0.002)


def test_in_the_narrow_valley_momentum_is_sooner_down():
    claimed(3, "gd needs 130 steps there until the cost stays below 0.01, and momentum 75")
    for optimizer, steps in (("gd", 130), ("momentum", 75)):
        needed = []
        for rate in RATES:
            with np.errstate(over="ignore", invalid="ignore"):
                w1, w2 = walk(optimizer, rate, valley_slopes, (-9, 1), 300).T
                needed.append(steps_until_below((w1**2 + 50 * w2**2) / 2, 0.01))
        assert min(needed) == steps


@pytest.mark.parametrize("beta", [0.5, 0.9])
def test_the_limit_of_the_rate_with_momentum(beta):
    claimed(
        3, r"\alpha = \frac{2\,(1 + \beta)}{(1 - \beta)\,\lambda}", r"$38/\lambda$, here 0.76: nineteen times as much"
    )
    limit = 2 * (1 + beta) / ((1 - beta) * 50)
    below, above = (
        abs(walk("momentum", limit * part, valley_slopes, (0, 1), 600, beta)[-1, 1]) for part in (0.98, 1.02)
    )
    assert below < 1e-2 and above > 1e2
    if beta == 0.9:
        assert limit == pytest.approx(0.76)


def test_the_limit_of_the_rate_of_gradient_descent():
    claimed(3, r"Gradient descent is the case $\beta = 0$: $2/\lambda$, in this valley 0.04.")
    below, above = (abs(walk("gd", 0.04 * part, valley_slopes, (0, 1), 600)[-1, 1]) for part in (0.98, 1.02))
    assert below < 1e-2 and above > 1e2


def test_what_comes_out_of_a_relu_has_a_mean_and_half_of_the_mean_square():
    claimed(3, "a ReLU throws away what is below: half of the squares")
    out = np.random.default_rng(0).normal(size=100_000)
    after = np.maximum(0, out)
    assert np.mean(after**2) == pytest.approx(np.mean(out**2) / 2, rel=0.02)
    assert np.var(after) < 0.75 * np.mean(after**2)


@pytest.mark.parametrize(("derivative", "moves"), [(4, -1), (0.04, -1), (-4, 1), (0, 0)])
def test_the_first_step_of_adam_goes_by_the_sign(derivative, moves):
    claimed(
        3, "With a derivative of 0.04 it would fall by $\\alpha$, too, and with $-4$ it would rise", "nothing moves."
    )
    here = {"W1": np.zeros((1, 1)), "b1": np.zeros((1, 1))}
    gradients = {"dW1": np.array([[float(derivative)]]), "db1": np.zeros((1, 1))}
    there, *_ = update_parameters_with_adam(here, gradients, *initialize_adam(here), 1, 0.1)
    assert there["W1"][0, 0] == pytest.approx(0.1 * moves, rel=1e-5)


def test_the_numbers_of_adams_first_step_by_hand():
    claimed(3, r"$4 / \sqrt{0.016} = 31.6$ times $\alpha$", r"after 5000 steps $1 - \beta_2^{\,t}$ is 0.993")
    assert round(4 / np.sqrt(0.016), 1) == 31.6
    assert round(1 - 0.999**5000, 3) == 0.993


def test_a_constant_has_the_deviation_0_if_its_mean_is_not_rounded():
    claimed(
        3,
        r"for 0.1, 0.1, 0.1 NumPy finds a mean just beside 0.1",
        r"$1.4 \cdot 10^{-17}$",
        "whose $\\sigma$ is exactly 0",
    )
    assert f"{np.std(np.full((1, 3), 0.1), axis=1)[0]:.1e}" == "1.4e-17"
    assert np.std(np.full((1, 3), 7.0), axis=1)[0] == 0
    for seed in range(20):
        for tried in standardize_inputs(np.random.default_rng(seed)):
            X = tried.args[0]
            constant = np.ptp(X, axis=1) == 0
            assert np.all(np.std(X, axis=1)[constant] == 0)


def test_standardize_like_treats_new_examples_as_standardize_did_the_others():
    claimed(3, "they stand where they belong: nearly two deviations above the mean")
    measured = datasets.load_iris().X[:, 1:3].T
    known, new = measured[:, :100], measured[:, 100:]
    np.testing.assert_allclose(standardize_like(known, known), standardize(known), atol=1e-12)
    mean, deviation = known.mean(axis=1, keepdims=True), known.std(axis=1, keepdims=True)
    np.testing.assert_allclose(standardize_like(new, known), (new - mean) / deviation, atol=1e-12)
    assert round(standardize_like(new, known)[1].mean(), 2) == 1.87
    assert abs(standardize(new)[1].mean()) < 1e-12


# --- 01 and 02 ----------------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:overflow")
def test_both_ends_of_the_sigmoid_occur():
    claimed(1, "each value from 0 to 1 (both ends can occur)")
    assert sigmoid(800.0) == 1 and sigmoid(-800.0) == 0


def test_a_step_in_place_stops_with_whole_numbers():
    claimed(1, "whose `w` is an array of whole numbers: there `w -= …` stops with an error")
    w = np.array([[1], [2]])
    with pytest.raises(TypeError):
        w -= 0.5 * w


def test_optimize_without_iterations_returns_where_it_began():
    optimize = defined(1, "optimize", propagate=propagate)["optimize"]
    w = np.array([[0.5]])
    params, grads, costs = optimize(w, 0.25, np.array([[1.0, 2.0]]), np.array([[0, 1]]), 0, 0.1)
    assert params["w"] is w and params["b"] == 0.25
    assert grads == {} and costs == []


def test_one_example_pulls_all_weights_one_way_and_the_average_need_not():
    claimed(2, "*one* example gives the derivatives of all weights of a neuron the same sign", "need not be so")
    activations, errors = np.array([[0.9, 0.1], [0.2, 0.8]]), np.array([[1.0, -1.0]])
    derivatives = errors * activations  # a column for each example
    assert all(abs(np.sign(column).sum()) == 2 for column in derivatives.T)
    assert np.sign(derivatives.mean(axis=1)).sum() == 0


def test_a_dead_relu_wakes_up_if_its_inputs_change():
    claimed(2, "as long as its inputs stay the same", "a dead neuron may wake up")
    weight, bias = np.array([[-1.0]]), 0.5
    for inputs, alive in ((np.array([[1.0, 2.0]]), False), (np.array([[0.1, 2.0]]), True)):
        score = weight @ inputs + bias
        assert bool(np.any((score > 0) @ inputs.T)) is alive


# --- 04 -----------------------------------------------------------------------------------------------------------


def test_the_neuron_that_settles_moves_as_its_slope_says():
    claimed(4, "settles at 0.50686 instead of 0.50083", "That is 0.00603 more for 0.01, a slope of 0.60")
    here, there = (float(settle(np.array([[w]]), np.array([[0.3]]), 1e-12)[0, 0]) for w in (0.50, 0.51))
    assert (f"{there:.5f}", f"{here:.5f}", f"{there - here:.5f}") == ("0.50686", "0.50083", "0.00603")


def slope_taken_twice(a):
    return sigmoid(a) * (1 - sigmoid(a))


def test_the_bug_is_in_a_backward_that_writes_its_slope_out():
    rng = np.random.default_rng(3)
    layer0, w0, w1, y = rng.random((6, 4)), rng.normal(size=(4, 5)), rng.normal(size=(5, 3)), np.eye(3)[[0, 1, 2] * 2]
    layer1, layer2 = forward(layer0, w0, w1)
    delta2 = (y - layer2) * slope_taken_twice(layer2)
    delta1 = delta2 @ w1.T * slope_taken_twice(layer1)

    def written_out(layer0, layer1, layer2, y, w1):
        output = (y - layer2) * layer2 * (1 - layer2)
        return output @ w1.T * layer1 * (1 - layer1), output

    for version in (backward, written_out):
        names = defined(4, "backward-check", sigmoid=sigmoid, sigmoid_derivative=sigmoid_derivative, backward=version)
        wrong = names["with_the_bug"](lambda names=names: names["backward"](layer0, layer1, layer2, y, w1))
        np.testing.assert_allclose(wrong[0], delta1, rtol=1e-10)
        np.testing.assert_allclose(wrong[1], delta2, rtol=1e-10)
        assert names["backward"] is version


def errors_of(slope, seed, X, Y, iterations):
    """Mean absolute errors every 100 iterations, and the last weights."""
    rng = np.random.default_rng(seed)
    w0, w1, errors = rng.uniform(-1, 1, (4, 5)), rng.uniform(-1, 1, (5, 3)), []
    for i in range(iterations):
        layer1, layer2 = forward(X, w0, w1)
        delta2 = (Y - layer2) * slope(layer2)
        delta1 = delta2 @ w1.T * slope(layer1)
        if i % 100 == 0:
            errors.append(np.mean(np.abs(Y - layer2)))
        w1, w0 = w1 + 0.1 * layer1.T @ delta2, w0 + 0.1 * X.T @ delta1
    return np.array(errors), (w0, w1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_sigmoid_taken_twice_learns_and_stays_behind(seed):
    claimed(4, "At first the wrong slope is even a little ahead", "ends a third higher or up to twice as high")
    flowers, species, _, _ = datasets.load_iris()
    X, X_valid, Y, Y_valid = split(normalize(flowers), to_one_hot(species), 0.33, 0)
    right, net = errors_of(sigmoid_derivative, seed, X, Y, 20000)
    wrong, wrong_net = errors_of(slope_taken_twice, seed, X, Y, 20000)
    assert np.all(wrong[1:3] < right[1:3])
    assert wrong[-1] < wrong[0] / 10
    assert 4 / 3 < wrong[-1] / right[-1] < 2
    shares = [accuracy(forward(X_valid, *weights)[1], Y_valid) for weights in (net, wrong_net)]
    assert abs(shares[0] - shares[1]) <= 0.04
