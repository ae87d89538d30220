"""Trees as text and over a socket: JSON for structure, ``.npy`` for arrays, never pickle.

The same encoding serves the worker's answers and the frozen ``checks.json``. Every byte that arrives is
treated as hostile: lengths are bounded before anything is allocated, and whatever is malformed raises
:class:`WireError`.
"""

from __future__ import annotations

import base64
import functools
import io
import json
import math
import select
import socket
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from autograder.plain.values import (
    DEEPEST,
    LARGEST_ARRAY,
    LONGEST_TEXT,
    NUMBER_KINDS,
    GivenFunction,
    NotData,
    Tree,
    Unsupported,
    is_numbered,
    visible,
)

LARGEST_FRAME = 64 * 2**20
AT_ONCE = 2**16  # bytes that are taken together, if they are there
HEAD, LARGEST_HEADER = 10, 2_000  # bytes of an array's text before its header, and of that header at most
MOST_HEADS = 1_000  # that are remembered
WATCH_SECONDS = 0.2
MOST_ITEMS = 4_000_000


MALFORMED = (KeyError, TypeError, IndexError, ValueError, AttributeError, ArithmeticError, RecursionError)
"""What reading data raises that is of another shape than was asked for."""


class WireError(Exception):
    """What arrived is not a message: too long, cut off, or not made of plain data."""


class WireTimeout(WireError):
    """Nothing complete arrived in time."""


def to_json(tree: Tree) -> Any:
    """The tree as JSON-serialisable data; arrays keep shape, dtype and every bit."""
    if tree is None or isinstance(tree, bool | int | float | str):
        return tree
    if isinstance(tree, np.ndarray):
        return {"npy": _npy(tree)}
    if isinstance(tree, np.generic):
        return {"number": _npy(np.array(tree))}
    if isinstance(tree, Unsupported):
        known = tree.type_name if tree.why is NotData.TYPE else [tree.type_name, tree.why, tree.items]
        return {"unsupported": known}
    if isinstance(tree, GivenFunction):
        return {"given": tree.name}
    if isinstance(tree, list):
        return [to_json(item) for item in tree]
    if isinstance(tree, tuple):
        return {"tuple": [to_json(item) for item in tree]}
    if isinstance(tree, dict):
        return {"dict": [[to_json(key), to_json(item)] for key, item in tree.items()]}
    raise TypeError(f"{type(tree).__name__} is not plain data")


def from_json(data: Any, depth: int = 0) -> Tree:
    """The tree that :func:`to_json` wrote. Raises :class:`WireError` for anything else."""
    if data is None or isinstance(data, bool | int | float):
        return data
    if isinstance(data, str):
        return data[:LONGEST_TEXT]
    if depth > DEEPEST + 2:  # the results of a case that varies are one level more
        raise WireError("a very deep structure")
    if isinstance(data, list):
        return [from_json(item, depth + 1) for item in data]
    if isinstance(data, dict) and len(data) == 1:
        ((kind, value),) = data.items()
        if kind == "npy":
            return _from_npy(value)
        if kind == "number":
            array = _from_npy(value)
            if array.shape == ():
                return array[()]
        if kind == "unsupported":
            return _unsupported(value)
        if kind == "given" and isinstance(value, str):
            return GivenFunction(visible(value)[:100])
        if kind == "tuple" and isinstance(value, list):
            return tuple(from_json(item, depth + 1) for item in value)
        if kind == "dict" and isinstance(value, list):
            return dict(_pair(item, depth + 1) for item in value)
    raise WireError("not an encoded value")


def _unsupported(known: Any) -> Unsupported:
    name, why, items = known if isinstance(known, list) and len(known) == 3 else (known, NotData.TYPE, 0)
    if not (isinstance(name, str) and why in list(NotData) and type(items) is int and 0 <= items < 2**63):
        raise WireError("not a value that is not data")
    return Unsupported(visible(name)[:100], NotData(why), items)


def _pair(item: Any, depth: int) -> tuple[Any, Tree]:
    if not (isinstance(item, list) and len(item) == 2):
        raise WireError("not a key and a value")
    key = from_json(item[0], depth)
    if not (isinstance(key, str | Unsupported) or is_numbered(key)):
        raise WireError("not a key")
    return key, from_json(item[1], depth)


def _npy(array: np.ndarray) -> str:
    plain = np.array(array, order="C", subok=False)  # ascontiguousarray would make a number an array of shape (1,)
    head = _head(plain.dtype, plain.shape)
    return base64.b64encode(head + plain.tobytes()).decode("ascii")


@functools.lru_cache(MOST_HEADS)
def _head(dtype: np.dtype[Any], shape: tuple[int, ...]) -> bytes:
    """What stands before the numbers of an array. Making it takes longer than a small array's text does.

    ValueError for an array of objects: these are never encoded.
    """
    if dtype.hasobject:
        raise ValueError("an array of objects")
    buffer = io.BytesIO()
    description = np.lib.format.dtype_to_descr(dtype)
    np.lib.format.write_array_header_1_0(buffer, {"descr": description, "fortran_order": False, "shape": shape})
    return buffer.getvalue()


def _from_npy(text: Any) -> np.ndarray:
    if not isinstance(text, str) or len(text) > LARGEST_ARRAY * 4 // 3 + 100:
        raise WireError("not an array, or one of more than 32 MB")
    try:
        data = base64.b64decode(text, validate=True)
        start = HEAD + int.from_bytes(data[HEAD - 2 : HEAD], "little")
        if start > HEAD + LARGEST_HEADER:
            raise WireError("an array with a very long header")
        shape, fortran, dtype = _read_head(data[:start])
        if dtype.kind not in NUMBER_KINDS or dtype.hasobject or dtype.shape:
            raise WireError("an array that does not hold numbers")
        if any(not 0 <= n <= LARGEST_ARRAY for n in shape) or math.prod(shape) * dtype.itemsize != len(data) - start:
            raise WireError("an array whose header does not fit its data")
        return np.frombuffer(data, dtype, offset=start).reshape(shape, order="F" if fortran else "C").copy()
    except WireError:
        raise
    except Exception as error:  # every byte is hostile: NumPy's own header parser raises many types
        raise WireError(f"not an array ({type(error).__name__})") from None


@functools.lru_cache(MOST_HEADS)
def _read_head(head: bytes) -> tuple[tuple[int, ...], bool, np.dtype[Any]]:
    """Shape, order and type that a header tells of; NumPy reads it, and stops with whatever it finds wrong."""
    buffer = io.BytesIO(head)
    if np.lib.format.read_magic(buffer) != (1, 0):
        raise WireError("an array of an unknown format")
    return np.lib.format.read_array_header_1_0(buffer, max_header_size=LARGEST_HEADER)


def pack(message: dict[str, Any]) -> bytes:
    """One frame: four bytes of length (big-endian), then the message as UTF-8 JSON."""
    body = json.dumps(message, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    if len(body) > LARGEST_FRAME:
        raise WireError("a message of more than 64 MB")
    return len(body).to_bytes(4, "big") + body


def unpack(body: bytes) -> dict[str, Any]:
    """The message in a frame's body; WireError if it is not a JSON object."""
    if body.count(b",") > MOST_ITEMS:
        raise WireError("a message of very many items")
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise WireError(f"not a message ({type(error).__name__})") from None
    if not isinstance(message, dict):
        raise WireError("not a message")
    return message


class Channel:
    """Frames over a connected stream socket."""

    def __init__(
        self, connection: socket.socket, watch: Callable[[], None] | None = None, largest: int = LARGEST_FRAME
    ) -> None:
        """``watch`` is called now and then while this side waits; it may raise WireError."""
        self.connection, self.watch, self.largest = connection, watch, largest
        self.arrived = bytearray()  # and not yet asked for: waiting may end in between and go on later

    def send(self, message: dict[str, Any], deadline: float | None = None) -> None:
        """Send one frame; WireTimeout if the other side does not read it by ``deadline`` (monotonic)."""
        self.send_packed(pack(message), deadline)

    def send_packed(self, frame: bytes, deadline: float | None = None) -> None:
        """Send a frame that :func:`pack` has made."""
        view = memoryview(frame)
        while view:
            try:
                view = view[self.connection.send(view, getattr(socket, "MSG_DONTWAIT", 0)) :]
            except BlockingIOError:
                self._wait(select.POLLOUT, deadline)
            except OSError as error:
                raise WireError(f"the other side has gone ({error.strerror})") from None

    def receive(self, deadline: float | None = None) -> dict[str, Any]:
        """The next frame; WireTimeout after ``deadline`` (monotonic seconds), WireError if it is broken."""
        self._fill(4, deadline)
        length = int.from_bytes(self.arrived[:4], "big")
        if length > self.largest:
            raise WireError(f"a message of more than {self.largest / 2**20:g} MB")
        self._fill(4 + length, deadline)
        body = bytes(memoryview(self.arrived)[4 : 4 + length])
        del self.arrived[: 4 + length]
        return unpack(body)

    def idle(self) -> bool:
        """Whether nothing unread waits: a second answer to one question would."""
        poll = select.poll()
        poll.register(self.connection, select.POLLIN)
        return not self.arrived and not any(event & select.POLLIN for _, event in poll.poll(0))

    def close(self) -> None:
        """Close the socket."""
        self.connection.close()

    def _fill(self, count: int, deadline: float | None) -> None:
        """Wait until this many bytes of the frame have arrived."""
        while len(self.arrived) < count:
            if deadline is not None or self.watch is not None:  # else reading waits as well
                self._wait(select.POLLIN, deadline)
            try:
                chunk = self._read(count - len(self.arrived))
            except OSError as error:
                raise WireError(f"the other side has gone ({error.strerror})") from None
            if not chunk:
                raise WireError("the other side has gone")
            self.arrived += chunk
            if len(self.arrived) < count and deadline is not None and time.monotonic() >= deadline:
                raise WireTimeout("no whole answer in time")  # whoever sends a byte now and then is late, too

    def _read(self, count: int) -> bytes:
        """Some of what waits; a little more than so many bytes mostly saves asking again."""
        return self.connection.recv(min(max(count, AT_ONCE), 2**20))

    def _wait(self, event: int, deadline: float | None) -> None:
        poll = select.poll()
        poll.register(self.connection, event)
        while True:
            left = WATCH_SECONDS if deadline is None else min(WATCH_SECONDS, deadline - time.monotonic())
            if poll.poll(max(0.0, left) * 1000):
                return
            if deadline is not None and time.monotonic() >= deadline:
                raise WireTimeout("no answer in time")
            if self.watch is not None:
                self.watch()
