"""layer_sizes: how many units the three layers have, read from the shapes of the data."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, signed
from autograder.rules import scalar


@exercise(
    returns=(scalar("sizes", points=1), scalar("sizes"), scalar("sizes")),
    hints=(
        "One input belongs to each number that describes an example. Along which axis of X do these lie?",
        "The shape of an array is a pair: rows first, columns second. Examples are columns here.",
        "A shape can be asked for one of its sizes: np.zeros((7, 3)).shape[0] is 7, the number of rows.",
    ),
)
def layer_sizes(X, Y):
    """Sizes of the three layers ``(n_x, 4, n_y)``, with ``X (n_x, m)`` and ``Y (n_y, m)``.

    Formula: none; one input unit a feature, one output unit a label, and four hidden ones.
    """
    n_x = X.shape[0]
    n_h = 4
    n_y = Y.shape[0]
    return n_x, n_h, n_y


@layer_sizes.inputs
def layer_sizes_inputs(rng):
    for n_x, n_y, m in [(3, 2, 5), (6, 3, 9), (2, 8, 7), (11, 5, 13)]:
        yield case(signed(rng, 0.2, 2.0, (n_x, m)), rng.integers(0, 2, (n_y, m)).astype(np.int8))


@layer_sizes.also_correct
def layer_sizes_with_len(X, Y):
    return [len(X), 4, len(Y)]


@layer_sizes.also_correct
def layer_sizes_unpacked(X, Y, n_h=4):
    (n_x, m), (n_y, _) = X.shape, Y.shape
    print(m, "examples")
    return n_x, n_h, n_y


@layer_sizes.also_correct
def layer_sizes_as_array(X, Y):
    return np.array([np.size(X, 0), 4, np.size(Y, axis=0)])


layer_sizes.slips(
    # which axis
    columns_counted=(
        ("n_x = X.shape[1]", "n_y = Y.shape[1]"),
        "Your n_x and n_y are both m, the number of examples. Which axis holds what describes one example?",
    ),
    columns_of_x_counted=(
        "n_x = X.shape[1]",
        "Your n_x is the number of examples, and n_y is right. Which axis of X holds the features?",
    ),
    columns_of_y_counted=(
        "n_y = Y.shape[1]",
        "Your n_y is the number of examples, and n_x is right. Which axis of Y holds the outputs of one example?",
    ),
    whole_shapes=(
        ("n_x = X.shape", "n_y = Y.shape"),
        "Your n_x and n_y are pairs: the whole shapes. Which one of the two numbers in a shape is meant?",
    ),
    all_entries_counted=(
        ("n_x = X.size", "n_y = Y.size"),
        "Your n_x and n_y count every entry of X and of Y. How many of these belong to one example?",
    ),
    # fixed numbers
    sizes_of_another_data_set=(
        ("n_x = 2", "n_y = 1"),
        "Your sizes are 2, 4 and 1, whatever X and Y are. Where can the function learn the sizes of its own arguments?",
    ),
    two_inputs_always=(
        "n_x = 2",
        "Your n_x is 2 whatever X holds; that fits the flower alone. What tells your function how many features X has?",
    ),
    one_output_always=(
        "n_y = 1",
        "Your n_y is 1 whatever Y holds; that fits the flower alone. What tells your function how many rows Y has?",
    ),
    hidden_as_large_as_input=(
        "n_h = X.shape[0]",
        "Your hidden layer is as large as the input layer. Which fixed number does the text ask for?",
    ),
    # what is returned
    input_and_output_exchanged=(
        "return n_y, n_h, n_x",
        "n_x and n_y have changed places in your tuple. In which order does the text name the three layers?",
    ),
    hidden_size_last=(
        "return n_x, n_y, n_h",
        "Your three numbers are right, and the 4 stands at the end. Between which two layers does the hidden one lie?",
    ),
    hidden_size_left_out=(
        "return n_x, n_y",
        "Two numbers came back, n_x and n_y. Which layer lies between the two, and how large is it?",
    ),
    dictionary_of_sizes=(
        'return {"n_x": n_x, "n_h": n_h, "n_y": n_y}',
        "A dictionary came back where the caller unpacks three numbers. What stands after return?",
    ),
)
