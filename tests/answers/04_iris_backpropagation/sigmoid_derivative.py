# %% distance_from_one_half
# fair: 2 of 2
# true: nothing is wrong; 1/4 - (a - 1/2)^2 is the same as a (1 - a).
def sigmoid_derivative(a):
    """The slope of the sigmoid, from its output. Largest (0.25) in the middle."""
    ### START CODE HERE ### (≈ 1 line of code)
    slope = 0.25 - np.square(np.asarray(a) - 0.5)
    ### END CODE HERE ###
    return slope

# %% lambda_bound_to_the_name
# fair: 2 of 2
# true: nothing is wrong; a lambda in place of a def.
sigmoid_derivative = lambda a: np.multiply(a, np.subtract(1, a))

# %% entry_by_entry
# fair: 2 of 2
# true: nothing is wrong; a loop over the entries, whatever the shape.
def sigmoid_derivative(a):
    activations = np.array(a, dtype=float)
    slope = np.zeros(activations.shape)
    for place in np.ndindex(activations.shape):
        slope[place] = activations[place] * (1 - activations[place])
    return slope

# %% back_to_the_score
# fair: 2 of 2
# true: nothing is wrong; it goes back to the score z and takes the slope there. The clip keeps 0
#       and 1 from dividing by zero.
def sigmoid_derivative(a):
    a = np.clip(a, 1e-13, 1 - 1e-13)
    z = np.log(a) - np.log1p(-a)
    return sigmoid(z) * sigmoid(-z)

# %% slope_formula_of_the_score
# fair: 0.5 of 2
# true: the formula is the slope at a score z, but a is the activation already: the sigmoid is
#       taken twice. From the activation the slope is a (1 - a).
def sigmoid_derivative(a):
    ### START CODE HERE ### (≈ 1 line of code)
    slope = np.exp(-a) / (1 + np.exp(-a)) ** 2
    ### END CODE HERE ###
    return slope

# %% brackets_forgotten
# fair: 1 of 2
# true: without the brackets a * 1 - a is 0 everywhere. It must be a * (1 - a).
def sigmoid_derivative(a):
    ### START CODE HERE ### (≈ 1 line of code)
    slope = a * 1 - a
    ### END CODE HERE ###
    return slope

# %% product_sign_left_out
# fair: 1 of 2
# true: a(1 - a) calls a as if it were a function, which fails. The product needs a *.
def sigmoid_derivative(a):
    ### START CODE HERE ### (≈ 1 line of code)
    slope = a(1 - a)
    ### END CODE HERE ###
    return slope

# %% dot_in_place_of_elementwise
# fair: 1 of 2
# true: np.dot is the elementwise product for single numbers only: of two vectors it makes one
#       number, of two matrices a matrix product or an error. a * (1 - a) is right.
def sigmoid_derivative(a):
    slope = np.dot(a, 1 - a)
    return slope

# %% slope_of_tanh
# fair: 0.5 of 2
# true: 1 - a^2 is the slope of tanh from its output. The slope of the sigmoid is a (1 - a).
def sigmoid_derivative(a):
    ### START CODE HERE ### (≈ 1 line of code)
    slope = 1 - np.power(a, 2)
    ### END CODE HERE ###
    return slope
