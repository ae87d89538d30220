"""What notebook 01 claims in numbers, what its hints show in code, and what its figures answer."""

from __future__ import annotations

import ast
import functools
import re
from typing import Any

import numpy as np
import pytest

from autograder.key.assignment import load_assignment
from keys.logistic_regression.graph_backward import graph_backward
from keys.logistic_regression.graph_forward import graph_forward
from keys.logistic_regression.initialize_with_zeros import initialize_with_zeros
from keys.logistic_regression.optimize import optimize
from keys.logistic_regression.propagate import propagate
from keys.logistic_regression.sigmoid import sigmoid
from neural_networks import datasets, plots
from neural_networks.plots.valleys import IN_THE_MIDDLE, INPUTS, cost_of_network, cost_of_neuron
from tests.keys import KEYS
from tests.test_claims import cells, claimed, defined

FEATURES, EXAMPLES = 64 * 64 * 3, 201


@functools.cache
def pictures() -> tuple[np.ndarray, ...]:
    """Training and test pictures as columns of 0 to 255, and their labels as rows."""
    data = datasets.load_galaxy_nebula()
    columns = (images.reshape(len(images), -1).T.astype(float) for images in (data.train_set_x, data.test_set_x))
    return (*columns, data.train_set_y.reshape(1, -1), data.test_set_y.reshape(1, -1))


@functools.cache
def redness() -> tuple[np.ndarray, np.ndarray]:
    """Of the training and of the test pictures, as the notebook works it out."""
    measure = defined(1, "optimize-look")["redness"]
    data = datasets.load_galaxy_nebula()
    return measure(data.train_set_x), measure(data.test_set_x)


def learnt(X, rate, iterations=2000):
    """Weights, bias, and the cost before each step.

    The weights are always sums of the pictures, so only the products of pictures are needed.
    """
    Y = pictures()[2]
    products, parts, bias, costs = X.T @ X, np.zeros((EXAMPLES, 1)), 0.0, []
    for _ in range(iterations):
        scores = (products @ parts).T + bias
        costs.append(np.mean(np.logaddexp(0, scores) - Y * scores))
        error = sigmoid(scores) - Y
        parts, bias = parts - rate * error.T / EXAMPLES, bias - rate * error.mean()
    return X @ parts, bias, costs


def trained(X, X_test, rate):
    """Costs of training and test pictures, and both accuracies."""
    w, b, _ = learnt(X, rate)
    told = [(np.dot(w.T, columns) + b, Y) for columns, Y in zip((X, X_test), pictures()[2:], strict=True)]
    costs = [np.mean(np.logaddexp(0, scores) - Y * scores) for scores, Y in told]
    return costs, [float(np.mean((scores > 0) == Y)) for scores, Y in told]


def walk(rates, w=0.0, b=0.0):
    """The places (w, b) on the landscape of redness."""
    here, places = (np.array([[w]]), b), [(w, b)]
    for rate in rates:
        params, _, _ = optimize(*here, redness()[0], pictures()[2], 1, rate)
        here = params["w"], params["b"]
        places.append((float(here[0][0, 0]), float(here[1])))
    return np.array(places)


def cost_of_redness(w, b):
    return float(propagate(np.array([[w]]), b, redness()[0], pictures()[2])[1])


# --- 1 A computation graph ----------------------------------------------------------------------------------------


def test_a_little_more_of_a_moves_v_and_J():
    claimed(1, "$v$ is larger by 0.001, and $J = 3v$ by three times as much, 0.003")
    (_, v, J), (_, moved_v, moved_J) = graph_forward(5, 3, 2), graph_forward(5.001, 3, 2)
    assert (round(moved_v - v, 6), round(moved_J - J, 6)) == (0.001, 0.003)


def test_of_the_three_inputs_c_moves_J_the_most():
    claimed(1, "which of the three inputs moves $J$ the most?", "$u$ becomes 6.002, $v$ 11.002 and $J$ 33.006")
    assert [round(number, 3) for number in graph_forward(5, 3.001, 2)] == [6.002, 11.002, 33.006]
    slopes = graph_backward(5, 3, 2)
    assert max(slopes, key=slopes.get) == "dc"
    drawn = plots.computation_graph(5, 3, 2, graph_forward(5, 3, 2), slopes)
    assert "A tiny bit more of a, b or c moves J 3, 6 or 9 times as much." in drawn.caption
    for name, times in (("a", 3), ("b", 6), ("c", 9)):
        at = {"a": 5, "b": 3, "c": 2}
        more = graph_forward(**at | {name: at[name] + 0.001})[2] - graph_forward(**at)[2]
        assert more == pytest.approx(times * 0.001)


def test_to_be_sure_and_wrong_is_expensive():
    claimed(1, "$a = 0.9$ costs 0.105, $a = 0.5$ costs 0.693, and $a = 0.1$ costs 2.303")
    assert [f"{-np.log(a):.3f}" for a in (0.9, 0.5, 0.1)] == ["0.105", "0.693", "2.303"]


def test_the_three_derivatives_in_numbers():
    claimed(
        1,
        r"$-\frac{1}{0.4013} = -2.492$",
        r"$0.4013 \cdot 0.5987 = 0.2403$",
        r"$-2.492 \cdot 0.2403 = -0.599$, and this is $0.401 - 1$",
    )
    a = float(sigmoid(-0.4))
    assert (f"{a:.4f}", f"{1 - a:.4f}") == ("0.4013", "0.5987")
    assert f"{-1 / 0.4013:.3f}" == f"{-1 / a:.3f}" == "-2.492"
    assert f"{0.4013 * 0.5987:.4f}" == f"{a * (1 - a):.4f}" == "0.2403"
    assert f"{-2.492 * 0.2403:.3f}" == f"{0.401 - 1:.3f}" == f"{a - 1:.3f}" == "-0.599"


@pytest.mark.parametrize("y", [0, 1])
@pytest.mark.parametrize("z", [-3.0, -0.4, 1.7])
def test_the_derivatives_of_loss_and_sigmoid_are_those_of_the_text(z, y):
    claimed(
        1,
        r"\frac{dL}{da} = -\frac{y}{a} + \frac{1 - y}{1 - a}",
        r"\frac{da}{dz} = a\,(1 - a)",
        r"\frac{dL}{dz} = \frac{dL}{da}\cdot\frac{da}{dz} = a - y.",
        r"which is $\frac{1}{1 + e^{-z}} \cdot \frac{e^{-z}}{1 + e^{-z}}$. The first factor is $a$, and the second one is "
        "$1 - a$.",
    )
    a, h = sigmoid(z), 1e-6

    def loss(a):
        return -(y * np.log(a) + (1 - y) * np.log(1 - a))

    by_a, by_z = -y / a + (1 - y) / (1 - a), a * (1 - a)
    assert (loss(a + h) - loss(a - h)) / (2 * h) == pytest.approx(by_a, rel=1e-6)
    assert (sigmoid(z + h) - sigmoid(z - h)) / (2 * h) == pytest.approx(by_z, rel=1e-6)
    assert by_a * by_z == pytest.approx(a - y)
    assert np.exp(-z) / (1 + np.exp(-z)) == pytest.approx(1 - a)


def test_the_larger_weight_and_the_smaller_one_would_be_better():
    claimed(1, "Which of the two weights should become larger, and which smaller?")
    (cell,) = [cell.source for cell in cells(1) if cell.id == "one-example-graph"]
    names: dict[str, Any] = {"plots": plots}
    exec(cell.replace("plots.show(", "drawn = ("), names)
    assert "Against its derivative, w₁ should grow and w₂ should shrink." in names["drawn"].caption
    loss = [-np.log(sigmoid(2 * w1 - w2 - 0.4)) for w1, w2 in ((0.5, 1), (0.51, 1), (0.5, 0.99))]
    assert loss[1] < loss[0] and loss[2] < loss[0]


def test_the_two_worst_answers_make_more_than_half_of_the_cost():
    claimed(1, "Do the two worst answers make more than half of it?")
    losses = np.array([0.105, 0.223, 0.511, 1.050, 1.609])
    assert np.sort(losses)[-2:].sum() > losses.sum() / 2
    assert f"{np.sort(losses)[-2:].sum() / losses.sum():.2f}" == "0.76"
    assert "The two worst make 76 % of the sum." in plots.example_average(losses).caption


# --- 2 Pictures as columns ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        (("201", "50", "64"), "Right: these are the shapes of both sets.\n"),
        (("None", "50", "64"), "m_train, m_test and px are still to be found.\n"),
        (("50", "201", "64"), "Your numbers make other shapes than those above: (50, 64, 64, 3) (201, 64, 64, 3)\n"),
    ],
)
def test_who_has_found_m_and_px_is_told(numbers, said, capsys):
    data = datasets.load_galaxy_nebula()
    (cell,) = [cell.source for cell in cells(1) if cell.id == "sizes"]
    for name, number in zip(("m_train", "m_test", "px"), numbers, strict=True):
        cell = cell.replace(f"{name} = None", f"{name} = {number}")
    exec(cell, {"train_set_x_orig": data.train_set_x, "test_set_x_orig": data.test_set_x})
    assert capsys.readouterr().out == said


@pytest.mark.parametrize("factor", [255, 1])
def test_the_pictures_are_scaled_by_the_student_or_else_by_the_cell(factor, capsys, monkeypatch):
    data = datasets.load_galaxy_nebula()
    monkeypatch.setattr(plots, "show", lambda figure: None)
    names: dict[str, Any] = {
        "np": np,
        "plots": plots,
        "datasets": datasets,
        "ready": lambda *_: True,
        "flatten_images": lambda images: images.reshape(len(images), -1).T,
        "train_set_x_orig": data.train_set_x,
        "test_set_x_orig": data.test_set_x,
    }
    lines = f"    train_set_x = train_set_x / {factor}\n    test_set_x = test_set_x / {factor}"
    (scale, scaled) = (cell.source for cell in cells(1) if cell.id in ("scale", "scaled"))
    exec(f"{scale}\n{lines}", names)
    exec(scaled, names)
    said = capsys.readouterr().out.splitlines()
    assert (
        said[0]
        == {
            255: "The numbers run from 0 to 1.",
            1: "Not from 0 to 1 yet, so this cell divides by 255 for you.",
        }[factor]
    )
    X, X_test, _, _ = pictures()
    np.testing.assert_array_equal(names["train_set_x"], X / 255)
    np.testing.assert_array_equal(names["test_set_x"], X_test / 255)


def test_a_score_moves_by_the_square_of_the_scale():
    claimed(1, "the score moves 255 · 255 = 65,025 times as far")
    X, _, Y, _ = pictures()
    w = initialize_with_zeros(FEATURES)[0]
    moves = []
    for inputs in (X / 255, X):
        grads, _ = propagate(w, 0.0, inputs, Y)
        moves.append(np.abs(np.dot(grads["dw"].T, inputs)).max())
    assert moves[1] / moves[0] == pytest.approx(65025)


def test_standardised_pictures_are_learnt_by_heart():
    claimed(
        1, "gets all 201 training pictures right in place of 92 %, but only 58 % of the test pictures in place of 70 %"
    )
    X, X_test, _, _ = pictures()
    mean, deviation = X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True)
    divided, shares = trained(X / 255, X_test / 255, 0.005)
    standardised, shares_then = trained((X - mean) / deviation, (X_test - mean) / deviation, 0.005)
    assert [f"{share:.0%}" for share in (*shares, *shares_then)] == ["92%", "70%", "100%", "58%"]
    assert standardised[0] < divided[0] and standardised[1] > 2 * divided[1]


def test_the_column_that_is_shown_begins_in_a_corner_that_is_not_quite_black():
    claimed(1, "(its corner is not quite black)")
    images = datasets.load_galaxy_nebula().train_set_x
    shown = images[np.argmax(images[:, 0, :4].mean(axis=(1, 2)))]
    assert shown[0, :4].mean() > 10 * images[:, 0, :4].mean()


def test_the_classes_are_two_names_and_one_row_holds_the_labels():
    claimed(1, "| `classes` | 2 names | of the labels 0 and 1 |", "(`reshape(1, -1)` makes one row")
    data = datasets.load_galaxy_nebula()
    assert data[-1] == ("nebula", "galaxy")
    assert data.train_set_y.reshape(1, -1).shape == (1, EXAMPLES)


def test_corners_are_nearly_always_black():
    claimed(1, "a corner that is nearly always black counts as much as the middle")
    spread = pictures()[0].std(axis=1).reshape(64, 64, 3).mean(axis=2)
    assert spread[[0, 0, -1, -1], [0, -1, 0, -1]].max() < spread[28:36, 28:36].min() / 2


# --- 3.2 One valley -----------------------------------------------------------------------------------------------


def test_the_curves_of_the_figure_are_those_of_a_neuron_and_of_a_network():
    w = 0.7
    _, cost = propagate(np.array([[w]]), 0.0, INPUTS[None, :], np.array([[0, 1, 0, 1, 1]]))
    assert cost_of_neuron(np.array([w])) == pytest.approx(cost)
    hidden = np.tanh(np.array([[w], [-w]]) @ INPUTS[None, :] + 2.0)
    answers = sigmoid(np.array([[4.0, 4.0]]) @ hidden - 3.4)
    loss = IN_THE_MIDDLE * np.log(answers) + (1 - IN_THE_MIDDLE) * np.log(1 - answers)
    assert cost_of_network(np.array([w])) == pytest.approx(-loss.mean())


def test_a_neuron_has_one_valley_and_the_network_two_and_a_hilltop_at_0():
    claimed(
        1,
        "There the ground is level: the derivative is 0. Where all weights are zero it slopes",
        "in how many places, at least, is a curve with two valleys level?",
    )
    w, h = np.linspace(-3, 3, 6001), 1e-5
    assert np.all(np.diff(cost_of_neuron(w), 2) > 0)  # bends upwards everywhere
    turns = np.flatnonzero(np.diff(np.sign(np.diff(cost_of_network(w)))))
    assert np.round(w[turns + 1], 1).tolist() == [-1.5, 0, 1.5]
    at_zero = [(f(np.array([h])) - f(np.array([-h]))).item() / (2 * h) for f in (cost_of_neuron, cost_of_network)]
    assert at_zero[0] == pytest.approx(-0.35) and abs(at_zero[1]) < 1e-9


@pytest.mark.parametrize("start", [(0.0, 0.0), (-2.0, 1.0), (1.0, -1.5)])
def test_downhill_leads_to_the_same_bottom_from_anywhere(start):
    claimed(1, "from wherever you start, downhill leads to the same bottom")
    w, b = walk([0.3] * 3000, *start)[-1]
    assert (w, b) == pytest.approx((-0.4119, 0.6167), abs=1e-4)
    grads, _ = propagate(np.array([[w]]), b, redness()[0], pictures()[2])
    assert abs(grads["dw"].item()) < 1e-6 and abs(grads["db"]) < 1e-6


def test_the_cost_of_a_neuron_bends_upwards_between_any_two_places():
    claimed(1, "nowhere on the way is there a place to get stuck")
    X, _, Y, _ = pictures()
    rng = np.random.default_rng(0)
    for _ in range(5):
        ends = rng.normal(0, 0.01, (2, FEATURES, 1))
        here, there, between = (propagate(w, 0.1, X / 255, Y)[1] for w in (*ends, ends.mean(axis=0)))
        assert between < (here + there) / 2


def test_with_so_many_weights_every_picture_can_be_right():
    claimed(
        1, "weights twice as large are right and surer still", "With 12,288 weights for 201 pictures it is so here."
    )
    X, _, Y, _ = pictures()
    wanted = 2 * Y - 1
    w = X @ np.linalg.solve(X.T @ X, wanted.T)
    assert w.shape == (12288, 1) and Y.size == 201
    assert np.all(np.sign(w.T @ X) == wanted)
    once, twice = (np.mean(np.logaddexp(0, -wanted * (scale * w.T @ X))) for scale in (1, 2))
    assert twice < once


def test_with_a_hidden_layer_no_weight_finds_a_slope_at_zero():
    from keys.one_hidden_layer.backward_propagation import backward_propagation
    from keys.one_hidden_layer.forward_propagation import forward_propagation

    claimed(
        1, "where all weights are zero no weight has a slope, though that is no valley: weights that start there stay"
    )
    X = np.array([[-2.0, -1.0, 0.5, 2.0]])
    zeros = {"W1": np.zeros((2, 1)), "b1": np.zeros((2, 1)), "W2": np.zeros((1, 2)), "b2": np.zeros((1, 1))}
    for Y in (np.array([[0, 1, 1, 0]]), np.array([[0, 1, 1, 1]])):  # with as many of both classes, b2 has none either
        here = dict(zeros)
        for _ in range(5):
            grads = backward_propagation(here, forward_propagation(X, here)[1], X, Y)
            here = {name: value - grads[f"d{name}"] for name, value in here.items()}
        assert not any(np.any(here[name]) for name in ("W1", "b1", "W2"))
        assert bool(np.any(here["b2"])) == (Y.mean() != 0.5)


# --- 3.3 Forward and backward -------------------------------------------------------------------------------------


def test_a_row_times_columns():
    claimed(1, r"$1 \cdot 3 + 2 \cdot 6 = 15$", r"\begin{bmatrix} 15 & 18 & 21 \end{bmatrix}")
    assert (np.array([[1, 2]]) @ np.array([[3, 4, 5], [6, 7, 8]])).tolist() == [[15, 18, 21]]


def test_the_loop_and_the_product_give_the_same_scores():
    loop = defined(1, "loop-look")["scores_with_a_loop"]
    rng = np.random.default_rng(1)
    w, X = rng.normal(size=(7, 1)), rng.normal(size=(7, 4))
    np.testing.assert_allclose(loop(w, X), np.dot(w.T, X))


def test_the_cost_runs_above_the_line_on_both_sides():
    claimed(1, "does the cost run above the line or below it?")
    X, _, Y, _ = pictures()
    start = initialize_with_zeros(FEATURES)
    grads, here = propagate(*start, X / 255, Y)
    slope = -(np.sum(grads["dw"] ** 2) + grads["db"] ** 2)
    for step in (-0.03, -0.01, 0.01, 0.06):
        _, cost = propagate(start[0] - step * grads["dw"], start[1] - step * grads["db"], X / 255, Y)
        assert cost > here + step * slope


def test_the_first_step_puts_weight_on_the_middle_and_against_red():
    claimed(
        1,
        'where should a bright pixel raise the probability of "galaxy"? And which colour should lower it?',
        "Light in the middle raises it, whatever its colour. Around the middle, red lowers it most.",
    )
    X, _, Y, _ = pictures()
    step = -propagate(*initialize_with_zeros(FEATURES), X / 255, Y)[0]["dw"].reshape(64, 64, 3)
    middle = step[24:40, 24:40].sum(axis=(0, 1))
    assert np.all(middle > 0)
    around = step.sum(axis=(0, 1)) - middle
    assert around.argmin() == 0 and around[0] < 2 * around[1:].min() < 0


# --- 3.4 and 3.5, 4 -----------------------------------------------------------------------------------------------


def test_the_weight_becomes_negative_and_the_steps_shorter():
    claimed(1, "will the weight become positive or negative? All 60 steps have the same learning rate")
    claimed(1, 'The weight becomes negative: the redder a picture is, the less probable is "galaxy".')
    places = walk([0.3] * 60)
    lengths = np.linalg.norm(np.diff(places, axis=0), axis=1)
    assert places[-1, 0] < 0 and np.all(np.diff(lengths) < 0) and lengths[-1] < lengths[0] / 10


def test_forgetting_the_sigmoid_is_rarely_noticed():
    claimed(1, "a score of 0.3 stands for a probability of 0.57", "you still get most labels right")
    assert f"{sigmoid(0.3):.2f}" == "0.57"
    w, b = walk([0.3] * 500)[-1]
    scores = w * redness()[1] + b
    assert np.mean((scores > 0.5) == pictures()[3]) > 0.5
    assert 0 < np.sum((scores > 0.5) != (scores > 0)) < 25


def test_with_the_default_rate_the_cost_leaps_up():
    claimed(1, "(With 0.5, the default of `model`, the first steps are far too long: the cost leaps up to 11.)")
    claimed(1, "num_iterations=2000, learning_rate=0.5, print_cost=False")
    assert f"{max(learnt(pictures()[0] / 255, 0.5, 100)[2]):.0f}" == "11"


def test_in_the_middle_red_and_blue_cancel_at_the_end():
    claimed(1, "in the middle, 8 · 8 pixels, its weights are now −0.036 on average, and those of red +0.035")
    first, last = (
        learnt(pictures()[0] / 255, 0.005, iterations)[0].reshape(64, 64, 3)[28:36, 28:36].mean(axis=(0, 1))
        for iterations in (1, 2000)
    )
    assert np.all(first > 0)
    assert [f"{weight:+.3f}" for weight in last[[0, 2]]] == ["+0.035", "-0.036"]


def test_one_number_is_right_more_often_than_12288_on_these_pictures():
    claimed(
        1, 'always saying "galaxy" is right for 52 %', "got more of these 50 pictures right than the one with 12,288"
    )
    X, X_test, _, Y_test = pictures()
    w, b = walk([0.3] * 500)[-1]
    alone = np.mean((w * redness()[1] + b > 0) == Y_test)
    _, (_, together) = trained(X / 255, X_test / 255, 0.005)
    assert (f"{Y_test.mean():.0%}", f"{alone:.0%}", f"{together:.0%}") == ("52%", "76%", "70%")


def test_the_standard_error_of_fifty_pictures():
    claimed(1, r"would easily move by about 6 percentage points. (This is its **standard error**, $\sqrt{p(1-p)/50}$")
    assert 100 * np.sqrt(0.7 * 0.3 / 50) == pytest.approx(6, abs=0.5)


def test_without_a_price_the_test_cost_rises_and_with_one_it_stays_close():
    claimed(1, r"with $\lambda/m = 0.3$", "the test cost soon *rises* while the training cost still falls")
    X, X_test, Y, Y_test = pictures()
    products, products_test = X.T @ X / 255**2, X_test.T @ X / 255**2
    gaps = []
    for price in (0, 0.3):
        parts, bias, costs = np.zeros((EXAMPLES, 1)), 0.0, []
        for step in range(800):
            scores, scores_test = (products @ parts).T + bias, (products_test @ parts).T + bias
            if step % 100 == 0:
                costs.append([np.mean(np.logaddexp(0, z) - y * z) for z, y in ((scores, Y), (scores_test, Y_test))])
            error = sigmoid(scores) - Y
            parts, bias = parts - 0.03 * error.T / EXAMPLES, bias - 0.03 * error.mean()
            if step % 10 == 9:
                parts = parts * (1 - 10 * 0.03 * price)
        training, test = np.array(costs).T
        gaps.append(test[-1] - training[-1])
        if not price:
            assert np.all(np.diff(training) < 0) and np.all(np.diff(test)[1:] > 0)
    assert gaps[1] < gaps[0] / 2


def test_steps_that_become_shorter_end_at_the_star():
    claimed(1, "Which of the three ends at the star?")
    bottom = cost_of_redness(*walk([0.3] * 3000)[-1])
    rates = [2.2] * 30, [0.05] * 30, [2.2 / (1 + k / 4) for k in range(30)]
    always_long, always_short, shorter = (cost_of_redness(*walk(some)[-1]) - bottom for some in rates)
    assert shorter < 1e-4 < min(always_long, always_short)


# --- hints --------------------------------------------------------------------------------------------------------


@functools.cache
def hints() -> dict[str, str]:
    """The last hint of each exercise."""
    exercises = load_assignment(KEYS["01_logistic_regression"]).exercises
    return {name: exercise.hints[-1] for name, exercise in exercises.items()}


def as_printed(value) -> str:
    return " ".join(str(value).split())


def test_the_code_in_the_last_hints_does_what_they_say():
    assert "np.arange(6).reshape(2, -1) is [[0 1 2] [3 4 5]]" in hints()["flatten_images"]
    assert "With .T it is [[0 3] [1 4] [2 5]]" in hints()["flatten_images"]
    rows = np.arange(6).reshape(2, -1)
    assert (as_printed(rows), as_printed(rows.T)) == ("[[0 1 2] [3 4 5]]", "[[0 3] [1 4] [2 5]]")

    assert "np.dot(np.ones((3, 5)), np.ones((2, 5)).T) has the shape (3, 2), with a 5 in each" in hints()["propagate"]
    np.testing.assert_array_equal(np.dot(np.ones((3, 5)), np.ones((2, 5)).T), np.full((3, 2), 5))

    assert "np.array([0.2, 0.7]) > 0.6 is [False True], and .astype(int) makes [0 1]" in hints()["predict"]
    above = np.array([0.2, 0.7]) > 0.6
    assert (as_printed(above), as_printed(above.astype(int))) == ("[False True]", "[0 1]")

    found: dict[str, Any] = {"x": 1.0}
    for name, line in (
        ("optimize", 'slopes, height = {"left": 2.0}, 7'),
        ("optimize", 'x = x - 0.1 * slopes["left"]'),
        ("model", 'found, _, heights = {"p": 4}, {}, [1, 2]'),
    ):
        assert line in hints()[name]
        exec(line, found)
    assert found["x"] == pytest.approx(1.0 - 0.2) and found["found"]["p"] == 4


def test_the_other_graph_of_the_hints():
    assert "s = p * q, then t = s - r, then K = 2 * t" in hints()["graph_forward"]
    assert "dt = 2, then ds = dt and dr = -dt, and at the product dp = ds * q" in hints()["graph_backward"]

    def K(p, q, r):
        s = p * q
        t = s - r
        return 2 * t

    dt = 2
    ds, dr = dt, -dt
    dp = ds * 5
    assert (K(4, 5, 3) - K(3, 5, 3), K(4, 5, 4) - K(4, 5, 3)) == (dp, dr)


@pytest.mark.parametrize("name", list(load_assignment(KEYS["01_logistic_regression"]).exercises))
def test_every_last_hint_shows_code_on_other_numbers(name):
    calls = re.findall(r"[\w.\[\]\"]+ = [^,;]+|np\.\w+\(|\w+ / \(", hints()[name])
    assert calls, hints()[name]
    regions = [cell.source for cell in cells(1) if cell.id == name.replace("_", "-")]
    lines = {line.strip() for region in regions for line in region.splitlines() if len(line.strip()) > 8}
    assert not [line for line in lines if line in hints()[name]]


def test_the_key_figures_ask_for_a_prediction_first():
    """Whoever looks at a figure has guessed before, in the text above it."""
    told, since = [], ""
    for cell in cells(1):
        if cell.cell_type == "markdown":
            since += cell.source if cell.id != "how-it-works" else ""
        elif "plots.show(" in cell.source:
            told.append((cell.id, "**Predict before you look" in since))
            since = ""
    assert [name for name, asked in told if not asked] == ["graph-plain", "look-at-pictures", "scaled", "mistakes"]


def test_what_is_folded_is_long_and_defines_no_exercise():
    folded = [cell for cell in cells(1) if cell.metadata.get("jupyter", {}).get("source_hidden")]
    assert {cell.id for cell in folded} == {"optimize-look", "predict-look", "regularise-look"}
    for cell in folded:
        assert "nbgrader" not in cell.metadata
        assert len(cell.source.splitlines()) > 15
        ast.parse(cell.source)
