"""What a student reads: each card says what was seen, by the student's own names, and nothing that says nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from autograder.calling.call import observe
from autograder.checks.contents import ExerciseChecks
from autograder.checks.frozen import load_checks
from autograder.checks.made import exercise_checks
from autograder.key.exercises import Exercise
from autograder.notebook.clean import clean_html
from autograder.verdict.diagnose import each_alone, result_of
from autograder.verdict.report import to_html, to_text
from autograder.verdict.result import Result
from tests import card_exercises as keys
from tests.keys import KEYS
from tests.test_report import Reader

ROOT = Path(__file__).resolve().parents[1]
Z = keys.Z


@dataclass(frozen=True)
class Card:
    """A wrong answer, and what its card says and does not say; a text with line ends has these very lines."""

    about: str
    key: Exercise
    answer: Callable[..., Any]
    says: tuple[str, ...]
    not_says: tuple[str, ...] = ()


def right(key: Exercise, change: Callable[..., Any]) -> Callable[..., Any]:
    """The reference, with its result changed."""
    return lambda *args: change(key(*args), *args)


def with_entry(array: Any, index: Any, value: float) -> np.ndarray:
    """A copy in which one entry is another one."""
    changed = np.array(array)
    changed[index] = value
    return changed


def off(values: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A dictionary with other values under some of its keys."""
    return {**values, **changes}


def forward_from(Z1: Any = None, A1: Any = None) -> Callable[..., Any]:
    """forward, with one of its steps taken differently, and what follows made from it."""

    def answer(X, weights):
        z = weights @ X if Z1 is None else Z1(weights @ X)
        a = np.tanh(z) if A1 is None else A1(z)
        out = a.sum(axis=0, keepdims=True)
        return out, {"Z1": z, "A1": a, "A2": out}

    return answer


def stopping(z, slope=2.0):
    return np.linalg.matmul(np.ones((2, 3)), np.ones((2, 3))) if hasattr(np.linalg, "matmul") else np.ones(2) @ "x"


SAME = ("is not the expected value", "yours:", "output")
CARDS = [
    # what is right first, then the first that is wrong
    Card(
        "the first value of a chain that is wrong",
        keys.forward,
        forward_from(A1=lambda z: z),
        ("Z1 ✓ · A1 ✗ from here on", "A1 holds what is expected of Z1.", "your A1:", "A1 expected:"),
        ("A2 ✗", "your A2", "A2 holds"),
    ),
    Card(
        "the head of a chain",
        keys.forward,
        forward_from(Z1=lambda z: z + 1),
        ("Z1 ✗ from here on", "your Z1:"),
        ("✓", "A1 ✗", "A2 ✗"),
    ),
    Card(
        "the end of a chain: nothing comes after it",
        keys.forward,
        right(keys.forward, lambda r, *a: (r[0] / 3, off(r[1], A2=r[0] / 3))),
        ("Z1 ✓ · A1 ✓ · A2 ✗\n", "your A2:"),
        ("from here on",),
    ),
    Card(
        "a hole in a chain: what follows is right",
        keys.forward,
        right(keys.forward, lambda r, *a: (r[0], off(r[1], Z1=r[1]["Z1"] - 1))),
        ("A1 ✓ · A2 ✓ · Z1 ✗\n", "your Z1:"),
        ("from here on",),
    ),
    Card(
        "a later value of another shape does not hide the first that is wrong",
        keys.forward,
        lambda X, w: (lambda z: (z.sum(axis=0), {"Z1": z, "A1": np.tanh(z), "A2": z.sum(axis=0)}))(w @ X + 1),
        ("Z1 ✗ from here on", "Z1 is exactly 1 more than what is expected, everywhere."),
        ("rank-1",),
    ),
    Card(
        "values that do not hang on each other are listed, the right ones first",
        keys.slopes,
        right(keys.slopes, lambda r, *a: (off(r[0], dw=np.exp(r[0]["dw"])), r[1] + 1)),
        ("db ✓ · cost ✗ · dw ✗\n", "cost is not the expected value.", "your cost:", "cost expected:"),
        ("from here on", "Parts:"),
    ),
    # yours and expected, named
    Card(
        "one result without a name goes by its call",
        keys.bend,
        lambda z, slope=2.0: np.asarray(z) * 4.0,
        ("your bend(z):     12\n", "bend(z) expected: 6", "what bend returned is not the expected value."),
        ("value is", "your value", "output"),
    ),
    Card(
        "several results go by the names in the last line of the exercise",
        keys.sizes,
        right(keys.sizes, lambda r, *a: (r[0], 5, r[2])),
        ("n_h is not the expected value.", "your n_h:", "n_h expected:", " 5", " 4"),
        ("sizes is", "your sizes", "value 2"),
    ),
    Card(
        "what is in a dictionary that has a name goes by both",
        keys.move,
        right(keys.move, lambda r, *a: (r[0], off(r[1], dW2=a[1]["dW2"]))),
        ("v['dW2'] is the gradients['dW2'] that was handed over", "your v['dW2']:", "v['dW2'] expected:"),
        ("\ndW2 is",),
    ),
    Card(
        "keys stand alone in a dictionary that has none",
        keys.slopes,
        right(keys.slopes, lambda r, *a: (off(r[0], dw=-r[0]["dw"]), r[1])),
        ("dw has the expected size and the opposite sign.", "your dw:"),
        ("['dw']",),
    ),
    Card(
        "the numbers are those of the value that the sentence is about",
        keys.slopes,
        keys.slopes.mistakes[0].versions[0][1],
        ("Your db is a sum over the examples and outputs.", "your db:", "db expected:"),
        ("your cost",),
    ),
    # differing entries marked
    Card(
        "one entry of a table",
        keys.bend,
        right(keys.bend, lambda r, z, *a: with_entry(r, (1, 1), 9.0) if np.shape(z) == (2, 3) else r),
        (
            "1 of 6 numbers in what bend returned is not the expected one.",
            "[[ 1.    -0.625  4.   ]\n",
            "[ 3.     9.    -0.375]]\n",
            "         ^^\n",
        ),
        ("is not the expected value",),
    ),
    Card(
        "several entries of one row",
        keys.bend,
        right(keys.bend, lambda r, z, *a: with_entry(r, [0, 2], [7, 8]) if np.shape(z) == (3,) else r),
        ("2 of 3 numbers", "[ 7.   -0.75  8.  ]\n", "  ^^          ^^\n"),
    ),
    Card(
        "where all entries differ there is nothing to mark",
        keys.bend,
        right(keys.bend, lambda r, z, *a: r + 1 if np.shape(z) == (2, 3) else r),
        ("what bend returned is not the expected value.",),
        ("^", "6 of 6"),
    ),
    Card(
        "an entry that a long array does not show",
        keys.bend,
        right(keys.bend, lambda r, z, *a: with_entry(r, (1, 7), 0.25) if np.shape(z) == (3, 20) else r),
        (
            "1 of 60 numbers",
            "your bend(z)[1, 7]:     0.25\n",
            "bend(z)[1, 7] expected: -1.75",
        ),
        ("...]",),
    ),
    Card(
        "predictions",
        keys.decide,
        lambda A: np.where(A >= 0.7, 1, 0),
        ("1 of 4 predictions in what decide returned is not the expected one.", "[[0 0 1 1]]\n", "   ^\n"),
    ),
    Card(
        "nan where numbers are due",
        keys.slopes,
        right(keys.slopes, lambda r, *a: (off(r[0], dw=with_entry(r[0]["dw"], (0, 0), np.nan)), r[1])),
        ("dw holds nan or inf where a number is expected.", "nan", "^^^"),
    ),
    # differences that can be seen
    Card(
        "a number that differs in a late digit",
        keys.slopes,
        right(keys.slopes, lambda r, *a: (off(r[0], db=float(r[0]["db"]) * (1 + 3e-7)), r[1])),
        ("db agrees with what is expected in 6 digits", "-0.62500019\n", "-0.625\n"),
    ),
    Card(
        "an array that differs in late digits",
        keys.slopes,
        right(keys.slopes, lambda r, *a: (off(r[0], dw=r[0]["dw"] + np.array([[3e-8], [0.0]])), r[1])),
        ("1 of 2 numbers in dw is not the expected one.", "[[-0.166666637]\n", "[[-0.166666667]\n", "^^^^^^^^^^^^\n"),
    ),
    Card(
        "single precision that is not near enough",
        keys.bend,
        right(keys.bend, lambda r, z, *a: (np.asarray(r) * (1 + 3e-5)).astype(np.float32)),
        ("your bend(z):", "6.0001798"),
    ),
    # shapes and types in words
    Card(
        "one number for an array",
        keys.slopes,
        right(keys.slopes, lambda r, *a: (off(r[0], dw=0.5), r[1])),
        ("dw is a number; expected is an array of shape (2, 1).", "your dw: "),
        ("()",),
    ),
    Card(
        "an array for one number",
        keys.slopes,
        right(keys.slopes, lambda r, *a: (r[0], np.array([0.5, 1.5, 2.5]))),
        ("cost is an array of 3 numbers; expected is a number.",),
        ("()", "shape"),
    ),
    Card(
        "whole numbers where the point matters",
        keys.bend,
        right(keys.bend, lambda r, z, *a: np.asarray(r).astype(int)),
        ("what bend returned holds whole numbers (int64): all that stands behind the point is cut off.",),
    ),
    Card(
        "whole numbers where their type does not matter",
        keys.bend,
        lambda z, slope=2.0: np.full(np.shape(z), 7),
        ("every entry of what bend returned is 7.",),
        ("int64", "type"),
    ),
    Card(
        "truth values where numbers are due",
        keys.bend,
        lambda z, slope=2.0: np.asarray(z) > 0,
        ("what bend returned holds True and False, which a comparison gives, where numbers are expected.",),
        ("bool",),
    ),
    Card(
        "a list of the expected length that holds something else",
        keys.descend,
        lambda start: [start, None, start / 4],
        ("value 2 of what descend returned is None; expected is a number.",),
        ("a list of 3 values; expected is a list of 3 values",),
    ),
    # mini-batches and parts
    Card(
        "mini-batches whose labels are of another number",
        keys.deal,
        right(keys.deal, lambda r, *a: [(x, y[:, :1]) if k == 1 else (x, y) for k, (x, y) in enumerate(r)]),
        ("In mini-batch 2 the number of examples is 3, and that of labels 1.",),
        ("[3, 3, 1]",),
    ),
    Card(
        "mini-batches of one array each",
        keys.deal,
        right(keys.deal, lambda r, *a: [x for x, _ in r]),
        ("value 1 of what deal returned is an array of shape (4, 3)".replace("4", "2"), "expected is a tuple of 2"),
        ("a list of 3 values; expected is a list of 3 values",),
    ),
    Card(
        "parts in another order",
        keys.cut,
        right(keys.cut, lambda r, *a: (r[0], r[2], r[1], r[3])),
        ("The four arrays come back in another order than in the text.",),
        ("'m'",),
    ),
    Card(
        "random numbers that are all alike",
        keys.begin,
        right(keys.begin, lambda r, n, m: off(r, W1=np.full((n, m), 0.3))),
        ("W1 holds the same number many times", "your W1:"),
        ("expected:",),
    ),
    # the call and its arguments
    Card(
        "arguments come last, none that plays no part",
        keys.slopes,
        right(keys.slopes, lambda r, *a: (r[0], r[1] + 1)),
        ("Called slopes(A, Y, parameters) with\n", "  A = [[", "  Y = [["),
        ("  parameters = ", "W1"),
    ),
    Card(
        "each array of a dictionary has a line of its own",
        keys.move,
        right(keys.move, lambda r, *a: (off(r[0], W1=Z), r[1])),
        ("  parameters['W1'] = [[", "  gradients['dW2'] = [["),
        ("{",),
    ),
    Card(
        "a number that plays no part costs no room",
        keys.neuron,
        right(keys.neuron, lambda r, *a: (r[0], r[1] + 1)),
        ("  extra = 7",),
    ),
    # what is called wrong is not marked as right
    Card(
        "a value that is right elsewhere",
        keys.neuron,
        lambda x, b, extra: ({"dz": 2 * (x + b)}, np.sum(x**2)),
        (
            "cost ✓ · dz ✓ · bias ✗",
            "cost is not the expected value.",
            "In other calls cost is right; this one counts for: bias.",
            "your cost:",
        ),
    ),
    Card(
        "a value that is wrong everywhere is spoken of first",
        keys.neuron,
        lambda x, b, extra: ({"dz": x + b}, np.sum(x**2)),
        ("cost ✓ · dz ✗ · bias ✗", "dz is exactly 1/2 times what is expected.", "your dz:"),
        ("cost is", "your cost"),
    ),
    # one next action
    Card(
        "a sentence that asks nothing is followed by where to find a question",
        keys.bend,
        lambda z, slope=2.0: np.asarray(z) * 4.0,
        ("Stuck? hint(bend) asks a question.",),
    ),
    Card(
        "a sentence that asks is enough",
        keys.bend,
        keys.bend.mistakes[0].versions[0][1],
        ("Which of them keep their size?",),
        ("hint(",),
    ),
    Card(
        "what Python says of a product is cut to what can be read",
        keys.bend,
        lambda z, slope=2.0: np.matmul(np.ones((2, 3)), np.ones((2, 3))),
        ("(size 2 is different from 3)", "stopped with ValueError"),
        ("gufunc", "(n?,k)"),
    ),
]


def judged(card: Card) -> Result:
    """The result of a card's answer."""
    checks = exercise_checks(card.key, 3)
    return result_of(checks, each_alone(lambda case: observe(card.answer, case, checks.optional)))


def flat(text: str) -> str:
    """A text in one line, with single spaces."""
    return " ".join(text.split())


def page_of(result: Result) -> str:
    """The text of a card as a page shows it, in one line."""
    return flat(Reader(re.sub("</?b( [^>]*)?>", "", to_html(result))).text)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.about)
def test_a_card_says_what_was_seen_and_no_more(card: Card) -> None:
    text = to_text(judged(card)) + "\n"
    for words in card.says:
        assert words in text, text
    for words in card.not_says:
        assert words not in text, text


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.about)
def test_a_page_says_the_same(card: Card) -> None:
    page = page_of(judged(card))
    for words in card.says:
        if "^" not in words and not words.startswith("  "):
            assert flat(words).rstrip(":").replace(": ", " ") in page.replace(": ", " "), page
    for words in card.not_says:
        if words != "{":
            assert words.strip() not in page, page


def test_what_is_right_comes_first_and_the_arguments_last() -> None:
    (card,) = (card for card in CARDS if card.about == "the first value of a chain that is wrong")
    order = ("not right yet", "Z1 ✓", "A1 holds", "your A1", "A1 expected", "Called forward", "X =")
    result = judged(card)
    for text in (to_text(result), page_of(result)):
        places = [text.index(words) for words in order]
        assert places == sorted(places)


def test_the_arguments_are_folded_also_where_a_card_was_handed_in() -> None:
    html = to_html(judged(CARDS[0]))
    for page in (html, clean_html(html)):
        assert page.count("<details") == page.count("<summary") == 1
        assert "Called" in page[page.index("<summary") : page.index("</summary>")]
        assert page.index("weights =") > page.index("</summary>")
        assert " open" not in page[page.index("<details") : page.index("<summary")]


def test_an_entry_that_differs_is_marked_by_weight_ink_and_ground() -> None:
    (card,) = (card for card in CARDS if card.about == "one entry of a table")
    html = to_html(judged(card))
    marked = [piece.partition("</b>")[0] for piece in html.split("<b ")[1:]]
    assert [piece.partition(">")[2] for piece in marked] == ["9.", "0.5"]
    for piece in marked:
        assert "font-weight" in piece
        assert "background-color" in piece
    assert clean_html(html).count("<b style") == 2


@pytest.mark.parametrize("key", keys.ALL, ids=lambda key: key.name)
def test_the_reference_itself_is_right(key: Exercise) -> None:
    result = judged(Card("", key, key.reference, ()))
    assert result.status == "right"
    assert "hint(" not in to_text(result)


RELEASED = [
    (name, exercise)
    for name in KEYS
    for exercise in load_checks(ROOT / "release" / name / "checks.json").exercises.values()
    if any(exercise.outputs)
]


@pytest.mark.parametrize(("name", "exercise"), RELEASED, ids=lambda value: getattr(value, "name", value))
def test_several_results_go_by_names_that_students_are_shown(name: str, exercise: ExerciseChecks) -> None:
    (path,) = (ROOT / "release" / name).glob("*.ipynb")
    cells = json.loads(path.read_text("utf-8"))["cells"]
    (text,) = (s for cell in cells if f"def {exercise.name}(" in (s := "".join(cell["source"])))
    shown = re.findall(r"\w+", text)
    assert [output for output in exercise.outputs if output and output not in shown] == []
