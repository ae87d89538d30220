# %% randn_times_root_spanish
# fair: 3 of 3
# true: nothing is wrong
def initialize_parameters_he(layer_dims):
    """Inicialización de He: pesos aleatorios con varianza 2/n, sesgos a cero."""
    parameters = {}
    for l in range(1, len(layer_dims)):
        ### START CODE HERE ### (≈ 3 lines of code)
        n_prev, n = layer_dims[l - 1], layer_dims[l]
        parameters["W" + str(l)] = np.random.randn(n, n_prev) * np.sqrt(2.0 / n_prev)
        parameters["b" + str(l)] = np.zeros((n, 1))
        ### END CODE HERE ###
    return parameters


# %% zip_of_neighbours_float32
# fair: 3 of 3
# true: nothing is wrong; a generator of its own that is not seeded, and float32.
rng_he = np.random.default_rng()


def initialize_parameters_he(layer_dims):
    params = {}
    for layer, (fan_in, fan_out) in enumerate(zip(layer_dims, layer_dims[1:]), start=1):
        std = (2 / fan_in) ** 0.5
        W = rng_he.normal(loc=0.0, scale=std, size=(fan_out, fan_in))
        params[f"W{layer}"] = W.astype(np.float32)
        params[f"b{layer}"] = np.zeros((fan_out, 1), dtype=np.float32)
    return params


# %% gauss_from_the_standard_library
# fair: 3 of 3
# true: nothing is wrong; every weight is drawn by itself with random.gauss, and the numbers are
#       divided by sqrt(n / 2), which is the same as times sqrt(2 / n).
import math
import random


def initialize_parameters_he(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        rows = layer_dims[l]
        cols = layer_dims[l - 1]
        W = []
        for i in range(rows):
            W.append([random.gauss(0, 1) / math.sqrt(cols / 2) for j in range(cols)])
        parameters["W%d" % l] = np.array(W)
        parameters["b%d" % l] = np.array([[0.0]] * rows)
    return parameters


# %% neurons_of_this_layer_in_the_root
# fair: 2 of 3
# true: the root takes 2 / layer_dims[l], the number of neurons in the layer; it has to be
#       2 / layer_dims[l - 1], the number of inputs of a neuron. Shapes and biases are right.
def initialize_parameters_he(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        ### START CODE HERE ### (≈ 3 lines of code)
        std = np.sqrt(2 / layer_dims[l])
        parameters[f"W{l}"] = std * np.random.randn(layer_dims[l], layer_dims[l - 1])
        parameters[f"b{l}"] = np.zeros((layer_dims[l], 1))
        ### END CODE HERE ###
    return parameters


# %% rand_without_n
# fair: 2 of 3
# true: np.random.rand draws between 0 and 1, all positive and with the mean 0.5; it has to be
#       np.random.randn, with mean 0 and standard deviation 1. Factor, shapes and biases are right.
def initialize_parameters_he(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        ### START CODE HERE ### (≈ 3 lines of code)
        parameters["W" + str(l)] = np.random.rand(layer_dims[l], layer_dims[l-1])
        parameters["W" + str(l)] *= np.sqrt(2 / layer_dims[l-1])
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
        ### END CODE HERE ###
    return parameters


# %% zeros_with_two_numbers
# fair: 2 of 3
# true: np.zeros(n, 1) takes the 1 for a dtype and stops with a TypeError; the shape has to be one
#       tuple, np.zeros((n, 1)). The weights are right.
def initialize_parameters_he(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        ### START CODE HERE ### (≈ 3 lines of code)
        W = np.random.randn(layer_dims[l], layer_dims[l - 1]) * np.sqrt(2 / layer_dims[l - 1])
        parameters[f"W{l}"] = W
        parameters[f"b{l}"] = np.zeros(layer_dims[l], 1)
        ### END CODE HERE ###
    return parameters


# %% flat_biases_and_a_hundredth
# fair: 1 of 3
# true: two things: the weights are 0.01 times random numbers as in notebook 2, in place of
#       sqrt(2 / n_(l-1)) times; and the biases have the shape (n_l,) in place of (n_l, 1).
def initialize_parameters_he(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters[f"W{l}"] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters[f"b{l}"] = np.zeros(layer_dims[l])
    return parameters


# %% root_of_the_two_only
# fair: 2 of 3
# true: the factor is sqrt(2) / n, the root ends too early; it has to be sqrt(2 / n). So for n
#       inputs the weights are sqrt(n) times too small. Shapes and biases are right.
def initialize_parameters_he(layer_dims):
    parameters = {}
    np.random.seed(3)
    for l in range(1, len(layer_dims)):
        ### START CODE HERE ### (≈ 3 lines of code)
        factor = np.sqrt(2) / layer_dims[l - 1]
        parameters[f"W{l}"] = np.random.normal(0, 1, (layer_dims[l], layer_dims[l - 1])) * factor
        parameters[f"b{l}"] = np.zeros(shape=(layer_dims[l], 1))
        ### END CODE HERE ###
    return parameters
