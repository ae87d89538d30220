"""exponentially_weighted_average: a running average that forgets, plain, or corrected for its start from 0."""

from __future__ import annotations

import math

import numpy as np

from autograder.key import case, exercise, signed, slip
from autograder.rules import close


@exercise(
    returns=close("average", points=0.5),
    case_points={"other betas": 0.5, "whole numbers": 0.5, "bias correction": 1, "correction with other betas": 0.5},
    hands_back="averages",
    hints=(
        "With beta 0.9, ten numbers matter roughly. What does each new average keep of the old one, and what does it "
        "take from the new value?",
        "The text works out 10, 20, 30 with beta 0.5 in both forms. What does yours give there, and which is the first "
        "number that differs?",
        "The corrected form keeps an uncorrected average that begins at 0; only what is stored in the result is "
        "divided by 1 minus the power of beta. A sum that goes on, and means that are stored:\n"
        "    total = total + price\n    means[i] = total / (i + 1)",
    ),
)
def exponentially_weighted_average(values, beta, bias_correction=False):
    """Running average of ``values (m,)``, an array ``(m,)``.

    Formula: S_t = beta S_{t-1} + (1 - beta) Y_t, from S_1 = Y_1; with bias correction from V_0 = 0, and V_t is
    divided by 1 - beta^t (Kingma and Ba 2015, section 3).
    """
    average, averages = 0, []
    for t, value in enumerate(values, 1):
        begins = t == 1 and not bias_correction
        average = value if begins else beta * average + (1 - beta) * value
        averages.append(average / (1 - beta**t) if bias_correction else average)
    return np.array(averages)


@exponentially_weighted_average.inputs
def exponentially_weighted_average_inputs(rng):
    """Temperatures; the largest beta is 0.98, so that the start matters to the end.

    With 0.5 both weights are the same, so the start and the correction are seen apart from them; then whole numbers.
    """
    for m in (3, 5):
        yield case(signed(rng, 2, 30, m, places=1), 0.5, False)
    for m, beta in [(6, 0.9), (11, 0.75)]:
        yield case(signed(rng, 2, 30, m, places=1), beta, False, part="other betas")
    for m, beta in [(8, 0.6), (9, 0.7)]:
        yield case(rng.permutation([2, 5, 8, 13, 17, 21, 24, 28, 30])[:m], beta, False, part="whole numbers")
    for m in (3, 4):
        yield case(signed(rng, 2, 30, m, places=1), 0.5, True, part="bias correction")
    for m, beta in [(7, 0.9), (10, 0.98), (13, 0.7)]:
        yield case(signed(rng, 2, 30, m, places=1), beta, True, part="correction with other betas")


exponentially_weighted_average.slips(
    # where it starts, and whether it is corrected
    average_from_zero=(
        "average = beta * average + (1 - beta) * value",
        "Without correction your averages start from 0 and are too small at first. What is S_1 in the text?",
    ),
    average_never_corrected=(
        ("begins = t == 1", "averages.append(average)"),
        "bias_correction changes nothing: your averages always start from the first value. What does True ask for?",
    ),
    average_always_corrected=(
        ("average = beta * average + (1 - beta) * value", "averages.append(average / (1 - beta**t))"),
        "bias_correction changes nothing: your averages are always the corrected ones. What does False ask for?",
    ),
    average_from_zero_never_corrected=(
        ("average = beta * average + (1 - beta) * value", "averages.append(average)"),
        "Your averages start from 0 and are too small at first, corrected or not. What is S_1, and what is divided by "
        "what?",
    ),
    average_corrected_and_from_the_first_value=(
        "begins = t == 1",
        "With correction your averages start from the first value and are divided all the same, so they are too "
        "large. What is V_0?",
    ),
    # the correction
    average_corrected_without_power=(
        "averages.append(average / (1 - beta) if bias_correction else average)",
        "Your correction divides by 1 - beta every time. It should matter at first and fade: what does t do in it?",
    ),
    average_power_one_too_high=(
        "averages.append(average / (1 - beta ** (t + 1)) if bias_correction else average)",
        "Your correction is one step ahead: the first value is divided by 1 - beta². Which t belongs to the first "
        "value?",
    ),
    average_power_one_too_low=(
        "averages.append(average / (1 - beta ** (t - 1)) if bias_correction else average)",
        "Your first corrected value is inf: it was divided by 1 - beta⁰, which is 0. Which t belongs to the first "
        "value?",
    ),
    average_divided_by_zero=slip(
        "averages.append(1 / (1 - beta ** (t - 1)) * average if bias_correction else average)",
        "The first division was by 1 - beta⁰, which is 0. Python counts from 0: which t belongs to the first value?",
        mentions="beta **",
    ),
    average_correction_multiplied=(
        "averages.append(average * (1 - beta**t) if bias_correction else average)",
        "Your correction makes the early averages smaller still. They are too small already: multiply or divide?",
    ),
    average_correction_fed_back=(
        "averages.append(average / (1 - beta**t) if bias_correction else average)\naverage = averages[-1]",
        "Your corrected values enter the next average, so each is corrected again and again. Which of the two goes "
        "into the next step?",
    ),
    average_power_as_product=(
        "averages.append(average / (1 - beta * t) if bias_correction else average)",
        "Your correction divides by 1 minus beta times t. What does the small t above the beta mean?",
    ),
    # the step from one average to the next
    average_weights_exchanged=(
        "average = value if begins else (1 - beta) * average + beta * value",
        "Your averages with beta = 0.9 follow every new value closely. Which of beta and 1 - beta goes with the old "
        "average?",
    ),
    average_of_neighbours=(
        "averages.append(average / (1 - beta**t) if bias_correction else average)\naverage = value",
        "Each of your averages mixes only a value and the one before it. Should S or Y of the day before stand there?",
    ),
    average_without_one_minus_beta=(
        "average = value if begins else beta * average + value",
        "Your averages grow far beyond the values: each new value is added whole. With which weight does it enter?",
    ),
    average_keeps_the_old_whole=(
        "average = value if begins else average + (1 - beta) * value",
        "Your averages add up: the old one is kept whole and never fades. By what is it multiplied?",
    ),
    average_beta_fixed=(
        "beta = 0.9",
        "Your averages use 0.9 whatever beta says. Where does the argument come in?",
    ),
    average_plain_mean=(
        "averages.append(np.mean(values[:t]))",
        "Each of your entries is the plain mean of all values so far. In an exponentially weighted one, which values "
        "count most?",
    ),
    # what is returned
    average_only_the_last=(
        "return averages[-1]",
        "One number came back, the last average. How many averages do m values have?",
    ),
    average_with_its_start=(
        "average, averages = 0, [0 if bias_correction else values[0]]",
        "Your array is one entry longer than values: the start is in it, too. Which average belongs to the first "
        "value?",
    ),
)


@exponentially_weighted_average.also_correct
def average_as_list(values, beta, bias_correction=False):
    if bias_correction:
        v, result = 0.0, []
        for i in range(len(values)):
            v = v * beta + values[i] * (1 - beta)
            result.append(v / (1 - math.pow(beta, i + 1)))
        return result
    result = [values[0]]
    for value in values[1:]:
        result.append(beta * result[-1] + (1 - beta) * value)
    return result


@exponentially_weighted_average.also_correct
def average_with_weights(values, beta, bias_correction=False):
    m = len(values)
    t, k = np.arange(m)[:, None], np.arange(m)[None, :]
    weights = np.where(k <= t, (1 - beta) * beta ** np.maximum(t - k, 0.0), 0.0)
    if bias_correction:
        return (weights / weights.sum(axis=1, keepdims=True)) @ values
    weights[:, 0] = beta ** np.arange(m)
    return weights @ values


@exponentially_weighted_average.also_correct
def average_in_place(values, beta, bias_correction=False, verbose=False):
    if verbose:
        print("averages about", 1 / (1 - beta), "values")
    values = values.astype(float)
    if bias_correction:
        values[0] *= 1 - beta
    for t in range(1, len(values)):
        values[t] = values[t - 1] + (1 - beta) * (values[t] - values[t - 1])
    if bias_correction:
        values /= 1 - beta ** np.arange(1, len(values) + 1)
    return values
