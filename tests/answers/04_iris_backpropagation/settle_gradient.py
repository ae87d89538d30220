# %% linear_equations_columns_scaled
# fair: 4 of 4
# true: nothing is wrong; W.T times the slopes as a flat row is the same as W.T @ D.
def settle_gradient(W, x, error):
    """The derivatives of an error at the settled state with respect to the weights."""
    ### START CODE HERE ### (≈ 4 lines of code)
    s = settle(W, x)
    d = 1 - s**2
    lam = np.linalg.solve(np.eye(len(W)) - W.T * d.ravel(), error)
    dW = (d * lam) @ s.T
    ### END CODE HERE ###
    return dW

# %% blame_goes_round_until_it_rests
# fair: 4 of 4
# true: nothing is wrong; lambda settles like the state, from zeros, and the outer product is
#       written with broadcasting.
TINY = 1e-12


def _one_round(W, slopes, error, blame):
    return error + np.dot(W.T, slopes * blame)


def settle_gradient(W, x, error):
    s = settle(W, x, 1e-12)
    slopes = (1 - s) * (1 + s)
    blame = np.zeros_like(s)
    while True:
        previous, blame = blame, _one_round(W, slopes, error, blame)
        if np.abs(blame - previous).max() < TINY:
            break
    assert blame.shape == error.shape
    return (slopes * blame) * s.reshape(1, -1)

# %% back_through_every_step
# fair: 4 of 4
# true: nothing is wrong; it keeps all the states on the way to rest and goes back through all of
#       them, which adds up to the same derivatives.
def settle_gradient(W, x, error):
    """Backpropagation durch alle Schritte, vom letzten bis zum ersten."""
    path = [np.zeros(x.shape), np.tanh(x)]
    while np.max(np.abs(path[-1] - path[-2])) > 1e-13:
        path.append(np.tanh(W @ path[-1] + x))
    # some more steps at rest, so that the error has time to go round
    path = path + [path[-1]] * len(path)

    dW = np.zeros(np.shape(W))
    back = error
    for before, after in zip(path[-2::-1], path[:0:-1]):
        dz = (1 - after**2) * back
        dW = dW + dz @ before.T
        back = W.T @ dz
    return dW

# %% each_weight_moves_the_state
# fair: 4 of 4
# true: nothing is wrong; for each single weight it works out how the settled state moves, and
#       multiplies that with the error.
def settle_gradient(W, x, error):
    n = W.shape[0]
    state = settle(W, x, threshold=1e-10)
    D = np.diagflat(1 - state**2)
    inverse = np.linalg.inv(np.identity(n) - D @ W)
    dW = np.empty((n, n))
    for i in range(n):
        for j in range(n):
            push = np.zeros((n, 1))
            push[i, 0] = state[j, 0]
            dstate = inverse @ D @ push
            dW[i, j] = np.sum(error * dstate)
    return dW

# %% diag_of_a_column
# fair: 3 of 4
# true: np.diag of a column (n, 1) takes its first entry out and makes no (n, n) matrix, so the
#       product with W.T fails for more than one neuron. np.diag(d.ravel()) or np.diagflat(d) is
#       right.
def settle_gradient(W, x, error):
    ### START CODE HERE ### (≈ 4 lines of code)
    s = settle(W, x)
    d = 1 - s ** 2
    lam = np.linalg.solve(np.eye(W.shape[0]) - W.T @ np.diag(d), error)
    dW = (d * lam) @ s.T
    ### END CODE HERE ###
    return dW

# %% slopes_on_the_listeners_side
# fair: 3 of 4
# true: W.T * d multiplies row i by d[i], which is D W^T and puts the slopes on the wrong side.
#       W^T D needs the columns multiplied, W.T * d.T. The rest is right.
def settle_gradient(W, x, error):
    ### START CODE HERE ### (≈ 4 lines of code)
    state = settle(W, x)
    d = 1 - np.square(state)
    lam = np.linalg.solve(np.eye(len(state)) - W.T * d, error)
    dW = np.dot(d * lam, state.T)
    ### END CODE HERE ###
    return dW

# %% only_once_round_the_loop
# fair: 2 of 4
# true: lambda is taken after one turn, error + W^T (d * error). It has to be repeated until
#       lambda no longer moves, or solved as linear equations.
def settle_gradient(W, x, error):
    state = settle(W, x)
    d = 1 - state * state
    lam = error + W.T @ (d * error)
    dW = (d * lam) @ state.T
    return dW

# %% listens_in_the_wrong_direction_and_no_slope_outside
# fair: 2 of 4
# true: two slips. The error goes back with W in place of W^T, and the final product lacks the
#       slopes: it is (d * lambda) s^T and not lambda s^T.
def settle_gradient(W, x, error):
    s = settle(W, x)
    d = 1 - s**2
    lam = np.zeros(error.shape)
    for _ in range(500):
        lam = error + W @ (d * lam)
    return lam @ s.T

# %% row_and_column_of_dw_exchanged
# fair: 3 of 4
# true: dW is transposed: s (d * lambda)^T in place of (d * lambda) s^T. Row i of W is what neuron
#       i hears, so the blame of i belongs into row i.
def settle_gradient(W, x, error):
    """Returns:   dW -- array (n, n), the derivative of E with respect to each weight"""
    ### START CODE HERE ### (≈ 4 lines of code)
    s = settle(W, x)
    D = np.diagflat(1 - s**2)
    lam = np.linalg.inv(np.eye(len(s)) - W.T @ D) @ error
    dW = s @ (D @ lam).T
    ### END CODE HERE ###
    return dW
