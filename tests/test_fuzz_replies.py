"""Whatever a worker sends: the judge gets plain data of the documented form, or one of the errors that it expects."""

from __future__ import annotations

import json
import socket
import unicodedata
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.contents import CheckCase, ExerciseChecks
from autograder.judge.attempts import TOGETHER
from autograder.judge.session import Loaded, Session, _outcome
from autograder.plain.outcome import ENDS, Outcome, Raised
from autograder.plain.status import Status
from autograder.plain.text import JOINERS, printable
from autograder.plain.values import (
    DEEPEST,
    LONGEST,
    LONGEST_TEXT,
    GivenFunction,
    NotData,
    Unsupported,
    is_numbered,
    visible,
)
from autograder.plain.wire import MALFORMED, Channel, WireError, from_json, pack, to_json
from autograder.verdict.diagnose import each_alone, result_of
from autograder.verdict.result import Result
from tests.fuzz import anything, damaged, json_data, nested, tiers, written
from tests.sample_class.template import Template

ERROR = Raised("ValueError", "no", "", "y = g(x)", "g(x)", "f", "model", "m")
OTHER_ENDS = [Outcome(kind) for kind in ENDS if kind is not Status.RETURNED and kind is not Status.RAISED]


def seen(text: str) -> bool:
    """Whether nothing in a text is invisible but the ends of its lines."""
    return all(letter.isprintable() or letter == "\n" for letter in text)


def is_plain(tree: Any, depth: int = 0) -> bool:
    """Whether this is one of the few exact types, of a bounded depth and size, whatever it was made from."""
    kind = type(tree)
    if kind in (tuple, list, dict):
        items = tree.values() if kind is dict else tree
        keys = list(tree) if kind is dict else []
        fit = all(is_plain(key) if type(key) in (str, Unsupported) else is_numbered(key) for key in keys)
        return fit and depth <= DEEPEST and len(tree) <= LONGEST and all(is_plain(item, depth + 1) for item in items)
    if kind is Unsupported:
        return seen(tree.type_name) and type(tree.why) is NotData and type(tree.items) is int
    if kind is np.ndarray:
        return tree.dtype.kind in "biuf" and not tree.dtype.hasobject
    if kind is str:
        return len(tree) <= LONGEST_TEXT
    if kind is GivenFunction:
        return seen(tree.name) and tree.function is None
    number = isinstance(tree, np.generic) and tree.dtype.kind in "biuf"
    return number or kind in (type(None), bool, int, float)


def is_outcome(outcome: Outcome, case: CheckCase) -> bool:
    """Whether this is what :class:`Outcome` says that it is."""
    texts = [] if outcome.error is None else list(vars(outcome.error).values())
    calls = list(case.calls()) if case.vary else []
    return (
        outcome.kind in ENDS
        and type(outcome.kind) is Status
        and is_plain(outcome.value)
        and (outcome.value is None or outcome.kind == Status.RETURNED)
        and (outcome.error is None) == (outcome.kind != Status.RAISED)
        and all(type(text) is str and seen(text) and len(text) <= 500 for text in texts)
        and type(outcome.changed) is tuple
        and all(type(place) is int and place >= 0 for place in outcome.changed)
        and (not calls or outcome.kind != Status.RETURNED or len(outcome.value) == len(calls))
    )


def received(sent: bytes) -> dict[str, Any]:
    """What the judge makes of bytes on a socket whose other side has gone; WireError if that is no message."""
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(sent[:100_000])
        theirs.close()
        return Channel(ours).receive()


def framed(body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + body


@pytest.fixture(scope="module")
def asked(template: Template) -> list[tuple[ExerciseChecks, CheckCase, dict[str, Any]]]:
    """Each case of the first notebook with an honest reply: half of them what is right, the others other ends."""
    replies: list[tuple[ExerciseChecks, CheckCase, dict[str, Any]]] = []
    for exercise in template.public.exercises.values():
        for case in exercise.cases:
            honest = Outcome(Status.RETURNED, case.expected[0], None, (0,))
            raised = Outcome(Status.RAISED, None, ERROR, (0, 1))
            outcome = [honest, raised, honest, OTHER_ENDS[len(replies) % 3]][len(replies) % 4]
            replies.append((exercise, case, {"outcome": outcome.to_json(), "nonce": "0" * 32}))
    return replies


def test_an_honest_reply_is_believed(asked) -> None:
    assert len({reply["outcome"]["kind"] for _, _, reply in asked}) == len(ENDS)
    for _, case, reply in asked:
        outcome = _outcome(received(pack(reply))["outcome"], case)
        assert is_outcome(outcome, case)
        assert outcome.to_json() == reply["outcome"]


@tiers("replies")
def test_whatever_comes_in_the_place_of_a_reply_is_an_outcome_or_refused(inputs, asked) -> None:
    @inputs
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        exercise, case, reply = asked[data.draw(st.integers(0, len(asked) - 1))]
        replies = st.one_of(damaged(reply), damaged(reply), json_data.map(lambda outcome: {"outcome": outcome}))
        sent = data.draw(st.one_of(*[written(replies).map(framed)] * 5, st.binary()))
        try:
            outcome = _outcome(received(sent).get("outcome"), case)
        except WireError:
            return
        assert is_outcome(outcome, case)
        again = _outcome(json.loads(json.dumps(outcome.to_json())), case)
        assert json.dumps(again.to_json()) == json.dumps(outcome.to_json())
        result = result_of(exercise, each_alone(lambda other: outcome if other is case else Outcome(Status.CRASHED)))
        assert type(result) is Result and 0 <= result.score <= result.points

    holds()


# --- trees --------------------------------------------------------------------------------------------------------

KINDS = ["npy", "number", "unsupported", "given", "tuple", "dict", "x"]
HEADER = "{{'descr': {}, 'fortran_order': {}, 'shape': {}, }}\n"
ITEMS = [
    "'<f8'",
    "'>i2'",
    "'|b1'",
    "'|u1'",
    "'<f2'",
    "'<f16'",
    "'<c8'",
    "'|O'",
    "'<U1'",
    "'|V2'",
    "'<M8[s]'",
    "''",
    "3",
    "'f8,O'",
]
ORDERS, SHAPES = (
    ["False", "True", "1", "None"],
    ["()", "(2,)", "(1, 2)", "(0,)", "(True,)", "(2L,)", "(-1,)", "[2]", "2", "(2, 2**40)"],
)


@st.composite
def npy(draw: st.DrawFn) -> Any:
    """An array as it crosses the socket, or nearly so."""
    import base64

    head = HEADER.format(*(draw(st.sampled_from(some)) for some in (ITEMS, ORDERS, SHAPES))).encode()
    if draw(st.booleans()):
        place = draw(st.integers(0, len(head)))
        head = head[:place] + draw(st.binary(max_size=3)) + head[place + draw(st.integers(0, 3)) :]
    size = draw(st.sampled_from([len(head), len(head), 0, 60_000])).to_bytes(2, "little")
    magic = draw(st.sampled_from([b"\x93NUMPY\x01\x00"] * 4 + [b"\x93NUMPY\x02\x00", b"PK\x03\x04"]))
    data = bytes(draw(st.sampled_from([0, 1, 2, 4, 8, 16, 32]))) + draw(st.binary(max_size=1))
    return base64.b64encode(magic + size + head + data).decode() + draw(st.sampled_from(["", "", "", "=", "\n"]))


leaves = st.none() | st.booleans() | st.integers() | st.floats() | anything
leaves |= st.builds(lambda kind, text: {kind: text}, st.sampled_from(["npy", "number"]), npy())
leaves |= st.builds(
    lambda *known: {"unsupported": list(known)}, anything, st.sampled_from(list(NotData)), st.integers()
)
leaves |= st.integers(0, 40).map(nested)
keys = anything | st.integers(-3, 3) | st.integers(0, 9).map(lambda k: k * (2**61 - 1)) | leaves
encoded = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.builds(lambda kind, value: {kind: value}, st.sampled_from(KINDS), inner | anything)
        | st.builds(lambda items: {"tuple": items}, st.lists(inner, max_size=3))
        | st.builds(lambda items: {"dict": items}, st.lists(st.lists(keys | inner, min_size=2, max_size=2), max_size=3))
    ),
    max_leaves=12,
)


@tiers("trees")
def test_any_json_is_a_tree_or_a_wire_error(inputs) -> None:
    @inputs
    @given(encoded | json_data)
    def holds(data: Any) -> None:
        try:
            tree = from_json(data)
        except WireError:
            return
        again = from_json(json.loads(json.dumps(to_json(tree))))
        assert is_plain(tree, -3)  # the judge cuts off what is deeper than a student's own may be
        assert json.dumps(to_json(again)) == json.dumps(to_json(tree))

    holds()


# --- what was loaded ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def session(template: Template) -> Session:
    """A session of a notebook of five cells, which nobody starts."""
    wanted = template.public.exercises.values()
    return Session(None, ["x = 1"] * 5, [1, 2, 4, 5, 9], template.public, wanted, TOGETHER)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def report(session: Session) -> dict[str, Any]:
    """What a worker says of that notebook."""
    first, second, *_ = names = list(session.load["names"])
    return {
        "functions": {name: [Status.DEFINED, ""] for name in names} | {second: ["crashed", "NameError: x"]},
        "reads": {first: [True, True], second: [False, True]},
        "rebound": False,
        "eclipsed": [[first, 1, 2, True], [second, 2, 2, False]],
        "unresolved": ["helper"],
        "imports": ["torch"],
        "broken": [[3, "SyntaxError: invalid syntax"]],
    }


def test_an_honest_report_is_believed(session: Session, report: dict[str, Any]) -> None:
    loaded = session._loaded(received(pack(report)))
    assert list(loaded.functions) == list(report["functions"])
    assert (loaded.unresolved, loaded.rebound, len(loaded.notes)) == ({"helper"}, False, 4)


@tiers("loads")
def test_whatever_a_worker_says_of_a_notebook_is_a_report_or_malformed(inputs, session, report) -> None:
    @inputs
    @given(written(st.one_of(damaged(report), damaged(report), json_data)).map(framed))
    def holds(sent: bytes) -> None:
        try:
            loaded = session._loaded(received(sent))
        except (*MALFORMED, WireError):
            return
        assert type(loaded) is Loaded and type(loaded.rebound) is bool
        assert all(type(state) is Status and type(why) is str for state, why in loaded.functions.values())
        assert all(type(name) is str for name in (*loaded.functions, *loaded.unresolved, *loaded.reads))
        assert all(type(more) is bool for more in loaded.reads.values())
        assert len(loaded.notes) <= 90 and all(seen(note) and len(note) < 1_000 for note in loaded.notes)
        session.loaded = loaded
        for name in session.load["names"]:
            state, why = session.state(name)
            assert type(state) is Status and seen(why) and len(why) <= 500

    holds()


# --- text as it goes out ------------------------------------------------------------------------------------------

TURNS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}  # Unicode's own names of what turns text around


@tiers("texts")
def test_every_character_that_goes_out_is_seen(inputs) -> None:
    @inputs
    @given(anything)
    def holds(text: str) -> None:
        shown = printable(text)
        shown.encode("utf-8")
        assert len(shown.splitlines()) <= 1
        for letter in shown:
            assert unicodedata.bidirectional(letter) not in TURNS
            assert letter.isprintable() or letter in JOINERS or unicodedata.category(letter) in ("Zs", "Co", "Cn")
        assert printable(shown) == shown
        assert shown == text or not text.isprintable()
        assert seen(visible(text)) and len(visible(text)) <= 500

    holds()
