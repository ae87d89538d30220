# %% zeros_of_a_pair
# fair: 2 of 2
# true: nothing is wrong
def initialize_with_zeros(dim):
    """Weights and bias to start from.

    Arguments: dim -- how many inputs the neuron has
    Returns:   w -- array (dim, 1) of zeros;  b -- the number 0.0
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    w = np.zeros((dim, 1))
    b = 0.0
    ### END CODE HERE ###
    return w, b


# %% newaxis_and_whole_zero
# fair: 2 of 2
# true: nothing is wrong; b is a whole 0, which is the same number as 0.0.
def initialize_with_zeros(dim):
    """Weights and bias to start from."""
    w = np.zeros(dim)[:, np.newaxis]
    b = 0
    assert w.shape == (dim, 1)
    return w, b


# %% nested_list_to_array
# fair: 2 of 2
# true: nothing is wrong; rows of one zero each, made by a list comprehension, b by float().
def initialize_with_zeros(dim: int) -> tuple[np.ndarray, float]:
    """Startgewichte (dim, 1) und Bias 0.0."""
    ### START CODE HERE ### (≈ 2 lines of code)
    w, b = np.array([[0.0] for _ in range(dim)]), float()
    ### END CODE HERE ###
    return w, b


# %% cut_from_one_array
# fair: 2 of 2
# true: nothing is wrong; weights and bias are cut from one array of float32 zeros, and b is a
#       NumPy number.
def initialize_with_zeros(dim):
    """Weights and bias to start from.

    Arguments: dim -- how many inputs the neuron has
    Returns:   w -- array (dim, 1) of zeros;  b -- the number 0.0
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    theta = np.zeros((dim + 1, 1), dtype=np.float32)
    w = theta[:dim]
    b = theta[dim, 0]
    ### END CODE HERE ###
    return w, b


# %% dim_comma_one
# fair: 1.5 of 2
# true: np.zeros(dim, 1) takes the 1 for a dtype and stops with a TypeError; the shape must be a
#       pair, np.zeros((dim, 1)). b is right.
def initialize_with_zeros(dim):
    """Weights and bias to start from.

    Arguments: dim -- how many inputs the neuron has
    Returns:   w -- array (dim, 1) of zeros;  b -- the number 0.0
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    w = np.zeros(dim, 1)
    b = 0.0
    ### END CODE HERE ###
    return w, b


# %% rank_one_array
# fair: 1 of 2
# true: w has the shape (dim,); it must be a column, (dim, 1). b is right.
def initialize_with_zeros(dim):
    """Weights and bias to start from.

    Arguments: dim -- how many inputs the neuron has
    Returns:   w -- array (dim, 1) of zeros;  b -- the number 0.0
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    w = np.zeros(dim)
    b = 0.0
    ### END CODE HERE ###
    return w, b


# %% bias_for_every_input
# fair: 1 of 2
# true: b is an array (dim, 1) of zeros like w; it must be the single number 0.0. w is right.
def initialize_with_zeros(dim):
    """Weights and bias to start from."""
    ### START CODE HERE ### (≈ 2 lines of code)
    w = b = np.zeros((dim, 1))
    ### END CODE HERE ###
    return w, b


# %% small_random_row
# fair: 0.5 of 2
# true: two slips: the weights are random instead of zero, and they are a row (1, dim) instead of
#       a column (dim, 1). b is right.
def initialize_with_zeros(dim):
    """Weights and bias to start from."""
    np.random.seed(1)
    w = np.random.randn(1, dim) * 0.01
    b = 0.0
    return w, b
