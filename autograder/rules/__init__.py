"""Comparison rules: a closed vocabulary of data in which an answer key says when a value is right.

Rules travel to the student as JSON, without the answer key. Use the lower-case names in a key::

    returns = ({"dw": close("dw"), "db": scalar("db")}, scalar("cost"))
"""

from autograder.rules.descent import Awake as awake
from autograder.rules.descent import Descent as descent
from autograder.rules.descent import Learned as learned
from autograder.rules.draws import Drawn as drawn
from autograder.rules.follows import follows as follows
from autograder.rules.numbers import Close as close
from autograder.rules.numbers import CostHistory as cost_history
from autograder.rules.numbers import EitherWay as either_way
from autograder.rules.numbers import Equal as equal
from autograder.rules.numbers import Labels as labels
from autograder.rules.numbers import Proportional as proportional
from autograder.rules.numbers import Scalar as scalar
from autograder.rules.own_path import OnTheWay as on_the_way
from autograder.rules.own_path import OwnCosts as own_costs
from autograder.rules.own_path import OwnGradient as own_gradient
from autograder.rules.partitions import ColumnsPartition as columns_partition
from autograder.rules.partitions import RowsSplit as rows_split
from autograder.rules.steps import Alike as alike
from autograder.rules.steps import FirstArray as first_array
from autograder.rules.steps import OwnStep as own_step
from autograder.rules.training import HeStart as he_start
from autograder.rules.training import TrainingCosts as training_costs
from autograder.rules.training import Trajectory as trajectory
from autograder.rules.tree import Anything as anything
from autograder.rules.tree import all_of as all_of
from autograder.rules.tree import layers as layers
from autograder.rules.tree import values as values

__all__ = [
    "alike",
    "all_of",
    "anything",
    "awake",
    "close",
    "columns_partition",
    "cost_history",
    "descent",
    "drawn",
    "either_way",
    "equal",
    "first_array",
    "follows",
    "he_start",
    "labels",
    "layers",
    "learned",
    "on_the_way",
    "own_costs",
    "own_gradient",
    "own_step",
    "proportional",
    "rows_split",
    "scalar",
    "training_costs",
    "trajectory",
    "values",
]
