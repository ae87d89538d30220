"""model: the whole way, from zeros and a training set to a trained neuron and its predictions."""

from __future__ import annotations

import math

import numpy as np

from autograder.key import balanced, case, exercise, signed, slip
from autograder.rules import close, cost_history, labels, scalar

from ._families import READS_THE_NOTEBOOK
from ._inputs import COST_SLACK, _scores, _with_scores
from .initialize_with_zeros import initialize_with_zeros
from .optimize import optimize
from .predict import predict
from .propagate import propagate

train_set_x = np.array([[0.3, -0.8, 1.1], [0.6, 0.2, -0.4]])  # variables of the notebook, read by a slip
train_set_y = np.array([[1.0, 0.0, 1.0]])


@exercise(
    returns={
        "costs": cost_history("costs", points=1, rtol=0, atol=COST_SLACK, every=100),
        "Y_prediction_test": labels("predictions", points=1),
        "Y_prediction_train": labels("predictions"),
        "w": close("parameters", points=1),
        "b": scalar("parameters"),
        "learning_rate": scalar("settings", points=1),
        "num_iterations": scalar("settings"),
    },
    case_points={"learning rate": 1},
    needs=[initialize_with_zeros, optimize, predict],
    hints=(
        "You have written every part already. In which order are they called, and what does each one hand on?",
        "Start with zeros, one for each row of X_train; optimise on the training set only; predict for both sets. "
        "With which w and b?",
        "optimize hands back three things, and the trained w and b are in the first. With other numbers: found, _, "
        'heights = {"p": 4}, {}, [1, 2] takes three things apart, and found["p"] is 4.',
    ),
    equivalent={
        "w, b = initialize_with_zeros(X_train.shape[0]): X_train -> X_test": "both sets have one row a feature, so "
        "either may be counted",
    },
)
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    """Logistic regression from training set to predictions, a dictionary of seven entries.

    ``X_train (n, m)``, ``Y_train (1, m)``, ``X_test (n, k)``, ``Y_test (1, k)``; ``costs``,
    ``Y_prediction_test (1, k)``, ``Y_prediction_train (1, m)``, ``w (n, 1)``, ``b``, ``learning_rate``,
    ``num_iterations``. Formula: none of its own.
    """
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)  # noqa: RUF059  (a slip)
    w = params["w"]
    b = params["b"]
    Y_prediction_test = predict(w, b, X_test)
    Y_prediction_train = predict(w, b, X_train)
    return {
        "costs": costs,
        "Y_prediction_test": Y_prediction_test,
        "Y_prediction_train": Y_prediction_train,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


@model.inputs
def model_inputs(rng):
    """Training sets that can be learnt, and test sets around the boundary that was learnt, one of 1,009 examples. The
    rate is mostly that of the notebook, so that who does not hand it on loses no more than that."""
    another_rate = {"settings": "settings"} | dict.fromkeys(("costs", "predictions", "parameters"), "learning rate")
    settings = [
        (2, 5, 3, 3, 0.5),
        (4, 11, 7, 130, 0.5),
        (3, 10, 1009, 103, 0.5),
        (5, 9, 8, 201, 0.07),
        (6, 12, 9, 130, 0.19),
    ]
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
        usual = learning_rate == 0.5
        rate = learning_rate if usual else round(learning_rate * rng.uniform(0.99, 1.01), 4)
        part = None if usual else another_rate
        yield case(X_train, Y_train, X_test, balanced(rng, k), num_iterations, rate, part=part)


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
    n, m = X_train.shape
    w, b, costs = [0.0] * n, 0.0, []

    def score(x):
        return b + sum(w[k] * x[k] for k in range(n))

    columns, targets = X_train.T.tolist(), Y_train[0].tolist()
    for i in range(num_iterations):
        dw, db, cost = [0.0] * n, 0.0, 0.0
        for x, y in zip(columns, targets, strict=True):
            a = 1 / (1 + math.exp(-score(x)))
            cost -= math.log(a if y == 1 else 1 - a) / m
            db += (a - y) / m
            for k in range(n):
                dw[k] += x[k] * (a - y) / m
        if i % 100 == 0:
            costs.append([cost])
        b -= learning_rate * db
        for k in range(n):
            w[k] -= learning_rate * dw[k]
    return {
        "costs": np.array(costs),
        "Y_prediction_test": [1 if score(x) > 0 else 0 for x in X_test.T],
        "Y_prediction_train": np.array([[int(score(x) > 0) for x in columns]]),
        "w": [[v] for v in w],
        "b": np.array([b]),
        "learning_rate": learning_rate,
        "num_iterations": float(num_iterations),
    }


model.slips(
    # model: what is passed on
    iterations_fixed_at_2000=(
        "params, grads, costs = optimize(w, b, X_train, Y_train, 2000, learning_rate)",
        "Your training made 2000 steps whatever num_iterations says. Was the argument passed on to optimize?",
    ),
    rate_fixed_at_one_half=(
        "params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, 0.5)",
        "Your training used the rate 0.5 whatever learning_rate says. Was the argument passed on to optimize?",
    ),
    rate_fixed_at_five_thousandths=(
        "params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, 0.005)",
        "Your training used the rate 0.005 whatever learning_rate says. Was the argument passed on to optimize?",
    ),
    defaults_in_place_of_arguments=(
        "params, grads, costs = optimize(w, b, X_train, Y_train, 2000, 0.5)",
        "Your training always made 2000 steps with the rate 0.5. Which two arguments did optimize not receive?",
    ),
    trained_on_the_test_set=(
        "params, grads, costs = optimize(w, b, X_test, Y_test, num_iterations, learning_rate)",
        "Your w, b and costs are those of the test set. Which pictures may the neuron see while it learns?",
    ),
    pictures_scaled_again=(
        ("X_train = X_train / 255", "X_test = X_test / 255"),
        "Your training saw every feature divided by 255. The arguments are scaled already: where does a second "
        "division stand?",
    ),
    # model: which parameters
    predicts_with_untrained_parameters=(
        (
            "w, b = initialize_with_zeros(X_train.shape[0])\n"
            "Y_prediction_test = predict(w, b, X_test)\n"
            "Y_prediction_train = predict(w, b, X_train)",
            "Y_prediction_test = ...",
            "Y_prediction_train = ...",
        ),
        "The costs and parameters are right, but all predictions are 0, as with w = 0 and b = 0. Which w and b did "
        "predict receive?",
    ),
    untrained_parameters_returned=(
        (
            "w = ...",
            "b = ...",
            'Y_prediction_test = predict(params["w"], params["b"], X_test)',
            'Y_prediction_train = predict(params["w"], params["b"], X_train)',
        ),
        "Costs and predictions are right, but w and b in your dictionary are zeros. Where does optimize put the "
        "trained ones?",
    ),
    untrained_parameters_everywhere=(
        ("w = ...", "b = ..."),
        "The costs fall, yet predictions, w and b are those of zeros. optimize returns new values: where do they go?",
    ),
    gradients_in_place_of_parameters=(
        'return {"costs": costs, "Y_prediction_test": Y_prediction_test, "Y_prediction_train": Y_prediction_train, '
        '"w": grads["dw"], "b": grads["db"], "learning_rate": learning_rate, "num_iterations": num_iterations}',
        "Your w and b hold the last gradient, dw and db. Which of the three things that optimize returns holds the "
        "parameters?",
    ),
    trained_bias_forgotten=(
        "b = ...",
        "Your w is trained and your b is still 0. Both come back from optimize: which one was not taken over?",
    ),
    # model: the predictions
    train_and_test_predictions_exchanged=(
        ("Y_prediction_test = predict(w, b, X_train)", "Y_prediction_train = predict(w, b, X_test)"),
        "Each prediction has the length of the other set: the two have changed places. Which name goes with which X?",
    ),
    test_predictions_of_the_training_set=(
        "Y_prediction_test = predict(w, b, X_train)",
        "Your Y_prediction_test has one label for each training example. Which X was handed to predict for it?",
    ),
    train_predictions_of_the_test_set=(
        "Y_prediction_train = predict(w, b, X_test)",
        "Your Y_prediction_train has one label for each test example. Which X was handed to predict for it?",
    ),
    true_labels_as_predictions=(
        ("Y_prediction_test = Y_test", "Y_prediction_train = Y_train"),
        "Your predictions are the true labels, so the accuracy is always 100 %. What does the neuron itself say?",
    ),
    # model: costs and settings
    settings_exchanged=(
        'return {"costs": costs, "Y_prediction_test": Y_prediction_test, "Y_prediction_train": Y_prediction_train, '
        '"w": w, "b": b, "learning_rate": num_iterations, "num_iterations": learning_rate}',
        "The entry learning_rate holds the number of iterations, and the other way round. Which value goes with which "
        "key?",
    ),
    settings_always_the_defaults=(
        'return {"costs": costs, "Y_prediction_test": Y_prediction_test, "Y_prediction_train": Y_prediction_train, '
        '"w": w, "b": b, "learning_rate": 0.5, "num_iterations": 2000}',
        "Your dictionary always says 2000 iterations and the rate 0.5. With which settings did the training really "
        "run?",
    ),
    notebook_variable_to_train=slip(
        (
            "w, b = initialize_with_zeros(train_set_x.shape[0])",
            "params, grads, costs = optimize(w, b, train_set_x, train_set_y, num_iterations, learning_rate)",
            "Y_prediction_train = predict(w, b, train_set_x)",
        ),
        READS_THE_NOTEBOOK,
        reads_global=True,
    ),
)
