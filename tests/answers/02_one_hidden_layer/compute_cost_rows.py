# %% the_old_function_again
# fair: 2 of 2
# true: nothing is wrong. The cost knows nothing of X, so compute_cost does it.
def compute_cost_rows(A2, Y):
    return compute_cost(A2, Y)


# %% flat_scalar_product
# fair: 2 of 2
# true: nothing is wrong. Scalar products of the flattened rows.
def compute_cost_rows(A2, Y):
    """El coste de entropía cruzada, un solo número."""
    y = np.ravel(Y)
    a = np.ravel(A2)
    ones = y @ np.log(a)
    zeros = (1 - y) @ np.log(1 - a)
    cost = -(ones + zeros) / y.size
    print("cost:", cost)
    return cost


# %% average_of_two_groups
# fair: 2 of 2
# true: nothing is wrong. It adds the losses of the two classes, picked with masks.
def compute_cost_rows(A2, Y):
    is_one = np.asarray(Y) > 0.5
    loss_of_ones = -np.log(A2[is_one])
    loss_of_zeros = -np.log(1 - A2[~is_one])
    return (loss_of_ones.sum() + loss_of_zeros.sum()) / Y.shape[-1]


# %% a_row_of_costs
# fair: 1 of 2
# true: nothing is added up: it returns a row of m losses, each divided by m, where one number is
#       asked for. A np.sum is missing.
def compute_cost_rows(A2, Y):
    """The cross-entropy cost.

    Arguments: A2 -- probabilities (1, m);  Y -- labels (1, m) of 0 and 1
    Returns:   the cost, a number
    """
    ### START CODE HERE ### (≈ 1 line of code)
    cost = -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / Y.shape[1]
    ### END CODE HERE ###
    return cost


# %% rows_of_labels_counted
# fair: 1 of 2
# true: Y.shape[0] is 1, so the sum is not divided by the number of examples. m is Y.shape[1]
#       here, as the labels still are one row.
def compute_cost_rows(A2, Y):
    """The cross-entropy cost."""
    m = Y.shape[0]   # examples are rows now
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    return cost


# %% one_minus_without_brackets
# fair: 1 of 2
# true: the brackets around 1 - Y are missing: it takes 1 minus the product Y * log(1 - A2), where
#       (1 - Y) * log(1 - A2) is meant.
def compute_cost_rows(A2, Y):
    """The cross-entropy cost."""
    ### START CODE HERE ### (≈ 1 line of code)
    cost = -np.mean(Y * np.log(A2) + 1 - Y * np.log(1 - A2))
    ### END CODE HERE ###
    return cost


# %% nothing_returned
# fair: 1.5 of 2
# true: the number is right but is only printed; the function has no return and gives None.
def compute_cost_rows(A2, Y):
    """The cross-entropy cost."""
    losses = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    cost = -losses.mean()
    print(cost)
