"""The figures of notebook 01 that compare one valley with many, and a step with weights."""

from __future__ import annotations

import numpy as np
import pytest

from neural_networks import plots


def test_one_valley_or_many_says_what_it_shows(capsys):
    figure = plots.one_valley_or_many()
    assert len(figure.caption.split()) >= 5
    assert "a single neuron: level at w = 0.8" in figure.alt
    assert "a network with two hidden neurons: level at w = −1.5, 0, 1.5" in figure.alt
    assert [axes.get_xlabel() for axes in figure.axes] == ["weight w", "weight w"]
    assert figure.axes[0].get_ylabel() == "cost J"
    alt = figure.alt
    plots.show(figure)
    assert capsys.readouterr().out.count(alt) == 1


@pytest.mark.parametrize(
    ("words", "title", "name"),
    [
        ((), "Where does light raise the probability of class 1?", "weight"),
        (("Where does the first step put weight?", "step"), "Where does the first step put weight?", "step"),
    ],
)
def test_a_step_is_not_called_a_weight(words, title, name):
    figure = plots.weights_picture(np.linspace(-1, 1, 27), 3, *words)
    assert figure.get_suptitle() == title
    assert figure.axes[-1].get_ylabel() == name
    assert f"the mean {name}: red " in figure.alt


def test_the_legend_of_a_graph_holds_no_number():
    figure = plots.computation_graph(5, 3, 2, (6, 11, 33), {"da": 3, "db": 6, "dc": 9})
    legend = [text.get_text() for text in figure.axes[0].texts if text.get_text().startswith(("above", "below"))]
    assert legend == ["above an arrow: the value →", "below it: ← the derivative of J"]
