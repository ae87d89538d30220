"""slope: an exercise of a hard kind."""

from __future__ import annotations

from autograder.key import case, exercise
from autograder.rules import scalar

from ._given import bowl, waves
from ._hints import HINTS


@exercise(
    returns=scalar("slope", points=2, rtol=1e-4, atol=1e-6),
    hints=HINTS,
    equivalent={"h = 1e-05: 1e-05 -> 2e-05": "any small distance will do"},
)
def slope(f, x):
    """The derivative of f at the number x, from two values of f."""
    h = 1e-5
    return (f(x + h) - f(x - h)) / (2 * h)


@slope.inputs
def slope_cases(rng):
    for f in (bowl, waves, bowl, waves):
        yield case(f, float(rng.uniform(1.5, 2.9)))


@slope.also_correct
def one_sided(f, x):
    return (f(x + 1e-7) - f(x)) / 1e-7


@slope.mistake
def not_halved(f, x):
    """The slope is exactly twice the expected one. How far apart are the two places at which f is taken?"""
    return 2 * slope(f, x)


@slope.mistake
def sign_turned(f, x):
    """The slope has the right size and the other sign. From which value is which subtracted?"""
    return -slope(f, x)


@slope.mistake
def value_in_place_of_slope(f, x):
    """The number is the value of f at x. What does f do when x grows by a little?"""
    return float(f(x))
