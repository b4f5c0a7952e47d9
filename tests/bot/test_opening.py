"""Opening a bot where nobody answers, and starting one at the wrong time."""

import pytest

from bot import running_bot
from bot.library import Api
from bot.running_bot import CannotOpen, introduce
from sandbox.world.faults import Failure, Fault
from tests.bot.conftest import TOKEN, Open
from tests.bot.libraries import api_of
from tests.bot.streets import Street


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bot asks again sooner than in life."""
    monkeypatch.setattr(running_bot, "PAUSES", (0.01, 0.01))


async def test_where_nobody_answers_the_setting_to_look_at_is_named(
    library: str, free_port: int
) -> None:
    api: Api = await api_of(library, TOKEN, f"http://127.0.0.1:{free_port}")
    with pytest.raises(CannotOpen, match="KAITUAN_API cannot be reached") as error:
        await introduce(api)
    assert TOKEN not in str(error.value)


async def test_why_nobody_can_be_reached_is_said_in_words(library: str) -> None:
    api: Api = await api_of(library, TOKEN, "http://nowhere.invalid")
    with pytest.raises(CannotOpen) as error:
        await introduce(api)
    said = str(error.value)
    assert said.endswith("Is this machine online, and the address right?")
    for odd in ("Failed", "maybe_done", "Error", "Errno", "httpx", "ssl:"):
        assert odd not in said


async def test_a_telegram_that_wakes_up_late_is_waited_for(
    street: Street, opening: Open, library: str
) -> None:
    street.world.faults.plan(Fault(Failure.BROKEN, "getMe"))
    street.world.faults.plan(Fault(Failure.DROPPED, "getMe"))
    bot = await opening(library)
    assert (bot.number, bot.username) == (street.account.id, "shop_bot")


async def test_a_menu_that_telegram_will_not_have_is_no_reason_not_to_start(
    street: Street, opening: Open, library: str, caplog: pytest.LogCaptureFixture
) -> None:
    bot = await opening(library)
    await bot.set_commands({"": [("Not A Command", "x")], "de": [("start", "Los")]})
    assert "was not set" in caplog.text
    assert street.account.profile.commands["default", "de"][0].description == "Los"


async def test_a_webhook_that_telegram_will_not_have_is(
    street: Street, opening: Open, library: str
) -> None:
    bot = await opening(library)
    street.world.faults.plan(
        Fault(Failure.REFUSED, "setWebhook", status=400, description="Bad Request: bad webhook")
    )
    with pytest.raises(CannotOpen, match="setWebhook"):
        await bot.set_webhook("https://shop.example/telegram/1", "secret")
