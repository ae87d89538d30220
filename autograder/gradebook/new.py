"""A new gradebook, as nbgrader makes one, in a second instead of several.

For the revision that its tables are of, nbgrader starts a program that loads all of nbgrader once more; here it is read
where that program finds it. A test compares the gradebooks.
"""

from __future__ import annotations

from alembic.script import ScriptDirectory
from nbgrader.api import Base
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import create_engine, inspect, text


def make_if_new(db_url: str) -> None:
    """Make nbgrader's tables in a database that has none; SQLAlchemyError or ImportError if it cannot be used."""
    engine = create_engine(db_url)
    try:
        if inspect(engine).get_table_names():
            return
        with (
            engine.begin() as connection
        ):  # the revision first: nbgrader adds tables that are missing, but not this one
            connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)"))
            revision = {"revision": ScriptDirectory(ALEMBIC_DIR).get_current_head()}
            connection.execute(text("INSERT INTO alembic_version (version_num) VALUES (:revision)"), revision)
        Base.metadata.create_all(engine)
    finally:
        engine.dispose()
