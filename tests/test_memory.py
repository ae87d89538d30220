"""Numbers for a browser, where products are plain loops and whole numbers have 32 bits."""

import numpy as np

from neural_networks.datasets import laid_out, load_iris
from neural_networks.datasets.memory import with_gaps


def test_the_same_numbers_lie_otherwise_in_memory():
    X = np.arange(12288.0 * 3).reshape(12288, 3)
    spread = with_gaps(X)
    assert np.array_equal(spread, X) and spread.dtype == X.dtype
    assert spread.strides[1] % 4096 and laid_out(X) is X


def test_labels_are_numbers_by_which_an_array_can_be_counted_and_indexed():
    assert load_iris().Y.dtype == np.intp
