"""What student code finds in a worker in the place of what is not there: the grader, lost modules, the shell."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable
from typing import Any

from autograder import course_package
from autograder.messages import say


def isolate_imports() -> None:
    """Put a stub in the place of ``autograder``: check and its neighbours do nothing, the course's modules are real."""
    for name in [name for name in sys.modules if name.split(".")[0] == "autograder"]:
        del sys.modules[name]
    sys.meta_path.remove(course_package.OldNames)
    stub = types.ModuleType("autograder")
    stub.__dict__.update(
        before_you_hand_in=lambda *_, **__: None,
        check=lambda *_, **__: None,
        hint=lambda *_, **__: None,
        replay=lambda *_, **__: None,
        reset=lambda *_, **__: None,
        ready=lambda *_, **__: False,
        progress=lambda iterable=None, *_, **__: iterable,
        __path__=[],
    )
    sys.modules["autograder"] = stub
    for name, module in course_package.modules().items():
        setattr(stub, name, course_package.found_as(f"autograder.{name}", module))
    sys.argv = [""]


class Missing(types.ModuleType):
    """Stands for a module that is not here: the functions that the course gives are found in it, no more."""

    def __init__(self, name: str, given: dict[str, Any]) -> None:
        super().__init__(name)
        self.__dict__.update(given)

    def __getattr__(self, name: str) -> Any:
        raise AttributeError(say("no_module", module=self.__name__, name=name))


class Shell:
    """What ``get_ipython()`` returns here: every magic and shell command does nothing."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        return lambda *_, **__: None
