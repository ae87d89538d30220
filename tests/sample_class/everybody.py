"""Everybody's work, assignment by assignment."""

from tests.sample_class import iris as iris
from tests.sample_class import logistic_regression as logistic_regression
from tests.sample_class import one_hidden_layer as one_hidden_layer
from tests.sample_class import optimization as optimization
from tests.sample_class.submissions import CLASSES, Submission

SUBMISSIONS: dict[str, list[Submission]] = dict(CLASSES)
