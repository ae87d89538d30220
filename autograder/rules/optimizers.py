"""One step of each optimiser, as the rule about training takes it, one parameter at a time.

Each takes what it remembers, the gradient and its settings (``beta``, ``beta1``, ``beta2``, ``epsilon``), and returns
the direction, of which the learning rate is the length to go back, and what it remembers now.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from autograder.rules.network import Parameters

Settings = dict[str, float]


@dataclass(frozen=True)
class Memory:
    """What an optimiser carries from step to step."""

    v: Parameters = field(default_factory=dict)  # averages of gradients; empty: zeros
    s: Parameters = field(default_factory=dict)  # averages of their squares; empty: zeros
    t: int = 0  # steps taken
    inside: bool = False  # whether epsilon stands in the root and not beside it, which is as good
    late: bool = False  # whether the rate is corrected in the place of v and s, so that epsilon meets the plain s

    def step_size(self, v: np.ndarray, s: np.ndarray, epsilon: float, faded: float = 0.0) -> np.ndarray:
        """The averaged gradient over the root of the averaged square, of which a share has ``faded``."""
        if self.late:
            epsilon /= 1 - faded if self.inside else math.sqrt(1 - faded)
        squares = s / (1 - faded)
        return np.asarray(v / (np.sqrt(squares + epsilon) if self.inside else np.sqrt(squares) + epsilon))


def averaged(old: Parameters, new: Parameters, beta: float) -> Parameters:
    """beta * old + (1 - beta) * new, from zeros."""
    return {name: beta * old.get(name, 0.0) + (1 - beta) * value for name, value in new.items()}


def descent(memory: Memory, gradient: Parameters, settings: Settings) -> tuple[Parameters, Memory]:
    """Plain gradient descent."""
    return gradient, memory


def momentum(memory: Memory, gradient: Parameters, settings: Settings) -> tuple[Parameters, Memory]:
    """Gradient descent with an averaged gradient, v = beta v + (1 - beta) g (Polyak 1964, as an average)."""
    memory = replace(memory, v=averaged(memory.v, gradient, settings["beta"]))
    return along_velocity(memory, gradient, settings), memory


def rmsprop(memory: Memory, gradient: Parameters, settings: Settings) -> tuple[Parameters, Memory]:
    """RMSProp (Tieleman and Hinton 2012, lecture 6.5 of Neural networks for machine learning)."""
    squares = {name: g**2 for name, g in gradient.items()}
    memory = replace(memory, s=averaged(memory.s, squares, settings["beta"]))
    return along_scaled_gradient(memory, gradient, settings), memory


def adam(memory: Memory, gradient: Parameters, settings: Settings) -> tuple[Parameters, Memory]:
    """Adam (Kingma and Ba 2015, algorithm 1, and the efficient form at the end of their section 2)."""
    v = averaged(memory.v, gradient, settings["beta1"])
    s = averaged(memory.s, {name: g**2 for name, g in gradient.items()}, settings["beta2"])
    memory = replace(memory, v=v, s=s, t=memory.t + 1)
    return along_scaled_velocity(memory, gradient, settings), memory


def along_velocity(memory: Memory, gradient: Parameters, settings: Settings) -> Parameters:
    """Where momentum goes once v is known."""
    return memory.v


def along_scaled_gradient(memory: Memory, gradient: Parameters, settings: Settings) -> Parameters:
    """Where RMSProp goes once s is known."""
    return {name: memory.step_size(g, memory.s[name], settings["epsilon"]) for name, g in gradient.items()}


def along_scaled_velocity(memory: Memory, gradient: Parameters, settings: Settings) -> Parameters:
    """Where Adam goes once v and s are known, in step t."""
    start, faded = 1 - settings["beta1"] ** memory.t, settings["beta2"] ** memory.t
    return {
        name: memory.step_size(v / start, memory.s[name], settings["epsilon"], faded) for name, v in memory.v.items()
    }


Step = Callable[[Memory, Parameters, Settings], tuple[Parameters, Memory]]
Direction = Callable[[Memory, Parameters, Settings], Parameters]

OPTIMIZERS: dict[str, Step] = {"gd": descent, "momentum": momentum, "rmsprop": rmsprop, "adam": adam}
DIRECTIONS: dict[str, tuple[Direction, tuple[str, ...]]] = {
    "momentum": (along_velocity, ("v",)),
    "rmsprop": (along_scaled_gradient, ("s",)),
    "adam": (along_scaled_velocity, ("v", "s")),
}
"""Where each goes with the averages that it has by now, whoever worked them out; and which these are."""

BEGINNINGS: dict[str, tuple[Memory, ...]] = {
    "gd": (Memory(),),
    "momentum": (Memory(),),
    "rmsprop": (Memory(), Memory(inside=True)),
    "adam": tuple(Memory(inside=inside, late=late) for late in (False, True) for inside in (False, True)),
}
"""What each begins with: one memory for each place at which epsilon may stand, in all the steps alike."""
