"""The figures of level places and of the family of optimisers say what they show."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from matplotlib.patches import FancyBboxPatch

from neural_networks import plots
from neural_networks.plots.family import HIGH, OPTIMISERS, SCHEDULES, WIDE
from neural_networks.plots.figure import BLUE

RANGE = (-1.5, 1.5)


def bowl(w1, w2):
    return w1**2 + w2**2


def two_holes(w1, w2):
    return w1**2 + (w2**2 - 1) ** 2


FIGURES = {
    "level": lambda: plots.level_places(
        {"a": (bowl, np.ones((3, 2))), "b": (two_holes, np.zeros((1, 2)))}, RANGE, RANGE
    ),
    "level_of_one": lambda: plots.level_places({"flat": (lambda w1, w2: 0.5 + 0 * w1, np.zeros((1, 2)))}, RANGE, RANGE),
    "shares": lambda: plots.shares_of_lowest({"coins": {1: 0.5, 3: 0.125}, "surfaces": {1: 0.5, 2: 0.15, 3: 0.0}}),
    "shares_of_one": lambda: plots.shares_of_lowest({"coins": {1: 0.5}}),
    "family": plots.family_of_optimisers,
}


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_tells_what_it_shows(name):
    figure = FIGURES[name]()
    figure.draw_without_rendering()
    titles = [ax.get_title(loc="left") for ax in figure.axes] + [figure.get_suptitle()]
    assert any(title.endswith("?") for title in titles)
    assert len(figure.caption) > 2 and any(character.isdigit() for character in figure.alt)


def test_each_map_has_a_star_at_each_of_its_lowest_places():
    left, right = FIGURES["level"]().axes
    stars = [[line.get_xydata()[0] for line in ax.lines if line.get_marker() == "*"] for ax in (left, right)]
    np.testing.assert_allclose(stars[0], [(0, 0)], atol=0.02)
    np.testing.assert_allclose(sorted(map(tuple, stars[1])), [(0, -1), (0, 1)], atol=0.02)


def test_the_text_has_the_numbers_that_are_drawn():
    assert "a: cost 2 at first, 2 after 2 steps" in FIGURES["level"]().alt
    shares = FIGURES["shares"]()
    assert "coins: with 1 50 %, with 3 12.5 %; surfaces: with 1 50 %, with 2 15 %, with 3 0 %" in shares.alt
    assert [line.get_xydata().shape[0] for line in shares.axes[0].lines] == [2, 2]  # a share of 0 has no place there
    family = plots.family_of_optimisers().alt
    assert "Adam (Kingma and Ba 2014): both averages, corrected, from momentum and RMSProp" in family


def test_the_family_is_drawn_apart_and_what_was_written_is_blue():
    figure = plots.family_of_optimisers()
    boxes = [patch for patch in figure.axes[0].patches if isinstance(patch, FancyBboxPatch)]
    assert len(boxes) == len(OPTIMISERS)
    blue = [
        one.name for one, box in zip(OPTIMISERS, boxes, strict=True) if np.allclose(box.get_edgecolor(), _rgb(BLUE))
    ]
    assert blue == ["gradient descent", "momentum", "RMSProp", "Adam"]
    curves = {name: ax.lines[0].get_color() for (name, *_), ax in zip(SCHEDULES, figure.axes[1:], strict=True)}
    assert [name for name, colour in curves.items() if colour == BLUE] == [
        "a fraction or a power",
        "cosine, half a wave",
    ]
    for one, other in itertools.combinations(OPTIMISERS, 2):
        apart = np.abs(np.subtract(one.place, other.place))
        assert apart[0] > WIDE or apart[1] > HIGH, (one.name, other.name)


def test_no_text_of_the_family_leaves_its_box():
    figure = plots.family_of_optimisers()
    figure.draw_without_rendering()
    tree = figure.axes[0]
    boxes = [patch.get_window_extent() for patch in tree.patches if isinstance(patch, FancyBboxPatch)]
    for text in tree.texts:
        if text.get_text():
            words = text.get_window_extent()
            assert any(box.x0 <= words.x0 and words.x1 <= box.x1 and box.y0 <= words.y0 for box in boxes), text


def _rgb(colour):
    return [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)] + [1.0]
