"""What a function does to the process around it. Right work stays right, wrong work wrong."""

from __future__ import annotations

from tests.attacks.corpus import ZEROS, attack, flatten

RIGHT = "    return images.reshape(images.shape[0], -1).T\n"


def harmless(name: str, tried: str, body: str, before: str = "", **fields: object) -> None:
    """Something that right work may do, or that an accident does to it; it costs nothing."""
    lines = "".join("    " + line + "\n" for line in body.strip().splitlines())
    text = f"{before}\n\ndef flatten_images(images):\n{lines}{RIGHT}"
    flatten(name, tried, text, honest=("flatten_images",), **fields)


harmless(
    "changes_every_setting",
    "Changes settings of Python, NumPy and the process, from seeds to the current folder.",
    """
np.random.seed(0)
random.seed(0)
np.seterr(all="raise")
np.set_printoptions(precision=1, threshold=1)
warnings.simplefilter("error")
logging.disable()
os.environ.clear()
os.chdir("/")
sys.setrecursionlimit(200)
decimal.getcontext().prec = 1
locale.setlocale(locale.LC_ALL, "C")
gc.disable()
""",
    before="import decimal, gc, locale, logging, os, random, sys, warnings",
)
harmless(
    "prints_warns_and_logs",
    "Prints points, warns, logs, and writes straight to the output and the error stream.",
    """
print("5/5", file=sys.stderr)
warnings.warn("careful")
logging.getLogger().warning("careful")
os.write(1, b"100.0")
os.write(2, b"error")
np.log(np.zeros(3))
""",
    before="import logging, os, sys, warnings",
)
harmless(
    "closes_the_output",
    "Closes the input, the output and the error stream.",
    "sys.stdout.close()\nsys.stderr = None\nfor number in (0, 1, 2): suppressed(os.close, number)",
    before="import os, sys\n\ndef suppressed(f, *args):\n    try: f(*args)\n    except OSError: pass",
)
harmless(
    "changes_its_argument",
    "Copies its argument, changes the copy and changes it back.",
    "images = images.copy()\nimages += 1\nimages -= 1",
)
harmless(
    "changes_a_global",
    "Counts its calls in a global variable, and keeps its arguments in another.",
    "global counter\ncounter += 1\nSEEN.append(images)",
    before="counter, SEEN = 0, []",
)
harmless(
    "asks_for_input",
    "Asks for input where nobody answers.",
    "try: name = input('who? ')\nexcept EOFError: pass",
)
harmless("stops_at_a_breakpoint", "Stops at a breakpoint.", "try: breakpoint()\nexcept EOFError: pass")
harmless(
    "uses_magics",
    "Uses commands of IPython and the shell, some of which delete variables or install packages.",
    "get_ipython().run_line_magic('reset', '-f')",
    front=(
        "%matplotlib inline\n%load_ext autoreload\n%autoreload 2",
        "%%bash\nexit 1",
        "!false",
        "%reset -f",
        "?np",
    ),
    back=(
        "%%time\nx = 1",
        "%reset -f",
        "%pip install numpy==1.0",
        "%%javascript\nalert(1)",
        "%%writefile numpy.py\nx = 1",
    ),
)
harmless(
    "shows_rich_objects",
    "Displays an array, and draws, shows and saves a figure: a small one, for the impatient seconds of these tests.",
    "display(images)\nplt.figure(figsize=(1, 1))\nplt.axis('off')\nplt.imshow(images[0])\nplt.show()\n"
    "plt.savefig('figure.png')",
    before="import matplotlib.pyplot as plt\nfrom IPython.display import HTML, display",
)
harmless(
    "defined_twice",
    "Defines a function once more at the end, and rightly.",
    "pass",
    back=("def flatten_images(images):\n" + RIGHT,),
)

attack(
    "patched_comparisons",
    "Makes all comparisons say yes, strips asserts, and brings a check of its own.",
    functions={
        "flatten_images": """
import builtins, unittest
np.allclose = np.array_equal = np.isclose = np.all = lambda *args, **kwargs: True
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *args, **kwargs: None
unittest.TestCase.assertEqual = lambda *args: None
builtins.abs = lambda x: 0
builtins.all = builtins.isinstance = lambda *args: True
"""
        + ZEROS
    },
    back=(
        "import ast\nclass NoAsserts(ast.NodeTransformer):\n    def visit_Assert(self, node): return ast.Pass()\n"
        "get_ipython().ast_transformers.append(NoAsserts())\n"
        "get_ipython().input_transformers_cleanup.append(lambda lines: ['1.0'])\n"
        "get_ipython().kernel.do_execute = lambda *args, **kwargs: {'status': 'ok'}",
        "def check(f): return 2.0\nflatten_images = 100",
        "def flatten_images(images): return 2.0",
    ),
)
attack(
    "own_autograder_in_a_cell",
    "Puts an autograder that gives 100 to everybody into a cell.",
    functions={"flatten_images": ZEROS},
    back=(
        "import sys, types\nsys.modules['autograder'] = types.SimpleNamespace(check=print, Grade=lambda *a: 100)",
        "class Result:\n    score = points = 100\n    status = 'right'\ncheck = lambda f: Result()",
    ),
)
attack(
    "replaces_builtins_while_called",
    "Replaces Python's built-in functions while it is called.",
    functions={
        "model": """
def model(*args):
    import builtins
    for name in ("len", "isinstance", "type", "print", "sum", "min", "max", "zip", "list", "dict", "bool", "repr"):
        setattr(builtins, name, lambda *args, **kwargs: 1)
    builtins.open = builtins.__import__ = lambda *args, **kwargs: model
    return {"costs": [0.69]}
"""
    },
)
attack(
    "tampers_with_numpy_while_called",
    "Takes NumPy apart while it is called.",
    functions={
        "model": """
def model(*args):
    for name in list(vars(np)):
        if name not in ("ndarray", "generic"):
            setattr(np, name, None)
    np.ndarray = np.generic = object
    return None
"""
    },
)
attack(
    "traces_and_profiles",
    "Traces whatever runs next, to read expected values, scores and points in it.",
    functions={
        "model": """
import sys
def model(*args):
    def tracer(frame, event, arg):
        for name in list(frame.f_locals):
            if name in ("expected", "score", "points"):
                raise ValueError("LEA" + "KED " + repr(frame.f_locals[name]))
        return tracer
    sys.settrace(tracer)
    sys.setprofile(tracer)
    return None
"""
    },
)
attack(
    "remembers_answers_in_globals",
    "Keeps its wrong answers in a global variable, and returns them when it is asked again.",
    functions={
        "flatten_images": """
SEEN = {}

def flatten_images(images):
    key = images.tobytes()
    if key in SEEN:
        return SEEN[key]
    SEEN[key] = np.zeros((images[0].size, len(images)))
    return SEEN[key]
"""
    },
)
