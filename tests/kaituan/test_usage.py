"""What the command line says to who types it, right or wrong."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.kaituan.conftest import Command

HEAVY = ("aiogram", "sqlalchemy", "pydantic", "babel", "rich", "opencc", "starlette")


def test_help_names_every_command(kaituan: Command) -> None:
    ended = kaituan("--help")
    assert ended.code == 0
    for command in (
        "demo",
        "run",
        "sandbox",
        "import",
        "deals",
        "pause",
        "resume",
        "cancel",
        "refund",
        "stats",
    ):
        assert f"\n  {command} " in ended.out
    assert kaituan("import", "-h").code == 0


def test_help_is_there_at_once_because_nothing_heavy_is_imported() -> None:
    script = "import sys, kaituan.cli; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert not set(HEAVY).intersection(done.stdout.split())


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("frob", "No such command 'frob'."),
        ("import", "Missing argument 'FILE'."),
        ("import nowhere.csv", "'nowhere.csv' does not exist."),
        ("import here.csv --people 1", "1 is not in the range x>=2."),
        ("import here.csv --people 3", "say --off, such as --off 20%."),
        ("import here.csv --off 20%", "--off belongs to a deal: say --people as well"),
        ("import here.csv --people 3 --off 120%", "'120%' is not a percentage above 0"),
        ("import here.csv --people 3 --off 20% --window soon", "'soon' is not a length of time"),
        ("import here.csv --currency EURO", "KAITUAN_CURRENCY is 'EURO': it should be"),
        ("import here.csv --database nonsense", "KAITUAN_DATABASE is not understood"),
        ("stats --database postgresql://me:secret@host:port/none", "KAITUAN_DATABASE is not"),
        ("import here.csv --database sqlite:///here.csv/deep", "cannot be opened: "),
        ("stats --database postgresql://nobody:secret@127.0.0.1:1/none", "cannot be opened: "),
        ("cancel 1", "Missing option '--why'."),
        ("cancel 1 --why sorry", "Deal 1 cannot be called off: there is none, or it was before."),
        ("pause 1", "Deal 1 is not live: kaituan deals lists those that are."),
        ("resume 1", "Deal 1 cannot go on: it is not paused"),
        ("approve 7", "Shop 7 is live already, or not there: kaituan shops lists all."),
        ("suspend 7 --why late", "Shop 7 is suspended already, or not there"),
        ("suspend 7", "Missing option '--why'."),
        ("pause x", "'x' is not a valid integer"),
        ("refund NOSUCH", "There is no order NOSUCH."),
        ("demo --port 99999", "99999 is not in the range"),
        ("run", "KAITUAN_TOKEN is missing: it should be the token that @BotFather gave you"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(
    kaituan: Command, elsewhere: Path, sqlite_template: Path, typed: str, sentence: str
) -> None:
    shutil.copy(sqlite_template, elsewhere / "kaituan.db")
    (elsewhere / "here.csv").write_text("Handle,Title,Variant Price\nmug,Mug,5\n")
    ended = kaituan(*typed.split())
    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.startswith("kaituan: ")
    assert ended.err.count("\n") == 1
    assert sentence in ended.err
    assert "secret" not in ended.err


@pytest.mark.parametrize(
    "typed",
    [
        *("deals", "stats", "pause 1", "resume 1", "cancel 1 --why sorry", "refund K7M2QX4P"),
        *("shops", "owner 1", "approve 1", "suspend 1 --why sorry"),
    ],
)
def test_a_database_that_is_not_there_is_no_empty_shop(
    kaituan: Command, elsewhere: Path, typed: str
) -> None:
    missing = elsewhere / "far" / "shop.db"
    named = kaituan(*typed.split(" "), "--database", f"sqlite:///{missing}")
    assert (named.code, named.out) == (2, "")
    assert named.err.startswith(f"kaituan: There is no SQLite file {missing}: say which one")
    assert f"SQLite file {elsewhere / 'kaituan.db'}: " in kaituan(*typed.split(" ")).err
    assert not list(elsewhere.iterdir())


def test_each_wrong_setting_has_its_own_sentence(
    kaituan: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAITUAN_TOKEN", "nonsense")
    monkeypatch.setenv("KAITUAN_ZONE", "Mars")
    monkeypatch.setenv("KAITUAN_PORT", "many")
    ended = kaituan("run")
    assert ended.code == 2
    assert all(line.startswith("kaituan: KAITUAN_") for line in ended.err.splitlines())
    assert "Mars" in ended.err
    assert "many" in ended.err


def test_a_setting_that_we_do_not_know_is_not_ignored(
    kaituan: Command, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAITUAN_TYPO", "1")
    for typed in ("run", "demo --port 0 --no-browser", "stats"):
        ended = kaituan(*typed.split())
        assert ended.code == 2
        assert "KAITUAN_TYPO is no setting: did you mean KAITUAN_PORT?" in ended.err
    assert not list(elsewhere.iterdir())


def test_the_settings_are_told_as_the_table_of_the_readme(kaituan: Command) -> None:
    ended = kaituan("settings")
    assert ended.code == 0
    for name in Settings.model_fields:
        assert f"| `KAITUAN_{name.upper()}` |" in ended.out
