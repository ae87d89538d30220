"""What was found out about each student, kept small: of ten thousand students it would fill hundreds of megabytes."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, MutableMapping

from autograder.grading.student_verdict import StudentVerdict

QUICKLY = 1


class Verdicts(MutableMapping[str, StudentVerdict]):
    """Verdicts by student, in the order of their names; each is compressed text, read anew whenever it is asked for."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def __setitem__(self, student: str, verdict: StudentVerdict) -> None:
        self._kept[student] = zlib.compress(json.dumps(verdict.to_json()).encode(), QUICKLY)

    def __getitem__(self, student: str) -> StudentVerdict:
        return StudentVerdict.from_json(json.loads(zlib.decompress(self._kept[student])))

    def __delitem__(self, student: str) -> None:
        del self._kept[student]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._kept))

    def __len__(self) -> int:
        return len(self._kept)
