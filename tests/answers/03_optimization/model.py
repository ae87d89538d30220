# %% if_elif_as_meant
# fair: 8 of 8
# true: nothing is wrong
def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    """A network of three layers, trained with the optimiser of your choice."""
    costs = []
    m = X.shape[1]
    seed = 10
    t = 0
    np.random.seed(3)

    # where to start: layers of 5, 2 and 1 neurons, and the memory that the optimiser needs
    ### START CODE HERE ### (≈ 7 lines of code)
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    if optimizer == "momentum":
        v = initialize_momentum(parameters)
    elif optimizer == "rmsprop":
        s = initialize_rmsprop(parameters)
    elif optimizer == "adam":
        v, s = initialize_adam(parameters)
    ### END CODE HERE ###

    for epoch in range(num_epochs):
        seed = seed + 1
        cost_total = 0  # of all examples of this epoch
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            # forward, cost, backward
            ### START CODE HERE ### (≈ 3 lines of code)
            a3, cache = forward_propagation(X_batch, parameters)
            cost_total += compute_cost(a3, Y_batch) * X_batch.shape[1]
            gradients = backward_propagation(X_batch, Y_batch, cache)
            ### END CODE HERE ###

            # one step
            t = t + 1
            ### START CODE HERE ### (≈ 8 lines of code)
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            elif optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(
                    parameters, gradients, v, beta, learning_rate
                )
            elif optimizer == "rmsprop":
                parameters, s = update_parameters_with_rmsprop(
                    parameters, gradients, s, beta, learning_rate, epsilon
                )
            elif optimizer == "adam":
                parameters, v, s = update_parameters_with_adam(
                    parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon
                )
            ### END CODE HERE ###

        if epoch % 100 == 0:
            costs.append(cost_total / m)
        if print_cost and epoch % 1000 == 0:
            print(f"mean cost of epoch {epoch}: {cost_total / m:.6f}")

    return parameters, costs


# %% dictionary_of_steps
# fair: 8 of 8
# true: nothing is wrong; the memory of every optimiser is made, and a dictionary of small functions
#       chooses the step; without the printing nothing else changes.
def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    np.random.seed(3)
    parameters = initialize_parameters_he([len(X), 5, 2, 1])
    velocity, squares = initialize_adam(parameters)
    memory = {"v": velocity, "s": squares, "t": 0}

    def by_gd(p, g):
        return update_parameters_with_gd(p, g, learning_rate)

    def by_momentum(p, g):
        p, memory["v"] = update_parameters_with_momentum(p, g, memory["v"], beta, learning_rate)
        return p

    def by_rmsprop(p, g):
        p, memory["s"] = update_parameters_with_rmsprop(
            p, g, memory["s"], beta, learning_rate, epsilon=epsilon
        )
        return p

    def by_adam(p, g):
        p, memory["v"], memory["s"] = update_parameters_with_adam(
            p, g, memory["v"], memory["s"], memory["t"], learning_rate=learning_rate,
            beta1=beta1, beta2=beta2, epsilon=epsilon,
        )
        return p

    step = {"gd": by_gd, "momentum": by_momentum, "rmsprop": by_rmsprop, "adam": by_adam}[optimizer]
    costs = []
    for epoch in range(num_epochs):
        sums = []
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, 11 + epoch):
            a3, cache = forward_propagation(X_batch, parameters)
            sums.append(compute_cost(a3, Y_batch) * Y_batch.size)
            memory["t"] += 1
            parameters = step(parameters, backward_propagation(X_batch, Y_batch, cache))
        if epoch % 100 == 0:
            costs.append(sum(sums) / X.shape[1])
            if print_cost and epoch % 1000 == 0:
                print(epoch, costs[-1])
    return parameters, costs


# %% everything_written_out
# fair: 8 of 8
# true: nothing is wrong; no other function of the notebook is called, all four steps are the one
#       of Adam with other settings of a small class.
class Stepper:
    def __init__(self, rate, b1, b2, eps, correct, divide):
        self.rate, self.b1, self.b2, self.eps = rate, b1, b2, eps
        self.correct, self.divide, self.t = correct, divide, 0
        self.v, self.s = {}, {}

    def step(self, params, grads):
        self.t += 1
        for k in params:
            g = grads[k]
            v = self.b1 * self.v.get(k, 0) + (1 - self.b1) * g
            s = self.b2 * self.s.get(k, 0) + (1 - self.b2) * g**2
            self.v[k], self.s[k] = v, s
            if self.correct:
                v = v / (1 - self.b1**self.t)
                s = s / (1 - self.b2**self.t)
            params[k] = params[k] - self.rate * (v / (np.sqrt(s) + self.eps) if self.divide else v)


def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    kind = {
        "gd": (0, 0, epsilon, False, False),
        "momentum": (beta, 0, epsilon, False, False),
        "rmsprop": (0, beta, epsilon, False, True),
        "adam": (beta1, beta2, epsilon, True, True),
    }
    stepper = Stepper(learning_rate, *kind[optimizer])
    n, m = X.shape
    sizes = [n, 5, 2, 1]
    rng = np.random.default_rng(3)
    p = {}
    for l in (1, 2, 3):
        p[f"W{l}"] = rng.standard_normal((sizes[l], sizes[l - 1])) * np.sqrt(2 / sizes[l - 1])
        p[f"b{l}"] = np.zeros((sizes[l], 1))
    costs = []
    for epoch in range(num_epochs):
        order = rng.permutation(m)
        total = 0.0
        for start in range(0, m, mini_batch_size):
            columns = order[start : start + mini_batch_size]
            x, y = X[:, columns], Y[:, columns]
            k = x.shape[1]
            a1 = np.maximum(0, p["W1"] @ x + p["b1"])
            a2 = np.maximum(0, p["W2"] @ a1 + p["b2"])
            z3 = p["W3"] @ a2 + p["b3"]
            # stable cross-entropy: log(1 + exp(z)) - y z
            total += np.sum(np.logaddexp(0, z3) - y * z3)
            dz3 = (1 / (1 + np.exp(-z3)) - y) / k
            dz2 = (p["W3"].T @ dz3) * (a2 > 0)
            dz1 = (p["W2"].T @ dz2) * (a1 > 0)
            grads = {}
            for l, (dz, a) in enumerate(((dz1, x), (dz2, a1), (dz3, a2)), 1):
                grads[f"W{l}"] = dz @ a.T
                grads[f"b{l}"] = dz.sum(axis=1, keepdims=True)
            stepper.step(p, grads)
        if epoch % 100 == 0:
            costs.append(float(total / m))
        if print_cost and epoch % 1000 == 0:
            print(f"mean cost of epoch {epoch}: {total / m:.6f}")
    return p, costs


# %% else_for_adam_and_keyword_calls
# fair: 8 of 8
# true: nothing is wrong; the mean cost is written as a weighted mean, adam is the last else, the
#       memories begin as None.
def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    """Ein Netz mit drei Schichten, trainiert mit dem gewünschten Verfahren."""
    costs = []
    m = X.shape[1]
    seed = 10
    t = 0
    np.random.seed(3)

    layers_dims = [X.shape[0], 5, 2, 1]
    parameters = initialize_parameters_he(layers_dims)
    v = initialize_momentum(parameters) if optimizer in ("momentum", "adam") else None
    s = initialize_rmsprop(parameters) if optimizer in ("rmsprop", "adam") else None
    assert optimizer in ["gd", "momentum", "rmsprop", "adam"], optimizer

    for epoch in range(num_epochs):
        seed = seed + 1
        cost_total = 0  # of all examples of this epoch
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            a3, cache = forward_propagation(X_batch, parameters)
            share = Y_batch.shape[1] / m
            cost_total = cost_total + m * share * compute_cost(a3, Y_batch)
            gradients = backward_propagation(X_batch, Y_batch, cache)

            t = t + 1
            common = dict(parameters=parameters, gradients=gradients, learning_rate=learning_rate)
            if optimizer == "gd":
                parameters = update_parameters_with_gd(**common)
            elif optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(v=v, beta=beta, **common)
            elif optimizer == "rmsprop":
                parameters, s = update_parameters_with_rmsprop(
                    s=s, beta=beta, epsilon=epsilon, **common
                )
            else:
                parameters, v, s = update_parameters_with_adam(
                    v=v, s=s, t=t, beta1=beta1, beta2=beta2, epsilon=epsilon, **common
                )

        if epoch % 100 == 0:
            costs.append(cost_total / m)
        if print_cost and epoch % 1000 == 0:
            print(f"mean cost of epoch {epoch}: {cost_total / m:.6f}")

    return parameters, costs


# %% rate_of_adam_not_passed
# fair: 7 of 8
# true: update_parameters_with_adam is called without learning_rate, beta1, beta2 and epsilon, so it
#       takes its own defaults (a rate of 0.01), whatever model was told. The other three optimisers
#       and the costs are right.
def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    costs = []
    m = X.shape[1]
    seed = 10
    t = 0
    np.random.seed(3)

    # where to start: layers of 5, 2 and 1 neurons, and the memory that the optimiser needs
    ### START CODE HERE ### (≈ 7 lines of code)
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    if optimizer == "momentum":
        v = initialize_momentum(parameters)
    if optimizer == "rmsprop":
        s = initialize_rmsprop(parameters)
    if optimizer == "adam":
        v, s = initialize_adam(parameters)
    ### END CODE HERE ###

    for epoch in range(num_epochs):
        seed = seed + 1
        cost_total = 0  # of all examples of this epoch
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            # forward, cost, backward
            ### START CODE HERE ### (≈ 3 lines of code)
            a3, cache = forward_propagation(X_batch, parameters)
            cost_total += compute_cost(a3, Y_batch) * X_batch.shape[1]
            gradients = backward_propagation(X_batch, Y_batch, cache)
            ### END CODE HERE ###

            # one step
            t = t + 1
            ### START CODE HERE ### (≈ 8 lines of code)
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            if optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(
                    parameters, gradients, v, beta, learning_rate
                )
            if optimizer == "rmsprop":
                parameters, s = update_parameters_with_rmsprop(
                    parameters, gradients, s, beta, learning_rate, epsilon
                )
            if optimizer == "adam":
                parameters, v, s = update_parameters_with_adam(parameters, gradients, v, s, t)
            ### END CODE HERE ###

        if epoch % 100 == 0:
            costs.append(cost_total / m)
        if print_cost and epoch % 1000 == 0:
            print(f"mean cost of epoch {epoch}: {cost_total / m:.6f}")

    return parameters, costs


# %% costs_not_weighted
# fair: 7 of 8
# true: the cost of each batch is added without its number of examples and then divided by m, so
#       the costs are about mini_batch_size times too small; compute_cost has to be multiplied by
#       X_batch.shape[1]. The parameters are right for all four optimisers.
def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    costs = []
    m = X.shape[1]
    seed = 10
    t = 0
    np.random.seed(3)

    # where to start: layers of 5, 2 and 1 neurons, and the memory that the optimiser needs
    ### START CODE HERE ### (≈ 7 lines of code)
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    v, s = initialize_adam(parameters)
    ### END CODE HERE ###

    for epoch in range(num_epochs):
        seed = seed + 1
        cost_total = 0  # of all examples of this epoch
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            # forward, cost, backward
            ### START CODE HERE ### (≈ 3 lines of code)
            a3, cache = forward_propagation(X_batch, parameters)
            cost_total += compute_cost(a3, Y_batch)
            gradients = backward_propagation(X_batch, Y_batch, cache)
            ### END CODE HERE ###

            # one step
            t = t + 1
            ### START CODE HERE ### (≈ 8 lines of code)
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            elif optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(
                    parameters, gradients, v, beta, learning_rate
                )
            elif optimizer == "rmsprop":
                parameters, s = update_parameters_with_rmsprop(
                    parameters, gradients, s, beta, learning_rate, epsilon
                )
            elif optimizer == "adam":
                parameters, v, s = update_parameters_with_adam(
                    parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon)
            ### END CODE HERE ###

        if epoch % 100 == 0:
            costs.append(cost_total / m)
        if print_cost and epoch % 1000 == 0:
            print(f"mean cost of epoch {epoch}: {cost_total / m:.6f}")

    return parameters, costs


# %% or_that_is_always_true
# fair: 5.5 of 8
# true: 'optimizer == "momentum" or "Momentum"' is always true, so everything that is not gd takes
#       the step of momentum: rmsprop and adam are trained with momentum. gd, momentum, the costs
#       and the way forward and backward are right.
def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    costs = []
    m = X.shape[1]
    seed = 10
    t = 0
    np.random.seed(3)

    # where to start: layers of 5, 2 and 1 neurons, and the memory that the optimiser needs
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    v = initialize_momentum(parameters)
    s = initialize_rmsprop(parameters)

    for epoch in range(num_epochs):
        seed = seed + 1
        cost_total = 0  # of all examples of this epoch
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            # forward, cost, backward
            a3, cache = forward_propagation(X_batch, parameters)
            cost_total += compute_cost(a3, Y_batch) * len(Y_batch[0])
            gradients = backward_propagation(X_batch, Y_batch, cache)

            # one step
            t = t + 1
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            elif optimizer == "momentum" or "Momentum":
                parameters, v = update_parameters_with_momentum(
                    parameters, gradients, v, beta, learning_rate)
            elif optimizer == "rmsprop" or "RMSprop":
                parameters, s = update_parameters_with_rmsprop(
                    parameters, gradients, s, beta, learning_rate, epsilon)
            elif optimizer == "adam" or "Adam":
                parameters, v, s = update_parameters_with_adam(
                    parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon)

        if epoch % 100 == 0:
            costs.append(cost_total / m)
        if print_cost and epoch % 1000 == 0:
            print(f"mean cost of epoch {epoch}: {cost_total / m:.6f}")

    return parameters, costs


# %% memory_begins_again_with_each_batch
# fair: 6 of 8
# true: the memories v and s are set to zeros before every step, so momentum, rmsprop and adam
#       remember nothing; they have to be made once, before the loops. gd and the costs are right.
def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    costs = []
    m = X.shape[1]
    seed = 10
    t = 0
    np.random.seed(3)

    # where to start: layers of 5, 2 and 1 neurons, and the memory that the optimiser needs
    ### START CODE HERE ### (≈ 7 lines of code)
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    ### END CODE HERE ###

    for epoch in range(num_epochs):
        seed = seed + 1
        cost_total = 0  # of all examples of this epoch
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            # forward, cost, backward
            ### START CODE HERE ### (≈ 3 lines of code)
            a3, cache = forward_propagation(X_batch, parameters)
            cost_total = cost_total + compute_cost(a3, Y_batch) * Y_batch.shape[1]
            gradients = backward_propagation(X_batch, Y_batch, cache)
            ### END CODE HERE ###

            # one step
            t = t + 1
            ### START CODE HERE ### (≈ 8 lines of code)
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            if optimizer == "momentum":
                v = initialize_momentum(parameters)
                parameters, v = update_parameters_with_momentum(
                    parameters, gradients, v, beta, learning_rate
                )
            if optimizer == "rmsprop":
                s = initialize_rmsprop(parameters)
                parameters, s = update_parameters_with_rmsprop(
                    parameters, gradients, s, beta, learning_rate, epsilon
                )
            if optimizer == "adam":
                v, s = initialize_adam(parameters)
                parameters, v, s = update_parameters_with_adam(
                    parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon
                )
            ### END CODE HERE ###

        if epoch % 100 == 0:
            costs.append(cost_total / m)
        if print_cost and epoch % 1000 == 0:
            print(f"mean cost of epoch {epoch}: {cost_total / m:.6f}")

    return parameters, costs


# %% epochs_for_t
# fair: 7 of 8
# true: Adam gets epoch + 1 in place of t, the number of the step, so its correction is wrong from
#       the second batch on; t counts mini-batches. All else is right.
def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    costs = []
    m = X.shape[1]
    seed = 10
    t = 0
    np.random.seed(3)

    # where to start: layers of 5, 2 and 1 neurons, and the memory that the optimiser needs
    ### START CODE HERE ### (≈ 7 lines of code)
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    if optimizer == "momentum":
        v = initialize_momentum(parameters)
    elif optimizer == "rmsprop":
        s = initialize_rmsprop(parameters)
    elif optimizer == "adam":
        v, s = initialize_adam(parameters)
    ### END CODE HERE ###

    for epoch in range(num_epochs):
        seed = seed + 1
        cost_total = 0  # of all examples of this epoch
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            # forward, cost, backward
            ### START CODE HERE ### (≈ 3 lines of code)
            a3, cache = forward_propagation(X_batch, parameters)
            cost_total += X_batch.shape[1] * compute_cost(a3, Y_batch)
            gradients = backward_propagation(X_batch, Y_batch, cache)
            ### END CODE HERE ###

            # one step
            t = t + 1
            ### START CODE HERE ### (≈ 8 lines of code)
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            elif optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(
                    parameters, gradients, v, beta, learning_rate
                )
            elif optimizer == "rmsprop":
                parameters, s = update_parameters_with_rmsprop(
                    parameters, gradients, s, beta, learning_rate, epsilon
                )
            elif optimizer == "adam":
                parameters, v, s = update_parameters_with_adam(
                    parameters, gradients, v, s, epoch + 1, learning_rate, beta1, beta2, epsilon
                )
            ### END CODE HERE ###

        if epoch % 100 == 0:
            costs.append(cost_total / m)
        if print_cost and epoch % 1000 == 0:
            print(f"mean cost of epoch {epoch}: {cost_total / m:.6f}")

    return parameters, costs


# %% pair_not_taken_apart
# fair: 5 of 8
# true: momentum, rmsprop and adam hand back a pair (or three), which is put whole into parameters,
#       so the next forward pass stops with a TypeError; it has to be "parameters, v = ...". gd and
#       the costs are right.
def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    costs = []
    m = X.shape[1]
    seed = 10
    t = 0
    np.random.seed(3)

    # where to start: layers of 5, 2 and 1 neurons, and the memory that the optimiser needs
    ### START CODE HERE ### (≈ 7 lines of code)
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    v = initialize_momentum(parameters)
    s = initialize_rmsprop(parameters)
    ### END CODE HERE ###

    for epoch in range(num_epochs):
        seed = seed + 1
        cost_total = 0  # of all examples of this epoch
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            # forward, cost, backward
            ### START CODE HERE ### (≈ 3 lines of code)
            a3, cache = forward_propagation(X_batch, parameters)
            cost_total += compute_cost(a3, Y_batch) * X_batch.shape[1]
            gradients = backward_propagation(X_batch, Y_batch, cache)
            ### END CODE HERE ###

            # one step
            t = t + 1
            ### START CODE HERE ### (≈ 8 lines of code)
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            elif optimizer == "momentum":
                parameters = update_parameters_with_momentum(
                    parameters, gradients, v, beta, learning_rate)
            elif optimizer == "rmsprop":
                parameters = update_parameters_with_rmsprop(
                    parameters, gradients, s, beta, learning_rate, epsilon)
            elif optimizer == "adam":
                parameters = update_parameters_with_adam(
                    parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon)
            ### END CODE HERE ###

        if epoch % 100 == 0:
            costs.append(cost_total / m)
        if print_cost and epoch % 1000 == 0:
            print(f"mean cost of epoch {epoch}: {cost_total / m:.6f}")

    return parameters, costs


# %% forward_with_everything
# fair: 6 of 8
# true: forward, cost and backward take all of X and Y in place of X_batch and Y_batch, so every
#       step is one with the whole batch, and the cost is that of all examples. The optimisers are
#       called rightly.
def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    costs = []
    m = X.shape[1]
    seed = 10
    t = 0
    np.random.seed(3)

    # where to start: layers of 5, 2 and 1 neurons, and the memory that the optimiser needs
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    v, s = initialize_adam(parameters)

    for epoch in range(num_epochs):
        seed = seed + 1
        cost_total = 0  # of all examples of this epoch
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            # forward, cost, backward
            ### START CODE HERE ### (≈ 3 lines of code)
            a3, cache = forward_propagation(X, parameters)
            cost_total += compute_cost(a3, Y) * X_batch.shape[1]
            gradients = backward_propagation(X, Y, cache)
            ### END CODE HERE ###

            # one step
            t = t + 1
            ### START CODE HERE ### (≈ 8 lines of code)
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            elif optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(
                    parameters, gradients, v, beta, learning_rate
                )
            elif optimizer == "rmsprop":
                parameters, s = update_parameters_with_rmsprop(
                    parameters, gradients, s, beta, learning_rate, epsilon)
            elif optimizer == "adam":
                parameters, v, s = update_parameters_with_adam(
                    parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon)
            ### END CODE HERE ###

        if epoch % 100 == 0:
            costs.append(cost_total / m)
        if print_cost and epoch % 1000 == 0:
            print(f"mean cost of epoch {epoch}: {cost_total / m:.6f}")

    return parameters, costs


# %% output_layer_forgotten_and_two_inputs
# fair: 5 of 8
# true: the layers are given as [2, 5, 2]: the last layer of one neuron is missing, so
#       forward_propagation finds no "W3", a KeyError (and 2 should be X.shape[0]). It has to be
#       [X.shape[0], 5, 2, 1]. The rest is right.
def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    costs = []
    m = X.shape[1]
    seed = 10
    t = 0
    np.random.seed(3)

    # where to start: layers of 5, 2 and 1 neurons, and the memory that the optimiser needs
    ### START CODE HERE ### (≈ 7 lines of code)
    parameters = initialize_parameters_he([2, 5, 2])
    if optimizer == "momentum":
        v = initialize_momentum(parameters)
    if optimizer == "rmsprop":
        s = initialize_rmsprop(parameters)
    if optimizer == "adam":
        v, s = initialize_adam(parameters)
    ### END CODE HERE ###

    for epoch in range(num_epochs):
        seed = seed + 1
        cost_total = 0  # of all examples of this epoch
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            # forward, cost, backward
            ### START CODE HERE ### (≈ 3 lines of code)
            a3, cache = forward_propagation(X_batch, parameters)
            cost_total += compute_cost(a3, Y_batch) * X_batch.shape[1]
            gradients = backward_propagation(X_batch, Y_batch, cache)
            ### END CODE HERE ###

            # one step
            t = t + 1
            ### START CODE HERE ### (≈ 8 lines of code)
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            if optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(
                    parameters, gradients, v, beta, learning_rate
                )
            if optimizer == "rmsprop":
                parameters, s = update_parameters_with_rmsprop(
                    parameters, gradients, s, beta, learning_rate, epsilon
                )
            if optimizer == "adam":
                parameters, v, s = update_parameters_with_adam(
                    parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon
                )
            ### END CODE HERE ###

        if epoch % 100 == 0:
            costs.append(cost_total / m)
        if print_cost and epoch % 1000 == 0:
            print(f"mean cost of epoch {epoch}: {cost_total / m:.6f}")

    return parameters, costs


# %% step_not_written_yet
# fair: 4 of 8
# true: the region of the step still says parameters = None, so the second batch stops with a
#       TypeError; the four optimisers have to be called there. Start, costs and gradients are
#       right.
def model(
    X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9, beta1=0.9, beta2=0.999,
    epsilon=1e-8, num_epochs=10000, print_cost=True,
):
    costs = []
    m = X.shape[1]
    seed = 10
    t = 0
    np.random.seed(3)

    # where to start: layers of 5, 2 and 1 neurons, and the memory that the optimiser needs
    ### START CODE HERE ### (≈ 7 lines of code)
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    if optimizer == "momentum":
        v = initialize_momentum(parameters)
    elif optimizer == "rmsprop":
        s = initialize_rmsprop(parameters)
    elif optimizer == "adam":
        v, s = initialize_adam(parameters)
    ### END CODE HERE ###

    for epoch in range(num_epochs):
        seed = seed + 1
        cost_total = 0  # of all examples of this epoch
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            # forward, cost, backward
            ### START CODE HERE ### (≈ 3 lines of code)
            a3, cache = forward_propagation(X_batch, parameters)
            cost_total += compute_cost(a3, Y_batch) * Y_batch.shape[1]
            gradients = backward_propagation(X_batch, Y_batch, cache)
            ### END CODE HERE ###

            # one step
            t = t + 1
            ### START CODE HERE ### (≈ 8 lines of code)
            parameters = None
            ### END CODE HERE ###

        if epoch % 100 == 0:
            costs.append(cost_total / m)
        if print_cost and epoch % 1000 == 0:
            print(f"mean cost of epoch {epoch}: {cost_total / m:.6f}")

    return parameters, costs
