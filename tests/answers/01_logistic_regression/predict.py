# %% compare_and_astype
# fair: 3 of 3
# true: nothing is wrong
def predict(w, b, X):
    """A label for each example.

    Arguments: w -- weights (n, 1);  b -- bias, a number;  X -- examples (n, m)
    Returns:   array (1, m) of 0 and 1
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    A = sigmoid(w.T @ X + b)
    Y_prediction = (A > 0.5).astype(int)
    ### END CODE HERE ###
    return Y_prediction


# %% score_above_zero
# fair: 3 of 3
# true: nothing is wrong; the probability is above 0.5 exactly if the score is above 0, so the
#       sigmoid can be left out in this way.
def predict(w, b, X):
    """A label for each example.

    Arguments: w -- weights (n, 1);  b -- bias, a number;  X -- examples (n, m)
    Returns:   array (1, m) of 0 and 1
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    # sigmoid(s) > 0.5  <=>  s > 0
    score = np.einsum("ij,ik->jk", w, X) + b
    Y_prediction = np.where(score > 0, 1.0, 0.0)
    ### END CODE HERE ###
    return Y_prediction


# %% loop_over_the_columns
# fair: 3 of 3
# true: nothing is wrong; a loop over the examples fills an array of zeros.
def predict(w, b, X):
    """Une étiquette par exemple."""
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    A = 1 / (1 + np.exp(-(np.dot(w.T, X) + b)))
    for i in range(A.shape[1]):
        if A[0, i] <= 0.5:
            continue
        Y_prediction[0][i] = 1
    assert Y_prediction.shape == (1, m)
    return Y_prediction


# %% round_half_to_even
# fair: 3 of 3
# true: nothing is wrong; np.round gives 1 above 0.5 and takes exactly 0.5 to the even neighbour 0.
def predict(w, b, X):
    """A label for each example."""
    return np.round(sigmoid(np.sum(w * X, axis=0, keepdims=True) + b))


# %% sigmoid_left_out
# fair: 2 of 3
# true: the score w.T X + b is compared with 0.5 instead of its sigmoid: examples with a score
#       between 0 and 0.5 get label 0 and should get 1.
def predict(w, b, X):
    """A label for each example.

    Arguments: w -- weights (n, 1);  b -- bias, a number;  X -- examples (n, m)
    Returns:   array (1, m) of 0 and 1
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    A = np.dot(w.T, X) + b
    Y_prediction = (A > 0.5) * 1
    ### END CODE HERE ###
    return Y_prediction


# %% bias_outside_the_sigmoid
# fair: 2 of 3
# true: a bracket is closed too early: the bias is added to the probability instead of to the
#       score. It must be sigmoid(w.T X + b).
def predict(w, b, X):
    """A label for each example.

    Arguments: w -- weights (n, 1);  b -- bias, a number;  X -- examples (n, m)
    Returns:   array (1, m) of 0 and 1
    """
    ### START CODE HERE ### (≈ 2 lines of code)
    A = sigmoid(w.T @ X) + b
    Y_prediction = np.where(A > 0.5, 1, 0)
    ### END CODE HERE ###
    return Y_prediction


# %% rows_counted_for_examples
# fair: 2 of 3
# true: the loop runs over the n rows of X instead of its m columns: with n < m the labels after
#       the first n stay 0, with n > m it stops with an IndexError. m is X.shape[1].
def predict(w, b, X):
    """A label for each example."""
    Y_prediction = np.zeros((1, X.shape[1]))
    probs = sigmoid(w.T @ X + b)
    for i in range(len(X)):
        Y_prediction[0, i] = 1 if probs[0, i] > 0.5 else 0
    return Y_prediction


# %% border_itself_is_one
# fair: 2.5 of 3
# true: >= 0.5 instead of > 0.5: a probability of exactly 0.5 (all weights and the bias zero)
#       gets label 1 and should get 0. All other labels are right.
def predict(w, b, X):
    """A label for each example."""
    ### START CODE HERE ### (≈ 2 lines of code)
    A = sigmoid(np.matmul(w.T, X) + b)
    Y_prediction = np.array([[int(a >= 0.5) for a in A[0]]])
    ### END CODE HERE ###
    return Y_prediction


# %% flat_list_from_the_first
# fair: 1.5 of 3
# true: the return stands inside the loop, so a list with the label of the first example only comes
#       back; it must be an array (1, m) with all labels. Probability and comparison are right.
def predict(w, b, X):
    """A label for each example."""
    Y_prediction = []
    for j in range(X.shape[1]):
        a = sigmoid(w[:, 0] @ X[:, j] + b)
        if a > 0.5:
            Y_prediction.append(1)
        else:
            Y_prediction.append(0)
        return Y_prediction
