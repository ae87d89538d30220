"""The words that students read: all of them stand in one module, each can be said, and each is."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest

from autograder import messages
from autograder.judge.attempts import ATTEMPTS
from autograder.messages import ENGLISH, say
from autograder.nbgrader.feedback import TEMPLATES
from autograder.notebook.recognise import KINDS
from autograder.plain.shown import BEYOND
from autograder.practice.usage import USAGE
from autograder.relations.agreement import KINDS as KINDS_OF_ENTRIES
from autograder.relations.agreement import LINES
from autograder.relations.factors import SENTENCES
from autograder.relations.functions import FUNCTIONS
from autograder.relations.layout import PIECES
from autograder.relations.sums import TIMES
from autograder.relations.training import AVERAGES
from autograder.rules.partitions import ColumnsPartition, RowsSplit
from autograder.verdict.gloss_table import TABLE
from autograder.verdict.report import WORDS
from autograder.verdict.stopped import TYPES

ENGINE = Path(messages.__file__).parent
TEMPLATE = TEMPLATES / "graded" / "index.html.j2"


# --- no words elsewhere ------------------------------------------------------------------------------------------

NO_STUDENT = {
    "arguments.py": "the help of argparse",
    "authoring": "what stops a build is said to those who write exercises",
    "batch": "grading a class: an instructor's terminal",
    "cli.py": "what a command refuses",
    "course/course.py": "what is wrong with the folder of a course, or an answer key",
    "course/folders.py": "what an instructor's log says of a gradebook",
    "gradebook": "what a gradebook lacks is said to an instructor",
    "report": "about a class: an instructor's page",
    "key": "what is wrong with an answer key is said to those who write it",
    "messages.py": "here they are",
    "nbgrader/mathml.py": "names of MathML; the words of a formula are its writer's",
    "nbgrader/typeset.py": "names of Unicode; the words of a formula are its writer's",
    "verdict/gloss_table.py": "patterns for what Python and NumPy say",
    "site": "what is said to those who make a site; its front page is HTML",
    "sandbox": "what a platform cannot lock is said to those who grade",
}
NOT_FOR_STUDENTS = {"DescriptionError", "CourseError", "SandboxError", "WireError", "WireTimeout", "UsageError"}
RELEASES = "there are {} notebooks ({}), but an assignment has one: take the others away"
ALLOWED = {
    ("calling/deadline.py", "<frozen "): "how Python names files of its own",
    ("checks/made.py", "{} of {} did not return on its own inputs: {}"): "of an answer key",
    ("checks/made.py", "{} of {} did not come to an end within {} seconds on its own inputs"): "of an answer key",
    ("checks/made.py", "{} of {} never stops, so that mentions={} means nothing"): "of an answer key",
    ("course_package.py", "module {} has no attribute {}"): "what Python says of any module, word for word",
    ("judge/session.py", "no such cell"): "a forged answer; nobody reads why it is refused",
    ("judge/session.py", "no such name, or not later"): "a forged answer; nobody reads why it is refused",
    ("nbgrader/intake.py", "the gradebook cannot be used ({}): mend that and run it again"): "an instructor's terminal",
    ("nbgrader/release.py", "a line of the solution would be released with {}: {}"): "an instructor's terminal",
    ("notebook/clean.py", "attachment: "): "Markdown",
    ("notebook/clean.py", "noopener noreferrer nofollow"): "HTML",
    ("notebook/files.py", "{} bytes"): "part of a fingerprint",
    ("notebook/released.py", RELEASES): "of a release, which an instructor makes",
    ("plain/shown.py", "None"): "Python",
    ("practice/start_page.py", "from autograder import progress\n\nprogress()"): "Python",
    ("practice/start_page.py", "Python 3 (ipykernel)"): "the name of a kernel",
    ("verdict/report.py", '<{} class="earned"'): "HTML",
    ("verdict/stopped.py", "None"): "Python",
    ("plain/wire.py", "an array of objects"): "a fault of ours, of which only the type is shown",
    ("plain/wire.py", "{} is not plain data"): "a fault of ours, of which only the type is shown",
    ("pytest_plugin.py", "grading a notebook"): "the help of pytest",
    ("pytest_plugin.py", "ERROR: {}{}"): "what a command refuses",
    ("pytest_plugin.py", "a fault of ours, please report it: {}: "): "what a command refuses",
    ("rules/dealing.py", "{} asks for one of {}, not for {}"): "of an answer key",
    ("rules/formula.py", "the formula {} cannot be read: {}"): "of an answer key",
    ("rules/formula.py", "the formula {} cannot say {}"): "of an answer key",
    ("rules/network.py", "a training has no {}; it has {}"): "of an answer key",
    ("rules/tree.py", "returns must be a rule, or a tuple or dictionary of rules, not {}"): "of an answer key",
    ("running/forkserver.py", "no such worker"): "a request that the judge never makes",
    ("submission.py", "autograder: WARNING: {}"): "what a platform cannot lock",
}
STYLE = re.compile(r"(?:[a-z-]+:[^;]*;)*[a-z-]+:[^; ][^;]*;?")
MARKUP = re.compile(r"\s*<[\w/{].*>\s*", re.DOTALL)


def text_of(node: ast.AST) -> str | None:
    """A literal as a text, with {} for each blank of an f-string; None for what is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or "{}" for part in node.values)
    return None


def is_wording(text: str) -> bool:
    """Whether a text is for a reader: words with a space, or one with a capital, and neither HTML nor CSS."""
    if not re.search("[A-Za-z]{2}", text) or STYLE.fullmatch(text) or MARKUP.fullmatch(text):
        return False
    return bool(re.search(r"\s", text) or re.fullmatch("[A-Z][a-z]+[.:!?…]?", text))


def name_called(node: ast.AST) -> str:
    """The dotted name of what a call calls: ``self.log.warning``."""
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def is_for_others(node: ast.AST) -> bool:
    """Whether no text in this part of a module is for a student: log lines, patterns, lists of names, such errors."""
    if isinstance(node, ast.Raise) and node.exc is not None:
        return name_called(node.exc).rpartition(".")[2] in NOT_FOR_STUDENTS
    called = name_called(node)
    return ".log." in f".{called}" or called.startswith("re.") or called.endswith(".split")


def wordings(node: ast.AST) -> Iterator[str]:
    """Every text in a module that a reader is meant to read, but for docstrings and what is for others."""
    if is_for_others(node) or (isinstance(node, ast.keyword) and node.arg == "help"):
        return
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    text = text_of(node)
    if text is not None and is_wording(text):
        yield text
    for child in ast.iter_child_nodes(node):
        if not isinstance(node, ast.JoinedStr) or isinstance(child, ast.FormattedValue):
            yield from wordings(child)


def modules() -> Iterator[tuple[str, ast.Module]]:
    """Every module of the engine, by its path."""
    for path in sorted(ENGINE.rglob("*.py")):
        yield path.relative_to(ENGINE).as_posix(), ast.parse(path.read_text("utf-8"))


def test_every_word_that_a_student_reads_is_in_one_module():
    excused = tuple(NO_STUDENT)
    found = {
        (name, text)
        for name, tree in modules()
        if not any(name == other or name.startswith(f"{other}/") for other in excused)
        for text in wordings(tree)
    }
    assert found - ALLOWED.keys() == set()
    assert ALLOWED.keys() - found == set()  # an exception that is not needed any more


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('print(f"{name} is wrong")', ["{} is wrong"]),
        ('print(f"{name} is " + f"{[\'not good\'][0]}")', ["{} is ", "not good"]),
        ('raise ChecksError(f"{name} is damaged")', ["{} is damaged"]),
        ('return "not right yet"', ["not right yet"]),
        ('label = "yours:    "', ["yours:    "]),
        ('return {"alt": "Figure"}', ["Figure"]),
        ('return f"<b>{name}</b> is wrong"', ["<b>{}</b> is wrong"]),
        ('"""A docstring."""', []),
        ('raise CourseError(f"{name} is damaged")', []),
        ('self.log.warning("%s is wrong", name)', []),
        ('return say("right", count=1)', []),
        ("return f'<{tag} style=\"color:{ink};width:1px\">{html}</{tag}>'", []),
        ('STYLE = "border:1px solid {edge};margin:6px 0"', []),
        ('COUNT = "one two".split()', []),
    ],
)
def test_a_word_elsewhere_is_found(line, found):
    practice = (ENGINE / "practice" / "checking.py").read_text("utf-8")
    assert list(wordings(ast.parse(f"{practice}\n\ndef added(self, name):\n    {line}\n"))) == found


def test_the_page_has_no_words_of_its_own():
    text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}|<style>.*?</style>", "", TEMPLATE.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall("[A-Za-z]+", re.sub(r"<[^>]*>|&\w+;", "", text)) == []


# --- every id is said, with its blanks ---------------------------------------------------------------------------

SIDES = (ColumnsPartition.sentences, RowsSplit.sentences)
TABLES = {
    ("practice/usage.py", "USAGE[called]"): set(USAGE.values()),
    ("practice/usage.py", "USAGE[function.__name__]"): set(USAGE.values()),
    ("judge/judge.py", "attempt.note"): {attempt.note for attempt in ATTEMPTS if attempt.note},
    ("notebook/recognise.py", "f'nb_{kind}'"): {f"nb_{kind}" for kind in KINDS},
    ("plain/shown.py", "BEYOND[tree.why]"): set(BEYOND.values()),
    ("verdict/glosses.py", "entry.says"): {entry.says for entry in TABLE},
    ("verdict/stopped.py", "TYPES[name]"): set(TYPES.values()),
    **{("rules/partitions.py", f"self.sentences['{fact}']"): {side[fact] for side in SIDES} for fact in SIDES[0]},
    ("relations/agreement.py", "says"): {says for says, _ in KINDS_OF_ENTRIES},
    ("relations/agreement.py", "LINES[kind, what]"): set(LINES.values()),
    ("relations/sums.py", "TIMES[times]"): set(TIMES.values()),
    ("relations/functions.py", "function"): set(FUNCTIONS),
    ("relations/functions.py", "says"): {"relation_entries_times", "relation_entries_divided"},
    ("relations/factors.py", "SENTENCES[says]"): set(SENTENCES.values()),
    **{("rules/dealing.py", f"self.sentences['{fact}']"): {side[fact] for side in SIDES} for fact in SIDES[0]},
    ("relations/layout.py", "says"): {says for says, _ in PIECES},
    ("relations/training.py", "says"): {says for says, _ in AVERAGES},
    ("verdict/report.py", "WORDS[result.status]"): set(WORDS.values()),
}


def ids_in(module: str, node: ast.expr) -> set[str]:
    """The ids that the first argument of a call may be."""
    if isinstance(node, ast.IfExp):
        return ids_in(module, node.body) | ids_in(module, node.orelse)
    return {node.value} if isinstance(node, ast.Constant) else TABLES[module, ast.unparse(node)]


def calls() -> Iterator[tuple[set[str], set[str]]]:
    """``(the ids, the blanks that are filled)`` of each call of say."""
    for module, tree in modules():
        for node in ast.walk(tree):
            if name_called(node) == "say":
                yield ids_in(module, node.args[0]), {str(keyword.arg) for keyword in node.keywords}
    for node in jinja2.Environment().parse(TEMPLATE.read_text("utf-8")).find_all(jinja2.nodes.Filter):
        if node.name == "say":
            yield {node.node.value}, {keyword.key for keyword in node.kwargs}


def blanks(text: str) -> list[str]:
    """The names of the blanks in a sentence."""
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


def blanks_of(name: str) -> set[str]:
    """What must be filled in to say a sentence; a pair needs to know how many there are."""
    sentence = ENGLISH[name]
    return set(blanks(sentence)) if isinstance(sentence, str) else {*blanks(sentence[1]), "count"}


def test_every_call_says_a_sentence_that_there_is_and_fills_its_blanks():
    for ids, filled in calls():
        for name in () if "None" in filled else ids:  # with ``**``: tests/test_glosses.py says every entry
            assert blanks_of(name) == filled, name


def test_every_sentence_is_said_somewhere():
    assert ENGLISH.keys() == set().union(*(ids for ids, _ in calls()))


# --- what a translator needs -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ENGLISH)
def test_a_sentence_has_names_for_its_blanks_and_no_space_at_its_ends(name):
    sentence = ENGLISH[name]
    for text in (sentence,) if isinstance(sentence, str) else sentence:
        assert text == text.strip() != ""
        assert all(blank.isidentifier() for blank in blanks(text))
        assert "all tests" not in text.lower()
    if isinstance(sentence, str):
        assert "count" not in blanks(sentence)  # what is counted has two forms
    else:
        one, many = sentence
        assert one != many
        assert {*blanks(one), "count"} == {*blanks(many), "count"}


def test_a_tool_can_extract_every_sentence():
    (table,) = (node.value for node in ast.parse(Path(messages.__file__).read_text("utf-8")).body if is_table(node))
    texts = [text for value in table.values for text in (value.elts if isinstance(value, ast.Tuple) else [value])]
    assert all(isinstance(text, ast.Constant) for text in texts)
    ids = [key.value for key in table.keys]
    assert len(ids) == len(set(ids)) == len(ENGLISH)


def is_table(node: ast.AST) -> bool:
    return isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "ENGLISH"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("right", {"count": 1}), "The one check passes."),
        (("right", {"count": 4}), "All 4 checks pass."),
        (("right", {"count": 0}), "All 0 checks pass."),
        (("points", {"score": 2.0, "count": 3.5}), "2 of 3.5 points"),
        (("points", {"score": 0.5, "count": 1.0}), "0.5 of 1 point"),
        (("no_more_hints", {"count": 1, "name": "f"}), "There is 1 hint for f; this is the last."),
        (("missing", {"name": "{evil} <b>"}), "No function called {evil} <b> was found in this notebook."),
    ],
)
def test_a_sentence_as_it_is_said(words, said):
    name, values = words
    assert say(name, **values) == said
