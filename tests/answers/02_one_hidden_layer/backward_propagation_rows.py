# %% lines_of_the_table
# fair: 3 of 3
# true: nothing is wrong.
def backward_propagation_rows(params, cache, X, Y):
    """The derivatives of the cost by all parameters."""
    m = X.shape[0]
    A1, A2 = cache["A1"], cache["A2"]

    ### START CODE HERE ### (≈ 6 lines of code)
    dZ2 = A2 - Y
    dw2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.dot(params["w2"].T, dZ2) * (1 - np.power(A1, 2))
    dw1 = np.dot(dZ1, X) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    ### END CODE HERE ###

    return {"dw1": dw1, "db1": db1, "dw2": dw2, "db2": db2}


# %% by_the_column_version
# fair: 3 of 3
# true: nothing is wrong. It calls backward_propagation with X transposed and renames the results.
NAMES = {"w1": "W1", "b1": "b1", "w2": "W2", "b2": "b2"}


def backward_propagation_rows(params, cache, X, Y):
    as_columns = {NAMES[k]: v for k, v in params.items()}
    slopes = backward_propagation(as_columns, cache, X.T, Y)
    return {"d" + small: slopes["d" + big] for small, big in NAMES.items()}


# %% sums_over_index_i
# fair: 3 of 3
# true: nothing is wrong. einsum with the index i for the examples, averages as a vector of 1/m.
def backward_propagation_rows(params, cache, X, Y):
    m = len(X)
    share = np.full((m, 1), 1 / m)
    e = cache["A2"] - Y
    d = np.einsum("oh,oi->hi", params["w2"], e) * tanh_derivative(cache["A1"])
    return {
        "dw1": np.einsum("hi,in->hn", d, X) / m,
        "db1": d @ share,
        "dw2": np.einsum("oi,hi->oh", e, cache["A1"]) / m,
        "db2": e @ share,
    }


# %% features_counted
# fair: 2 of 3
# true: m is read from X.shape[1], which is the number of features of an example; with rows it is
#       X.shape[0]. All four derivatives are off by a factor.
def backward_propagation_rows(params, cache, X, Y):
    """The derivatives of the cost by all parameters."""
    m = X.shape[1]
    A1, A2 = cache["A1"], cache["A2"]

    ### START CODE HERE ### (≈ 6 lines of code)
    dZ2 = A2 - Y
    dw2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = (params["w2"].T @ dZ2) * (1 - A1**2)
    dw1 = dZ1 @ X / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    ### END CODE HERE ###

    return {"dw1": dw1, "db1": db1, "dw2": dw2, "db2": db2}


# %% transposed_as_in_the_columns
# fair: 2.5 of 3
# true: dZ1 @ X.T is the formula for columns; here the shapes (n_h, m) and (n, m) do not fit, and
#       there is a ValueError. With rows it is dZ1 @ X.
def backward_propagation_rows(params, cache, X, Y):
    """The derivatives of the cost by all parameters.

    Arguments: params -- "w1", "b1", "w2", "b2";  cache -- "Z1", "A1", "Z2", "A2";
               X -- examples (m, n);  Y -- labels (1, m)
    Returns:   a dictionary with "dw1", "db1", "dw2", "db2", each of the shape of its parameter
    """
    m = X.shape[0]
    A1, A2 = cache["A1"], cache["A2"]

    ### START CODE HERE ### (≈ 6 lines of code)
    dZ2 = A2 - Y
    dw2 = 1/m * np.dot(dZ2, A1.T)
    db2 = 1/m * np.sum(dZ2, axis=1, keepdims=True)
    dZ1 = np.dot(params["w2"].T, dZ2) * (1 - A1**2)
    dw1 = 1/m * np.dot(dZ1, X.T)
    db1 = 1/m * np.sum(dZ1, axis=1, keepdims=True)
    ### END CODE HERE ###

    return {"dw1": dw1, "db1": db1, "dw2": dw2, "db2": db2}


# %% slope_of_tanh_forgotten
# fair: 2 of 3
# true: dZ1 lacks the slope of the activation, 1 - A1**2, so dw1 and db1 are wrong. dw2 and db2
#       are right.
def backward_propagation_rows(params, cache, X, Y):
    m = X.shape[0]
    A1, A2 = cache["A1"], cache["A2"]

    dZ2 = A2 - Y
    dw2 = dZ2.dot(A1.T) / m
    db2 = dZ2.mean(axis=1, keepdims=True)
    dZ1 = params["w2"].T.dot(dZ2)
    dw1 = dZ1.dot(X) / m
    db1 = dZ1.mean(axis=1, keepdims=True)

    return {"dw1": dw1, "db1": db1, "dw2": dw2, "db2": db2}


# %% one_bias_for_all_neurons
# fair: 2.5 of 3
# true: np.mean(dZ1) averages over the neurons too, so db1 is a single number instead of a column
#       (n_h, 1); axis=1 and keepdims=True are missing. The other three are right.
def backward_propagation_rows(params, cache, X, Y):
    """The derivatives of the cost by all parameters."""
    m = X.shape[0]
    A1, A2 = cache["A1"], cache["A2"]

    ### START CODE HERE ### (≈ 6 lines of code)
    dZ2 = A2 - Y
    dw2 = dZ2 @ A1.T / m
    db2 = np.mean(dZ2, axis=1, keepdims=True)
    dZ1 = params["w2"].T @ dZ2 * (1 - A1 * A1)
    dw1 = dZ1 @ X / m
    db1 = np.mean(dZ1)
    ### END CODE HERE ###

    return {"dw1": dw1, "db1": db1, "dw2": dw2, "db2": db2}
