"""What a function returns, as JSON data: so the rules travel to students without the key."""

from __future__ import annotations

from typing import Any

from autograder.rules.base import Rule
from autograder.rules.descent import Awake, Descent, Learned
from autograder.rules.draws import Drawn
from autograder.rules.follows import Follows
from autograder.rules.numbers import Close, CostHistory, EitherWay, Equal, Labels, Proportional, Scalar
from autograder.rules.own_path import OnTheWay, OwnCosts, OwnGradient
from autograder.rules.partitions import ColumnsPartition, RowsSplit
from autograder.rules.steps import Alike, FirstArray, OwnStep
from autograder.rules.training import HeStart, TrainingCosts, Trajectory
from autograder.rules.tree import AllOf, Anything, Fields, Keys, Layers, Returns

RULES: dict[str, type[Rule]] = {
    rule.kind: rule
    for rule in (
        Close,
        Scalar,
        EitherWay,
        Proportional,
        Labels,
        Equal,
        CostHistory,
        Awake,
        Descent,
        Learned,
        Drawn,
        ColumnsPartition,
        RowsSplit,
        HeStart,
        Trajectory,
        TrainingCosts,
        OnTheWay,
        OwnGradient,
        OwnCosts,
        Follows,
        Anything,
        FirstArray,
        OwnStep,
        Alike,
    )
}


def returns_to_json(returns: Returns) -> Any:
    """The tree as JSON data."""
    if isinstance(returns, Rule):
        return returns.to_json()
    if isinstance(returns, Keys | Layers):
        kind = "keys" if isinstance(returns, Keys) else "layers"
        return {kind: {key: returns_to_json(item) for key, item in returns.items.items()}}
    if isinstance(returns, AllOf):
        return {"all_of": [returns_to_json(item) for item in returns.items]}
    return {"fields": [returns_to_json(item) for item in returns.items], "extra": returns.extra}


def returns_from_json(data: Any) -> Returns:
    """The tree that :func:`returns_to_json` wrote; KeyError or TypeError for anything else."""
    for kind, node in (("keys", Keys), ("layers", Layers)):
        if kind in data:
            return node({key: returns_from_json(item) for key, item in data[kind].items()})
    if "all_of" in data:
        return AllOf(tuple(returns_from_json(item) for item in data["all_of"]))
    if "fields" in data:
        return Fields(tuple(returns_from_json(item) for item in data["fields"]), data["extra"])
    values = {key: _tuples(value) for key, value in data.items() if key != "rule"}
    return RULES[data["rule"]](**values)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
