"""predict: a label for each example, 1 where the neuron finds it more likely than not."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, signed, slip
from autograder.rules import labels

from ._families import READS_THE_NOTEBOOK
from ._inputs import _at_the_border, _clear_scores, _scores, _with_scores
from .sigmoid import sigmoid

train_set_x = np.array([[0.3, -0.8, 1.1], [0.6, 0.2, -0.4]])  # a variable of the notebook, read by a slip


@exercise(
    returns=labels("labels", points=1),
    case_points={"bias": 0.5, "probability": 1, "exactly 0.5": 0.5},
    needs=[sigmoid],
    hints=(
        "Which number between 0 and 1 does the neuron give for one picture, and when do you call that a yes?",
        "The score of an example can be any number. Only after the sigmoid is it a probability to compare with 0.5.",
        "The probabilities come as in propagate. A comparison takes a whole array: np.array([0.2, 0.7]) > 0.6 is "
        "[False True], and .astype(int) makes [0 1] of it.",
    ),
)
def predict(w, b, X):
    """Labels ``(1, m)``, 1 where the probability of the example is above 0.5, else 0.

    ``w (n, 1)``, ``b`` a number, ``X (n, m)``. Formula: the class with the larger probability (Bayes
    decision). One byte a label, because the checks hold them by the thousand.
    """
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = (A > 0.5).astype(np.int8)
    return Y_prediction


@predict.inputs
def predict_inputs(rng):
    """One idea after the other: scores that leave no doubt, with and without a bias; scores between 0 and 0.5, where
    the score and its sigmoid fall on different sides of 0.5; scores of exactly 0."""
    w = signed(rng, 0.4, 0.9, (2, 1))
    yield case(w, 0.0, _with_scores(rng, w, 0.0, [0.8, -0.6, 1.2]))
    for n, m, first in [(4, 9, -0.8), (6, 13, 0.9)]:
        w = signed(rng, 0.3, 0.8, (n, 1))
        yield case(w, 0.0, _with_scores(rng, w, 0.0, _clear_scores(rng, m, first)))
    for n, m, sign, first in [(3, 8, 1, 0.68), (4, 10, -1, -0.45)]:
        w = signed(rng, 0.3, 0.8, (n, 1))
        b = sign * float(np.round(rng.uniform(0.75, 0.95), 2))
        yield case(w, b, _with_scores(rng, w, b, _clear_scores(rng, m, first)), part="bias")
    for n, m, sign, first in [(4, 9, -1, -0.4), (8, 6, 1, 0.3), (5, 11, -1, -0.8), (3, 1003, 1, 0.25)]:
        w = signed(rng, 0.3, 0.8, (n, 1))
        b = sign * float(np.round(rng.uniform(0.75, 0.95), 2))
        yield case(w, b, _with_scores(rng, w, b, _scores(rng, m, first)), part="probability")
    for n, m in [(2, 7), (3, 12)]:
        yield case(*_at_the_border(rng, n, m), part="exactly 0.5")


@predict.also_correct
def predict_with_loop(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    w = w.reshape(X.shape[0], 1)
    A = sigmoid(np.dot(w.T, X) + b)
    for i in range(A.shape[1]):
        if A[0, i] > 0.5:
            Y_prediction[0, i] = 1
        else:
            Y_prediction[0, i] = 0
    return Y_prediction


@predict.also_correct
def predict_as_bool(w, b, X):
    return sigmoid(w.T @ X + b) > 0.5


@predict.also_correct
def predict_by_the_sign_of_the_score(w, b, X):
    return np.where(np.einsum("ij,ik->k", w, X) + b > 0, 1, 0)


@predict.also_correct
def predict_by_rounding(w, b, X):
    return np.round(sigmoid(z=np.matmul(np.transpose(w), X) + b))


@predict.also_correct
def predict_as_list(w, b, X, threshold=0.5):
    print("predicting", X.shape[1], "examples")
    return [1 if sigmoid(float(sum(w[:, 0] * x)) + b) > threshold else 0 for x in X.T]


@predict.also_correct
def predict_in_place(w, b, X):
    X *= w
    A = sigmoid(X.sum(axis=0, keepdims=True) + b)
    A[A > 0.5] = 1
    A[A <= 0.5] = 0
    return A.astype(int)


predict.slips(
    # predict: the probability
    sigmoid_forgotten=(
        "A = np.dot(w.T, X) + b",
        "Examples whose score lies between 0 and 0.5 got a 0: the raw score was compared with 0.5. What makes it a "
        "probability?",
    ),
    bias_left_out=(
        "A = sigmoid(np.dot(w.T, X))",
        "Your labels are those of a neuron without bias. Which number is added to the product before the sigmoid?",
    ),
    sigmoid_and_bias_forgotten=(
        "A = np.dot(w.T, X)",
        "Your labels compare the bare product of w and X with 0.5. Two things come between product and probability.",
    ),
    notebook_variable_to_predict=slip(
        "A = sigmoid(np.dot(w.T, train_set_x) + b)", READS_THE_NOTEBOOK, reads_global=True
    ),
    # predict: the decision
    zero_and_one_exchanged=(
        "Y_prediction = (A <= 0.5).astype(np.int8)",
        "Every 1 of yours should be a 0, and every 0 a 1. On which side of 0.5 is the answer yes?",
    ),
    border_is_one=(
        "Y_prediction = (A >= 0.5).astype(np.int8)",
        "All your labels are right but those of examples whose probability is exactly 0.5: they got a 1. Which label "
        "does the formula give them?",
    ),
    probabilities_returned=(
        "return A",
        "Your numbers are the probabilities themselves, between 0 and 1. What still has to make a label of each?",
    ),
    always_one=(
        "Y_prediction = (A > 0).astype(np.int8)",
        "All your labels are 1. Where is each probability compared, and with which number?",
    ),
    never_filled=(
        "Y_prediction = A.astype(np.int8)",
        "All your labels are 0. Which line of yours turns a probability above 0.5 into a 1?",
    ),
    minus_one_for_zero=(
        "Y_prediction = np.sign(np.dot(w.T, X) + b)",
        "Your labels are 1 and -1, the signs of the scores. Which number stands for the other class here?",
    ),
    # predict: one label after the other
    only_first_filled=(
        "Y_prediction = np.zeros((1, X.shape[1]))\n"
        "for i in range(X.shape[1]):\n"
        "    Y_prediction[0, i] = A[0, i] > 0.5\n"
        "    return Y_prediction",
        "Your first label is right and all the others are 0. How many examples does your function get through before "
        "it returns?",
    ),
    first_decides_for_all=(
        "Y_prediction = np.zeros((1, X.shape[1]))\nfor i in range(X.shape[1]):\n    Y_prediction[0, i] = A[0, 0] > 0.5",
        "All the examples of a call got one and the same label. What differs from one example to the next in the "
        "line that decides?",
    ),
    loop_over_features=(
        "Y_prediction = np.zeros((1, X.shape[1]))\nfor i in range(X.shape[0]):\n    Y_prediction[0, i] = A[0, i] > 0.5",
        "Your loop makes as many turns as X has features, so it ends too early or runs out of range. How many examples "
        "are there?",
    ),
)
