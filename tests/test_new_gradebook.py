"""A new gradebook is what nbgrader makes, in whatever state it is found."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from sqlalchemy.exc import SQLAlchemyError

from autograder.gradebook import new
from autograder.gradebook.new import make_if_new


def address(path: Path) -> str:
    return f"sqlite:///{path}"


def content(path: Path) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """The tables and indices of a gradebook, as they were made, and its revision."""
    with sqlite3.connect(path) as database:
        tables = database.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        return tables, database.execute("SELECT version_num FROM alembic_version").fetchall()


@pytest.fixture(scope="module")
def nbgraders(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("nbgrader") / "gradebook.db"
    Gradebook(address(path)).close()
    return path


def test_it_is_the_one_that_nbgrader_makes(tmp_path, nbgraders):
    make_if_new(address(tmp_path / "ours.db"))
    assert content(tmp_path / "ours.db") == content(nbgraders)


def test_one_that_is_there_stays_as_it_is(nbgraders):
    before = nbgraders.read_bytes()
    make_if_new(address(nbgraders))
    assert nbgraders.read_bytes() == before


def test_one_that_was_begun_is_completed_by_nbgrader(tmp_path, nbgraders, monkeypatch):
    class Killed(BaseException):
        pass

    def killed(_):
        raise Killed

    path = tmp_path / "begun.db"
    with monkeypatch.context() as patch:
        patch.setattr(new.Base.metadata, "create_all", killed)
        with pytest.raises(Killed):
            make_if_new(address(path))
    Gradebook(address(path)).close()
    assert content(path) == content(nbgraders)


def test_what_is_no_database_is_refused_and_kept(tmp_path):
    path = tmp_path / "gradebook.db"
    path.write_text("no database " * 200)
    with pytest.raises(SQLAlchemyError):
        make_if_new(address(path))
    assert path.read_text() == "no database " * 200
