"""graph_forward: the values of the graph J = 3(a + bc), box by box from left to right."""

from __future__ import annotations

import numpy as np

from autograder.key import exercise
from autograder.rules import follows, scalar

from ._inputs import _graph_inputs


@exercise(
    # Each box from the student's own box before it, so that a slip costs its own box and no other.
    returns=(scalar("u", points=1), follows("v", "a + u", points=1), follows("J", "3 * v", points=1)),
    hints=(
        "Which box of the graph can be filled in first, with nothing but the three inputs in hand?",
        "Walk from left to right: each box does one single operation with what arrives on its arrows.",
        "Every box is one line, which uses the names of what arrives. For K = 2(p·q - r) that would be s = p * q, "
        "then t = s - r, then K = 2 * t.",
    ),
)
def graph_forward(a, b, c):
    """Values of the graph ``J = 3(a + b*c)`` from left to right, three numbers ``(u, v, J)``.

    Formula: u is b times c, v is a plus u, J is 3 times v (one operation for each node).
    """
    u = b * c
    v = a + u
    J = 3 * v
    return u, v, J


@graph_forward.inputs
def graph_forward_inputs(rng):
    yield from _graph_inputs(rng)


@graph_forward.also_correct
def graph_forward_in_one_line(a, b, c):
    return np.multiply(b, c), a + b * c, 3 * (a + b * c)


@graph_forward.also_correct
def graph_forward_by_adding(a, b, c):
    u = np.array([c * b])
    v = sum([float(u[0]), a])
    return [u, np.float64(v), v + v + v]


@graph_forward.also_correct
def graph_forward_talkative(a, b, c, factor=3, verbose=True):
    u = np.prod([b, c])
    v = np.add(u, a)
    if verbose:
        print("u", u, "v", v)
    return u, v, factor * v


graph_forward.slips(
    product_became_sum=(
        "u = b + c",
        "Your u is as large as b and c added together. Which operation stands in the box of u?",
    ),
    sum_became_product=(
        "v = a * u",
        "u is right, but your v is a multiplied by u. Look at the sign inside the box of v once more: what is it?",
    ),
    difference_for_v=(
        "v = a - u",
        "u is right, but your v is a minus u. Which operation stands in the box of v?",
    ),
    brackets_of_j_lost=(
        "J = 3 * a + u",
        "u and v are right, but in your J only a was tripled and u was not. What does the bracket in 3(a + bc) hold?",
    ),
    only_product_tripled=(
        "J = a + 3 * u",
        "u and v are right, but in your J only u was tripled, and a was added as it is. What does the last arrow "
        "carry?",
    ),
    j_not_tripled=(
        "J = v",
        "Your J has the same value as v. Which operation stands in the last box?",
    ),
    three_added=(
        "J = v + 3",
        "Your J is larger than v by exactly 3. What does the last box do with the 3?",
    ),
    j_from_u=(
        "J = 3 * u",
        "u and v are right, but your J is three times u. Which box does the last arrow come from?",
    ),
    sum_taken_first=(
        ("u = a + b", "v = u * c"),
        "Your u is a plus b, and your v multiplies that by c. In a + bc, which operation comes before the other?",
    ),
    first_two_multiplied=(
        ("u = a * b", "v = u + c"),
        "Your u is a times b, and c was added to it. Follow the arrows into u: from which two inputs do they start?",
    ),
    order_reversed=(
        "return J, v, u",
        "Your three numbers are right, but they come back as J, v, u. In which order does the text ask for them?",
    ),
    only_j_returned=(
        "return J",
        "One number came back, and it is the right J. The exercise asks for three values: where are u and v?",
    ),
)
