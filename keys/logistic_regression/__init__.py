"""Answer key of assignment 01, a neuron that classifies pictures.

Each exercise in the order of the notebook: reference, inputs, other right versions, known mistakes. Examples
are columns: ``X`` is ``(features, m)``, ``Y`` and predictions are ``(1, m)``, ``w`` is ``(features, 1)``."""

assignment = "01_logistic_regression"
exercises = (
    "graph_forward",
    "graph_backward",
    "flatten_images",
    "sigmoid",
    "initialize_with_zeros",
    "propagate",
    "optimize",
    "predict",
    "model",
)
