# %% first_of_the_shuffled_rows
# fair: 3 of 3
# true: nothing is wrong; the first shuffled rows are for validation.
def split(X, Y, test_size=0.33, seed=0):
    """Examples to learn from and examples to be judged by, at random."""
    ### START CODE HERE ### (≈ 4 lines of code)
    order = np.random.default_rng(seed).permutation(len(X))
    n_test = int(test_size * len(X))
    X_train, X_test = X[order[n_test:]], X[order[:n_test]]
    Y_train, Y_test = Y[order[n_test:]], Y[order[:n_test]]
    ### END CODE HERE ###
    return X_train, X_test, Y_train, Y_test

# %% pairs_shuffled_with_the_random_module
# fair: 3 of 3
# true: nothing is wrong; rows and labels are zipped into pairs and shuffled together by Python's
#       own generator with the seed.
import random


def split(X, Y, test_size=0.33, seed=0):
    pairs = list(zip(X, Y))
    random.Random(seed).shuffle(pairs)
    n_train = len(pairs) - round(len(pairs) * test_size)
    learn, judge = pairs[:n_train], pairs[n_train:]
    X_train = np.array([features for features, _ in learn])
    X_test = np.array([features for features, _ in judge])
    Y_train = np.array([label for _, label in learn])
    Y_test = np.array([label for _, label in judge])
    return X_train, X_test, Y_train, Y_test

# %% sorted_by_random_numbers
# fair: 3 of 3
# true: nothing is wrong; the permutation comes from sorting random numbers, the validation part
#       is rounded down.
def split(X, Y, test_size: float = 0.33, seed: int = 0):
    m = np.shape(X)[0]
    keys = np.random.RandomState(seed).rand(m)
    where = np.argsort(keys)
    cut = int(np.ceil(m * (1 - test_size) - 1e-9))
    X_train, X_test = np.split(np.take(X, where, axis=0), [cut])
    Y_train, Y_test = np.split(np.take(Y, where, axis=0), [cut])
    assert len(X_train) + len(X_test) == m
    return X_train, X_test, Y_train, Y_test

# %% shuffle_returns_none
# fair: 2 of 3
# true: rng.shuffle shuffles in place and returns None, so the indexing of order fails.
#       permutation(m) returns the shuffled numbers.
def split(X, Y, test_size=0.33, seed=0):
    m = X.shape[0]
    rng = np.random.default_rng(seed)
    order = rng.shuffle(np.arange(m))
    n = round(test_size * m)
    return X[order[n:]], X[order[:n]], Y[order[n:]], Y[order[:n]]

# %% two_permutations_from_one_generator
# fair: 1.5 of 3
# true: the second call of permutation gives another order, so the labels no longer belong to
#       their flowers. One permutation must be used for both.
def split(X, Y, test_size=0.33, seed=0):
    ### START CODE HERE ### (≈ 4 lines of code)
    rng = np.random.default_rng(seed)
    X, Y = rng.permutation(X), rng.permutation(Y)
    t = int(len(X) * test_size)
    X_train, X_test, Y_train, Y_test = X[t:], X[:t], Y[t:], Y[:t]
    ### END CODE HERE ###
    return X_train, X_test, Y_train, Y_test

# %% drawn_with_replacement
# fair: 1.5 of 3
# true: choice draws with replacement, so some flowers are twice among those for validation, and
#       fewer different ones are taken out of training. replace=False, or a permutation, is
#       needed.
def split(X, Y, test_size=0.33, seed=0):
    m = len(X)
    rng = np.random.default_rng(seed)
    chosen = rng.choice(m, int(m * test_size))
    rest = np.array([i for i in range(m) if i not in chosen])
    return X[rest], X[chosen], Y[rest], Y[chosen]

# %% number_of_columns_for_m
# fair: 2 of 3
# true: m is read from shape[1], the number of lengths, so only the first few rows take part.
#       Examples are rows here, m is X.shape[0].
def split(X, Y, test_size=0.33, seed=0):
    ### START CODE HERE ### (≈ 4 lines of code)
    m = X.shape[1]
    permutation = np.random.default_rng(seed).permutation(m)
    train_idx = permutation[int(m * test_size):]
    test_idx = permutation[:int(m * test_size)]
    X_train, X_test = X[train_idx], X[test_idx]
    Y_train, Y_test = Y[train_idx], Y[test_idx]
    ### END CODE HERE ###
    return X_train, X_test, Y_train, Y_test

# %% slice_with_a_fraction
# fair: 2 of 3
# true: m * test_size is no whole number and cannot end a slice, so it fails with a TypeError. It
#       has to be rounded, int(...) or round(...).
def split(X, Y, test_size=0.33, seed=0):
    m = len(Y)
    p = np.random.default_rng(seed).permutation(m)
    test, train = p[: m * test_size], p[m * test_size :]
    return X[train], X[test], Y[train], Y[test]

# %% pairs_in_the_wrong_order_and_a_row_lost
# fair: 2 of 3
# true: two slips. It returns X_train, Y_train, X_test, Y_test in place of X_train, X_test,
#       Y_train, Y_test. And the training rows begin at n + 1, so one flower is in neither part.
def split(X, Y, test_size=0.33, seed=0):
    np.random.seed(seed)
    idx = np.random.permutation(X.shape[0])
    n = int(X.shape[0] * test_size)
    test, train = idx[:n], idx[n + 1 :]
    X_train, Y_train = X[train], Y[train]
    X_test, Y_test = X[test], Y[test]
    return X_train, Y_train, X_test, Y_test
