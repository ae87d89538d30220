# %% length_is_number_of_rows
# fair: 1 of 1
# true: nothing is wrong. len of an array is its number of rows.
def layer_sizes(X, Y):
    return len(X), 4, len(Y)


# %% unpacked_shapes_and_a_list
# fair: 1 of 1
# true: nothing is wrong. It returns a list of three.
HIDDEN_NEURONS = 4


def layer_sizes(X, Y):
    """Die Anzahl der Neuronen in jeder Schicht."""
    (n_x, m), (n_y, m_labels) = X.shape, Y.shape
    assert m == m_labels, "as many labels as examples"
    return [n_x, HIDDEN_NEURONS, n_y]


# %% hidden_as_default
# fair: 1 of 1
# true: nothing is wrong. The 4 is an optional third argument.
def layer_sizes(X, Y, n_h=4):
    """The number of neurons in each layer."""
    n_x = np.size(X, 0)
    n_y = np.size(Y, axis=0)
    print("layer sizes:", n_x, n_h, n_y)
    return n_x, n_h, n_y


# %% columns_counted
# fair: 0 of 1
# true: shape[1] is the number m of examples. The inputs and outputs are the rows, shape[0].
def layer_sizes(X, Y):
    """The number of neurons in each layer.

    Arguments: X -- examples (n_x, m);  Y -- labels (n_y, m)
    Returns:   n_x, 4, n_y -- numbers: inputs, hidden neurons, outputs
    """
    ### START CODE HERE ### (≈ 3 lines of code)
    n_x = X.shape[1]
    n_h = 4
    n_y = Y.shape[1]
    ### END CODE HERE ###
    return n_x, n_h, n_y


# %% outputs_are_the_classes
# fair: 0.5 of 1
# true: n_y is taken as the number of different labels, 2 for the flower; it is the number of rows
#       of Y. n_x and n_h are right.
def layer_sizes(X, Y):
    """The number of neurons in each layer."""
    ### START CODE HERE ### (≈ 3 lines of code)
    n_x = X.shape[0]
    n_h = 4
    n_y = len(np.unique(Y))   # two classes
    ### END CODE HERE ###
    return n_x, n_h, n_y


# %% whole_shapes
# fair: 0 of 1
# true: X.shape and Y.shape are pairs (n_x, m) and (n_y, m); only their first entry, [0], is
#       wanted.
def layer_sizes(X, Y):
    """The number of neurons in each layer."""
    ### START CODE HERE ### (≈ 3 lines of code)
    n_x = X.shape
    n_h = 4
    n_y = Y.shape
    ### END CODE HERE ###
    return n_x, n_h, n_y


# %% raise_left_in
# fair: 0.5 of 1
# true: the three lines are right, but the line with raise NotImplementedError is still above
#       them, so they are never reached. That line has to be replaced.
def layer_sizes(X, Y):
    """The number of neurons in each layer.

    Arguments: X -- examples (n_x, m);  Y -- labels (n_y, m)
    Returns:   n_x, 4, n_y -- numbers: inputs, hidden neurons, outputs
    """
    ### START CODE HERE ### (≈ 3 lines of code)
    raise NotImplementedError("layer_sizes has not been written yet")  # replace this line
    n_x = X.shape[0]
    n_h = 4
    n_y = Y.shape[0]
    ### END CODE HERE ###
    return n_x, n_h, n_y
