"""An exception as data: its type and text, and what is known of the line of the student's own that stopped.

A student's exception class may do anything, so whatever cannot be learnt of it is left out.
"""

from __future__ import annotations

import contextlib
import itertools
import linecache
import re
from collections.abc import Callable, Iterator
from types import CodeType, FrameType, FunctionType, TracebackType
from typing import Any

from autograder.messages import say
from autograder.plain.outcome import Raised
from autograder.plain.values import name_of, visible

START = re.compile(r"^[ \t]*#+[ \t]*START CODE HERE\b")
END = re.compile(r"^[ \t]*#+[ \t]*END CODE HERE\b")
LONGEST_PART = 10  # lines; what is longer is not shown as a part of a line
MOST_FRAMES = 2_000
LONG_ENOUGH = 4  # letters; shorter names are often all alike


def raised(error: BaseException, function: Callable[..., Any] | None) -> Raised:
    """The exception as data, with the deepest line that is in the student's own code; None: of a whole cell."""
    kind = type(error)
    message, name, line, expression, where, caller, near, calling = "", "", "", "", "", "", "", ""
    with contextlib.suppress(BaseException):
        stops = list(own_stops(error, function))
        if stops:
            line, (where, caller, calling) = text_of(stops[-1]).strip(), owners(stops)
            expression = part_of_line(stops[-1])
    with contextlib.suppress(BaseException):
        message = visible(str(error))
    with contextlib.suppress(BaseException):
        if issubclass(kind, NotImplementedError):
            name = where if placeholder_alone(stops[-1]) else ""
        elif issubclass(kind, NameError):
            name = str(error.name or "")  # type: ignore[attr-defined]
            near = near_name(name, stops[-1][0])
        elif issubclass(kind, KeyError) and error.args:
            name = repr(error.args[0])
    return Raised(name_of(kind), message, *map(visible, (name, line, expression, where, caller, near, calling)))


def reason_of(error: BaseException) -> str:
    """Why a cell cannot be read, in a few words."""
    if isinstance(error, SyntaxError):
        reason = f"{type(error).__name__}: {error.msg}"
        return say("reason_in_line", reason=reason, line=error.lineno) if error.lineno else reason
    return f"{type(error).__name__}: {error}".rstrip(": ")[:200]


Stop = tuple[FrameType, int, int]
"""A frame, the number of the line in it, and the place in its byte code."""


def own_stops(error: BaseException, function: Callable[..., Any] | None) -> Iterator[Stop]:
    """Every line of the student's own that the exception came through, the outermost first."""
    home = getattr(getattr(function, "__code__", None), "co_filename", None)
    descriptor: Any = BaseException.__dict__["__traceback__"]
    step: TracebackType | None = descriptor.__get__(error)
    for _ in range(MOST_FRAMES):
        if step is None:
            return
        filename = step.tb_frame.f_code.co_filename
        if filename == home or filename.startswith(("<cell", "<ipython")) or "ipykernel_" in filename:
            yield step.tb_frame, step.tb_lineno, step.tb_lasti
        step = step.tb_next


def text_of(stop: Stop) -> str:
    """The text of the line."""
    frame, number, _ = stop
    return linecache.getline(frame.f_code.co_filename, number, frame.f_globals)


def owners(stops: list[Stop]) -> tuple[str, str, str]:
    """The function that the deepest line stands in, the other one that called it and from which line; else ""."""
    names = [owner(frame.f_code) for frame, _, _ in stops]
    for stop, name in zip(reversed(stops), reversed(names), strict=True):
        if name != names[-1]:
            return names[-1], name, text_of(stop).strip()
    return names[-1], "", ""


def owner(code: CodeType) -> str:
    """The function in whose text this code stands: a comprehension or lambda stands in the one around it."""
    parts = [part for part in code.co_qualname.split(".") if not part.startswith("<")]
    return parts[-1] if parts else ""


def part_of_line(stop: Stop) -> str:
    """The part that stopped, such as ``W @ X`` of ``Z = W @ X + b``; "" if nobody knows."""
    frame, _, place = stop
    (first, last, begin, end) = next(itertools.islice(frame.f_code.co_positions(), place // 2, None))
    if first is None or last is None or begin is None or end is None or last - first >= LONGEST_PART:
        return ""
    lines = linecache.getlines(frame.f_code.co_filename, frame.f_globals)[first - 1 : last]
    rows = [line.rstrip("\n").encode() for line in lines]
    rows[-1] = rows[-1][:end]
    rows[0] = rows[0][begin:]
    return "\n".join(row.decode() for row in rows)


def placeholder_alone(stop: Stop) -> bool:
    """Whether no other line of code stands in the region of the line that stopped; True where there are no markers."""
    frame, number, _ = stop
    lines = linecache.getlines(frame.f_code.co_filename, frame.f_globals)
    above = list(itertools.takewhile(lambda line: not START.match(line), reversed(lines[: number - 1])))
    below = list(itertools.takewhile(lambda line: not END.match(line), lines[number:]))
    if len(above) == number - 1 or len(below) == len(lines) - number or any(map(END.match, above)):
        return True
    return not any(line.strip() and not line.lstrip().startswith("#") for line in (*above, *below))


def near_name(name: str, frame: FrameType) -> str:
    """The one variable in sight whose name is this one but for a slip of the finger; "" for none or several.

    Of what stands outside of the function only other functions count: it should read no data from there.
    """
    functions = (other for other, value in frame.f_globals.items() if type(value) is FunctionType)
    found = [other for other in {*frame.f_locals, *functions} if is_slip(name, other)]
    return found[0] if len(found) == 1 else ""


def is_slip(one: str, other: str) -> bool:
    """Whether two names differ in capitals, underscores, two letters exchanged, or one letter too many.

    What begins otherwise, or has another letter or number in a place, is another name: names and d_names, X_train and
    Y_train, W1 and W2; so is cost beside costs.
    """
    if one == other or [c for c in one if c.isdigit()] != [c for c in other if c.isdigit()]:
        return False
    a, b = sorted((one.lower().replace("_", ""), other.lower().replace("_", "")), key=len)
    if a == b:
        return True
    if len(a) < LONG_ENOUGH or len(b) - len(a) > 1 or a[0] != b[0]:
        return False
    if len(a) == len(b):
        return any(a[:i] + a[i + 1] + a[i] + a[i + 2 :] == b for i in range(len(a) - 1))
    return b != a + "s" and any(b[:i] + b[i + 1 :] == a for i in range(len(b)))
