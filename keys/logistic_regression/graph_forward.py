"""The exercise graph_forward of 01_logistic_regression."""

from __future__ import annotations

import numpy as np

from autograder.exercise import exercise
from autograder.rules import scalar

from ._inputs import _graph_inputs


@exercise(
    returns=(scalar("u", points=1), scalar("v", points=1), scalar("J", points=1)),
    hints=(
        "Which box of the graph can be filled in first, with nothing but the three inputs in hand?",
        "Walk from left to right: each box does one single operation with what arrives on its arrows.",
        "u is the product of two of the inputs, v adds the third one to it, and J is v taken three times.",
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


@graph_forward.mistake
def product_became_sum(a, b, c):
    """Your u is as large as b and c added together. Which operation stands in the box of u?"""
    u = b + c
    v = a + u
    return u, v, 3 * v


@graph_forward.mistake
def sum_became_product(a, b, c):
    """u is right, but your v is a multiplied by u. Look at the sign inside the box of v once more: what is
    it?"""
    u = b * c
    v = a * u
    return u, v, 3 * v


@graph_forward.mistake
def difference_for_v(a, b, c):
    """u is right, but your v is what remains when one of a and u is taken from the other. Does a box
    subtract?"""
    u = b * c
    v = a - u
    return u, v, 3 * v


@graph_forward.mistake
def brackets_of_j_lost(a, b, c):
    """u and v are right, but in your J only a was tripled and u was not. What does the bracket in 3(a + bc)
    hold?"""
    u = b * c
    return u, a + u, 3 * a + u


@graph_forward.mistake
def only_product_tripled(a, b, c):
    """u and v are right, but in your J only u was tripled, and a was added as it is. What does the last arrow
    carry?"""
    u = b * c
    return u, a + u, a + 3 * u


@graph_forward.mistake
def j_not_tripled(a, b, c):
    """Your J has the same value as v. One more operation lies between the last two boxes: which one?"""
    u = b * c
    v = a + u
    return u, v, v


@graph_forward.mistake
def three_added(a, b, c):
    """Your J is larger than v by exactly 3. Does the last box add the 3, or something else?"""
    u = b * c
    v = a + u
    return u, v, v + 3


@graph_forward.mistake
def j_from_u(a, b, c):
    """u and v are right, but your J is three times u. Which box does the last arrow come from?"""
    u = b * c
    return u, a + u, 3 * u


@graph_forward.mistake
def sum_taken_first(a, b, c):
    """Your u is a plus b, and your v multiplies that by c. In a + bc, which operation comes before the
    other?"""
    u = a + b
    v = u * c
    return u, v, 3 * v


@graph_forward.mistake
def first_two_multiplied(a, b, c):
    """Your u is a times b, and c was added to it. Follow the arrows into u: from which two inputs do they
    start?"""
    u = a * b
    v = u + c
    return u, v, 3 * v


@graph_forward.mistake
def order_reversed(a, b, c):
    """Your three numbers are right, but they come back as J, v, u. The text asks for u first: in which order
    then?"""
    u = b * c
    v = a + u
    return 3 * v, v, u


@graph_forward.mistake
def only_j_returned(a, b, c):
    """One number came back, and it is the right J. The exercise asks for three values: where are u and v?"""
    return 3 * (a + b * c)
