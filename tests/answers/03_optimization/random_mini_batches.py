# %% permutation_and_range_with_step
# fair: 4 of 4
# true: nothing is wrong; a slice that ends beyond the last column is simply shorter.
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    """Shuffle the examples and cut them into batches."""
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []

    # shuffle
    ### START CODE HERE ### (≈ 3 lines of code)
    order = np.random.permutation(m)
    X_shuffled = X[:, order]
    Y_shuffled = Y[:, order]
    ### END CODE HERE ###

    # cut
    ### START CODE HERE ### (≈ 3 lines of code)
    for k in range(0, m, mini_batch_size):
        X_batch = X_shuffled[:, k:k + mini_batch_size]
        Y_batch = Y_shuffled[:, k:k + mini_batch_size]
        mini_batches.append((X_batch, Y_batch))
    ### END CODE HERE ###

    return mini_batches


# %% whole_batches_then_the_rest
# fair: 4 of 4
# true: nothing is wrong; the way of older courses, with an if for the smaller batch, the pairs
#       are lists.
import math


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []

    permutation = list(np.random.permutation(m))
    shuffled_X = X[:, permutation]
    shuffled_Y = Y[:, permutation].reshape((1, m))

    num_complete_minibatches = math.floor(m / mini_batch_size)
    for k in range(0, num_complete_minibatches):
        mini_batch_X = shuffled_X[:, k * mini_batch_size : (k + 1) * mini_batch_size]
        mini_batch_Y = shuffled_Y[:, k * mini_batch_size : (k + 1) * mini_batch_size]
        mini_batches.append([mini_batch_X, mini_batch_Y])

    if m % mini_batch_size != 0:
        mini_batch_X = shuffled_X[:, num_complete_minibatches * mini_batch_size :]
        mini_batch_Y = shuffled_Y[:, num_complete_minibatches * mini_batch_size :]
        mini_batches.append([mini_batch_X, mini_batch_Y])

    return mini_batches


# %% stacked_shuffled_and_split
# fair: 4 of 4
# true: nothing is wrong; X and Y are put on top of one another, the columns shuffled together by
#       sorting random numbers, and np.split cuts at 64, 128, ...
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    n, m = X.shape
    both = np.vstack((X, Y))
    both = both[:, np.argsort(np.random.rand(m))]
    cuts = np.arange(mini_batch_size, m, mini_batch_size)
    pieces = np.split(both, cuts, axis=1)
    return [(piece[:n], piece[n:]) for piece in pieces]


# %% own_generator_and_while
# fair: 4 of 4
# true: nothing is wrong; the order comes from random.Random(seed), the indices are cut first.
import random


def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    rest = list(range(X.shape[1]))
    random.Random(seed).shuffle(rest)
    mini_batches = []
    while rest:
        now, rest = rest[:mini_batch_size], rest[mini_batch_size:]
        mini_batches.append((np.take(X, now, axis=1), np.take(Y, now, axis=1)))
    return mini_batches


# %% two_permutations
# fair: 2 of 4
# true: X and Y are shuffled with two different permutations, so the labels no longer belong to
#       their examples. Both need the same one. The cutting is right.
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []

    # shuffle
    ### START CODE HERE ### (≈ 3 lines of code)
    X_shuffled = X[:, np.random.permutation(m)]
    Y_shuffled = Y[:, np.random.permutation(m)]
    ### END CODE HERE ###

    # cut
    ### START CODE HERE ### (≈ 3 lines of code)
    for start in range(0, m, mini_batch_size):
        stop = min(start + mini_batch_size, m)
        mini_batches.append((X_shuffled[:, start:stop], Y_shuffled[:, start:stop]))
    ### END CODE HERE ###

    return mini_batches


# %% an_empty_batch_at_the_end
# fair: 3 of 4
# true: m // mini_batch_size + 1 batches are cut, so when m is a multiple of the size (128 and 64)
#       a batch with no columns comes at the end. With m = 300 or m = 10 it is right.
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []

    perm = np.random.permutation(m)
    X = X[:, perm]
    Y = Y[:, perm]

    number = m // mini_batch_size + 1
    for i in range(number):
        a = i * mini_batch_size
        mini_batches.append((X[:, a:a + mini_batch_size], Y[:, a:a + mini_batch_size]))

    return mini_batches


# %% batches_of_equal_size
# fair: 2.5 of 4
# true: np.array_split makes batches as equal as possible (300 into five of 60) in place of whole
#       ones of mini_batch_size and a smaller one (four of 64 and one of 44). Shuffling is right.
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]

    # shuffle
    order = np.random.permutation(m)
    X_s, Y_s = X[:, order], Y[:, order]

    # cut
    how_many = int(np.ceil(m / mini_batch_size))
    X_parts = np.array_split(X_s, how_many, axis=1)
    Y_parts = np.array_split(Y_s, how_many, axis=1)
    return list(zip(X_parts, Y_parts))


# %% shuffle_gives_none
# fair: 2 of 4
# true: np.random.shuffle works in place and returns None, so X[:, None] shuffles nothing but puts
#       in an axis: the batches are (n, 1, m) and (1, 1, m). np.random.permutation(m) would be
#       right.
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []

    # shuffle
    ### START CODE HERE ### (≈ 3 lines of code)
    order = np.random.shuffle(np.arange(m))
    X_shuffled = X[:, order]
    Y_shuffled = Y[:, order]
    ### END CODE HERE ###

    # cut
    ### START CODE HERE ### (≈ 3 lines of code)
    for k in range(0, m, mini_batch_size):
        X_batch = X_shuffled[:, k:k + mini_batch_size]
        Y_batch = Y_shuffled[:, k:k + mini_batch_size]
        mini_batches.append((X_batch, Y_batch))
    ### END CODE HERE ###

    return mini_batches


# %% drawn_with_replacement
# fair: 2.5 of 4
# true: np.random.randint draws each index anew, so some examples come twice and others are lost;
#       it has to be a permutation. Labels stay with their examples, and the cutting is right.
def random_mini_batches(X, Y, mini_batch_size=64, seed=0):
    np.random.seed(seed)
    m = X.shape[1]
    mini_batches = []
    idx = np.random.randint(0, m, m)
    for k in range(0, m, mini_batch_size):
        part = idx[k : k + mini_batch_size]
        mini_batches.append((X[:, part], Y[:, part]))
    return mini_batches
