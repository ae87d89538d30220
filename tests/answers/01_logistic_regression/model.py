# %% five_lines
# fair: 5 of 5
# true: nothing is wrong
def model(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """Logistic regression from the data to the predictions.

    Arguments: X_train (n, m), Y_train (1, m), X_test (n, k), Y_test (1, k);  num_iterations;
               learning_rate;  print_cost -- whether to print the cost every 100 iterations
    Returns:   a dictionary with "costs", "Y_prediction_test" (1, k), "Y_prediction_train" (1, m),
               "w" (n, 1), "b", "learning_rate", "num_iterations"
    """
    ### START CODE HERE ### (≈ 5 lines of code)
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(
        w, b, X_train, Y_train, num_iterations, learning_rate, print_cost
    )
    w, b = params["w"], params["b"]
    Y_prediction_test = predict(w, b, X_test)
    Y_prediction_train = predict(w, b, X_train)
    ### END CODE HERE ###

    return {
        "costs": costs,
        "Y_prediction_test": Y_prediction_test,
        "Y_prediction_train": Y_prediction_train,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


# %% keywords_and_star
# fair: 5 of 5
# true: nothing is wrong; star for the start, keywords for the rest, and the two accuracies are
#       printed if print_cost is on.
def model(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """Logistische Regression von den Daten bis zu den Vorhersagen."""
    gelernt, _, costs = optimize(
        *initialize_with_zeros(len(X_train)),
        X=X_train,
        Y=Y_train,
        print_cost=print_cost,
        learning_rate=learning_rate,
        num_iterations=num_iterations,
    )
    vorhersage = {
        f"Y_prediction_{wo}": predict(**gelernt, X=X)
        for wo, X in (("test", X_test), ("train", X_train))
    }
    if print_cost:
        print("train accuracy:", np.mean(vorhersage["Y_prediction_train"] == Y_train))
        print("test accuracy:", np.mean(vorhersage["Y_prediction_test"] == Y_test))
    return {
        "costs": costs,
        **vorhersage,
        **gelernt,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


# %% everything_written_out
# fair: 5 of 5
# true: nothing is wrong; no other exercise is called but sigmoid, the descent is written out.
def model(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """Logistic regression from the data to the predictions."""
    n, m = X_train.shape
    w = np.zeros((n, 1))
    b = 0.0
    costs = []
    for i in range(num_iterations):
        A = sigmoid(w.T @ X_train + b)
        if i % 100 == 0:
            costs.append(-np.sum(Y_train * np.log(A) + (1 - Y_train) * np.log(1 - A)) / m)
            if print_cost:
                print(f"cost after iteration {i}: {costs[-1]:.6f}")
        dw = X_train @ (A - Y_train).T / m
        db = np.sum(A - Y_train) / m
        w = w - learning_rate * dw
        b = b - learning_rate * db

    def labels(X):
        return (sigmoid(w.T @ X + b) > 0.5).astype(float)

    result = {"costs": costs, "w": w, "b": b}
    result["Y_prediction_train"] = labels(X_train)
    result["Y_prediction_test"] = labels(X_test)
    result["learning_rate"] = learning_rate
    result["num_iterations"] = num_iterations
    return result


# %% both_sets_predicted_at_once
# fair: 5 of 5
# true: nothing is wrong; the labels of both sets are predicted in one call after the learning and
#       then cut apart.
def model(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """Logistic regression from the data to the predictions.

    Arguments: X_train (n, m), Y_train (1, m), X_test (n, k), Y_test (1, k);  num_iterations;
               learning_rate;  print_cost -- whether to print the cost every 100 iterations
    Returns:   a dictionary with "costs", "Y_prediction_test" (1, k), "Y_prediction_train" (1, m),
               "w" (n, 1), "b", "learning_rate", "num_iterations"
    """
    ### START CODE HERE ### (≈ 5 lines of code)
    assert X_train.shape[0] == X_test.shape[0], "train and test need the same inputs"
    m = X_train.shape[1]
    start_w, start_b = initialize_with_zeros(X_train.shape[0])
    learnt = optimize(start_w, start_b, X_train, Y_train, num_iterations, learning_rate, print_cost)
    w, b = learnt[0]["w"], learnt[0]["b"]
    costs = learnt[2]
    all_labels = predict(w, b, np.hstack((X_train, X_test)))
    Y_prediction_train, Y_prediction_test = all_labels[:, :m], all_labels[:, m:]
    ### END CODE HERE ###

    return {
        "costs": costs,
        "Y_prediction_test": Y_prediction_test,
        "Y_prediction_train": Y_prediction_train,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


# %% learnt_weights_never_taken_out
# fair: 3 of 5
# true: after optimize the learnt w and b stay in params; predictions and returned w and b are
#       those of the start, all zero. w and b must be taken from params. The costs are right.
def model(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """Logistic regression from the data to the predictions.

    Arguments: X_train (n, m), Y_train (1, m), X_test (n, k), Y_test (1, k);  num_iterations;
               learning_rate;  print_cost -- whether to print the cost every 100 iterations
    Returns:   a dictionary with "costs", "Y_prediction_test" (1, k), "Y_prediction_train" (1, m),
               "w" (n, 1), "b", "learning_rate", "num_iterations"
    """
    ### START CODE HERE ### (≈ 5 lines of code)
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(
        w, b, X_train, Y_train, num_iterations, learning_rate, print_cost
    )
    Y_prediction_test = predict(w, b, X_test)
    Y_prediction_train = predict(w, b, X_train)
    ### END CODE HERE ###

    return {
        "costs": costs,
        "Y_prediction_test": Y_prediction_test,
        "Y_prediction_train": Y_prediction_train,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


# %% notebook_variables_for_arguments
# fair: 3.5 of 5
# true: it learns from train_set_x and train_set_y and predicts test_set_x, variables of the
#       notebook, instead of its arguments X_train, Y_train and X_test; with other data it gives
#       the old results or a NameError.
def model(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """Logistic regression from the data to the predictions."""
    ### START CODE HERE ### (≈ 5 lines of code)
    w, b = initialize_with_zeros(train_set_x.shape[0])
    params, grads, costs = optimize(
        w, b, train_set_x, train_set_y, num_iterations, learning_rate, print_cost
    )
    w = params["w"]
    b = params["b"]
    Y_prediction_test = predict(w, b, test_set_x)
    Y_prediction_train = predict(w, b, train_set_x)
    ### END CODE HERE ###

    return {
        "costs": costs,
        "Y_prediction_test": Y_prediction_test,
        "Y_prediction_train": Y_prediction_train,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


# %% one_weight_per_example
# fair: 4 of 5
# true: the number of weights is taken from the columns of X_train, the examples, instead of its
#       rows; with as many rows as columns nobody notices, otherwise the product in propagate
#       stops with a ValueError.
def model(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """Logistic regression from the data to the predictions."""
    ### START CODE HERE ### (≈ 5 lines of code)
    dim = X_train.shape[1]
    w, b = initialize_with_zeros(dim)
    params, grads, costs = optimize(
        w, b, X_train, Y_train, num_iterations, learning_rate, print_cost
    )
    w, b = params["w"], params["b"]
    Y_prediction_train, Y_prediction_test = predict(w, b, X_train), predict(w, b, X_test)
    ### END CODE HERE ###

    return {
        "costs": costs,
        "Y_prediction_test": Y_prediction_test,
        "Y_prediction_train": Y_prediction_train,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


# %% rate_not_passed_on
# fair: 4 of 5
# true: optimize always gets the learning rate 0.5 instead of the argument learning_rate, although
#       the dictionary reports the argument. With the default rate the results are right.
def model(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """Logistic regression from the data to the predictions."""
    ### START CODE HERE ### (≈ 5 lines of code)
    w, b = initialize_with_zeros(X_train.shape[0])
    params, _, costs = optimize(w, b, X_train, Y_train, num_iterations, 0.5, print_cost)
    w, b = params["w"], params["b"]
    Y_prediction_test = predict(w, b, X_test)
    Y_prediction_train = predict(w, b, X_train)
    ### END CODE HERE ###

    return {
        "costs": costs,
        "Y_prediction_test": Y_prediction_test,
        "Y_prediction_train": Y_prediction_train,
        "w": w,
        "b": b,
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }


# %% learns_the_test_set_too_and_stays_silent
# fair: 3 of 5
# true: two slips: after the training set it goes on learning from the test set, which must take no
#       part, so w, b and the labels of the test set are wrong (costs and the labels of the training
#       set come before that and are right); and print_cost is not handed on to optimize, so nothing
#       is ever printed.
def model(
    X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False
):
    """Logistic regression from the data to the predictions."""
    w, b = initialize_with_zeros(X_train.shape[0])
    params, grads, costs = optimize(w, b, X_train, Y_train, num_iterations, learning_rate)
    Y_prediction_train = predict(params["w"], params["b"], X_train)
    params, grads, _ = optimize(
        params["w"], params["b"], X_test, Y_test, num_iterations, learning_rate
    )
    Y_prediction_test = predict(params["w"], params["b"], X_test)
    return {
        "costs": costs,
        "Y_prediction_test": Y_prediction_test,
        "Y_prediction_train": Y_prediction_train,
        "w": params["w"],
        "b": params["b"],
        "learning_rate": learning_rate,
        "num_iterations": num_iterations,
    }
