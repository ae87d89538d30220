"""A worker holds nothing of the answer side: what a student's function finds by looking around, and what it may read.

What looks is tried first in this process, which holds all of it, so that finding nothing in a worker means something.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from autograder.authoring import laws  # noqa: F401
from autograder.calling.time_limit import Allowance
from autograder.checks.made import make_checks
from autograder.judge.attempts import TOGETHER
from autograder.judge.judge import Judge
from autograder.judge.session import Session
from autograder.key.assignment import PACKAGE, Assignment, load_assignment
from autograder.plain.status import Status
from autograder.practice.examining import run
from tests.keys import KEYS, ROOT, write_key
from tests.sample_class.template import Template, code, with_cells

ANSWERS = (
    "authoring batch checks cli gradebook grading judge key nbgrader notebook practice rules submission verdict".split()
)
"""The rooms that know an answer, a test or a mark, or lead to those that do."""
BESIDE = {"calling", "course_package", "messages", "plain", "running", "sandbox", "version"}
"""The rooms of the process that forks the workers."""
FILES = {"course", "course.locate"}
"""Where files are: the course's own data sets ask for it."""

KEY = '''
from autograder.key import case, exercise
from autograder.rules import close


@exercise(returns=close("value", points=1), hints=("What is there?",), seconds=60)
def look(x):
    """Twice x, the number of this text alone: 47351."""
    return 2 * x


@look.inputs
def look_inputs(rng):
    yield case(rng.uniform(2, 9, 3))
'''

LOOK = '''
import gc, importlib, inspect, linecache, os, pkgutil, sys, types


def module_of(o):
    """The module that an object is or comes from, if that can be learnt without asking the object itself."""
    kind = type(o)
    if issubclass(kind, types.ModuleType):
        yield types.ModuleType.__getattribute__(o, "__dict__").get("__name__")
    elif kind is types.FunctionType:
        yield o.__module__
        yield o.__globals__.get("__name__")
    elif kind is types.CodeType:
        yield "file " + o.co_filename
    elif issubclass(kind, type):
        yield type.__getattribute__(o, "__dict__").get("__module__")
    elif kind is dict:
        yield o.get("__name__")
    elif kind.__name__ in ("ModuleSpec", "SourceFileLoader"):
        yield getattr(o, "name", None)


def everything():
    """Every object that any other leads to, whether the collector of garbage keeps it or not."""
    frames = [frame for frame in sys._current_frames().values()]
    waiting = [*gc.get_objects(), *frames, sys.modules, linecache.cache]
    seen = {}
    while waiting:
        o = waiting.pop()
        if id(o) not in seen:
            seen[id(o)] = o
            waiting += gc.get_referents(o)
            if type(o) is types.CodeType:  # which does not tell
                waiting += [o.co_consts]
    return seen.values()


def rooms():
    """The names of all modules of which anything is there, and the files of all code."""
    found = {str(name) for o in everything() for name in module_of(o) if isinstance(name, str)}
    found |= {name for name in sys.modules}
    frame = sys._getframe()
    while frame is not None:
        found |= {str(frame.f_globals.get("__name__")), "file " + frame.f_code.co_filename}
        frame = frame.f_back
    return sorted(found)


def importable(names):
    """Those modules that can be imported, in any way."""
    import autograder
    found = []
    for way in (importlib.import_module, __import__, importlib.util.find_spec, pkgutil.resolve_name):
        for name in names:
            try:
                found += [name] if way(name) is not None else []
            except Exception:
                pass
    for path in (*sys.path, *getattr(autograder, "__path__", ())):
        for module in pkgutil.iter_modules([os.path.join(path, "autograder")]):
            found += ["autograder." + module.name] if "autograder." + module.name in names else []
    for module in pkgutil.walk_packages(autograder.__path__, "autograder."):
        found += [module.name] if module.name in names else []
    for module in {o for o in gc.get_objects() if type(o) is types.ModuleType}:
        try:
            text = inspect.getsource(module) if module.__name__ in names else ""
        except Exception:
            continue
        found += [module.__name__] if text else []
    return sorted(set(found))


def readable(paths):
    """Those files of which anything can be read, or that can be listed."""
    found = []
    for path in paths:
        for way in (
            lambda: open(path, "rb").read(1),
            lambda: os.listdir(path),
            lambda: linecache.getlines(path)[0],
            lambda: importlib.util.spec_from_file_location("it", path).loader.get_data(path),
            lambda: importlib.util.spec_from_file_location("it", path).loader.load_module(),
        ):
            try:
                way()
                found.append(path)
            except Exception:
                pass
    return sorted(set(found))
'''
ASK = """
import json

def look(x):
    text = json.dumps(WANTED)
    return [text[i : i + 1000] for i in range(0, len(text), 1000)]  # a long text would be cut off
"""


def inside(name: str) -> str:
    """The name of a module within the engine, or ''."""
    return name.removeprefix("autograder.") if name.startswith("autograder.") else ""


def is_answer(name: str) -> bool:
    """Whether a module knows an answer, a test or a mark."""
    return inside(name).split(".")[0] in ANSWERS or name.startswith(PACKAGE)


def modules_in(*rooms: str) -> list[str]:
    """All modules of these rooms, as they lie on the disk."""
    paths = sorted((ROOT / "autograder").rglob("*.py"))
    names = [".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for path in paths]
    return [name for name in names if inside(name).split(".")[0] in rooms]


def answer_files() -> list[str]:
    """The texts of the answer side and what Python has made of them, the answer keys, and their folders."""
    folders = [ROOT / "autograder", ROOT / "keys", ROOT / "source", ROOT / "release", ROOT / "tests"]
    kinds = ("*.py", "*.pyc", "*.ipynb", "*.json")
    files = [path for folder in folders for kind in kinds for path in folder.rglob(kind)]
    return [str(path) for path in (ROOT, *folders, *files)]


@pytest.fixture(scope="module")
def key(tmp_path_factory) -> Assignment:
    return load_assignment(write_key(tmp_path_factory.mktemp("key"), KEY, "01_looked_at", ("look",)))


@pytest.fixture(scope="module")
def seen(zygote, key):
    """What a graded function sees that computes an expression; the session is the judge's own."""
    checks = make_checks(key, 99)
    (exercise,) = checks.exercises.values()

    def answer(expression: str) -> Any:
        cells = ["import numpy as np", LOOK, ASK.replace("WANTED", expression)]
        session = Session(zygote, cells, range(1, len(cells) + 1), checks, [exercise], TOGETHER)
        try:
            (outcome,) = session.observe(exercise, exercise.cases[:1], Allowance(60))
        finally:
            session.close()
        assert outcome.kind == Status.RETURNED, outcome
        return json.loads("".join(outcome.value))

    return answer


@pytest.fixture(scope="module")
def here(key) -> dict[str, Any]:
    """The same functions in this process, which holds everything."""
    assert load_assignment(KEYS["03_optimization"]).exercises
    namespace: dict[str, Any] = {}
    exec(LOOK, namespace)
    return namespace


# --- in the memory of a worker -------------------------------------------------------------------------------------


def test_no_object_of_the_answer_side_is_in_a_worker(seen, here):
    known = here["rooms"]()
    assert {inside(name).split(".")[0] for name in known if is_answer(name)} >= {"rules", "key", "judge", "verdict", ""}
    assert f"file {ROOT / 'keys' / 'optimization' / 'update_parameters_with_adam.py'}" in known
    found = seen("rooms()")
    assert [name for name in found if is_answer(name)] == []
    assert {inside(name).split(".")[0] for name in found} <= {*BESIDE, "course", "datasets", "plots", ""}
    assert {inside(name) for name in found if name.startswith("autograder.course.")} <= FILES
    files = [Path(name.removeprefix("file ")) for name in found if name.startswith(f"file {ROOT}/")]
    assert ROOT / "autograder" / "running" / "worker.py" in files  # it does look at the code that runs it
    engine = [path.relative_to(ROOT).parts for path in files if ".venv" not in path.parts]
    assert {parts[1].removesuffix(".py") for parts in engine if parts[0] == "autograder"} <= {
        *BESIDE,
        "course",
        "__init__",
    }
    assert {parts[0] for parts in engine} <= {"autograder", "neural_networks"}


def test_no_text_of_an_answer_is_in_a_worker(seen, here):
    """Also not the docstring of an exercise, the name of a mistake or the sentence of a hint."""
    there = "[o for o in everything() if type(o) is str and o.endswith('alone: %d.' % 47351)]"
    assert set(eval(there, here)) == {"Twice x, the number of this text alone: 47351."}
    assert seen(there) == []


def test_the_stub_of_the_engine_leads_nowhere(seen):
    attributes = seen("sorted(k for k in vars(__import__('autograder')) if not k.startswith('__'))")
    assert attributes == [
        "before_you_hand_in",
        "check",
        "datasets",
        "hint",
        "plots",
        "progress",
        "ready",
        "replay",
        "reset",
    ]
    assert seen("list(__import__('autograder').__path__)") == []
    reached = "sorted({{str(n) for o in gc.get_referrers(*{}) + gc.get_referents(*{}) for n in module_of(o)}})"
    stub = "vars(__import__('autograder')).values()"
    assert [name for name in seen(reached.format(stub, stub)) if is_answer(name)] == []


# --- on the disk ---------------------------------------------------------------------------------------------------


def test_no_module_of_the_answer_side_can_be_imported_in_a_worker(seen, here):
    names = modules_in(*ANSWERS)
    assert len(names) > 40
    assert set(here["importable"](names)) >= {"autograder.rules.optimizers", "autograder.judge.judge"}
    assert seen(f"importable({names!r})") == []
    more = f"sys.path.insert(0, {str(ROOT)!r}) or setattr(__import__('autograder'), '__path__', [{str(ROOT / 'autograder')!r}])"
    assert seen(f"[{more}, importlib.invalidate_caches(), importable({names!r})]")[2] == []


def test_no_file_of_the_answer_side_can_be_read_in_a_worker(seen, here, zygote):
    paths = answer_files()
    assert len(paths) > 100
    assert here["readable"](paths[:2]) == paths[:2]
    if not zygote.missing:  # else this platform cannot hide a file, and says so
        assert seen(f"readable({paths!r})") == []


# --- the process that forks the workers ----------------------------------------------------------------------------


def test_the_parent_of_the_workers_imports_its_own_rooms_alone():
    script = "import sys, json, autograder.running.forkserver as it; {}; print(json.dumps(sorted(sys.modules)))"
    command = [sys.executable, "-I", "-c"]
    for then, further in (("pass", set()), ("it.warm_up()", {"course"})):
        done = subprocess.run([*command, script.format(then)], capture_output=True, text=True, check=True)
        loaded = [name for name in json.loads(done.stdout) if inside(name)]
        assert {inside(name).split(".")[0] for name in loaded} == {*BESIDE, *further}
        assert {inside(name) for name in loaded if inside(name).startswith("course.")} <= FILES


# --- what could be made of a find ----------------------------------------------------------------------------------

FIND_ADAM = '''
def the_optimizers():
    """The module that makes a step of Adam, from memory, by its name, or from its file."""
    import gc, importlib, importlib.util, sys, types
    for o in gc.get_objects():
        if type(o) is types.FunctionType and o.__name__ == "adam" and "Memory" in o.__globals__:
            return types.SimpleNamespace(**o.__globals__)
    for name in ("autograder.rules.optimizers", "autograder.rules.training"):
        try:
            return importlib.import_module("autograder.rules.optimizers")
        except Exception:
            pass
    for folder in ["@ROOT@", *sys.path]:
        try:
            spec = importlib.util.spec_from_file_location("found", folder + "/autograder/rules/optimizers.py")
            module = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(module)
            return module
        except Exception:
            pass
    raise LookupError("no Adam here")


def update_parameters_with_adam(parameters, gradients, v, s, t, learning_rate=0.01, beta1=0.9, beta2=0.999, epsilon=1e-8):
    """A step that somebody else takes."""
    found = the_optimizers()
    of = lambda d: {name.removeprefix("d"): value for name, value in d.items()}
    settings = {"beta1": beta1, "beta2": beta2, "epsilon": epsilon}
    step, memory = found.adam(found.Memory(of(v), of(s), t - 1), of(gradients), settings)
    named = lambda d: {"d" + name: value for name, value in d.items()}
    moved = {name: parameters[name] - learning_rate * step[name] for name in parameters}
    return moved, named(memory.v), named(memory.s)
'''.replace("@ROOT@", str(ROOT))
FIND_GRADIENT = '''
def the_reference(name):
    """A function of this name that somebody else has written."""
    import gc, types
    for o in gc.get_objects():
        if type(o) is types.FunctionType and o.__name__ == name and o.__code__.co_filename.endswith(f"{name}.py"):
            return o
    raise LookupError("nobody has written it")


def update_parameters_with_adam(*arguments):
    return the_reference("update_parameters_with_adam")(*arguments)
'''


@pytest.fixture(scope="module")
def optimization() -> Template:
    return Template.of("03_optimization")


@pytest.mark.parametrize("text", [FIND_ADAM, FIND_GRADIENT], ids=["the rule's own Adam", "the reference"])
def test_an_answer_that_has_to_be_found_earns_nothing(zygote, optimization, text):
    name = "update_parameters_with_adam"
    namespace = {"__name__": "__main__"}
    exec(text, namespace)
    found = run(optimization.public.exercises[name], namespace[name])
    assert found.status == Status.RIGHT, f"here, where all of it is, it is found: {found.message}"
    judge = Judge(zygote, optimization.public, make_checks(optimization.key, 99), optimization.key)
    notebook = with_cells(optimization.untouched(), code("import numpy as np"), code(text))
    results = {
        result.name: result
        for result in judge.grade(["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code"]).results
    }
    assert results[name].score == 0
    assert "LookupError" in results[name].message
