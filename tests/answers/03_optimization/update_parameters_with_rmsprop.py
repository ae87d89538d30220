# %% template_with_short_names
# fair: 3 of 3
# true: nothing is wrong
def update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    """One step of RMSProp."""
    L = len(parameters) // 2
    parameters, s = dict(parameters), dict(s)
    for l in range(1, L + 1):
        # averages of squares
        ### START CODE HERE ### (≈ 2 lines of code)
        s[f"dW{l}"] = beta * s[f"dW{l}"] + (1 - beta) * gradients[f"dW{l}"] ** 2
        s[f"db{l}"] = beta * s[f"db{l}"] + (1 - beta) * gradients[f"db{l}"] ** 2
        ### END CODE HERE ###

        # step
        ### START CODE HERE ### (≈ 4 lines of code)
        rW = np.sqrt(s[f"dW{l}"]) + epsilon
        rb = np.sqrt(s[f"db{l}"]) + epsilon
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * gradients[f"dW{l}"] / rW
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * gradients[f"db{l}"] / rb
        ### END CODE HERE ###
    return parameters, s


# %% epsilon_inside_everywhere
# fair: 3 of 3
# true: nothing is wrong; epsilon is inside the root, for weights and biases alike, which section
#       4.4 allows. The root is a power of -0.5.
def update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    new_s, new_parameters = {}, {}
    for name, value in parameters.items():
        g = gradients["d" + name]
        mean_square = beta * s["d" + name] + (1 - beta) * np.multiply(g, g)
        new_s["d" + name] = mean_square
        new_parameters[name] = value - learning_rate * g * (mean_square + epsilon) ** -0.5
    return new_parameters, new_s


# %% one_number_at_a_time
# fair: 3 of 3
# true: nothing is wrong; a helper for a single number and loops over all entries.
from math import sqrt


def rms_of_one(w, g, s, beta, rate, eps):
    s = beta * s + (1 - beta) * g * g
    return w - rate * g / (sqrt(s) + eps), s


def update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    p_out, s_out = {}, {}
    for name in parameters:
        w, g, q = parameters[name], gradients["d" + name], s["d" + name]
        w_new, q_new = np.empty(w.shape), np.empty(w.shape)
        for place in np.ndindex(w.shape):
            w_new[place], q_new[place] = rms_of_one(
                w[place], g[place], q[place], beta, learning_rate, epsilon
            )
        p_out[name] = w_new
        s_out["d" + name] = q_new
    return p_out, s_out


# %% power_one_half_without_brackets
# fair: 2 of 3
# true: s ** 1 / 2 is (s ** 1) / 2, half of s in place of its root; brackets are missing,
#       s ** (1 / 2). The averages that come back are right.
def update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    L = len(parameters) // 2
    parameters, s = dict(parameters), dict(s)
    for l in range(1, L + 1):
        dW, db = gradients[f"dW{l}"], gradients[f"db{l}"]
        # averages of squares
        s[f"dW{l}"] = beta * s[f"dW{l}"] + (1 - beta) * dW**2
        s[f"db{l}"] = beta * s[f"db{l}"] + (1 - beta) * db**2
        # step
        root_W, root_b = s[f"dW{l}"]**1/2, s[f"db{l}"]**1/2
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * dW / (root_W + epsilon)
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * db / (root_b + epsilon)
    return parameters, s


# %% forgot_the_square
# fair: 1.5 of 3
# true: the average is of the derivatives, not of their squares, so s can be negative and its root
#       not a number. It has to be (1 - beta) * dW ** 2. The form of the step is right.
def update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    L = len(parameters) // 2
    parameters, s = dict(parameters), dict(s)
    for l in range(1, L + 1):
        # averages of squares
        ### START CODE HERE ### (≈ 2 lines of code)
        s["dW" + str(l)] = beta * s["dW" + str(l)] + (1 - beta) * gradients["dW" + str(l)]
        s["db" + str(l)] = beta * s["db" + str(l)] + (1 - beta) * gradients["db" + str(l)]
        ### END CODE HERE ###

        # step
        ### START CODE HERE ### (≈ 4 lines of code)
        step_W = gradients["dW" + str(l)] / (np.sqrt(s["dW" + str(l)]) + epsilon)
        step_b = gradients["db" + str(l)] / (np.sqrt(s["db" + str(l)]) + epsilon)
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * step_W
        parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * step_b
        ### END CODE HERE ###
    return parameters, s


# %% one_length_for_the_whole_array
# fair: 1.5 of 3
# true: np.linalg.norm makes one number of a whole array, s is no longer elementwise: all entries
#       of a layer share it. Square and root have to be element by element, every weight its own.
def update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    L = len(parameters) // 2
    parameters, s = dict(parameters), dict(s)
    for l in range(1, L + 1):
        for k in ("W" + str(l), "b" + str(l)):
            s["d" + k] = beta * s["d" + k] + (1 - beta) * np.linalg.norm(gradients["d" + k]) ** 2
            change = learning_rate * gradients["d" + k] / (np.sqrt(s["d" + k]) + epsilon)
            parameters[k] = parameters[k] - change
    return parameters, s


# %% epsilon_in_and_out
# fair: 2.5 of 3
# true: epsilon is outside the root for the weights, but inside for the biases; both are allowed,
#       but one has to stay with one. It shows where derivatives are tiny; the averages are right.
def update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    L = len(parameters) // 2
    parameters, s = dict(parameters), dict(s)
    for l in range(1, L + 1):
        # averages of squares
        ### START CODE HERE ### (≈ 2 lines of code)
        s[f"dW{l}"] = beta * s[f"dW{l}"] + (1 - beta) * np.square(gradients[f"dW{l}"])
        s[f"db{l}"] = beta * s[f"db{l}"] + (1 - beta) * np.square(gradients[f"db{l}"])
        ### END CODE HERE ###

        # step
        ### START CODE HERE ### (≈ 4 lines of code)
        direction_W = gradients[f"dW{l}"] / (np.sqrt(s[f"dW{l}"]) + epsilon)
        direction_b = gradients[f"db{l}"] / (np.sqrt(s[f"db{l}"] + epsilon))
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * direction_W
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * direction_b
        ### END CODE HERE ###
    return parameters, s


# %% average_kept_in_a_local
# fair: 2.5 of 3
# true: the new averages are only in local variables and never put into s, so s comes back as it
#       went in and nothing is remembered. The step itself is right.
def update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    L = len(parameters) // 2
    parameters, s = dict(parameters), dict(s)
    for l in range(1, L + 1):
        sW = beta * s[f"dW{l}"] + (1 - beta) * gradients[f"dW{l}"] ** 2
        sb = beta * s[f"db{l}"] + (1 - beta) * gradients[f"db{l}"] ** 2
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * gradients[f"dW{l}"] / (
            np.sqrt(sW) + epsilon
        )
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * gradients[f"db{l}"] / (
            np.sqrt(sb) + epsilon
        )
    return parameters, s
