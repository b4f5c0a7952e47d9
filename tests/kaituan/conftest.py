"""What the stories of the command line may ask for."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from kaituan.cli import main
from tests.catalog.market import Market


@dataclass(frozen=True)
class Ended:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str


Command: TypeAlias = Callable[..., Ended]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in an empty folder, with none of this machine's settings."""
    for name in [name for name in os.environ if name.startswith("KAITUAN_")]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def kaituan(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Type a command."""

    def type_in(*words: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["kaituan", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return Ended(ended.value.code, said.out, said.err)

    return type_in


@pytest.fixture
def market(database_url: str) -> Iterator[Market]:
    """Give an empty market, once on each kind of database."""
    with Market(database_url) as empty:
        yield empty
