# %% zeros_like_in_the_template
# fair: 1 of 1
# true: nothing is wrong
def initialize_momentum(parameters):
    """Velocities to start from."""
    L = len(parameters) // 2
    v = {}
    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 2 lines of code)
        v[f"dW{l}"] = np.zeros_like(parameters[f"W{l}"])
        v[f"db{l}"] = np.zeros_like(parameters[f"b{l}"])
        ### END CODE HERE ###
    return v


# %% parameter_times_zero
# fair: 1 of 1
# true: nothing is wrong; each parameter times zero has its shape (some zeros are -0.0, which is 0).
def initialize_momentum(parameters):
    return {"d" + key: 0.0 * value for key, value in parameters.items()}


# %% rows_and_columns_by_hand
# fair: 1 of 1
# true: nothing is wrong; the zeros are written down row by row.
def nullen(zeilen, spalten):
    return np.array([[0.0 for _ in range(spalten)] for _ in range(zeilen)])


def initialize_momentum(parameters):
    v = {}
    l = 1
    while f"W{l}" in parameters:
        n_l, n_prev = parameters[f"W{l}"].shape
        v.update({f"dW{l}": nullen(n_l, n_prev), f"db{l}": nullen(n_l, 1)})
        l += 1
    return v


# %% forgot_the_f
# fair: 0.5 of 1
# true: the f before the texts is missing, so the keys are literally "dW{l}" and "db{l}", and
#       parameters["W{l}"] is a KeyError.
def initialize_momentum(parameters):
    L = len(parameters) // 2
    v = {}
    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 2 lines of code)
        v["dW{l}"] = np.zeros(parameters["W{l}"].shape)
        v["db{l}"] = np.zeros(parameters["b{l}"].shape)
        ### END CODE HERE ###
    return v


# %% keys_of_the_parameters
# fair: 0.5 of 1
# true: the velocities are called "W1", "b1", ... like the parameters; they have to be called
#       "dW1", "db1", ... Shapes and zeros are right.
def initialize_momentum(parameters):
    L = len(parameters) // 2
    v = {}
    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 2 lines of code)
        v["W" + str(l)] = np.zeros(parameters["W" + str(l)].shape)
        v["b" + str(l)] = np.zeros(parameters["b" + str(l)].shape)
        ### END CODE HERE ###
    return v


# %% only_as_many_as_there_are_rows
# fair: 0.5 of 1
# true: len(array) is only the number of rows, so all velocities have the shape (n_l,); they need
#       the whole shape, (n_l, n_(l-1)) and (n_l, 1).
def initialize_momentum(parameters):
    L = len(parameters) // 2
    v = {}
    for l in range(1, L + 1):
        v[f"dW{l}"] = np.zeros(len(parameters[f"W{l}"]))
        v[f"db{l}"] = np.zeros(len(parameters[f"b{l}"]))
    return v
