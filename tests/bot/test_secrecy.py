"""No token in any log, any error, any outcome, however loud the log is."""

import io
import logging

import pytest

from bot import logs
from bot.running import open_bot
from bot.running_bot import CannotOpen
from bot.settings import Settings
from sandbox.world.faults import Failure, Fault
from tests.bot.conftest import TOKEN, Open, polling
from tests.bot.doubles import said
from tests.bot.streets import Street


@pytest.fixture
def log(street: Street, monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """Everything that is logged at the loudest level, as a running bot writes it."""
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", list(root.handlers))
    monkeypatch.setattr(root, "level", root.level)
    stream = io.StringIO()
    settings = Settings.model_validate({"token": TOKEN, "api": street.address, "log": "debug"})
    logs.set_up(settings, stream)
    return stream


async def test_a_loud_log_of_a_day_full_of_trouble_holds_no_token(
    street: Street, opening: Open, library: str, log: io.StringIO
) -> None:
    for fault in (
        Fault(Failure.BROKEN, "getUpdates"),
        Fault(Failure.DROPPED, "getUpdates"),
        Fault(Failure.DROPPED, "sendMessage"),
    ):
        street.world.faults.plan(fault)
    street.door.breaks = 1
    street.door.answer(said("one"), said("two"))
    street.say("hi")
    async with polling(await opening(library)):
        await street.until(lambda: len(street.from_bot()) == 1)
    written = log.getvalue()
    assert "broke (1 of" in written
    assert "was not said" in written
    assert TOKEN not in written


async def test_httpx_does_not_write_addresses(street: Street, opening: Open) -> None:
    await opening("ptb")
    del street
    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)


async def test_a_token_that_telegram_does_not_know_is_one_sentence_without_it(
    street: Street, library: str
) -> None:
    wrong = "1000002:NOT-KNOWN-there"
    settings = Settings.model_validate({"token": wrong, "api": street.address, "library": library})
    with pytest.raises(
        CannotOpen, match=r"^KAITUAN_TOKEN is not known there: .*BotFather"
    ) as error:
        await open_bot(settings, street.shopfront)
    assert wrong not in str(error.value)


def test_the_password_of_the_database_is_not_written_either() -> None:
    stream = io.StringIO()
    shop = "postgresql://kaituan:p%40ss%2Fword@127.0.0.1/kaituan"
    settings = Settings.model_validate({"token": TOKEN, "database": shop})
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.Discreet(logs.secrets(settings)))
    for words in (shop, "password=p@ss/word"):
        handler.emit(logging.LogRecord("x", logging.ERROR, "", 0, words, None, None))
    assert "p%40ss" not in stream.getvalue()
    assert "p@ss" not in stream.getvalue()
