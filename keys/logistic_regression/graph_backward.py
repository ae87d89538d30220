"""graph_backward: the derivatives of J = 3(a + bc), edge by edge from right to left."""

from __future__ import annotations

import numpy as np

from autograder.key import exercise
from autograder.rules import all_of, proportional, scalar

from ._inputs import _graph_inputs


@exercise(
    returns=all_of(
        {
            "da": scalar("da", points=1, rtol=1e-5, atol=1e-6),
            "db": scalar("db", points=0.5, rtol=1e-5, atol=1e-6),
            "dc": scalar("dc", points=0.5, rtol=1e-5, atol=1e-6),
        },
        # Who loses the last edge, or counts it twice, may still have walked back through the product.
        proportional("db to dc", points=1, entries=("db", "dc"), rtol=1e-5, atol=1e-6),
    ),
    hints=(
        "Which boxes lie between an input and J? If what comes into such a box grows by 0.001, by how much does its "
        "result grow?",
        "Walk from J to the left, and multiply. What is the small derivative of a sum, and what is that of a product "
        "if only one of its two factors moves?",
        "For K = 2(p·q - r), with s = p·q and t = s - r, the way back is dt = 2, then ds = dt and dr = -dt, and at "
        "the product dp = ds * q. Which lines does J give?",
    ),
)
def graph_backward(a, b, c):
    """Derivatives of ``J = 3(a + b*c)`` by its inputs, a dictionary of numbers ``da``, ``db``, ``dc``.

    Formula: chain rule along the edges from right to left, dJ/dv is 3, dv/da and dv/du are 1, du/db is c,
    du/dc is b.
    """
    dv = 3
    da = dv
    du = dv
    db = du * c
    dc = du * b
    return {"da": da, "db": db, "dc": dc}


@graph_backward.inputs
def graph_backward_inputs(rng):
    yield from _graph_inputs(rng)


@graph_backward.also_correct
def graph_backward_at_once(a, b, c):
    return {"da": 3.0, "db": np.array([3 * c]), "dc": np.float64(3 * b)}


@graph_backward.also_correct
def graph_backward_by_differences(a, b, c, h=1e-5):
    def J(a, b, c):
        return 3 * (a + b * c)

    return {
        "da": (J(a + h, b, c) - J(a - h, b, c)) / (2 * h),
        "db": (J(a, b + h, c) - J(a, b - h, c)) / (2 * h),
        "dc": (J(a, b, c + h) - J(a, b, c - h)) / (2 * h),
    }


@graph_backward.also_correct
def graph_backward_with_more_keys(a, b, c):
    grads = {"dv": 3}
    grads["du"] = grads["dv"]
    grads["da"] = grads["dv"]
    grads["db"] = grads["du"] * c
    grads["dc"] = grads["du"] * b
    print(grads)
    return grads


graph_backward.slips(
    factor_three_forgotten=(
        "dv = 1",
        "Your derivatives are a third of the expected ones: they are those of v. Which box lies between v and J?",
    ),
    factor_three_twice=(
        ("da = 3 * dv", "du = 3 * dv"),
        "Your derivatives are three times too large. Through how many boxes with the derivative 3 does each path lead?",
    ),
    db_and_dc_exchanged=(
        ("db = du * b", "dc = du * c"),
        "Your db holds the number expected for dc, and dc that for db. If b alone moves, which number multiplies it?",
    ),
    paths_end_before_the_product=(
        ("db = du", "dc = du"),
        "Your da, db and dc are all 3, the derivative by v. The way to b and c crosses one more box: which operation "
        "is in it?",
    ),
    multiplied_by_the_own_value=(
        ("da = dv * a", "db = du * c * b", "dc = du * b * c"),
        "Each derivative was also multiplied by the input that it belongs to. Does J grow faster if a itself is "
        "larger?",
    ),
    other_inputs_multiplied=(
        ("da = b * c", "db = a * c", "dc = a * b"),
        "Each derivative is the product of the other two inputs, as if J were a·b·c. Which operation joins a with u?",
    ),
    minus_in_front=(
        "dv = -3",
        "Your derivatives have the right size and the wrong sign. If a grows, does J grow or shrink?",
    ),
    derivatives_of_u=(
        ("da = 0", "du = 1"),
        "Your three numbers are the derivatives of u, where a plays no part. Which boxes lie between u and J?",
    ),
    tuple_for_dictionary=(
        "return da, db, dc",
        "Your three numbers are right, but they come as a tuple. The text asks for a dictionary with which keys?",
    ),
)
