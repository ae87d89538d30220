# %% third_binomial
# fair: 1 of 1
# true: nothing is wrong. 1 - a^2 is written as (1 - a)(1 + a).
def tanh_derivative(a):
    """The slope of tanh, from its value."""
    ### START CODE HERE ### (≈ 1 line of code)
    slope = (1 - a) * (1 + a)
    ### END CODE HERE ###
    return slope


# %% every_place_by_loop
# fair: 1 of 1
# true: nothing is wrong. A loop over all places, for numbers too.
def tanh_derivative(a):
    a = np.asarray(a)
    slope = np.empty(a.shape)
    for i in np.ndindex(a.shape):
        slope[i] = 1 - a[i] * a[i]
    return slope


# %% hyperbolic_secant
# fair: 1 of 1
# true: nothing is wrong. It goes back to z with arctanh, and 1 / cosh(z)^2 is the slope there.
def tanh_derivative(a):
    """tanh' = sech^2"""
    with np.errstate(divide="ignore", over="ignore"):
        z = np.arctanh(a)
        slope = np.cosh(z) ** -2.0
    return slope


# %% tanh_taken_twice
# fair: 0 of 1
# true: a is already the tanh of z; it takes the tanh once more. The slope is 1 - a ** 2.
def tanh_derivative(a):
    """The slope of tanh, from its value.

    Arguments: a -- activations, a = tanh(z); a number or an array of any shape
    Returns:   the derivative da/dz, the same shape
    """
    ### START CODE HERE ### (≈ 1 line of code)
    slope = 1 - np.tanh(a) ** 2
    ### END CODE HERE ###
    return slope


# %% square_of_the_bracket
# fair: 0 of 1
# true: it squares 1 - a as a whole; only a is to be squared, 1 - a ** 2.
def tanh_derivative(a):
    """The slope of tanh, from its value."""
    ### START CODE HERE ### (≈ 1 line of code)
    slope = np.square(1 - a)
    ### END CODE HERE ###
    return slope


# %% compares_instead_of_assigning
# fair: 0.5 of 1
# true: == compares, and slope does not exist yet, so there is a NameError. The formula is right;
#       it should be slope = 1 - a**2.
def tanh_derivative(a):
    """The slope of tanh, from its value."""
    ### START CODE HERE ### (≈ 1 line of code)
    slope == 1 - a**2
    ### END CODE HERE ###
    return slope


# %% caret_for_power
# fair: 0.5 of 1
# true: ^ is no power in Python but a bitwise exclusive or, which raises a TypeError for floats.
#       The power is a ** 2.
def tanh_derivative(a):
    """The slope of tanh, from its value."""
    ### START CODE HERE ### (≈ 1 line of code)
    slope = 1 - (a^2)
    ### END CODE HERE ###
    return slope


# %% numpy_gradient_of_neighbours
# fair: 0 of 1
# true: np.gradient takes the differences of neighbouring elements of the array, which has nothing
#       to do with the slope of tanh. The slope is 1 - a ** 2, element by element.
def tanh_derivative(a):
    slope = np.gradient(a)
    return slope
