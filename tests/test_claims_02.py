"""What notebook 02 and its hints claim in numbers: each sentence is looked up, and computed with the key."""

from __future__ import annotations

import functools
import itertools
import re
from typing import Any

import numpy as np
import pytest

from autograder.key.assignment import load_assignment
from neural_networks import datasets, plots
from tests.keys import KEYS
from tests.test_claims import cells, claimed, defined

KEY = load_assignment(KEYS["02_one_hidden_layer"])
F: dict[str, Any] = {helper.name: helper.function for helper in KEY.given}
F |= {name: exercise.reference for name, exercise in KEY.exercises.items()}
NAMES = ("W1", "b1", "W2", "b2")
FLOWER_X, FLOWER_Y = datasets.load_flower()


def outputs(parameters, X=FLOWER_X):
    return F["forward_propagation"](X, parameters)[0]


def drawn_network(seed=0):
    rng = np.random.default_rng(seed)
    shapes = {"W1": (4, 2), "b1": (4, 1), "W2": (1, 4), "b2": (1, 1)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


@functools.cache
def training(rate):
    """The cost before each of 10,000 iterations on the flower and after them, and the parameters at every 250th."""
    here, costs, places = F["initialize_parameters"](2, 4, 1), [], {}
    for i in range(10001):
        A2, cache = F["forward_propagation"](FLOWER_X, here)
        costs.append(float(F["compute_cost"](A2, FLOWER_Y)))
        if i % 250 == 0:
            places[i] = here
        here = F["update_parameters"](here, F["backward_propagation"](here, cache, FLOWER_X, FLOWER_Y), rate)
    return np.array(costs), places


# --- the network, activations, the output ---------------------------------------------------------------------------


def test_the_network_of_the_drawing_has_17_numbers_to_learn():
    claimed(2, "how many numbers does this network have to learn?")
    assert "= 17 numbers" in plots.network_layers().caption
    assert sum(values.size for values in F["initialize_parameters"](2, 4, 1).values()) == 17


def test_how_slopes_vanish():
    claimed(
        2,
        "$0.25^{10} \\approx 0.000001$",
        "at $z = 4$ the sigmoid's slope is 0.018",
        "at $z = 3$ its slope is only 0.01",
    )
    assert f"{0.25**10:.6f}" == "0.000001"
    assert f"{F['sigmoid_derivative'](F['sigmoid'](4.0)):.3f}" == "0.018"
    assert f"{F['tanh_derivative'](np.tanh(3.0)):.2f}" == "0.01"


def test_which_activation_lets_most_of_an_error_through():
    claimed(2, "At $z = 3$ it is ReLU", "it is the sigmoid, with 0.045; tanh has 0.010, and ReLU nothing")
    assert F["relu_derivative"](3.0) == 1
    assert F["relu_derivative"](-3.0) == 0
    assert f"{F['sigmoid_derivative'](F['sigmoid'](-3.0)):.3f}" == "0.045"
    assert f"{F['tanh_derivative'](np.tanh(-3.0)):.3f}" == "0.010"


OUTPUTS = {
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda a, y: -np.sum(y * np.log(a) + (1 - y) * np.log(1 - a))),
    "softmax": (lambda z: np.exp(z) / np.sum(np.exp(z)), lambda a, y: -np.sum(y * np.log(a))),
    "none": (lambda z: z, lambda a, y: np.sum((a - y) ** 2) / 2),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_each_output_has_the_error_a_minus_y(name):
    claimed(2, "in all three rows the derivative of the loss by the score is $a - y$")
    activation, loss = OUTPUTS[name]
    z, y = np.array([0.3, -1.1, 0.8]), np.array([0.0, 1.0, 0.0])
    slope = F["numerical_gradient"](lambda scores: loss(activation(scores), y), z)
    np.testing.assert_allclose(slope, activation(z) - y, rtol=1e-8)


def test_the_slope_at_an_activation_that_is_taken_for_a_score():
    claimed(2, "$0.622 \\cdot 0.378 = 0.235$", "at $a = 0.99$ you get 0.198 in place of 0.010")
    for a, wrong, right in ((0.5, 0.235, 0.25), (0.99, 0.198, 0.01)):
        again = F["sigmoid"](a)
        assert (round(again * (1 - again), 3), round(a * (1 - a), 3)) == (wrong, right)


def test_three_of_nine_sums_are_the_same_whichever_way_the_bias_spreads():
    claimed(
        2, "$Z$ is 1 to 9 in three rows, and $b$ is $(10, 20, 30)$", "how many of the nine places do both sums agree?"
    )
    scores, bias = np.arange(1, 10).reshape(3, 3), np.array([10, 20, 30])
    assert np.sum(scores + bias == scores + bias.reshape(3, 1)) == 3


def test_the_example_of_the_chain_rule_by_hand():
    claimed(
        2,
        "$dz_1 = -0.3183 \\cdot 1 \\cdot (1 - 0.7616^2) = -0.3183 \\cdot 0.4200 = -0.1337$",
        "$dw_1 = -0.1337 \\cdot 2 = -0.2674$",
    )
    net = {"W1": np.array([[0.5]]), "b1": np.zeros((1, 1)), "W2": np.ones((1, 1)), "b2": np.zeros((1, 1))}
    X, Y = np.array([[2.0]]), np.array([[1.0]])
    A2, cache = F["forward_propagation"](X, net)
    grads = F["backward_propagation"](net, cache, X, Y)
    seen = [cache["A1"], A2, A2 - Y, grads["dW2"], 1 - cache["A1"] ** 2, grads["db1"], grads["dW1"]]
    assert [round(float(value[0, 0]), 3) for value in seen[:4]] == [0.762, 0.682, -0.318, -0.242]
    assert [round(float(value[0, 0]), 4) for value in seen[4:]] == [0.42, -0.1337, -0.2674]


def test_swapped_arguments_show_in_the_cost_alone():
    claimed(2, "The cost is only printed, so look at it", "the first cost on the flower is 0.693048")
    answers = outputs(F["initialize_parameters"](2, 4, 1))
    assert f"{F['compute_cost'](answers, FLOWER_Y):.6f}" == "0.693048"
    with np.errstate(divide="ignore"):
        assert F["compute_cost"](FLOWER_Y, answers) == np.inf


def test_the_single_neuron_is_beaten_by_a_coin_at_the_lowest_cost_it_can_have():
    claimed(
        2, "47 %: a coin would do better", "its cost is lower than $\\log 2$", "the lowest cost that a single neuron"
    )
    w, b = np.zeros((2, 1)), 0.0
    for _ in range(1000):
        error = F["sigmoid"](w.T @ FLOWER_X + b) - FLOWER_Y
        w, b = w - 0.5 * FLOWER_X @ error.T / 400, b - 0.5 * np.mean(error)
    answers = F["sigmoid"](w.T @ FLOWER_X + b)
    assert np.mean((answers > 0.5) == FLOWER_Y) == pytest.approx(0.47)
    assert F["compute_cost"](answers, FLOWER_Y) < np.log(2)
    assert np.abs(FLOWER_X @ error.T / 400).max() < 1e-12  # level, and there is one valley


# --- valleys and steps ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("weight", [0.0, 0.3])
def test_equal_neurons_stay_equal_and_zeros_stay_zeros(weight):
    claimed(2, "they take the same step and stay equal", "no weight moves at all")
    known = {"flower_X": FLOWER_X, "flower_Y": FLOWER_Y}
    names = defined(2, "symmetry-look", **F, **known)
    W1 = names["after"](200, names["all_equal_to"](weight))["W1"]
    np.testing.assert_allclose(W1, np.tile(W1[0], (4, 1)), rtol=1e-12)
    assert np.array_equal(W1, np.zeros((4, 2))) is (weight == 0)


@pytest.mark.parametrize(("bend", "factor"), [(1.9, -0.9), (2.1, -1.1)])
def test_what_a_step_makes_of_the_distance_to_the_bottom(bend, factor):
    claimed(2, "For $\\alpha k = 1.9$ that is $-0.9$", "For 2.1 it is $-1.1$")
    rate, w = 1.2, 3.0
    assert w - rate * (bend / rate * w) == pytest.approx(factor * w)


def test_each_valley_is_there_384_times():
    claimed(2, "each valley is there $24 \\cdot 16 = 384$ times")
    net, twins = drawn_network(), set()
    for order in itertools.permutations(range(4)):
        for signs in itertools.product((1, -1), repeat=4):
            turn = np.array(signs).reshape(4, 1)
            twin = {"W1": turn * net["W1"][[*order]], "b1": turn * net["b1"][[*order]]}
            twin |= {"W2": turn.T * net["W2"][:, [*order]], "b2": net["b2"]}
            np.testing.assert_allclose(outputs(twin), outputs(net), rtol=1e-9)
            twins.add(tuple(np.concatenate([twin[name].ravel() for name in NAMES])))
    assert len(twins) == 384


def test_the_cost_rises_where_the_valley_has_become_too_narrow_for_the_step():
    claimed(2, "From iteration 2000 on the valley gets narrower and narrower")
    claimed(2, "the limit is a curvature of $2 / 1.2 = 1.67$", "half the learning rate, for which the limit is 3.33")
    costs, places = training(1.2)
    assert costs[8000] > costs[7000] + 0.001
    assert f"{costs[0]:.6f}" == "0.693048"
    rises = np.flatnonzero(np.diff(costs) > 0)
    assert 7000 < rises[0] < 8000
    known = {"NAMES": NAMES, "flower_X": FLOWER_X, "flower_Y": FLOWER_Y}
    curvature = defined(2, "rise-look", **F, **known)["largest_curvature"]
    bends = {i: curvature(places[i]) for i in (*range(2000, 7501, 250), 8250)}
    assert np.all(np.diff([bends[i] for i in range(2000, 7501, 250)]) > 0)
    assert bends[7000] < 2 / 1.2 < bends[7250]
    assert bends[8250] < 2 / 1.2
    assert costs[8250] > costs[7750]


def test_with_half_the_rate_the_cost_falls_all_the_way():
    claimed(2, "Nothing of this is seen with half the learning rate")
    assert np.all(np.diff(training(0.6)[0]) < 0)


def test_the_central_line_is_lowest_near_the_step_of_the_exercise():
    claimed(2, "down to a step near $10^{-5}$, where the central line is lowest")
    sizes = 10.0 ** np.arange(-14, 0.5, 0.5)
    errors = np.abs((np.log(2 + sizes) - np.log(2 - sizes)) / (2 * sizes) - 0.5)
    assert 1e-6 < sizes[np.argmin(errors)] < 2e-5
    assert errors[:10].min() > 1000 * errors.min()
    claimed(2, "The one-sided line falls for longer, to about $10^{-8}$, and yet its best is worse.")
    one_sided = np.abs((np.log(2 + sizes) - np.log(2)) / sizes - 0.5)
    assert 3e-9 < sizes[np.argmin(one_sided)] < 3e-8 and one_sided.min() > 10 * errors.min()


# --- experiments ----------------------------------------------------------------------------------------------------


def trained_with(kind, n_h, iterations, X=FLOWER_X, Y=FLOWER_Y):
    known = defined(2, "try-activations", **F)
    return known["trained_with"](known[f"{kind}_neurons"], X, Y, n_h, iterations)


def share(answers, X=FLOWER_X, Y=FLOWER_Y):
    return float(np.mean(answers(X) == Y))


def test_relus_are_right_about_the_fewest_points():
    claimed(2, "here they come last: even 20 of them get no further than 76 %")
    shares = {kind: share(trained_with(kind, 4, 3000)) for kind in ("sigmoid", "tanh", "relu")}
    assert shares["relu"] < 0.75 < 0.87 < min(shares["sigmoid"], shares["tanh"])
    assert share(trained_with("relu", 20, 3000)) == pytest.approx(0.76, abs=0.005)


def test_sigmoids_come_late():
    claimed(2, "after 500 iterations they are right about 55 % of the points, and tanh about 88 %")
    assert share(trained_with("sigmoid", 4, 500)) == pytest.approx(0.55, abs=0.006)
    assert share(trained_with("tanh", 4, 500)) == pytest.approx(0.88, abs=0.006)


def test_one_neuron_or_two_draw_a_line_and_three_part_the_petals():
    claimed(2, "One neuron or two draw a single line. With three the petals are parted.", "two points in three")
    shares = [share(trained_with("tanh", n_h, 2000)) for n_h in (1, 2, 3)]
    assert shares[:2] == pytest.approx([2 / 3, 2 / 3], abs=0.01)
    assert shares[2] > 0.89


def test_three_borders_fence_in_a_disc_and_two_do_not():
    claimed(2, "How many straight borders does it take to fence in the disc?", "Three borders fence in a disc")
    circles = datasets.load_planar("circles")
    assert share(trained_with("tanh", 2, 5000, *circles), *circles) < 0.9
    assert share(trained_with("tanh", 3, 5000, *circles), *circles) > 0.99


def test_there_is_nothing_to_learn_in_noise():
    claimed(2, 'In `"noise"` the classes are drawn by lot, so there is nothing to learn in it.')
    claimed(2, "20 neurons are right about 60 % of the points that they know, and about half of the new ones")
    noise, others = datasets.load_planar("noise"), datasets.load_planar("noise", 1000, seed=1)
    answers = trained_with("tanh", 20, 5000, *noise)
    assert share(answers, *noise) == pytest.approx(0.6, abs=0.01)
    assert share(answers, *others) == pytest.approx(0.5, abs=0.05)


# --- rows -----------------------------------------------------------------------------------------------------------

ROWS_X = np.array([[0.5, 1.5], [1.0, 0.8], [-0.5, 0.2], [0.0, -1.0]])
ROWS_Y = np.array([[1, 1, 0, 0]])


def test_from_small_weights_the_tiny_set_is_hardly_learnt():
    claimed(2, "the cost would still be 0.676 at the end, hardly below $\\log 2 = 0.693$")
    start = F["initialize_parameters_rows"](2, 4, 1)
    here = {name: 0.01 * values for name, values in start.items()}
    for _ in range(1000):
        _, cache = F["forward_propagation_rows"](ROWS_X, here)
        grads = F["backward_propagation_rows"](here, cache, ROWS_X, ROWS_Y)
        here = {name: here[name] - 0.005 * grads["d" + name] for name in here}
    cost = F["compute_cost_rows"](F["forward_propagation_rows"](ROWS_X, here)[0], ROWS_Y)
    assert f"{cost:.3f}" == "0.676"


def test_the_tiny_set_is_learnt():
    params, costs = F["nn_model_rows"](ROWS_X, ROWS_Y, 4)
    assert len(costs) == 10
    assert np.all(np.diff(costs) < 0)
    assert F["predict_rows"](params, ROWS_X).tolist() == ROWS_Y.tolist()
    assert np.abs(F["forward_propagation_rows"](ROWS_X, params)[0] - ROWS_Y).max() < 0.1


MENDS = {
    "cost": ("cost = -(", "cost = -np.sum("),
    "error": ("(1 - labels)\n", "labels\n"),
    "b1": ("np.sum(back, axis=1)", "np.sum(back, axis=1, keepdims=True)"),
}


def doctor(capsys, *mends):
    """What the doctor says of the friend's step, mended here and there."""
    step, look = ("".join(c.source) for name in ("three-bugs", "three-bugs-look") for c in cells(2) if c.id == name)
    for before, after in mends:
        assert step.count(before) == 1, before
        step = step.replace(before, after)
    names = {"np": np, **F, "rows_X": ROWS_X, "rows_Y": ROWS_Y, "ready": lambda *_: True, "plots": plots}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plots, "show", lambda figure: None)
        exec(step + "\n\n\n" + look, names)
    return capsys.readouterr().out


def test_the_doctor_finds_each_of_the_three_bugs_and_only_these(capsys):
    claimed(2, "it holds three bugs", "Two of them show in a shape: the cost's, and that of `b1`.")
    signs = {"cost": "The cost has the shape (1, 4)", "error": "The cost rises", "b1": "has grown to (4, 4)"}
    for bug, sign in signs.items():
        others = [mend for name, mend in MENDS.items() if name != bug]
        assert sign in doctor(capsys, *others), bug
    assert doctor(capsys, *MENDS.values()).startswith("Healthy")


@pytest.mark.parametrize("bias", ["np.sum(back)", "np.sum(back, axis=0).reshape(4, 1)", "back[:, :1]"])
def test_the_doctor_tries_the_slopes_of_a_bias_that_has_its_shape(capsys, bias):
    claimed(2, "it tries the slopes with your `numerical_gradient`")
    told = doctor(capsys, MENDS["cost"], MENDS["error"], ("np.sum(back, axis=1)", bias))
    assert told.startswith("The slopes of b1 are [")
    assert told.count("By trying they are") == 1


def test_the_doctor_asks_for_the_cost_where_all_slopes_are_off(capsys):
    twice = ("cost = -(", "cost = -np.mean(")
    told = doctor(capsys, twice, MENDS["error"], MENDS["b1"])
    assert told.count("By trying they are") == 4
    assert told.rstrip().endswith("Are all four off by the same factor? Then look at the cost.")


# --- hints ----------------------------------------------------------------------------------------------------------

EXAMPLES = [
    ("relu", "np.minimum([1, 9, 4], 5)", [1, 5, 4]),
    ("relu_derivative", "np.where(np.array([4, 9]) > 5, 10.0, 20.0)", [20, 10]),
    ("tanh_derivative", "10 - np.array([1, -2]) ** 2", [9, 6]),
    ("layer_sizes", "np.zeros((7, 3)).shape[0]", 7),
    ("forward_propagation", "np.dot(np.array([[1, 2]]), np.array([[3], [4]])) + 5", [[16]]),
    ("compute_cost", "np.array([[1, 0, 1]]) * np.array([[5, 6, 7]])", [[5, 0, 7]]),
    ("backward_propagation", "np.sum(np.array([[1, 2], [3, 4]]), axis=1, keepdims=True)", [[3], [7]]),
    ("predict", "(np.array([[3, 8]]) > 5).astype(int)", [[0, 1]]),
    ("layer_sizes_rows", "np.zeros((7, 3)).shape[1]", 3),
    ("forward_propagation_rows", "np.array([[1, 2, 3], [4, 5, 6]]).T", [[1, 4], [2, 5], [3, 6]]),
    ("compute_cost_rows", "np.mean(np.array([[2, 4, 9]]))", 5),
    ("backward_propagation_rows", "np.dot(np.ones((4, 7)), np.ones((7, 2)))", np.full((4, 2), 7)),
    ("predict_rows", "(np.array([[3, 8]]) > 5).astype(int)", [[0, 1]]),
]


@pytest.mark.parametrize(("name", "line", "value"), EXAMPLES, ids=[name for name, _, _ in EXAMPLES])
def test_the_line_in_a_last_hint_gives_what_the_hint_says(name, line, value):
    assert line in KEY.exercises[name].hints[-1]
    np.testing.assert_array_equal(eval(line, {"np": np}), value)


def test_the_lines_that_name_something_first_do_what_their_hints_say():
    p = np.array([2, 3])
    assert (p * (10 - p)).tolist() == [16, 21]
    here, down = {"p": 5.0}, {"dp": 2.0}
    assert here["p"] - 0.1 * down["dp"] == 4.8
    assert max(5, 7) == 7
    last = {name: KEY.exercises[name].hints[-1] for name in KEY.exercises}
    assert "p * (10 - p) is [16, 21]" in last["sigmoid_derivative"]
    assert "leaves 4.8 in here['p']" in last["nn_model_rows"]
    assert "leaves 7 in place" in last["nn_model"]


def test_every_last_hint_has_a_line_of_code_and_none_of_the_fix():
    for name, exercise in KEY.exercises.items():
        assert re.search(r"\w\(|= ", exercise.hints[-1]), name
