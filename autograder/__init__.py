"""An autograder for exercises in Jupyter notebooks: what a notebook imports from here, each found when first asked for.

Graders use ``autograder.judge``, answer keys ``autograder.key`` and ``autograder.rules``.
"""

import sys
from importlib import import_module
from typing import Any

from autograder import course_package
from autograder.version import VERSION as __version__  # noqa: F401

__all__ = ["before_you_hand_in", "check", "hint", "progress", "ready", "replay", "reset"]

sys.meta_path.insert(0, course_package.OldNames)


def __getattr__(name: str) -> Any:
    """What is in ``__all__``, or a module that notebooks imported from here before their course had its own package."""
    if name in __all__:
        return getattr(import_module("autograder.practice"), name)  # `from autograder import` would come back here
    return course_package.module_called(name)
