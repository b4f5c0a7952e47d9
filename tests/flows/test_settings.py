"""Language, reminders, quiet hours, time zone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from flows.languages import ours
from flows.presses.every import SetQuiet, SetZone
from groupbuys.tables import seat
from tests.flows.bazaar import NOON, Bazaar
from tests.flows.walks import opens


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("en", "en"),
        ("de", "en"),
        (None, "en"),
        ("", "en"),
        ("zh", "zh_Hans"),
        ("zh-hans", "zh_Hans"),
        ("zh-CN", "zh_Hans"),
        ("zh-SG", "zh_Hans"),
        ("zh-hans-HK", "zh_Hans"),
        ("zh-hant", "zh_Hant"),
        ("zh-TW", "zh_Hant"),
        ("zh_HK", "zh_Hant"),
        ("zh-Hant-MO", "zh_Hant"),
    ],
)
def test_the_messengers_language_becomes_one_of_ours(code: str | None, language: str) -> None:
    assert ours(code) == language


async def test_a_chosen_language_stays_whatever_the_messenger_says(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.command("language")
        await mei.press("繁體中文")
        assert mei.toast == "已切換為繁體中文。"
        assert "逛商品" in mei.labels()
        mei.language = "de"
        await mei.start()
        assert "逛商品" in mei.labels()


async def test_reminders_of_all_groups_go_off_and_on(database_url: str) -> None:
    """Promise 27."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.command("mute")
        await mei.press("Reminders off")
        assert "Reminders are off" in mei.last.text
        await mei.command("mute")
        assert "Reminders are off" in mei.last.text
        await mei.press("Reminders on")
        assert "Reminders are on" in mei.last.text


async def test_reminders_of_one_group_go_off_and_on(sqlite_url: str) -> None:
    """Promise 27."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        await mei.command("mine")
        await mei.press("Enamel mug")
        await mei.press("Reminders off")
        assert mei.toast == "Reminders are off."
        await mei.press("Reminders on")
        assert "Reminders off" in mei.labels()


async def test_quiet_hours_and_zone_are_theirs_to_change(database_url: str) -> None:
    """Promise 26."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.command("mute")
        assert "Quiet from 22:00 to 08:00" in mei.last.text
        assert "Your time zone: Berlin" in mei.last.text, "the shop's, until they choose"
        await mei.press("Quiet hours")
        await mei.press("23:00 – 07:00")
        assert "Quiet from 23:00 to 07:00" in mei.last.text
        await mei.press("No quiet hours")
        assert "no quiet hours" in mei.last.text
        await mei.press("‹ Back")
        await mei.press("Time zone")
        await mei.press("Taipei")
        assert "Your time zone: Taipei" in mei.last.text


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
async def test_the_settings_are_few_buttons_by_theme_with_all_that_holds_above(
    sqlite_url: str, language: str
) -> None:
    """Reminders first, since most come for that; the rest two by two, each leading back."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei", language=language)
        await mei.command("mute")
        assert [len(row) for row in mei.last.buttons] == [1, 2, 2, 2]
        assert "20" in mei.last.text, "a group for more is told of every ten minutes"
        for label in mei.labels()[1:4]:
            await mei.command("mute")
            await mei.press(label)
            assert 4 <= len(mei.labels()) <= 7
        await mei.wire("dth:zzz")
        assert [len(row) for row in mei.last.buttons] == [1, 2, 2, 2]


async def test_deadlines_are_said_in_the_readers_own_zone(sqlite_url: str) -> None:
    """Promise 29: a moment for the messenger, a date in the reader's zone where it shows none."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.start()
        await mei.wire("z:Asia/Taipei")
        await opens(mei)
        assert '<tg-time unix="1772539200" format="r">Mar 3, 20:00</tg-time>' in mei.cards[0].text


async def test_forged_settings_change_nothing(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await mei.start()
        for wire in ("z:Mars/Olympus", "z:../../etc/passwd", "sq:25:-3", "sl:tlh"):
            await mei.wire(wire)
        await mei.command("mute")
        assert "Quiet from 22:00 to 08:00" in mei.last.text
        assert "Berlin" in mei.last.text


async def test_new_quiet_hours_move_the_reminders_that_are_to_come(database_url: str) -> None:
    """Promise 26: what would fall into them comes earlier instead, also where they are chosen later."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)

        def reminded_at() -> datetime:
            found = shop.run(lambda tx: tx.value(select(seat.c.remind_at)))
            assert isinstance(found, datetime)
            return found

        two_hours_before = NOON + timedelta(hours=22)
        assert reminded_at() == two_hours_before, "11 in the morning in Berlin"
        await mei.do(SetZone("America/New_York"))
        assert reminded_at() == datetime(2026, 3, 3, 2, 55, tzinfo=UTC), "just before 22 there"
        await mei.do(SetQuiet(0, 0))
        assert reminded_at() == two_hours_before
