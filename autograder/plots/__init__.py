"""The figures of the course, each written once: functions return a :class:`Plot`, ``show`` displays it.

Every figure answers one question: its title says what is seen, its axes have names and units, and it carries
a caption and an alternative text for those who cannot see it, both made from the numbers that are drawn.
"""

from autograder.plots.curves import accuracies, example_average, probability_curve, sigmoid_curve, slope_check
from autograder.plots.figure import Plot, show
from autograder.plots.graphs import computation_graph, neuron_graph
from autograder.plots.images import mistaken_pictures, picture_as_column, pictures, weights_picture
from autograder.plots.training import cost_landscape, learning_curve, learning_rates, training_and_test_cost

__all__ = [
    "Plot",
    "accuracies",
    "computation_graph",
    "cost_landscape",
    "example_average",
    "learning_curve",
    "learning_rates",
    "mistaken_pictures",
    "neuron_graph",
    "picture_as_column",
    "pictures",
    "probability_curve",
    "show",
    "sigmoid_curve",
    "slope_check",
    "training_and_test_cost",
    "weights_picture",
]
