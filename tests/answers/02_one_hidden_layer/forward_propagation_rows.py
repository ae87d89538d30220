# %% transposed_at_the_entrance
# fair: 3 of 3
# true: nothing is wrong. It calls forward_propagation with examples in columns and the capital
#       names.
def forward_propagation_rows(X, params):
    capital = {key.upper() if key[0] == "w" else key: value for key, value in params.items()}
    return forward_propagation(X.T, capital)


# %% inner_product
# fair: 3 of 3
# true: nothing is wrong. np.inner multiplies rows with rows, so no transpose is written at all.
def forward_propagation_rows(X, params):
    """From examples that are rows to the probabilities."""
    ### START CODE HERE ### (≈ 4 lines of code)
    Z1 = np.inner(params["w1"], X) + params["b1"]
    A1 = np.tanh(Z1)
    Z2 = params["w2"] @ A1 + params["b2"]
    A2 = sigmoid(Z2)
    ### END CODE HERE ###
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% row_after_row
# fair: 3 of 3
# true: nothing is wrong. A loop over the rows; the columns are stacked at the end.
def forward_propagation_rows(X, params):
    w1, b1, w2, b2 = params["w1"], params["b1"], params["w2"], params["b2"]
    columns = {"Z1": [], "A1": [], "Z2": [], "A2": []}
    for row in X:
        x = row.reshape(-1, 1)
        z1 = w1 @ x + b1
        a1 = np.tanh(z1)
        z2 = w2 @ a1 + b2
        a2 = 1.0 / (1.0 + np.exp(-z2))
        for name, col in zip(columns, (z1, a1, z2, a2)):
            columns[name].append(col)
    cache = {name: np.hstack(cols) for name, cols in columns.items()}
    return cache["A2"], cache


# %% not_transposed
# fair: 2 of 3
# true: the examples are rows, so X must be transposed: w1 @ X.T. As it is the shapes (n_h, n) and
#       (m, n) do not fit, and there is a ValueError.
def forward_propagation_rows(X, params):
    """From examples that are rows to the probabilities.

    Arguments: X -- examples (m, n)
               params -- "w1" (n_h, n), "b1" (n_h, 1), "w2" (1, n_h), "b2" (1, 1)
    Returns:   A2 -- probabilities (1, m);  cache -- a dictionary with "Z1", "A1", "Z2", "A2"
    """
    ### START CODE HERE ### (≈ 4 lines of code)
    Z1 = params["w1"] @ X + params["b1"]
    A1 = np.tanh(Z1)
    Z2 = params["w2"] @ A1 + params["b2"]
    A2 = sigmoid(Z2)
    ### END CODE HERE ###
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% reshaped_instead_of_transposed
# fair: 2 of 3
# true: reshape(n, m) keeps the reading order and so mixes the numbers of different examples; the
#       shape fits, the numbers do not. X.T is needed.
def forward_propagation_rows(X, params):
    m, n = X.shape
    X = X.reshape(n, m)   # columns, as before
    Z1 = np.dot(params["w1"], X) + params["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(params["w2"], A1) + params["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% everything_lying
# fair: 2 of 3
# true: the numbers are right, but all arrays are transposed: Z1 and A1 are (m, n_h), Z2 and A2
#       are (m, 1), where (n_h, m) and (1, m) are asked for.
def forward_propagation_rows(X, params):
    """From examples that are rows to the probabilities."""
    ### START CODE HERE ### (≈ 4 lines of code)
    Z1 = X @ params["w1"].T + params["b1"].T
    A1 = np.tanh(Z1)
    Z2 = A1 @ params["w2"].T + params["b2"]
    A2 = sigmoid(Z2)
    ### END CODE HERE ###
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% sigmoid_hidden_no_second_bias
# fair: 1.5 of 3
# true: two slips: the hidden layer has a sigmoid where tanh is asked for, and b2 is not added to
#       Z2. Z1, with its transpose, is right.
def forward_propagation_rows(X, params):
    w1, b1, w2 = params["w1"], params["b1"], params["w2"]
    Z1 = w1 @ X.T + b1
    A1 = sigmoid(Z1)
    Z2 = w2 @ A1
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
