"""Answer key of assignment 04, backpropagation case study: iris.

Each exercise in the order of the notebook: reference, inputs, other right versions, known mistakes. Examples
are rows: ``X`` and ``layer0`` are ``(m, features)``, one-hot labels ``y`` are ``(m, classes)``, ``w0`` is
``(features, hidden)`` and ``w1`` is ``(hidden, classes)``. There are no biases. In the two exercises about a
recurrent net, the state and its input are columns ``(n, 1)``."""

assignment = "04_iris_backpropagation"
exercises = (
    "settle",
    "settle_gradient",
    "to_one_hot",
    "sigmoid_derivative",
    "normalize",
    "split",
    "forward",
    "backward",
    "train",
    "accuracy",
)
