"""The command ``autograder``: check and judge notebooks, begin exercises, build the release, hand out the notebooks.

Exit codes: 0 graded (check, test: and all right; build: nothing stale), 1 not all right, something is stale or not
recorded, 2 bad input in one sentence, 3 a fault of ours (a person has to look), 130 interrupted.

What only some commands need, or takes long to load, is imported where it is used: help comes at once, and Ctrl-C while
Python loads the rest is answered like any other.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.arguments import parser
from autograder.batch.processes import collect_seldom
from autograder.course import locate
from autograder.course.errors import CourseError
from autograder.course.light import load_nbformat
from autograder.messages import say
from autograder.plain.status import Status
from autograder.plain.text import printable, printable_lines

if TYPE_CHECKING:
    from autograder.verdict.result import Grade

GRADED, STALE, BAD_INPUT, OUR_FAULT = 0, 1, 2, 3
READ_GRADEBOOK = ("feedback", "export", "report")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit code."""
    collect_seldom()
    options = parser().parse_args(arguments)
    try:
        return run(options)
    except BrokenPipeError:
        return GRADED
    except KeyboardInterrupt:
        tell("interrupted; nothing was changed")
        return 130
    except Exception as error:
        tell(f"a fault of ours, please report it: {type(error).__name__}: {error}")
        return OUR_FAULT


def run(options: argparse.Namespace) -> int:
    """Run the command that was asked for; what stops it becomes one sentence."""
    from autograder.judge.zygote import SandboxError
    from autograder.submission import REFUSALS

    try:
        if options.command in READ_GRADEBOOK:
            load_nbformat()
        return int(COMMANDS[options.command](options))
    except REFUSALS as error:
        for sentence in getattr(error, "sentences", (str(error),)):
            tell(sentence)
        return BAD_INPUT
    except SandboxError as error:
        tell(str(error))
        return OUR_FAULT


def tell(sentence: str) -> None:
    """Say one sentence to whoever has started the program, beside what it prints."""
    from rich.console import Console
    from rich.text import Text

    Console(stderr=True, soft_wrap=True).print(Text(printable(f"autograder: {sentence}")))


def check_notebook(options: argparse.Namespace) -> int:
    """``autograder check``: what the notebook's own checks say, whose exit code says whether all is right."""
    from autograder.submission import practised

    grade = practised(options.notebook, options.course, options.assignment)
    show([grade], options.json)
    statuses = {result.status for result in grade.results}
    return OUR_FAULT if Status.UNGRADED in statuses else GRADED if statuses <= {Status.RIGHT} else STALE


def judge_notebooks(options: argparse.Namespace) -> int:
    """``autograder judge``: grade one file, or several. Who cannot be graded is named, and the others are."""
    from autograder.course.course import Course
    from autograder.notebook.paths import notebook_paths
    from autograder.submission import REFUSALS, assignments_in, grading, refuse_link

    paths, folders = notebook_paths(options.notebooks)
    course = Course.find(options.course, [*paths, *folders])
    wanted = course.assignment_called(options.assignment) if options.assignment else None
    notebooks: list[tuple[Path, str]] = []
    grades: list[Grade] = []
    refused: list[str] = []

    def refuse(path: Path, error: Exception) -> None:
        named = len(paths) == 1 or str(path) in str(error)
        refused.append(str(error) if named else f"{path}: {error}")

    for path in paths:
        try:
            refuse_link(path)
            notebooks += [(path, name) for name in assignments_in(course, path, wanted)]
        except REFUSALS as error:
            refuse(path, error)
    if notebooks:
        with grading(course, [name for _, name in notebooks], options.seed, options.require_sandbox) as grade:
            for path, name in notebooks:
                try:
                    grades.append(grade(path, name)[0])
                except REFUSALS as error:
                    refuse(path, error)
    if grades:
        show(grades, options.json, several=len(notebooks) > 1 or len(paths) > 1)
    for sentence in refused:
        tell(sentence)
    statuses = {result.status for grade in grades for result in grade.results}
    return BAD_INPUT if refused else OUR_FAULT if Status.UNGRADED in statuses else GRADED


def show(grades: Sequence[Grade], as_json: bool, several: bool = False) -> None:
    """Print grades as text or as JSON; that of several is a list."""
    from rich.console import Console
    from rich.text import Text

    from autograder.verdict.report import grade_to_text

    if as_json:
        data = [grade.to_json() for grade in grades]
        print(json.dumps(data if several else data[0], indent=1))
    else:
        Console(soft_wrap=True, highlight=False).print(Text(printable_lines("\n\n".join(map(grade_to_text, grades)))))


def test_notebook(options: argparse.Namespace) -> int:
    """``autograder test``: the grade as a test run, whose exit code says whether all is right."""
    from autograder.pytest_plugin import present
    from autograder.submission import graded_alone

    grade, practice = graded_alone(options.notebook, options.course, options.assignment, options.seed)
    return present(options.notebook, grade, practice)


def grade_class(options: argparse.Namespace) -> int:
    """``autograder grade``: the batch. Its first process gets ready while this one loads nbgrader."""
    from autograder.batch.pool import WORKER, Pool
    from autograder.judge.zygote import refuse_without_fork

    refuse_without_fork()
    wanted = {"students": tuple(options.student), "anew": options.force, "trial": options.dry_run}
    how = {"quiet": options.quiet, "jobs": options.jobs, "log": options.log}
    where = {"cluster": options.cluster, "executor": options.executor}
    with Pool(WORKER) as pool:
        if not any(where.values()):
            pool.get_ready()
        load_nbformat()
        from autograder.batch.run import run
        from autograder.batch.settings import Settings

        return run(Settings(options.assignment, options.course, **wanted, **how, **where), pool)


def make_feedback(options: argparse.Namespace) -> int:
    """``autograder feedback``: the pages that students get back."""
    from autograder.batch.feedback import run

    return run(options.assignment, options.course, options.student, options.jobs, options.quiet)


def export_marks(options: argparse.Namespace) -> int:
    """``autograder export``: what the gradebook has, for a learning platform; who has no mark yet is named."""
    from autograder.batch.exports import export, number
    from autograder.batch.report import names_of

    target, found = export(options.assignment, options.platform, options.to, options.course)
    print(printable(f"made: {target} ({len(found.people)} students, {number(found.points)} points)"))
    if waiting := found.waiting():
        tell(f"a person has to look at {names_of(waiting)} in formgrader: what is not graded yet is left empty")
        return OUR_FAULT
    return GRADED


def report_on_class(options: argparse.Namespace) -> int:
    """``autograder report``: a page and tables about a class that has been graded."""
    from autograder.report.run import run

    return run(options.assignment, options.course, options.output, options.anonymous)


def make_new(options: argparse.Namespace) -> int:
    """``autograder new``: files to be filled in, in the folder that one stands in or names."""
    from autograder.authoring.commands import begin
    from autograder.course.course import Course

    begin(Course.at(options.course), options.name, getattr(options, "assignment", None))
    return GRADED


def build_release(options: argparse.Namespace) -> int:
    """``autograder build``: make the release once the laws hold, say what is stale, or try one exercise.

    It writes, so it takes the folder that one stands in or names, and never finds another.
    """
    from autograder.authoring.commands import release, try_alone, what_is_stale
    from autograder.course.course import Course

    course = Course.at(options.course)
    name = course.assignment_called(options.assignment) if options.assignment else None
    if options.only:
        try_alone(course, name, options.only)
        return GRADED
    stale = what_is_stale(course, name)
    if not options.check:
        release(course, name, stale)
        return GRADED
    print("\n".join(stale) or "release/ is what source/ builds.")
    return STALE if stale else GRADED


def start_course(options: argparse.Namespace) -> int:
    """``autograder start``: copy the released notebooks that come with the package; existing files stay as they are."""
    from autograder.practice.starting import start

    start(options.folder)
    return GRADED


def open_jupyterlab(options: argparse.Namespace) -> int:
    """``autograder lab``: the same as ``start``, and then JupyterLab on that folder."""
    from autograder.practice.lab import open_lab

    start_course(options)
    sys.stdout.flush()  # this process may become another
    return open_lab(options.folder)


def show_progress(options: argparse.Namespace) -> int:
    """``autograder progress``: what is done by the saved notebooks, and what comes next."""
    from autograder.practice.overview import overview

    print(printable_lines(overview(options.folder, live=False).text))
    return GRADED


def reset_exercise(options: argparse.Namespace) -> int:
    """``autograder reset``: one exercise in a file as it was given out; the old text is kept."""
    from autograder.course.course import Course
    from autograder.notebook.resetting import reset_in_file
    from autograder.submission import assignment_of, refuse_link

    path: Path = options.notebook
    course = Course.find(options.course, [path])
    refuse_link(path)
    name = assignment_of(course, path, options.assignment)
    released = course.released(name)
    if released is None:
        raise CourseError(say("reset_no_original", name=options.exercise))
    if locate.is_same(course.release(name), path.parent):
        raise CourseError(say("reset_of_the_course", notebook=path))
    done = reset_in_file(path, options.exercise, released, course.public(name).accepted)
    if done is None:
        print(printable(say("reset_nothing", name=options.exercise, notebook=path)))
        return GRADED
    print(printable(say("reset_done", name=done.name, notebook=path, kept=done.kept)))
    print(printable(say("reset_open", notebook=path.name)))
    if done.others:
        cells = ", ".join(map(str, done.others))
        print(printable(say("reset_others", count=len(done.others), cells=cells, notebook=path.name, name=done.name)))
    return GRADED


def make_site(options: argparse.Namespace) -> int:
    """``autograder site``: the course for a browser, as files."""
    from autograder.site.build import build

    build(options.folder, options.pyodide, lambda words: print(printable(words)))
    print(printable(f"made: {options.folder}"))
    return GRADED


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": check_notebook,
    "judge": judge_notebooks,
    "test": test_notebook,
    "grade": grade_class,
    "feedback": make_feedback,
    "new": make_new,
    "export": export_marks,
    "report": report_on_class,
    "build": build_release,
    "start": start_course,
    "lab": open_jupyterlab,
    "progress": show_progress,
    "reset": reset_exercise,
    "site": make_site,
}


if __name__ == "__main__":
    if not sys.flags.safe_path:
        del sys.path[0]  # where one stands, as `python -m` has it: what was handed in there is never imported
    sys.exit(main())
