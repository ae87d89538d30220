# %% unit_vector
# fair: 3 of 3
# true: nothing is wrong. epsilon times the unit vector is added and subtracted, as in the
#       formula.
def numerical_gradient(f, theta):
    """The derivatives of f at theta, by trying."""
    epsilon = 1e-5
    gradient = np.zeros(theta.shape)

    for place in np.ndindex(theta.shape):
        ### START CODE HERE ### (≈ 3 lines of code)
        e = np.zeros(theta.shape)
        e[place] = epsilon
        gradient[place] = (f(theta + e) - f(theta - e)) / (2 * epsilon)
        ### END CODE HERE ###

    return gradient


# %% one_copy_put_back
# fair: 3 of 3
# true: nothing is wrong. One copy of floats; every entry is put back after its turn.
def numerical_gradient(f, theta):
    epsilon = 1e-5
    work = np.array(theta, dtype=float)
    gradient = np.zeros(work.shape)
    for place in np.ndindex(*work.shape):
        old = work[place]
        work[place] = old + epsilon
        up = f(work)
        work[place] = old - epsilon
        down = f(work)
        work[place] = old
        gradient[place] = (up - down) / epsilon / 2
    return gradient


# %% flat_and_back
# fair: 3 of 3
# true: nothing is wrong. It works on the flat list of entries and gives every call its shape
#       back; an identity matrix holds all directions.
EPS = 1e-5


def numerical_gradient(f, theta):
    """Le gradient, en essayant."""
    def g(flat):
        return f(flat.reshape(theta.shape))

    t = theta.ravel().astype(float)
    slopes = [(g(t + EPS * e) - g(t - EPS * e)) / (2 * EPS) for e in np.eye(t.size)]
    return np.array(slopes, dtype=float).reshape(theta.shape)


# %% all_entries_at_once
# fair: 1.5 of 3
# true: it moves all entries of theta together, so each entry of the result is the sum of all
#       derivatives. Only the entry at place may move.
def numerical_gradient(f, theta):
    """The derivatives of f at theta, by trying.

    Arguments: f -- a function from an array to a number;  theta -- an array of any shape
    Returns:   an array of theta's shape
    """
    epsilon = 1e-5
    gradient = np.zeros(theta.shape)

    for place in np.ndindex(theta.shape):
        ### START CODE HERE ### (≈ 3 lines of code)
        up = f(theta + epsilon)
        down = f(theta - epsilon)
        gradient[place] = (up - down) / (2 * epsilon)
        ### END CODE HERE ###

    return gradient


# %% copy_of_whole_numbers
# fair: 2.5 of 3
# true: theta.copy() keeps the dtype, and an array of whole numbers cannot hold 0.00001: for whole
#       numbers the result is wrong. A copy of floats is needed. For floats it is right.
def numerical_gradient(f, theta):
    """The derivatives of f at theta, by trying."""
    epsilon = 1e-5
    gradient = np.zeros(theta.shape)

    for place in np.ndindex(theta.shape):
        ### START CODE HERE ### (≈ 3 lines of code)
        up, down = theta.copy(), theta.copy()
        up[place] += epsilon
        down[place] -= epsilon
        gradient[place] = (f(up) - f(down)) / (2 * epsilon)
        ### END CODE HERE ###

    return gradient


# %% three_names_for_one_array
# fair: 1.5 of 3
# true: up and down are not copies but the array theta itself, so both calls of f see the same
#       numbers and the gradient is 0 everywhere. It needs copies.
def numerical_gradient(f, theta):
    """The derivatives of f at theta, by trying."""
    epsilon = 1e-5
    gradient = np.zeros(theta.shape)

    for place in np.ndindex(theta.shape):
        ### START CODE HERE ### (≈ 3 lines of code)
        up = theta
        down = theta
        up[place] = up[place] + epsilon
        down[place] = down[place] - epsilon
        gradient[place] = (f(up) - f(down)) / (2 * epsilon)
        ### END CODE HERE ###

    return gradient


# %% times_epsilon
# fair: 2.5 of 3
# true: / 2 * epsilon divides by 2 and then multiplies by epsilon. Brackets are missing: / (2 *
#       epsilon).
def numerical_gradient(f, theta):
    """The derivatives of f at theta, by trying."""
    epsilon = 1e-5
    gradient = np.zeros(theta.shape)

    for place in np.ndindex(theta.shape):
        ### START CODE HERE ### (≈ 3 lines of code)
        shift = np.zeros(theta.shape)
        shift[place] = epsilon
        gradient[place] = (f(theta + shift) - f(theta - shift)) / 2 * epsilon
        ### END CODE HERE ###

    return gradient


# %% never_put_back_up_by_one
# fair: 1.5 of 3
# true: two slips: the caller's theta is changed and stays changed, lower by epsilon at every
#       place, as entries are not put back; and down is only one epsilon below up, so that the
#       derivative is half of what it should be.
def numerical_gradient(f, theta):
    epsilon = 1e-5
    gradient = np.zeros(theta.shape)
    for place in np.ndindex(theta.shape):
        theta[place] += epsilon
        up = f(theta)
        theta[place] -= epsilon
        down = f(theta)
        gradient[place] = (up - down) / (2 * epsilon)
        theta[place] -= epsilon
    return gradient


# %% returns_after_the_first_place
# fair: 2 of 3
# true: the return stands inside the loop, so only the first entry is worked out, and all others
#       are 0.
def numerical_gradient(f, theta):
    """The derivatives of f at theta, by trying."""
    epsilon = 1e-5
    gradient = np.zeros(theta.shape)

    for place in np.ndindex(theta.shape):
        plus = theta.astype(float)
        plus[place] += epsilon
        minus = theta.astype(float)
        minus[place] -= epsilon
        gradient[place] = (f(plus) - f(minus)) / (2 * epsilon)

        return gradient
