"""What stands around right functions: other cells, in another order, some of which stop with an error."""

from __future__ import annotations

from tests.accidents.corpus import EXERCISES, above, accident, below, code_cells, edit, is_exercise, without
from tests.sample_class.template import Data, cell_called, code, name_of, text_of

WRONG = "def sigmoid(z):\n    return np.exp(z)"

# --- cells that moved, went or multiplied ----------------------------------------------------------------------------


def texts_of(notebook: Data) -> list[str]:
    return [text_of(cell_called(notebook, name)) for name in EXERCISES]


@accident(everyday=True)
def all_in_one_cell(notebook: Data) -> None:
    """All functions were merged into the cell of the first one."""
    texts = texts_of(notebook)
    without(notebook, lambda cell: is_exercise(cell) and name_of(cell) != EXERCISES[0])
    cell_called(notebook, EXERCISES[0])["source"] = "\n\n".join(texts)


@accident
def everything_is_one_cell(notebook: Data) -> Data:
    """The whole notebook was merged into one cell, checks and figures included."""
    text = "\n\n".join(text_of(cell) for cell in code_cells(notebook))
    return {**notebook, "cells": [code(text)]}


@accident
def functions_moved_to_the_end(notebook: Data) -> None:
    """All functions were moved below everything else."""
    notebook["cells"].sort(key=is_exercise)


@accident
def functions_moved_to_the_top(notebook: Data) -> None:
    """All functions stand above the imports."""
    notebook["cells"].sort(key=lambda cell: not is_exercise(cell))


@accident
def functions_in_another_order(notebook: Data) -> None:
    """The functions are in the reverse order, the other cells are where they were."""
    texts = texts_of(notebook)
    for name, text in zip(EXERCISES, reversed(texts), strict=True):
        cell_called(notebook, name)["source"] = text


@accident
def functions_in_cells_of_ones_own(notebook: Data) -> None:
    """The exercise cells are empty; what belongs there is in new cells at the end."""
    texts = texts_of(notebook)
    for name in EXERCISES:
        cell_called(notebook, name)["source"] = ""
    below(notebook, *texts)


@accident
def exercise_cells_deleted(notebook: Data) -> None:
    """The exercise cells were deleted, and new ones written."""
    texts = texts_of(notebook)
    without(notebook, is_exercise)
    below(notebook, *texts)


@accident
def check_cells_deleted(notebook: Data) -> None:
    """All cells with checks were deleted."""
    without(notebook, lambda cell: name_of(cell).startswith("check_"))


@accident
def text_deleted(notebook: Data) -> None:
    """Only code is left."""
    without(notebook, lambda cell: cell["cell_type"] != "code")


@accident
def import_cell_deleted(notebook: Data) -> None:
    """The cell with the imports was deleted."""
    without(notebook, lambda cell: name_of(cell) == "imports")


@accident
def import_cell_changed(notebook: Data) -> None:
    """More imports in the cell of the imports."""
    edit(notebook, lambda text: text + "\nimport os\nimport pandas as pd\nimport tensorflow as tf", "imports")


@accident
def given_cells_deleted(notebook: Data) -> None:
    """Nothing is left but the functions."""
    without(notebook, lambda cell: not is_exercise(cell))


@accident
def every_cell_twice(notebook: Data) -> None:
    """Everything was selected, copied and pasted below."""
    notebook["cells"] += [dict(cell) for cell in notebook["cells"]]


@accident
def old_versions_above(notebook: Data) -> None:
    """Wrong attempts in cells of their own above the right function."""
    above(notebook, WRONG, "def sigmoid(z):\n    return 1 / (1 + np.exp(z", "def model():\n    pass")


@accident
def a_wrong_and_a_right_one_in_a_cell(notebook: Data) -> None:
    """A wrong version above the right one in the same cell."""
    edit(notebook, lambda text: f"{WRONG}\n\n{text}", "sigmoid")


@accident
def copies_of_which_the_last_is_right(notebook: Data) -> None:
    """Five copies of a function at the end, the last of them right."""
    below(notebook, *[WRONG.replace("np.exp", f"{number} * np.exp") for number in range(4)])
    below(notebook, text_of(cell_called(notebook, "sigmoid")))


@accident
def empty_cells_everywhere(notebook: Data) -> None:
    """An empty cell after each cell."""
    notebook["cells"] = [cell for old in notebook["cells"] for cell in (old, code(""))]


@accident
def cells_of_comments(notebook: Data) -> None:
    """Cells that hold comments alone."""
    above(notebook, "# my homework", "#", "# %% notes\n# - ask\n")
    below(notebook, "# the end", "...", "pass", "'''a text'''")


@accident
def a_function_in_two_cells(notebook: Data) -> None:
    """A cell was split in the middle of a function; the whole function is below."""
    text = text_of(cell_called(notebook, "predict"))
    half = len(text) // 2
    cell_called(notebook, "predict")["source"] = text[:half]
    below(notebook, text[half:], text)


# --- cells that cannot be run ----------------------------------------------------------------------------------------


@accident(everyday=True)
def text_in_a_code_cell(notebook: Data) -> None:
    """Markdown in a code cell."""
    above(notebook, "# My answers\n\nThis is *my* work, isn't it?\n\n- one\n- $\\sigma(z)$")
    below(notebook, "I could not do more, sorry :(")


@accident
def an_output_pasted_into_a_cell(notebook: Data) -> None:
    """A traceback was pasted into a cell."""
    below(
        notebook,
        "---------------------------------\nValueError          Traceback (most recent call last)\n----> 1 f(x)",
    )


@accident
def errors_in_cells(notebook: Data) -> None:
    """Cells that stop with an error of every kind."""
    above(notebook, "1 / 0", "undefined_name", "raise ValueError('test')", "[][0]", "np.zeros(3) + np.zeros(4)")
    below(notebook, "sigmoid()", "sigmoid(1, 2, 3)", "assert False, 'todo'", "raise NotImplementedError", "{}['x']")


@accident(everyday=True)
def exits_in_a_cell(notebook: Data) -> None:
    """sys.exit, exit and quit in cells, to stop "run all"."""
    above(
        notebook,
        "import sys\nsys.exit()",
        "exit()",
        "quit()",
        "raise SystemExit('stop here')",
        "import os\nos._exit(1)",
    )


@accident
def a_cell_that_was_stopped(notebook: Data) -> None:
    """A loop without an end that the student has interrupted."""
    above(notebook, "i = 0\nwhile True:\n    i += 1", "raise KeyboardInterrupt")


@accident
def input_in_a_cell(notebook: Data) -> None:
    """A cell that asks for something."""
    above(notebook, "name = input('Your name: ')\nage = int(input())", "import getpass\ngetpass.getpass()")


@accident
def the_debugger(notebook: Data) -> None:
    """Calls of the debugger were left."""
    above(notebook, "breakpoint()", "import pdb; pdb.set_trace()", "%debug", "%pdb on")


@accident
def a_cell_in_another_language(notebook: Data) -> None:
    """Cells in R, C and HTML, and a shell script."""
    below(
        notebook,
        "x <- c(1, 2)\nprint(x$y)",
        "int main(void) { return 0; }",
        "%%html\n<b>x</b>",
        "%%bash\nls | wc",
        "%%latex\n$x$",
    )


# --- magics, shell, programs -----------------------------------------------------------------------------------------


@accident
def magics_for_figures(notebook: Data) -> None:
    """%matplotlib in its variants, as old notebooks have it."""
    above(
        notebook,
        "%matplotlib inline",
        "%matplotlib notebook",
        "%matplotlib widget",
        "%config InlineBackend.figure_format = 'retina'",
    )


@accident
def magics_that_reload(notebook: Data) -> None:
    """autoreload, and magics that nobody has installed."""
    above(notebook, "%load_ext autoreload\n%autoreload 2", "%load_ext tensorboard", "%load_ext line_profiler\n%lprun f")


@accident(everyday=True)
def installs_packages(notebook: Data) -> None:
    """pip and conda in several ways."""
    above(
        notebook,
        "!pip install numpy==1.0 matplotlib",
        "%pip install -q torch",
        "%conda install numpy",
        "! apt-get update && apt-get install -y x",
        "import subprocess, sys\nsubprocess.run([sys.executable, '-m', 'pip', 'install', 'x'])",
    )


@accident
def shell_commands(notebook: Data) -> None:
    """The shell's output in a variable, and a change of folder."""
    above(
        notebook, "files = !ls -la\nprint(files)", "%cd ..", "!wget https://example.org/x.h5", "%ls", "cd data", "pwd"
    )


@accident
def asks_for_help(notebook: Data) -> None:
    """help, ? and ?? in cells."""
    below(
        notebook,
        "?np.exp",
        "sigmoid??",
        "help(sigmoid)",
        "np.*exp*?",
        "dir()",
        "print(sigmoid.__doc__)",
        "%whos",
        "%history",
    )


@accident
def times_everything(notebook: Data) -> None:
    """%timeit, %%time and %prun around calls."""
    below(
        notebook, "%timeit sigmoid(1)", "%%time\nsigmoid(np.zeros(3))", "%prun sigmoid(2)", "%%timeit -n 1\nsigmoid(3)"
    )


@accident
def everything_is_reset(notebook: Data) -> None:
    """%reset at the top and at the end, to be sure that all is fresh."""
    above(notebook, "%reset -f")
    below(notebook, "%reset -f", "%xdel sigmoid")


@accident
def the_drive_is_mounted(notebook: Data) -> None:
    """What Colab writes to get at files."""
    above(
        notebook,
        "from google.colab import drive\ndrive.mount('/content/drive')",
        "from google.colab import files\nuploaded = files.upload()",
        "import os\nos.chdir('/content/drive/MyDrive/course')",
        "%cd /content",
    )


@accident
def imports_that_are_not_needed(notebook: Data) -> None:
    """Heavy libraries that nobody needs and that may not be there."""
    above(
        notebook,
        "import tensorflow as tf\nimport torch, sklearn, pandas as pd, scipy",
        "import cv2",
        "from planar_utils import *\nfrom lr_utils import load_dataset",
    )


@accident
def imports_in_every_cell(notebook: Data) -> None:
    """The imports were pasted on top of every exercise."""
    edit(
        notebook,
        lambda text: "import numpy as np\nimport matplotlib.pyplot as plt\nfrom autograder import check\n\n" + text,
    )


@accident
def a_module_of_ones_own(notebook: Data) -> None:
    """A module that only the student's computer has."""
    above(
        notebook,
        "import my_helpers\nfrom utils.plots import show_all",
        "import sys\nsys.path.append('/home/ada/course')\nfrom solution import *",
    )


@accident
def widgets(notebook: Data) -> None:
    """Sliders and bars of progress that are not installed here."""
    below(
        notebook,
        "from ipywidgets import interact\ninteract(sigmoid, z=(0, 1))",
        "from tqdm.notebook import tqdm\nfor i in tqdm(range(3)): pass",
    )


# --- cells that use the functions ------------------------------------------------------------------------------------


@accident
def tests_of_ones_own(notebook: Data) -> None:
    """Own tests in cells, right and wrong ones."""
    below(
        notebook,
        "assert sigmoid(0) == 0.5\nassert sigmoid(0) == 0.6",
        "import unittest\nclass T(unittest.TestCase):\n    def test(self): self.assertEqual(sigmoid(0), 1)\nunittest.main(argv=[''], exit=False)",
    )


@accident
def a_main_program(notebook: Data) -> None:
    """if __name__ == "__main__" below a function."""
    edit(notebook, lambda text: text + "\n\nif __name__ == '__main__':\n    print(sigmoid(0), 1 / 0)", "sigmoid")


@accident
def variables_named_like_functions(notebook: Data) -> None:
    """Results are kept under the names of the functions."""
    below(
        notebook,
        "sigmoid = sigmoid(0)",
        "model = model(np.zeros((2, 3)), np.ones((1, 3)), np.zeros((2, 3)), np.ones((1, 3)), 10)",
        "predict = predict(np.zeros((2, 1)), 0, np.zeros((2, 3)))",
    )


@accident
def variables_named_like_arguments(notebook: Data) -> None:
    """Variables of the notebook that are called as the arguments are."""
    above(
        notebook,
        "w, b, X, Y, z, m, dim, images, A, cost, costs, grads, params = range(13)\nnum_iterations = 1\nlearning_rate = 0",
    )


@accident
def trains_for_long(notebook: Data) -> None:
    """Long training in a cell, and a search over many rates."""
    below(
        notebook,
        "for rate in np.linspace(0.001, 1, 500):\n    model(train_set_x, train_set_y, test_set_x, test_set_y, 20000, rate)",
    )


@accident
def reads_the_data_files(notebook: Data) -> None:
    """The data files are opened by their paths, with paths that are right nowhere."""
    above(
        notebook,
        "import h5py\nfile = h5py.File('data/galaxy_nebula.h5', 'r')\nX = np.array(file['x'])",
        "data = np.loadtxt('../data/iris.csv')",
        "open('datasets/train.h5')",
    )


@accident
def writes_files_in_cells(notebook: Data) -> None:
    """Cells that save what was trained, and export the notebook."""
    below(
        notebook,
        "np.savez('weights.npz', w=1)\nimport pickle\npickle.dump({}, open('model.pkl', 'wb'))",
        "%%writefile helper.py\nx = 1",
        "!jupyter nbconvert --to pdf *.ipynb",
        "import shutil\nshutil.make_archive('all', 'zip', '.')",
    )


@accident
def plots_in_cells(notebook: Data) -> None:
    """Own figures, with a style and a backend of one's own."""
    above(
        notebook,
        "import matplotlib\nmatplotlib.use('TkAgg')\nimport matplotlib.pyplot as plt\nplt.style.use('seaborn')\nplt.rcParams['figure.figsize'] = 20, 20\nplt.ion()",
    )
    below(notebook, "x = np.linspace(-5, 5)\nplt.plot(x, sigmoid(x))\nplt.show()\nplt.savefig('s.pdf')")


@accident
def seeds_in_cells(notebook: Data) -> None:
    """Seeds and settings in cells."""
    above(
        notebook,
        "np.random.seed(42)\nimport random\nrandom.seed(0)\nnp.set_printoptions(precision=1)\nimport warnings\nwarnings.filterwarnings('ignore')\nnp.seterr(all='raise')",
    )


@accident
def prints_very_much(notebook: Data) -> None:
    """A cell that prints for long."""
    below(notebook, "for i in range(10**6):\n    print(i, np.random.rand(100))")


@accident
def background_work(notebook: Data) -> None:
    """A thread, a pool and an event loop in cells."""
    below(
        notebook,
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()",
        "from multiprocessing import Pool\nwith Pool(4) as p: p.map(abs, [1])",
        "await asyncio.sleep(1)",
    )


@accident
def hints_and_progress_are_called(notebook: Data) -> None:
    """hint, check and progress in cells, with right and wrong names."""
    below(
        notebook, "hint(sigmoid)", "hint('sigmoid')", "check(sigmoid, model)", "check()", "progress()", "check(sigmod)"
    )
