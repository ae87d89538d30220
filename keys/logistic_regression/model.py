"""The exercise model of 01_logistic_regression."""

from __future__ import annotations

import numpy as np

from autograder.exercise import case, exercise
from autograder.inputs import balanced, signed
from autograder.rules import close, cost_history, labels, scalar

from ._inputs import COST_SLACK, _scores, _with_scores, train_set_x
from .initialize_with_zeros import initialize_with_zeros
from .optimize import optimize, optimize_with_loops
from .predict import predict, predict_as_list, predict_with_loop
from .propagate import propagate

train_set_y = np.array([[1.0, 0.0, 1.0]])


@exercise(
    returns={
        "costs": cost_history("costs", points=1, rtol=0, atol=COST_SLACK, every=100),
        "Y_prediction_test": labels("predictions", points=2),
        "Y_prediction_train": labels("predictions"),
        "w": close("parameters", points=1),
        "b": scalar("parameters"),
        "learning_rate": scalar("settings", points=1),
        "num_iterations": scalar("settings"),
    },
    needs=[initialize_with_zeros, optimize, predict],
    hints=(
        "You have written every part already. In which order are they called, and what does each one hand on?",
        "Start with zeros, one for each row of X_train; optimise on the training set only; predict for both sets.",
        "The w and b for predict are those in the dictionary that optimize returns; all seven entries go "
        "into the result.",
    ),
    equivalent={
        "line 8: X_train -> X_test": "both sets have one row a feature, so either may be counted",
    },
)
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """Logistic regression from training set to predictions, a dictionary of seven entries.

    ``X_train (n, m)``, ``Y_train (1, m)``, ``X_test (n, k)``, ``Y_test (1, k)``; ``costs``,
    ``Y_prediction_test (1, k)``, ``Y_prediction_train (1, m)``, ``w (n, 1)``, ``b``, ``learning_rate``,
    ``num_iterations``. Formula: none of its own.
    """
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    return {
        "costs": costs,
        "Y_prediction_test": predict(params["w"], params["b"], X_test),
        "Y_prediction_train": predict(params["w"], params["b"], X_train),
        "w": params["w"],
        "b": params["b"],
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@model.inputs
def model_inputs(rng):
    """Training sets that can be learnt, and test sets around the boundary that was learnt, one of 1,009
    examples."""
    settings = [(2, 5, 3, 3, 0.4), (4, 11, 7, 130, 0.19), (5, 9, 8, 201, 0.07), (3, 10, 1009, 260, 0.12)]
    for n, m, k, num_iterations, learning_rate in settings:
        while True:
            X_train, Y_train = signed(rng, 0.2, 2.0, (n, m), places=1 if n == 2 else 2), balanced(rng, m)
            zeros = np.zeros((n, 1))
            grads, _ = propagate(zeros, 0.0, X_train, Y_train)
            if np.sum(grads["dw"] ** 2) < 0.15:
                continue
            params, _, _ = optimize(zeros, 0.0, X_train, Y_train, num_iterations, learning_rate)
            w, b = params["w"], params["b"]
            score = np.dot(w.T, X_train) + b
            if np.min(np.abs(score)) > 0.02 and abs(b) > 0.01 and np.min(score) < 0 < np.max(score):
                break
        scores = [0.3, -0.6, 0.9] if k == 3 else _scores(rng, k, rng.choice([-0.4, 0.3]))
        X_test = _with_scores(rng, w, b, scores)
        rate = learning_rate if n == 2 else round(learning_rate * rng.uniform(0.99, 1.01), 4)
        yield case(X_train, Y_train, X_test, balanced(rng, k), num_iterations, rate)


@model.also_correct
def model_with_keywords(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False, verbose=True
):
    w, b = initialize_with_zeros(dim=X_test.shape[0])
    parameters, _, costs = optimize(
        w=w,
        b=b,
        X=X_train,
        Y=Y_train,
        num_iterations=num_iterations,
        learning_rate=learning_rate,
        print_cost=print_cost,
    )
    w, b = parameters["w"], parameters["b"]
    Y_prediction_test, Y_prediction_train = predict(w=w, b=b, X=X_test), predict(w=w, b=b, X=X_train)
    if verbose:
        print("train accuracy:", 100 - np.mean(np.abs(Y_prediction_train - Y_train)) * 100)
        print("test accuracy:", 100 - np.mean(np.abs(Y_prediction_test - Y_test)) * 100)
    result = {
        "costs": costs,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }
    result["Y_prediction_train"] = Y_prediction_train
    result["Y_prediction_test"] = Y_prediction_test
    result["test accuracy"] = 100 - np.mean(np.abs(Y_prediction_test - Y_test)) * 100
    return result


@model.also_correct
def model_written_out(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    m = X_train.shape[1]
    w, b, costs = np.zeros((len(X_train), 1)), np.zeros((1, 1)), []
    for i in range(num_iterations):
        A = 1 / (1 + np.exp(-(w.T @ X_train + b)))
        if i % 100 == 0:
            costs.append(-(Y_train @ np.log(A + 1e-8).T + (1 - Y_train) @ np.log(1 - A + 1e-8).T) / m)
        w -= learning_rate * X_train @ (A - Y_train).T / m
        b -= learning_rate * np.sum(A - Y_train) / m
    return {
        "costs": costs,
        "Y_prediction_test": (w.T @ X_test + b > 0)[0],
        "Y_prediction_train": (w.T @ X_train + b > 0)[0],
        "w": w,
        "b": b,
        "learning_rate": np.float64(learning_rate),
        "num_iterations": np.array([num_iterations]),
    }


@model.also_correct
def model_with_loops(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5):
    weights = optimize_with_loops(np.zeros((len(X_train), 1)), 0, X_train, Y_train, num_iterations, learning_rate)
    w, b = np.array(weights[0]["w"]), np.array([weights[0]["b"]])
    return {
        "costs": np.array(weights[2]),
        "Y_prediction_test": predict_as_list(w, float(b[0]), X_test),
        "Y_prediction_train": predict_with_loop(w, b, X_train).astype(int),
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": float(num_iterations),
    }


# model: what is passed on


@model.mistake
def iterations_fixed_at_2000(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your training made 2000 steps whatever num_iterations says. Was the argument passed on to optimize?"""
    result = model(X_train, Y_train, X_test, Y_test, 2000, learning_rate)
    return {**result, "num_iterations": num_iterations}


@model.mistake
def rate_fixed_at_one_half(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your training used the rate 0.5 whatever learning_rate says. Was the argument passed on to optimize?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, 0.5)
    return {**result, "learning_rate": learning_rate}


@model.mistake
def rate_fixed_at_five_thousandths(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your training used the rate 0.005 whatever learning_rate says. Was the argument passed on to
    optimize?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, 0.005)
    return {**result, "learning_rate": learning_rate}


@model.mistake
def defaults_in_place_of_arguments(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your training always made 2000 steps with the rate 0.5. Which two arguments did optimize not
    receive?"""
    result = model(X_train, Y_train, X_test, Y_test, 2000, 0.5)
    return {**result, "num_iterations": num_iterations, "learning_rate": learning_rate}


@model.mistake
def trained_on_the_test_set(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your w, b and costs are those of the test set. Which pictures may the neuron see while it learns?"""
    result = model(X_test, Y_test, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "Y_prediction_train": predict(result["w"], result["b"], X_train)}


@model.mistake
def pictures_scaled_again(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your training saw every feature divided by 255. The arguments are scaled already: who divides a second
    time?"""
    return model(X_train / 255, Y_train, X_test / 255, Y_test, num_iterations, learning_rate)


def _entries(params, X_train, X_test, num_iterations, learning_rate):
    """All entries of the result but the costs, for parameters that some wrong version arrived at."""
    return {
        "Y_prediction_test": predict(params["w"], params["b"], X_test),
        "Y_prediction_train": predict(params["w"], params["b"], X_train),
        "w": params["w"],
        "b": params["b"],
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


# model: which parameters


@model.mistake
def predicts_with_untrained_parameters(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """The costs and parameters are right, but all predictions are 0: those of w = 0, b = 0. Which w and b are
    trained?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    untrained = initialize_with_zeros(X_train.shape[0])
    return {
        **result,
        "Y_prediction_test": predict(*untrained, X_test),
        "Y_prediction_train": predict(*untrained, X_train),
    }


@model.mistake
def untrained_parameters_returned(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Costs and predictions are right, but w and b in your dictionary are zeros. Where does optimize put the
    trained ones?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "w": np.zeros((X_train.shape[0], 1)), "b": 0.0}


@model.mistake
def untrained_parameters_everywhere(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """The costs fall, yet predictions, w and b are those of zeros. optimize returns new values: where do they
    go?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    params = {"w": np.zeros((X_train.shape[0], 1)), "b": 0.0}
    return {**_entries(params, X_train, X_test, num_iterations, learning_rate), "costs": result["costs"]}


@model.mistake
def gradients_in_place_of_parameters(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your w and b hold the last gradient, dw and db. Of the three things that optimize returns, which comes
    first?"""
    params, grads, kept = optimize(
        np.zeros((X_train.shape[0], 1)), 0.0, X_train, Y_train, num_iterations, learning_rate
    )
    entries = _entries(params, X_train, X_test, num_iterations, learning_rate)
    return {**entries, "w": grads["dw"], "b": grads["db"], "costs": kept}


@model.mistake
def trained_bias_forgotten(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your w is trained and your b is still 0. Both come back from optimize: which one was not taken over?"""
    params, _, kept = optimize(np.zeros((X_train.shape[0], 1)), 0.0, X_train, Y_train, num_iterations, learning_rate)
    params = {"w": params["w"], "b": 0.0}
    return {**_entries(params, X_train, X_test, num_iterations, learning_rate), "costs": kept}


# model: the predictions


@model.mistake
def train_and_test_predictions_exchanged(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Each prediction has the length of the other set: the two have changed places. Which name goes with
    which X?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {
        **result,
        "Y_prediction_test": result["Y_prediction_train"],
        "Y_prediction_train": result["Y_prediction_test"],
    }


@model.mistake
def test_predictions_of_the_training_set(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your Y_prediction_test has one label for each training example. Which X was handed to predict for
    it?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "Y_prediction_test": result["Y_prediction_train"]}


@model.mistake
def train_predictions_of_the_test_set(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your Y_prediction_train has one label for each test example. Which X was handed to predict for it?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "Y_prediction_train": result["Y_prediction_test"]}


@model.mistake
def true_labels_as_predictions(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your predictions are the true labels, so the accuracy is always 100 %. What does the neuron itself
    say?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "Y_prediction_test": Y_test, "Y_prediction_train": Y_train}


# model: costs and settings


@model.mistake
def settings_exchanged(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """The entry learning_rate holds the number of iterations, and the other way round. Which value goes with
    which key?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "learning_rate": num_iterations, "num_iterations": learning_rate}


@model.mistake
def settings_always_the_defaults(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your dictionary always says 2000 iterations and the rate 0.5. With which settings did the training
    really run?"""
    result = model(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate)
    return {**result, "num_iterations": 2000, "learning_rate": 0.5}


@model.mistake(reads_global=True)
def notebook_variable_to_train(X_train, Y_train, X_test, Y_test, num_iterations, learning_rate):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    w, b = initialize_with_zeros(train_set_x.shape[0])
    params, _, kept = optimize(w, b, train_set_x, train_set_y, num_iterations, learning_rate)
    return {**_entries(params, train_set_x, X_test, num_iterations, learning_rate), "costs": kept}
