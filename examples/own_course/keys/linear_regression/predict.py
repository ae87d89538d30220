"""What a linear model says of each example."""

from __future__ import annotations

from autograder.key import case, exercise
from autograder.rules import close

from ._inputs import _line


@exercise(
    returns=close("predictions", points=1),
    hints=(
        "What does the model say of a single example, written as a sum over its features?",
        "A matrix times a vector is such a sum for every row. What is still missing then, the same for all examples?",
        "Multiply X with w as a matrix with a vector, and add the one number b to all that comes out.",
    ),
)
def predict(X, w, b):
    """``X w + b``, a number for each example ``(m,)``; ``X (m, n)``, ``w (n,)``, ``b`` a number."""
    predictions = X @ w + b
    return predictions


@predict.inputs
def predict_inputs(rng):
    for m, n in [(3, 2), (5, 4), (8, 3)]:
        X, _, w, b = _line(rng, m, n)
        yield case(X, w, b)


predict.slips(
    bias_left_out=(
        "predictions = X @ w",
        "Your line goes through 0, whatever the model is. Which of the arguments have you not used?",
    ),
    bias_taken_away=(
        "predictions = X @ w - b",
        "All your predictions are off by twice b. Is b added or taken away?",
    ),
    products_not_added_up=(
        "predictions = X * w + b",
        "You have a number for each feature of each example. Which sum makes one prediction of these products?",
    ),
    mean_for_sum=(
        "predictions = X @ w / len(w) + b",
        "Your products are averaged over the features, and b is not. Is the model's answer a sum or a mean?",
    ),
    bias_for_each_feature=(
        "predictions = X @ (w + b)",
        "Your b is multiplied with every feature, because it was added before. Where does it stand in the formula?",
    ),
)


@predict.also_correct
def with_loops(X, w, b):
    return [sum(feature * weight for feature, weight in zip(row, w, strict=True)) + b for row in X]
