"""The figures about optimisation say what they show, with any sizes; the race moves, and ends in its still."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from neural_networks import plots
from neural_networks.plots.animation import Animation
from neural_networks.plots.figure import LINES
from neural_networks.plots.optimisation import short
from neural_networks.plots.surfaces import _moments


def saddle(w1, w2):
    return w1**2 / 2 - w2**2 / 2 + w2**4 / 4


def way(steps, seed=0):
    return np.random.default_rng(seed).uniform(-1, 1, (steps + 1, 2))


SQUARE = ((-1.5, 1.5), (-1.4, 1.4))
EIGHT = {f"path {i}": way(i, i) for i in range(8)}

# Odd sizes on purpose: one value, more curves than colours, costs as arrays, nan, a path that never leaves.
FIGURES = {
    "signals": lambda: plots.signal_through_layers({"1.5": 1.5 ** np.arange(51), "0.5": 0.5 ** np.arange(51)}),
    "signal_of_one_layer": lambda: plots.signal_through_layers({"a": [1.0]}, "Why?", "size (m)"),
    "costs": lambda: plots.cost_curves({f"c{i}": [np.array([[0.7]]), 0.5, 0.1 * i] for i in range(8)}),
    "costs_with_a_top": lambda: plots.cost_curves({"a": [3.0, 0.5], "b": [np.nan]}, 20, "steps", "Why?", "So.", top=1),
    "batches": lambda: plots.batches_as_rows(
        [(np.array([[4, 0, 2]]), np.array([[1, 0, 0]])), (np.array([[1, 3]]), np.array([[0, 1]]))]
    ),
    "batches_with_a_double": lambda: plots.batches_as_rows([(np.array([[4, 4]]), np.array([[1.0, 1.0]]))]),
    "sizes": lambda: plots.costs_by_batch_size({"all": (1, [0.7, 0.6]), "one": (300, np.linspace(0.7, 0.2, 601))}),
    "rates_of_each": lambda: plots.costs_by_rate(
        {"a": [0.9, np.array([[0.1]]), np.nan], "b": [0.8, 1e40, np.inf]}, [0.01, 0.1, 1], {"a": 0.1, "b": 0.01}, 9, 0.1
    ),
    "rates_of_eight": lambda: plots.costs_by_rate(
        {f"c{i}": [0.5] for i in range(8)}, [0.1], {f"c{i}": 0.1 for i in range(8)}, 1, 0.1
    ),
    "seconds": lambda: plots.seconds_by_batch_size({1: 0.01, 64: 0.0002, 65: 0.0003}),
    "seconds_of_one_size": lambda: plots.seconds_by_batch_size({8: 0.01}),
    "memory": lambda: plots.memory_of_averages((0.5, 0.98)),
    "averages": lambda: plots.averages_over_days(np.arange(9.0), {"β": np.arange(9.0) + 1}, "Why?", "So.", 7),
    "average_of_one": lambda: plots.averages_over_days(np.ones(1), {"β": np.ones(1)}, "Why?", "So."),
    "rates": lambda: plots.rates_over_epochs({"a": lambda epoch: 0.1, "b": lambda epoch: np.array([0.9**epoch])}, 5),
    "saddle": lambda: plots.saddle_paths(saddle, EIGHT, *SQUARE),
    "map": lambda: plots.paths_on_map(saddle, EIGHT, *SQUARE),
    "map_flat": lambda: plots.paths_on_map(lambda w1, w2: 0.7 + 0 * w1, {"rests": np.zeros((1, 2))}, *SQUARE),
    "contours": lambda: plots.contours_side_by_side(
        {"a": (saddle, way(5), (0, 1)), "b": (saddle, way(0), (0, -1))}, half_width=1.5
    ),
    "race": lambda: plots.race(saddle, {"a": way(5), "b": way(30)}, *SQUARE, [(0, 1), (0, -1)], frames=3),
}


@pytest.fixture(params=FIGURES)
def figure(request):
    return FIGURES[request.param]()


def test_every_figure_tells_what_it_shows(figure):
    titles = [ax.get_title(loc="left") for ax in figure.axes] + [figure.get_suptitle()]
    assert any(title.endswith("?") for title in titles)
    assert len(figure.caption) > 2 and len(figure.alt) > 30
    assert any(character.isdigit() for character in figure.alt)
    axes = [ax for ax in figure.axes if ax.get_xlabel() or ax.get_ylabel()]
    assert axes or "batch" in figure.alt


def test_the_numbers_in_the_text_are_those_that_are_drawn():
    assert "from 1 to 6.4 × 10⁸ after 50 layers" in FIGURES["signals"]().alt
    assert "batch 2 holds 1, 3" in FIGURES["batches"]().alt
    assert "5 examples in 2 batches, each exactly once" in FIGURES["batches"]().caption
    assert "some more than once" in FIGURES["batches_with_a_double"]().caption
    assert "33 times as long" in FIGURES["seconds"]().caption
    assert "β = 0.5: today counts 50 %, the last 2 days 75%" in FIGURES["memory"]().alt
    assert "a: best with 0.1, where its cost is 0.1; b: best with 0.01" in FIGURES["rates_of_each"]().alt
    rests = plots.paths_on_map(saddle, {"rests": np.array([[0.0, 1.0]])}, *SQUARE)
    assert "rests: cost −0.25 at first, −0.25 after 0 steps" in rests.alt


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (0.69315, "0.693"), (57.665, "57.7"), (6.4e8, "6.4 × 10⁸"), (-8.9e-16, "−8.9 × 10⁻¹⁶")],
)
def test_numbers_of_any_size_are_short(value, text):
    assert short(value) == text


def test_the_race_moves_and_begins_at_the_start():
    film = FIGURES["race"]()
    assert isinstance(film, Animation)
    assert Image.open(io.BytesIO(film.gif)).n_frames == 3
    assert "after  30 steps" in film.get_suptitle()


@pytest.mark.parametrize(("last", "frames"), [(0, 5), (3, 31), (30, 31), (31, 31), (80, 31), (10_000, 31)])
def test_a_race_goes_step_by_step_at_first_and_never_back(last, frames):
    moments = _moments(last, frames)
    assert moments[0] == 0 and moments[-1] == last
    assert moments.size <= max(frames, 2)
    assert (np.diff(moments) > 0).all()
    assert moments[: frames // 3].tolist() == list(range(min(frames // 3, last + 1)))


def test_every_line_of_the_race_keeps_its_colour_and_the_end_rests():
    runners = {f"runner {i}": np.linspace((-1, 0.3 * i - 0.5), (1, 0.3 * i - 0.5), 10) for i in range(4)}
    film = Image.open(io.BytesIO(plots.race(saddle, runners, *SQUARE).gif))
    times = []
    for frame in range(film.n_frames):
        film.seek(frame)
        times.append(film.info["duration"])
    assert times[-1] == max(times) and times[0] > times[1]
    dots = np.array(film.convert("RGB")).reshape(-1, 3)
    for colour, _, _ in LINES[:4]:
        rgb = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
        assert np.sum(np.all(dots == rgb, axis=1)) > 50, colour


def test_runners_on_one_spot_are_all_seen():
    here = {name: np.zeros((1, 2)) for name in "abcd"}
    left = plots.race(saddle, here, *SQUARE).axes[0]
    sizes = [line.get_markersize() for line in left.lines if line.get_label() in here]
    assert len(sizes) == 4 and sizes == sorted(set(sizes), reverse=True)
