"""What a host hears and sees for their guest: nothing of it is lost, and nobody is told of their own deeds."""

from sqlalchemy import select, update

from flows import prompts
from flows.presses.every import Join
from groupbuys.friends import bringing
from groupbuys.model import Seated, SeatState
from groupbuys.prompts.prompts import Prompt
from groupbuys.reminders import remind_due
from groupbuys.tables import purchase, seat
from people import guests, meeting
from storage.transaction import Transaction
from tests.flows.bazaar import Bazaar
from tests.flows.limits import visible
from tests.flows.test_news import me
from tests.flows.walks import joins, opens, the_group
from tests.friends.gifts import seats
from tests.friends.test_guests import brings, friend, news
from tests.groupbuys.group import starts
from tests.groupbuys.test_arrivals import heard
from tests.races.test_guests import named
from tests.stock.shelf import mug
from tests.stories import BOT, Terms, Town


async def test_where_a_friend_leads_their_host_hears_who_joins(database_url: str) -> None:
    """Also while a place of the host's own is only held: nothing of it is owed for that one."""
    with Bazaar(database_url, minimum=5, capacity=5) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await opens(mei)
        await brings(mei)
        await mei.command("mine")
        for label in ("Enamel mug", "Leave", "Leave"):
            await mei.press(label)
        mum = friend(shop)
        assert the_group(shop).leader_id == mum
        await joins(bo, token)
        shop.wind(hours=22, minutes=1)
        await mei.start(token)
        await mei.do(Join(1, mug(shop), 1), max(mei.messages))
        assert seats(shop)[-1].state is SeatState.HELD
        (said,) = news(shop, mum, "joined")
        assert "Bo" in said.text
        assert "For Mum" in visible(said.text)
        shop.run(remind_due)
        (said,) = news(shop, mum, "reminder")
        assert "For Mum" in visible(said.text)
        await mei.pay()
        assert news(shop, mum, "reminder") == [], "now they hear it for themselves"
        assert news(shop, mum, "joined") == [], "nor is one told of who one is oneself"


def test_ones_own_friends_are_no_news_in_a_large_group_either(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=50, provider="")) as town:
        lee, ann = town.people("Lee", "Ann")
        opened = starts(town, lee)
        assert isinstance(opened, Seated)

        def brings_one(host: int) -> None:
            mum, chosen = named(town, host, "Mum"), town.variant_ids[0]
            town.run(lambda tx: bringing.join(tx, mum, opened.group.id, chosen, 1))

        brings_one(lee)
        assert heard(town, lee) == []
        brings_one(ann)
        assert heard(town, lee) == ["Mum (Ann) joined your group for Oolong tea."]


async def test_the_code_of_a_friends_parcel_opens_it_for_their_host(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await brings(bo)
        mum = friend(shop)
        wanted = select(purchase.c.number).where(purchase.c.person_id == mum)
        number = shop.run(lambda tx: str(tx.value(wanted)))
        for phone in (bo, mei):
            await phone.start(f"take-{number}")
        assert "For Mum" in visible(bo.last.text)
        assert number in bo.last.text
        assert "For Mum" not in visible(mei.last.text)


async def test_the_link_of_a_given_place_says_at_the_end_whose_it_was(database_url: str) -> None:
    with Bazaar(database_url, capacity=5) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        await brings(bo)
        await bo.command("mine")
        await bo.press("Enamel mug")
        await bo.press("👤 Mum")
        await bo.press("Give my place to a friend")
        shown = Prompt(BOT, bo.external, 1, 0, "words", "g", 1, 1)
        screen = shop.run(lambda tx: prompts.face(tx, shown))
        assert screen is not None
        assert "For Mum" in visible(screen.text)


async def test_the_orders_of_every_friend_are_one_press_away(database_url: str) -> None:
    """Those with a place that is not over first; who was named in vain has nothing to show."""
    with Bazaar(database_url, minimum=9, capacity=20) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await joins(bo, await opens(mei))
        names = ("Ann", "Ben", "Cal")
        for name in names:
            await brings(bo, name)
        host = me(shop, bo)
        people = [friend(shop, name) for name in names]
        ended = update(seat).where(seat.c.person_id != people[0]).values(state="refunded")
        shop.run(lambda tx: tx.write(ended))

        def name_in_vain(tx: Transaction) -> None:
            stored = meeting.by_id(tx, host)
            assert stored is not None
            for one in "ABCDEFG":
                assert guests.name(tx, stored, f"Friend {one}") is not None

        shop.run(name_in_vain)
        await bo.command("orders")
        found = [label for label in bo.labels() if label.startswith("👤")]
        assert found == ["👤 Ann", "👤 Cal", "👤 Ben"]
