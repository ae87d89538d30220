# %% new_generator_with_scale
# fair: 3 of 3
# true: nothing is wrong. Another generator and another seed; the 0.01 is the scale of normal.
def initialize_parameters(n_x, n_h, n_y):
    """Small random weights, and biases of zero."""
    rng = np.random.default_rng(seed=42)
    return {
        "W1": rng.normal(scale=0.01, size=(n_h, n_x)),
        "b1": np.zeros((n_h, 1)),
        "W2": rng.normal(scale=0.01, size=(n_y, n_h)),
        "b2": np.zeros((n_y, 1)),
    }


# %% bell_from_the_standard_library
# fair: 3 of 3
# true: nothing is wrong. Python's own random.gauss, number by number, and an unusual seed.
import random


def initialize_parameters(n_x, n_h, n_y):
    random.seed(1234)

    def bells(rows, columns):
        table = []
        for r in range(rows):
            table.append([random.gauss(0, 0.01) for c in range(columns)])
        return np.array(table)

    W1 = bells(n_h, n_x)
    W2 = bells(n_y, n_h)
    b1 = np.array([[0.0]] * n_h)
    b2 = np.array([[0.0]] * n_y)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% loop_over_the_sizes
# fair: 3 of 3
# true: nothing is wrong. A loop for any number of layers; biases as whole numbers 0 times a
#       column.
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)
    sizes = [n_x, n_h, n_y]
    parameters = {}
    for l in (1, 2):
        parameters["W%d" % l] = np.random.randn(sizes[l], sizes[l - 1]) / 100
        parameters["b%d" % l] = 0 * np.ones(sizes[l]).reshape(-1, 1)
    return parameters


# %% evenly_distributed
# fair: 2 of 3
# true: np.random.rand draws evenly between 0 and 1, so all weights are positive. The normal
#       distribution is np.random.randn.
def initialize_parameters(n_x, n_h, n_y):
    """Small random weights, and biases of zero.

    Arguments: n_x, n_h, n_y -- numbers of inputs, hidden neurons, outputs
    Returns:   a dictionary with "W1" (n_h, n_x), "b1" (n_h, 1), "W2" (n_y, n_h), "b2" (n_y, 1)
    """
    np.random.seed(2)  # everybody begins with the same weights

    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = np.random.rand(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.rand(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% hundredth_as_mean
# fair: 2 of 3
# true: the first argument of np.random.normal is the mean and the second the standard deviation,
#       so the weights are spread by 1 around 0.01: a hundred times too large. It should be
#       normal(0, 0.01).
def initialize_parameters(n_x, n_h, n_y):
    """Small random weights, and biases of zero."""
    np.random.seed(2)  # everybody begins with the same weights

    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = np.random.normal(0.01, 1, (n_h, n_x))
    b1 = np.zeros((n_h, 1))
    W2 = np.random.normal(0.01, 1, (n_y, n_h))
    b2 = np.zeros((n_y, 1))
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% weights_lying_down
# fair: 2 of 3
# true: both weight matrices are transposed, (n_x, n_h) and (n_h, n_y). Each neuron has a row of
#       weights: (n_h, n_x) and (n_y, n_h).
def initialize_parameters(n_x, n_h, n_y):
    """Small random weights, and biases of zero."""
    np.random.seed(2)  # everybody begins with the same weights

    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = 0.01 * np.random.randn(n_x, n_h)   # from n_x to n_h
    b1 = np.zeros((n_h, 1))
    W2 = 0.01 * np.random.randn(n_h, n_y)   # from n_h to n_y
    b2 = np.zeros((n_y, 1))
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% zeros_with_two_numbers
# fair: 2 of 3
# true: np.zeros wants the shape as one pair: np.zeros((n_h, 1)). As it stands the 1 is taken for
#       a dtype, and there is a TypeError. The weights are right.
def initialize_parameters(n_x, n_h, n_y):
    """Small random weights, and biases of zero."""
    np.random.seed(2)  # everybody begins with the same weights

    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros(n_h, 1)
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros(n_y, 1)
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% second_layer_large_biases_flat
# fair: 1.5 of 3
# true: two slips: W2 is not multiplied by 0.01, and the biases have the shapes (n_h,) and (n_y,)
#       where columns (n_h, 1) and (n_y, 1) are wanted. W1 is right.
def initialize_parameters(n_x, n_h, n_y):
    """Small random weights, and biases of zero."""
    np.random.seed(2)  # everybody begins with the same weights

    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = 0.01 * np.random.randn(n_h, n_x)
    b1 = np.zeros(n_h)
    W2 = np.random.randn(n_y, n_h)
    b2 = np.zeros(n_y)
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% all_neurons_alike
# fair: 1.5 of 3
# true: one row of random weights is copied to every hidden neuron, and W2 is the same number 0.01
#       everywhere, so all hidden neurons stay alike. Every weight must be drawn on its own.
def initialize_parameters(n_x, n_h, n_y):
    """Small random weights, and biases of zero."""
    np.random.seed(2)
    row = 0.01 * np.random.randn(1, n_x)
    W1 = np.repeat(row, n_h, axis=0)
    W2 = np.ones((n_y, n_h)) * 0.01
    b1, b2 = np.zeros((n_h, 1)), np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
