# %% where_one_else_zero
# fair: 2 of 2
# true: nothing is wrong.
def predict(parameters, X):
    """A label for each example."""
    ### START CODE HERE ### (≈ 2 lines of code)
    A2, _ = forward_propagation(X, parameters)
    predictions = np.where(A2 > 0.5, 1, 0)
    ### END CODE HERE ###
    return predictions


# %% rounded_probability
# fair: 2 of 2
# true: nothing is wrong. np.rint sends exactly 0.5 to the even number 0, as the text wants it.
def predict(parameters, X):
    probabilities = forward_propagation(X, parameters)[0]
    return np.rint(probabilities).astype(int)


# %% sign_of_the_score
# fair: 2 of 2
# true: nothing is wrong. The probability is greater than 0.5 exactly where the score is positive;
#       all is written out.
def predict(parameters, X):
    W1, b1, W2, b2 = [parameters[k] for k in ("W1", "b1", "W2", "b2")]
    score = W2 @ np.tanh(W1 @ X + b1) + b2
    predictions = np.zeros(score.shape)
    predictions[score > 0] = 1.0     # sigmoid(0) = 0.5
    assert predictions.shape == (1, X.shape[1])
    return predictions


# %% score_against_one_half
# fair: 1 of 2
# true: it compares the score Z2 with 0.5, where the probability A2 is to be compared.
def predict(parameters, X):
    """A label for each example."""
    A2, cache = forward_propagation(X, parameters)
    predictions = cache["Z2"] > 0.5
    return predictions


# %% pair_not_unpacked
# fair: 1 of 2
# true: forward_propagation returns a pair, A2 and the cache, and a pair cannot be compared with
#       0.5: a TypeError. The pair has to be taken apart first.
def predict(parameters, X):
    """A label for each example.

    Arguments: parameters -- "W1", "b1", "W2", "b2";  X -- examples (n_x, m)
    Returns:   array (1, m) of 0 and 1
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    A2 = forward_propagation(X, parameters)
    predictions = A2 > 0.5
    ### END CODE HERE ###
    return predictions


# %% first_example_only
# fair: 1 of 2
# true: the loop runs over len(A2), which is the one row, so only the first example is labelled
#       and all others stay 0. It should run over A2.shape[1].
def predict(parameters, X):
    A2, cache = forward_propagation(X, parameters)
    predictions = np.zeros((1, X.shape[1]))
    for i in range(len(A2)):
        if A2[0, i] > 0.5:
            predictions[0, i] = 1
        else:
            predictions[0, i] = 0
    return predictions


# %% argmax_of_one_row
# fair: 0.5 of 2
# true: np.argmax along the only row gives 0 for every example. With one output the probability
#       has to be compared with 0.5.
def predict(parameters, X):
    """A label for each example."""
    ### START CODE HERE ### (≈ 2 lines of code)
    A2, cache = forward_propagation(X, parameters)
    predictions = np.argmax(A2, axis=0).reshape(1, -1)
    ### END CODE HERE ###
    return predictions


# %% arguments_swapped
# fair: 1.5 of 2
# true: forward_propagation takes the examples first and then the parameters; here they are
#       swapped, which raises an error. The comparison is right.
def predict(parameters, X):
    """A label for each example."""
    ### START CODE HERE ### (≈ 2 lines of code)
    A2, cache = forward_propagation(parameters, X)
    predictions = (A2 > 0.5).astype(int)
    ### END CODE HERE ###
    return predictions
