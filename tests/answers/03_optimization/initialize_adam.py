# %% four_lines_of_zeros
# fair: 1 of 1
# true: nothing is wrong
def initialize_adam(parameters):
    """Both averages to start from."""
    L = len(parameters) // 2
    v, s = {}, {}
    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 4 lines of code)
        v["dW" + str(l)] = np.zeros(parameters["W" + str(l)].shape)
        v["db" + str(l)] = np.zeros(parameters["b" + str(l)].shape)
        s["dW" + str(l)] = np.zeros(parameters["W" + str(l)].shape)
        s["db" + str(l)] = np.zeros(parameters["b" + str(l)].shape)
        ### END CODE HERE ###
    return v, s


# %% calls_the_other_two
# fair: 1 of 1
# true: nothing is wrong; the functions of momentum and RMSProp are called.
def initialize_adam(parameters):
    return initialize_momentum(parameters), initialize_rmsprop(parameters)


# %% generator_of_two_dictionaries
# fair: 1 of 1
# true: nothing is wrong; the same dictionary is built twice, float32, Chinese docstring.
def initialize_adam(parameters):
    """返回 v 和 s，全部为零。"""

    def empty():
        return {"d" + k: np.zeros_like(w, dtype=np.float32) for k, w in parameters.items()}

    v, s = (empty() for _ in range(2))
    assert v is not s and v.keys() == s.keys()
    return v, s


# %% plain_number_zero
# fair: 0.5 of 1
# true: every entry is the number 0 in place of an array of zeros with the shape of its parameter;
#       names are right.
def initialize_adam(parameters):
    L = len(parameters) // 2
    v, s = {}, {}
    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 4 lines of code)
        v[f"dW{l}"] = 0
        v[f"db{l}"] = 0
        s[f"dW{l}"] = 0
        s[f"db{l}"] = 0
        ### END CODE HERE ###
    return v, s


# %% v_twice_and_s_empty
# fair: 0.5 of 1
# true: all four lines write into v (the last two were copied and not changed), so s comes back
#       empty; the last two have to write into s. v is right.
def initialize_adam(parameters):
    L = len(parameters) // 2
    v, s = {}, {}
    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 4 lines of code)
        v[f"dW{l}"] = np.zeros_like(parameters[f"W{l}"])
        v[f"db{l}"] = np.zeros_like(parameters[f"b{l}"])
        v[f"dW{l}"] = np.zeros_like(parameters[f"W{l}"])
        v[f"db{l}"] = np.zeros_like(parameters[f"b{l}"])
        ### END CODE HERE ###
    return v, s


# %% last_layer_left_out
# fair: 0.5 of 1
# true: range(1, L) ends at L - 1, so the last layer is missing in both dictionaries; it has to be
#       range(1, L + 1).
def initialize_adam(parameters):
    L = len(parameters) // 2
    v = {}
    s = {}
    for l in range(1, L):
        v["dW%d" % l] = np.zeros(parameters["W%d" % l].shape)
        v["db%d" % l] = np.zeros(parameters["b%d" % l].shape)
        s["dW%d" % l] = np.zeros(parameters["W%d" % l].shape)
        s["db%d" % l] = np.zeros(parameters["b%d" % l].shape)
    return v, s


# %% shapes_turned_and_bias_missing_an_axis
# fair: 0.25 of 1
# true: two things: the zeros for W are transposed, (n_(l-1), n_l) in place of (n_l, n_(l-1)), and
#       those for b are (n_l,) in place of (n_l, 1).
def initialize_adam(parameters):
    L = len(parameters) // 2
    v, s = {}, {}
    for l in range(1, L + 1):
        n, n_before = parameters[f"W{l}"].shape
        v[f"dW{l}"], s[f"dW{l}"] = np.zeros((n_before, n)), np.zeros((n_before, n))
        v[f"db{l}"], s[f"db{l}"] = np.zeros(n), np.zeros(n)
    return v, s
