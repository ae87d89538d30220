# %% where_one_else_zero_on_rows
# fair: 2 of 2
# true: nothing is wrong.
def predict_rows(params, X):
    """A label for each example, where the examples of X are rows."""
    ### START CODE HERE ### (≈ 2 lines of code)
    A2, cache = forward_propagation_rows(X, params)
    predictions = np.where(A2 > 0.5, 1, 0)
    ### END CODE HERE ###
    return predictions


# %% predict_with_other_names
# fair: 2 of 2
# true: nothing is wrong. The parameters get their capital names, and predict does the rest.
def predict_rows(params, X):
    capital = {"W1": params["w1"], "b1": params["b1"], "W2": params["w2"], "b2": params["b2"]}
    return predict(capital, X.T)


# %% one_row_at_a_time
# fair: 2 of 2
# true: nothing is wrong. Each row goes forward by itself, all is written out.
def predict_rows(params, X):
    w1, b1, w2, b2 = params["w1"], params["b1"].ravel(), params["w2"], params["b2"].ravel()
    labels = np.zeros((1, len(X)))
    for i, x in enumerate(X):
        score = w2 @ np.tanh(w1 @ x + b1) + b2
        labels[0, i] = 1 if score[0] > 0 else 0
    return labels


# %% turned_once_too_often
# fair: 1 of 2
# true: X is transposed before it goes to forward_propagation_rows, which does that itself, so the
#       shapes do not fit.
def predict_rows(params, X):
    """A label for each example, where the examples of X are rows."""
    ### START CODE HERE ### (≈ 2 lines of code)
    A2, _ = forward_propagation_rows(X.T, params)
    predictions = (A2 > 0.5).astype(int)
    ### END CODE HERE ###
    return predictions


# %% a_column_of_labels
# fair: 1 of 2
# true: the labels are right but come back as a column (m, 1); (1, m) is wanted.
def predict_rows(params, X):
    A2, _ = forward_propagation_rows(X, params)
    predictions = (A2.T > 0.5).astype(int)
    return predictions


# %% score_of_rows_against_one_half
# fair: 1 of 2
# true: the score Z2 is compared with 0.5, where the probability A2 is to be compared.
def predict_rows(params, X):
    _, cache = forward_propagation_rows(X, params)
    predictions = 1 * (cache["Z2"] > 0.5)
    return predictions


# %% compared_with_one
# fair: 1 of 2
# true: a probability is never greater than 1, so all labels are 0; 0.5 is the border.
def predict_rows(params, X):
    A2, _ = forward_propagation_rows(X, params)
    predictions = (A2 >= 1).astype(int)
    return predictions
