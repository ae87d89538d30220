"""Answer key of assignment 02, one hidden layer.

Each exercise in the order of the notebook: reference, inputs, other right versions, known mistakes. Examples
are columns: ``X`` is ``(n_x, m)``, ``Y`` is ``(1, m)``, ``W1`` is ``(n_h, n_x)``, ``W2`` is ``(n_y, n_h)``. Only in
the exercises whose names end in ``_rows`` the examples of ``X`` are rows, ``(m, n)``.
"""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise import case, exercise, given, steps
from autograder.inputs import balanced, signed
from autograder.rules import all_of, close, drawn, labels, scalar, trajectory
from autograder.rules.tree import Fields, Keys

# A cost may be off by this much: a tiny epsilon inside the logarithms (up to 1e-5) moves it by at most 6e-5
# with the probabilities below, known mistakes move it by far more.
COST_SLACK = 2e-4

# What a notebook has lying around once its cells have run. Only the versions that read a variable of the
# notebook in the place of an argument use these names.
flower_X = np.array([[0.3, -0.8, 1.1], [0.6, 0.2, -0.4]])
flower_Y = np.array([[1.0, 0.0, 1.0]])


# --- Given: shown in the notebook, not graded ---------------------------------------------------------------


@given
def sigmoid(z):
    """Squeeze every number of z into the range from 0 to 1."""
    return 1 / (1 + np.exp(-z))


@given
def bowl(theta):
    """A valley that is steeper along each further entry of theta: t0^2 + 2 t1^2 + 3 t2^2 + ..."""
    steepness = np.arange(1, theta.size + 1).reshape(theta.shape)
    return np.sum(steepness * theta**2)


@given
def waves(theta):
    """Hills and valleys: the sine of every entry of theta, and the cosine of half their sum."""
    return np.sum(np.sin(theta)) + np.cos(np.sum(theta) / 2)


# --- Inputs shared by several exercises ---------------------------------------------------------------------


def _parameters(rng, n_x, n_h, n_y=1):
    """Parameters with biases, no number 0 and none so large that a unit saturates."""
    return {
        "W1": signed(rng, 0.2, 0.9, (n_h, n_x)),
        "b1": signed(rng, 0.2, 0.7, (n_h, 1)),
        "W2": signed(rng, 0.4, 1.2, (n_y, n_h)),
        "b2": signed(rng, 0.2, 0.6, (n_y, 1)),
    }


def _network(rng, n_x, n_h, m):
    """A network and labelled examples: probabilities from 0.05 to 0.95 and a mean error that is not 0."""
    while True:
        parameters, Y = _parameters(rng, n_x, n_h), balanced(rng, m)
        X = signed(rng, 0.2, 1.6, (n_x, m))
        A2, cache = forward_propagation(X, parameters)
        if np.max(np.abs(A2 - 0.5)) < 0.45 and abs(np.mean(A2 - Y)) > 0.05 and np.max(abs(cache["A1"])) > 0.6:
            return X, Y, parameters


def _cache(X, parameters):
    """What forward_propagation keeps, to ten decimals: the next ones are another processor's own."""
    return {name: np.round(values, 10) for name, values in forward_propagation(X, parameters)[1].items()}


def _in_rows(parameters):
    """The same parameters under the keys of the exercises whose examples are rows."""
    return {key.lower(): value for key, value in parameters.items()}


def _probabilities(rng, m, agreement):
    """Probabilities and labels, both ``(1, m)``, for which wrong costs differ.

    The mean of ``(2Y - 1) * logit`` has the sign of ``agreement`` and at least the size 0.1, without which
    exchanged labels would leave the cost as it is.
    """
    while True:
        A2, Y = np.round(rng.uniform(0.12, 0.88, (1, m)), 2), balanced(rng, m)
        ones, zeros = -np.mean(Y * np.log(A2)), -np.mean((1 - Y) * np.log(1 - A2))
        gap = np.mean((2 * Y - 1) * np.log(A2 / (1 - A2)))
        if gap * agreement > 0.1 and abs(ones - zeros) > 0.05:
            return A2, Y


# --- relu ---------------------------------------------------------------------------------------------------


@exercise(
    parts={"value": 1},
    returns=close("value"),
    hints=(
        "What should become of 3, and what of -3? Say the rule in one sentence before you write it.",
        "Each number is compared with 0, on its own, and the larger of the two stays.",
        "NumPy has a function that takes two arguments and keeps the larger one element by element; its name "
        "begins with max and is longer.",
    ),
)
def relu(z):
    """Rectified linear unit of an array; the result has the shape of ``z``. Formula: max(0, z)."""
    return np.maximum(0, z)


def _mixed(rng, shape, low=0.1, high=3.0):
    """Numbers in random order, both signs in nearly equal number, some of size below 1, none near 0."""
    size = math.prod(shape)
    sizes = np.linspace(low, high, size) + rng.uniform(0, 0.2, size)
    return (np.round(rng.permutation(sizes * (-1.0) ** np.arange(size)), 2)).reshape(shape)


@relu.inputs
def relu_inputs(rng):
    yield case(_mixed(rng, (3,), low=0.4))
    yield case(_mixed(rng, (1, 6), low=0.3))
    yield case(_mixed(rng, (4, 5)))
    yield case(_mixed(rng, (2, 3, 7)))


@relu.also_correct
def relu_with_loop(z):
    a = np.zeros(np.shape(z))
    for index in np.ndindex(np.shape(z)):
        if z[index] > 0:
            a[index] = z[index]
    return a


@relu.also_correct
def relu_with_where(z):
    return np.where(z >= 0, z, 0)


@relu.also_correct
def relu_with_product(z, verbose=True):
    if verbose:
        print(z)
    return z * (z > 0)


@relu.also_correct
def relu_in_place(z):
    z[z < 0] = 0
    return z


@relu.also_correct
def relu_of_the_size(z):
    return (z + np.abs(z)) / 2


@relu.mistake
def size_of_z(z):
    """Negative z came back as positive numbers: that is the size of z. What does ReLU make of -3?"""
    return np.abs(z)


@relu.mistake
def smaller_for_larger(z):
    """Your values are never above 0: positive z were cut off. Of 0 and z, which one should stay?"""
    return np.minimum(0, z)


@relu.mistake
def sign_of_z_turned(z):
    """Positive z became 0 and negative ones came back as positive. Which side of 0 should pass unchanged?"""
    return np.maximum(0, -z)


@relu.mistake
def slope_for_value(z):
    """Only 0 and 1 come out: that is the slope of ReLU. What is its value for z = 3?"""
    return np.where(z > 0, 1.0, 0.0)


@relu.mistake
def one_for_zero(z):
    """No value of yours is below 1. With which number is each z compared, and what replaces a negative z?"""
    return np.maximum(1, z)


@relu.mistake
def leaks_a_hundredth(z):
    """A hundredth of each negative z came through: that is the leaky ReLU. What does plain ReLU let through?"""
    return np.where(z > 0, z, 0.01 * z)


@relu.mistake
def leaks_a_tenth(z):
    """A tenth of each negative z came through: that is a leaky ReLU. What does plain ReLU let through?"""
    return np.where(z > 0, z, 0.1 * z)


@relu.mistake
def nothing_cut_off(z):
    """Your array is z itself, negative numbers included. What should become of those?"""
    return z


@relu.mistake
def tanh_for_relu(z):
    """Your values lie between -1 and 1: that is tanh. ReLU has no upper end: what comes out for z = 3?"""
    return np.tanh(z)


@relu.mistake
def sigmoid_for_relu(z):
    """Your values lie between 0 and 1: that is the sigmoid. ReLU has no upper end: what comes out for 3?"""
    return sigmoid(z)


@relu.mistake(raises=ValueError, mentions="truth value of an array")
def one_question_for_a_whole_array(z):
    """Python asked whether a whole array is larger than 0, and an array has no single yes or no. What compares
    element by element?"""
    return z if z > 0 else 0.0


@relu.mistake(raises=TypeError, mentions="max(")
def max_with_array_as_axis(z):
    """np.max looks for the largest entry of its first argument and takes the second for an axis. Which NumPy
    function compares two things element by element?"""
    return np.max(0, z)


@relu.mistake
def largest_along_an_axis(z):
    """Your result has one axis less than z: it holds the largest entries along the first one. Which NumPy
    function compares each entry with 0?"""
    return np.max(z, 0)


# --- sigmoid_derivative -------------------------------------------------------------------------------------


def _activations(rng, low, high):
    """A number, then arrays, all strictly between ``low`` and ``high`` and away from 0, 1/2 and 1."""

    def drawn_between(shape):
        while True:
            a = np.round(rng.uniform(low + 0.05, high - 0.05, shape), 2)
            if all(np.min(np.abs(a - value)) > 0.02 for value in (0, 0.5, -0.5, 1, -1)):
                return a

    yield case(float(drawn_between(())))
    for shape in [(3,), (1, 6), (4, 5)]:
        yield case(drawn_between(shape))


@exercise(
    parts={"value": 1},
    returns=close("value"),
    hints=(
        "The argument is what the sigmoid gave already. Is there anything left to put into an exponential?",
        "At a = 0.5 the sigmoid is steepest, with the slope 0.25; near a = 0 and near a = 1 the slope is almost 0.",
        "The slope is a product of two numbers: the activation, and what it lacks to 1.",
    ),
)
def sigmoid_derivative(a):
    """Slope of the sigmoid where its value is ``a``, a number or an array; the shape stays. Formula: a (1 - a)."""
    return a * (1 - a)


@sigmoid_derivative.inputs
def sigmoid_derivative_inputs(rng):
    yield from _activations(rng, 0.0, 1.0)


@sigmoid_derivative.also_correct
def sigmoid_derivative_expanded(a):
    return a - a**2


@sigmoid_derivative.also_correct
def sigmoid_derivative_by_way_of_z(a):
    z = np.log(a) - np.log(1 - a)
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


@sigmoid_derivative.also_correct
def sigmoid_derivative_with_loop(a, verbose=True):
    if verbose:
        print("a", a)
    slopes = np.zeros(np.shape(a))
    for index in np.ndindex(np.shape(a)):
        value = float(np.asarray(a)[index])
        slopes[index] = 0.25 - (value - 0.5) ** 2
    return slopes


@sigmoid_derivative.also_correct
def sigmoid_derivative_in_place(a):
    b = 1 - a
    a *= b
    return a


@sigmoid_derivative.mistake
def sigmoid_applied_again(a):
    """Your numbers are the slope for z = a, so the sigmoid was applied once more. What has already happened to
    the argument?"""
    s = sigmoid(a)
    return s * (1 - s)


@sigmoid_derivative.mistake
def plus_in_the_bracket(a):
    """Your slope grows without a turn as a nears 1, where the sigmoid is flat. Which sign joins 1 and a?"""
    return a * (1 + a)


@sigmoid_derivative.mistake
def slope_turned_negative(a):
    """Your slopes have the right size and are negative. Does the sigmoid fall anywhere?"""
    return a * (a - 1)


@sigmoid_derivative.mistake
def slope_of_tanh(a):
    """Your numbers are the slope of tanh, up to 1 at a = 0. The slope of the sigmoid is never above 0.25: how
    does its formula differ?"""
    return 1 - a**2


@sigmoid_derivative.mistake
def second_factor_alone(a):
    """Your numbers are what a lacks to 1, which is the second factor alone. By what is it multiplied?"""
    return 1 - a


@sigmoid_derivative.mistake
def brackets_around_difference_lost(a):
    """All your numbers are 0. Python multiplies before it subtracts: where does the formula have brackets?"""
    return a * 1 - a


@sigmoid_derivative.mistake
def activation_squared(a):
    """Your numbers are the squares of a. The second factor of the slope is not a once more: what is it?"""
    return a * a


@sigmoid_derivative.mistake
def value_for_slope(a):
    """Your numbers are the sigmoid of a, a value and no slope. Two factors made of a alone give the slope: which?"""
    return sigmoid(a)


@sigmoid_derivative.mistake
def product_of_matrices(a):
    """Rows met columns: a matrix product was taken where every entry stands for itself. Which sign multiplies
    entry by entry?"""
    return np.dot(a, 1 - a)


# --- tanh_derivative ----------------------------------------------------------------------------------------


@exercise(
    parts={"value": 1},
    returns=close("value"),
    hints=(
        "The argument is what tanh gave already. Which slope does tanh have where it crosses 0?",
        "The slope is 1 where a is 0, and it vanishes where a is near 1 and where a is near -1.",
        "Positive and negative a of the same size have the same slope, so a comes in as its square; 1 is what "
        "it is taken from.",
    ),
)
def tanh_derivative(a):
    """Slope of tanh where its value is ``a``, a number or an array; the shape stays. Formula: 1 - a^2."""
    return 1 - a**2


@tanh_derivative.inputs
def tanh_derivative_inputs(rng):
    yield from _activations(rng, -1.0, 1.0)


@tanh_derivative.also_correct
def tanh_derivative_as_product(a):
    return (1 - a) * (1 + a)


@tanh_derivative.also_correct
def tanh_derivative_by_way_of_z(a):
    return 1 / np.cosh(np.arctanh(a)) ** 2


@tanh_derivative.also_correct
def tanh_derivative_with_power(a, verbose=True):
    if verbose:
        print(a)
    return 1 - np.power(a, 2)


@tanh_derivative.also_correct
def tanh_derivative_with_loop(a):
    slopes = np.ones(np.shape(a))
    for index in np.ndindex(np.shape(a)):
        slopes[index] -= float(np.asarray(a)[index]) * float(np.asarray(a)[index])
    return slopes


@tanh_derivative.mistake
def tanh_applied_again(a):
    """Your numbers are the slope for z = a, so tanh was applied once more. What has already happened to the
    argument?"""
    return 1 - np.tanh(a) ** 2


@tanh_derivative.mistake
def square_forgotten(a):
    """Your slope is above 1 where a is negative, and tanh is never that steep. What happens to a before it is
    taken from 1?"""
    return 1 - a


@tanh_derivative.mistake
def slope_of_sigmoid(a):
    """Your numbers are the slope of the sigmoid, even below 0 for negative a. Which formula belongs to tanh?"""
    return a * (1 - a)


@tanh_derivative.mistake
def plus_before_the_square(a):
    """Your slopes are above 1 and grow towards the ends, where tanh is flat. Which sign stands before the
    square?"""
    return 1 + a**2


@tanh_derivative.mistake
def difference_turned_round(a):
    """Your slopes have the right size and are negative. Does tanh fall anywhere?"""
    return a**2 - 1


@tanh_derivative.mistake
def difference_squared(a):
    """Your square holds the 1 as well, so a and -a have different slopes. What alone is squared?"""
    return (1 - a) ** 2


@tanh_derivative.mistake
def doubled_for_squared(a):
    """You took a twice from 1, not its square. How is a power written in Python?"""
    return 1 - a * 2


@tanh_derivative.mistake
def square_alone(a):
    """Your numbers are the squares of a: largest where tanh is flat. From which number is the square taken?"""
    return a**2


@tanh_derivative.mistake
def value_of_tanh(a):
    """Your numbers are tanh of a, a value and no slope. Which formula gives the slope from the value?"""
    return np.tanh(a)


@tanh_derivative.mistake
def slope_of_the_slope(a):
    """Your numbers are minus two times a: the formula itself was differentiated. It is the slope already: what
    is left to do?"""
    return -2 * a


@tanh_derivative.mistake
def matrix_square(a):
    """Rows met columns: a matrix product was taken where every entry is squared for itself. Which operator
    squares entry by entry?"""
    return 1 - np.dot(a, a)


# --- relu_derivative ----------------------------------------------------------------------------------------


@exercise(
    parts={"value": 1},
    returns=close("value"),
    hints=(
        "Look at the picture of ReLU: how steep is its line on the right of 0, and how steep on the left?",
        "The slope takes only two values, one for positive z and one for negative z.",
        "A comparison of the whole array with 0 gives true and false; as numbers these are the two slopes.",
    ),
)
def relu_derivative(z):
    """Slope of ReLU at ``z``, an array without zeros; the shape stays. Formula: 1 where z > 0, 0 where z < 0."""
    return np.where(z > 0, 1.0, 0.0)


@relu_derivative.inputs
def relu_derivative_inputs(rng):
    yield from relu_inputs(rng)


@relu_derivative.also_correct
def relu_derivative_as_bool(z):
    return z > 0


@relu_derivative.also_correct
def relu_derivative_with_loop(z):
    slopes = np.zeros(np.shape(z))
    for index in np.ndindex(np.shape(z)):
        slopes[index] = 1 if z[index] >= 0 else 0
    return slopes


@relu_derivative.also_correct
def relu_derivative_in_place(z):
    z[z <= 0] = 0
    z[z > 0] = 1
    return z


@relu_derivative.also_correct
def relu_derivative_with_heaviside(z, verbose=True):
    if verbose:
        print(z.shape)
    return np.heaviside(z, 0.5)


@relu_derivative.also_correct
def relu_derivative_from_the_value(z):
    return np.maximum(0, z) / z


@relu_derivative.mistake
def value_of_relu(z):
    """Your numbers are ReLU itself. How steep is its line at z = 3, whatever its height there?"""
    return np.maximum(0, z)


@relu_derivative.mistake
def slopes_exchanged(z):
    """Every 1 of yours should be a 0, and every 0 a 1. On which side of 0 does ReLU rise?"""
    return np.where(z > 0, 0.0, 1.0)


@relu_derivative.mistake
def sign_for_slope(z):
    """Your slope is -1 where z is negative. ReLU is flat there: what is the slope of a flat line?"""
    return np.sign(z)


@relu_derivative.mistake
def always_rising(z):
    """All your slopes are 1, also where z is negative. How steep is ReLU on the left of 0?"""
    return np.ones(np.shape(z))


@relu_derivative.mistake
def always_flat(z):
    """All your slopes are 0, also where z is positive. How steep is ReLU on the right of 0?"""
    return np.zeros(np.shape(z))


@relu_derivative.mistake
def compared_with_one(z):
    """Your slope is 0 for z between 0 and 1 as well. At which z does the line of ReLU bend?"""
    return np.where(z > 1, 1.0, 0.0)


@relu_derivative.mistake
def compared_with_one_half(z):
    """Your slope is 0 for z between 0 and one half as well. At which z does the line of ReLU bend?"""
    return np.where(z > 0.5, 1.0, 0.0)


@relu_derivative.mistake
def negative_kept(z):
    """Positive z gave 1, yet negative z came back as they are. What is the slope of ReLU there?"""
    return np.where(z > 0, 1.0, z)


@relu_derivative.mistake
def slope_of_the_leaky(z):
    """Your slope is 0.01 where z is negative: that of the leaky ReLU. How steep is plain ReLU there?"""
    return np.where(z > 0, 1.0, 0.01)


@relu_derivative.mistake(raises=ValueError, mentions="truth value of an array")
def one_question_for_all_slopes(z):
    """Python asked whether a whole array is larger than 0, and an array has no single yes or no. What compares
    element by element?"""
    return 1.0 if z > 0 else 0.0


@relu_derivative.mistake(raises=TypeError, mentions="to Python scalars")
def array_into_one_number(z):
    """A whole array was to become a single number, and Python refused. How is the type of every entry of an
    array changed?"""
    return float(z > 0)


# --- layer_sizes --------------------------------------------------------------------------------------------


@exercise(
    parts={"sizes": 1},
    returns=(scalar("sizes"), scalar("sizes"), scalar("sizes")),
    hints=(
        "One input unit belongs to each number that describes an example. Along which axis of X do these lie?",
        "The shape of an array is a pair: rows first, columns second. Examples are columns here.",
        "n_x counts the rows of X and n_y the rows of Y; between the two stands the fixed number 4.",
    ),
)
def layer_sizes(X, Y):
    """Sizes of the three layers ``(n_x, 4, n_y)``, with ``X (n_x, m)`` and ``Y (n_y, m)``.

    Formula: none; one input unit a feature, one output unit a label, and four hidden ones.
    """
    return X.shape[0], 4, Y.shape[0]


@layer_sizes.inputs
def layer_sizes_inputs(rng):
    for n_x, n_y, m in [(3, 2, 5), (6, 3, 9), (2, 8, 7), (11, 5, 13)]:
        yield case(signed(rng, 0.2, 2.0, (n_x, m)), rng.integers(0, 2, (n_y, m)).astype(np.int8))


@layer_sizes.also_correct
def layer_sizes_with_len(X, Y):
    return [len(X), 4, len(Y)]


@layer_sizes.also_correct
def layer_sizes_unpacked(X, Y, n_h=4):
    (n_x, m), (n_y, _) = X.shape, Y.shape
    print(m, "examples")
    return n_x, n_h, n_y


@layer_sizes.also_correct
def layer_sizes_as_array(X, Y):
    return np.array([np.size(X, 0), 4, np.size(Y, axis=0)])


@layer_sizes.mistake
def columns_counted(X, Y):
    """Your n_x and n_y are both m, the number of examples. Which axis holds what describes one example?"""
    return X.shape[1], 4, Y.shape[1]


@layer_sizes.mistake
def columns_of_x_counted(X, Y):
    """Your n_x is the number of examples, and n_y is right. Which axis of X holds the features?"""
    return X.shape[1], 4, Y.shape[0]


@layer_sizes.mistake
def columns_of_y_counted(X, Y):
    """Your n_y is the number of examples, and n_x is right. Which axis of Y holds the outputs of one example?"""
    return X.shape[0], 4, Y.shape[1]


@layer_sizes.mistake
def whole_shapes(X, Y):
    """Your n_x and n_y are pairs: the whole shapes. Which one of the two numbers in a shape is meant?"""
    return X.shape, 4, Y.shape


@layer_sizes.mistake
def sizes_of_another_data_set(X, Y):
    """Your sizes are 2, 4 and 1, whatever X and Y are. Where can the function learn the sizes of its own
    arguments?"""
    return 2, 4, 1


@layer_sizes.mistake
def two_inputs_always(X, Y):
    """Your n_x is 2 whatever X holds; that is right for the flower alone. Who knows how many features X has?"""
    return 2, 4, Y.shape[0]


@layer_sizes.mistake
def one_output_always(X, Y):
    """Your n_y is 1 whatever Y holds; that is right for the flower alone. Who knows how many rows Y has?"""
    return X.shape[0], 4, 1


@layer_sizes.mistake
def all_entries_counted(X, Y):
    """Your n_x and n_y count every entry of X and of Y. How many of these belong to one example?"""
    return X.size, 4, Y.size


@layer_sizes.mistake
def input_and_output_exchanged(X, Y):
    """n_x and n_y have changed places in your tuple. In which order does the text name the three layers?"""
    return Y.shape[0], 4, X.shape[0]


@layer_sizes.mistake
def hidden_size_last(X, Y):
    """Your three numbers are right, and the 4 stands at the end. Between which two layers does the hidden one
    lie?"""
    return X.shape[0], Y.shape[0], 4


@layer_sizes.mistake
def hidden_size_left_out(X, Y):
    """Two numbers came back, n_x and n_y. Which layer lies between the two, and how large is it?"""
    return X.shape[0], Y.shape[0]


@layer_sizes.mistake
def hidden_as_large_as_input(X, Y):
    """Your hidden layer is as large as the input layer. Which fixed number does the text ask for?"""
    return X.shape[0], X.shape[0], Y.shape[0]


@layer_sizes.mistake
def dictionary_of_sizes(X, Y):
    """A dictionary came back where the caller unpacks three numbers. What stands after return?"""
    return {"n_x": X.shape[0], "n_h": 4, "n_y": Y.shape[0]}


# --- initialize_parameters ----------------------------------------------------------------------------------


@exercise(
    parts={"weights": 2, "biases": 1},
    returns={
        "W1": drawn("weights", std=0.01),
        "b1": close("biases"),
        "W2": drawn("weights", std=0.01),
        "b2": close("biases"),
    },
    hints=(
        "A row of W1 holds the weights of one hidden unit. How many rows are there then, and how long is each?",
        "np.random.randn takes the sizes one by one; np.zeros takes the whole shape as one pair in brackets.",
        "Each W has as many rows as its layer has units and as many columns as the layer before; randn times "
        "a hundredth. Each b is a column of zeros.",
    ),
    equivalent={
        "line 7: 2 -> 3": "any seed is right; 2 gives the published cost 0.693048 on the flower",
        "line 7: 2 -> 1": "any seed is right; 2 gives the published cost 0.693048 on the flower",
    },
    reasons={"trivial": "zeros biases: zeros of the right shape are the very answer that is asked for."},
)
def initialize_parameters(n_x, n_h, n_y):
    """Parameters ``W1 (n_h, n_x)``, ``b1 (n_h, 1)``, ``W2 (n_y, n_h)``, ``b2 (n_y, 1)`` to start with.

    Formula: weights are 0.01 times a standard normal number, so that hidden units differ and none is
    saturated; biases are 0.
    """
    np.random.seed(2)
    return {
        "W1": np.random.randn(n_h, n_x) * 0.01,
        "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.01,
        "b2": np.zeros((n_y, 1)),
    }


@initialize_parameters.inputs
def initialize_parameters_inputs(rng):
    """Layers so large that a hundred weights and more tell how they were drawn."""
    for n_x, n_h, n_y in [(11, 10, 13), (15, 12, 17)]:
        yield case(n_x + int(rng.integers(0, 2)), n_h, n_y + int(rng.integers(0, 2)))


@initialize_parameters.also_correct
def initialize_without_seed(n_x, n_h, n_y):
    parameters = {}
    parameters["W2"] = 0.01 * np.random.randn(n_y, n_h)
    parameters["b2"] = np.zeros(shape=(n_y, 1))
    parameters["W1"] = 0.01 * np.random.randn(n_h, n_x)
    parameters["b1"] = np.zeros(shape=(n_h, 1))
    return parameters


@initialize_parameters.also_correct
def initialize_with_generator(n_x, n_h, n_y, seed=7):
    rng = np.random.default_rng(seed)
    sizes, parameters = (n_x, n_h, n_y), {}
    for layer in (1, 2):
        parameters[f"W{layer}"] = rng.normal(scale=0.01, size=(sizes[layer], sizes[layer - 1]))
        parameters[f"b{layer}"] = [[0]] * sizes[layer]
    return parameters


@initialize_parameters.also_correct
def initialize_one_by_one(n_x, n_h, n_y):
    import random

    W1 = np.array([[random.gauss(0, 1) / 100 for _ in range(n_x)] for _ in range(n_h)])
    W2 = np.array([[random.gauss(0, 1) / 100 for _ in range(n_h)] for _ in range(n_y)])
    print(W1.shape, W2.shape)
    return {"W1": W1, "b1": np.zeros((n_h, 1), dtype=int), "W2": W2, "b2": 0.0 * W2[:, :1]}


@initialize_parameters.also_correct
def initialize_with_random_normal(n_x, n_h, n_y):
    np.random.seed(3)
    W1, W2 = np.random.normal(0, 0.01, (n_h, n_x)), np.random.normal(0, 0.01, size=(n_y, n_h))
    return {"W1": W1, "b1": np.full((n_h, 1), 0.0), "W2": W2, "b2": np.zeros((1, n_y)).T}


def _initialised(n_x, n_h, n_y, weights):
    """Parameters with zeros for biases and weights from ``weights(rows, columns)``, W1 first."""
    return {
        "W1": weights(n_h, n_x),
        "b1": np.zeros((n_h, 1)),
        "W2": weights(n_y, n_h),
        "b2": np.zeros((n_y, 1)),
    }


# initialize_parameters: how the weights are drawn


@initialize_parameters.mistake
def hundredth_left_out(n_x, n_h, n_y):
    """Your weights have the size 1, a hundred times too large, and tanh is nearly flat there. By what is randn
    multiplied?"""
    return _initialised(n_x, n_h, n_y, np.random.randn)


@initialize_parameters.mistake
def tenth_for_hundredth(n_x, n_h, n_y):
    """Your weights are spread by 0.1, ten times as far as the text asks. Which factor stands beside randn?"""
    return _initialised(n_x, n_h, n_y, lambda *sizes: np.random.randn(*sizes) * 0.1)


@initialize_parameters.mistake
def divided_by_a_hundredth(n_x, n_h, n_y):
    """Your weights have the size 100. Dividing by 0.01 makes larger: which operation makes smaller?"""
    return _initialised(n_x, n_h, n_y, lambda *sizes: np.random.randn(*sizes) / 0.01)


@initialize_parameters.mistake
def rand_for_randn(n_x, n_h, n_y):
    """All your weights lie between 0 and 0.01, none is negative. Which of rand and randn is normal, with both
    signs?"""
    return _initialised(n_x, n_h, n_y, lambda *sizes: np.random.rand(*sizes) * 0.01)


@initialize_parameters.mistake
def rand_without_factor(n_x, n_h, n_y):
    """All your weights lie between 0 and 1. The text asks for normal numbers of both signs, and for a small
    factor: which two things change?"""
    return _initialised(n_x, n_h, n_y, np.random.rand)


@initialize_parameters.mistake
def zeros_for_weights(n_x, n_h, n_y):
    """All your weights are 0, so all hidden units would stay alike for ever. What makes them differ at the
    start?"""
    return _initialised(n_x, n_h, n_y, lambda *sizes: np.zeros(sizes))


@initialize_parameters.mistake
def same_weight_everywhere(n_x, n_h, n_y):
    """All your weights are 0.01, so all hidden units would stay alike for ever. What makes them differ at the
    start?"""
    return _initialised(n_x, n_h, n_y, lambda *sizes: np.full(sizes, 0.01))


@initialize_parameters.mistake
def scaled_by_the_layer_before(n_x, n_h, n_y):
    """Your weights are spread by 1 over the root of the layer before. That rule comes in notebook 03: which
    factor is asked for here?"""
    return _initialised(n_x, n_h, n_y, lambda *sizes: np.random.randn(*sizes) / np.sqrt(sizes[1]))


@initialize_parameters.mistake
def only_first_weights_scaled(n_x, n_h, n_y):
    """Your W1 is small and your W2 has the size 1. Does the factor belong to one layer alone?"""
    return {**initialize_parameters(n_x, n_h, n_y), "W2": np.random.randn(n_y, n_h)}


# initialize_parameters: shapes


@initialize_parameters.mistake
def sizes_fixed_at_four_and_two(n_x, n_h, n_y):
    """Your shapes are those of 2 inputs, 4 hidden units and 1 output, whatever the arguments say. Where do fixed
    numbers stand for n_x, n_h and n_y?"""
    np.random.seed(2)
    return _initialised(2, 4, 1, lambda *sizes: np.random.randn(*sizes) * 0.01)


@initialize_parameters.mistake
def weights_transposed(n_x, n_h, n_y):
    """Both weight arrays lie on their side: rows and columns are exchanged. W1 times X is taken: which size of
    W1 meets the rows of X?"""
    parameters = initialize_parameters(n_x, n_h, n_y)
    return {**parameters, "W1": parameters["W1"].T, "W2": parameters["W2"].T}


@initialize_parameters.mistake
def first_weights_transposed(n_x, n_h, n_y):
    """Your W1 lies on its side, W2 does not. W1 times X is taken: which size of W1 meets the rows of X?"""
    parameters = initialize_parameters(n_x, n_h, n_y)
    return {**parameters, "W1": parameters["W1"].T}


@initialize_parameters.mistake
def second_weights_transposed(n_x, n_h, n_y):
    """Your W2 lies on its side, W1 does not. W2 times A1 is taken: which size of W2 meets the rows of A1?"""
    parameters = initialize_parameters(n_x, n_h, n_y)
    return {**parameters, "W2": parameters["W2"].T}


@initialize_parameters.mistake
def biases_without_column(n_x, n_h, n_y):
    """Your b1 and b2 are rank-1 arrays. Added to a table of n_h rows, such an array goes along which axis?"""
    return {**initialize_parameters(n_x, n_h, n_y), "b1": np.zeros(n_h), "b2": np.zeros(n_y)}


@initialize_parameters.mistake
def biases_as_rows(n_x, n_h, n_y):
    """Your b1 and b2 are rows. One bias belongs to each unit, and units are rows of W: which shape fits
    these?"""
    return {**initialize_parameters(n_x, n_h, n_y), "b1": np.zeros((1, n_h)), "b2": np.zeros((1, n_y))}


@initialize_parameters.mistake
def biases_of_the_layer_before(n_x, n_h, n_y):
    """Your b1 has n_x entries and your b2 has n_h: those of the layer before. To which units is a bias added?"""
    return {**initialize_parameters(n_x, n_h, n_y), "b1": np.zeros((n_x, 1)), "b2": np.zeros((n_h, 1))}


@initialize_parameters.mistake
def single_biases(n_x, n_h, n_y):
    """Your b1 and b2 are single numbers. How many units does each layer have, and how many biases then?"""
    return {**initialize_parameters(n_x, n_h, n_y), "b1": 0.0, "b2": 0.0}


@initialize_parameters.mistake
def random_biases(n_x, n_h, n_y):
    """Your biases are small random numbers. Different weights break the symmetry already: which number is asked
    for?"""
    return {
        **initialize_parameters(n_x, n_h, n_y),
        "b1": np.random.randn(n_h, 1) * 0.01,
        "b2": np.random.randn(n_y, 1) * 0.01,
    }


@initialize_parameters.mistake
def tuple_of_parameters(n_x, n_h, n_y):
    """Your four arrays come as a tuple. The text asks for a dictionary with which keys?"""
    return tuple(initialize_parameters(n_x, n_h, n_y).values())


# --- forward_propagation ------------------------------------------------------------------------------------


@exercise(
    parts={"hidden": 2, "output": 2},
    returns=(
        close("output"),
        {"Z1": close("hidden"), "A1": close("hidden"), "Z2": close("output"), "A2": close("output")},
    ),
    hints=(
        "Write the shape under every array: W1 is (n_h, n_x) and X is (n_x, m). Which product gives (n_h, m)?",
        "Each layer does two things: weights times what arrives, plus bias; then its activation. The hidden one "
        "uses tanh, the last one the sigmoid.",
        "What arrives at the second layer is the activation of the first. Return A2 first, then the dictionary of "
        "all four arrays.",
    ),
)
def forward_propagation(X, parameters):
    """From examples to probabilities: ``(A2 (n_y, m), {"Z1", "A1" (n_h, m), "Z2", "A2" (n_y, m)})``.

    ``X (n_x, m)``, parameters as in initialize_parameters. Formula: each layer applies its activation (tanh,
    then sigmoid) to W A + b, where A is what the layer before gave.
    """
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation.inputs
def forward_propagation_inputs(rng):
    for n_x, n_h, m in [(2, 4, 3), (5, 3, 6), (3, 6, 8)]:
        X, _, parameters = _network(rng, n_x, n_h, m)
        yield case(X, parameters)


@forward_propagation.also_correct
def forward_with_loops(X, parameters):
    W1, b1, W2, b2 = (np.asarray(parameters[key]) for key in ("W1", "b1", "W2", "b2"))
    n_h, m = W1.shape[0], X.shape[1]
    Z1, A1, Z2, A2 = np.zeros((n_h, m)), np.zeros((n_h, m)), np.zeros((1, m)), np.zeros((1, m))
    for j in range(m):
        for i in range(n_h):
            Z1[i, j] = sum(W1[i, k] * X[k, j] for k in range(X.shape[0])) + b1[i, 0]
            A1[i, j] = math.tanh(Z1[i, j])
        Z2[0, j] = sum(W2[0, i] * A1[i, j] for i in range(n_h)) + b2[0, 0]
        A2[0, j] = 1 / (1 + math.exp(-Z2[0, j]))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation.also_correct
def forward_with_matrix_products(X, parameters, verbose=True):
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    Z1 = W1 @ X + b1
    A1 = (np.exp(Z1) - np.exp(-Z1)) / (np.exp(Z1) + np.exp(-Z1))
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(z=Z2)
    assert A2.shape == (1, X.shape[1])
    if verbose:
        print(A2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "W1": W1, "b1": b1, "W2": W2, "b2": b2}


@forward_propagation.also_correct
def forward_with_examples_in_rows(X, parameters):
    W1, b1, W2, b2 = parameters["W1"].T, parameters["b1"].T, parameters["W2"].T, parameters["b2"].T
    Z1 = np.matmul(X.T, W1) + b1
    A1 = np.tanh(Z1)
    Z2 = np.matmul(A1, W2) + b2
    A2 = 0.5 * (1 + np.tanh(Z2 / 2))
    return A2.T, {"Z1": Z1.T, "A1": A1.T, "Z2": Z2.T, "A2": A2.T}


@forward_propagation.also_correct
def forward_with_biases_in_the_weights(X, parameters):
    ones = np.ones((1, X.shape[1]))
    first = np.concatenate([parameters["W1"], parameters["b1"]], axis=1)
    second = np.hstack([parameters["W2"], parameters["b2"]])
    Z1 = np.einsum("ij,jk->ik", first, np.vstack([X, ones]))
    Z2 = np.einsum("ij,jk->ik", second, np.vstack([np.tanh(Z1), ones]))
    cache = {"Z1": Z1, "A1": np.tanh(Z1), "Z2": Z2, "A2": sigmoid(Z2)}
    return [cache["A2"], cache]


@forward_propagation.also_correct
def forward_in_place(X, parameters):
    parameters["b1"] = parameters["b1"].reshape(-1, 1)
    X -= 0
    Z1 = np.dot(parameters["W1"], X)
    Z1 += parameters["b1"]
    cache = {"Z1": Z1, "A1": np.tanh(Z1)}
    cache["Z2"] = np.dot(parameters["W2"], cache["A1"]) + float(parameters["b2"][0, 0])
    cache["A2"] = np.power(1 + np.exp(-cache["Z2"]), -1)
    return cache["A2"], cache


def _layers(X, parameters, hidden=np.tanh, output=sigmoid, b1=1.0, b2=1.0):
    """A forward pass with other activations, or with the biases taken ``b1`` and ``b2`` times."""
    Z1 = np.dot(parameters["W1"], X) + b1 * parameters["b1"]
    A1 = hidden(Z1)
    Z2 = np.dot(parameters["W2"], A1) + b2 * parameters["b2"]
    A2 = output(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# forward_propagation: the activations


@forward_propagation.mistake
def second_layer_skips_the_activation(X, parameters):
    """Your Z2 is made from Z1, so tanh bends nothing: two layers without a bend are one. What arrives at the
    second layer?"""
    A2, cache = forward_propagation(X, parameters)
    Z2 = np.dot(parameters["W2"], cache["Z1"]) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {**cache, "Z2": Z2, "A2": A2}


@forward_propagation.mistake
def sigmoid_dropped(X, parameters):
    """Your A2 is equal to Z2, any number at all. What turns the last score into a probability?"""
    return _layers(X, parameters, output=np.positive)


@forward_propagation.mistake
def tanh_dropped(X, parameters):
    """Your A1 is equal to Z1. Without a bend in the hidden layer the boundary stays a line: what bends it?"""
    return _layers(X, parameters, hidden=np.positive)


@forward_propagation.mistake
def both_activations_dropped(X, parameters):
    """Your A1 is equal to Z1 and your A2 to Z2. Each layer has a second step after weights and bias: which one?"""
    return _layers(X, parameters, hidden=np.positive, output=np.positive)


@forward_propagation.mistake
def sigmoid_in_the_hidden_layer(X, parameters):
    """Your A1 lies between 0 and 1: that is the sigmoid. Which activation does the text give the hidden layer?"""
    return _layers(X, parameters, hidden=sigmoid)


@forward_propagation.mistake
def relu_in_the_hidden_layer(X, parameters):
    """Your A1 is 0 wherever Z1 is negative: that is ReLU. Which activation does the text give the hidden layer?"""
    return _layers(X, parameters, hidden=relu.reference)


@forward_propagation.mistake
def tanh_in_the_output_layer(X, parameters):
    """Your A2 lies between -1 and 1: that is tanh. A probability lies between which two numbers?"""
    return _layers(X, parameters, output=np.tanh)


@forward_propagation.mistake
def activations_exchanged(X, parameters):
    """Your hidden layer uses the sigmoid and your last layer tanh. Which of the two gives a probability?"""
    return _layers(X, parameters, hidden=sigmoid, output=np.tanh)


@forward_propagation.mistake
def sigmoid_twice(X, parameters):
    """Your A2 is the sigmoid of the sigmoid, between 0.5 and 0.74. How often is it applied to Z2?"""
    return _layers(X, parameters, output=lambda z: sigmoid(sigmoid(z)))


@forward_propagation.mistake
def sigmoid_falls(X, parameters):
    """Your A2 falls as Z2 grows: it is 1 minus the expected one. Which sign belongs in the exponent?"""
    return _layers(X, parameters, output=lambda z: sigmoid(-z))


@forward_propagation.mistake
def decision_for_probability(X, parameters):
    """Your A2 holds only 0 and 1: the decisions. The cost needs the probability itself: what comes before the
    decision?"""
    return _layers(X, parameters, output=lambda z: np.where(z > 0, 1.0, 0.0))


# forward_propagation: the biases


@forward_propagation.mistake
def first_bias_left_out(X, parameters):
    """Your Z1 is that of a network without b1. What is added to the product of W1 and X?"""
    return _layers(X, parameters, b1=0.0)


@forward_propagation.mistake
def second_bias_left_out(X, parameters):
    """Your Z1 is right, and your Z2 is that of a network without b2. What is added to the product of W2 and A1?"""
    return _layers(X, parameters, b2=0.0)


@forward_propagation.mistake
def both_biases_left_out(X, parameters):
    """Your numbers are those of a network without biases. Where do b1 and b2 enter?"""
    return _layers(X, parameters, b1=0.0, b2=0.0)


@forward_propagation.mistake
def biases_subtracted(X, parameters):
    """Your Z1 and Z2 are too far from the products by twice the bias: it was taken away. Which sign does the
    formula have?"""
    return _layers(X, parameters, b1=-1.0, b2=-1.0)


@forward_propagation.mistake
def second_bias_in_both_layers(X, parameters):
    """Your Z1 was moved by b2, the same number for all hidden units. Which bias belongs to the first layer?"""
    return forward_propagation(X, {**parameters, "b1": parameters["b2"]})


# forward_propagation: the products


@forward_propagation.mistake
def elementwise_first_product(X, parameters):
    """W1 and X were multiplied entry by entry, and their shapes do not allow it. Which product lets rows of W1
    meet columns of X?"""
    Z1 = parameters["W1"] * X + parameters["b1"]
    return np.tanh(Z1), {}


@forward_propagation.mistake
def first_weights_on_their_side(X, parameters):
    """W1 was turned on its side before the product with X, and the sizes do not meet. Does (n_h, n_x) times
    (n_x, m) need a transpose?"""
    Z1 = np.dot(parameters["W1"].T, X) + parameters["b1"]
    return np.tanh(Z1), {}


@forward_propagation.mistake
def factors_in_the_other_order(X, parameters):
    """X stands in front of W1 in the product, and the sizes do not meet. In which order do (n_h, n_x) and
    (n_x, m) fit together?"""
    Z1 = np.dot(X, parameters["W1"]) + parameters["b1"]
    return np.tanh(Z1), {}


@forward_propagation.mistake
def second_layer_sees_the_inputs(X, parameters):
    """W2 was multiplied with X, and the sizes do not meet. What does the hidden layer hand on to the second?"""
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    Z2 = np.dot(parameters["W2"], X) + parameters["b2"]
    return sigmoid(Z2), {"Z1": Z1}


# forward_propagation: what is returned


@forward_propagation.mistake
def cache_before_probabilities(X, parameters):
    """The numbers are right, but the dictionary comes before A2. Which order does the text give?"""
    A2, cache = forward_propagation(X, parameters)
    return cache, A2


@forward_propagation.mistake
def cache_not_returned(X, parameters):
    """A2 came back alone. The way back will need Z1, A1, Z2 and A2: which second value holds these?"""
    return forward_propagation(X, parameters)[0]


@forward_propagation.mistake
def cache_returned_alone(X, parameters):
    """The dictionary came back alone. Which value does the text put in front of it?"""
    return forward_propagation(X, parameters)[1]


@forward_propagation.mistake
def cache_with_activations_for_scores(X, parameters):
    """Your entries Z1 and Z2 hold A1 and A2. Which two arrays exist before the activations are applied?"""
    A2, cache = forward_propagation(X, parameters)
    return A2, {**cache, "Z1": cache["A1"], "Z2": cache["A2"]}


@forward_propagation.mistake
def cache_with_z_and_a_exchanged(X, parameters):
    """In your dictionary Z and A have changed places in both layers. Which of them comes before the activation?"""
    A2, cache = forward_propagation(X, parameters)
    return A2, {"Z1": cache["A1"], "A1": cache["Z1"], "Z2": cache["A2"], "A2": cache["Z2"]}


@forward_propagation.mistake(reads_global=True)
def notebook_variable_for_examples(X, parameters):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    Z1 = np.dot(parameters["W1"], flower_X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    return sigmoid(Z2), {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": sigmoid(Z2)}


# --- compute_cost -------------------------------------------------------------------------------------------


@exercise(
    parts={"cost": 3},
    returns=scalar("cost", rtol=0, atol=COST_SLACK),
    hints=(
        "How large should the cost of one example be if its label is 1 and A2 says 0.9? And if A2 says 0.1?",
        "Each example brings one logarithm: that of A2 if its label is 1, that of 1 minus A2 if it is 0. The labels "
        "themselves can switch the two on and off.",
        "Multiply entry by entry, add both terms, sum over all examples, divide by m, and turn the sign.",
    ),
)
def compute_cost(A2, Y, parameters=None):
    """Cross-entropy, one number, of the probabilities ``A2 (1, m)`` and the labels ``Y (1, m)``.

    The third argument is not needed. Formula: the mean of -(y log a + (1 - y) log(1 - a)).
    """
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


@compute_cost.inputs
def compute_cost_inputs(rng):
    for n_x, n_h, m, agreement in [(2, 4, 3, 1), (3, 5, 7, -1), (4, 3, 10, 1), (5, 2, 17, -1)]:
        yield case(*_probabilities(rng, m, agreement), _parameters(rng, n_x, n_h))


@compute_cost.also_correct
def cost_of_two_arguments(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = -1 / m * np.sum(logprobs)
    return float(np.squeeze(cost))


@compute_cost.also_correct
def cost_with_loop(A2, Y, parameters):
    W1, W2 = parameters["W1"], parameters["W2"]
    print(W1.shape, W2.shape)
    cost = 0
    for a, y in zip(A2[0], Y[0], strict=True):
        cost -= math.log(a) if y == 1 else math.log(1 - a)
    return cost / len(Y[0])


@compute_cost.also_correct
def cost_with_matrix_products(A2, Y, parameters=None, verbose=True):
    cost = (-1 / Y.shape[1]) * (Y @ np.log(A2).T + (1 - Y) @ np.log(1 - A2).T)
    if verbose:
        print("cost", cost)
    return cost


@compute_cost.also_correct
def cost_with_epsilon(A2, Y, parameters=None, epsilon=1e-5):
    m = A2.shape[1]
    return np.squeeze(-np.dot(np.log(A2 + epsilon), Y.T) - np.dot(np.log(1 - A2 + epsilon), (1 - Y).T)) / m


@compute_cost.also_correct
def cost_in_place(A2, Y, parameters=None):
    A2[Y == 0] = 1 - A2[Y == 0]
    return [-np.log(A2).mean()]


# compute_cost: the average and the sign


@compute_cost.mistake
def cost_not_averaged(A2, Y, parameters=None):
    """Your cost is exactly m times what was expected. By what is a sum divided to become an average?"""
    return compute_cost(A2, Y) * Y.size


@compute_cost.mistake
def cost_averaged_twice(A2, Y, parameters=None):
    """Your cost is m times too small. A mean is divided by m already: how often did you divide?"""
    return compute_cost(A2, Y) / Y.size


@compute_cost.mistake
def cost_halved(A2, Y, parameters=None):
    """Your cost is exactly half of what was expected. The factor 1/2 belongs to squared errors: is it here
    too?"""
    return compute_cost(A2, Y) / 2


@compute_cost.mistake
def sign_missing(A2, Y, parameters=None):
    """Your cost has the right size and is negative. Logarithms of probabilities are below 0: what makes a cost
    of them?"""
    return -compute_cost(A2, Y)


@compute_cost.mistake
def sign_missing_and_not_averaged(A2, Y, parameters=None):
    """Your cost is negative and m times too large: the bare sum of the logarithms. Which two things stand in
    front of the sum?"""
    return -compute_cost(A2, Y) * Y.size


# compute_cost: the two terms


@compute_cost.mistake
def first_term_alone(A2, Y, parameters=None):
    """Your cost counts only the examples whose label is 1. Which term speaks for those with label 0?"""
    return -np.mean(Y * np.log(A2))


@compute_cost.mistake
def first_term_alone_not_averaged(A2, Y, parameters=None):
    """Your cost adds up the examples with label 1 alone and takes no average. What do the others add, and
    what is 1/m for?"""
    return -np.sum(Y * np.log(A2))


@compute_cost.mistake
def second_term_alone(A2, Y, parameters=None):
    """Your cost counts only the examples whose label is 0. Which term speaks for those with label 1?"""
    return -np.mean((1 - Y) * np.log(1 - A2))


@compute_cost.mistake
def terms_exchanged(A2, Y, parameters=None):
    """Your cost is small where the predictions are bad. For an example with label 1, whose logarithm should
    count?"""
    return -np.mean(Y * np.log(1 - A2) + (1 - Y) * np.log(A2))


@compute_cost.mistake
def minus_between_the_terms(A2, Y, parameters=None):
    """In your cost the examples with label 0 lower it instead of raising it. Which sign joins the two terms, and
    how far do the brackets behind the minus go?"""
    return -np.mean(Y * np.log(A2) - (1 - Y) * np.log(1 - A2))


@compute_cost.mistake
def labels_not_used_in_second_term(A2, Y, parameters=None):
    """Your second term counts every example, also those with label 1. Which factor switches it off for these?"""
    return -np.mean(Y * np.log(A2) + np.log(1 - A2))


# compute_cost: what is added up


@compute_cost.mistake
def cost_not_summed(A2, Y, parameters=None):
    """Your cost is an array with one entry an example, not one number. What makes a single number of them?"""
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / Y.size


@compute_cost.mistake
def losses_not_summed(A2, Y, parameters=None):
    """Your array holds the loss of each example, and nothing was added up or divided. What makes their average
    of them?"""
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


@compute_cost.mistake
def summed_over_the_other_axis(A2, Y, parameters=None):
    """Your cost is a rank-1 array with one entry an example: the sum ran down the single row. Along which axis
    do the examples lie?"""
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2), axis=0) / Y.size


@compute_cost.mistake
def cost_as_table(A2, Y, parameters=None):
    """Your cost is a table of m by m numbers: every label met every example's logarithm. Which transpose is
    one too many?"""
    return -(np.dot(Y.T, np.log(A2)) + np.dot((1 - Y).T, np.log(1 - A2))) / Y.size


@compute_cost.mistake
def product_of_two_rows(A2, Y, parameters=None):
    """Two rows were handed to a matrix product, and their sizes do not meet. Which operation multiplies label
    and logarithm entry by entry?"""
    return -(np.dot(Y, np.log(A2)) + np.dot(1 - Y, np.log(1 - A2))) / Y.size


# compute_cost: another formula


@compute_cost.mistake
def squared_error(A2, Y, parameters=None):
    """Your cost is the mean squared difference of A2 and Y. Here the cost is the cross-entropy: where are its
    logarithms?"""
    return np.mean((A2 - Y) ** 2)


@compute_cost.mistake
def half_squared_error(A2, Y, parameters=None):
    """Your cost is half the mean squared difference of A2 and Y. Here the cost is the cross-entropy: where are
    its logarithms?"""
    return np.mean((A2 - Y) ** 2) / 2


@compute_cost.mistake
def absolute_error(A2, Y, parameters=None):
    """Your cost is the mean distance between A2 and Y. Here the cost is the cross-entropy: where are its
    logarithms?"""
    return np.mean(np.abs(A2 - Y))


@compute_cost.mistake
def logarithm_of_base_ten(A2, Y, parameters=None):
    """Your cost is smaller by the factor 2.3026. Which base does the logarithm in the formula have?"""
    return compute_cost(A2, Y) / np.log(10)


@compute_cost.mistake
def logarithm_of_base_two(A2, Y, parameters=None):
    """Your cost is larger by the factor 1.4427. Which base does the logarithm in the formula have?"""
    return compute_cost(A2, Y) / np.log(2)


@compute_cost.mistake
def logarithm_of_labels(A2, Y, parameters=None):
    """Your cost is not finite: the logarithm met a 0. Of A2 and Y, which one is never exactly 0 or 1?"""
    return -np.mean(A2 * np.log(Y) + (1 - A2) * np.log(1 - Y))


@compute_cost.mistake(raises=AssertionError, mentions="float)")
def assert_after_squeeze(A2, Y, parameters=None):
    """An assert of your own stopped the function before any number was compared. After np.squeeze a cost can be
    an array of shape (): is that a Python float?"""
    cost = np.squeeze(-(np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)) / Y.size)
    assert isinstance(cost, float)
    return cost


@compute_cost.mistake(reads_global=True)
def notebook_variable_for_labels(A2, Y, parameters=None):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    return -np.mean(flower_Y * np.log(A2) + (1 - flower_Y) * np.log(1 - A2))


# --- backward_propagation -----------------------------------------------------------------------------------


@exercise(
    parts={"dW2": 1, "db2": 1, "dW1": 2, "db1": 2},
    returns={
        "dW1": close("dW1", rtol=1e-6, atol=1e-7),
        "db1": close("db1", rtol=1e-6, atol=1e-7),
        "dW2": close("dW2", rtol=1e-6, atol=1e-7),
        "db2": scalar("db2", rtol=1e-6, atol=1e-7),
    },
    hints=(
        "Every derivative has the shape of what it belongs to. Write these shapes down before any formula.",
        "Begin at the end: the error of the last layer is A2 minus Y. Send it back through W2, then through the "
        "slope of tanh.",
        "A dW is the error of its layer times what arrived there, transposed; a db is the row sums of that error, "
        "kept as a column; all four share 1/m.",
    ),
    equivalent={
        "line 7: Y -> X": "both have one column an example",
        "line 11: np.sum(dZ2, axis=1, keepdims=True) -> np.sum(dZ2, keepdims=True)": "there is one output unit",
        "line 11: np.sum(dZ2, axis=1, keepdims=True) -> np.sum(dZ2, axis=1)": "one number, however it is wrapped",
        "line 11: True -> False": "one number, however it is wrapped",
    },
)
def backward_propagation(parameters, cache, X, Y):
    """Gradient of the cost: ``{"dW1" (n_h, n_x), "db1" (n_h, 1), "dW2" (1, n_h), "db2" (1, 1)}``.

    Parameters and cache as in forward_propagation, ``X (n_x, m)``, ``Y (1, m)``. Formula: chain rule from the
    last layer to the first; the cross-entropy of a sigmoid has the error a - y, tanh has the slope 1 - a^2.
    """
    m = Y.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - A1**2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@backward_propagation.inputs
def backward_propagation_inputs(rng):
    """Caches that belong to the parameters and examples, so that any way to the gradient is right."""
    for n_x, n_h, m in [(2, 4, 3), (5, 3, 7), (3, 6, 8)]:
        X, Y, parameters = _network(rng, n_x, n_h, m)
        yield case(parameters, _cache(X, parameters), X, Y)


@backward_propagation.also_correct
def backward_with_loops(parameters, cache, X, Y):
    W2, A1, A2 = parameters["W2"], cache["A1"], cache["A2"]
    (n_h, m), n_x = A1.shape, X.shape[0]
    dW1, db1, dW2, db2 = np.zeros((n_h, n_x)), np.zeros((n_h, 1)), np.zeros((1, n_h)), 0.0
    for j in range(m):
        error = A2[0, j] - Y[0, j]
        db2 += error / m
        for i in range(n_h):
            dW2[0, i] += error * A1[i, j] / m
            sent_back = error * W2[0, i] * (1 - A1[i, j] * A1[i, j])
            db1[i, 0] += sent_back / m
            for k in range(n_x):
                dW1[i, k] += sent_back * X[k, j] / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


@backward_propagation.also_correct
def backward_with_multiply_and_tanh_again(parameters, cache, X, Y, verbose=True):
    m = X.shape[1]
    W1, W2 = parameters["W1"], parameters["W2"]
    dZ2 = cache["A2"] - Y
    dW2 = (1 / m) * np.dot(dZ2, np.transpose(cache["A1"]))
    db2 = (1 / m) * np.sum(dZ2)
    dZ1 = np.multiply(W2.T, dZ2) * (1 - np.tanh(cache["Z1"]) ** 2)
    dW1 = (1 / m) * np.dot(dZ1, np.transpose(X))
    db1 = (1 / m) * np.sum(dZ1, axis=1, keepdims=True)
    if verbose:
        print(W1.shape, dW1.shape)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2, "dZ1": dZ1}


@backward_propagation.also_correct
def backward_with_einsum(parameters, cache, X, Y):
    error = (cache["A2"] - Y) / Y.size
    hidden = np.einsum("ij,ik->jk", parameters["W2"], error) * tanh_derivative(a=cache["A1"])
    return {
        "dW2": np.einsum("ij,kj->ik", error, cache["A1"]),
        "db2": error.sum(axis=1),
        "dW1": np.einsum("ij,kj->ik", hidden, X),
        "db1": hidden.sum(axis=1).reshape(-1, 1),
    }


@backward_propagation.also_correct
def backward_in_place(parameters, cache, X, Y):
    m, A1 = float(Y.shape[1]), cache["A1"]
    cache["A2"] -= Y
    grads = {"dW2": cache["A2"] @ A1.T / m, "db2": cache["A2"].mean(axis=1, keepdims=True)}
    A1 *= -A1
    A1 += 1
    A1 *= parameters["W2"].T @ cache["A2"]
    grads["dW1"], grads["db1"] = A1 @ X.T / m, A1.mean(axis=1, keepdims=True)
    return grads


@backward_propagation.also_correct
def backward_by_differences(parameters, cache, X, Y, h=1e-5):
    def cost(moved):
        z = np.dot(moved["W2"], np.tanh(np.dot(moved["W1"], X) + moved["b1"])) + moved["b2"]
        return float(np.mean(np.logaddexp(0, z) - Y * z))

    grads = {}
    for key, value in parameters.items():
        grads["d" + key] = np.zeros(value.shape)
        for index in np.ndindex(value.shape):
            step = np.zeros(value.shape)
            step[index] = h
            higher, lower = cost({**parameters, key: value + step}), cost({**parameters, key: value - step})
            grads["d" + key][index] = (higher - lower) / (2 * h)
    return grads


def _sent_back(parameters, cache, X, Y, dZ2=None, slope=None, dZ1=None):
    """The gradient with another error of the last layer, another slope of tanh or another hidden error."""
    m = Y.shape[1]
    dZ2 = cache["A2"] - Y if dZ2 is None else dZ2
    slope = 1 - cache["A1"] ** 2 if slope is None else slope
    dZ1 = np.dot(parameters["W2"].T, dZ2) * slope if dZ1 is None else dZ1
    return {
        "dW1": np.dot(dZ1, X.T) / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dW2": np.dot(dZ2, cache["A1"].T) / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }


# backward_propagation: the slope of tanh


@backward_propagation.mistake
def slope_made_of_z(parameters, cache, X, Y):
    """Your dW1 and db1 hold a slope made of Z1, which can even be negative. The formula for the slope of tanh is
    made of its value: which entry of the cache is that?"""
    return _sent_back(parameters, cache, X, Y, slope=1 - cache["Z1"] ** 2)


@backward_propagation.mistake
def slope_not_squared(parameters, cache, X, Y):
    """Your slope of tanh is 1 minus A1, above 1 for negative A1. What happens to A1 before it is taken from 1?"""
    return _sent_back(parameters, cache, X, Y, slope=1 - cache["A1"])


@backward_propagation.mistake
def slope_of_the_sigmoid(parameters, cache, X, Y):
    """Your dW1 and db1 hold the slope of the sigmoid. Which activation does the hidden layer have?"""
    return _sent_back(parameters, cache, X, Y, slope=cache["A1"] * (1 - cache["A1"]))


@backward_propagation.mistake
def slope_of_relu(parameters, cache, X, Y):
    """Your dW1 and db1 hold the slope of ReLU. Which activation does the hidden layer have?"""
    return _sent_back(parameters, cache, X, Y, slope=(cache["Z1"] > 0).astype(float))


@backward_propagation.mistake
def slope_with_tanh_twice(parameters, cache, X, Y):
    """Your slope applies tanh to A1, which is a tanh already. Which of the two, Z1 or A1, is right inside 1 minus
    a square?"""
    return _sent_back(parameters, cache, X, Y, slope=1 - np.tanh(cache["A1"]) ** 2)


@backward_propagation.mistake
def slope_left_out(parameters, cache, X, Y):
    """Your dW1 and db1 are those of a hidden layer without tanh. What stands between A1 and Z1 on the way back?"""
    return _sent_back(parameters, cache, X, Y, slope=1.0)


@backward_propagation.mistake
def slope_with_plus(parameters, cache, X, Y):
    """Your slope of tanh is above 1 everywhere, and tanh is never that steep. Which sign stands before the
    square?"""
    return _sent_back(parameters, cache, X, Y, slope=1 + cache["A1"] ** 2)


@backward_propagation.mistake
def slope_as_matrix_product(parameters, cache, X, Y):
    """Two arrays of the shape (n_h, m) met in a matrix product, and their sizes do not fit. Which operation
    multiplies them, or squares one, entry by entry?"""
    dZ1 = np.dot(np.dot(parameters["W2"].T, cache["A2"] - Y), 1 - cache["A1"] ** 2)
    return _sent_back(parameters, cache, X, Y, dZ1=dZ1)


@backward_propagation.mistake
def m_columns_met_n_h_rows(parameters, cache, X, Y):
    """In a matrix product the m columns of one array met the n_h rows of another, and these sizes do not fit. Is one
    of them to be turned on its side, or are entries to be multiplied one by one?"""
    dZ1 = parameters["W2"].T @ (cache["A2"] - Y) @ (1 - cache["A1"] ** 2)
    return _sent_back(parameters, cache, X, Y, dZ1=dZ1)


# backward_propagation: the error


@backward_propagation.mistake
def error_reversed(parameters, cache, X, Y):
    """All four derivatives have the right size and the wrong sign. Is the error A2 minus Y, or Y minus A2?"""
    return _sent_back(parameters, cache, X, Y, dZ2=Y - cache["A2"])


@backward_propagation.mistake
def labels_not_subtracted(parameters, cache, X, Y):
    """Your derivatives are made of A2 alone, as if every label were 0. What tells the network how wrong it was?"""
    return _sent_back(parameters, cache, X, Y, dZ2=cache["A2"])


@backward_propagation.mistake
def labels_the_wrong_way_round(parameters, cache, X, Y):
    """Your derivatives belong to labels in which 0 and 1 have changed places. What is the error of an example
    with label 1?"""
    return _sent_back(parameters, cache, X, Y, dZ2=cache["A2"] - (1 - Y))


@backward_propagation.mistake
def slope_of_the_sigmoid_once_more(parameters, cache, X, Y):
    """Each example's error was also multiplied by A2(1 - A2). With the cross-entropy this factor cancels: try it
    on paper."""
    A2 = cache["A2"]
    return _sent_back(parameters, cache, X, Y, dZ2=(A2 - Y) * A2 * (1 - A2))


@backward_propagation.mistake
def score_for_probability(parameters, cache, X, Y):
    """Your error is Z2 minus Y. Labels are compared with probabilities: which entry of the cache holds these?"""
    return _sent_back(parameters, cache, X, Y, dZ2=cache["Z2"] - Y)


@backward_propagation.mistake
def first_weights_for_second(parameters, cache, X, Y):
    """W1 was handed to the product that sends the error back, and the sizes do not meet. Which weights lie
    between the hidden layer and the error of the output?"""
    dZ1 = np.dot(parameters["W1"].T, cache["A2"] - Y) * (1 - cache["A1"] ** 2)
    return _sent_back(parameters, cache, X, Y, dZ1=dZ1)


@backward_propagation.mistake
def weights_not_transposed(parameters, cache, X, Y):
    """W2 and the error met as (1, n_h) and (1, m), and the sizes do not meet. On the way back n_h rows are
    needed: what turns W2?"""
    dZ1 = np.dot(parameters["W2"], cache["A2"] - Y) * (1 - cache["A1"] ** 2)
    return _sent_back(parameters, cache, X, Y, dZ1=dZ1)


@backward_propagation.mistake
def gradient_for_weights(parameters, cache, X, Y):
    """dW2 took the place of W2 when the error was sent back, so dW1 and db1 are off. What multiplied A1 on the
    way forward?"""
    dZ2 = cache["A2"] - Y
    dW2 = np.dot(dZ2, cache["A1"].T) / Y.shape[1]
    return _sent_back(parameters, cache, X, Y, dZ1=np.dot(dW2.T, dZ2) * (1 - cache["A1"] ** 2))


@backward_propagation.mistake
def weights_not_passed(parameters, cache, X, Y):
    """Your hidden error is that of the output, the same for all hidden units: W2 plays no part. How strongly is
    each unit to blame?"""
    return _sent_back(parameters, cache, X, Y, dZ1=(cache["A2"] - Y) * (1 - cache["A1"] ** 2))


# backward_propagation: what the errors are multiplied with


@backward_propagation.mistake
def scores_for_activations(parameters, cache, X, Y):
    """Your dW2 was made with Z1. What arrived at the second layer on the way forward, Z1 or A1?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "dW2": np.dot(cache["A2"] - Y, cache["Z1"].T) / Y.shape[1]}


@backward_propagation.mistake
def inputs_for_activations(parameters, cache, X, Y):
    """Your dW2 was made with X and has n_x entries. What arrived at the second layer on the way forward?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "dW2": np.dot(cache["A2"] - Y, X.T) / Y.shape[1]}


@backward_propagation.mistake
def activations_for_inputs(parameters, cache, X, Y):
    """Your dW1 was made with A1 and is a square table. What arrived at the first layer on the way forward?"""
    grads = backward_propagation(parameters, cache, X, Y)
    dZ1 = np.dot(parameters["W2"].T, cache["A2"] - Y) * (1 - cache["A1"] ** 2)
    return {**grads, "dW1": np.dot(dZ1, cache["A1"].T) / Y.shape[1]}


@backward_propagation.mistake
def weight_derivatives_on_their_side(parameters, cache, X, Y):
    """Your dW1 and dW2 hold the right numbers on their side. A step changes W by a part of dW: which shape must
    dW have then?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "dW1": grads["dW1"].T, "dW2": grads["dW2"].T}


@backward_propagation.mistake
def errors_times_activations_entry_by_entry(parameters, cache, X, Y):
    """Your dW2 still has a column for each example: the products were not added up. Which product sums over the
    examples by itself?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "dW2": (cache["A2"] - Y) * cache["A1"] / Y.shape[1]}


# backward_propagation: the average


@backward_propagation.mistake
def nothing_averaged(parameters, cache, X, Y):
    """All four derivatives are exactly m times too large: sums over the examples. What turns a sum into an
    average?"""
    return {key: value * Y.shape[1] for key, value in backward_propagation(parameters, cache, X, Y).items()}


@backward_propagation.mistake
def weight_derivatives_not_averaged(parameters, cache, X, Y):
    """Your dW1 and dW2 are exactly m times too large, db1 and db2 are right. What turns a sum into an average?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "dW1": grads["dW1"] * Y.shape[1], "dW2": grads["dW2"] * Y.shape[1]}


@backward_propagation.mistake
def bias_derivatives_not_averaged(parameters, cache, X, Y):
    """Your db1 and db2 are exactly m times too large, dW1 and dW2 are right. What turns a sum into an average?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "db1": grads["db1"] * Y.shape[1], "db2": grads["db2"] * Y.shape[1]}


@backward_propagation.mistake
def first_layer_averaged_twice(parameters, cache, X, Y):
    """Your dW1 and db1 are m times too small, dW2 and db2 are right. How often was the error divided by m on its
    way back?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "dW1": grads["dW1"] / Y.shape[1], "db1": grads["db1"] / Y.shape[1]}


@backward_propagation.mistake
def averaged_over_features(parameters, cache, X, Y):
    """All four derivatives were divided by the number of features. Which axis of X counts the examples?"""
    ratio = X.shape[1] / X.shape[0]
    return {key: value * ratio for key, value in backward_propagation(parameters, cache, X, Y).items()}


# backward_propagation: the biases


@backward_propagation.mistake
def bias_derivatives_without_keepdims(parameters, cache, X, Y):
    """Your db1 is a rank-1 array. Taken from b1, a column, it makes a whole table by broadcasting. What keeps the
    axis over which was summed?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "db1": grads["db1"].reshape(-1), "db2": grads["db2"].reshape(-1)}


@backward_propagation.mistake
def bias_derivatives_not_summed(parameters, cache, X, Y):
    """Your db1 and db2 have one entry for each example. A unit has a single bias: what becomes of these entries?"""
    m, grads = Y.shape[1], backward_propagation(parameters, cache, X, Y)
    dZ1 = np.dot(parameters["W2"].T, cache["A2"] - Y) * (1 - cache["A1"] ** 2)
    return {**grads, "db1": dZ1 / m, "db2": (cache["A2"] - Y) / m}


@backward_propagation.mistake
def bias_derivatives_along_the_other_axis(parameters, cache, X, Y):
    """Your db1 and db2 were summed over the units, so a number for each example is left. Along which axis do the
    examples lie?"""
    m, grads = Y.shape[1], backward_propagation(parameters, cache, X, Y)
    dZ1 = np.dot(parameters["W2"].T, cache["A2"] - Y) * (1 - cache["A1"] ** 2)
    sums = {"db1": np.sum(dZ1, axis=0, keepdims=True) / m, "db2": np.sum(cache["A2"] - Y, axis=0, keepdims=True) / m}
    return {**grads, **sums}


@backward_propagation.mistake
def first_bias_derivative_as_one_number(parameters, cache, X, Y):
    """Your db1 is a single number: the hidden units were added together too. How many biases do n_h units have?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "db1": np.sum(grads["db1"])}


@backward_propagation.mistake
def first_bias_derivative_of_the_output(parameters, cache, X, Y):
    """Your db1 is the sum of the output's error. Each layer has an error of its own: which one belongs to b1?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {**grads, "db1": grads["db2"]}


# backward_propagation: what is returned


@backward_propagation.mistake
def layers_exchanged(parameters, cache, X, Y):
    """Your dW1 and db1 are those of the second layer, and the other way round. Which layer is number 1?"""
    grads = backward_propagation(parameters, cache, X, Y)
    return {"dW1": grads["dW2"], "db1": grads["db2"], "dW2": grads["dW1"], "db2": grads["db1"]}


@backward_propagation.mistake
def tuple_of_derivatives(parameters, cache, X, Y):
    """Your four derivatives come as a tuple. The text asks for a dictionary with which keys?"""
    return tuple(backward_propagation(parameters, cache, X, Y).values())


@backward_propagation.mistake(reads_global=True)
def notebook_variable_for_derivatives(parameters, cache, X, Y):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    m = flower_X.shape[1]
    dZ2 = cache["A2"] - flower_Y
    dZ1 = np.dot(parameters["W2"].T, dZ2) * (1 - cache["A1"] ** 2)
    return {
        "dW1": np.dot(dZ1, flower_X.T) / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dW2": np.dot(dZ2, cache["A1"].T) / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }


# --- update_parameters --------------------------------------------------------------------------------------


@exercise(
    parts={"parameters": 2},
    returns={
        "W1": close("parameters"),
        "b1": close("parameters"),
        "W2": close("parameters"),
        "b2": close("parameters"),
    },
    keeps_arguments=True,
    hints=(
        "The gradient points uphill. In which direction should each parameter move so that the cost becomes smaller?",
        "All four parameters move by the same rule, each with the derivative that bears its name.",
        "New value: old value minus the rate times its derivative. Make a new array for it; -= writes into the "
        "caller's array.",
    ),
)
def update_parameters(parameters, grads, learning_rate=1.2):
    """One step downhill, a new dictionary ``W1 b1 W2 b2``; the arguments stay as they are.

    Each derivative (``dW1`` and so on) has the shape of its parameter. Formula: theta - rate * dtheta
    (Cauchy, 1847).
    """
    return {
        "W1": parameters["W1"] - learning_rate * grads["dW1"],
        "b1": parameters["b1"] - learning_rate * grads["db1"],
        "W2": parameters["W2"] - learning_rate * grads["dW2"],
        "b2": parameters["b2"] - learning_rate * grads["db2"],
    }


@update_parameters.inputs
def update_parameters_inputs(rng):
    for n_x, n_h, n_y, rate in [(3, 4, 2, 0.5), (2, 5, 3, 0.3), (6, 3, 5, 2.4)]:
        grads = {
            "d" + key: signed(rng, 0.1, 0.8, value.shape) for key, value in _parameters(rng, n_x, n_h, n_y).items()
        }
        yield case(_parameters(rng, n_x, n_h, n_y), grads, round(rate * rng.uniform(0.9, 1.1), 3) if n_x != 3 else rate)


@update_parameters.also_correct
def update_with_loop(parameters, grads, learning_rate=1.2):
    return {key: value - learning_rate * grads["d" + key] for key, value in parameters.items()}


@update_parameters.also_correct
def update_of_copies(parameters, grads, learning_rate, verbose=True):
    import copy

    parameters = copy.deepcopy(parameters)
    for layer in range(1, len(parameters) // 2 + 1):
        parameters[f"W{layer}"] -= learning_rate * grads[f"dW{layer}"]
        parameters[f"b{layer}"] -= learning_rate * grads[f"db{layer}"]
    if verbose:
        print(parameters)
    return parameters


@update_parameters.also_correct
def update_with_functions(parameters, grads, learning_rate=1.2):
    W1, b1, W2, b2 = (parameters[key] for key in ("W1", "b1", "W2", "b2"))
    W1 = np.subtract(W1, np.multiply(learning_rate, grads["dW1"]))
    b1 = np.add(b1, np.negative(grads["db1"]) * learning_rate)
    W2 = W2 + -learning_rate * grads["dW2"]
    b2 = -(learning_rate * grads["db2"] - b2)
    return {"b1": b1, "b2": b2, "W1": W1, "W2": W2.tolist()}


@update_parameters.mistake(changes_input=True)
def step_in_place(parameters, grads, learning_rate=1.2):
    """Your numbers are right, and the arrays that the caller handed over have changed too. Which operator makes a
    new array, and which one writes into the old?"""
    for key in parameters:
        parameters[key] -= learning_rate * grads["d" + key]
    return parameters


@update_parameters.mistake
def step_uphill(parameters, grads, learning_rate=1.2):
    """Every parameter moved along its derivative, so the cost would grow. Which way leads downhill?"""
    return update_parameters(parameters, grads, -learning_rate)


@update_parameters.mistake
def rate_fixed_at_the_default(parameters, grads, learning_rate=1.2):
    """Your step has the rate 1.2 whatever the argument learning_rate says. Where does a number stand for it?"""
    return update_parameters(parameters, grads, 1.2)


@update_parameters.mistake
def rate_left_out(parameters, grads, learning_rate=1.2):
    """Your step is the whole derivative, as with the rate 1. Which argument says how long the step is?"""
    return update_parameters(parameters, grads, 1.0)


@update_parameters.mistake
def rate_fixed_at_a_hundredth(parameters, grads, learning_rate=1.2):
    """Your step has the rate 0.01 whatever the argument learning_rate says. Where does a number stand for it?"""
    return update_parameters(parameters, grads, 0.01)


@update_parameters.mistake
def divided_by_the_rate(parameters, grads, learning_rate=1.2):
    """Your steps become shorter as the rate grows: the derivative was divided by it. Which operation makes longer
    steps of larger rates?"""
    return update_parameters(parameters, grads, 1 / learning_rate)


@update_parameters.mistake
def step_for_parameters(parameters, grads, learning_rate=1.2):
    """Your result is minus the rate times the derivative: the old values were dropped. What is the step taken
    from?"""
    return {key: -learning_rate * grads["d" + key] for key in parameters}


@update_parameters.mistake
def only_weights_move(parameters, grads, learning_rate=1.2):
    """Your W1 and W2 have moved, b1 and b2 are as they came. Which other parameters have a derivative?"""
    moved = update_parameters(parameters, grads, learning_rate)
    return {**parameters, "W1": moved["W1"], "W2": moved["W2"]}


@update_parameters.mistake
def only_first_layer_moves(parameters, grads, learning_rate=1.2):
    """Your W1 and b1 have moved, W2 and b2 are as they came. How many layers learn?"""
    moved = update_parameters(parameters, grads, learning_rate)
    return {**parameters, "W1": moved["W1"], "b1": moved["b1"]}


@update_parameters.mistake
def only_second_layer_moves(parameters, grads, learning_rate=1.2):
    """Your W2 and b2 have moved, W1 and b1 are as they came. How many layers learn?"""
    moved = update_parameters(parameters, grads, learning_rate)
    return {**parameters, "W2": moved["W2"], "b2": moved["b2"]}


@update_parameters.mistake
def nothing_moves(parameters, grads, learning_rate=1.2):
    """Your parameters come back as they came in. Where do the moved ones go?"""
    return dict(parameters)


@update_parameters.mistake
def derivatives_returned(parameters, grads, learning_rate=1.2):
    """Your entries are the derivatives themselves under the names of the parameters. What is done with them?"""
    return {key: grads["d" + key] for key in parameters}


@update_parameters.mistake
def rate_times_the_whole(parameters, grads, learning_rate=1.2):
    """The rate multiplied the old values as well. How far do the brackets around the derivative go?"""
    return {key: learning_rate * (value - grads["d" + key]) for key, value in parameters.items()}


@update_parameters.mistake
def biases_move_by_their_mean(parameters, grads, learning_rate=1.2):
    """Within a layer all your biases moved by the same amount, the mean of the derivatives. How many numbers does
    a db hold?"""
    moved = update_parameters(parameters, grads, learning_rate)
    biases = {key: parameters[key] - learning_rate * np.mean(grads["d" + key]) for key in ("b1", "b2")}
    return {**moved, **biases}


@update_parameters.mistake
def weight_derivatives_for_biases(parameters, grads, learning_rate=1.2):
    """Your b1 and b2 have grown into tables: dW1 and dW2 were taken from them. Which derivatives belong to the
    biases?"""
    moved = update_parameters(parameters, grads, learning_rate)
    biases = {
        "b1": parameters["b1"] - learning_rate * grads["dW1"],
        "b2": parameters["b2"] - learning_rate * grads["dW2"],
    }
    return {**moved, **biases}


@update_parameters.mistake
def tuple_of_moved_parameters(parameters, grads, learning_rate=1.2):
    """Your four arrays come as a tuple. The text asks for a dictionary with which keys?"""
    return tuple(update_parameters(parameters, grads, learning_rate).values())


@update_parameters.mistake(raises=KeyError, mentions="'W1'")
def derivatives_looked_up_by_parameter(parameters, grads, learning_rate=1.2):
    """A dictionary was asked for 'W1' and has no such key. In which of the two dictionaries do the keys begin
    with a d?"""
    return {key: parameters[key] - learning_rate * grads[key] for key in ("W1", "b1", "W2", "b2")}


# --- nn_model -----------------------------------------------------------------------------------------------


@exercise(
    parts={"steps": 3, "count": 1},
    returns=all_of(
        trajectory(
            "steps",
            network=(("W1", "b1", "tanh"), ("W2", "b2", "sigmoid")),
            inputs=0,
            labels=1,
            settings={"rate": 1.2},
            arguments={"iterations": 3},
        ),
        # The last bias after one step, which is the same for all weights with these examples.
        Fields((Keys({"b2": close("count")}),), extra=3),
    ),
    needs=[
        layer_sizes,
        initialize_parameters,
        forward_propagation,
        compute_cost,
        backward_propagation,
        update_parameters,
    ],
    hints=(
        "You have written every part already. Which of them is called once, and which ones in each turn of the loop?",
        "Before the loop: parameters for n_h hidden units. In each turn: forward, (cost,) backward, update.",
        "update_parameters returns new parameters; the next turn must go on with these, so give them the old name. "
        "Return them after the last turn.",
    ),
)
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Train a network with ``n_h`` hidden units: its parameters ``W1 b1 W2 b2`` after ``num_iterations`` steps.

    ``X (n_x, m)``, ``Y (1, m)``. Printing is left to the notebook. Formula: gradient descent with the rate 1.2,
    every step with the gradient over all the examples.
    """
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    for _ in range(num_iterations):
        _, cache = forward_propagation(X, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    return parameters


@nn_model.inputs
def nn_model_inputs(rng):
    """Examples in pairs, x and -x, with the same label: the answers to a pair add up to 1 whatever the weights are, as
    long as the biases are zero. So the first step of the last bias tells how many steps there were."""
    for n_x, n_h, pairs in [(2, 3, 4), (4, 5, 3)]:
        X, Y = signed(rng, 0.3, 2.5, (n_x, pairs)), np.full((1, pairs), float(rng.integers(2)))
        Y[0, rng.integers(pairs)] = 1 - Y[0, 0]
        yield steps(np.hstack([X, -X]), np.hstack([Y, Y]), n_h, 1, vary={3: (1, 2, 30, 31)})


@nn_model.also_correct
def model_with_other_weights(X, Y, n_h, num_iterations=10000, print_cost=False):
    np.random.seed(3)
    n_x, n_y = layer_sizes(X, Y)[0], layer_sizes(X, Y)[2]
    parameters = initialize_without_seed(n_x, n_h, n_y)
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y, parameters)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, learning_rate=1.2)
        if print_cost and i % 1000 == 0:
            print(f"Cost after iteration {i}: {cost:f}", W1, b1, W2, b2)
    return parameters


@nn_model.also_correct
def model_written_out(X, Y, n_h, num_iterations=10000, print_cost=True):
    rng, m, i = np.random.default_rng(), X.shape[1], 0
    W1, W2 = rng.normal(0, 0.01, (n_h, len(X))), rng.normal(0, 0.01, (1, n_h))
    b1, b2 = np.zeros((n_h, 1)), np.zeros((1, 1))
    while i < num_iterations:
        A1 = np.tanh(W1 @ X + b1)
        A2 = 1 / (1 + np.exp(-(W2 @ A1 + b2)))
        if print_cost and i % 1000 == 0:
            print(i, -np.mean(np.log(np.where(Y == 1, A2, 1 - A2))))
        dZ2 = (A2 - Y) / m
        dZ1 = W2.T @ dZ2 * (1 - A1**2)
        W1 -= 1.2 * dZ1 @ X.T
        b1 -= 1.2 * dZ1.sum(axis=1, keepdims=True)
        W2 -= 1.2 * dZ2 @ A1.T
        b2 -= 1.2 * dZ2.sum()
        i += 1
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


@nn_model.also_correct
def model_with_larger_weights(X, Y, n_h, num_iterations=10000, learning_rate=1.2):
    parameters = {key: 50 * value for key, value in initialize_parameters(X.shape[0], n_h, 1).items()}
    for _ in range(num_iterations):
        grads = backward_propagation(parameters, forward_propagation(X, parameters)[1], X, Y)
        for key in parameters:
            parameters[key] = parameters[key] - learning_rate * grads["d" + key]
    return parameters


def _trained(X, Y, n_h, num_iterations, learning_rate=1.2):
    """Parameters after training with another rate."""
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    for _ in range(num_iterations):
        _, cache = forward_propagation(X, parameters)
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y), learning_rate)
    return parameters


_long_trainings = {}


def _trained_for_long(X, Y, n_h, num_iterations):
    """The same, remembered, because it takes long and is asked for again with every iteration count."""
    key = X.tobytes(), Y.tobytes(), n_h, num_iterations
    if key not in _long_trainings:
        _long_trainings[key] = _trained(X, Y, n_h, num_iterations)
    return _long_trainings[key]


# nn_model: how many steps


@nn_model.mistake
def iterations_fixed_at_the_default(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your training made 10000 steps whatever num_iterations says. Which number does your loop count to?"""
    return _trained_for_long(X, Y, n_h, 10000)


@nn_model.mistake
def iterations_fixed_at_a_thousand(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your training made 1000 steps whatever num_iterations says. Which number does your loop count to?"""
    return _trained_for_long(X, Y, n_h, 1000)


@nn_model.mistake
def one_step_too_many(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your parameters are one step ahead: with num_iterations = 1 they have moved twice. How many turns does your
    loop make?"""
    return _trained(X, Y, n_h, num_iterations + 1)


@nn_model.mistake
def one_step_too_few(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your parameters are one step behind: with num_iterations = 1 nothing has moved. With which number does your
    loop begin?"""
    return _trained(X, Y, n_h, num_iterations - 1)


@nn_model.mistake
def one_step_only(X, Y, n_h, num_iterations=10000, print_cost=False):
    """However many steps there are, your parameters are those after a single one. Does the loop end too early, or does
    it begin anew in every turn?"""
    return _trained(X, Y, n_h, 1)


# nn_model: the step


@nn_model.mistake
def moved_parameters_dropped(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your parameters never move. update_parameters leaves its arguments alone and returns new ones: where do
    these go?"""
    return initialize_parameters(X.shape[0], n_h, Y.shape[0])


@nn_model.mistake
def gradient_taken_once(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Every step of yours has the gradient of the first. After the parameters have moved, is it still valid?"""
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    grads = backward_propagation(parameters, forward_propagation(X, parameters)[1], X, Y)
    for _ in range(num_iterations):
        parameters = update_parameters(parameters, grads)
    return parameters


@nn_model.mistake
def cache_taken_once(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your way back always uses the activations of the untrained network. What must be called again once the
    parameters have moved?"""
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    _, cache = forward_propagation(X, parameters)
    for _ in range(num_iterations):
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, X, Y))
    return parameters


@nn_model.mistake
def steps_uphill(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Every step of yours goes along the gradient, so the cost grows. Which way leads downhill?"""
    return _trained(X, Y, n_h, num_iterations, -1.2)


@nn_model.mistake
def rate_one_half(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your steps have the rate 0.5. Which rate does the text ask for, and who has it as a default?"""
    return _trained(X, Y, n_h, num_iterations, 0.5)


@nn_model.mistake
def rate_one_tenth(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your steps have the rate 0.1. Which rate does the text ask for, and who has it as a default?"""
    return _trained(X, Y, n_h, num_iterations, 0.1)


@nn_model.mistake
def rate_one_hundredth(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your steps have the rate 0.01. Which rate does the text ask for, and who has it as a default?"""
    return _trained(X, Y, n_h, num_iterations, 0.01)


@nn_model.mistake
def rate_one(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your steps are the whole gradient, as with the rate 1. Which rate does the text ask for?"""
    return _trained(X, Y, n_h, num_iterations, 1.0)


# nn_model: sizes, data, result


@nn_model.mistake
def four_hidden_units_always(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your network has 4 hidden units whatever n_h says. layer_sizes gives its own idea of the hidden size: which
    of the two counts here?"""
    return _trained(X, Y, 4, num_iterations)


@nn_model.mistake
def derivatives_for_parameters(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your function returns grads, the derivatives of the last turn. What should the training leave behind?"""
    parameters = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    for _ in range(num_iterations):
        grads = backward_propagation(parameters, forward_propagation(X, parameters)[1], X, Y)
        parameters = update_parameters(parameters, grads)
    return grads


@nn_model.mistake(reads_global=True)
def notebook_variable_to_train(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    parameters = initialize_parameters(flower_X.shape[0], n_h, flower_Y.shape[0])
    for _ in range(num_iterations):
        _, cache = forward_propagation(flower_X, parameters)
        parameters = update_parameters(parameters, backward_propagation(parameters, cache, flower_X, flower_Y))
    return parameters


# --- predict ------------------------------------------------------------------------------------------------


@exercise(
    parts={"labels": 2},
    returns=labels("labels"),
    needs=[forward_propagation],
    hints=(
        "Which of your functions turns examples into probabilities, and which of its two results do you need here?",
        "A probability above 0.5 means yes, which is the label 1; any other means 0.",
        "Run the examples forward, compare all of A2 with 0.5 at once, and let true and false count as 1 and 0.",
    ),
)
def predict(parameters, X):
    """Labels ``(1, m)``, 1 where the probability of the example is above 0.5, else 0.

    ``X (n_x, m)``, parameters as in initialize_parameters. Formula: the class with the larger probability (Bayes
    decision).
    """
    A2, _ = forward_propagation(X, parameters)
    return (A2 > 0.5).astype(np.int8)


def _with_scores(rng, parameters, kinds):
    """Examples whose score Z2 lies in the ranges ``kinds``, found among many; None if that cannot be had.

    The average probability is no boundary by which they could be told apart just as well as by 0.5.
    """
    X = signed(rng, 0.1, 2.5, (parameters["W1"].shape[1], 400))
    A2, cache = forward_propagation(X, parameters)
    score, left, chosen = cache["Z2"][0], list(range(X.shape[1])), []
    for low, high in kinds:
        fitting = [j for j in left if low < score[j] < high]
        if not fitting:
            return None
        chosen.append(fitting[0])
        left.remove(fitting[0])
    A2 = A2[:, chosen]
    between = np.min(np.abs(A2 - np.mean(A2))) > 0.002 and not np.array_equal(np.mean(A2) < A2, A2 > 0.5)
    return X[:, chosen] if between else None


@predict.inputs
def predict_inputs(rng):
    """Scores on both sides of 0 and a third of them between 0 and 0.5; the first label is 1, 0, 1, 0, the last 1."""
    little, much, below = (0.06, 0.44), (0.56, 2.5), (-2.5, -0.06)
    for n_x, n_h, m, first in [(2, 4, 3, little), (3, 5, 8, below), (5, 3, 11, much), (4, 6, 40, below)]:
        X = None
        while X is None:
            middle = [(little, below, much)[i % 3] for i in range(m - 2)] if m > 3 else [below]
            kinds = [first, *(middle[i] for i in rng.permutation(m - 2)), much]
            parameters = _parameters(rng, n_x, n_h)
            X = _with_scores(rng, parameters, kinds)
        yield case(parameters, X)


@predict.also_correct
def predict_with_loop(parameters, X):
    A2, _ = forward_propagation(X, parameters)
    predictions = np.zeros((1, X.shape[1]))
    for j in range(A2.shape[1]):
        if A2[0, j] > 0.5:
            predictions[0, j] = 1
        else:
            predictions[0, j] = 0
    return predictions


@predict.also_correct
def predict_as_bool(parameters, X, threshold=0.5):
    return forward_propagation(X=X, parameters=parameters)[0] >= threshold


@predict.also_correct
def predict_by_the_sign_of_the_score(parameters, X):
    _, cache = forward_propagation(X, parameters)
    return np.where(cache["Z2"] > 0, 1, 0)


@predict.also_correct
def predict_by_rounding(parameters, X, verbose=True):
    A2, _ = forward_propagation(X, parameters)
    if verbose:
        print(A2)
    return np.round(A2)


@predict.also_correct
def predict_written_out(parameters, X):
    hidden = np.tanh(parameters["W1"] @ X + parameters["b1"])
    scores = parameters["W2"] @ hidden + parameters["b2"]
    return [1 if score > 0 else 0 for score in scores[0]]


@predict.mistake
def raw_score_compared(parameters, X):
    """Examples whose score lies between 0 and 0.5 got a 0: Z2 was compared with 0.5. Which number of the network is
    a probability?"""
    return (forward_propagation(X, parameters)[1]["Z2"] > 0.5).astype(np.int8)


@predict.mistake
def zero_and_one_exchanged(parameters, X):
    """Every 1 of yours should be a 0, and every 0 a 1. On which side of 0.5 is the answer yes?"""
    return (forward_propagation(X, parameters)[0] <= 0.5).astype(np.int8)


@predict.mistake
def probabilities_returned(parameters, X):
    """Your numbers lie between 0 and 1: they are the probabilities. One decision an example is still missing."""
    return forward_propagation(X, parameters)[0]


@predict.mistake
def probabilities_and_cache_returned(parameters, X):
    """Both results of the way forward came back as they are. Which of them holds the probabilities, and what is
    decided by them?"""
    return forward_propagation(X, parameters)


@predict.mistake
def always_one(parameters, X):
    """All your labels are 1. A probability is always above 0: with which number is it compared?"""
    return np.ones((1, X.shape[1]), dtype=np.int8)


@predict.mistake
def always_zero(parameters, X):
    """All your labels are 0, as if the array was made and never filled, or each probability was cut to an
    integer."""
    return np.zeros((1, X.shape[1]), dtype=np.int8)


@predict.mistake
def hidden_units_decide(parameters, X):
    """Your result has a row for each hidden unit: A1 was compared. Which activation is the probability?"""
    return (forward_propagation(X, parameters)[1]["A1"] > 0.5).astype(np.int8)


@predict.mistake
def average_as_boundary(parameters, X):
    """Each probability was compared with the average of all, so an example's label depends on its neighbours. Which
    fixed number is the boundary?"""
    A2, _ = forward_propagation(X, parameters)
    return (np.mean(A2) < A2).astype(np.int8)


@predict.mistake
def only_first_filled(parameters, X):
    """Your first label is right and all the others are 0. How far is the return indented?"""
    predictions = np.zeros((1, X.shape[1]), dtype=np.int8)
    predictions[0, 0] = forward_propagation(X, parameters)[0][0, 0] > 0.5
    return predictions


@predict.mistake
def first_decides_for_all(parameters, X):
    """All examples got the label of the first one. Which index changes in the loop, and is it used?"""
    A2, _ = forward_propagation(X, parameters)
    return np.full(A2.shape, A2[0, 0] > 0.5)


@predict.mistake
def minus_one_for_zero(parameters, X):
    """Your labels are 1 and -1, the signs of the scores. Which number stands for the other class here?"""
    return np.sign(forward_propagation(X, parameters)[1]["Z2"]).astype(np.int8)


@predict.mistake
def labels_in_a_column(parameters, X):
    """Your labels are right and stand below each other. Examples are columns: which shape has one label for each?"""
    return (forward_propagation(X, parameters)[0] > 0.5).astype(np.int8).T


@predict.mistake
def share_of_ones(parameters, X):
    """One number came back: the share of examples with label 1. What does each example get?"""
    return np.mean(forward_propagation(X, parameters)[0] > 0.5)


@predict.mistake(reads_global=True)
def notebook_variable_to_predict(parameters, X):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    return (forward_propagation(flower_X, parameters)[0] > 0.5).astype(np.int8)


# --- numerical_gradient -------------------------------------------------------------------------------------


@exercise(
    parts={"gradient": 3},
    returns=close("gradient", rtol=1e-4, atol=1e-6),
    hints=(
        "If one entry of theta grows by 0.00001 and all the others stay, by how much does f change? That, divided by "
        "what, is the slope?",
        "Take the entries one by one. For each: f a little to the right, f a little to the left, all other entries "
        "as they were.",
        "Divide the difference of the two values by the distance between the two places, which is twice the step; "
        "np.ndindex(theta.shape) visits every entry, whatever the shape.",
    ),
    equivalent={
        "line 7: 1e-05 -> 2e-05": "any small step is right",
    },
)
def numerical_gradient(f, theta):
    """Slope of ``f`` along each entry of ``theta``, an array of its shape. ``f`` maps such an array to a number.

    Formula: central difference, (f(theta + h e) - f(theta - h e)) / 2h for each unit vector e; its error falls
    with h^2.
    """
    h = 1e-5
    gradient = np.empty(theta.shape)
    for index in np.ndindex(theta.shape):
        step = np.zeros(theta.shape)
        step[index] = h
        gradient[index] = (f(theta + step) - f(theta - step)) / (2 * h)
    return gradient


@numerical_gradient.inputs
def numerical_gradient_inputs(rng):
    """Places where no slope is so small that a difference to one side with a step of 1e-4 would look wrong."""
    yield case(bowl, signed(rng, 0.6, 1.6, (2,)))
    for shape in [(3, 1), (2, 5)]:
        while True:
            theta = signed(rng, 0.1, 0.9, shape, places=2)
            if np.min(np.abs(np.cos(theta) - np.sin(np.sum(theta) / 2) / 2)) > 0.65:
                break
        yield case(waves, theta)
    yield case(bowl, signed(rng, 0.6, 1.6, (4, 3)))


@numerical_gradient.also_correct
def gradient_one_sided(f, theta, epsilon=1e-7):
    flat = theta.flatten()
    slopes = []
    for i in range(flat.size):
        moved = flat.copy()
        moved[i] += epsilon
        slopes.append((f(moved.reshape(theta.shape)) - f(theta)) / epsilon)
    return np.array(slopes).reshape(theta.shape)


@numerical_gradient.also_correct
def gradient_one_sided_to_the_left(f, theta):
    gradient, value = np.zeros_like(theta), f(theta)
    for index in np.ndindex(*theta.shape):
        moved = np.array(theta)
        moved[index] -= 1e-4
        gradient[index] = (value - f(moved)) / 1e-4
    return gradient


@numerical_gradient.also_correct
def gradient_in_place(f, theta, h=1e-6, verbose=True):
    gradient = np.zeros(theta.shape)
    places = np.nditer(theta, flags=["multi_index"])
    while not places.finished:
        at = places.multi_index
        before = theta[at]
        theta[at] = before + h
        right = f(theta)
        theta[at] = before - h
        left = f(theta)
        theta[at] = before
        gradient[at] = (right - left) / (2 * h)
        if verbose:
            print(at, gradient[at])
        places.iternext()
    return gradient


@numerical_gradient.also_correct
def gradient_of_higher_order(f, theta, h=1e-3):
    gradient = np.zeros(theta.size)
    for i, row in enumerate(np.eye(theta.size)):
        e = h * row.reshape(theta.shape)
        gradient[i] = (8 * (f(theta + e) - f(theta - e)) - (f(theta + 2 * e) - f(theta - 2 * e))) / (12 * h)
    return gradient.reshape(theta.shape).tolist()


def _differences(f, theta, right=1.0, left=1.0, over=2.0, h=1e-5):
    """f ``right`` steps to the right minus f ``left`` steps to the left, over ``over`` steps, for each entry."""
    gradient = np.zeros(theta.shape)
    for index in np.ndindex(theta.shape):
        step = np.zeros(theta.shape)
        step[index] = h
        gradient[index] = (f(theta + right * step) - f(theta - left * step)) / (over * h)
    return gradient


# numerical_gradient: the quotient


@numerical_gradient.mistake
def differences_not_divided(f, theta):
    """Your numbers are tiny: the bare differences of f. A slope is a rise divided by what?"""
    return _differences(f, theta) * 2e-5


@numerical_gradient.mistake
def divided_by_one_step(f, theta):
    """Your slopes are exactly twice too large. How far apart are the two places at which f was taken?"""
    return _differences(f, theta, over=1.0)


@numerical_gradient.mistake
def one_side_divided_by_two_steps(f, theta):
    """Your slopes are half as large as they should be. How far apart are the two places at which f was taken?"""
    return _differences(f, theta, left=0.0)


@numerical_gradient.mistake
def left_minus_right(f, theta):
    """Your slopes have the right size and the wrong sign. From which of the two values is the other one taken?"""
    return -_differences(f, theta)


@numerical_gradient.mistake
def brackets_of_the_quotient_lost(f, theta):
    """Your numbers are huge: the difference was divided by 2 and then multiplied by 1/h, or only a part of it was
    divided. Python works from left to right: where do brackets help?"""
    gradient = np.zeros(theta.shape)
    for index in np.ndindex(theta.shape):
        step = np.zeros(theta.shape)
        step[index] = 1e-5
        gradient[index] = f(theta + step) - f(theta - step) / (2 * 1e-5)
    return gradient


@numerical_gradient.mistake
def sum_for_difference(f, theta):
    """Your numbers are huge: the two values of f were added. How much f changes is which operation of the two?"""
    gradient = np.zeros(theta.shape)
    for index in np.ndindex(theta.shape):
        step = np.zeros(theta.shape)
        step[index] = 1e-5
        gradient[index] = (f(theta + step) + f(theta - step)) / (2 * 1e-5)
    return gradient


# numerical_gradient: the step


@numerical_gradient.mistake
def step_of_one_tenth(f, theta):
    """Where f is curved your slopes are off in the third digit: the step is 0.1. How small should a step be?"""
    return _differences(f, theta, h=0.1)


@numerical_gradient.mistake
def step_of_one(f, theta):
    """Where f is curved your slopes are far off: the step is 1. How small should a step be?"""
    return _differences(f, theta, h=1.0)


@numerical_gradient.mistake
def step_of_a_hundredth_to_one_side(f, theta):
    """Your slopes lean to one side: f was taken 0.01 to the right and at theta itself. What makes the error much
    smaller, besides a smaller step?"""
    return _differences(f, theta, left=0.0, over=1.0, h=0.01)


@numerical_gradient.mistake
def theta_not_moved(f, theta):
    """All your slopes are 0: both times f saw the same theta. Is your step so small that it is lost in rounding, or
    is it never added?"""
    return np.zeros(theta.shape)


# numerical_gradient: which entries move


@numerical_gradient.mistake
def all_entries_moved_at_once(f, theta):
    """All your slopes are the same number: every entry of theta moved at once. Which ones stay while one moves?"""
    step = np.full(theta.shape, 1e-5)
    return np.full(theta.shape, (f(theta + step) - f(theta - step)) / 2e-5)


@numerical_gradient.mistake
def single_number_returned(f, theta):
    """One number came back: every entry of theta moved at once. How many slopes does an array of theta's shape
    hold?"""
    return (f(theta + 1e-5) - f(theta - 1e-5)) / 2e-5


@numerical_gradient.mistake
def only_first_entry(f, theta):
    """The slope along the first entry is right, and all the others are 0. How far is the return indented?"""
    gradient = np.zeros(theta.shape)
    first = (0,) * theta.ndim
    gradient[first] = _differences(f, theta)[first]
    return gradient


@numerical_gradient.mistake
def whole_rows_moved(f, theta):
    """With one column your slopes are right; with several, all entries of a row moved together. What visits each
    single entry?"""
    gradient = np.zeros(theta.shape)
    for i in range(len(theta)):
        step = np.zeros(theta.shape)
        step[i] = 1e-5
        gradient[i] = (f(theta + step) - f(theta - step)) / 2e-5
    return gradient


@numerical_gradient.mistake
def flat_gradient(f, theta):
    """Your slopes are right, in one long rank-1 array. Which shape should they have, so that a step fits theta?"""
    return _differences(f, theta).reshape(-1)


@numerical_gradient.mistake
def values_for_slopes(f, theta):
    """Your entries are the value of f itself. A slope compares the value at two places: which two?"""
    return np.full(theta.shape, f(theta))


@numerical_gradient.mistake
def slopes_averaged(f, theta):
    """Your slopes were divided by the number of entries. f is one number already: what would be averaged?"""
    return _differences(f, theta) / theta.size


# --- forward_propagation_rows -------------------------------------------------------------------------------


@exercise(
    parts={"hidden": 1, "output": 2},
    returns=(
        close("output"),
        {"Z1": close("hidden"), "A1": close("hidden"), "Z2": close("output"), "A2": close("output")},
    ),
    hints=(
        "Write the shape under every array again: w1 is (n_h, n), and here X is (m, n). Which sizes must meet?",
        "One single array has to be transposed, once, and from there on everything is as in the column network.",
        "Turn X on its side in the first product, so that Z1 is (n_h, m); A1, Z2 and A2 follow as before.",
    ),
)
def forward_propagation_rows(X, params):
    """From examples in rows to probabilities: ``(A2 (1, m), {"Z1", "A1" (n_h, m), "Z2", "A2" (1, m)})``.

    ``X (m, n)``, params ``w1 (n_h, n)``, ``b1 (n_h, 1)``, ``w2 (1, n_h)``, ``b2 (1, 1)``. Formula: that of
    forward_propagation with the transpose of X.
    """
    Z1 = np.dot(params["w1"], X.T) + params["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(params["w2"], A1) + params["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation_rows.inputs
def forward_propagation_rows_inputs(rng):
    for n, n_h, m in [(2, 4, 3), (5, 3, 6), (3, 6, 8)]:
        X, _, parameters = _network(rng, n, n_h, m)
        yield case(X.T, _in_rows(parameters))


@forward_propagation_rows.also_correct
def forward_rows_turned_back(X, params):
    Z1 = (X @ params["w1"].T).T + params["b1"]
    A1 = np.tanh(Z1)
    Z2 = params["w2"] @ A1 + params["b2"]
    A2 = 1 / (1 + np.exp(-Z2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation_rows.also_correct
def forward_rows_by_columns(X, params, verbose=True):
    parameters = {"W1": params["w1"], "b1": params["b1"], "W2": params["w2"], "b2": params["b2"]}
    if verbose:
        print(X.shape)
    return forward_propagation(np.transpose(X), parameters)


@forward_propagation_rows.also_correct
def forward_rows_with_loop(X, params):
    columns = []
    for x in X:
        z1 = params["w1"] @ x.reshape(-1, 1) + params["b1"]
        z2 = params["w2"] @ np.tanh(z1) + params["b2"]
        columns.append((z1, np.tanh(z1), z2, sigmoid(z2)))
    Z1, A1, Z2, A2 = (np.concatenate(arrays, axis=1) for arrays in zip(*columns, strict=True))
    return [A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2, "X": X}]


@forward_propagation_rows.mistake
def examples_not_transposed(X, params):
    """w1 met X as (n_h, n) and (m, n), and the sizes do not fit. Which of the two must be turned on its side?"""
    return forward_propagation_rows(X.T, params)


@forward_propagation_rows.mistake
def examples_not_transposed_with_at(X, params):
    """In a matrix product n columns met the m rows of X, and these sizes do not fit. Which of w1 and X must be
    turned on its side?"""
    return np.tanh(params["w1"] @ X + params["b1"]), {}


@forward_propagation_rows.mistake
def bias_meets_rows(X, params):
    """Your product is (m, n_h), and b1 is a column of n_h: the two cannot be added. Which layout does b1 expect?"""
    return np.tanh(np.dot(X, params["w1"].T) + params["b1"]), {}


@forward_propagation_rows.mistake
def results_left_in_rows(X, params):
    """Your arrays have the examples in rows. The numbers are right: with which shapes does the text ask for them?"""
    A2, cache = forward_propagation_rows(X, params)
    return A2.T, {key: value.T for key, value in cache.items()}


def _rows_layers(X, params, hidden=np.tanh, output=sigmoid, b1=1.0, b2=1.0):
    """A forward pass over rows with other activations, or with the biases taken ``b1`` and ``b2`` times."""
    Z1 = np.dot(params["w1"], X.T) + b1 * params["b1"]
    A1 = hidden(Z1)
    Z2 = np.dot(params["w2"], A1) + b2 * params["b2"]
    A2 = output(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@forward_propagation_rows.mistake
def second_layer_of_rows_skips_the_activation(X, params):
    """Your Z2 is made from Z1, so tanh bends nothing. What arrives at the second layer?"""
    _, cache = forward_propagation_rows(X, params)
    Z2 = np.dot(params["w2"], cache["Z1"]) + params["b2"]
    return sigmoid(Z2), {**cache, "Z2": Z2, "A2": sigmoid(Z2)}


@forward_propagation_rows.mistake
def sigmoid_of_rows_dropped(X, params):
    """Your A2 is equal to Z2, any number at all. What turns the last score into a probability?"""
    return _rows_layers(X, params, output=np.positive)


@forward_propagation_rows.mistake
def tanh_of_rows_dropped(X, params):
    """Your A1 is equal to Z1. What bends the boundary in the hidden layer?"""
    return _rows_layers(X, params, hidden=np.positive)


@forward_propagation_rows.mistake
def sigmoid_in_both_layers_of_rows(X, params):
    """Your A1 lies between 0 and 1: that is the sigmoid. Which activation does the hidden layer have here as
    before?"""
    return _rows_layers(X, params, hidden=sigmoid)


@forward_propagation_rows.mistake
def relu_in_the_hidden_layer_of_rows(X, params):
    """Your A1 is 0 wherever Z1 is negative: that is ReLU. Which activation does the hidden layer have here as
    before?"""
    return _rows_layers(X, params, hidden=relu.reference)


@forward_propagation_rows.mistake
def tanh_in_both_layers_of_rows(X, params):
    """Your A2 lies between -1 and 1: that is tanh. A probability lies between which two numbers?"""
    return _rows_layers(X, params, output=np.tanh)


@forward_propagation_rows.mistake
def first_bias_of_rows_left_out(X, params):
    """Your Z1 is that of a network without b1. What is added to the product of w1 and the examples?"""
    return _rows_layers(X, params, b1=0.0)


@forward_propagation_rows.mistake
def second_bias_of_rows_left_out(X, params):
    """Your Z1 is right, and your Z2 is that of a network without b2. What is added to the product of w2 and A1?"""
    return _rows_layers(X, params, b2=0.0)


@forward_propagation_rows.mistake
def both_biases_of_rows_left_out(X, params):
    """Your numbers are those of a network without biases. Where do b1 and b2 enter?"""
    return _rows_layers(X, params, b1=0.0, b2=0.0)


@forward_propagation_rows.mistake(raises=KeyError, mentions="'W1'")
def capital_keys_looked_up(X, params):
    """A dictionary was asked for 'W1' and has no such key. How are the parameters called in this section?"""
    return forward_propagation(X.T, params)


@forward_propagation_rows.mistake
def cache_of_rows_not_returned(X, params):
    """A2 came back alone. The way back will need Z1, A1, Z2 and A2: which second value holds these?"""
    return forward_propagation_rows(X, params)[0]


# --- compute_cost_rows --------------------------------------------------------------------------------------


@exercise(
    parts={"cost": 2},
    returns=scalar("cost", rtol=0, atol=COST_SLACK),
    hints=(
        "A2 and Y still have one column an example. What is different from compute_cost, if anything?",
        "A cost is one number. Try np.shape on what you return: what should it say?",
        "Multiply entry by entry, add both terms, sum over the examples, divide by m, and turn the sign.",
    ),
)
def compute_cost_rows(A2, Y):
    """Cross-entropy, one number, of the probabilities ``A2 (1, m)`` and the labels ``Y (1, m)``.

    Formula: the mean of -(y log a + (1 - y) log(1 - a)), as in compute_cost.
    """
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


@compute_cost_rows.inputs
def compute_cost_rows_inputs(rng):
    for m, agreement in [(3, 1), (6, -1), (11, 1), (16, -1)]:
        yield case(*_probabilities(rng, m, agreement))


@compute_cost_rows.also_correct
def cost_of_rows_summed(A2, Y):
    m = Y.shape[1]
    return -1 / m * np.sum(np.multiply(Y, np.log(A2)) + np.multiply(1 - Y, np.log(1 - A2)))


@compute_cost_rows.also_correct
def cost_of_rows_with_products(A2, Y, epsilon=1e-5):
    m = A2.shape[1]
    print(m)
    return np.squeeze((-np.dot(Y, np.log(A2 + epsilon).T) - np.dot(1 - Y, np.log(1 - A2 + epsilon).T)) / m)


@compute_cost_rows.also_correct
def cost_of_rows_as_before(A2, Y):
    return [[compute_cost(A2, Y, {})]]


@compute_cost_rows.mistake
def cost_of_rows_not_summed(A2, Y):
    """Your cost is an array with one entry an example, not one number. What makes a single number of them?"""
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / Y.size


@compute_cost_rows.mistake
def losses_of_rows_not_summed(A2, Y):
    """Your array holds the loss of each example, and nothing was added up or divided. What makes their average
    of them?"""
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


@compute_cost_rows.mistake
def cost_of_rows_summed_over_the_other_axis(A2, Y):
    """Your cost is a rank-1 array with one entry an example: the sum ran down the single row. Along which axis
    do the examples lie?"""
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2), axis=0) / Y.size


@compute_cost_rows.mistake
def cost_of_rows_not_averaged(A2, Y):
    """Your cost is exactly m times what was expected. Which size of Y counts the examples: the first or the
    second?"""
    return compute_cost(A2, Y) * Y.size


@compute_cost_rows.mistake
def sign_of_rows_missing(A2, Y):
    """Your cost has the right size and is negative. Logarithms of probabilities are below 0: what makes a cost
    of them?"""
    return -compute_cost(A2, Y)


@compute_cost_rows.mistake
def labels_of_rows_the_wrong_way_round(A2, Y):
    """Your cost is small where the predictions are bad. For an example with label 1, whose logarithm should
    count?"""
    return compute_cost(A2, 1 - Y)


@compute_cost_rows.mistake
def first_term_of_rows_alone(A2, Y):
    """Your cost counts only the examples whose label is 1. Which term speaks for those with label 0?"""
    return -np.mean(Y * np.log(A2))


@compute_cost_rows.mistake
def first_term_of_rows_alone_not_averaged(A2, Y):
    """Your cost adds up the examples with label 1 alone and takes no average. What do the others add, and
    what is 1/m for?"""
    return -np.sum(Y * np.log(A2))


@compute_cost_rows.mistake
def minus_between_the_terms_of_rows(A2, Y):
    """In your cost the examples with label 0 lower it instead of raising it. Which sign joins the two terms, and
    how far do the brackets behind the minus go?"""
    return -np.mean(Y * np.log(A2) - (1 - Y) * np.log(1 - A2))


@compute_cost_rows.mistake
def cost_of_rows_as_table(A2, Y):
    """Your cost is a table of m by m numbers: every label met every example's logarithm. Which transpose is
    one too many?"""
    return -(np.dot(Y.T, np.log(A2)) + np.dot((1 - Y).T, np.log(1 - A2))) / Y.size


@compute_cost_rows.mistake
def product_of_two_rows_of_numbers(A2, Y):
    """Two rows were handed to a matrix product, and their sizes do not meet. Which operation multiplies label
    and logarithm entry by entry?"""
    return -(np.dot(Y, np.log(A2)) + np.dot(1 - Y, np.log(1 - A2))) / Y.size


@compute_cost_rows.mistake
def squared_error_of_rows(A2, Y):
    """Your cost is the mean squared difference of A2 and Y. Here the cost is the cross-entropy: where are its
    logarithms?"""
    return np.mean((A2 - Y) ** 2)


# --- backward_propagation_rows ------------------------------------------------------------------------------


@exercise(
    parts={"second": 1, "first": 2},
    returns={
        "dw1": close("first", rtol=1e-6, atol=1e-7),
        "db1": close("first", rtol=1e-6, atol=1e-7),
        "dw2": close("second", rtol=1e-6, atol=1e-7),
        "db2": scalar("second", rtol=1e-6, atol=1e-7),
    },
    hints=(
        "On the way forward X was turned on its side. dw1 is (n_h, n): which product of dZ1 (n_h, m) and X (m, n) "
        "has that shape?",
        "Only one line differs from the column network, and the number of examples is now a size of another axis of X.",
        "dZ1 times X as it stands gives dw1; db1 is the row sums of dZ1, kept as a column; everything shares 1/m.",
    ),
    equivalent={
        "line 11: np.sum(dZ2, axis=1, keepdims=True) -> np.sum(dZ2, keepdims=True)": "there is one output unit",
        "line 11: np.sum(dZ2, axis=1, keepdims=True) -> np.sum(dZ2, axis=1)": "one number, however it is wrapped",
        "line 11: True -> False": "one number, however it is wrapped",
    },
)
def backward_propagation_rows(params, cache, X, Y):
    """Gradient of the cost: ``{"dw1" (n_h, n), "db1" (n_h, 1), "dw2" (1, n_h), "db2" (1, 1)}``.

    Params and cache as in forward_propagation_rows, ``X (m, n)``, ``Y (1, m)``. Formula: that of
    backward_propagation, where the transpose of the transpose of X is X itself.
    """
    m = Y.shape[1]
    A1, A2 = cache["A1"], cache["A2"]
    dZ2 = A2 - Y
    dw2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(params["w2"].T, dZ2) * (1 - A1**2)
    dw1 = np.dot(dZ1, X) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dw1": dw1, "db1": db1, "dw2": dw2, "db2": db2}


@backward_propagation_rows.inputs
def backward_propagation_rows_inputs(rng):
    for n, n_h, m in [(2, 4, 3), (5, 3, 7), (3, 6, 8)]:
        X, Y, parameters = _network(rng, n, n_h, m)
        yield case(_in_rows(parameters), _cache(X, parameters), X.T, Y)


@backward_propagation_rows.also_correct
def backward_rows_by_columns(params, cache, X, Y):
    parameters = {"W1": params["w1"], "b1": params["b1"], "W2": params["w2"], "b2": params["b2"]}
    grads = backward_propagation(parameters, cache, X.T, Y)
    return {key.lower(): value for key, value in grads.items()}


@backward_propagation_rows.also_correct
def backward_rows_with_multiply(params, cache, X, Y, verbose=True):
    m = X.shape[0]
    dZ2 = cache["A2"] - Y
    dZ1 = np.multiply(params["w2"].T, dZ2) * (1 - np.power(np.tanh(cache["Z1"]), 2))
    grads = {"dw2": dZ2 @ cache["A1"].T / m, "db2": np.sum(dZ2) / m}
    grads["dw1"], grads["db1"] = (1 / m) * (X.T @ dZ1.T).T, np.mean(dZ1, axis=1).reshape(-1, 1)
    if verbose:
        print(grads)
    return grads


@backward_propagation_rows.also_correct
def backward_rows_with_loop(params, cache, X, Y):
    m, w2 = len(X), params["w2"]
    dw1, db1, dw2, db2 = np.zeros(params["w1"].shape), np.zeros(params["b1"].shape), np.zeros(w2.shape), 0.0
    for j, x in enumerate(X):
        error = cache["A2"][0, j] - Y[0, j]
        hidden = error * w2.T * (1 - cache["A1"][:, j : j + 1] ** 2)
        dw1, db1 = dw1 + hidden * x / m, db1 + hidden / m
        dw2, db2 = dw2 + error * cache["A1"][:, j] / m, db2 + error / m
    return {"dw1": dw1, "db1": db1, "dw2": dw2, "db2": np.array([db2])}


def _rows_sent_back(params, cache, X, Y, dZ2=None, slope=None):
    """The gradient over rows with another error of the last layer or another slope of tanh."""
    m = Y.shape[1]
    dZ2 = cache["A2"] - Y if dZ2 is None else dZ2
    dZ1 = np.dot(params["w2"].T, dZ2) * (1 - cache["A1"] ** 2 if slope is None else slope)
    return {
        "dw1": np.dot(dZ1, X) / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
        "dw2": np.dot(dZ2, cache["A1"].T) / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
    }


def _hidden_error(params, cache, Y):
    """The error of the hidden layer, ``(n_h, m)``."""
    return np.dot(params["w2"].T, cache["A2"] - Y) * (1 - cache["A1"] ** 2)


# backward_propagation_rows: rows and columns


@backward_propagation_rows.mistake
def examples_transposed_once_more(params, cache, X, Y):
    """dZ1 met X turned on its side, (n_h, m) and (n, m), and the sizes do not fit. How does X stand before any
    transpose?"""
    return {"dw1": np.dot(_hidden_error(params, cache, Y), X.T)}


@backward_propagation_rows.mistake
def examples_transposed_once_more_with_at(params, cache, X, Y):
    """In a matrix product m columns met an array of n rows, and these sizes do not fit. Examples are rows here: how
    does X stand before any transpose?"""
    return {"dw1": _hidden_error(params, cache, Y) @ X.T}


@backward_propagation_rows.mistake
def features_of_rows_counted(params, cache, X, Y):
    """All four derivatives were divided by the number of features. Where X has its examples in rows, which size
    counts them?"""
    ratio = X.shape[0] / X.shape[1]
    return {key: value * ratio for key, value in backward_propagation_rows(params, cache, X, Y).items()}


@backward_propagation_rows.mistake
def derivatives_of_rows_on_their_side(params, cache, X, Y):
    """Your dw1 and dw2 hold the right numbers on their side. A step changes w by a part of dw: which shape must dw
    have then?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "dw1": grads["dw1"].T, "dw2": grads["dw2"].T}


@backward_propagation_rows.mistake
def first_derivative_of_rows_on_its_side(params, cache, X, Y):
    """Your dw1 holds the right numbers on its side. A step changes w1 by a part of dw1: which shape must dw1 have
    then?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "dw1": grads["dw1"].T}


@backward_propagation_rows.mistake
def capital_keys_returned(params, cache, X, Y):
    """Your numbers are right under the keys dW1 and dW2. How are the parameters called in this section?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {key.replace("w", "W"): value for key, value in grads.items()}


# backward_propagation_rows: the biases


@backward_propagation_rows.mistake
def bias_derivatives_of_rows_without_keepdims(params, cache, X, Y):
    """Your db1 is a rank-1 array. Taken from b1, a column, it makes a whole table by broadcasting. What keeps the
    axis over which was summed?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "db1": grads["db1"].reshape(-1), "db2": grads["db2"].reshape(-1)}


@backward_propagation_rows.mistake
def bias_derivatives_of_rows_not_summed(params, cache, X, Y):
    """Your db1 and db2 have one entry for each example. A unit has a single bias: what becomes of these entries?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "db1": _hidden_error(params, cache, Y) / Y.size, "db2": (cache["A2"] - Y) / Y.size}


@backward_propagation_rows.mistake
def bias_derivatives_of_rows_along_the_other_axis(params, cache, X, Y):
    """Your db1 and db2 were summed over the units, so a number for each example is left. X has its examples in
    rows; along which axis of dZ1 do they lie?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    hidden = np.sum(_hidden_error(params, cache, Y), axis=0, keepdims=True) / Y.size
    return {**grads, "db1": hidden, "db2": (cache["A2"] - Y) / Y.size}


@backward_propagation_rows.mistake
def first_bias_derivative_of_rows_as_one_number(params, cache, X, Y):
    """Your db1 is a single number: the hidden units were added together too. How many biases do n_h units have?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "db1": np.sum(grads["db1"])}


# backward_propagation_rows: the errors


@backward_propagation_rows.mistake
def labels_of_rows_exchanged(params, cache, X, Y):
    """Your derivatives belong to labels in which 0 and 1 have changed places. What is the error of an example
    with label 1?"""
    return _rows_sent_back(params, cache, X, Y, dZ2=cache["A2"] - (1 - Y))


@backward_propagation_rows.mistake
def error_of_rows_reversed(params, cache, X, Y):
    """All four derivatives have the right size and the wrong sign. Is the error A2 minus Y, or Y minus A2?"""
    return _rows_sent_back(params, cache, X, Y, dZ2=Y - cache["A2"])


@backward_propagation_rows.mistake
def labels_of_rows_not_subtracted(params, cache, X, Y):
    """Your derivatives are made of A2 alone, as if every label were 0. What tells the network how wrong it was?"""
    return _rows_sent_back(params, cache, X, Y, dZ2=cache["A2"])


@backward_propagation_rows.mistake
def slope_of_rows_made_of_z(params, cache, X, Y):
    """Your dw1 and db1 hold a slope made of Z1, which can even be negative. The formula for the slope of tanh is
    made of its value: which entry of the cache is that?"""
    return _rows_sent_back(params, cache, X, Y, slope=1 - cache["Z1"] ** 2)


@backward_propagation_rows.mistake
def slope_of_rows_not_squared(params, cache, X, Y):
    """Your slope of tanh is 1 minus A1, above 1 for negative A1. What happens to A1 before it is taken from 1?"""
    return _rows_sent_back(params, cache, X, Y, slope=1 - cache["A1"])


@backward_propagation_rows.mistake
def slope_of_rows_left_out(params, cache, X, Y):
    """Your dw1 and db1 are those of a hidden layer without tanh. What stands between A1 and Z1 on the way back?"""
    return _rows_sent_back(params, cache, X, Y, slope=1.0)


@backward_propagation_rows.mistake
def slope_of_rows_of_the_sigmoid(params, cache, X, Y):
    """Your dw1 and db1 hold the slope of the sigmoid. Which activation does the hidden layer have?"""
    return _rows_sent_back(params, cache, X, Y, slope=cache["A1"] * (1 - cache["A1"]))


@backward_propagation_rows.mistake
def slope_of_rows_as_matrix_product(params, cache, X, Y):
    """Two arrays of the shape (n_h, m) met in a matrix product, and their sizes do not fit. Which operation
    multiplies them, or squares one, entry by entry?"""
    return {"dw1": np.dot(np.dot(params["w2"].T, cache["A2"] - Y), 1 - cache["A1"] ** 2)}


@backward_propagation_rows.mistake
def scores_of_rows_for_activations(params, cache, X, Y):
    """Your dw2 was made with Z1. What arrived at the second layer on the way forward, Z1 or A1?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "dw2": np.dot(cache["A2"] - Y, cache["Z1"].T) / Y.shape[1]}


@backward_propagation_rows.mistake
def nothing_of_rows_averaged(params, cache, X, Y):
    """All four derivatives are exactly m times too large: sums over the examples. What turns a sum into an
    average?"""
    return {key: value * Y.shape[1] for key, value in backward_propagation_rows(params, cache, X, Y).items()}


@backward_propagation_rows.mistake
def bias_derivatives_of_rows_not_averaged(params, cache, X, Y):
    """Your db1 and db2 are exactly m times too large, dw1 and dw2 are right. What turns a sum into an average?"""
    grads = backward_propagation_rows(params, cache, X, Y)
    return {**grads, "db1": grads["db1"] * Y.shape[1], "db2": grads["db2"] * Y.shape[1]}
