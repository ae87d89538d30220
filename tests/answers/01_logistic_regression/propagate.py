# %% vectorised_dot
# fair: 5 of 5
# true: nothing is wrong
def propagate(w, b, X, Y):
    """Cost and derivatives for one pass over all the examples.

    Arguments: w -- weights (n, 1);  b -- bias, a number;  X -- examples (n, m);
               Y -- labels (1, m) of 0 and 1
    Returns:   grads -- a dictionary with "dw" (n, 1) and "db", a number;  cost -- a number
    """
    m = X.shape[1]

    # forward: from X to the cost
    ### START CODE HERE ### (≈ 2 lines of code)
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    ### END CODE HERE ###

    # backward: from A - Y to the derivatives
    ### START CODE HERE ### (≈ 2 lines of code)
    dw = 1 / m * np.dot(X, (A - Y).T)
    db = 1 / m * np.sum(A - Y)
    ### END CODE HERE ###

    return {"dw": dw, "db": db}, cost


# %% example_by_example
# fair: 5 of 5
# true: nothing is wrong; loops over examples and inputs, and for each label only the one term of
#       the loss that is there.
def propagate(w, b, X, Y):
    """Kosten und Ableitungen, Beispiel fuer Beispiel."""
    n, m = X.shape
    dw, db, cost = np.zeros((n, 1)), 0.0, 0.0
    for i in range(m):
        z = b
        for j in range(n):
            z += w[j, 0] * X[j, i]
        a = sigmoid(z)
        if Y[0, i] == 1:
            cost += -np.log(a)
        else:
            cost += -np.log(1 - a)
        for j in range(n):
            dw[j, 0] += X[j, i] * (a - Y[0, i])
        db += a - Y[0, i]
    return {"dw": dw / m, "db": db / m}, cost / m


# %% bias_as_one_more_weight
# fair: 5 of 5
# true: nothing is wrong; a row of ones below X carries the bias, and the cost comes straight from
#       the scores with logaddexp, which is stable.
def propagate(w, b, X, Y):
    """Cost and derivatives for one pass over all the examples."""
    m = X.shape[1]

    # forward: from X to the cost
    ### START CODE HERE ### (≈ 2 lines of code)
    X1 = np.concatenate([X, np.ones((1, m))])
    theta = np.append(w, b).reshape(-1, 1)
    Z = theta.T @ X1
    cost = float(np.mean(np.logaddexp(0, Z) - Y * Z))
    ### END CODE HERE ###

    # backward: from A - Y to the derivatives
    ### START CODE HERE ### (≈ 2 lines of code)
    g = X1 @ (sigmoid(Z) - Y).T / m
    dw = g[:-1]
    db = g[-1, 0]
    ### END CODE HERE ###

    return {"dw": dw, "db": db}, cost


# %% means_and_a_squeezed_cost
# fair: 5 of 5
# true: nothing is wrong; broadcasting and means instead of products, and the cost is an array
#       without axes, which the notebook calls right.
def propagate(w, b, X, Y):
    """Cost and derivatives for one pass over all the examples.

    Arguments: w -- weights (n, 1);  b -- bias, a number;  X -- examples (n, m);
               Y -- labels (1, m) of 0 and 1
    Returns:   grads -- a dictionary with "dw" (n, 1) and "db", a number;  cost -- a number
    """
    m = X.shape[1]

    # forward: from X to the cost
    ### START CODE HERE ### (≈ 2 lines of code)
    yhat = sigmoid((w * X).sum(axis=0, keepdims=True) + b)
    cost = np.squeeze(-(Y @ np.log(yhat).T + (1 - Y) @ np.log(1 - yhat).T) / m)
    ### END CODE HERE ###

    # backward: from A - Y to the derivatives
    ### START CODE HERE ### (≈ 2 lines of code)
    error = yhat - Y
    dw = np.mean(X * error, axis=1, keepdims=True)
    db = np.mean(error)
    assert dw.shape == w.shape
    ### END CODE HERE ###

    return {"dw": dw, "db": db}, cost


# %% cost_never_negated
# fair: 4 of 5
# true: the cost has the wrong sign, the minus before the mean is missing; dw and db are right.
def propagate(w, b, X, Y):
    """Cost and derivatives for one pass over all the examples.

    Arguments: w -- weights (n, 1);  b -- bias, a number;  X -- examples (n, m);
               Y -- labels (1, m) of 0 and 1
    Returns:   grads -- a dictionary with "dw" (n, 1) and "db", a number;  cost -- a number
    """
    m = X.shape[1]

    # forward: from X to the cost
    ### START CODE HERE ### (≈ 2 lines of code)
    A = sigmoid(w.T @ X + b)
    cost = np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    ### END CODE HERE ###

    # backward: from A - Y to the derivatives
    ### START CODE HERE ### (≈ 2 lines of code)
    dw = X @ (A - Y).T / m
    db = np.sum(A - Y) / m
    ### END CODE HERE ###

    return {"dw": dw, "db": db}, cost


# %% only_the_bias_slope_summed
# fair: 4 of 5
# true: db is the sum over the examples, m times too large; it must be the mean. dw and the cost
#       are right.
def propagate(w, b, X, Y):
    """Cost and derivatives for one pass over all the examples.

    Arguments: w -- weights (n, 1);  b -- bias, a number;  X -- examples (n, m);
               Y -- labels (1, m) of 0 and 1
    Returns:   grads -- a dictionary with "dw" (n, 1) and "db", a number;  cost -- a number
    """
    m = X.shape[1]

    # forward: from X to the cost
    ### START CODE HERE ### (≈ 2 lines of code)
    A = sigmoid(np.matmul(w.T, X) + b)
    cost = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    ### END CODE HERE ###

    # backward: from A - Y to the derivatives
    ### START CODE HERE ### (≈ 2 lines of code)
    dw = np.matmul(X, (A - Y).T) / m
    db = np.sum(A - Y)
    ### END CODE HERE ###

    return {"dw": dw, "db": db}, cost


# %% weights_slope_as_a_row
# fair: 4 of 5
# true: dw is a row (1, n), because the product is taken as (A - Y) X^T; it must be the column
#       X (A - Y)^T of shape (n, 1). db and the cost are right.
def propagate(w, b, X, Y):
    """Cost and derivatives for one pass over all the examples."""
    m = X.shape[1]

    # forward: from X to the cost
    ### START CODE HERE ### (≈ 2 lines of code)
    A = sigmoid(w.T @ X + b)
    cost = -np.sum(np.log(np.where(Y == 1, A, 1 - A))) / m
    ### END CODE HERE ###

    # backward: from A - Y to the derivatives
    ### START CODE HERE ### (≈ 2 lines of code)
    dZ = A - Y
    dw = dZ @ X.T / m
    db = dZ.mean()
    assert (dw.shape == w.shape, "wrong")
    ### END CODE HERE ###

    return {"dw": dw, "db": db}, cost


# %% second_region_half_done
# fair: 4 of 5
# true: db is left None; it must be the mean of A - Y. dw and the cost are right.
def propagate(w, b, X, Y):
    """Cost and derivatives for one pass over all the examples.

    Arguments: w -- weights (n, 1);  b -- bias, a number;  X -- examples (n, m);
               Y -- labels (1, m) of 0 and 1
    Returns:   grads -- a dictionary with "dw" (n, 1) and "db", a number;  cost -- a number
    """
    m = X.shape[1]

    # forward: from X to the cost
    ### START CODE HERE ### (≈ 2 lines of code)
    A = sigmoid(w.T @ X + b)
    cost = (-1 / m) * (np.sum(Y * np.log(A)) + np.sum((1 - Y) * np.log(1 - A)))
    ### END CODE HERE ###

    # backward: from A - Y to the derivatives
    ### START CODE HERE ### (≈ 2 lines of code)
    dw = (1 / m) * (X @ (A - Y).T)
    db = None
    ### END CODE HERE ###

    return {"dw": dw, "db": db}, cost


# %% squared_error_and_its_slope
# fair: 2.5 of 5
# true: half the mean squared error is used instead of the cross-entropy, so the cost is wrong,
#       and the derivatives carry the factor A * (1 - A) that cancels for the cross-entropy; they
#       must be the means of x (a - y) and of a - y. Probabilities and shapes are right.
def propagate(w, b, X, Y):
    """Cost and derivatives for one pass over all the examples."""
    m = X.shape[1]
    A = sigmoid(w.T @ X + b)
    cost = np.mean((A - Y) ** 2) / 2
    dZ = (A - Y) * A * (1 - A)
    dw = X @ dZ.T / m
    db = np.sum(dZ) / m
    return {"dw": dw, "db": db}, cost


# %% truth_minus_prediction_no_bias
# fair: 3 of 5
# true: two slips: the bias is missing from the forward pass, so all results are those for b = 0;
#       and the derivatives are formed with Y - A instead of A - Y and have the wrong sign.
def propagate(w, b, X, Y):
    """Cost and derivatives for one pass over all the examples."""
    m = X.shape[1]
    A = sigmoid(w.T @ X)
    cost = -(Y * np.log(A) + (1 - Y) * np.log(1 - A)).sum() / m
    dw = X @ (Y - A).T / m
    db = (Y - A).sum() / m
    return {"dw": dw, "db": db}, cost
