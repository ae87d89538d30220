# %% two_branches_as_in_the_text
# fair: 3 of 3
# true: nothing is wrong
def exponentially_weighted_average(values, beta, bias_correction=False):
    """The average up to each day."""
    averages = np.zeros(len(values))
    ### START CODE HERE ### (≈ 9 lines of code)
    if bias_correction:
        V = 0
        for t in range(1, len(values) + 1):
            V = beta * V + (1 - beta) * values[t - 1]
            averages[t - 1] = V / (1 - beta**t)
    else:
        averages[0] = values[0]
        for t in range(1, len(values)):
            averages[t] = beta * averages[t - 1] + (1 - beta) * values[t]
    ### END CODE HERE ###
    return averages


# %% table_of_weights
# fair: 3 of 3
# true: nothing is wrong; no loop: a triangle of the weights (1 - beta) * beta**k, times the values.
#       Without the correction the first value gets the whole remaining weight.
def exponentially_weighted_average(values, beta, bias_correction=False):
    y = np.asarray(values, dtype=float)
    m = y.size
    k = np.arange(m)[:, None] - np.arange(m)[None, :]
    weights = np.where(k >= 0, (1 - beta) * beta ** np.maximum(k, 0).astype(float), 0.0)
    if bias_correction:
        weights = weights / weights.sum(axis=1, keepdims=True)
    else:
        weights[:, 0] += 1 - weights.sum(axis=1)
    return weights @ y


# %% accumulate_and_a_running_power
# fair: 3 of 3
# true: nothing is wrong; itertools.accumulate carries the average, the corrected one begins with a
#       zero that is dropped again, and the power of beta is multiplied up.
from itertools import accumulate


def exponentially_weighted_average(values, beta, bias_correction: bool = False) -> np.ndarray:
    def step(old, new):
        return beta * old + (1 - beta) * new

    numbers = [float(value) for value in values]
    if not bias_correction:
        return np.array(list(accumulate(numbers, step)))
    result, power = [], 1.0
    for v in list(accumulate([0.0] + numbers, step))[1:]:
        power *= beta
        result.append(v / (1 - power))
    return np.array(result)


# %% goes_on_with_the_corrected
# fair: 2 of 3
# true: with bias_correction the corrected average is carried into the next day; V itself has to go
#       on uncorrected. Only the first value is right then. Without the correction it is right.
def exponentially_weighted_average(values, beta, bias_correction=False):
    averages = np.zeros(len(values))
    ### START CODE HERE ### (≈ 9 lines of code)
    if bias_correction == False:
        s = values[0]
        averages[0] = s
        for t in range(1, len(values)):
            s = beta * s + (1 - beta) * values[t]
            averages[t] = s
    else:
        v = 0
        for t in range(len(values)):
            v = beta * v + (1 - beta) * values[t]
            v = v / (1 - beta ** (t + 1))
            averages[t] = v
    ### END CODE HERE ###
    return averages


# %% days_counted_from_zero
# fair: 2 of 3
# true: the correction divides by 1 - beta**t with t from 0, so the first day is divided by zero
#       and all the others by the number of the day before; t has to begin at 1. Without the
#       correction it is right.
def exponentially_weighted_average(values, beta, bias_correction=False):
    averages = np.zeros(len(values))
    ### START CODE HERE ### (≈ 9 lines of code)
    average = 0 if bias_correction else values[0]
    for t, value in enumerate(values):
        average = beta * average + (1 - beta) * value
        if bias_correction:
            averages[t] = average / (1 - beta ** t)
        else:
            averages[t] = average
    ### END CODE HERE ###
    return averages


# %% same_start_for_both
# fair: 1.5 of 3
# true: also without bias_correction the average begins with zero (V_t), where it has to begin with
#       the first value (S_t). With the correction it is right.
def exponentially_weighted_average(values, beta, bias_correction=False):
    averages = np.zeros(len(values))
    ### START CODE HERE ### (≈ 9 lines of code)
    V = 0
    for t in range(len(values)):
        V = beta * V + (1 - beta) * values[t]
        averages[t] = V
    if bias_correction:
        for t in range(len(values)):
            averages[t] = averages[t] / (1 - beta**(t + 1))
    ### END CODE HERE ###
    return averages


# %% starts_from_a_copy_of_the_values
# fair: 2.5 of 3
# true: the averages are written into a copy of the values; if these are whole numbers (10, 20, 30)
#       every average is cut down to a whole number. With floats everything is right.
def exponentially_weighted_average(values, beta, bias_correction=False):
    averages = np.array(values)
    if bias_correction:
        v = 0.0
        for t, y in enumerate(values, 1):
            v = beta * v + (1 - beta) * y
            averages[t - 1] = v / (1 - beta ** t)
    else:
        for t in range(1, len(averages)):
            averages[t] = beta * averages[t - 1] + (1 - beta) * averages[t]
    return averages


# %% while_that_does_not_end
# fair: 1.5 of 3
# true: in the branch without correction t is never increased, so the loop does not end; t = t + 1
#       is missing. The branch with the correction is right.
def exponentially_weighted_average(values, beta, bias_correction=False):
    averages = np.zeros(len(values))
    t = 1
    if bias_correction:
        V = 0
        while t <= len(values):
            V = beta * V + (1 - beta) * values[t - 1]
            averages[t - 1] = V / (1 - beta**t)
            t = t + 1
    else:
        averages[0] = values[0]
        while t < len(values):
            averages[t] = beta * averages[t - 1] + (1 - beta) * values[t]
    return averages


# %% beta_on_the_wrong_side
# fair: 2 of 3
# true: beta and 1 - beta are exchanged: the old average gets 1 - beta and the new value beta. It
#       has to be beta * old + (1 - beta) * new. Beginning and correction are thought of.
def exponentially_weighted_average(values, beta, bias_correction=False):
    averages = np.zeros(len(values))
    ### START CODE HERE ### (≈ 9 lines of code)
    if bias_correction:
        V = 0
        for t in range(1, len(values) + 1):
            V = (1 - beta) * V + beta * values[t - 1]
            averages[t - 1] = V / (1 - beta**t)
    else:
        averages[0] = values[0]
        for t in range(1, len(values)):
            averages[t] = (1 - beta) * averages[t - 1] + beta * values[t]
    ### END CODE HERE ###
    return averages
