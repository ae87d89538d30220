"""The command ``autograder``: judge a notebook, build the release, copy the notebooks to a folder.

Exit codes: 0 graded (or nothing stale), 1 something is stale, 2 bad input in one sentence, 3 a fault of ours.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from autograder import locate
from autograder.assignment import Assignment
from autograder.checks import Checks, ChecksError, make_checks
from autograder.course import Course, CourseError
from autograder.exercise import DescriptionError
from autograder.judge import judging
from autograder.messages import say
from autograder.notebook import NotebookError, all_cells, cell_text, code_cells, read_json, read_notebook
from autograder.report import grade_to_text
from autograder.result import UNGRADED, Grade
from autograder.zygote import SandboxError

GRADED, STALE, BAD_INPUT, OUR_FAULT = 0, 1, 2, 3
BUILD_SEEDS = 3
REFUSALS = (NotebookError, ChecksError, CourseError, DescriptionError)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit code."""
    options = parser().parse_args(arguments)
    console = Console(stderr=True, soft_wrap=True)
    try:
        return int(options.run(options))
    except REFUSALS as error:
        console.print(Text(f"autograder: {error}"))
        return BAD_INPUT
    except SandboxError as error:
        console.print(Text(f"autograder: {error}"))
        return OUR_FAULT
    except BrokenPipeError:
        return GRADED
    except KeyboardInterrupt:
        console.print(Text("autograder: interrupted; nothing was changed"))
        return 130
    except Exception as error:
        console.print(Text(f"autograder: a fault of ours, please report it: {type(error).__name__}: {error}"))
        return OUR_FAULT


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="autograder", description="Grade the notebooks of Neural networks from NumPy.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    judge = commands.add_parser("judge", help="grade one notebook, with nbgrader's metadata or without")
    judge.add_argument("notebook", type=Path, metavar="NOTEBOOK")
    judge.add_argument("--assignment", metavar="NAME", help="which assignment it is (found out if not given)")
    judge.add_argument("--seed", type=int, metavar="N", help="grade on the numbers that N stands for")
    judge.add_argument("--json", action="store_true", help="print the result as JSON")
    judge.add_argument("--require-sandbox", action="store_true", help="refuse to grade if a protection is missing")
    judge.set_defaults(run=judge_notebook)
    grade = commands.add_parser("grade", help="grade a whole class on all cores, then record it with nbgrader")
    grade.add_argument("assignment", metavar="ASSIGNMENT")
    grade.add_argument("--cluster", metavar="ADDRESS", help="use the Dask cluster at this address")
    grade.set_defaults(run=grade_class)
    build = commands.add_parser("build", help="make release/ from source/")
    build.add_argument("--check", action="store_true", help="change nothing; say what is stale")
    build.set_defaults(run=build_release)
    start = commands.add_parser("start", help="copy the notebooks and their checks into a folder to work in")
    start.add_argument("folder", type=Path, nargs="?", default=Path(), metavar="FOLDER")
    start.set_defaults(run=start_course)
    return top


def judge_notebook(options: argparse.Namespace) -> int:
    """``autograder judge``: grade one file."""
    grade, _ = grade_file(options.notebook, options.assignment, options.seed, options.require_sandbox)
    if options.json:
        print(json.dumps(grade.to_json(), indent=1))
    else:
        Console(soft_wrap=True, highlight=False).print(Text(grade_to_text(grade)))
    return OUR_FAULT if any(result.status == UNGRADED for result in grade.results) else GRADED


def grade_file(
    path: Path, wanted: str | None = None, seed: int | None = None, require_sandbox: bool = False
) -> tuple[Grade, bool]:
    """``(grade of one notebook file, whether it is practice: public checks alone)``."""
    notebook = read_notebook(path)
    course = Course.find(path.resolve().parent)
    name = course.assignment_called(wanted) if wanted else course.assignment_of(notebook)
    public, hidden, assignment = checks_for(course, name, seed)
    cells, repairs = mended(course, name, path, public)
    with judging(public, hidden, assignment) as judge:
        say_what_is_missing(judge.zygote.missing, require_sandbox)
        grade = replace(judge.grade(cells, str(path), seed), repairs=tuple(repairs))
    if hidden is None:
        grade = replace(grade, notes=(say("practice"), *grade.notes))
    return grade, hidden is None


def mended(course: Course, name: str, path: Path, public: Checks) -> tuple[list[str], list[str]]:
    """``(the code cells, what was mended)``: a function in a cell that has become text is code again."""
    data = read_json(path)
    accepted = "|".join(re.escape(alias) for exercise in public.exercises for alias in public.accepted(exercise))
    defined = re.compile(rf"^def (?:{accepted})\(", re.MULTILINE)
    cells = all_cells(data, path.name)
    if not any(cell.get("cell_type") != "code" and defined.search(cell_text(cell)) for cell in cells):
        return code_cells(data, path.name), []
    # nbgrader's own modules take their time to be imported, and are only needed here
    from autograder.nbgrader.bench import released_notebooks
    from autograder.nbgrader.rebuild import code_of, notebook_with, rebuilt

    (released, *_) = released_notebooks(course, name).values()
    whole, repairs = rebuilt(released.cells, cells, public.accepted)
    return code_of(notebook_with(whole, [], released, {})), repairs


def checks_for(course: Course, name: str, seed: int | None) -> tuple[Checks, Checks | None, Assignment | None]:
    """``(public, hidden, key)``; without the answer key only the public checks, which is practice."""
    if seed is not None and seed < 0:
        raise CourseError(f"--seed takes a whole number of at least 0, not {seed}")
    if not course.key(name).is_file():
        return course.public(name), None, None
    if seed is None:
        return course.official(name)
    assignment = course.assignment(name)
    return make_checks(assignment), make_checks(assignment, seed), assignment


def say_what_is_missing(missing: Sequence[str], required: bool) -> None:
    """Say loudly which protections this platform cannot give; SandboxError if all are required."""
    if missing and required:
        raise SandboxError("nothing was graded, because the sandbox is not complete here: " + " ".join(missing))
    for sentence in missing:
        Console(stderr=True, soft_wrap=True).print(Text(f"autograder: WARNING: {sentence}"))


def grade_class(options: argparse.Namespace) -> int:
    """``autograder grade``: the batch."""
    from autograder.batch import run

    return run(options.assignment, options.cluster)


def build_release(options: argparse.Namespace) -> int:
    """``autograder build``: make the release once the laws hold, or say what is stale."""
    from autograder.build import build
    from autograder.laws import broken_laws

    root = Path.cwd()
    stale = build(root, check=True)
    if options.check:
        print("\n".join(stale) or "release/ is what source/ builds.")
        return STALE if stale else GRADED
    course = Course(root)
    for name in course.names():
        if course.key(name).is_file() and any(sentence.startswith(f"release/{name}/") for sentence in stale):
            print(f"{name}: trying the laws on its answer key, which takes a minute")
            broken = list(broken_laws(course.assignment(name), BUILD_SEEDS))
            if broken:
                raise CourseError(f"nothing was released, because {len(broken)} laws are broken: " + "; ".join(broken))
    build(root)
    print(f"made: {len(stale)} files" if stale else "release/ was already what source/ builds.")
    return GRADED


def start_course(options: argparse.Namespace) -> int:
    """``autograder start``: copy the released notebooks that come with the package; existing files stay as they are."""
    for assignment in sorted(folder for release in locate.shipped("checks")[:1] for folder in release.iterdir()):
        target = options.folder / assignment.name
        try:
            target.mkdir(parents=True, exist_ok=True)
            for file in sorted(assignment.iterdir()):
                if (target / file.name).exists():
                    print(f"{target / file.name} is already there and was left alone")
                else:
                    shutil.copyfile(file, target / file.name)
        except OSError as error:
            raise CourseError(f"{target} cannot be written ({error.strerror}): name another folder") from None
        print(f"{target}: open it in JupyterLab")
    return GRADED


if __name__ == "__main__":
    sys.exit(main())
