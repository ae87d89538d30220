"""Why a gradebook cannot be used, in a line: what a driver says, and never the address, which may hold a password."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

UNUSABLE = (SQLAlchemyError, ImportError, OSError)
"""What is raised where a gradebook is not there, not reachable, locked, damaged, or has no driver here."""
HELD = ("55P03", "40P01")
"""PostgreSQL's codes for a row that somebody else holds for too long, and for two who wait for each other."""
NO_DRIVER = (
    "its driver is not installed: on PostgreSQL the address begins with postgresql+psycopg:// and this program is "
    "installed with its extra postgres"
)


def is_held(error: Exception) -> bool:
    """Whether somebody else holds rows of a gradebook on a server, which is there for all others."""
    return isinstance(error, DBAPIError) and getattr(error.orig, "sqlstate", None) in HELD


def sentence_of(error: Exception) -> str:
    """What went wrong, in a line."""
    if isinstance(error, ImportError) and "psycopg" in str(error):
        return NO_DRIVER
    inner = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return f"{type(inner).__name__}: {(str(inner).splitlines() or [''])[0]}"
