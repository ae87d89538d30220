"""What can be asked for on the command line, and what is said of it there."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from autograder.plain.text import printable


class Parser(argparse.ArgumentParser):
    """A command line; a shell that expands ``*`` hands it the names of files that students have named."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with an argument."""
        super().error(printable(message))


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = Parser(prog="autograder", description="Grade the notebooks of Neural networks from NumPy.")
    in_course = Parser(add_help=False)
    in_course.add_argument("--course", type=Path, metavar="FOLDER", help="the course (default: where one stands)")
    alone = Parser(add_help=False, parents=[in_course])
    alone.add_argument("--assignment", metavar="NAME", help="which assignment it is (found out if not given)")
    seeded = Parser(add_help=False, parents=[alone])
    seeded.add_argument("--seed", type=int, metavar="N", help="grade on the numbers that N stands for")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", parents=[alone], help="say what check says in the notebook, of every exercise")
    check.add_argument("notebook", type=Path, metavar="NOTEBOOK")
    check.add_argument("--json", action="store_true", help="print the result as JSON")
    check.set_defaults(command="check")
    judge = commands.add_parser("judge", parents=[seeded], help="grade notebooks, with nbgrader's metadata or without")
    judge.add_argument("notebooks", type=Path, nargs="+", metavar="NOTEBOOK", help="a file, a folder or a pattern")
    judge.add_argument("--json", action="store_true", help="print the result as JSON")
    judge.add_argument("--require-sandbox", action="store_true", help="refuse to grade if a protection is missing")
    judge.set_defaults(command="judge")
    test = commands.add_parser("test", parents=[seeded], help="grade one notebook as a test run of pytest")
    test.add_argument("notebook", type=Path, metavar="NOTEBOOK")
    test.set_defaults(command="test")
    grade = commands.add_parser(
        "grade", parents=[in_course], help="grade a whole class on all cores, into nbgrader's gradebook"
    )
    grade.add_argument("assignment", metavar="ASSIGNMENT")
    grade.add_argument(
        "--student", action="append", default=[], metavar="NAME", help="grade this one alone, or a pattern"
    )
    grade.add_argument("--force", action="store_true", help="judge also what has been graded and has not changed")
    grade.add_argument("--dry-run", action="store_true", help="change nothing; say whose marks would change, and why")
    grade.add_argument("--quiet", action="store_true", help="show no table, only what a person has to know")
    grade.add_argument("--jobs", type=positive, metavar="N", help="how many processes (default: one for each core)")
    grade.add_argument("--log", type=Path, metavar="FILE", help="add a line of JSON for each student to this file")
    elsewhere = grade.add_mutually_exclusive_group()
    elsewhere.add_argument("--cluster", metavar="ADDRESS", help="use the Dask cluster at this address")
    elsewhere.add_argument("--executor", metavar="NAME", help="use what package.module:name makes, an executor")
    grade.set_defaults(command="grade")
    feedback = commands.add_parser("feedback", parents=[in_course], help="make the page of everybody who is graded")
    feedback.add_argument("assignment", metavar="ASSIGNMENT")
    feedback.add_argument("--student", action="append", default=[], metavar="NAME", help="of this one (or a pattern)")
    feedback.add_argument("--quiet", action="store_true", help="show only who has no page")
    feedback.add_argument("--jobs", type=positive, metavar="N", help="how many processes (default: one for each core)")
    feedback.set_defaults(command="feedback")
    new = commands.add_parser("new", help="make the files of an assignment or an exercise of your own")
    kinds = new.add_subparsers(required=True, metavar="KIND")
    of_assignment = kinds.add_parser("assignment", parents=[in_course], help="its answer key and its notebook")
    of_assignment.add_argument("name", metavar="NAME", help="such as 05_k_means")
    of_assignment.set_defaults(command="new")
    of_exercise = kinds.add_parser("exercise", parents=[in_course], help="its page in the key and its cells")
    of_exercise.add_argument("name", metavar="NAME", help="that of the function")
    of_exercise.add_argument("--in", required=True, dest="assignment", metavar="ASSIGNMENT", help="where it belongs")
    of_exercise.set_defaults(command="new")
    export = commands.add_parser(
        "export",
        parents=[in_course],
        help="write the marks in the gradebook to a file that a learning platform imports",
    )
    export.add_argument("assignment", metavar="ASSIGNMENT")
    export.add_argument("--for", dest="platform", required=True, choices=("canvas", "moodle", "csv"))
    export.add_argument("--to", type=Path, metavar="FILE", help="a new file (default: ASSIGNMENT-PLATFORM.csv)")
    export.set_defaults(command="export")
    report = commands.add_parser(
        "report", parents=[in_course], help="after grade: write a page about what the class did not understand"
    )
    report.add_argument("assignment", metavar="ASSIGNMENT")
    report.add_argument("--output", type=Path, metavar="FOLDER", help="where to (default: reports/ in the course)")
    report.add_argument("--anonymous", action="store_true", help="no name, and no word that a student has written")
    report.set_defaults(command="report")
    build = commands.add_parser("build", parents=[in_course], help="make release/ from source/")
    build.add_argument("assignment", nargs="?", metavar="ASSIGNMENT", help="only this one (default: all)")
    instead = build.add_mutually_exclusive_group()
    instead.add_argument("--check", action="store_true", help="change nothing; say what is stale")
    instead.add_argument("--only", metavar="EXERCISE", help="change nothing; hold this exercise to the laws")
    build.set_defaults(command="build")
    start = commands.add_parser("start", help="copy the notebooks and their checks into a folder to work in")
    start.add_argument("folder", type=Path, nargs="?", default=Path(), metavar="FOLDER")
    start.set_defaults(command="start")
    lab = commands.add_parser("lab", help="the same, and open JupyterLab there, without what only teachers need")
    lab.add_argument("folder", type=Path, nargs="?", default=Path(), metavar="FOLDER")
    lab.set_defaults(command="lab")
    site = commands.add_parser("site", help="make a folder from which a web server hands out the course, to a browser")
    site.add_argument("folder", type=Path, metavar="FOLDER", help="a new one")
    site.add_argument(
        "--pyodide", type=Path, required=True, metavar="FILES", help="a release of Pyodide, or its folder"
    )
    site.set_defaults(command="site")
    progress = commands.add_parser("progress", help="say which exercises are done in the saved notebooks, and the next")
    progress.add_argument("folder", type=Path, nargs="?", default=Path(), metavar="FOLDER")
    progress.set_defaults(command="progress")
    reset = commands.add_parser(
        "reset", parents=[alone], help="put an exercise back as it was given out; keep the text"
    )
    reset.add_argument("exercise", metavar="EXERCISE", help="its name, which is that of the function")
    reset.add_argument("notebook", type=Path, metavar="NOTEBOOK")
    reset.set_defaults(command="reset")
    return top


def positive(text: str) -> int:
    """A number of one or more; argparse says so of any other text."""
    if (number := int(text)) < 1:
        raise ValueError
    return number
