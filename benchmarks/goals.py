"""What grading may cost, and whether it does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks import comparison, disk, per_student

RATIOS = {
    "bare": "stock nbgrader on solutions and asserts alone, as a multiple of ours on the whole notebook",
    "bare with page": "the same with the pages of both",
    "as students have it": "stock nbgrader on the notebook as students have it, as a multiple of ours",
}


@dataclass(frozen=True)
class Goal:
    """One figure: ``most`` says whether it may be at most so much, or has to be at least."""

    what: str
    goal: float
    measured: float
    unit: str
    most: bool = True

    @property
    def met(self) -> bool:
        """Whether it is as it should be."""
        return self.measured <= self.goal if self.most else self.measured >= self.goal

    def row(self) -> tuple[str, str, str, str]:
        """As it stands in a table."""
        digits = 1 if self.unit in ("MB", "times") else 2
        sign = "≤" if self.most else "≥"
        return (
            self.what,
            f"{sign} {self.goal:.{digits}f} {self.unit}",
            f"{self.measured:.{digits + self.most}f} {self.unit}",
            "met" if self.met else "missed",
        )


def goals(kept: Mapping[str, Any]) -> list[Goal]:
    """All of them, the comparison with stock nbgrader first."""
    ratios = comparison.ratios(kept["stock"])
    found = [Goal(RATIOS[name], least, ratios[name], "times", most=False) for name, least in comparison.GOALS.items()]
    for (assignment, group), most in per_student.GOALS.items():
        cost = per_student.Cost(**kept["per_student"][assignment][group])
        found.append(Goal(f"{assignment[:2]}, {group}", most, cost.together, "s"))
    for assignment, most in disk.GOALS.items():
        room = sum(kept["disk"][assignment][name] for name in disk.FOLDERS)
        found.append(Goal(f"{assignment[:2]}, a student's three files on the disk", most / 1e6, room / 1e6, "MB"))
    return found
