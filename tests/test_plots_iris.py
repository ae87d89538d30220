"""The figures of the last notebook: each says what it shows, for odd sizes too."""

from __future__ import annotations

import numpy as np
import pytest

from neural_networks import plots

CLASSES = ("setosa", "versicolor", "virginica")
AXES = ("length (cm)", "width (cm)")
LABELS = np.array([0, 2, 1, 2, 0])
Y = np.eye(3)[LABELS]


def rng():
    return np.random.default_rng(3)


def points(m=5):
    return rng().uniform(0.5, 3, (m, 2))


def outputs():
    return rng().uniform(0, 1, (5, 3))


W = np.array([[0.4, -0.6], [0.5, 0.3]])
X = np.array([[0.5], [-0.4]])

FIGURES = {
    "networks": lambda: plots.feed_forward_and_recurrent(),
    "networks_small": lambda: plots.feed_forward_and_recurrent((1, 2), 1),
    "losses": lambda: plots.loss_functions(),
    "settling": lambda: plots.settling(W, X, [1.0, 0.5]),
    "settling_never": lambda: plots.settling(np.array([[0.0, 5.0], [-5.0, 0.0]]), X, threshold=1e-3),
    "settling_one": lambda: plots.settling(np.array([[0.5]]), np.array([0.3])),
    "slopes": lambda: plots.slopes_compared(lambda w: np.sum(w**2), W, {"right": 2 * W, "wrong": W}),
    "slopes_of_one": lambda: plots.slopes_compared(lambda w: np.array([[w[0]]]), np.array([2]), {"right": [1.0]}),
    "flowers": lambda: plots.flower_map(points(), LABELS, CLASSES, AXES),
    "flowers_mistaken": lambda: plots.flower_map(points(), LABELS, CLASSES, AXES, np.zeros((5, 1))),
    "flowers_right": lambda: plots.flower_map(points(), LABELS, CLASSES, AXES, LABELS),
    "slope": lambda: plots.slope_of_activation(lambda a: a * (1 - a)),
    "lengths": lambda: plots.unit_lengths(points(), points() / 2, LABELS, CLASSES),
    "answers": lambda: plots.answers_of_network(outputs(), LABELS, CLASSES, "Before"),
    "answers_one_class": lambda: plots.answers_of_network(outputs(), np.zeros(5), CLASSES, "Before"),
    "errors": lambda: plots.error_curves({"": {"training": [0.5, 0.2, 0.1]}}),
    "errors_panels": lambda: plots.error_curves({"a": {"x": [0.5], "y": [0.5, 0.4]}, "b": {"x": [0.5]}}, 1, "passes"),
    "measures": lambda: plots.two_measures({"one": (outputs(), Y), "two": (Y, Y), "none": (0 * Y, Y)}),
    "confusion": lambda: plots.confusion({"training": (LABELS, LABELS), "test": (LABELS, LABELS[::-1])}, CLASSES),
    "areas": lambda: plots.decision_areas(
        {"one": lambda p: (p[:, 0] > 1).astype(int), "flat": lambda p: np.zeros(len(p))},
        points(),
        LABELS,
        CLASSES,
        AXES,
    ),
    "over": lambda: plots.accuracy_over([0, 0.1], {"a": np.ones((2, 3)), "b": np.zeros(2)}, "noise (cm)", "Noise?"),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_says_what_it_shows_and_can_be_shown(name, capsys):
    figure = FIGURES[name]()
    assert len(figure.caption.split()) >= 5
    assert len(figure.alt.split()) >= 4
    assert "nan" not in figure.caption + figure.alt
    shown = [axes for axes in figure.axes if axes.axison]
    assert all(axes.get_xlabel() or axes.get_label() == "<colorbar>" for axes in shown)
    assert not shown or shown[0].get_ylabel()
    alt = figure.alt
    plots.show(figure)
    assert capsys.readouterr().out.count(alt) == 1


def test_settling_tells_who_settles():
    alt = plots.settling(np.array([[0.0, 3.0], [-3.0, 0.0]]), X, [0.1, 1.0]).alt
    assert "W · 0.1 settled after" in alt
    assert "W · 1 still moving" in alt


def test_slopes_are_measured_here():
    alt = plots.slopes_compared(lambda w: np.sum(w**3), W, {"right": 3 * W**2, "half": 1.5 * W**2}).alt
    assert "half: off by at most 0.54" in alt
    assert "right: off by at most 0.54" not in alt


def test_the_two_measures_differ():
    close_but_wrong = np.array([[0.0, 0.48, 0.52]])
    alt = plots.two_measures({"one": (close_but_wrong, np.array([[0, 1, 0]]))}).alt
    assert "1 − mean error 65.3%, accuracy 0.0%" in alt


def test_mistakes_are_counted_by_kind():
    caption = plots.flower_map(points(), LABELS, CLASSES, AXES, np.array([0, 1, 1, 1, 0])).caption
    assert "2 virginica taken for versicolor" in caption
