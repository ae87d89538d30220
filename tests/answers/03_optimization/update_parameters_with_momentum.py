# %% four_lines_in_the_template
# fair: 3 of 3
# true: nothing is wrong
def update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate):
    """One step with momentum."""
    L = len(parameters) // 2
    parameters, v = dict(parameters), dict(v)
    for l in range(1, L + 1):
        # velocities
        ### START CODE HERE ### (≈ 2 lines of code)
        v[f"dW{l}"] = beta * v[f"dW{l}"] + (1 - beta) * gradients[f"dW{l}"]
        v[f"db{l}"] = beta * v[f"db{l}"] + (1 - beta) * gradients[f"db{l}"]
        ### END CODE HERE ###

        # step
        ### START CODE HERE ### (≈ 2 lines of code)
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * v[f"dW{l}"]
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * v[f"db{l}"]
        ### END CODE HERE ###
    return parameters, v


# %% velocity_pulled_towards_gradient
# fair: 3 of 3
# true: nothing is wrong; v + (1 - beta) * (g - v) is the same average, the step is done by
#       update_parameters_with_gd with the velocities for gradients.
def update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate):
    """Un pas avec élan: la vitesse est tirée vers le gradient."""
    vitesse = {nom: v[nom] + (1 - beta) * (gradients[nom] - v[nom]) for nom in v}
    return update_parameters_with_gd(parameters, vitesse, learning_rate), vitesse


# %% in_place_on_float_copies
# fair: 3 of 3
# true: nothing is wrong; copies are changed in place, layer by layer, the pair is a list.
def update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate):
    new_p = {k: np.array(p, dtype=np.float64) for k, p in parameters.items()}
    new_v = {k: np.array(a, dtype=np.float64) for k, a in v.items()}
    L = len(new_p) // 2
    for l in reversed(range(1, L + 1)):
        for kind in ("W", "b"):
            velocity = new_v[f"d{kind}{l}"]
            velocity *= beta
            velocity += (1 - beta) * np.asarray(gradients[f"d{kind}{l}"])
            new_p[f"{kind}{l}"] -= learning_rate * velocity
    return [new_p, new_v]


# %% derivative_moves_the_weight
# fair: 2 of 3
# true: the velocities are right, but the step is made with the derivative; it is the new velocity
#       that has to move the parameters.
def update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate):
    L = len(parameters) // 2
    parameters, v = dict(parameters), dict(v)
    for l in range(1, L + 1):
        # velocities
        ### START CODE HERE ### (≈ 2 lines of code)
        dW, db = gradients["dW" + str(l)], gradients["db" + str(l)]
        v["dW" + str(l)] = beta * v["dW" + str(l)] + (1 - beta) * dW
        v["db" + str(l)] = beta * v["db" + str(l)] + (1 - beta) * db
        ### END CODE HERE ###

        # step
        ### START CODE HERE ### (≈ 2 lines of code)
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * dW
        parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate * db
        ### END CODE HERE ###
    return parameters, v


# %% velocity_without_one_minus_beta
# fair: 2 of 3
# true: the factor (1 - beta) before the derivative is missing (the form of PyTorch), so velocity
#       and step are too large. The step with the velocity is right.
def update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate):
    L = len(parameters) // 2
    parameters, v = dict(parameters), dict(v)
    for l in range(1, L + 1):
        # velocities
        v[f"dW{l}"] = beta * v[f"dW{l}"] + gradients[f"dW{l}"]
        v[f"db{l}"] = beta * v[f"db{l}"] + gradients[f"db{l}"]

        # step
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * v[f"dW{l}"]
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * v[f"db{l}"]
    return parameters, v


# %% step_still_pass
# fair: 1.5 of 3
# true: the second region still says pass, so the parameters come back unchanged; they have to be
#       moved by -learning_rate times the new velocity. The velocities are right.
def update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate):
    L = len(parameters) // 2
    parameters, v = dict(parameters), dict(v)
    for l in range(1, L + 1):
        # velocities
        ### START CODE HERE ### (≈ 2 lines of code)
        v[f"dW{l}"] = beta * v[f"dW{l}"] + (1 - beta) * gradients[f"dW{l}"]
        v[f"db{l}"] = beta * v[f"db{l}"] + (1 - beta) * gradients[f"db{l}"]
        ### END CODE HERE ###

        # step
        ### START CODE HERE ### (≈ 2 lines of code)
        pass
        ### END CODE HERE ###
    return parameters, v


# %% old_velocity_for_the_step
# fair: 2.5 of 3
# true: the step is made before the velocity is renewed, so the old velocity moves the parameters;
#       the velocity has to be renewed first. The velocities that come back are right.
def update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate):
    parameters, v = dict(parameters), dict(v)
    for name in parameters:
        grad = gradients["d" + name]
        parameters[name] = parameters[name] - learning_rate * v["d" + name]
        v["d" + name] = beta * v["d" + name] + (1 - beta) * grad
    return parameters, v


# %% bias_without_velocity
# fair: 2 of 3
# true: the bias has no velocity of its own: db is stepped with the plain derivative and v["db.."]
#       stays as it was. It needs the same two lines as W. The weights are right.
def update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate):
    L = len(parameters) // 2
    parameters, v = dict(parameters), dict(v)
    for l in range(1, L + 1):
        v[f"dW{l}"] = beta * v[f"dW{l}"] + (1 - beta) * gradients[f"dW{l}"]
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * v[f"dW{l}"]
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * gradients[f"db{l}"]
    return parameters, v
