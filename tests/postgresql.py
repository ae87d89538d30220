"""A PostgreSQL server of a test's own, in a temporary folder, on a socket that nobody else can reach."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, create_engine

from tests.ordinary_user import ORDINARY_USER

PASSWORD = "a word that nobody may see"
OWNER = "grader"


@dataclass(frozen=True)
class Server:
    """The server in one folder, where its data, its log and its socket are."""

    folder: Path

    def url(self, database: str) -> str:
        """The address of a database, as it stands in nbgrader_config.py: without the password."""
        return self._url(database).render_as_string()

    def _url(self, database: str, password: str | None = None) -> URL:
        return URL.create("postgresql+psycopg", OWNER, password, database=database, query={"host": str(self.folder)})

    def create(self, database: str) -> str:
        """Make an empty database; its address."""
        engine = create_engine(self._url("postgres", PASSWORD), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.exec_driver_sql(f"create database {database}")
        engine.dispose()
        return self.url(database)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = f"-c unix_socket_directories='{self.folder}' -c listen_addresses= -c fsync=off"
        self._run("pg_ctl", "start", "--wait", "-D", "data", "-l", "server.log", "-o", settings)

    def stop(self) -> None:
        """Stop it at once; whoever is connected loses the connection."""
        self._run("pg_ctl", "stop", "--wait", "-D", "data", "-m", "immediate")

    def make(self) -> None:
        """Make its data, with a password that is asked of everybody."""
        (self.folder / "password").write_text(PASSWORD)
        if os.geteuid() == 0:  # the server refuses to be run by the superuser
            shutil.chown(self.folder, ORDINARY_USER, ORDINARY_USER)
            shutil.chown(self.folder / "password", ORDINARY_USER, ORDINARY_USER)
        how = ("--auth=scram-sha-256", "--pwfile=password", "--encoding=UTF8", "--locale=C", "--no-sync")
        self._run("initdb", "-D", "data", "-U", OWNER, *how)

    def _run(self, program: str, *arguments: str) -> None:
        number = str(ORDINARY_USER)
        who = ["setpriv", f"--reuid={number}", f"--regid={number}", "--clear-groups"] if os.geteuid() == 0 else []
        with (self.folder / "said.log").open("ab") as said:  # a file: the server keeps open what it inherits
            done = subprocess.run(
                [*who, program_called(program), *arguments],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                check=False,
            )
        assert done.returncode == 0, (self.folder / "said.log").read_text()


def program_called(name: str) -> str:
    """Where a program of PostgreSQL is: Debian keeps the server's out of PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    found = shutil.which(name, path=os.pathsep.join([os.environ["PATH"], *map(str, reversed(folders))]))
    assert found, f"PostgreSQL's {name} was not found: install the package postgresql, or put its folder into PATH"
    return found


@contextlib.contextmanager
def running_server() -> Iterator[Server]:
    """A server that is stopped and removed in the end. Its folder has a short name: that of a socket has to be short."""
    with tempfile.TemporaryDirectory(prefix="pg") as folder:
        server = Server(Path(folder))
        server.make()
        try:
            server.start()
            yield server
        finally:
            if (server.folder / "data" / "postmaster.pid").exists():
                server.stop()
