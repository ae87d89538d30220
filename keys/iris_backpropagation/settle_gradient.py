"""settle_gradient: how a cost at the settled state changes with each weight of the recurrent net."""

from __future__ import annotations

import numpy as np

from autograder.key import case, exercise, signed
from autograder.rules import all_of, close, either_way

from ._inputs import _recurrent_net, _states
from .settle import settle


@exercise(
    returns=all_of(
        close("rows and columns", points=0.5, rtol=1e-3, atol=1e-3),
        either_way("several neurons", points=1, rtol=1e-3, atol=1e-3),
    ),
    case_points={"no loop": 0.5, "each by itself": 1, "small states": 1},
    order=("no loop", "each by itself", "small states", "several neurons", "rows and columns"),
    needs=[settle],
    hands_back="dW",
    hints=(
        "If one entry of W grows a little, the state moves, and through W this moves the state again. Where "
        "does that end?",
        "Send the error backwards until it settles: in each turn it crosses W from the receiving to the "
        "sending side, the given error is added, and the slope of tanh shortens it.",
        "The slope of tanh is 1 minus the square of the settled state. What has settled is a column; each "
        "entry of dW multiplies one of its entries with one entry of the state. On other numbers: "
        "np.dot(np.array([[1], [2]]), np.array([[3, 4]])) is [[3, 4], [6, 8]], and "
        "np.linalg.solve(np.array([[2, 0], [0, 4]]), np.array([[6], [8]])) is [[3], [2]].",
    ),
    reasons={"sizes": "W leads from the n entries of the state to the n entries of the next: it is square."},
    equivalent={
        "way_back = np.eye(len(W)) - W.T * slope.T: W -> x": "both have n rows",
        "way_back = np.eye(len(W)) - W.T * slope.T: W -> error": "both have n rows",
    },
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
    way_back = np.eye(len(W)) - W.T * slope.T
    settled = np.linalg.solve(way_back, error)
    delta = slope * settled
    return np.dot(delta, state.T)


@settle_gradient.inputs
def settle_gradient_inputs(rng):
    """One idea after the other: without weights the error finds no loop; where each neuron hears but itself it goes
    round, and no direction is wrong; in the others the loop, the slopes and the direction of W change the gradient.
    Where states are small tanh is straight, and all slopes are 1."""
    for n in (2, 4):
        x, error = signed(rng, 0.4, 1.2, (n, 1)), signed(rng, 0.6, 2.0, (n, 1))
        yield case(np.zeros((n, n)), x, error, part={"several neurons": "no loop"})
    for n in (3, 5):
        W = np.diag(np.round(rng.choice([-1, 1], n) * rng.uniform(0.5, 0.7, n), 2))
        x, error = signed(rng, 0.3, 0.7, (n, 1)), signed(rng, 0.6, 2.0, (n, 1))
        yield case(W, x, error, part={"several neurons": "each by itself"})
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
    small = {"several neurons": "small states"}
    for n, norm in [(3, 0.6), (4, 0.7)]:
        W, _ = _recurrent_net(rng, n, 0.7, norm)
        yield case(W, signed(rng, 3, 8, (n, 1)) / 1000, signed(rng, 20, 60, (n, 1)), part=small)


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


settle_gradient.slips(
    # settle_gradient: the way back
    loop_not_followed_back=(
        "delta = slope * error",
        "Your gradient counts only the last turn of the loop. The state that went into it was made with W, too: where "
        "does the error go next?",
    ),
    one_turn_followed_back=(
        "settled = np.dot(W.T, slope * error) + error",
        "Your error went back through W once, and the gradient counts two turns of the loop. After how many does it "
        "settle?",
    ),
    way_back_not_transposed=(
        "way_back = np.eye(len(W)) - W * slope.T",
        "On its way back your error crossed W as the state does forwards. From which side does it enter W?",
    ),
    error_repels_itself=(
        "way_back = np.eye(len(W)) + W.T * slope.T",
        "In your way back, what comes through W lowers the error instead of being added. Which sign does it have in "
        "the equation for g?",
    ),
    slope_left_out_everywhere=(
        ("way_back = np.eye(len(W)) - W.T", "delta = settled"),
        "Your error crossed no tanh: its slope is nowhere in your gradient. How much of a push gets through tanh?",
    ),
    last_slope_left_out=(
        "delta = settled",
        "Your error has settled, but between it and the entries of dW lies one more tanh. Which factor is missing?",
    ),
    slope_left_out_inside=(
        "way_back = np.eye(len(W)) - W.T",
        "The slope of tanh is there once, at the end. The error crosses it in each turn of the loop: where else?",
    ),
    tanh_taken_once_more=(
        "slope = 1 - np.tanh(state) ** 2",
        "Your slope is that of tanh(state), but the state has been through tanh already. What is 1 - tanh² in terms of "
        "it?",
    ),
    slope_of_the_sigmoid=(
        "slope = state * (1 - state)",
        "Your slope is state times (1 - state), that of the sigmoid. Which function made this state?",
    ),
    state_not_squared=(
        "slope = 1 - state",
        "Your slope is 1 minus the state, which is above 1 where the state is negative. What is the derivative of tanh "
        "in terms of tanh?",
    ),
    # settle_gradient: from the settled error to dW
    gradient_transposed=(
        "return np.dot(state, delta.T)",
        "Your gradient holds the right numbers with rows and columns exchanged. Does a row of W belong to what "
        "receives or to what sends?",
    ),
    input_for_state=(
        "return np.dot(delta, x.T)",
        "Your gradient multiplies the error with x. An entry of W multiplies an entry of what, in the loop?",
    ),
    first_state_for_settled=(
        "state = np.tanh(x)",
        "Your gradient is that of the state tanh(x), after the first turn. Which state does the given error belong to?",
    ),
    step_for_gradient=(
        "return -np.dot(delta, state.T)",
        "Your gradient has the right size and the wrong sign: it points downhill. Which way does a derivative point?",
    ),
    column_for_matrix=(
        "return delta * state",
        "Your gradient is a column: error and state met entry by entry. W has n times n entries: which product pairs "
        "every one with every other?",
    ),
    number_for_matrix=(
        "return np.dot(delta.T, state)",
        "Your gradient is a single number: a row met a column, and all was added up. How many entries of W may change?",
    ),
    gradient_by_the_input=(
        "return delta",
        "Your column is the derivative of E by x. In the loop, what does an entry of W multiply?",
    ),
)
