# %% power_in_one_line
# fair: 1 of 1
# true: nothing is wrong
def decay_exponential(alpha0, epoch, base=0.95):
    """The learning rate of an epoch, as a power."""
    ### START CODE HERE ### (≈ 1 line of code)
    alpha = alpha0 * base**epoch
    ### END CODE HERE ###
    return alpha


# %% calls_itself
# fair: 1 of 1
# true: nothing is wrong; recursion, one epoch back at a time.
def decay_exponential(alpha0, epoch, base=0.95):
    if epoch == 0:
        return alpha0
    return base * decay_exponential(alpha0, epoch - 1, base)


# %% exp_of_log
# fair: 1 of 1
# true: nothing is wrong; the power is written with exp and log, the result is a NumPy float.
def decay_exponential(alpha0, epoch, base=0.95):
    """Tasa de aprendizaje de una época, como potencia."""
    return alpha0 * np.exp(epoch * np.log(base))


# %% caret_for_power
# fair: 0.5 of 1
# true: ^ is not a power in Python but exclusive or, and stops with a TypeError for a float; it has
#       to be base ** epoch.
def decay_exponential(alpha0, epoch, base=0.95):
    ### START CODE HERE ### (≈ 1 line of code)
    alpha = alpha0 * base ^ epoch
    ### END CODE HERE ###
    return alpha


# %% alpha0_in_the_power
# fair: 0.5 of 1
# true: alpha0 stands inside the brackets and is raised to the power, too: epoch 0 gives 1. Only
#       base is to be raised, alpha0 * base ** epoch.
def decay_exponential(alpha0, epoch, base=0.95):
    ### START CODE HERE ### (≈ 1 line of code)
    alpha = (alpha0 * base) ** epoch
    ### END CODE HERE ###
    return alpha


# %% base_is_always_95
# fair: 0.5 of 1
# true: 0.95 is written into the formula, the argument base is not used; with any other base the
#       result is wrong.
def decay_exponential(alpha0, epoch, base=0.95):
    alpha = alpha0 * 0.95 ** epoch
    return alpha


# %% e_to_the_minus
# fair: 0 of 1
# true: it is e to the power of -base * epoch, another decay that knows nothing of a base; it has
#       to be alpha0 * base ** epoch.
def decay_exponential(alpha0, epoch, base=0.95):
    ### START CODE HERE ### (≈ 1 line of code)
    alpha = np.exp(-base * epoch) * alpha0
    ### END CODE HERE ###
    return alpha
