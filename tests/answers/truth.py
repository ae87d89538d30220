"""``python -m tests.answers.truth [--check]``: write docs/truth.md, what the judge's words and marks are worth.

The figures are of the answers in this folder, which nobody wrote for the grader. Two readers who wrote none of it have
scored every card of a wrong answer by the rubric below, in ``readers.json``; a score counts for the very words that were
read, so a card that has changed since is counted apart. ``--check`` writes nothing and says whether the page is up to date.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import mean

from autograder.messages import ENGLISH
from autograder.verdict.report import from_own, half, parts_line
from autograder.verdict.result import Result
from tests.answers import HERE, LATER, Answer, answers
from tests.answers.judged import judging

ROOT = HERE.parents[1]
PAGE, SCORES = ROOT / "docs" / "truth.md", HERE / "readers.json"
BLANK = r"\\\{\w+(:\w+)?\\\}"  # {name} or {count:g}, escaped
NEAR = 1.0  # points between the mark and the fair one that nobody argues about
KINDS = {
    "name": "the name of a mistake",
    "relation": "a relation between yours and expected",
    "rule": "one that the rule itself states: what went in alike, belongs together, or stands in another order",
    "gloss": "what Python's own sentence means",
    "meaning": "what None, nan, truth values, whole numbers, a placeholder or no end in time means",
    "sentence": "another sentence: a shape, a key, a property, a step",
    "line": "that a value is wrong, and the student's own line that makes it",
    "value": "“is not the expected value”, “did not move by” and no more",
    "exception": "a bare exception",
    "nothing": "nothing: the answer keeps all its points",
}
SAID_NOTHING_MORE = ("wrong_value", "wrong_entries", "wrong_labels", "step_wrong", "move_wrong", "epoch_wrong")
"""The messages that only say that something is wrong."""

RELATED = (
    "array_apart",
    "array_unmoved",
    "batch_pairs",
    "batch_order",
    "split_pairs",
    "split_order",
    "split_arrays",
    "sizes_together",
)
"""Those in which a rule says how values stand to one another, so that no further relation is looked for."""

MEANS = ("returned_none", "not_finite", "truth_values", "point_cut_off", "whole_numbers", "timed_out")
"""Those that say where a value, or an end, of that kind comes from."""


@dataclass(frozen=True)
class Judged:
    """One answer and what the judge made of it."""

    answer: Answer
    result: Result

    @property
    def kind(self) -> str:
        """What its card explains."""
        return kind_of(self.result, self.answer.points)

    @property
    def off(self) -> float:
        """By how many points the mark is too high."""
        return self.result.score - self.answer.fair

    @cached_property
    def card(self) -> str:
        """The fingerprint of the card's words; the last digits of numbers shown below them are the processor's."""
        result = self.result
        own = filter(None, [half(result), from_own(result)])
        words = "\n".join((result.message, result.line, parts_line(result), *own, *result.notes))
        return hashlib.sha256(words.encode()).hexdigest()[:12]


def kind_of(result: Result, points: float) -> str:
    """One of KINDS."""
    if result.score == points:
        return "nothing"
    if result.mistake is not None:
        return "name"
    if result.relation:
        return "relation"
    first, *further = result.message.splitlines()
    if _is(first, "raised"):
        return "exception"
    if further and _is(further[-1], "raised"):
        return "gloss"
    if any(_is(first, key) for key in MEANS) or any(_is(note, "placeholder_left") for note in result.notes):
        return "meaning"
    if any(_is(first, key, whole=False) for key in RELATED):
        return "rule"
    if further or not any(_is(first, key) for key in SAID_NOTHING_MORE):
        return "sentence"
    made = any(_is(note, key) for note in result.notes for key in ("made_by", "made_of"))
    return "line" if made else "value"


def _is(text: str, message: str, whole: bool = True) -> bool:
    """Whether a text was made of this message, or (``whole=False``) a part of it."""
    known, matches = ENGLISH[message], re.fullmatch if whole else re.search
    forms = (re.sub(BLANK, ".*", re.escape(one)) for one in ([known] if isinstance(known, str) else known))
    return any(matches(form, text, re.DOTALL) for form in forms)


def judged() -> list[Judged]:
    """Every answer with its result, but for those that came with their exercises."""
    with judging() as judge:
        return [Judged(answer, judge(answer)) for answer in answers() if answer.exercise not in LATER]


def percent(count: int, of: int) -> str:
    """``17 (7 %)``."""
    return f"{count} ({100 * count / of:.0f} %)"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table in Markdown."""
    return [_row(head), _row(["---"] * len(head)), *(_row(row) for row in rows), ""]


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|") for cell in cells) + " |"


def marks(every: list[Judged]) -> list[str]:
    """How far the marks are from a fair marker's."""
    by_name = defaultdict(list)
    for one in every:
        by_name[one.answer.assignment].append(one)
    rows = []
    for name, those in [*sorted(by_name.items()), ("all", every)]:
        right, wrong = _halves(those)
        rows.append(
            (
                name,
                len(right),
                sum(one.off < 0 for one in right),
                len(wrong),
                sum(one.kind == "nothing" for one in wrong),
                f"{mean(abs(one.off) for one in wrong):.2f}",
                percent(sum(abs(one.off) <= NEAR for one in wrong), len(wrong)),
            )
        )
    columns = ("assignment", "right answers", "lose points", "wrong answers", "keep all", "mean distance from fair")
    far = sorted((one for one in every if abs(one.off) > NEAR), key=lambda one: (-abs(one.off), one.answer.name))
    return [
        "## Marks\n",
        *table((*columns, "within a point"), rows),
        "Further than a point from what a fair marker gives, the farthest first:\n",
        *table(
            ("answer", "earned", "fair", "what is true of it"),
            [(one.answer.name, f"{one.result.score:g}", f"{one.answer.fair:g}", one.answer.true) for one in far],
        ),
    ]


def _halves(those: list[Judged]) -> tuple[list[Judged], list[Judged]]:
    return [one for one in those if one.answer.is_right], [one for one in those if not one.answer.is_right]


def words(wrong: list[Judged]) -> list[str]:
    """What the cards of wrong answers explain."""
    counts = Counter(one.kind for one in wrong)
    explained = sum(counts[kind] for kind in ("name", "relation", "rule", "gloss"))
    meant = explained + counts["meaning"]
    more = meant + counts["sentence"] + counts["line"]
    lines = [
        "## Words\n",
        *table(("the card of a wrong answer gives", "answers"), [(KINDS[k], percent(counts[k], len(wrong))) for k in KINDS]),
        f"A name, a relation or a gloss: {percent(explained, len(wrong))}; with what a kind of value means: "
        f"{percent(meant, len(wrong))}. "
        f"More than that something is wrong: {percent(more, len(wrong))}.\n",
    ]
    for kind in ("nothing", "exception", "value"):
        those = [one.answer for one in wrong if one.kind == kind]
        if those:
            lines.append(f"{KINDS[kind][0].upper()}{KINDS[kind][1:]}:\n")
            lines += table(("answer", "what is true of it"), [(answer.name, answer.true) for answer in those])
    return lines


def readers(wrong: list[Judged]) -> list[str]:
    """What two readers made of the cards: every score under 2, and how many cards have changed since."""
    kept = json.loads(SCORES.read_text("utf-8"))
    read = [(one, kept[one.answer.name]) for one in wrong if kept.get(one.answer.name, {}).get("card") == one.card]
    scores = [score for _, entry in read for score in entry["scores"]]
    counts = Counter(scores)
    poor = [(one, entry) for one, entry in read if min(entry["scores"]) < 2]
    return [
        "## Two readers\n",
        "Two readers who wrote none of it held every card against what is true of the answer: 0 says something false,",
        "1 is true, 2 is true and gives a next step.\n",
        f"{len(read)} cards, mean {mean(scores) if scores else 0:.2f}: "
        f"{counts[2]} times 2, {counts[1]} times 1, {counts[0]} times 0. "
        f"{len(wrong) - len(read)} cards have other words since they were read, or are new.\n",
        *table(
            ("answer", "scores", "why"),
            [(one.answer.name, " and ".join(map(str, entry["scores"])), entry["why"]) for one, entry in poor],
        ),
    ]


def page(every: list[Judged]) -> str:
    """The whole of docs/truth.md."""
    right, wrong = _halves(every)
    lines = [
        "# How true are the words, how fair the marks?\n",
        f"Figures on {len(every)} answers, {len(right)} right and {len(wrong)} wrong, to all exercises but",
        f"{', '.join(LATER)}. People wrote them who saw the",
        "students' notebooks and nothing else, each with what a fair marker would give (`tests/answers/`); they were kept",
        "before the grader was changed for them. Made by `python -m tests.answers.truth`, which a slow test repeats: the bad",
        "figures stand here with the good ones.\n",
        *marks(every),
        *words(wrong),
        *readers(wrong),
    ]
    return "\n".join(lines).rstrip() + "\n"


def main() -> int:
    """Write the page, or say whether it is up to date."""
    text = page(judged())
    if "--check" in sys.argv[1:]:
        same = PAGE.is_file() and PAGE.read_text("utf-8") == text
        print("docs/truth.md is up to date" if same else "docs/truth.md is out of date: run python -m tests.answers.truth")
        return 0 if same else 1
    PAGE.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
