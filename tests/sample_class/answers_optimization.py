"""What students write in assignment 03: whole functions, as text. The right ones compute in no line as the key does."""

from __future__ import annotations

IN_ANOTHER_WAY = {
    "initialize_parameters_he": """
def initialize_parameters_he(layer_dims):
    rng = np.random.default_rng(1)
    p = dict()
    for layer, (n_in, n_out) in enumerate(zip(layer_dims[:-1], layer_dims[1:])):
        p["W%d" % (layer + 1)] = rng.normal(loc=0, scale=(2. / n_in) ** .5, size=[n_out, n_in])
        p["b%d" % (layer + 1)] = np.array([[0.]] * n_out)
    return p
""",
    "random_mini_batches": """
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    columns = list(range(X.shape[1]))
    np.random.default_rng(seed).shuffle(columns)
    batches = []
    while columns:
        here, columns = columns[:mini_batch_size], columns[mini_batch_size:]
        batches.append([np.take(X, here, axis=1), np.take(Y, here, axis=1)])
    return batches
""",
    "exponentially_weighted_average": """
def exponentially_weighted_average(values, beta, bias_correction=False):
    result = []
    for i in range(len(values)):
        if i == 0:
            v = values[0] * (1 - beta) if bias_correction else values[0]
        else:
            v = v + (1 - beta) * (values[i] - v)
        result.append(v / (1 - np.power(beta, i + 1)) if bias_correction else v)
    return result
""",
    "update_parameters_with_gd": """
def update_parameters_with_gd(parameters, grads, learning_rate):
    for key in parameters:
        parameters[key] -= learning_rate * grads['d' + key]
    return parameters
""",
    "initialize_momentum": """
def initialize_velocity(parameters):
    velocity = {}
    for l in range(int(len(parameters) / 2)):
        velocity["dW" + str(l + 1)] = np.zeros_like(parameters["W" + str(l + 1)])
        velocity["db" + str(l + 1)] = np.zeros_like(parameters["b" + str(l + 1)])
    return velocity
""",
    "update_parameters_with_momentum": """
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    for l in range(len(parameters) // 2):
        for name in ("W" + str(l + 1), "b" + str(l + 1)):
            v["d" + name] = np.add(np.multiply(beta, v["d" + name]), np.multiply(1 - beta, grads["d" + name]))
            parameters[name] = parameters[name] - np.multiply(learning_rate, v["d" + name])
    return parameters, v
""",
    "initialize_rmsprop": """
def initialize_rmsprop(parameters):
    return {"d" + k: 0 * w for k, w in parameters.items()}
""",
    "update_parameters_with_rmsprop": """
def update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon=1e-8):
    moved = {}
    for key, w in parameters.items():
        g = grads["d" + key]
        s["d" + key] *= beta
        s["d" + key] += (1 - beta) * g * g
        moved[key] = w - learning_rate / (s["d" + key] ** 0.5 + epsilon) * g
    return [moved, s]
""",
    "initialize_adam": """
def initialize_adam(parameters):
    v, s = dict(), dict()
    for l in np.arange(1, len(parameters) / 2 + 1, dtype=int):
        rows, cols = parameters["W" + str(l)].shape
        v["dW" + str(l)] = np.zeros((rows, cols))
        v["db" + str(l)] = np.zeros((rows, 1))
        s["dW" + str(l)] = np.zeros((rows, cols))
        s["db" + str(l)] = np.zeros((rows, 1))
    return v, s
""",
    "update_parameters_with_adam": """
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01,
                                beta1=0.9, beta2=0.999, epsilon=1e-8):
    v_hat = {}
    s_hat = {}
    for l in range(int(len(parameters) / 2)):
        for g in ["dW" + str(l + 1), "db" + str(l + 1)]:
            v[g] = beta1 * v[g] + (1 - beta1) * grads[g]
            v_hat[g] = v[g] / (1 - np.power(beta1, t))
            s[g] = beta2 * s[g] + (1 - beta2) * np.power(grads[g], 2)
            s_hat[g] = s[g] / (1 - np.power(beta2, t))
            parameters[g[1:]] = parameters[g[1:]] - learning_rate * np.divide(v_hat[g], np.sqrt(s_hat[g] + epsilon))
    return parameters, v, s, v_hat, s_hat
""",
    "decay_inverse": """
def decay_inverse(alpha0, decay_rate, epoch):
    return np.array(1. / (1. + epoch * decay_rate) * alpha0)
""",
    "decay_exponential": """
def decay_exponential(alpha0, epoch, base=0.95):
    for i in range(epoch):
        alpha0 = alpha0 * base
    return alpha0
""",
    "decay_cosine": """
def decay_cosine(alpha0, epoch, num_epochs, minimum=0):
    radius = (alpha0 - minimum) / 2
    angle = np.pi * (epoch / num_epochs)
    return np.array([radius * np.cos(angle)]) + minimum + radius
""",
    "standardize": """
def standardize(X):
    X_norm = np.zeros(X.shape)
    for i in range(X.shape[0]):
        mu, sigma = X[i].mean(), X[i].std()
        if sigma > 0:
            X_norm[i] = (X[i] - mu) / sigma
    return X_norm
""",
    "model": """
def model(X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9,
          beta1=0.9, beta2=0.999, epsilon=1e-8, num_epochs=10000, print_cost=True):
    parameters = initialize_parameters_he(layer_dims=[len(X), 5, 2, 1])
    velocity, (v, s) = initialize_velocity(parameters), initialize_adam(parameters=parameters)
    steps = 0
    for i in range(num_epochs):
        for batch in random_mini_batches(X, Y, mini_batch_size, seed=i):
            x, y = batch
            a3, caches = forward_propagation(x, parameters)
            grads = backward_propagation(x, y, caches)
            steps += 1
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, grads, learning_rate=learning_rate)
            if optimizer == "momentum":
                parameters, velocity = update_parameters_with_momentum(parameters, grads, velocity, beta,
                                                                       learning_rate)
            if optimizer == "rmsprop":
                parameters, s = update_parameters_with_rmsprop(parameters, grads, beta=beta, s=s, epsilon=epsilon,
                                                               learning_rate=learning_rate)
            if optimizer == "adam":
                parameters, v, s, _, _ = update_parameters_with_adam(parameters, grads, v, s, steps, learning_rate,
                                                                     beta1, beta2, epsilon)
        if print_cost and i % 1000 == 0:
            print("Cost after epoch %i: %f" % (i, compute_cost(a3, y)))
    return parameters
""",
}

ROOT_OF_UNCORRECTED_S = """
def update_parameters_with_adam(parameters, grads, v, s, t, learning_rate=0.01,
                                beta1=0.9, beta2=0.999, epsilon=1e-8):
    L = len(parameters) // 2
    v_corrected = {}
    s_corrected = {}
    for l in range(L):
        for d in ("dW" + str(l+1), "db" + str(l+1)):
            v[d] = beta1*v[d] + (1 - beta1)*grads[d]
            v_corrected[d] = v[d]/(1 - beta1**t)
            s[d] = beta2*s[d] + (1 - beta2)*grads[d]**2
            s_corrected[d] = s[d]/(1 - beta2**t)
            parameters[d[1:]] = parameters[d[1:]] - learning_rate*v_corrected[d]/(np.sqrt(s[d]) + epsilon)
    return parameters, v, s
"""

TRAINING = """
def model(X, Y, optimizer, learning_rate=0.0007, mini_batch_size=64, beta=0.9,
          beta1=0.9, beta2=0.999, epsilon=1e-8, num_epochs=10000, print_cost=True):
    parameters = initialize_parameters_he([X.shape[0], 5, 2, 1])
    v, s = initialize_adam(parameters)
    t, costs = 0, []
    for i in range(num_epochs):
        total = 0
        for x, y in random_mini_batches(X, Y, mini_batch_size, i):
            a3, cache = forward_propagation(x, parameters)
            total += compute_cost(a3, y) * x.shape[1]
            grads = backward_propagation(x, y, cache)
            t += 1
            if optimizer == "gd":
                parameters = update_parameters_with_gd(parameters, grads, learning_rate)
            elif optimizer == "momentum":
                parameters, v = update_parameters_with_momentum(parameters, grads, v, beta, learning_rate)
            elif optimizer == "rmsprop":
                parameters, s = update_parameters_with_rmsprop(parameters, grads, s, beta, learning_rate, epsilon)
            else:
                parameters, v, s = update_parameters_with_adam(parameters, grads, v, s, t, learning_rate,
                                                               beta1, beta2, epsilon)
        if i % 100 == 0:
            costs.append(total / X.shape[1])
    return parameters, costs
"""
READS_TRAIN_X = TRAINING.replace("(X, Y, mini", "(train_X, train_Y, mini").replace(" X.shape", " train_X.shape")
READS_TRAIN_X = READS_TRAIN_X.replace("[X.shape", "[train_X.shape")
TRAIN_X = "train_X, train_Y = datasets.load_two_moons()\nplots.show(plots.planar_examples(train_X, train_Y))"

COST_OF_THE_LAST_BATCH = TRAINING.replace("total += compute_cost(a3, y) * x.shape[1]", "cost = compute_cost(a3, y)")
COST_OF_THE_LAST_BATCH = COST_OF_THE_LAST_BATCH.replace("costs.append(total / X.shape[1])", "costs.append(cost)")

COSTS_ONLY_IF_PRINTED = TRAINING.replace("if i % 100", "if print_cost and i % 100")

LOOP_VARIABLE_AFTER_THE_LOOP = """
import math

def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []
    permutation = list(np.random.permutation(m))
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation].reshape((1, m))
    num_complete_minibatches = math.floor(m/mini_batch_size)
    for k in range(0, num_complete_minibatches):
        mini_batch_X = shuffled_X[:, k*mini_batch_size : (k+1)*mini_batch_size]
        mini_batch_Y = shuffled_Y[:, k*mini_batch_size : (k+1)*mini_batch_size]
        mini_batches.append((mini_batch_X, mini_batch_Y))
    if m % mini_batch_size != 0:
        mini_batch_X = shuffled_X[:, (k+1)*mini_batch_size :]
        mini_batch_Y = shuffled_Y[:, (k+1)*mini_batch_size :]
        mini_batches.append((mini_batch_X, mini_batch_Y))
    return mini_batches
"""

NUMPY_INT = """
def exponentially_weighted_average(values, beta, bias_correction=False):
    averages = np.zeros(len(values))
    averages[0] = values[0]
    for i in range(1, len(values)):
        averages[i] = beta * averages[i - 1] + (1 - beta) * values[i]
    window = np.int(1 / (1 - beta))
    print("averages over about", window, "days")
    return averages
"""

NEVER_ENDS = """
def exponentially_weighted_average(values, beta, bias_correction=False):
    averages = np.zeros(len(values))
    v, t = 0, 0
    while t < len(values):
        v = beta * v + (1 - beta) * values[t]
        averages[t] = v / (1 - beta ** (t + 1)) if bias_correction else v
    return averages
"""

MOMENTUM_STEP_WITH_GRADIENTS = """
def update_parameters_with_momentum(parameters, grads, v, beta, learning_rate):
    L = len(parameters) // 2
    for l in range(1, L + 1):
        v["dW" + str(l)] = beta*v["dW" + str(l)] + (1 - beta)*grads["dW" + str(l)]
        v["db" + str(l)] = beta*v["db" + str(l)] + (1 - beta)*grads["db" + str(l)]
        parameters["W" + str(l)] = parameters["W" + str(l)] - learning_rate*grads["dW" + str(l)]
        parameters["b" + str(l)] = parameters["b" + str(l)] - learning_rate*grads["db" + str(l)]
    return parameters, v
"""

DB_FROM_THE_COLUMNS_OF_W = """
def initialize_adam(parameters):
    v, s = {}, {}
    for l in range(1, len(parameters)//2 + 1):
        W = parameters["W" + str(l)]
        v["dW" + str(l)] = np.zeros(W.shape)
        v["db" + str(l)] = np.zeros((W.shape[1], 1))
        s["dW" + str(l)] = np.zeros(W.shape)
        s["db" + str(l)] = np.zeros((W.shape[1], 1))
    return v, s
"""

ELSEWHERE = [
    """
import numpy as np
import matplotlib.pyplot as plt
import scipy.io
import math
import sklearn
import sklearn.datasets

from opt_utils import load_params_and_grads, initialize_parameters, forward_propagation, backward_propagation
from opt_utils import compute_cost, predict, predict_dec, plot_decision_boundary, load_dataset
from testCases import *
from opt_utils import *

%matplotlib inline
plt.rcParams['figure.figsize'] = (7.0, 4.0) # set default size of plots
""",
    "train_X, train_Y = load_dataset()",
    """
# train 3-layer model
layers_dims = [train_X.shape[0], 5, 2, 1]
parameters = model(train_X, train_Y, layers_dims, optimizer = "gd"
predictions = predict(train_X, train_Y, parameters)
""",
]
