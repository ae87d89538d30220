"""Plain values: whatever a student's function returns becomes data, and no code of the student's runs for it."""

from __future__ import annotations

import collections
import enum
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from autograder.plain import shown as texts
from autograder.plain.shown import describe, show
from autograder.plain.values import (
    DEEPEST,
    LARGEST_ARRAY,
    LONGEST,
    LONGEST_TEXT,
    MOST_BITS,
    GivenFunction,
    NotData,
    Unsupported,
    alike,
    as_array,
    identical,
    numbers_close,
    plain,
    visible,
)

repeatable = settings(derandomize=True, deadline=None, database=None)
Point = collections.namedtuple("Point", "x y")


class Trap(Exception):
    """Raised by whatever of an object should not have been called."""


def trap(*_, **__):
    raise Trap


HOOKS = (
    "__array__ __array_interface__ __array_struct__ __array_function__ __array_ufunc__ __array_finalize__ __len__ "
    "__iter__ __getitem__ __eq__ __ne__ __lt__ __hash__ __bool__ __float__ __int__ __index__ __complex__ __repr__ "
    "__str__ __format__ __reduce__ __reduce_ex__ __getattribute__ __getattr__ __copy__ __deepcopy__ __buffer__ "
    "__sub__ __add__ keys items values dtype shape nbytes size ndim tolist"
).split()


def armed(base: type, *args):
    """An instance of a subclass of ``base`` of which every method raises."""
    kind = type("Armed", (base,), {})
    value = base.__new__(kind, *args)
    for hook in HOOKS:
        setattr(kind, hook, trap)
    return value


class Lying:
    """An object that calls itself something else."""

    def __init__(self, pretended):
        self.pretended = pretended

    @property
    def __class__(self):
        return self.pretended

    def __array__(self, *_, **__):
        raise Trap

    __len__ = __iter__ = __getitem__ = items = __str__ = __int__ = __float__ = __array__


class ClassRaises:
    @property
    def __class__(self):
        raise Trap


class NamedOddly(type):
    @property
    def __name__(cls):
        raise Trap


class Colour(enum.IntEnum):
    RED = 3


class Key(enum.StrEnum):
    W1 = "W1"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (2.5, 2.5),
        ("text", "text"),
        (Colour.RED, 3),
        (Key.W1, "W1"),
        (np.str_("text"), "text"),
        (Point(1, [2]), (1, [2])),
        (collections.OrderedDict(a=1), {"a": 1}),
        (collections.defaultdict(list, a=[1]), {"a": [1]}),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        ({Key.W1: 1}, {"W1": 1}),
        ({1: 2.0}, {1: 2.0}),
        ({1 - 2**60: 1, 2**60 - 1: 2}, {1 - 2**60: 1, 2**60 - 1: 2}),
        ({2**60: 1, True: 2}, {Unsupported("int"): 1, Unsupported("bool"): 2}),
        (2**MOST_BITS - 1, 2**MOST_BITS - 1),
    ],
)
def test_values_become_exact_base_types(value, expected):
    made = plain(value)
    assert made == expected
    assert type(made) is type(expected)


@pytest.mark.parametrize(
    "number", [np.float64(1.5), np.float32(1.5), np.int8(-3), np.uint64(2**64 - 1), np.bool_(True)]
)
def test_numpy_numbers_stay_what_they_are(number):
    assert plain(number) == number
    assert type(plain(number)) is type(number)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (1j, "complex"),
        (np.complex64(1), "complex64"),
        (np.array([1j]), "array of complex128"),
        (np.datetime64("2024-02-29"), "datetime64"),
        (np.array(["2024"], dtype="M8[D]"), "array of datetime64[D]"),
        (np.timedelta64(3, "s"), "timedelta64"),
        (np.array([{}, []], dtype=object), "array of object"),
        (np.array(["a"]), "array of str32"),
        (np.array([(1, 2.0)], dtype=[("a", int), ("b", float)]), "array of void128"),
        (np.zeros(2, dtype=[("a", int)])[0], "void"),
        (b"bytes", "bytes"),
        (np.bytes_(b"bytes"), "bytes_"),
        ({1, 2}, "set"),
        (range(3), "range"),
        ((i for i in range(3)), "generator"),
        (len, "builtin_function_or_method"),
        (object(), "object"),
        (np.ndarray, "type"),
        (np, "module"),
        (2**MOST_BITS, "int"),
        ([0] * (LONGEST + 1), f"list of {LONGEST + 1} items"),
    ],
)
def test_what_is_not_data_is_remembered_by_the_name_of_its_type(value, name):
    assert isinstance(plain(value), Unsupported)
    assert show(plain(value)) == f"<{name}>"
    assert describe(plain(value)) == f"a value of type {name}"


@pytest.mark.parametrize(
    "array",
    [
        np.arange(4).reshape(2, 2).view(np.matrix),
        np.ma.masked_array([1.0, 2.0], mask=[True, False]),
        np.arange(12.0).reshape(3, 4).T,
        np.arange(12)[::-2],
        np.asfortranarray(np.ones((2, 3))),
        np.zeros((0, 4)),
        np.array(7),
        np.arange(3, dtype=">f8"),
        np.arange(3, dtype=np.longdouble) / 3,
        np.float16([1, np.inf, np.nan]),
        np.broadcast_to(np.arange(3), (4, 3)),
    ],
)
def test_arrays_become_fresh_ordered_arrays_of_the_base_class(array):
    made = plain(array)
    assert type(made) is np.ndarray
    assert made.flags.c_contiguous and made.flags.owndata and made.flags.writeable
    assert (made.shape, made.dtype) == (array.shape, array.dtype)
    np.testing.assert_array_equal(made, np.asarray(array))


def test_a_later_change_of_the_original_does_not_show():
    array, inner = np.zeros(3), [1]
    made = plain({"a": array, "b": inner})
    array[0], inner[0] = 9, 9
    assert made["b"] == [1]
    assert made["a"][0] == 0


@pytest.mark.parametrize(
    ("base", "args"),
    [
        (int, (5,)),
        (float, (5.0,)),
        (str, ("five",)),
        (tuple, ((1, 2),)),
        (list, ()),
        (dict, ()),
        (np.ndarray, ((2, 3),)),
        (np.matrix, ("1 2",)),
        (np.recarray, ((2,), [("a", float)])),
        (np.float64, (5.0,)),
        (np.int32, (5,)),
        (np.str_, ("five",)),
        (object, ()),
        (Exception, ()),
    ],
)
@pytest.mark.filterwarnings("ignore:the matrix subclass")
def test_no_method_of_a_subclass_is_called(base, args):
    value = armed(base, *args)
    for tree in (plain(value), plain([value]), plain({"key": (value,)})):
        pickle.dumps(tree)  # nothing of the armed class is left in it


@pytest.mark.parametrize("pretended", [np.ndarray, np.float64, str, int, float, bool, tuple, list, dict])
def test_an_object_that_lies_about_its_class_is_not_believed(pretended):
    assert plain(Lying(pretended)) == Unsupported("Lying")
    assert plain({"a": [Lying(pretended)]}) == {"a": [Unsupported("Lying")]}


def test_types_that_hide_themselves_are_data_too():
    assert plain(ClassRaises()) == Unsupported("ClassRaises")
    assert plain(NamedOddly("Hidden", (), {})()) == Unsupported("Hidden")
    assert plain({Lying(str): 1, ClassRaises(): 2}) == {
        Unsupported("Lying"): 1,
        Unsupported("ClassRaises"): 2,
    }


def test_the_name_of_a_type_is_short_and_visible():
    name = "<b>\u202eevil\x1b[31m\n" + "x" * 9_999
    (shown,) = {plain(type(name, (), {})()).type_name}
    assert len(shown) <= 110
    assert shown.startswith("<b>\\u202eevil\\x1b[31m\\nxxx")
    assert all(c.isprintable() for c in describe(Unsupported(shown)) + show(Unsupported(shown)))


def last_leaf(tree) -> tuple[object, int]:
    """The last leaf of nested lists, and how deep it lies."""
    depth = 0
    while isinstance(tree, list):
        tree, depth = tree[-1], depth + 1
    return tree, depth


def test_endless_structures_come_to_an_end():
    cycle: list = []
    cycle.append(cycle)
    assert last_leaf(plain(cycle)) == (Unsupported(why=NotData.DEEP), DEEPEST + 1)
    bushy: list = []
    bushy.extend([bushy] * 50)  # 50**20 items if followed to the end
    assert last_leaf(plain(bushy)) == (Unsupported(why=NotData.LARGE), 1)
    laughs: object = 0.0
    for _ in range(19):
        laughs = [laughs] * 10
    assert last_leaf(plain(laughs)) == (Unsupported(why=NotData.LARGE), 1)


def test_more_memory_than_a_message_may_hold_is_not_data():
    virtual = np.broadcast_to(np.zeros(1), (10**12,))
    assert show(plain(virtual)) == "<array of shape (1000000000000,)>"
    assert show(plain(np.zeros((0, 10**17)))) == f"<array of shape (0, {10**17})>"
    quarter = np.zeros(LARGEST_ARRAY // 32)
    assert sum(isinstance(item, np.ndarray) for item in plain([quarter] * 20)) == 3


def test_long_texts_are_cut():
    assert plain("x" * 10**6) == "x" * LONGEST_TEXT
    assert list(plain({"k" * 10**6: 1})) == ["k" * LONGEST_TEXT]


trees = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.binary()
    | st.complex_numbers()
    | npst.arrays(npst.scalar_dtypes(), npst.array_shapes(min_dims=0, min_side=0, max_dims=3)),
    lambda inner: st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text() | st.integers(), inner),
    max_leaves=12,
)


@repeatable
@given(trees)
def test_plain_makes_data_of_anything_and_leaves_data_alone(value):
    tree = plain(value)
    assert pickle.dumps(plain(value)) == pickle.dumps(tree)
    if "Unsupported" not in repr(tree):
        assert alike(plain(tree), tree, 0, 0)
    assert alike(plain(tree), tree, 0, 0) or not identical(plain(tree), tree)
    describe(tree)
    assert len(show(tree, 90)) <= 90


# --- numbers and their wrappings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tree", "shape"),
    [
        (2, ()),
        (True, ()),
        (np.float64(2), ()),
        (2**70, ()),
        ([1, 2.0, True], (3,)),
        ([[1], [2]], (2, 1)),
        ((np.zeros((1, 2)), [[3, 4]]), (2, 1, 2)),
        ([np.array(1), 2], (2,)),
    ],
)
def test_numbers_and_regular_lists_are_arrays(tree, shape):
    array = as_array(tree)
    assert array is not None
    assert array.shape == shape
    assert array.dtype.kind in "biuf"


@pytest.mark.parametrize(
    "tree",
    [
        None,
        "1",
        {"a": 1},
        [],
        [[1, 2], [3]],
        [1, "a"],
        [1, None],
        Unsupported("set"),
        [np.zeros((1,) * 50)] * 2,
        10**400,
    ],
)
def test_anything_else_is_no_array(tree):
    nested = tree
    if isinstance(tree, list) and len(tree) == 2 and isinstance(tree[0], np.ndarray):
        for _ in range(20):  # more axes than NumPy has
            nested = [nested]
    assert as_array(nested) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (1, 1.0, True),
        (1, True, True),
        (np.nan, float("nan"), True),
        (np.inf, np.inf, True),
        (np.inf, -np.inf, False),
        (np.inf, 1e308, False),
        (np.nan, 0.0, False),
        ([1, 2], np.array([1, 2]), True),
        ([1, 2], np.array([[1, 2]]), False),
        (np.zeros((1, 3)), np.zeros((3, 1)), False),
        (np.zeros((1, 1)), 0, False),
        (np.ones(3), 1, False),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({"a": 1}, [1], False),
        (["a", 1], ("a", 1), True),
        (["a", 1], ("a", 1, 2), False),
        ("a", "a", True),
        ("1", 1, False),
        (None, None, True),
        (None, 0, False),
        (1.0, 1.0 + 1e-8, True),
        (1.0, 1.0 + 1e-6, False),
        (np.uint64(2**64 - 1), 2.0**64, True),
    ],
)
def test_alike_compares_structure_shape_and_numbers(one, other, same):
    assert alike(one, other) is same
    assert alike(other, one) is same
    assert alike(one, one) and alike(other, other)
    assert same or not identical(one, other)


@pytest.mark.parametrize("tree", [None, 2, np.full((2, 3), np.nan), {"W": [np.arange(3), (1.5, "a")], 1: None}])
def test_copies_are_identical(tree):
    assert identical(plain(tree), plain(tree))
    assert not identical(tree, [tree]) and not identical([tree], [tree, tree])


def test_a_changed_bit_a_shape_or_a_type_is_not_identical():
    one = np.zeros(4)
    for other in (-one, one.reshape(2, 2), one.astype(int), one + 1e-300):
        assert not identical({"W": one}, {"W": other})


# --- how values read ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tree", "words"),
    [
        (None, "None"),
        (np.zeros((3, 1)), "an array of shape (3, 1)"),
        (np.bool_(True), "a bool"),
        (2, "a number"),
        ((1, 2), "a tuple of 2 values"),
        ((1,), "a tuple of 1 value"),
        ([], "a list of 0 values"),
        ([[1, 2]], "a list of 1 value"),
        ({"dw": 1, 2: 3}, "a dictionary with 'dw', 2"),
        ({}, "a dictionary with no keys"),
        ("x", "a text"),
        (Unsupported("set"), "a value of type set"),
        (Unsupported(why=NotData.LARGE), "a value of type a very large structure"),
        (Unsupported(why=NotData.DEEP), "a value of type a very deep structure"),
        (Unsupported(why=NotData.DEEP_OR_LARGE), "a value of type a very deep or large structure"),
        (GivenFunction("bowl"), "a function"),
    ],
)
def test_describe(tree, words):
    assert describe(tree) == words


@pytest.mark.parametrize(
    ("tree", "text"),
    [
        (0.1 + 0.2, "0.3"),
        (np.float64(1) / 3, "0.33333333"),
        (np.int64(3), "3"),
        (np.True_, "True"),
        (float("nan"), "nan"),
        (np.array([0.5, 1.25]), "[0.5  1.25]"),
        (np.array(3), "3"),
        ({"w": 1.0}, "{'w': 1}"),
        ((1, [2, 3]), "(1, [2, 3])"),
        (list(range(20)), "[0, 1, 2, 3, 4, 5, 6, 7, …]"),
        ("it's \x1b[0m \u202e", '"it\'s \\x1b[0m \\u202e"'),
        (Unsupported("set"), "<set>"),
        (Unsupported(why=NotData.DEEP), "<a very deep structure>"),
        (GivenFunction("bowl"), "the function bowl"),
    ],
)
def test_show(tree, text):
    assert show(tree) == text


def test_show_is_short_whatever_there_is_to_show():
    long = {"k" * 3000: np.zeros((40, 40)), 10**500: ["x" * 3000] * 50}
    for tree in (
        long,
        [long] * 9,
        np.random.default_rng(0).normal(size=(6, 6, 6, 6, 6)),
        "x" * 3000,
        10**500,
    ):
        assert len(show(tree)) <= 400
    assert len(describe(long)) < 200


def test_a_number_of_more_digits_than_python_writes_has_words():
    assert show(10**5000) == "a very large number"


ALMOST_THE_SAME = [
    np.array([1, 0]),
    np.array([1, 0], dtype=">i8"),
    np.array([1.0, 0.0]),
    np.array([1.0, -0.0]),
    np.array([1, 0], dtype=np.int32),
    np.array([True, False]),
    np.array([[1, 0]]),
    np.array([[1], [0]]),
    np.array([1, 0, 0, 0], dtype=np.int32),
    np.array(1),
    np.array([[1.5, 2.5], [3.5, 4.5]]),
    np.array([[1.5, 2.5], [3.5, 4.5]]).T,
    np.arange(12.0)[::5],
    np.array([np.nan, np.inf]),
    np.array([0.1], dtype=np.float16),
    np.array([0.1], dtype=np.longdouble),
    np.zeros(0),
    np.zeros((0, 3)),
    np.zeros((3, 0), dtype=int),
    np.linspace(0, 1, 25),
    np.linspace(0, 1, 1_000),
]


def test_each_array_has_its_own_text_however_often_it_is_shown():
    with np.printoptions(precision=6, floatmode="maxprec", threshold=24, edgeitems=3, linewidth=75, suppress=False):
        wanted = [np.array2string(array) for array in ALMOST_THE_SAME]
    for _ in range(2):
        assert [show(array) for array in ALMOST_THE_SAME] == wanted
    assert show(np.array([1 / 3]), digits=3) != show(np.array([1 / 3]))
    changing = np.ones(3)
    assert show(changing) == "[1. 1. 1.]"
    changing[1] = 2
    assert show(changing) == "[1. 2. 1.]"


def test_large_arrays_are_not_kept():
    texts._few_numbers.cache_clear()
    show(np.zeros(texts.FEW + 1))
    assert texts._few_numbers.cache_info().currsize == 0
    show(np.zeros(texts.FEW))
    assert texts._few_numbers.cache_info().currsize == 1


def test_print_options_of_the_notebook_change_nothing():
    array = np.array([1 / 3, -2e-5, np.nan])
    usual = show(array)
    texts._few_numbers.cache_clear()
    with np.printoptions(precision=1, threshold=1, sign="+", nanstr="none", formatter={"float": trap}, linewidth=10):
        assert show(array) == usual


def test_visible_shows_what_cannot_be_seen():
    assert visible("a\tb\x00\x1b\u202e\u200b\ufeff\ud800\u2028é中\n") == (
        "a\\tb\\x00\\x1b\\u202e\\u200b\\ufeff\\ud800\\u2028é中\n"
    )
    assert len(visible("\U000e0001" * 10_000)) == 500


@pytest.mark.parametrize("rtol", [0.0, 1e-7, 0.5])
@pytest.mark.parametrize("atol", [0.0, 1e-9, 1.0])
def test_numbers_are_close_where_numpy_says_so(rtol, atol):
    odd = [0.0, -0.0, 1.0, 1 + 1e-8, 1.5, 2.0, -1.0, 1e-9, 1e300, -1e300, np.inf, -np.inf, np.nan]
    for one in odd:
        for other in odd:
            many = [1.0] * 40
            for a, b in (([one], [other]), ([one, 1.0], [other, 1.0]), ([1.0, one], [3.0, other]), (many, many)):
                a, b = np.array([*a, one] if a is many else a), np.array([*b, other] if b is many else b)
                with np.errstate(all="ignore"):
                    expected = bool(np.all(np.isclose(a, b, rtol=rtol, atol=atol, equal_nan=True)))
                assert numbers_close(a, b, rtol, atol) is expected, (a, b)
    assert numbers_close(np.zeros((0, 2)), np.zeros((0, 2)), rtol, atol)
    assert numbers_close(np.array(True), np.array(1), rtol, atol)
    assert not numbers_close(np.array([3, 7], dtype=np.uint8), np.array([7, 3], dtype=np.uint8), 0.0, 0.0)
