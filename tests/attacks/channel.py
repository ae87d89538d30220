"""Forged answers: a function finds the socket of its worker and speaks to the judge itself."""

from __future__ import annotations

from tests.attacks.corpus import attack

FORGE = """
import gc, json, sys, time

def channel():
    return next(o for o in gc.get_objects() if type(o).__name__ == "Channel")

def nonce():
    frame = sys._getframe()
    while frame is not None:
        question = frame.f_locals.get("question")
        if isinstance(question, dict) and "nonce" in question:
            return question["nonce"]
        frame = frame.f_back

def answer(**outcome):
    return {"nonce": nonce(), "outcome": {"kind": "returned", "value": None, "error": None, "changed": [], **outcome}}

def raw(body):
    channel().connection.sendall(len(body).to_bytes(4, "big") + body)
"""


def forged(name: str, tried: str, body: str, exercise: str = "flatten_images") -> None:
    """An attack whose function does this, and then returns a wrong answer."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    text = f"{FORGE}\ndef {exercise}(*args):\n{lines}\n    return np.zeros((3, 2))\n"
    attack(f"forged_{name}", tried, functions={exercise: text})


FULL_MARKS = '"status": "right", "score": 100, "parts": {"columns": 100}, "correct": True'

forged(
    "marks",
    "Answers the judge's question itself, with full marks.",
    f"channel().send({{'nonce': nonce(), {FULL_MARKS}}})",
)
forged(
    "early",
    "Answers the judge's question itself, before the worker does.",
    "channel().send(answer(value=1))",
)
forged(
    "twice", "Answers the judge's question twice.", "channel().send(answer(value=1)); channel().send(answer(value=1))"
)
forged(
    "without_end",
    "Answers the judge's question again and again, and says each time that there is more.",
    "while True: channel().send({**answer(value=1), 'more': True})",
)
forged(
    "further_cases",
    "Answers the questions that follow as well, before they are called.",
    "for _ in range(30): channel().send({**answer(value=1), 'more': True})",
)
forged(
    "without_nonce",
    "Answers without the random number that says which question is answered.",
    "channel().send({'outcome': answer()['outcome']})",
)
forged(
    "and_silent",
    "Answers the judge's question itself, and never returns, so that no second answer follows.",
    "channel().send(answer(value=[1]))\nwhile True: pass",
)
forged(
    "endless",
    "Sends the judge one answer after the other, without end.",
    "while True: channel().send(answer(value=1))",
)
forged(
    "endless_requests",
    "Asks the judge for help without end.",
    "while True: channel().send({'ask': 'sigmoid', 'args': [1.0], 'keywords': {}})",
)
forged(
    "request_of_no_kind",
    "Asks the judge for help with something that is no exercise's name.",
    "channel().send({'ask': []})",
)
forged(
    "length",
    "Announces a message of four gigabytes, and sends nothing of it.",
    "channel().connection.sendall(b'\\xff\\xff\\xff\\xff')\nwhile True: pass",
)
forged(
    "half_a_frame",
    "Begins a message, and never finishes it.",
    "channel().connection.sendall(b'\\0\\0\\1\\0{')\nwhile True: pass",
)
forged(
    "no_json",
    "Sends the judge a pickle in the place of JSON.",
    "raw(b'\\x80\\x04\\x95 this is a pickle.')",
)
forged("no_object", "Sends the judge a JSON list, where it expects an object.", "raw(b'[1, 2]')")
forged(
    "deep_json",
    "Sends the judge JSON that is nested a hundred thousand levels deep.",
    "raw(b'[' * 100_000 + b']' * 100_000)",
)
forged(
    "deep_value",
    "Answers with a value that is nested almost too deeply to be read.",
    """
value = "[" * 950 + "]" * 950
raw(json.dumps(answer(value="@")).replace('"@"', value).encode())
while True: pass
""",
)
forged(
    "wide_value",
    "Answers with a list of two million empty lists.",
    "channel().send(answer(value=[[]] * 2_000_000))\nwhile True: pass",
)
forged(
    "kind",
    "Answers that the outcome of the call is that it is right.",
    "channel().send(answer(kind='right'))\nwhile True: pass",
)
forged(
    "kind_of_dict",
    "Answers with a dictionary as the kind of the outcome.",
    "channel().send(answer(kind={}))\nwhile True: pass",
)
forged(
    "changed",
    "Answers that the function changed an argument with a negative number.",
    "channel().send(answer(value=1, changed=[-100]))\nwhile True: pass",
)
forged(
    "many_changed",
    "Answers that the function changed many arguments that do not exist.",
    "channel().send(answer(value=1, changed=[10**9] * 99))\nwhile True: pass",
)
forged(
    "error",
    "Answers with an error whose parts are of wrong types.",
    "channel().send(answer(kind='raised', error=['E', 1, {}, [], 'x']))\nwhile True: pass",
)
forged(
    "not_started",
    "Answers that another exercise is not written yet, in a line with an absurdly high number.",
    "error = ['NotImplementedError', 'x', 'sigmoid', '', 10**30]\nchannel().send(answer(kind='raised', error=error))",
)
forged(
    "type_name",
    "Answers with a type whose name holds control characters and markup.",
    "channel().send(answer(value={'unsupported': '\\u202e\\x1b[2J\\ud800[/x]<b>'}))\nwhile True: pass",
)
forged(
    "npy_header",
    "Answers with an array file that claims more numbers than any memory holds.",
    """
import base64, io
header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (10**9, 10**9), }".replace(b"10**9", b"1000000000")
data = b"\\x93NUMPY\\x01\\x00" + len(header).to_bytes(2, "little") + header
channel().send(answer(value={"npy": base64.b64encode(data).decode()}))
while True: pass
""",
)
forged(
    "npy_of_objects",
    "Answers with an array of objects that run a command when they are unpickled.",
    """
import base64, io, os
class Bomb:
    def __reduce__(self): return (os.system, ("touch @COURSE@/leaked",))
buffer = io.BytesIO()
np.save(buffer, np.array([Bomb()], dtype=object), allow_pickle=True)
channel().send(answer(value={"npy": base64.b64encode(buffer.getvalue()).decode()}))
while True: pass
""",
)
forged(
    "npy_expression",
    "Answers with array files whose headers are odd, too deep, or code to evaluate.",
    """
import base64
odd = "{'descr': '<f8', 'fortran_order': 0, 'shape': (True,)}"
for text in (odd, "__import__('os').system('true')", "{" * 500, "(" * 900):
    data = b"\\x93NUMPY\\x01\\x00" + len(text).to_bytes(2, "little") + text.encode()
    channel().send(answer(value={"npy": base64.b64encode(data).decode()}))
while True: pass
""",
)
forged(
    "gigabyte",
    "Sends the judge a message of a gigabyte, and more after it.",
    """
chunk = b"x" * 2**20
channel().connection.sendall((2**30).to_bytes(4, "big"))
while True: channel().connection.sendall(chunk)
""",
)
# These last beyond the call, so they sit in the last exercise: what they spoil in their own process is their own.
forged(
    "lying_encoder",
    "Replaces the functions that encode the answers of the own process.",
    """
for module in [o for o in gc.get_objects() if type(o) is type(sys) and hasattr(o, "__name__")]:
    if module.__name__.startswith("autograder."):
        module.to_json = module.pack = lambda *a, **k: {"value": "right"}
json.dumps = lambda *a, **k: '{"status": "right"}'
np.lib.format.write_array = lambda *a, **k: None
""",
    exercise="model",
)
forged("closed_socket", "Closes the connection to the judge.", "channel().connection.close()")
forged(
    "replaced_worker",
    "Replaces the worker's methods that call functions and answer the judge.",
    """
worker = next(o for o in gc.get_objects() if type(o).__name__ == "Worker")
worker.answers = lambda question: [{"nonce": question["nonce"], "outcome": answer(value=True)["outcome"], "score": 2}]
type(worker).call = lambda self, question: None
""",
    exercise="model",
)
