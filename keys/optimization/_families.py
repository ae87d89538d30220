"""What several exercises have in common in their mistakes and right versions."""

from __future__ import annotations

import numpy as np

from ._inputs import _zeros

# Both dictionaries of zeros: other right versions, known mistakes


def zeros_in_a_loop(parameters):
    L = len(parameters) // 2
    zeros = {}
    for l in range(L):
        zeros["dW" + str(l + 1)] = np.zeros_like(parameters["W" + str(l + 1)])
        zeros["db" + str(l + 1)] = np.zeros_like(parameters["b" + str(l + 1)], dtype=int)
    return zeros


def zeros_from_the_shape(parameters, start=0.0):
    zeros = {}
    for l in range(1, len(parameters) // 2 + 1):
        rows, columns = parameters[f"W{l}"].shape
        zeros[f"dW{l}"] = np.full((rows, columns), start)
        zeros[f"db{l}"] = np.full((rows, 1), start)
    print(zeros)
    return zeros


def zeros_by_multiplication(parameters):
    for key in list(parameters):
        parameters["d" + key] = parameters.pop(key) * 0
    return parameters


def keys_without_d(parameters):
    """Your keys are those of the parameters, W1, b1 and so on. Which letter stands before the name of a gradient?"""
    return {key: np.zeros(value.shape) for key, value in parameters.items()}


def parameters_copied(parameters):
    """Your arrays hold the parameters themselves. What has been averaged before the first step?"""
    return {"d" + key: value for key, value in parameters.items()}


def ones_for_zeros(parameters):
    """Your arrays hold ones, as if there had been gradients before. What has been averaged before the first step?"""
    return {"d" + key: np.ones(value.shape) for key, value in parameters.items()}


def db_as_wide_as_w(parameters):
    """Your db has the shape of W. Which array has the shape that the gradient of b has?"""
    return {"d" + key: np.zeros(parameters["W" + key[1:]].shape) for key in parameters}


def db_from_the_columns_of_w(parameters):
    """Your db has as many rows as W has columns. Which axis of W counts the neurons of the layer?"""
    return _zeros(parameters) | {
        "d" + key: np.zeros((parameters["W" + key[1:]].shape[1], 1)) for key in parameters if key[0] == "b"
    }


def db_rank_one(parameters):
    """Your db has the shape (n,), without a second axis; b itself has two. How is a column of n rows shaped?"""
    return _zeros(parameters) | {"d" + key: np.zeros(len(value)) for key, value in parameters.items() if key[0] == "b"}


def db_is_a_number(parameters):
    """Your db is the single number 0. b has one number for each neuron: how many has its gradient?"""
    return _zeros(parameters) | {"d" + key: 0.0 for key in parameters if key[0] == "b"}


def db_as_a_row(parameters):
    """Your db is a row. b is a column: in which order do the two sizes of a shape come?"""
    return _zeros(parameters) | {
        "d" + key: np.zeros(value.T.shape) for key, value in parameters.items() if key[0] == "b"
    }


def dw_transposed(parameters):
    """Your dW has the rows and columns of W exchanged. Which shape does a gradient always have?"""
    return {"d" + key: np.zeros(value.T.shape if key[0] == "W" else value.shape) for key, value in parameters.items()}


def biases_without_entry(parameters):
    """Your dictionary has dW for every layer and no db. What else does each layer learn?"""
    return {key: value for key, value in _zeros(parameters).items() if key[1] == "W"}


def last_layer_without_entry(parameters):
    """The last layer has no entries in your dictionary. Which is the last number that range gives to your loop?"""
    last = str(len(parameters) // 2)
    return {key: value for key, value in _zeros(parameters).items() if key[2:] != last}


def counted_from_zero(parameters):
    """Your keys are dW0, db0 and so on. The first layer is number 1: where is the 1 added?"""
    return {f"{key[:2]}{int(key[2:]) - 1}": value for key, value in _zeros(parameters).items()}


def random_for_zeros(parameters):
    """Your arrays hold random numbers. What has been averaged before the first step?"""
    return {"d" + key: np.random.randn(*value.shape) for key, value in parameters.items()}


# Keys that stop all four kinds of step
def gradients_by_the_name_of_parameters(*args):
    """W1 was looked up in a dictionary that has no such key. The keys of gradients and averages begin with
    another letter: which?"""
    return args[1]["W1"]


def loop_begins_at_layer_zero(*args):
    """W0 was looked up, but the first layer is number 1. Which number does your loop begin with, or where is 1
    added?"""
    return args[0]["W0"]


def averages_begin_at_layer_zero(*args):
    """dW0 was looked up, but the first layer is number 1. Which number does your loop begin with, or where is 1
    added?"""
    return args[1]["dW0"]


def loop_runs_past_the_last_layer(*args):
    """A layer behind the last one was looked up in the parameters. They hold two arrays a layer: how many layers?"""
    return args[0][f"W{len(args[0]) // 2 + 1}"]


def averages_run_past_the_last_layer(*args):
    """A layer behind the last one was looked up among the gradients. Parameters hold two arrays a layer: how many
    layers?"""
    return args[1][f"dW{len(args[0]) // 2 + 1}"]
