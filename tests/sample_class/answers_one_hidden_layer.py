"""What students write in assignment 02: whole functions, as text. The right ones compute in no line as the key does."""

from __future__ import annotations

IN_ANOTHER_WAY = {
    "relu": """
def relu(z):
    out = np.array(z, dtype=float)
    out[out < 0] = 0.
    return out
""",
    "sigmoid_derivative": """
def sigmoid_derivative(a):
    return np.multiply(a, np.subtract(1., a))
""",
    "tanh_derivative": """
def tanh_derivative(a):
    minus = 1 - a
    plus = 1 + a
    return plus * minus
""",
    "relu_derivative": """
def relu_derivative(z):
    return np.greater(z, 0)
""",
    "layer_sizes": """
def layer_sizes(X, Y):
    features, examples = np.shape(X)
    return [features, 4, len(Y)]
""",
    "initialize_parameters": """
def initialize_parameters(n_x, n_h, n_y):
    generator = np.random.default_rng(42)

    def small(rows, cols):
        return generator.standard_normal(size=(rows, cols)) / 100

    p = {'W2': small(n_y, n_h), 'W1': small(n_h, n_x)}
    for key, units in (('b1', n_h), ('b2', n_y)):
        p[key] = np.zeros(shape=[units, 1])
    return p
""",
    "forward_propagation": """
def forward_propagation(X, parameters):
    columns = {'Z1': [], 'A1': [], 'Z2': [], 'A2': []}
    for j in range(X.shape[1]):
        z1 = parameters['W1'].dot(X[:, j]) + parameters['b1'].ravel()
        a1 = np.tanh(z1)
        z2 = parameters['W2'].dot(a1) + parameters['b2'].ravel()
        columns['Z1'].append(z1)
        columns['A1'].append(a1)
        columns['Z2'].append(z2)
        columns['A2'].append(1. / (1. + np.exp(-z2)))
    cache = {key: np.column_stack(values) for key, values in columns.items()}
    return [cache['A2'], cache]
""",
    "compute_cost": """
def compute_cost(AL, Y, parameters):
    believed = np.where(Y == 1, AL, 1 - AL)
    return np.array(-np.log(believed).sum() / believed.size)
""",
    "backward_propagation": """
def backward_propagation(parameters, cache, X, Y):
    examples = float(X.shape[1])
    dZ2 = np.subtract(cache['A2'], Y)
    grads = dict(dW2=1 / examples * (dZ2 @ cache['A1'].T), db2=1 / examples * np.sum(dZ2))
    dZ1 = np.multiply(parameters['W2'].T @ dZ2, 1 - np.power(cache['A1'], 2))
    grads['dW1'] = 1 / examples * (dZ1 @ X.T)
    grads['db1'] = dZ1.mean(axis=1)[:, np.newaxis]
    return grads
""",
    "update_parameters": """
from copy import deepcopy

def update_parameters(parameters, grads, learning_rate=1.2):
    new = deepcopy(parameters)
    for layer in '12':
        for letter in ['W', 'b']:
            new[letter + layer] -= learning_rate * grads['d' + letter + layer]
    return new
""",
    "nn_model": """
def nn_model(X, Y, n_h, num_iterations=10000, print_cost=False):
    n_x, hidden, n_y = layer_sizes(X=X, Y=Y)
    theta = initialize_parameters(n_y=n_y, n_h=n_h, n_x=n_x)
    step = 0
    while step < num_iterations:
        AL, cache = forward_propagation(parameters=theta, X=X)
        if print_cost and step % 1000 == 0:
            print("Cost after iteration %i: %f" % (step, compute_cost(AL, Y, theta)))
        theta = update_parameters(theta, backward_propagation(theta, cache, X, Y))
        step += 1
    return theta
""",
    "predict": """
def predict(parameters, X):
    probabilities = forward_propagation(X, parameters)[0]
    answers = []
    for p in probabilities.ravel():
        answers.append(p > 0.5)
    return np.array(answers)
""",
    "numerical_gradient": """
def numerical_gradient(f, theta):
    eps = 1e-6
    theta = np.asarray(theta, dtype=float)  # whole numbers cannot hold eps
    flat = theta.ravel()  # the same numbers, in one row
    diffs = []
    for k in range(len(flat)):
        old = flat[k]
        flat[k] = old + eps
        J_plus = f(theta)
        flat[k] = old - eps
        J_minus = f(theta)
        flat[k] = old
        diffs.append((J_plus - J_minus) / eps / 2)
    return np.reshape(diffs, theta.shape)
""",
    "forward_propagation_rows": """
def forward_propagation_rows(X, params):
    hidden_scores = X @ params['w1'].T + params['b1'].T
    hidden = np.tanh(hidden_scores)
    scores = hidden @ params['w2'].T + params['b2'].T
    answers = sigmoid(z=scores)
    return answers.T, {'Z1': hidden_scores.T, 'A1': hidden.T, 'Z2': scores.T, 'A2': answers.T}
""",
    "compute_cost_rows": """
def compute_cost_rows(A2, Y):
    total = np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)
    return np.squeeze(-total / len(Y[0]))
""",
    "backward_propagation_rows": """
def backward_propagation_rows(params, cache, X, Y):
    dw1, db1 = np.zeros_like(params['w1']), np.zeros_like(params['b1'])
    dw2, db2 = np.zeros_like(params['w2']), np.zeros_like(params['b2'])
    for j, x in enumerate(X):
        error = (cache['A2'][0, j] - Y[0, j]) / len(X)
        a = cache['A1'][:, j]
        sent_back = params['w2'][0] * error * (1 - a * a)
        dw2 += error * a
        db2 += error
        dw1 += np.outer(sent_back, x)
        db1 += sent_back.reshape(-1, 1)
    return {'dw1': dw1, 'dw2': dw2, 'db1': db1, 'db2': db2}
""",
    "layer_sizes_rows": """
def layer_sizes_rows(X, Y):
    examples, features = np.shape(X)
    return [features, 4, len(Y)]
""",
    "nn_model_rows": """
def nn_model_rows(X, Y, n_h, num_iterations=1000, learning_rate=0.005):
    p = initialize_parameters_rows(X.shape[1], n_h, len(Y))
    costs, step = [], 0
    while step < num_iterations:
        A2, cache = forward_propagation_rows(params=p, X=X)
        if step % 100 == 0:
            costs.append(np.array(compute_cost_rows(A2, Y)))
        grads = backward_propagation_rows(p, cache, X, Y)
        for key in ('w1', 'b1', 'w2', 'b2'):
            p[key] = p[key] - np.multiply(learning_rate, grads['d' + key])
        step += 1
    return p, np.array(costs)
""",
    "predict_rows": """
def predict_rows(params, X):
    probabilities, _ = forward_propagation_rows(X, params)
    return [bool(p > 0.5) for p in np.ravel(probabilities)]
""",
}

SECOND_LAYER_FROM_Z1 = """
def forward_propagation(X, parameters):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, Z1) + b2
    A2 = sigmoid(Z2)
    assert(A2.shape == (W2.shape[0], X.shape[1]))
    cache = {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
    return A2, cache
"""

UPDATED_IN_PLACE = """
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"]
    b1 = parameters["b1"]
    W2 = parameters["W2"]
    b2 = parameters["b2"]
    W1 -= learning_rate * grads["dW1"]
    b1 -= learning_rate * grads["db1"]
    W2 -= learning_rate * grads["dW2"]
    b2 -= learning_rate * grads["db2"]
    parameters = {"W1": W1, "b1": b1, "W2": W2, "b2": b2}
    return parameters
"""

NEVER_ITERATES = """
def numerical_gradient(f, theta):
    h = 1e-5
    grad = np.zeros_like(theta)
    it = np.nditer(theta, flags=['multi_index'], op_flags=['readwrite'])
    while not it.finished:
        ix = it.multi_index
        old_value = theta[ix]
        theta[ix] = old_value + h
        fxh1 = f(theta)
        theta[ix] = old_value - h
        fxh2 = f(theta)
        theta[ix] = old_value
        grad[ix] = (fxh1 - fxh2) / (2 * h)
    return grad
"""

NOT_A_FLOAT = """
def compute_cost(A2, Y, parameters):
    m = Y.shape[1]
    cost = -1 / m * (np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T))
    cost = np.squeeze(cost)     # makes sure cost is the dimension we expect
    assert(isinstance(cost, float))
    return cost
"""

A_FLOAT = """
def compute_cost_rows(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = np.squeeze(-np.sum(logprobs) / m)
    assert(isinstance(cost, float))
    return cost
"""

ANOTHER_ASSERT = """
def compute_cost(A2, Y, parameters):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    assert(logprobs.shape == (m, 1))
    return -np.sum(logprobs) / m
"""

COST_OF_ROWS_NOT_SUMMED = """
def compute_cost_rows(A2, Y):
    m = Y.shape[1]
    cost = -(1 / m) * (np.multiply(Y, np.log(A2)) + np.multiply(1 - Y, np.log(1 - A2)))
    return cost
"""

BIASES_OF_ROWS_WITHOUT_KEEPDIMS = """
def backward_propagation_rows(params, cache, X, Y):
    m = X.shape[0]
    dZ2 = cache["A2"] - Y
    dw2 = np.dot(dZ2, cache["A1"].T) / m
    db2 = np.sum(dZ2, axis=1) / m
    dZ1 = np.dot(params["w2"].T, dZ2) * (1 - cache["A1"] ** 2)
    dw1 = np.dot(dZ1, X) / m
    db1 = np.sum(dZ1, axis=1) / m
    return {"dw1": dw1, "db1": db1, "dw2": dw2, "db2": db2}
"""

LABELS_EXCHANGED = """
def backward_propagation(parameters, cache, X, Y):
    m = X.shape[1]
    A1 = cache["A1"]
    dZ2 = cache["A2"] - (1 - Y)     # class 0 is the red one
    dW2 = np.dot(dZ2, A1.T) / m
    db2 = np.sum(dZ2, axis=1, keepdims=True) / m
    dZ1 = np.multiply(np.dot(parameters["W2"].T, dZ2), 1 - np.power(A1, 2))
    dW1 = np.dot(dZ1, X.T) / m
    db1 = np.sum(dZ1, axis=1, keepdims=True) / m
    return {"dW1": dW1, "db1": db1, "dW2": dW2, "db2": db2}
"""

COST_OF_EXCHANGED_LABELS = """
def compute_cost_rows(A2, Y):
    m = Y.shape[1]
    cost = -np.sum((1 - Y) * np.log(A2) + Y * np.log(1 - A2)) / m
    return cost
"""

ELSEWHERE = [
    """
# Package imports
import numpy as np
import matplotlib.pyplot as plt
from testCases_v2 import *
import sklearn
import sklearn.datasets
import sklearn.linear_model
from planar_utils import plot_decision_boundary, sigmoid, load_planar_dataset, load_extra_datasets
from planar_utils import *

%matplotlib inline

np.random.seed(1) # set a seed so that the results are consistent
""",
    """
X, Y = load_planar_dataset()
plt.scatter(X[0, :], X[1, :], c=Y, s=40, cmap=plt.cm.Spectral);
""",
    """
parameters = nn_model(X, Y, n_h = 4, num_iterations = 10000, print_cost=True)
plot_decision_boundary(lambda x: predict(parameters, x.T), X, Y
plt.title("Decision Boundary for hidden layer size " + str(4))
""",
]
