"""A submission as a test run, one item for each exercise: ``autograder test``, and the same from within pytest.

The judge decides, as everywhere, and the exit code is the grade's, whatever pytest was told to show or to skip. Without
the answer key the public checks decide, and the header says "practice".

pytest looks for its configuration beside the notebook and above it, where a student can put one that runs code or ends
well without a test. ``autograder test`` brings its own. ``pytest --pyargs autograder --submission NOTEBOOK`` refuses
one that is not the course's, as soon as pytest lets a plugin speak; plugins that such a file names have run by then.

pytest imports this in everybody's runs, so the engine is imported where a submission is graded.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from autograder.verdict.result import Grade, Result

ALL_RIGHT, NOT_ALL_RIGHT, OUR_FAULT = 0, 1, 3
OURS = Path(__file__).resolve().with_name("harness.ini")
OPTION = "--submission"
GRADING = ("autograder_submission", "autograder_assignment", "autograder_seed")
"""Where the options are kept: under names that no other plugin has."""


def present(path: Path, grade: Grade, practice: bool) -> int:
    """Show a grade as a test run that reads no configuration but ours and imports nothing else; the exit code."""
    arguments = ["-c", str(OURS), "--rootdir", named_from(path), "--confcutdir", str(OURS.parent), "--noconftest"]
    try:
        with without_settings():
            pytest.main([*arguments, "-p", "no:cacheprovider"], plugins=[Harness(path, grade, practice)])
        print(end="", flush=True)
    except OSError:  # nobody reads on, or the disk is full: the exit code still says what is right
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return exit_code(grade)


def named_from(path: Path) -> str:
    """The folder from which pytest names the exercises, ``nn.ipynb::sigmoid``, and from which it reads nothing."""
    from autograder.plain.text import printable

    folder = str(path.resolve().parent)
    shown = printable(os.path.expandvars(folder))  # pytest would take $HOME for another, and prints what it is given
    return folder if shown == folder else str(OURS.parent)


@contextlib.contextmanager
def without_settings() -> Iterator[None]:
    """Take away for a while what the environment says to pytest, and the plugins that are installed."""
    settings = {name: value for name, value in os.environ.items() if name.startswith("PYTEST_")}
    for name in settings:
        del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        os.environ.update(settings)


def exit_code(grade: Grade) -> int:
    """0: every exercise is right; 1: not; 3: one could not be graded because of a fault of ours."""
    from autograder.plain.status import Status

    statuses = {result.status for result in grade.results}
    if Status.UNGRADED in statuses:
        return OUR_FAULT
    return ALL_RIGHT if statuses == {Status.RIGHT} else NOT_ALL_RIGHT


class NotCorrect(Exception):
    """An exercise that is not right; its text is the card."""


class ExerciseItem(pytest.Item):
    """One exercise of the submission."""

    def __init__(self, *, result: Result, **keywords: Any) -> None:
        super().__init__(**keywords)
        self.result = result

    def runtest(self) -> None:
        """Fail with the card, unless the exercise is right."""
        from autograder.plain.status import Status
        from autograder.plain.text import printable_lines
        from autograder.verdict.report import to_text

        if self.result.status != Status.RIGHT:
            raise NotCorrect(printable_lines(to_text(self.result, points=True)))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The card alone: no traceback of ours."""
        return str(excinfo.value) if isinstance(excinfo.value, NotCorrect) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """How pytest names the item."""
        from autograder.verdict.report import points_of

        return self.path, None, f"{self.result.name}: {points_of(self.result)}"


class Submission(pytest.File):
    """The notebook, graded once."""

    grade: Grade

    def collect(self) -> Iterator[pytest.Item]:
        """One item for each exercise."""
        for result in self.grade.results:
            yield ExerciseItem.from_parent(self, name=result.name, result=result)


class Harness:
    """Puts the graded notebook in the place of whatever else would be collected."""

    def __init__(self, path: Path, grade: Grade, practice: bool) -> None:
        self.path, self.grade, self.practice = path, grade, practice

    def pytest_report_header(self) -> list[str]:
        """Name the assignment and, without a key, say that this is practice."""
        from autograder.messages import say
        from autograder.plain.text import printable

        lines = [printable(say("harness_submission", path=self.path, assignment=self.grade.assignment))]
        return [*lines, say("practice")] if self.practice else lines

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> bool:
        """The exercises, and nothing else: no file is looked at, because collecting one would run it."""
        from autograder.plain.text import printable

        submission = Submission.from_parent(session, path=Path(printable(str(self.path.resolve()))))  # is never opened
        submission.grade = self.grade
        session.items = list(session.genitems(submission))
        hook = session.config.hook
        hook.pytest_collection_modifyitems(session=session, config=session.config, items=session.items)
        hook.pytest_collection_finish(session=session)
        session.testscollected = len(session.items)
        return True

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """The points, and what else was seen."""
        from autograder.messages import say
        from autograder.plain.text import printable
        from autograder.verdict.report import points_of

        terminalreporter.section(say("harness_grade"))
        terminalreporter.write_line(points_of(self.grade))
        for note in (*self.grade.repairs, *self.grade.notes):
            terminalreporter.write_line(printable(note))


# --- pytest --pyargs autograder --submission NOTEBOOK -------------------------------------------------------------


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Add the options to a run that asks for them; any other run, which may have such options, stays as it is."""
    config: Any = pluginmanager.get_plugin("pytestconfig")
    path = submission_in(config.invocation_params.args)
    if path is None:
        return
    refuse_other_configuration(getattr(config, "inipath", None), path)
    for writes in ("stepwise", "cacheprovider"):  # a folder beside the notebook
        if pluginmanager.hasplugin(writes):
            pluginmanager.unregister(name=writes)
    group = parser.getgroup("autograder", "grading a notebook")
    grade_this, assignment, seed = GRADING
    group.addoption(OPTION, dest=grade_this, metavar="NOTEBOOK", help="grade this: one test for each exercise")
    group.addoption("--assignment", dest=assignment, metavar="NAME", help="which one it is (found out if not given)")
    group.addoption("--grading-seed", dest=seed, metavar="N", type=int, help="grade on the numbers that N stands for")


def submission_in(arguments: Sequence[Any]) -> Path | None:
    """The notebook that a command line asks autograder to grade, before pytest knows the option."""
    words = [str(argument) for argument in arguments]
    if not any(word.partition(".")[0] == "autograder" for word in words):
        return None  # somebody's own tests, whose option that is
    for word, following in zip(words, [*words[1:], ""], strict=True):
        if word == OPTION or word.startswith(f"{OPTION}="):
            return Path(following if word == OPTION else word.partition("=")[2])
    return None


def refuse_other_configuration(configuration: Path | None, path: Path) -> None:
    """UsageError, in one sentence, if pytest has read a file that is neither ours nor the course's."""
    from autograder.course import locate
    from autograder.course.course import Course
    from autograder.course.errors import CourseError
    from autograder.plain.text import printable

    if configuration is None or not configuration.is_file() or configuration.samefile(OURS):
        return
    try:
        course = Course.find(judged=[path])
    except CourseError as error:
        raise pytest.UsageError(printable(str(error))) from None
    if not locate.is_same(configuration.parent, course.root):
        raise pytest.UsageError(
            f"pytest takes its configuration from {configuration}, which is not the course's, so nothing was graded: "
            f"use `autograder test {printable(str(path))}`"
        )


def asked_for(options: Any) -> tuple[str | None, str | None, int | None]:
    """The notebook to grade, the assignment that it is said to be, and the seed; all None in any other run."""
    path, wanted, seed = (getattr(options, name, None) for name in GRADING)
    return path, wanted, seed


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    """No conftest.py is run with a submission: the nearest one may be the student's."""
    if asked_for(early_config.known_args_namespace)[0] is not None:
        early_config.known_args_namespace.noconftest = True


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> Generator[None, Any, Any]:
    """Grade before anything else, so that bad input is one sentence, and return what the grade says."""
    name, wanted, seed = asked_for(config.known_args_namespace)  # complete, also where --help ends the other early
    if name is None:
        return (yield)
    from autograder.judge.zygote import SandboxError
    from autograder.plain.text import printable
    from autograder.submission import REFUSALS, graded_alone

    path = Path(name)
    try:
        grade, practice = graded_alone(path, None, wanted, seed)
    except REFUSALS as error:
        raise pytest.UsageError(printable(str(error))) from None
    except Exception as error:
        ours = "" if isinstance(error, SandboxError) else f"a fault of ours, please report it: {type(error).__name__}: "
        print(printable(f"ERROR: {ours}{error}"), file=sys.stderr)
        raise SystemExit(OUR_FAULT) from None
    config.pluginmanager.register(Harness(path, grade, practice), "autograder-submission")
    yield
    return exit_code(grade)
