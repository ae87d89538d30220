"""The figures of the course, each written once: functions return a :class:`Plot`, ``show`` displays it.

Every figure answers one question: its title says what is seen, its axes have names and units, and it carries
a caption and an alternative text for those who cannot see it, both made from the numbers that are drawn.
"""

from neural_networks.plots.activations import activation_curves, broadcasting, derivatives_compared, step_sizes
from neural_networks.plots.boundaries import (
    boundary_while_training,
    decision_boundaries,
    hidden_neurons,
    planar_examples,
)
from neural_networks.plots.curves import accuracies, example_average, probability_curve, sigmoid_curve, slope_check
from neural_networks.plots.family import family_of_optimisers
from neural_networks.plots.figure import Plot, show
from neural_networks.plots.fixed_point import feed_forward_and_recurrent, loss_functions, settling, slopes_compared
from neural_networks.plots.graphs import computation_graph, neuron_graph
from neural_networks.plots.images import mistaken_pictures, picture_as_column, pictures, weights_picture
from neural_networks.plots.iris import (
    answers_of_network,
    confusion,
    decision_areas,
    error_curves,
    flower_map,
    slope_of_activation,
    two_measures,
    unit_lengths,
)
from neural_networks.plots.level import level_places, shares_of_lowest
from neural_networks.plots.networks import narrowing_valley, network_layers
from neural_networks.plots.optimisation import (
    averages_over_days,
    batches_as_rows,
    cost_curves,
    costs_by_batch_size,
    costs_by_rate,
    memory_of_averages,
    rates_over_epochs,
    seconds_by_batch_size,
    signal_through_layers,
)
from neural_networks.plots.shares import accuracy_over, shares_by_class
from neural_networks.plots.surfaces import contours_side_by_side, paths_on_map, race, saddle_paths
from neural_networks.plots.training import cost_landscape, learning_curve, learning_rates, training_and_test_cost
from neural_networks.plots.valleys import one_valley_or_many

__all__ = [
    "Plot",
    "accuracies",
    "accuracy_over",
    "activation_curves",
    "answers_of_network",
    "averages_over_days",
    "batches_as_rows",
    "boundary_while_training",
    "broadcasting",
    "computation_graph",
    "confusion",
    "contours_side_by_side",
    "cost_curves",
    "cost_landscape",
    "costs_by_batch_size",
    "costs_by_rate",
    "decision_areas",
    "decision_boundaries",
    "derivatives_compared",
    "error_curves",
    "example_average",
    "family_of_optimisers",
    "feed_forward_and_recurrent",
    "flower_map",
    "hidden_neurons",
    "learning_curve",
    "learning_rates",
    "level_places",
    "loss_functions",
    "memory_of_averages",
    "mistaken_pictures",
    "narrowing_valley",
    "network_layers",
    "neuron_graph",
    "one_valley_or_many",
    "paths_on_map",
    "picture_as_column",
    "pictures",
    "planar_examples",
    "probability_curve",
    "race",
    "rates_over_epochs",
    "saddle_paths",
    "seconds_by_batch_size",
    "settling",
    "shares_by_class",
    "shares_of_lowest",
    "show",
    "sigmoid_curve",
    "signal_through_layers",
    "slope_check",
    "slope_of_activation",
    "slopes_compared",
    "step_sizes",
    "training_and_test_cost",
    "two_measures",
    "unit_lengths",
    "weights_picture",
]
