"""What was mended before grading, counted by kind, in words for an instructor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from autograder.batch.said import id_of
from autograder.grading.student_verdict import StudentVerdict
from autograder.report.contents import Repair

KINDS = {
    "nb_renamed": "The file had another name.",
    "nb_foreign": "No cell had its mark any more, as after another editor: cells were recognised by function or text.",
    "nb_recognised": "Some cells had lost their mark, and were recognised by function or text.",
    "nb_retyped": "Code cells had become text, and are code again.",
    "nb_restored": "Locked cells were changed: the original is back, the change stands below it.",
    "nb_missing": "Cells were missing, and are back.",
    "nb_repeated": "Cells were there more than once: the last definition counts.",
    "nb_unfilled": "An exercise stood there as it was given out, too, behind the student's own text, which counts.",
    "note_large_cell": "A cell of more than 1 MB was left out.",
}


def repairs(verdicts: Mapping[str, StudentVerdict]) -> tuple[Repair, ...]:
    """Each kind of repair with the number of hand-ins, the commonest first."""
    counts: Counter[str] = Counter()
    for verdict in verdicts.values():
        said = verdict.grade.repairs if verdict.grade else ()
        counts.update({kind for sentence in said if (kind := id_of(sentence, KINDS))})
    return tuple(Repair(KINDS[kind], count) for kind, count in counts.most_common())
