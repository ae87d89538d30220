"""How wrong a linear model is: half of the mean squared error."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise
from autograder.rules import scalar

from ._inputs import _line
from .predict import predict


@exercise(
    returns=scalar("J", points=1),
    needs=[predict],
    hints=(
        "By how much is the model off for each example, and does it matter in which direction?",
        "Squares have no sign, and a mean does not grow with the examples. What does the text do with it then?",
        "Take the differences of the predictions and y, square all of them, average over the examples, and halve that.",
    ),
)
def cost(X, y, w, b):
    """Half of the mean of the squared errors, one number; ``X (m, n)``, ``y (m,)``, ``w (n,)``, ``b`` a number."""
    errors = predict(X, w, b) - y
    J = np.mean(errors**2) / 2
    return J


@cost.inputs
def cost_inputs(rng):
    for m, n in [(3, 2), (5, 4), (8, 3)]:
        yield case(*_line(rng, m, n))


cost.slips(
    half_left_out=(
        "J = np.mean(errors**2)",
        "Your cost is twice as large. What does the text do with the mean of the squares?",
    ),
    sum_for_mean=(
        "J = np.sum(errors**2) / 2",
        "Your cost grows with the number of examples. What turns a sum into a mean?",
    ),
    sizes_for_squares=(
        "J = np.mean(np.abs(errors)) / 2",
        "Your cost is made of the sizes of the errors. Which measure of an error does the text name?",
    ),
    squared_after_the_mean=(
        "J = np.mean(errors) ** 2 / 2",
        "Errors above and below 0 cancel in your mean before anything is squared. Which of the two comes first?",
    ),
    predictions_squared=(
        "errors = predict(X, w, b)",
        "Your cost does not know what is right, since y plays no part in it. Of what is an error the difference?",
    ),
)


@cost.also_correct
def with_a_product(X, y, w, b):
    errors = y - predict(X, w, b)
    return errors @ errors / (2 * len(y))
