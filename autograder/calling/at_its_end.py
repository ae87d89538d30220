"""What the notebook's own last line would hand back, where a function ends in another way or stops before it.

Everybody's function ends in a line that the course gives, such as ``return u, v, J``. It can be lost, changed or not
reached; what the variables in it hold is known all the same.
"""

from __future__ import annotations

import ast
import functools
import inspect
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any


def at_its_end(function: Callable[..., Any], hands_back: str) -> Callable[..., Any]:
    """A function that calls this one and returns what ``hands_back`` says, from the variables that it ends with.

    ``hands_back`` is a name, or a tuple or dictionary of such; what has no value at the end is None, and so is an
    argument that is still what was handed over. An exception is swallowed. Of a function that is not written in Python
    nothing is known.
    """
    line = ast.parse(hands_back, mode="eval").body
    code = getattr(inspect.unwrap(function), "__code__", None)

    @functools.wraps(function)
    def called(*args: Any) -> Any:
        variables: dict[str, Any] = {}

        def look(frame: FrameType, event: str, _: Any) -> None:
            if event == "return" and frame.f_code is code:  # of calls inside of one another the first one ends last
                variables.clear()
                variables.update(frame.f_locals)

        before = sys.getprofile()
        sys.setprofile(look)
        try:
            function(*args)
        except Exception:  # whatever stopped it
            pass
        finally:
            sys.setprofile(before)
        given = {id(arg) for arg in args}
        return _value(line, {name: value for name, value in variables.items() if id(value) not in given})

    return called


def _value(node: ast.expr, variables: dict[str, Any]) -> Any:
    if isinstance(node, ast.Tuple):
        return tuple(_value(item, variables) for item in node.elts)
    if isinstance(node, ast.Dict):
        keys = [key.value for key in node.keys if isinstance(key, ast.Constant)]
        return {key: _value(item, variables) for key, item in zip(keys, node.values, strict=True)}
    return variables.get(node.id) if isinstance(node, ast.Name) else None
