"""The rules for training runs and for splits, against implementations of their own."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from autograder.rules import all_of, close, drawn, he_start, layers, training_costs, trajectory
from autograder.rules.base import Rung
from autograder.rules.training import orders
from autograder.rules.tree import agreeing_parts, as_returns, compare, keys_of

NETWORK = (("W1", "b1", "relu"), ("W2", "b2", "sigmoid"))
NAMES = ("W1", "b1", "W2", "b2")
RATE, SIZE, BETA, BETA1, BETA2, EPSILON = 0.03, 2, 0.7, 0.8, 0.95, 1e-2
WHERE = "what model returned"


def network(cost="cross_entropy", **more):
    return {
        "network": NETWORK,
        "cost": cost,
        "arguments": {"optimizer": 2, "rate": 3, "batch": 4, "iterations": 5},
        "settings": {"beta": BETA, "beta1": BETA1, "beta2": BETA2, "epsilon": EPSILON},
        **more,
    }


def start(seed=0):
    rng = np.random.default_rng(seed)
    shapes = {"W1": (3, 2), "b1": (3, 1), "W2": (1, 3), "b2": (1, 1)}
    return {name: rng.normal(size=shape) for name, shape in shapes.items()}


def examples(m=3):
    rng = np.random.default_rng(5)
    return rng.normal(size=(2, m)), (np.arange(m) % 2).reshape(1, m).astype(float)


def forward(theta, X):
    A1 = np.maximum(theta["W1"] @ X + theta["b1"], 0)
    return A1, 1 / (1 + np.exp(-(theta["W2"] @ A1 + theta["b2"])))


def backward(theta, X, Y):
    A1, A2 = forward(theta, X)
    dZ2, m = A2 - Y, X.shape[1]
    dZ1 = theta["W2"].T @ dZ2 * (A1 > 0)
    gradients = (dZ1 @ X.T, dZ1.sum(1, keepdims=True), dZ2 @ A1.T, dZ2.sum(1, keepdims=True))
    return {name: gradient / m for name, gradient in zip(NAMES, gradients, strict=True)}


def cost(theta, X, Y):
    A = forward(theta, X)[1]
    return float(-np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A)))


def train(
    optimizer,
    epochs,
    m=3,
    size=SIZE,
    seed=0,
    order=lambda epoch, m: range(m),
    inside=False,
    late=False,
    t_by_epoch=False,
):
    """Parameters after each epoch, the untouched ones first, and the cost before each epoch."""
    X, Y = examples(m)
    theta, path, costs, t = start(seed), [start(seed)], [], 0
    v, s = ({name: np.zeros_like(value) for name, value in theta.items()} for _ in range(2))
    for epoch in range(epochs):
        columns = list(order(epoch, m))
        costs.append(cost(theta, X, Y))
        t += t_by_epoch
        for k in range(0, m, size):
            batch = columns[k : k + size]
            g, t = backward(theta, X[:, batch], Y[:, batch]), t + (not t_by_epoch)
            for name in theta:
                if optimizer == "gd":
                    step = g[name]
                elif optimizer == "momentum":
                    step = v[name] = BETA * v[name] + (1 - BETA) * g[name]
                else:
                    beta2 = BETA if optimizer == "rmsprop" else BETA2
                    s[name] = beta2 * s[name] + (1 - beta2) * g[name] ** 2
                    v[name] = BETA1 * v[name] + (1 - BETA1) * g[name]
                    adam = optimizer == "adam"
                    squares = s[name] / (1 - BETA2**t) if adam else s[name]
                    above = v[name] / (1 - BETA1**t) if adam else g[name]
                    step = above / (np.sqrt(squares + EPSILON) if inside else np.sqrt(squares) + EPSILON)
                    if late:  # the form at the end of section 2 of the paper, with an epsilon of its own
                        rate = np.sqrt(1 - BETA2**t) / (1 - BETA1**t)
                        root = np.sqrt(s[name] + EPSILON) if inside else np.sqrt(s[name]) + EPSILON
                        step = rate * v[name] / root
                theta = {**theta, name: theta[name] - RATE * step}
        path.append(theta)
    return path, costs


def arguments(optimizer, epochs=3, m=3, size=SIZE):
    rates, counts = (0.0, *[RATE] * epochs), (1, *range(1, epochs + 1))
    return (*examples(m), optimizer, rates, size, counts)


def objection(rule, got, expected, args):
    failure = rule.failure(got, expected, args, WHERE)
    return None if failure is None else failure.rung


RULE = trajectory("training", **network())
OPTIMIZERS = ("gd", "momentum", "rmsprop", "adam")


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("size", [2, 3, 5])
def test_every_optimizer_is_right_from_any_start_in_any_order(optimizer, size):
    expected, _ = train(optimizer, 3, seed=9)
    for seed, order in itertools.product((0, 1), itertools.permutations(range(3))):
        got, _ = train(optimizer, 3, size=size, seed=seed, order=lambda epoch, m, order=order: np.roll(order, epoch))
        assert objection(RULE, got, expected, arguments(optimizer, size=size)) is None
        assert objection(RULE, [(theta, [1]) for theta in got], expected, arguments(optimizer, size=size)) is None


@pytest.mark.parametrize("value", [0.0, 0.4])
def test_from_weights_that_are_all_alike_nothing_is_proven(value, monkeypatch):
    """They stay alike, or do not move at all, whatever the steps are."""
    usual = start
    level = {name: np.full_like(array, value if name[0] == "W" else 0) for name, array in usual(0).items()}
    expected, _ = train("gd", 2, size=3)
    monkeypatch.setitem(globals(), "start", lambda seed: level)
    got, _ = train("gd", 2, size=3)
    assert "were the same at the start" in RULE.failure(got, expected, arguments("gd", 2, size=3), WHERE).message


@pytest.mark.parametrize("optimizer", ["rmsprop", "adam"])
def test_epsilon_may_stand_on_either_side_but_not_on_both(optimizer):
    inside, outside = (train(optimizer, 3, inside=side)[0] for side in (True, False))
    assert objection(RULE, inside, outside, arguments(optimizer)) is None
    assert objection(RULE, [*inside[:2], *outside[2:]], outside, arguments(optimizer)) is Rung.VALUE


@pytest.mark.parametrize("inside", [False, True])
def test_the_correction_of_adam_may_stand_in_the_rate_but_in_all_steps(inside):
    late, early = (train("adam", 3, inside=inside, late=late)[0] for late in (True, False))
    assert not np.allclose(late[1]["W1"], early[1]["W1"], rtol=1e-3)
    assert objection(RULE, late, early, arguments("adam")) is None
    assert objection(RULE, [*late[:2], *early[2:]], early, arguments("adam")) is Rung.VALUE


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_training_in_single_precision_is_right_and_still_no_other_optimizer(optimizer):
    for other in OPTIMIZERS:
        path, _ = train(other, 3)
        single = [{name: value.astype(np.float32) for name, value in theta.items()} for theta in path]
        ((_, failure),) = compare(RULE, single, path, arguments(optimizer), WHERE)
        assert (failure is None) == (other == optimizer)


@pytest.mark.parametrize(("one", "other"), list(itertools.permutations(OPTIMIZERS, 2)))
def test_no_optimizer_passes_for_another(one, other):
    got, expected = train(one, 3)[0], train(other, 3)[0]
    assert objection(RULE, got, expected, arguments(other)) is Rung.VALUE


@pytest.mark.parametrize(
    "got",
    [
        train("adam", 3, t_by_epoch=True)[0],
        train("adam", 3, size=3)[0],
        train("adam", 3, size=1)[0],
        train("adam", 3, order=lambda epoch, m: [0, 0, 1])[0],
        train("adam", 3)[0][::-1],
        [start()] * 4,
        [start(k) for k in range(4)],
    ],
)
def test_another_training_is_not_right(got):
    failure = RULE.failure(got, train("adam", 3, seed=4)[0], arguments("adam"), WHERE)
    assert failure is not None
    assert "did not move as adam moves it" in failure.message


def test_gradient_descent_may_be_seen_from_any_iteration_on():
    path, _ = train("gd", 8, size=3)
    args = (*examples(), "gd", RATE, 3, (5, 6, 8))
    assert objection(RULE, [path[5], path[6], path[8]], [start(2)] * 3, args) is None
    assert objection(RULE, [path[5], path[7], path[8]], [start(2)] * 3, args) is Rung.VALUE


def test_rows_without_biases_and_half_the_squared_error():
    rng = np.random.default_rng(3)
    X, Y, theta = rng.normal(size=(7, 4)), np.eye(3)[rng.integers(0, 3, 7)], {}
    theta = {"w0": rng.normal(size=(4, 2)), "w1": rng.normal(size=(2, 3))}
    path, errors = [theta], []
    for _ in range(6):
        hidden = 1 / (1 + np.exp(-X @ theta["w0"]))
        output = 1 / (1 + np.exp(-hidden @ theta["w1"]))
        errors.append(np.mean(np.abs(Y - output)))
        delta = (Y - output) * output * (1 - output)
        inner = delta @ theta["w1"].T * hidden * (1 - hidden)
        theta = {"w0": theta["w0"] + 0.1 * X.T @ inner, "w1": theta["w1"] + 0.1 * hidden.T @ delta}
        path.append(theta)
    shared = {
        "network": (("w0", "", "sigmoid"), ("w1", "", "sigmoid")), "rows": True, "cost": "squared_error",
        "arguments": {"rate": 2, "iterations": 3},
    }  # fmt: skip
    rule = trajectory("training", **shared)
    history = training_costs("errors", every=3, measure="absolute_error", **shared)
    args = (X, Y, (0.0, 0.1, 0.1, 0.1), (2, 3, 4, 6))
    got = [(path[0], errors[:1]), (path[3], errors[:1]), (path[4], errors[0:4:3]), (path[6], errors[0:6:3])]
    assert rule.failure(got, got, args, WHERE) is None
    assert history.failure(got, got, args, WHERE) is None
    assert objection(rule, [got[0], got[1], got[3], got[3]], got, args) is Rung.VALUE
    late = [(theta, [*costs[:-1], errors[4]] if len(costs) > 1 else costs) for theta, costs in got]
    assert objection(history, late, got, args) is Rung.VALUE


# --- costs on the way --------------------------------------------------------------------------------------------

COSTS = training_costs("costs", every=2, **network())
GD_ARGS = (*examples(), "gd", (0.0, RATE, RATE, RATE), 3, (3, 2, 3, 4))


def costs_of(keep=lambda costs: costs):
    path, costs = train("gd", 4, size=3)
    lists = [[costs[0]] * 2, costs[:1], [costs[0], costs[2]], [costs[0], costs[2]]]
    return [(theta, keep(entry)) for theta, entry in zip((path[0], *path[2:]), lists, strict=True)]


def test_costs_belong_to_the_parameters_before_the_step():
    assert objection(COSTS, costs_of(), costs_of(), GD_ARGS) is None
    assert objection(COSTS, costs_of(np.array), costs_of(), GD_ARGS) is None
    _, costs = train("gd", 5, size=3)
    late = [(theta, [*entry[:-1], costs[3]] if len(entry) == 2 else entry) for theta, entry in costs_of()]
    assert objection(COSTS, late, costs_of(), GD_ARGS) is Rung.VALUE


@pytest.mark.parametrize(
    ("keep", "rung"),
    [
        (lambda costs: [], Rung.SHAPE),
        (lambda costs: [*costs, costs[-1]], Rung.SHAPE),
        (lambda costs: [cost * 3 for cost in costs], Rung.VALUE),
        (lambda costs: [0.0] * len(costs), Rung.VALUE),
        (lambda costs: "costs", Rung.TYPE),
        (lambda costs: None, Rung.TYPE),
    ],
)
def test_other_costs_are_not_right(keep, rung):
    assert objection(COSTS, costs_of(keep), costs_of(), GD_ARGS) is rung


@pytest.mark.parametrize(
    ("keep", "rung"),
    [
        (lambda costs: costs, None),
        (lambda costs: [cost / 3 for cost in costs], None),
        (lambda costs: [0.0] * len(costs), Rung.VALUE),
        (lambda costs: [1.0] * len(costs), Rung.VALUE),
        (lambda costs: [np.nan] * len(costs), Rung.VALUE),
        (lambda costs: [cost + 1 for cost in costs], Rung.VALUE),
        (lambda costs: costs[:1], Rung.SHAPE),
        (lambda costs: [], Rung.SHAPE),
    ],
)
def test_costs_of_the_right_epochs_may_be_in_another_unit(keep, rung):
    rule = training_costs("costs", every=2, up_to_a_factor=True, **network())
    assert objection(rule, costs_of(keep), costs_of(), GD_ARGS) is rung


def test_where_nothing_moves_costs_do_not_tell_their_epochs():
    rule = training_costs("costs", every=2, up_to_a_factor=True, **network())
    still = [(costs_of()[0][0], [1.0] * len(costs)) for _, costs in costs_of()]
    assert objection(rule, still, costs_of(), GD_ARGS) is Rung.VALUE


def test_absent_costs_are_no_right_costs():
    alone = [theta for theta, _ in costs_of()]
    assert objection(COSTS, alone, costs_of(), GD_ARGS) is Rung.TYPE
    assert objection(COSTS, [(theta,) for theta in alone], costs_of(), GD_ARGS) is Rung.TYPE


@pytest.mark.parametrize("optimizer", ["gd", "adam"])
def test_each_epoch_deals_the_examples_anew(optimizer):
    def dealt(order, epochs=9):
        path, _ = train(optimizer, epochs, m=6, size=3, order=order)
        return objection(RULE, path, path, arguments(optimizer, epochs, m=6, size=3))

    rng = np.random.default_rng(1)
    assert dealt(lambda epoch, m: rng.permutation(m)) is None
    assert dealt(lambda epoch, m: np.random.default_rng(3).permutation(m)) is Rung.VALUE
    assert dealt(lambda epoch, m: range(m), epochs=5) is None  # as chance deals once in 20**4


# --- where training begins ---------------------------------------------------------------------------------------


def he(n=40, widths=(5,), factor=1.0, seed=0):
    rng, sizes = np.random.default_rng(seed), (n, *widths, 1)
    theta = {}
    for layer, (before, units) in enumerate(itertools.pairwise(sizes), 1):
        theta[f"W{layer}"] = factor * rng.normal(0, np.sqrt(2 / before), (units, before))
        theta[f"b{layer}"] = np.zeros((units, 1))
    return theta


@pytest.mark.parametrize(
    ("theta", "rung"),
    [
        (he(seed=3), None),
        ({**he(), "b1": np.full((5, 1), 0.0007)}, None),  # a step with a small rate of one's own
        (he(factor=0.0), Rung.VALUE),
        (he(factor=0.01), Rung.VALUE),
        (he(factor=2.0), Rung.VALUE),
        ({**he(), "b1": np.full((5, 1), 0.1)}, Rung.VALUE),
        (he(widths=(4,)), Rung.SHAPE),
        (he(n=2), Rung.SHAPE),
        (None, Rung.TYPE),
    ],
)
def test_training_begins_where_he_says(theta, rung):
    rule = he_start("start", **network())
    args = (*examples(), "gd", (0.0,), 3, (1,))
    for result in (theta, (theta, [])):
        assert objection(rule, [result], [he()], args) is rung
    assert rule.agrees([theta], [theta], args)
    assert not rule.agrees([theta], [he(seed=9)], args)


def test_only_untouched_parameters_are_a_start():
    args = (*examples(), "gd", (0.0, RATE), 3, (1, 1))
    assert objection(he_start("start", **network()), [he(), he(factor=3)], [he(), he()], args) is None


@pytest.mark.parametrize("units", [2, 3, 5, 12])
def test_hidden_layers_may_have_widths_of_their_own_where_another_rule_judges_them(units):
    X, Y = examples()
    theta = he(n=2, widths=(units,), seed=4)
    gradient = RULE.gradient(theta, X, Y)
    path = [theta, {name: value - RATE * gradient[name] for name, value in theta.items()}]
    expected, args = [start(), start()], (X, Y, "gd", (0.0, RATE), 3, (1, 1))
    assert objection(RULE, path, expected, args) is (None if units == 3 else Rung.SHAPE)
    lenient = trajectory("training", own_widths=True, **network())
    assert objection(lenient, path, expected, args) is None
    assert objection(lenient, [theta, he(n=2, widths=(units + 1,))], expected, args) in (Rung.VALUE, Rung.SHAPE)
    wrong = {**theta, "W2": theta["W2"][:, :-1]}
    assert objection(lenient, [wrong, wrong], expected, args) is Rung.SHAPE


def test_no_layer_is_wider_than_can_be_worked_out():
    wide = he(n=2, widths=(13,))
    lenient = trajectory("training", own_widths=True, **network())
    assert objection(lenient, [wide, wide], [start()] * 2, (*examples(), "gd", (0.0, RATE), 3, (1, 1))) is Rung.SHAPE


def test_with_mini_batches_costs_are_known_where_nothing_moves():
    args = (*GD_ARGS[:4], 2, GD_ARGS[5])
    still, *moving = costs_of()
    wrong = [(theta, [cost + 1 for cost in costs]) for theta, costs in moving]
    assert objection(COSTS, [still, *wrong], costs_of(), args) is None
    assert objection(COSTS, costs_of(lambda costs: [cost + 1 for cost in costs]), costs_of(), args) is Rung.VALUE
    assert objection(COSTS, costs_of(lambda costs: costs[:1]), costs_of(), args) is Rung.SHAPE


def test_each_of_all_rules_sees_the_whole_value():
    tree = all_of(RULE, COSTS)
    wrong = costs_of(lambda costs: [0.0] * len(costs))
    found = {part: failure and failure.rung for part, failure in compare(tree, wrong, costs_of(), GD_ARGS, WHERE)}
    assert found == {"training": None, "costs": Rung.VALUE}
    assert agreeing_parts(tree, wrong, costs_of(), GD_ARGS) == {"training": True, "costs": False}


@pytest.mark.parametrize(("m", "size", "count"), [(3, 5, 1), (3, 3, 1), (3, 2, 3), (5, 2, 30), (4, 1, 24)])
def test_every_order_of_mini_batches_is_there_once(m, size, count):
    ways = list(orders(tuple(range(m)), size))
    assert len(ways) == len(set(ways)) == count
    assert all(sorted(itertools.chain(*way)) == list(range(m)) for way in ways)


# --- numbered keys -------------------------------------------------------------------------------------------------

LAYERS = layers({"W": close("weights"), "b": close("biases")})


def parameters(count, change=0.0):
    return {f"{letter}{k}": np.full((k, k + 1), k + change) for k in range(1, count + 1) for letter in "Wb"}


def layer_problems(got, expected):
    return {part for part, failure in compare(LAYERS, got, expected, (), WHERE) if failure is not None}


@pytest.mark.parametrize("count", [1, 2, 4])
def test_as_many_layers_as_are_expected(count):
    assert layer_problems(parameters(count), parameters(count)) == set()
    assert layer_problems(parameters(count + 1), parameters(count)) == set()
    assert layer_problems(parameters(count), parameters(count + 1)) == {"weights", "biases"}
    assert layer_problems({**parameters(count), "b1": 0}, parameters(count)) == {"biases"}
    assert layer_problems("W1", parameters(count)) == {"weights", "biases"}


def test_layers_agree_with_the_same_layers_only():
    assert agreeing_parts(LAYERS, parameters(2), parameters(2), ()) == {"weights": True, "biases": True}
    assert agreeing_parts(LAYERS, {**parameters(2), "W2": 3}, parameters(2), ()) == {"weights": False, "biases": True}
    assert agreeing_parts(LAYERS, parameters(3), parameters(2), ()) == {"weights": False, "biases": False}
    assert agreeing_parts(LAYERS, None, None, ()) == {"weights": True, "biases": True}
    assert {"W1", "b3"} <= keys_of(as_returns((LAYERS, drawn("weights"))))
