"""Every figure says what it shows, in words too, whatever the sizes; and it is shown once."""

from __future__ import annotations

import base64
import html
import io
from pathlib import Path

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image

from neural_networks import datasets, plots
from neural_networks.plots.figure import DOTS_PER_INCH, ELSEWHERE, UNSEEN, Plot, Shown, _png, number

CLASSES = ("nebula", "galaxy")
CREDIT = {"object": "M <1>", "author": "A & B http://a.example/", "licence": "CC-BY-4.0", "url": "https://a.example/1"}
NUMBERS = {"x1": 2, "w1": 0.5, "x2": -1, "w2": 1, "b": -0.4, "z": -0.4, "a": 0.401, "y": 1, "L": 0.913}


def rng():
    return np.random.default_rng(3)


def images(count, px=5):
    return rng().integers(0, 256, (count, px, px, 3)).astype(np.uint8)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def bowl(w, b):
    return (w + 0.4) ** 2 + 0.2 * (b - 0.6) ** 2


# Odd sizes on purpose: one picture, more than a row of them, a single cost, costs as arrays, one class only.
FIGURES = {
    "graph_without_values": lambda: plots.computation_graph(5, 3, 2),
    "graph_with_values": lambda: plots.computation_graph(-5.25, 3, 2, (6, 0.75, 2.25)),
    "graph_with_all": lambda: plots.computation_graph(5, 3, 2, (6, 11, 33), {"da": 3, "db": 6, "dc": 9, "dv": 3}),
    "neuron_graph": lambda: plots.neuron_graph(NUMBERS, {"dw1": -1.197, "dz": -0.599}),
    "neuron_graph_forward": lambda: plots.neuron_graph(NUMBERS),
    "one_picture": lambda: plots.pictures(images(1), [1], CLASSES, [CREDIT]),
    "seven_pictures": lambda: plots.pictures(images(7, 2), np.array([[0, 1, 1, 0, 1, 0, 1]]), CLASSES),
    "column": lambda: plots.picture_as_column(images(1, 3)[0]),
    "weights": lambda: plots.weights_picture(rng().normal(size=(27, 1)), 3),
    "weights_of_zero": lambda: plots.weights_picture(np.zeros((12, 1)), 2),
    "mistakes": lambda: plots.mistaken_pictures(images(30), np.zeros((1, 30)), np.ones(30), CLASSES, [CREDIT] * 30),
    "one_mistake": lambda: plots.mistaken_pictures(
        images(3), np.array([0, 1, 1]), np.array([[0.0, 1.0, 0.0]]), CLASSES
    ),
    "no_mistake": lambda: plots.mistaken_pictures(images(3), np.ones(3), np.ones((1, 3)), CLASSES),
    "sigmoid": lambda: plots.sigmoid_curve(sigmoid),
    "average": lambda: plots.example_average(np.array([0.1, 0.7, 2.2])),
    "average_of_one": lambda: plots.example_average(np.array([[0.4]])),
    "slope": lambda: plots.slope_check(np.linspace(-1, 2, 7), [np.array([[x * x]]) for x in range(7)], -0.5),
    "slope_flat": lambda: plots.slope_check(np.array([0.0, 1.0]), [0.7, 0.7], 0),
    "probability": lambda: plots.probability_curve(
        rng().normal(size=(1, 9)), rng().integers(0, 2, (1, 9)), lambda x: sigmoid(2 * x), CLASSES, "size (cm)"
    ),
    "probability_one_class": lambda: plots.probability_curve(
        np.ones(4), np.ones(4), lambda x: 0 * x + 0.9, CLASSES, "size (cm)"
    ),
    "accuracies": lambda: plots.accuracies({"one": (0.7, 50), "all": (1.0, 3), "none": (0.0, 1)}),
    "landscape": lambda: plots.cost_landscape(
        bowl, {f"path {i}": rng().normal(size=(i + 1, 2)) for i in range(8)}, (-1, 0), (0, 1)
    ),
    "landscape_flat": lambda: plots.cost_landscape(lambda w, b: 0.7, {}, (-1, 0), (0, 1)),
    "learning_curve": lambda: plots.learning_curve([np.array([[0.69]]), np.float64(0.4), 0.5], every=10),
    "learning_curve_of_an_error": lambda: plots.learning_curve([0.4, 0.3], every=1, name="error E"),
    "learning_curve_of_one": lambda: plots.learning_curve([0.69]),
    "learning_rates": lambda: plots.learning_rates({0.1**k: [0.69, 0.6, 0.5][:k] for k in range(1, 9)}),
    "training_and_test": lambda: plots.training_and_test_cost(
        {"a": ([0.7, 0.5], [0.7]), "b": ([0.6], [0.6, 0.7, 0.8])}
    ),
}


@pytest.fixture(params=FIGURES)
def figure(request):
    return FIGURES[request.param]()


def test_every_figure_of_the_course_is_tested():
    drawn = {name for name in plots.__all__ if name not in ("Plot", "show")}
    source = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_plots*.py"))
    assert {name for name in drawn if f"plots.{name}(" in source} == drawn


def test_a_figure_says_what_it_shows(figure):
    assert isinstance(figure, plots.Plot)
    assert len(figure.caption.split()) >= 5
    assert len(figure.alt.split()) >= 4
    assert "nan" not in figure.alt
    for axes in figure.axes:
        if not axes.axison or axes.images:
            continue  # pictures and graphs have no axes
        assert axes.get_ylabel() or axes is not figure.axes[0]  # panels side by side share the first one's
        assert axes.get_xlabel() or axes.get_label() == "<colorbar>"
    titles = [axes.get_title(loc=where) for axes in figure.axes for where in ("left", "center")]
    assert figure.get_suptitle() or any(titles) or "graph" in figure.alt


def test_a_figure_is_shown_once_and_closed(figure, capsys, monkeypatch):
    shown: list[Shown] = []
    monkeypatch.setattr("neural_networks.plots.figure._display", lambda: shown.append)
    plots.show(figure)
    (picture,) = shown
    assert Image.open(io.BytesIO(base64.b64decode(picture.png))).width > 300
    assert picture.html().count(html.escape(figure.alt)) == 1
    assert not capsys.readouterr().out
    assert not figure.axes
    assert not plt.get_fignums()


def test_where_there_is_no_notebook_it_is_told_and_not_drawn(capsys, monkeypatch):
    monkeypatch.setattr(FigureCanvasAgg, "draw", lambda _: pytest.fail("nobody sees it"))
    fig = Plot().describe("A caption.", "An alternative text.", [CREDIT])
    fig.add_subplot()
    plots.show(fig)
    assert capsys.readouterr().out == f"{Shown(b'', 1, fig.caption, fig.alt, fig.credits)!r}\n"
    assert not fig.axes


def test_what_a_notebook_gets():
    fig = FIGURES["one_picture"]()
    data = Shown(b"\x89PNG", 700, "a <caption>", 'an "alt" text', fig.credits)._repr_mimebundle_()
    page = data["text/html"]
    assert 'alt="an &quot;alt&quot; text"' in page
    assert "a &lt;caption&gt;" in page
    assert '<a href="https://a.example/1">M &lt;1&gt;</a>: A &amp; B (CC-BY-4.0)' in page
    assert data.keys() == {"text/html", "text/plain"}
    assert "".join(data.values()).count(base64.b64encode(b"\x89PNG").decode()) == 1
    assert "M <1>: A & B, CC-BY-4.0" in data["text/plain"]


def opened(fig):
    return Image.open(io.BytesIO(_png(fig)))


def test_a_drawing_is_a_small_file_that_looks_the_same():
    fig = FIGURES["sigmoid"]()
    whole = io.BytesIO()
    fig.savefig(whole, format="png", dpi=DOTS_PER_INCH)
    small = opened(fig)
    drawn = np.asarray(Image.open(whole).convert("RGB")).astype(int)
    off = np.abs(np.asarray(small.convert("RGB")).astype(int) - drawn).max(axis=-1)
    assert small.mode == "P"
    assert len(_png(fig)) < len(whole.getvalue()) / 2
    assert (off > UNSEEN).mean() <= ELSEWHERE


@pytest.mark.parametrize("dots", [1, 5])
def test_a_picture_of_more_colours_than_fit_keeps_them(dots):
    """Whether they are as many as in a photograph, or few enough to look for fewer."""
    fig = Plot(figsize=(1, 1))
    colours = np.random.default_rng(0).random((170 // dots, 170 // dots, 3))
    colours = colours.repeat(dots, axis=0).repeat(dots, axis=1)
    fig.figimage(colours)
    assert opened(fig).mode == "RGB"
    assert np.allclose(np.asarray(opened(fig)) / 255, colours, atol=1.01 / 255)


def test_what_is_transparent_is_white_as_on_the_page():
    fig = Figure(figsize=(1, 1), facecolor="none")
    assert opened(fig).convert("RGB").getpixel((5, 5)) == (255, 255, 255)


def test_a_link_that_is_no_address_is_left_out():
    picture = Shown(b"", 1, "caption", "alt", [{**CREDIT, "url": "javascript:alert(1)"}])
    assert "javascript" not in picture.html()


def test_other_figures_need_words_and_are_closed_too(capsys):
    fig, _ = plt.subplots()
    with pytest.raises(ValueError, match="alternative text"):
        plots.show(fig)
    plots.show(fig, caption="An empty square, as an example.", alt="Empty axes.")
    assert "Empty axes." in capsys.readouterr().out
    assert not plt.get_fignums()


def test_the_style_of_the_notebook_does_not_matter_and_is_left_alone():
    with plt.rc_context({"axes.grid": False, "font.size": 40}):
        fig = plots.learning_curve([0.7, 0.6])
        assert plt.rcParams["font.size"] == 40
    assert fig.axes[0].xaxis.label.get_fontsize() == 11


@pytest.mark.parametrize("draw", [plots.learning_curve, lambda costs: plots.learning_rates({0.1: costs})])
def test_no_costs_are_refused_in_a_sentence(draw):
    with pytest.raises(ValueError, match="no costs"):
        draw([])


@pytest.mark.parametrize(
    ("value", "text"), [(0.6931, "0.693"), (42, "42"), (-0.5, "−0.5"), (0, "0"), (1.2e-5, "1.2e−05")]
)
def test_numbers_in_captions(value, text):
    assert number(value) == text


def test_the_numbers_worked_by_hand():
    """The notebook shows one example with its numbers written out: they must be right."""
    x, w, b, y = np.array([2.0, -1.0]), np.array([0.5, 1.0]), -0.4, 1
    z = w @ x + b
    a = sigmoid(z)
    error = a - y
    assert np.round([z, a, -np.log(a), -y / a], 3).tolist() == [-0.4, 0.401, 0.913, -2.492]
    assert np.round([error, *(x * error)], 3).tolist() == [-0.599, -1.197, 0.599]
    said, truth = np.array([0.9, 0.2, 0.6, 0.35, 0.8]), np.array([1, 0, 1, 1, 0])
    assert np.round(-np.log(np.where(truth, said, 1 - said)), 3).tolist() == [0.105, 0.223, 0.511, 1.05, 1.609]


def test_real_pictures_come_with_their_makers():
    train, _ = datasets.picture_ids()
    credits = [datasets.picture_credits()[name] for name in train[:3]]
    data = datasets.load_galaxy_nebula()
    fig = plots.pictures(data.train_set_x[:3], data.train_set_y[:3], data.list_classes, credits)
    assert len(fig.credits) == 3
    assert all(row["author"] and row["licence"] for row in fig.credits)


def test_an_error_is_not_called_a_cost():
    fig = plots.learning_curve([0.4, 0.3], every=1, name="error E")
    words = fig.axes[0].get_ylabel() + fig.axes[0].get_title(loc="left") + fig.alt + fig.caption
    assert "error E" in words and "cost" not in words
