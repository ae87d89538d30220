"""The command ``autograder``: judge a notebook, build the release, copy the notebooks to a folder.

Exit codes: 0 graded (or nothing stale), 1 something is stale or not recorded, 2 bad input in one sentence, 3 a fault
of ours (a person has to look), 130 interrupted.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from autograder import locate
from autograder.course import Course, CourseError
from autograder.report import grade_to_text
from autograder.result import UNGRADED
from autograder.submission import REFUSALS, grading
from autograder.zygote import SandboxError

GRADED, STALE, BAD_INPUT, OUR_FAULT = 0, 1, 2, 3
BUILD_SEEDS = 3


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
    judge = commands.add_parser("judge", help="grade a notebook or several, with nbgrader's metadata or without")
    judge.add_argument("notebooks", type=Path, nargs="+", metavar="NOTEBOOK")
    judge.add_argument("--assignment", metavar="NAME", help="which assignment they are (found out if not given)")
    judge.add_argument("--seed", type=int, metavar="N", help="grade on the numbers that N stands for")
    judge.add_argument("--json", action="store_true", help="print the result as JSON")
    judge.add_argument("--require-sandbox", action="store_true", help="refuse to grade if a protection is missing")
    judge.set_defaults(run=judge_notebooks)
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


def judge_notebooks(options: argparse.Namespace) -> int:
    """``autograder judge``: grade one file, or several; the JSON of several is a list."""
    with grading(options.notebooks, options.assignment, options.seed, options.require_sandbox) as graded:
        grades = [grade for grade, _ in graded]
    if options.json:
        data = [grade.to_json() for grade in grades]
        print(json.dumps(data if len(data) > 1 else data[0], indent=1))
    else:
        Console(soft_wrap=True, highlight=False).print(Text("\n\n".join(map(grade_to_text, grades))))
    return OUR_FAULT if any(result.status == UNGRADED for grade in grades for result in grade.results) else GRADED


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
            print(f"{name}: trying the laws on its answer key, which takes some minutes")
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
