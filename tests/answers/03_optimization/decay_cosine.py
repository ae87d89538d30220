# %% wave_in_two_lines
# fair: 1 of 1
# true: nothing is wrong
def decay_cosine(alpha0, epoch, num_epochs, minimum=0):
    """The learning rate of an epoch, along half a wave."""
    ### START CODE HERE ### (≈ 2 lines of code)
    share = (1 + np.cos(np.pi * epoch / num_epochs)) / 2
    alpha = minimum + (alpha0 - minimum) * share
    ### END CODE HERE ###
    return alpha


# %% weights_of_both_ends
# fair: 1 of 1
# true: nothing is wrong; the two rates are weighed, and the weights are squares of cosine and sine.
def decay_cosine(alpha0, epoch, num_epochs, minimum=0.0):
    """Tasa de aprendizaje de una época, media onda."""
    half = np.pi * epoch / (2 * num_epochs)
    return alpha0 * np.cos(half) ** 2 + minimum * np.sin(half) ** 2


# %% math_and_a_loop
# fair: 1 of 1
# true: nothing is wrong; all rates are made in a loop with math, then the one of the epoch is taken.
import math


def decay_cosine(alpha0: float, epoch: int, num_epochs: int, minimum: float = 0) -> float:
    rates = []
    for e in range(num_epochs + 1):
        angle = math.pi * e / num_epochs
        rates.append(minimum + 0.5 * (alpha0 - minimum) * (1.0 + math.cos(angle)))
    return rates[epoch]


# %% stops_at_the_end
# fair: 1 of 1
# true: nothing is wrong; behind the last epoch the rate would stay at minimum, and without a
#       minimum of its own it falls to 0.
def decay_cosine(alpha0, epoch, num_epochs, minimum=None):
    lowest = 0 if minimum is None else minimum
    progress = min(1, epoch / num_epochs)
    alpha = lowest + 0.5 * (alpha0 - lowest) * (1 + np.cos(progress * np.pi))
    print(f"epoch {epoch}: {alpha:.4f}")
    return alpha


# %% minimum_added_to_the_whole_wave
# fair: 0.5 of 1
# true: the wave is alpha0 high in place of alpha0 - minimum, so with a minimum epoch 0 begins above
#       alpha0. Without a minimum it is right.
def decay_cosine(alpha0, epoch, num_epochs, minimum=0):
    ### START CODE HERE ### (≈ 2 lines of code)
    wave = (1 + np.cos(np.pi * epoch / num_epochs)) / 2
    alpha = minimum + alpha0 * wave
    ### END CODE HERE ###
    return alpha


# %% never_below_the_minimum
# fair: 0.5 of 1
# true: the wave goes down to 0 and max cuts it off at minimum; it should come down to minimum at
#       the end only. Without a minimum it is right.
def decay_cosine(alpha0, epoch, num_epochs, minimum=0):
    alpha = alpha0 * (1 + np.cos(np.pi * epoch / num_epochs)) / 2
    return np.maximum(alpha, minimum)


# %% angle_in_degrees
# fair: 0.5 of 1
# true: np.cos takes radians, and the angle is given in degrees, up to 180; it should go up to pi.
def decay_cosine(alpha0, epoch, num_epochs, minimum=0):
    angle = epoch / num_epochs * 180
    wave = (np.cos(angle) + 1) / 2
    return wave * (alpha0 - minimum) + minimum


# %% only_one_is_halved
# fair: 0.5 of 1
# true: brackets are missing: only the cosine is divided by 2 and 1 is not, so the share goes from
#       1.5 to 0.5. It should be (1 + cos) / 2.
def decay_cosine(alpha0, epoch, num_epochs, minimum=0):
    ### START CODE HERE ### (≈ 2 lines of code)
    alpha = minimum + (alpha0 - minimum) * (1 + np.cos(np.pi * epoch / num_epochs) / 2)
    ### END CODE HERE ###
    return alpha


# %% pi_is_not_defined
# fair: 0.5 of 1
# true: pi and cos are NumPy's and need np. in front of them; as it is, a NameError. The formula is
#       right.
def decay_cosine(alpha0, epoch, num_epochs, minimum=0):
    wave = (1 + cos(pi * epoch / num_epochs)) / 2
    alpha = minimum + (alpha0 - minimum) * wave
    return alpha


# %% counts_down_in_a_straight_line
# fair: 0 of 1
# true: there is no cosine, the rate falls along a straight line from alpha0 to minimum. Both ends
#       are right, and the middle.
def decay_cosine(alpha0, epoch, num_epochs, minimum=0):
    step = (alpha0 - minimum) / num_epochs
    alpha = alpha0
    for e in range(epoch):
        alpha = alpha - step
    return alpha
