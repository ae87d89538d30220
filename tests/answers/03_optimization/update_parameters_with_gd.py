# %% template_filled_with_str
# fair: 2 of 2
# true: nothing is wrong
def update_parameters_with_gd(parameters, gradients, learning_rate):
    """One step of gradient descent."""
    L = len(parameters) // 2  # how many layers
    parameters = dict(parameters)  # another dictionary, so that the caller's stays as it was
    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 2 lines of code)
        W, b = "W" + str(l), "b" + str(l)
        parameters[W] = parameters[W] - learning_rate * gradients["d" + W]
        parameters[b] = parameters[b] - learning_rate * gradients["d" + b]
        ### END CODE HERE ###
    return parameters


# %% one_dict_comprehension
# fair: 2 of 2
# true: nothing is wrong; a dictionary comprehension over the names.
def update_parameters_with_gd(parameters, gradients, learning_rate):
    return {
        name: value - learning_rate * gradients["d" + name] for name, value in parameters.items()
    }


# %% entry_by_entry_on_copies
# fair: 2 of 2
# true: nothing is wrong; slow, one entry after the other, on float copies.
def update_parameters_with_gd(parameters, gradients, learning_rate):
    """Ein Schritt des Gradientenabstiegs, Eintrag für Eintrag."""
    anzahl_schichten = len(parameters) // 2
    neu = {}
    for l in range(1, anzahl_schichten + 1):
        for buchstabe in "Wb":
            name = buchstabe + str(l)
            kopie = np.array(parameters[name], dtype=float)
            zeilen, spalten = kopie.shape
            for i in range(zeilen):
                for j in range(spalten):
                    kopie[i][j] -= learning_rate * gradients["d" + name][i][j]
            neu[name] = kopie
    assert len(neu) == len(parameters)
    return neu


# %% minus_equals_on_the_arrays
# fair: 2 of 2
# true: nothing is wrong with the step; it is made in place, so the caller's arrays change, too (the
#       dictionary does not), which course.md accepts here.
def update_parameters_with_gd(parameters, gradients, learning_rate):
    L = len(parameters) // 2  # how many layers
    parameters = dict(parameters)  # another dictionary, so that the caller's stays as it was
    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 2 lines of code)
        parameters[f"W{l}"] -= learning_rate * gradients[f"dW{l}"]
        parameters[f"b{l}"] -= learning_rate * gradients[f"db{l}"]
        ### END CODE HERE ###
    return parameters


# %% equals_minus_for_minus_equals
# fair: 1 of 2
# true: "=-" is written where "-=" was meant: every parameter becomes -learning_rate times its
#       gradient, and the old value is lost. It has to be the old value minus that product.
def update_parameters_with_gd(parameters, gradients, learning_rate):
    L = len(parameters) // 2  # how many layers
    parameters = dict(parameters)
    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 2 lines of code)
        parameters[f"W{l}"] =- learning_rate * gradients[f"dW{l}"]
        parameters[f"b{l}"] =- learning_rate * gradients[f"db{l}"]
        ### END CODE HERE ###
    return parameters


# %% return_inside_the_loop
# fair: 1 of 2
# true: return is indented into the loop, so only layer 1 is changed; layers 2 to L stay as they
#       were. The step of layer 1 is right.
def update_parameters_with_gd(parameters, gradients, learning_rate):
    L = len(parameters) // 2  # how many layers
    parameters = dict(parameters)
    for l in range(1, L + 1):
        W, b = parameters[f"W{l}"], parameters[f"b{l}"]
        dW, db = gradients[f"dW{l}"], gradients[f"db{l}"]
        parameters[f"W{l}"] = W - learning_rate * dW
        parameters[f"b{l}"] = b - learning_rate * db
        return parameters


# %% bias_stepped_with_dw
# fair: 1 of 2
# true: the bias is changed with dW (copied from the line above) in place of db, so its values are
#       wrong and it gets the shape (n_l, n_(l-1)) of a weight. The weights are right.
def update_parameters_with_gd(parameters, gradients, learning_rate):
    L = len(parameters) // 2  # how many layers
    parameters = dict(parameters)  # another dictionary, so that the caller's stays as it was
    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 2 lines of code)
        parameters[f"W{l}"] = parameters[f"W{l}"] - learning_rate * gradients[f"dW{l}"]
        parameters[f"b{l}"] = parameters[f"b{l}"] - learning_rate * gradients[f"dW{l}"]
        ### END CODE HERE ###
    return parameters


# %% key_with_a_bare_number
# fair: 1 of 2
# true: "W" + l adds a text and a number and stops with a TypeError; it has to be "W" + str(l) or
#       f"W{l}". The formula itself is right.
def update_parameters_with_gd(parameters, gradients, learning_rate):
    L = len(parameters) // 2  # how many layers
    parameters = dict(parameters)
    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 2 lines of code)
        parameters["W" + l] = parameters["W" + l] - learning_rate * gradients["dW" + l]
        parameters["b" + l] = parameters["b" + l] - learning_rate * gradients["db" + l]
        ### END CODE HERE ###
    return parameters
