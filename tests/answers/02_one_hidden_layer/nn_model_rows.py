# %% four_lines_of_steps
# fair: 3 of 3
# true: nothing is wrong.
def nn_model_rows(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    """Train a network with one hidden layer on examples that are rows."""
    n, _, n_y = layer_sizes_rows(X, Y)
    params = initialize_parameters_rows(n, n_h, n_y)
    costs = []

    for i in range(num_iterations):
        # forward, cost, backward
        ### START CODE HERE ### (≈ 3 lines of code)
        A2, cache = forward_propagation_rows(X, params)
        cost = compute_cost_rows(A2, Y)
        grads = backward_propagation_rows(params, cache, X, Y)
        ### END CODE HERE ###

        if i % 100 == 0:
            costs.append(cost)

        # a step of all four parameters
        ### START CODE HERE ### (≈ 4 lines of code)
        params["w1"] = params["w1"] - learning_rate * grads["dw1"]
        params["b1"] = params["b1"] - learning_rate * grads["db1"]
        params["w2"] = params["w2"] - learning_rate * grads["dw2"]
        params["b2"] = params["b2"] - learning_rate * grads["db2"]
        ### END CODE HERE ###

    return params, costs


# %% update_parameters_with_other_names
# fair: 3 of 3
# true: nothing is wrong. update_parameters of the columns makes the step, under capital names.
def nn_model_rows(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    n, _, n_y = layer_sizes_rows(X, Y)
    params = initialize_parameters_rows(n, n_h, n_y)
    costs = []
    names = {"w1": "W1", "b1": "b1", "w2": "W2", "b2": "b2"}
    for i in range(num_iterations):
        A2, cache = forward_propagation_rows(X, params)
        cost = compute_cost_rows(A2, Y)
        grads = backward_propagation_rows(params, cache, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        capital = {big: params[small] for small, big in names.items()}
        slopes = {"d" + big: grads["d" + small] for small, big in names.items()}
        moved = update_parameters(capital, slopes, learning_rate)
        params = {small: moved[big] for small, big in names.items()}
    return params, costs


# %% smaller_start_of_its_own
# fair: 3 of 3
# true: nothing is wrong. It draws its own weights, and goes forward and back on columns.
def nn_model_rows(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    np.random.seed(5)
    m, n = X.shape
    w1, b1 = np.random.randn(n_h, n) * 0.5, np.zeros((n_h, 1))
    w2, b2 = np.random.randn(1, n_h) * 0.5, np.zeros((1, 1))
    columns, costs = X.T, np.array([])
    for i in range(num_iterations):
        hidden = np.tanh(w1 @ columns + b1)
        out = sigmoid(w2 @ hidden + b2)
        if i % 100 == 0:
            costs = np.append(costs, -np.sum(np.log(np.where(Y > 0.5, out, 1 - out))) / m)
        error = (out - Y) / m
        back = w2.T @ error * (1 - hidden * hidden)
        w2 = w2 - learning_rate * error @ hidden.T
        b2 = b2 - learning_rate * error.sum(axis=1, keepdims=True)
        w1 = w1 - learning_rate * back @ X
        b1 = b1 - learning_rate * back.sum(axis=1, keepdims=True)
    return {"w1": w1, "b1": b1, "w2": w2, "b2": b2}, costs


# %% plus_for_minus
# fair: 2 of 3
# true: the derivatives are added, so every step goes uphill. The loop and the costs are right.
def nn_model_rows(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    """Train a network with one hidden layer on examples that are rows."""
    n, _, n_y = layer_sizes_rows(X, Y)
    params = initialize_parameters_rows(n, n_h, n_y)
    costs = []

    for i in range(num_iterations):
        A2, cache = forward_propagation_rows(X, params)
        cost = compute_cost_rows(A2, Y)
        grads = backward_propagation_rows(params, cache, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        params = {k: params[k] + learning_rate * grads["d" + k] for k in params}

    return params, costs


# %% biases_forgotten_in_the_step
# fair: 2 of 3
# true: only w1 and w2 move, b1 and b2 stay 0. They need a line each. The rest is right.
def nn_model_rows(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    n, _, n_y = layer_sizes_rows(X, Y)
    params = initialize_parameters_rows(n, n_h, n_y)
    costs = []

    for i in range(num_iterations):
        A2, cache = forward_propagation_rows(X, params)
        cost = compute_cost_rows(A2, Y)
        grads = backward_propagation_rows(params, cache, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        params["w1"] -= learning_rate * grads["dw1"]
        params["w2"] -= learning_rate * grads["dw2"]

    return params, costs


# %% capital_names_in_the_step
# fair: 2 of 3
# true: update_parameters of the columns is called with the small names, so it finds no "W1": a
#       KeyError. The rest is right.
def nn_model_rows(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    n, _, n_y = layer_sizes_rows(X, Y)
    params = initialize_parameters_rows(n, n_h, n_y)
    costs = []

    for i in range(num_iterations):
        A2, cache = forward_propagation_rows(X, params)
        cost = compute_cost_rows(A2, Y)
        grads = backward_propagation_rows(params, cache, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        params = update_parameters(params, grads, learning_rate)

    return params, costs


# %% rate_of_the_text
# fair: 2 of 3
# true: the rate is fixed at 0.005, so the argument learning_rate has no effect. The rest is right.
def nn_model_rows(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    n, _, n_y = layer_sizes_rows(X, Y)
    params = initialize_parameters_rows(n, n_h, n_y)
    costs = []

    for i in range(num_iterations):
        A2, cache = forward_propagation_rows(X, params)
        cost = compute_cost_rows(A2, Y)
        grads = backward_propagation_rows(params, cache, X, Y)
        if i % 100 == 0:
            costs.append(cost)
        for k in params:
            params[k] = params[k] - 0.005 * grads["d" + k]

    return params, costs
