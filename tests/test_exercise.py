"""How an answer key describes an exercise: roles register and leave functions alone; mistakes show at import."""

from __future__ import annotations

import ast
import json
import sys

import numpy as np
import pytest

from autograder.checks.contents import ChecksError
from autograder.checks.made import exercise_checks
from autograder.key.assignment import assignment_name, load_assignment, without_decorators
from autograder.key.exercises import DescriptionError, case, exercise, given, steps
from autograder.key.version import tokens_of
from autograder.plain.case import Case
from autograder.plain.values import GivenFunction
from autograder.rules import close, scalar
from autograder.rules.tree import leaves, parts_of
from tests.keys import write_key

HINTS = ("What is asked for?",)


def described(**options):
    """A fresh exercise of two parts."""

    @exercise(**{"returns": (scalar("a", points=1), close("b", points=2.5)), "hints": HINTS, **options})
    def pair(x, y, scale=2.0):
        """Two values."""
        return x, scale * y

    return pair


def test_an_exercise_is_called_like_its_reference():
    pair = described()
    assert pair(1, 2) == (1, 4)
    assert pair(1, y=2, scale=3) == (1, 6)
    assert (pair.name, pair.__doc__) == ("pair", "Two values.")
    assert (pair.parameters, pair.optional, pair.points) == (("x", "y", "scale"), 1, 3.5)


def test_roles_return_the_function_unchanged_and_hang_it_on_the_exercise():
    pair = described()

    def generator(rng):
        yield case(1.0, 2.0)
        yield steps(1.0, 2.0, 3.0, vary={2: [4, 5]}, part="b")

    def other(*args):
        return args

    def wrong(x, y):
        """The two
        values are exchanged."""
        return y, x

    assert pair.inputs(generator) is generator
    assert pair.also_correct(other) is other
    assert pair.variant(wrong) is wrong
    assert pair.mistake(wrong) is wrong
    (known,) = pair.mistakes
    assert (known.name, known.hint) == ("wrong", "The two values are exchanged.")
    assert [c.part for c in pair.cases(np.random.default_rng(0))] == [None, "b"]


def test_a_mistake_may_be_of_another_kind():
    pair = described(keeps_arguments=True)

    @pair.mistake(reads_global=True)
    def reads(x, y):
        """You read {name}."""

    @pair.mistake(changes_input=True)
    def changes(x, y):
        """You change x."""

    @pair.mistake(mentions="dW")
    def stops(x, y):
        """You look for dW."""

    kinds = [(m.reads_global, m.changes_input, m.mentions) for m in pair.mistakes]
    assert kinds == [(True, False, ""), (False, True, ""), (False, False, "dW")]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"returns": (scalar("a", points=1), close("b"))}, "one rule of the part 'b' has its points"),
        ({"returns": (scalar("a", points=1), close("a", points=2))}, "one rule of the part 'a' has its points"),
        ({"returns": (scalar("a", points=1), scalar("b", points=1), close())}, "every rule needs the name of a part"),
        ({"returns": close(points=1)}, "every rule needs the name of a part"),
        ({"returns": close("a", points=-1)}, "the points of 'a' are a number above 0"),
        ({"case_points": {"b": 1}}, "'b' has its points on a rule already"),
        ({"case_points": {"large": 0}}, "the points of 'large' are a number above 0"),
        ({"order": ("a", "b")}, "order takes the parts"),
        ({"order": ("b",)}, "order takes the parts"),
        ({"aliases": ("pair",)}, "aliases are other names"),
        ({"seconds": 0}, "seconds is a time above 0"),
        ({"needs": [len]}, "needs takes exercises"),
        ({"hints": "one text"}, "hints takes several texts"),
        ({"hints": ("good", "")}, "hints takes several texts"),
        ({"reasons": {"sises": "typo"}}, "no law is called"),
    ],
)
def test_a_wrong_description_is_refused_at_import(options, words):
    with pytest.raises(DescriptionError, match=words):
        described(**options)


def test_returns_is_a_tree_of_rules():
    with pytest.raises(TypeError, match="must be a rule, or a tuple or dictionary of rules"):
        described(returns="close")


def test_wrong_roles_are_refused_at_import():
    pair = described()

    def nothing():
        """Takes nothing at all."""

    def silent(x, y):
        return x, y

    def twice(x, y):
        """Once more."""

    def again(x, y):
        """And again."""

    for role in (pair.also_correct, pair.mistake, pair.variant):
        with pytest.raises(DescriptionError, match="nothing takes 0 arguments; pair takes 3"):
            role(nothing)
    for role in (pair.mistake, pair.variant):
        with pytest.raises(DescriptionError, match="silent of pair has no docstring"):
            role(silent)
    pair.mistake(twice)
    with pytest.raises(DescriptionError, match="two mistakes called twice"):
        pair.mistake(twice)
    with pytest.raises(DescriptionError, match="changes_input means nothing for again"):
        pair.mistake(changes_input=True)(again)
    with pytest.raises(DescriptionError, match="no inputs"):
        pair.cases(np.random.default_rng(0))
    pair.inputs(lambda rng: [])
    with pytest.raises(DescriptionError, match="two generators"):
        pair.inputs(lambda rng: [])


def test_rules_without_a_part_belong_to_the_only_one():
    single = described(returns=(scalar("all", points=1), {"k": close()}))
    assert [rule.part for rule in leaves(single.returns)] == ["all", "all"]


def test_a_case_counts_for_its_own_part_or_for_all_that_are_returned():
    pair = described(case_points={"large": 1}, order=("b", "a", "large"))
    assert parts_of(case(1, 2), pair.returns, pair.parts) == ["b", "a"]
    assert parts_of(case(1, 2, part="large"), pair.returns, pair.parts) == ["large"]


def test_a_case_may_ask_for_some_of_what_is_returned():
    pair = described(case_points={"large": 1})
    assert parts_of(case(1, 2, part={"a": "large"}), pair.returns, pair.parts) == ["large"]
    assert parts_of(case(1, 2, part={"a": "a", "b": "large"}), pair.returns, pair.parts) == ["a", "large"]
    pair.inputs(lambda rng: iter([case(1, 2, part={"a": "large"}), case(1, 2, part={"b": "b"})]))
    with pytest.raises(DescriptionError, match="no rule and no case tests the part 'a'"):
        pair.cases(np.random.default_rng(0))
    pair = described()
    pair.inputs(lambda rng: iter([case(1, 2), case(1, 2, part={"A": "a"})]))
    with pytest.raises(DescriptionError, match=r"cases ask for \['A'\]; parts of rules are \['a', 'b'\]"):
        pair.cases(np.random.default_rng(0))


def test_inputs_that_mean_nothing_or_never_end_are_refused(monkeypatch):
    rng = np.random.default_rng(0)

    def of(*parts):
        return lambda rng: (case(1.0, 2.0, part=part) for part in parts)

    def endless(rng):
        while True:
            rng.random()
        yield

    wanted = {"large": 1}
    good, unknown, untested, waiting = (described(case_points=wanted) for _ in range(4))
    good.inputs(of(None, "large"))
    assert len(good.cases(rng)) == 2
    unknown.inputs(of(None, "large", "lrage"))
    with pytest.raises(DescriptionError, match=r"cases count for \['lrage'\]; parts are \['a', 'b', 'large'\]"):
        unknown.cases(rng)
    untested.inputs(of(None))
    with pytest.raises(DescriptionError, match="no rule and no case tests the part 'large'"):
        untested.cases(rng)
    waiting.inputs(endless)
    monkeypatch.setattr("autograder.key.exercises.INPUT_SECONDS", 0.2)
    with pytest.raises(DescriptionError, match="the inputs of pair did not come to an end within 0.2 seconds"):
        waiting.cases(rng)


def test_words_of_an_exception_that_never_comes_are_refused():
    pair = described()
    pair.inputs(lambda rng: iter([case(1.0, 2.0)]))

    @pair.mistake(mentions="dW")
    def returns_something(x, y):
        """It never stops."""
        return x, y

    with pytest.raises(ChecksError, match="returns_something of pair never stops, so that mentions='dW' means nothing"):
        _ = exercise_checks(pair, 1).mistakes


def test_several_arguments_can_vary_together():
    varied = steps(1, 2, 3, vary={0: (4, 5), 2: (7, 8)})
    assert list(varied.calls()) == [(4, 2, 7), (5, 2, 8)]
    assert varied.seen == ((4, 5), 2, (7, 8))
    assert case(1, 2).seen == (1, 2)
    with pytest.raises(DescriptionError, match="as many values"):
        steps(1, 2, vary={0: (4, 5), 1: (7,)})


def test_a_given_function_is_handed_over_by_name():
    @given
    def bowl(theta):
        return theta**2

    assert case(bowl, 3).args == (GivenFunction("bowl"), 3)
    assert case(len).args == (len,)


def test_a_case_that_varies_makes_several_calls():
    assert list(Case((1, 2, 3), None, ((2, (7, 8)),)).calls()) == [(1, 2, 7), (1, 2, 8)]


def test_given_leaves_a_function_alone():
    def helper(x):
        return x

    assert given(helper) is helper
    assert helper.__given__


# --- keys on disk ------------------------------------------------------------------------------------------------

KEY = '''
import numpy as np
from autograder.key import case, exercise, given
from autograder.rules import close

SIZES = (5,)

@given
def helper(x):
    """Shown, not graded."""
    return 2 * x

@exercise(returns=close("value", points=2, rtol=1e-6), hints=("How?",))
def double(x):
    """Twice x."""
    return helper(x)  # a comment

@double.inputs
def double_inputs(rng):
    yield case(rng.normal(size=3))
    yield from (case(rng.normal(size=size)) for size in SIZES)

@double.mistake
def squared(x):
    """It is squared."""
    return x * x

@double.variant
def rounded(x):
    """It may be rounded."""
    return np.round(2 * x)
'''


def test_a_key_is_loaded_with_its_helpers(tmp_path):
    folder = write_key(tmp_path, KEY, "01-odd name", ("double",), ("helper",))
    assignment = load_assignment(folder)
    assert (assignment.name, list(assignment.exercises), assignment.points) == ("01-odd name", ["double"], 2.0)
    (helper,) = assignment.given
    assert helper.source == 'def helper(x):\n    """Shown, not graded."""\n    return 2 * x\n'
    assert len(assignment.versions["double"]) == 16
    assert assignment_name(folder) == "01-odd name"


def remove(name):
    return lambda folder: (folder / name).unlink()


def write(name, text):
    return lambda folder: (folder / name).write_text(text)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (remove("__init__.py"), "there is no answer key"),
        (write("__init__.py", "exercises = ('double',)"), "does not say which assignment it is"),
        (write("__init__.py", "assignment = 1\nexercises = ('double',)"), "does not say which assignment it is"),
        (write("__init__.py", "assignment = '01_bad'"), "describes no exercise: list its pages"),
        (write("__init__.py", "assignment = '01_bad'\nexercises = 'double'"), "takes the names of the pages"),
        (write("__init__.py", "assignment = '01_bad'\nexercises = ('double', 'half')"), "no page 01_bad/half.py"),
        (write("half.py", "x = 1"), "01_bad/half.py is not listed"),
        (write("double.py", "x = 1"), "01_bad/double.py describes no exercise double"),
        (write("double.py", "from ._all import helper as double"), "01_bad/double.py describes no exercise double"),
        (write("_all.py", KEY.replace("points=2, ", "")), "01_bad/double.py: double: one rule of the part 'value'"),
    ],
)
def test_a_key_that_describes_nothing_is_refused_in_one_sentence(tmp_path, damage, words):
    folder = write_key(tmp_path, KEY, "01_bad", ("double",))
    damage(folder)
    with pytest.raises(DescriptionError, match=words):
        load_assignment(folder)


def version_of(folder, text, **pages):
    """The version of double in a key of this text."""
    written = write_key(folder, text, "01_versions", ("double",), ("helper",))
    for name, page in pages.items():
        (written / f"{name}.py").write_text(page)
    return load_assignment(written).versions["double"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# a comment", "# another comment"),
        ("Twice x.", "Two times x."),
        ("Shown, not graded.", "A helper."),
        ('("How?",)', '("How?", "So.")'),
        ("It is squared.", "It was squared."),
        ("return x * x", "return x ** 2 + 1"),
        ("    return helper(x)", "\n    return  helper( x )"),
        ("return helper(x)  # a comment", "return helper(\n        x\n    )"),
        (
            "@double.mistake",
            "double.slips(tripled=('return 3 * helper(x)', 'Three?'))\n\nunused = 5\n\n@double.mistake",
        ),
        ("@double.mistake", "@double.also_correct\ndef other(x):\n    return x + x\n\n@double.mistake"),
    ],
)
def test_texts_and_mistakes_are_not_part_of_the_version(tmp_path, old, new):
    assert KEY.count(old) == 1
    assert version_of(tmp_path / "a", KEY.replace(old, new)) == version_of(tmp_path / "b", KEY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("return 2 * x\n", "return 3 * x\n"),
        ("return helper(x)", "return 2 * helper(x)"),
        ("points=2", "points=3"),
        ("rtol=1e-6", "rtol=1e-5"),
        ("size=3", "size=4"),
        ("SIZES = (5,)", "SIZES = (6,)"),
        ("np.round(2 * x)", "np.floor(2 * x)"),
        ('("How?",)', '("How?",), seconds=3'),
        ('("How?",)', '("How?",), keeps_arguments=True'),
        ("    return helper(x)", "    if x is None:\n        x = 1\n    return helper(x)"),
    ],
)
def test_what_decides_marks_is_part_of_the_version(tmp_path, old, new):
    assert KEY.count(old) == 1
    assert version_of(tmp_path / "a", KEY.replace(old, new)) != version_of(tmp_path / "b", KEY)


def test_what_is_imported_from_another_page_is_part_of_the_version(tmp_path):
    text = KEY.replace("SIZES = (5,)", "from ._sizes import SIZES")
    one, same, other = (
        version_of(tmp_path / str(i), text, _sizes=page)
        for i, page in enumerate(["SIZES = (5,)\n", "# five\nX = 1\nSIZES = (5,)\n", "SIZES = (7,)\n"])
    )
    assert one == same != other


def test_an_indentation_that_moves_is_another_version(tmp_path):
    inside = KEY.replace(
        "return helper(x)", "for i in (1, 2):\n        x = x + 0\n        x = x + 0\n    return helper(x)"
    )
    outside = inside.replace("        x = x + 0\n    return", "    x = x + 0\n    return")
    assert version_of(tmp_path / "a", inside) != version_of(tmp_path / "b", outside)


def test_an_f_string_is_one_token_in_every_python():
    text = 'def f(x):\n    """Doc."""\n    y = f"a{x:{x}}b{f"{x!r}" if x else 3}" + "c"  # d\n    return (y)\n'
    if sys.version_info < (3, 12):  # quotes of one kind inside of one another came with 3.12
        text = text.replace('{f"{x!r}" if x else 3}', "{x!r}")
    (statement,) = ast.parse(text).body
    inner = '{f"{x!r}" if x else 3}' if sys.version_info >= (3, 12) else "{x!r}"
    indented = ["NEWLINE", "INDENT", "y", "=", f'f"a{{x:{{x}}}}b{inner}"', "+", '"c"', "NEWLINE"]
    assert list(tokens_of(text, statement)) == [
        *["def", "f", "(", "x", ")", ":"],
        *indented,
        *["return", "(", "y", ")", "NEWLINE", "DEDENT"],
    ]


def test_decorators_are_left_at_home():
    assert (
        without_decorators("  @a(\n      b=1,\n  )\n  @c\n  def f(x):\n      return x\n") == "def f(x):\n    return x\n"
    )


def test_descriptions_are_data_where_they_must_travel():
    pair = described(aliases=("both",), needs=(described(),))
    assert json.dumps([pair.parts, pair.hints, pair.aliases, [helper.name for helper in pair.needs]])
