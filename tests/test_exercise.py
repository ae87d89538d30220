"""How an answer key describes an exercise: roles register and leave functions alone; mistakes show at import."""

from __future__ import annotations

import json

import numpy as np
import pytest

from autograder.assignment import key_version, load_assignment, without_decorators
from autograder.exercise import Case, DescriptionError, case, exercise, given, parts_of, steps
from autograder.rules import close, scalar
from autograder.rules.tree import leaves
from autograder.values import Helper

HINTS = ("What is asked for?",)


def described(**options):
    """A fresh exercise of two parts."""

    @exercise(**{"parts": {"a": 1, "b": 2.5}, "returns": (scalar("a"), close("b")), "hints": HINTS, **options})
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
    pair = described()

    @pair.mistake(reads_global=True)
    def reads(x, y):
        """You read {name}."""

    @pair.mistake(changes_input=True)
    def changes(x, y):
        """You change x."""

    @pair.mistake(raises=KeyError, mentions="dW")
    def stops(x, y):
        """You look for dW."""

    kinds = [(m.reads_global, m.changes_input, m.raises, m.mentions) for m in pair.mistakes]
    assert kinds == [(True, False, "", ""), (False, True, "", ""), (False, False, "KeyError", "dW")]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"parts": {"a": 1}}, "the part 'b' has no points"),
        ({"parts": {"a": 1, "c": 1}}, "the part 'b' has no points"),
        ({"returns": (scalar("a"), close())}, "the part '' has no points"),
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

    for role in (pair.also_correct, pair.mistake, pair.variant):
        with pytest.raises(DescriptionError, match="nothing takes 0 arguments; pair takes 3"):
            role(nothing)
    for role in (pair.mistake, pair.variant):
        with pytest.raises(DescriptionError, match="silent of pair has no docstring"):
            role(silent)
    pair.mistake(twice)
    with pytest.raises(DescriptionError, match="two mistakes called twice"):
        pair.mistake(twice)
    with pytest.raises(DescriptionError, match="not named by its type alone"):
        pair.mistake(raises=KeyError)(silent.__class__(twice.__code__, {}, "again"))
    with pytest.raises(DescriptionError, match="no inputs"):
        pair.cases(np.random.default_rng(0))
    pair.inputs(lambda rng: [])
    with pytest.raises(DescriptionError, match="two generators"):
        pair.inputs(lambda rng: [])


def test_rules_without_a_part_belong_to_the_only_one():
    single = described(parts={"all": 1}, returns=(scalar(), {"k": close()}))
    assert [rule.part for rule in leaves(single.returns)] == ["all", "all"]


def test_a_case_counts_for_its_own_part_or_for_all_that_are_returned():
    pair = described(parts={"b": 1, "a": 1, "large": 1})
    assert parts_of(case(1, 2), pair.returns, pair.parts) == ["b", "a"]
    assert parts_of(case(1, 2, part="large"), pair.returns, pair.parts) == ["large"]


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

    assert case(bowl, 3).args == (Helper("bowl"), 3)
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
from autograder.exercise import case, exercise, given
from autograder.rules import close

@given
def helper(x):
    """Shown, not graded."""
    return 2 * x

@exercise(parts={"value": 2}, returns=close(rtol=1e-6), hints=("How?",))
def double(x):
    """Twice x."""
    return helper(x)  # a comment

@double.inputs
def double_inputs(rng):
    yield case(rng.normal(size=3))

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
    path = tmp_path / "01-odd name.py"
    path.write_text(KEY)
    assignment = load_assignment(path)
    assert (assignment.name, list(assignment.exercises), assignment.points) == ("01-odd name", ["double"], 2.0)
    (helper,) = assignment.given
    assert helper.source == 'def helper(x):\n    """Shown, not graded."""\n    return 2 * x\n'
    assert assignment.version == key_version(KEY)
    assert len(assignment.version) == 16


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x = 1", "describes no exercise"),
        (KEY.replace("close(rtol=1e-6)", "close('other')"), "01_bad.py: double: the part 'other' has no points"),
    ],
)
def test_a_key_that_describes_nothing_is_refused_in_one_sentence(tmp_path, text, words):
    path = tmp_path / "01_bad.py"
    path.write_text(text)
    with pytest.raises(DescriptionError, match=words):
        load_assignment(path)
    with pytest.raises(DescriptionError, match="there is no answer key"):
        load_assignment(tmp_path / "none.py")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("# a comment", "# another comment"),
        ("Twice x.", "Two times x."),
        ("Shown, not graded.", "A helper."),
        ('("How?",)', '("How?", "So.")'),
        ("It is squared.", "It was squared."),
        ("return x * x", "return x ** 2 + 1"),
        ("    return helper(x)", "\n    return (helper(x))"),
    ],
)
def test_texts_and_mistakes_are_not_part_of_the_version(old, new):
    assert KEY.count(old) == 1
    assert key_version(KEY.replace(old, new)) == key_version(KEY)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("return 2 * x", "return 3 * x"),
        ("return helper(x)", "return 2 * helper(x)"),
        ('{"value": 2}', '{"value": 3}'),
        ("rtol=1e-6", "rtol=1e-5"),
        ("size=3", "size=4"),
        ("np.round(2 * x)", "np.floor(2 * x)"),
    ],
)
def test_what_decides_marks_is_part_of_the_version(old, new):
    assert KEY.count(old) == 1
    assert key_version(KEY.replace(old, new)) != key_version(KEY)


def test_decorators_are_left_at_home():
    assert (
        without_decorators("  @a(\n      b=1,\n  )\n  @c\n  def f(x):\n      return x\n") == "def f(x):\n    return x\n"
    )


def test_descriptions_are_data_where_they_must_travel():
    pair = described(aliases=("both",), needs=(described(),))
    assert json.dumps([pair.parts, pair.hints, pair.aliases, [helper.name for helper in pair.needs]])
