"""``python -m tests.sample_class.demo``: sample classes hand in, nbgrader grades it, and this shows the result."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from autograder.key.exercises import Exercise
from autograder.messages import say
from tests.sample_class.course import Entry, feedback_of, grade_class, gradebook, hand_in, make_course
from tests.sample_class.everybody import SUBMISSIONS
from tests.sample_class.submissions import Submission
from tests.sample_class.template import ROOT, Template

DEMO = ROOT / "demo"
RIGHT, LENT, SOME, NONE, OPEN, LOOK = "✓", "(✓)", "◐", "✗", "○", "?"
LEGEND = f"""{RIGHT} right   {LENT} right once a correct helper is lent   {SOME} some of its points
{NONE} no part right   {OPEN} not started   {LOOK} not graded: a person looks at it"""
STUDENT, ABOUT, EDGES = 26, 40, 3  # characters: of a name and a total, of what was handed in, beside each word
STEPS = {  # nbgrader's command: what it does here, and the word in its log that counts submissions
    "generate_assignment": ("making the students' notebook", "Converting notebook"),
    "autograde": ("grading", "] Autograding "),
    "generate_feedback": ("writing feedback", "Converting notebook"),
}


def main() -> int:
    """Make the course in ./demo, grade every class, and show it; 0 if every mark is the deserved one."""
    began, console = time.monotonic(), Console()
    shutil.rmtree(DEMO, ignore_errors=True)
    make_course(DEMO)
    wrong = [fault for name in sorted(SUBMISSIONS) for fault in graded(name, console)]
    where_to_look(console)
    verdict = f"NOT the deserved mark: {'; '.join(wrong)}" if wrong else "Every mark is the one that was deserved."
    console.print(Text(f"{verdict} {time.monotonic() - began:.0f} seconds."))
    return 1 if wrong else 0


def graded(name: str, console: Console) -> list[str]:
    """Let one class hand in, grade it and show the result; every mark that is not the deserved one."""
    template, submissions = Template.of(name, DEMO), SUBMISSIONS[name]
    for submission in submissions:
        hand_in(DEMO, submission, template)
    console.print(f"\n[bold]{name}[/bold]: {len(submissions)} students hand in. nbgrader grades them:")
    graded_with_progress(name, console)
    book = gradebook(DEMO, [submission.student for submission in submissions], name)
    console.print(marks(book, template, submissions, console.width))
    console.print("Exercises and their points:")
    for number, exercise in enumerate(template.key.exercises.values(), 1):
        console.print(f"  {number} {exercise.name}: {exercise.points:g}", highlight=False)
    console.print(LEGEND, highlight=False)
    console.print(mistakes(book, template))
    return [
        f"{name}, {submission.student}, {exercise}"
        for submission in submissions
        for exercise, mark in submission.deserves(template).items()
        if book[submission.student][exercise].score != mark.score
    ]


def graded_with_progress(name: str, console: Console) -> None:
    """Run nbgrader's three commands, with a bar for each."""
    columns = (TextColumn("{task.description:<30}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console) as progress:
        counts = {"generate_assignment": 1}
        tasks = {
            step: progress.add_task(text, total=counts.get(step, len(SUBMISSIONS[name])), start=False)
            for step, (text, _) in STEPS.items()
        }

        begun: list[str] = []

        def heard(step: str, line: str) -> None:
            if step not in begun:
                if begun:
                    progress.stop_task(tasks[begun[-1]])
                begun.append(step)
                progress.start_task(tasks[step])
                if not console.is_terminal:  # a log gets a line for each step at once
                    console.print(f"{STEPS[step][0]} ...")
            if STEPS[step][1] in line:
                progress.advance(tasks[step])

        grade_class(DEMO, heard, assignment=name)


def sign(entry: Entry, points: float, name: str) -> str:
    """How an exercise went, without colour."""
    if entry.by_hand:
        return LOOK
    if entry.score == points:
        return LENT if say("note_carried", needed="\0").split("\0")[0] in entry.comment else RIGHT
    if say("not_started", name=name) in entry.comment:
        return OPEN
    return f"{SOME} {entry.score:g}" if entry.score else NONE


def marks(
    book: dict[str, dict[str, Entry]], template: Template, submissions: Sequence[Submission], width: int
) -> Table:
    """A row for each student; what they handed in, and a column for each exercise, where the width has room for it."""
    points = template.points
    signs = {
        student: [sign(entries[name], worth, name) for name, worth in points.items()]
        for student, entries in sorted(book.items())
    }
    columns = sum(
        EDGES + max(map(cell_len, (str(number), *column)))
        for number, column in enumerate(zip(*signs.values(), strict=True), 1)
    )
    in_columns = width >= STUDENT + columns
    wide = width >= STUDENT + columns * in_columns + ABOUT
    table = Table(title="Marks", title_justify="left")
    table.add_column("student", no_wrap=True)
    if wide:
        table.add_column("handed in")
    if in_columns:
        for number in range(1, len(points) + 1):
            table.add_column(str(number), justify="center", no_wrap=True)
    else:
        table.add_column("all right but for")
    table.add_column("total", justify="right", no_wrap=True)
    about = {submission.student: submission.about for submission in submissions}
    for student, theirs in signs.items():
        listed = ", ".join(f"{number} {how}" for number, how in enumerate(theirs, 1) if how != RIGHT)
        total = sum(book[student][name].score or 0 for name in points)
        table.add_row(student, *([about[student]] if wide else []), *(theirs if in_columns else [listed]), f"{total:g}")
    return table


def mistakes(book: dict[str, dict[str, Entry]], template: Template) -> Table:
    """Which known mistake was made in which exercise, how often and by whom."""
    table = Table(title="\nMistakes by exercise", title_justify="left")
    for heading in ("exercise", "mistake", "students", "who"):
        table.add_column(heading, overflow="fold")
    for name, exercise in template.key.exercises.items():
        who: dict[str, list[str]] = defaultdict(list)
        for student, entries in sorted(book.items()):
            if (mistake := mistake_in(exercise, entries[name].comment)) is not None:
                who[mistake].append(student)
        for mistake, students in sorted(who.items(), key=lambda item: -len(item[1])):
            table.add_row(name, mistake.replace("_", " "), str(len(students)), ", ".join(students))
    return table


def mistake_in(exercise: Exercise, comment: str) -> str | None:
    """The known mistake whose hint a comment holds."""
    said = " ".join(comment.split())
    for mistake in exercise.mistakes:
        pattern = re.escape(" ".join(mistake.hint.split())).replace(re.escape("{name}"), r"\S+")
        if re.search(pattern, said):
            return mistake.name
    return None


def where_to_look(console: Console) -> None:
    """Say where the results are."""
    page, folder = feedback_of(DEMO, "hiroshi"), Path("demo", "feedback")
    jupyter = Path(sys.executable).with_name("jupyter")
    console.print(
        Text(
            f"\nFeedback pages: {folder}, one for each student, for example\n  {page}\n"
            f"Formgrader: cd {DEMO} && {jupyter} lab\n  and there the menu Nbgrader, Formgrader.\n"
        ),
        soft_wrap=True,
    )


if __name__ == "__main__":
    sys.exit(main())
