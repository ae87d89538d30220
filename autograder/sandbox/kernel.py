"""What of the kernel and its libraries this platform has: None stands for what it has not."""

from __future__ import annotations

import ctypes
import importlib
import sys
from functools import cache
from typing import Any


def optional(name: str) -> Any:
    """The module ``name``, or None where this platform or installation does not have it."""
    try:
        return importlib.import_module(name)
    except Exception:  # pyseccomp raises RuntimeError without libseccomp, TypeError on Windows
        return None


@cache
def libc() -> Any:
    """The C library of this process."""
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


resource: Any = optional("resource")

pyseccomp: Any = optional("pyseccomp") if sys.platform == "linux" else None
