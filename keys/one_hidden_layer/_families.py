"""Slips of several exercises, ``(line, sentence)``, and sentences that stand for other lines in each of them.

The lines are those of the references: ``Z1 ... A2`` in a forward propagation, ``losses = ...`` and
``return np.mean(losses)`` in a cost, ``dZ2``, ``dA1``, ``dZ1`` and the derivatives in a backward propagation.
"""

from __future__ import annotations

NOTEBOOK_VARIABLE = (
    "Your function reads {name}, a variable of the notebook, so its arguments alone do not decide what it returns. "
    "Which argument, or which name of its own, is meant?"
)


# relu, relu_derivative

ONE_QUESTION_FOR_AN_ARRAY = (
    "Python asked whether a whole array is larger than 0, and an array has no single yes or no. What compares element "
    "by element?"
)


# initialize_parameters, update_parameters

TUPLE_OF_PARAMETERS = (
    "return W1, b1, W2, b2",
    "Your four arrays come as a tuple. The text asks for a dictionary with which keys?",
)


# forward_propagation, forward_propagation_rows

SIGMOID_DROPPED = (
    "A2 = Z2",
    "Your A2 is equal to Z2, so it can be any number at all. What turns the last score into a probability?",
)
TANH_IN_THE_OUTPUT_LAYER = (
    "A2 = np.tanh(Z2)",
    "Your A2 lies between -1 and 1: that is tanh. A probability lies between which two numbers?",
)
CACHE_NOT_RETURNED = (
    "return A2",
    "A2 came back alone. Z1, A1, Z2 and A2 are asked for as well, in one dictionary: which second value is that?",
)
BOTH_BIASES_LEFT_OUT = "Your numbers are those of a network without biases. Where do b1 and b2 enter?"


# compute_cost, compute_cost_rows

COST_NOT_SUMMED = (
    "return losses / Y.shape[1]",
    "Your cost is an array with one entry for each example, not one number. What makes a single number of them?",
)
LOSSES_NOT_SUMMED = (
    "return losses",
    "Your array holds the loss of each example, and nothing was added up or divided. What makes one average of them?",
)
COST_SUMMED_OVER_THE_OTHER_AXIS = (
    "return np.sum(losses, axis=0) / Y.shape[1]",
    "Your cost is a rank-1 array with one entry for each example: nothing was added up along the row. Along which axis "
    "do the examples lie?",
)
SIGN_MISSING = (
    "losses = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)",
    "Your cost has the right size and is negative. Logarithms of probabilities are below 0: what makes a cost of them?",
)
LABELS_THE_WRONG_WAY_ROUND_IN_THE_COST = (
    "losses = -(Y * np.log(1 - A2) + (1 - Y) * np.log(A2))",
    "Your cost is small where the predictions are bad. For an example with label 1, which of the two logarithms should "
    "count?",
)
FIRST_TERM_ALONE = (
    "losses = -Y * np.log(A2)",
    "Your cost counts only the examples whose label is 1. Which term speaks for those with label 0?",
)
FIRST_TERM_ALONE_NOT_AVERAGED = (
    ("losses = -Y * np.log(A2)", "return np.sum(losses)"),
    "Your cost adds up the examples with label 1 alone and takes no average. What do the others add, and what is "
    "1/m for?",
)
MINUS_BETWEEN_THE_TERMS = (
    "losses = -(Y * np.log(A2) - (1 - Y) * np.log(1 - A2))",
    "In your cost the examples with label 0 lower it instead of raising it. Which sign joins the two terms, and how "
    "far do the brackets behind the minus go?",
)
COST_AS_TABLE = (
    ("losses = -(np.dot(Y.T, np.log(A2)) + np.dot((1 - Y).T, np.log(1 - A2)))", "return losses / Y.shape[1]"),
    "Your cost is a table of m by m numbers: every label met every example's logarithm. Which shapes did the two have "
    "when they met?",
)
PRODUCT_OF_TWO_ROWS = (
    "losses = -(np.dot(Y, np.log(A2)) + np.dot(1 - Y, np.log(1 - A2)))",
    "Two rows were handed to a matrix product, and their sizes do not meet. Which operation multiplies label and "
    "logarithm entry by entry?",
)
SQUARED_ERROR = (
    "losses = (A2 - Y) ** 2",
    "Your cost is the mean squared difference of A2 and Y. Here the cost is the cross-entropy: where are its "
    "logarithms?",
)


# backward_propagation, backward_propagation_rows

_DB2 = "np.sum(dZ2, axis=1, keepdims=True)"
ONE_OUTPUT_UNIT = {  # mutants that are right as well
    f"db2 = {_DB2} / m: {_DB2} -> np.sum(dZ2, keepdims=True)": "there is one output unit",
    f"db2 = {_DB2} / m: {_DB2} -> np.sum(dZ2, axis=1)": "one number, however it is wrapped",
    f"db2 = {_DB2} / m: True -> False": "one number, however it is wrapped",
}
ERROR_REVERSED = (
    "dZ2 = Y - A2",
    "All four derivatives have the right size and the wrong sign. Is the error A2 minus Y or Y minus A2, and does a "
    "minus stand in front?",
)
LABELS_NOT_SUBTRACTED = (
    "dZ2 = A2",
    "Your derivatives are made of A2 alone, as if every label were 0. What tells the network how wrong it was?",
)
LABELS_THE_WRONG_WAY_ROUND = (
    "dZ2 = A2 - (1 - Y)",
    "Your derivatives belong to labels in which 0 and 1 have changed places. What is the error of an example with "
    "label 1?",
)
SLOPE_NOT_SQUARED = (
    "dZ1 = dA1 * (1 - A1)",
    "Your slope of tanh is 1 minus A1, above 1 for negative A1. What happens to A1 before it is taken from 1?",
)
SLOPE_AS_MATRIX_PRODUCT = (
    "dZ1 = np.dot(dA1, 1 - A1**2)",
    "Two arrays of the shape (n_h, m) met in a matrix product, and their sizes do not fit. Which operation "
    "multiplies them, or squares one, entry by entry?",
)
NOTHING_AVERAGED = (
    "All four derivatives are exactly m times too large: sums over the examples. What turns a sum into an average?"
)
BIAS_DERIVATIVES_WITHOUT_KEEPDIMS = (
    ("db1 = np.sum(dZ1, axis=1) / m", "db2 = np.sum(dZ2, axis=1) / m"),
    "Your db1 is a rank-1 array. Taken from b1, a column, it makes a whole table by broadcasting. What keeps the axis "
    "along which you add up?",
)
BIAS_DERIVATIVES_NOT_SUMMED = (
    ("db1 = dZ1 / m", "db2 = dZ2 / m"),
    "Your db1 and db2 have one entry for each example. A neuron has a single bias: what becomes of these entries?",
)
FIRST_BIAS_DERIVATIVE_AS_ONE_NUMBER = (
    "db1 = np.sum(dZ1) / m",
    "Your db1 is a single number: the hidden neurons were added together too. How many biases do n_h neurons have?",
)
