# %% formula_line_by_line
# fair: 5 of 5
# true: nothing is wrong
def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """One step of Adam."""
    L = len(parameters) // 2
    parameters, v, s = dict(parameters), dict(v), dict(s)
    for l in range(1, L + 1):
        for name in (f"W{l}", f"b{l}"):
            gradient = gradients["d" + name]

            # both averages
            ### START CODE HERE ### (≈ 2 lines of code)
            v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * gradient
            s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * gradient**2
            ### END CODE HERE ###

            # corrected
            ### START CODE HERE ### (≈ 2 lines of code)
            v_corrected = v["d" + name] / (1 - beta1**t)
            s_corrected = s["d" + name] / (1 - beta2**t)
            ### END CODE HERE ###

            # step
            ### START CODE HERE ### (≈ 1 line of code)
            parameters[name] = parameters[name] - learning_rate * v_corrected / (
                np.sqrt(s_corrected) + epsilon
            )
            ### END CODE HERE ###
    return parameters, v, s


# %% correction_in_the_rate
# fair: 5 of 5
# true: nothing is wrong; both corrections are put into the learning rate, as in the paper and in
#       Keras (section 4.5); the same step but for epsilon.
def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    rate = learning_rate * np.sqrt(1 - beta2**t) / (1 - beta1**t)
    new_v = {k: beta1 * v[k] + (1 - beta1) * gradients[k] for k in v}
    new_s = {k: beta2 * s[k] + (1 - beta2) * gradients[k] ** 2 for k in s}
    new_parameters = {}
    for name, value in parameters.items():
        k = "d" + name
        new_parameters[name] = value - rate * new_v[k] / (np.sqrt(new_s[k]) + epsilon)
    return new_parameters, new_v, new_s


# %% all_parameters_in_one_long_vector
# fair: 5 of 5
# true: nothing is wrong; everything is laid out as one long vector, stepped at once, and cut up
#       again.
def to_vector(dictionary, names):
    return np.concatenate([np.ravel(dictionary[name]) for name in names]).astype(float)


def from_vector(vector, names, like):
    result, start = {}, 0
    for name, array in zip(names, like):
        result[name] = vector[start : start + array.size].reshape(array.shape)
        start += array.size
    return result


def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    names = list(parameters)
    d_names = ["d" + name for name in names]
    like = [parameters[name] for name in names]
    theta, g = to_vector(parameters, names), to_vector(gradients, d_names)
    v_vec, s_vec = to_vector(v, d_names), to_vector(s, d_names)
    v_vec = v_vec + (1 - beta1) * (g - v_vec)
    s_vec = s_vec + (1 - beta2) * (g * g - s_vec)
    theta -= learning_rate * (v_vec / (1 - beta1**t)) / (np.sqrt(s_vec / (1 - beta2**t)) + epsilon)
    return (
        from_vector(theta, names, like),
        from_vector(v_vec, d_names, like),
        from_vector(s_vec, d_names, like),
    )


# %% momentum_for_the_first_average
# fair: 5 of 5
# true: nothing is wrong; momentum with rate 0 gives the new v, RMSProp with rate 0 the new s, and
#       epsilon is inside the root for all parameters alike.
def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    _, v = update_parameters_with_momentum(parameters, gradients, v, beta1, 0)
    _, s = update_parameters_with_rmsprop(parameters, gradients, s, beta2, 0, 1)
    after = {}
    for name in parameters:
        v_hat = v[f"d{name}"] / (1 - np.power(beta1, t))
        s_hat = s[f"d{name}"] / (1 - np.power(beta2, t))
        after[name] = parameters[name] - learning_rate * v_hat / np.sqrt(s_hat + epsilon)
    return after, v, s


# %% second_average_not_corrected
# fair: 4 of 5
# true: the step divides by the root of the uncorrected s; it has to be the corrected one (which
#       is worked out, but not used). v, s and the correction of v are right.
def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    L = len(parameters) // 2
    parameters, v, s = dict(parameters), dict(v), dict(s)
    for l in range(1, L + 1):
        for name in (f"W{l}", f"b{l}"):
            gradient = gradients["d" + name]

            # both averages
            ### START CODE HERE ### (≈ 2 lines of code)
            v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * gradient
            s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * np.square(gradient)
            ### END CODE HERE ###

            # corrected
            ### START CODE HERE ### (≈ 2 lines of code)
            v_corrected = v["d" + name] / (1 - beta1**t)
            s_corrected = s["d" + name] / (1 - beta2**t)
            ### END CODE HERE ###

            # step
            ### START CODE HERE ### (≈ 1 line of code)
            change = learning_rate * v_corrected / (np.sqrt(s["d" + name]) + epsilon)
            parameters[name] = parameters[name] - change
            ### END CODE HERE ###
    return parameters, v, s


# %% corrected_averages_stored
# fair: 4 of 5
# true: the corrected averages are written back into v and s, so they come back corrected and the
#       next step averages with them; v and s have to stay uncorrected. The step of the parameters
#       is right for the v and s that came in.
def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    L = len(parameters) // 2
    parameters, v, s = dict(parameters), dict(v), dict(s)
    for l in range(1, L + 1):
        for name in (f"W{l}", f"b{l}"):
            gradient = gradients["d" + name]
            d = "d" + name

            # both averages
            v[d] = beta1 * v[d] + (1 - beta1) * gradient
            s[d] = beta2 * s[d] + (1 - beta2) * gradient * gradient

            # corrected
            v[d] = v[d] / (1 - beta1**t)
            s[d] = s[d] / (1 - beta2**t)

            # step
            parameters[name] = parameters[name] - learning_rate * v[d] / (np.sqrt(s[d]) + epsilon)
    return parameters, v, s


# %% beta_times_t
# fair: 4 of 5
# true: the corrections divide by 1 - beta * t, a product; it has to be the power 1 - beta ** t.
#       At t = 1 it is the same, later it is negative and the root not a number. v and s are right.
def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    L = len(parameters) // 2
    parameters, v, s = dict(parameters), dict(v), dict(s)
    for l in range(1, L + 1):
        for name in (f"W{l}", f"b{l}"):
            gradient = gradients["d" + name]
            # both averages
            v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * gradient
            s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * gradient**2
            # corrected
            v_corrected = v["d" + name] / (1 - beta1 * t)
            s_corrected = s["d" + name] / (1 - beta2 * t)
            # step
            step = learning_rate * v_corrected / (np.sqrt(s_corrected) + epsilon)
            parameters[name] = parameters[name] - step
    return parameters, v, s


# %% averages_done_corrections_none
# fair: 2 of 5
# true: the lines for the corrected averages still say None, so the step stops with a TypeError;
#       they have to be v / (1 - beta1 ** t) and s / (1 - beta2 ** t). The averages and the form of
#       the step are right.
def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    L = len(parameters) // 2
    parameters, v, s = dict(parameters), dict(v), dict(s)
    for l in range(1, L + 1):
        for name in (f"W{l}", f"b{l}"):
            gradient = gradients["d" + name]

            # both averages
            ### START CODE HERE ### (≈ 2 lines of code)
            v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * gradient
            s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * gradient**2
            ### END CODE HERE ###

            # corrected
            ### START CODE HERE ### (≈ 2 lines of code)
            v_corrected = None
            s_corrected = None
            ### END CODE HERE ###

            # step
            ### START CODE HERE ### (≈ 1 line of code)
            step = learning_rate * v_corrected / (np.sqrt(s_corrected) + epsilon)
            parameters[name] = parameters[name] - step
            ### END CODE HERE ###
    return parameters, v, s


# %% beta1_everywhere_and_no_root
# fair: 2 of 5
# true: two things: s is averaged and corrected with beta1 in place of beta2, and the step divides
#       by s in place of its root. v is right.
def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    L = len(parameters) // 2
    parameters, v, s = dict(parameters), dict(v), dict(s)
    for l in range(1, L + 1):
        for name in (f"W{l}", f"b{l}"):
            gradient = gradients["d" + name]
            key = "d" + name
            v[key] = beta1 * v[key] + (1 - beta1) * gradient
            s[key] = beta1 * s[key] + (1 - beta1) * gradient**2
            v_hat = v[key] / (1 - beta1**t)
            s_hat = s[key] / (1 - beta1**t)
            parameters[name] = parameters[name] - learning_rate * v_hat / (s_hat + epsilon)
    return parameters, v, s


# %% grad_for_gradient
# fair: 4 of 5
# true: a name is misspelt: the squares are taken of "grad", which is not defined (NameError); the
#       variable is called gradient. The formulas are right.
def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    L = len(parameters) // 2
    parameters, v, s = dict(parameters), dict(v), dict(s)
    for l in range(1, L + 1):
        for name in (f"W{l}", f"b{l}"):
            gradient = gradients["d" + name]

            # both averages
            ### START CODE HERE ### (≈ 2 lines of code)
            v["d" + name] = beta1 * v["d" + name] + (1 - beta1) * gradient
            s["d" + name] = beta2 * s["d" + name] + (1 - beta2) * grad**2
            ### END CODE HERE ###

            # corrected
            ### START CODE HERE ### (≈ 2 lines of code)
            v_corrected = v["d" + name] / (1 - beta1**t)
            s_corrected = s["d" + name] / (1 - beta2**t)
            ### END CODE HERE ###

            # step
            ### START CODE HERE ### (≈ 1 line of code)
            parameters[name] = parameters[name] - learning_rate * (
                v_corrected / (np.sqrt(s_corrected) + epsilon)
            )
            ### END CODE HERE ###
    return parameters, v, s
