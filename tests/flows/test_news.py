"""What people are told without having pressed: composed when it is sent, dropped when no longer true."""

from sqlalchemy import select

from flows.cards import face
from flows.faces import PressButton, Screen, ShareButton
from flows.news.notices import compose
from flows.presses.every import WIRE, Anew
from flows.replies import Reply, Say
from groupbuys import cards, history
from groupbuys.cancelling import cancel_deal
from groupbuys.closing import close_due
from groupbuys.reminders import remind_due
from people.tables import person
from storage.tables import outbox
from tests.flows.bazaar import Bazaar
from tests.flows.limits import fits
from tests.flows.phone import Phone, buttons
from tests.flows.walks import joins, opens, the_group


def told(shop: Bazaar, phone: Phone) -> dict[str, Screen | None]:
    """What is owed to somebody, composed now, by its kind."""
    wanted = select(outbox).where(outbox.c.person_id == me(shop, phone)).order_by(outbox.c.id)
    rows = shop.run(lambda tx: tx.all(wanted))
    said = {}
    for row in rows:
        said[row.kind] = _only(composed(shop, row.kind, row.subject_id, row.person_id, row.detail))
    return said


def composed(
    shop: Bazaar, kind: str, subject: int, person_id: int, detail: str = ""
) -> tuple[Reply, ...] | None:
    """One notice, put into words now."""
    return shop.run(lambda tx: compose(tx, kind, subject, person_id, detail))


def card_of(shop: Bazaar, group_buy_id: int, person_id: int) -> Screen | None:
    """Somebody's card, as it would be drawn now."""
    return shop.run(lambda tx: face(tx, group_buy_id, person_id))


def me(shop: Bazaar, phone: Phone) -> int:
    """Our number of the person with this phone."""
    wanted = select(person.c.id).where(person.c.external_id == phone.external)
    return int(shop.run(lambda tx: tx.value(wanted)))


def orders(shop: Bazaar, phone: Phone) -> tuple[history.OrderLine, ...]:
    """What somebody bought."""
    number = me(shop, phone)
    return shop.run(lambda tx: history.orders(tx, number))


def _only(replies: tuple[Reply, ...] | None) -> Screen | None:
    if replies is None:
        return None
    (said,) = replies
    assert isinstance(said, Say)
    fits(said)
    for button in buttons(said.screen):
        stands = isinstance(button, PressButton) and isinstance(WIRE.decode(button.wire), Anew)
        assert stands or isinstance(button, ShareButton), "news are never navigated"
    return said.screen


async def test_the_leader_hears_who_joined(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo <b>")
        await joins(bo, await opens(mei))
        said = told(shop, mei)["joined"]
        assert said is not None
        assert "Bo &lt;b&gt; joined your group" in said.text
        assert "1 more person needed" in said.text
        await bo.press("Leave")
        await bo.press("Leave")
        assert told(shop, mei)["joined"] is None, "no longer true"


async def test_everybody_hears_of_a_success_and_what_comes_next(database_url: str) -> None:
    """Promise 28."""
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        await joins(bo, token)
        await joins(ana, token)
        for phone in (mei, bo, ana):
            said = told(shop, phone)["succeeded"]
            assert said is not None
            assert "3 people get the group price" in said.text
            assert "€7.49 is paid" in said.text
            number = orders(shop, phone)[0].number
            assert number is not None
            assert number in said.text


async def test_everybody_hears_of_a_failure_and_when_the_money_comes(sqlite_url: str) -> None:
    """Promises 20, 28."""
    with Bazaar(sqlite_url) as shop:
        mei, li = *shop.phones("Mei"), *shop.phones("Li", language="zh-hans")
        token = await opens(mei)
        await li.start(token)
        await li.press("参团")
        await li.pay()
        shop.wind(hours=24)
        shop.run(close_due)
        said, in_chinese = told(shop, mei)["failed"], told(shop, li)["failed"]
        assert said is not None
        assert in_chinese is not None
        assert "1 was missing" in said.text
        assert "€7.49</b> is on its way back to you" in said.text
        assert "还差 1 人" in in_chinese.text


async def test_a_group_that_is_called_off_says_why_in_the_shops_own_words(sqlite_url: str) -> None:
    """Promises 14, 38."""
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        deal_id = the_group(shop).deal_id
        shop.run(lambda tx: cancel_deal(tx, deal_id, "the <kiln> broke"))
        said = told(shop, mei)["cancelled"]
        assert said is not None
        assert "the &lt;kiln&gt; broke" in said.text


async def test_who_was_paying_hears_that_the_group_is_over_and_nothing_was_taken(
    database_url: str,
) -> None:
    """Promise 8: everybody else has left; one message, from which they can go on."""
    with Bazaar(database_url, minimum=3, capacity=3) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        token = await opens(mei)
        for one in (bo, ana):
            await one.start(token)
            await one.press("Join")
        await bo.press("Give")
        await mei.press("Leave")
        await mei.press("Leave")
        said = told(shop, ana)
        assert set(said) == {"cancelled"}
        assert said["cancelled"] is not None
        assert "was called off" in said["cancelled"].text
        assert "No money was taken, so nothing is owed." in said["cancelled"].text
        assert "Open groups" in [one.label for row in said["cancelled"].buttons for one in row]
        assert told(shop, bo) == {}, "who had given it up has no place there"


async def test_a_reminder_has_one_button(database_url: str) -> None:
    """Promise 25."""
    with Bazaar(database_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        shop.wind(hours=23)
        shop.run(remind_due)
        said = told(shop, mei)["reminder"]
        assert said is not None
        assert [button.label for button in buttons(said)] == ["Invite friends"]


async def test_the_new_leader_is_told(sqlite_url: str) -> None:
    """Promise 8."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await mei.press("Leave")
        assert "whoever joined first after you" in mei.last.text
        await mei.press("Leave")
        said = told(shop, bo)["leads"]
        assert said is not None
        assert "You lead the group" in said.text


async def test_a_card_shows_the_newest_state_to_each_in_their_language(database_url: str) -> None:
    """Promises 16, 29."""
    with Bazaar(database_url) as shop:
        mei, li = *shop.phones("Mei"), *shop.phones("Li", language="zh-TW")
        token = await opens(mei)
        await li.start(token)
        await li.press("加入")
        await li.pay()
        group = the_group(shop)
        behind = shop.run(lambda tx: cards.stale(tx, group.id, 10, [mei.place.bot], shared=False))
        assert [card.person_id for card in behind] == [me(shop, mei)]
        newest = card_of(shop, group.id, behind[0].person_id)
        assert newest is not None
        assert "2 of 3" in newest.text
        assert newest.card_version == group.version
        shop.wind(hours=24)
        shop.run(close_due)
        for number, words in ((me(shop, mei), "not enough people"), (me(shop, li), "沒有湊齊")):
            over = card_of(shop, group.id, number)
            assert over is not None
            assert words in over.text
            fits(Say(over))


async def test_who_is_gone_is_told_nothing(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        assert composed(shop, "failed", 1, 1) is None
        assert card_of(shop, 1, 1) is None
        (mei,) = shop.phones("Mei")
        await mei.start()
        number = me(shop, mei)
        for kind in ("failed", "refunded", "joined", "reminder", "no such kind"):
            assert composed(shop, kind, 99, number) is None


async def test_who_muted_all_reminders_still_hears_that_they_lead_now(sqlite_url: str) -> None:
    """Promises 8 and 27: it is no reminder, it is a thing that has become theirs to know."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await joins(bo, token)
        await bo.command("mute")
        await bo.press("Reminders off")
        await mei.command("mine")
        await mei.press("Enamel mug")
        await mei.press("Leave")
        await mei.press("Leave")
        news = told(shop, bo)["leads"]
        assert news is not None
        assert "lead" in news.text
