# %% endless_loop_with_return
# fair: 3 of 3
# true: nothing is wrong; it returns from inside an endless loop.
def settle(W, x, threshold=1e-6):
    """Run a recurrent network until it no longer moves.

    Arguments: W -- weights (n, n);  x -- input from outside (n, 1);
               threshold -- it has settled when no entry moves by this much or more
    Returns:   state -- array (n, 1) with state = tanh(W state + x), as exactly as threshold asks
    """
    state = np.zeros(x.shape)
    ### START CODE HERE ### (≈ 5 lines of code)
    while True:
        new_state = np.tanh(W @ state + x)
        if np.all(np.abs(new_state - state) < threshold):
            return new_state
        state = new_state
    ### END CODE HERE ###
    return state

# %% one_neuron_after_the_other_but_from_the_old_state
# fair: 3 of 3
# true: nothing is wrong; plain Python numbers and lists, every neuron hears the old state.
import math


def naechster_zustand(W, s, x):
    """Ein Schritt: jedes Neuron hoert den alten Zustand aller anderen."""
    neu = []
    for i in range(len(s)):
        summe = float(x[i][0])
        for j in range(len(s)):
            summe += float(W[i][j]) * s[j]
        neu.append(math.tanh(summe))
    return neu


def settle(W, x, threshold=1e-6):
    """Laesst das Netz laufen, bis sich kein Eintrag mehr um threshold bewegt."""
    s = [0.0] * len(x)
    fertig = False
    while not fertig:
        neu = naechster_zustand(W, s, x)
        fertig = max(abs(a - b) for a, b in zip(neu, s)) < threshold
        s = neu
    return np.array(s).reshape(len(s), 1)

# %% history_and_infinity_norm
# fair: 3 of 3
# true: nothing is wrong; all states are kept in a list, the infinity norm of a column is its
#       largest absolute entry.
def settle(W, x, threshold=1e-6):
    history = [np.zeros(x.shape)]
    movement = np.inf
    while movement >= threshold:
        history.append(np.tanh(np.einsum("ij,jk->ik", W, history[-1]) + x))
        movement = np.linalg.norm(history[-1] - history[-2], np.inf)
    # print("settled after", len(history) - 1, "steps")
    return history[-1]

# %% state_before_the_last_move
# fair: 3 of 3
# true: nothing is wrong; it returns the state before the last tiny move, which reproduces itself
#       within the threshold as well.
def settle(W, x, threshold=1e-6):
    state = np.zeros(x.shape)
    ### START CODE HERE ### (≈ 5 lines of code)
    nxt = np.tanh(np.dot(W, state) + x)
    while (nxt - state).max() >= threshold or (state - nxt).max() >= threshold:
        state = nxt
        nxt = np.tanh(np.dot(W, state) + x)
    ### END CODE HERE ###
    return state

# %% moves_downwards_do_not_count
# fair: 2 of 3
# true: the move is measured without its absolute value, so it stops as soon as no entry moves
#       upwards by threshold, even if some still move down a lot. It must be np.abs(new - state).
def settle(W, x, threshold=1e-6):
    state = np.zeros(x.shape)
    ### START CODE HERE ### (≈ 5 lines of code)
    difference = 1
    while difference >= threshold:
        new = np.tanh(W @ state + x)
        difference = np.max(new - state)
        state = new
    ### END CODE HERE ###
    return state

# %% old_state_is_the_same_array
# fair: 2 of 3
# true: old = state is no copy, and state is then changed in place, so old changes with it: the
#       move is always 0 and it stops after a single step with tanh(x). old = state.copy() is
#       needed.
def settle(W, x, threshold=1e-6):
    state = np.zeros(x.shape)
    ### START CODE HERE ### (≈ 5 lines of code)
    moved = threshold
    while moved >= threshold:
        old = state
        state[:] = np.tanh(W @ state + x)
        moved = np.abs(state - old).max()
    ### END CODE HERE ###
    return state

# %% stops_when_the_first_entry_rests
# fair: 2 of 3
# true: the loop goes on only while all entries move by threshold or more, so it stops when the
#       first of them is quiet. It has to go on while any entry moves (.any()).
def settle(W, x, threshold=1e-6):
    state = np.zeros(x.shape)
    last = np.full(x.shape, np.inf)
    while (np.abs(state - last) >= threshold).all():
        last = state
        state = np.tanh(W @ last + x)
    return state

# %% state_never_taken_over
# fair: 1.5 of 3
# true: the new state is never put into state, so each turn computes tanh(x) from zeros again, the
#       move stays the same, and the loop never ends. state = new_state is missing.
def settle(W, x, threshold=1e-6):
    state = np.zeros(x.shape)
    ### START CODE HERE ### (≈ 5 lines of code)
    new_state = np.tanh(W @ state + x)
    while np.max(np.abs(new_state - state)) >= threshold:
        new_state = np.tanh(W @ state + x)
    state = new_state
    ### END CODE HERE ###
    return state

# %% input_outside_and_twenty_steps
# fair: 1 of 3
# true: two slips. The input x is added outside the tanh, it belongs inside: tanh(W s + x). And it
#       makes always 20 steps in place of looking at the threshold.
def settle(W, x, threshold=1e-6):
    state = np.zeros(x.shape)
    for step in range(20):
        state = np.tanh(np.matmul(W, state)) + x
    return state
