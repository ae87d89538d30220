"""What is measured beside ours is fair, and what docs/security.md says is what was measured."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from benchmarks import containment, security
from benchmarks.stock import stock_notebook
from tests.attacks.corpus import ZEROS, Attack, all_attacks
from tests.keys import ROOT
from tests.sample_class.template import Template

KEPT = json.loads(security.DATA.read_text("utf-8"))
PAGE = security.PAGE.read_text("utf-8")
NAMES = [name for names in security.CASES.values() for name in names]
FAMILIES = """
import importlib, json
from tests.attacks import corpus
found = {}
for family in corpus.FAMILIES:
    before = len(corpus.ATTACKS)
    importlib.import_module(f"tests.attacks.{family}")
    found[family] = [attack.name for attack in corpus.ATTACKS[before:]]
print(json.dumps(found))
"""


def test_the_solved_notebook_passes_the_asserts_that_stock_nbgrader_has() -> None:
    namespace: dict[str, object] = {}
    cells = [cell for cell in stock_notebook(bare=True).cells if cell.cell_type == "code"]
    for cell in cells:
        exec(cell.source, namespace)
    namespace["sigmoid"] = lambda z: z
    wrong = [cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "check_sigmoid"]
    assert len(wrong) == 1
    with pytest.raises(AssertionError):
        exec(wrong[0].source, namespace)


def test_the_table_is_made_of_the_outcomes() -> None:
    assert security.page(KEPT) == PAGE
    other = {**KEPT, "ours": {**KEPT["ours"], NAMES[0]: {**KEPT["ours"][NAMES[0]], "gains": 1.0}}}
    assert security.page(other) != PAGE


def test_the_readme_quotes_the_totals() -> None:
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert security.summary(KEPT) in readme


def test_every_case_is_an_attack_of_its_family_and_has_an_outcome() -> None:
    done = subprocess.run([sys.executable, "-c", FAMILIES], cwd=ROOT, check=True, capture_output=True, text=True)
    families = json.loads(done.stdout)
    assert sum(map(len, families.values())) == len(all_attacks())
    assert [(f, name) for f, names in security.CASES.items() for name in names if name not in families[f]] == []
    assert set(security.CASES) == set(families)
    assert len(NAMES) == len(set(NAMES))
    assert set(KEPT["ours"]) == set(NAMES)
    assert set(KEPT["stock"]) == set(NAMES) - set(security.LEFT_OUT)
    assert set(security.LEFT_OUT) < set(NAMES)


def test_every_proof_on_the_page_is_a_test() -> None:
    proofs = re.findall(r"`(tests/test_\w+\.py)::(\w+)`", PAGE)
    assert len(proofs) > 20
    assert [proof for proof in proofs if f"def {proof[1]}(" not in (ROOT / proof[0]).read_text("utf-8")] == []


def test_marks_are_measured_against_what_is_honestly_earned(template: Template, tmp_path: Path) -> None:
    grader = security.Grader(template, tmp_path, "check_")
    wrong = Attack("wrong", "Returns zeros.", functions={"sigmoid": ZEROS})
    full = {f"check_{name}": points for name, points in template.points.items()}
    assert grader.difference(wrong, full) == (3.0, 0.0)
    called = dict.fromkeys(("check_sigmoid", "check_propagate", "check_model"), 0.0)
    assert grader.difference(wrong, full | called) == (0.0, 0.0)
    assert grader.difference(wrong, full | called | {"check_flatten_images": 0.5}) == (0.0, 1.5)
    assert grader.difference(wrong, {}) == (0.0, 10.0)


@pytest.mark.parametrize(
    ("page", "count"),
    [
        ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><img src='data:image/png;base64,AA=='>", 0),
        ("<p><ScRiPt>alert(1)</script>", 1),
        ("<img src=x onerror=alert(1)><svg onload=alert(1)><iframe src=//evil></iframe>", 5),
        ("<a href=' javascript:alert(1)'>x</a>", 1),
    ],
)
def test_what_would_run_or_load_is_counted(page: str, count: int) -> None:
    assert security.Active(page).count == count


def test_a_file_that_is_changed_new_or_gone_is_noticed(tmp_path: Path) -> None:
    for name in ("same", "changed", "gone", "rights", "submitted/mallory/own"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    mallory = [Attack("mallory", "Changes files.")]
    before = security.state_of(tmp_path, mallory)
    (tmp_path / "changed").write_text("x")
    (tmp_path / "gone").rename(tmp_path / "new")
    (tmp_path / "rights").chmod(0o777)
    (tmp_path / "submitted" / "mallory" / "own").write_text("x")
    after = security.state_of(tmp_path, mallory)
    assert {name for name in {*before, *after} if before.get(name) != after.get(name)} == {
        "changed",
        "gone",
        "new",
        "rights",
    }


def test_nothing_is_run_where_it_cannot_be_contained(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("something was run")

    monkeypatch.setattr(containment.shutil, "which", lambda name: None)
    monkeypatch.setattr(security, "contained", never)
    with pytest.raises(RuntimeError, match="cannot be contained here: it needs Linux, the superuser and unshare"):
        security.run()


def measures() -> Iterator[object]:
    """Each measure of the containment, as its text, and what stands there once it is taken away."""
    yield "os.setresuid(user, user, user)", "pass"
    yield "os.setgroups([])", "os.setgroups([4])"
    yield "prctl(NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0", "getpid() == 0"
    yield "os.chroot(root)", "pass"
    yield "resource.setrlimit(limit, (value, value))", "pass"
    yield "os.setresgid(user, user, user)", "pass"
    yield 'f"size={SPACE}', 'f"size=900m'
    for namespace in ("net", "ipc", "uts"):
        yield f'"--{namespace}",', ""


@pytest.mark.slow
@pytest.mark.parametrize(("measure", "nothing"), list(measures()))
def test_a_measure_of_the_containment_that_is_missing_is_noticed(measure: str, nothing: str, tmp_path: Path) -> None:
    folder = tmp_path / "benchmarks"
    folder.mkdir()
    (folder / "__init__.py").touch()
    text = (ROOT / "benchmarks" / "containment.py").read_text("utf-8")
    assert text.count(measure) == 1
    (folder / "containment.py").write_text(text.replace(measure, nothing))
    program = "from benchmarks.containment import why_not; print(why_not())"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() not in ("[]", "")


def test_an_outcome_without_effects_is_nothing() -> None:
    assert security.effects(asdict(security.Outcome(0.0, 0.0, False, (), 0, False))) == []
    assert security.effects(asdict(security.Outcome(1.0, 1.0, True, ("x",), 1, True))) == list(security.EFFECTS)
