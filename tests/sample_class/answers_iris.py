"""What students write in assignment 04: whole functions, as text. The right ones compute in no line as the key does."""

from __future__ import annotations

IN_ANOTHER_WAY = {
    "settle": """
def settle(W, x, threshold=1e-6):
    n = W.shape[0]
    y = np.zeros(n)
    moved = 1.0
    while moved > threshold:
        new = np.tanh(W @ y + x[:, 0])
        moved = np.linalg.norm(new - y)
        y = new
    return y[:, np.newaxis]
""",
    "settle_gradient": """
def settle_gradient(W, x, error):
    y = settle(W, x)
    slopes = np.diag(1 - np.square(y[:, 0]))
    delta = slopes @ error
    for turn in range(300):
        delta = slopes @ (W.T @ delta + error)
    return np.outer(delta, y)
""",
    "to_one_hot": """
def to_one_hot(Y):
    kinds = np.arange(Y.max() + 1)
    return np.array([kinds == label for label in Y])
""",
    "sigmoid_derivative": """
def sigmoid_derivative(a):
    return a - np.power(a, 2)
""",
    "normalize": """
def normalize(X, axis=-1, order=2):
    L = np.atleast_1d(np.linalg.norm(X, ord=order, axis=axis))
    for i in range(len(L)):
        if L[i] == 0:
            L[i] = 1.
    return X / np.expand_dims(L, axis)
""",
    "split": """
def split(X, Y, test_size=0.33, seed=0):
    rng = np.random.default_rng(seed=seed)
    everybody = set(range(X.shape[0]))
    tested = rng.choice(X.shape[0], size=int(X.shape[0] * test_size), replace=False)
    rest = sorted(everybody - set(tested.tolist()))
    rng.shuffle(rest)
    return [X[rest], X[tested], Y[rest], Y[tested]]
""",
    "forward": """
def forward(layer0, w0, w1):
    out = []
    a = layer0
    for w in (w0, w1):
        a = 1 / (1 + np.exp(-np.matmul(a, w)))
        out.append(a)
    return tuple(out)
""",
    "backward": """
def backward(layer0, layer1, layer2, y, w1):
    l2_error = np.subtract(y, layer2)
    l2_delta = np.multiply(l2_error, sigmoid_derivative(a=layer2))
    l1_error = l2_delta.dot(w1.T)
    l1_delta = np.multiply(l1_error, sigmoid_derivative(a=layer1))
    return l1_delta, l2_delta
""",
    "train": """
def train(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    generator = np.random.default_rng(2024)
    syn1 = 2 * generator.random((hidden, len(y[0]))) - 1
    syn0 = 2 * generator.random((len(X[0]), hidden)) - 1
    history = []
    for j in range(num_iterations):
        l1, l2 = forward(w1=syn1, w0=syn0, layer0=X)
        if (j % 100) == 0:
            history.append(np.array(np.abs(l2 - y).sum() / y.size))
        l1_delta, l2_delta = backward(X, l1, l2, y=y, w1=syn1)
        syn1 += learning_rate * l1.T.dot(l2_delta)
        syn0 += learning_rate * X.T.dot(l1_delta)
    return dict(w0=syn0, w1=syn1), history
""",
    "accuracy": """
def accuracy(layer2, y):
    hits = 0
    for guess, truth in zip(layer2, y):
        if guess.argmax() == list(truth).index(1):
            hits = hits + 1
    return np.array(hits / len(y))
""",
}

SIGMOID_APPLIED_TWICE = """
def sigmoid_derivative(x):
    return sigmoid(x) * (1 - sigmoid(x))
"""

GUARD_LOST = """
def normalize(X, axis=-1, order=2):
    l2 = np.atleast_1d(np.linalg.norm(X, order, axis))
    return X / np.expand_dims(l2, axis)
"""

NOT_SHUFFLED = """
def split(X, Y, test_size=0.33, seed=0):
    np.random.seed(seed)
    n_test = int(np.ceil(len(X) * test_size))
    n_train = len(X) - n_test
    X_train, X_test = X[:n_train], X[n_train:]
    Y_train, Y_test = Y[:n_train], Y[n_train:]
    return X_train, X_test, Y_train, Y_test
"""

CLOSENESS = """
def accuracy(layer2, y):
    error = np.abs(y - layer2)
    return 1 - np.mean(error)
"""

NEVER_ENDS = """
def settle(W, x, threshold=1e-6):
    before = np.zeros(x.shape)
    state = np.tanh(W @ before + x)
    while np.max(np.abs(state - before)) >= threshold:
        state = np.tanh(W @ state + x)
    return state
"""

SIGMOID_WITH_ITS_SLOPE = """
def sigmoid(x, deriv=False):
    if deriv:
        return x * (1 - x)
    return 1 / (1 + np.exp(-x))

def sigmoid_derivative(a):
    return sigmoid(a, deriv=True)
"""

ELSEWHERE = [
    """
%matplotlib inline
import numpy as np
import pandas as pd
import seaborn as sns
import tensorflow as tf
import matplotlib.pyplot as plt
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from iris_utils import *
""",
    """
iris = load_iris()
df = pd.DataFrame(iris.data, columns=iris.feature_names)
sns.pairplot(df)
""",
    """
!pip install tensorflow
weights, errors = train(X_train, y_train, hidden=5, num_iterations=100000
plt.plot(errors)
""",
]
