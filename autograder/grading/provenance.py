"""What decided a mark, as it is kept beside it: the code, the answer key, the hidden numbers, the program, the time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from autograder.judge.bench import Bench
from autograder.notebook.handed_in import HandedIn
from autograder.version import VERSION


@dataclass(frozen=True)
class Provenance:
    """``code``: a hash of the code that was graded. ``grader``: the version of this program. ``at``: the time, in UTC.

    ``exercises``: of each exercise the version of its answer key, and a fingerprint of the seed of its hidden numbers.
    """

    code: str
    grader: str
    exercises: Mapping[str, tuple[str, str]]
    at: datetime

    @classmethod
    def of(cls, bench: Bench, work: HandedIn) -> Provenance:
        """Where the marks of this work come from, if it is graded now."""
        code = hashlib.sha256(json.dumps([work.code, work.numbers]).encode()).hexdigest()
        return cls(code, VERSION, bench.decided_by, datetime.now(UTC).replace(tzinfo=None, microsecond=0))

    def to_json(self) -> dict[str, Any]:
        """As JSON data."""
        return {**vars(self), "at": self.at.isoformat()}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Provenance:
        """What was JSON data."""
        exercises = {name: (version, seed) for name, (version, seed) in data["exercises"].items()}
        return cls(data["code"], data["grader"], exercises, datetime.fromisoformat(data["at"]))
