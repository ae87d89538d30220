# %% formula_as_it_stands
# fair: 3 of 3
# true: nothing is wrong; it warns about an overflow at -800, which the text allows.
def sigmoid(z):
    """The sigmoid of each element.

    Arguments: z -- a number or an array of any shape
    Returns:   the same shape, each value between 0 and 1
    """
    ### START CODE HERE ### (≈ 1 line of code)
    s = 1 / (1 + np.exp(-z))
    ### END CODE HERE ###
    return s


# %% half_of_a_tanh
# fair: 3 of 3
# true: nothing is wrong; the sigmoid is a shifted tanh of half the score.
sigmoid = lambda z: 0.5 * np.tanh(0.5 * np.asarray(z)) + 0.5


# %% two_branches_on_a_copy
# fair: 3 of 3
# true: nothing is wrong; stable on both sides with masks, and the argument is copied first.
def sigmoid(z):
    """The sigmoid of each element, without overflow."""
    s = np.array(z, dtype=float)
    positive = s >= 0
    s[positive] = 1 / (1 + np.exp(-s[positive]))
    e = np.exp(s[~positive])
    s[~positive] = e / (1 + e)
    return s


# %% math_in_a_vectorize
# fair: 3 of 3
# true: nothing is wrong; math.exp for single numbers, chosen by sign, and np.vectorize around it.
import math


def _one(x):
    if x < 0:
        t = math.exp(x)
        return t / (t + 1.0)
    return 1.0 / (1.0 + math.exp(-x))


def sigmoid(z):
    """La sigmoide de cada elemento.

    z puede ser un numero o un array de cualquier forma.
    """
    ### START CODE HERE ### (≈ 1 line of code)
    s = np.vectorize(_one, otypes=[float])(z)
    ### END CODE HERE ###
    return s


# %% brackets_forgotten
# fair: 2 of 3
# true: without brackets 1 / 1 + exp(-z) is 1 + exp(-z); it must be 1 / (1 + exp(-z)).
def sigmoid(z):
    """The sigmoid of each element.

    Arguments: z -- a number or an array of any shape
    Returns:   the same shape, each value between 0 and 1
    """
    ### START CODE HERE ### (≈ 1 line of code)
    s = 1 / 1 + np.exp(-z)
    ### END CODE HERE ###
    return s


# %% nan_at_plus_800
# fair: 2.5 of 3
# true: exp(z) / (1 + exp(z)) is right for moderate scores, but at z = 800 it is infinity divided
#       by infinity, nan, where 1 is expected.
def sigmoid(z):
    """The sigmoid of each element."""
    ### START CODE HERE ### (≈ 1 line of code)
    e_z = np.exp(z)
    s = e_z / (1 + e_z)
    ### END CODE HERE ###
    return s


# %% math_exp_numbers_only
# fair: 1.5 of 3
# true: math.exp takes single numbers only, so an array gives a TypeError; and for the number -800
#       it raises an OverflowError. np.exp does both.
from math import exp


def sigmoid(z):
    """The sigmoid of each element.

    Arguments: z -- a number or an array of any shape
    Returns:   the same shape, each value between 0 and 1
    """
    ### START CODE HERE ### (≈ 1 line of code)
    s = 1 / (1 + exp(-z))
    ### END CODE HERE ###
    return s


# %% whole_numbers_cut_off
# fair: 2 of 3
# true: the result array is made like z, so for whole numbers it holds whole numbers and every
#       value between 0 and 1 is cut off to 0. Arrays of floats come out right; the result must be
#       of floats.
def sigmoid(z):
    """The sigmoid of each element."""
    z = np.array(z)
    s = np.zeros_like(z)
    for index in np.ndindex(z.shape):
        s[index] = 1 / (1 + np.exp(-z[index]))
    return s


# %% softmax_by_mistake
# fair: 0.5 of 3
# true: this is the softmax, each exp divided by the sum of all of them; the sigmoid treats each
#       element by itself, 1 / (1 + exp(-z)).
def sigmoid(z):
    """The sigmoid of each element.

    Arguments: z -- a number or an array of any shape
    Returns:   the same shape, each value between 0 and 1
    """
    ### START CODE HERE ### (≈ 1 line of code)
    s = np.exp(z - np.max(z))
    s = s / s.sum()
    ### END CODE HERE ###
    return s
