# %% same_as_momentum
# fair: 1 of 1
# true: nothing is wrong; it is the function for momentum under a second name.
initialize_rmsprop = initialize_momentum


# %% lambda_with_zeros
# fair: 1 of 1
# true: nothing is wrong; a lambda with a dictionary comprehension.
initialize_rmsprop = lambda parameters: {
    f"d{k}": np.zeros(np.shape(p)) for k, p in parameters.items()
}


# %% fromkeys_then_full
# fair: 1 of 1
# true: nothing is wrong; the zeros are whole numbers (int), and a print is left in.
def initialize_rmsprop(parameters):
    L = len(parameters) // 2
    s = dict.fromkeys([letter + str(l) for l in range(1, L + 1) for letter in ("dW", "db")])
    for key in s:
        s[key] = np.full(parameters[key[1:]].shape, 0)
    print("s hat", len(s), "Einträge")
    return s


# %% same_array_filled_with_zeros
# fair: 0.5 of 1
# true: s holds the very arrays of the parameters, and fill(0) makes the parameters zero, too: the
#       network is erased. The zeros have to be in new arrays (np.zeros_like).
def initialize_rmsprop(parameters):
    L = len(parameters) // 2
    s = {}
    for l in range(1, L + 1):
        ### START CODE HERE ### (≈ 2 lines of code)
        s["dW" + str(l)] = parameters["W" + str(l)]
        s["dW" + str(l)].fill(0)
        s["db" + str(l)] = parameters["b" + str(l)]
        s["db" + str(l)].fill(0)
        ### END CODE HERE ###
    return s


# %% starts_with_ones
# fair: 0.5 of 1
# true: the averages begin with ones, so as not to divide by zero; they have to begin with zeros,
#       epsilon sees to the division. Names and shapes are right.
def initialize_rmsprop(parameters):
    L = len(parameters) // 2
    s = {}
    for l in range(1, L + 1):
        s[f"dW{l}"] = np.ones_like(parameters[f"W{l}"])  # not zero, we divide by it
        s[f"db{l}"] = np.ones_like(parameters[f"b{l}"])
    return s


# %% layers_from_zero
# fair: 0.5 of 1
# true: range(L) counts the layers from 0, so it asks for "W0", a KeyError; the layers are
#       1 to L, range(1, L + 1).
def initialize_rmsprop(parameters):
    L = len(parameters) // 2
    s = {}
    for l in range(L):
        s[f"dW{l}"] = np.zeros(parameters[f"W{l}"].shape)
        s[f"db{l}"] = np.zeros(parameters[f"b{l}"].shape)
    return s
