"""predict: the label of each example, from the probability that the network gives it."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, signed, slip
from autograder.rules import labels

from ._families import NOTEBOOK_VARIABLE
from ._inputs import _parameters, flower_X  # noqa: F401  (a slip reads the flower)
from .forward_propagation import forward_propagation


@exercise(
    returns=labels("labels", points=1),
    case_points={"probability": 1},
    needs=[forward_propagation],
    hands_back="predictions",
    hints=(
        "Which of your functions turns examples into probabilities, and which of its two results do you need here?",
        "A probability above 0.5 means yes, which is the label 1; any other means 0.",
        "An array is compared with a number entry by entry, and true and false count as 1 and 0: (np.array([[3, 8]]) "
        "> 5).astype(int) is [[0, 1]].",
    ),
)
def predict(parameters, X):
    """Labels ``(1, m)``, 1 where the probability of the example is above 0.5, else 0.

    ``X (n_x, m)``, parameters as in initialize_parameters. Formula: the class with the larger probability (Bayes
    decision).
    """
    A2, _ = forward_propagation(X, parameters)
    return (A2 > 0.5).astype(np.int8)


def _with_scores(rng, parameters, kinds, by_average):
    """Examples whose score Z2 lies in the ranges ``kinds``, found among many; None if that cannot be had.

    With ``by_average`` the average probability tells them apart just as 0.5 does; without, it does not.
    """
    X = signed(rng, 0.1, 2.5, (parameters["W1"].shape[1], 400))
    A2, cache = forward_propagation(X, parameters)
    score, left, chosen = cache["Z2"][0], list(range(X.shape[1])), []
    for low, high in kinds:
        fitting = [j for j in left if low < score[j] < high]
        if not fitting:
            return None
        chosen.append(fitting[0])
        left.remove(fitting[0])
    A2 = A2[:, chosen]
    is_clear, tells = np.min(np.abs(A2 - np.mean(A2))) > 0.002, np.array_equal(np.mean(A2) < A2, A2 > 0.5)
    return X[:, chosen] if is_clear and tells == by_average else None


@predict.inputs
def predict_inputs(rng):
    """Scores that leave no doubt; then a third of them between 0 and 0.5, where score and probability fall on different
    sides of 0.5. The first label is 1, 0, 1, 0, the last 1."""
    little, much, below = (0.06, 0.44), (0.56, 2.5), (-2.5, -0.06)
    sizes = [
        (2, 4, 3, much),
        (3, 5, 10, below),
        (2, 4, 5, little),
        (3, 5, 8, below),
        (5, 3, 11, much),
        (4, 6, 40, below),
    ]
    for number, (n_x, n_h, m, first) in enumerate(sizes):
        X, clear = None, number < 2
        while X is None:
            middle = [(much if clear else little, below, much)[i % 3] for i in range(m - 2)] if m > 3 else [below]
            kinds = [first, *(middle[i] for i in rng.permutation(m - 2)), much]
            parameters = _parameters(rng, n_x, n_h)
            X = _with_scores(rng, parameters, kinds, by_average=clear)
        yield case(parameters, X, part=None if clear else "probability")


@predict.also_correct
def predict_with_loop(parameters, X):
    A2, _ = forward_propagation(X, parameters)
    predictions = np.zeros((1, X.shape[1]))
    for j in range(A2.shape[1]):
        if A2[0, j] > 0.5:
            predictions[0, j] = 1
        else:
            predictions[0, j] = 0
    return predictions


@predict.also_correct
def predict_as_bool(parameters, X, threshold=0.5):
    return forward_propagation(X=X, parameters=parameters)[0] >= threshold


@predict.also_correct
def predict_by_the_sign_of_the_score(parameters, X):
    _, cache = forward_propagation(X, parameters)
    return np.where(cache["Z2"] > 0, 1, 0)


@predict.also_correct
def predict_by_rounding(parameters, X, verbose=True):
    A2, _ = forward_propagation(X, parameters)
    if verbose:
        print(A2)
    return np.round(A2)


@predict.also_correct
def predict_written_out(parameters, X):
    hidden = np.tanh(parameters["W1"] @ X + parameters["b1"])
    scores = parameters["W2"] @ hidden + parameters["b2"]
    return [1 if score > 0 else 0 for score in scores[0]]


predict.slips(
    raw_score_compared=(
        'return (forward_propagation(X, parameters)[1]["Z2"] > 0.5).astype(np.int8)',
        "Examples whose score lies between 0 and 0.5 got a 0: Z2 was compared with 0.5. Which number of the network is "
        "a probability?",
    ),
    zero_and_one_exchanged=(
        "return (A2 <= 0.5).astype(np.int8)",
        "Every 1 of yours should be a 0, and every 0 a 1. On which side of 0.5 is the answer yes?",
    ),
    probabilities_returned=(
        "return A2",
        "Your numbers are the probabilities themselves, between 0 and 1. What still has to make a label of each?",
    ),
    probabilities_and_cache_returned=(
        "return forward_propagation(X, parameters)",
        "Both results of the way forward came back as they are. Which of them holds the probabilities, and what is "
        "decided by them?",
    ),
    always_one=(
        "return (A2 > 0).astype(np.int8)",
        "All your labels are 1. Where is each probability compared, and with which number?",
    ),
    always_zero=(
        "return A2.astype(int)",
        "All your labels are 0. Which line of yours turns a probability above 0.5 into a 1?",
    ),
    hidden_units_decide=(
        'return (forward_propagation(X, parameters)[1]["A1"] > 0.5).astype(np.int8)',
        "Your result has a row for each hidden neuron: A1 was compared. Which activation is the probability?",
    ),
    average_as_boundary=(
        "return (A2 > np.mean(A2)).astype(np.int8)",
        "Each probability was compared with the average of all, so a label depends on the other examples. Which fixed "
        "number is the boundary?",
    ),
    minus_one_for_zero=(
        "return np.where(A2 > 0.5, 1, -1)",
        "Your labels are 1 and -1. Which number stands for the other class here?",
    ),
    labels_in_a_column=(
        "return (A2 > 0.5).astype(np.int8).T",
        "The numbers are right, but your labels stand below each other. Examples are columns: which shape has one "
        "label for each?",
    ),
    share_of_ones=(
        "return np.mean(A2 > 0.5)",
        "One number came back: the share of examples with label 1. What does each example get?",
    ),
    notebook_variable_to_predict=slip(
        "A2, _ = forward_propagation(flower_X, parameters)", NOTEBOOK_VARIABLE, reads_global=True
    ),
)


@predict.mistake
def only_first_filled(parameters, X):
    """Your first label is right and all the others are 0. How many examples does your function get through before it
    returns?"""
    A2, _ = forward_propagation(X, parameters)
    predictions = np.zeros((1, X.shape[1]))
    for j in range(X.shape[1]):
        predictions[0, j] = A2[0, j] > 0.5
        return predictions


@predict.mistake
def first_decides_for_all(parameters, X):
    """All examples got the label of the first one. Whose probability does the deciding line look at?"""
    A2, _ = forward_propagation(X, parameters)
    predictions = np.zeros((1, X.shape[1]))
    for j in range(X.shape[1]):
        predictions[0, j] = A2[0, 0] > 0.5
    return predictions
