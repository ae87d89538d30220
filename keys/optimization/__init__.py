"""Answer key of assignment 03, optimisation: getting there sooner.

Each exercise in the order of the notebook: reference, inputs, other right versions, known mistakes. Examples
are columns: ``X`` is ``(features, m)``, ``Y`` is ``(1, m)``. Layer l has the weights ``W{l} (n_l, n_{l-1})``
and the biases ``b{l} (n_l, 1)``; gradients and averages have the same shapes and a ``d`` before the name."""

assignment = "03_optimization"
exercises = (
    "initialize_parameters_he",
    "random_mini_batches",
    "exponentially_weighted_average",
    "update_parameters_with_gd",
    "initialize_momentum",
    "update_parameters_with_momentum",
    "initialize_rmsprop",
    "update_parameters_with_rmsprop",
    "initialize_adam",
    "update_parameters_with_adam",
    "decay_inverse",
    "decay_exponential",
    "decay_cosine",
    "standardize",
    "model",
)
