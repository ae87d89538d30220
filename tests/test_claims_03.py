"""What notebook 3 claims in numbers about level places, friction, rates, the family, signals and overfitting."""

from __future__ import annotations

import ast
import functools

import numpy as np
import pytest

from autograder.key.assignment import load_assignment
from keys.optimization._given import backward_propagation, compute_cost, forward_propagation, sigmoid
from keys.optimization.decay_cosine import decay_cosine
from keys.optimization.decay_exponential import decay_exponential
from keys.optimization.decay_inverse import decay_inverse
from keys.optimization.initialize_parameters_he import initialize_parameters_he
from keys.optimization.model import model
from keys.optimization.random_mini_batches import random_mini_batches
from keys.optimization.standardize import standardize
from keys.optimization.update_parameters_with_gd import update_parameters_with_gd
from keys.optimization.update_parameters_with_rmsprop import update_parameters_with_rmsprop
from neural_networks import datasets
from tests.keys import KEYS
from tests.test_claims import cells, claimed, defined, valley_slopes, walk

KEY = load_assignment(KEYS["03_optimization"])
SCHEDULES = {
    "always": lambda epoch: 0.6,
    "fraction": lambda epoch: decay_inverse(0.6, 0.5, epoch),
    "power": lambda epoch: decay_exponential(0.6, epoch, 0.9),
    "wave": lambda epoch: decay_cosine(0.6, epoch, 40),
}
LONGEST_IN_THE_OPEN = 18  # lines of a cell that is given and only shows something


@functools.cache
def surfaces():
    return defined(3, "walk", update_parameters_with_gd=update_parameters_with_gd)


def places(name, start, steps):
    """The way of gradient descent with the rate 0.1 on a surface of the notebook."""
    names = surfaces()
    return names["walk"](names[f"{name}_slopes"], start, steps, names["gd_steps"](0.1))


LEVEL = {"tilted": (1.2, 0.5), "saddle": (1.2, 0.001), "plain": (1.4, 1.6)}
STARS = {"tilted": [(0, -1.088)], "saddle": [(0, 1), (0, -1)], "plain": [(0, 0)]}


def from_the_star(name, steps):
    last = places(name, LEVEL[name], steps)[-1]
    return min(np.linalg.norm(last - np.array(star)) for star in STARS[name])


def test_nobody_gets_to_the_star_in_60_steps_and_two_of_three_in_120():
    claimed(3, "Nobody, in 60 steps. Change 60 to 120, and two of them are there")
    claimed(3, "the one in the local minimum never will be", "(1.2, 0.5)", "(1.2, 0.001)", "(1.4, 1.6)")
    assert min(from_the_star(name, 60) for name in LEVEL) > 0.5
    assert [name for name in LEVEL if from_the_star(name, 120) < 0.01] == ["saddle", "plain"]
    np.testing.assert_array_equal(*(places("tilted", LEVEL["tilted"], steps)[-1].round(9) for steps in (1000, 2000)))


@pytest.mark.parametrize("name", LEVEL)
def test_the_slopes_of_the_surfaces_are_their_derivatives(name):
    cost, slopes = surfaces()[name], surfaces()[f"{name}_slopes"]
    w1, w2, h = 0.7, -0.4, 1e-6
    measured = [cost(w1 + h, w2) - cost(w1 - h, w2), cost(w1, w2 + h) - cost(w1, w2 - h)]
    np.testing.assert_allclose(slopes(np.array([[w1, w2]]))[0], np.array(measured) / (2 * h), rtol=1e-6)


def test_the_curve_is_flat_long_before_the_end():
    claimed(
        3, "For the second the cost falls from 0.98 to 0.005 in the first 25 steps, and by less than 0.03 in the next"
    )
    cost = surfaces()["saddle"](*places("saddle", (1.4, 0.001), 120).T)
    assert (round(cost[0], 2), round(cost[25], 3)) == (0.98, 0.005)
    assert 0 < cost[25] - cost[55] < 0.03
    assert cost[120] == pytest.approx(-0.25, abs=0.001)


def test_lowest_places_are_rare_where_there_are_many_weights():
    claimed(3, "With two weights one level place of four is a lowest one. With ten weights it is one of 1024")
    claimed(3, "Far fewer: with four weights one of about 350.")
    share = defined(3, "many-weights")["share_of_minima"]
    assert [0.5**2, 0.5**10] == [1 / 4, 1 / 1024]
    assert 1 / share(4) == pytest.approx(350, rel=0.05)
    # Two weights: both eigenvalues of a random symmetric matrix are above 0 with the probability (2 - sqrt(2)) / 4.
    assert share(2) == pytest.approx((2 - np.sqrt(2)) / 4, abs=0.01)


def test_somewhat_larger_weights_let_the_signal_explode():
    claimed(3, "1.3 times He's weights, fifty layers")
    sizes = defined(3, "deep-relu", initialize_parameters_he=initialize_parameters_he)["sizes_in_a_relu_network"]
    assert sizes(1.3)[-1] / sizes(1.0)[-1] == pytest.approx(1.3**50, rel=1e-6)


@pytest.mark.parametrize(("beta", "cost"), [(0.9, 0.03), (0.99, 4.6)])
def test_with_little_friction_the_ball_does_not_come_to_rest(beta, cost):
    claimed(3, "after 60 steps its cost is 4.6, and with $\\beta = 0.9$ it is 0.03", "momentum_steps(0.1, 0.99)")
    w1, w2 = walk("momentum", 0.1, valley_slopes, (-9, 1), 60, beta)[-1]
    assert round((w1**2 + 50 * w2**2) / 2, len(str(cost).partition(".")[2])) == cost


def test_a_step_of_rmsprop_has_a_longest_length():
    claimed(3, r"never larger than $1/\sqrt{1 - \beta}$, which is 3.16 for $\beta = 0.9$", "is longer than 0.64")
    assert round(1 / np.sqrt(1 - 0.9), 2) == 3.16
    for steepness in (1, 50, 1e6):
        path = walk("RMSProp", 0.2, lambda w, steepness=steepness: w * steepness, (-9, 1), 200)
        lengths = np.abs(np.diff(path, axis=0))
        assert 0.6 < lengths.max() < 0.64


def test_the_larger_the_rate_of_rmsprop_the_farther_away_it_stays():
    claimed(3, "the farther from the lowest place the walk goes on, to and fro")
    far = [np.abs(walk("RMSProp", rate, valley_slopes, (-9, 1), 1000)[-100:]).max() for rate in (0.05, 0.1, 0.2, 0.4)]
    assert far == sorted(far) and far[-1] > 4 * far[0]


def test_memories_of_ten_times_the_length():
    claimed(3, "from 0.9 to 0.99 the memory becomes ten times as long, and so it does from 0.99 to 0.999")
    memory = [1 / (1 - beta) for beta in (0.9, 0.99, 0.999)]
    assert np.diff(np.log10(memory)) == pytest.approx([1, 1])


def test_steps_of_adagrad_for_equal_derivatives():
    claimed(3, r"after $t$ equal derivatives as short as $\alpha / \sqrt t$")
    squares, derivative = 0.0, 0.7
    for t in range(1, 50):
        squares += derivative**2
        assert derivative / np.sqrt(squares) == pytest.approx(1 / np.sqrt(t))


def test_slopes_at_the_door_by_unit():
    claimed(3, "In millimetres three per cent of it are left, in one single layer", "That is 0.25 at most")
    measured = datasets.load_iris().X[:, 1:3].T
    np.random.seed(1)
    weights = initialize_parameters_he([2, 100])["W1"]
    slopes = []
    for features in (10 * measured, measured, standardize(measured)):
        a = sigmoid(weights @ features)
        slopes.append(np.mean(a * (1 - a)) / 0.25)
    assert round(slopes[0], 2) == 0.03
    assert slopes[0] < slopes[1] < slopes[2] and slopes[2] > 0.75


@functools.cache
def marks_from_the_star():
    """Of each way for the rate to fall from 0.6: how far from the star the marks of 40 epochs are."""
    irises = datasets.load_iris().X
    features, width = standardize(irises[:, 1:3].T), irises[:, 3:4].T
    target = width - width.mean()
    *_, lowest, _ = defined(3, "contours")["two_weights"](features, target)
    step = {"random_mini_batches": random_mini_batches, "update_parameters_with_gd": update_parameters_with_gd}
    way = defined(3, "decay-walk", **step)["walk_in_batches"]
    return {name: np.linalg.norm(way(features, target, rate)[1:] - lowest, axis=1) for name, rate in SCHEDULES.items()}


def test_with_shorter_steps_the_marks_gather_at_the_star():
    claimed(
        3, "the marks gather at the star", "With 0.6 for ever they stay scattered around it", "decay_inverse(0.6, 0.5,"
    )
    far = marks_from_the_star()
    assert far["always"][-20:].mean() > 3 * far["fraction"][-20:].mean()


def test_along_half_a_wave_the_marks_are_scattered_first():
    claimed(
        3, "Try `decay_cosine(0.6, epoch, 40)`", "half of the epochs the marks are scattered as well, and then they"
    )
    far = marks_from_the_star()
    first, last = ({name: marks[part].mean() for name, marks in far.items()} for part in (slice(20), slice(-5, None)))
    assert first["wave"] > 0.8 * first["always"] > 2 * first["fraction"]
    assert last["wave"] < 0.1 * last["always"]


def test_half_a_wave_by_hand_and_beside_the_others():
    claimed(3, "the rates are 0.2, 0.171, 0.1, 0.029, and 0 at the end", "then they are 0.2, 0.174, 0.11, 0.046, 0.02")
    claimed(3, "Those two are steepest at the very beginning", "half a wave, 40 epochs")
    claimed(3, "After ten epochs the wave is still at 0.51, the power at 0.21 and the fraction at 0.1.")
    claimed(3, "After forty it is the other way round: 0, 0.009 and 0.029.")
    by_hand = [[round(decay_cosine(0.2, epoch, 4, lowest), 3) for epoch in range(5)] for lowest in (0, 0.02)]
    assert by_hand == [[0.2, 0.171, 0.1, 0.029, 0], [0.2, 0.174, 0.11, 0.046, 0.02]]
    names = ("wave", "power", "fraction")
    assert [round(SCHEDULES[name](10), 2) for name in names] == [0.51, 0.21, 0.1]
    assert [round(SCHEDULES[name](40), 3) for name in names] == [0, 0.009, 0.029]
    for name in ("power", "fraction"):
        falls = -np.diff([SCHEDULES[name](epoch) for epoch in range(41)])
        assert falls.argmax() == 0, name


def test_half_a_wave_helps_on_a_plateau():
    claimed(3, "So half a wave covers more ground, which helps on a plateau")
    names = surfaces()
    left = {}
    for name, rate in SCHEDULES.items():

        def step(here, slopes, t, rate=rate):
            return update_parameters_with_gd(here, slopes, rate(t - 1))

        left[name] = np.linalg.norm(names["walk"](names["plain_slopes"], LEVEL["plain"], 40, step)[-1])
    assert left["wave"] < 0.1 < 1 < min(left["power"], left["fraction"])


def test_twenty_examples_are_learnt_by_heart():
    claimed(3, "every fifteenth point, 20 in all", "All of the 20, and about 80 % of the others", "num_epochs=1500")
    X, Y = datasets.load_two_moons()
    seen = np.arange(300) % 15 == 0
    assert (seen.sum(), (~seen).sum()) == (20, 280)
    few, _ = model(X[:, seen], Y[:, seen], "adam", 0.01, num_epochs=1500, print_cost=False)
    right = [np.mean((forward_propagation(X[:, part], few)[0] > 0.5) == Y[:, part]) for part in (seen, ~seen)]
    assert right[0] == 1
    assert right[1] == pytest.approx(0.8, abs=0.02)


def test_single_examples_are_first_after_twenty_epochs_and_tremble_most():
    claimed(3, "twenty epochs each", "Epoch for epoch the single example wins here: it has made 300 steps when")
    X, Y = datasets.load_two_moons()
    given = {"forward_propagation": forward_propagation, "backward_propagation": backward_propagation}
    given |= {"compute_cost": compute_cost, "update_parameters_with_gd": update_parameters_with_gd}
    train = defined(3, "train", X=X, Y=Y, progress=lambda items, _: items, **given)["train"]
    batches_of = defined(3, "size-look", X=X, Y=Y, random_mini_batches=random_mini_batches)["batches_of"]
    np.random.seed(3)
    he = initialize_parameters_he([2, 5, 2, 1])
    whole, mini, single = (train(he, rate, 20, batches_of(size))[1] for size, rate in ((300, 1), (64, 0.5), (1, 0.02)))
    assert [len(costs) - 1 for costs in (whole, mini, single)] == [20, 100, 6000]
    assert single[-1] < mini[-1] < whole[-1]
    rises = [np.mean(np.diff(costs) > 0) for costs in (whole, mini, single)]
    assert rises == sorted(rises) and rises[0] == 0


def test_the_race_on_the_moons():
    claimed(3, "1200 epochs, that is 6000 steps each", "RMSProp and Adam are down after a thousand epochs, where the")
    claimed(3, "gd and momentum lie on top of each other", "the costs of epochs 0, 100, ..., 500")
    X, Y = datasets.load_two_moons()
    costs = {
        name: model(X, Y, name, num_epochs=1200, print_cost=False)[1] for name in ("gd", "momentum", "rmsprop", "adam")
    }
    assert max(costs["rmsprop"][10], costs["adam"][10]) < 0.2 < 0.65 < min(costs["gd"][10], costs["momentum"][10])
    np.testing.assert_allclose(costs["gd"], costs["momentum"], atol=0.002)
    assert model(X, Y, "gd", num_epochs=501, print_cost=False)[1] == costs["gd"][:6]


def test_rmsprop_uses_what_it_has_just_averaged():
    """The quotient of the first step is the longest there is."""
    here = {"W1": np.zeros((1, 1)), "b1": np.zeros((1, 1))}
    slopes = {"dW1": np.array([[5.0]]), "db1": np.zeros((1, 1))}
    there, _ = update_parameters_with_rmsprop(here, slopes, {"dW1": np.zeros((1, 1)), "db1": np.zeros((1, 1))}, 0.9, 1)
    assert there["W1"][0, 0] == pytest.approx(-1 / np.sqrt(0.1), rel=1e-6)


def test_long_cells_that_are_given_are_folded():
    """And nothing that is to be written is."""
    for cell in cells(3):
        mark = cell.metadata.get("nbgrader", {})
        folded = bool(cell.metadata.get("jupyter", {}).get("source_hidden"))
        long = cell.cell_type == "code" and len(cell.source.splitlines()) > LONGEST_IN_THE_OPEN
        to_be_changed = mark.get("solution") or cell.id == "valley-look"
        assert folded == (long and not to_be_changed), cell.id


def test_key_figures_ask_for_a_guess_first():
    asked = [cell.id for cell in cells(3) if "**Predict before you look:**" in cell.source]
    assert len(asked) >= 15
    assert all(cell.source.count("**Predict before you look:**") <= 1 for cell in cells(3))


@pytest.mark.parametrize("name", KEY.exercises)
def test_the_last_hint_ends_with_code_on_other_numbers(name):
    exercise = KEY.exercises[name]
    *_, last = exercise.hints
    lines = [line.strip() for line in last.splitlines()[1:]]
    assert lines and not any("\n" in hint for hint in exercise.hints[:-1])
    names = {node.id for line in lines for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Name)}
    assert not names & {*exercise.parameters}
