# %% where_sigma_is_zero_take_one
# fair: 3 of 3
# true: nothing is wrong
def standardize(X):
    """Mean 0 and standard deviation 1 for every feature."""
    ### START CODE HERE ### (≈ 4 lines of code)
    mu = np.mean(X, axis=1, keepdims=True)
    sigma = np.std(X, axis=1, keepdims=True)
    sigma = np.where(sigma == 0, 1, sigma)
    standardized = (X - mu) / sigma
    ### END CODE HERE ###
    return standardized


# %% row_by_row_without_numpy_means
# fair: 3 of 3
# true: nothing is wrong; plain sums over each row, a constant row is left zero.
def standardize(X):
    n, m = np.shape(X)
    out = np.zeros((n, m))
    for i in range(n):
        row = [float(x) for x in X[i]]
        if max(row) == min(row):
            continue
        mu = sum(row) / m
        sigma = (sum((x - mu) ** 2 for x in row) / m) ** 0.5
        for j in range(m):
            out[i, j] = (row[j] - mu) / sigma
    return out


# %% tiny_number_in_the_divisor
# fair: 3 of 3
# true: nothing is wrong; a tiny number is added to every deviation, so that nothing is divided by
#       zero; reshape in place of keepdims.
TINY = 1e-12


def standardize(X):
    X = np.array(X, dtype=float)
    m = X.shape[1]
    mu = (X.sum(axis=1) / m).reshape(-1, 1)
    X -= mu
    sigma = np.sqrt((X * X).sum(axis=1) / m).reshape(-1, 1)
    return X / (sigma + TINY)


# %% transposed_and_divide_where
# fair: 3 of 3
# true: nothing is wrong; worked on the transposed array, np.divide leaves zeros where sigma is 0,
#       and the variance is mean of squares by way of einsum.
def standardize(X):
    rows = np.asarray(X, dtype=np.float64).T
    centred = rows - rows.mean(axis=0)
    variance = np.einsum("ij,ij->j", centred, centred) / len(rows)
    sigma = np.broadcast_to(np.sqrt(variance), centred.shape)
    result = np.divide(centred, sigma, out=np.zeros_like(centred), where=sigma > 0)
    return result.T


# %% constant_feature_gives_nan
# fair: 2 of 3
# true: a constant feature is divided by its sigma of zero and becomes nan; it has to become zeros.
#       All other features are right.
def standardize(X):
    ### START CODE HERE ### (≈ 4 lines of code)
    mu = np.mean(X, axis=1, keepdims=True)
    sigma = np.sqrt(np.mean((X - mu) ** 2, axis=1, keepdims=True))
    standardized = (X - mu) / sigma
    ### END CODE HERE ###
    return standardized


# %% mean_of_each_example
# fair: 1.5 of 3
# true: axis=0 takes mean and deviation over the features of each example; features are rows, so
#       it has to be axis=1. The zero division is taken care of.
def standardize(X):
    ### START CODE HERE ### (≈ 4 lines of code)
    mu = X.mean(axis=0, keepdims=True)
    sigma = X.std(axis=0, keepdims=True)
    sigma[sigma == 0] = 1
    standardized = (X - mu) / sigma
    ### END CODE HERE ###
    return standardized


# %% no_keepdims
# fair: 2 of 3
# true: without keepdims=True mean and deviation have the shape (n,) in place of (n, 1) and cannot
#       be subtracted from (n, m): a ValueError (or, if n = m, wrong numbers).
def standardize(X):
    mu = np.mean(X, axis=1)
    sigma = np.std(X, axis=1)
    sigma[sigma == 0] = 1
    standardized = (X - mu) / sigma
    return standardized


# %% divides_by_m_minus_one
# fair: 2 of 3
# true: ddof=1 divides the squares by m - 1; the formula has 1 / m, so the deviation is too large
#       and the result too small. Means and constant features are right.
def standardize(X):
    mu = np.mean(X, axis=1, keepdims=True)
    sigma = np.std(X, axis=1, ddof=1, keepdims=True)
    sigma[sigma == 0] = 1  # feature is constant
    standardized = (X - mu) / sigma
    return standardized


# %% zeros_like_whole_numbers
# fair: 2.5 of 3
# true: the result is written into np.zeros_like(X); if X holds whole numbers (2, 4, 9) all values
#       are cut to whole numbers. With floats everything is right.
def standardize(X):
    standardized = np.zeros_like(X)
    for i in range(X.shape[0]):
        mu = np.mean(X[i])
        sigma = np.std(X[i])
        if sigma != 0:
            standardized[i] = (X[i] - mu) / sigma
    return standardized
