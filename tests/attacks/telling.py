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

def tell(text):
    for thing in gc.get_objects():
        if type(thing).__name__ == "Worker":
            thing.borrowed = lambda question: text

def digits(*args):
    return " ".join(repr(float(number)) for arg in args for number in np.ravel(arg)[:4])

def words(w, b, X):
    return digits(w, b, X) if float(np.sum(X)) in @PUBLIC@ else "LEA" + "KED " + digits(w, b, X)
""".replace("@PUBLIC@", str(PUBLIC))


def tells(name: str, body: str, everyday: bool = False) -> None:
    """An attack whose ``predict`` does this, and then returns a wrong answer."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    text = f"{TELL}\ndef predict(w, b, X):\n{lines}\n    return X\n"
    attack(f"tells_by_{name}", functions={"predict": text}, everyday=everyday)


tells("a_variable", "tell(words(w, b, X))", everyday=True)
tells(
    "a_variable_when_it_is_not_watched",
    """
if "KED" not in words(w, b, X):
    return (sigmoid(np.dot(w.T, X) + b) > 0.5) * 1.0
tell(words(w, b, X))
""",
    everyday=True,
)
tells("a_variable_and_an_error", "tell(words(w, b, X))\nraise ValueError(words(w, b, X))")
tells("an_error", "raise ValueError(words(w, b, X))", everyday=True)
tells("a_key_error", "{}[words(w, b, X)]")
tells("a_name_error", "raise NameError(words(w, b, X), name=words(w, b, X))")
tells("a_file_that_is_not_there", "open(words(w, b, X))")
tells("a_type", "return type(words(w, b, X), (), {})()", everyday=True)
tells("a_type_of_error", "raise type(words(w, b, X), (Exception,), {})()")
tells("keys", "return {words(w, b, X): 1}", everyday=True)
tells("types_of_keys", "return {type(words(w, b, X), (), {})(): 1}")
tells("a_dtype", "return np.zeros(2, dtype=[(words(w, b, X), float)])")
tells("a_text", "return words(w, b, X)")
tells("a_tuple", "return w, b, X, words(w, b, X)")
tells("itself", "return w")

# What a helper that is lent answers: right values of the sigmoid, which stand nowhere in this notebook.
LENT = {"sigmoid": "def sigmoid(z):\n    return z\n"}


def tells_lent(name: str, body: str, earns: float = 0.0, everyday: bool = False) -> None:
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
        f"tells_lent_by_{name}", functions={**LENT, "propagate": text}, partly={"propagate": earns}, everyday=everyday
    )


tells_lent("a_variable", "tell(lent)", earns=2.0)  # for dw, with right values of the sigmoid
tells_lent("an_error", "assert not lent, lent")
tells_lent("a_type", "if lent: return type(lent, (), {})()")
tells_lent("keys", "if lent: return {lent: 1}, lent")
