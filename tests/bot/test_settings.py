"""Settings: what is wrong is said in one kind sentence each, and no secret is ever shown."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot import settings
from bot.settings import Settings, WrongSettings, load

TOKEN = "123456:AAE-very_secret"


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of this machine, and no .env."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.upper().startswith("KAITUAN_")]:
        monkeypatch.delenv(name)


def sentences(monkeypatch: pytest.MonkeyPatch, **values: str) -> list[str]:
    """What is said about these settings, beside a good token unless given."""
    for name, value in ({"TOKEN": TOKEN} | values).items():
        monkeypatch.setenv(f"KAITUAN_{name}", value)
    with pytest.raises(WrongSettings) as wrong:
        load()
    return str(wrong.value).splitlines()


def test_a_token_is_enough_and_everything_else_has_a_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("KAITUAN_TOKEN", TOKEN)
    loaded = load()
    assert loaded.token.get_secret_value() == TOKEN
    assert (loaded.database, loaded.library, loaded.port) == (
        "sqlite:///kaituan.db",
        "aiogram",
        8080,
    )
    assert (loaded.currency, loaded.zone, loaded.provider) == ("USD", "UTC", "")


def test_a_file_beside_the_shop_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text(
        f"KAITUAN_TOKEN={TOKEN}\nKAITUAN_PORT=1\nKAITUAN_ZONE=Asia/Taipei\n"
    )
    monkeypatch.setenv("KAITUAN_PORT", "2")
    monkeypatch.setenv("KAITUAN_OPERATOR", "")
    assert (load().port, load().zone, load().operator) == (2, "Asia/Taipei", None)


def test_without_a_token_it_is_said_where_one_comes_from() -> None:
    with pytest.raises(WrongSettings, match=r"KAITUAN_TOKEN is missing: .*@BotFather"):
        load()


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("PORT", "eighty", "a number from 0"),
        ("PORT", "70000", "a number from 0"),
        ("LIBRARY", "telethon", '"aiogram" or "ptb"'),
        ("CURRENCY", "DOLLAR", "a code of three letters"),
        ("ZONE", "Mars/Base", "an IANA name"),
        ("ZONE", "/etc/passwd", "an IANA name"),
        ("API", "api.telegram.org", "an http or https address"),
        ("PUBLIC_URL", "ftp://shop.example", "the https address"),
        ("OPERATOR", "@me", "the number of a chat"),
        ("PROVIDER", "stripe", "it can also give it back"),
        ("LOG", "loud", '"debug", "info"'),
    ],
)
def test_a_wrong_value_is_shown_with_what_would_be_right(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    [sentence] = sentences(monkeypatch, **{name: value})
    assert sentence.startswith(f"KAITUAN_{name} is {value!r}: it should be ")
    assert expected in sentence


def test_every_mistake_gets_its_own_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    said = sentences(monkeypatch, PORT="x", ZONE="y", CURRENCY="z")
    assert len(said) == 3


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("WEBHOOK_SECRT", "WEBHOOK_SECRET"),
        ("TYPO", "PORT"),
        ("TIMEZONE", "ZONE"),
        ("DB", "DATABASE"),
    ],
)
def test_a_name_that_is_no_setting_is_refused_with_the_nearest_one(
    monkeypatch: pytest.MonkeyPatch, name: str, meant: str
) -> None:
    assert sentences(monkeypatch, **{name: "x"}) == [
        f"KAITUAN_{name} is no setting: did you mean KAITUAN_{meant}?"
    ]


def test_a_name_that_is_no_setting_is_refused_in_the_file_too_and_others_are_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("KAITUAN_TOKN=x\nEDITOR=vi\n")
    monkeypatch.setenv("PAGER", "less")
    assert sentences(monkeypatch) == ["KAITUAN_TOKN is no setting: did you mean KAITUAN_TOKEN?"]


@pytest.mark.parametrize("secret", ["", "with blank", "пароль", "x" * 257])
def test_a_webhook_without_a_proper_secret_is_refused(
    monkeypatch: pytest.MonkeyPatch, secret: str
) -> None:
    said = sentences(monkeypatch, PUBLIC_URL="https://shop.example", WEBHOOK_SECRET=secret)
    assert len(said) == 1
    assert "KAITUAN_WEBHOOK_SECRET" in said[0]
    assert "1 to 256 of the characters A-Z a-z 0-9 _ -" in said[0]
    assert not secret or secret not in said[0]


def test_money_is_only_taken_where_it_can_be_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    [unknown] = sentences(monkeypatch, PROVIDER_TOKEN="284685063:LIVE:abc")
    assert "names no provider through which Kaituan can give money back" in unknown
    monkeypatch.delenv("KAITUAN_PROVIDER_TOKEN")
    halves = sentences(monkeypatch, PROVIDER="sandbox")
    assert [half.split()[0] for half in halves] == [
        "KAITUAN_PROVIDER_TOKEN",
        "KAITUAN_PROVIDER_API",
    ]


def test_no_secret_is_shown_in_a_sentence_or_when_settings_are_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = sentences(monkeypatch, TOKEN="my secret", DATABASE="mysql://me:hush@host/db")
    assert "secret" not in "".join(said)
    assert "hush" not in "".join(said)
    database = "postgresql://me:hush@host/db"
    shown = repr(load(token=TOKEN, database=database, webhook_secret="psst"))
    assert not [word for word in (TOKEN, "hush", "psst") if word in shown]


def test_the_table_for_the_readme_names_every_setting_with_words() -> None:
    table = settings.table()
    for name, field in Settings.model_fields.items():
        assert field.description
        assert f"| `KAITUAN_{name.upper()}` |" in table
    assert "| `KAITUAN_TOKEN` | *required* |" in table


def test_settings_load_neither_library() -> None:
    asked = (
        "import bot.settings, bot.running, sys; print({'aiogram', 'telegram'} & set(sys.modules))"
    )
    run = subprocess.run(  # noqa: S603 - our own line of code
        [sys.executable, "-c", asked],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == "set()"
