"""What came of one call, as data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from autograder.plain.status import Status
from autograder.plain.values import Tree, visible
from autograder.plain.wire import WireError, from_json, to_json

ENDS = (Status.RETURNED, Status.RAISED, Status.TIMED_OUT, Status.TOO_MUCH_MEMORY, Status.CRASHED)


@dataclass(frozen=True)
class Raised:
    """An exception as data, every text made visible and short."""

    type_name: str  # "ZeroDivisionError"
    message: str  # "" if it has none, or stopped while it was asked
    name: str = ""  # the variable, key or unfinished function it is about; "" for any other
    line: str = ""  # the deepest line of the student's own, without its indentation; "" if it is not known


@dataclass(frozen=True)
class Outcome:
    """What one case led to."""

    kind: Status  # one of ENDS
    value: Tree = None  # what was returned, or the list of all results where the case varies; None for other ends
    error: Raised | None = None  # of one that raised; else None
    changed: tuple[int, ...] = ()  # positions of the arguments that were no longer the same afterwards

    def to_json(self) -> dict[str, Any]:
        """The outcome as JSON data."""
        error = None if self.error is None else list(vars(self.error).values())
        return {"kind": self.kind, "value": to_json(self.value), "error": error, "changed": list(self.changed)}

    @classmethod
    def from_json(cls, data: Any) -> Outcome:
        """Read what a worker or a file says; every field is checked, every text made visible."""
        if not isinstance(data, dict) or data.get("kind") not in ENDS:
            raise WireError("not an outcome")
        error = data.get("error")
        if error is not None:
            if not (isinstance(error, list) and len(error) == 4 and all(isinstance(text, str) for text in error)):
                raise WireError("not an error")
            error = Raised(*map(visible, error))
        if data["kind"] == Status.RAISED and error is None:
            raise WireError("an exception without a name")
        changed = data.get("changed", [])
        if not (isinstance(changed, list) and len(changed) < 100 and all(type(i) is int for i in changed)):
            raise WireError("not a list of arguments")
        return cls(Status(data["kind"]), from_json(data.get("value")), error, tuple(changed))
