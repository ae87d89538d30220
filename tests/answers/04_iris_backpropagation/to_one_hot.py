# %% rows_of_the_identity
# fair: 2 of 2
# true: nothing is wrong; each label picks its row of the identity matrix.
def to_one_hot(Y):
    """A row for each label, with a single 1 in it."""
    ### START CODE HERE ### (≈ 2 lines of code)
    k = np.max(Y) + 1
    y = np.eye(k)[Y]
    ### END CODE HERE ###
    return y

# %% compared_with_the_classes_that_occur
# fair: 2 of 2
# true: nothing is wrong; np.unique gives 0 to k-1 because each label occurs.
def to_one_hot(Y):
    labels = np.asarray(Y)
    return np.where(labels[:, np.newaxis] == np.unique(labels), 1.0, 0.0)

# %% list_of_lists_of_int
# fair: 2 of 2
# true: nothing is wrong; whole numbers, built with two comprehensions.
def to_one_hot(Y):
    """Para cada etiqueta una fila, con un solo 1."""
    classes = sorted(set(int(label) for label in Y))
    rows = [[1 if c == label else 0 for c in classes] for label in Y]
    return np.array(rows, dtype=int)

# %% three_classes_written_in
# fair: 1 of 2
# true: it is right for three classes only. The number of columns must come from the labels,
#       max(Y) + 1, and not be 3 always.
def to_one_hot(Y):
    ### START CODE HERE ### (≈ 2 lines of code)
    y = np.zeros((len(Y), 3))
    y[np.arange(len(Y)), Y] = 1
    ### END CODE HERE ###
    return y

# %% colon_for_the_rows
# fair: 1 of 2
# true: y[:, Y] = 1 puts a 1 into every row of each of the columns, so all of y is 1. Each row has
#       its own column: y[np.arange(m), Y] = 1.
def to_one_hot(Y):
    ### START CODE HERE ### (≈ 2 lines of code)
    y = np.zeros((Y.shape[0], Y.max() + 1))
    y[:, Y] = 1
    ### END CODE HERE ###
    return y

# %% counted_from_one
# fair: 1 of 2
# true: it takes the labels as if they were 1 to k: label 1 lands in column 0, and label 0 in the
#       last column (-1). The 1 of row i belongs into column Y[i].
def to_one_hot(Y):
    k = len(np.unique(Y))
    y = np.zeros((len(Y), k))
    for i in range(len(Y)):
        y[i][Y[i] - 1] = 1
    return y

# %% shape_as_two_arguments
# fair: 1 of 2
# true: np.zeros(m, k) fails, the second argument is the dtype. The shape must be one tuple,
#       np.zeros((m, k)).
def to_one_hot(Y):
    m, k = len(Y), int(max(Y)) + 1
    y = np.zeros(m, k)
    for row, label in enumerate(Y):
        y[row, label] = 1
    return y

# %% a_flower_a_column
# fair: 1 of 2
# true: the result is (k, m), a column for each label as in the notebooks before. Here examples
#       are rows, so it must be (m, k).
def to_one_hot(Y):
    k = 1 + np.amax(Y)
    y = np.array([(Y == c) for c in range(k)]).astype(float)
    return y

# %% printed_but_not_returned
# fair: 1.5 of 2
# true: the array is right, but it is only printed: the return is missing, so the result is None.
def to_one_hot(Y):
    k = max(Y) + 1
    y = np.zeros((len(Y), k))
    for i in range(len(Y)):
        y[i, Y[i]] = 1
    print(y)
