# %% quarter_minus_square
# fair: 1 of 1
# true: nothing is wrong. An unusual formula: a(1 - a) = 1/4 - (a - 1/2)^2.
def sigmoid_derivative(a):
    """The slope of the sigmoid, from its value.

    Arguments: a -- activations, a = sigmoid(z); a number or an array of any shape
    Returns:   the derivative da/dz, the same shape
    """
    ### START CODE HERE ### (≈ 1 line of code)
    slope = 0.25 - (a - 0.5) ** 2   # biggest at a = 0.5
    ### END CODE HERE ###
    return slope


# %% back_to_z_and_forward_again
# fair: 1 of 1
# true: nothing is wrong. The long way: it finds z from a first, and differentiates at z.
def logit(p):
    p = np.asarray(p, dtype=np.float64)
    with np.errstate(divide="ignore"):
        return np.log(p) - np.log(1 - p)


def sigmoid_derivative(a):
    z = logit(a)
    return sigmoid(z) * sigmoid(-z)


# %% ufuncs_and_type_hints
# fair: 1 of 1
# true: nothing is wrong.
def sigmoid_derivative(activation: np.ndarray) -> np.ndarray:
    """Derivada de la sigmoide, a partir de su valor (no de z)."""
    uno_menos = np.subtract(1.0, activation)
    return np.multiply(activation, uno_menos)


# %% sigmoid_once_more
# fair: 0 of 1
# true: it takes a for a score and sends it through the sigmoid once more. a is the activation
#       already, the slope is a * (1 - a).
def sigmoid_derivative(a):
    """The slope of the sigmoid, from its value."""
    ### START CODE HERE ### (≈ 1 line of code)
    slope = sigmoid(a) * (1 - sigmoid(a))
    ### END CODE HERE ###
    return slope


# %% called_like_on_paper
# fair: 0.5 of 1
# true: a(1 - a) calls a like a function, which raises a TypeError. The multiplication sign is
#       missing: a * (1 - a).
def sigmoid_derivative(a):
    """The slope of the sigmoid, from its value."""
    ### START CODE HERE ### (≈ 1 line of code)
    slope = a(1 - a)
    ### END CODE HERE ###
    return slope


# %% matrix_product
# fair: 0.5 of 1
# true: np.dot is a matrix product (or, of two vectors, one single number), and raises an error
#       where the shapes do not fit. It must be multiplied element by element; a plain number is
#       right.
def sigmoid_derivative(a):
    slope = np.dot(a, 1 - a)
    return slope


# %% brackets_forgotten
# fair: 0 of 1
# true: a * 1 - a is 0 everywhere, as the brackets around 1 - a are missing.
def sigmoid_derivative(a):
    """The slope of the sigmoid, from its value.

    Arguments: a -- activations, a = sigmoid(z); a number or an array of any shape
    Returns:   the derivative da/dz, the same shape
    """
    ### START CODE HERE ### (≈ 1 line of code)
    slope = a * 1 - a
    ### END CODE HERE ###
    return slope
