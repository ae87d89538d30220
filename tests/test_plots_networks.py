"""The figures of a whole network, and the planar sets to try one on."""

from __future__ import annotations

import numpy as np
import pytest

from neural_networks import plots
from neural_networks.datasets import DatasetError, load_planar

BENDS = {0: 0.2, 250: 1.0, 500: 1.8, 750: 1.2}


@pytest.mark.parametrize(("n_x", "n_h"), [(2, 4), (1, 1), (3, 7)])
def test_the_layers_say_how_many_numbers_there_are(n_x, n_h, capsys):
    figure = plots.network_layers(n_x, n_h)
    assert f"= {n_h * n_x + 2 * n_h + 1} numbers to learn" in figure.caption
    assert f"W1 ({n_h}, {n_x})" in figure.alt
    names = [text.get_text() for text in figure.axes[0].texts]
    assert {f"W1[{i}, {j}]" for i in range(n_h) for j in range(n_x)} <= set(names)
    alt = figure.alt
    plots.show(figure)
    assert alt in capsys.readouterr().out


def test_a_rising_cost_is_told_with_the_valley_that_is_too_narrow():
    figure = plots.narrowing_valley([0.5, 0.4, 0.3, [[0.6]], 0.55], 480, BENDS, 1.2)
    assert "At iteration 482 the cost begins to rise, from 0.3 to 0.6 at iteration 483." in figure.caption
    assert "above the dashed line from about iteration 500 on, and below it again at 750." in figure.caption
    assert "dashed line at 1.67" in figure.alt


def test_a_cost_that_falls_all_the_way_is_told_so():
    figure = plots.narrowing_valley([0.5, 0.4], 0, {0: 0.2, 250: 0.3}, 1.2)
    assert "It falls all the way. The bend stays below the dashed line." in figure.caption


@pytest.mark.parametrize("name", ["circles", "clouds", "spirals", "noise"])
@pytest.mark.parametrize("m", [2, 7, 300])
def test_a_planar_set_has_both_classes_and_is_the_same_each_time(name, m):
    np.random.seed(1)
    before = np.random.get_state()[1].copy()
    X, Y = load_planar(name, m)
    assert (X.shape, X.dtype, Y.shape, Y.dtype) == ((2, m), np.float64, (1, m), np.int64)
    assert Y.sum() == m // 2
    assert np.array_equal(X, load_planar(name, m)[0])
    assert not np.array_equal(X, load_planar(name, m, seed=1)[0])
    assert np.abs(X).max() < 3
    assert np.array_equal(np.random.get_state()[1], before)


@pytest.mark.parametrize(("name", "m", "said"), [("moons", 9, "'circles'"), ("circles", 1, "at least 2")])
def test_what_is_no_planar_set_is_refused_in_a_sentence(name, m, said):
    with pytest.raises(DatasetError, match=said):
        load_planar(name, m)
