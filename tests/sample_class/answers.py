"""What students of the sample class write: whole functions, as text. The right ones keep to no line of the key."""

from __future__ import annotations

from typing import Any

from autograder.checks.contents import Checks

IN_ANOTHER_WAY = {
    "graph_forward": """
def graph_forward(a, b, c):
    u = np.prod([b, c])
    v = sum([a, u])
    return [u, v, v + v + v]
""",
    "graph_backward": """
def graph_backward(a, b, c):
    def J(a, b, c):
        return 3 * (a + b * c)
    h = 1e-4
    return {
        "da": (J(a + h, b, c) - J(a - h, b, c)) / (2 * h),
        "db": (J(a, b + h, c) - J(a, b - h, c)) / (2 * h),
        "dc": (J(a, b, c + h) - J(a, b, c - h)) / (2 * h),
    }
""",
    "flatten_images": """
def flatten_images(images):
    columns = []
    for picture in images:
        columns.append(picture.ravel().tolist())
    return np.array(columns).transpose()
""",
    "sigmoid": """
import math

def sigmoid(z):
    if np.ndim(z) == 0:
        return 0.5 * (1 + math.tanh(z / 2))
    s = np.empty(z.shape)
    for i in np.ndindex(z.shape):
        s[i] = 0.5 * (1 + math.tanh(z[i] / 2))
    return s
""",
    "initialize_with_zeros": """
def initialize_with_zeros(dim):
    w = [[0] for row in range(dim)]
    return w, 0
""",
    "propagate": """
def propagate(w, b, X, Y):
    n, m = X.shape
    cost, db, dw = 0.0, 0.0, np.zeros((n, 1))
    for j in range(m):
        a = sigmoid(float(sum(w[i, 0] * X[i, j] for i in range(n)) + b))
        cost -= math.log(a) if Y[0, j] == 1 else math.log(1 - a)
        db += (a - Y[0, j]) / m
        for i in range(n):
            dw[i, 0] += X[i, j] * (a - Y[0, j]) / m
    return {"dw": dw, "db": db}, cost / m
""",
    "optimize": """
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False, every=100):
    history = []
    i = 0
    while i < num_iterations:
        A = sigmoid(w.T @ X + b)
        if i % every == 0:
            history.append([-np.mean(np.where(Y == 1, np.log(A), np.log(1 - A)))])
        dw, db = X @ (A - Y).T / Y.size, np.mean(A - Y)
        w, b = w - learning_rate * dw, b - learning_rate * db
        i += 1
    return {"w": w, "b": b}, {"dw": dw, "db": db}, history
""",
    "predict": """
def predict(w, b, X):
    labels = []
    for x in X.T:
        if sigmoid(float(np.sum(w[:, 0] * x)) + b) > 0.5:
            labels.append(True)
        else:
            labels.append(False)
    return np.array(labels)
""",
    "model": """
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    params, grads, costs = optimize(
        np.zeros((len(X_train), 1)), np.zeros((1, 1)), X_train, Y_train, num_iterations, learning_rate)
    d = dict(params, costs=np.array(costs), learning_rate=np.float64(learning_rate))
    d["num_iterations"] = num_iterations
    d["Y_prediction_train"] = (params["w"].T @ X_train + params["b"] > 0).astype(int)
    d["Y_prediction_test"] = (params["w"].T @ X_test + params["b"] > 0).astype(int)
    return d
""",
}

PREDICT_WITHOUT_SIGMOID = """
def predict(w, b, X):
    Y_prediction = np.zeros((1, X.shape[1]))
    A = np.dot(w.T, X) + b
    for i in range(A.shape[1]):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction
"""

DW_NOT_AVERAGED = """
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -1 / m * np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    dw = np.dot(X, (A - Y).T)
    db = 1 / m * np.sum(A - Y)
    return {"dw": dw, "db": db}, cost
"""

STEPS_UPHILL = """
def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w + learning_rate * grads["dw"]
        b = b + learning_rate * grads["db"]
        if i % 100 == 0:
            costs.append(cost)
    return {"w": w, "b": b}, grads, costs
"""

SIGMOID_WITHOUT_MINUS = """
def sigmoid(z):
    s = 1 / (1 + np.exp(z))
    return s
"""

RANK_ONE_WEIGHTS = """
def initialize_with_zeros(dim):
    w = np.zeros(dim)
    b = 0.0
    return w, b
"""

NOT_RETURNED = """
def graph_backward(a, b, c):
    grads = {"da": 3, "db": 3 * c, "dc": 3 * b}
    print(grads)
"""

READS_THE_NOTEBOOK = """
def propagate(w, b, X, Y):
    m = my_pictures.shape[1]
    A = sigmoid(np.dot(w.T, my_pictures) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {"dw": np.dot(my_pictures, (A - Y).T) / m, "db": np.sum(A - Y) / m}, cost
"""
MY_PICTURES = "my_pictures = np.array([[0.2, -0.7, 1.3], [0.5, 0.1, -0.6]])"

UNTRAINED_PREDICTIONS = """
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    return {"costs": costs, "Y_prediction_test": predict(w, b, X_test), "Y_prediction_train": predict(w, b, X_train),
            "w": params["w"], "b": params["b"], "learning_rate": learning_rate, "num_iterations": num_iterations}
"""

LOUD_SIGMOID = """
import logging, sys, warnings

def sigmoid(z):
    print("z is", z)
    print("careful!", file=sys.stderr)
    warnings.warn("this may overflow")
    logging.warning("it does")
    np.seterr(all="warn")
    return 1 / (1 + np.exp(-z))
"""

STOPS_WITH_AN_ERROR = """
def flatten_images(images):
    return images.reshape(images.shape[0], pixels).T
"""

NEVER_ENDS = """
def flatten_images(images):
    j = 0
    while j < images.shape[0]:
        column = images[j].reshape(-1, 1)
    return column
"""

EATS_MEMORY = """
def predict(w, b, X):
    table = np.ones((10**6, 10**6))
    return table[0] > 0.5
"""

DOES_NOT_PARSE = """
def initialize_with_zeros(dim):
    w = np.zeros((dim, 1)
    b = 0.0
    return w, b
"""

EQUALS_EVERYTHING = """
class Right(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def __lt__(self, other): return True
    __le__ = __gt__ = __ge__ = __lt__
    def __array__(self, *args, **kwargs): raise TypeError("no peeking")

class RightArray(np.ndarray):
    def __eq__(self, other): return True
    def __array_ufunc__(self, *args, **kwargs): return True

def sigmoid(z):
    return Right(0.25)

def predict(w, b, X):
    return np.zeros((1, X.shape[1])).view(RightArray)
"""

SCRIPT = "<script>document.title = 'full marks'</script>"

TABLE = """
import numpy as np
TABLE_{name} = {table!r}

def {name}(*args):
    return TABLE_{name}[repr([np.asarray(arg).tolist() for arg in args])]
"""


def memorised(public: Checks) -> dict[str, str]:
    """Every exercise as a table of the answers to its public checks."""
    functions = {}
    for name, exercise in public.exercises.items():
        table = {repr([as_lists(arg) for arg in case.args]): as_lists(case.expected[0]) for case in exercise.cases}
        functions[name] = TABLE.format(name=name, table=table)
    return functions


def as_lists(tree: Any) -> Any:
    """A tree with its arrays as lists, to be written into a notebook."""
    if isinstance(tree, tuple | list):
        return [as_lists(item) for item in tree]
    if isinstance(tree, dict):
        return {key: as_lists(item) for key, item in tree.items()}
    return tree.tolist() if hasattr(tree, "tolist") else tree
