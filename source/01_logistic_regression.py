"""Answer key of assignment 01, a neuron that classifies pictures.

Each exercise in the order of the notebook: reference, inputs, other right versions, known mistakes. Examples
are columns: ``X`` is ``(features, m)``, ``Y`` and predictions are ``(1, m)``, ``w`` is ``(features, 1)``.
"""

from __future__ import annotations

import math

import numpy as np

from autograder.exercise import case, exercise
from autograder.inputs import balanced, signed
from autograder.rules import close, cost_history, labels, scalar

# A cost may be off by this much: a tiny epsilon inside the logarithms (up to 1e-5) moves it by at most 6e-5
# with the probabilities below, known mistakes move it by far more.
COST_SLACK = 2e-4

# What a notebook has lying around once its cells have run. Only the versions that read a variable of the
# notebook in the place of an argument use these names.
train_set_x = np.array([[0.3, -0.8, 1.1], [0.6, 0.2, -0.4]])
train_set_y = np.array([[1.0, 0.0, 1.0]])
costs = [0.71, 0.64]


# --- Inputs shared by several exercises ---------------------------------------------------------------------


def _examples(rng, n, m, agreement):
    """A neuron and labelled examples ``w (n, 1), b, X (n, m), Y (1, m)`` for which wrong costs differ.

    Probabilities lie between 0.1 and 0.9. The mean of ``(2Y - 1) * score`` has the sign of ``agreement`` and
    at least the size 0.1, without which exchanged labels would leave the cost as it is; the mean error is
    not 0.
    """
    while True:
        w = signed(rng, 0.2, 0.9, (n, 1))
        b = float(signed(rng, 0.2, 0.6, ()))
        X = signed(rng, 0.1, 1.6, (n, m), places=1 if m < 4 else 2)
        Y = balanced(rng, m)
        score = np.dot(w.T, X) + b
        A = 1 / (1 + np.exp(-score))
        ones, zeros = -np.mean(Y * np.log(A)), -np.mean((1 - Y) * np.log(1 - A))
        if (
            np.max(np.abs(score)) < 2.2
            and np.mean((2 * Y - 1) * score) * agreement > 0.1
            and abs(np.mean(A - Y)) > 0.05
            and abs(ones - zeros) > 0.02
        ):
            return w, b, X, Y


def _with_scores(rng, w, b, scores):
    """Examples ``(n, m)`` with two decimals whose scores are ``scores``, up to 0.005 times the sum of |w|."""
    X = rng.uniform(-2, 2, (w.size, len(scores)))
    X += w * (np.asarray(scores) - b - np.dot(w.T, X)) / np.sum(w**2)
    return np.round(X, 2)


def _scores(rng, m, first):
    """``m`` scores for predictions, ``first`` in front, none near a boundary.

    A third lies between 0 and 0.5, where the score and its sigmoid fall on different sides of 0.5, a third
    above and a third below 0; the rest is in random order, but the last score is above 0.5.
    """
    kinds = [(0.08, 0.42), (0.58, 0.62), (-0.35, -0.25), (0.7, 1.6), (-1.6, -0.08), (0.58, 1.6), (-1.6, -0.5)]
    middle = [rng.uniform(*kinds[(0, 1, 2)[i] if i < 3 else (0, 3, 4, 0, 5, 6)[i % 6]]) for i in range(m - 2)]
    return np.array([first, *rng.permutation(middle), rng.uniform(1.0, 1.6)])


# --- graph_forward ------------------------------------------------------------------------------------------

_SIZES = [1.3, 1.7, 2.2, 2.6, 3.4, 3.7, 4.1, 4.6]


def _graph_inputs(rng):
    """Three numbers, all of different size, none of them 0, 1 or 3; first whole numbers, then every sign."""
    yield case(float(rng.choice([6, 8, 9])), float(rng.choice([2, 4])), float(rng.choice([5, 7])))
    for signs in [(1, 1, 1), (-1, 1, 1), (1, -1, 1), (1, 1, -1)]:
        a, b, c = rng.choice(_SIZES, 3, replace=False) * signs
        yield case(float(a), float(b), float(c))


@exercise(
    parts={"u": 1, "v": 1, "J": 1},
    returns=(scalar("u"), scalar("v"), scalar("J")),
    hints=(
        "Which box of the graph can be filled in first, with nothing but the three inputs in hand?",
        "Walk from left to right: each box does one single operation with what arrives on its arrows.",
        "u is the product of two of the inputs, v adds the third one to it, and J is v taken three times.",
    ),
)
def graph_forward(a, b, c):
    """Values of the graph ``J = 3(a + b*c)`` from left to right, three numbers ``(u, v, J)``.

    Formula: u is b times c, v is a plus u, J is 3 times v (one operation for each node).
    """
    u = b * c
    v = a + u
    J = 3 * v
    return u, v, J


@graph_forward.inputs
def graph_forward_inputs(rng):
    yield from _graph_inputs(rng)


@graph_forward.also_correct
def graph_forward_in_one_line(a, b, c):
    return np.multiply(b, c), a + b * c, 3 * (a + b * c)


@graph_forward.also_correct
def graph_forward_by_adding(a, b, c):
    u = np.array([c * b])
    v = sum([float(u[0]), a])
    return [u, np.float64(v), v + v + v]


@graph_forward.also_correct
def graph_forward_talkative(a, b, c, factor=3, verbose=True):
    u = np.prod([b, c])
    v = np.add(u, a)
    if verbose:
        print("u", u, "v", v)
    return u, v, factor * v


@graph_forward.mistake
def product_became_sum(a, b, c):
    """Your u is as large as b and c added together. Which operation stands in the box of u?"""
    u = b + c
    v = a + u
    return u, v, 3 * v


@graph_forward.mistake
def sum_became_product(a, b, c):
    """u is right, but your v is a multiplied by u. Look at the sign inside the box of v once more: what is
    it?"""
    u = b * c
    v = a * u
    return u, v, 3 * v


@graph_forward.mistake
def difference_for_v(a, b, c):
    """u is right, but your v is what remains when one of a and u is taken from the other. Does a box
    subtract?"""
    u = b * c
    v = a - u
    return u, v, 3 * v


@graph_forward.mistake
def brackets_of_j_lost(a, b, c):
    """u and v are right, but in your J only a was tripled and u was not. What does the bracket in 3(a + bc)
    hold?"""
    u = b * c
    return u, a + u, 3 * a + u


@graph_forward.mistake
def only_product_tripled(a, b, c):
    """u and v are right, but in your J only u was tripled, and a was added as it is. What does the last arrow
    carry?"""
    u = b * c
    return u, a + u, a + 3 * u


@graph_forward.mistake
def j_not_tripled(a, b, c):
    """Your J has the same value as v. One more operation lies between the last two boxes: which one?"""
    u = b * c
    v = a + u
    return u, v, v


@graph_forward.mistake
def three_added(a, b, c):
    """Your J is larger than v by exactly 3. Does the last box add the 3, or something else?"""
    u = b * c
    v = a + u
    return u, v, v + 3


@graph_forward.mistake
def j_from_u(a, b, c):
    """u and v are right, but your J is three times u. Which box does the last arrow come from?"""
    u = b * c
    return u, a + u, 3 * u


@graph_forward.mistake
def sum_taken_first(a, b, c):
    """Your u is a plus b, and your v multiplies that by c. In a + bc, which operation comes before the
    other?"""
    u = a + b
    v = u * c
    return u, v, 3 * v


@graph_forward.mistake
def first_two_multiplied(a, b, c):
    """Your u is a times b, and c was added to it. Follow the arrows into u: from which two inputs do they
    start?"""
    u = a * b
    v = u + c
    return u, v, 3 * v


@graph_forward.mistake
def order_reversed(a, b, c):
    """Your three numbers are right, but they come back as J, v, u. The text asks for u first: in which order
    then?"""
    u = b * c
    v = a + u
    return 3 * v, v, u


@graph_forward.mistake
def only_j_returned(a, b, c):
    """One number came back, and it is the right J. The exercise asks for three values: where are u and v?"""
    return 3 * (a + b * c)


# --- graph_backward -----------------------------------------------------------------------------------------


@exercise(
    parts={"da": 1, "db": 1, "dc": 1},
    returns={
        "da": scalar("da", rtol=1e-5, atol=1e-6),
        "db": scalar("db", rtol=1e-5, atol=1e-6),
        "dc": scalar("dc", rtol=1e-5, atol=1e-6),
    },
    hints=(
        "If a grows by 0.001 and b and c stay, by how much does J grow? Try it with the numbers of the picture.",
        "Walk from J to the left and multiply the derivatives on the edges that you pass (the chain rule).",
        "Every path passes the factor 3 of the last edge; on its way to b it also passes an edge whose "
        "derivative is c.",
    ),
)
def graph_backward(a, b, c):
    """Derivatives of ``J = 3(a + b*c)`` by its inputs, a dictionary of numbers ``da``, ``db``, ``dc``.

    Formula: chain rule along the edges from right to left, dJ/dv is 3, dv/da and dv/du are 1, du/db is c,
    du/dc is b.
    """
    dv = 3
    return {"da": dv, "db": dv * c, "dc": dv * b}


@graph_backward.inputs
def graph_backward_inputs(rng):
    yield from _graph_inputs(rng)


@graph_backward.also_correct
def graph_backward_at_once(a, b, c):
    return {"da": 3.0, "db": np.array([3 * c]), "dc": np.float64(3 * b)}


@graph_backward.also_correct
def graph_backward_by_differences(a, b, c, h=1e-5):
    def J(a, b, c):
        return 3 * (a + b * c)

    return {
        "da": (J(a + h, b, c) - J(a - h, b, c)) / (2 * h),
        "db": (J(a, b + h, c) - J(a, b - h, c)) / (2 * h),
        "dc": (J(a, b, c + h) - J(a, b, c - h)) / (2 * h),
    }


@graph_backward.also_correct
def graph_backward_with_more_keys(a, b, c):
    grads = {"dv": 3}
    grads["du"] = grads["dv"]
    grads["da"] = grads["dv"]
    grads["db"] = grads["du"] * c
    grads["dc"] = grads["du"] * b
    print(grads)
    return grads


@graph_backward.mistake
def factor_three_forgotten(a, b, c):
    """Your derivatives are a third of the expected ones: they are those of v. Which edge lies between v and
    J?"""
    return {"da": 1.0, "db": c, "dc": b}


@graph_backward.mistake
def factor_three_twice(a, b, c):
    """Your derivatives are three times too large. How many edges with the derivative 3 does each path
    cross?"""
    return {"da": 9.0, "db": 9 * c, "dc": 9 * b}


@graph_backward.mistake
def db_and_dc_exchanged(a, b, c):
    """Your db holds the number expected for dc, and dc that for db. If b alone moves, which number multiplies
    it?"""
    return {"da": 3.0, "db": 3 * b, "dc": 3 * c}


@graph_backward.mistake
def paths_end_before_the_product(a, b, c):
    """Your da, db and dc are all 3, the derivative by v. The way to b and c crosses one more box: what is it
    doing?"""
    return {"da": 3.0, "db": 3.0, "dc": 3.0}


@graph_backward.mistake
def multiplied_by_the_own_value(a, b, c):
    """Each derivative was also multiplied by the input that it belongs to. Does J grow faster if a itself is
    larger?"""
    return {"da": 3 * a, "db": 3 * b * c, "dc": 3 * b * c}


@graph_backward.mistake
def other_inputs_multiplied(a, b, c):
    """Each derivative is the product of the other two inputs, as if J were a·b·c. Which operation joins a
    with u?"""
    return {"da": b * c, "db": a * c, "dc": a * b}


@graph_backward.mistake
def minus_in_front(a, b, c):
    """Your derivatives have the right size and the wrong sign. If a grows, does J grow or shrink?"""
    return {"da": -3.0, "db": -3 * c, "dc": -3 * b}


@graph_backward.mistake
def derivatives_of_u(a, b, c):
    """Your three numbers are the derivatives of u, where a plays no part. How far is it still from u to J?"""
    return {"da": 0.0, "db": c, "dc": b}


@graph_backward.mistake
def tuple_for_dictionary(a, b, c):
    """Your three numbers are right, but they come as a tuple. The text asks for a dictionary with which
    keys?"""
    return 3.0, 3 * c, 3 * b


# --- flatten_images -----------------------------------------------------------------------------------------


@exercise(
    parts={"columns": 2},
    returns=close("columns"),
    hints=(
        "How many numbers does one picture consist of, and how many pictures are there? Which of them counts the rows?",
        "reshape reads the numbers in their order in memory, and there one whole picture follows the other.",
        "First give every picture a row of its own (NumPy works out a length of -1 for you), then turn "
        "rows into columns.",
    ),
    reasons={
        "sizes": "Pictures are square, so two axes are equal by definition; the first case has pictures of a "
        "single pixel, so that the example shown to a student is two colours."
    },
)
def flatten_images(images):
    """Pictures ``(m, px, px, 3)`` as columns ``(px*px*3, m)``: column j is picture j, read row by row.

    Formula: the order of the numbers within a picture is that of the array (rows, columns, colours).
    """
    m = len(images)
    return images.reshape(m, images.size // m).T


@flatten_images.inputs
def flatten_images_inputs(rng):
    for m, px in [(2, 1), (4, 2), (6, 5), (5, 4), (7, 8)]:
        count = m * px * px * 3
        values = 1 + rng.permutation(max(count, 250)) % 250  # all different in the small pictures
        yield case(values[:count].reshape(m, px, px, 3).astype(np.uint8))


@flatten_images.also_correct
def flatten_with_loops(images):
    m, height, width, colours = images.shape
    X = np.zeros((height * width * colours, m))
    for j in range(m):
        row = 0
        for y in range(height):
            for x in range(width):
                for colour in range(colours):
                    X[row, j] = images[j, y, x, colour]
                    row += 1
    return X


@flatten_images.also_correct
def flatten_with_moved_axis(images):
    px = images.shape[1]
    return np.moveaxis(images, 0, -1).reshape(px * px * 3, images.shape[0])


@flatten_images.also_correct
def flatten_with_stack(images):
    return np.stack([picture.ravel() for picture in images], axis=1).astype(float)


@flatten_images.also_correct
def flatten_with_transpose_of_list(images, dtype=float):
    return np.transpose(np.array([picture.flatten().tolist() for picture in images], dtype=dtype))


@flatten_images.mistake
def reshaped_without_transpose(images):
    """The shape is right, but numbers of different pictures share a column. In which order does reshape read
    them?"""
    return images.reshape(-1, images.shape[0])


@flatten_images.mistake
def pictures_in_rows(images):
    """Each picture is a row of your array. The course keeps examples in columns: what turns one into the
    other?"""
    return images.reshape(images.shape[0], -1)


@flatten_images.mistake
def transposed_before_reshape(images):
    """Every column is one picture, but its numbers come colour by colour. What does .T do to an array of four
    axes?"""
    return images.T.reshape(-1, images.shape[0])


@flatten_images.mistake
def colours_taken_apart(images):
    """Each column lists all reds, then all greens, then all blues. The pictures keep the three of a pixel
    together."""
    return images.transpose(0, 3, 1, 2).reshape(images.shape[0], -1).T


@flatten_images.mistake
def rows_and_columns_of_pixels_exchanged(images):
    """Each column reads its picture from top to bottom first; expected is left to right first. Which axis
    moves fastest?"""
    return images.transpose(0, 2, 1, 3).reshape(images.shape[0], -1).T


@flatten_images.mistake
def colours_reversed(images):
    """Red and blue have changed places in every pixel. Flattening keeps the order of the colours: what turned
    it?"""
    return images[..., ::-1].reshape(images.shape[0], -1).T


@flatten_images.mistake
def scaled_already(images):
    """Your numbers are the expected ones divided by 255. Scaling is a step of its own and comes later in the
    notebook."""
    return images.reshape(images.shape[0], -1).T / 255


@flatten_images.mistake
def one_long_column(images):
    """All pictures ended up below each other in one single column. How many columns do m examples need?"""
    return images.reshape(-1, 1)


@flatten_images.mistake
def one_long_row(images):
    """All the numbers are in one rank-1 array, so no picture has a column. Which two lengths should the shape
    hold?"""
    return images.flatten()


@flatten_images.mistake
def first_picture_only(images):
    """Your array holds the first picture and none of the others. Which axis of images counts the pictures?"""
    return images[0].reshape(-1, 1)


# --- sigmoid ------------------------------------------------------------------------------------------------


@exercise(
    parts={"value": 2, "large": 1},
    returns=close("value"),
    hints=(
        "What should come out for z = 0, for a very large z, and for a very small one? Try your function on these.",
        "np.exp takes a number or a whole array. Which sign must its argument have so that large z leads towards 1?",
        "The denominator is 1 plus the exponential of minus z; put brackets around all of it, then divide 1 by it.",
    ),
)
def sigmoid(z):
    """Logistic function of ``z``, a number or an array of any shape; the result has the shape of ``z``.

    Formula: 1 / (1 + e^(-z)). For z below -709 the exponential overflows to inf, which gives the right 0.
    """
    return 1 / (1 + np.exp(-z))


@sigmoid.inputs
def sigmoid_inputs(rng):
    yield case(float(rng.integers(2, 10)) / 10)
    yield case(np.round(rng.permutation([-2.5, -0.7, 1.8]) + rng.uniform(-0.4, 0.4, 3), 1))
    yield case(np.round(rng.permutation([-4.0, -1.5, 2.0, 3.0, 0.6, -0.3]) + rng.uniform(-0.2, 0.2, 6), 2)[None, :])
    yield case(rng.permutation(np.linspace(-6, 7, 20) + rng.uniform(-0.2, 0.2, 20)).reshape(4, 5))
    yield case(800.0, part="large")
    yield case(-800.0, part="large")
    yield case(rng.permutation([-1.0, 1.0, -1.0]) * rng.integers(760, 840, 3), part="large")
    yield case(rng.permutation([-800.0, 780.0, 1.5, -0.5, 800.0, -790.0, 2.5, 810.0]).reshape(2, 4), part="large")


@sigmoid.also_correct
def sigmoid_with_loops(z):
    if np.ndim(z) == 0:
        return 1 / (1 + math.exp(-z)) if z > -700 else 0.0
    s = np.zeros(np.shape(z))
    for index in np.ndindex(np.shape(z)):
        x = float(z[index])
        s[index] = 1 / (1 + math.exp(-x)) if x >= 0 else math.exp(x) / (1 + math.exp(x))
    return s


@sigmoid.also_correct
def sigmoid_with_tanh(z):
    return 0.5 * (1 + np.tanh(np.asarray(z) / 2))


@sigmoid.also_correct
def sigmoid_clipped(z):
    return np.power(1.0 + np.exp(-np.clip(z, -500, 500)), -1)


@sigmoid.also_correct
def sigmoid_with_logaddexp(z, verbose=True):
    if verbose:
        print("z =", z)
    return np.exp(-np.logaddexp(0, -np.asarray(z)))


@sigmoid.also_correct
def sigmoid_in_place(z):
    z = np.asarray(z, dtype=float)
    np.negative(z, out=z)
    np.exp(z, out=z)
    return np.reciprocal(1 + z)


@sigmoid.mistake
def exponent_without_minus(z):
    """Your values fall as z grows, so a sure yes becomes a sure no. Which sign belongs in the exponent?"""
    return 1 / (1 + np.exp(z))


@sigmoid.mistake
def one_forgotten_in_denominator(z):
    """Your values grow beyond 1; they are 1 divided by the exponential alone. What else stands below the
    line?"""
    return 1 / np.exp(-z)


@sigmoid.mistake
def brackets_of_denominator_lost(z):
    """Your values are 1 plus the exponential, all above 1. Python divides before it adds: where do brackets
    help?"""
    return 1 / 1 + np.exp(-z)


@sigmoid.mistake
def minus_in_denominator(z):
    """Your values are above 1 or below 0, and break down near z = 0. Which sign joins the 1 and the
    exponential?"""
    return 1 / (1 - np.exp(-z))


@sigmoid.mistake(raises=TypeError, mentions="math.")
def exp_of_the_math_module(z):
    """Single numbers work and arrays stop with a TypeError. Does the exp of the math module know arrays?"""
    return 1 / (1 + math.exp(-z))


@sigmoid.mistake
def overflow_becomes_nan(z):
    """All is right until z is about 710; above that you get nan, which is inf divided by inf. What if only
    exp(-z) is used?"""
    return np.exp(z) / (1 + np.exp(z))


@sigmoid.mistake
def tanh_instead(z):
    """Your values lie between -1 and 1: that is tanh. A probability lies between which two numbers?"""
    return np.tanh(z)


@sigmoid.mistake
def derivative_returned(z):
    """Your values are never above 0.25: that is the slope of the sigmoid. Here its value is asked for."""
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)


@sigmoid.mistake
def rounded_to_a_decision(z):
    """Only 0 and 1 come out, as if each value were decided already. The sigmoid gives the probability in
    between."""
    return np.where(np.asarray(z) > 0, 1.0, 0.0)


@sigmoid.mistake
def relu_instead(z):
    """Positive z come back as they are and negative ones become 0. That is ReLU; which curve bends like
    an S?"""
    return np.maximum(0, z)


@sigmoid.mistake
def shares_of_the_whole(z):
    """Your values of one array add up to 1: that is softmax. Should one element's sigmoid depend on the
    others?"""
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


# --- initialize_with_zeros ----------------------------------------------------------------------------------


@exercise(
    parts={"w": 1, "b": 1},
    returns=(close("w"), scalar("b")),
    hints=(
        "One weight belongs to each row of X. How many rows and how many columns does w need, so that w.T fits X?",
        "np.zeros takes the whole shape as one argument: a pair of numbers in brackets of its own.",
        "w has dim rows and a single column, filled with zeros; b is the plain number 0.0. Return both, w first.",
    ),
    reasons={"trivial": "zeros w, zeros b: zeros of the right shape are the very answer that is asked for."},
)
def initialize_with_zeros(dim):
    """Weights ``(dim, 1)`` and the bias, a number, all zero. Formula: none; the cost has one minimum."""
    w = np.zeros((dim, 1))
    b = 0.0
    return w, b


@initialize_with_zeros.inputs
def initialize_with_zeros_inputs(rng):
    for low, high in [(2, 4), (4, 7), (7, 11), (11, 19), (192, 200)]:
        yield case(int(rng.integers(low, high)))


@initialize_with_zeros.also_correct
def zeros_from_a_list(dim):
    return [[0.0] for _ in range(dim)], 0


@initialize_with_zeros.also_correct
def zeros_with_reshape(dim):
    w = np.zeros(dim).reshape(dim, 1)
    b = np.zeros(1)
    print(w.shape, b)
    return w, b


@initialize_with_zeros.also_correct
def zeros_with_full(dim, value=0):
    return np.full(shape=(dim, 1), fill_value=value), np.zeros((1, 1))


@initialize_with_zeros.also_correct
def zeros_of_numpy_kind(dim):
    w = np.ones((1, dim)).T
    w -= 1
    return w, np.float64(0)


@initialize_with_zeros.mistake
def small_random_weights(dim):
    """Your w holds small random numbers. A single neuron has no symmetry to break: what does the name ask
    for?"""
    return np.random.randn(dim, 1) * 0.01, 0.0


@initialize_with_zeros.mistake
def random_weights(dim):
    """Your w holds random numbers of size about 1. The name of the function says which number goes
    everywhere."""
    return np.random.randn(dim, 1), 0.0


@initialize_with_zeros.mistake
def weights_without_column(dim):
    """Your w has the shape (dim,), a rank-1 array, and its .T changes nothing. How is a column of dim rows
    shaped?"""
    return np.zeros(dim), 0.0


@initialize_with_zeros.mistake
def weights_as_row(dim):
    """Your w is a row of dim numbers; a column was expected. Which of the two numbers in a shape counts the
    rows?"""
    return np.zeros((1, dim)), 0.0


@initialize_with_zeros.mistake
def ones_for_weights(dim):
    """Every weight of your w is 1. Which number does the name of the function ask for?"""
    return np.ones((dim, 1)), 0.0


@initialize_with_zeros.mistake
def bias_as_column(dim):
    """w is right, but your b is a whole column of zeros. How many biases does a single neuron have?"""
    return np.zeros((dim, 1)), np.zeros((dim, 1))


@initialize_with_zeros.mistake
def bias_before_weights(dim):
    """The bias came back first and the weights second. In which order does the text name them?"""
    return 0.0, np.zeros((dim, 1))


@initialize_with_zeros.mistake
def dictionary_for_pair(dim):
    """A dictionary came back where two values, w and then b, are unpacked by the caller. What stands after
    return?"""
    return {"w": np.zeros((dim, 1)), "b": 0.0}


# --- propagate ----------------------------------------------------------------------------------------------


@exercise(
    parts={"cost": 2, "dw": 2, "db": 1},
    returns=(
        {"dw": close("dw", rtol=1e-6, atol=1e-7), "db": scalar("db", rtol=1e-6, atol=1e-7)},
        scalar("cost", rtol=0, atol=COST_SLACK),
    ),
    needs=[sigmoid],
    hints=(
        "Write the shape beside every array: X is (n, m), w is (n, 1). Which product of the two has one "
        "number an example?",
        "Forward: score, sigmoid, cost as an average over m. Backward: the error A minus Y tells how "
        "wrong each example is.",
        "dw multiplies X with the transposed error, so that the sum runs over the examples; db sums the "
        "error; both share 1/m.",
    ),
)
def propagate(w, b, X, Y):
    """Cost and gradient of logistic regression: ``({"dw": (n, 1), "db": number}, cost number)``.

    ``w (n, 1)``, ``b`` a number, ``X (n, m)``, ``Y (1, m)`` of 0 and 1. Formula: cross-entropy of Bernoulli
    labels, the mean of -(y log a + (1 - y) log(1 - a)); its derivative by the score is a - y.
    """
    m = Y.size
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}, cost


@propagate.inputs
def propagate_inputs(rng):
    for n, m, agreement in [(2, 3, 1), (4, 7, -1), (6, 5, 1), (3, 11, -1), (8, 16, 1)]:
        yield case(*_examples(rng, n, m, agreement))


@propagate.also_correct
def propagate_with_loops(w, b, X, Y):
    n, m = X.shape
    cost, db, dw = 0.0, 0.0, np.zeros((n, 1))
    for j in range(m):
        z = b
        for i in range(n):
            z += w[i, 0] * X[i, j]
        a = 1 / (1 + math.exp(-z))
        if Y[0, j] == 1:
            cost -= math.log(a)
        else:
            cost -= math.log(1 - a)
        for i in range(n):
            dw[i, 0] += X[i, j] * (a - Y[0, j])
        db += a - Y[0, j]
    return {"dw": dw / m, "db": db / m}, cost / m


@propagate.also_correct
def propagate_with_einsum(w, b, X, Y):
    A = sigmoid(z=np.einsum("ij,ik->jk", w, X) + b)
    dZ = A - Y
    cost = np.mean(-Y * np.log(A) - (1 - Y) * np.log(1 - A))
    return {"dw": np.einsum("ij,kj->ik", X, dZ) / X.shape[1], "db": np.mean(dZ)}, cost


@propagate.also_correct
def propagate_with_matrix_products(w, b, X, Y, verbose=True):
    m = Y.size
    A = sigmoid(w.T @ X + b)
    cost = (-1 / m) * (Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T)
    grads = {"dw": (1 / m) * X @ (A - Y).T, "db": (1 / m) * np.sum(A - Y, axis=1, keepdims=True)}
    if verbose:
        print("cost", cost)
    return grads, cost


@propagate.also_correct
def propagate_with_epsilon_in_logarithms(w, b, X, Y, epsilon=1e-5):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = np.squeeze(-np.sum(Y * np.log(A + epsilon) + (1 - Y) * np.log(1 - A + epsilon)) / m)
    return {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y, axis=1) / m}, np.array(cost)


@propagate.also_correct
def propagate_with_examples_in_rows(w, b, X, Y):
    X, Y = X.T, np.transpose(Y)
    A = sigmoid(X @ w + b)
    A -= Y
    dw = (X * A).mean(axis=0).reshape(-1, 1)
    db = A.mean()
    A += Y
    return {"dw": dw, "db": db, "A": A.T}, -np.mean(np.where(Y == 1, np.log(A), np.log(1 - A)))


@propagate.also_correct
def propagate_by_differences(w, b, X, Y, h=1e-5):
    def cost(w, b):
        z = np.dot(w.T, X) + b
        return float(np.mean(np.logaddexp(0, z) - Y * z))

    dw = np.zeros(w.shape)
    for i in range(len(w)):
        step = np.zeros(w.shape)
        step[i] = h
        dw[i] = (cost(w + step, b) - cost(w - step, b)) / (2 * h)
    return {"dw": dw, "db": (cost(w, b + h) - cost(w, b - h)) / (2 * h)}, cost(w, b)


@propagate.also_correct
def propagate_in_place(w, b, X, Y):
    m = float(X.shape[1])
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.log(np.abs(1 - Y - A)).sum() / m
    Y -= A
    X *= Y
    return {"dw": -X.sum(axis=1, keepdims=True) / m, "db": np.array([-Y.sum() / m])}, [cost]


# propagate: the average


@propagate.mistake
def cost_not_averaged(w, b, X, Y):
    """Your cost is exactly m times what was expected. By what is a sum divided to become an average?"""
    grads, cost = propagate(w, b, X, Y)
    return grads, cost * Y.size


@propagate.mistake
def dw_not_averaged(w, b, X, Y):
    """Your dw is exactly m times what was expected: a sum over the examples. What turns it into their
    average?"""
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "dw": grads["dw"] * Y.size}, cost


@propagate.mistake
def db_not_averaged(w, b, X, Y):
    """Your db is exactly m times what was expected: a sum over the examples. What turns it into their
    average?"""
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "db": grads["db"] * Y.size}, cost


@propagate.mistake
def averaged_over_features(w, b, X, Y):
    """Cost, dw and db were divided by the number of features. Which axis of X counts the examples?"""
    grads, cost = propagate(w, b, X, Y)
    ratio = X.shape[1] / X.shape[0]
    return {"dw": grads["dw"] * ratio, "db": grads["db"] * ratio}, cost * ratio


@propagate.mistake
def cost_halved(w, b, X, Y):
    """Your cost is exactly half of what was expected. The factor 1/2 belongs to squared errors: is it here
    too?"""
    grads, cost = propagate(w, b, X, Y)
    return grads, cost / 2


# propagate: the cost


@propagate.mistake
def cost_sign_missing(w, b, X, Y):
    """Your cost has the right size and is negative. Logarithms of probabilities are below 0: what makes a
    cost of them?"""
    grads, cost = propagate(w, b, X, Y)
    return grads, -cost


@propagate.mistake
def cost_of_ones_only(w, b, X, Y):
    """Your cost counts only the examples whose label is 1. Which term speaks for those with label 0?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -np.mean(Y * np.log(A))


@propagate.mistake
def cost_of_ones_only_not_averaged(w, b, X, Y):
    """Your cost adds up the examples with label 1 alone and takes no average. What do the others add, and
    what is 1/m for?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -np.sum(Y * np.log(A))


@propagate.mistake
def cost_terms_exchanged(w, b, X, Y):
    """Your cost is small where the predictions are bad. For an example with label 1, whose logarithm should
    count?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -np.mean(Y * np.log(1 - A) + (1 - Y) * np.log(A))


@propagate.mistake
def cost_minus_between_terms(w, b, X, Y):
    """In your cost the examples with label 0 lower it instead of raising it. Which sign joins the two
    terms?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -np.mean(Y * np.log(A) - (1 - Y) * np.log(1 - A))


@propagate.mistake
def cost_not_summed(w, b, X, Y):
    """Your cost is an array with one entry an example, not one number. What makes a single number of them?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / Y.size


@propagate.mistake
def cost_as_table(w, b, X, Y):
    """Your cost is a table of m by m numbers: every label met every example's logarithm. Which transpose is
    one too many?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -(np.dot(Y.T, np.log(A)) + np.dot((1 - Y).T, np.log(1 - A))) / Y.size


@propagate.mistake
def squared_error_as_cost(w, b, X, Y):
    """Your cost is the mean squared difference of A and Y. Here the cost is the cross-entropy: where are its
    logarithms?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, np.mean((A - Y) ** 2)


@propagate.mistake
def logarithm_of_base_ten(w, b, X, Y):
    """Your cost is smaller by the factor 2.3026. Which base does the logarithm in the formula have?"""
    grads, cost = propagate(w, b, X, Y)
    return grads, cost / np.log(10)


@propagate.mistake
def logarithm_of_labels(w, b, X, Y):
    """Your cost is not finite: the logarithm met a 0. Of A and Y, which one is never exactly 0 or 1?"""
    grads, _ = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return grads, -np.mean(A * np.log(Y) + (1 - A) * np.log(1 - Y))


# propagate: the activation


@propagate.mistake
def sigmoid_left_out(w, b, X, Y):
    """Your A is the raw score, so the logarithm meets numbers below 0. What turns a score into a
    probability?"""
    A, m = np.dot(w.T, X) + b, X.shape[1]
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}, cost


@propagate.mistake
def bias_not_added(w, b, X, Y):
    """Your numbers are those of a neuron without bias: b was never used. Where does it enter the score?"""
    grads, cost = propagate(w, 0.0, X, Y)
    return grads, cost


@propagate.mistake(reads_global=True)
def notebook_variable_for_x(w, b, X, Y):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    m = train_set_x.shape[1]
    A = sigmoid(np.dot(w.T, train_set_x) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {"dw": np.dot(train_set_x, (A - Y).T) / m, "db": np.sum(A - Y) / m}, cost


# propagate: the gradient


@propagate.mistake
def error_reversed(w, b, X, Y):
    """Your dw and db have the right size and the wrong sign. Is the error A minus Y, or Y minus A?"""
    grads, cost = propagate(w, b, X, Y)
    return {"dw": -grads["dw"], "db": -grads["db"]}, cost


@propagate.mistake
def labels_not_subtracted(w, b, X, Y):
    """Your dw and db are made of A alone, as if every label were 0. What tells the neuron how wrong it
    was?"""
    _, cost = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return {"dw": np.dot(X, A.T) / Y.size, "db": np.mean(A)}, cost


@propagate.mistake
def slope_of_sigmoid_once_more(w, b, X, Y):
    """Each example's error was also multiplied by A(1 - A). With the cross-entropy this factor cancels: try
    it on paper."""
    _, cost = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    dZ = (A - Y) * A * (1 - A)
    return {"dw": np.dot(X, dZ.T) / Y.size, "db": np.mean(dZ)}, cost


@propagate.mistake
def dw_elementwise(w, b, X, Y):
    """Your dw has the shape of X: a number for each feature of each example. Over which axis is still to be
    summed?"""
    grads, cost = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return {**grads, "dw": X * (A - Y) / Y.size}, cost


@propagate.mistake
def dw_as_one_number(w, b, X, Y):
    """Your dw is a single number: features were added together too. How many derivatives do n weights
    have?"""
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "dw": np.sum(grads["dw"])}, cost


@propagate.mistake
def dw_as_row(w, b, X, Y):
    """Your dw holds the right numbers as a row. A step changes w by a part of dw: which shape must dw have
    then?"""
    grads, cost = propagate(w, b, X, Y)
    return {**grads, "dw": grads["dw"].T}, cost


@propagate.mistake
def db_not_summed(w, b, X, Y):
    """Your db is an array with one entry an example. A neuron has a single bias: what becomes of these
    entries?"""
    grads, cost = propagate(w, b, X, Y)
    A = sigmoid(np.dot(w.T, X) + b)
    return {**grads, "db": (A - Y) / Y.size}, cost


# propagate: what is returned


@propagate.mistake
def three_values_returned(w, b, X, Y):
    """The numbers are right, but dw, db and cost come back one by one. Which two of them share a
    dictionary?"""
    grads, cost = propagate(w, b, X, Y)
    return grads["dw"], grads["db"], cost


@propagate.mistake
def cost_returned_first(w, b, X, Y):
    """The numbers are right, but the cost comes before the dictionary. Which order does the text give?"""
    grads, cost = propagate(w, b, X, Y)
    return cost, grads


@propagate.mistake
def dw_and_db_exchanged(w, b, X, Y):
    """The entry dw holds your db, and the entry db your dw. Which of the two has one number a feature?"""
    grads, cost = propagate(w, b, X, Y)
    return {"dw": grads["db"], "db": grads["dw"]}, cost


# --- optimize -----------------------------------------------------------------------------------------------


@exercise(
    parts={"params": 2, "grads": 1, "costs": 1},
    returns=(
        {"w": close("params"), "b": scalar("params")},
        {"dw": close("grads"), "db": scalar("grads")},
        cost_history("costs", rtol=0, atol=COST_SLACK, every=100),
    ),
    needs=[propagate],
    hints=(
        "The gradient points uphill. In which direction should w and b move so that the cost becomes smaller?",
        "In each turn of the loop: propagate with the present w and b, then one step of w and one of b, "
        "then keep the cost.",
        "A step takes learning_rate times dw from w, and the same with db from b; costs grows when i is a"
        " multiple of 100.",
    ),
)
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Gradient descent: ``({"w", "b"}, {"dw", "db"}, costs)`` after ``num_iterations`` steps.

    The gradient is that of the last step. ``costs`` holds the cost before step 0, 100, 200, ... Printing is
    left to the notebook. Shapes as in propagate. Formula: theta moves by minus learning_rate times its
    gradient (Cauchy, 1847).
    """
    costs = []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        costs.append(cost)
    return {"w": w, "b": b}, grads, costs[::100]


@optimize.inputs
def optimize_inputs(rng):
    """Starts that disagree with the labels, so that the cost has far to fall; counts and rates that
    nobody writes."""
    settings = [(2, 3, 2, 0.3), (4, 7, 130, 0.013), (5, 12, 201, 0.17), (8, 6, 230, 0.067)]
    for n, m, num_iterations, learning_rate in settings:
        while True:
            w, b, X, Y = _examples(rng, n, m, -1)
            grads, _ = propagate(w, b, X, Y)
            if np.sum(grads["dw"] ** 2) > 0.2 and abs(grads["db"]) > 0.08:
                break
        rate = learning_rate if n == 2 else round(learning_rate * rng.uniform(0.9, 1.1), 4)
        yield case(w, b, X, Y, num_iterations, rate)


@optimize.also_correct
def optimize_in_place(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w=w, b=b, X=X, Y=Y)
        dw, db = grads["dw"], grads["db"]
        w -= learning_rate * dw
        b -= learning_rate * db
        if i % 100 == 0:
            costs.append(np.array(cost))
            if print_cost:
                print(f"cost after {i} iterations: {cost}")
    params = {"w": w, "b": b}
    return params, {"dw": dw, "db": db}, costs


@optimize.also_correct
def optimize_with_while(w, b, X, Y, num_iterations, learning_rate):
    costs, i = np.zeros(-(-num_iterations // 100)), 0
    b = np.array([[b]])
    while i < num_iterations:
        A = 1 / (1 + np.exp(-(w.T @ X + b)))
        if not i % 100:
            costs[i // 100] = -np.mean(np.log(np.where(Y == 1, A, 1 - A)))
        dw, db = (X * (A - Y)).mean(axis=1, keepdims=True), (A - Y).mean(keepdims=True)
        w, b = w - learning_rate * dw, b - learning_rate * db
        i += 1
        print(i)
    return {"w": w, "b": b}, {"dw": dw, "db": db}, costs


@optimize.also_correct
def optimize_with_epsilon_in_cost(w, b, X, Y, num_iterations, learning_rate, print_cost=True, epsilon=1e-5):
    costs = []
    for i in range(1, num_iterations + 1):
        grads, _ = propagate(w, b, X, Y)
        A = sigmoid(np.dot(w.T, X) + b)
        cost = -np.mean(Y * np.log(A + epsilon) + (1 - Y) * np.log(1 - A + epsilon))
        w, b = np.subtract(w, np.multiply(learning_rate, grads["dw"])), b - learning_rate * grads["db"]
        costs.append(cost)
        if print_cost:
            print("iteration", i, "cost", cost)
    return [{"w": w, "b": np.float64(b)}, grads, tuple(costs[::100])]


@optimize.also_correct
def optimize_with_loops(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    n, m = X.shape
    weights, costs = [float(x) for x in w[:, 0]], []
    columns, targets = X.T.tolist(), Y[0].tolist()
    for i in range(num_iterations):
        dw, db, cost = [0.0] * n, 0.0, 0.0
        for x, y in zip(columns, targets, strict=True):
            a = 1 / (1 + math.exp(-b - sum(v * f for v, f in zip(weights, x, strict=True))))
            cost -= math.log(a if y == 1 else 1 - a) / m
            db += (a - y) / m
            for k in range(n):
                dw[k] += x[k] * (a - y) / m
        weights = [v - learning_rate * d for v, d in zip(weights, dw, strict=True)]
        b = b - learning_rate * db
        if i % 100 == 0:
            costs += [[cost]]
    return {"w": [[v] for v in weights], "b": b}, {"dw": [[d] for d in dw], "db": db}, costs


# optimize: the rate


@optimize.mistake
def rate_fixed_at_0_009(w, b, X, Y, num_iterations, learning_rate):
    """Your w and b moved with the rate 0.009 whatever the argument learning_rate says. Where does a number
    stand for it?"""
    return optimize(w, b, X, Y, num_iterations, 0.009)


@optimize.mistake
def rate_fixed_at_0_005(w, b, X, Y, num_iterations, learning_rate):
    """Your w and b moved with the rate 0.005 whatever the argument learning_rate says. Where does a number
    stand for it?"""
    return optimize(w, b, X, Y, num_iterations, 0.005)


@optimize.mistake
def rate_fixed_at_0_5(w, b, X, Y, num_iterations, learning_rate):
    """Your w and b moved with the rate 0.5 whatever the argument learning_rate says. Where does a number
    stand for it?"""
    return optimize(w, b, X, Y, num_iterations, 0.5)


@optimize.mistake
def rate_left_out(w, b, X, Y, num_iterations, learning_rate):
    """Every step of your w and b was the whole gradient, as with the rate 1. Which argument makes the steps
    shorter?"""
    return optimize(w, b, X, Y, num_iterations, 1.0)


@optimize.mistake
def gradient_divided_by_m_again(w, b, X, Y, num_iterations, learning_rate):
    """Your steps are m times too short. The gradient that propagate returns is an average already: why divide
    again?"""
    return optimize(w, b, X, Y, num_iterations, learning_rate / X.shape[1])


# optimize: the step


@optimize.mistake
def steps_uphill(w, b, X, Y, num_iterations, learning_rate):
    """Your costs grow from entry to entry: each step went along the gradient. Which way leads downhill?"""
    return optimize(w, b, X, Y, num_iterations, -learning_rate)


@optimize.mistake
def only_w_moves(w, b, X, Y, num_iterations, learning_rate):
    """Your b is still the one that came in, while w has moved. Which other parameter has a derivative?"""
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@optimize.mistake
def parameters_become_the_step(w, b, X, Y, num_iterations, learning_rate):
    """Your w and b are minus the rate times the gradient: the old values were dropped. What is the step taken
    from?"""
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w, b = -learning_rate * grads["dw"], -learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


@optimize.mistake
def gradient_taken_once(w, b, X, Y, num_iterations, learning_rate):
    """Every step has the same gradient and all your costs are equal. After w and b have moved, is the old
    gradient valid?"""
    grads, cost = propagate(w, b, X, Y)
    for _ in range(num_iterations):
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
    return {"w": w, "b": b}, grads, [cost] * len(range(0, num_iterations, 100))


@optimize.mistake
def nothing_moves(w, b, X, Y, num_iterations, learning_rate):
    """Your w and b come back as they came in and your costs are all equal. What changes from turn to turn of
    the loop?"""
    grads, cost = propagate(w, b, X, Y)
    return {"w": w, "b": b}, grads, [cost] * len(range(0, num_iterations, 100))


@optimize.mistake
def first_parameters_returned(w, b, X, Y, num_iterations, learning_rate):
    """Your costs fall as they should, but the w and b returned are those that came in. Which ones hold the
    last step?"""
    _, grads, kept = optimize(w, b, X, Y, num_iterations, learning_rate)
    return {"w": w, "b": b}, grads, kept


# optimize: the loop


@optimize.mistake
def one_step_too_few(w, b, X, Y, num_iterations, learning_rate):
    """Your w and b are one step behind, and the gradient as well. How many turns does your loop make?"""
    return optimize(w, b, X, Y, num_iterations - 1, learning_rate)


@optimize.mistake
def one_step_too_many(w, b, X, Y, num_iterations, learning_rate):
    """Your w and b are one step ahead, and the gradient as well. How many turns does your loop make?"""
    return optimize(w, b, X, Y, num_iterations + 1, learning_rate)


@optimize.mistake
def one_step_only(w, b, X, Y, num_iterations, learning_rate):
    """Your w and b have made one single step and there is one cost. How far is the return indented?"""
    return optimize(w, b, X, Y, 1, learning_rate)


@optimize.mistake
def hundred_steps_always(w, b, X, Y, num_iterations, learning_rate):
    """Your w and b have made 100 steps whatever num_iterations says. Which number does your loop count to?"""
    return optimize(w, b, X, Y, 100, learning_rate)


@optimize.mistake
def loop_begins_at_one(w, b, X, Y, num_iterations, learning_rate):
    """One step is missing and so is the first cost, the one of i = 0. With which number does your loop
    begin?"""
    costs = []
    grads, _ = propagate(w, b, X, Y)
    for i in range(1, num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs


# optimize: the costs and the gradient that are kept


@optimize.mistake
def costs_counted_from_one(w, b, X, Y, num_iterations, learning_rate):
    """w and b are right, but the cost at the start is missing and the others come one step early. Where does
    i begin?"""
    kept = []
    for i in range(1, num_iterations + 1):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            kept.append(cost)
    return {"w": w, "b": b}, grads, kept


@optimize.mistake
def every_cost_kept(w, b, X, Y, num_iterations, learning_rate):
    """w and b are right, but your costs has an entry for each step. Which steps does the text want to be
    kept?"""
    kept = []
    for _ in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        kept.append(cost)
    return {"w": w, "b": b}, grads, kept


@optimize.mistake
def cost_after_the_step(w, b, X, Y, num_iterations, learning_rate):
    """w and b are right, but each of your costs belongs to the parameters after the step. Which cost led to
    the step?"""
    kept = []
    for i in range(num_iterations):
        grads, _ = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            kept.append(propagate(w, b, X, Y)[1])
    return {"w": w, "b": b}, grads, kept


@optimize.mistake
def costs_only_if_printed(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Your costs is empty when print_cost is False. Should keeping a cost depend on showing it?"""
    params, grads, kept = optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, kept if print_cost else []


@optimize.mistake
def costs_emptied_each_time(w, b, X, Y, num_iterations, learning_rate):
    """Your costs holds one entry, the last that was kept. Where is the list made: before the loop or inside
    it?"""
    params, grads, kept = optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, grads, kept[-1:]


@optimize.mistake
def gradient_after_the_last_step(w, b, X, Y, num_iterations, learning_rate):
    """w, b and costs are right; your gradient is that of the final parameters. The text asks for that of the
    last step."""
    params, _, kept = optimize(w, b, X, Y, num_iterations, learning_rate)
    return params, propagate(params["w"], params["b"], X, Y)[0], kept


@optimize.mistake(reads_global=True)
def notebook_variable_for_costs(w, b, X, Y, num_iterations, learning_rate):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    history = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if i % 100 == 0:
            history.append(cost)
    return {"w": w, "b": b}, grads, costs


# --- predict ------------------------------------------------------------------------------------------------


@exercise(
    parts={"labels": 3},
    returns=labels("labels"),
    needs=[sigmoid],
    hints=(
        "Which number between 0 and 1 does the neuron give for one picture, and when do you call that a yes?",
        "The score of an example can be any number. Only after the sigmoid is it a probability to compare with 0.5.",
        "Compute A as in propagate, compare the whole array with 0.5 at once, and turn true and false into 1 and 0.",
    ),
)
def predict(w, b, X):
    """Labels ``(1, m)``, 1 where the probability of the example is above 0.5, else 0.

    ``w (n, 1)``, ``b`` a number, ``X (n, m)``. Formula: the class with the larger probability (Bayes
    decision). One byte a label, because the checks hold them by the thousand.
    """
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.5).astype(np.int8)


@predict.inputs
def predict_inputs(rng):
    """Scores on both sides of 0, between 0 and 0.5, and between 0 and b; the first label is 1, 0, 1, 0, 1."""
    w = signed(rng, 0.4, 0.9, (2, 1))
    yield case(w, 0.8, _with_scores(rng, w, 0.8, [0.3, -0.6, 1.2]))
    for n, m, sign, first in [(4, 9, -1, -0.4), (8, 6, 1, 0.3), (5, 11, -1, -0.8), (3, 1003, 1, 0.25)]:
        w = signed(rng, 0.3, 0.8, (n, 1))
        b = sign * float(np.round(rng.uniform(0.75, 0.95), 2))
        yield case(w, b, _with_scores(rng, w, b, _scores(rng, m, first)))


@predict.also_correct
def predict_with_loop(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    w = w.reshape(X.shape[0], 1)
    A = sigmoid(np.dot(w.T, X) + b)
    for i in range(A.shape[1]):
        if A[0, i] > 0.5:
            Y_prediction[0, i] = 1
        else:
            Y_prediction[0, i] = 0
    return Y_prediction


@predict.also_correct
def predict_as_bool(w, b, X):
    return sigmoid(w.T @ X + b) >= 0.5


@predict.also_correct
def predict_by_the_sign_of_the_score(w, b, X):
    return np.where(np.einsum("ij,ik->k", w, X) + b > 0, 1, 0)


@predict.also_correct
def predict_by_rounding(w, b, X):
    return np.round(sigmoid(z=np.matmul(np.transpose(w), X) + b))


@predict.also_correct
def predict_as_list(w, b, X, threshold=0.5):
    print("predicting", X.shape[1], "examples")
    return [1 if sigmoid(float(sum(w[:, 0] * x)) + b) > threshold else 0 for x in X.T]


@predict.also_correct
def predict_in_place(w, b, X):
    X *= w
    A = sigmoid(X.sum(axis=0, keepdims=True) + b)
    A[A > 0.5] = 1
    A[A <= 0.5] = 0
    return A.astype(int)


@predict.mistake
def sigmoid_forgotten(w, b, X):
    """Examples whose score lies between 0 and 0.5 got a 0: the raw score was compared with 0.5. What makes it
    a probability?"""
    return (np.dot(w.T, X) + b > 0.5).astype(np.int8)


@predict.mistake
def bias_left_out(w, b, X):
    """Your labels are those of a neuron without bias. Which number is added to the product before the
    sigmoid?"""
    return (sigmoid(np.dot(w.T, X)) > 0.5).astype(np.int8)


@predict.mistake
def sigmoid_and_bias_forgotten(w, b, X):
    """Your labels compare the bare product of w and X with 0.5. Two things come between product and
    probability."""
    return (np.dot(w.T, X) > 0.5).astype(np.int8)


@predict.mistake
def zero_and_one_exchanged(w, b, X):
    """Every 1 of yours should be a 0, and every 0 a 1. On which side of 0.5 is the answer yes?"""
    return (sigmoid(np.dot(w.T, X) + b) <= 0.5).astype(np.int8)


@predict.mistake
def probabilities_returned(w, b, X):
    """Your numbers lie between 0 and 1: they are the probabilities. One decision an example is still
    missing."""
    return sigmoid(np.dot(w.T, X) + b)


@predict.mistake
def always_one(w, b, X):
    """All your labels are 1. A probability is always above 0: with which number is it compared?"""
    return np.ones((1, X.shape[1]), dtype=np.int8)


@predict.mistake
def never_filled(w, b, X):
    """All your labels are 0, as if the array was made and never filled, or each probability was cut to an
    integer."""
    return np.zeros((1, X.shape[1]), dtype=np.int8)


@predict.mistake
def only_first_filled(w, b, X):
    """Your first label is right and all the others are 0. How far is the return indented?"""
    Y_prediction = np.zeros((1, X.shape[1]), dtype=np.int8)
    Y_prediction[0, 0] = sigmoid(np.dot(w.T, X) + b)[0, 0] > 0.5
    return Y_prediction


@predict.mistake
def first_decides_for_all(w, b, X):
    """All examples got the label of the first one. Which index changes in the loop, and is it used?"""
    A = sigmoid(np.dot(w.T, X) + b)
    return np.full(A.shape, A[0, 0] > 0.5)


@predict.mistake
def loop_over_features(w, b, X):
    """Your loop makes as many turns as X has features, so it ends too early or runs out of range. How many
    examples are there?"""
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = np.zeros(A.shape, dtype=np.int8)
    for i in range(X.shape[0]):
        Y_prediction[0, i] = A[0, i] > 0.5
    return Y_prediction


@predict.mistake
def minus_one_for_zero(w, b, X):
    """Your labels are 1 and -1, the signs of the scores. Which number stands for the other class here?"""
    return np.sign(np.dot(w.T, X) + b).astype(np.int8)


@predict.mistake(reads_global=True)
def notebook_variable_to_predict(w, b, X):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    return (sigmoid(np.dot(w.T, train_set_x) + b) > 0.5).astype(np.int8)


# --- model --------------------------------------------------------------------------------------------------


@exercise(
    parts={"costs": 1, "predictions": 2, "parameters": 1, "settings": 1},
    returns={
        "costs": cost_history("costs", rtol=0, atol=COST_SLACK, every=100),
        "Y_prediction_test": labels("predictions"),
        "Y_prediction_train": labels("predictions"),
        "w": close("parameters"),
        "b": scalar("parameters"),
        "learning_rate": scalar("settings"),
        "num_iterations": scalar("settings"),
    },
    needs=[initialize_with_zeros, optimize, predict],
    hints=(
        "You have written every part already. In which order are they called, and what does each one hand on?",
        "Start with zeros, one for each row of X_train; optimise on the training set only; predict for both sets.",
        "The w and b for predict are those in the dictionary that optimize returns; all seven entries go "
        "into the result.",
    ),
    equivalent={
        "line 8: X_train -> X_test": "both sets have one row a feature, so either may be counted",
    },
)
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """Logistic regression from training set to predictions, a dictionary of seven entries.

    ``X_train (n, m)``, ``Y_train (1, m)``, ``X_test (n, k)``, ``Y_test (1, k)``; ``costs``,
    ``Y_prediction_test (1, k)``, ``Y_prediction_train (1, m)``, ``w (n, 1)``, ``b``, ``learning_rate``,
    ``num_iterations``. Formula: none of its own.
    """
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    return {
        "costs": costs,
        "Y_prediction_test": predict(params["w"], params["b"], X_test),
        "Y_prediction_train": predict(params["w"], params["b"], X_train),
        "w": params["w"],
        "b": params["b"],
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@model.inputs
def model_inputs(rng):
    """Training sets that can be learnt, and test sets around the boundary that was learnt, one of 1,009
    examples."""
    settings = [(2, 5, 3, 3, 0.4), (4, 11, 7, 130, 0.19), (5, 9, 8, 201, 0.07), (3, 10, 1009, 260, 0.12)]
    for n, m, k, num_iterations, learning_rate in settings:
        while True:
            X_train, Y_train = signed(rng, 0.2, 2.0, (n, m), places=1 if n == 2 else 2), balanced(rng, m)
            zeros = np.zeros((n, 1))
            grads, _ = propagate(zeros, 0.0, X_train, Y_train)
            if np.sum(grads["dw"] ** 2) < 0.15:
                continue
            params, _, _ = optimize(zeros, 0.0, X_train, Y_train, num_iterations, learning_rate)
            w, b = params["w"], params["b"]
            score = np.dot(w.T, X_train) + b
            if np.min(np.abs(score)) > 0.02 and abs(b) > 0.01 and np.min(score) < 0 < np.max(score):
                break
        scores = [0.3, -0.6, 0.9] if k == 3 else _scores(rng, k, rng.choice([-0.4, 0.3]))
        X_test = _with_scores(rng, w, b, scores)
        rate = learning_rate if n == 2 else round(learning_rate * rng.uniform(0.99, 1.01), 4)
        yield case(X_train, Y_train, X_test, balanced(rng, k), num_iterations, rate)


@model.also_correct
def model_with_keywords(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False, verbose=True
):
    w, b = initialize_with_zeros(dim=X_test.shape[0])
    parameters, _, costs = optimize(
        w=w,
        b=b,
        X=X_train,
        Y=Y_train,
        num_iterations=num_iterations,
        learning_rate=learning_rate,
        print_cost=print_cost,
    )
    w, b = parameters["w"], parameters["b"]
    Y_prediction_test, Y_prediction_train = predict(w=w, b=b, X=X_test), predict(w=w, b=b, X=X_train)
    if verbose:
        print("train accuracy:", 100 - np.mean(np.abs(Y_prediction_train - Y_train)) * 100)
        print("test accuracy:", 100 - np.mean(np.abs(Y_prediction_test - Y_test)) * 100)
    result = {
        "costs": costs,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }
    result["Y_prediction_train"] = Y_prediction_train
    result["Y_prediction_test"] = Y_prediction_test
    result["test accuracy"] = 100 - np.mean(np.abs(Y_prediction_test - Y_test)) * 100
    return result


@model.also_correct
def model_written_out(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    m = X_train.shape[1]
    w, b, costs = np.zeros((len(X_train), 1)), np.zeros((1, 1)), []
    for i in range(num_iterations):
        A = 1 / (1 + np.exp(-(w.T @ X_train + b)))
        if i % 100 == 0:
            costs.append(-(Y_train @ np.log(A + 1e-8).T + (1 - Y_train) @ np.log(1 - A + 1e-8).T) / m)
        w -= learning_rate * X_train @ (A - Y_train).T / m
        b -= learning_rate * np.sum(A - Y_train) / m
    return {
        "costs": costs,
        "Y_prediction_test": (w.T @ X_test + b > 0)[0],
        "Y_prediction_train": (w.T @ X_train + b > 0)[0],
        "w": w,
        "b": b,
        "learning_rate": np.float64(learning_rate),
        "num_iterations": np.array([num_iterations]),
    }


@model.also_correct
def model_with_loops(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5):
    weights = optimize_with_loops(np.zeros((len(X_train), 1)), 0, X_train, Y_train, num_iterations, learning_rate)
    w, b = np.array(weights[0]["w"]), np.array([weights[0]["b"]])
    return {
        "costs": np.array(weights[2]),
        "Y_prediction_test": predict_as_list(w, float(b[0]), X_test),
        "Y_prediction_train": predict_with_loop(w, b, X_train).astype(int),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": float(num_iterations),
    }


# model: what is passed on


@model.mistake
def iterations_fixed_at_2000(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your training made 2000 steps whatever num_iterations says. Was the argument passed on to optimize?"""
    result = model(X_train, Y_train, X_test, Y_test, 2000, learning_rate)
    return {**result, "num_iterations": num_iterations}


@model.mistake
def rate_fixed_at_one_half(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your training used the rate 0.5 whatever learning_rate says. Was the argument passed on to optimize?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, 0.5)
    return {**result, "learning_rate": learning_rate}


@model.mistake
def rate_fixed_at_five_thousandths(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your training used the rate 0.005 whatever learning_rate says. Was the argument passed on to
    optimize?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, 0.005)
    return {**result, "learning_rate": learning_rate}


@model.mistake
def defaults_in_place_of_arguments(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your training always made 2000 steps with the rate 0.5. Which two arguments did optimize not
    receive?"""
    result = model(X_train, Y_train, X_test, Y_test, 2000, 0.5)
    return {**result, "num_iterations": num_iterations, "learning_rate": learning_rate}


@model.mistake
def trained_on_the_test_set(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your w, b and costs are those of the test set. Which pictures may the neuron see while it learns?"""
    result = model(X_test, Y_test, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "Y_prediction_train": predict(result["w"], result["b"], X_train)}


@model.mistake
def pictures_scaled_again(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your training saw every feature divided by 255. The arguments are scaled already: who divides a second
    time?"""
    return model(X_train / 255, Y_train, X_test / 255, Y_test, num_iterations, learning_rate)


def _entries(params, X_train, X_test, num_iterations, learning_rate):
    """All entries of the result but the costs, for parameters that some wrong version arrived at."""
    return {
        "Y_prediction_test": predict(params["w"], params["b"], X_test),
        "Y_prediction_train": predict(params["w"], params["b"], X_train),
        "w": params["w"],
        "b": params["b"],
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


# model: which parameters


@model.mistake
def predicts_with_untrained_parameters(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """The costs and parameters are right, but all predictions are 0: those of w = 0, b = 0. Which w and b are
    trained?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    untrained = initialize_with_zeros(X_train.shape[0])
    return {
        **result,
        "Y_prediction_test": predict(*untrained, X_test),
        "Y_prediction_train": predict(*untrained, X_train),
    }


@model.mistake
def untrained_parameters_returned(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Costs and predictions are right, but w and b in your dictionary are zeros. Where does optimize put the
    trained ones?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "w": np.zeros((X_train.shape[0], 1)), "b": 0.0}


@model.mistake
def untrained_parameters_everywhere(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """The costs fall, yet predictions, w and b are those of zeros. optimize returns new values: where do they
    go?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    params = {"w": np.zeros((X_train.shape[0], 1)), "b": 0.0}
    return {**_entries(params, X_train, X_test, num_iterations, learning_rate), "costs": result["costs"]}


@model.mistake
def gradients_in_place_of_parameters(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your w and b hold the last gradient, dw and db. Of the three things that optimize returns, which comes
    first?"""
    params, grads, kept = optimize(
        np.zeros((X_train.shape[0], 1)), 0.0, X_train, Y_train, num_iterations, learning_rate
    )
    entries = _entries(params, X_train, X_test, num_iterations, learning_rate)
    return {**entries, "w": grads["dw"], "b": grads["db"], "costs": kept}


@model.mistake
def trained_bias_forgotten(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your w is trained and your b is still 0. Both come back from optimize: which one was not taken over?"""
    params, _, kept = optimize(np.zeros((X_train.shape[0], 1)), 0.0, X_train, Y_train, num_iterations, learning_rate)
    params = {"w": params["w"], "b": 0.0}
    return {**_entries(params, X_train, X_test, num_iterations, learning_rate), "costs": kept}


# model: the predictions


@model.mistake
def train_and_test_predictions_exchanged(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Each prediction has the length of the other set: the two have changed places. Which name goes with
    which X?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {
        **result,
        "Y_prediction_test": result["Y_prediction_train"],
        "Y_prediction_train": result["Y_prediction_test"],
    }


@model.mistake
def test_predictions_of_the_training_set(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your Y_prediction_test has one label for each training example. Which X was handed to predict for
    it?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "Y_prediction_test": result["Y_prediction_train"]}


@model.mistake
def train_predictions_of_the_test_set(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your Y_prediction_train has one label for each test example. Which X was handed to predict for it?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "Y_prediction_train": result["Y_prediction_test"]}


@model.mistake
def true_labels_as_predictions(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your predictions are the true labels, so the accuracy is always 100 %. What does the neuron itself
    say?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "Y_prediction_test": Y_test, "Y_prediction_train": Y_train}


# model: costs and settings


@model.mistake
def settings_exchanged(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """The entry learning_rate holds the number of iterations, and the other way round. Which value goes with
    which key?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "learning_rate": num_iterations, "num_iterations": learning_rate}


@model.mistake
def settings_always_the_defaults(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your dictionary always says 2000 iterations and the rate 0.5. With which settings did the training
    really run?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "num_iterations": 2000, "learning_rate": 0.5}


@model.mistake(reads_global=True)
def notebook_variable_to_train(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    w, b = initialize_with_zeros(train_set_x.shape[0])
    params, _, kept = optimize(w, b, train_set_x, train_set_y, num_iterations, learning_rate)
    return {**_entries(params, train_set_x, X_test, num_iterations, learning_rate), "costs": kept}
