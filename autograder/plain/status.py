"""What has become of a name in a notebook, of a call, and of an exercise."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """One list for all, because some ends of a call are also what the report says of the exercise."""

    # of a name in a notebook; else it is missing, or what should define it has crashed
    DEFINED = "defined"
    # of a call alone
    RETURNED = "returned"
    RAISED = "raised"
    # of a call, and of the exercise that it was made for
    TIMED_OUT = "timed_out"
    TOO_MUCH_MEMORY = "too_much_memory"
    CRASHED = "crashed"  # of an exercise also: it raised
    # of an exercise alone
    RIGHT = "right"  # exactly when all points are earned
    WRONG = "wrong"
    NOT_STARTED = "not_started"
    MISSING = "missing"
    UNGRADED = "ungraded"  # a fault of ours: no mark, a person looks at it
