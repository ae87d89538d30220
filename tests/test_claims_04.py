"""What notebook 4 claims in numbers: looked up in its text, and computed with its own cells and the keys."""

from __future__ import annotations

import time
import types
from typing import Any

import numpy as np
import pytest

from autograder.key.assignment import load_assignment
from neural_networks import datasets, plots
from tests.keys import KEYS
from tests.test_claims import cells, claimed

KEY = load_assignment(KEYS["04_iris_backpropagation"])
EXERCISES = {name: exercise.reference for name, exercise in KEY.exercises.items()}
flowers, species, features, classes = datasets.load_iris()
SETOSA, VERSICOLOR, VIRGINICA = range(3)
SPLIT = ("split-look", "forward-look")


def sigmoid(z):
    return 1 / (1 + np.exp(-np.asarray(z)))


def ran(*ids: str, **known: Any) -> dict[str, Any]:
    """The names of the notebook after these of its cells, with the answer key in the place of a student's functions."""
    figures: list[plots.Plot] = []
    shown = types.SimpleNamespace(**{**vars(plots), "show": lambda figure, *_: figures.append(figure)})
    names: dict[str, Any] = {"np": np, "plots": shown, "sigmoid": sigmoid, "figures": figures, **EXERCISES}
    names |= {"ready": lambda *_: True, "progress": lambda things, *_: things, "time": time}
    names |= {"flowers": flowers, "species": species, "feature_names": features, "class_names": classes, **known}
    source = {cell.id: cell.source for cell in cells(4)}
    for name in ids:
        exec(compile(source[name], name, "exec"), names)
    return names


def shares(asked: tuple[np.ndarray, np.ndarray]) -> list[float]:
    truth, answers = asked
    return [float(np.mean(answers[truth == k] == k)) for k in range(3)]


# --- by hand ------------------------------------------------------------------------------------------------------


def test_the_three_losses_of_two_answers():
    claimed(4, r"The losses are $\tfrac12 \cdot 0.9^2 = 0.405$, then $0.9$, then $-\log 0.1 = 2.30$.", "0.105$.")
    assert [round(0.5 * 0.9**2, 3), round(-np.log(0.1), 2)] == [0.405, 2.30]
    assert [round(0.5 * 0.1**2, 3), round(-np.log(0.9), 3)] == [0.005, 0.105]


def test_the_steps_of_the_neuron_that_settles():
    claimed(
        4,
        "| $0.5\\,s + 0.3$ | 0.3 | 0.446 | 0.509 | 0.535 | 0.544 | 0.548 |",
        "| new $s$ | 0.291 | 0.418 | 0.469 | 0.489 | 0.496 | 0.499 | 0.5008 |",
        "| moved by | 0.291 | 0.127 | 0.051 | 0.020 | 0.007 | 0.003 |",
    )
    s, sums, states, moves = 0.0, [], [], []
    for _ in range(6):
        sums.append(round(0.5 * s + 0.3, 3))
        moves.append(round(np.tanh(0.5 * s + 0.3) - s, 3))
        s = np.tanh(0.5 * s + 0.3)
        states.append(round(s, 3))
    assert sums == [0.3, 0.446, 0.509, 0.535, 0.544, 0.548]
    assert states == [0.291, 0.418, 0.469, 0.489, 0.496, 0.499]
    assert moves == [0.291, 0.127, 0.051, 0.02, 0.007, 0.003]
    assert round(np.tanh(0.5 * 0.5008 + 0.3), 4) == 0.5008


def test_the_slope_of_the_neuron_that_settles():
    claimed(4, "gives $g = 1 / 0.6254 = 1.599$", r"$0.7492 \cdot 1.599 \cdot 0.5008 = 0.600$", "gets 0.375")
    W, x = np.array([[0.5]]), np.array([[0.3]])
    d = 1 - EXERCISES["settle"](W, x, 1e-12)[0, 0] ** 2
    assert (round(d, 4), round(1 - 0.5 * d, 4), round(1 / (1 - 0.5 * d), 3)) == (0.7492, 0.6254, 1.599)
    assert round(EXERCISES["settle_gradient"](W, x, np.ones((1, 1)))[0, 0], 3) == 0.6
    assert round(d * 0.5008, 3) == 0.375


def test_the_slopes_of_the_sigmoid():
    claimed(4, r"For $a = 0.9$ it is $0.9 \cdot 0.1 = 0.09$", "comes out as $0.206$, more than twice too steep")
    again = sigmoid(0.9)
    assert (round(again, 3), round(again * (1 - again), 3)) == (0.711, 0.206)
    assert again * (1 - again) > 2 * 0.09
    assert EXERCISES["sigmoid_derivative"](0.5) == 0.25


def test_forward_and_backward_of_one_flower():
    claimed(4, "so `layer2` is $(0.679,\\ 0.182)$", "$\\delta_2 = (0.0699,\\ -0.0272)$", "$\\delta_1 = 0.0233$")
    x, w0, w1, y = np.array([[0.6, 0.8]]), np.array([[0.5], [1]]), np.array([[1, -2]]), np.array([[1, 0]])
    layer1, layer2 = EXERCISES["forward"](x, w0, w1)
    assert (round(layer1[0, 0], 3), *np.round(layer1 @ w1, 3)[0]) == (0.75, 0.75, -1.501)
    assert tuple(layer2[0].round(3)) == (0.679, 0.182)
    delta1, delta2 = EXERCISES["backward"](x, layer1, layer2, y, w1)
    assert (*delta2[0].round(4), *delta1[0].round(4)) == (0.0699, -0.0272, 0.0233)


def test_the_shares_and_lengths_by_hand():
    claimed(4, "`test_size=0.33` is 49.5 flowers", "becomes $(0.6,\\ 0.8)$", "Together: 0.5")
    assert round(0.33 * 150, 6) == 49.5
    np.testing.assert_allclose(EXERCISES["normalize"](np.array([[3, 4]])), [[0.6, 0.8]])
    outputs, y = np.array([[0.6, 0.3, 0.2], [0, 0.48, 0.52]]), np.array([[1, 0, 0], [0, 1, 0]])
    assert EXERCISES["accuracy"](outputs, y) == 0.5


def test_the_two_measures_of_four_flowers():
    claimed(4, "| **57.6 %** | **50 %** |", "One minus the mean error is 66.7 %")
    outputs = np.array([[0.6, 0.3, 0.2], [0, 0.48, 0.52], [0.4, 0.45, 0.4], [0, 0.9, 0.1]])
    y = np.eye(3)[[0, 1, 1, 2]]
    assert list((1 - np.abs(y - outputs).mean(axis=1)).round(2)) == [0.7, 0.65, 0.55, 0.4]
    assert round(1 - np.abs(y - outputs).mean(), 3) == 0.576
    assert EXERCISES["accuracy"](outputs, y) == 0.5
    nothing, labels = np.zeros((150, 3)), np.eye(3)[species]
    assert round(1 - np.abs(labels - nothing).mean(), 3) == 0.667
    assert EXERCISES["accuracy"](nothing, labels) == np.mean(species == SETOSA)


def test_fifty_flowers_leave_an_accuracy_uncertain():
    claimed(4, "Fifty flowers leave an accuracy uncertain by some 3 percentage points")
    assert np.sqrt(0.95 * 0.05 / 50) == pytest.approx(0.03, abs=0.003)


def test_trying_each_weight_takes_seventy_runs():
    claimed(
        4, "each moved a little up and a little down, it has to run 70 times", r"$4\cdot 5 + 5 \cdot 3 = 35$ weights"
    )
    names = ran(*SPLIT, "backward-check")
    runs = []

    def counted(*arguments):
        runs.append(arguments)
        return EXERCISES["forward"](*arguments)

    names["forward"] = counted
    plots.slopes_compared(names["squared_error"], names["weights"], {})
    assert len(runs) == 70
    runs.clear()
    assert names["uphill"]().size == 35
    assert len(runs) == 1


def test_softmax_by_hand():
    claimed(
        4,
        r"$(7.389, 2.718, 1)$, with the sum $11.107$, so $p = (0.665, 0.245, 0.090)$",
        r"$-\log 0.245 = 1.408$ and $\delta_2 = (-0.665,\ 0.755,\ -0.090)$",
        r"Its delta is $-0.99$ times the slope $0.99 \cdot 0.01$, which is $-0.0098$.",
    )
    names = ran("softmax")
    p = names["softmax"](np.array([[2.0, 1.0, 0.0]]))[0]
    assert (round(np.exp(2), 3), round(np.exp(1), 3), round(np.exp([2, 1, 0]).sum(), 3)) == (7.389, 2.718, 11.107)
    assert (tuple(p.round(3)), round(-np.log(p[1]), 3)) == ((0.665, 0.245, 0.09), 1.408)
    assert tuple((np.array([0, 1, 0]) - p).round(3)) == (-0.665, 0.755, -0.09)
    assert round(-0.99 * 0.99 * 0.01, 4) == -0.0098
    z = np.array([[3.0, 1.2]])
    assert names["softmax"](z)[0, 0] == pytest.approx(sigmoid(3.0 - 1.2))
    np.testing.assert_allclose(names["softmax"](z + 1000), names["softmax"](z))


# --- loops --------------------------------------------------------------------------------------------------------


def test_who_settles_and_who_does_not():
    claimed(4, "its largest singular value is below 1", "that network goes round and round for ever")
    names = ran("settle-look")
    lengths = np.linalg.svd(names["loop_W"])[1]
    assert lengths[0] < 1 < 2.5 * lengths[0]
    assert "W · 1 settled" in names["figures"][0].alt
    assert "W · 0.5 settled" in names["figures"][0].alt
    assert "W · 2.5 still moving after 200 steps" in names["figures"][0].alt


def test_without_the_loop_six_slopes_are_too_large():
    claimed(4, "of the nine slopes six are too large, and three too small")
    formulas = ran("settle-look", "settle-check")["formulas"]
    right, without = (np.abs(formulas[name]) for name in ("settle_gradient", "the loop forgotten"))
    assert (int(np.sum(without > right)), int(np.sum(without < right))) == (6, 3)


def test_the_three_neurons_learn_where_to_settle(capsys):
    claimed(4, r"at $(0.6,\ 0.2,\ 0.4)$, with 60 steps of gradient descent")
    names = ran("settle-look", "settle-train")
    assert len(names["loop_errors"]) == 61
    reached = EXERCISES["settle"](names["taught_W"], names["loop_x"])
    np.testing.assert_allclose(reached.ravel(), [0.6, 0.2, 0.4], atol=0.02)


# --- irises -------------------------------------------------------------------------------------------------------


def test_the_lengths_of_the_flowers():
    claimed(4, "The four lengths lie between 0.1 and 7.9 cm.", "virginica in three of them")
    assert (flowers.min(), flowers.max()) == (0.1, 7.9)
    means = [flowers[species == k].mean(axis=0) for k in range(3)]
    assert np.sum(np.abs(means[VERSICOLOR] - means[VIRGINICA]) < 1) == 3


def test_the_first_thousand_iterations_do_most_of_the_work():
    claimed(4, "from 0.5 to 0.05")
    names = ran(*SPLIT)
    _, errors = EXERCISES["train"](names["X_train"], names["Y_train"], 5, 0.1, 1001)
    assert (errors[0], errors[10]) == pytest.approx((0.5, 0.05), abs=0.04)


@pytest.mark.slow
def test_what_twenty_thousand_iterations_reach_and_a_hundred_thousand():
    claimed(
        4,
        "No setosa is taken for anything else.",
        "Nearly all mistakes lie on the border",
        "the error was 0.008 then in place of 0.011, and not one flower more was right",
    )
    names = ran(*SPLIT)
    ends, mistakes = [], []
    for iterations in (20000, 100000):
        network, _ = EXERCISES["train"](names["X_train"], names["Y_train"], num_iterations=iterations)
        outputs = EXERCISES["forward"](names["X_train"], **network)[1]
        answers = EXERCISES["forward"](EXERCISES["normalize"](flowers), **network)[1].argmax(axis=1)
        assert np.all((answers == SETOSA) == (species == SETOSA))
        ends.append(round(float(np.mean(np.abs(names["Y_train"] - outputs))), 3))
        mistakes.append(int(np.sum(answers != species)))
    assert ends == [0.011, 0.008]
    assert 0 < mistakes[0] <= mistakes[1] < 10


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 5))
def test_one_minus_the_mean_error_of_other_splits(seed):
    claimed(4, "one minus the mean error was 96 to 99.6 % in training and 91 to 99 % in validation")
    sets = EXERCISES["split"](EXERCISES["normalize"](flowers), EXERCISES["to_one_hot"](species), 0.33, seed)
    X_train, X_valid, Y_train, Y_valid = sets
    network, _ = EXERCISES["train"](X_train, Y_train, num_iterations=20000)
    for X, Y, low, high in ((X_train, Y_train, 0.96, 0.996), (X_valid, Y_valid, 0.91, 0.99)):
        assert low < 1 - np.mean(np.abs(Y - EXERCISES["forward"](X, **network)[1])) < high


# --- experiments --------------------------------------------------------------------------------------------------


@pytest.mark.slow
def test_few_flowers_are_learnt_by_heart():
    claimed(4, "It is nearly perfect on what it has learnt from, and a gamble on everything else")
    names = ran(*SPLIT, "practice-loop", "few")
    seen, unseen = names["seen"], names["unseen"]
    assert seen[0].mean() > 0.95
    assert unseen[0].max() - unseen[0].min() > 0.3
    assert unseen[-1].min() > 0.9


@pytest.mark.slow
def test_a_high_price_makes_all_answers_alike():
    claimed(4, r"At $\lambda = 1$ the weights are held so near to zero that all flowers get the same answer.")
    names = ran(*SPLIT, "practice-loop", "many")
    for shares_right in (names["seen"], names["unseen"]):
        assert shares_right[-1].max() < 0.5 < shares_right[0].min()
    assert np.ptp(names["forward"](names["X_train"], **names["priced_net"])[1].argmax(axis=1)) == 0


def test_one_hidden_neuron_without_bias_gives_one_answer():
    claimed(4, "About a third: all flowers get the same answer.", "One hidden neuron, 7 weights, 100 flowers.")
    names = ran(*SPLIT)
    network, _ = EXERCISES["train"](names["X_train"], names["Y_train"], hidden=1, num_iterations=5000)
    assert sum(weights.size for weights in network.values()) == 7
    answers = EXERCISES["forward"](names["X_train"], network["w0"], network["w1"])[1].argmax(axis=1)
    assert np.ptp(answers) == 0
    assert len(names["X_train"]) == 100


def test_few_aspects_lead_to_bias(capsys):
    claimed(
        4,
        "Not one virginica is named by the network that has seen six of them",
        "its training accuracy is above 90 %",
        "Without any virginica it is 100 %, the best training of all",
        "Repeat each of the six rows six times, and nearly all virginicas are named",
        "With the sepals alone most of the virginicas are lost",
        "among more than sixty other flowers",
    )
    names = ran(*SPLIT, "practice-loop", "attention")
    asked = names["asked"]
    assert all(len(truth) == 150 for truth, _ in asked.values())
    assert min(shares(asked["all flowers, all lengths"])) > 0.9
    assert shares(asked["only 6 virginicas"])[VIRGINICA] == shares(asked["no virginica"])[VIRGINICA] == 0
    assert shares(asked["the same 6, each six times"])[VIRGINICA] > 0.9
    assert shares(asked["only the sepals"])[VIRGINICA] < 0.5
    assert min(shares(asked["only the petals"])) < 0.75
    lines = [line.split(": ") for line in capsys.readouterr().out.splitlines() if "right in training" in line]
    in_training = {name: int(said.split("%")[0]) for name, said in lines}
    assert 90 < in_training["only 6 virginicas"] < in_training["no virginica"] == max(in_training.values()) == 100
    for seed in range(3):
        labels = EXERCISES["split"](flowers, species, 0.33, seed)[2]
        assert np.sum(labels != VIRGINICA) > 60


@pytest.mark.slow
def test_mini_batches_arrive_where_the_full_batch_is_thrown_out():
    claimed(4, "With rate 2 that one step is far too long, and the full batch is thrown out of the valley.")
    panels = ran(*SPLIT, "practice-loop", "batch")["panels"]
    small, large = (panels[f"learning rate {rate}"] for rate in (0.1, 2.0))
    full, mini = (np.array(small[name]) for name in ("full batch", "mini-batches of 10"))
    assert np.median(np.abs(full / mini - 1)) < 0.1
    assert large["mini-batches of 10"][-1] < 0.1 < 0.2 < large["full batch"][-1]


@pytest.mark.slow
def test_noise_in_the_question_hurts_sooner():
    claimed(4, "Noise in the question soon hurts", "Noise in the lessons is forgiven for a long time")
    names = ran(*SPLIT, "practice-loop", "noise")
    asked, learnt = (names[name].mean(axis=1) for name in ("noisy_answers", "noisy_lessons"))
    half_a_centimetre = names["noises"].index(0.5)
    assert asked[half_a_centimetre] < 0.85 < learnt[half_a_centimetre]


# --- softmax ------------------------------------------------------------------------------------------------------


def test_the_delta_of_softmax_is_y_minus_p():
    claimed(4, r"\delta_2 = y - p", "The slope is gone.")
    names = ran(*SPLIT, "backward-check", "softmax", "softmax-check")
    truth = measured(names["cross_entropy"], names["weights"])
    right, wrong = names["formulas"].values()
    np.testing.assert_allclose(right, truth, atol=1e-6)
    assert np.abs(wrong - truth).max() > 1


def measured(f, theta, step=1e-5):
    slopes = np.zeros(theta.size)
    for i in range(theta.size):
        move = step * (np.arange(theta.size) == i)
        slopes[i] = (f(theta + move) - f(theta - move)) / (2 * step)
    return slopes


def test_cross_entropy_unlearns_what_is_sure_and_wrong():
    claimed(
        4,
        "cross-entropy is down to an error of 0.1 in about half the passes",
        "Cross-entropy needs a hundred passes or so.",
        "has not got there after a thousand, nor does it with other rates from 0.03 to 1",
    )
    names = ran(*SPLIT, "backward-check", "practice-loop", "softmax", "softmax-race")
    start, wrong = (np.array(list(names["panels"][panel].values())) for panel in names["panels"])
    squared, crossed = (int(np.argmax(errors < 0.1)) for errors in start)
    assert 0.4 < crossed / squared < 0.6
    assert 50 < int(np.argmax(wrong[1] < 0.1)) < 150
    assert wrong[0].min() > 0.1
    taught, ways = names["taught"], (names["forward"], names["backward"])
    misled, _ = taught(ways, 0.1, names["wrong_names"], 500, names["random_net"])
    for rate in (0.03, 0.3, 1):
        assert min(taught(ways, rate, names["Y_train"], 1000, misled)[1]) > 0.1


# --- hints --------------------------------------------------------------------------------------------------------

ON_OTHER_NUMBERS = {
    "settle": [("np.max(np.abs(np.array([-3, 2])))", 3), ("np.max(np.array([-3, 2]))", 2)],
    "settle_gradient": [
        ("np.dot(np.array([[1], [2]]), np.array([[3, 4]]))", [[3, 4], [6, 8]]),
        ("np.linalg.solve(np.array([[2, 0], [0, 4]]), np.array([[6], [8]]))", [[3], [2]]),
    ],
    "to_one_hot": [("t = np.zeros((2, 3))", None), ("t[[0, 1], [2, 0]] = 7", [[0, 0, 7], [7, 0, 0]])],
    "sigmoid_derivative": [("np.array([2, 3]) * (10 - np.array([2, 3]))", [16, 21])],
    "normalize": [("t = np.array([5, 0, 6])", None), ("np.where(t < 1, 9, t)", [5, 9, 6])],
    "split": [
        ("t = np.array([5, 6, 7, 8])", None),
        ("order = np.array([3, 0, 2, 1])", None),
        ("t[order[:1]]", [8]),
        ("t[order[1:]]", [5, 7, 6]),
    ],
    "forward": [("np.dot(np.array([[1, 2]]), np.array([[3, 4], [5, 6]]))", [[13, 16]])],
    "backward": [
        ("np.dot(np.array([[1, 2]]), np.array([[3, 4], [5, 6]]).T)", [[11, 17]]),
        ("np.array([[1, 2]]) * np.array([[3, 4]])", [[3, 8]]),
    ],
    "train": [("np.dot(np.ones((7, 2)).T, np.ones((7, 4))).shape", (2, 4))],
    "accuracy": [("np.mean(np.array([4, 7, 9, 2]) == np.array([4, 8, 9, 2]))", 0.75)],
}


@pytest.mark.parametrize("name", EXERCISES)
def test_the_last_hint_shows_lines_that_do_what_it_says(name):
    hint = KEY.exercises[name].hints[-1]
    assert "On other numbers: " in hint
    names: dict[str, Any] = {"np": np}
    for line, result in ON_OTHER_NUMBERS[name]:
        assert line in hint
        if " = " in line:
            exec(line, names)
            value = names["t"]
        else:
            value = eval(line, names)
        if result is not None:
            np.testing.assert_allclose(value, result)
            assert f"{result}" in hint
