"""All four notebooks in a browser's tab: what they show there is what they show in JupyterLab."""

from __future__ import annotations

import math
import re
import shutil
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
import pytest
from playwright.sync_api import Page

from autograder.notebook.released import grade_id_of
from tests.answers import answers
from tests.jupyterlab import chromium
from tests.kernel import kernel
from tests.keys import KEYS
from tests.tab import address_in_site, open_in_tab, rewrite, run, run_all
from tests.test_browser_site import address  # noqa: F401
from tests.test_notebooks import notebook_of
from tests.test_notebooks import run as run_natively

pytestmark = [pytest.mark.browser, pytest.mark.slow]
NUMBER = re.compile(r"[-+]?\d+(?:\.\d*)?(?:e[-+]?\d+)?")
TIMED = re.compile(r"perf_counter|before_you_hand_in\(|progress\(")
"""A cell that shows how long something takes, or what lies in the folder."""
DIGITS = {"first-training": 1e-3, "check-yours": 1.0, "bias": 0.02}
"""Where rounding errors grow, or are shown: a cost that rises, derivatives by trying, a training without biases."""
MISTAKES = (
    "01-graph_backward-du_never_defined",
    "01-sigmoid-brackets_forgotten",
    "01-propagate-squared_error_and_its_slope",
    "01-optimize-derivatives_once_before_the_loop",
    "02-forward_propagation-star_between_matrices",
    "02-backward_propagation-truth_minus_guess",
    "02-nn_model-trains_on_the_flower",
    "03-initialize_parameters_he-zeros_with_two_numbers",
    "03-update_parameters_with_adam-grad_for_gradient",
    "04-normalize-one_added_to_every_length",
    "04-settle-state_never_taken_over",
    "04-split-slice_with_a_fraction",
)

CALLS = "check({0})\nhint({0})"

CLOCK_MOVES = """from time import monotonic
from autograder.calling.time_limit import CLOCK
began, until = CLOCK(), monotonic() + 0.5
while monotonic() < until: pass
print(0.4 < CLOCK() - began < 5)"""


def text_of(outputs: Iterable[dict[str, Any]]) -> str:
    """What a cell has printed and shown, as text; of an exception its name."""
    shown = []
    for output in outputs:
        text = output.get("text") or output.get("ename") or output.get("data", {}).get("text/plain", "")
        shown.append(text if isinstance(text, str) else "".join(text))
    return "".join(shown)


def told(cells: Iterable[dict[str, Any]]) -> dict[str, str]:
    """The texts of all code cells by their ids."""
    return {cell["id"]: text_of(cell["outputs"]) for cell in cells if cell["cell_type"] == "code"}


def is_alike(one: str, other: str, precision: float = 1e-4) -> bool:
    """Whether two texts say the same, with the same numbers to four digits, or what else is said of them."""
    words = [" ".join(NUMBER.sub(" # ", text).split()) for text in (one, other)]
    numbers = [[float(number) for number in NUMBER.findall(text)] for text in (one, other)]
    return words[0] == words[1] and all(
        math.isclose(a, b, rel_tol=precision, abs_tol=1e-9) for a, b in zip(*numbers, strict=True)
    )


def test_texts_are_alike_if_their_words_and_four_digits_are() -> None:
    assert is_alike("cost 0.693147 [ 1. 2.]", "cost 0.693148 [1.  2.]")
    assert not is_alike("cost 0.6931", "cost 0.6941")
    assert not is_alike("cost 0.6931", "Cost 0.6931")
    assert not is_alike("1 2", "1 2 3")


@pytest.fixture(scope="module", params=KEYS)
def opened(request, address) -> Iterator[tuple[str, Page]]:  # noqa: F811
    """A notebook as it was given out, with Python ready."""
    with chromium() as page:
        open_in_tab(page, address, address_in_site(notebook_of("release", request.param)))
        yield request.param, page


def test_as_it_was_given_out_every_exercise_is_not_started_and_nothing_stops(opened) -> None:
    name, page = opened
    ran = run_all(page)
    here, there = told(ran.cells), told(run_natively(notebook_of("release", name)).cells)
    assert "".join(here.values()).count("○ not started") == "".join(there.values()).count("○ not started") > 0
    assert [cell["id"] for cell in ran.cells if any("ename" in one for one in cell.get("outputs", ()))] == []


def test_solved_every_check_is_green_and_every_number_is_that_of_jupyterlab(opened, monkeypatch) -> None:
    name, page = opened
    solved = nbformat.read(notebook_of("source", name), as_version=4)
    rewrite(page, {cell.id: cell.source for cell in solved.cells if cell.cell_type == "code"})
    ran = run_all(page)
    here, there = told(ran.cells), told(run_natively(notebook_of("source", name)).cells)
    assert "".join(here.values()).count("✓ right") == len(list(KEYS[name].glob("[!_]*.py")))
    timed = {cell.id for cell in solved.cells if TIMED.search(cell.source)}
    others = {cell: (here[cell], there[cell]) for cell in there if cell not in timed}
    assert len(others) > len(there) / 2
    other = {cell: texts for cell, texts in others.items() if not is_alike(*texts, DIGITS.get(cell, 1e-4))}
    if other:  # in some trainings rounding grows: JupyterLab's own numbers differ from one processor to another
        monkeypatch.setenv("OPENBLAS_CORETYPE", "Nehalem")
        there = told(run_natively(notebook_of("source", name)).cells)
    assert {cell for cell in other if not is_alike(here[cell], there[cell], DIGITS.get(cell, 1e-4))} == set()


def test_the_clock_that_limits_a_call_moves(opened) -> None:
    _, page = opened
    assert run(page, CLOCK_MOVES, "clock") == "True"


def test_a_mistake_is_told_as_in_jupyterlab(opened, tmp_path: Path) -> None:
    name, page = opened
    chosen = {answer.name: answer for answer in answers()}
    mistakes = [chosen[one] for one in MISTAKES if chosen[one].assignment == name]
    solved = nbformat.read(notebook_of("source", name), as_version=4)
    folder = shutil.copytree(notebook_of("release", name).parent, tmp_path / name)
    with kernel(folder) as native:
        for cell in solved.cells:
            if cell.cell_type == "code":
                native.run(cell.source, cell.id)
        for answer in mistakes:
            (right,) = (cell for cell in solved.cells if grade_id_of(cell) == answer.exercise)
            for source, cell in ((answer.code, right.id), (CALLS.format(answer.exercise), "calls")):
                here, there = run(page, source, cell), native.run(source, cell)
                assert is_alike(here, there), (answer.name, here, there)
            for where in (partial(run, page), native.run):
                where(right.source, right.id)
