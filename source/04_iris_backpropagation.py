"""Answer key of assignment 04, backpropagation case study: iris.

Each exercise in the order of the notebook: reference, inputs, other right versions, known mistakes. Examples
are rows: ``X`` and ``layer0`` are ``(m, features)``, one-hot labels ``y`` are ``(m, classes)``, ``w0`` is
``(features, hidden)`` and ``w1`` is ``(hidden, classes)``. There are no biases. In the two exercises about a
recurrent net, the state and its input are columns ``(n, 1)``.
"""

from __future__ import annotations

import math
import random

import numpy as np

from autograder.exercise import case, exercise, given, steps
from autograder.inputs import signed
from autograder.rules import all_of, close, drawn, equal, rows_split, scalar, training_costs, trajectory
from autograder.rules.tree import Fields, Keys

# What a notebook has lying around once its cells have run. Only the versions that read a variable of the
# notebook in the place of an argument use these names.
X_train = np.array([[0.8, 0.5, 0.3, 0.1], [0.7, 0.4, 0.5, 0.2], [0.7, 0.3, 0.6, 0.2]])
Y_train = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])


@given
def sigmoid(z):
    """The logistic function 1 / (1 + e^(-z)) of a number or an array."""
    return 1 / (1 + np.exp(-z))


def _some_class_each(rng, m, k):
    """Classes ``(m,)`` of 0 to k-1: each occurs, the first is not 0, and they are in no order."""
    while True:
        Y = rng.permutation(np.concatenate([np.arange(k), rng.integers(0, k, m - k)]))
        steps = np.diff(Y)
        if Y[0] != 0 and np.any(steps > 0) and np.any(steps < 0):
            return Y


# --- settle -------------------------------------------------------------------------------------------------

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


def _slow_net(rng, n, sign):
    """A net whose state creeps in one direction, about three quarters of the last move each time.

    All its moves have the sign ``sign``. W is not symmetric. Where the first move is below COARSE, the state has
    still far to go.
    """
    while True:
        v = np.concatenate([[1.0], rng.uniform(0.4, 0.48, n - 1)])[rng.permutation(n)]
        W = np.outer(v, v * rng.uniform(0.8, 1.25, n))
        W = np.round(W * 0.797 / np.linalg.norm(W, 2) + rng.uniform(-0.015, 0.015, (n, n)), 2)
        x = sign * (v[:, None] * 0.055 + rng.uniform(-0.004, 0.004, (n, 1)))
        if not 0.77 < np.linalg.norm(W, 2) < 0.8 or np.max(np.abs(W - W.T)) < 0.05:
            continue
        states = _states(W, x, 40)
        stop = _stop(states)
        x = np.round(x * 0.93 * COARSE / np.max(np.abs(states[stop] - states[stop - 1])), 3)  # just below COARSE
        states = _states(W, x, 60)
        if np.max(np.abs(states[-1] - states[_stop(states)])) > 2.5e-3:
            return W, x


def _coarse_net(rng):
    """A slow net of two entries for which right ways to stop at COARSE agree, and wrong ones do not."""
    while True:
        W, x = _slow_net(rng, 2, 1)
        states, from_above = _states(W, x, 60), _states(W, x, 60, start=1.0)
        stop, late, end = states[_stop(states)], states[_stop(states, measure=np.sum) + 1], states[-1]
        right = states[_stop(states) - 1], states[_stop(states, measure=np.mean)], late
        wrong = states[_stop(states, COARSE / 10)], states[_stop(states, measure=np.min)]
        last = np.max(np.abs(stop - right[0]))
        if (
            0.83 * COARSE < last < 0.98 * COARSE
            and all(np.max(np.abs(state - stop)) < 1.85e-3 for state in right)
            and all(np.max(np.abs(state - stop)) > 2.25e-3 for state in wrong)
            and np.max(np.arctanh(end) - end) > 4e-3  # else the place of tanh would not show
            and np.max(np.abs(from_above[_stop(from_above)] - end)) > 2.25e-3
        ):
            return W, x


@exercise(
    parts={"state": 2, "threshold": 1},
    returns=close("state", rtol=0, atol=STATE_SLACK),
    hints=(
        "What is the state after one turn of the loop if it begins as zeros, and what goes into the next turn?",
        "Each turn makes a new state from the old one. To see how far it moved you need both: keep the old "
        "one until you have compared them.",
        "A move may be up or down, so its size counts. The loop ends when the largest size of all entries is "
        "below threshold.",
    ),
    reasons={"sizes": "W leads from the n entries of the state to the n entries of the next: it is square."},
    equivalent={
        "line 9: 500 -> 501": "these nets have settled long before",
        "line 9: 500 -> 499": "these nets have settled long before",
    },
)
def settle(W, x, threshold=1e-6):
    """Settled state ``(n, 1)`` of a recurrent net with weights ``W (n, n)`` and a steady input ``x (n, 1)``.

    Formula: the state becomes tanh(W state + x), from zeros on, until no entry moves by ``threshold`` or
    more. It settles for every x where the largest singular value of W is below 1 (Banach's fixed point,
    because tanh is nowhere steeper than 1); a net that has not settled after 500 turns is left as it is.
    """
    state = np.zeros(x.shape)
    for _ in range(500):
        before = state
        state = np.tanh(np.dot(W, before) + x)
        if np.max(np.abs(state - before)) < threshold:
            break
    return state


@settle.inputs
def settle_inputs(rng):
    """Nets that settle to 1e-6 count for the state; those of other thresholds for stopping in time."""
    while True:
        W, x = _recurrent_net(rng, 2, 0.6, 0.7, places=1)
        if np.linalg.norm(W, 2) < 0.75 and np.min(np.abs(W)) > 0 and np.max(np.abs(W - W.T)) > 0.3:
            break
    yield case(W, x, FINE)
    yield case(*_coarse_net(rng), COARSE, part="threshold")
    yield case(*_coarse_net(rng), COARSE, part="threshold")
    W, x = _recurrent_net(rng, 4, 0.9, 0.78)
    yield case(W, -np.abs(x), 1e-5, part="threshold")  # all entries fall in the first turn
    yield case(*_slow_net(rng, 3, -1), FINE)
    yield case(*_recurrent_net(rng, 5, 0.8, 0.78), FINE)
    yield case(*_slow_net(rng, 4, -1), FINE)


@settle.also_correct
def settle_by_length_of_move(W, x, threshold=1e-6):
    state, move = np.zeros((len(W), 1)), np.inf
    while move > threshold:
        before = state
        state = np.tanh(W @ state + x)
        move = np.linalg.norm(state - before)
    return state


@settle.also_correct
def settle_with_state_before_the_last_move(W, x, threshold=1e-6):
    state = np.zeros_like(x)
    following = np.tanh(W.dot(state) + x)
    while np.any(np.abs(following - state) >= threshold):
        state, following = following, np.tanh(W.dot(following) + x)
    return state


@settle.also_correct
def settle_with_loops(W, x, threshold=1e-6, most=10_000):
    n = len(x)
    state = [0.0] * n
    for turn in range(most):
        new = [math.tanh(sum(W[i, j] * state[j] for j in range(n)) + x[i, 0]) for i in range(n)]
        moved = max(abs(a - b) for a, b in zip(new, state, strict=True))
        state = new
        if moved <= threshold:
            print("settled after", turn + 1)
            break
    return np.array(state).reshape(-1, 1)


@settle.also_correct
def settle_in_place(W, x, threshold=1e-6):
    state = np.zeros((x.shape[0], 1))
    before = np.ones((x.shape[0], 1))
    while not np.allclose(state, before, rtol=0, atol=threshold):
        before[:] = state
        state[:] = np.tanh(np.einsum("ij,jk->ik", W, state) + x)
    state[:] = np.tanh(W @ state + x)
    return state.tolist()


@settle.also_correct
def settle_by_recursion(W, x, threshold=1e-6, state=None):
    state = np.zeros(x.shape) if state is None else state
    new = np.tanh(np.matmul(W, state) + x)
    return new if np.max(np.abs(state - new)) < threshold else settle_by_recursion(W, x, threshold, new)


def _settled(step, x, threshold, start=None, measure=np.max, size=np.abs, most=3_000):
    """Iterate any rule ``step`` until the move is below ``threshold``: what the wrong versions share."""
    state = np.zeros(x.shape) if start is None else start
    for _ in range(most):
        new = step(state)
        if measure(size(new - state)) < threshold:
            return new
        state = new
    return state


# settle: the step


@settle.mistake
def one_turn_only(W, x, threshold=1e-6):
    """Your state is tanh(x), that of the first turn, where W met only zeros. What makes the loop take another
    turn?"""
    return np.tanh(x)


@settle.mistake
def input_forgotten(W, x, threshold=1e-6):
    """Your state is all zeros: x never entered it. What is added to W times the state in each turn?"""
    return np.zeros(x.shape)


@settle.mistake
def input_at_the_start_only(W, x, threshold=1e-6):
    """Your state faded towards zeros, as if x had been there in the beginning only. When does x enter the
    net?"""
    return _settled(lambda state: np.tanh(W @ state), x, threshold, start=x)


@settle.mistake
def input_outside_of_tanh(W, x, threshold=1e-6):
    """Your state is tanh(W state) with x added afterwards, so it can leave the range of tanh. Which bracket
    holds x?"""
    return _settled(lambda state: np.tanh(W @ state) + x, x, threshold)


@settle.mistake
def tanh_inside_of_the_product(W, x, threshold=1e-6):
    """Your state is W times tanh(state), plus x: the bend came before the sum. Which of the two comes
    last?"""
    return _settled(lambda state: W @ np.tanh(state) + x, x, threshold)


@settle.mistake
def tanh_left_out(W, x, threshold=1e-6):
    """Your state is that of a net without tanh: it solves state = W state + x. What bends the sum?"""
    return _settled(lambda state: W @ state + x, x, threshold)


@settle.mistake
def sigmoid_for_tanh(W, x, threshold=1e-6):
    """All entries of your state lie between 0 and 1: the sum went through a sigmoid. Which function does the
    text name?"""
    return _settled(lambda state: sigmoid(W @ state + x), x, threshold)


@settle.mistake
def weights_transposed(W, x, threshold=1e-6):
    """Your state is that of the net whose weights are W.T. Does a row of W belong to the entry that sends or
    to the one that receives?"""
    return _settled(lambda state: np.tanh(W.T @ state + x), x, threshold)


@settle.mistake
def state_and_input_exchanged(W, x, threshold=1e-6):
    """In your loop W multiplies x, and the state is added as it is. Which of the two goes through the
    weights?"""
    return _settled(lambda state: np.tanh(W @ x + state), x, threshold)


@settle.mistake
def input_subtracted(W, x, threshold=1e-6):
    """Your state has the right size and the wrong sign in every entry. With which sign does x enter?"""
    return _settled(lambda state: np.tanh(W @ state - x), x, threshold)


@settle.mistake
def weights_elementwise(W, x, threshold=1e-6):
    """Your state has n columns: W and the state met entry by entry. Which product adds up what all entries
    send?"""
    return _settled(lambda state: np.tanh(W * state + x), np.zeros(W.shape) + x, threshold)


@settle.mistake
def start_of_rank_one(W, x, threshold=1e-6):
    """Your state has n equal columns: a start of shape (n,) plus x of shape (n, 1) is a square. Which shape
    has the start?"""
    return _settled(lambda state: np.tanh(W @ state + x), np.zeros(W.shape) + x, threshold)


@settle.mistake
def state_without_column(W, x, threshold=1e-6):
    """The numbers are right, but your state has the shape (n,), a rank-1 array. How is a column of n rows
    shaped?"""
    return settle(W, x, threshold).ravel()


# settle: when it stops


@settle.mistake
def threshold_always_a_millionth(W, x, threshold=1e-6):
    """With a coarse threshold your state went on to settle completely. Does threshold have a say in your
    loop?"""
    return settle(W, x, FINE)


@settle.mistake
def threshold_always_a_thousandth(W, x, threshold=1e-6):
    """With a fine threshold your state stopped while it still moved by almost 0.001. Does threshold have a
    say in your loop?"""
    return settle(W, x, COARSE)


@settle.mistake
def ten_turns_always(W, x, threshold=1e-6):
    """Your state is that after ten turns, whatever threshold says. How can the loop know that it has
    settled?"""
    return _states(W, x, 10)[-1]


@settle.mistake
def size_of_the_move_forgotten(W, x, threshold=1e-6):
    """Where all entries fall your loop ends at once, because a negative move is below any threshold. What
    makes a size of a move?"""
    return _settled(lambda state: np.tanh(W @ state + x), x, threshold, size=np.asarray)


@settle.mistake
def stops_when_one_entry_rests(W, x, threshold=1e-6):
    """With a coarse threshold your loop ended while entries still moved: the slowest one decided. How many of
    them must rest?"""
    return _settled(lambda state: np.tanh(W @ state + x), x, threshold, measure=np.min)


@settle.mistake
def start_from_ones(W, x, threshold=1e-6):
    """With a coarse threshold your state stopped on another side: it did not begin as zeros. From where does
    it start?"""
    return _settled(lambda state: np.tanh(W @ state + x), x, threshold, start=np.ones(x.shape))


# --- settle_gradient ----------------------------------------------------------------------------------------


@exercise(
    parts={"dW": 4},
    returns=close("dW", rtol=1e-3, atol=1e-3),
    needs=[settle],
    hints=(
        "If one entry of W grows a little, the state moves, and through W this moves the state again. Where "
        "does that end?",
        "Send the error backwards until it settles: in each turn it crosses W from the receiving to the "
        "sending side, the given error is added, and the slope of tanh shortens it.",
        "The slope of tanh is 1 minus the square of the settled state. What has settled is a column; each "
        "entry of dW multiplies one of its entries with one entry of the state.",
    ),
    reasons={"sizes": "W leads from the n entries of the state to the n entries of the next: it is square."},
)
def settle_gradient(W, x, error):
    """Gradient ``dW (n, n)`` of a cost E by the weights of a net that has settled (recurrent backpropagation).

    ``error (n, 1)`` is dE/dstate at the fixed point y = tanh(W y + x). Formula: with D the diagonal matrix of
    the slopes 1 - y^2, dy = D (dW y + W dy), so dy = (I - D W)^(-1) D dW y and dE = error^T dy is the sum of
    dW times delta y^T, where delta = D (I - W^T D)^(-1) error (Almeida 1987, Pineda 1987). ``delta`` is also
    where the iteration delta = D (W^T delta + error) settles.
    """
    state = settle(W, x)
    slope = 1 - state**2
    delta = slope * np.linalg.solve(np.eye(len(W)) - W.T * slope.T, error)
    return np.dot(delta, state.T)


@settle_gradient.inputs
def settle_gradient_inputs(rng):
    """Nets whose weights matter: the loop, the slopes and the direction of W each change the gradient."""
    for n, size, norm in [(2, 0.6, 0.7), (3, 0.7, 0.78), (5, 0.6, 0.78), (4, 0.8, 0.75)]:
        while True:
            W, x = _recurrent_net(rng, n, size, norm, places=1 if n == 2 else 2)
            error = signed(rng, 0.6, 2.0, (n, 1))
            y = _states(W, x)[-1]
            slope = 1 - y**2
            delta = slope * np.linalg.solve(np.eye(n) - W.T * slope.T, error)
            other = slope * np.linalg.solve(np.eye(n) - W * slope.T, error)
            apart = [delta - other, delta - slope * error, delta - error, y - x, y - np.tanh(x), y - delta]
            if (
                0.3 < np.linalg.norm(W, 2) < 0.8
                and np.max(np.abs(y)) < 0.95
                and all(np.max(np.abs(gap)) > 0.15 for gap in apart)
                and np.min(np.abs(delta)) > 0.05
                and np.min(np.abs(y)) > 0.05
            ):
                break
        yield case(W, x, error)


@settle_gradient.also_correct
def settle_gradient_by_iteration(W, x, error):
    state = settle(W=W, x=x)
    delta = np.zeros(error.shape)
    while True:
        before = delta
        delta = (1 - state * state) * (W.T @ delta + error)
        if np.max(np.abs(delta - before)) < 1e-6:
            break
    return delta @ state.T


@settle_gradient.also_correct
def settle_gradient_by_iteration_behind_the_slope(W, x, error, threshold=1e-6, verbose=True):
    state = settle(W, x, threshold)
    slope, sent, turns = 1 - np.square(state), error, 0
    while turns < 200:
        sent = error + np.dot(W.T, slope * sent)
        turns += 1
    if verbose:
        print(turns, "turns")
    return np.outer(slope * sent, state)


@settle_gradient.also_correct
def settle_gradient_by_inverse(W, x, error):
    state = settle(W, x, 1e-12)
    D = np.diag((1 - state**2).ravel())
    inverse = np.linalg.inv(np.eye(len(W)) - np.dot(D, W))
    return np.dot(np.dot(inverse, D).T @ error, state.T)


@settle_gradient.also_correct
def settle_gradient_by_differences(W, x, error, h=1e-4):
    dW = np.zeros(W.shape)
    for i, j in np.ndindex(W.shape):
        moved = W.copy()
        moved[i, j] += h
        above = settle(moved, x, 1e-12)
        moved[i, j] -= 2 * h
        below = settle(moved, x, 1e-12)
        dW[i, j] = np.sum(error * (above - below)) / (2 * h)
    return dW


@settle_gradient.also_correct
def settle_gradient_through_all_turns(W, x, error):
    states = [np.zeros(x.shape)]
    for _ in range(150):
        states.append(np.tanh(W @ states[-1] + x))
    dW, sent = np.zeros(W.shape), error
    for before, after in zip(states[-2::-1], states[:0:-1], strict=True):
        delta = (1 - after**2) * sent
        dW += delta @ before.T
        sent = W.T @ delta
    return dW


@settle_gradient.also_correct
def settle_gradient_entry_by_entry(W, x, error):
    y = settle(W, x)[:, 0]
    n = y.size
    A = np.array([[(i == j) - (1 - y[i] ** 2) * W[i, j] for j in range(n)] for i in range(n)])
    dW = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            push = np.zeros(n)
            push[i] = (1 - y[i] ** 2) * y[j]
            dW[i][j] = float(np.linalg.solve(A, push) @ error[:, 0])
    return dW


def _sent_back(W, state, error, slope=None):
    """The error after it has settled on its way back, ``(n, 1)``, for any slopes."""
    slope = 1 - state**2 if slope is None else slope
    return slope * np.linalg.solve(np.eye(len(W)) - W.T * slope.T, error)


# settle_gradient: the way back


@settle_gradient.mistake
def loop_not_followed_back(W, x, error):
    """Your gradient counts only the last turn of the loop. The state that went into it was made with W, too:
    where does the error go next?"""
    state = settle(W, x)
    return ((1 - state**2) * error) @ state.T


@settle_gradient.mistake
def one_turn_followed_back(W, x, error):
    """Your error went back through W once, and the gradient counts two turns of the loop. After how many
    does it settle?"""
    state = settle(W, x)
    slope = 1 - state**2
    return (slope * (W.T @ (slope * error) + error)) @ state.T


@settle_gradient.mistake
def way_back_not_transposed(W, x, error):
    """On its way back your error crossed W as the state does forwards. From which side does it enter W?"""
    state = settle(W, x)
    return _sent_back(W.T, state, error) @ state.T


@settle_gradient.mistake
def error_repels_itself(W, x, error):
    """In your way back, what comes through W lowers the error instead of being added. Which sign has it in
    I - W.T D?"""
    state = settle(W, x)
    return _sent_back(-W, state, error) @ state.T


@settle_gradient.mistake
def slope_left_out_everywhere(W, x, error):
    """Your error crossed no tanh: its slope is nowhere in your gradient. How much of a push gets through
    tanh?"""
    state = settle(W, x)
    return _sent_back(W, state, error, np.ones(state.shape)) @ state.T


@settle_gradient.mistake
def last_slope_left_out(W, x, error):
    """Your error has settled, but between it and the entries of dW lies one more tanh. Which factor is
    missing?"""
    state = settle(W, x)
    return np.linalg.solve(np.eye(len(W)) - W.T * (1 - state.T**2), error) @ state.T


@settle_gradient.mistake
def slope_left_out_inside(W, x, error):
    """The slope of tanh is there once, at the end. The error crosses it in each turn of the loop: where
    else?"""
    state = settle(W, x)
    return ((1 - state**2) * np.linalg.solve(np.eye(len(W)) - W.T, error)) @ state.T


@settle_gradient.mistake
def tanh_taken_once_more(W, x, error):
    """Your slope is that of tanh(state), but the state has been through tanh already. What is 1 - tanh² in
    terms of it?"""
    state = settle(W, x)
    return _sent_back(W, state, error, 1 - np.tanh(state) ** 2) @ state.T


@settle_gradient.mistake
def slope_of_the_sigmoid(W, x, error):
    """Your slope is state times (1 - state), that of the sigmoid. Which function made this state?"""
    state = settle(W, x)
    return _sent_back(W, state, error, state * (1 - state)) @ state.T


@settle_gradient.mistake
def state_not_squared(W, x, error):
    """Your slope is 1 minus the state, which is above 1 where the state is negative. What is the derivative
    of tanh in terms of tanh?"""
    state = settle(W, x)
    return _sent_back(W, state, error, 1 - state) @ state.T


# settle_gradient: from the settled error to dW


@settle_gradient.mistake
def gradient_transposed(W, x, error):
    """Your gradient holds the right numbers with rows and columns exchanged. Does a row of W belong to what
    receives or to what sends?"""
    state = settle(W, x)
    return state @ _sent_back(W, state, error).T


@settle_gradient.mistake
def input_for_state(W, x, error):
    """Your gradient multiplies the error with x. An entry of W multiplies an entry of what, in the loop?"""
    return _sent_back(W, settle(W, x), error) @ x.T


@settle_gradient.mistake
def first_state_for_settled(W, x, error):
    """Your gradient is that of the state tanh(x), after the first turn. Which state does the given error
    belong to?"""
    state = np.tanh(x)
    return _sent_back(W, state, error) @ state.T


@settle_gradient.mistake
def step_for_gradient(W, x, error):
    """Your gradient has the right size and the wrong sign: it points downhill. Which way does a derivative
    point?"""
    return -settle_gradient(W, x, error)


@settle_gradient.mistake
def column_for_matrix(W, x, error):
    """Your gradient is a column: error and state met entry by entry. W has n times n entries: which product
    pairs every one with every other?"""
    state = settle(W, x)
    return _sent_back(W, state, error) * state


@settle_gradient.mistake
def number_for_matrix(W, x, error):
    """Your gradient is a single number: a row met a column, and all was added up. How many entries of W may
    change?"""
    state = settle(W, x)
    return _sent_back(W, state, error).T @ state


@settle_gradient.mistake
def gradient_by_the_input(W, x, error):
    """Your column is the derivative of E by x, and it is right as that. What has an entry of W to do with the
    state?"""
    return _sent_back(W, settle(W, x), error)


# --- to_one_hot ---------------------------------------------------------------------------------------------


@exercise(
    parts={"rows": 2},
    returns=equal("rows"),
    hints=(
        "How many rows and how many columns does the answer have if there are seven flowers of three kinds?",
        "Begin with zeros. In each row one single number changes: which column is it in, and what tells you so?",
        "The number of columns is one more than the largest class, because classes begin at 0. Row i gets "
        "its 1 in the column that entry i of Y names.",
    ),
)
def to_one_hot(Y):
    """Classes ``Y (m,)``, whole numbers from 0 to k-1, as rows ``(m, k)`` of zeros with a single 1.

    Formula: entry (i, j) is 1 where Y_i = j, else 0; k is the largest class plus 1.
    """
    rows = np.zeros((len(Y), np.max(Y) + 1))
    rows[np.arange(len(Y)), Y] = 1
    return rows


@to_one_hot.inputs
def to_one_hot_inputs(rng):
    """Every class occurs, because a missing highest one could not be known."""
    for m, k in [(5, 3), (4, 2), (9, 5), (7, 2), (12, 4)]:
        yield case(_some_class_each(rng, m, k))


@to_one_hot.also_correct
def one_hot_of_identity(Y):
    return np.eye(Y.max() + 1)[Y]


@to_one_hot.also_correct
def one_hot_by_comparison(Y):
    return Y[:, None] == np.arange(len(np.unique(Y)))


@to_one_hot.also_correct
def one_hot_with_loop(Y, verbose=True):
    k = len(set(Y.tolist()))
    result = np.zeros(shape=(Y.size, k), dtype=int)
    for i in range(Y.shape[0]):
        for j in range(k):
            if Y[i] == j:
                result[i][j] = 1
    if verbose:
        print(result)
    return result


@to_one_hot.also_correct
def one_hot_as_lists(Y):
    k = int(max(Y)) + 1
    return [[1.0 if j == label else 0.0 for j in range(k)] for label in Y]


# to_one_hot: the number of columns


@to_one_hot.mistake
def largest_class_counts_columns(Y):
    """Your rows have as many columns as the largest class says, and its own column is missing. If classes
    begin at 0, how many are there?"""
    rows = np.zeros((len(Y), np.max(Y)))
    rows[np.arange(len(Y)), Y] = 1
    return rows


@to_one_hot.mistake
def three_classes_always(Y):
    """Your answer has three columns, and stops or is too wide where Y holds more or fewer kinds than iris. What
    says how many there are?"""
    rows = np.zeros((len(Y), 3))
    rows[np.arange(len(Y)), Y] = 1
    return rows


@to_one_hot.mistake
def column_for_each_example(Y):
    """Your rows have as many columns as there are examples. What do the columns stand for?"""
    return np.eye(len(Y))[Y]


@to_one_hot.mistake
def one_column_too_many(Y):
    """Your last column is all zeros: there is one column more than there are classes. With which number do
    classes begin?"""
    return np.eye(np.max(Y) + 2)[Y]


@to_one_hot.mistake
def first_class_without_column(Y):
    """The column of class 0 is missing, so its rows are all zeros. How many columns do k classes have here?"""
    return np.eye(np.max(Y) + 1)[Y][:, 1:]


# to_one_hot: where the 1 is


@to_one_hot.mistake
def columns_counted_from_one(Y):
    """Each 1 is one column too far left, and that of class 0 came out at the right end. Does Python count
    columns from 0 or from 1?"""
    return np.eye(np.max(Y) + 1)[Y - 1]


@to_one_hot.mistake
def columns_from_the_right(Y):
    """Your columns run from the largest class to class 0. In which order are they expected?"""
    return np.eye(np.max(Y) + 1)[Y][:, ::-1]


@to_one_hot.mistake
def columns_in_order_of_appearance(Y):
    """Your first column stands for the class that comes first in Y. Which class does the first column belong
    to?"""
    seen = list(dict.fromkeys(Y.tolist()))
    return np.array([[float(label == one) for one in seen] for label in Y])


@to_one_hot.mistake
def rows_and_columns_exchanged(Y):
    """Your answer has a row for each class and a column for each example. Examples are rows in this
    notebook."""
    return np.eye(np.max(Y) + 1)[Y].T


@to_one_hot.mistake
def labels_sorted(Y):
    """Your rows are sorted by class, so they belong to other flowers than before. Which row describes flower
    i?"""
    return np.eye(np.max(Y) + 1)[np.sort(Y)]


@to_one_hot.mistake
def identity_returned(Y):
    """You have one row for each class, the identity. Which of these rows does each example get?"""
    return np.eye(np.max(Y) + 1)


@to_one_hot.mistake
def whole_columns_filled(Y):
    """Every entry became 1: all rows were filled for each class that occurs. Which single row does Y[i]
    belong to?"""
    rows = np.zeros((len(Y), np.max(Y) + 1))
    rows[:, Y] = 1
    return rows


# to_one_hot: what stands there


@to_one_hot.mistake
def class_in_place_of_one(Y):
    """The class itself stands where a 1 was expected, so rows of class 0 are all zeros. What marks the
    place?"""
    return np.eye(np.max(Y) + 1)[Y] * Y[:, None]


@to_one_hot.mistake
def zero_marks_the_class(Y):
    """Zeros and ones are exchanged: in your rows a 0 marks the class. Which of the two is the hot one?"""
    return 1 - np.eye(np.max(Y) + 1)[Y]


@to_one_hot.mistake
def minus_one_for_the_others(Y):
    """Your other classes are -1. A sigmoid never gets below 0: which number can it be taught for a no?"""
    return 2 * np.eye(np.max(Y) + 1)[Y] - 1


@to_one_hot.mistake
def all_classes_up_to_the_own(Y):
    """In your rows all columns up to the class hold a 1, like a thermometer. How many ones belong in a row?"""
    return np.array([[float(j <= label) for j in range(np.max(Y) + 1)] for label in Y])


@to_one_hot.mistake
def labels_as_column(Y):
    """Your answer is Y as a column: one number for each example. How many numbers does one example need
    here?"""
    return Y.reshape(-1, 1)


# --- sigmoid_derivative -------------------------------------------------------------------------------------


@exercise(
    parts={"value": 2},
    returns=close("value"),
    hints=(
        "Where is the sigmoid steepest, and how large is its output there? What is the slope at an output of 0 or 1?",
        "The argument is what came out of the sigmoid. The sigmoid has done its work: it is not needed again.",
        "The slope is the output times what the output lacks to 1, number by number.",
    ),
)
def sigmoid_derivative(a):
    """Slope of the sigmoid where its output is ``a``, a number or an array; the shape is that of ``a``.

    Formula: from a = 1 / (1 + e^(-z)) follows da/dz = a (1 - a), so z itself is not needed.
    """
    return a * (1 - a)


@sigmoid_derivative.inputs
def sigmoid_derivative_inputs(rng):
    """Outputs between 0 and 1, not 0.5; most are not such that two formulas agree."""
    yield case(float(rng.choice([0.1, 0.2, 0.7, 0.8])))
    yield case(np.round(rng.permutation([0.15, 0.35, 0.85]) + rng.uniform(-0.05, 0.05, 3), 2))
    yield case(np.round(rng.permutation([0.06, 0.3, 0.64, 0.9, 0.2, 0.75]).reshape(2, 3) + rng.uniform(0, 0.04), 2))
    yield case(np.round(rng.uniform(0.02, 0.98, (5, 4)), 3))
    yield case(np.round(rng.uniform(0.02, 0.98, (6, 1)), 3))


@sigmoid_derivative.also_correct
def derivative_as_difference(a):
    return a - np.square(a)


@sigmoid_derivative.also_correct
def derivative_with_loops(a):
    if np.ndim(a) == 0:
        return a * (1.0 - a)
    result = np.zeros(np.shape(a))
    for index in np.ndindex(np.shape(a)):
        result[index] = a[index] * (1 - a[index])
    return result


@sigmoid_derivative.also_correct
def derivative_from_the_score(a, verbose=True):
    z = np.log(a) - np.log1p(-np.asarray(a))
    if verbose:
        print("z =", z)
    return np.exp(-z) / (1 + np.exp(-z)) ** 2


@sigmoid_derivative.also_correct
def derivative_in_place(a):
    a = np.asarray(a, dtype=float)
    rest = np.subtract(1, a)
    a *= rest
    return a


@sigmoid_derivative.also_correct
def derivative_around_the_middle(a):
    return 0.25 - (np.asarray(a) - 0.5) ** 2


@sigmoid_derivative.mistake
def sigmoid_applied_twice(a):
    """Your values lie between 0.196 and 0.25, even for outputs near 0 and 1: a went through the sigmoid once
    more. Is a a score or already an output?"""
    s = sigmoid(a)
    return s * (1 - s)


@sigmoid_derivative.mistake
def sigmoid_applied_to_one_factor(a):
    """In one of your two factors a went through the sigmoid once more. Is a a score or already an output?"""
    return a * (1 - sigmoid(a))


@sigmoid_derivative.mistake
def sigmoid_returned(a):
    """Your values are the sigmoid of a. Here its slope is asked for, and a is what came out of it."""
    return sigmoid(a)


@sigmoid_derivative.mistake
def derivative_of_tanh(a):
    """Your values are 1 minus the square of a, the slope of tanh. How steep can a sigmoid be at most?"""
    return 1 - a**2


@sigmoid_derivative.mistake
def rest_to_one(a):
    """Your value is only what a lacks to 1, so an output near 0 gets the largest slope. Which factor is
    missing?"""
    return 1 - a


@sigmoid_derivative.mistake
def plus_for_minus(a):
    """Your slope grows with a, even above 0.25. Near an output of 1 the curve is flat: which sign stands in
    the bracket?"""
    return a * (1 + a)


@sigmoid_derivative.mistake
def sign_turned(a):
    """Your values have the right size and are negative. Does a sigmoid ever fall?"""
    return a * (a - 1)


@sigmoid_derivative.mistake
def brackets_lost(a):
    """Your value is 0 everywhere: a times 1, and a taken away again. Which part of it belongs in a bracket?"""
    return a * 1 - a


@sigmoid_derivative.mistake
def squared_rest(a):
    """One factor of your product is right and the other was squared. Once each: which two numbers are
    multiplied?"""
    return a * (1 - a) ** 2


@sigmoid_derivative.mistake
def output_squared(a):
    """Your value is the square of a times what is lacking to 1. Is one power of a too many?"""
    return a**2 * (1 - a)


@sigmoid_derivative.mistake
def slope_of_relu(a):
    """Your value is 1 wherever a is positive, the slope of ReLU. Which function gave this output?"""
    return np.where(np.asarray(a) > 0, 1.0, 0.0)


@sigmoid_derivative.mistake
def matrix_product_of_outputs(a):
    """A matrix product adds up or stops where single numbers were to be multiplied. Which operation keeps the
    shape of a?"""
    return np.dot(a, 1 - a)


@sigmoid_derivative.mistake
def slopes_added_up(a):
    """Your answer is one number, the sum of all slopes. How many slopes belong to an array of outputs?"""
    return np.sum(a * (1 - a))


# --- normalize ----------------------------------------------------------------------------------------------


def _lengths(X, axis, order):
    """The length of each row (or column) by the given order, with that axis kept."""
    return np.sum(np.abs(X) ** order, axis=axis, keepdims=True) ** (1 / order)


@exercise(
    parts={"value": 2, "zeros": 1},
    returns=close("value", rtol=1e-6, atol=1e-7),
    hints=(
        "How long is the row (3, 4)? What becomes of it if its length is to be 1 and its direction is to stay?",
        "np.linalg.norm knows the order and the axis; ask it to keep the axis, so that the lengths still fit X.",
        "A row of zeros has the length 0, and 0 divided by 0 is nan. Put a 1 wherever a length is 0 before you divide.",
    ),
    equivalent={"line 8: 1 -> 2": "0 divided by 2 is 0 as well"},
)
def normalize(X, axis=-1, order=2):
    """``X (m, n)`` with every row (``axis`` -1 or 1) or column (``axis`` 0) divided by its length.

    Formula: the length of order p is (sum of |x|^p)^(1/p). A row or column of zeros has none and stays as it
    is.
    """
    length = np.linalg.norm(X, order, axis, keepdims=True)
    return X / np.where(length == 0, 1, length)


@normalize.inputs
def normalize_inputs(rng):
    """Both axes, orders 1 to 4, lengths above and below 1; rows or columns of zeros in a part of their own."""
    yield case(np.round(signed(rng, 0.5, 3.0, (2, 3))), -1, 2)
    for m, n, axis, order in [(4, 3, 0, 2), (3, 5, -1, 1), (5, 4, 0, 3), (6, 4, 1, 4)]:
        X = signed(rng, 0.3, 2.5, (m, n))
        X[-1 if axis else slice(None), slice(None) if axis else -1] /= 20
        yield case(X, axis, order)
    for m, n, axis, order in [(3, 2, -1, 2), (5, 3, -1, 2), (2, 4, 0, 1), (4, 6, 0, 2)]:
        X = signed(rng, 1.1, 2.9, (m, n))
        if axis:
            X[rng.integers(1, m)] = 0
        else:
            X[:, rng.integers(1, n)] = 0
        yield case(X, axis, order, part="zeros")


@normalize.also_correct
def normalize_with_expanded_lengths(X, axis=-1, order=2):
    lengths = np.atleast_1d(np.linalg.norm(X, order, axis))
    lengths[lengths == 0] = 1
    return X / np.expand_dims(lengths, axis)


@normalize.also_correct
def normalize_by_powers(X, axis=-1, order=2):
    length = np.sum(np.abs(X) ** order, axis=axis, keepdims=True) ** (1 / order)
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(X / length)


@normalize.also_correct
def normalize_with_loops(X, axis=-1, order=2):
    result = np.zeros(X.shape)
    rows, target = (X.T, result.T) if axis == 0 else (X, result)
    for i, row in enumerate(rows):
        length = sum(abs(v) ** order for v in row) ** (1 / order)
        for j, v in enumerate(row):
            target[i, j] = v / length if length > 0 else 0.0
    return result


@normalize.also_correct
def normalize_with_tiny_number(X, axis=-1, order=2, epsilon=1e-12, verbose=True):
    if verbose:
        print(X.shape)
    return X / (np.linalg.norm(X, ord=order, axis=axis, keepdims=True) + epsilon)


@normalize.also_correct
def normalize_along_axis(X, axis=-1, order=2):
    def unit(v):
        length = np.linalg.norm(v, order)
        return v / length if length else v

    return np.apply_along_axis(unit, axis, X)


@normalize.also_correct
def normalize_where_possible(X, axis=-1, order=2):
    length = np.linalg.norm(X, order, axis, keepdims=True)
    return np.divide(X, length, out=np.zeros_like(X), where=length != 0)


def _with_guard(length):
    return np.where(length == 0, 1, length)


# normalize: zeros


@normalize.mistake
def zero_rows_become_nan(X, axis=-1, order=2):
    """A row of zeros became nan: 0 divided by its length 0. What could its length be set to, so that the row
    stays as it is?"""
    return X / np.linalg.norm(X, order, axis, keepdims=True)


@normalize.mistake
def one_added_to_every_length(X, axis=-1, order=2):
    """All your rows are too short: 1 was added to every length, not only where it is 0. Which lengths may
    change?"""
    return X / (np.linalg.norm(X, order, axis, keepdims=True) + 1)


@normalize.mistake
def one_zero_row_stops_all(X, axis=-1, order=2):
    """Where one length is 0, none of your rows was divided. Which rows must wait, and which not?"""
    length = np.linalg.norm(X, order, axis, keepdims=True)
    return X.copy() if np.any(length == 0) else X / length


@normalize.mistake
def zero_rows_become_ones(X, axis=-1, order=2):
    """Your rows of zeros became ones. A row without a direction was to stay: as what?"""
    length = np.linalg.norm(X, order, axis, keepdims=True)
    return np.where(length == 0, 1.0, X / _with_guard(length))


@normalize.mistake
def short_rows_not_stretched(X, axis=-1, order=2):
    """Rows that are longer than 1 are right, and shorter ones stayed short. Should not every row end with
    length 1?"""
    return X / np.maximum(np.linalg.norm(X, order, axis, keepdims=True), 1)


# normalize: axis and order


@normalize.mistake
def axis_ignored(X, axis=-1, order=2):
    """Your rows have length 1 even where columns were asked for. Which argument says along which axis to
    measure?"""
    return X / _with_guard(np.linalg.norm(X, order, -1, keepdims=True))


@normalize.mistake
def axis_always_zero(X, axis=-1, order=2):
    """Your columns have length 1 even where rows were asked for. Which argument says along which axis to
    measure?"""
    return X / _with_guard(np.linalg.norm(X, order, 0, keepdims=True))


@normalize.mistake
def rows_and_columns_confused(X, axis=-1, order=2):
    """Where rows were asked for, your columns have length 1, and the other way round. Which axis disappears
    when one measures rows?"""
    return X / _with_guard(np.linalg.norm(X, order, 1 if axis == 0 else 0, keepdims=True))


@normalize.mistake
def order_ignored(X, axis=-1, order=2):
    """Your lengths are of order 2, whatever order says. Which argument did the length not receive?"""
    return X / _with_guard(np.linalg.norm(X, 2, axis, keepdims=True))


@normalize.mistake
def order_and_axis_ignored(X, axis=-1, order=2):
    """Your rows always have length 1 of order 2. Which two arguments did the length not receive?"""
    return X / _with_guard(np.linalg.norm(X, 2, -1, keepdims=True))


@normalize.mistake
def always_order_one(X, axis=-1, order=2):
    """Your numbers are divided by the sum of their sizes, the length of order 1, whatever order says. Where
    does order enter?"""
    return X / _with_guard(np.linalg.norm(X, 1, axis, keepdims=True))


@normalize.mistake
def length_of_the_whole(X, axis=-1, order=2):
    """All of X was divided by one single number. How many lengths are there if each row has its own?"""
    return X / np.sum(np.abs(X) ** order) ** (1 / order)


@normalize.mistake
def lengths_without_their_axis(X, axis=-1, order=2):
    """The lengths of m rows form an array of shape (m,), and that does not fit X of shape (m, n). How can
    NumPy be told to keep the axis?"""
    return X / _with_guard(np.linalg.norm(X, order, axis))


# normalize: the length


@normalize.mistake
def root_forgotten(X, axis=-1, order=2):
    """You divided by the sum of the powers: the root is missing. What is the length of (3, 4), 25 or 5?"""
    return X / _with_guard(np.sum(np.abs(X) ** order, axis=axis, keepdims=True))


@normalize.mistake
def always_a_square_root(X, axis=-1, order=2):
    """Your powers follow order, and then always a square root is taken. Which root undoes a power of 3?"""
    return X / _with_guard(np.sqrt(np.sum(np.abs(X) ** order, axis=axis, keepdims=True)))


@normalize.mistake
def powers_always_squares(X, axis=-1, order=2):
    """Your root follows order, but the numbers under it are always squares. Which power does order ask for?"""
    return X / _with_guard(np.sum(X**2, axis=axis, keepdims=True) ** (1 / order))


@normalize.mistake
def sizes_not_taken(X, axis=-1, order=2):
    """Where order is odd, negative numbers lowered your length. What makes a size of a number before its
    power is taken?"""
    return X / _with_guard(np.sum(X**order, axis=axis, keepdims=True) ** (1 / order))


@normalize.mistake
def divided_by_the_largest(X, axis=-1, order=2):
    """The largest number of each of your rows is 1 or -1: you divided by it. Which numbers of a row count for
    its length?"""
    return X / _with_guard(np.max(np.abs(X), axis=axis, keepdims=True))


@normalize.mistake
def divided_by_the_mean_power(X, axis=-1, order=2):
    """Your length is too short: the powers were averaged, not added. Does a longer row have a mean or a
    sum?"""
    return X / _with_guard(np.mean(np.abs(X) ** order, axis=axis, keepdims=True) ** (1 / order))


# normalize: what is done with it


@normalize.mistake
def lengths_returned(X, axis=-1, order=2):
    """Your answer holds the lengths themselves. What is to be done to X with them?"""
    return np.linalg.norm(X, order, axis, keepdims=True)


@normalize.mistake
def multiplied_by_length(X, axis=-1, order=2):
    """Your rows became longer still: they were multiplied by their length. Which operation makes the length
    1?"""
    return X * np.linalg.norm(X, order, axis, keepdims=True)


@normalize.mistake
def signs_lost(X, axis=-1, order=2):
    """All your numbers are positive. The sizes count for the length; what becomes of the signs in X?"""
    return np.abs(X) / _with_guard(np.linalg.norm(X, order, axis, keepdims=True))


@normalize.mistake
def standardised_instead(X, axis=-1, order=2):
    """Your rows have mean 0 and spread 1: that is standardising. Here the length of each row is to become
    1."""
    centred = X - np.mean(X, axis=axis, keepdims=True)
    return centred / _with_guard(np.std(X, axis=axis, keepdims=True))


@normalize.mistake
def stretched_from_zero_to_one(X, axis=-1, order=2):
    """Each of your rows runs from 0 to 1: its smallest number was taken away. Does a length depend on the
    smallest number?"""
    low, high = np.min(X, axis=axis, keepdims=True), np.max(X, axis=axis, keepdims=True)
    return (X - low) / _with_guard(high - low)


# --- split --------------------------------------------------------------------------------------------------


@exercise(
    parts={"split": 3},
    returns=rows_split("split", of=(0, 1), share=2),
    hints=(
        "The file lists all flowers of one kind before the next kind. What would the last third of it be?",
        "Shuffle the numbers of the rows, not the rows: one random order then picks from X and from Y alike.",
        "Cut the order after test_size times the number of rows. X and Y, each indexed with the two pieces, "
        "give the four arrays; mind the order in which they are returned.",
    ),
    equivalent={
        "line 7: X -> Y": "both have a row for each example",
        "line 8: X -> Y": "both have a row for each example",
    },
)
def split(X, Y, test_size=0.33, seed=0):
    """``X (m, n)`` and ``Y (m,)`` or ``(m, k)`` cut at random: ``X_train, X_test, Y_train, Y_test``.

    The test part holds ``test_size`` of the rows, rounded up (down is as good). Formula: a random permutation
    of 0 to m-1 picks the rows of both arrays; ``seed`` makes it repeatable.
    """
    order = np.random.default_rng(seed).permutation(len(X))
    count = math.ceil(test_size * len(X))
    test, train = order[:count], order[count:]
    return X[train], X[test], Y[train], Y[test]


@split.inputs
def split_inputs(rng):
    """Labels as classes and as one-hot rows, shares that are whole numbers of rows and such that are not.

    A new order is asked for from 13 rows on. Who picks the test rows and leaves both parts in the old order is
    right, too; that picks the first or last rows of 38 or 41 by chance once in more than 5e9 times.
    """
    for m, n, k, test_size in [(5, 2, 3, 0.4), (12, 4, 0, 0.15), (38, 2, 4, 0.6), (11, 5, 3, 0.25), (41, 3, 0, 0.45)]:
        X = signed(rng, 0.1, 9.9, (m, n), places=2)
        Y = _some_class_each(rng, m, k or 3)
        yield case(X, np.eye(k)[Y] if k else Y, test_size, int(rng.integers(2, 100)))


@split.also_correct
def split_with_last_rows_for_the_test(X, Y, test_size=0.33, seed=0):
    np.random.seed(seed)
    rows = np.arange(X.shape[0])
    np.random.shuffle(rows)
    X, Y = X[rows], Y[rows]
    count = int(X.shape[0] * (1 - test_size))
    return X[:count], X[count:], Y[:count], Y[count:]


@split.also_correct
def split_with_mask(X, Y, test_size=0.33, seed=0):
    rng = np.random.RandomState(seed)
    chosen = rng.choice(len(Y), size=int(test_size * len(Y)), replace=False)
    mask = np.zeros(len(Y), dtype=bool)
    mask[chosen] = True
    return X[~mask], X[mask], Y[~mask], Y[mask]


@split.also_correct
def split_as_lists(X, Y, test_size=0.33, seed=0, verbose=True):
    pairs = list(zip(X.tolist(), Y.tolist(), strict=True))
    random.seed(seed)
    random.shuffle(pairs)
    count = math.ceil(len(pairs) * test_size)
    if verbose:
        print(count, "for the test")
    test, train = pairs[:count], pairs[count:]
    return [x for x, _ in train], [x for x, _ in test], [y for _, y in train], [y for _, y in test]


@split.also_correct
def split_in_place(X, Y, test_size=0.33, seed=0):
    for array in (X, Y):
        np.random.default_rng(seed).shuffle(array)
    (X_test, X_train), (Y_test, Y_train) = (np.split(array, [math.ceil(test_size * len(array))]) for array in (X, Y))
    return X_train, X_test, Y_train, Y_test


def _cut(X, Y, test_size, seed):
    """The numbers of the rows of both parts: what the wrong versions share."""
    order = np.random.default_rng(seed).permutation(len(X))
    count = math.ceil(test_size * len(X))
    return order[count:], order[:count]


@split.mistake
def not_shuffled(X, Y, test_size=0.33, seed=0):
    """Your parts are the rows in their old order, cut once. The file is sorted by kind: which kinds would be in
    the test part?"""
    count = len(X) - math.ceil(test_size * len(X))
    return X[:count], X[count:], Y[:count], Y[count:]


@split.mistake
def rows_and_labels_apart(X, Y, test_size=0.33, seed=0):
    """Rows of X got labels of other flowers: X and Y were not shuffled in the same order. How many random
    orders are there?"""
    rng = np.random.default_rng(seed)
    count = len(X) - math.ceil(test_size * len(X))
    X, Y = X[rng.permutation(len(X))], Y[rng.permutation(len(X))]
    return X[:count], X[count:], Y[:count], Y[count:]


@split.mistake
def parts_exchanged(X, Y, test_size=0.33, seed=0):
    """The part that you return for training has the size of the test part, and the other way round. Which of
    them does test_size measure?"""
    train, test = _cut(X, Y, test_size, seed)
    return X[test], X[train], Y[test], Y[train]


@split.mistake
def parts_of_labels_exchanged(X, Y, test_size=0.33, seed=0):
    """X is split well, but your Y_train has the length of X_test. In which order are the four returned?"""
    train, test = _cut(X, Y, test_size, seed)
    return X[train], X[test], Y[test], Y[train]


@split.mistake
def labels_beside_rows(X, Y, test_size=0.33, seed=0):
    """Your second value is Y_train and your third X_test. The text names both parts of X first: in which order
    then?"""
    train, test = _cut(X, Y, test_size, seed)
    return X[train], Y[train], X[test], Y[test]


@split.mistake
def labels_first(X, Y, test_size=0.33, seed=0):
    """The parts of Y came before those of X. In which order does the text name the four?"""
    train, test = _cut(X, Y, test_size, seed)
    return Y[train], Y[test], X[train], X[test]


@split.mistake
def rows_without_labels(X, Y, test_size=0.33, seed=0):
    """Two arrays came back, the parts of X. What tells the net which flower is which?"""
    train, test = _cut(X, Y, test_size, seed)
    return X[train], X[test]


@split.mistake
def two_pairs_returned(X, Y, test_size=0.33, seed=0):
    """Two pairs came back, one for each part. The text unpacks four arrays: which is the second?"""
    train, test = _cut(X, Y, test_size, seed)
    return (X[train], Y[train]), (X[test], Y[test])


@split.mistake
def share_always_a_third(X, Y, test_size=0.33, seed=0):
    """Your test part is a third of the rows, whatever test_size says. Where does a number stand for it?"""
    train, test = _cut(X, Y, 0.33, seed)
    return X[train], X[test], Y[train], Y[test]


@split.mistake
def share_always_a_fifth(X, Y, test_size=0.33, seed=0):
    """Your test part is a fifth of the rows, whatever test_size says. Where does a number stand for it?"""
    train, test = _cut(X, Y, 0.2, seed)
    return X[train], X[test], Y[train], Y[test]


@split.mistake
def all_rows_in_training(X, Y, test_size=0.33, seed=0):
    """Your training part holds all rows, those of the test part, too. What would a test say of flowers that
    were learnt by heart?"""
    _, test = _cut(X, Y, test_size, seed)
    return X, X[test], Y, Y[test]


@split.mistake
def one_row_lost_between(X, Y, test_size=0.33, seed=0):
    """One row is in neither of your parts: the second piece begins one too late. Where does a slice end that
    stops at count?"""
    train, test = _cut(X, Y, test_size, seed)
    return X[train[1:]], X[test], Y[train[1:]], Y[test]


@split.mistake
def last_row_lost(X, Y, test_size=0.33, seed=0):
    """The last row of each part is lost. Which row does a slice leave out when it ends at -1?"""
    train, test = _cut(X, Y, test_size, seed)
    return X[train[:-1]], X[test[:-1]], Y[train[:-1]], Y[test[:-1]]


@split.mistake
def same_rows_in_both(X, Y, test_size=0.33, seed=0):
    """Your test rows are among your training rows: both pieces begin at the front of the order. Where does the
    second piece begin?"""
    train, test = _cut(X, Y, test_size, seed)
    order = np.concatenate([test, train])
    return X[order[: len(train)]], X[test], Y[order[: len(train)]], Y[test]


@split.mistake
def rows_drawn_with_replacement(X, Y, test_size=0.33, seed=0):
    """Some rows are there twice and others not at all: they were drawn like dice. What does a shuffled pack of
    cards do instead?"""
    order = np.random.default_rng(seed).choice(len(X), len(X))
    count = math.ceil(test_size * len(X))
    return X[order[count:]], X[order[:count]], Y[order[count:]], Y[order[:count]]


@split.mistake
def numbers_of_rows_returned(X, Y, test_size=0.33, seed=0):
    """What came back are the numbers of the rows. What has to be picked from X and Y with them?"""
    train, test = _cut(X, Y, test_size, seed)
    return train, test, train, test


@split.mistake(reads_global=True)
def notebook_variable_to_split(X, Y, test_size=0.33, seed=0):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    train, test = _cut(X_train, Y_train, test_size, seed)
    return X_train[train], X_train[test], Y_train[train], Y_train[test]


# --- forward ------------------------------------------------------------------------------------------------


def _net(rng, m, n, h, k):
    """Inputs ``(m, n)``, weights ``(n, h)`` and ``(h, k)``, and the two layers that they lead to."""
    while True:
        layer0, w0, w1 = signed(rng, 0.2, 1.8, (m, n)), signed(rng, 0.3, 1.2, (n, h)), signed(rng, 0.4, 1.6, (h, k))
        layer1 = sigmoid(layer0 @ w0)
        layer2 = sigmoid(layer1 @ w1)
        apart = [np.max(np.abs(layer - 0.5)) for layer in (layer1, layer2)]
        if min(apart) > 0.15 and max(apart) < 0.49:
            return layer0, w0, w1, layer1, layer2


@exercise(
    parts={"layer1": 1, "layer2": 2},
    returns=(close("layer1"), close("layer2")),
    hints=(
        "Write the shape beside every array: layer0 is (m, n), w0 is (n, hidden). Which product of the two has "
        "a row for each flower?",
        "The same two steps happen twice: a matrix product with the weights, then the sigmoid of all of it.",
        "What the first pair of steps gives is layer1. It takes the place of layer0 in the second pair, with "
        "w1; return both layers.",
    ),
)
def forward(layer0, w0, w1):
    """Both layers of the net without biases, ``(layer1 (m, hidden), layer2 (m, classes))``.

    ``layer0 (m, n)``, ``w0 (n, hidden)``, ``w1 (hidden, classes)``. Formula: each layer is the sigmoid of the
    layer before times the weights between them.
    """
    layer1 = sigmoid(np.dot(layer0, w0))
    layer2 = sigmoid(np.dot(layer1, w1))
    return layer1, layer2


@forward.inputs
def forward_inputs(rng):
    for m, n, h, k in [(2, 3, 4, 1), (5, 2, 4, 3), (6, 4, 3, 5), (7, 4, 6, 2)]:
        layer0, w0, w1, _, _ = _net(rng, m, n, h, k)
        yield case(layer0, w0, w1)


@forward.also_correct
def forward_with_loops(layer0, w0, w1):
    layers = [layer0]
    for w in (w0, w1):
        before = layers[-1]
        after = np.zeros((len(before), w.shape[1]))
        for i in range(len(before)):
            for j in range(w.shape[1]):
                z = sum(before[i, k] * w[k, j] for k in range(len(w)))
                after[i, j] = 1 / (1 + math.exp(-z))
        layers.append(after)
    return layers[1:]


@forward.also_correct
def forward_with_einsum(layer0, w0, w1, verbose=True):
    z1 = np.einsum("mi,ih->mh", layer0, w0)
    layer1 = sigmoid(z=z1)
    if verbose:
        print(layer1.shape)
    return layer1, sigmoid(np.einsum("mh,hk->mk", layer1, w1))


@forward.also_correct
def forward_transposed_within(layer0, w0, w1):
    layer1 = sigmoid(w0.T @ layer0.T)
    return layer1.T, sigmoid(np.matmul(w1.T, layer1)).T


@forward.also_correct
def forward_with_tanh_formula(layer0, w0, w1):
    layer1 = (1 + np.tanh(layer0 @ w0 / 2)) / 2
    return [layer1, (1 + np.tanh(layer1 @ w1 / 2)) / 2]


# forward: the activation


@forward.mistake
def no_sigmoid_at_all(layer0, w0, w1):
    """Your layers are plain sums, below 0 and above 1: no sigmoid bent them. What happens after each product?"""
    layer1 = layer0 @ w0
    return layer1, layer1 @ w1


@forward.mistake
def hidden_layer_not_bent(layer0, w0, w1):
    """Your layer1 is the plain sum of layer0 times w0. What happens to it before it goes on?"""
    layer1 = layer0 @ w0
    return layer1, sigmoid(layer1 @ w1)


@forward.mistake
def output_layer_not_bent(layer0, w0, w1):
    """layer1 is right, and your layer2 is a plain sum. Which function keeps an output between 0 and 1?"""
    layer1 = sigmoid(layer0 @ w0)
    return layer1, layer1 @ w1


@forward.mistake
def output_from_unbent_sum(layer0, w0, w1):
    """layer1 is right, but layer2 was made from the sum before the sigmoid. Which of the two goes on?"""
    z1 = layer0 @ w0
    return sigmoid(z1), sigmoid(z1 @ w1)


@forward.mistake
def sums_returned(layer0, w0, w1):
    """Your two values are the sums before the sigmoid. Which arrays do the names layer1 and layer2 stand for?"""
    z1 = layer0 @ w0
    return z1, sigmoid(z1) @ w1


@forward.mistake
def sigmoid_before_the_product(layer0, w0, w1):
    """The sigmoid bent layer0 before it met w0. What comes first in each layer, the product or the sigmoid?"""
    layer1 = sigmoid(layer0) @ w0
    return layer1, sigmoid(layer1) @ w1


@forward.mistake
def sigmoid_of_the_inputs(layer0, w0, w1):
    """Your layer0 went through the sigmoid before anything else. Measurements are inputs: which layers are
    bent?"""
    layer1 = sigmoid(sigmoid(layer0) @ w0)
    return layer1, sigmoid(layer1 @ w1)


@forward.mistake
def hidden_layer_bent_twice(layer0, w0, w1):
    """layer1 is right, but it went through the sigmoid once more on its way to layer2. How often is a sum
    bent?"""
    layer1 = sigmoid(layer0 @ w0)
    return layer1, sigmoid(sigmoid(layer1) @ w1)


@forward.mistake
def output_layer_bent_twice(layer0, w0, w1):
    """layer1 is right; every entry of your layer2 is above 0.5, because it was bent twice. How often is
    needed?"""
    layer1 = sigmoid(layer0 @ w0)
    return layer1, sigmoid(sigmoid(layer1 @ w1))


@forward.mistake
def tanh_in_hidden_layer(layer0, w0, w1):
    """Your layer1 lies between -1 and 1: it was bent by tanh. Which function bends both layers of this
    net?"""
    layer1 = np.tanh(layer0 @ w0)
    return layer1, sigmoid(layer1 @ w1)


@forward.mistake
def relu_in_hidden_layer(layer0, w0, w1):
    """Your layer1 has zeros where its sum is negative: it was bent by ReLU. Which function bends both layers
    of this net?"""
    layer1 = np.maximum(0, layer0 @ w0)
    return layer1, sigmoid(layer1 @ w1)


@forward.mistake
def tanh_in_both_layers(layer0, w0, w1):
    """Your layers lie between -1 and 1: tanh bent them. Which function is meant, if an output is to lie
    between 0 and 1?"""
    layer1 = np.tanh(layer0 @ w0)
    return layer1, np.tanh(layer1 @ w1)


@forward.mistake
def shares_of_the_row(layer0, w0, w1):
    """Each row of your layer2 adds up to 1: that is softmax. Do the outputs of this net depend on each other?"""
    layer1 = sigmoid(layer0 @ w0)
    e = np.exp(layer1 @ w1)
    return layer1, e / np.sum(e, axis=1, keepdims=True)


@forward.mistake
def derivative_for_sigmoid(layer0, w0, w1):
    """No entry of your layers is above 0.25: they hold the slope of the sigmoid. When is the slope needed?"""
    layer1 = sigmoid_derivative(sigmoid(layer0 @ w0))
    return layer1, sigmoid_derivative(sigmoid(layer1 @ w1))


# forward: what is added, rounded, returned


@forward.mistake
def ones_as_biases(layer0, w0, w1):
    """Your sums are larger by 1, as if there were biases. This net has none: what is between product and
    sigmoid?"""
    layer1 = sigmoid(layer0 @ w0 + 1)
    return layer1, sigmoid(layer1 @ w1 + 1)


@forward.mistake
def outputs_rounded(layer0, w0, w1):
    """layer1 is right, and your layer2 holds only 0 and 1. What would tell the net how far off it is?"""
    layer1 = sigmoid(layer0 @ w0)
    return layer1, np.round(sigmoid(layer1 @ w1))


@forward.mistake
def output_layer_only(layer0, w0, w1):
    """One array came back, the right layer2. The way back will need both layers: where is layer1?"""
    return sigmoid(sigmoid(layer0 @ w0) @ w1)


@forward.mistake
def input_layer_too(layer0, w0, w1):
    """Three layers came back, with layer0 first. Which two does the text ask for?"""
    layer1 = sigmoid(layer0 @ w0)
    return layer0, layer1, sigmoid(layer1 @ w1)


@forward.mistake
def layers_exchanged(layer0, w0, w1):
    """Both layers are right, but the output came first. In which order does the text name them?"""
    layer1 = sigmoid(layer0 @ w0)
    return sigmoid(layer1 @ w1), layer1


@forward.mistake
def layers_transposed(layer0, w0, w1):
    """Your layers hold the right numbers with examples in columns. In this notebook a flower is a row: which
    transpose is too many?"""
    layer1 = sigmoid(layer0 @ w0)
    return layer1.T, sigmoid(layer1 @ w1).T


# --- backward -----------------------------------------------------------------------------------------------


@exercise(
    parts={"layer2_delta": 2, "layer1_delta": 2},
    returns=(close("layer1_delta"), close("layer2_delta")),
    needs=[sigmoid_derivative],
    hints=(
        "By how much, and in which direction, should each output change? How steep is the sigmoid there?",
        "A delta is an error times the slope of its own layer. For layer1 nobody tells the error: it is what "
        "comes back from layer2_delta through the weights.",
        "Multiply layer2_delta with the transposed w1: that has one column for each hidden neuron, like "
        "layer1. Then the slope, entry by entry.",
    ),
)
def backward(layer0, layer1, layer2, y, w1):
    """Deltas of both layers, ``(layer1_delta (m, hidden), layer2_delta (m, classes))``, pointing downhill.

    ``layer0 (m, n)`` is not needed here, ``layer1 (m, hidden)``, ``layer2`` and ``y`` ``(m, classes)``,
    ``w1 (hidden, classes)``. Formula: with E half the sum of (y - layer2)^2, a delta is -dE by the sum that
    enters its sigmoid (chain rule; Rumelhart, Hinton and Williams 1986), so that weights learn by adding.
    """
    layer2_delta = (y - layer2) * sigmoid_derivative(layer2)
    layer1_delta = np.dot(layer2_delta, w1.T) * sigmoid_derivative(layer1)
    return layer1_delta, layer2_delta


@backward.inputs
def backward_inputs(rng):
    """Layers that belong to each other; in the first case one output for each of two flowers."""
    for m, n, h, k in [(2, 3, 4, 1), (5, 2, 4, 3), (6, 4, 3, 5), (7, 4, 6, 2)]:
        layer0, _, w1, layer1, layer2 = _net(rng, m, n, h, k)
        classes = _some_class_each(rng, m, k) if k > 1 else rng.permutation(m)
        y = np.eye(k)[classes] if k > 1 else classes.reshape(m, 1).astype(float)
        # to ten decimals: the next ones are another processor's own
        yield case(layer0, np.round(layer1, 10), np.round(layer2, 10), y, w1)


@backward.also_correct
def backward_with_loops(layer0, layer1, layer2, y, w1):
    m, hidden = layer1.shape
    classes = layer2.shape[1]
    d1, d2 = np.zeros((m, hidden)), np.zeros((m, classes))
    for i in range(m):
        for k in range(classes):
            a = layer2[i, k]
            d2[i, k] = (y[i, k] - a) * a * (1 - a)
        for j in range(hidden):
            back = 0
            for k in range(classes):
                back += d2[i, k] * w1[j, k]
            d1[i, j] = back * layer1[i, j] * (1 - layer1[i, j])
    return d1, d2


@backward.also_correct
def backward_with_errors_named(layer0, layer1, layer2, y, w1, verbose=True):
    layer2_error = y - layer2
    if verbose:
        print("error:", np.mean(np.abs(layer2_error)))
    layer2_delta = layer2_error * sigmoid_derivative(a=layer2)
    layer1_error = layer2_delta.dot(np.transpose(w1))
    return layer1_error * sigmoid_derivative(layer1), layer2_delta


@backward.also_correct
def backward_with_einsum(layer0, layer1, layer2, y, w1):
    layer2_delta = np.multiply(y - layer2, layer2 - layer2**2)
    return [np.einsum("mk,hk,mh->mh", layer2_delta, w1, layer1 * (1 - layer1)), layer2_delta]


@backward.also_correct
def backward_in_place(layer0, layer1, layer2, y, w1):
    y -= layer2
    y *= layer2
    y *= 1 - layer2
    layer1 *= 1 - layer1
    layer1 *= (w1 @ y.T).T
    return layer1, y


@backward.also_correct
def backward_by_differences(layer0, layer1, layer2, y, w1, h=1e-5):
    def halves(z1):
        return 0.5 * np.sum((y - sigmoid(sigmoid(z1) @ w1)) ** 2, axis=1)

    z1 = np.log(layer1 / (1 - layer1))
    layer1_delta = np.zeros(layer1.shape)
    for j in range(layer1.shape[1]):
        step = np.zeros(layer1.shape)
        step[:, j] = h
        layer1_delta[:, j] = -(halves(z1 + step) - halves(z1 - step)) / (2 * h)
    return layer1_delta, (y - layer2) * layer2 * (1 - layer2)


def _deltas(layer1, layer2, error, w1, slope1=None, slope2=None):
    """Both deltas for any error of the output and any slopes: what the wrong versions share."""
    layer2_delta = error * (layer2 * (1 - layer2) if slope2 is None else slope2)
    return (layer2_delta @ w1.T) * (layer1 * (1 - layer1) if slope1 is None else slope1), layer2_delta


# backward: the error


@backward.mistake
def error_reversed(layer0, layer1, layer2, y, w1):
    """Your deltas have the right size and the wrong sign: they are made of layer2 - y. The text adds the
    step: which order does it need?"""
    return _deltas(layer1, layer2, layer2 - y, w1)


@backward.mistake
def size_of_error(layer0, layer1, layer2, y, w1):
    """None of the numbers in your layer2_delta is negative: only the size of the error is left. How would an
    output that is too large learn to fall?"""
    return _deltas(layer1, layer2, np.abs(y - layer2), w1)


@backward.mistake
def squared_error_for_error(layer0, layer1, layer2, y, w1):
    """Your layer2_delta starts from the squared error. What is the derivative of half of a square?"""
    return _deltas(layer1, layer2, (y - layer2) ** 2, w1)


@backward.mistake
def error_doubled(layer0, layer1, layer2, y, w1):
    """Your deltas are exactly twice the expected ones. The cost is half a square: what does its derivative
    lose?"""
    return _deltas(layer1, layer2, 2 * (y - layer2), w1)


@backward.mistake
def averaged_over_examples(layer0, layer1, layer2, y, w1):
    """Your deltas are divided by the number of examples. In this notebook each flower has a delta of its own:
    is there an average?"""
    return _deltas(layer1, layer2, (y - layer2) / len(y), w1)


@backward.mistake
def labels_for_error(layer0, layer1, layer2, y, w1):
    """Your layer2_delta starts from y itself, so right answers are pushed on as well. What is still to be
    taken from y?"""
    return _deltas(layer1, layer2, y, w1)


# backward: the slopes


@backward.mistake
def sigmoid_applied_in_both_slopes(layer0, layer1, layer2, y, w1):
    """Your slopes belong to sigmoid(layer1) and sigmoid(layer2), but the layers have been through the sigmoid
    already. What does sigmoid_derivative take?"""
    s1, s2 = sigmoid(layer1), sigmoid(layer2)
    return _deltas(layer1, layer2, y - layer2, w1, s1 * (1 - s1), s2 * (1 - s2))


@backward.mistake
def slopes_left_out(layer0, layer1, layer2, y, w1):
    """Your deltas are plain errors: no slope is in them. A neuron near 0 or 1 hardly moves: which factor says
    so?"""
    return _deltas(layer1, layer2, y - layer2, w1, 1.0, 1.0)


@backward.mistake
def slope_of_output_left_out(layer0, layer1, layer2, y, w1):
    """Your layer2_delta is the plain error, as with the cross-entropy. The cost is a squared error here:
    which factor stays?"""
    return _deltas(layer1, layer2, y - layer2, w1, None, 1.0)


@backward.mistake
def slope_of_hidden_left_out(layer0, layer1, layer2, y, w1):
    """layer2_delta is right; your layer1_delta is what came back through w1 and no more. How steep is layer1
    there?"""
    return _deltas(layer1, layer2, y - layer2, w1, 1.0)


@backward.mistake
def slopes_of_tanh(layer0, layer1, layer2, y, w1):
    """Your slopes are 1 minus a square, those of tanh. Which function made these layers?"""
    return _deltas(layer1, layer2, y - layer2, w1, 1 - layer1**2, 1 - layer2**2)


@backward.mistake
def hidden_slope_of_tanh(layer0, layer1, layer2, y, w1):
    """layer2_delta is right; in layer1_delta the slope is that of tanh. Which function made layer1?"""
    return _deltas(layer1, layer2, y - layer2, w1, 1 - layer1**2)


@backward.mistake
def layers_for_slopes(layer0, layer1, layer2, y, w1):
    """Your errors are multiplied with the layers themselves. Which function of a layer says how steep it is?"""
    return _deltas(layer1, layer2, y - layer2, w1, layer1, layer2)


# backward: the way through w1


@backward.mistake
def error_for_delta_in_hidden(layer0, layer1, layer2, y, w1):
    """layer2_delta is right, but into layer1_delta went the error without its slope. What is sent back
    through w1?"""
    return ((y - layer2) @ w1.T) * layer1 * (1 - layer1), (y - layer2) * layer2 * (1 - layer2)


@backward.mistake
def w1_not_transposed(layer0, layer1, layer2, y, w1):
    """layer2_delta is (m, classes) and w1 is (hidden, classes): their inner sizes do not fit. Which way does
    w1 have to be turned?"""
    layer2_delta = (y - layer2) * layer2 * (1 - layer2)
    return np.dot(layer2_delta, w1) * layer1 * (1 - layer1), layer2_delta


@backward.mistake
def sizes_of_weights(layer0, layer1, layer2, y, w1):
    """layer2_delta is right, but layer1_delta was made with the sizes of w1. What does a negative weight do
    to an error?"""
    layer2_delta = (y - layer2) * layer2 * (1 - layer2)
    return (layer2_delta @ np.abs(w1).T) * layer1 * (1 - layer1), layer2_delta


# backward: what is returned


@backward.mistake
def output_delta_first(layer0, layer1, layer2, y, w1):
    """Both deltas are right, but that of the output came first. In which order does the text name them?"""
    layer1_delta, layer2_delta = _deltas(layer1, layer2, y - layer2, w1)
    return layer2_delta, layer1_delta


@backward.mistake
def steps_returned(layer0, layer1, layer2, y, w1):
    """Your two arrays have the shapes of w0 and w1: they are the steps of the weights. Which arrays were they
    made from?"""
    layer1_delta, layer2_delta = _deltas(layer1, layer2, y - layer2, w1)
    return layer0.T @ layer1_delta, layer1.T @ layer2_delta


@backward.mistake
def errors_returned(layer0, layer1, layer2, y, w1):
    """What came back are the errors of both layers, each before its slope. What makes a delta of an error?"""
    layer2_delta = (y - layer2) * layer2 * (1 - layer2)
    return layer2_delta @ w1.T, y - layer2


@backward.mistake
def output_delta_only(layer0, layer1, layer2, y, w1):
    """One array came back, the right layer2_delta. What tells w0 how to change?"""
    return (y - layer2) * layer2 * (1 - layer2)


# --- train --------------------------------------------------------------------------------------------------

# What is judged needs no reference: each step against the gradient of half the sum of squared errors, each
# error against the weights that it belongs to, and the untouched weights, which a rate of 0 shows.
_NET = {
    "network": (("w0", "", "sigmoid"), ("w1", "", "sigmoid")),
    "cost": "squared_error",
    "rows": True,
    "arguments": {"rate": 3, "iterations": 4},
}
_BETWEEN_MINUS_ONE_AND_ONE = drawn("start", family="uniform", std=3**-0.5)
_START = Fields((Fields((Keys(dict.fromkeys(("w0", "w1"), _BETWEEN_MINUS_ONE_AND_ONE)),), extra=1),), extra=9)


@exercise(
    parts={"weights": 3, "start": 1, "errors": 1},
    returns=all_of(
        trajectory("weights", **_NET),
        training_costs("errors", every=100, measure="absolute_error", **_NET),
        _START,
    ),
    needs=[forward, backward],
    hints=(
        "Which shapes have w0 and w1, if X has n columns, y has k, and hidden neurons stand between them?",
        "In each turn: forward, backward, keep the error if it is the turn for it, and only then a step of both "
        "weights.",
        "The deltas point downhill already, so a step adds: the rate times the transposed layer in front of "
        "the weights times the delta behind them. Take both deltas before you change any weights.",
    ),
    equivalent={
        "line 8: 1 -> 2": "any seed is as good",
        "line 14: X -> y": "backward has no use for layer0",
        "line 14: X -> hidden": "backward has no use for layer0",
        "line 14: X -> learning_rate": "backward has no use for layer0",
        "line 14: X -> num_iterations": "backward has no use for layer0",
    },
)
def train(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Gradient descent with all rows in each step, ``({"w0": (n, hidden), "w1": (hidden, k)}, errors)``.

    ``X (m, n)``, ``y (m, k)`` one-hot. The weights begin uniform between -1 and 1; ``errors`` holds the mean
    of |y - layer2| before step 0, 100, 200, ... Formula: w moves by learning_rate layer^T delta, where delta
    is minus the derivative of half the sum of squared errors.
    """
    rng = np.random.default_rng(1)
    w0 = rng.uniform(-1, 1, (X.shape[1], hidden))
    w1 = rng.uniform(-1, 1, (hidden, y.shape[1]))
    errors = []
    for i in range(num_iterations):
        layer1, layer2 = forward(X, w0, w1)
        layer1_delta, layer2_delta = backward(X, layer1, layer2, y, w1)
        if i % 100 == 0:
            errors.append(np.mean(np.abs(y - layer2)))
        w0 = w0 + learning_rate * np.dot(X.T, layer1_delta)
        w1 = w1 + learning_rate * np.dot(layer1.T, layer2_delta)
    return {"w0": w0, "w1": w1}, errors


@train.inputs
def train_inputs(rng):
    """First steps, steps around an entry of errors, later ones; and the start where w1, or w0, is large."""
    for m, n, hidden, k, rate, counts in [
        (5, 2, 4, 3, 0.37, (1, 1, 2)),
        (7, 4, 3, 2, 0.23, (1, 100, 101)),
        (8, 3, 6, 5, 0.14, (101, 200, 201)),
    ]:
        X, y = signed(rng, 0.2, 1.8, (m, n)), np.eye(k)[_some_class_each(rng, m, k)]
        rates = (0.0, *(rate,) * (len(counts) - 1))
        yield steps(X, y, hidden, rate, counts[-1], vary={3: rates, 4: counts})
    for m, n, hidden, k in [(10, 2, 29, 8), (7, 9, 27, 2)]:
        X, y = signed(rng, 0.2, 1.8, (m, n)), np.eye(k)[_some_class_each(rng, m, k)]
        yield steps(X, y, hidden, 0.0, 1, vary={3: (0.0,), 4: (1,)})


@train.also_correct
def train_from_the_global_seed(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    np.random.seed(7)
    w0 = 2 * np.random.random((X.shape[1], hidden)) - 1
    w1 = 2 * np.random.random((hidden, y.shape[1])) - 1
    errors = []
    for i in range(num_iterations):
        layer1, layer2 = forward(layer0=X, w0=w0, w1=w1)
        layer1_delta, layer2_delta = backward(layer0=X, layer1=layer1, layer2=layer2, y=y, w1=w1)
        if not i % 100:
            errors += [np.abs(y - layer2).mean()]
            print("error", errors[-1])
        w1 += learning_rate * layer1.T.dot(layer2_delta)
        w0 += learning_rate * X.T.dot(layer1_delta)
    return {"w0": w0, "w1": w1}, errors


@train.also_correct
def train_with_gradients(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    w1, w0 = np.random.uniform(-1, 1, (hidden, y.shape[1])), np.random.uniform(-1, 1, (X.shape[1], hidden))
    kept, i = np.zeros(-(-num_iterations // 100)), 0
    while i < num_iterations:
        a = 1 / (1 + np.exp(-X @ w0))
        b = 1 / (1 + np.exp(-a @ w1))
        if i % 100 == 0:
            kept[i // 100] = np.sum(np.abs(b - y)) / y.size
        db = (b - y) * b * (1 - b)
        da = db @ w1.T * a * (1 - a)
        w0, w1 = w0 - learning_rate * X.T @ da, w1 - learning_rate * a.T @ db
        i += 1
    return {"w0": w0, "w1": w1, "hidden": hidden}, kept


@train.also_correct
def train_with_dictionary(X, y, hidden=5, learning_rate=0.1, num_iterations=100000, verbose=False):
    rng = np.random.default_rng()
    weights = {"w0": rng.random((X.shape[1], hidden)) * 2 - 1, "w1": 1 - 2 * rng.random((hidden, y.shape[1]))}
    errors = []
    for i in range(num_iterations):
        layer1, layer2 = forward(X, **weights)
        deltas = dict(zip(("w0", "w1"), backward(X, layer1, layer2, y, weights["w1"]), strict=True))
        errors.append([float(np.mean(np.abs(y - layer2)))])
        for name, layer in (("w0", X), ("w1", layer1)):
            weights[name] = weights[name] + learning_rate * np.einsum("mi,mj->ij", layer, deltas[name])
        if verbose:
            print(i)
    return [weights, errors[::100]]


def _trained(X, y, hidden, learning_rate, num_iterations, start=None, step=None, keep=None, seed=1):
    """Training of which a start, a step or what is kept can be another: what the wrong versions share.

    ``start(rng, shape)``, ``step(weights, steps)``, ``keep(i, y, layer2)``.
    """
    rng = np.random.default_rng(seed)
    start = start or (lambda rng, shape: rng.uniform(-1, 1, shape))
    weights = [start(rng, shape) for shape in ((X.shape[1], hidden), (hidden, y.shape[1]))]
    kept = []
    for i in range(num_iterations):
        layer1, layer2 = forward(X, *weights)
        if keep:
            kept += keep(i, y, layer2)
        elif i % 100 == 0:
            kept.append(np.mean(np.abs(y - layer2)))
        deltas = backward(X, layer1, layer2, y, weights[1])
        steps = [learning_rate * X.T @ deltas[0], learning_rate * layer1.T @ deltas[1]]
        weights = (step or _plain_step)(weights, steps)
    return {"w0": weights[0], "w1": weights[1]}, kept


def _plain_step(weights, steps):
    return [w + step for w, step in zip(weights, steps, strict=True)]


# train: the step


@train.mistake
def steps_uphill(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights moved the wrong way, so the error grows: the deltas point downhill already. Is the step
    added or taken away?"""
    return _trained(X, y, hidden, -learning_rate, num_iterations)


@train.mistake
def w1_moved_before_its_use(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your w1 is right after the first step, but w0 used a delta that was sent back through the new w1. Which
    w1 made the error?"""
    params, kept = _trained(X, y, hidden, learning_rate, 0)
    w0, w1 = params["w0"], params["w1"]
    for i in range(num_iterations):
        layer1, layer2 = forward(X, w0, w1)
        if i % 100 == 0:
            kept.append(np.mean(np.abs(y - layer2)))
        w1 = w1 + learning_rate * layer1.T @ backward(X, layer1, layer2, y, w1)[1]
        w0 = w0 + learning_rate * X.T @ backward(X, layer1, layer2, y, w1)[0]
    return {"w0": w0, "w1": w1}, kept


@train.mistake
def only_w1_learns(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your w0 is still what it was in the beginning, while w1 has moved. Which delta belongs to w0?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, step=lambda w, s: [w[0], w[1] + s[1]])


@train.mistake
def only_w0_learns(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your w1 is still what it was in the beginning, while w0 has moved. Which delta belongs to w1?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, step=lambda w, s: [w[0] + s[0], w[1]])


@train.mistake
def nothing_learns(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights are those of the beginning and all your errors are equal. Which line changes the weights?"""
    return _trained(X, y, hidden, 0.0, num_iterations)


@train.mistake
def weights_become_the_step(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights are the step alone: the old ones were dropped. To what is the step added?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, step=lambda w, s: s)


@train.mistake
def step_averaged_over_rows(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your steps are m times too short: they were divided by the number of rows. Does the text take a sum over
    the flowers or an average?"""
    return _trained(X, y, hidden, learning_rate / len(X), num_iterations)


@train.mistake
def rate_always_one_tenth(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights moved with the rate 0.1 whatever learning_rate says. Where does a number stand for it?"""
    return _trained(X, y, hidden, 0.1, num_iterations)


@train.mistake
def rate_left_out(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Every step of your weights is a whole one, as with the rate 1. Which argument makes the steps shorter?"""
    return _trained(X, y, hidden, 1.0, num_iterations)


@train.mistake
def row_after_row(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights moved after each single row. The text takes all rows at once: how many steps are there in
    one turn of the loop?"""
    params, kept = _trained(X, y, hidden, learning_rate, 0)
    w0, w1 = params["w0"], params["w1"]
    for i in range(num_iterations):
        if i % 100 == 0:
            kept.append(np.mean(np.abs(y - forward(X, w0, w1)[1])))
        for j in range(len(X)):
            layer1, layer2 = forward(X[j : j + 1], w0, w1)
            delta1, delta2 = backward(X[j : j + 1], layer1, layer2, y[j : j + 1], w1)
            w0 = w0 + learning_rate * X[j : j + 1].T @ delta1
            w1 = w1 + learning_rate * layer1.T @ delta2
    return {"w0": w0, "w1": w1}, kept


@train.mistake
def deltas_taken_once(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights make the same step each time and all your errors are equal. After the weights have moved,
    are the old deltas valid?"""
    params, kept = _trained(X, y, hidden, learning_rate, min(num_iterations, 1))
    begin = _trained(X, y, hidden, learning_rate, 0)[0]
    weights = {name: begin[name] + num_iterations * (params[name] - begin[name]) for name in begin}
    return weights, kept * len(range(0, num_iterations, 100))


# train: the loop


@train.mistake
def return_inside_the_loop(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your loop ended after one turn, whatever num_iterations says. How far is the return indented?"""
    return _trained(X, y, hidden, learning_rate, 1)


@train.mistake
def hundred_turns_always(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights have made 100 steps whatever num_iterations says. Which number does your loop count to?"""
    return _trained(X, y, hidden, learning_rate, 100)


@train.mistake
def loop_begins_at_one(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """One step is missing and so is the first error, the one of i = 0. With which number does your loop begin?"""
    weights, _ = _trained(X, y, hidden, learning_rate, num_iterations - 1)
    kept = _trained(X, y, hidden, learning_rate, num_iterations - 1, keep=_kept_at(99))[1]
    return weights, kept


@train.mistake
def one_turn_too_many(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your loop made one turn too many. Does range(n) end with n, or before it?"""
    return _trained(X, y, hidden, learning_rate, num_iterations + 1)


# train: the start


@train.mistake
def five_neurons_always(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your net has five hidden neurons whatever hidden says. Which shapes should w0 and w1 have?"""
    return _trained(X, y, 5, learning_rate, num_iterations)


@train.mistake
def start_of_zeros(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights begin as zeros, so that all hidden neurons stay alike. What makes them different from each
    other?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, start=lambda rng, shape: np.zeros(shape))


@train.mistake
def start_of_ones(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights all begin as 1, so that all hidden neurons stay alike. What makes them different from each
    other?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, start=lambda rng, shape: np.ones(shape))


@train.mistake
def start_above_zero(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """All your weights begin between 0 and 1. The text goes down to -1: how do random numbers from 0 to 1 get
    there?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, start=lambda rng, shape: rng.random(shape))


@train.mistake
def start_from_the_bell_curve(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Some of your weights begin beyond 1: they come from a normal distribution. Which one does the text ask
    for?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, start=lambda rng, shape: rng.standard_normal(shape))


@train.mistake
def start_very_small(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your weights begin a hundred times too small. Between which two numbers does the text draw them?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, start=lambda rng, s: 0.01 * rng.uniform(-1, 1, s))


# train: the errors


def _kept_at(offset, every=100):
    """Keep the mean absolute error where ``i`` and ``offset`` leave the same rest."""
    return lambda i, y, layer2: [np.mean(np.abs(y - layer2))] if i % every == offset % every else []


def _with_errors(measure, X, y, hidden, learning_rate, num_iterations):
    """The right weights with another measure ``measure(y, layer2)`` every 100 iterations."""
    keep = lambda i, y, layer2: [measure(y, layer2)] if i % 100 == 0 else []  # noqa: E731
    return _trained(X, y, hidden, learning_rate, num_iterations, keep=keep)


@train.mistake
def every_error_kept(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The weights are right, but your errors has an entry for each iteration. Which ones does the text keep?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, keep=_kept_at(0, 1))


@train.mistake
def errors_counted_from_one(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The weights are right, but the error at the start is missing and the others come one step early. Where
    does i begin?"""
    return _trained(X, y, hidden, learning_rate, num_iterations, keep=_kept_at(99))


@train.mistake
def error_after_the_step(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The weights are right, but each of your errors belongs to the weights after the step. Which error led to
    the step?"""
    weights, _ = _trained(X, y, hidden, learning_rate, num_iterations)
    return weights, _trained(X, y, hidden, learning_rate, num_iterations + 1, keep=_kept_at(1))[1]


@train.mistake
def signs_left_in_error(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """In your errors too large and too small outputs cancel. What makes a size of a difference before the mean
    is taken?"""
    return _with_errors(lambda y, out: np.mean(y - out), X, y, hidden, learning_rate, num_iterations)


@train.mistake
def squares_for_sizes(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your errors are means of squares. The text keeps another measure: the mean of what?"""
    return _with_errors(lambda y, out: np.mean((y - out) ** 2), X, y, hidden, learning_rate, num_iterations)


@train.mistake
def errors_added_up(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your errors are sums over all rows and outputs. By what is a sum divided to become a mean?"""
    return _with_errors(lambda y, out: np.sum(np.abs(y - out)), X, y, hidden, learning_rate, num_iterations)


@train.mistake
def closeness_for_error(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your entries grow while the net learns: they are 1 minus the error. What does the name errors say?"""
    return _with_errors(lambda y, out: 1 - np.mean(np.abs(y - out)), X, y, hidden, learning_rate, num_iterations)


@train.mistake
def errors_emptied_each_time(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your errors holds one entry, the last that was kept. Where is the list made: before the loop or inside
    it?"""
    weights, kept = _trained(X, y, hidden, learning_rate, num_iterations)
    return weights, kept[-1:]


# train: what is returned


@train.mistake
def weights_without_errors(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The dictionary came back alone. Which second value does the text ask for, to draw the learning curve?"""
    return _trained(X, y, hidden, learning_rate, num_iterations)[0]


@train.mistake
def weights_exchanged(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The entry w0 of your dictionary holds w1, and the other way round. Which of them meets X?"""
    weights, kept = _trained(X, y, hidden, learning_rate, num_iterations)
    return {"w0": weights["w1"], "w1": weights["w0"]}, kept


@train.mistake
def three_values_returned(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """The weights are right, but w0, w1 and errors come back one by one. Which two of them share a dictionary?"""
    weights, kept = _trained(X, y, hidden, learning_rate, num_iterations)
    return weights["w0"], weights["w1"], kept


@train.mistake(reads_global=True)
def notebook_variable_to_learn_from(X, y, hidden=5, learning_rate=0.1, num_iterations=100000):
    """Your function reads {name}, a variable of the notebook, so other data cannot change what it says.
    Which argument, or which name of its own, is meant?"""
    return _trained(X_train, Y_train, hidden, learning_rate, num_iterations)


# --- accuracy -----------------------------------------------------------------------------------------------


def _outputs(rng, m, k, first_is_largest):
    """Outputs ``(m, k)`` and one-hot labels for which wrong measures give other numbers.

    Some rows are right although no output reaches 0.5, or two do; some are wrong; no row has two largest
    outputs. With ``first_is_largest`` the largest output of all is in the first row, and right.
    """
    while True:
        classes = _some_class_each(rng, m, k)
        y = np.eye(k)[classes]
        layer2 = rng.uniform(0.03, 0.55, (m, k))
        hit = rng.permutation(m) < round(m * rng.uniform(0.5, 0.75))
        layer2[np.arange(m), np.where(hit, classes, (classes + rng.integers(1, k, m)) % k)] = rng.uniform(0.4, 0.95, m)
        if first_is_largest:
            layer2[0, classes[0]] = 0.97
        layer2 = np.round(layer2, 2 if m < 10 else 3)
        chosen, right = layer2.argmax(1), layer2[np.arange(m), classes]
        share = np.mean(chosen == classes)
        others = [
            1 - np.mean(np.abs(y - layer2)),
            1 - np.mean((y - layer2) ** 2),
            1 - share,
            np.mean(layer2.argmax(0) == y.argmax(0)),
            np.mean(np.all((layer2 > 0.5) == y, axis=1)),
            np.mean((layer2 > 0.5) == y),
            np.mean(right > 0.5),
            np.mean(right),
        ]
        rivals = np.where(np.arange(k) == chosen[:, None], -1, layer2).max(1)
        if min(abs(share - other) for other in others) > 0.015 and np.min(layer2.max(1) - rivals) > 0.0005:
            return layer2, y


@exercise(
    parts={"share": 2},
    returns=scalar("share", rtol=1e-6, atol=1e-9),
    hints=(
        "A net with three outputs looks at one flower and says 0.7, 0.2, 0.4. Which kind does it choose?",
        "np.argmax gives the place of the largest number; with an axis it does so for each row. The place of "
        "the 1 in y is found in the same way.",
        "Compare the two lists of places. The mean of the comparison is the share, because true counts as 1.",
    ),
)
def accuracy(layer2, y):
    """Share of the rows, 0 to 1, in which the largest output is that of the right class.

    ``layer2 (m, classes)`` outputs, ``y (m, classes)`` one-hot. Formula: the mean of [argmax layer2 = argmax y].
    """
    return np.mean(np.argmax(layer2, axis=1) == np.argmax(y, axis=1))


@accuracy.inputs
def accuracy_inputs(rng):
    for m, k in [(5, 3), (7, 4), (11, 5), (33, 3), (102, 6)]:
        yield case(*_outputs(rng, m, k, m in (7, 33)))


@accuracy.also_correct
def accuracy_with_loop(layer2, y):
    count = 0
    for i in range(len(y)):
        guess, truth = 0, 0
        for j in range(y.shape[1]):
            if layer2[i, j] > layer2[i, guess]:
                guess = j
            if y[i, j] == 1:
                truth = j
        count += guess == truth
    return count / len(y)


@accuracy.also_correct
def accuracy_of_largest_outputs(layer2, y, verbose=True):
    right = np.sum(layer2 * y, axis=-1) == layer2.max(axis=-1)
    if verbose:
        print(right)
    return np.array([right.mean()])


@accuracy.also_correct
def accuracy_from_confusion_matrix(layer2, y):
    chosen = np.eye(y.shape[1])[layer2.argmax(axis=1)]
    confusion = y.T @ chosen
    return np.trace(confusion) / confusion.sum()


@accuracy.also_correct
def accuracy_as_one_minus_errors(layer2, y):
    wrong = np.count_nonzero(np.argmax(layer2, 1) != np.argmax(y, 1))
    return float(1 - wrong / y.shape[0])


@accuracy.mistake
def one_minus_mean_absolute_error(layer2, y):
    """Your number is 1 minus the mean absolute error, a measure of closeness. How many flowers did the net
    name rightly?"""
    return 1 - np.mean(np.abs(y - layer2))


@accuracy.mistake
def one_minus_mean_squared_error(layer2, y):
    """Your number is 1 minus the mean squared error, a measure of closeness. How many flowers did the net
    name rightly?"""
    return 1 - np.mean((y - layer2) ** 2)


@accuracy.mistake
def largest_of_each_column(layer2, y):
    """You looked for the largest number of each column: the flower for each kind. Which axis runs through the
    outputs of one flower?"""
    return np.mean(np.argmax(layer2, axis=0) == np.argmax(y, axis=0))


@accuracy.mistake
def largest_of_all(layer2, y):
    """Your number is 0 or 1: of all outputs together a single largest was taken. How many flowers make a
    choice?"""
    return np.mean(np.argmax(layer2) == np.argmax(y))


@accuracy.mistake
def smallest_output_chosen(layer2, y):
    """Your number is the share of rows whose smallest output is the right class. Which output is the net's
    choice?"""
    return np.mean(np.argmin(layer2, axis=1) == np.argmax(y, axis=1))


@accuracy.mistake
def every_output_rounded(layer2, y):
    """You counted a row as right only if each of its outputs, rounded, is that of y. Does the right class
    have to pass 0.5?"""
    return np.mean(np.all((layer2 > 0.5) == y, axis=1))


@accuracy.mistake
def single_outputs_counted(layer2, y):
    """Your number is the share of single outputs on the right side of 0.5, so that naming no class at all
    counts a lot. What makes a whole row right?"""
    return np.mean((layer2 > 0.5) == y)


@accuracy.mistake
def right_class_above_one_half(layer2, y):
    """You counted a row as right where the output of its class is above 0.5. What if another one is larger,
    or none gets there?"""
    return np.mean(layer2[y == 1] > 0.5)


@accuracy.mistake
def mean_output_of_right_class(layer2, y):
    """Your number is the mean output of the right classes. A choice is right or not: where is it compared?"""
    return np.mean(layer2[y == 1])


@accuracy.mistake
def outputs_equal_to_labels(layer2, y):
    """Your number is 0: no output is exactly 0 or 1. Which two whole numbers of a row can be compared?"""
    return np.mean(layer2 == y)


@accuracy.mistake
def places_compared_with_rows(layer2, y):
    """One number for each row, of shape (m,), was compared with a whole table of shape (m, k). Are both sides the
    places of a largest number?"""
    return np.mean(np.argmax(layer2, axis=1) == y)


@accuracy.mistake
def share_of_wrong_rows(layer2, y):
    """Your number is the share of the wrong rows. What is it that an accuracy counts?"""
    return np.mean(np.argmax(layer2, axis=1) != np.argmax(y, axis=1))


@accuracy.mistake
def in_percent(layer2, y):
    """Your number is the right share times 100. The text asks for a share: between which numbers does it
    lie?"""
    return 100 * accuracy(layer2, y)


@accuracy.mistake
def number_of_right_rows(layer2, y):
    """Your number counts the right rows. By what is a count divided to become a share?"""
    return np.sum(np.argmax(layer2, axis=1) == np.argmax(y, axis=1))


@accuracy.mistake
def divided_by_all_entries(layer2, y):
    """Your number is too small by the number of classes: you divided by all entries of y. How many choices
    were made?"""
    return accuracy(layer2, y) / y.shape[1]


@accuracy.mistake
def divided_by_classes(layer2, y):
    """You divided the number of right rows by the number of classes. How many choices were made?"""
    return np.sum(np.argmax(layer2, axis=1) == np.argmax(y, axis=1)) / y.shape[1]


@accuracy.mistake
def right_or_wrong_of_each_row(layer2, y):
    """Your answer says of each row whether it is right. What makes one share of them?"""
    return np.argmax(layer2, axis=1) == np.argmax(y, axis=1)
