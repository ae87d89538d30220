# %% comprehension
# fair: 2 of 2
# true: nothing is wrong.
def update_parameters(parameters, grads, learning_rate=1.2):
    return {name: parameters[name] - learning_rate * grads["d" + name] for name in parameters}


# %% deep_copy_then_in_place
# fair: 2 of 2
# true: nothing is wrong. It changes a deep copy in place; the caller's arrays stay as they are.
import copy


def update_parameters(parameters, grads, learning_rate=1.2):
    """One step of gradient descent; the arguments stay as they are."""
    new = copy.deepcopy(parameters)
    for key in ["W1", "b1", "W2", "b2"]:
        new[key] = new[key].astype(float)
        new[key] -= learning_rate * grads["d" + key]
    return new


# %% step_helper_with_hints
# fair: 2 of 2
# true: nothing is wrong. A small function of its own makes the step.
def step(old: np.ndarray, slope: np.ndarray, alpha: float) -> np.ndarray:
    """Ein Schritt bergab, in ein neues Feld geschrieben."""
    return np.add(old, np.multiply(-alpha, slope))


def update_parameters(parameters: dict, grads: dict, learning_rate: float = 1.2) -> dict:
    W1 = step(parameters["W1"], grads["dW1"], learning_rate)
    b1 = step(parameters["b1"], grads["db1"], learning_rate)
    W2 = step(parameters["W2"], grads["dW2"], learning_rate)
    b2 = step(parameters["b2"], grads["db2"], learning_rate)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% minus_equals_on_the_callers_arrays
# fair: 1 of 2
# true: the returned numbers are right, but -= changes the caller's own arrays. New arrays are
#       wanted: W1 = W1 - ...
def update_parameters(parameters, grads, learning_rate=1.2):
    """One step of gradient descent; the arguments stay as they are."""
    ### START CODE HERE ### (≈ 4 lines of code)
    W1, b1, W2, b2 = parameters["W1"], parameters["b1"], parameters["W2"], parameters["b2"]
    W1 -= learning_rate * grads["dW1"]
    b1 -= learning_rate * grads["db1"]
    W2 -= learning_rate * grads["dW2"]
    b2 -= learning_rate * grads["db2"]
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% uphill
# fair: 1 of 2
# true: it adds the derivatives and so goes uphill; they must be subtracted.
def update_parameters(parameters, grads, learning_rate=1.2):
    """One step of gradient descent; the arguments stay as they are.

    Arguments: parameters -- "W1", "b1", "W2", "b2";  grads -- "dW1", "db1", "dW2", "db2"
    Returns:   a new dictionary with "W1", "b1", "W2", "b2"
    """
    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = parameters["W1"] + learning_rate * grads["dW1"]
    b1 = parameters["b1"] + learning_rate * grads["db1"]
    W2 = parameters["W2"] + learning_rate * grads["dW2"]
    b2 = parameters["b2"] + learning_rate * grads["db2"]
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% copied_line_not_adapted
# fair: 1.5 of 2
# true: the last line takes db1 for b2; it should be db2. (The result has a wrong shape too if
#       there is more than one hidden neuron.) W1, b1 and W2 are right.
def update_parameters(parameters, grads, learning_rate=1.2):
    """One step of gradient descent; the arguments stay as they are."""
    ### START CODE HERE ### (≈ 4 lines of code)
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db1"]
    ### END CODE HERE ###
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


# %% rate_fixed_in_the_code
# fair: 1.5 of 2
# true: the step is always 1.2 long, whatever learning_rate says. It is right for the default
#       only.
ALPHA = 1.2


def update_parameters(parameters, grads, learning_rate=ALPHA):
    new = {}
    for k, v in parameters.items():
        new[k] = v - ALPHA * grads["d" + k]
    return new


# %% callers_dictionary_refilled
# fair: 1 of 2
# true: it writes the new arrays into the caller's own dictionary, which so changes; a new
#       dictionary is asked for. The numbers are right.
def update_parameters(parameters, grads, learning_rate=1.2):
    """One step of gradient descent; the arguments stay as they are."""
    for name in ("W1", "b1", "W2", "b2"):
        parameters[name] = parameters[name] - learning_rate * grads["d" + name]
    return parameters
