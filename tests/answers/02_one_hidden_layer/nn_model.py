# %% lines_of_the_text
# fair: 4 of 4
# true: nothing is wrong. It also keeps a list of costs that nobody reads.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Train a network with one hidden layer."""
    # how many inputs and outputs; where to start
    ### START CODE HERE ### (≈ 2 lines of code)
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    costs = []
    ### END CODE HERE ###

    for i in range(num_iterations):
        # forward, cost, backward, one step
        ### START CODE HERE ### (≈ 4 lines of code)
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y, parameters)
        costs.append(cost)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        ### END CODE HERE ###

        if print_cost and i % 1000 == 0:
            print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")

    return parameters


# %% everything_written_out
# fair: 4 of 4
# true: nothing is wrong. It calls only initialize_parameters; forward and backward are written
#       out, and the step changes arrays of its own in place.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    m = X.shape[1]
    p = initialize_parameters(X.shape[0], n_h, Y.shape[0])
    W1, b1, W2, b2 = (np.array(p[k], dtype=float) for k in ("W1", "b1", "W2", "b2"))
    i = 0
    while i < num_iterations:
        H = np.tanh(W1 @ X + b1)
        P = 1 / (1 + np.exp(-(W2 @ H + b2)))
        if print_cost and not i % 1000:
            J = -np.mean(Y * np.log(P) + (1 - Y) * np.log(1 - P))
            print("cost after iteration %d: %.6f" % (i, J))
        E = (P - Y) / m
        B = (W2.T @ E) * (1 - H * H)
        W2 -= 1.2 * E @ H.T
        b2 -= 1.2 * E.sum(1, keepdims=True)
        W1 -= 1.2 * B @ X.T
        b1 -= 1.2 * B.sum(1, keepdims=True)
        i += 1
    return dict(W1=W1, b1=b1, W2=W2, b2=b2)


# %% trainer_class
# fair: 4 of 4
# true: nothing is wrong. A class keeps the parameters; the rate 1.2 is handed over.
class Trainer:
    rate = 1.2

    def __init__(self, X, Y, n_h):
        self.X, self.Y = X, Y
        sizes = layer_sizes(X, Y)
        self.parameters = initialize_parameters(sizes[0], n_h, sizes[-1])

    def step(self):
        A2, cache = forward_propagation(self.X, self.parameters)
        grads = backward_propagation(self.parameters, cache, self.X, self.Y)
        self.parameters = update_parameters(self.parameters, grads, self.rate)
        return compute_cost(A2, self.Y)


def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    trainer = Trainer(X, Y, n_h)
    for i in range(num_iterations):
        cost = trainer.step()
        if print_cost and i % 1000 == 0:
            print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")
    return trainer.parameters


# %% always_four_neurons
# fair: 3 of 4
# true: n_h is overwritten by the 4 that layer_sizes returns, so the argument n_h has no effect.
#       The loop is right.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Train a network with one hidden layer.

    Arguments: X -- examples (n_x, m);  Y -- labels (1, m);  n_h -- number of hidden neurons;
               num_iterations;  print_cost -- whether to print the cost every 1000 iterations
    Returns:   parameters -- "W1", "b1", "W2", "b2" after the last step
    """
    # how many inputs and outputs; where to start
    ### START CODE HERE ### (≈ 2 lines of code)
    n_x, n_h, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    ### END CODE HERE ###

    for i in range(num_iterations):
        # forward, cost, backward, one step
        ### START CODE HERE ### (≈ 4 lines of code)
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        ### END CODE HERE ###

        if print_cost and i % 1000 == 0:
            print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")

    return parameters


# %% forward_once_before_the_loop
# fair: 2.5 of 4
# true: the forward pass happens once, before the loop, so every step uses the activations of the
#       start. Forward and cost belong inside the loop.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Train a network with one hidden layer."""
    # how many inputs and outputs; where to start
    ### START CODE HERE ### (≈ 2 lines of code)
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    A2, cache = forward_propagation(X, parameters)
    ### END CODE HERE ###

    for i in range(num_iterations):
        # forward, cost, backward, one step
        ### START CODE HERE ### (≈ 4 lines of code)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
        ### END CODE HERE ###

        if print_cost and i % 1000 == 0:
            print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")

    return parameters


# %% new_start_in_every_turn
# fair: 2.5 of 4
# true: initialize_parameters is called inside the loop, so every iteration begins afresh and only
#       one step is ever made. It belongs before the loop.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Train a network with one hidden layer."""
    n_x = layer_sizes(X, Y)[0]
    n_y = layer_sizes(X, Y)[2]

    for i in range(num_iterations):
        parameters = initialize_parameters(n_x, n_h, n_y)
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)

        if print_cost and i % 1000 == 0:
            print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")

    return parameters


# %% return_inside_the_loop
# fair: 3 of 4
# true: the return is indented into the loop, so it comes back after the first of all iterations.
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Train a network with one hidden layer."""
    n_x, n_y = X.shape[0], Y.shape[0]
    parameters = initialize_parameters(n_x, n_h, n_y)

    for i in range(num_iterations):
        A2, cache = forward_propagation(X, parameters)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)

        if print_cost and i % 1000 == 0:
            print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")

        return parameters


# %% trains_on_the_flower
# fair: 3 of 4
# true: it goes forward with flower_X from the notebook and not with its argument X. It is right
#       for the flower only (other examples fail, or give wrong parameters).
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    """Train a network with one hidden layer."""
    # how many inputs and outputs; where to start
    ### START CODE HERE ### (≈ 2 lines of code)
    n_x, _, n_y = layer_sizes(X, Y)
    parameters = initialize_parameters(n_x, n_h, n_y)
    ### END CODE HERE ###

    for i in range(num_iterations):
        # forward, cost, backward, one step
        ### START CODE HERE ### (≈ 4 lines of code)
        A2, cache = forward_propagation(flower_X, parameters)
        cost = compute_cost(A2, Y)
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads, 1.2)
        ### END CODE HERE ###

        if print_cost and i % 1000 == 0:
            print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")

    return parameters
