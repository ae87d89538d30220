"""The figure of shares of right answers, class by class."""

from __future__ import annotations

import numpy as np

from neural_networks import plots

CLASSES = ("setosa", "versicolor", "virginica")


def test_each_class_has_its_share_and_all_together_have_theirs(capsys):
    truth = np.array([0, 0, 1, 2])
    figure = plots.shares_by_class({"all": (truth, truth), "few": (truth, np.array([[0], [1], [1], [1]]))}, CLASSES)
    assert "all: setosa 100 %, versicolor 100 %, virginica 100 %, all together 100 %" in figure.alt
    assert "few: setosa 50 %, versicolor 100 %, virginica 0 %, all together 50 %" in figure.alt
    (axes,) = figure.axes
    assert axes.get_xlabel() == "right answers (%)"
    assert axes.get_ylabel()
    assert [label.get_text() for label in axes.get_yticklabels()] == ["all", "few"]
    legend = [text.get_text() for text in axes.get_legend().get_texts()]
    assert sorted(legend) == sorted(["all together", *CLASSES])
    alt = figure.alt
    plots.show(figure)
    assert capsys.readouterr().out.count(alt) == 1


def test_a_class_that_nobody_was_asked_about_has_no_share():
    alt = plots.shares_by_class({"one": (np.array([0, 0]), np.array([0, 1]))}, CLASSES).alt
    assert "one: setosa 50 %, all together 50 %" in alt
    assert "versicolor" not in alt and "nan" not in alt
