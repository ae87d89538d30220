"""What several exercises share."""

from __future__ import annotations

import numpy as np

from autograder.key import signed

from ._given import sigmoid


def _some_class_each(rng, m, k):
    """Classes ``(m,)`` of 0 to k-1: each occurs, the first is not 0, and they are in no order."""
    while True:
        Y = rng.permutation(np.concatenate([np.arange(k), rng.integers(0, k, m - k)]))
        steps = np.diff(Y)
        if Y[0] != 0 and np.any(steps > 0) and np.any(steps < 0):
            return Y


# Right answers need not stop at the same iterate: the move may be measured by its largest entry, its length, the
# sum or the mean of its entries, and the state before or after the last move may be returned. With the threshold
# 1e-3 and the slow nets below these lie within 1.85e-3 of the reference, and the state at which a ten times finer
# threshold arrives, or a test that asks one entry only, is at least 2.25e-3 away.
STATE_SLACK = 2e-3


COARSE, FINE = 1e-3, 1e-6


def _states(W, x, count=130, start=0.0):
    """The first states of the net, each ``(n, 1)``, from entries that are all ``start`` on."""
    states = np.full((count + 1, *x.shape), start)
    for i in range(count):
        states[i + 1] = np.tanh(W @ states[i] + x)
    return states


def _stop(states, threshold=COARSE, measure=np.max):
    """The number of the first state that is less than ``threshold`` away from the one before."""
    moves = measure(np.abs(np.diff(states[:, :, 0], axis=0)), axis=1)
    return 1 + int(np.argmax(moves < threshold))


def _recurrent_net(rng, n, size, norm, places=2):
    """Weights ``(n, n)`` of a net that surely settles, and its input ``(n, 1)`` with entries of about ``size``.

    No entry rests for a moment, by chance, long before the others do.
    """
    while True:
        W = rng.normal(size=(n, n))
        W = np.round(W * norm / np.linalg.norm(W, 2), places)
        x = signed(rng, 0.5 * size, 1.5 * size, (n, 1))
        states = _states(W, x)
        if np.max(np.abs(states[_stop(states, FINE, np.min)] - states[-1])) < STATE_SLACK / 2:
            return W, x


def _lengths(X, axis, order):
    """The length of each row (or column) by the given order, with that axis kept."""
    return np.sum(np.abs(X) ** order, axis=axis, keepdims=True) ** (1 / order)


def _net(rng, m, n, h, k):
    """Inputs ``(m, n)``, weights ``(n, h)`` and ``(h, k)``, and the two layers that they lead to."""
    while True:
        layer0, w0, w1 = signed(rng, 0.2, 1.8, (m, n)), signed(rng, 0.3, 1.2, (n, h)), signed(rng, 0.4, 1.6, (h, k))
        layer1 = sigmoid(layer0 @ w0)
        layer2 = sigmoid(layer1 @ w1)
        apart = [np.max(np.abs(layer - 0.5)) for layer in (layer1, layer2)]
        if min(apart) > 0.15 and max(apart) < 0.49:
            return layer0, w0, w1, layer1, layer2
