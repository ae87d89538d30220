# %% template_filled_in
# fair: 5 of 5
# true: nothing is wrong; the lines of the notebook filled in.
def train(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Gradient descent with all the rows in every step."""
    rng = np.random.default_rng(1)
    ### START CODE HERE ### (≈ 2 lines of code)
    w0 = rng.uniform(-1, 1, (X.shape[1], hidden))
    w1 = rng.uniform(-1, 1, (hidden, y.shape[1]))
    ### END CODE HERE ###

    errors = []
    for i in range(num_iterations):
        # forward and backward, with the weights of now
        ### START CODE HERE ### (≈ 2 lines of code)
        layer1, layer2 = forward(X, w0, w1)
        layer1_delta, layer2_delta = backward(X, layer1, layer2, y, w1)
        ### END CODE HERE ###

        if i % 100 == 0:
            errors.append(np.mean(np.abs(y - layer2)))

        # one step
        ### START CODE HERE ### (≈ 2 lines of code)
        w1 = w1 + learning_rate * layer1.T @ layer2_delta
        w0 = w0 + learning_rate * X.T @ layer1_delta
        ### END CODE HERE ###

    return {"w0": w0, "w1": w1}, errors

# %% little_class_with_everything_inside
# fair: 5 of 5
# true: nothing is wrong; a class, all formulas written out, an old-style generator and w1 drawn
#       before w0.
class TwoLayers:
    def __init__(self, n, hidden, k):
        generator = np.random.RandomState(42)
        self.w1 = 2 * generator.rand(hidden, k) - 1
        self.w0 = 2 * generator.rand(n, hidden) - 1

    def ahead(self, X):
        self.X = X
        self.h = 1 / (1 + np.exp(-(X @ self.w0)))
        self.out = 1 / (1 + np.exp(-(self.h @ self.w1)))
        return self.out

    def learn(self, y, rate):
        d_out = (y - self.out) * self.out * (1 - self.out)
        d_hidden = d_out @ self.w1.T * self.h * (1 - self.h)
        self.w0 += rate * self.X.T @ d_hidden
        self.w1 += rate * self.h.T @ d_out


def train(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    net = TwoLayers(X.shape[1], hidden, y.shape[1])
    errors = []
    for i in range(num_iterations):
        out = net.ahead(X)
        if i % 100 == 0:
            errors.append(float(np.abs(y - out).mean()))
        net.learn(y, learning_rate)
    return {"w0": net.w0, "w1": net.w1}, errors

# %% errors_in_an_array_made_before
# fair: 5 of 5
# true: nothing is wrong; the weights live in a dictionary, the errors in an array of the right
#       length.
def train(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    (m, n), k = X.shape, y.shape[1]
    rng = np.random.default_rng(2024)
    weights = {
        name: rng.uniform(low=-1.0, high=1.0, size=size)
        for name, size in {"w0": (n, hidden), "w1": (hidden, k)}.items()
    }
    errors = np.zeros(-(-num_iterations // 100))
    for i in range(num_iterations):
        layer1, layer2 = forward(X, **weights)
        deltas = backward(X, layer1, layer2, y, weights["w1"])
        if not i % 100:
            errors[i // 100] = np.abs(y - layer2).sum() / (m * k)
        steps = [np.einsum("mi,mj->ij", a, delta) for a, delta in zip((X, layer1), deltas)]
        weights = {
            "w0": weights["w0"] + learning_rate * steps[0],
            "w1": weights["w1"] + learning_rate * steps[1],
        }
    return weights, errors

# %% w1_changed_too_early
# fair: 4 of 5
# true: w1 is changed before layer1_delta is worked out, so the error goes back through weights
#       that did not make it. Both deltas must come from the same weights, then both steps.
def train(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    rng = np.random.default_rng(1)
    w0 = rng.uniform(-1, 1, size=(X.shape[1], hidden))
    w1 = rng.uniform(-1, 1, size=(hidden, y.shape[1]))
    errors = []
    for i in range(num_iterations):
        layer1, layer2 = forward(X, w0, w1)
        if i % 100 == 0:
            errors.append(np.mean(np.abs(y - layer2)))
        layer2_delta = (y - layer2) * sigmoid_derivative(layer2)
        w1 = w1 + learning_rate * layer1.T.dot(layer2_delta)
        layer1_delta = layer2_delta.dot(w1.T) * sigmoid_derivative(layer1)
        w0 = w0 + learning_rate * X.T.dot(layer1_delta)
    return {"w0": w0, "w1": w1}, errors

# %% only_positive_weights_at_the_start
# fair: 4 of 5
# true: rng.random gives weights between 0 and 1. They should start uniform between -1 and 1. The
#       rest is right.
def train(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    rng = np.random.default_rng(1)
    ### START CODE HERE ### (≈ 2 lines of code)
    w0 = rng.random((X.shape[1], hidden))
    w1 = rng.random((hidden, y.shape[1]))
    ### END CODE HERE ###

    errors = []
    for i in range(num_iterations):
        ### START CODE HERE ### (≈ 2 lines of code)
        layer1, layer2 = forward(X, w0, w1)
        layer1_delta, layer2_delta = backward(X, layer1, layer2, y, w1)
        ### END CODE HERE ###

        if i % 100 == 0:
            errors.append(np.mean(np.abs(y - layer2)))

        ### START CODE HERE ### (≈ 2 lines of code)
        w1 += learning_rate * (layer1.T @ layer2_delta)
        w0 += learning_rate * (X.T @ layer1_delta)
        ### END CODE HERE ###

    return {"w0": w0, "w1": w1}, errors

# %% none_left_in_the_last_region
# fair: 3 of 5
# true: the step was never written, w1 and w0 become None, and the next iteration fails with them.
#       Start, forward and backward are right.
def train(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    rng = np.random.default_rng(1)
    ### START CODE HERE ### (≈ 2 lines of code)
    w0 = rng.uniform(-1, 1, (X.shape[1], hidden))
    w1 = rng.uniform(-1, 1, (hidden, y.shape[1]))
    ### END CODE HERE ###

    errors = []
    for i in range(num_iterations):
        # forward and backward, with the weights of now
        ### START CODE HERE ### (≈ 2 lines of code)
        layer1, layer2 = forward(X, w0, w1)
        layer1_delta, layer2_delta = backward(X, layer1, layer2, y, w1)
        ### END CODE HERE ###

        if i % 100 == 0:
            errors.append(np.mean(np.abs(y - layer2)))

        # one step
        ### START CODE HERE ### (≈ 2 lines of code)
        w1 = None
        w0 = None
        ### END CODE HERE ###

    return {"w0": w0, "w1": w1}, errors

# %% forward_once_before_the_loop
# fair: 3 of 5
# true: forward and backward are called once, before the loop, so every step repeats the first one
#       and the errors never change. Both belong into the loop, with the weights of now.
def train(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    rng = np.random.default_rng(1)
    w0 = rng.uniform(-1, 1, (X.shape[1], hidden))
    w1 = rng.uniform(-1, 1, (hidden, y.shape[1]))
    layer1, layer2 = forward(X, w0, w1)
    layer1_delta, layer2_delta = backward(X, layer1, layer2, y, w1)
    errors = []
    for i in range(num_iterations):
        if i % 100 == 0:
            errors.append(np.mean(np.abs(y - layer2)))
        w1 = w1 + learning_rate * layer1.T @ layer2_delta
        w0 = w0 + learning_rate * X.T @ layer1_delta
    return {"w0": w0, "w1": w1}, errors

# %% one_flower_in_each_iteration
# fair: 3 of 5
# true: each iteration uses one flower drawn at random, and its error alone is kept. All the rows
#       must go forward and back in every iteration, and the mean is over all of them.
def train(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    rng = np.random.default_rng(1)
    w0 = rng.uniform(-1, 1, (X.shape[1], hidden))
    w1 = rng.uniform(-1, 1, (hidden, y.shape[1]))
    errors = []
    for i in range(num_iterations):
        r = rng.integers(len(X))
        row, label = X[r : r + 1], y[r : r + 1]
        layer1, layer2 = forward(row, w0, w1)
        layer1_delta, layer2_delta = backward(row, layer1, layer2, label, w1)
        if i % 100 == 0:
            errors.append(np.mean(np.abs(label - layer2)))
        w1 = w1 + learning_rate * layer1.T @ layer2_delta
        w0 = w0 + learning_rate * row.T @ layer1_delta
    return {"w0": w0, "w1": w1}, errors

# %% trains_on_the_flowers_of_the_notebook
# fair: 4 of 5
# true: in the loop it uses X_train and Y_train of the notebook in place of its arguments X and y.
#       With any other examples it learns from the wrong ones, or fails.
def train(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    rng = np.random.default_rng(1)
    w0 = rng.uniform(-1, 1, (X.shape[1], hidden))
    w1 = rng.uniform(-1, 1, (hidden, y.shape[1]))
    errors = []
    for i in range(num_iterations):
        layer1, layer2 = forward(X_train, w0, w1)
        layer1_delta, layer2_delta = backward(X_train, layer1, layer2, Y_train, w1)
        if i % 100 == 0:
            errors.append(np.mean(np.abs(Y_train - layer2)))
        w1 += learning_rate * np.dot(layer1.T, layer2_delta)
        w0 += learning_rate * np.dot(X_train.T, layer1_delta)
    return {"w0": w0, "w1": w1}, errors
