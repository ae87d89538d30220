"""The wire: every tree survives it bit by bit, and whatever else arrives is refused before it does harm."""

from __future__ import annotations

import base64
import io
import json
import socket
import struct
import threading
import time
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.plain.outcome import Outcome, Raised
from autograder.plain.status import Status
from autograder.plain.values import DEEPEST, LARGEST_TREE, LONGEST_TEXT, GivenFunction, NotData, Unsupported, plain
from autograder.plain.wire import (
    LARGEST_FRAME,
    MOST_ITEMS,
    Channel,
    WireError,
    WireTimeout,
    from_json,
    pack,
    to_json,
    unpack,
)

repeatable = settings(derandomize=True, deadline=None, database=None)


def through(tree):
    """The tree after a journey: encoded, framed, parsed, decoded."""
    return from_json(unpack(pack({"tree": to_json(tree)})[4:])["tree"])


def same(one, other) -> bool:
    """The same tree to the last bit: types, dtypes, shapes, the sign of zero; a np.float64 may become a float."""
    if isinstance(one, np.ndarray):
        return (
            type(other) is np.ndarray
            and (one.dtype, one.shape) == (other.dtype, other.shape)
            and one.tobytes() == other.tobytes()
        )
    if isinstance(one, float):
        return isinstance(other, float) and struct.pack("d", one) == struct.pack("d", other)
    if isinstance(one, np.generic):
        return type(one) is type(other) and one.tobytes() == other.tobytes()
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list):
        return type(one) is type(other) and len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and one == other


numbers = npst.boolean_dtypes() | npst.integer_dtypes() | npst.unsigned_integer_dtypes() | npst.floating_dtypes()
arrays = npst.arrays(numbers, npst.array_shapes(min_dims=0, min_side=0, max_dims=4, max_side=4))
finite_or_not = st.floats(allow_nan=False) | st.just(float("nan"))
leaves = st.none() | st.booleans() | st.integers() | finite_or_not | st.text() | arrays
leaves |= arrays.filter(lambda array: array.size > 0).map(lambda array: array.reshape(-1)[0])
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text() | st.integers(1 - 2**60, 2**60 - 1), inner, max_size=3)
    ),
    max_leaves=10,
)


@repeatable
@given(trees)
def test_every_tree_survives(tree):
    assert same(tree, through(tree))


@repeatable
@given(arrays)
def test_every_view_of_an_array_survives(array):
    views = [array, array.T]
    if array.ndim:
        views += [array[::-1], array[..., ::2], array[:0], np.asfortranarray(array), array[np.newaxis]]
    for view in views:
        back = through(plain(view))
        assert back.shape == view.shape
        assert back.dtype == view.dtype
        np.testing.assert_array_equal(back, view)


@pytest.mark.parametrize(
    "tree",
    [
        10**600,
        -(10**600),
        -0.0,
        5e-324,
        float("-inf"),
        np.float64("nan"),
        np.longdouble(1) / 3,
        np.arange(4, dtype=np.longdouble) / 3,
        np.array(-0.0),
        np.array(True),
        np.zeros((0, 3), dtype=np.uint16),
        np.zeros((1, 1, 1)),
        np.arange(3, dtype=">i4"),
        "\ud800 \x00 \u202e",
        {"": {3: ()}},
        (),
        [],
        {},
        Unsupported("set"),
        *(Unsupported("set", why, 3) for why in NotData if why is not NotData.TYPE),
        GivenFunction("bowl"),
        {Unsupported("frozenset"): [Unsupported("bytes")]},
    ],
)
def test_rare_values_survive(tree):
    assert same(tree, through(tree))


def test_a_tree_that_plain_made_always_fits_into_a_frame():
    quarter = np.zeros(LARGEST_TREE // 40)
    for value in ([quarter] * 9, "\U0001f600" * 2_000, ["\ud800" * 2_000] * 99_999, [2**2000] * 99_999):
        assert len(pack({"tree": to_json(plain(value))})) < LARGEST_FRAME


def test_only_plain_data_is_encoded():
    for value in (object(), {1, 2}, 1j, b"x"):
        with pytest.raises(TypeError, match="is not plain data"):
            to_json(value)
    with pytest.raises(ValueError, match="an array of objects"):
        to_json(np.array([{}], dtype=object))


# --- hostile bytes -----------------------------------------------------------------------------------------------


def npy(header: str, data: bytes = b"", magic: bytes = b"\x93NUMPY\x01\x00") -> str:
    body = header.encode("latin1")
    return base64.b64encode(magic + struct.pack("<H", len(body)) + body + data).decode()


def header(descr: str = "'<f8'", shape: object = "(2,)", order: bool = False) -> str:
    return f"{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}\n"


def pickled() -> str:
    buffer = io.BytesIO()
    np.save(buffer, np.array([{}], dtype=object), allow_pickle=True)
    return base64.b64encode(buffer.getvalue()).decode()


def zipped() -> str:
    buffer = io.BytesIO()
    np.savez(buffer, a=np.zeros(2))
    return base64.b64encode(buffer.getvalue()).decode()


GOOD = bytes(16)


def test_the_forged_arrays_below_differ_from_a_good_one():
    np.testing.assert_array_equal(from_json({"npy": npy(header(), GOOD)}), [0.0, 0.0])


@pytest.mark.parametrize(
    "text",
    [
        npy(header(shape="(3,)"), GOOD),
        npy(header(shape="(1,)"), GOOD),
        npy(header(shape="()"), GOOD),
        npy(header(shape=f"({10**15},)"), GOOD),
        npy(header(shape=f"({2**62}, 4)"), GOOD),
        npy(header(shape="(-2,)"), GOOD),
        npy(header(shape="(-1, -2)"), GOOD),
        npy(header(shape=f"(0, {10**17})")),
        npy(header(shape=f"({10**17}, 0)")),
        npy(header(shape="(" + "1, " * 70 + "2)"), GOOD),
        npy(header(shape="2"), GOOD),
        npy(header(shape="'2'"), GOOD),
        npy(header(shape="(2.0,)"), GOOD),
        npy(header(shape="[2]"), GOOD),
        npy(header(descr="'|O'"), GOOD),
        npy(header(descr="'<c16'", shape="(1,)"), GOOD),
        npy(header(descr="'<U2'"), GOOD),
        npy(header(descr="'|S8'"), GOOD),
        npy(header(descr="'|V8'"), GOOD),
        npy(header(descr="'<M8[s]'"), GOOD),
        npy(header(descr="'<m8[s]'"), GOOD),
        npy(header(descr="[('a', '<f8')]"), GOOD),
        npy(header(descr="[('a', '|O')]"), GOOD),
        npy(header(descr="('<f8', (2,))", shape="(1,)"), GOOD),
        npy(header(descr="'no such type'"), GOOD),
        npy(header(descr="__import__('os').system('true')"), GOOD),
        npy(header(order="None"), GOOD),
        npy("{}", GOOD),
        npy("[1, 2]", GOOD),
        npy("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), 'more': 1}", GOOD),
        npy("(" * 1_900, GOOD),
        npy(header() + " " * 5_000, GOOD),
        npy("\x00" * 20, GOOD),
        npy(header(), GOOD, magic=b"\x93NUMPY\x02\x00"),
        npy(header(), GOOD, magic=b"\x93NUMPY\x03\x00"),
        npy(header(), GOOD, magic=b"\x93NUMPY\xff\xff"),
        npy(header(), GOOD, magic=b"PK\x03\x04\x00\x00\x00\x00"),
        npy(header(), GOOD)[:-4],
        npy(header(), GOOD)[:12],
        npy(header(), GOOD) + "!",
        "not base64 at all",
        "====",
        "é",
        "",
        pickled(),
        zipped(),
        "A" * (45 * 2**20),
        None,
        7,
        ["a"],
        {"npy": "a"},
    ],
    ids=range(51),
)
def test_a_forged_array_is_refused(text):
    for kind in ("npy", "number"):
        with pytest.raises(WireError):
            from_json({kind: text})


def test_a_number_is_a_single_one():
    for array in (np.zeros(1), np.zeros((1, 1)), np.zeros(0)):
        with pytest.raises(WireError):
            from_json({"number": to_json(array)["npy"]})


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"npy": "", "dict": []},
        {"unknown": 1},
        {"tuple": {}},
        {"tuple": "ab"},
        {"dict": {"a": 1}},
        {"dict": [["a"]]},
        {"dict": [["a", 1, 2]]},
        {"dict": ["ab"]},
        {"dict": [[1.5, 1]]},
        {"dict": [[None, 1]]},
        {"dict": [[True, 1]]},
        {"dict": [[2**60, 1]]},
        {"dict": [[-(2**61 - 1), 1]]},
        {"dict": [[[], 1]]},
        {"dict": [[{"tuple": []}, 1]]},
        {"dict": [[{"npy": 3}, 1]]},
        {"unsupported": 5},
        {"unsupported": None},
        {"unsupported": ["set", "items"]},
        {"unsupported": ["set", "items", 3, 4]},
        {"unsupported": ["set", "unheard of", 3]},
        {"unsupported": ["set", [], 3]},
        {"unsupported": [3, "items", 3]},
        {"unsupported": ["set", "items", "3"]},
        {"unsupported": ["set", "items", True]},
        {"unsupported": ["set", "items", -1]},
        {"unsupported": ["set", "items", 10**4000]},
    ],
)
def test_what_is_not_encoded_is_refused(data):
    for nested in (data, [data], {"tuple": [data]}, {"dict": [["a", data]]}):
        with pytest.raises(WireError):
            from_json(nested)


def nested(opening: object, depth: int):
    tree: object = 0
    for _ in range(depth):
        tree = [tree] if opening is list else {"tuple": [tree]} if opening is tuple else {"dict": [["a", tree]]}
    return tree


@pytest.mark.parametrize("kind", [list, tuple, dict])
def test_depth_is_bounded_beyond_what_plain_makes(kind):
    deepest: object = 0.0
    for _ in range(DEEPEST + 5):
        deepest = {"a": deepest} if kind is dict else kind([deepest])
    through([plain(deepest)])  # as a case that varies holds it
    for depth in (DEEPEST + 5, 300, 900, 5_000):
        with pytest.raises(WireError):
            from_json(nested(kind, depth))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"1",
        b"null",
        b'"text"',
        b"{'a': 1}",
        b"\xff\xfe{}",
        b'{"a": 1}{"b": 2}',
        b'{"a": ' + b"9" * 5_000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b'{"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ],
    ids=range(13),
)
def test_what_is_not_a_message_is_refused(body):
    with pytest.raises(WireError):
        unpack(body)


def test_a_small_frame_cannot_take_much_memory():
    body = b'{"a":[' + b"[]," * (MOST_ITEMS + 1) + b"[]]}"
    tracemalloc.start()
    try:
        with pytest.raises(WireError):
            unpack(body)
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()


def test_long_texts_are_cut_and_names_of_types_made_visible():
    assert from_json("x" * 10**6) == "x" * LONGEST_TEXT
    assert from_json({"unsupported": "\x1b[31m\u202e" + "x" * 10**6}).type_name.startswith("\\x1b[31m\\u202exxx")
    assert len(from_json({"unsupported": "\x1b" * 10**6}).type_name) == 100


# --- outcomes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(Status.RETURNED, {"a": np.arange(3)[::-1].copy()}, None, (0, 2)),
        Outcome(Status.RAISED, None, Raised("KeyError", "'dW1'", "'dW1'", 'grads["dW1"]')),
        Outcome(Status.RAISED, None, Raised("ValueError", "no", "", "y = g(x)", "g(x)", "f", "model", "m")),
        Outcome(Status.RAISED, None, Raised("ValueError", "", "", "", "", "", "", "m")),
        Outcome(Status.CRASHED),
    ],
)
def test_outcomes_survive(outcome):
    back = Outcome.from_json(unpack(pack(outcome.to_json())[4:]))
    assert (back.kind, back.error, back.changed) == (outcome.kind, outcome.error, outcome.changed)
    assert same(back.value, outcome.value)


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "returned",
        {},
        {"kind": "right"},
        {"kind": ["returned"]},
        {"kind": "raised"},
        {"kind": "raised", "error": None},
        {"kind": "raised", "error": "ValueError"},
        {"kind": "raised", "error": ["ValueError", "", ""]},
        {"kind": "raised", "error": ["ValueError", "", "", "", ""]},
        {"kind": "raised", "error": ["ValueError", "", "", "", "", ""]},
        {"kind": "raised", "error": ["ValueError", "", "", "", "", "", "", ""]},
        {"kind": "raised", "error": ["ValueError", "", "", "", "", "", "", "", "", ""]},
        {"kind": "raised", "error": ["ValueError", "", "", "", "", "", "", "", None]},
        {"kind": "raised", "error": ["ValueError", "", "", True]},
        {"kind": "raised", "error": ["ValueError", 5, "", ""]},
        {"kind": "raised", "error": ["ValueError", "", "", ""], "value": 1},
        {"kind": "crashed", "value": []},
        {"kind": "returned", "error": ["ValueError", "", "", ""]},
        {"kind": "returned", "changed": 1},
        {"kind": "returned", "changed": ["0"]},
        {"kind": "returned", "changed": [True]},
        {"kind": "returned", "changed": [0] * 100},
        {"kind": "returned", "value": {"npy": "x"}},
        {"kind": "returned", "value": nested(list, 100)},
    ],
)
def test_a_forged_outcome_is_refused(data):
    with pytest.raises(WireError):
        Outcome.from_json(data)


def test_the_texts_of_an_outcome_are_made_visible_and_short():
    data = {"kind": "raised", "error": ["\x1b[2J", "\u202e" * 900, "\x00", "a\rb"]}
    error = Outcome.from_json(data).error
    assert error == Raised("\\x1b[2J", ("\\u202e" * 90)[:500], "\\x00", "a\\rb")
    data = {"kind": "raised", "error": ["ValueError", "", "", "", "\x00", "\u202e", "f" * 900, "", "c\n"]}
    assert Outcome.from_json(data).error == Raised("ValueError", "", "", "", "\\x00", "\\u202e", "f" * 500, "", "c\n")


def test_what_is_frozen_says_nothing_of_a_line():
    error = Raised("ValueError", "no", "", "y = g(x)", "g(x)", "f", "model", "m", "g()").without_line()
    assert error == Raised("ValueError", "no")
    assert error.to_json() == ["ValueError", "no", "", ""]


# --- frames ------------------------------------------------------------------------------------------------------


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield Channel(ours), theirs


def test_frames_arrive_one_by_one_however_they_are_cut(ends):
    channel, far = ends
    frames = pack({"a": 1}) + pack({"b": "é\ud800"}) + pack({})
    for i in range(len(frames)):
        far.sendall(frames[i : i + 1])
    assert channel.receive() == {"a": 1}
    assert not channel.idle()
    assert channel.receive() == {"b": "é\ud800"}
    assert channel.receive() == {}
    assert channel.idle()


def test_what_has_arrived_with_one_frame_is_there_for_the_next(ends):
    channel, far = ends
    far.sendall(pack({"a": 1}) + pack({"b": 2})[:7])
    assert channel.receive(time.monotonic() + 5) == {"a": 1}
    assert not channel.idle()
    with pytest.raises(WireTimeout):
        channel.receive(time.monotonic() + 0.02)
    far.sendall(pack({"b": 2})[7:] + pack({"c": "x" * 3 * 2**15}))
    far.close()
    assert channel.receive(time.monotonic() + 5) == {"b": 2}
    assert not channel.idle()
    assert channel.receive() == {"c": "x" * 3 * 2**15}
    with pytest.raises(WireError, match="gone"):
        channel.receive()


def test_who_waits_is_asked_now_and_then(ends):
    channel, _ = ends

    def enough():
        raise WireError("enough")

    channel.watch = enough
    with pytest.raises(WireError, match="enough"):
        channel.receive()


def test_a_large_frame_passes_while_the_other_side_reads(ends):
    channel, far = ends
    message = {"tree": "x" * (8 * 2**20)}
    sender = threading.Thread(target=channel.send, args=(message, time.monotonic() + 30))
    sender.start()
    assert Channel(far).receive(time.monotonic() + 30) == message
    sender.join()


@pytest.mark.parametrize("sent", [b"", b"\x00", b"\x00\x00\x00\x05{", b"\x00\x00\x00\x00", b"\x00\x00\x00\x02[]"])
def test_a_broken_frame_is_an_error(ends, sent):
    channel, far = ends
    far.sendall(sent)
    far.close()
    with pytest.raises(WireError):
        channel.receive(time.monotonic() + 5)


@pytest.mark.parametrize("sent", [b"", b"\x00\x00", b"\x00\x00\x00\x05{"])
def test_an_unfinished_frame_ends_with_the_deadline(ends, sent):
    channel, far = ends
    far.sendall(sent)
    with pytest.raises(WireTimeout):
        channel.receive(time.monotonic() + 0.05)


def test_an_answer_that_comes_byte_by_byte_ends_with_the_deadline(ends, monkeypatch):
    """There is always something to read; so nothing ever waits."""
    channel, far = ends
    far.sendall((1000).to_bytes(4, "big") + b"{" * 999)
    monkeypatch.setattr(channel, "_read", lambda count: channel.connection.recv(1))
    with pytest.raises(WireTimeout):
        channel.receive(time.monotonic())
    assert len(channel.arrived) < 999


def test_a_length_that_lies_is_refused_before_anything_is_read(ends):
    channel, far = ends
    far.sendall((LARGEST_FRAME + 1).to_bytes(4, "big"))
    with pytest.raises(WireError, match="64 MB"):
        channel.receive(time.monotonic() + 5)


def test_a_message_too_large_for_a_frame_is_not_sent(ends):
    channel, far = ends
    with pytest.raises(WireError, match="64 MB"):
        channel.send({"a": "x" * LARGEST_FRAME})
    far.setblocking(False)
    with pytest.raises(BlockingIOError):
        far.recv(1)


def test_sending_to_one_that_does_not_read_ends_with_the_deadline(ends):
    channel, _ = ends
    with pytest.raises(WireTimeout):
        channel.send({"a": "x" * (32 * 2**20)}, time.monotonic() + 0.1)


def test_sending_to_one_that_has_gone_is_an_error(ends):
    channel, far = ends
    far.close()
    with pytest.raises(WireError, match="gone"):
        channel.send({"a": json.dumps("x" * 2**20)}, time.monotonic() + 5)
