# %% lengths_of_zero_become_one
# fair: 3 of 3
# true: nothing is wrong; a length of 0 is replaced by 1, so zeros stay zeros.
def normalize(X, axis=-1, order=2):
    """Each vector along an axis, divided by its length."""
    ### START CODE HERE ### (≈ 3 lines of code)
    lengths = np.linalg.norm(X, ord=order, axis=axis, keepdims=True)
    lengths[lengths == 0] = 1
    unit = X / lengths
    ### END CODE HERE ###
    return unit

# %% formula_written_out_divide_where
# fair: 3 of 3
# true: nothing is wrong; the norm is written out, and np.divide leaves the zeros where the length
#       is 0.
def normalize(X, axis=-1, order=2):
    X = np.asarray(X, dtype=float)
    p = float(order)
    powers = np.abs(X) ** p
    length = np.expand_dims(powers.sum(axis=axis), axis) ** (1.0 / p)
    return np.divide(X, length, out=np.zeros(X.shape), where=length != 0)

# %% helper_for_one_vector
# fair: 3 of 3
# true: nothing is wrong; a helper for one vector, called for each row or, for axis 0, each
#       column.
def durch_laenge(v, p):
    """Ein Vektor durch seine Laenge; der Nullvektor bleibt."""
    laenge = np.linalg.norm(v, ord=p)
    if laenge == 0:
        return np.zeros(len(v))
    return v / laenge


def normalize(X, axis=-1, order=2):
    if axis in (0, -2):
        return np.stack([durch_laenge(column, order) for column in np.transpose(X)], axis=1)
    return np.stack([durch_laenge(row, order) for row in X], axis=0)

# %% nan_repaired_afterwards
# fair: 3 of 3
# true: nothing is wrong; 0/0 is allowed to happen and is then turned into 0.
def normalize(X, axis=-1, order=2):
    with np.errstate(divide="ignore", invalid="ignore"):
        unit = X / np.linalg.norm(X, order, axis, True)
    unit[np.isnan(unit)] = 0
    return unit

# %% one_zero_row_and_nothing_happens
# fair: 2 of 3
# true: as soon as one length is 0 the whole of X is returned as it is. Only the rows of zeros
#       should stay, all others must still be divided.
def normalize(X, axis=-1, order=2):
    ### START CODE HERE ### (≈ 3 lines of code)
    length = np.linalg.norm(X, ord=order, axis=axis, keepdims=True)
    if np.any(length == 0):
        return X
    unit = X / length
    ### END CODE HERE ###
    return unit

# %% axis_and_order_exchanged
# fair: 2 of 3
# true: np.linalg.norm takes the order before the axis. Called with axis first it looks for an
#       axis 2, which does not exist, and fails. The guard for zeros is right.
def normalize(X, axis=-1, order=2):
    norms = np.linalg.norm(X, axis, order, keepdims=True)
    norms = np.where(norms == 0, 1, norms)
    unit = X / norms
    return unit

# %% powers_without_absolute_value
# fair: 2.5 of 3
# true: the absolute value is missing: for order 2 nothing is seen, but with order 1 or 3 negative
#       entries count negatively. It must be np.abs(X) ** order.
def normalize(X, axis=-1, order=2):
    length = np.sum(X ** order, axis=axis, keepdims=True) ** (1 / order)
    safe = np.where(length == 0, 1.0, length)
    return X / safe

# %% one_added_to_every_length
# fair: 2 of 3
# true: 1 is added to every length to avoid 0/0, so no row has the length 1 any more. Only lengths
#       that are 0 may be replaced.
def normalize(X, axis=-1, order=2):
    ### START CODE HERE ### (≈ 3 lines of code)
    norm = np.linalg.norm(X, ord=order, axis=axis, keepdims=True)
    norm = norm + 1
    unit = X / norm
    ### END CODE HERE ###
    return unit

# %% always_the_rows_and_no_guard
# fair: 1.5 of 3
# true: two slips. The axis is always 1 whatever was asked for, and a row of zeros becomes nan.
#       axis=axis and a guard for lengths of 0 are missing.
def normalize(X, axis=-1, order=2):
    m = X.shape[0]
    unit = X / np.linalg.norm(X, ord=order, axis=1).reshape(m, 1)
    return unit
