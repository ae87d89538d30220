"""initialize_adam: the averages of the gradients and of their squares before the first step, which are zeros."""

from __future__ import annotations

import numpy as np

from autograder.key import exercise
from autograder.rules import close, layers

from ._inputs import ZEROS_ARE_ASKED_FOR, _zero_inputs
from .initialize_momentum import initialize_momentum
from .initialize_rmsprop import initialize_rmsprop


@exercise(
    returns=(
        layers({"dW": close("v", points=0.5), "db": close("v")}),
        layers({"dW": close("s", points=0.5), "db": close("s")}),
    ),
    hints=(
        "Adam keeps what momentum keeps and what RMSProp keeps. How many dictionaries is that?",
        "Both have the keys and the shapes of the gradients. Two names for one dictionary would share every change.",
        "For each layer and in each of v and s: zeros in the shape of W under dW, zeros in the shape of b under db. "
        "Two counts that are kept apart:\n    won['ada'] = np.zeros(3)\n    lost['ada'] = np.zeros(3)",
    ),
    keeps_arguments=True,
    reasons=ZEROS_ARE_ASKED_FOR,
)
def initialize_adam(parameters):
    """The averages before the first step, ``(v, s)``, each ``{"dW1": zeros like W1, "db1": ...}``. Formula: none."""
    v, s = {}, {}
    L = len(parameters) // 2
    for l in range(1, L + 1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        dW, db = "dW" + str(l), "db" + str(l)
        v[dW] = np.zeros(W.shape)
        v[db] = np.zeros(b.shape)
        s[dW] = np.zeros(W.shape)
        s[db] = np.zeros(b.shape)
    return v, s


initialize_adam.inputs(_zero_inputs)


@initialize_adam.also_correct
def adam_zeros_in_a_loop(parameters):
    L = len(parameters) // 2
    v, s = {}, {}
    for l in range(L):
        v["dW" + str(l + 1)] = np.zeros(parameters["W" + str(l + 1)].shape)
        v["db" + str(l + 1)] = np.zeros((parameters["b" + str(l + 1)].shape[0], 1))
        s["dW" + str(l + 1)] = np.zeros(parameters["W" + str(l + 1)].shape)
        s["db" + str(l + 1)] = np.zeros((parameters["W" + str(l + 1)].shape[0], 1))
    return v, s


@initialize_adam.also_correct
def adam_zeros_from_the_others(parameters):
    return [initialize_momentum(parameters), initialize_rmsprop(parameters)]


@initialize_adam.also_correct
def adam_zeros_by_multiplication(parameters):
    v = {f"d{key}": 0 * value for key, value in parameters.items()}
    return v, {key: value.copy().tolist() for key, value in v.items()}


initialize_adam.slips(
    # The shape of db
    adam_db_from_the_columns_of_w=(
        ("v[db] = np.zeros((W.shape[1], 1))", "s[db] = np.zeros((W.shape[1], 1))"),
        "Your db, in v and in s, has as many rows as W has columns. Which axis of W counts the neurons of the layer?",
    ),
    adam_db_from_the_columns_in_s=(
        "s[db] = np.zeros((W.shape[1], 1))",
        "Your db in s has as many rows as W has columns. Which axis of W counts the neurons of the layer?",
    ),
    adam_db_as_wide_as_w=(
        ("v[db] = np.zeros(W.shape)", "s[db] = np.zeros(W.shape)"),
        "Your db, in v and in s, has the shape of W. Which array has the shape that the gradient of b has?",
    ),
    adam_db_as_wide_as_w_in_s=(
        "s[db] = np.zeros(W.shape)",
        "Your db in s has the shape of W. Which array has the shape that the gradient of b has?",
    ),
    adam_db_rank_one=(
        ("v[db] = np.zeros(b.shape[0])", "s[db] = np.zeros(b.shape[0])"),
        "Your db, in v and in s, has the shape (n,), without a second axis. How is a column of n rows shaped?",
    ),
    # The keys
    adam_keys_without_d=(
        'dW, db = "W" + str(l), "b" + str(l)',
        "The keys of v and s are those of the parameters. Which letter stands before the name of a gradient?",
    ),
    adam_counted_from_zero=(
        'dW, db = "dW" + str(l - 1), "db" + str(l - 1)',
        "The keys of v and s are dW0, db0 and so on. The first layer is number 1: how does its number get into a key?",
    ),
    adam_last_layer_without_entry=(
        "for l in range(1, L):",
        "The last layer has no entries in v and s. Which is the last number that range gives to your loop?",
    ),
    # What they hold
    adam_parameters_copied=(
        ("v[dW] = W", "v[db] = b", "s[dW] = W", "s[db] = b"),
        "v and s hold the parameters themselves. What has been averaged before the first step?",
    ),
    adam_ones_for_zeros=(
        (
            "v[dW] = np.ones(W.shape)",
            "v[db] = np.ones(b.shape)",
            "s[dW] = np.ones(W.shape)",
            "s[db] = np.ones(b.shape)",
        ),
        "v and s hold ones, as if there had been gradients before. What has been averaged before the first step?",
    ),
    # What is not there
    adam_biases_without_entry=(
        ("v[db] = ...", "s[db] = ..."),
        "v and s have dW for every layer and no db. What else does each layer learn?",
    ),
    adam_s_left_empty=(
        ("s[dW] = ...", "s[db] = ..."),
        "Your s is empty, without a single key. Which two dictionaries does the loop fill?",
    ),
    adam_v_left_empty=(
        ("v[dW] = ...", "v[db] = ..."),
        "Your v is empty, without a single key. Which two dictionaries does the loop fill?",
    ),
    adam_one_dictionary=("return v", "One dictionary of zeros came back. How many averages does Adam keep?"),
)
