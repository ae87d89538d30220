"""What several exercises have in common in their mistakes and right versions."""

from __future__ import annotations

import numpy as np

# The four kinds of step, update_parameters_with_..., have one shape, so that one line is a slip of each of them:
#
#     new_parameters = dict(parameters)
#     new_v = dict(v)
#     L = len(parameters) // 2
#     for l in range(1, L + 1):
#         for letter in "Wb":
#             key = letter + str(l)
#             ...
#             new_parameters[key] = parameters[key] - ...
#     return new_parameters, new_v
#
# Their automatic mutants that are right are equivalent=counts_and_copies("v"), with the names of all averages.
# A pair (line, sentence) is used as it is, a family with **, and a sentence where the line is the exercise's own:
#
#     update_parameters_with_adam.slips(
#         adam_step_uphill=("new_parameters[key] = parameters[key] + ...", ALONG_V),
#         adam_parameters_stay=PARAMETERS_STAY,
#         adam_biases_stay=BIASES_STAY,
#         adam_last_layer_stays=LAST_LAYER_STAYS,
#         adam_first_layer_only=FIRST_LAYER_ONLY,
#         **KEYS_THAT_STOP,
#     )

# What leaves layers, biases or the whole step out
BIASES_STAY = (
    'for letter in "W":',
    "Your weights are right, but b and db are as they were. What does each turn of your loop do with b and db?",
)
LAST_LAYER_STAYS = (
    "for l in range(1, L):",
    "All layers have moved but the last. Which is the last layer that your loop reaches?",
)
FIRST_LAYER_ONLY = (
    "for l in range(1, 2):",
    "Only the first layer has moved. Does a return stand inside the loop, or a 1 in the place of the layer?",
)
PARAMETERS_STAY = (
    "new_parameters[key] = parameters[key]",
    "The parameters have not moved at all. Where is the result of the step stored?",
)

# Arguments that are not used, or one for the other
RATE_FIXED = (
    "learning_rate = 0.01",
    "Your steps are those of the learning rate 0.01, whatever the argument says. Where is learning_rate used?",
)
RATE_AND_BETA_EXCHANGED = (
    "beta, learning_rate = learning_rate, beta",
    "beta and learning_rate have changed places in all of it. Which of them weighs, and which scales the step?",
)

# Keys that stop all four kinds of step
KEYS_THAT_STOP = {
    "gradients_by_the_name_of_parameters": (
        'gradients["W1"]',
        "W1 was looked up in a dictionary that has no such key. The keys of gradients and averages begin with another "
        "letter: which?",
    ),
    "loop_begins_at_layer_zero": (
        'parameters["W0"]',
        "W0 was looked up, but the first layer is number 1. Which number does your loop begin with, or where is 1 "
        "added?",
    ),
    "averages_begin_at_layer_zero": (
        'gradients["dW0"]',
        "dW0 was looked up, but the first layer is number 1. Which number does your loop begin with, or where is 1 "
        "added?",
    ),
    "loop_runs_past_the_last_layer": (
        'parameters["W" + str(len(parameters) // 2 + 1)]',
        "A layer behind the last one was looked up in the parameters. They hold two arrays for each layer: how many "
        "layers are there?",
    ),
    "averages_run_past_the_last_layer": (
        'gradients["dW" + str(len(parameters) // 2 + 1)]',
        "A layer behind the last one was looked up among the gradients. Parameters hold two arrays for each layer: how "
        "many layers are there?",
    ),
}

# Automatic mutants that are right
COUNTED_ELSEWHERE = "the averages hold two arrays a layer as well"
COPIED_FROM_ANOTHER = "every entry is written anew, and what else the dictionary holds is not looked at"


def counts_and_copies(*averages):
    """The automatic mutants of a step that are right as well: layers counted in, or a copy made of, another one."""
    arguments = ("parameters", "gradients", *averages)
    counts = {f"L = len(parameters) // 2: parameters -> {other}": COUNTED_ELSEWHERE for other in averages}
    copies = {
        f"new_{name} = dict({name}): {name} -> {other}": COPIED_FROM_ANOTHER
        for name in ("parameters", *averages)
        for other in arguments
        if other != name
    }
    return counts | copies


# Sentences of several exercises whose lines are not the same
ALONG_V = "Your parameters moved along v, so the cost climbs. Which way is down?"
S_KEPT_WHOLE = "Your s keeps the whole old s, so it only ever grows. What makes the past fade?"
ROOT_FORGOTTEN = "Your step divides by s itself, an average of squares. What undoes a square?"
STEP_WITHOUT_RATE = "Your steps have the same length whatever learning_rate says. Where does it enter the step?"
EPSILON_IGNORED = (
    "Your step is what it would be with an epsilon of (nearly) 0, whatever the argument says. Where does it stand in "
    "the formula?"
)
EPSILON_BEHIND_THE_FRACTION = (
    "Your epsilon was added to the whole fraction. Python divides before it adds: where do brackets help?"
)
DB_AVERAGES_DW = (
    "Your db and b became matrices: the gradient of W went into the average of b. Which gradient has the shape of b?"
)
CARET_FOR_POWER = "The sign ^ stopped with a TypeError: in Python it does not mean a power. Which sign does?"
RATE_OF_THE_NEXT_EPOCH = "Your rate is that of the next epoch. In which epoch is the rate still alpha0?"
FACTOR_ALONE = "Your result is the factor alone, 1 in epoch 0. Which rate does it scale?"

# The zeros before the first step: what is no array of zeros in the shape of the gradient
WRONG_ZEROS = {
    "keys_without_d": (
        'dW, db = "W" + str(l), "b" + str(l)',
        "Your keys are those of the parameters, W1, b1 and so on. Which letter stands before the name of a gradient?",
    ),
    "parameters_copied": (
        ("averages[dW] = W", "averages[db] = b"),
        "Your arrays hold the parameters themselves. What has been averaged before the first step?",
    ),
    "ones_for_zeros": (
        ("averages[dW] = np.ones(W.shape)", "averages[db] = np.ones(b.shape)"),
        "Your arrays hold ones, as if there had been gradients before. What has been averaged before the first step?",
    ),
    "db_as_wide_as_w": (
        "averages[db] = np.zeros(W.shape)",
        "Your db has the shape of W. Which array has the shape that the gradient of b has?",
    ),
    "db_from_the_columns_of_w": (
        "averages[db] = np.zeros((W.shape[1], 1))",
        "Your db has as many rows as W has columns. Which axis of W counts the neurons of the layer?",
    ),
    "db_rank_one": (
        "averages[db] = np.zeros(b.shape[0])",
        "Your db has the shape (n,), without a second axis; b itself has two. How is a column of n rows shaped?",
    ),
    "db_is_a_number": (
        "averages[db] = 0",
        "Your db is the single number 0. b has one number for each neuron: how many has its gradient?",
    ),
    "db_as_a_row": (
        "averages[db] = np.zeros((1, b.shape[0]))",
        "Your db is a row. b is a column: in which order do the two sizes of a shape come?",
    ),
    "dw_transposed": (
        "averages[dW] = np.zeros((W.shape[1], W.shape[0]))",
        "Your dW has the rows and columns of W exchanged. Which shape does a gradient always have?",
    ),
    "last_layer_without_entry": (
        "for l in range(1, L):",
        "The last layer has no entries in your dictionary. Which is the last number that range gives to your loop?",
    ),
    "counted_from_zero": (
        'dW, db = "dW" + str(l - 1), "db" + str(l - 1)',
        "Your keys are dW0, db0 and so on. The first layer is number 1: how does its number get into a key?",
    ),
    "random_for_zeros": (
        ("averages[dW] = np.random.randn(*W.shape)", "averages[db] = np.random.randn(*b.shape)"),
        "Your arrays hold random numbers. What has been averaged before the first step?",
    ),
    "biases_without_entry": (
        "averages[db] = ...",
        "Your dictionary has dW for every layer and no db. What else does each layer learn?",
    ),
}


# Other right versions of the zeros


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
    return {f"d{key}": value * 0 for key, value in reversed(parameters.items())}
