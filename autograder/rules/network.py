"""A dense network described as data, so that a rule can judge training without any reference implementation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

import numpy as np

from autograder.messages import say
from autograder.plain.shown import describe, show
from autograder.plain.values import Tree, as_array, certainly_alike, numbers_close
from autograder.rules.base import Failure, Rule, Rung, inside, misshapen, without_key

Parameters = dict[str, np.ndarray]
"""Weights and biases of all layers by their keys: ``W1`` (units, inputs), ``b1`` (units, 1)."""

WIDEST = 12  # units of a hidden layer with a width of its own: derivatives are made one parameter after the other
SETTINGS = {"rate", "iterations", "optimizer", "batch", "beta", "beta1", "beta2", "epsilon"}
"""What a training is set to; ``iterations`` are epochs, ``batch`` is in examples (not there: all of them)."""
ACTIVATIONS: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "identity": lambda z: z,
    "tanh": np.tanh,
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "relu": lambda z: z * (z.real > 0),
}


@dataclass(frozen=True)
class Network(Rule):
    """What the rules about training share: layers, cost, and where inputs, labels and settings come from.

    A case varies the number of iterations, so the value is a list: of dictionaries of parameters, or of tuples
    that begin with one. TypeError for a name of a setting that is not in SETTINGS.
    """

    network: tuple[tuple[str, str, str], ...] = ()  # (weights, bias, activation) of each layer; bias "": it has none
    inputs: int = 0  # the position of the argument with the examples, (n, m), one a column
    labels: int = 1  # and of that with what is expected of them, (outputs, m)
    cost: str = "cross_entropy"  # summed over outputs, mean over examples; "squared_error": half the sum over both
    # Examples are rows, (m, n) and (m, outputs), and weights (inputs, units); "inputs": none but those of the inputs.
    rows: bool | Literal["inputs"] = False
    own_widths: bool = False  # whether hidden layers may have other widths than expected, for another rule says which
    settings: Any = ()  # (name, number) of what is fixed; a key writes a dictionary
    arguments: Any = ()  # (name, position) of what an argument says; a key writes a dictionary
    kind: ClassVar[str] = ""

    def __post_init__(self) -> None:
        for field in ("settings", "arguments"):  # a dictionary is how one writes it, pairs can be compared and hashed
            value = getattr(self, field)
            object.__setattr__(self, field, tuple(value.items()) if isinstance(value, dict) else tuple(value))
        if unknown := {name for name, _ in (*self.settings, *self.arguments)} - SETTINGS:
            raise TypeError(f"a training has no {', '.join(sorted(unknown))}; it has {', '.join(sorted(SETTINGS))}")

    def setting(self, name: str, args: Sequence[Tree], default: Any = None) -> Any:
        """A number or text of the training; where the case varies it, all its values in a tuple."""
        arguments = dict(self.arguments)
        return args[arguments[name]] if name in arguments else dict(self.settings).get(name, default)

    def number(self, name: str, args: Sequence[Tree], default: float = 0.0) -> float:
        """A setting that stays the same, but for a first call with another value."""
        value = self.setting(name, args, default)
        return float(value[-1] if isinstance(value, tuple) else value)

    def counts(self, args: Sequence[Tree], length: int) -> list[int]:
        """How many iterations each result has seen: none where its learning rate was 0."""
        counts = self.setting("iterations", args, tuple(range(length)))
        rates = self.setting("rate", args)
        rates = rates if isinstance(rates, tuple) else (rates,) * length
        return [int(count) if rate else 0 for count, rate in zip(counts, rates, strict=True)]

    def data(self, args: Sequence[Tree]) -> tuple[np.ndarray, np.ndarray]:
        """Inputs and labels with examples in columns."""
        X, Y = (np.asarray(args[i], dtype=float) for i in (self.inputs, self.labels))
        return (X.T if self.rows else X), (Y.T if self.rows is True else Y)

    def whole_batches(self, args: Sequence[Tree]) -> bool:
        """Whether every step sees all the examples."""
        m = self.data(args)[0].shape[1]
        return self.number("batch", args, m) >= m

    def names(self) -> list[str]:
        """The keys of all weights and biases."""
        return [name for weights, bias, _ in self.network for name in (weights, bias) if name]

    def parameters(self, value: Tree) -> Parameters:
        """The parameters in one result whose structure is right."""
        return {name: np.asarray(dictionary_in(value)[name], dtype=float) for name in self.names()}

    def structure(self, value: Tree, expected: Tree, where: str) -> Failure | None:
        """Whether all parameters are there, as finite arrays of the expected shapes."""
        mine, theirs = dictionary_in(value), dictionary_in(expected)
        if not isinstance(mine, dict):
            message = say("wrong_type", where=where, got=describe(mine), expected=say("kind_dictionary"))
            return Failure(Rung.TYPE, message)
        if lacking := next((name for name in self.names() if name not in mine), None):
            return without_key(where, mine, lacking)
        shapes = self._shapes(mine, theirs)
        for name in self.names():
            array, inner = as_array(mine[name]), inside(where, name)
            if array is None:
                message = say("wrong_type", where=inner, got=describe(mine[name]), expected=say("kind_array"))
                return Failure(Rung.TYPE, message, show(mine[name]), what=inner)
            if array.shape != shapes[name]:
                due = np.zeros(shapes[name])  # it may be any of that shape
                return replace(misshapen(inner, array, due), expected="", what=inner)
            if not np.all(np.isfinite(array)):
                return Failure(Rung.NOT_FINITE, say("not_finite", where=inner), show(array), what=inner)
        return None

    def same_parameters(self, got: Tree, other: Tree) -> bool:
        """Whether each result holds the very same parameters."""
        names, mine, theirs = set(self.names()), [*map(dictionary_in, got)], [*map(dictionary_in, other)]
        if not all(isinstance(value, dict) and names <= value.keys() for value in (*mine, *theirs)):
            return certainly_alike(mine, theirs)
        return all(same_numbers(a[name], b[name]) for a, b in zip(mine, theirs, strict=True) for name in names)

    def _shapes(self, mine: dict[str, Tree], theirs: dict[str, Tree]) -> dict[str, tuple[int, ...]]:
        """The shape of each array; own widths are for layers with a bias, and examples in columns."""
        shapes = {name: np.shape(theirs[name]) for name in self.names()}
        if not self.own_widths:
            return shapes
        before = shapes[self.network[0][0]][1]
        for weights, bias, _ in self.network:
            array, units = as_array(mine.get(weights)), shapes[weights][0]
            if weights != self.network[-1][0] and array is not None and array.ndim == 2 and len(array) <= WIDEST:
                units = len(array)
            shapes[weights], shapes[bias], before = (units, before), (units, 1), units
        return shapes

    def output(self, theta: Parameters, X: np.ndarray) -> np.ndarray:
        """The activation of the last layer, (outputs, m) for ``X`` (n, m); for each of many parameters at once."""
        return ACTIVATIONS[self.network[-1][2]](self.scores(theta, X))

    def scores(self, theta: Parameters, X: np.ndarray) -> np.ndarray:
        """What the last layer's activation is taken of, (outputs, m)."""
        A = Z = X
        for weights, bias, activation in self.network:
            W = theta[weights].swapaxes(-1, -2) if self.rows is True else theta[weights]
            Z = W @ A + (theta[bias] if bias else 0)
            A = ACTIVATIONS[activation](Z)
        return Z

    def cost_of(self, theta: Parameters, X: np.ndarray, Y: np.ndarray) -> np.ndarray:
        """The cost of these parameters, or of each of many; complex if they are."""
        if self.cost == "squared_error":
            return np.asarray(np.sum((Y - self.output(theta, X)) ** 2, axis=(-1, -2)) / 2)
        return np.asarray(np.mean(np.sum(self.losses(theta, X, Y), axis=-2), axis=-1))

    def losses(self, theta: Parameters, X: np.ndarray, Y: np.ndarray) -> np.ndarray:
        """The cross-entropy of each output of each example, (outputs, m).

        Of a sigmoid it is log(1 + exp(Z)) - Y Z, which stays a number where the sigmoid itself has become 0 or 1.
        """
        if self.network[-1][2] == "sigmoid":
            Z = self.scores(theta, X)
            up = Z.real > 0
            return np.where(up, Z, 0) + np.log1p(np.exp(np.where(up, -Z, Z))) - Y * Z
        A = self.output(theta, X)
        return -(Y * np.log(A) + (1 - Y) * np.log(1 - A))

    @np.errstate(all="ignore")
    def gradient(self, theta: Parameters, X: np.ndarray, Y: np.ndarray) -> Parameters:
        """d cost / d theta by the complex step with h = 1e-30 (Squire and Trapp 1998), exact to rounding.

        One copy of all parameters for each number in them, moved in that number alone. There may be axes in front of
        those of the matrices, the same for all: then there is a gradient for each of many parameters and examples.
        """
        h, count, done = 1e-30, sum(value.shape[-2] * value.shape[-1] for value in theta.values()), 0
        moved = {name: np.broadcast_to(value, (count, *value.shape)).astype(complex) for name, value in theta.items()}
        for value in moved.values():
            rows, columns = value.shape[-2:]
            number = np.arange(rows * columns)
            value[done + number, ..., number // columns, number % columns] += 1j * h
            done += rows * columns
        slopes = self.cost_of(moved, X.astype(complex), Y).imag / h
        ends = np.cumsum([value.shape[-2] * value.shape[-1] for value in theta.values()])
        pieces = np.split(np.moveaxis(slopes, 0, -1), ends[:-1], axis=-1)
        return {name: piece.reshape(value.shape) for (name, value), piece in zip(theta.items(), pieces, strict=True)}


def dictionary_in(value: Tree) -> Tree:
    """The parameters in one result: the dictionary itself, or the one with which a tuple begins."""
    return value[0] if isinstance(value, tuple | list) and len(value) else value


def same_numbers(a: Tree, b: Tree) -> bool:
    """Whether two parameters hold the same numbers in the same shape."""
    one, other = as_array(a), as_array(b)
    return one is not None and other is not None and one.shape == other.shape and numbers_close(one, other, 1e-9, 1e-12)
