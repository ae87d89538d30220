"""The exercise initialize_adam of 03_optimization."""

from __future__ import annotations

import numpy as np

from autograder.exercise import exercise
from autograder.rules import close, layers

from ._families import (
    biases_without_entry,
    counted_from_zero,
    db_as_wide_as_w,
    db_from_the_columns_of_w,
    db_rank_one,
    keys_without_d,
    last_layer_without_entry,
    ones_for_zeros,
    parameters_copied,
)
from ._inputs import ZEROS_ARE_ASKED_FOR, _zero_inputs, _zeros
from .initialize_momentum import initialize_momentum
from .initialize_rmsprop import initialize_rmsprop


@exercise(
    returns=(
        layers({"dW": close("v", points=1), "db": close("v")}),
        layers({"dW": close("s", points=1), "db": close("s")}),
    ),
    hints=(
        "Adam keeps what momentum keeps and what RMSProp keeps. How many dictionaries is that?",
        "Both have the keys and the shapes of the gradients. Two names for one dictionary would share every change.",
        "For each layer and in each of v and s: zeros in the shape of W under dW, zeros in the shape of b under db.",
    ),
    reasons=ZEROS_ARE_ASKED_FOR,
)
def initialize_adam(parameters):
    """The averages before the first step, ``(v, s)``, each ``{"dW1": zeros like W1, "db1": ...}``. Formula: none."""
    v = {"d" + key: np.zeros(value.shape) for key, value in parameters.items()}
    s = {"d" + key: np.zeros(value.shape) for key, value in parameters.items()}
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


@initialize_adam.mistake
def adam_db_from_the_columns_of_w(parameters):
    """Your db, in v and in s, has as many rows as W has columns. Which axis of W counts the neurons of the layer?"""
    return db_from_the_columns_of_w(parameters), db_from_the_columns_of_w(parameters)


@initialize_adam.mistake
def adam_db_from_the_columns_in_s(parameters):
    """Your db in s has as many rows as W has columns. Which axis of W counts the neurons of the
    layer?"""
    return _zeros(parameters), db_from_the_columns_of_w(parameters)


@initialize_adam.mistake
def adam_db_as_wide_as_w(parameters):
    """Your db, in v and in s, has the shape of W. Which array has the shape that the gradient of b has?"""
    return db_as_wide_as_w(parameters), db_as_wide_as_w(parameters)


@initialize_adam.mistake
def adam_db_as_wide_as_w_in_s(parameters):
    """Your db in s has the shape of W. Which array has the shape that the gradient of b has?"""
    return _zeros(parameters), db_as_wide_as_w(parameters)


@initialize_adam.mistake
def adam_db_rank_one(parameters):
    """Your db, in v and in s, has the shape (n,), without a second axis. How is a column of n rows shaped?"""
    return db_rank_one(parameters), db_rank_one(parameters)


@initialize_adam.mistake
def adam_keys_without_d(parameters):
    """The keys of v and s are those of the parameters. Which letter stands before the name of a gradient?"""
    return keys_without_d(parameters), keys_without_d(parameters)


@initialize_adam.mistake
def adam_counted_from_zero(parameters):
    """The keys of v and s are dW0, db0 and so on. The first layer is number 1: where is the 1 added?"""
    return counted_from_zero(parameters), counted_from_zero(parameters)


@initialize_adam.mistake
def adam_last_layer_without_entry(parameters):
    """The last layer has no entries in v and s. Which is the last number that range gives to your loop?"""
    return last_layer_without_entry(parameters), last_layer_without_entry(parameters)


@initialize_adam.mistake
def adam_biases_without_entry(parameters):
    """v and s have dW for every layer and no db. What else does each layer learn?"""
    return biases_without_entry(parameters), biases_without_entry(parameters)


@initialize_adam.mistake
def adam_parameters_copied(parameters):
    """v and s hold the parameters themselves. What has been averaged before the first step?"""
    return parameters_copied(parameters), parameters_copied(parameters)


@initialize_adam.mistake
def adam_ones_for_zeros(parameters):
    """v and s hold ones, as if there had been gradients before. What has been averaged before the first step?"""
    return ones_for_zeros(parameters), ones_for_zeros(parameters)


@initialize_adam.mistake
def adam_s_left_empty(parameters):
    """S holds nothing. Which two dictionaries does the loop fill?"""
    return _zeros(parameters), {}


@initialize_adam.mistake
def adam_v_left_empty(parameters):
    """V holds nothing. Which two dictionaries does the loop fill?"""
    return {}, _zeros(parameters)


@initialize_adam.mistake
def adam_one_dictionary(parameters):
    """One dictionary of zeros came back. How many averages does Adam keep?"""
    return _zeros(parameters)
