"""What answers in the process that runs student code: it loads definitions, makes calls, and knows no expected value.

The process has locked itself (autograder.running.forkserver) before any of this runs. Data only crosses back; the judge
believes nothing but the numbers.
"""

from __future__ import annotations

import ast
import inspect
import linecache
import sys
import types
from collections.abc import Callable, Iterator
from typing import Any

from autograder.calling.at_its_end import at_its_end
from autograder.calling.call import call, observe
from autograder.calling.given import same_function
from autograder.calling.reads_global import borrowed_global
from autograder.calling.time_limit import Allowance, TimeLimit, time_limit
from autograder.messages import say
from autograder.plain.case import Case
from autograder.plain.outcome import Outcome, Raised
from autograder.plain.status import Status
from autograder.plain.values import plain, visible
from autograder.plain.wire import Channel, WireError, from_json, to_json
from autograder.running.definitions import Program, Statement, parse, reads_variables, slice_of
from autograder.running.last_functions import LastFunctions
from autograder.running.stand_ins import Missing, Shell
from autograder.sandbox import lock
from autograder.sandbox.probe import ProbeTargets

OPTIONAL_SECONDS = 2.0
PREPARED = {"np": "numpy", "plt": "matplotlib.pyplot"}


class Worker:
    """Holds the namespace of one notebook and answers the judge's questions about it."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel
        self.main = types.ModuleType("__main__")  # a notebook may import itself
        self.namespace: dict[str, Any] = self.main.__dict__
        self.given: dict[str, Any] = {}
        self.program = Program((), (), {})
        self.absent: list[str] = []
        self.failed: dict[str, str] = {}
        self.functions = LastFunctions(self.program, set(), self.namespace)
        self.left = Allowance(OPTIONAL_SECONDS)

    def answers(self, question: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The answers, each when it is there. A fault on the way is one too, so that no question gets none."""
        try:
            if question["do"] == "load":
                yield self.load(question)
            elif question["do"] == "call":
                yield from self.outcomes(question)
            elif question["do"] == "probe":
                yield {"worked": lock.probe(ProbeTargets(**question["targets"]))}
            else:
                yield {"name": self.borrowed(question)}
        except MemoryError:
            yield {"outcome": Outcome(Status.TOO_MUCH_MEMORY).to_json()}
        except WireError:
            yield {"outcome": Outcome(Status.CRASHED).to_json()}

    def load(self, question: dict[str, Any]) -> dict[str, Any]:
        """Define the graded names; says of each whether it is defined, missing or broken, and why."""
        self.program = parse(question["cells"])
        for number, cell in enumerate(question["cells"], 1):
            linecache.cache[f"<cell {number}>"] = (len(cell), None, cell.splitlines(keepends=True), f"<cell {number}>")
        self.namespace.update(get_ipython=Shell, display=lambda *_, **__: None)
        self.namespace.update({name: sys.modules[module] for name, module in PREPARED.items()})
        for source in question["given"].values():
            exec(compile(source, "<given>", "exec"), self.namespace)
        self.given = {name: self.namespace[name] for name in question["given"]}
        accepted: dict[str, list[str]] = question["names"]
        wanted = [alias for aliases in accepted.values() for alias in aliases]
        graded = {*wanted, *question.get("graded", ())}
        statements, unresolved = slice_of(self.program, wanted, graded, question["filled"])
        self.functions = LastFunctions(self.program, graded, self.namespace)
        if question["whole"]:
            self.run_all()
        else:
            self.run(statements)
        self.functions.put_back()
        rebound = [name for name, given in self.given.items() if not same_function(self.namespace.get(name), given)]
        if not question["own_given"]:
            self.namespace.update(self.given)
        for name, aliases in accepted.items():
            bound = [alias for alias in aliases if alias in self.namespace]
            if bound:
                self.namespace[name] = self.namespace[next((a for a in bound if a in self.functions), bound[0])]
        for name, parameters in question["lent"].items():
            self.namespace.update(dict.fromkeys(accepted[name], self.lent(name, parameters)))
        unresolved -= self.namespace.keys()
        return {
            "functions": {name: self.state(name, aliases) for name, aliases in accepted.items()},
            "reads": {name: reads_variables(self.functions.bindings, aliases) for name, aliases in accepted.items()},
            "rebound": bool(rebound),
            "eclipsed": list(self.functions.eclipsed(wanted))[:50],
            "unresolved": sorted(visible(name) for name in unresolved)[:50],
            "imports": self.absent[:20],
            "broken": [[broken.cell, visible(broken.reason)] for broken in self.program.broken][:20],
        }

    def state(self, name: str, aliases: list[str]) -> list[str]:
        """``[state, reason]`` of a graded name."""
        if name in self.namespace:
            return [Status.DEFINED, ""]
        for alias in aliases:
            if alias in self.failed:
                return [Status.CRASHED, self.failed[alias]]
            for broken in reversed(self.program.broken):
                if alias in broken.defines:
                    return [Status.CRASHED, visible(broken.reason)]
        return [Status.MISSING, ""]

    def run(self, statements: list[Statement]) -> None:
        """Run the slice; what met a NameError is tried once more after the rest (cells out of order)."""
        again = [statement for statement in statements if not self.execute(statement)]
        for statement in again:
            self.execute(statement, last=True)

    def run_all(self) -> None:
        """Run the whole notebook; as in Jupyter, an error ends its cell and no more."""
        ended = 0
        for statement in self.program.statements:
            if statement.cell != ended and not self.execute(statement, last=True):
                ended = statement.cell

    def execute(self, statement: Statement, last: bool = False) -> bool:
        """Run one statement quietly; whether it succeeded. A failed import resolves to what the course gives."""

        def body() -> None:  # some errors of syntax, such as a return outside of a function, show here first
            code = compile(ast_module(statement), f"<cell {statement.cell}>", "exec")
            exec(code, self.namespace, self.functions.scope(statement))

        outcome = self.within_time(body) if statement.optional else call(body, ())
        self.functions.look(statement, outcome.kind == Status.RETURNED)
        if outcome.kind == Status.RETURNED:
            for name in statement.binds:
                self.failed.pop(name, None)
            return True
        if isinstance(statement.node, ast.Import | ast.ImportFrom):
            if self.written(statement):
                return self.execute(statement, last)
            self.import_missing(statement)
            self.functions.look(statement, False)
            return True
        if last:
            error = outcome.error or Raised("MemoryError", "")
            reason = f"{error.type_name}: {error.message}".rstrip(": ")
            self.failed.update(dict.fromkeys(statement.binds, reason))
        return False

    def within_time(self, body: Callable[[], None]) -> Outcome:
        """Run what may turn out to make no function: all of it together has little time."""
        if self.left.is_up():
            return Outcome(Status.TIMED_OUT)
        try:
            with time_limit(self.left):
                return call(body, ())
        except TimeLimit:
            return Outcome(Status.TIMED_OUT)

    def written(self, statement: Statement) -> bool:
        """Make the module of a failed import from the cell that would have written its file; whether there is one."""
        node = statement.node
        name = node.module if isinstance(node, ast.ImportFrom) else node.names[0].name  # type: ignore[attr-defined]
        if (source := self.program.written.pop(str(name), None)) is None:
            return False
        module = sys.modules[str(name)] = types.ModuleType(str(name))
        call(lambda: exec(compile(source, f"<{name}.py>", "exec"), module.__dict__), ())
        return True

    def import_missing(self, statement: Statement) -> None:
        """Bind what a failed import names to the given functions, as far as they go."""
        node = statement.node
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name in self.given:
                    self.namespace[alias.asname or alias.name] = self.given[alias.name]
            self.absent.append(visible(node.module or "."))
        elif isinstance(node, ast.Import):
            alias = node.names[0]
            self.namespace[alias.asname or alias.name.split(".")[0]] = Missing(alias.name, self.given)
            self.absent.append(visible(alias.name))

    def outcomes(self, question: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """What comes of each case of one function, up to one after which the judge may not want all of the others."""
        for number, asked in enumerate(question["cases"], 1):
            outcome = self.call(question, asked)
            unfinished = outcome.error is not None and outcome.error.type_name == "NotImplementedError"
            ended = outcome.kind not in (Status.RETURNED, Status.RAISED)
            more = number < len(question["cases"]) and not (unfinished or ended)
            yield {"outcome": outcome.to_json(), "more": more}
            if not more:
                return

    def call(self, question: dict[str, Any], asked: dict[str, Any]) -> Outcome:
        """Observe one case of one function."""
        case, function = Case.asked(asked, self.given), self.namespace[question["name"]]
        if question["at_its_end"]:
            function = at_its_end(function, question["at_its_end"])
        return observe(function, case, question["optional"])

    def borrowed(self, question: dict[str, Any]) -> str:
        """The data variable of the notebook that a function reads in the place of an argument, or ''."""
        case, outputs = Case.asked(question["case"], self.given), set(question["outputs"])
        return borrowed_global(self.namespace[question["name"]], outputs, case, question["optional"])

    def lent(self, name: str, parameters: list[str]) -> Callable[..., Any]:
        """A function that asks the judge: a needed exercise that was not right is answered for there.

        It may be called with the names that the student's own parameters have, in the places of the course's.
        """
        own = parameters_of(self.namespace.get(name))
        known = dict(zip([*parameters, *own], [*parameters, *parameters], strict=False))

        def ask(*args: Any, **keywords: Any) -> Any:
            bound = to_json([plain(arg) for arg in args])
            named = {known[key]: to_json(plain(value)) for key, value in keywords.items() if key in known}
            self.channel.send({"ask": name, "args": bound, "keywords": named})
            reply = self.channel.receive()
            if "value" not in reply:
                raise ValueError(say("lent_refused", name=name, error=reply.get("error")))
            return from_json(reply["value"])

        ask.__name__ = name
        return ask


def parameters_of(function: Any) -> list[str]:
    """The names of a function's parameters, in order; none if nobody can tell."""
    try:
        return list(inspect.signature(function).parameters)
    except Exception:  # an object may raise what it likes
        return []


def ast_module(statement: Statement) -> Any:
    """One statement as a module that can be compiled."""
    return ast.Module([statement.node], [])
