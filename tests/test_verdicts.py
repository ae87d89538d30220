"""The batch keeps what it knows of each student small, and loses nothing of it."""

from __future__ import annotations

import pytest

from autograder.batch.verdicts import Verdicts
from autograder.grading.student_verdict import StudentVerdict
from tests.made_up_class import HINT, not_started, result, shown, verdict, wrong

KINDS = {
    "wrong": verdict(wrong("propagate", HINT, mistake="dw_not_averaged", evidence=shown("[[3.0]]"), line="dw = X")),
    "half": verdict(not_started("model"), result("sigmoid", 1.5, notes=("\ud800 half of a character", "\x00"))),
    "unreadable": StudentVerdict(unreadable="sigmoid.ipynb is empty"),
    "fault": StudentVerdict(fault="ValueError: none"),
    "sharing": verdict(sharing=("amina", "bjorn"), repairs=["renamed"]),
}


def test_what_is_kept_is_what_comes_back_in_the_order_of_names() -> None:
    kept = Verdicts()
    kept.update(KINDS)
    assert list(kept.items()) == sorted(KINDS.items())
    assert len(kept) == len(KINDS)
    del kept["half"]
    kept["fault"] = KINDS["wrong"]
    assert kept == {name: one for name, one in KINDS.items() if name != "half"} | {"fault": KINDS["wrong"]}
    with pytest.raises(KeyError):
        kept["half"]


def test_a_student_takes_less_than_a_kilobyte() -> None:
    kept = Verdicts()
    kept.update({f"student{n}": KINDS["wrong"] for n in range(100)})
    assert sum(map(len, kept._kept.values())) < 100 * 1_000
