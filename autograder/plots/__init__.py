"""The figures of the course, each written once: functions return a :class:`Plot`, ``show`` displays it.

Every figure answers one question: its title says what is seen, its axes have names and units, and it carries
a caption and an alternative text for those who cannot see it, both made from the numbers that are drawn.
"""

from autograder.plots.curves import accuracies, example_average, sigmoid_curve
from autograder.plots.figure import Plot, show
from autograder.plots.graphs import computation_graph, neuron_graph
from autograder.plots.images import mistaken_pictures, picture_as_column, pictures, weights_picture
from autograder.plots.training import learning_curve, learning_rates

__all__ = [
    "Plot",
    "accuracies",
    "computation_graph",
    "example_average",
    "learning_curve",
    "learning_rates",
    "mistaken_pictures",
    "neuron_graph",
    "picture_as_column",
    "pictures",
    "show",
    "sigmoid_curve",
    "weights_picture",
]
