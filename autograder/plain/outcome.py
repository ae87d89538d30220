"""What came of one call, as data."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from autograder.plain.status import Status
from autograder.plain.values import Tree, visible
from autograder.plain.wire import WireError, from_json, to_json

ENDS = (Status.RETURNED, Status.RAISED, Status.TIMED_OUT, Status.TOO_MUCH_MEMORY, Status.CRASHED)
SHORTEST = 4  # how many texts every exception has on the wire


@dataclass(frozen=True)
class Raised:
    """An exception as data, every text made visible and short."""

    type_name: str  # "ZeroDivisionError"
    message: str  # "" if it has none, or stopped while it was asked
    name: str = ""  # the variable, key or unfinished function it is about; "" for any other
    line: str = ""  # the deepest line of the student's own, without its indentation; "" if it is not known
    expression: str = ""  # the part of that line that stopped, "W @ X"; "" if it is not known
    function: str = ""  # the function in which the line stands; "" if it is not known, or has no name
    caller: str = ""  # another function of the student's own that called it; "" if there is none
    near: str = ""  # of a NameError the one variable in sight that is called nearly the same; "" for none or several
    calling: str = ""  # the line in the caller from which it was called; "" where there is no caller

    def to_json(self) -> list[str]:
        """The texts; without the last five where nothing is known of them, as in everything that is frozen."""
        texts: list[str] = list(vars(self).values())
        return texts if any(texts[SHORTEST:]) else texts[:SHORTEST]

    @classmethod
    def from_json(cls, data: Any) -> Raised:
        """Read what a worker or a file says."""
        lengths = (SHORTEST, len(fields(cls)))
        if not (isinstance(data, list) and len(data) in lengths and all(isinstance(text, str) for text in data)):
            raise WireError("not an error")
        return cls(*map(visible, data))

    def without_line(self) -> Raised:
        """The exception alone, and nothing of the line that stopped."""
        return replace(self, line="", expression="", function="", caller="", near="", calling="")


@dataclass(frozen=True)
class Outcome:
    """What one case led to."""

    kind: Status  # one of ENDS
    value: Tree = None  # what was returned, or the list of all results where the case varies; None for other ends
    error: Raised | None = None  # of one that raised; else None
    changed: tuple[int, ...] = ()  # positions of the arguments that were no longer the same afterwards

    def to_json(self) -> dict[str, Any]:
        """The outcome as JSON data."""
        error = None if self.error is None else self.error.to_json()
        return {"kind": self.kind, "value": to_json(self.value), "error": error, "changed": list(self.changed)}

    @classmethod
    def from_json(cls, data: Any) -> Outcome:
        """Read what a worker or a file says; every field is checked, every text made visible."""
        if not isinstance(data, dict) or data.get("kind") not in ENDS:
            raise WireError("not an outcome")
        error = data.get("error")
        if error is not None:
            error = Raised.from_json(error)
        if (data["kind"] == Status.RAISED) != (error is not None):
            raise WireError("an exception without a name, or one of what did not raise")
        if data["kind"] != Status.RETURNED and data.get("value") is not None:
            raise WireError("a value of what did not return")
        changed = data.get("changed", [])
        if not (isinstance(changed, list) and len(changed) < 100 and all(type(i) is int for i in changed)):
            raise WireError("not a list of arguments")
        return cls(Status(data["kind"]), from_json(data.get("value")), error, tuple(changed))
