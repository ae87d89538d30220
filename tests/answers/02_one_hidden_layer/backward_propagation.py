# %% divided_by_m_at_once
# fair: 6 of 6
# true: nothing is wrong. The average is taken with dZ2 already, and carries on to all others.
def backward_propagation(parameters, cache, X, Y):
    """The derivatives of the cost by all parameters."""
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]

    # the output layer
    ### START CODE HERE ### (≈ 3 lines of code)
    dZ2 = (A2 - Y) / m
    dW2 = dZ2 @ A1.T
    db2 = dZ2.sum(axis=1, keepdims=True)
    ### END CODE HERE ###

    # the hidden layer
    ### START CODE HERE ### (≈ 3 lines of code)
    dZ1 = W2.T @ dZ2 * tanh_derivative(A1)
    dW1 = dZ1 @ X.T
    db1 = dZ1.sum(axis=1, keepdims=True)
    ### END CODE HERE ###

    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# %% example_after_example
# fair: 6 of 6
# true: nothing is wrong. A loop over the examples that adds up columns; averages at the end.
def backward_propagation(parameters, cache, X, Y):
    grads = {"d" + k: np.zeros(np.shape(v)) for k, v in parameters.items()}
    m = Y.shape[1]
    for i in range(m):
        x, y = X[:, [i]], Y[:, [i]]
        a1, a2 = cache["A1"][:, [i]], cache["A2"][:, [i]]
        dz2 = a2 - y
        dz1 = parameters["W2"].T.dot(dz2) * (1 - a1 * a1)
        grads["dW2"] += dz2 * a1.T
        grads["db2"] += dz2
        grads["dW1"] += dz1 * x.T
        grads["db1"] += dz1
    for k in grads:
        grads[k] /= m
    return grads


# %% ones_below_the_inputs
# fair: 6 of 6
# true: nothing is wrong. A row of ones gives dW and db in one product; np.outer for the way back,
#       which is the matrix product as there is one output.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    one = np.ones((1, m))
    A1, A2 = cache["A1"], cache["A2"]

    err = A2 - Y
    back = np.outer(parameters["W2"], err) * (1 - A1**2)

    both2 = np.einsum("om,hm->oh", err, np.concatenate([A1, one])) / m
    both1 = np.einsum("hm,nm->hn", back, np.concatenate([X, one])) / m

    return {
        "dW1": both1[:, :-1],
        "db1": both1[:, -1:],
        "dW2": both2[:, :-1],
        "db2": both2[:, -1:],
    }


# %% tanh_of_the_scores_again
# fair: 6 of 6
# true: nothing is wrong. The slope of tanh comes from Z1 of the cache; the columns from reshape.
def backward_propagation(parameters, cache, X, Y):
    """Похідні вартості за всіма параметрами."""
    m = np.shape(X)[1]
    n_h = parameters["W1"].shape[0]
    dZ2 = np.subtract(cache["A2"], Y)
    dZ1 = np.multiply(np.matmul(np.transpose(parameters["W2"]), dZ2), 1 / np.cosh(cache["Z1"]) ** 2)
    dW2 = (1 / m) * np.matmul(dZ2, np.transpose(cache["A1"]))
    dW1 = (1 / m) * np.matmul(dZ1, np.transpose(X))
    db2 = np.average(dZ2).reshape(1, 1)
    db1 = np.average(dZ1, axis=1).reshape(n_h, 1)
    print("shapes:", dW1.shape, db1.shape, dW2.shape, db2.shape)
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# %% slope_from_the_scores
# fair: 4 of 6
# true: the slope of tanh is 1 - A1**2, with the activation; it uses the scores, 1 - Z1**2. dW1
#       and db1 are wrong by that, dW2 and db2 are right.
def backward_propagation(parameters, cache, X, Y):
    """The derivatives of the cost by all parameters.

    Arguments: parameters -- "W1", "b1", "W2", "b2";  cache -- "Z1", "A1", "Z2", "A2";
               X -- examples (n_x, m);  Y -- labels (1, m)
    Returns:   a dictionary with "dW1", "db1", "dW2", "db2", each of the shape of its parameter
    """
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]
    Z1 = cache["Z1"]

    # the output layer
    ### START CODE HERE ### (≈ 3 lines of code)
    dZ2 = A2 - Y
    dW2 = 1 / m * np.dot(dZ2, A1.T)
    db2 = 1 / m * np.sum(dZ2, axis=1, keepdims=True)
    ### END CODE HERE ###

    # the hidden layer
    ### START CODE HERE ### (≈ 3 lines of code)
    dZ1 = np.dot(W2.T, dZ2) * (1 - np.power(Z1, 2))
    dW1 = 1 / m * np.dot(dZ1, X.T)
    db1 = 1 / m * np.sum(dZ1, axis=1, keepdims=True)
    ### END CODE HERE ###

    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# %% only_the_output_layer
# fair: 3 of 6
# true: the second region has not been written: dW1 and db1 are still None. dW2 and db2 are right.
def backward_propagation(parameters, cache, X, Y):
    """The derivatives of the cost by all parameters."""
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]

    # the output layer
    ### START CODE HERE ### (≈ 3 lines of code)
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    ### END CODE HERE ###

    # the hidden layer
    ### START CODE HERE ### (≈ 3 lines of code)
    dW1 = None
    db1 = None
    ### END CODE HERE ###

    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# %% hidden_bias_without_keepdims
# fair: 5 of 6
# true: db1 has the shape (n_h,) and should be a column, (n_h, 1): keepdims=True is missing there.
#       All numbers are right.
def backward_propagation(parameters, cache, X, Y):
    """The derivatives of the cost by all parameters."""
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]

    # the output layer
    dZ2 = A2 - Y
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m

    # the hidden layer
    dZ1 = np.multiply(np.dot(W2.T, dZ2), 1 - A1**2)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1) / m

    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# %% truth_minus_guess
# fair: 5 of 6
# true: dZ2 is Y - A2 instead of A2 - Y, so all four derivatives have the wrong sign.
def backward_propagation(parameters, cache, X, Y):
    """The derivatives of the cost by all parameters."""
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]

    # the output layer
    ### START CODE HERE ### (≈ 3 lines of code)
    dZ2 = Y - A2
    dW2 = (dZ2 @ A1.T) / m
    db2 = np.mean(dZ2, axis=1, keepdims=True)
    ### END CODE HERE ###

    # the hidden layer
    ### START CODE HERE ### (≈ 3 lines of code)
    dZ1 = (W2.T @ dZ2) * (1 - A1**2)
    dW1 = (dZ1 @ X.T) / m
    db1 = np.mean(dZ1, axis=1, keepdims=True)
    ### END CODE HERE ###

    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# %% slope_at_the_output_sigmoid_inside
# fair: 3 of 6
# true: two slips: dZ2 is multiplied by the slope of the sigmoid, A2 * (1 - A2), but with the
#       cross-entropy it is A2 - Y alone; and the hidden layer has the slope of a sigmoid, where
#       it is a tanh and needs 1 - A1**2. The rest follows rightly.
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]

    dZ2 = (A2 - Y) * sigmoid_derivative(A2)
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m

    dZ1 = np.dot(W2.T, dZ2) * sigmoid_derivative(A1)
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m

    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}


# %% back_through_the_derivative
# fair: 4 of 6
# true: the error is sent back through dW2, the derivative, and not through the weights W2. dW1
#       and db1 are wrong, dW2 and db2 right.
def backward_propagation(parameters, cache, X, Y):
    """The derivatives of the cost by all parameters."""
    m = X.shape[1]
    W2 = parameters["W2"]
    A1, A2 = cache["A1"], cache["A2"]

    # the output layer
    ### START CODE HERE ### (≈ 3 lines of code)
    dZ2 = A2 - Y
    dW2 = dZ2 @ A1.T / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    ### END CODE HERE ###

    # the hidden layer
    ### START CODE HERE ### (≈ 3 lines of code)
    dZ1 = (dW2.T @ dZ2) * (1 - A1 ** 2)
    dW1 = dZ1 @ X.T / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    ### END CODE HERE ###

    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
