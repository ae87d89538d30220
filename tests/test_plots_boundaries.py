"""The figures of notebook 02 say what they show, whatever the sizes; an animation moves, and has a still."""

from __future__ import annotations

import base64
import io
import re

import numpy as np
import pytest
from PIL import Image

from neural_networks import plots
from neural_networks.plots.animation import Animation, ShownAnimation, animate


def rng():
    return np.random.default_rng(3)


def points(m=9):
    return rng().normal(size=(2, m)), (np.arange(m) % 2).reshape(1, m)


def sides(X):
    return X[:1] > 0


def moments(count):
    return [(3 * i, np.array([[0.7 - 0.02 * i]]), 0.2 * i) for i in range(count)]


def film(count=3):
    return plots.boundary_while_training(moments(count), lambda shift, X: X[0] > shift, *points())


MODELS = {f"{n} neurons": sides for n in range(1, 8)}
FIGURES = {
    "examples": lambda: plots.planar_examples(*points()),
    "one_example": lambda: plots.planar_examples(np.zeros((2, 1)), [1]),
    "boundary": lambda: plots.decision_boundaries({"one neuron": sides}, *points()),
    "two_boundaries": lambda: plots.decision_boundaries({"a": sides, "b": lambda X: np.zeros(X.shape[1])}, *points()),
    "seven_boundaries": lambda: plots.decision_boundaries(MODELS, *points()),
    "hidden": lambda: plots.hidden_neurons(np.tanh, sides, *points()),
    "film": film,
    "film_of_one": lambda: film(1),
    "activations": lambda: plots.activation_curves({"tanh": (np.tanh, np.cos), "ReLU": (np.abs, np.sign)}),
    "broadcasting": lambda: plots.broadcasting(np.arange(4).reshape(2, 2), [5, 7]),
    "steps": lambda: plots.step_sizes(np.array([1e-3, 1e-2]), {"central": np.array([0.0, 1e-4])}),
    "compared": lambda: plots.derivatives_compared({"dW1": (np.ones((3, 2)), np.zeros((3, 2)))}),
    "compared_zeros": lambda: plots.derivatives_compared({"db1": (np.zeros(2), np.zeros(2))}),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_says_what_it_shows(name, capsys):
    figure = FIGURES[name]()
    assert len(figure.caption.split()) >= 5
    assert len(figure.alt.split()) >= 4
    assert "nan" not in figure.alt
    assert figure.get_suptitle() or figure.axes[0].get_title(loc="left")
    alt = figure.alt
    plots.show(figure)
    assert capsys.readouterr().out.count(alt) == 1


def test_the_share_of_right_answers_is_that_of_the_points():
    X = np.array([[-1.0, -2.0, 3.0, 4.0], [0.0, 1.0, 2.0, 3.0]])
    figure = plots.decision_boundaries({"sides": sides}, X, [[0, 1, 1, 1]])
    assert "sides: 75.0 % right" in figure.alt


def test_an_animation_moves_ends_longer_and_has_a_still(monkeypatch):
    drawn, seen = [], []

    def draw(fig):
        drawn.append(fig)
        axes = fig.add_subplot()
        return lambda i: seen.append(i) or axes.plot([0, 1], [0, i])

    animation = animate(draw, 4, (3, 2), milliseconds=50, pause=900).describe("a caption", 'an "alternative" text')
    assert isinstance(animation, Animation)
    assert seen == [3, 0, 1, 2, 3, 3]  # for the layout, the film, and the still
    assert len(drawn) == 2
    gif = Image.open(io.BytesIO(animation.gif))
    assert gif.n_frames == 4
    assert gif.info["loop"] == 0
    waits = [gif.seek(i) or gif.info["duration"] for i in range(4)]
    assert waits == [200, 50, 50, 900]  # time to see where it begins, and where it ends
    shown = animation.shown(b"\x89PNG", 300, animation.caption, animation.alt)
    assert isinstance(shown, ShownAnimation)
    data = shown._repr_mimebundle_()
    page = data["text/html"]
    assert base64.b64decode(re.search(r"data:image/gif;base64,([^\"]+)", page)[1]) == animation.gif
    assert "prefers-reduced-motion: reduce" in page
    assert 'alt="an &quot;alternative&quot; text"' in page
    assert "<script" not in page
    assert "".join(data.values()).count(base64.b64encode(b"\x89PNG").decode()) == 1
    assert "a caption" in data["text/plain"]


def test_what_does_not_move_is_in_the_file_once():
    """A moving dot before a background that a frame of its own would hold: ten frames are hardly larger than one."""
    background = np.random.default_rng(0).integers(0, 2, (60, 60))

    def draw(fig):
        axes = fig.add_subplot()
        axes.imshow(background)
        return lambda i: axes.plot(10 * i % 50, 30, "o", color="white")

    one, ten = (animate(draw, frames, (2, 2)).gif for frames in (1, 10))
    assert len(ten) < 2 * len(one)


def test_frames_do_not_jump():
    """What stays in a drawing stays in its place, although numbers of other lengths stand beside it."""

    def draw(fig):
        axes = fig.add_subplot()
        return lambda i: [axes.set_title("x" * i)]

    animation = animate(draw, 3, (2, 1.5))
    gif = Image.open(io.BytesIO(animation.gif))
    lower = []
    for i in range(3):
        gif.seek(i)
        lower.append(np.asarray(gif.convert("L"))[90:])
    assert all(np.array_equal(lower[0], other) for other in lower[1:])


def test_the_words_above_a_film_move_with_it():
    gif = Image.open(io.BytesIO(film(3).gif))
    words = [gif.seek(i) or np.asarray(gif.convert("L"))[:18] for i in range(3)]
    for half in (slice(0, 420), slice(420, 840)):
        assert not any(np.array_equal(words[0][:, half], other[:, half]) for other in words[1:])


def test_no_frames_are_refused_in_a_sentence():
    with pytest.raises(ValueError, match="no frames"):
        animate(lambda fig: lambda i: [], 0)


def test_an_animation_is_small_enough_for_a_notebook():
    assert len(film(12).gif) < 400_000
