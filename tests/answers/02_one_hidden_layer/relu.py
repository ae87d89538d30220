# %% where_zero
# fair: 1 of 1
# true: nothing is wrong. np.where in place of np.maximum.
def relu(z):
    """The rectified linear unit of each element.

    Arguments: z -- a number or an array of any shape
    Returns:   the same shape
    """
    ### START CODE HERE ### (≈ 1 line of code)
    a = np.where(z > 0, z, 0)
    ### END CODE HERE ###
    return a


# %% mean_of_z_and_its_size
# fair: 1 of 1
# true: nothing is wrong. An unusual formula: half of z + |z| is z on the right of 0 and 0 on the
#       left.
relu = lambda z: (z + abs(z)) / 2

print(relu(np.array([-2, 0.5, 3])))


# %% float_copy_and_mask
# fair: 1 of 1
# true: nothing is wrong. It works in place on a copy of its own, which may be 0-dimensional.
def relu(z):
    result = np.array(z, dtype=float)      # np.array copies
    negative = result < 0
    result[negative] = 0
    return result


# %% np_max_with_two_arguments
# fair: 0.5 of 1
# true: np.max takes the largest of one array, and its second argument is an axis, so the call
#       raises an error. Element by element it is np.maximum(0, z).
def relu(z):
    """The rectified linear unit of each element."""
    ### START CODE HERE ### (≈ 1 line of code)
    a = np.max(0, z)
    ### END CODE HERE ###
    return a


# %% product_before_comparison
# fair: 0 of 1
# true: z * z > 0 is (z * z) > 0, so it returns True wherever z is not 0. With brackets, z * (z >
#       0), it would be right.
def relu(z):
    """The rectified linear unit of each element.

    Arguments: z -- a number or an array of any shape
    Returns:   the same shape
    """
    ### START CODE HERE ### (≈ 1 line of code)
    a = z * z > 0
    ### END CODE HERE ###
    return a


# %% vectorize_guesses_int
# fair: 0.5 of 1
# true: np.vectorize takes the dtype from the first result. If the first element is negative that
#       is the whole number 0, and all others are cut to whole numbers: (-2, 0.5, 3) gives (0, 0,
#       3). Numbers, and arrays that begin with a positive float, come out right.
def relu_of_one_number(x):
    if x > 0:
        return x
    else:
        return 0


def relu(z):
    f = np.vectorize(relu_of_one_number)
    return f(z)


# %% one_decision_for_the_whole_array
# fair: 0 of 1
# true: it asks once whether all elements are positive; one negative element makes the result the
#       single number 0. Each element has to be decided on its own.
def relu(z):
    """The rectified linear unit of each element."""
    if np.all(z > 0):
        a = z
    else:
        a = 0
    return a


# %% leaky
# fair: 0.5 of 1
# true: this is the leaky ReLU: negative elements become a hundredth of themselves and not 0.
#       Positive ones are right.
def relu(z, leak=0.01):
    """The rectified linear unit of each element."""
    a = np.maximum(leak * z, z)
    return a
