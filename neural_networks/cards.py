"""A picture for each notebook, for a page on which one is chosen: a figure of its own that needs no exercise."""

from __future__ import annotations

from neural_networks import datasets, plots


def cards() -> dict[str, plots.Plot]:
    """The figures by the names of the assignments."""
    flowers, species, features, classes = datasets.load_iris()
    return {
        "01_logistic_regression": plots.computation_graph(5, 3, 2),
        "02_one_hidden_layer": plots.planar_examples(*datasets.load_flower()),
        "03_optimization": plots.memory_of_averages((0.5, 0.9, 0.98)),
        "04_iris_backpropagation": plots.flower_map(flowers[:, 2:], species, classes, features[2:]),
    }
