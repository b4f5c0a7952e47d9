"""What every story may ask for."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import postgres


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Tests that await run on asyncio, as Kaituan does."""
    return "asyncio"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """One PostgreSQL server for the whole session, started when the first story needs it."""
    with postgres.running() as server:
        yield server


@pytest.fixture
def postgres_url(postgres_server: postgres.Server) -> Iterator[str]:
    """Give the address of a fresh PostgreSQL database."""
    name = postgres_server.create()
    yield postgres_server.url(name)
    postgres_server.drop(name)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Give the address of a fresh SQLite file."""
    return f"sqlite:///{tmp_path / 'kaituan.db'}"


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Give the address of a fresh database; a story that asks for it runs once on each kind."""
    url = request.getfixturevalue(f"{request.param}_url")
    assert isinstance(url, str)
    return url
