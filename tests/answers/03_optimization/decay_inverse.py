# %% fraction_in_one_line
# fair: 1 of 1
# true: nothing is wrong
def decay_inverse(alpha0, decay_rate, epoch):
    """The learning rate of an epoch, as a fraction."""
    ### START CODE HERE ### (≈ 1 line of code)
    alpha = alpha0 / (1 + decay_rate * epoch)
    ### END CODE HERE ###
    return alpha


# %% lambda_with_negative_power
# fair: 1 of 1
# true: nothing is wrong; a lambda, the fraction as a power of -1.
decay_inverse = lambda alpha0, decay_rate, epoch: alpha0 * (1.0 + decay_rate * epoch) ** -1


# %% counts_up_the_denominator
# fair: 1 of 1
# true: nothing is wrong; decay_rate is added once for each epoch, and examples are printed below.
def decay_inverse(alpha0: float, decay_rate: float, epoch: int) -> float:
    denominator = 1.0
    for _ in range(epoch):
        denominator += decay_rate
    return alpha0 / denominator


for e in range(4):
    print(e, decay_inverse(0.2, 1, e))


# %% brackets_missing
# fair: 0.5 of 1
# true: the brackets are missing: alpha0 / 1 + decay_rate * epoch adds the second product to
#       alpha0. It has to be alpha0 / (1 + decay_rate * epoch).
def decay_inverse(alpha0, decay_rate, epoch):
    ### START CODE HERE ### (≈ 1 line of code)
    alpha = alpha0 / 1 + decay_rate * epoch
    ### END CODE HERE ###
    return alpha


# %% divided_again_in_each_epoch
# fair: 0.5 of 1
# true: the rate is divided again and again, once for each epoch, so it falls much too fast; alpha0
#       has to be divided once, by 1 + decay_rate * epoch. Right in epochs 0 and 1 only.
def decay_inverse(alpha0, decay_rate, epoch):
    alpha = alpha0
    for e in range(1, epoch + 1):
        alpha = alpha / (1 + decay_rate * e)
    return alpha


# %% printed_but_not_returned
# fair: 0.5 of 1
# true: the formula is right, but the number is only printed; the return is missing, so the
#       function gives None.
def decay_inverse(alpha0, decay_rate, epoch):
    alpha = alpha0 / (1 + epoch * decay_rate)
    print("alpha =", alpha)
