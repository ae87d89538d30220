# %% the_ones_at_the_largest_output
# fair: 2 of 2
# true: nothing is wrong; it picks the entry of the label where the output is largest, 1 or 0, and
#       takes the mean.
def accuracy(layer2, y):
    """The share of rows whose largest output is the right class."""
    ### START CODE HERE ### (≈ 1 line of code)
    share = np.mean(y[np.arange(len(y)), np.argmax(layer2, axis=1)])
    ### END CODE HERE ###
    return share

# %% counted_with_lists
# fair: 2 of 2
# true: nothing is wrong; lists and .index, which takes the first of equal outputs as argmax does.
def accuracy(layer2, y):
    hits = 0
    for outputs, label in zip(np.asarray(layer2).tolist(), np.asarray(y).tolist()):
        if outputs.index(max(outputs)) == label.index(1):
            hits += 1
    return hits / len(y)

# %% one_minus_the_share_of_mistakes
# fair: 2 of 2
# true: nothing is wrong; the mistakes are counted and taken from 1.
def accuracy(layer2, y):
    """Jeder falsche zaehlt, und der Rest ist richtig."""
    says, is_ = (np.argmax(a, axis=-1) for a in (layer2, y))
    return 1 - np.count_nonzero(says != is_) / says.size

# %% one_minus_mean_error
# fair: 0.5 of 2
# true: this is one minus the mean absolute error, how close the outputs come. The accuracy counts
#       the rows whose largest output is at the place of the 1.
def accuracy(layer2, y):
    ### START CODE HERE ### (≈ 1 line of code)
    share = 1 - np.mean(np.abs(y - layer2))
    ### END CODE HERE ###
    return share

# %% the_largest_of_each_column
# fair: 1 of 2
# true: argmax along axis 0 looks for the flower with the largest output of each species. The
#       largest output of each row is axis=1.
def accuracy(layer2, y):
    ### START CODE HERE ### (≈ 1 line of code)
    share = np.mean(layer2.argmax(axis=0) == y.argmax(axis=0))
    ### END CODE HERE ###
    return share

# %% how_many_not_which_share
# fair: 1.5 of 2
# true: it returns how many rows are right. Divided by the number of rows it would be the share.
def accuracy(layer2, y):
    prediction = np.argmax(layer2, axis=1)
    truth = np.argmax(y, axis=1)
    return np.sum(prediction == truth)

# %% rounded_outputs_entry_by_entry
# fair: 0.5 of 2
# true: it rounds every output to 0 or 1 and counts the entries that agree. What counts is one
#       answer for each row, the place of its largest output.
def accuracy(layer2, y):
    rounded = (layer2 > 0.5).astype(int)
    correct = 0
    total = 0
    for i in range(y.shape[0]):
        for j in range(y.shape[1]):
            correct += rounded[i, j] == y[i, j]
            total += 1
    return correct / total

# %% largest_value_compared_with_one
# fair: 0.5 of 2
# true: max gives the largest values and not their places, and an output is never exactly the 1 of
#       the label, so the result is 0. argmax is needed.
def accuracy(layer2, y):
    share = np.mean(np.max(layer2, axis=1) == np.max(y, axis=1))
    return share

# %% labels_not_turned_back
# fair: 1 of 2
# true: the places of the largest outputs (m,) are compared with the one-hot rows (m, k), which
#       does not fit. y must go through argmax too.
def accuracy(layer2, y):
    pred = np.argmax(layer2, axis=1)
    share = (pred == y).mean()
    return share
