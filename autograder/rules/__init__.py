"""Comparison rules: a closed vocabulary of data in which an answer key says when a value is right.

Rules travel to the student as JSON, without the answer key. Use the lower-case names in a key::

    returns = ({"dw": close("dw"), "db": scalar("db")}, scalar("cost"))
"""

from autograder.rules.draws import ColumnsPartition as columns_partition
from autograder.rules.draws import Drawn as drawn
from autograder.rules.numbers import Close as close
from autograder.rules.numbers import CostHistory as cost_history
from autograder.rules.numbers import Equal as equal
from autograder.rules.numbers import Labels as labels
from autograder.rules.numbers import Scalar as scalar
from autograder.rules.training import Trajectory as trajectory

__all__ = [
    "close",
    "columns_partition",
    "cost_history",
    "drawn",
    "equal",
    "labels",
    "scalar",
    "trajectory",
]
