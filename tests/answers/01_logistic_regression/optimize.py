# %% as_the_formula_says
# fair: 4 of 4
# true: nothing is wrong
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Gradient descent.

    Arguments: w (n, 1), b, X (n, m), Y (1, m) as in propagate;  num_iterations;  learning_rate;
               print_cost -- whether to print the cost every 100 iterations
    Returns:   params -- {"w", "b"} after the last step;  grads -- the last {"dw", "db"};
               costs -- the cost at the start of iterations 0, 100, 200, ...
    """
    costs = []
    for i in range(num_iterations):
        # derivatives and cost for the w and b of now
        ### START CODE HERE ### (≈ 1 line of code)
        grads, cost = propagate(w, b, X, Y)
        ### END CODE HERE ###

        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")

        # one step
        ### START CODE HERE ### (≈ 2 lines of code)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        ### END CODE HERE ###

    return {"w": w, "b": b}, grads, costs


# %% in_place_on_the_callers_array
# fair: 4 of 4
# true: nothing is wrong; w -= changes the array of the caller, the text says that this gives the
#       right numbers here.
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Gradient descent.

    Arguments: w (n, 1), b, X (n, m), Y (1, m) as in propagate;  num_iterations;  learning_rate;
               print_cost -- whether to print the cost every 100 iterations
    Returns:   params -- {"w", "b"} after the last step;  grads -- the last {"dw", "db"};
               costs -- the cost at the start of iterations 0, 100, 200, ...
    """
    costs = []
    for i in range(num_iterations):
        # derivatives and cost for the w and b of now
        ### START CODE HERE ### (≈ 1 line of code)
        grads, cost = propagate(w, b, X, Y)
        ### END CODE HERE ###

        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")

        # one step
        ### START CODE HERE ### (≈ 2 lines of code)
        w -= learning_rate * grads["dw"]
        b -= learning_rate * grads["db"]
        ### END CODE HERE ###

    return {"w": w, "b": b}, grads, costs


# %% keeps_all_costs_and_slices
# fair: 4 of 4
# true: nothing is wrong; the cost of every iteration is kept, each hundredth is handed back, and
#       parameters and derivatives are paired by a dictionary comprehension.
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Descente de gradient."""
    params = {"w": np.array(w, dtype=float), "b": b}
    history = []
    for _ in range(num_iterations):
        grads, cost = propagate(X=X, Y=Y, **params)
        history.append(cost)
        params = {k: v - learning_rate * grads["d" + k] for k, v in params.items()}
    costs = history[::100]
    if print_cost:
        for k, cost in enumerate(costs):
            print(f"cost after iteration {100 * k}: {float(np.squeeze(cost)):.6f}")
    return params, grads, costs


# %% written_out_while_loop
# fair: 4 of 4
# true: nothing is wrong; propagate is written out and the residual used directly, in a while loop
#       on a copy of w.
SHOW_EVERY = 100


def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Gradient descent, everything in one place."""
    w_now = w.astype(float).copy()
    b_now = float(b)
    n_examples = Y.size
    costs, i = [], 0
    while i < num_iterations:
        scores = np.einsum("nk,nm->km", w_now, X) + b_now
        if not i % SHOW_EVERY:
            losses = np.log1p(np.exp(-np.abs(scores))) + np.maximum(scores, 0) - Y * scores
            costs += [losses.mean()]
            if print_cost:
                print(f"cost after iteration {i}: {costs[-1]:.6f}")
        rest = sigmoid(scores) - Y
        grads = {"dw": X @ rest.T / n_examples, "db": rest.sum() / n_examples}
        w_now -= learning_rate * grads["dw"]
        b_now -= learning_rate * grads["db"]
        i += 1
    return {"w": w_now, "b": b_now}, grads, costs


# %% uphill
# fair: 3 of 4
# true: the step has the wrong sign: w and b are moved with the derivatives, not against them, so
#       the cost rises; it must be w - learning_rate * dw, and the same for b.
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Gradient descent.

    Arguments: w (n, 1), b, X (n, m), Y (1, m) as in propagate;  num_iterations;  learning_rate;
               print_cost -- whether to print the cost every 100 iterations
    Returns:   params -- {"w", "b"} after the last step;  grads -- the last {"dw", "db"};
               costs -- the cost at the start of iterations 0, 100, 200, ...
    """
    costs = []
    for i in range(num_iterations):
        # derivatives and cost for the w and b of now
        ### START CODE HERE ### (≈ 1 line of code)
        grads, cost = propagate(w, b, X, Y)
        ### END CODE HERE ###

        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")

        # one step
        ### START CODE HERE ### (≈ 2 lines of code)
        w = w + learning_rate * grads["dw"]
        b = b + learning_rate * grads["db"]
        ### END CODE HERE ###

    return {"w": w, "b": b}, grads, costs


# %% tuple_not_unpacked
# fair: 2.5 of 4
# true: propagate returns a pair, but the whole pair is put into grads and cost is never set; the
#       first iteration stops with a NameError. It must be grads, cost = propagate(...). The step
#       itself is right.
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Gradient descent.

    Arguments: w (n, 1), b, X (n, m), Y (1, m) as in propagate;  num_iterations;  learning_rate;
               print_cost -- whether to print the cost every 100 iterations
    Returns:   params -- {"w", "b"} after the last step;  grads -- the last {"dw", "db"};
               costs -- the cost at the start of iterations 0, 100, 200, ...
    """
    costs = []
    for i in range(num_iterations):
        # derivatives and cost for the w and b of now
        ### START CODE HERE ### (≈ 1 line of code)
        grads = propagate(w, b, X, Y)
        ### END CODE HERE ###

        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")

        # one step
        ### START CODE HERE ### (≈ 2 lines of code)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        ### END CODE HERE ###

    return {"w": w, "b": b}, grads, costs


# %% bias_feels_the_new_weights
# fair: 3 of 4
# true: after the step of w the derivatives are worked out anew, so b is moved with a db that
#       belongs to the new w, and the grads returned are those too; w and b must both be moved with
#       the derivatives from the start of the iteration.
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Gradient descent."""
    costs = []
    for i in range(num_iterations):
        # derivatives and cost for the w and b of now
        ### START CODE HERE ### (≈ 1 line of code)
        grads, cost = propagate(w, b, X, Y)
        ### END CODE HERE ###

        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")

        # one step
        ### START CODE HERE ### (≈ 2 lines of code)
        w = w - learning_rate * grads["dw"]
        grads, _ = propagate(w, b, X, Y)
        b = b - learning_rate * grads["db"]
        ### END CODE HERE ###

    return {"w": w, "b": b}, grads, costs


# %% costs_only_when_printed
# fair: 3 of 4
# true: the cost is kept only if print_cost is True, otherwise costs stays empty; it must be kept
#       in either case. Parameters and derivatives are right.
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Gradient descent."""
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        if print_cost and i % 100 == 0:
            costs.append(cost)
            print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")
    return {"w": w, "b": b}, grads, costs


# %% derivatives_once_before_the_loop
# fair: 2 of 4
# true: propagate is called once before the loop, so every step uses the derivatives and the cost
#       of the start; they must be worked out anew in each iteration for the w and b of now.
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Gradient descent."""
    costs = []
    grads, cost = propagate(w, b, X, Y)
    dw, db = grads["dw"], grads["db"]
    for i in range(num_iterations):
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return {"w": w, "b": b}, grads, costs


# %% fixed_rate_and_first_step_only
# fair: 1.5 of 4
# true: two slips: the learning rate is fixed at 0.005 instead of the argument, and the return is
#       indented into the loop, so it stops after the first step with a single cost.
ALPHA = 0.005


def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    """Gradient descent."""
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        if i % 100 == 0:
            costs.append(cost)
            if print_cost:
                print(f"cost after iteration {i}: {float(np.squeeze(cost)):.6f}")
        w = w - ALPHA * grads["dw"]
        b = b - ALPHA * grads["db"]

        return {"w": w, "b": b}, grads, costs
