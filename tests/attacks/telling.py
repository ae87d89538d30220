"""Words that carry what only the grader knows: the numbers of hidden cases, and the answers of lent helpers.

A function that has seen them may say what it likes; nothing of it may be told. It knows the cases of the notebook, as
every student does, so its words announce whatever is none of these.
"""

from __future__ import annotations

import numpy as np

from autograder.checks.frozen import load_checks
from tests.attacks.corpus import attack
from tests.sample_class.template import FIRST, ROOT

CASES = load_checks(ROOT / "release" / FIRST / "checks.json").exercises["predict"].cases
PUBLIC = [float(np.sum(case.args[2])) for case in CASES]  # of the examples: biases are often 0
TELL = """
import gc

def tell(text, found=[]):
    found += [] if found else [thing for thing in gc.get_objects() if type(thing).__name__ == "Worker"]
    for worker in found:
        worker.borrowed = lambda question: text

def digits(*args):
    return " ".join(repr(float(number)) for arg in args for number in np.ravel(arg)[:4])

def words(w, b, X):
    return digits(w, b, X) if float(np.sum(X)) in @PUBLIC@ else "LEA" + "KED " + digits(w, b, X)
""".replace("@PUBLIC@", str(PUBLIC))


def tells(name: str, tried: str, body: str) -> None:
    """An attack whose ``predict`` does this, and then returns a wrong answer."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    text = f"{TELL}\ndef predict(w, b, X):\n{lines}\n    return X\n"
    attack(f"tells_by_{name}", tried, functions={"predict": text})


tells(
    "a_variable",
    "Passes off hidden numbers as the name of a variable that it has read.",
    "tell(words(w, b, X))",
)
tells(
    "a_variable_when_it_is_not_watched",
    "Answers known cases rightly, and passes off hidden numbers as a variable's name in others.",
    """
if "KED" not in words(w, b, X):
    return (sigmoid(np.dot(w.T, X) + b) > 0.5) * 1.0
tell(words(w, b, X))
""",
)
tells(
    "a_variable_and_an_error",
    "Tells hidden numbers as the name of a variable, and in an error as well.",
    "tell(words(w, b, X))\nraise ValueError(words(w, b, X))",
)
tells("an_error", "Raises an error whose message holds hidden numbers.", "raise ValueError(words(w, b, X))")
tells("a_key_error", "Looks up a key that is made of hidden numbers.", "{}[words(w, b, X)]")
tells(
    "a_name_error",
    "Raises an error about an undefined name that is made of hidden numbers.",
    "raise NameError(words(w, b, X), name=words(w, b, X))",
)
tells("a_file_that_is_not_there", "Opens a file whose name is made of hidden numbers.", "open(words(w, b, X))")
tells(
    "a_type",
    "Returns an object whose type is named after hidden numbers.",
    "return type(words(w, b, X), (), {})()",
)
tells(
    "a_type_of_error",
    "Raises an error whose type is named after hidden numbers.",
    "raise type(words(w, b, X), (Exception,), {})()",
)
tells("keys", "Returns a dictionary whose key is made of hidden numbers.", "return {words(w, b, X): 1}")
tells(
    "types_of_keys",
    "Returns a dictionary whose key has a type that is named after hidden numbers.",
    "return {type(words(w, b, X), (), {})(): 1}",
)
tells(
    "a_dtype",
    "Returns an array whose field is named after hidden numbers.",
    "return np.zeros(2, dtype=[(words(w, b, X), float)])",
)
tells("a_text", "Returns hidden numbers as a text.", "return words(w, b, X)")
tells(
    "a_tuple", "Returns all its arguments, and hidden numbers as a text beside them.", "return w, b, X, words(w, b, X)"
)
tells("itself", "Returns an argument, with the hidden numbers in it, as it is.", "return w")

# What a helper that is lent answers: right values of the sigmoid, which stand nowhere in this notebook.
LENT = {"sigmoid": "def sigmoid(z):\n    return z\n"}


def tells_lent(name: str, tried: str, body: str, earns: float = 0.0) -> None:
    """An attack by ``propagate``, which gets right values of the sigmoid and does this with them."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    text = f"""{TELL}
def propagate(w, b, X, Y):
    m, A = X.shape[1], sigmoid(np.dot(w.T, X) + b)
    lent = "LEA" + "KED " + digits(A) if 0.6 < sigmoid(0.5) < 0.7 else ""
{lines}
    return {{"dw": np.dot(X, (A - Y).T) / m, "db": 0.0}}, lent
"""
    attack(
        f"tells_lent_by_{name}",
        tried,
        functions={**LENT, "propagate": text},
        partly={"propagate": earns},
    )


tells_lent(
    "a_variable",
    "Passes off what the lent sigmoid answers as the name of a variable that it has read.",
    "tell(lent)",
    earns=2.0,  # for dw, with right values of the sigmoid
)
tells_lent("an_error", "Raises an error whose message holds what the lent sigmoid answers.", "assert not lent, lent")
tells_lent(
    "a_type",
    "Returns an object whose type is named after what the lent sigmoid answers.",
    "if lent: return type(lent, (), {})()",
)
tells_lent(
    "keys",
    "Returns a dictionary whose key is made of what the lent sigmoid answers.",
    "if lent: return {lent: 1}, lent",
)
