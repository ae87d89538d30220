# %% matrix_products_and_float
# fair: 3 of 3
# true: nothing is wrong. Sums by matrix products, made a float.
def compute_cost(A2, Y, parameters=None):
    """The cross-entropy cost."""
    m = Y.shape[1]
    logprobs = np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)
    cost = float(np.squeeze(-logprobs / m))
    assert isinstance(cost, float)
    return cost


# %% probability_of_what_happened
# fair: 3 of 3
# true: nothing is wrong. It picks for every example the probability of the true label; the third
#       argument is left out, as the text allows.
def compute_cost(A2, Y, *unused):
    said_of_truth = np.where(Y == 1, A2, 1 - A2)
    return -np.log(said_of_truth).mean()


# %% losses_one_by_one
# fair: 3 of 3
# true: nothing is wrong. A loop with early continue, in pure Python.
from math import log


def compute_cost(A2, Y, parameters=None):
    total = 0.0
    m = Y.shape[1]
    for i in range(m):
        if Y[0, i] == 1:
            total -= log(A2[0, i])
            continue
        total -= log(1 - A2[0, i])
    return total / m


# %% from_the_scores
# fair: 3 of 3
# true: nothing is wrong. An unusual formula: it recovers the scores z and takes log(1 + e^z) - y
#       z.
def compute_cost(A2, Y, parameters=None):
    """The cross-entropy cost."""
    m = Y.shape[1]

    ### START CODE HERE ### (≈ 2 lines of code)
    z = np.log(A2) - np.log1p(-A2)
    cost = np.sum(np.logaddexp(0, z) - Y * z) / m
    ### END CODE HERE ###

    return cost


# %% one_by_one_array
# fair: 3 of 3
# true: nothing is wrong. Matrix products that are not squeezed, so the number comes as an array
#       of shape (1, 1), which the notebook calls right too.
def compute_cost(A2, Y, parameters=None):
    """The cross-entropy cost."""
    m = Y.shape[1]

    ### START CODE HERE ### (≈ 2 lines of code)
    total = Y @ np.log(A2).T + (1 - Y) @ np.log(1 - A2).T
    cost = -total / m
    ### END CODE HERE ###

    return cost


# %% second_sum_outside
# fair: 2 of 3
# true: -1/m belongs to the first sum only; the second is neither negated nor divided by m.
#       Brackets around both sums are missing.
def compute_cost(A2, Y, parameters=None):
    """The cross-entropy cost.

    Arguments: A2 -- probabilities (1, m);  Y -- labels (1, m) of 0 and 1;  parameters -- not used
    Returns:   the cost, a number
    """
    m = Y.shape[1]

    ### START CODE HERE ### (≈ 2 lines of code)
    cost = -1 / m * np.sum(Y * np.log(A2)) + np.sum((1 - Y) * np.log(1 - A2))
    cost = np.squeeze(cost)
    ### END CODE HERE ###

    return cost


# %% only_the_ones
# fair: 1.5 of 3
# true: the term (1 - Y) * log(1 - A2) is missing, so examples with the label 0 cost nothing.
def compute_cost(A2, Y, parameters=None):
    """The cross-entropy cost."""
    m = Y.shape[1]

    ### START CODE HERE ### (≈ 2 lines of code)
    logprobs = np.multiply(np.log(A2), Y)
    cost = -np.sum(logprobs) / m
    ### END CODE HERE ###

    return cost


# %% squeezed_is_no_float
# fair: 2 of 3
# true: the number is right, but after np.squeeze it is an array of shape (), which is no float,
#       so the assertion raises an AssertionError every time. float(np.squeeze(cost)) was meant.
def compute_cost(A2, Y, parameters=None):
    """The cross-entropy cost."""
    m = Y.shape[1]

    ### START CODE HERE ### (≈ 2 lines of code)
    cost = -(np.dot(np.log(A2), Y.T) + np.dot(np.log(1 - A2), (1 - Y).T)) / m
    cost = np.squeeze(cost)
    ### END CODE HERE ###

    assert(isinstance(cost, float))
    return cost


# %% weights_fetched_but_not_needed
# fair: 2 of 3
# true: it fetches W1 and W2 from its third argument, which is not needed and may be missing:
#       called with two arguments it raises a TypeError. The formula is right.
def compute_cost(A2, Y, parameters=None):
    """The cross-entropy cost."""
    m = Y.shape[1]

    # Retrieve W1 and W2 from parameters
    W1 = parameters["W1"]
    W2 = parameters["W2"]

    logprobs = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    cost = -1 / m * np.sum(logprobs)

    return cost


# %% base_two_and_no_mean
# fair: 1.5 of 3
# true: two slips: np.log2 is the logarithm to the base 2, where the natural one (np.log) is
#       meant; and the sum is not divided by m.
def compute_cost(A2, Y, parameters=None):
    m = Y.shape[1]
    cost = 0
    for y, a in zip(Y[0], A2[0]):
        cost = cost - (y * np.log2(a) + (1 - y) * np.log2(1 - a))
    return cost
