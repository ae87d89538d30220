# %% neuron_by_neuron
# fair: 4 of 4
# true: nothing is wrong. Loops over examples, neurons and inputs; math in place of NumPy.
import math


def forward_propagation(X, parameters):
    """From the examples to the probabilities."""
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]
    n_x, m = X.shape
    n_h, n_y = W1.shape[0], W2.shape[0]
    Z1 = np.zeros((n_h, m))
    A1 = np.zeros((n_h, m))
    Z2 = np.zeros((n_y, m))
    A2 = np.zeros((n_y, m))
    for i in range(m):
        for j in range(n_h):
            score = b1[j, 0]
            for k in range(n_x):
                score += W1[j, k] * X[k, i]
            Z1[j, i] = score
            A1[j, i] = math.tanh(score)
        for j in range(n_y):
            Z2[j, i] = b2[j, 0] + sum(W2[j, k] * A1[k, i] for k in range(n_h))
            A2[j, i] = 1 / (1 + math.exp(-Z2[j, i]))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% dense_layer_helper
# fair: 4 of 4
# true: nothing is wrong. The sigmoid is written as (1 + tanh(z/2)) / 2; the cache holds more
#       keys, and the two values come as a list.
def dense(W, inp, b, g):
    z = np.einsum("hn,nm->hm", W, inp) + b
    return z, g(z)


def forward_propagation(X, parameters):
    squash = lambda z: 0.5 * (1 + np.tanh(z / 2))   # = sigmoid, never overflows
    Z1, A1 = dense(parameters["W1"], X, parameters["b1"], np.tanh)
    Z2, A2 = dense(parameters["W2"], A1, parameters["b2"], squash)
    cache = dict(X=X, Z1=Z1, A1=A1, Z2=Z2, A2=A2)
    return [A2, cache]


# %% bias_as_an_extra_weight
# fair: 4 of 4
# true: nothing is wrong. The biases are appended to the weights, and a row of ones to the inputs.
def with_ones(M):
    return np.vstack([M, np.ones((1, M.shape[1]))])


def forward_propagation(X, parameters):
    """Des exemples aux probabilités."""
    W1b1 = np.hstack([parameters["W1"], parameters["b1"]])
    W2b2 = np.hstack([parameters["W2"], parameters["b2"]])

    Z1 = W1b1 @ with_ones(X)
    A1 = 2 * sigmoid(2 * Z1) - 1    # tanh
    Z2 = W2b2 @ with_ones(A1)
    A2 = sigmoid(Z2)

    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% scores_sent_on
# fair: 3 of 4
# true: the second layer gets the scores Z1 and not the activations A1, so Z2 and A2 are wrong. Z1
#       and A1 are right.
def forward_propagation(X, parameters):
    """From the examples to the probabilities.

    Arguments: X -- examples (n_x, m);  parameters -- "W1", "b1", "W2", "b2"
    Returns:   A2 -- probabilities (n_y, m);  cache -- a dictionary with "Z1", "A1", "Z2", "A2"
    """
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]

    ### START CODE HERE ### (≈ 4 lines of code)
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, Z1) + b2
    A2 = sigmoid(Z2)
    ### END CODE HERE ###

    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% tanh_twice
# fair: 3 of 4
# true: the output also goes through tanh; a probability needs the sigmoid there. Z1, A1 and Z2
#       are right.
def forward_propagation(X, parameters):
    """From the examples to the probabilities."""
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]

    ### START CODE HERE ### (≈ 4 lines of code)
    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = np.tanh(Z2)
    ### END CODE HERE ###

    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% star_between_matrices
# fair: 2 of 4
# true: * multiplies element by element, and (n_h, n_x) and (n_x, m) do not fit, so there is an
#       error. A matrix product, @ or np.dot, is needed in both layers. The activations are right.
def forward_propagation(X, parameters):
    """From the examples to the probabilities."""
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]

    ### START CODE HERE ### (≈ 4 lines of code)
    Z1 = W1 * X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 * A1 + b2
    A2 = sigmoid(Z2)
    ### END CODE HERE ###

    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% bias_after_tanh
# fair: 2.5 of 4
# true: b1 is added behind the tanh and not to the score, so Z1 lacks its bias and A1, Z2 and A2
#       are wrong too. The second layer is right.
def forward_propagation(X, parameters):
    """From the examples to the probabilities."""
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]

    ### START CODE HERE ### (≈ 4 lines of code)
    Z1 = np.matmul(W1, X)
    A1 = np.tanh(Z1) + b1
    Z2 = np.matmul(W2, A1) + b2
    A2 = sigmoid(Z2)
    ### END CODE HERE ###

    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% tanh_written_over_the_scores
# fair: 3 of 4
# true: tanh and sigmoid write their results into the arrays of the scores, so the cache holds A1
#       under "Z1" and A2 under "Z2". A2 and A1 are right; the scores should be kept in arrays of
#       their own.
def forward_propagation(X, parameters):
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]

    Z1 = W1 @ X + b1
    A1 = Z1
    np.tanh(Z1, out=A1)          # saves memory
    Z2 = W2 @ A1 + b2
    A2 = Z2
    A2[:] = sigmoid(Z2)

    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


# %% asserts_one_output
# fair: 3 of 4
# true: it is right with one output, but the assertion demands the shape (1, m) and stops the
#       function when there are more outputs; A2 has the shape (n_y, m).
def forward_propagation(X, parameters):
    """From the examples to the probabilities."""
    W1, b1 = parameters["W1"], parameters["b1"]
    W2, b2 = parameters["W2"], parameters["b2"]

    ### START CODE HERE ### (≈ 4 lines of code)
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    ### END CODE HERE ###

    assert A2.shape == (1, X.shape[1])
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
