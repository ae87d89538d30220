"""layer_sizes_rows: how many neurons the three layers have, where the examples of X are rows and the labels are not."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, signed
from autograder.rules import scalar

from .layer_sizes import layer_sizes


@exercise(
    returns=(scalar("sizes", points=1), scalar("sizes"), scalar("sizes")),
    hints=(
        "Which of the two sizes of X counts the examples now, and which counts the numbers that describe one of them?",
        "Only X has its examples in rows. Y holds its examples in columns as before.",
        "A shape can be asked for one of its sizes: np.zeros((7, 3)).shape[1] is 3, the number of columns.",
    ),
)
def layer_sizes_rows(X, Y):
    """Sizes of the three layers ``(n, 4, n_y)``, with ``X (m, n)`` and ``Y (n_y, m)``.

    Formula: none; one input neuron a feature, one output neuron a label, and four hidden ones.
    """
    n = X.shape[1]
    n_h = 4
    n_y = Y.shape[0]
    return n, n_h, n_y


@layer_sizes_rows.inputs
def layer_sizes_rows_inputs(rng):
    for n, n_y, m in [(3, 2, 5), (6, 3, 9), (2, 8, 7), (11, 5, 13)]:
        yield case(signed(rng, 0.2, 2.0, (m, n)), rng.integers(0, 2, (n_y, m)).astype(np.int8))


@layer_sizes_rows.also_correct
def sizes_of_rows_with_len(X, Y):
    return [len(X[0]), 4, len(Y)]


@layer_sizes_rows.also_correct
def sizes_of_rows_by_columns(X, Y, n_h=4):
    n, _, n_y = layer_sizes(X.T, Y)
    return np.array([n, n_h, n_y])


@layer_sizes_rows.also_correct
def sizes_of_rows_unpacked(X, Y):
    (m, n), n_y = np.shape(X), np.size(Y, 0)
    print(m, "examples")
    return n, 4, n_y


layer_sizes_rows.slips(
    # which axis
    examples_of_rows_counted=(
        "n = X.shape[0]",
        "Your first number is m, the number of examples: each is a row of X now. Along which axis lies what describes "
        "one of them?",
    ),
    labels_taken_for_rows=(
        "n_y = Y.shape[1]",
        "Your n_y is m, the number of examples. X has its examples in rows here; how do the labels in Y lie?",
    ),
    examples_counted_twice=(
        ("n = X.shape[0]", "n_y = Y.shape[1]"),
        "Your first and last number are both m, the number of examples. Which axis of X, and which one of Y, holds "
        "what belongs to one example?",
    ),
    whole_shapes_of_rows=(
        ("n = X.shape", "n_y = Y.shape"),
        "Your first and last value are pairs: the whole shapes. Which one of the two numbers in each is meant?",
    ),
    all_entries_of_rows_counted=(
        ("n = X.size", "n_y = Y.size"),
        "Your first and last number count every entry of X and of Y. How many of these belong to one example?",
    ),
    # fixed numbers
    sizes_of_the_tiny_set=(
        ("n = 2", "n_y = 1"),
        "Your sizes are 2, 4 and 1, whatever X and Y are. Where can the function learn the sizes of its own arguments?",
    ),
    hidden_as_large_as_input_of_rows=(
        "n_h = X.shape[1]",
        "Your hidden layer is as large as the input layer. Which fixed number does the text ask for?",
    ),
    # what is returned
    input_and_output_of_rows_exchanged=(
        "return n_y, n_h, n",
        "Inputs and outputs have changed places in your tuple. In which order does the text name the three layers?",
    ),
    hidden_size_of_rows_left_out=(
        "return n, n_y",
        "Two numbers came back, those of inputs and outputs. Which layer lies between the two, and how large is it?",
    ),
)
