# %% unpacked_the_other_way_round
# fair: 1 of 1
# true: nothing is wrong. The shape of X is taken apart, and a list comes back.
def layer_sizes_rows(X, Y):
    m, features = X.shape
    print(m, "examples with", features, "numbers each")
    return [features, 4, Y.shape[0]]


# %% first_row_measured
# fair: 1 of 1
# true: nothing is wrong. The first example is measured; labels are counted as before.
def layer_sizes_rows(X, Y):
    """Cuántas neuronas hay en cada capa."""
    ### START CODE HERE ### (≈ 3 lines of code)
    n = len(X[0])
    n_h = 2 + 2
    n_y = len(Y)
    ### END CODE HERE ###
    return n, n_h, n_y


# %% the_old_function_with_x_turned
# fair: 1 of 1
# true: nothing is wrong. X is turned, and layer_sizes does the rest.
def layer_sizes_rows(X, Y):
    return layer_sizes(np.transpose(X), Y)


# %% copied_from_the_columns
# fair: 0.5 of 1
# true: n is X.shape[0], which counts the examples now. n_y is right.
def layer_sizes_rows(X, Y):
    """The number of neurons in each layer, where the examples of X are rows."""
    ### START CODE HERE ### (≈ 3 lines of code)
    n = X.shape[0]
    n_h = 4
    n_y = Y.shape[0]
    ### END CODE HERE ###
    return n, n_h, n_y


# %% both_turned
# fair: 0.5 of 1
# true: Y is taken to be turned as well, so n_y is m, the number of examples. n is right.
def layer_sizes_rows(X, Y):
    n, n_y = X.shape[-1], Y.shape[-1]
    return n, 4, n_y


# %% hidden_left_out
# fair: 0.5 of 1
# true: the 4 of the hidden layer is missing; the other two numbers are right.
def layer_sizes_rows(X, Y):
    n = X.shape[1]
    n_y = Y.shape[0]
    return n, n_y
