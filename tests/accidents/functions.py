"""How right functions are written: with leftovers, with more than was asked for, in an odd way."""

from __future__ import annotations

from tests.accidents.corpus import EXERCISES, above, accident, below, edit, inside, rewrite
from tests.sample_class.template import Data

FLATTEN = "def flatten_images(images):\n    return images.reshape(images.shape[0], -1).T"
SIGMOID = "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))"
INITIALIZE = "def initialize_with_zeros(dim):\n    return np.zeros((dim, 1)), 0.0"

# --- said, shown, logged --------------------------------------------------------------------------------------------


@accident(everyday=True)
def prints_in_every_function(notebook: Data) -> None:
    """A print in every function, to find a mistake."""
    inside(notebook, "print('here')")


@accident
def prints_all_variables(notebook: Data) -> None:
    """All local variables are printed in every function."""
    inside(notebook, "print(locals())")


@accident
def prints_a_progress_bar(notebook: Data) -> None:
    """A bar of progress that goes back to the beginning of the line, as tqdm prints it."""
    inside(notebook, "for done in range(20):\n    print('\\r' + '█' * done, f'{done * 5}%', end='', flush=True)")


@accident
def prints_to_the_error_stream(notebook: Data) -> None:
    """Notes go to the error stream."""
    inside(notebook, "import sys\nprint('careful', file=sys.stderr)")


@accident
def prints_in_colour(notebook: Data) -> None:
    """Coloured text and emoji."""
    inside(notebook, "print('\\x1b[32m✓ 👍\\x1b[0m')")


@accident
def logs(notebook: Data) -> None:
    """A logger set up in a cell, and used in every function."""
    above(notebook, "import logging\nlogging.basicConfig(level=logging.DEBUG)\nlog = logging.getLogger('me')")
    inside(notebook, "log.warning('at work')")


@accident
def warns(notebook: Data) -> None:
    """A warning in every function."""
    inside(notebook, "import warnings\nwarnings.warn('not tested yet')")


@accident
def warnings_are_errors(notebook: Data) -> None:
    """Warnings are errors in the whole notebook."""
    above(notebook, "import warnings\nwarnings.simplefilter('error')")
    inside(notebook, "import warnings\nwarnings.simplefilter('error')")


@accident
def warnings_are_silenced(notebook: Data) -> None:
    """Warnings of Python and of NumPy are silenced inside the functions."""
    inside(notebook, "import warnings\nwarnings.filterwarnings('ignore')\nnp.seterr(all='ignore')")


@accident
def plots_in_every_function(notebook: Data) -> None:
    """A figure in every function, never closed."""
    inside(notebook, "import matplotlib.pyplot as plt\nplt.figure()\nplt.plot([1, 2])\nplt.show()", "graph_forward")
    inside(notebook, "plt.imshow(np.ones((2, 2)))\nplt.title('so far')\nplt.show()", "flatten_images", "predict")


@accident
def saves_a_figure(notebook: Data) -> None:
    """A figure is written to the folder one stands in."""
    inside(notebook, "plt.plot([1, 2])\nplt.savefig('figure.png')", "predict")


@accident
def displays_in_a_function(notebook: Data) -> None:
    """IPython's display inside a function, without an import."""
    inside(notebook, "display('now')", "sigmoid", "predict")


@accident(everyday=True)
def writes_a_file(notebook: Data) -> None:
    """What comes in is saved to the folder one stands in, and read again."""
    inside(notebook, "np.save('X.npy', X)\nassert np.all(np.load('X.npy') == X)", "predict")
    inside(notebook, "with open('log.txt', 'a') as file:\n    file.write('called\\n')", "flatten_images", "model")


# --- what the process is left in -------------------------------------------------------------------------------------


@accident(everyday=True)
def seeds_everywhere(notebook: Data) -> None:
    """np.random.seed in every function."""
    inside(notebook, "np.random.seed(1)")


@accident
def draws_at_random(notebook: Data) -> None:
    """Random numbers are drawn and thrown away."""
    inside(notebook, "import random\nrandom.random(), np.random.rand(3)")


@accident
def counts_its_calls(notebook: Data) -> None:
    """A global variable counts the calls of all functions."""
    above(notebook, "calls = 0")
    edit(
        notebook,
        lambda text: text.replace("### START", "global calls\n    calls += 1\n    ### START", 1),
        "sigmoid",
        "predict",
    )


@accident
def keeps_a_history(notebook: Data) -> None:
    """Everything that comes in is put into a list of the notebook."""
    above(notebook, "history = []")
    inside(notebook, "history.append(z)", "sigmoid")
    inside(notebook, "history.append((w, b))", "propagate", "predict")


@accident
def prints_few_digits(notebook: Data) -> None:
    """np.set_printoptions in a function."""
    inside(notebook, "np.set_printoptions(precision=2, suppress=True)")


@accident
def sleeps_a_little(notebook: Data) -> None:
    """A pause to make the progress visible."""
    inside(notebook, "import time\ntime.sleep(0.1)", "flatten_images", "predict")


@accident
def takes_the_time(notebook: Data) -> None:
    """Every function prints how long it took."""
    inside(notebook, "import time\nstart = time.perf_counter()\nprint(time.perf_counter() - start)")


@accident
def errors_of_numpy_are_raised(notebook: Data) -> None:
    """Floating-point errors raise where none occurs."""
    inside(notebook, "np.seterr(divide='raise', invalid='raise')", "flatten_images", "initialize_with_zeros")


# --- how the text looks ----------------------------------------------------------------------------------------------


@accident
def tabs(notebook: Data) -> None:
    """Tabs in the place of spaces."""
    edit(notebook, lambda text: text.replace("    ", "\t"))


@accident
def two_spaces(notebook: Data) -> None:
    """Indented by two."""
    edit(
        notebook,
        lambda text: "\n".join(" " * ((len(x) - len(x.lstrip())) // 2) + x.lstrip() for x in text.split("\n")),
        "sigmoid",
        "predict",
        "optimize",
    )


@accident(everyday=True)
def carriage_returns(notebook: Data) -> None:
    """Lines end as on Windows."""
    edit(notebook, lambda text: text.replace("\n", "\r\n"))


@accident
def trailing_blanks(notebook: Data) -> None:
    """Blanks at the ends of lines, and empty lines at the end."""
    edit(notebook, lambda text: text.replace("\n", "  \n") + "\n\n\n   ")


@accident
def no_break_spaces(notebook: Data) -> None:
    """Spaces copied from a web page in a comment and a docstring."""
    edit(notebook, lambda text: text.replace("### START", "# copied\xa0from\xa0a\xa0page\n    ### START", 1), "sigmoid")


@accident
def markers_deleted(notebook: Data) -> None:
    """The lines that say where the code begins and ends are gone."""
    edit(notebook, lambda text: "\n".join(line for line in text.split("\n") if "CODE HERE" not in line))


@accident
def markers_translated(notebook: Data) -> None:
    """The markers were translated with the page."""
    edit(
        notebook, lambda text: text.replace("START CODE HERE", "HIER BEGINNT DER CODE").replace("END CODE HERE", "ENDE")
    )


@accident
def docstrings_deleted(notebook: Data) -> None:
    """No docstrings, and nothing but what is needed."""
    rewrite(notebook, "flatten_images", FLATTEN)
    rewrite(notebook, "sigmoid", SIGMOID)
    rewrite(notebook, "initialize_with_zeros", INITIALIZE)


@accident
def docstrings_in_another_language(notebook: Data) -> None:
    """Docstrings and comments in Chinese, Arabic and with emoji."""
    edit(notebook, lambda text: text.replace('"""', '"""神经网络 شبكة 🧠 ', 1))


@accident
def old_attempts_in_comments(notebook: Data) -> None:
    """Earlier attempts are still there as comments."""
    inside(notebook, "# return 0\n# x = np.zeros(3)  # why not??\n# def f(: \n# TODO ask")


@accident
def old_attempts_in_a_text(notebook: Data) -> None:
    """An earlier attempt is kept as a text that nobody uses."""
    inside(notebook, "'''\ndef old(z):\n    return wrong(z\n'''", "sigmoid", "model")


@accident
def semicolons(notebook: Data) -> None:
    """Semicolons at the ends, as in another language."""
    inside(notebook, "pass; pass;", "sigmoid", "predict")
    rewrite(
        notebook,
        "initialize_with_zeros",
        "def initialize_with_zeros(dim):\n    w = np.zeros((dim, 1)); b = 0.0; return w, b;",
    )


@accident
def lines_are_continued(notebook: Data) -> None:
    """One expression over many lines, with backslashes and brackets."""
    rewrite(
        notebook,
        "sigmoid",
        "def sigmoid(z):\n    return 1 / \\\n        (\n            1\n            + np.exp(\n                -z\n            )\n        )",
    )


@accident
def a_magic_above_the_function(notebook: Data) -> None:
    """%%time in the first line of an exercise."""
    edit(notebook, lambda text: "%%time\n" + text, "sigmoid", "propagate")


@accident
def a_function_is_captured(notebook: Data) -> None:
    """%%capture above a function, and a shell command below it."""
    edit(notebook, lambda text: "%%capture\n" + text, "predict")
    edit(notebook, lambda text: text + "\n\n!date\n%matplotlib inline", "sigmoid")


@accident
def marks_of_a_script(notebook: Data) -> None:
    """Comments of a notebook that was a script in between."""
    edit(notebook, lambda text: "#!/usr/bin/env python\n# coding: utf-8\n\n# In[12]:\n\n\n" + text + "\n\n\n# In[ ]:\n")


@accident
def cells_of_an_editor(notebook: Data) -> None:
    """Comments that mark cells in VS Code and Spyder."""
    edit(notebook, lambda text: "# %% [code]\n#%%\n# region mine\n" + text + "\n# endregion\n")


# --- how functions are defined ----------------------------------------------------------------------------------------


@accident
def typed(notebook: Data) -> None:
    """Types on arguments and results."""
    rewrite(notebook, "sigmoid", SIGMOID.replace("(z):", "(z: np.ndarray | float) -> np.ndarray:"))
    rewrite(
        notebook, "initialize_with_zeros", INITIALIZE.replace("(dim):", "(dim: int) -> 'tuple[np.ndarray, float]':")
    )


@accident
def typed_with_names_that_are_imported(notebook: Data) -> None:
    """Types from typing and numpy.typing, imported in a cell of one's own."""
    above(notebook, "from typing import Optional, Tuple\nimport numpy.typing as npt")
    rewrite(notebook, "flatten_images", FLATTEN.replace("(images):", "(images: npt.NDArray) -> Optional[npt.NDArray]:"))


@accident
def typed_with_names_that_are_not(notebook: Data) -> None:
    """Types that are never looked at, after the import from the future."""
    edit(
        notebook,
        lambda text: "from __future__ import annotations\n" + text.replace("(z):", "(z: Array) -> Array:"),
        "sigmoid",
    )


@accident
def a_nested_helper(notebook: Data) -> None:
    """A function inside the function."""
    rewrite(notebook, "sigmoid", "def sigmoid(z):\n    def e(t):\n        return np.exp(-t)\n    return 1 / (1 + e(z))")


@accident
def nested_helpers_that_share(notebook: Data) -> None:
    """Nested functions that change a variable of the function around them."""
    rewrite(
        notebook,
        "flatten_images",
        "def flatten_images(images):\n    columns = None\n    def work():\n        nonlocal columns\n        columns = images.reshape(images.shape[0], -1)\n    work()\n    return columns.T",
    )


@accident(everyday=True)
def a_helper_in_a_cell_above(notebook: Data) -> None:
    """A helper in a cell of one's own."""
    above(notebook, "def turned(x):\n    return x.T")
    rewrite(
        notebook, "flatten_images", "def flatten_images(images):\n    return turned(images.reshape(len(images), -1))"
    )


@accident
def a_helper_at_the_end(notebook: Data) -> None:
    """A helper that is defined below all that uses it."""
    below(notebook, "def turned(x):\n    return x.T")
    rewrite(
        notebook, "flatten_images", "def flatten_images(images):\n    return turned(images.reshape(len(images), -1))"
    )


@accident
def a_helper_that_calls_itself(notebook: Data) -> None:
    """A helper with recursion."""
    above(notebook, "def zeros(n):\n    return [] if n == 0 else [[0.0], *zeros(n - 1)]")
    rewrite(
        notebook,
        "initialize_with_zeros",
        "def initialize_with_zeros(dim):\n    return np.array(zeros(dim)).reshape(dim, 1), 0.0",
    )


@accident(everyday=True)
def a_lambda(notebook: Data) -> None:
    """An exercise as a lambda."""
    rewrite(notebook, "sigmoid", "sigmoid = lambda z: 1 / (1 + np.exp(-z))")


@accident
def a_decorator(notebook: Data) -> None:
    """A decorator of one's own that says how long each function takes."""
    above(
        notebook,
        "import functools, time\n\ndef timed(f):\n    @functools.wraps(f)\n    def g(*args, **kwargs):\n        start = time.time()\n        out = f(*args, **kwargs)\n        print(f.__name__, time.time() - start)\n        return out\n    return g",
    )
    edit(notebook, lambda text: "@timed\n" + text, "sigmoid", "predict", "model")


@accident
def a_decorator_without_a_name(notebook: Data) -> None:
    """A decorator that loses the name of the function."""
    above(notebook, "def loud(f):\n    return lambda *a, **k: f(*a, **k)")
    edit(notebook, lambda text: "@loud\n" + text, "flatten_images")


@accident
def a_class_around_it(notebook: Data) -> None:
    """A class with static methods, and the name that was asked for below."""
    rewrite(
        notebook,
        "sigmoid",
        "class Neuron:\n    @staticmethod\n    def sigmoid(z):\n        return 1 / (1 + np.exp(-z))\n\nsigmoid = Neuron.sigmoid",
    )


@accident
def made_by_partial(notebook: Data) -> None:
    """An exercise that functools.partial makes of a more general function."""
    rewrite(
        notebook,
        "sigmoid",
        "from functools import partial\n\ndef logistic(k, z):\n    return 1 / (1 + np.exp(-k * z))\n\nsigmoid = partial(logistic, 1)",
    )


@accident
def another_name_for_it(notebook: Data) -> None:
    """A function under another name, and an assignment of the right one."""
    rewrite(notebook, "sigmoid", SIGMOID.replace("def sigmoid", "def logistic") + "\n\nsigmoid = logistic")


@accident
def other_names_of_arguments(notebook: Data) -> None:
    """Arguments with names of one's own."""
    rewrite(notebook, "flatten_images", FLATTEN.replace("images", "pics").replace("flatten_pics", "flatten_images"))
    rewrite(notebook, "sigmoid", "def sigmoid(x):\n    return 1 / (1 + np.exp(-x))")


@accident
def more_arguments(notebook: Data) -> None:
    """One more argument, with a value by default."""
    rewrite(notebook, "sigmoid", SIGMOID.replace("(z)", "(z, verbose=False, *rest, **more)"))


@accident
def names_of_other_alphabets(notebook: Data) -> None:
    """Greek and accented names."""
    rewrite(notebook, "sigmoid", "def sigmoid(ζ):\n    σ = 1 / (1 + np.exp(-ζ))\n    return σ")
    rewrite(
        notebook,
        "initialize_with_zeros",
        "def initialize_with_zeros(größe):\n    β = 0.0\n    poids_à_zéro = np.zeros((größe, 1))\n    return poids_à_zéro, β",
    )


@accident
def names_of_builtins(notebook: Data) -> None:
    """Variables that hide functions of Python."""
    inside(notebook, "sum = len = list = max = input = None")


@accident
def constants_of_the_notebook(notebook: Data) -> None:
    """Constants that a cell of one's own defines."""
    above(notebook, "EINS = 1\nONE, TWO = EINS, 2")
    rewrite(notebook, "sigmoid", SIGMOID.replace("1 / (1 +", "ONE / (ONE +"))


@accident
def imports_inside(notebook: Data) -> None:
    """Imports inside the functions, and star imports above them."""
    above(notebook, "from numpy import *\nfrom math import *\nimport numpy")
    inside(notebook, "import numpy as np, os, sys, math, collections")


@accident
def everything_in_a_try(notebook: Data) -> None:
    """try and except around the work."""
    rewrite(
        notebook,
        "sigmoid",
        "def sigmoid(z):\n    try:\n        s = 1 / (1 + np.exp(-z))\n    except Exception as e:\n        print(e)\n        raise\n    finally:\n        pass\n    return s",
    )


@accident
def quiet_about_overflow(notebook: Data) -> None:
    """with np.errstate around a formula."""
    rewrite(
        notebook,
        "sigmoid",
        "def sigmoid(z):\n    with np.errstate(over='ignore'):\n        return 1 / (1 + np.exp(-z))",
    )


@accident
def own_asserts(notebook: Data) -> None:
    """Asserts about shapes, which hold."""
    inside(notebook, "assert images.ndim == 4, images.shape", "flatten_images")
    inside(
        notebook,
        "assert w.shape == (X.shape[0], 1)\nassert isinstance(float(np.squeeze(b)), float)",
        "propagate",
        "predict",
    )


@accident
def code_behind_the_end(notebook: Data) -> None:
    """Lines below the return that are never reached."""
    edit(notebook, lambda text: text + "\n    print('done')\n    return None")


@accident
def loops(notebook: Data) -> None:
    """Loops where an array would do."""
    rewrite(
        notebook,
        "flatten_images",
        "def flatten_images(images):\n    columns = []\n    for image in images:\n        column = []\n        for row in image:\n            for pixel in row:\n                for value in pixel:\n                    column.append(value)\n        columns.append(column)\n    return np.array(columns).T",
    )


@accident
def newer_python(notebook: Data) -> None:
    """match, the walrus and nested texts."""
    rewrite(
        notebook,
        "initialize_with_zeros",
        'def initialize_with_zeros(dim):\n    match dim:\n        case int() | np.integer():\n            print(f"{(n := dim)!r:>{3}}")\n    return np.zeros((dim, 1)), 0.0',
    )


@accident
def numpy_numbers(notebook: Data) -> None:
    """Numbers as arrays without dimensions or NumPy's scalars."""
    edit(notebook, lambda text: text.replace("b = 0.0", "b = np.float64(0)"), "initialize_with_zeros")
    edit(notebook, lambda text: text.replace("u = b * c", "u = np.array(b * c)"), "graph_forward")


@accident
def several_returns(notebook: Data) -> None:
    """A return in each branch."""
    rewrite(
        notebook,
        "sigmoid",
        "def sigmoid(z):\n    if np.isscalar(z):\n        return 1 / (1 + np.exp(-z))\n    else:\n        return np.divide(1, np.add(1, np.exp(np.negative(z))))",
    )


@accident
def copies_what_comes_in(notebook: Data) -> None:
    """Arguments are copied and the copies changed."""
    rewrite(
        notebook,
        "sigmoid",
        "def sigmoid(z):\n    z = np.array(z, dtype=float)\n    z *= -1\n    z = np.exp(z)\n    z += 1\n    return 1 / z",
    )


@accident
def all_functions_in_each_cell(notebook: Data) -> None:
    """Who was not sure has copied the solution of all exercises into the cell of the last one."""
    texts = {
        cell["metadata"].get("nbgrader", {}).get("grade_id"): "".join(cell["source"]) for cell in notebook["cells"]
    }
    rewrite(notebook, "model", "\n\n\n".join(texts[name] for name in EXERCISES))
