"""Answer key of assignment 02, one hidden layer.

Each exercise in the order of the notebook: reference, inputs, other right versions, known mistakes. Examples
are columns: ``X`` is ``(n_x, m)``, ``Y`` is ``(1, m)``, ``W1`` is ``(n_h, n_x)``, ``W2`` is ``(n_y, n_h)``. Only in
the exercises whose names end in ``_rows`` the examples of ``X`` are rows, ``(m, n)``."""

assignment = "02_one_hidden_layer"
exercises = (
    "relu",
    "sigmoid_derivative",
    "tanh_derivative",
    "relu_derivative",
    "layer_sizes",
    "initialize_parameters",
    "forward_propagation",
    "compute_cost",
    "backward_propagation",
    "update_parameters",
    "nn_model",
    "predict",
    "numerical_gradient",
    "layer_sizes_rows",
    "forward_propagation_rows",
    "compute_cost_rows",
    "backward_propagation_rows",
    "nn_model_rows",
    "predict_rows",
)
