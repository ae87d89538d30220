"""predict_rows: the label of each example, where the examples of X are rows."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, slip
from autograder.rules import labels

from ._families import NOTEBOOK_VARIABLE
from ._inputs import _in_rows, rows_X  # noqa: F401  (a slip reads the tiny set)
from .forward_propagation_rows import forward_propagation_rows
from .predict import predict_inputs


@exercise(
    returns=labels("labels", points=1),
    case_points={"probability": 1},
    needs=[forward_propagation_rows],
    hands_back="predictions",
    hints=(
        "Which of your functions makes probabilities of examples that are rows? And which of predict's lines know how "
        "the examples lie?",
        "X is handed on as it is, since it is transposed inside. What comes out has one column for each example.",
        "An array is compared with a number entry by entry: (np.array([[3, 8]]) > 5).astype(int) is [[0, 1]].",
    ),
)
def predict_rows(params, X):
    """Labels ``(1, m)``, 1 where the probability of the example is above 0.5, else 0.

    ``X (m, n)``, params as in forward_propagation_rows. Formula: the class with the larger probability (Bayes
    decision).
    """
    A2, _ = forward_propagation_rows(X, params)
    return (A2 > 0.5).astype(np.int8)


@predict_rows.inputs
def predict_rows_inputs(rng):
    """Those of predict, turned."""
    for known in predict_inputs(rng):
        parameters, X = known.args
        yield case(_in_rows(parameters), X.T, part=known.part)


@predict_rows.also_correct
def predict_rows_with_loop(params, X):
    predictions = []
    for x in X:
        A2, _ = forward_propagation_rows(x.reshape(1, -1), params)
        predictions.append(1 if A2[0, 0] > 0.5 else 0)
    return predictions


@predict_rows.also_correct
def predict_rows_as_bool(params, X, threshold=0.5):
    return forward_propagation_rows(X=X, params=params)[0] >= threshold


@predict_rows.also_correct
def predict_rows_written_out(params, X):
    hidden = np.tanh(X @ params["w1"].T + params["b1"].T)
    return np.where(hidden @ params["w2"].T + params["b2"] > 0, 1.0, 0.0).T


predict_rows.slips(
    # rows and columns
    examples_turned_too_early=(
        "A2, _ = forward_propagation_rows(X.T, params)",
        "X was transposed before it reached forward_propagation_rows, which does so as well, and the sizes do not fit. "
        "At which one place is it transposed?",
    ),
    labels_of_rows_in_a_column=(
        "return (A2 > 0.5).astype(np.int8).T",
        "The numbers are right, but your labels stand below each other. Only X has its examples in rows: how does A2 "
        "lie?",
    ),
    # the decision
    raw_score_of_rows_compared=(
        'return (forward_propagation_rows(X, params)[1]["Z2"] > 0.5).astype(np.int8)',
        "Examples whose score lies between 0 and 0.5 got a 0: Z2 was compared with 0.5. Which number of the network is "
        "a probability?",
    ),
    zero_and_one_of_rows_exchanged=(
        "return (A2 <= 0.5).astype(np.int8)",
        "Every 1 of yours should be a 0, and every 0 a 1. On which side of 0.5 is the answer yes?",
    ),
    probabilities_of_rows_returned=(
        "return A2",
        "Your numbers are the probabilities themselves, between 0 and 1. What still has to make a label of each?",
    ),
    both_results_of_rows_returned=(
        "return forward_propagation_rows(X, params)",
        "Both results of the way forward came back as they are. Which of them holds the probabilities, and what is "
        "decided by them?",
    ),
    always_one_for_rows=(
        "return (A2 > 0).astype(np.int8)",
        "All your labels are 1. Where is each probability compared, and with which number?",
    ),
    always_zero_for_rows=(
        "return A2.astype(int)",
        "All your labels are 0. Which line of yours turns a probability above 0.5 into a 1?",
    ),
    average_of_rows_as_boundary=(
        "return (A2 > np.mean(A2)).astype(np.int8)",
        "Each probability was compared with the average of all, so a label depends on the other examples. Which fixed "
        "number is the boundary?",
    ),
    notebook_rows_to_predict=slip(
        "A2, _ = forward_propagation_rows(rows_X, params)", NOTEBOOK_VARIABLE, reads_global=True
    ),
)
