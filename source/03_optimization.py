"""Answer key of assignment 03, optimisation: getting there sooner.

Each exercise in the order of the notebook: reference, inputs, other right versions, known mistakes. Examples
are columns: ``X`` is ``(features, m)``, ``Y`` is ``(1, m)``. Layer l has the weights ``W{l} (n_l, n_{l-1})``
and the biases ``b{l} (n_l, 1)``; gradients and averages have the same shapes and a ``d`` before the name.
"""

from __future__ import annotations

import itertools
import math
from types import SimpleNamespace

import numpy as np

from autograder.exercise import case, exercise, given, steps
from autograder.inputs import signed
from autograder.rules import all_of, close, columns_partition, drawn, layers, scalar, training_costs, trajectory
from autograder.rules.tree import Fields, as_returns

# What a notebook has lying around once its cells have run. Only the versions that read a variable of the
# notebook in the place of an argument use these names.
train_X = np.array([[0.4, -0.9, 1.2, 0.1], [0.7, 0.3, -0.5, -1.1]])
train_Y = np.array([[1.0, 0.0, 0.0, 1.0]])


# --- Inputs shared by several exercises ---------------------------------------------------------------------


def _sizes(rng, low, high, shape, places=2):
    """Rounded numbers between ``low`` and ``high``."""
    return np.round(rng.uniform(low, high, shape), places)


def _network(rng, *layer_dims):
    """Parameters of a network, the biases not 0."""
    parameters = {}
    for layer, (before, here) in enumerate(itertools.pairwise(layer_dims), 1):
        parameters[f"W{layer}"] = signed(rng, 0.2, 1.9, (here, before), places=2)
        parameters[f"b{layer}"] = signed(rng, 0.2, 1.9, (here, 1), places=2)
    return parameters


def _for_each(parameters, draw):
    """A dictionary ``dW1, db1, ...`` of arrays with the shapes of the parameters, each made by ``draw(shape)``."""
    return {"d" + key: draw(value.shape) for key, value in parameters.items()}


def _networks(rng):
    """Parameters and gradients of networks with one, two and three layers, no two layers of one width.

    The gradients of the last one hold another entry, as those of backward_propagation do.
    """
    for layer_dims in [(3, 2), (4, 2, 3), (5, 3, 4, 2)]:
        parameters = _network(rng, *layer_dims)
        gradients = _for_each(parameters, lambda shape: signed(rng, 0.3, 1.8, shape, places=2))
        if len(layer_dims) == 4:
            gradients["dz3"] = signed(rng, 0.3, 1.8, (layer_dims[-1], 6), places=2)
        yield parameters, gradients


# --- Given functions: the network of three layers that this notebook trains ----------------------------------


@given
def relu(z):
    """ReLU of ``z``, a number or an array of any shape."""
    return np.maximum(0, z)


@given
def sigmoid(z):
    """Logistic function of ``z``, a number or an array of any shape."""
    return 1 / (1 + np.exp(-z))


@given
def forward_propagation(X, parameters):
    """Forward pass ReLU, ReLU, sigmoid: the probabilities ``a3 (1, m)`` and what backward_propagation needs."""
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    W3, b3 = parameters["W3"], parameters["b3"]
    z1 = np.dot(W1, X) + b1
    a1 = relu(z1)
    z2 = np.dot(W2, a1) + b2
    a2 = relu(z2)
    z3 = np.dot(W3, a2) + b3
    a3 = sigmoid(z3)
    return a3, (z1, a1, W1, b1, z2, a2, W2, b2, z3, a3, W3, b3)


@given
def compute_cost(a3, Y):
    """Cross-entropy of the probabilities ``a3 (1, m)`` given the labels ``Y (1, m)``: the mean over the examples."""
    m = Y.shape[1]
    return float(-np.sum(Y * np.log(a3) + (1 - Y) * np.log(1 - a3)) / m)


@given
def backward_propagation(X, Y, cache):
    """Gradients of the cost by every parameter (``dW1``, ``db1``, ...) and by what lies between the layers."""
    m = X.shape[1]
    (_, a1, _, _, _, a2, W2, _, _, a3, W3, _) = cache
    dz3 = (a3 - Y) / m
    dW3 = np.dot(dz3, a2.T)
    db3 = np.sum(dz3, axis=1, keepdims=True)
    da2 = np.dot(W3.T, dz3)
    dz2 = da2 * (a2 > 0)
    dW2 = np.dot(dz2, a1.T)
    db2 = np.sum(dz2, axis=1, keepdims=True)
    da1 = np.dot(W2.T, dz2)
    dz1 = da1 * (a1 > 0)
    dW1 = np.dot(dz1, X.T)
    db1 = np.sum(dz1, axis=1, keepdims=True)
    return {
        "dz3": dz3,
        "dW3": dW3,
        "db3": db3,
        "da2": da2,
        "dz2": dz2,
        "dW2": dW2,
        "db2": db2,
        "da1": da1,
        "dz1": dz1,
        "dW1": dW1,
        "db1": db1,
    }


@given
def predict(X, y, parameters):
    """Predictions ``(1, m)`` of 0 and 1 for the examples ``X (n, m)``; prints the share that equals ``y (1, m)``."""
    a3, _ = forward_propagation(X, parameters)
    predictions = (a3 > 0.5).astype(int)
    print(f"Accuracy: {np.mean(predictions == y):.3f}")
    return predictions


# --- initialize_parameters_he -------------------------------------------------------------------------------


@exercise(
    parts={"weights": 2, "biases": 1},
    returns=layers({"W": drawn("weights", std=2**0.5, fan_in=True), "b": close("biases")}),
    hints=(
        "How many layers with weights does [2, 5, 1] describe? Which two of its numbers give the shape of W1?",
        "Draw standard normal numbers in the shape (this layer, layer before), then scale them. Biases are zeros.",
        "The factor is the square root of 2 divided by the width of the layer before; it is another one in each layer.",
    ),
    reasons={"trivial": "zeros biases: zeros of the right shape are what is asked for there."},
)
def initialize_parameters_he(layer_dims):
    """He initialisation, ``{"W1": (n1, n0), "b1": (n1, 1), ...}`` for ``layer_dims = [n0, n1, ..., nL]``.

    Formula: He et al. 2015, weights normal with variance 2 / n_{l-1}, biases 0.
    """
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * np.sqrt(2 / layer_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters


@initialize_parameters_he.inputs
def initialize_parameters_he_inputs(rng):
    """Layers of 100 weights or more, one of 690 or more in each case, so that a wrong spread shows."""
    one, two, three = (int(rng.integers(0, 3)) for _ in range(3))
    yield case([15 + one, 47 + two])
    yield case([5, 21 + two, 34 + three, 3])


@initialize_parameters_he.also_correct
def he_with_another_generator(layer_dims, seed=4):
    rng = np.random.default_rng(seed)
    sizes = list(itertools.pairwise(layer_dims))
    weights = {f"W{l}": rng.normal(0, math.sqrt(2 / n), (k, n)) for l, (n, k) in enumerate(sizes, 1)}
    return weights | {f"b{l}": np.zeros((k, 1)) for l, (_, k) in enumerate(sizes, 1)}


@initialize_parameters_he.also_correct
def he_with_a_seed_inside(layer_dims):
    np.random.seed(3)
    parameters = {}
    L = len(layer_dims) - 1
    for l in range(1, L + 1):
        parameters["W" + str(l)] = np.random.normal(size=(layer_dims[l], layer_dims[l - 1]))
        parameters["W" + str(l)] *= (2.0 / layer_dims[l - 1]) ** 0.5
        parameters["b" + str(l)] = [[0]] * layer_dims[l]
    return parameters


@initialize_parameters_he.also_correct
def he_recursive(layer_dims):
    if len(layer_dims) == 1:
        return {}
    parameters = he_recursive(layer_dims[:-1])
    n, k = layer_dims[-2:]
    last = len(layer_dims) - 1
    parameters[f"W{last}"] = np.random.standard_normal((n, k)).T * np.sqrt(2) / np.sqrt(n)
    parameters[f"b{last}"] = np.zeros(k).reshape(-1, 1)
    return parameters


def _he(layer_dims, scale, draw=None):
    """He initialisation with another factor, ``scale(layer before, layer)``, or another ``draw(rows, columns)``."""
    parameters = {}
    for l, (before, here) in enumerate(itertools.pairwise(layer_dims), 1):
        parameters[f"W{l}"] = (draw or np.random.randn)(here, before) * scale(before, here)
        parameters[f"b{l}"] = np.zeros((here, 1))
    return parameters


@initialize_parameters_he.mistake
def he_not_scaled(layer_dims):
    """Your weights have a spread near 1 in every layer, however wide it is. Which factor multiplies the draws?"""
    return _he(layer_dims, lambda before, here: 1)


@initialize_parameters_he.mistake
def he_root_forgotten(layer_dims):
    """Your weights spread by 2/n, where n is the width of the layer before. What is taken of that fraction?"""
    return _he(layer_dims, lambda before, here: 2 / before)


@initialize_parameters_he.mistake
def he_one_for_two(layer_dims):
    """Your weights are smaller by a factor of about 1.41. That variance, 1/n, goes with tanh; which goes with
    ReLU?"""
    return _he(layer_dims, lambda before, here: np.sqrt(1 / before))


@initialize_parameters_he.mistake
def he_width_of_the_layer_itself(layer_dims):
    """Your factor comes from the width of the layer itself. How many numbers does each neuron add up?"""
    return _he(layer_dims, lambda before, here: np.sqrt(2 / here))


@initialize_parameters_he.mistake
def he_glorot_factor(layer_dims):
    """Your factor has the widths of two layers in it, as Glorot's rule does. Which single width does He's rule
    use?"""
    return _he(layer_dims, lambda before, here: np.sqrt(2 / (before + here)))


@initialize_parameters_he.mistake
def he_factor_inverted(layer_dims):
    """Your weights become larger as the layer before becomes wider. What stands above the line in He's factor?"""
    return _he(layer_dims, lambda before, here: np.sqrt(before / 2))


@initialize_parameters_he.mistake
def he_one_hundredth(layer_dims):
    """Your weights spread by 0.01, the factor of the notebook before. Which factor does He's rule put there?"""
    return _he(layer_dims, lambda before, here: 0.01)


@initialize_parameters_he.mistake
def he_ten_times(layer_dims):
    """Your weights have a spread near 10 in every layer: the experiment with large weights. What did He suggest?"""
    return _he(layer_dims, lambda before, here: 10)


@initialize_parameters_he.mistake
def he_uniform_draws(layer_dims):
    """None of your weights is negative: rand draws evenly between 0 and 1. Which function draws normal numbers?"""
    return _he(layer_dims, lambda before, here: np.sqrt(2 / before), np.random.rand)


@initialize_parameters_he.mistake
def he_weights_zero(layer_dims):
    """All your weights are 0, so all neurons of a layer stay alike for ever. What breaks the tie between them?"""
    return _he(layer_dims, lambda before, here: 0)


@initialize_parameters_he.mistake
def he_biases_random(layer_dims):
    """Your biases are random, like the weights. Which number does the text put in their place?"""
    parameters = _he(layer_dims, lambda before, here: np.sqrt(2 / before))
    for l in range(1, len(layer_dims)):
        parameters[f"b{l}"] = np.random.randn(layer_dims[l], 1) * np.sqrt(2 / layer_dims[l - 1])
    return parameters


@initialize_parameters_he.mistake
def he_weights_transposed(layer_dims):
    """Each W has the shape (layer before, layer). In W times A, which axis of W meets the neurons of the layer
    before?"""
    parameters = _he(layer_dims, lambda before, here: np.sqrt(2 / before))
    return {key: value.T if key[0] == "W" else value for key, value in parameters.items()}


@initialize_parameters_he.mistake
def he_biases_rank_one(layer_dims):
    """Your biases have the shape (n,), without a second axis. Added to (n, m), along which axis does that spread?"""
    parameters = _he(layer_dims, lambda before, here: np.sqrt(2 / before))
    return {key: value[:, 0] if key[0] == "b" else value for key, value in parameters.items()}


@initialize_parameters_he.mistake
def he_biases_of_the_layer_before(layer_dims):
    """Each b has as many rows as the layer before has neurons. To what is the bias of a layer added?"""
    parameters = _he(layer_dims, lambda before, here: np.sqrt(2 / before))
    return {
        key: np.zeros((layer_dims[int(key[1:]) - 1], 1)) if key[0] == "b" else value
        for key, value in parameters.items()
    }


@initialize_parameters_he.mistake
def he_last_layer_missing(layer_dims):
    """The last layer has no parameters. Which is the last number that your loop over the layers reaches?"""
    return _he(layer_dims[:-1], lambda before, here: np.sqrt(2 / before))


@initialize_parameters_he.mistake(raises=IndexError, mentions="list index out of range")
def he_one_layer_too_many(layer_dims):
    """Your loop asks for a layer behind the last one. With L + 1 numbers in layer_dims, how many layers have
    weights?"""
    return _he([*layer_dims, layer_dims[len(layer_dims)]], lambda before, here: np.sqrt(2 / before))


@initialize_parameters_he.mistake(raises=TypeError, mentions="'tuple' object cannot be interpreted as an integer")
def he_shape_in_brackets(layer_dims):
    """randn stopped with a TypeError: a pair of numbers came as one argument. How does randn take its sizes, other
    than zeros?"""
    return _he(layer_dims, lambda before, here: 1, lambda rows, columns: np.random.randn((rows, columns)))


# --- random_mini_batches ------------------------------------------------------------------------------------


@exercise(
    parts={"batches": 3, "few examples": 1},
    returns=columns_partition("batches", of=(0, 1), size=2),
    hints=(
        "Which numbers does np.random.permutation(5) give? What happens if you pick the columns of X in that order?",
        "Shuffle once, X and Y with the same order; then cut both after every mini_batch_size columns.",
        "Batch k begins at column k times mini_batch_size. What is left behind the last full batch is one more, "
        "shorter batch; if nothing is left there is none.",
    ),
    equivalent={
        "line 6: seed -> mini_batch_size": "any random order is right",
        "line 7: X -> Y": "both have one column an example",
    },
)
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    """The examples in random order, cut into a list of pairs ``(X_batch (n, size), Y_batch (1, size))``.

    ``X (n, m)``, ``Y (1, m)``. Formula: a random permutation of the columns; the last batch holds what is left.
    """
    np.random.seed(seed)
    m = X.shape[1]
    permutation = np.random.permutation(m)
    mini_batches = []
    for start in range(0, m, mini_batch_size):
        chosen = permutation[start : start + mini_batch_size]
        mini_batches.append((X[:, chosen], Y[:, chosen]))
    return mini_batches


@random_mini_batches.inputs
def random_mini_batches_inputs(rng):
    """A rest behind the last full batch, none, and fewer examples than one batch holds (a part of its own).

    No half of the labels is alike, so that lost ones show; every number is a different one.
    """
    for n, m, size, part in [
        (2, 7, 3, None),
        (3, 14, 4, None),
        (4, 17, 6, None),
        (3, 15, 5, None),
        (2, 16, 8, None),
        (2, 13, 17, "few examples"),
        (4, 15, 64, "few examples"),
    ]:
        while True:
            X = np.round(rng.permutation(np.linspace(-3, 3, n * m)).reshape(n, m), 2)
            Y = (rng.random((1, m)) < 0.5).astype(float)
            if len(np.unique(X)) == X.size and 0.3 < np.mean(Y) < 0.7 and not np.array_equal(Y, Y[:, ::-1]):
                break
        yield case(X, Y, size, int(rng.choice([2, 5, 7, 9])), part=part)


@random_mini_batches.also_correct
def batches_with_a_rest(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []
    permutation = list(np.random.permutation(m))
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation].reshape((1, m))
    full = math.floor(m / mini_batch_size)
    for k in range(full):
        first, behind = k * mini_batch_size, (k + 1) * mini_batch_size
        mini_batches.append((shuffled_X[:, first:behind], shuffled_Y[:, first:behind]))
    if m % mini_batch_size != 0:
        mini_batches.append((shuffled_X[:, full * mini_batch_size :], shuffled_Y[:, full * mini_batch_size :]))
    return mini_batches


@random_mini_batches.also_correct
def batches_with_array_split(X, Y, mini_batch_size=64, seed=0):
    order = np.random.default_rng(seed).permutation(X.shape[1])
    cuts = np.arange(mini_batch_size, X.shape[1], mini_batch_size)
    return tuple([X[:, part], Y[:, part]] for part in np.split(order, cuts))


@random_mini_batches.also_correct
def batches_shuffled_together(X, Y, mini_batch_size=64, seed=0):
    both = np.vstack([X, Y]).T
    np.random.seed(seed)
    np.random.shuffle(both)
    both, batches = both.T, []
    while both.shape[1]:
        batches.append((both[:-1, :mini_batch_size], both[-1:, :mini_batch_size]))
        both = both[:, mini_batch_size:]
    return batches


@random_mini_batches.also_correct
def batches_with_a_loop_over_examples(X, Y, mini_batch_size=64, seed=0, verbose=True):
    order = np.random.RandomState(seed).permutation(X.shape[1]).tolist()
    batches = []
    for k in range(int(np.ceil(len(order) / mini_batch_size))):
        columns = [order.pop() for _ in range(min(mini_batch_size, len(order)))]
        batches.append((np.stack([X[:, c] for c in columns], axis=1), Y[0, columns].reshape(1, -1)))
        if verbose:
            print("batch", k, batches[-1][0].shape)
    return batches


def _shuffled(X, Y, seed):
    """X and Y in a random order, the same one for both."""
    np.random.seed(seed)
    permutation = list(np.random.permutation(X.shape[1]))
    return X[:, permutation], Y[:, permutation]


def _cut(X, Y, edges):
    """The columns between each pair of edges."""
    return [(X[:, first:behind], Y[:, first:behind]) for first, behind in edges]


def _edges(m, size):
    """First column of each batch, and the column behind its last."""
    return [(first, min(first + size, m)) for first in range(0, m, size)]


@random_mini_batches.mistake(raises=UnboundLocalError, mentions="not associated with a value")
def loop_variable_after_the_loop(X, Y, mini_batch_size=64, seed=0):
    """With fewer examples than mini_batch_size your loop makes no round, so its variable never gets a value. Where
    does the last batch begin then?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    for k in range(full):
        last = k
    rest = [((last + 1) * mini_batch_size, m)] if m % mini_batch_size else []
    return _cut(X, Y, [(k * mini_batch_size, (k + 1) * mini_batch_size) for k in range(full)] + rest)


@random_mini_batches.mistake
def last_batch_begins_at_the_length_of_the_rest(X, Y, mini_batch_size=64, seed=0):
    """Your last batch begins at column m - size·n, which is how long the rest is, not where it begins. How many
    columns do n full batches hold?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    rest = [(m - mini_batch_size * full, m)] if m % mini_batch_size else []
    return _cut(X, Y, _edges(m, mini_batch_size)[:full] + rest)


@random_mini_batches.mistake
def last_batch_from_the_front(X, Y, mini_batch_size=64, seed=0):
    """Your last batch is of the right size, but holds the first columns once more. Which examples have not been used
    yet?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    rest = [(0, m - mini_batch_size * full)] if m % mini_batch_size else []
    return _cut(X, Y, _edges(m, mini_batch_size)[:full] + rest)


@random_mini_batches.mistake
def rest_dropped(X, Y, mini_batch_size=64, seed=0):
    """All your batches are full, and the examples behind the last full one are lost. Where do they belong?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    return _cut(X, Y, _edges(m, mini_batch_size)[: m // mini_batch_size])


@random_mini_batches.mistake
def rest_not_shuffled(X, Y, mini_batch_size=64, seed=0):
    """Your last batch was cut from X and Y as they came in, not from the shuffled ones. Which examples are twice in
    the list now?"""
    m, (mixed_X, mixed_Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    batches = _cut(mixed_X, mixed_Y, _edges(m, mini_batch_size)[:full])
    return batches + _cut(X, Y, _edges(m, mini_batch_size)[full:])


@random_mini_batches.mistake
def nothing_shuffled_in_the_batches(X, Y, mini_batch_size=64, seed=0):
    """Your batches hold the examples in their old order. Which array do you cut, X or the shuffled one?"""
    return _cut(X, Y, _edges(X.shape[1], mini_batch_size))


@random_mini_batches.mistake
def y_in_another_order(X, Y, mini_batch_size=64, seed=0):
    """Your examples are shuffled, but the labels are not in the same order, so examples carry foreign labels. How many
    permutations does the text ask for, and what are they used on?"""
    mixed, _ = _shuffled(X, Y, seed)
    return _cut(mixed, Y, _edges(X.shape[1], mini_batch_size))


@random_mini_batches.mistake
def only_y_shuffled(X, Y, mini_batch_size=64, seed=0):
    """In your batches the examples keep their old order while the labels move. What keeps pairs of X and Y
    together?"""
    _, mixed = _shuffled(X, Y, seed)
    return _cut(X, mixed, _edges(X.shape[1], mini_batch_size))


@random_mini_batches.mistake
def empty_batch_at_the_end(X, Y, mini_batch_size=64, seed=0):
    """Where the batches come out even, your list ends with one that holds no example. When is there a rest at all?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    return _cut(X, Y, [*_edges(m, mini_batch_size)[:full], (full * mini_batch_size, m)])


@random_mini_batches.mistake
def always_the_first_batch(X, Y, mini_batch_size=64, seed=0):
    """Every full batch of your list holds the same examples. What in the limits of the slice changes from round to
    round?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    return _cut(X, Y, [(0, mini_batch_size)] * full + _edges(m, mini_batch_size)[full:])


@random_mini_batches.mistake
def first_batch_skipped(X, Y, mini_batch_size=64, seed=0):
    """The first batch is missing in your list. Which number does the loop over the batches begin with?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    return _cut(X, Y, _edges(m, mini_batch_size)[min(1, full) :])


@random_mini_batches.mistake
def one_column_short(X, Y, mini_batch_size=64, seed=0):
    """Every full batch is one example short. Does a slice include the number behind its colon?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    short = [(first, behind - 1) for first, behind in _edges(m, mini_batch_size)[:full]]
    return _cut(X, Y, short + _edges(m, mini_batch_size)[full:])


@random_mini_batches.mistake
def one_column_shared(X, Y, mini_batch_size=64, seed=0):
    """Every full batch holds one example too many, which the next batch holds as well. Does a slice include the
    number behind its colon?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    long = [(first, behind + 1) for first, behind in _edges(m, mini_batch_size)[:full]]
    return _cut(X, Y, long + _edges(m, mini_batch_size)[full:])


@random_mini_batches.mistake
def batches_grow(X, Y, mini_batch_size=64, seed=0):
    """Each of your batches begins at the first column and is longer than the one before. Which limit of the slice is
    still missing?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    return _cut(X, Y, [(0, behind) for _, behind in _edges(m, mini_batch_size)])


@random_mini_batches.mistake
def windows_one_apart(X, Y, mini_batch_size=64, seed=0):
    """Each of your batches begins only one column behind the one before. How far apart do full batches begin?"""
    m, (X, Y) = X.shape[1], _shuffled(X, Y, seed)
    full = m // mini_batch_size
    return _cut(X, Y, [(k, k + mini_batch_size) for k in range(full)] + _edges(m, mini_batch_size)[full:])


@random_mini_batches.mistake
def size_always_64(X, Y, mini_batch_size=64, seed=0):
    """Your batches hold up to 64 examples whatever mini_batch_size says. Where is the argument used?"""
    return _cut(*_shuffled(X, Y, seed), _edges(X.shape[1], 64))


@random_mini_batches.mistake
def rows_counted(X, Y, mini_batch_size=64, seed=0):
    """Your list holds no more examples than X has rows. Which entry of X.shape counts the examples?"""
    m = X.shape[0]
    np.random.seed(seed)
    permutation = list(np.random.permutation(m))
    return _cut(X[:, permutation], Y[:, permutation], _edges(m, mini_batch_size))


@random_mini_batches.mistake
def labels_in_front(X, Y, mini_batch_size=64, seed=0):
    """Each of your pairs begins with the labels. In which order does the text name the two?"""
    return [(labels, examples) for examples, labels in random_mini_batches(X, Y, mini_batch_size, seed)]


@random_mini_batches.mistake
def two_lists(X, Y, mini_batch_size=64, seed=0):
    """Two lists came back, one of X and one of Y. Expected is one list; what does each of its items hold?"""
    batches = random_mini_batches(X, Y, mini_batch_size, seed)
    return [examples for examples, _ in batches], [labels for _, labels in batches]


@random_mini_batches.mistake
def labels_lose_an_axis(X, Y, mini_batch_size=64, seed=0):
    """The labels in your batches have the shape (size,). Y itself has two axes: how is its row kept in a slice?"""
    return [(examples, labels[0]) for examples, labels in random_mini_batches(X, Y, mini_batch_size, seed)]


@random_mini_batches.mistake
def drawn_again_and_again(X, Y, mini_batch_size=64, seed=0):
    """Some examples are in your batches twice and others never. Does a permutation leave any number out?"""
    np.random.seed(seed)
    m = X.shape[1]
    chosen = np.random.randint(0, m, m)
    return _cut(X[:, chosen], Y[:, chosen], _edges(m, mini_batch_size))


# --- exponentially_weighted_average -------------------------------------------------------------------------


@exercise(
    parts={"average": 1, "bias correction": 2},
    returns=close("average"),
    hints=(
        "With beta 0.9, ten numbers matter roughly. What does each new average keep of the old one, and what does it "
        "take from the new value?",
        "Write the first three averages by hand for values 10, 20, 30 and beta 0.5, once for each of the two forms.",
        "The corrected form keeps an uncorrected average that begins at 0; only what is stored in the result is "
        "divided by 1 minus the power of beta.",
    ),
)
def exponentially_weighted_average(values, beta, bias_correction=False):
    """Running average of ``values (m,)``, an array ``(m,)``.

    Formula: S_t = beta S_{t-1} + (1 - beta) Y_t, from S_1 = Y_1; with bias correction from V_0 = 0, and V_t is
    divided by 1 - beta^t (Kingma and Ba 2015, section 3).
    """
    averages = []
    average = 0 if bias_correction else values[0]
    for t, value in enumerate(values, 1):
        average = beta * average + (1 - beta) * value
        averages.append(average / (1 - beta**t) if bias_correction else average)
    return np.array(averages)


@exponentially_weighted_average.inputs
def exponentially_weighted_average_inputs(rng):
    """Temperatures; the largest beta is 0.98, so that the start matters to the end."""
    for m, beta, corrected in [(3, 0.5, False), (6, 0.9, False), (11, 0.75, False)]:
        yield case(signed(rng, 2, 30, m, places=1), beta, corrected)
    for m, beta in [(3, 0.5), (7, 0.9), (10, 0.98), (13, 0.7)]:
        yield case(signed(rng, 2, 30, m, places=1), beta, True, part="bias correction")


@exponentially_weighted_average.also_correct
def average_as_list(values, beta, bias_correction=False):
    if bias_correction:
        v, result = 0.0, []
        for i in range(len(values)):
            v = v * beta + values[i] * (1 - beta)
            result.append(v / (1 - math.pow(beta, i + 1)))
        return result
    result = [values[0]]
    for value in values[1:]:
        result.append(beta * result[-1] + (1 - beta) * value)
    return result


@exponentially_weighted_average.also_correct
def average_with_weights(values, beta, bias_correction=False):
    m = len(values)
    t, k = np.arange(m)[:, None], np.arange(m)[None, :]
    weights = np.where(k <= t, (1 - beta) * beta ** np.maximum(t - k, 0.0), 0.0)
    if bias_correction:
        return (weights / weights.sum(axis=1, keepdims=True)) @ values
    weights[:, 0] = beta ** np.arange(m)
    return weights @ values


@exponentially_weighted_average.also_correct
def average_in_place(values, beta, bias_correction=False, verbose=False):
    if verbose:
        print("averages about", 1 / (1 - beta), "values")
    if bias_correction:
        values[0] *= 1 - beta
    for t in range(1, len(values)):
        values[t] = values[t - 1] + (1 - beta) * (values[t] - values[t - 1])
    if bias_correction:
        values /= 1 - beta ** np.arange(1, len(values) + 1)
    return values


def _average(values, beta, start, corrected=lambda average, t: average):
    """The plain recursion from ``start``, each entry put through ``corrected(average, t)``."""
    averages, average = [], start
    for t, value in enumerate(values, 1):
        average = beta * average + (1 - beta) * value
        averages.append(corrected(average, t))
    return np.array(averages)


@exponentially_weighted_average.mistake
def average_from_zero(values, beta, bias_correction=False):
    """Without correction your averages start from 0 and are too small at first. What is S_1 in the text?"""
    if bias_correction:
        return exponentially_weighted_average(values, beta, True)
    return _average(values, beta, 0)


@exponentially_weighted_average.mistake
def average_never_corrected(values, beta, bias_correction=False):
    """bias_correction changes nothing: your averages always start from the first value. What does True ask for?"""
    return exponentially_weighted_average(values, beta, False)


@exponentially_weighted_average.mistake
def average_always_corrected(values, beta, bias_correction=False):
    """bias_correction changes nothing: your averages are always the corrected ones. What does False ask for?"""
    return exponentially_weighted_average(values, beta, True)


@exponentially_weighted_average.mistake
def average_from_zero_never_corrected(values, beta, bias_correction=False):
    """Your averages start from 0 and are too small at first, corrected or not. What is S_1, and what is divided by
    what?"""
    return _average(values, beta, 0)


@exponentially_weighted_average.mistake
def average_corrected_and_from_the_first_value(values, beta, bias_correction=False):
    """With correction your averages start from the first value and are divided all the same, so they are too large.
    What is V_0?"""
    if not bias_correction:
        return exponentially_weighted_average(values, beta)
    return _average(values, beta, values[0], lambda average, t: average / (1 - beta**t))


@exponentially_weighted_average.mistake
def average_corrected_without_power(values, beta, bias_correction=False):
    """Your correction divides by 1 - beta every time. It should matter at first and fade: what does t do in it?"""
    if not bias_correction:
        return exponentially_weighted_average(values, beta)
    return _average(values, beta, 0, lambda average, t: average / (1 - beta))


@exponentially_weighted_average.mistake
def average_power_one_too_high(values, beta, bias_correction=False):
    """Your correction is one step ahead: the first value is divided by 1 - beta². Which t belongs to the first
    value?"""
    if not bias_correction:
        return exponentially_weighted_average(values, beta)
    return _average(values, beta, 0, lambda average, t: average / (1 - beta ** (t + 1)))


@exponentially_weighted_average.mistake
def average_power_one_too_low(values, beta, bias_correction=False):
    """Your first corrected value is inf: it was divided by 1 - beta⁰, which is 0. Which t belongs to the first
    value?"""
    if not bias_correction:
        return exponentially_weighted_average(values, beta)
    return _average(values, beta, 0, lambda average, t: np.float64(average) / np.float64(1 - beta ** (t - 1)))


@exponentially_weighted_average.mistake(raises=ZeroDivisionError, mentions="division by zero")
def average_divided_by_zero(values, beta, bias_correction=False):
    """The first division was by 1 - beta⁰, which is 0. Python counts from 0: which t belongs to the first value?"""
    if not bias_correction:
        return exponentially_weighted_average(values, beta)
    return _average(values, beta, 0, lambda average, t: float(average) / (1 - beta ** (t - 1)))


@exponentially_weighted_average.mistake
def average_correction_multiplied(values, beta, bias_correction=False):
    """Your correction makes the early averages smaller still. They are too small already: multiply or divide?"""
    if not bias_correction:
        return exponentially_weighted_average(values, beta)
    return _average(values, beta, 0, lambda average, t: average * (1 - beta**t))


@exponentially_weighted_average.mistake
def average_correction_fed_back(values, beta, bias_correction=False):
    """Your corrected values enter the next average, so each is corrected again and again. Which of the two goes into
    the next step?"""
    if not bias_correction:
        return exponentially_weighted_average(values, beta)
    averages, average = [], 0
    for t, value in enumerate(values, 1):
        average = (beta * average + (1 - beta) * value) / (1 - beta**t)
        averages.append(average)
    return np.array(averages)


@exponentially_weighted_average.mistake
def average_power_as_product(values, beta, bias_correction=False):
    """Your correction divides by 1 minus beta times t. What does the small t above the beta mean?"""
    if not bias_correction:
        return exponentially_weighted_average(values, beta)
    return _average(values, beta, 0, lambda average, t: average / (1 - beta * t))


@exponentially_weighted_average.mistake
def average_weights_exchanged(values, beta, bias_correction=False):
    """Your averages with beta = 0.9 follow every new value closely. Which of beta and 1 - beta goes with the old
    average?"""
    if bias_correction:
        return _average(values, 1 - beta, 0, lambda average, t: average / (1 - beta**t))
    return _average(values, 1 - beta, values[0])


@exponentially_weighted_average.mistake
def average_of_neighbours(values, beta, bias_correction=False):
    """Each of your averages mixes only a value and the one before it. Should S or Y of the day before stand there?"""
    before = np.concatenate([[0.0 if bias_correction else values[0]], values[:-1]])
    mixed = beta * before + (1 - beta) * values
    return mixed / (1 - beta ** np.arange(1, len(values) + 1)) if bias_correction else mixed


@exponentially_weighted_average.mistake
def average_without_one_minus_beta(values, beta, bias_correction=False):
    """Your averages grow far beyond the values: each new value is added whole. With which weight does it enter?"""
    averages, average = [], 0 if bias_correction else values[0] * 1.0
    for t, value in enumerate(values, 1):
        average = beta * average + value if t > 1 or bias_correction else average
        averages.append(average / (1 - beta**t) if bias_correction else average)
    return np.array(averages)


@exponentially_weighted_average.mistake
def average_keeps_the_old_whole(values, beta, bias_correction=False):
    """Your averages add up: the old one is kept whole and never fades. By what is it multiplied?"""
    averages, average = [], 0 if bias_correction else values[0] * beta
    for t, value in enumerate(values, 1):
        average = average + (1 - beta) * value
        averages.append(average / (1 - beta**t) if bias_correction else average)
    return np.array(averages)


@exponentially_weighted_average.mistake
def average_only_the_last(values, beta, bias_correction=False):
    """One number came back, the last average. How many averages do m values have?"""
    return exponentially_weighted_average(values, beta, bias_correction)[-1]


@exponentially_weighted_average.mistake
def average_with_its_start(values, beta, bias_correction=False):
    """Your array is one entry longer than values: the start is in it, too. Which average belongs to the first
    value?"""
    start = 0 if bias_correction else values[0]
    return np.array([start, *exponentially_weighted_average(values, beta, bias_correction)])


@exponentially_weighted_average.mistake
def average_beta_fixed(values, beta, bias_correction=False):
    """Your averages use 0.9 whatever beta says. Where does the argument come in?"""
    return exponentially_weighted_average(values, 0.9, bias_correction)


@exponentially_weighted_average.mistake
def average_plain_mean(values, beta, bias_correction=False):
    """Each of your entries is the plain mean of all values so far. In an exponentially weighted one, which values
    count most?"""
    return np.cumsum(values) / np.arange(1, len(values) + 1)


# --- update_parameters_with_gd ------------------------------------------------------------------------------


@exercise(
    parts={"parameters": 2},
    returns=layers({"W": close("parameters"), "b": close("parameters")}),
    hints=(
        "The gradient points uphill. Which way does a step of descent go, and what decides how long it is?",
        "A dictionary with W1, b1, W2, b2 describes how many layers? Take the layers one after the other, from 1 on.",
        "For every layer: take the learning rate times dW away from W, and the learning rate times db away from b.",
    ),
)
def update_parameters_with_gd(parameters, gradients, learning_rate):
    """One step of gradient descent: the new parameters, a dictionary of the same keys and shapes.

    ``parameters`` W1, b1, ... and ``gradients`` dW1, db1, ... of any number of layers. Formula: each parameter
    minus learning_rate times its gradient.
    """
    return {key: value - learning_rate * gradients["d" + key] for key, value in parameters.items()}


@update_parameters_with_gd.inputs
def update_parameters_with_gd_inputs(rng):
    for parameters, gradients in _networks(rng):
        yield case(parameters, gradients, float(_sizes(rng, 0.05, 0.6, ())))


@update_parameters_with_gd.also_correct
def gd_in_place(parameters, gradients, learning_rate):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        parameters["W" + str(l)] -= learning_rate * gradients["dW" + str(l)]
        parameters["b" + str(l)] -= learning_rate * gradients["db" + str(l)]
    return parameters


@update_parameters_with_gd.also_correct
def gd_rebinding_the_entries(parameters, gradients, learning_rate=0.01, verbose=True):
    for l in range(len(parameters) // 2):
        for letter in "Wb":
            key = letter + str(l + 1)
            parameters[key] = parameters[key] + np.multiply(-learning_rate, gradients["d" + key])
            if verbose:
                print(key, parameters[key].shape)
    return parameters


@update_parameters_with_gd.also_correct
def gd_number_by_number(parameters, gradients, learning_rate):
    moved = {}
    for key in sorted(parameters):
        new = np.zeros(parameters[key].shape)
        for index in np.ndindex(new.shape):
            new[index] = parameters[key][index] - learning_rate * gradients[f"d{key}"][index]
        moved[key] = new.tolist()
    return moved


def _left_out(update, args, left_out):
    """What ``update`` returns, but for the keys for which ``left_out(key, last layer)`` is true all stays as it was."""
    result = update(*args)
    last = len(args[0]) // 2
    new, old = (result, args[2:4]) if isinstance(result, tuple) else ((result,), ())
    kept = tuple(
        {key: before[key] if left_out(key.removeprefix("d"), last) else value for key, value in after.items()}
        for after, before in zip(new, (args[0], *old), strict=False)
    )
    return kept if isinstance(result, tuple) else kept[0]


@update_parameters_with_gd.mistake
def gd_uphill(parameters, gradients, learning_rate):
    """Every parameter moved along its gradient, so the cost climbs. Which way is down?"""
    return update_parameters_with_gd(parameters, gradients, -learning_rate)


@update_parameters_with_gd.mistake
def gd_without_rate(parameters, gradients, learning_rate):
    """Every parameter moved by the whole gradient, whatever learning_rate says. What makes the step shorter?"""
    return update_parameters_with_gd(parameters, gradients, 1)


@update_parameters_with_gd.mistake
def gd_rate_fixed(parameters, gradients, learning_rate):
    """Your steps are those of the learning rate 0.01, whatever the argument says. Where is learning_rate used?"""
    return update_parameters_with_gd(parameters, gradients, 0.01)


@update_parameters_with_gd.mistake
def gd_divided_by_the_rate(parameters, gradients, learning_rate):
    """Your steps become longer as learning_rate becomes smaller. Is the gradient multiplied by it, or divided?"""
    return update_parameters_with_gd(parameters, gradients, 1 / learning_rate)


@update_parameters_with_gd.mistake
def gd_biases_stay(parameters, gradients, learning_rate):
    """Your weights are right, but the biases have not moved. Which second line belongs to every layer?"""
    return _left_out(update_parameters_with_gd, (parameters, gradients, learning_rate), lambda key, L: key[0] == "b")


@update_parameters_with_gd.mistake
def gd_weights_stay(parameters, gradients, learning_rate):
    """Your biases are right, but the weights have not moved. Which second line belongs to every layer?"""
    return _left_out(update_parameters_with_gd, (parameters, gradients, learning_rate), lambda key, L: key[0] == "W")


@update_parameters_with_gd.mistake
def gd_last_layer_stays(parameters, gradients, learning_rate):
    """All layers have moved but the last. Which is the last number that range gives to your loop?"""
    return _left_out(
        update_parameters_with_gd, (parameters, gradients, learning_rate), lambda key, L: key[1:] == str(L)
    )


@update_parameters_with_gd.mistake
def gd_first_layer_only(parameters, gradients, learning_rate):
    """Only the first layer has moved. Does a return stand inside the loop, or a 1 in the place of the layer?"""
    return _left_out(update_parameters_with_gd, (parameters, gradients, learning_rate), lambda key, L: key[1:] != "1")


@update_parameters_with_gd.mistake
def gd_first_layer_stays(parameters, gradients, learning_rate):
    """All layers have moved but the first. Which number does your loop over the layers begin with?"""
    return _left_out(update_parameters_with_gd, (parameters, gradients, learning_rate), lambda key, L: key[1:] == "1")


@update_parameters_with_gd.mistake
def gd_step_alone(parameters, gradients, learning_rate):
    """Your parameters are the step itself, learning rate times gradient. From where is the step taken?"""
    return {key: learning_rate * gradients["d" + key] for key in parameters}


@update_parameters_with_gd.mistake
def gd_step_alone_downhill(parameters, gradients, learning_rate):
    """Your parameters are minus the learning rate times the gradient: the step alone. From where is it taken?"""
    return {key: -learning_rate * gradients["d" + key] for key in parameters}


@update_parameters_with_gd.mistake
def gd_gradient_times_parameter(parameters, gradients, learning_rate):
    """Your step was multiplied by the parameter itself. Which two factors does a step have?"""
    return {key: value - learning_rate * gradients["d" + key] * value for key, value in parameters.items()}


@update_parameters_with_gd.mistake
def gd_weights_by_db(parameters, gradients, learning_rate):
    """Each row of your W moved by one and the same number, that of db. Which gradient has the shape of W?"""
    moved = update_parameters_with_gd(parameters, gradients, learning_rate)
    return moved | {
        key: moved[key] - learning_rate * (gradients["db" + key[1:]] - gradients["d" + key])
        for key in parameters
        if key[0] == "W"
    }


@update_parameters_with_gd.mistake
def gd_biases_by_dw(parameters, gradients, learning_rate):
    """Each of your b became a matrix: dW was taken away from it. Which gradient has the shape of b?"""
    moved = update_parameters_with_gd(parameters, gradients, learning_rate)
    return moved | {
        key: parameters[key] - learning_rate * gradients["dW" + key[1:]] for key in parameters if key[0] == "b"
    }


@update_parameters_with_gd.mistake
def gd_parameters_unchanged(parameters, gradients, learning_rate):
    """The parameters came back as they were. Where is the result of each step stored?"""
    return parameters


@update_parameters_with_gd.mistake
def gd_gradients_returned(parameters, gradients, learning_rate):
    """The gradients came back, with keys like dW1. Which of the two dictionaries was to be moved?"""
    return gradients


# --- initialize_momentum ------------------------------------------------------------------------------------


def _zero_inputs(rng):
    """Parameters of networks of one, two and three layers."""
    for layer_dims in [(3, 2), (4, 2, 3), (5, 3, 4, 2)]:
        yield case(_network(rng, *layer_dims))


ZEROS_ARE_ASKED_FOR = {"trivial": "zeros v, zeros s: zeros of the right shape are the very answer that is asked for."}


@exercise(
    parts={"v": 1},
    returns=layers({"dW": close("v"), "db": close("v")}),
    hints=(
        "v averages the gradients. Which shapes do the gradients of W1 and b1 have, and under which keys do they come?",
        "Before the first step nothing has been averaged, so every entry of v holds zeros.",
        "For each layer two arrays of zeros, one in the shape of W and one in the shape of b; their keys begin with d.",
    ),
    aliases=("initialize_velocity",),
    reasons=ZEROS_ARE_ASKED_FOR,
)
def initialize_momentum(parameters):
    """The averages before the first step, ``{"dW1": zeros like W1, "db1": zeros like b1, ...}``. Formula: none."""
    return {"d" + key: np.zeros(value.shape) for key, value in parameters.items()}


initialize_momentum.inputs(_zero_inputs)


# --- update_parameters_with_momentum ------------------------------------------------------------------------


@exercise(
    parts={"v": 1, "parameters": 2},
    returns=(
        layers({"W": close("parameters"), "b": close("parameters")}),
        layers({"dW": close("v"), "db": close("v")}),
    ),
    hints=(
        "Which share of the old average stays, and which share comes from the new gradient? They add up to 1.",
        "Two lines for each array: first the average moves towards the gradient, then the parameter moves.",
        "New v: beta of the old v and 1 - beta of the gradient. The step is the learning rate times this new v.",
    ),
)
def update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate):
    """One step with momentum: ``(parameters, v)``, dictionaries of the same keys and shapes as those given.

    Formula: v = beta v + (1 - beta) gradient; each parameter minus learning_rate times v (Polyak 1964, as an
    average).
    """
    new_parameters, new_v = {}, {}
    for key, value in parameters.items():
        new_v["d" + key] = beta * v["d" + key] + (1 - beta) * gradients["d" + key]
        new_parameters[key] = value - learning_rate * new_v["d" + key]
    return new_parameters, new_v


@update_parameters_with_momentum.inputs
def update_parameters_with_momentum_inputs(rng):
    """v is not 0, beta and learning rate are nobody's defaults."""
    for (parameters, gradients), beta in zip(_networks(rng), rng.permutation([0.6, 0.7, 0.85]), strict=True):
        v = _for_each(parameters, lambda shape: signed(rng, 0.2, 1.2, shape, places=2))
        yield case(parameters, gradients, v, float(beta), float(_sizes(rng, 0.05, 0.6, ())))


@update_parameters_with_momentum.also_correct
def momentum_in_place(parameters, gradients, v, beta, learning_rate):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        v["dW" + str(l)] = beta * v["dW" + str(l)] + (1 - beta) * gradients["dW" + str(l)]
        v["db" + str(l)] = beta * v["db" + str(l)] + (1 - beta) * gradients["db" + str(l)]
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate * v["dW" + str(l)]
        parameters["b" + str(l)] -= learning_rate * v["db" + str(l)]
    return parameters, v


@update_parameters_with_momentum.also_correct
def momentum_by_differences(parameters, gradients, v, beta, learning_rate):
    for key in v:
        v[key] += (1 - beta) * (gradients[key] - v[key])
    moved = {key[1:]: np.subtract(parameters[key[1:]], learning_rate * average) for key, average in v.items()}
    return [moved, v]


@update_parameters_with_momentum.also_correct
def momentum_number_by_number(parameters, gradients, v, beta, learning_rate, verbose=True):
    for key, value in parameters.items():
        for index in np.ndindex(value.shape):
            v["d" + key][index] = beta * v["d" + key][index] + gradients["d" + key][index] * (1 - beta)
            value[index] = value[index] - v["d" + key][index] * learning_rate
        if verbose:
            print(key, value)
    return parameters, v


def _momentum(parameters, gradients, v, beta, learning_rate, average=None, step=None):
    """Momentum with another average or another step, each a function of ``o``, the numbers of one array."""
    moved, averages = {}, {}
    for key, value in parameters.items():
        o = SimpleNamespace(key=key, p=value, g=gradients["d" + key], v=v["d" + key], beta=beta, rate=learning_rate)
        o.new = beta * o.v + (1 - beta) * o.g
        o.new = average(o) if average else o.new
        moved[key] = value - (step(o) if step else learning_rate * o.new)
        averages["d" + key] = o.new
    return moved, averages


# update_parameters_with_momentum: the step


@update_parameters_with_momentum.mistake
def momentum_step_with_gradients(*args):
    """Your parameters moved by the plain gradient. What was v computed for?"""
    return _momentum(*args, step=lambda o: o.rate * o.g)


@update_parameters_with_momentum.mistake
def momentum_step_with_old_v(*args):
    """Your parameters moved by the v from before. Which of the two lines comes first?"""
    return _momentum(*args, step=lambda o: o.rate * o.v)


@update_parameters_with_momentum.mistake
def momentum_step_uphill(*args):
    """Your parameters moved along v, so the cost climbs. Which way is down?"""
    return _momentum(*args, step=lambda o: -o.rate * o.new)


@update_parameters_with_momentum.mistake
def momentum_step_without_rate(*args):
    """Your parameters moved by the whole of v. What makes the step shorter?"""
    return _momentum(*args, step=lambda o: o.new)


@update_parameters_with_momentum.mistake
def momentum_step_times_gradient(*args):
    """Your step was multiplied by the gradient as well. The gradient is in v already."""
    return _momentum(*args, step=lambda o: o.rate * o.new * o.g)


@update_parameters_with_momentum.mistake
def momentum_step_looks_ahead(*args):
    """Your step mixes the new v with the gradient once more, as Nesterov's does. What is the plain
    step?"""
    return _momentum(*args, step=lambda o: o.rate * (o.beta * o.new + (1 - o.beta) * o.g))


@update_parameters_with_momentum.mistake
def momentum_parameters_stay(*args):
    """The parameters have not moved at all. Where is the result of the step stored?"""
    return _momentum(*args, step=lambda o: 0)


@update_parameters_with_momentum.mistake
def momentum_step_alone(*args):
    """Your parameters are the step itself. From where is the step taken?"""
    return _momentum(*args, step=lambda o: o.p - o.rate * o.new)


# update_parameters_with_momentum: the average


@update_parameters_with_momentum.mistake
def momentum_gradient_added_whole(*args):
    """Your v takes the whole gradient: beta v + gradient, the convention of PyTorch. Here v is an average: which
    weight has the gradient?"""
    return _momentum(*args, average=lambda o: o.beta * o.v + o.g)


@update_parameters_with_momentum.mistake
def momentum_weights_exchanged(*args):
    """beta and 1 - beta have changed places in your v. With beta = 0.9, which of the two is to weigh more, past or
    present?"""
    return _momentum(*args, average=lambda o: (1 - o.beta) * o.v + o.beta * o.g)


@update_parameters_with_momentum.mistake
def momentum_past_forgotten(*args):
    """Your v holds nothing of the old v. What does beta multiply?"""
    return _momentum(*args, average=lambda o: (1 - o.beta) * o.g)


@update_parameters_with_momentum.mistake
def momentum_past_kept_whole(*args):
    """Your v keeps the whole old v, so it only ever adds up. By what does the past fade?"""
    return _momentum(*args, average=lambda o: o.v + (1 - o.beta) * o.g)


@update_parameters_with_momentum.mistake
def momentum_v_is_the_gradient(*args):
    """Your v is the gradient itself, so this is plain gradient descent. What does beta do in the formula?"""
    return _momentum(*args, average=lambda o: o.g)


@update_parameters_with_momentum.mistake
def momentum_rate_inside(*args):
    """Your v holds the learning rate, as in the form that accumulates steps. Here v averages gradients only: where
    does the rate go?"""
    return _momentum(*args, average=lambda o: o.beta * o.v + o.rate * o.g, step=lambda o: o.new)


@update_parameters_with_momentum.mistake
def momentum_rate_inside_downhill(*args):
    """Your v holds minus the learning rate, as in the form that accumulates steps. Here v averages gradients only:
    where does the rate go?"""
    return _momentum(*args, average=lambda o: o.beta * o.v - o.rate * o.g, step=lambda o: -o.new)


@update_parameters_with_momentum.mistake
def momentum_minus_between(*args):
    """In your v the gradient is taken away from the old average. With which sign do the two shares join?"""
    return _momentum(*args, average=lambda o: o.beta * o.v - (1 - o.beta) * o.g)


@update_parameters_with_momentum.mistake
def momentum_gradient_squared(*args):
    """Your v averages the squares of the gradients, which is what RMSProp keeps. What does momentum average?"""
    return _momentum(*args, average=lambda o: o.beta * o.v + (1 - o.beta) * o.g**2)


@update_parameters_with_momentum.mistake
def momentum_parameters_averaged(*args):
    """Your v averages the parameters, not their gradients. What stands beside 1 - beta in the formula?"""
    return _momentum(*args, average=lambda o: o.beta * o.v + (1 - o.beta) * o.p)


@update_parameters_with_momentum.mistake
def momentum_beta_fixed(parameters, gradients, v, beta, learning_rate):
    """Your v uses 0.9 whatever beta says. Where is the argument used?"""
    return _momentum(parameters, gradients, v, 0.9, learning_rate)


@update_parameters_with_momentum.mistake
def momentum_rate_and_beta_exchanged(parameters, gradients, v, beta, learning_rate):
    """beta and learning_rate have changed places in all of it. Which of them weighs, and which scales the step?"""
    return _momentum(parameters, gradients, v, learning_rate, beta)


@update_parameters_with_momentum.mistake
def momentum_v_not_stored(parameters, gradients, v, beta, learning_rate):
    """Your v came back as it was, so the next step has forgotten this one. Where is the new v kept?"""
    return _momentum(parameters, gradients, v, beta, learning_rate)[0], v


# update_parameters_with_momentum: layers, keys, what is returned


@update_parameters_with_momentum.mistake
def momentum_biases_stay(*args):
    """Your weights are right, but b and db are as they were. Which lines belong to every layer as well?"""
    return _left_out(update_parameters_with_momentum, args, lambda key, L: key[0] == "b")


@update_parameters_with_momentum.mistake
def momentum_last_layer_stays(*args):
    """All layers have moved but the last. Which is the last number that range gives to your loop?"""
    return _left_out(update_parameters_with_momentum, args, lambda key, L: key[1:] == str(L))


@update_parameters_with_momentum.mistake
def momentum_first_layer_only(*args):
    """Only the first layer has moved. Does a return stand inside the loop, or a 1 in the place of the layer?"""
    return _left_out(update_parameters_with_momentum, args, lambda key, L: key[1:] != "1")


@update_parameters_with_momentum.mistake
def momentum_db_averages_dw(parameters, gradients, v, beta, learning_rate):
    """Your db and b became matrices: the gradient of W went into the average of b. Which gradient has the shape of
    b?"""
    return _momentum(
        parameters,
        {key: gradients["dW" + key[2:]] if key[1] == "b" else value for key, value in gradients.items()},
        v,
        beta,
        learning_rate,
    )


@update_parameters_with_momentum.mistake
def momentum_dw_averages_db(parameters, gradients, v, beta, learning_rate):
    """In each row of your dW the gradient is one and the same number, that of db. Which gradient has the shape of W?"""
    return _momentum(
        parameters,
        {key: gradients["db" + key[2:]] if key[1] == "W" else value for key, value in gradients.items()},
        v,
        beta,
        learning_rate,
    )


@update_parameters_with_momentum.mistake
def momentum_only_parameters(*args):
    """The right parameters came back alone. The next step needs v as well: how are both returned?"""
    return update_parameters_with_momentum(*args)[0]


@update_parameters_with_momentum.mistake
def momentum_v_first(*args):
    """v came back first and the parameters second. In which order does the text name them?"""
    return update_parameters_with_momentum(*args)[::-1]


# --- initialize_rmsprop -------------------------------------------------------------------------------------


@exercise(
    parts={"s": 1},
    returns=layers({"dW": close("s"), "db": close("s")}),
    hints=(
        "s averages the squares of the gradients, number by number. Which shape does an array have once it is squared?",
        "Before the first step there is nothing in the average yet: the same zeros as for momentum.",
        "For each layer two arrays of zeros, one in the shape of W and one in the shape of b; their keys begin with d.",
    ),
    reasons=ZEROS_ARE_ASKED_FOR,
)
def initialize_rmsprop(parameters):
    """The averages before the first step, ``{"dW1": zeros like W1, "db1": zeros like b1, ...}``. Formula: none."""
    return {"d" + key: np.zeros(value.shape) for key, value in parameters.items()}


initialize_rmsprop.inputs(_zero_inputs)


# Both dictionaries of zeros: other right versions, known mistakes


@initialize_momentum.also_correct
@initialize_rmsprop.also_correct
def zeros_in_a_loop(parameters):
    L = len(parameters) // 2
    zeros = {}
    for l in range(L):
        zeros["dW" + str(l + 1)] = np.zeros_like(parameters["W" + str(l + 1)])
        zeros["db" + str(l + 1)] = np.zeros_like(parameters["b" + str(l + 1)], dtype=int)
    return zeros


@initialize_momentum.also_correct
@initialize_rmsprop.also_correct
def zeros_from_the_shape(parameters, start=0.0):
    zeros = {}
    for l in range(1, len(parameters) // 2 + 1):
        rows, columns = parameters[f"W{l}"].shape
        zeros[f"dW{l}"] = np.full((rows, columns), start)
        zeros[f"db{l}"] = np.full((rows, 1), start)
    print(zeros)
    return zeros


@initialize_momentum.also_correct
@initialize_rmsprop.also_correct
def zeros_by_multiplication(parameters):
    for key in list(parameters):
        parameters["d" + key] = parameters.pop(key) * 0
    return parameters


def _zeros(parameters):
    return {"d" + key: np.zeros(value.shape) for key, value in parameters.items()}


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def keys_without_d(parameters):
    """Your keys are those of the parameters, W1, b1 and so on. Which letter stands before the name of a gradient?"""
    return {key: np.zeros(value.shape) for key, value in parameters.items()}


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def parameters_copied(parameters):
    """Your arrays hold the parameters themselves. What has been averaged before the first step?"""
    return {"d" + key: value for key, value in parameters.items()}


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def ones_for_zeros(parameters):
    """Your arrays hold ones, as if there had been gradients before. What has been averaged before the first step?"""
    return {"d" + key: np.ones(value.shape) for key, value in parameters.items()}


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def db_as_wide_as_w(parameters):
    """Your db has the shape of W. Which array has the shape that the gradient of b has?"""
    return {"d" + key: np.zeros(parameters["W" + key[1:]].shape) for key in parameters}


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def db_from_the_columns_of_w(parameters):
    """Your db has as many rows as W has columns. Which axis of W counts the neurons of the layer?"""
    return _zeros(parameters) | {
        "d" + key: np.zeros((parameters["W" + key[1:]].shape[1], 1)) for key in parameters if key[0] == "b"
    }


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def db_rank_one(parameters):
    """Your db has the shape (n,), without a second axis; b itself has two. How is a column of n rows shaped?"""
    return _zeros(parameters) | {"d" + key: np.zeros(len(value)) for key, value in parameters.items() if key[0] == "b"}


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def db_is_a_number(parameters):
    """Your db is the single number 0. b has one number for each neuron: how many has its gradient?"""
    return _zeros(parameters) | {"d" + key: 0.0 for key in parameters if key[0] == "b"}


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def db_as_a_row(parameters):
    """Your db is a row. b is a column: in which order do the two sizes of a shape come?"""
    return _zeros(parameters) | {
        "d" + key: np.zeros(value.T.shape) for key, value in parameters.items() if key[0] == "b"
    }


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def dw_transposed(parameters):
    """Your dW has the rows and columns of W exchanged. Which shape does a gradient always have?"""
    return {"d" + key: np.zeros(value.T.shape if key[0] == "W" else value.shape) for key, value in parameters.items()}


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def biases_without_entry(parameters):
    """Your dictionary has dW for every layer and no db. What else does each layer learn?"""
    return {key: value for key, value in _zeros(parameters).items() if key[1] == "W"}


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def last_layer_without_entry(parameters):
    """The last layer has no entries in your dictionary. Which is the last number that range gives to your loop?"""
    last = str(len(parameters) // 2)
    return {key: value for key, value in _zeros(parameters).items() if key[2:] != last}


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def counted_from_zero(parameters):
    """Your keys are dW0, db0 and so on. The first layer is number 1: where is the 1 added?"""
    return {f"{key[:2]}{int(key[2:]) - 1}": value for key, value in _zeros(parameters).items()}


@initialize_momentum.mistake
@initialize_rmsprop.mistake
def random_for_zeros(parameters):
    """Your arrays hold random numbers. What has been averaged before the first step?"""
    return {"d" + key: np.random.randn(*value.shape) for key, value in parameters.items()}


# --- update_parameters_with_rmsprop -------------------------------------------------------------------------


@exercise(
    parts={"s": 1, "parameters": 2},
    returns=(
        layers({"W": close("parameters"), "b": close("parameters")}),
        layers({"dW": close("s"), "db": close("s")}),
    ),
    hints=(
        "A direction that shakes has large gradients of both signs. What becomes of the signs when they are squared?",
        "s averages the squares. The step still follows the gradient; only its length depends on s. How is a square "
        "undone?",
        "Divide the gradient, number by number, by the root of the new s plus epsilon; scale with the learning rate.",
    ),
)
def update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    """One step of RMSProp: ``(parameters, s)``, dictionaries of the same keys and shapes as those given.

    Formula: s = beta s + (1 - beta) gradient², number by number; each parameter minus learning_rate times
    gradient / (sqrt(s) + epsilon) (Tieleman and Hinton 2012).
    """
    new_parameters, new_s = {}, {}
    for key, value in parameters.items():
        gradient = gradients["d" + key]
        new_s["d" + key] = beta * s["d" + key] + (1 - beta) * gradient**2
        new_parameters[key] = value - learning_rate * gradient / (np.sqrt(new_s["d" + key]) + epsilon)
    return new_parameters, new_s


@update_parameters_with_rmsprop.inputs
def update_parameters_with_rmsprop_inputs(rng):
    """s is not 0, epsilon is large enough to be seen."""
    for (parameters, gradients), beta in zip(_networks(rng), rng.permutation([0.6, 0.7, 0.85]), strict=True):
        s = _for_each(parameters, lambda shape: _sizes(rng, 0.1, 2.5, shape))
        rate, epsilon = float(_sizes(rng, 0.05, 0.6, ())), float(_sizes(rng, 0.01, 0.03, (), places=3))
        yield case(parameters, gradients, s, float(beta), rate, epsilon)


@update_parameters_with_rmsprop.variant
def rmsprop_epsilon_inside(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    """Your epsilon stands inside the root; that is right, too."""
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for letter in "Wb":
            key, dkey = letter + str(l), "d" + letter + str(l)
            s[dkey] = beta * s[dkey] + (1 - beta) * np.square(gradients[dkey])
            parameters[key] = parameters[key] - learning_rate * gradients[dkey] / np.sqrt(s[dkey] + epsilon)
    return parameters, s


@update_parameters_with_rmsprop.also_correct
def rmsprop_in_place(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    for l in range(len(parameters) // 2):
        dW, db = "dW" + str(l + 1), "db" + str(l + 1)
        s[dW] = beta * s[dW] + (1 - beta) * np.power(gradients[dW], 2)
        s[db] = beta * s[db] + (1 - beta) * np.power(gradients[db], 2)
        parameters["W" + str(l + 1)] -= learning_rate * (gradients[dW] / (s[dW] ** 0.5 + epsilon))
        parameters["b" + str(l + 1)] -= learning_rate * (gradients[db] / (s[db] ** 0.5 + epsilon))
    return parameters, s


@update_parameters_with_rmsprop.also_correct
def rmsprop_by_differences(parameters, gradients, s, beta, learning_rate, epsilon=1e-8):
    s = {key: old + (1 - beta) * (gradients[key] * gradients[key] - old) for key, old in s.items()}
    rates = {key: learning_rate / np.add(epsilon, np.sqrt(average)) for key, average in s.items()}
    return [{key: value - rates["d" + key] * gradients["d" + key] for key, value in parameters.items()}, s]


@update_parameters_with_rmsprop.also_correct
def rmsprop_number_by_number(parameters, gradients, s, beta, learning_rate, epsilon=1e-8, verbose=True):
    for key, value in parameters.items():
        for index in np.ndindex(value.shape):
            g = float(gradients["d" + key][index])
            s["d" + key][index] = beta * s["d" + key][index] + (1 - beta) * g * g
            value[index] -= learning_rate * g / (math.sqrt(s["d" + key][index]) + epsilon)
        if verbose:
            print(key, value)
    return parameters, s


def _rmsprop(parameters, gradients, s, beta, learning_rate, epsilon, average=None, step=None):
    """RMSProp with another average or another step, each a function of ``o``, the numbers of one array."""
    moved, averages = {}, {}
    for key, value in parameters.items():
        o = SimpleNamespace(p=value, g=gradients["d" + key], s=s["d" + key], beta=beta, rate=learning_rate, eps=epsilon)
        o.new = beta * o.s + (1 - beta) * o.g**2
        o.new = average(o) if average else o.new
        moved[key] = value - (step(o) if step else learning_rate * o.g / (np.sqrt(o.new) + epsilon))
        averages["d" + key] = o.new
    return moved, averages


# update_parameters_with_rmsprop: the step


@update_parameters_with_rmsprop.mistake
def rmsprop_root_of_old_s(*args):
    """Your step divides by the root of the s from before. Which of the two lines comes first?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g / (np.sqrt(o.s) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_root_forgotten(*args):
    """Your step divides by s itself, which has squared units. What undoes a square?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g / (o.new + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_multiplied(*args):
    """Your step is multiplied by the root of s, so it is longest where the gradient shakes most.
    Multiply or divide?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g * (np.sqrt(o.new) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_step_with_s(*args):
    """Your s stands above the line, too, where it has no sign. Which way does the step go?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.new / (np.sqrt(o.new) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_step_with_squares(*args):
    """Your step holds the squared gradient, which is never negative. Which way does the step go?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g**2 / (np.sqrt(o.new) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_gradient_over_itself(*args):
    """Your step divides by the size of the gradient itself, so all steps are equally long. Whose
    root stands below the line?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g / (np.sqrt(o.g**2) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_plain_step(*args):
    """Your parameters moved by the plain gradient. What was s computed for?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g)


@update_parameters_with_rmsprop.mistake
def rmsprop_step_uphill(*args):
    """Your parameters moved along the gradient, so the cost climbs. Which way is down?"""
    return _rmsprop(*args, step=lambda o: -o.rate * o.g / (np.sqrt(o.new) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_step_without_rate(*args):
    """Your steps have the same length whatever learning_rate says. Where does it go?"""
    return _rmsprop(*args, step=lambda o: o.g / (np.sqrt(o.new) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_epsilon_ignored(*args):
    """Your step is what it would be with an epsilon of (nearly) 0, whatever the argument says. Where does it stand in
    the formula?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g / np.sqrt(o.new))


@update_parameters_with_rmsprop.mistake
def rmsprop_epsilon_behind_the_fraction(*args):
    """Your epsilon was added to the whole fraction. Python divides before it adds: where do brackets help?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g / np.sqrt(o.new) + o.eps)


@update_parameters_with_rmsprop.mistake
def rmsprop_epsilon_behind_the_fraction_then_scaled(*args):
    """Your epsilon was added to gradient / root. Python divides before it adds: where do brackets help?"""
    return _rmsprop(*args, step=lambda o: o.rate * (o.g / np.sqrt(o.new) + o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_epsilon_subtracted(*args):
    """Your epsilon makes the number below the line smaller, so it could become 0. Which sign keeps it off 0?"""
    return _rmsprop(*args, step=lambda o: o.rate * o.g / (np.sqrt(o.new) - o.eps))


@update_parameters_with_rmsprop.mistake
def rmsprop_parameters_stay(*args):
    """The parameters have not moved at all. Where is the result of the step stored?"""
    return _rmsprop(*args, step=lambda o: 0)


# update_parameters_with_rmsprop: the average


@update_parameters_with_rmsprop.mistake
def rmsprop_not_squared(*args):
    """Your s averages the gradients as they are. The S in RMS means square: which number is averaged?"""
    return _rmsprop(*args, average=lambda o: o.beta * o.s + (1 - o.beta) * o.g)


@update_parameters_with_rmsprop.mistake
def rmsprop_sizes_averaged(*args):
    """Your s averages the sizes |gradient|. The S in RMS means square: which number is averaged?"""
    return _rmsprop(*args, average=lambda o: o.beta * o.s + (1 - o.beta) * np.abs(o.g))


@update_parameters_with_rmsprop.mistake
def rmsprop_share_squared_as_well(*args):
    """In your s the factor 1 - beta was squared together with the gradient. How far does the small 2 reach?"""
    return _rmsprop(*args, average=lambda o: o.beta * o.s + ((1 - o.beta) * o.g) ** 2)


@update_parameters_with_rmsprop.mistake
def rmsprop_weights_exchanged(*args):
    """beta and 1 - beta have changed places in your s. With beta = 0.9, which is to weigh more, past or present?"""
    return _rmsprop(*args, average=lambda o: (1 - o.beta) * o.s + o.beta * o.g**2)


@update_parameters_with_rmsprop.mistake
def rmsprop_square_added_whole(*args):
    """Your s takes the whole square of the gradient. With which weight does it enter an average?"""
    return _rmsprop(*args, average=lambda o: o.beta * o.s + o.g**2)


@update_parameters_with_rmsprop.mistake
def rmsprop_past_kept_whole(*args):
    """Your s keeps the whole old s, so it only ever grows. By what does the past fade?"""
    return _rmsprop(*args, average=lambda o: o.s + (1 - o.beta) * o.g**2)


@update_parameters_with_rmsprop.mistake
def rmsprop_is_adagrad(*args):
    """Your s adds up all squares and never forgets, which is AdaGrad. What does beta do in the formula?"""
    return _rmsprop(*args, average=lambda o: o.s + o.g**2)


@update_parameters_with_rmsprop.mistake
def rmsprop_past_forgotten(*args):
    """Your s holds nothing of the old s. What does beta multiply?"""
    return _rmsprop(*args, average=lambda o: (1 - o.beta) * o.g**2)


@update_parameters_with_rmsprop.mistake
def rmsprop_s_squared(*args):
    """Your s squares the old average once more; its numbers are squares already. Which of the two is squared?"""
    return _rmsprop(*args, average=lambda o: o.beta * o.s**2 + (1 - o.beta) * o.g**2)


@update_parameters_with_rmsprop.mistake
def rmsprop_beta_fixed(parameters, gradients, s, beta, learning_rate, epsilon):
    """Your s uses 0.9 whatever beta says. Where is the argument used?"""
    return _rmsprop(parameters, gradients, s, 0.9, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def rmsprop_beta_fixed_at_0999(parameters, gradients, s, beta, learning_rate, epsilon):
    """Your s uses 0.999 whatever beta says. Where is the argument used?"""
    return _rmsprop(parameters, gradients, s, 0.999, learning_rate, epsilon)


@update_parameters_with_rmsprop.mistake
def rmsprop_rate_and_beta_exchanged(parameters, gradients, s, beta, learning_rate, epsilon):
    """beta and learning_rate have changed places in all of it. Which of them weighs, and which scales the step?"""
    return _rmsprop(parameters, gradients, s, learning_rate, beta, epsilon)


@update_parameters_with_rmsprop.mistake
def rmsprop_s_not_stored(parameters, gradients, s, beta, learning_rate, epsilon):
    """Your s came back as it was, so the next step has forgotten this one. Where is the new s kept?"""
    return _rmsprop(parameters, gradients, s, beta, learning_rate, epsilon)[0], s


@update_parameters_with_rmsprop.mistake
def rmsprop_root_stored(*args):
    """Your s holds the roots already, so the next step would average roots. Which of the two is kept?"""
    parameters, s = _rmsprop(*args)
    return parameters, {key: np.sqrt(value) for key, value in s.items()}


# update_parameters_with_rmsprop: layers, what is returned


@update_parameters_with_rmsprop.mistake
def rmsprop_biases_stay(*args):
    """Your weights are right, but b and db are as they were. Which lines belong to every layer as well?"""
    return _left_out(update_parameters_with_rmsprop, args, lambda key, L: key[0] == "b")


@update_parameters_with_rmsprop.mistake
def rmsprop_last_layer_stays(*args):
    """All layers have moved but the last. Which is the last number that range gives to your loop?"""
    return _left_out(update_parameters_with_rmsprop, args, lambda key, L: key[1:] == str(L))


@update_parameters_with_rmsprop.mistake
def rmsprop_first_layer_only(*args):
    """Only the first layer has moved. Does a return stand inside the loop, or a 1 in the place of the layer?"""
    return _left_out(update_parameters_with_rmsprop, args, lambda key, L: key[1:] != "1")


@update_parameters_with_rmsprop.mistake
def rmsprop_b_by_the_s_of_w(parameters, gradients, s, beta, learning_rate, epsilon):
    """Your b became a matrix: it was divided by the root of the s of W. Whose s belongs to b?"""
    moved, new = _rmsprop(parameters, gradients, s, beta, learning_rate, epsilon)
    for key in [key for key in parameters if key[0] == "b"]:
        root = np.sqrt(new["dW" + key[1:]]) + epsilon
        moved[key] = parameters[key] - learning_rate * gradients["d" + key] / root
    return moved, new


@update_parameters_with_rmsprop.mistake
def rmsprop_db_averages_dw(parameters, gradients, s, beta, learning_rate, epsilon):
    """Your db and b became matrices: the gradient of W went into the average of b. Which gradient has the shape of
    b?"""
    moved, new = _rmsprop(parameters, gradients, s, beta, learning_rate, epsilon)
    for key in [key for key in parameters if key[0] == "b"]:
        new["d" + key] = beta * s["d" + key] + (1 - beta) * gradients["dW" + key[1:]] ** 2
        moved[key] = parameters[key] - learning_rate * gradients["d" + key] / (np.sqrt(new["d" + key]) + epsilon)
    return moved, new


@update_parameters_with_rmsprop.mistake
def rmsprop_only_parameters(*args):
    """The right parameters came back alone. The next step needs s as well: how are both returned?"""
    return update_parameters_with_rmsprop(*args)[0]


@update_parameters_with_rmsprop.mistake
def rmsprop_s_first(*args):
    """s came back first and the parameters second. In which order does the text name them?"""
    return update_parameters_with_rmsprop(*args)[::-1]


# --- initialize_adam ----------------------------------------------------------------------------------------


@exercise(
    parts={"v": 1, "s": 1},
    returns=(layers({"dW": close("v"), "db": close("v")}), layers({"dW": close("s"), "db": close("s")})),
    hints=(
        "Adam keeps what momentum keeps and what RMSProp keeps. How many dictionaries is that?",
        "Both have the keys and the shapes of the gradients. Two names for one dictionary would share every change.",
        "For each layer and in each of v and s: zeros in the shape of W under dW, zeros in the shape of b under db.",
    ),
    reasons=ZEROS_ARE_ASKED_FOR,
)
def initialize_adam(parameters):
    """The averages before the first step, ``(v, s)``, each ``{"dW1": zeros like W1, "db1": ...}``. Formula: none."""
    v = {"d" + key: np.zeros(value.shape) for key, value in parameters.items()}
    s = {"d" + key: np.zeros(value.shape) for key, value in parameters.items()}
    return v, s


initialize_adam.inputs(_zero_inputs)


@initialize_adam.also_correct
def adam_zeros_in_a_loop(parameters):
    L = len(parameters) // 2
    v, s = {}, {}
    for l in range(L):
        v["dW" + str(l + 1)] = np.zeros(parameters["W" + str(l + 1)].shape)
        v["db" + str(l + 1)] = np.zeros((parameters["b" + str(l + 1)].shape[0], 1))
        s["dW" + str(l + 1)] = np.zeros(parameters["W" + str(l + 1)].shape)
        s["db" + str(l + 1)] = np.zeros((parameters["W" + str(l + 1)].shape[0], 1))
    return v, s


@initialize_adam.also_correct
def adam_zeros_from_the_others(parameters):
    return [initialize_momentum(parameters), initialize_rmsprop(parameters)]


@initialize_adam.also_correct
def adam_zeros_by_multiplication(parameters):
    v = {f"d{key}": 0 * value for key, value in parameters.items()}
    return v, {key: value.copy().tolist() for key, value in v.items()}


@initialize_adam.mistake
def adam_db_from_the_columns_of_w(parameters):
    """Your db, in v and in s, has as many rows as W has columns. Which axis of W counts the neurons of the layer?"""
    return db_from_the_columns_of_w(parameters), db_from_the_columns_of_w(parameters)


@initialize_adam.mistake
def adam_db_from_the_columns_in_s(parameters):
    """Your db in s has as many rows as W has columns. Which axis of W counts the neurons of the
    layer?"""
    return _zeros(parameters), db_from_the_columns_of_w(parameters)


@initialize_adam.mistake
def adam_db_as_wide_as_w(parameters):
    """Your db, in v and in s, has the shape of W. Which array has the shape that the gradient of b has?"""
    return db_as_wide_as_w(parameters), db_as_wide_as_w(parameters)


@initialize_adam.mistake
def adam_db_as_wide_as_w_in_s(parameters):
    """Your db in s has the shape of W. Which array has the shape that the gradient of b has?"""
    return _zeros(parameters), db_as_wide_as_w(parameters)


@initialize_adam.mistake
def adam_db_rank_one(parameters):
    """Your db, in v and in s, has the shape (n,), without a second axis. How is a column of n rows shaped?"""
    return db_rank_one(parameters), db_rank_one(parameters)


@initialize_adam.mistake
def adam_keys_without_d(parameters):
    """The keys of v and s are those of the parameters. Which letter stands before the name of a gradient?"""
    return keys_without_d(parameters), keys_without_d(parameters)


@initialize_adam.mistake
def adam_counted_from_zero(parameters):
    """The keys of v and s are dW0, db0 and so on. The first layer is number 1: where is the 1 added?"""
    return counted_from_zero(parameters), counted_from_zero(parameters)


@initialize_adam.mistake
def adam_last_layer_without_entry(parameters):
    """The last layer has no entries in v and s. Which is the last number that range gives to your loop?"""
    return last_layer_without_entry(parameters), last_layer_without_entry(parameters)


@initialize_adam.mistake
def adam_biases_without_entry(parameters):
    """v and s have dW for every layer and no db. What else does each layer learn?"""
    return biases_without_entry(parameters), biases_without_entry(parameters)


@initialize_adam.mistake
def adam_parameters_copied(parameters):
    """v and s hold the parameters themselves. What has been averaged before the first step?"""
    return parameters_copied(parameters), parameters_copied(parameters)


@initialize_adam.mistake
def adam_ones_for_zeros(parameters):
    """v and s hold ones, as if there had been gradients before. What has been averaged before the first step?"""
    return ones_for_zeros(parameters), ones_for_zeros(parameters)


@initialize_adam.mistake
def adam_s_left_empty(parameters):
    """S holds nothing. Which two dictionaries does the loop fill?"""
    return _zeros(parameters), {}


@initialize_adam.mistake
def adam_v_left_empty(parameters):
    """V holds nothing. Which two dictionaries does the loop fill?"""
    return {}, _zeros(parameters)


@initialize_adam.mistake
def adam_one_dictionary(parameters):
    """One dictionary of zeros came back. How many averages does Adam keep?"""
    return _zeros(parameters)


# --- update_parameters_with_adam ----------------------------------------------------------------------------


@exercise(
    parts={"v": 1, "s": 1, "parameters": 3},
    returns=Fields(
        (
            as_returns(layers({"W": close("parameters"), "b": close("parameters")})),
            as_returns(layers({"dW": close("v"), "db": close("v")})),
            as_returns(layers({"dW": close("s"), "db": close("s")})),
        ),
        extra=2,
    ),
    hints=(
        "Which line of this do you know from momentum, and which from RMSProp? Only the correction is new.",
        "Two averages of zeros start too small; after t steps by a factor of 1 minus a power. Correct into new "
        "variables, so that v and s stay as they are.",
        "The step is the learning rate times corrected v over (root of corrected s plus epsilon); beta1 goes with v, "
        "beta2 with s, and both are raised to the power t.",
    ),
)
def update_parameters_with_adam(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """One step of Adam: ``(parameters, v, s)``, dictionaries of the same keys and shapes as those given.

    ``t`` counts the steps from 1. Formula: Kingma and Ba 2015, algorithm 1; averages of the gradient and of its
    square, each divided by 1 - beta^t, epsilon outside of the root.
    """
    new_parameters, new_v, new_s = {}, {}, {}
    for key, value in parameters.items():
        gradient = gradients["d" + key]
        new_v["d" + key] = beta1 * v["d" + key] + (1 - beta1) * gradient
        new_s["d" + key] = beta2 * s["d" + key] + (1 - beta2) * gradient**2
        v_corrected = new_v["d" + key] / (1 - beta1**t)
        s_corrected = new_s["d" + key] / (1 - beta2**t)
        new_parameters[key] = value - learning_rate * v_corrected / (np.sqrt(s_corrected) + epsilon)
    return new_parameters, new_v, new_s


@update_parameters_with_adam.inputs
def update_parameters_with_adam_inputs(rng):
    """v and s are not 0, t is 2, 3 and 7, epsilon is large enough to be seen, no setting is a default."""
    betas = zip(rng.permutation([0.65, 0.75, 0.85]), rng.permutation([0.8, 0.88, 0.95]), strict=True)
    for (parameters, gradients), (beta1, beta2), t in zip(_networks(rng), betas, (2, 3, 7), strict=True):
        v = _for_each(parameters, lambda shape: signed(rng, 0.2, 1.2, shape, places=2))
        s = _for_each(parameters, lambda shape: _sizes(rng, 0.1, 1.6, shape))
        rate, epsilon = float(_sizes(rng, 0.05, 0.4, ())), float(_sizes(rng, 0.01, 0.03, (), places=3))
        yield case(parameters, gradients, v, s, t, rate, float(beta1), float(beta2), epsilon)


@update_parameters_with_adam.variant
def adam_epsilon_inside(parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """Your epsilon stands inside the root; that is right, too (the paper has it outside)."""
    L = len(parameters) // 2
    for l in range(1, L + 1):
        for letter in "Wb":
            key, dkey = letter + str(l), "d" + letter + str(l)
            v[dkey] = beta1 * v[dkey] + (1 - beta1) * gradients[dkey]
            s[dkey] = beta2 * s[dkey] + (1 - beta2) * np.square(gradients[dkey])
            v_corrected, s_corrected = v[dkey] / (1 - beta1**t), s[dkey] / (1 - beta2**t)
            parameters[key] = parameters[key] - learning_rate * v_corrected / np.sqrt(s_corrected + epsilon)
    return parameters, v, s


@update_parameters_with_adam.also_correct
def adam_with_five_values(parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    L = len(parameters) // 2
    v_corrected = {}
    s_corrected = {}
    for l in range(L):
        dW, db = "dW" + str(l + 1), "db" + str(l + 1)
        v[dW] = beta1 * v[dW] + (1 - beta1) * gradients[dW]
        v[db] = beta1 * v[db] + (1 - beta1) * gradients[db]
        v_corrected[dW] = v[dW] / (1 - np.power(beta1, t))
        v_corrected[db] = v[db] / (1 - np.power(beta1, t))
        s[dW] = beta2 * s[dW] + (1 - beta2) * np.power(gradients[dW], 2)
        s[db] = beta2 * s[db] + (1 - beta2) * np.power(gradients[db], 2)
        s_corrected[dW] = s[dW] / (1 - np.power(beta2, t))
        s_corrected[db] = s[db] / (1 - np.power(beta2, t))
        parameters["W" + str(l + 1)] -= learning_rate * (v_corrected[dW] / (np.sqrt(s_corrected[dW]) + epsilon))
        parameters["b" + str(l + 1)] -= learning_rate * (v_corrected[db] / (np.sqrt(s_corrected[db]) + epsilon))
    return parameters, v, s, v_corrected, s_corrected


@update_parameters_with_adam.also_correct
def adam_with_one_corrected_rate(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    rate = learning_rate * math.sqrt(1 - beta2**t) / (1 - beta1**t)
    moved = {}
    for key in parameters:
        v["d" + key] += (1 - beta1) * (gradients["d" + key] - v["d" + key])
        s["d" + key] += (1 - beta2) * (gradients["d" + key] * gradients["d" + key] - s["d" + key])
        moved[key] = parameters[key] - rate * v["d" + key] / (np.sqrt(s["d" + key]) + epsilon * math.sqrt(1 - beta2**t))
    return [moved, v, s]


@update_parameters_with_adam.also_correct
def adam_number_by_number(
    parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8, verbose=True
):
    for key, value in parameters.items():
        for index in np.ndindex(value.shape):
            g = gradients["d" + key][index]
            v["d" + key][index] = beta1 * v["d" + key][index] + (1 - beta1) * g
            s["d" + key][index] = beta2 * s["d" + key][index] + (1 - beta2) * g * g
            mean, square = v["d" + key][index] / (1 - beta1**t), s["d" + key][index] / (1 - beta2**t)
            value[index] -= learning_rate * mean / (math.sqrt(square) + epsilon)
        if verbose:
            print(key, value)
    return parameters, v, s


def _adam(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon, **changed):
    """Adam in which some lines are other ones, each a function of ``o``, the numbers of one array."""
    usual = {
        "new_v": lambda o: o.beta1 * o.v + (1 - o.beta1) * o.g,
        "new_s": lambda o: o.beta2 * o.s + (1 - o.beta2) * o.g**2,
        "v_corrected": lambda o: o.new_v / (1 - o.beta1**o.t),
        "s_corrected": lambda o: o.new_s / (1 - o.beta2**o.t),
        "step": lambda o: o.rate * o.v_corrected / (np.sqrt(o.s_corrected) + o.eps),
        "kept_v": lambda o: o.new_v,
        "kept_s": lambda o: o.new_s,
    }
    moved, all_v, all_s = {}, {}, {}
    for key, value in parameters.items():
        o = SimpleNamespace(p=value, g=gradients["d" + key], v=v["d" + key], s=s["d" + key], t=t, rate=learning_rate)
        o.beta1, o.beta2, o.eps = beta1, beta2, epsilon
        for name, line in (usual | changed).items():
            setattr(o, name, line(o))
        moved[key], all_v["d" + key], all_s["d" + key] = value - o.step, o.kept_v, o.kept_s
    return moved, all_v, all_s


def _inside(o):
    """The step with epsilon inside the root, which is right as well."""
    return o.rate * o.v_corrected / np.sqrt(o.s_corrected + o.eps)


# update_parameters_with_adam: the correction


@update_parameters_with_adam.mistake
def adam_root_of_uncorrected_s(*args):
    """Your step takes the root of s as it is. Which s was corrected, and where is it used?"""
    return _adam(*args, step=lambda o: o.rate * o.v_corrected / (np.sqrt(o.new_s) + o.eps))


@update_parameters_with_adam.mistake
def adam_root_of_uncorrected_s_and_epsilon(*args):
    """Your step takes the root of s (and epsilon) as it is. Which s was corrected, and where
    is it used?"""
    return _adam(*args, s_corrected=lambda o: o.new_s, step=_inside)


@update_parameters_with_adam.mistake
def adam_uncorrected_v_in_the_step(*args):
    """Your step takes v as it is. Which v was corrected, and where is it used?"""
    return _adam(*args, v_corrected=lambda o: o.new_v)


@update_parameters_with_adam.mistake
def adam_uncorrected_v_in_the_step_epsilon_inside(*args):
    """Your step takes v as it is. Which of the two forms of v was made for the step?"""
    return _adam(*args, v_corrected=lambda o: o.new_v, step=_inside)


@update_parameters_with_adam.mistake
def adam_nothing_corrected(*args):
    """Your step takes both as they are. Averages that start at 0 are too small at first: what
    makes up for it?"""
    return _adam(*args, v_corrected=lambda o: o.new_v, s_corrected=lambda o: o.new_s)


@update_parameters_with_adam.mistake
def adam_nothing_corrected_epsilon_inside(*args):
    """Your step takes both uncorrected. What makes up for averages that start at 0?"""
    return _adam(*args, v_corrected=lambda o: o.new_v, s_corrected=lambda o: o.new_s, step=_inside)


@update_parameters_with_adam.mistake
def adam_corrected_without_power(*args):
    """Your corrections divide by 1 - beta1 and 1 - beta2, the same in every step. What does t do in them?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta1),
        s_corrected=lambda o: o.new_s / (1 - o.beta2),
    )


@update_parameters_with_adam.mistake
def adam_corrected_without_power_epsilon_inside(*args):
    """Your corrections divide by 1 - beta1 and 1 - beta2, whatever t is. How do they fade as t grows?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta1),
        s_corrected=lambda o: o.new_s / (1 - o.beta2),
        step=_inside,
    )


@update_parameters_with_adam.mistake
def adam_v_corrected_without_power(*args):
    """Your correction of v divides by 1 - beta1, the same in every step. What does t do in it?"""
    return _adam(*args, v_corrected=lambda o: o.new_v / (1 - o.beta1))


@update_parameters_with_adam.mistake
def adam_s_corrected_without_power(*args):
    """Your correction of s divides by 1 - beta2, the same in every step. What does t do in it?"""
    return _adam(*args, s_corrected=lambda o: o.new_s / (1 - o.beta2))


@update_parameters_with_adam.mistake
def adam_power_of_the_difference(*args):
    """Your corrections raise all of 1 - beta to the power t. Which number alone carries the t?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta1) ** o.t,
        s_corrected=lambda o: o.new_s / (1 - o.beta2) ** o.t,
    )


@update_parameters_with_adam.mistake
def adam_power_as_product(*args):
    """Your corrections divide by 1 minus beta times t. What does the small t above the beta mean?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta1 * o.t),
        s_corrected=lambda o: o.new_s / (1 - o.beta2 * o.t),
    )


@update_parameters_with_adam.mistake(raises=TypeError, mentions="for ^")
def adam_caret_for_power(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon):
    """The sign ^ stopped with a TypeError: in Python it does not mean a power. Which sign does?"""
    return _adam(
        parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon, v_corrected=lambda o: o.beta1 ^ t
    )


@update_parameters_with_adam.mistake
def adam_one_step_behind(*args):
    """Your corrections use t - 1. t counts from 1 already: does it need a change here?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta1 ** (o.t - 1)),
        s_corrected=lambda o: o.new_s / (1 - o.beta2 ** (o.t - 1)),
    )


@update_parameters_with_adam.mistake
def adam_one_step_ahead(*args):
    """Your corrections use t + 1. t counts from 1 already: does it need a change here?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta1 ** (o.t + 1)),
        s_corrected=lambda o: o.new_s / (1 - o.beta2 ** (o.t + 1)),
    )


@update_parameters_with_adam.mistake
def adam_corrections_multiplied(*args):
    """Your corrections make v and s smaller still. They are too small already: multiply or divide?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v * (1 - o.beta1**o.t),
        s_corrected=lambda o: o.new_s * (1 - o.beta2**o.t),
    )


@update_parameters_with_adam.mistake
def adam_s_corrected_with_beta1(*args):
    """Your s is corrected with beta1. Which beta does s fade with?"""
    return _adam(*args, s_corrected=lambda o: o.new_s / (1 - o.beta1**o.t))


@update_parameters_with_adam.mistake
def adam_v_corrected_with_beta2(*args):
    """Your v is corrected with beta2. Which beta does v fade with?"""
    return _adam(*args, v_corrected=lambda o: o.new_v / (1 - o.beta2**o.t))


@update_parameters_with_adam.mistake
def adam_corrections_exchanged(*args):
    """v is corrected with beta2 and s with beta1. Which beta does each of them fade with?"""
    return _adam(
        *args,
        v_corrected=lambda o: o.new_v / (1 - o.beta2**o.t),
        s_corrected=lambda o: o.new_s / (1 - o.beta1**o.t),
    )


@update_parameters_with_adam.mistake
def adam_s_corrected_from_v(*args):
    """Your corrected s was made from v. Which average goes under the root?"""
    return _adam(*args, s_corrected=lambda o: o.new_v / (1 - o.beta2**o.t))


@update_parameters_with_adam.mistake
def adam_corrected_ones_kept(*args):
    """v and s came back corrected, so the next step corrects them again. Which of the two forms is kept?"""
    return _adam(*args, kept_v=lambda o: o.v_corrected, kept_s=lambda o: o.s_corrected)


@update_parameters_with_adam.mistake
def adam_bias_by_the_s_of_the_weights(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon):
    """Your b became a matrix: the corrected s of db was made from s of dW. Which entry of s
    belongs to b?"""
    moved, all_v, all_s = update_parameters_with_adam(
        parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon
    )
    for key in [key for key in parameters if key[0] == "b"]:
        root = np.sqrt(all_s["dW" + key[1:]] / (1 - beta2**t)) + epsilon
        moved[key] = parameters[key] - learning_rate * all_v["d" + key] / (1 - beta1**t) / root
    return moved, all_v, all_s


@update_parameters_with_adam.mistake
def adam_bias_by_the_v_of_the_weights(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon):
    """Your b became a matrix: the corrected v of db was made from v of dW. Which entry of v
    belongs to b?"""
    moved, all_v, all_s = update_parameters_with_adam(
        parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon
    )
    for key in [key for key in parameters if key[0] == "b"]:
        root = np.sqrt(all_s["d" + key] / (1 - beta2**t)) + epsilon
        moved[key] = parameters[key] - learning_rate * all_v["dW" + key[1:]] / (1 - beta1**t) / root
    return moved, all_v, all_s


# update_parameters_with_adam: the averages


@update_parameters_with_adam.mistake
def adam_s_decayed_with_beta1(*args):
    """Your s fades with beta1, the one of v. Which beta belongs to the average of the squares?"""
    return _adam(*args, new_s=lambda o: o.beta1 * o.s + (1 - o.beta1) * o.g**2)


@update_parameters_with_adam.mistake
def adam_old_s_decayed_with_beta1(*args):
    """In your s the old average is multiplied by beta1 and the square by 1 - beta2. Do the two shares add up to 1?"""
    return _adam(*args, new_s=lambda o: o.beta1 * o.s + (1 - o.beta2) * o.g**2)


@update_parameters_with_adam.mistake
def adam_square_weighed_with_beta1(*args):
    """In your s the old average is multiplied by beta2 and the square by 1 - beta1. Do the two shares add up to 1?"""
    return _adam(*args, new_s=lambda o: o.beta2 * o.s + (1 - o.beta1) * o.g**2)


@update_parameters_with_adam.mistake
def adam_s_with_beta1_throughout(*args):
    """Your s fades with beta1 and is corrected with beta1. Which beta belongs to the average of the squares?"""
    return _adam(
        *args,
        new_s=lambda o: o.beta1 * o.s + (1 - o.beta1) * o.g**2,
        s_corrected=lambda o: o.new_s / (1 - o.beta1**o.t),
    )


@update_parameters_with_adam.mistake
def adam_v_decayed_with_beta2(*args):
    """Your v fades with beta2, the one of s. Which beta belongs to the average of the gradients?"""
    return _adam(*args, new_v=lambda o: o.beta2 * o.v + (1 - o.beta2) * o.g)


@update_parameters_with_adam.mistake
def adam_betas_exchanged(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon):
    """beta1 and beta2 have changed places in all of it. Which one belongs to v?"""
    return _adam(parameters, gradients, v, s, t, learning_rate, beta2, beta1, epsilon)


@update_parameters_with_adam.mistake
def adam_s_not_decayed(*args):
    """Your s keeps the whole old s, so it only ever grows. By what does the past fade?"""
    return _adam(*args, new_s=lambda o: o.s + (1 - o.beta2) * o.g**2)


@update_parameters_with_adam.mistake
def adam_past_of_s_forgotten(*args):
    """Your s holds nothing of the old s. What does beta2 multiply?"""
    return _adam(*args, new_s=lambda o: (1 - o.beta2) * o.g**2)


@update_parameters_with_adam.mistake
def adam_past_of_v_forgotten(*args):
    """Your v holds nothing of the old v. What does beta1 multiply?"""
    return _adam(*args, new_v=lambda o: (1 - o.beta1) * o.g)


@update_parameters_with_adam.mistake
def adam_not_squared(*args):
    """Your s averages the gradients as they are. Which power of them does s average?"""
    return _adam(*args, new_s=lambda o: o.beta2 * o.s + (1 - o.beta2) * o.g)


@update_parameters_with_adam.mistake
def adam_share_squared_as_well(*args):
    """In your s the factor 1 - beta2 was squared together with the gradient. How far does the small 2 reach?"""
    return _adam(*args, new_s=lambda o: o.beta2 * o.s + ((1 - o.beta2) * o.g) ** 2)


@update_parameters_with_adam.mistake
def adam_squares_of_v(*args):
    """Your s averages the squares of v. What is squared in the formula, v or the gradient?"""
    return _adam(*args, new_s=lambda o: o.beta2 * o.s + (1 - o.beta2) * o.new_v**2)


@update_parameters_with_adam.mistake
def adam_gradient_added_whole(*args):
    """Your v takes the whole gradient. With which weight does it enter an average?"""
    return _adam(*args, new_v=lambda o: o.beta1 * o.v + o.g)


@update_parameters_with_adam.mistake
def adam_weights_exchanged(*args):
    """beta and 1 - beta have changed places in your v and s. With 0.9, which is to weigh more, past or present?"""
    return _adam(
        *args,
        new_v=lambda o: (1 - o.beta1) * o.v + o.beta1 * o.g,
        new_s=lambda o: (1 - o.beta2) * o.s + o.beta2 * o.g**2,
    )


@update_parameters_with_adam.mistake
def adam_averages_not_stored(*args):
    """v and s came back as they were, so the next step has forgotten this one. Where are the new ones kept?"""
    return _adam(*args, kept_v=lambda o: o.v, kept_s=lambda o: o.s)


# update_parameters_with_adam: the step


@update_parameters_with_adam.mistake
def adam_step_with_gradients(*args):
    """In your step the plain gradient stands above the line. What was v computed for?"""
    return _adam(*args, step=lambda o: o.rate * o.g / (np.sqrt(o.s_corrected) + o.eps))


@update_parameters_with_adam.mistake
def adam_root_forgotten(*args):
    """Your step divides by s itself, which has squared units. What undoes a square?"""
    return _adam(*args, step=lambda o: o.rate * o.v_corrected / (o.s_corrected + o.eps))


@update_parameters_with_adam.mistake
def adam_step_uphill(*args):
    """Your parameters moved along v, so the cost climbs. Which way is down?"""
    return _adam(*args, step=lambda o: -o.rate * o.v_corrected / (np.sqrt(o.s_corrected) + o.eps))


@update_parameters_with_adam.mistake
def adam_step_without_rate(*args):
    """Your steps have the same length whatever learning_rate says. Where does it go?"""
    return _adam(*args, step=lambda o: o.v_corrected / (np.sqrt(o.s_corrected) + o.eps))


@update_parameters_with_adam.mistake
def adam_epsilon_ignored(*args):
    """Your step is what it would be with an epsilon of (nearly) 0, whatever the argument says. Where does it stand in
    the formula?"""
    return _adam(*args, step=lambda o: o.rate * o.v_corrected / np.sqrt(o.s_corrected))


@update_parameters_with_adam.mistake
def adam_epsilon_behind_the_fraction(*args):
    """Your epsilon was added to the whole fraction. Python divides before it adds: where do brackets help?"""
    return _adam(*args, step=lambda o: o.rate * o.v_corrected / np.sqrt(o.s_corrected) + o.eps)


@update_parameters_with_adam.mistake
def adam_rate_fixed(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon):
    """Your steps are those of the learning rate 0.01, whatever the argument says. Where is learning_rate used?"""
    return _adam(parameters, gradients, v, s, t, 0.01, beta1, beta2, epsilon)


@update_parameters_with_adam.mistake
def adam_defaults_for_arguments(parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon):
    """Your v and s always use 0.9 and 0.999. The header only says what holds if nothing is given: where are beta1 and
    beta2 used?"""
    return _adam(parameters, gradients, v, s, t, learning_rate, 0.9, 0.999, epsilon)


@update_parameters_with_adam.mistake
def adam_parameters_stay(*args):
    """The parameters have not moved at all. Where is the result of the step stored?"""
    return _adam(*args, step=lambda o: 0)


# update_parameters_with_adam: layers, what is returned


@update_parameters_with_adam.mistake
def adam_biases_stay(*args):
    """Your weights are right, but b and db are as they were. Which lines belong to every layer as well?"""
    return _left_out(update_parameters_with_adam, args, lambda key, L: key[0] == "b")


@update_parameters_with_adam.mistake
def adam_last_layer_stays(*args):
    """All layers have moved but the last. Which is the last number that range gives to your loop?"""
    return _left_out(update_parameters_with_adam, args, lambda key, L: key[1:] == str(L))


@update_parameters_with_adam.mistake
def adam_first_layer_only(*args):
    """Only the first layer has moved. Does a return stand inside the loop, or a 1 in the place of the layer?"""
    return _left_out(update_parameters_with_adam, args, lambda key, L: key[1:] != "1")


@update_parameters_with_adam.mistake
def adam_only_parameters(*args):
    """The right parameters came back alone. The next step needs v and s as well: how are all three returned?"""
    return update_parameters_with_adam(*args)[0]


@update_parameters_with_adam.mistake
def adam_s_before_v(*args):
    """s came back second and v third. In which order does the text name them?"""
    parameters, v, s = update_parameters_with_adam(*args)
    return parameters, s, v


# Keys that stop all four kinds of step


@update_parameters_with_gd.mistake
@update_parameters_with_momentum.mistake
@update_parameters_with_rmsprop.mistake
@update_parameters_with_adam.mistake
def gradients_by_the_name_of_parameters(*args):
    """W1 was looked up in a dictionary that has no such key. The keys of gradients and averages begin with
    another letter: which?"""
    return args[1]["W1"]


@update_parameters_with_gd.mistake
@update_parameters_with_momentum.mistake
@update_parameters_with_rmsprop.mistake
@update_parameters_with_adam.mistake
def loop_begins_at_layer_zero(*args):
    """W0 was looked up, but the first layer is number 1. Which number does your loop begin with, or where is 1
    added?"""
    return args[0]["W0"]


@update_parameters_with_gd.mistake
@update_parameters_with_momentum.mistake
@update_parameters_with_rmsprop.mistake
@update_parameters_with_adam.mistake
def averages_begin_at_layer_zero(*args):
    """dW0 was looked up, but the first layer is number 1. Which number does your loop begin with, or where is 1
    added?"""
    return args[1]["dW0"]


@update_parameters_with_gd.mistake
@update_parameters_with_momentum.mistake
@update_parameters_with_rmsprop.mistake
@update_parameters_with_adam.mistake
def loop_runs_past_the_last_layer(*args):
    """A layer behind the last one was looked up in the parameters. They hold two arrays a layer: how many layers?"""
    return args[0][f"W{len(args[0]) // 2 + 1}"]


@update_parameters_with_gd.mistake
@update_parameters_with_momentum.mistake
@update_parameters_with_rmsprop.mistake
@update_parameters_with_adam.mistake
def averages_run_past_the_last_layer(*args):
    """A layer behind the last one was looked up among the gradients. Parameters hold two arrays a layer: how many
    layers?"""
    return args[1][f"dW{len(args[0]) // 2 + 1}"]


# --- decay_inverse ------------------------------------------------------------------------------------------


@exercise(
    parts={"rate": 1},
    returns=scalar("rate"),
    hints=(
        "What should come out in epoch 0, before anything has decayed, and what becomes of it as the epochs go by?",
        "Below the line stands a sum that is 1 in epoch 0 and grows evenly; brackets keep it together.",
        "Multiply decay_rate with epoch, add 1, and divide alpha0 by all of that.",
    ),
)
def decay_inverse(alpha0, decay_rate, epoch):
    """Learning rate of an epoch, a number. Formula: alpha0 / (1 + decay_rate * epoch)."""
    return alpha0 / (1 + decay_rate * epoch)


@decay_inverse.inputs
def decay_inverse_inputs(rng):
    yield case(0.2, 1.0, 4)
    for low, high in [(2, 5), (6, 12), (13, 30)]:
        yield case(float(_sizes(rng, 0.12, 0.7, ())), float(_sizes(rng, 0.3, 0.9, ())), int(rng.integers(low, high)))


@decay_inverse.also_correct
def inverse_with_a_power(alpha0, decay_rate, epoch):
    return np.multiply(alpha0, (1.0 + np.array([epoch]) * decay_rate) ** -1)


@decay_inverse.also_correct
def inverse_written_out(alpha0, decay_rate, epoch, verbose=True):
    below = 1
    for _ in range(epoch):
        below += decay_rate
    if verbose:
        print(alpha0 / below)
    return 1 / below * alpha0


@decay_inverse.mistake
def inverse_without_one(alpha0, decay_rate, epoch):
    """Your rate is alpha0 divided by decay_rate times epoch, which has no value in epoch 0. What else is below the
    line?"""
    return alpha0 / (decay_rate * epoch)


@decay_inverse.mistake
def inverse_brackets_lost(alpha0, decay_rate, epoch):
    """Your rate grows from epoch to epoch: alpha0 was divided by 1 alone. Where do brackets help?"""
    return alpha0 / 1 + decay_rate * epoch


@decay_inverse.mistake
def inverse_brackets_too_small(alpha0, decay_rate, epoch):
    """In your formula 1 and decay_rate are added before epoch multiplies them. What does a product bind to first?"""
    return alpha0 / ((1 + decay_rate) * epoch)


@decay_inverse.mistake
def inverse_divided_then_multiplied(alpha0, decay_rate, epoch):
    """alpha0 was divided by 1 + decay_rate, and then multiplied by epoch. Which brackets are missing?"""
    return alpha0 / (1 + decay_rate) * epoch


@decay_inverse.mistake
def inverse_multiplied(alpha0, decay_rate, epoch):
    """Your rate grows from epoch to epoch: alpha0 times the sum. Multiply or divide?"""
    return alpha0 * (1 + decay_rate * epoch)


@decay_inverse.mistake
def inverse_minus(alpha0, decay_rate, epoch):
    """Below your line stands 1 minus the product, which becomes 0 or negative. Which sign keeps it growing?"""
    return alpha0 / (1 - decay_rate * epoch)


@decay_inverse.mistake
def inverse_with_power(alpha0, decay_rate, epoch):
    """In your formula decay_rate is raised to the power epoch. Which sign stands between the two?"""
    return alpha0 / (1 + decay_rate**epoch)


@decay_inverse.mistake
def inverse_one_epoch_ahead(alpha0, decay_rate, epoch):
    """Your rate is that of the next epoch. In which epoch is the rate still alpha0?"""
    return alpha0 / (1 + decay_rate * (epoch + 1))


@decay_inverse.mistake
def inverse_without_epoch(alpha0, decay_rate, epoch):
    """Your rate is the same in every epoch. What does decay_rate multiply?"""
    return alpha0 / (1 + decay_rate)


@decay_inverse.mistake
def inverse_without_decay_rate(alpha0, decay_rate, epoch):
    """Your rate does not depend on decay_rate. What multiplies the epoch?"""
    return alpha0 / (1 + epoch)


@decay_inverse.mistake
def inverse_alone(alpha0, decay_rate, epoch):
    """Your result is the factor alone, 1 in epoch 0. Which rate does it scale?"""
    return 1 / (1 + decay_rate * epoch)


@decay_inverse.mistake
def inverse_linear(alpha0, decay_rate, epoch):
    """Your rate falls along a straight line and then below 0. Which operation never leads below 0?"""
    return alpha0 - decay_rate * epoch


# --- decay_exponential --------------------------------------------------------------------------------------


@exercise(
    parts={"rate": 1},
    returns=scalar("rate"),
    hints=(
        "Every epoch keeps 95 % of the rate of the one before. How much is left after two epochs, after three?",
        "In epoch 0 the rate is alpha0; with each epoch one more factor base joins in.",
        "Raise base to the power epoch (Python writes a power with two stars) and scale alpha0 with it.",
    ),
)
def decay_exponential(alpha0, epoch, base=0.95):
    """Learning rate of an epoch, a number. Formula: alpha0 * base^epoch."""
    return alpha0 * base**epoch


@decay_exponential.inputs
def decay_exponential_inputs(rng):
    """The base that is given if there is none, then others."""
    yield case(0.2, int(rng.integers(2, 5)))
    for (low, high), base in zip([(3, 6), (6, 9), (10, 15)], rng.permutation([0.8, 0.87, 0.9]), strict=True):
        yield case(float(_sizes(rng, 0.12, 0.7, ())), int(rng.integers(low, high)), float(base))


@decay_exponential.also_correct
def exponential_with_logarithm(alpha0, epoch, base=0.95):
    return np.array([alpha0 * np.exp(epoch * np.log(base))])


@decay_exponential.also_correct
def exponential_in_a_loop(alpha0, epoch, base=0.95, verbose=False):
    for _ in range(epoch):
        alpha0 *= base
        if verbose:
            print(alpha0)
    return alpha0


@decay_exponential.also_correct
def exponential_with_numpy(alpha0, epoch, base=0.95):
    return np.power(base, float(epoch)) * alpha0


@decay_exponential.mistake
def exponential_as_product(alpha0, epoch, base=0.95):
    """Your rate grows with the epoch: base was multiplied by it. What does the small epoch above the base mean?"""
    return alpha0 * base * epoch


@decay_exponential.mistake
def exponential_of_both(alpha0, epoch, base=0.95):
    """Your alpha0 was raised to the power epoch as well. Which number alone carries it?"""
    return (alpha0 * base) ** epoch


@decay_exponential.mistake
def exponential_of_alpha(alpha0, epoch, base=0.95):
    """In your formula alpha0 carries the power epoch and base does not. Which one is it in the text?"""
    return base * alpha0**epoch


@decay_exponential.mistake
def exponential_turned_round(alpha0, epoch, base=0.95):
    """Your formula raises epoch to the power base. Which one of the two is below, and which above?"""
    return alpha0 * epoch**base


@decay_exponential.mistake
def exponential_of_e(alpha0, epoch, base=0.95):
    """Your rate falls with e to the power of minus base times epoch. Which number is raised to a power here?"""
    return alpha0 * np.exp(-base * epoch)


@decay_exponential.mistake
def exponential_divided(alpha0, epoch, base=0.95):
    """Your rate grows: dividing by a number below 1 makes it larger. Multiply or divide?"""
    return alpha0 / base**epoch


@decay_exponential.mistake
def exponential_one_epoch_ahead(alpha0, epoch, base=0.95):
    """Your rate is that of the next epoch. In which epoch is the rate still alpha0?"""
    return alpha0 * base ** (epoch + 1)


@decay_exponential.mistake
def exponential_one_epoch_behind(alpha0, epoch, base=0.95):
    """Your rate is that of the epoch before. Which power belongs to epoch 0?"""
    return alpha0 * base ** (epoch - 1)


@decay_exponential.mistake
def exponential_base_fixed(alpha0, epoch, base=0.95):
    """Your base is 0.95 whatever the argument says. Where is base used?"""
    return alpha0 * 0.95**epoch


@decay_exponential.mistake
def exponential_alone(alpha0, epoch, base=0.95):
    """Your result is the factor alone, 1 in epoch 0. Which rate does it scale?"""
    return base**epoch


@decay_exponential.mistake
def exponential_without_epoch(alpha0, epoch, base=0.95):
    """Your rate is the same in every epoch. How many factors base are there in the third?"""
    return alpha0 * base


@decay_exponential.mistake
def inverse_for_exponential(alpha0, epoch, base=0.95):
    """Your rate is alpha0 divided by 1 + base times epoch: the other kind of decay. Which one halves evenly?"""
    return alpha0 / (1 + base * epoch)


@decay_exponential.mistake(raises=TypeError, mentions="for ^")
def exponential_caret(alpha0, epoch, base=0.95):
    """The sign ^ stopped with a TypeError: in Python it does not mean a power. Which sign does?"""
    return alpha0 * (base ^ epoch)


# --- standardize --------------------------------------------------------------------------------------------


@exercise(
    parts={"value": 2, "constant feature": 1},
    returns=close("value", rtol=1e-5, atol=1e-6),
    hints=(
        "Each row of X is one feature. Along which axis do you average to get one number for each row?",
        "keepdims=True leaves the means and the spreads as columns, which then stretch over all the examples.",
        "Take the mean of each row away, then divide by its standard deviation; where that is 0, divide by 1 instead.",
    ),
    equivalent={"line 8: 1 -> 2": "a constant feature is 0 once it is centred, whatever divides it"},
)
def standardize(X):
    """Each feature (row) of ``X (n, m)`` with mean 0 and standard deviation 1, same shape.

    Formula: (x - mean) / standard deviation over the m examples, divided by m; a constant feature becomes 0.
    """
    mean = np.mean(X, axis=1, keepdims=True)
    spread = np.std(X, axis=1, keepdims=True)
    spread[spread == 0] = 1
    return (X - mean) / spread


@standardize.inputs
def standardize_inputs(rng):
    """Features of different size and place; in a part of its own one that is constant."""
    for n, m in [(2, 3), (4, 7), (3, 12)]:
        yield case(_features(rng, n, m))
    for n, m, constant in [(2, 4, 3.0), (3, 5, -2.5), (4, 6, 7.5)]:
        X = _features(rng, n, m)
        X[rng.integers(0, n)] = constant
        yield case(X, part="constant feature")


def _features(rng, n, m):
    """Rows with means between 4 and 60 on either side of 0 and spreads between 1 and 12, all apart."""
    while True:
        X = np.round(
            signed(rng, 4, 60, (n, 1), places=2) + rng.uniform(1.5, 9, (n, 1)) * rng.uniform(-1.6, 1.6, (n, m)), 1
        )
        spread = np.std(X, axis=1)
        if np.min(spread) > 1.2 and np.min(np.std(X, axis=0)) > 1.2 and np.min(np.diff(np.sort(spread))) > 0.3:
            return X


@standardize.also_correct
def standardize_with_a_small_epsilon(X):
    X = X - X.mean(axis=1).reshape(-1, 1)
    return X / (np.sqrt(np.mean(X**2, axis=1, keepdims=True)) + 1e-8)


@standardize.also_correct
def standardize_row_by_row(X):
    rows = []
    for row in X:
        mean = sum(row) / len(row)
        spread = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row))
        rows.append([(x - mean) / spread if spread > 0 else 0.0 for x in row])
    return rows


@standardize.also_correct
def standardize_in_place(X, verbose=True):
    X -= np.mean(X, axis=1, keepdims=True)
    spread = np.std(X, axis=1, keepdims=True)
    if verbose:
        print("spread", spread.ravel())
    np.divide(X, spread, out=X, where=spread != 0)
    return X


@standardize.also_correct
def standardize_transposed(X):
    columns = X.T
    spread = columns.std(0)
    return ((columns - columns.mean(0)) / np.where(spread > 1e-9, spread, 1)).T


@standardize.also_correct
def standardize_with_nan_to_num(X):
    mean, variance = np.mean(X, axis=1, keepdims=True), np.var(X, axis=1, keepdims=True)
    return np.nan_to_num((X - mean) / np.sqrt(variance))


def _standardized(X, mean, spread):
    """(X - mean) / spread, constant features safe."""
    spread = np.where(spread == 0, 1, spread)
    return (X - mean) / spread


@standardize.mistake
def standardize_columns(X):
    """Each of your columns has mean 0: the examples were standardised, not the features. Which axis runs over the
    examples?"""
    return _standardized(X, X.mean(axis=0, keepdims=True), X.std(axis=0, keepdims=True))


@standardize.mistake
def standardize_all_at_once(X):
    """One mean and one spread were taken of all the numbers together. How many features are there, each with its own
    scale?"""
    return _standardized(X, X.mean(), X.std())


@standardize.mistake
def standardize_only_centred(X):
    """Your features have mean 0, but keep their spread. Which second step follows?"""
    return X - X.mean(axis=1, keepdims=True)


@standardize.mistake
def standardize_only_scaled(X):
    """Your features have spread 1, but keep a mean far from 0. Which step comes first?"""
    return _standardized(X, 0, X.std(axis=1, keepdims=True))


@standardize.mistake
def standardize_brackets_lost(X):
    """In your formula only the mean was divided by the spread. Where do brackets help?"""
    spread = X.std(axis=1, keepdims=True)
    return X - X.mean(axis=1, keepdims=True) / np.where(spread == 0, 1, spread)


@standardize.mistake
def standardize_scaled_then_centred(X):
    """Your X was divided first, and then the mean of the unscaled numbers was taken away. In which order do the two
    steps come?"""
    spread = X.std(axis=1, keepdims=True)
    return X / np.where(spread == 0, 1, spread) - X.mean(axis=1, keepdims=True)


@standardize.mistake
def standardize_by_the_variance(X):
    """Your features were divided by their variance, which has squared units. What undoes a square?"""
    return _standardized(X, X.mean(axis=1, keepdims=True), X.var(axis=1, keepdims=True))


@standardize.mistake
def standardize_variance_of_what_was_centred_only(X):
    """Your spread is the root of the mean square of X as it came in. Of which differences is a spread made?"""
    return _standardized(X, X.mean(axis=1, keepdims=True), np.sqrt(np.mean(X**2, axis=1, keepdims=True)))


@standardize.mistake
def standardize_with_m_minus_one(X):
    """Your spread was divided by m - 1, as for a sample (ddof=1). By what does the text divide?"""
    return _standardized(X, X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True, ddof=1))


@standardize.mistake
def standardize_to_unit_length(X):
    """Your rows have length 1: each was divided by the root of its sum of squares. Which number makes the spread 1?"""
    centred = X - X.mean(axis=1, keepdims=True)
    return _standardized(centred, 0, np.linalg.norm(centred, axis=1, keepdims=True))


@standardize.mistake
def standardize_normalised(X):
    """Your rows were divided by their length and not centred. Which two steps does the text name?"""
    return X / np.linalg.norm(X, axis=1, keepdims=True)


@standardize.mistake
def standardize_between_zero_and_one(X):
    """Your features run from 0 to 1: smallest and largest were used. Which two numbers does the text take of each
    row?"""
    low, high = X.min(axis=1, keepdims=True), X.max(axis=1, keepdims=True)
    return _standardized(X, low, high - low)


@standardize.mistake
def standardize_by_the_range(X):
    """Your features were centred and then divided by largest minus smallest. Which measure of spread is asked for?"""
    return _standardized(X, X.mean(axis=1, keepdims=True), np.ptp(X, axis=1, keepdims=True))


@standardize.mistake
def standardize_mean_added(X):
    """The mean of each feature was added, so it lies twice as far from 0. Which sign brings it to 0?"""
    return _standardized(X, -X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True))


@standardize.mistake
def standardize_multiplied(X):
    """Your features were multiplied by their spread, so the wide ones are wider still. Multiply or divide?"""
    return (X - X.mean(axis=1, keepdims=True)) * X.std(axis=1, keepdims=True)


@standardize.mistake
def standardize_without_keepdims(X):
    """An array of shape (n,) met one of shape (n, m) and does not stretch over it. What keeps the second axis of means
    and spreads?"""
    return (X - np.mean(X, axis=1)) / np.std(X, axis=1)


@standardize.mistake
def standardize_constant_becomes_nan(X):
    """All is right but the constant feature: its spread is 0, and 0 divided by 0 is nan. By what could such a row be
    divided?"""
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)


@standardize.mistake
def standardize_constant_becomes_one(X):
    """All is right but the constant feature, which became 1. How far is each of its numbers from its mean?"""
    return np.where(X.std(axis=1, keepdims=True) == 0, 1.0, standardize(X))


@standardize.mistake
def standardize_constant_left_alone(X):
    """All is right but the constant feature, which stayed as it was. How far is each of its numbers from its mean?"""
    return np.where(X.std(axis=1, keepdims=True) == 0, X, standardize(X))


@standardize.mistake
def standardize_constant_row_removed(X):
    """All is right but the constant feature, which is gone. Which shape does the text promise?"""
    return standardize(X)[X.std(axis=1) > 0]


# --- model --------------------------------------------------------------------------------------------------

_TRAINED = {
    "network": (("W1", "b1", "relu"), ("W2", "b2", "relu"), ("W3", "b3", "sigmoid")),
    "arguments": {
        "optimizer": 2,
        "rate": 3,
        "batch": 4,
        "beta": 5,
        "beta1": 6,
        "beta2": 7,
        "epsilon": 8,
        "iterations": 9,
    },
}


def _moved(parameters, gradients, v, s, t, optimizer, learning_rate, beta, beta1, beta2, epsilon):
    """One step of the optimiser of that name: the parameters and what it remembers of gradients and squares."""
    if optimizer == "gd":
        parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
    elif optimizer == "momentum":
        parameters, v = update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate)
    elif optimizer == "rmsprop":
        parameters, s = update_parameters_with_rmsprop(parameters, gradients, s, beta, learning_rate, epsilon)
    else:
        parameters, v, s = update_parameters_with_adam(
            parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon
        )
    return parameters, v, s


@exercise(
    parts={"training": 6, "costs": 2},
    returns=all_of(trajectory("training", **_TRAINED), training_costs("costs", every=100, optional=True, **_TRAINED)),
    needs=[
        initialize_parameters_he,
        random_mini_batches,
        update_parameters_with_gd,
        initialize_momentum,
        update_parameters_with_momentum,
        initialize_rmsprop,
        update_parameters_with_rmsprop,
        initialize_adam,
        update_parameters_with_adam,
    ],
    hints=(
        "Two loops, one inside the other: what is repeated once for each epoch, and what for each mini-batch?",
        "For each mini-batch: forward, cost, backward, update. What the optimiser remembers is made once, before both "
        "loops.",
        "New mini-batches at the start of every epoch (seed one higher); t one higher before every step of Adam; keep "
        "a cost when epoch % 100 is 0.",
    ),
    seconds=30,
    equivalent={
        "line 19: 3 -> 2": "any start is right",
        "line 19: 3 -> 4": "any start is right",
        "line 22: 10 -> 9": "any shuffling is right",
        "line 22: 10 -> 11": "any shuffling is right",
        "line 24: 1 -> 2": "any shuffling is right",
        "line 35: X -> Y": "both have one column an example",
    },
)
def model(
    X,
    Y,
    optimizer,
    learning_rate=0.0007,
    mini_batch_size=64,
    beta=0.9,
    beta1=0.9,
    beta2=0.999,
    epsilon=1e-8,
    num_epochs=10000,
    print_cost=True,
):
    """Train the network [n, 5, 2, 1] with "gd", "momentum", "rmsprop" or "adam": ``(parameters, costs)``.

    ``X (n, m)``, ``Y (1, m)`` of 0 and 1; ``costs`` holds the mean cost of the examples of every hundredth epoch,
    epoch 0 first. Formula: mini-batch steps, t counts all of them; any initialisation and any shuffling is right.
    """
    np.random.seed(3)
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    v, s = initialize_adam(parameters)
    costs, seed, t = [], 10, 0
    for epoch in range(num_epochs):
        seed = seed + 1
        total = 0
        for X_batch, Y_batch in random_mini_batches(X, Y, mini_batch_size, seed):
            a3, cache = forward_propagation(X_batch, parameters)
            total = total + compute_cost(a3, Y_batch) * Y_batch.shape[1]
            gradients = backward_propagation(X_batch, Y_batch, cache)
            t = t + 1
            parameters, v, s = _moved(
                parameters, gradients, v, s, t, optimizer, learning_rate, beta, beta1, beta2, epsilon
            )
        if epoch % 100 == 0:
            costs.append(total / X.shape[1])
    return parameters, costs


@model.inputs
def model_inputs(rng):
    """Each optimiser on whole batches and on mini-batches; no setting is a default, no cost is printed.

    The first call of those with a memory has learning rate 0, so that the start is seen.
    """

    def training(n, m, size, optimizer, epochs, rates=None):
        rate = float(_sizes(rng, 0.08, 0.2, ()))
        rates = [0.0, *[rate] * (len(epochs) - 1)] if rates is None else [rate] * len(epochs)
        X, Y = _learnable(rng, n, m)
        beta, beta1 = (float(x) for x in rng.permutation([0.7, 0.8]))
        beta2, epsilon = float(rng.choice([0.93, 0.95, 0.97])), float(_sizes(rng, 0.002, 0.006, (), places=4))
        settings = (beta, beta1, beta2, epsilon, epochs[-1], False)
        return steps(X, Y, optimizer, rate, size, *settings, vary={3: rates, 9: epochs})

    yield training(2, 4, 9, "gd", (1, 100, 101))
    yield training(3, 5, 4, "gd", (1, 2), rates="all")
    yield training(3, 6, 8, "momentum", (1, 1, 2))
    yield training(2, 3, 2, "momentum", (1, 1, 2))
    yield training(2, 6, 7, "rmsprop", (1, 1, 2))
    yield training(3, 4, 3, "rmsprop", (1, 1, 2))
    yield training(3, 4, 3, "adam", (1, 1, 2))
    yield training(2, 3, 2, "adam", (1, 1, 2))


def _learnable(rng, n, m):
    """Examples at which the usual start has gradients in every layer."""
    draw = np.random.RandomState(3)
    parameters = {}
    for l, (before, here) in enumerate([(n, 5), (5, 2), (2, 1)], 1):
        parameters[f"W{l}"] = draw.randn(here, before) * np.sqrt(2 / before)
        parameters[f"b{l}"] = np.zeros((here, 1))
    while True:
        X, Y = signed(rng, 0.3, 1.9, (n, m), places=2), (rng.random((1, m)) < 0.5).astype(float)
        a3, cache = forward_propagation(X, parameters)
        gradients = backward_propagation(X, Y, cache)
        alive = all(np.max(np.abs(gradients["d" + key])) > 0.05 for key in parameters)
        if alive and 0 < np.sum(Y) < m and np.max(np.abs(a3 - 0.5)) < 0.45:
            return X, Y


@model.also_correct
def model_by_optimizer(
    X,
    Y,
    optimizer,
    learning_rate=0.0007,
    mini_batch_size=64,
    beta=0.9,
    beta1=0.9,
    beta2=0.999,
    epsilon=1e-8,
    num_epochs=10000,
    print_cost=True,
):
    layers_dims = [X.shape[0], 5, 2, 1]
    costs, t, seed, m = [], 0, 10, X.shape[1]
    np.random.seed(3)
    parameters = initialize_parameters_he(layers_dims)
    if optimizer == "momentum":
        v = initialize_momentum(parameters)
    elif optimizer == "rmsprop":
        s = initialize_rmsprop(parameters)
    elif optimizer == "adam":
        v, s = initialize_adam(parameters)
    for i in range(num_epochs):
        seed = seed + 1
        cost_total = 0
        for minibatch in random_mini_batches(X, Y, mini_batch_size, seed):
            (minibatch_X, minibatch_Y) = minibatch
            a3, caches = forward_propagation(minibatch_X, parameters)
            cost_total += compute_cost(a3, minibatch_Y) * minibatch_X.shape[1]
            grads = backward_propagation(minibatch_X, minibatch_Y, caches)
            if optimizer == "gd":
                parameters = gd_in_place(parameters, grads, learning_rate)
            elif optimizer == "momentum":
                parameters, v = momentum_in_place(parameters, grads, v, beta, learning_rate)
            elif optimizer == "rmsprop":
                parameters, s = rmsprop_in_place(parameters, grads, s, beta, learning_rate, epsilon)
            elif optimizer == "adam":
                t = t + 1
                parameters, v, s, _, _ = adam_with_five_values(
                    parameters, grads, v, s, t, learning_rate, beta1, beta2, epsilon
                )
        cost_avg = cost_total / m
        if print_cost and i % 1000 == 0:
            print(f"Cost after epoch {i}: {cost_avg}")
        if i % 100 == 0:
            costs.append(np.array([cost_avg]))
    return parameters, costs


@model.also_correct
def model_with_parameters_alone(
    X, Y, optimizer, learning_rate, mini_batch_size, beta, beta1, beta2, epsilon, num_epochs
):
    """The classic form: another start, another shuffling, epsilon inside the roots."""
    draw = np.random.RandomState(5)
    sizes = [len(X), 5, 2, 1]
    parameters = {}
    for l in range(1, 4):
        parameters[f"W{l}"] = draw.normal(0, (2 / sizes[l - 1]) ** 0.5, (sizes[l], sizes[l - 1]))
        parameters[f"b{l}"] = np.zeros((sizes[l], 1))
    v, s, t = initialize_momentum(parameters), initialize_rmsprop(parameters), 1
    for epoch in range(num_epochs):
        for batch in batches_with_array_split(X, Y, mini_batch_size, epoch):
            _, cache = forward_propagation(batch[0], parameters)
            gradients = backward_propagation(*batch, cache)
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, gradients, learning_rate)
            if optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(parameters, gradients, v, beta, learning_rate)
            if optimizer == "rmsprop":
                parameters, s = rmsprop_epsilon_inside(parameters, gradients, s, beta, learning_rate, epsilon)
            if optimizer == "adam":
                parameters, v, s = adam_epsilon_inside(
                    parameters, gradients, v, s, t, learning_rate, beta1, beta2, epsilon
                )
            t += 1
    return parameters


def _model(X, Y, optimizer, rate, size, beta, beta1, beta2, epsilon, num_epochs, print_cost=True, **changed):
    """The training loop with some of its habits changed.

    ``widths`` of the layers, ``data(o)`` that a step sees, ``t(o)`` that Adam sees, ``memory(o)`` at the start of
    an epoch, ``skips(o)`` a step, ``cost(o)`` that is added up, ``keeps(o)`` a cost, ``epochs(num_epochs)``.
    """
    habits = {
        "widths": (5, 2, 1),
        "data": lambda o: (o.X_batch, o.Y_batch),
        "t": lambda o: o.t,
        "forgets": lambda o: False,
        "skips": lambda o: False,
        "kept": lambda o: o.total / o.m,
        "keeps": lambda o: o.epoch % 100 == 0,
        "epochs": range,
    }
    h = SimpleNamespace(**(habits | changed))
    np.random.seed(3)
    o = SimpleNamespace(X=X, Y=Y, m=X.shape[1], t=0, seed=10)
    parameters = initialize_parameters_he([X.shape[0], *h.widths])
    v, s = initialize_adam(parameters)
    costs = []
    for o.epoch in h.epochs(num_epochs):
        o.seed, o.total = o.seed + 1, 0
        batches = random_mini_batches(X, Y, size, o.seed)
        o.count = len(batches)
        for o.step_of_epoch, (o.X_batch, o.Y_batch) in enumerate(batches, 1):
            a3, _ = forward_propagation(o.X_batch, parameters)
            o.total += compute_cost(a3, o.Y_batch) * o.Y_batch.shape[1]
            seen = h.data(o)
            gradients = backward_propagation(*seen, forward_propagation(seen[0], parameters)[1])
            o.t += 1
            if h.forgets(o):
                v, s = initialize_adam(parameters)
            if h.skips(o):
                continue
            parameters, v, s = _moved(parameters, gradients, v, s, h.t(o), optimizer, rate, beta, beta1, beta2, epsilon)
        o.parameters = parameters
        if h.keeps(o):
            costs.append(h.kept(o))
    return parameters, costs


# model: the optimisers


@model.mistake
def model_t_stays_zero(*args):
    """With "adam" your parameters become nan: t is still 0, and 1 - beta⁰ is 0. When does t grow?"""
    return _model(*args, t=lambda o: 0)


@model.mistake
def model_t_stays_one(*args):
    """With "adam" every step is corrected as if it were the first. When does t grow?"""
    return _model(*args, t=lambda o: 1)


@model.mistake
def model_t_counts_epochs(*args):
    """With "adam" your t grows once in an epoch. What does t count, epochs or steps?"""
    return _model(*args, t=lambda o: o.epoch + 1)


@model.mistake
def model_t_begins_anew(*args):
    """With "adam" your t begins again in every epoch. v and s go on: what has t to do then?"""
    return _model(*args, t=lambda o: o.step_of_epoch)


@model.mistake
def model_t_begins_at_two(*args):
    """With "adam" your first step is corrected with t = 2. With which number does t begin, and when does it grow?"""
    return _model(*args, t=lambda o: o.t + 1)


@model.mistake
def model_forgets_each_epoch(*args):
    """v and s are zeros again at the start of every epoch. Where are they made, inside the loops or before them?"""
    return _model(*args, forgets=lambda o: o.step_of_epoch == 1)


@model.mistake
def model_forgets_each_step(*args):
    """v and s are zeros again before every step, so nothing is ever averaged. Where are they made?"""
    return _model(*args, forgets=lambda o: True)


@model.mistake
def model_always_gd(X, Y, optimizer, *settings):
    """Every optimizer gave the steps of plain gradient descent. Where does your loop ask which one it is?"""
    return model(X, Y, "gd", *settings)


@model.mistake
def model_always_adam(X, Y, optimizer, *settings):
    """Every optimizer gave the steps of Adam. Where does your loop ask which one it is?"""
    return model(X, Y, "adam", *settings)


@model.mistake
def model_momentum_is_gd(X, Y, optimizer, *settings):
    """With "momentum" your model makes the steps of plain gradient descent. Which update belongs to that name?"""
    return model(X, Y, "gd" if optimizer == "momentum" else optimizer, *settings)


@model.mistake
def model_rmsprop_is_adam(X, Y, optimizer, *settings):
    """With "rmsprop" your model makes the steps of Adam. Does the chain of questions know that name?"""
    return model(X, Y, "adam" if optimizer == "rmsprop" else optimizer, *settings)


@model.mistake
def model_rmsprop_does_nothing(X, Y, optimizer, learning_rate, *settings):
    """With "rmsprop" nothing moves. Does the chain of questions know that name?"""
    return model(X, Y, optimizer, 0 if optimizer == "rmsprop" else learning_rate, *settings)


# model: what is passed on


@model.mistake
def model_rate_fixed(X, Y, optimizer, learning_rate, *settings):
    """Your training used the rate 0.0007 whatever learning_rate says. Was the argument passed on to the updates?"""
    return model(X, Y, optimizer, 0.0007, *settings)


@model.mistake
def model_batch_size_fixed(X, Y, optimizer, learning_rate, mini_batch_size, *settings):
    """Your mini-batches held up to 64 examples whatever mini_batch_size says. Was the argument passed on?"""
    return model(X, Y, optimizer, learning_rate, 64, *settings)


@model.mistake
def model_beta1_for_beta(X, Y, optimizer, learning_rate, mini_batch_size, beta, beta1, *settings):
    """Momentum and RMSProp used beta1. Which of the three betas is theirs?"""
    return model(X, Y, optimizer, learning_rate, mini_batch_size, beta1, beta1, *settings)


@model.mistake
def model_betas_not_passed_on(X, Y, optimizer, learning_rate, mini_batch_size, beta, beta1, beta2, *settings):
    """Adam used 0.9 and 0.999 whatever beta1 and beta2 say. Were these arguments passed on?"""
    return model(X, Y, optimizer, learning_rate, mini_batch_size, beta, 0.9, 0.999, *settings)


@model.mistake
def model_epsilon_not_passed_on(X, Y, optimizer, rate, size, beta, beta1, beta2, epsilon, *settings):
    """RMSProp and Adam used 1e-8 whatever epsilon says. Was the argument passed on?"""
    return model(X, Y, optimizer, rate, size, beta, beta1, beta2, 1e-8, *settings)


# model: the loops


@model.mistake
def model_whole_set_in_each_step(*args):
    """Each of your steps saw all the examples, once for every mini-batch. What goes into forward_propagation?"""
    return _model(*args, data=lambda o: (o.X, o.Y))


@model.mistake
def model_one_step_an_epoch(*args):
    """Only the last mini-batch of an epoch moved your parameters. How far is the update indented?"""
    return _model(*args, skips=lambda o: o.step_of_epoch < o.count)


@model.mistake
def model_one_epoch_too_few(*args):
    """Your training is one epoch short. Which numbers does range give to the outer loop?"""
    return _model(*args, epochs=lambda n: range(1, n))


@model.mistake
def model_one_epoch_too_many(*args):
    """Your training makes one epoch too many. Which numbers does range give to the outer loop?"""
    return _model(*args, epochs=lambda n: range(n + 1))


@model.mistake
def model_returns_inside_the_loop(*args):
    """Your training ends after its first epoch. How far is the return indented?"""
    return _model(*args, epochs=lambda n: range(1))


@model.mistake
def model_untrained(*args):
    """Your parameters are those of the start. What becomes of the ones that the update returns?"""
    return _model(*args, skips=lambda o: True)


@model.mistake
def model_widths_exchanged(*args):
    """Your first hidden layer has 2 neurons and the second 5. In which order does the text give them?"""
    return _model(*args, widths=(2, 5, 1))


# model: the costs


@model.mistake
def model_costs_only_if_printed(*args):
    """Your costs are empty when print_cost is False. Keeping and printing are two things: how far is each indented?"""
    return _model(*args, keeps=lambda o: False)


@model.mistake
def model_cost_of_every_epoch(*args):
    """Your costs hold one number an epoch. Which epochs are to be kept?"""
    return _model(*args, keeps=lambda o: True)


@model.mistake
def model_cost_divided_twice(*args):
    """Your costs are too small by a factor of m: compute_cost has averaged already. What is left to divide by?"""
    return _model(*args, kept=lambda o: o.total / o.m**2)


@model.mistake
def model_cost_added_up(*args):
    """Your costs are too large by a factor of m. What turns the sum over the examples into their mean?"""
    return _model(*args, kept=lambda o: o.total)


@model.mistake
def model_cost_after_the_steps(*args):
    """Your first cost is that of parameters that have already moved. Which ones does the cost of epoch 0 belong to?"""
    return _model(*args, kept=lambda o: compute_cost(forward_propagation(o.X, o.parameters)[0], o.Y))


@model.mistake
def model_costs_first(*args):
    """The costs came back first and the parameters second. In which order does the text name them?"""
    return model(*args)[::-1]


@model.mistake(reads_global=True)
def notebook_variable_in_the_model(X, Y, optimizer, *settings):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says. Which
    argument, or which name of its own, is meant?"""
    return model(train_X, train_Y, optimizer, *settings)
