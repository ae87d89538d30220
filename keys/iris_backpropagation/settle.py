"""settle: a recurrent net is run until its state no longer moves."""

from __future__ import annotations

import math

import numpy as np

from autograder.key import case, exercise, signed
from autograder.rules import close

from ._inputs import COARSE, FINE, STATE_SLACK, _recurrent_net, _states, _stop


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


def _one_slow_entry(rng, n):
    """A net of which one entry still creeps when the others rest: the largest move is that one, and their mean small.

    Where it stops at COARSE it has not far to go; where the mean move or the root of the mean square is below COARSE
    it has.
    """
    while True:
        W = np.round(rng.uniform(0.01, 0.03, (n, n)) * rng.choice([-1, 1], (n, n)), 3)
        x, slow = signed(rng, 0.3, 0.9, (n, 1)), int(rng.integers(1, n))
        W[slow, slow], x[slow] = np.round(rng.uniform(0.6, 0.75), 2), np.round(rng.uniform(0.06, 0.2), 2)
        states = _states(W, x, 60)
        stop = states[_stop(states)]
        early = [states[_stop(states, measure=m)] for m in (np.mean, _root_mean_square, np.median)]
        late = states[_stop(states) - 1], states[-1]
        if (
            all(np.max(np.abs(state - stop)) < 1.85e-3 for state in late)
            and all(np.max(np.abs(state - stop)) > 2.25e-3 for state in early)
            and np.all(np.diff(states[:, slow, 0]) >= 0)
        ):
            return W, x


def _root_mean_square(moves, axis):
    return np.sqrt(np.mean(moves**2, axis=axis))


def _rising_net(rng, n, size, norm, places=2):
    """A net in which all entries hear each other with positive weights, and rise from the first turn to the last."""
    while True:
        W = rng.uniform(0.1, 1.0, (n, n))
        W = np.round(W * norm / np.linalg.norm(W, 2), places)
        x = np.round(rng.uniform(0.5 * size, 1.5 * size, (n, 1)), 2)
        if 0.5 < np.linalg.norm(W, 2) < 0.8 and np.min(W) > 0 and np.max(np.abs(W - W.T)) > 0.2:
            return W, x


@exercise(
    returns=close("rising", points=1, rtol=0, atol=STATE_SLACK),
    case_points={"no loop": 0.5, "falling": 0.5, "threshold": 0.5, "every entry": 0.5},
    order=("no loop", "rising", "falling", "threshold", "every entry"),
    hints=(
        "What is the state after one turn of the loop if it begins as zeros, and what goes into the next turn?",
        "Each turn makes a new state from the old one. To see how far it moved you need both: keep the old "
        "one until you have compared them.",
        "A move may be up or down, so its size counts. The loop ends when the largest size of all entries is "
        "below threshold. On other numbers: np.max(np.abs(np.array([-3, 2]))) is 3, np.max(np.array([-3, 2])) is 2.",
    ),
    reasons={"sizes": "W leads from the n entries of the state to the n entries of the next: it is square."},
    equivalent={
        "for _ in range(500): 500 -> 501": "these nets have settled long before",
        "for _ in range(500): 500 -> 499": "these nets have settled long before",
    },
)
def settle(W, x, threshold=1e-6):
    """Settled state ``(n, 1)`` of a recurrent net with weights ``W (n, n)`` and a steady input ``x (n, 1)``.

    Formula: the state becomes tanh(W state + x), from zeros on, until no entry moves by ``threshold`` or
    more. It settles for every x where the largest singular value of W is below 1 (Banach's fixed point,
    because tanh is nowhere steeper than 1); a net that has not settled after 500 turns is left as it is.
    """
    before = np.zeros(x.shape)
    for _ in range(500):
        state = np.tanh(np.dot(W, before) + x)
        if np.max(np.abs(state - before)) < threshold:
            break
        before = state
    return state


@settle.inputs
def settle_inputs(rng):
    """One idea after the other: a net without weights, which rests after one turn; nets of which every entry rises, or
    some fall; stopping where the threshold says, that of the first line, too; stopping not before the last entry."""
    yield case(*_rising_net(rng, 2, 0.3, 0.7, places=1), FINE)
    for n in (3, 5):
        yield case(np.zeros((n, n)), signed(rng, 0.4, 1.2, (n, 1)), FINE, part="no loop")
    yield case(*_slow_net(rng, 3, 1), FINE)
    yield case(*_rising_net(rng, 4, 0.2, 0.75), FINE)
    W, x = _recurrent_net(rng, 4, 0.9, 0.78)
    yield case(W, -np.abs(x), 1e-5, part="falling")  # all entries fall in the first turn
    yield case(*_slow_net(rng, 4, -1), FINE, part="falling")
    yield case(*_recurrent_net(rng, 5, 0.8, 0.78), FINE, part="falling")
    yield case(*_coarse_net(rng), COARSE, part="threshold")
    yield case(*_coarse_net(rng), COARSE, part="threshold")
    for n in (5, 6):
        yield case(*_slow_net(rng, n, 1), FINE, part="threshold", left_out=1)
    for n in (8, 9):
        yield case(*_one_slow_entry(rng, n), COARSE, part="every entry")


@settle.also_correct
def settle_by_length_of_move(W, x, threshold=1e-6):
    state, move = np.zeros((len(W), 1)), np.inf
    while move > threshold:
        before = state
        state = np.tanh(W @ state + x)
        move = float(np.linalg.norm(state - before))
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


@settle.also_correct
def settle_by_the_sum_of_all_moves(W, x, threshold=1e-6):
    old, new = np.ones(x.shape), np.zeros(x.shape)
    while abs(new - old).sum() >= threshold:
        old, new = new, np.tanh(W @ new + x)
    return new


@settle.also_correct
def settle_by_squares(W, x, threshold=1e-6):
    last, state = 0 * x, np.tanh(x)
    while ((state - last) ** 2).max() >= threshold**2:
        last, state = state, np.tanh(np.einsum("ij,jk", W, state) + x)
    return state


@settle.also_correct
def settle_from_the_first_turn_on(W, x, threshold=1e-6):
    path = [np.zeros((len(x), 1)), np.tanh(x)]
    while not (np.abs(path[-1] - path[-2]) < threshold).all():
        path.append(np.tanh(W @ path[-1] + x))
    return path[-1]


@settle.also_correct
def settle_flat(W, x, threshold=1e-6):
    push = x.ravel()
    state = np.zeros_like(push)
    at_rest = False
    while not at_rest:
        moved = np.tanh(W @ state + push) - state
        state = state + moved
        at_rest = bool(np.linalg.norm(moved, np.inf) < threshold)
    return state[:, None]


@settle.also_correct
def settle_with_the_input_as_a_weight(W, x, threshold=1e-6):
    wide = np.hstack([W, x])
    state = np.zeros((len(W) + 1, 1))
    state[-1] = 1
    while True:
        new = np.vstack([np.tanh(wide @ state), [[1]]])
        if max(abs(float(a) - float(b)) for a, b in zip(new[:, 0], state[:, 0], strict=True)) < threshold:
            return new[:-1]
        state = new


settle.slips(
    # settle: the step
    one_turn_only=(
        "state = np.tanh(np.dot(W, before) + x)\nreturn state",
        "Your state is tanh(x), that of the first turn, where W met only zeros. What makes the loop take another turn?",
    ),
    input_forgotten=(
        "state = np.tanh(np.dot(W, before))",
        "Your state is all zeros: x never entered it. In which line does x come in, and does your loop reach that "
        "line?",
    ),
    input_at_the_start_only=(
        ("def settle():\n    before = x", "state = np.tanh(np.dot(W, before))"),
        "Your state faded towards zeros, as if x had been there in the beginning only. When does x enter the network?",
    ),
    input_outside_of_tanh=(
        "state = np.tanh(np.dot(W, before)) + x",
        "Your state is tanh(W state) with x added afterwards, so it can leave the range of tanh. Which bracket holds "
        "x?",
    ),
    tanh_inside_of_the_product=(
        "state = np.dot(W, np.tanh(before)) + x",
        "Your state is W times tanh(state), plus x: the bend came before the sum. Which of the two comes last?",
    ),
    tanh_left_out=(
        "state = np.dot(W, before) + x",
        "Your state is that of a network without tanh: it solves state = W state + x. What bends the sum?",
    ),
    sigmoid_for_tanh=(
        "state = 1 / (1 + np.exp(-(np.dot(W, before) + x)))",
        "All entries of your state lie between 0 and 1: the sum went through a sigmoid. Which function does the text "
        "name?",
    ),
    weights_transposed=(
        "state = np.tanh(np.dot(W.T, before) + x)",
        "Your state is that of the network whose weights are W.T. Does a row of W belong to the entry that sends or to "
        "the one that receives?",
    ),
    state_and_input_exchanged=(
        "state = np.tanh(np.dot(W, x) + before)",
        "In your loop W multiplies x, and the state is added as it is. Which of the two goes through the weights?",
    ),
    input_subtracted=(
        "state = np.tanh(np.dot(W, before) - x)",
        "Your state has the right size and the wrong sign in every entry. With which sign does x enter?",
    ),
    weights_elementwise=(
        "state = np.tanh(W * before + x)",
        "Your state has n columns: W and the state met entry by entry. Which product adds up what all entries send?",
    ),
    start_of_rank_one=(
        "def settle():\n    before = np.zeros(len(x))",
        "Your state has n equal columns: an array of shape (n,) and one of shape (n, 1) were added. Which of the two "
        "should be a column as well?",
    ),
    state_without_column=(
        "return state.ravel()",
        "The numbers are right, but your state has the shape (n,), a rank-1 array. How is a column of n rows shaped?",
    ),
    # settle: when it stops
    threshold_always_a_millionth=(
        "if np.max(np.abs(state - before)) < 1e-6:",
        "With a coarse threshold your state went on to settle completely. Does threshold have a say in your loop?",
    ),
    threshold_always_a_thousandth=(
        "if np.max(np.abs(state - before)) < 1e-3:",
        "With a fine threshold your state stopped while it still moved by almost 0.001. Does threshold have a say in "
        "your loop?",
    ),
    ten_turns_always=(
        "for _ in range(10):",
        "Your state is that after ten turns, whatever threshold says. How can the loop know that it has settled?",
    ),
    size_of_the_move_forgotten=(
        "if np.max(state - before) < threshold:",
        "Where all entries fall your loop ends at once, because a negative move is below any threshold. What makes a "
        "size of a move?",
    ),
    mean_of_the_moves=(
        "if np.mean(np.abs(state - before)) < threshold:",
        "Your loop ended while one entry still crept: where the others rest, the mean of all moves is small. How many "
        "entries may still move?",
    ),
    stops_when_one_entry_rests=(
        "if np.min(np.abs(state - before)) < threshold:",
        "With a coarse threshold your loop ended while entries still moved: the slowest one decided. How many of them "
        "must rest?",
    ),
    start_from_ones=(
        "def settle():\n    before = np.ones(x.shape)",
        "With a coarse threshold your state stopped on another side: it did not begin as zeros. From where does it "
        "start?",
    ),
)


@settle.mistake
def another_default(W, x, threshold=1e-3):
    """With a threshold your loop stops where it should; without one it stops while entries still move by almost 0.001.
    Which number does the first line of the function give?"""
    before = np.zeros(x.shape)
    for _ in range(500):
        state = np.tanh(np.dot(W, before) + x)
        if np.max(np.abs(state - before)) < threshold:
            break
        before = state
    return state
