"""Slips: which line of the reference a written line takes the place of, and what is refused when a key is imported."""

from __future__ import annotations

import inspect
import linecache
import traceback

import numpy as np
import pytest

from autograder.key.exercises import DescriptionError, case, exercise, slip
from autograder.key.slips import SlipError, Template, line_of
from autograder.rules import close, scalar

HINTS = ("What is asked for?", "And then?", "And in the end?")
RATE = 0.5
turns = 3


def reference(w, rate=RATE, num_iterations=2, print_cost=False):
    """A reference in which a name is bound twice, and every kind of line is there."""
    first, last = w, w  # noqa: F841
    history = {}
    costs = []
    for i in range(num_iterations):
        history["w"] = w
        w = w - rate
        total = 0
        for value in w:
            total += value
        if i % 2 == 0:
            costs.append(total)
        else:
            costs = [*costs, 0]
    while total > 100:
        total = total / 2
    with np.errstate(all="ignore"):
        print(costs)
    return w, costs


def changed_text(template: Template, *lines: str) -> str:
    """The function with these lines, after they have been looked at as an import looks at them."""
    read = [line_of(line) for line in lines]
    assert template.changes(read)
    return template.written(read)


def written(*lines: str) -> str:
    """The reference with these lines, as text; the changed part alone."""
    template = Template(reference)
    text = changed_text(template, *lines)
    before = template.written([line_of("return w")]).splitlines()
    return "\n".join(
        line.strip() for line in text.splitlines() if line not in before and "return (w, costs)" not in line
    )


@pytest.mark.parametrize(
    ("lines", "changed"),
    [
        (("last, first = w, w",), "last, first = (w, w)"),
        (("history = []",), "history = []"),
        (('history["w"] = w + 1',), "history['w'] = w + 1"),
        (("w = w + rate",), "w = w + rate"),
        (("w += rate",), "w += rate"),  # there is only one line of this target
        (("total += 2 * value",), "total += 2 * value"),  # `total = 0` is a line of another kind
        (("costs.append(total / 2)",), "costs.append(total / 2)"),
        (("costs.append",), "costs.append"),
        # left out
        (("w = ...",), ""),
        (("total += ...",), "pass"),
        (("costs.append(...)",), "pass"),
        (("for i in range(num_iterations):\n    total = ...",), ""),
        (("return ...",), ""),
        (("while ...:",), ""),
        (("for value in ...:",), ""),
        (("if ...:",), ""),
        (("for i in range(1, num_iterations):",), "for i in range(1, num_iterations):"),
        (("for value in w[1:]:",), "for value in w[1:]:"),
        (("if i % 3 == 0:",), "if i % 3 == 0:"),
        (("while total > 7:",), "while total > 7:"),
        (("with np.errstate():",), "with np.errstate():"),
        (("return costs, w",), "return (costs, w)"),
        # a name that is bound twice
        (("for i in range(num_iterations):\n    total = 1",), "total = 1"),
        (("while total > 100:\n    total = total / 3",), "total = total / 3"),
        (("def reference():\n    costs = [1]",), "costs = [1]"),
        (("for i in range(num_iterations):\n    costs = [9]",), "costs = [9]"),
        (("for i in range(num_iterations):\n    for value in w + 1:",), "for value in w + 1:"),
        # several lines
        (("w = w + rate", "costs.append(w)"), "w = w + rate\ncosts.append(w)"),
        (("w = w - rate\nreturn w, costs, 5",), "return (w, costs, 5)"),
        (("kept = 5",), None),
        # at the top
        (("rate = 0.1",), "rate = 0.1"),
        (("rate, num_iterations = num_iterations, rate",), "rate, num_iterations = (num_iterations, rate)"),
        (('w["W0"]',), "w['W0']"),
        (("raise ValueError",), "raise ValueError"),
    ],
)
def test_a_line_takes_the_place_of_the_one_that_does_the_same(lines, changed):
    if changed is None:
        with pytest.raises(SlipError, match="takes the place of no line"):
            written(*lines)
    else:
        assert written(*lines) == changed


def test_what_stands_at_the_top_stands_in_front_of_all():
    text = changed_text(Template(reference), "rate = 1", "w['W0']")
    assert text.splitlines()[1:3] == ["    rate = 1", "    w['W0']"]


def test_the_body_of_a_block_stays_below_another_head():
    text = changed_text(Template(reference), "if True:", "costs.append(5)")
    assert "        if True:\n            costs.append(5)\n        else:\n            costs = [*costs, 0]\n" in text


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("costs = []",), "fits 2 lines: indent it"),
        (("total = 7",), "fits 2 lines"),
        (("for i in range(5):\n    w = 1",), "there is no block 'for i in range(5):'"),
        (("for i in range(num_iterations):\n    first = w",), "takes the place of no line"),
        (("first = w",), "takes the place of no line"),
        (("new = w",), "takes the place of no line"),
        (("rate, new = 1, 2",), "takes the place of no line"),
        (("for i in range(num_iterations):\n    rate = 1",), "takes the place of no line"),
        (("costs.extend(...)",), "takes the place of no line"),
        (("rate = ...",), "takes the place of no line"),
        (("w = = 1",), "is no Python"),
        (("w = w + 1", "w = w + 2"), "take the place of one line"),
        (("return w, costs",), "is what the reference says"),
        (("w = w-rate  # the same",), "is what the reference says"),
        (("for i in range(num_iterations):",), "is what the reference says"),
    ],
)
def test_what_is_not_exactly_one_line_is_refused(lines, words):
    template = Template(reference)
    with pytest.raises(SlipError) as caught:
        template.changes([line_of(line) for line in lines])
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


# --- as a description ---------------------------------------------------------------------------------------------


def described(**options):
    @exercise(**{"returns": (close("w", points=2), scalar("cost", points=1)), "hints": HINTS, **options})
    def descend(w, rate=RATE, num_iterations=2):
        """Some steps down."""
        cost = 0
        for _ in range(num_iterations):
            w = w - rate * np.sign(w)
        cost = cost + np.sum(w)
        return w, cost

    @descend.inputs
    def inputs(rng):
        yield case(rng.uniform(3, 5, 4))

    return descend


def test_a_slip_is_called_like_the_reference_and_knows_its_sentence():
    descend = described()
    descend.slips(uphill=("w = w + rate", "Your steps lead\n        uphill."), stays=("w = w", "It stays."))
    up, stays = descend.mistakes
    assert (up.name, up.hint) == ("uphill", "Your steps lead uphill.")
    w, cost = up.function(np.ones(2))
    assert (list(w), cost) == ([2.0, 2.0], 4.0)
    assert up.function(np.ones(2), 1, 1)[1] == 4.0
    assert (up.function.__name__, up.function.__globals__) == ("descend", globals())
    assert stays.function(np.ones(2))[1] == 2.0
    assert inspect.signature(up.function) == inspect.signature(descend.reference)


def test_nothing_is_compiled_before_it_is_used():
    descend = described()
    descend.slips(not_yet=("w = w + 3 * rate", "Your steps lead uphill."))
    assert "<descend: not_yet>" not in linecache.cache
    assert descend.mistakes[0].function is descend.mistakes[0].function
    assert "<descend: not_yet>" in linecache.cache


def test_a_traceback_shows_the_line_of_a_slip():
    descend = described()
    descend.slips(stops=("w['W0']", "It stops."))
    with pytest.raises(IndexError) as caught:
        descend.mistakes[0].function(np.ones(2))
    assert "w['W0']" in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize(
    ("slips", "words"),
    [
        ({"up": ("w = w + step", "Words.")}, "descend: the slip up: nothing is called step in 'w = w + step'"),
        ({"up": ("w = lr * w", "Words.")}, "nothing is called lr"),
        ({"up": (("num_iterations = n", "w = w + 1"), "Words.")}, "nothing is called n"),
        ({"up": ("w = w + 1", " ")}, "the slip up needs a line and a sentence"),
        ({"up": ((), "Words.")}, "the slip up needs a line and a sentence"),
        ({"one": ("w = w + 1", "Words."), "two": ("w = w+1", "Others.")}, "two is the same slip as one"),
        ({"up": ("v = 1", "Words.")}, "the slip up: 'v = 1' takes the place of no line"),
        ({"up": ("cost = 1", "Words.")}, "fits 2 lines"),
        ({"up": slip("w = w + 1", "Words.", reads_global=True)}, "reads no variable of the notebook"),
        ({"up": slip("w = w + 1", "Words.", changes_input=True)}, "changes_input means nothing for up"),
    ],
)
def test_a_slip_that_means_nothing_is_refused_at_import(slips, words):
    with pytest.raises(DescriptionError) as caught:
        described().slips(**slips)
    assert words in str(caught.value)


def test_an_id_is_there_once():
    descend = described()
    descend.slips(up=("w = w + 1", "Words."))
    with pytest.raises(DescriptionError, match="two mistakes called up"):
        descend.slips(up=("w = w + 2", "Words."))


@pytest.mark.parametrize(
    "line",
    [
        "w = np.array([value + rate for value in w])",
        "w = sorted(w, key=lambda value: -value)",
        "w = (half := w / 2) + half",
        "w = w + RATE",
        "rate = 2\nw2 = rate\nw = w2",
    ],
)
def test_names_that_a_line_binds_itself_or_finds_around_it_are_known(line):
    line = line if not line.startswith("rate") else "w = w + rate\nw2 = w\nw = w2"
    described().slips(up=(line, "Words."))


@pytest.mark.parametrize("line", ["for _ in range(turns):", "w = w - train_rate"])
def test_a_variable_of_the_notebook_may_be_read(line):
    descend = described()
    descend.slips(reads=slip(line, "You read {name}.", reads_global=True))
    assert descend.mistakes[0].reads_global


def test_slips_are_shared_as_plain_dictionaries():
    shared = {"up": ("w = w + rate", "Words."), "stays": slip("w = w", "Others.", changes_input=True)}
    one, other = described(keeps_arguments=True), described(keeps_arguments=True)
    one.slips(**shared)
    other.slips(**shared)
    assert [m.name for m in one.mistakes] == [m.name for m in other.mistakes] == ["up", "stays"]


# --- variants -----------------------------------------------------------------------------------------------------


def test_a_slip_is_also_one_of_every_variant_that_has_the_line():
    descend = described()

    @descend.variant
    def half_steps(w, rate=RATE, num_iterations=2):
        """You take half steps, which is right too."""
        cost = 0
        for _ in range(num_iterations):
            w = w - rate / 2 * np.sign(w)
        cost = cost + np.sum(w)
        return w, cost

    @descend.variant
    def written_otherwise(w, rate=RATE, num_iterations=2):
        """You take no steps."""
        return w, np.sum(w)

    descend.slips(
        exchanged=("return cost, w", "They are exchanged."),
        one_less=("num_iterations = num_iterations - 1", "One less."),
        uphill=("w = w + rate", "Uphill."),
        both=(("w = w + rate", "return cost, w"), "Both."),
    )
    versions = {m.name: [number for number, _ in m.versions] for m in descend.mistakes}
    assert versions == {"exchanged": [0, 1], "one_less": [0, 1, 2], "uphill": [0], "both": [0]}
    (_, whole), (_, half) = descend.mistakes[0].versions
    assert (whole(np.ones(1) * 9)[0], half(np.ones(1) * 9)[0]) == (8.0, 8.5)
