"""A leader reminds those who looked at a group and agreed to hear: once, never in quiet hours, never who muted it."""

from datetime import UTC, datetime, timedelta

from flows.news.notices import compose
from flows.presses.lead import Listen, Remind
from groupbuys.closing import close_due
from groupbuys.leading import nudging
from groupbuys.leading.model import No
from people.wishes import mute
from scheduler.looking import HoldBack, look
from storage.claiming import claim
from storage.outbox import Lane
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, told
from tests.flows.walks import joins, opens, the_group

AGREE = "The leader may remind me once"


async def agrees(phone: Phone, token: str) -> None:
    """Open the invite, and go away with that."""
    await phone.start(token)
    await phone.press(AGREE)
    assert f"✓ {AGREE}" in phone.labels()


async def reminds(phone: Phone) -> str:
    """Press it; gives the toast."""
    await phone.do(Remind(1))
    return phone.toast


async def test_only_who_agreed_is_reminded_and_the_leader_learns_how_many(
    database_url: str,
) -> None:
    with Bazaar(database_url, minimum=5, capacity=5) as shop:
        mei, bo, ana, cy, dee = shop.phones("Mei", "Bo", "Ana", "Cy", "Dee")
        token = await opens(mei)
        await agrees(bo, token)
        await agrees(ana, token)
        await cy.start(token)
        await agrees(dee, token)
        await joins(dee, token)
        await mei.command("lead")
        await mei.press("Enamel mug")
        assert "2 people looked at it, did not join" in mei.last.text
        await mei.press("Remind them")
        assert mei.toast == "2 people are reminded, once."
        assert "You have reminded 2 people" in mei.last.text
        assert not any(name in mei.last.text for name in ("Bo", "Ana"))
        for phone in (bo, ana):
            said = told(shop, phone)["nudge"]
            assert said is not None
            assert "Mei reminds you" in said.text
            assert "Because you let this group's leader remind you, once" in said.text
        for phone in (cy, dee):
            assert "nudge" not in told(shop, phone)
        assert await reminds(mei) == "You reminded them already; that can be done once."
        await cy.start(token)
        assert AGREE not in cy.labels(), "no second reminder comes, so nobody is asked"


async def test_what_was_agreed_to_can_be_taken_back(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await agrees(bo, await opens(mei))
        await bo.press(f"✓ {AGREE}")
        assert AGREE in bo.labels()
        assert await reminds(mei) == "Nobody who agreed to it would hear of it in time."
        await bo.press(AGREE)
        assert await reminds(mei) == "1 person is reminded, once."
        await bo.do(Listen(1, 0))
        assert told(shop, bo)["nudge"] is None, "also after it was sent off, as long as it waits"


async def test_who_muted_reminders_or_joined_meanwhile_hears_nothing(database_url: str) -> None:
    """Promise 27."""
    with Bazaar(database_url, minimum=5, capacity=5) as shop:
        mei, bo, ana, cy = shop.phones("Mei", "Bo", "Ana", "Cy")
        token = await opens(mei)
        for phone in (bo, ana, cy):
            await agrees(phone, token)
        everything, this_one = me(shop, bo), me(shop, ana)
        shop.run(lambda tx: mute(tx, everything, 0, off=True))
        shop.run(lambda tx: mute(tx, this_one, 1, off=True))
        assert await reminds(mei) == "1 person is reminded, once."
        await joins(cy, token)
        assert told(shop, cy)["nudge"] is None


async def test_quiet_hours_hold_it_back_but_never_past_the_deadline(database_url: str) -> None:
    """Promise 26: at 23:30 in Berlin it waits for the morning; who would hear of it too late is not told."""
    with Bazaar(database_url) as shop:
        shop.now = datetime(2026, 3, 2, 21, 30, tzinfo=UTC)
        mei, bo = shop.phones("Mei", "Bo")
        await agrees(bo, await opens(mei))
        shop.wind(hours=1)
        assert await reminds(mei) == "1 person is reminded, once."
        (owed,) = (
            one
            for one in shop.run(lambda tx: claim(tx, Lane.NEWS, 9, timedelta(minutes=1)))
            if one.kind == "nudge"
        )
        held = shop.run(lambda tx: look(tx, owed, compose))
        assert held == HoldBack(datetime(2026, 3, 3, 7, tzinfo=UTC))
        assert owed.stale_at == the_group(shop).closes_at


async def test_a_night_that_outlasts_the_group_leaves_nobody(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        shop.now = datetime(2026, 3, 3, 6, 30, tzinfo=UTC)
        mei, bo = shop.phones("Mei", "Bo")
        await agrees(bo, await opens(mei))
        shop.now = datetime(2026, 3, 4, 5, 0, tzinfo=UTC)
        assert await reminds(mei) == "Nobody who agreed to it would hear of it in time."
        assert "nudge" not in told(shop, bo)


async def test_a_group_that_closed_or_is_not_theirs_reminds_nobody(database_url: str) -> None:
    with Bazaar(database_url, minimum=2, capacity=3) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        await joins(bo, token)
        await agrees(ana, token)
        await bo.do(Remind(1))
        assert "Only the leader" in bo.toast
        shop.wind(hours=24)
        assert await reminds(mei) == "This group does not look for people any more."
        shop.run(close_due)
        await ana.do(Listen(1, 1))
        assert AGREE not in ana.labels()
        number = me(shop, bo)
        assert shop.run(lambda tx: nudging.remind(tx, number, 10**9)) is No.NOT_LEADING
