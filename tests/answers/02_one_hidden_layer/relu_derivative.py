# %% heaviside
# fair: 1 of 1
# true: nothing is wrong. NumPy's own step function, with 0 at the corner.
def relu_derivative(z):
    """The slope of ReLU."""
    return np.heaviside(z, 0)


# %% sign_of_own_relu
# fair: 1 of 1
# true: nothing is wrong. The sign of ReLU(z) is 1 where z is positive and 0 elsewhere.
def relu_derivative(z):
    """The slope of ReLU.

    Arguments: z -- scores, a number or an array of any shape
    Returns:   1 where z is positive, else 0; the same shape
    """
    ### START CODE HERE ### (≈ 1 line of code)
    slope = np.sign(relu(z))
    ### END CODE HERE ###
    return slope


# %% ones_into_zeros
# fair: 1 of 1
# true: nothing is wrong.
def relu_derivative(z):
    z = np.array(z)
    slope = np.zeros(z.shape, dtype=np.float32)
    slope[z > 0] = 1
    assert slope.shape == z.shape
    return slope


# %% true_and_false
# fair: 1 of 1
# true: nothing is wrong. The result is True and False, which are 1 and 0 to NumPy.
def relu_derivative(z):
    """The slope of ReLU."""
    ### START CODE HERE ### (≈ 1 line of code)
    slope = np.greater(z, 0)
    ### END CODE HERE ###
    return slope


# %% astype_of_a_python_bool
# fair: 0.5 of 1
# true: for a plain Python number z > 0 is a Python bool, which has no astype, and there is an
#       AttributeError. Arrays come out right.
def relu_derivative(z):
    """The slope of ReLU."""
    ### START CODE HERE ### (≈ 1 line of code)
    slope = (z > 0).astype(float)
    ### END CODE HERE ###
    return slope


# %% sign_of_z
# fair: 0 of 1
# true: the sign of z is -1 on the left, where the slope of ReLU is 0.
def relu_derivative(z):
    """The slope of ReLU."""
    ### START CODE HERE ### (≈ 1 line of code)
    slope = np.sign(z)
    ### END CODE HERE ###
    return slope


# %% if_on_an_array
# fair: 0.5 of 1
# true: an array is neither true nor false, so the if raises a ValueError. It is right for a
#       number only.
def relu_derivative(z):
    if z > 0:
        slope = 1
    else:
        slope = 0
    return slope


# %% squeezed_between_zero_and_one
# fair: 0 of 1
# true: np.clip leaves a score between 0 and 1 as it is (0.3 gives 0.3), but the slope is 1 for
#       every positive score.
def relu_derivative(z):
    # derivative is never below 0 and never above 1
    slope = np.clip(z, 0, 1)
    return slope


# %% only_positives_replaced
# fair: 0.5 of 1
# true: the positive scores become 1, but the negative ones stay negative instead of becoming 0. A
#       number cannot be indexed and raises a TypeError.
def relu_derivative(z):
    """The slope of ReLU."""
    slope = z
    slope[z > 0] = 1
    return slope
