"""pyproject.toml, requirements.lock, environment.yml and docs/dependencies.md say the same."""

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
RUNTIME = [Requirement(line) for line in PROJECT["dependencies"]]
OPTIONAL = {group: [Requirement(line) for line in lines] for group, lines in PROJECT["optional-dependencies"].items()}
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
ENTRIES = re.findall(r"^(\S[^#\n]*?) \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", LOCK, re.M)
LOCKED = {canonicalize_name(r.name): r for r in (Requirement(entry) for entry, _ in ENTRIES)}
ENVIRONMENT = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
PINNED = [Requirement(line) for line in ENVIRONMENT[-1]["pip"] if line != "-e ."]


def version(requirement):
    (pin,) = requirement.specifier
    assert pin.operator == "=="
    return pin.version


def test_every_entry_of_the_lock_has_one_version_and_hashes():
    lines = [line for line in LOCK.splitlines() if line and not line.lstrip().startswith(("#", "--hash="))]
    assert len(lines) == len(ENTRIES) == len(LOCKED)
    assert all(version(requirement) for requirement in LOCKED.values())


def test_the_lock_names_no_registry_and_no_folder():
    assert "://" not in LOCK
    assert not re.search(r"^\s*(-i|-f|-e|--(?!hash=)\S+)", LOCK, re.M)
    assert not re.search(r"/(home|root|tmp|work|Users)\b", LOCK)


@pytest.mark.parametrize("name", ["torch", "scikit-learn", "scipy"])
def test_the_oracles_are_not_locked(name):
    assert name not in LOCKED


def test_the_lock_satisfies_every_requirement():
    for wanted in (*RUNTIME, *(r for group in OPTIONAL.values() for r in group)):
        assert version(LOCKED[canonicalize_name(wanted.name)]) in wanted.specifier, wanted


def test_the_conda_environment_is_the_locked_one():
    assert {r.name: r.marker for r in PINNED} == {r.name: r.marker for r in RUNTIME}
    for pinned in PINNED:
        assert version(pinned) == version(LOCKED[canonicalize_name(pinned.name)]), pinned.name


def test_the_conda_environment_has_a_supported_python():
    (python,) = (line for line in ENVIRONMENT if isinstance(line, str) and line.startswith("python="))
    assert python.removeprefix("python=") + ".0" in Requirement(f"python{PROJECT['requires-python']}").specifier


def test_every_dependency_has_a_documented_reason():
    documented = re.findall(r"^- `([^`]+)`: \S.*\.$", (ROOT / "docs" / "dependencies.md").read_text("utf-8"), re.M)
    wanted = [r.name for r in (*RUNTIME, *(r for group in OPTIONAL.values() for r in group))]
    assert sorted(documented) == sorted(wanted)


def test_the_engine_imports_only_what_is_declared():
    declared = {r.name for r in (*RUNTIME, *OPTIONAL["cluster"])} | {
        "autograder",
        "distributed",
        "neural_networks",
        "pil",
    }  # Pillow's name
    for path in (path for package in ("autograder", "neural_networks") for path in (ROOT / package).rglob("*.py")):
        undeclared = {name.lower() for name in imported_by(path) - sys.stdlib_module_names} - declared
        assert not undeclared, f"{path.relative_to(ROOT)} imports {', '.join(sorted(undeclared))}"


def imported_by(path):
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names.add((node.module or "").partition(".")[0])
    return names
