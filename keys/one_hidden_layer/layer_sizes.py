"""The exercise layer_sizes of 02_one_hidden_layer."""

from __future__ import annotations

import numpy as np

from autograder.exercise import case, exercise
from autograder.inputs import signed
from autograder.rules import scalar


@exercise(
    returns=(scalar("sizes", points=1), scalar("sizes"), scalar("sizes")),
    hints=(
        "One input unit belongs to each number that describes an example. Along which axis of X do these lie?",
        "The shape of an array is a pair: rows first, columns second. Examples are columns here.",
        "n_x counts the rows of X and n_y the rows of Y; between the two stands the fixed number 4.",
    ),
)
def layer_sizes(X, Y):
    """Sizes of the three layers ``(n_x, 4, n_y)``, with ``X (n_x, m)`` and ``Y (n_y, m)``.

    Formula: none; one input unit a feature, one output unit a label, and four hidden ones.
    """
    return X.shape[0], 4, Y.shape[0]


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


@layer_sizes.mistake
def columns_counted(X, Y):
    """Your n_x and n_y are both m, the number of examples. Which axis holds what describes one example?"""
    return X.shape[1], 4, Y.shape[1]


@layer_sizes.mistake
def columns_of_x_counted(X, Y):
    """Your n_x is the number of examples, and n_y is right. Which axis of X holds the features?"""
    return X.shape[1], 4, Y.shape[0]


@layer_sizes.mistake
def columns_of_y_counted(X, Y):
    """Your n_y is the number of examples, and n_x is right. Which axis of Y holds the outputs of one example?"""
    return X.shape[0], 4, Y.shape[1]


@layer_sizes.mistake
def whole_shapes(X, Y):
    """Your n_x and n_y are pairs: the whole shapes. Which one of the two numbers in a shape is meant?"""
    return X.shape, 4, Y.shape


@layer_sizes.mistake
def sizes_of_another_data_set(X, Y):
    """Your sizes are 2, 4 and 1, whatever X and Y are. Where can the function learn the sizes of its own
    arguments?"""
    return 2, 4, 1


@layer_sizes.mistake
def two_inputs_always(X, Y):
    """Your n_x is 2 whatever X holds; that is right for the flower alone. Who knows how many features X has?"""
    return 2, 4, Y.shape[0]


@layer_sizes.mistake
def one_output_always(X, Y):
    """Your n_y is 1 whatever Y holds; that is right for the flower alone. Who knows how many rows Y has?"""
    return X.shape[0], 4, 1


@layer_sizes.mistake
def all_entries_counted(X, Y):
    """Your n_x and n_y count every entry of X and of Y. How many of these belong to one example?"""
    return X.size, 4, Y.size


@layer_sizes.mistake
def input_and_output_exchanged(X, Y):
    """n_x and n_y have changed places in your tuple. In which order does the text name the three layers?"""
    return Y.shape[0], 4, X.shape[0]


@layer_sizes.mistake
def hidden_size_last(X, Y):
    """Your three numbers are right, and the 4 stands at the end. Between which two layers does the hidden one
    lie?"""
    return X.shape[0], Y.shape[0], 4


@layer_sizes.mistake
def hidden_size_left_out(X, Y):
    """Two numbers came back, n_x and n_y. Which layer lies between the two, and how large is it?"""
    return X.shape[0], Y.shape[0]


@layer_sizes.mistake
def hidden_as_large_as_input(X, Y):
    """Your hidden layer is as large as the input layer. Which fixed number does the text ask for?"""
    return X.shape[0], X.shape[0], Y.shape[0]


@layer_sizes.mistake
def dictionary_of_sizes(X, Y):
    """A dictionary came back where the caller unpacks three numbers. What stands after return?"""
    return {"n_x": X.shape[0], "n_h": 4, "n_y": Y.shape[0]}
