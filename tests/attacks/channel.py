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


def forged(name: str, body: str, everyday: bool = False, exercise: str = "flatten_images") -> None:
    """An attack whose function does this, and then returns a wrong answer."""
    lines = "\n".join("    " + line for line in body.strip().splitlines())
    text = f"{FORGE}\ndef {exercise}(*args):\n{lines}\n    return np.zeros((3, 2))\n"
    attack(f"forged_{name}", functions={exercise: text}, everyday=everyday)


FULL_MARKS = '"status": "right", "score": 100, "parts": {"columns": 100}, "correct": True'

forged("marks", f"channel().send({{'nonce': nonce(), {FULL_MARKS}}})", everyday=True)
forged("early", "channel().send(answer(value=1))", everyday=True)
forged("twice", "channel().send(answer(value=1)); channel().send(answer(value=1))")
forged("without_nonce", "channel().send({'outcome': answer()['outcome']})")
forged("and_silent", "channel().send(answer(value=[1]))\nwhile True: pass")
forged("endless", "while True: channel().send(answer(value=1))", everyday=True)
forged("endless_requests", "while True: channel().send({'ask': 'sigmoid', 'args': [1.0], 'keywords': {}})")
forged("request_of_no_kind", "channel().send({'ask': []})", everyday=True)
forged("length", "channel().connection.sendall(b'\\xff\\xff\\xff\\xff')\nwhile True: pass", everyday=True)
forged("half_a_frame", "channel().connection.sendall(b'\\0\\0\\1\\0{')\nwhile True: pass")
forged("no_json", "raw(b'\\x80\\x04\\x95 this is a pickle.')", everyday=True)
forged("no_object", "raw(b'[1, 2]')")
forged("deep_json", "raw(b'[' * 100_000 + b']' * 100_000)")
forged(
    "deep_value",
    """
value = "[" * 950 + "]" * 950
raw(json.dumps(answer(value="@")).replace('"@"', value).encode())
while True: pass
""",
    everyday=True,
)
forged("wide_value", "channel().send(answer(value=[[]] * 2_000_000))\nwhile True: pass")
forged("kind", "channel().send(answer(kind='right'))\nwhile True: pass")
forged("kind_of_dict", "channel().send(answer(kind={}))\nwhile True: pass")
forged("changed", "channel().send(answer(value=1, changed=[-100]))\nwhile True: pass", everyday=True)
forged("many_changed", "channel().send(answer(value=1, changed=[10**9] * 99))\nwhile True: pass")
forged("error", "channel().send(answer(kind='raised', error=['E', 1, {}, [], 'x']))\nwhile True: pass")
forged(
    "not_started",
    "error = ['NotImplementedError', 'x', 'sigmoid', '', 10**30]\nchannel().send(answer(kind='raised', error=error))",
)
forged(
    "type_name",
    "channel().send(answer(value={'unsupported': '\\u202e\\x1b[2J\\ud800[/x]<b>'}))\nwhile True: pass",
)
forged(
    "npy_header",
    """
import base64, io
header = b"{'descr': '<f8', 'fortran_order': False, 'shape': (10**9, 10**9), }".replace(b"10**9", b"1000000000")
data = b"\\x93NUMPY\\x01\\x00" + len(header).to_bytes(2, "little") + header
channel().send(answer(value={"npy": base64.b64encode(data).decode()}))
while True: pass
""",
    everyday=True,
)
forged(
    "npy_of_objects",
    """
import base64, io, os
class Bomb:
    def __reduce__(self): return (os.system, ("touch @COURSE@/leaked",))
buffer = io.BytesIO()
np.save(buffer, np.array([Bomb()], dtype=object), allow_pickle=True)
channel().send(answer(value={"npy": base64.b64encode(buffer.getvalue()).decode()}))
while True: pass
""",
    everyday=True,
)
forged(
    "npy_expression",
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
    """
chunk = b"x" * 2**20
channel().connection.sendall((2**30).to_bytes(4, "big"))
while True: channel().connection.sendall(chunk)
""",
)
# These last beyond the call, so they sit in the last exercise: what they spoil in their own process is their own.
forged(
    "lying_encoder",
    """
for module in [o for o in gc.get_objects() if type(o) is type(sys) and hasattr(o, "__name__")]:
    if module.__name__.startswith("autograder."):
        module.to_json = module.pack = lambda *a, **k: {"value": "right"}
json.dumps = lambda *a, **k: '{"status": "right"}'
np.lib.format.write_array = lambda *a, **k: None
""",
    everyday=True,
    exercise="model",
)
forged("closed_socket", "channel().connection.close()", everyday=True)
forged(
    "replaced_worker",
    """
worker = next(o for o in gc.get_objects() if type(o).__name__ == "Worker")
worker.answer = lambda question: {"nonce": question["nonce"], "outcome": answer(value=True)["outcome"], "score": 2}
type(worker).call = lambda self, question: None
""",
    exercise="model",
)
