"""The data of the course: pictures of galaxies and nebulae, and small tables for the later notebooks."""

from neural_networks.datasets.files import DatasetError
from neural_networks.datasets.memory import laid_out
from neural_networks.datasets.pictures import (
    CREDITS,
    PICTURES,
    Pictures,
    load_galaxy_nebula,
    load_pictures,
    picture_credits,
    picture_ids,
)
from neural_networks.datasets.planar import load_planar
from neural_networks.datasets.small import Iris, load_flower, load_iris, load_temperatures, load_two_moons

__all__ = [
    "CREDITS",
    "PICTURES",
    "DatasetError",
    "Iris",
    "Pictures",
    "laid_out",
    "load_flower",
    "load_galaxy_nebula",
    "load_iris",
    "load_pictures",
    "load_planar",
    "load_temperatures",
    "load_two_moons",
    "picture_credits",
    "picture_ids",
]
