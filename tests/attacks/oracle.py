"""The helpers that the judge lends, asked for more than help.

``sigmoid`` is wrong, so ``propagate`` may ask the judge for right values of it. What it asks here would cost the
judge its time, its memory or its secrets if it answered.
"""

from __future__ import annotations

from tests.attacks.corpus import LEAK, attack

WRONG_SIGMOID = "def sigmoid(z):\n    return z\n"


def asks(name: str, tried: str, body: str, **fields: object) -> None:
    """An attack by ``propagate`` on the sigmoid that it is lent."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    text = f"{LEAK}\ndef propagate(w, b, X, Y):\n{lines}\n    return {{'dw': w, 'db': b}}, 0.0\n"
    functions = {"sigmoid": WRONG_SIGMOID, "propagate": text}
    attack(f"oracle_{name}", tried, functions=functions, **fields)


asks("number_beyond_floats", "Asks for the sigmoid of a number that is too large for a float.", "sigmoid(10**400)")
asks(
    "argument_of_no_kind",
    "Asks for the sigmoid of an object, of too many arguments and of an unknown one.",
    "sigmoid(object())\nsigmoid(1, 2, 3)\nsigmoid(nothing=1)",
)
asks(
    "nan",
    "Asks for the sigmoid of something that is no number, and of infinities.",
    "sigmoid(float('nan'))\nsigmoid([[[float('inf')]] * 3])",
)
asks(
    "many_times",
    "Asks for the sigmoid of a number thousands of times.",
    "for _ in range(3_000): sigmoid(0.5)",
)
asks("large_array", "Asks for the sigmoid of an array of nine million numbers.", "sigmoid(np.zeros((3000, 3000)))")
asks(
    "many_containers",
    "Asks for the sigmoid of many lists in lists, and of a large dictionary.",
    "sigmoid([[[0.5] * 90] * 90] * 90)\nsigmoid({str(i): [1] * 99 for i in range(99)})",
)
asks(
    "deep",
    "Asks for the sigmoid of lists in lists that double with every level.",
    "x = 0.5\nfor _ in range(15): x = [x, x]\nsigmoid(x)",
)
asks(
    "while_it_swallows_errors",
    "Asks for the sigmoid of a word thousands of times, whatever the judge replies.",
    "for _ in range(3_000):\n    try: sigmoid('x')\n    except Exception: pass",
)
asks("for_its_source", "Looks for the reference behind the lent sigmoid.", "leaked(sigmoid.__wrapped__)")
asks(
    "by_hand",
    "Looks for the exercises of the course in the variables that the lent sigmoid holds.",
    "import inspect\nleaked([c.cell_contents.exercises for c in sigmoid.__closure__])",
)

# The rest asks for propagate, whose arrays the reference multiplies with one another.
LENT = {"sigmoid": WRONG_SIGMOID, "propagate": "def propagate(w, b, X, Y):\n    return {'dw': w, 'db': b}, 0.0\n"}


def asks_more(name: str, tried: str, body: str, **fields: object) -> None:
    """An attack by ``optimize`` on the propagate that it is lent."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    text = f"def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):\n{lines}\n    return None\n"
    attack(f"oracle_{name}", tried, functions={**LENT, "optimize": text}, **fields)


asks_more(
    "outer_product",
    "Asks for a propagate that multiplies two small arrays to one of billions of numbers.",
    "r = np.zeros((1, 60_000))\npropagate(r, 0.0, r, r)",
)
asks_more(
    "broadcast",
    "Asks for a propagate that adds a row and a column to an array of billions of numbers.",
    "r = np.zeros((1, 90_000))\npropagate(r, r.T, r, r)",
)

attack(
    "oracle_counts_for_ever",
    "Asks again and again for optimize, which counts as far as it is told, with endless steps.",
    functions={
        "optimize": "def optimize(w, b, X, Y, num_iterations, learning_rate, print_cost=False):\n    return 1\n",
        "model": """
def model(X_train, Y_train, X_test, Y_test, num_iterations=2000, learning_rate=0.5, print_cost=False):
    for iterations in (10**18, 2.0**60, -(10**18), True, 4999):
        try:
            for _ in range(10**5):
                optimize(np.zeros((2, 1)), 0.0, np.zeros((2, 40_000)), np.zeros((1, 40_000)), iterations, 0.1)
        except ValueError:
            pass
""",
    },
    slow=True,
)
# Right answers of a lent helper are not this function's own: they earn nothing for the helper itself.
attack(
    "oracle_hands_on_the_answer",
    "Keeps the right answers of the lent sigmoid, for the own sigmoid to return.",
    functions={
        "sigmoid": """
answers = []

def sigmoid(z):
    return answers[-1] if answers else 0.0 * z
""",
        "propagate": """
def propagate(w, b, X, Y):
    global answers
    answers.append(sigmoid(np.dot(w.T, X) + b))
    open("answers.npy", "wb").write(answers[-1].tobytes())
    m, A = X.shape[1], answers[-1]
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    return {"dw": np.dot(X, (A - Y).T) / m, "db": np.sum(A - Y) / m}, cost
""",
    },
    honest=("propagate",),
)
