"""Stories of deals that were dropped into chats: kept current, and leading back through whoever dropped them."""

from sqlalchemy import select, update

from catalog import deals
from catalog.tables import product
from flows.conversation import Conversation
from flows.faces import START_LINK, LinkButton, Screen
from groupbuys.cancelling import cancel_deal
from groupbuys.dropped import deal_copies, sealing
from groupbuys.dropped.deal_copies import DealCopy
from groupbuys.dropped.deal_copy_tables import shared_deal
from groupbuys.tables import invite, seat
from scheduler.sending import Unreachable
from scheduler.tick import Tick
from storage.transaction import Transaction
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.walks import opens, the_group
from tests.inline.test_dropping import credit
from tests.scheduler.fair import Fair
from tests.stories import BOT


def drop(fair: Fair, message: str = "m1") -> str:
    """The leader drops the deal; gives its token."""

    def turn(tx: Transaction) -> str:
        share = sealing.new_deal_share(fair.town.deal_id, fair.leader, "g")
        token = sealing.sealed(sealing.key(tx), share)
        copy = DealCopy(BOT, message, fair.town.deal_id, fair.leader, token)
        deal_copies.drop(tx, copy, share)
        return token

    return fair.town.run(turn)


def faces(fair: Fair, message: str = "m1") -> list[Screen]:
    """What it was given, one face after the other."""
    return [screen for _, name, screen in fair.office.sender.renewed if name == message]


async def looked(fair: Fair) -> None:
    """The tick looks round, and what is owed is edited."""
    await Tick(fair.town.database).tick()
    await fair.show_for(10)


async def test_a_deal_is_current_at_once_and_after_each_join(fair: Fair) -> None:
    """Promise 29: wherever it was dropped, with who is in and how many groups are open."""
    token = drop(fair)
    await fair.show()
    [first] = faces(fair)
    assert "People in: 1 · open groups: 1" in first.text
    assert "As of" not in first.text
    assert first.buttons == ((LinkButton("Join a group", START_LINK + token),),)
    fair.join()
    await fair.show_for(8)
    assert "People in: 2" in faces(fair)[-1].text


async def test_many_joins_are_a_few_edits_and_what_did_not_change_is_not_edited(
    fair: Fair,
) -> None:
    drop(fair)
    await fair.show_for(5)
    for _ in range(40):
        fair.join()
        await fair.show()
        fair.town.wind(seconds=1.5)
    await fair.show_for(10)
    edits = len(faces(fair))
    assert edits <= 25
    assert "People in: 41" in faces(fair)[-1].text
    await fair.show_for(60)
    assert len(faces(fair)) == edits


async def test_a_deal_that_is_sold_out_paused_or_over_says_so_where_it_was_dropped(
    fair: Fair,
) -> None:
    drop(fair)
    await fair.show_for(5)
    fair.town.run(lambda tx: deals.pause(tx, fair.town.deal_id))
    await looked(fair)
    assert "No new groups just now" in faces(fair)[-1].text
    fair.town.run(lambda tx: deals.resume(tx, fair.town.deal_id))
    fair.town.run(lambda tx: tx.write(update(product).values(free=0)))
    await looked(fair)
    assert "Too few are left for a new group" in faces(fair)[-1].text
    fair.town.run(lambda tx: cancel_deal(tx, fair.town.deal_id, "the ship sank"))
    await looked(fair)
    assert "Called off: the ship sank" in faces(fair)[-1].text
    assert faces(fair)[-1].buttons == ()


async def test_a_dropped_deal_that_was_deleted_over_there_is_forgotten(fair: Fair) -> None:
    drop(fair, "m1")
    drop(fair, "m2")
    fair.office.sender.of_copies["m1"] = [Unreachable("MESSAGE_ID_INVALID", message_only=True)]
    await fair.show()
    rows = fair.town.run(lambda tx: tx.all(select(shared_deal)))
    assert [row.inline_id for row in rows] == ["m2"]


async def test_its_link_leads_into_the_group_of_whoever_dropped_it(database_url: str) -> None:
    """Promise 33: the credit is theirs, and says in which kind of chat."""
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await dropped(mei)
        await opens(mei)
        await bo.start(token)
        assert "Mei invites you to buy together." in bo.last.text
        await bo.press("Join")
        await bo.pay()
        assert credit(shop, bo) == ("Mei", "inline:g")
        assert len(shop.run(lambda tx: tx.all(select(seat).where(seat.c.invite_id > 0)))) == 1


async def test_its_link_leads_to_the_deal_where_whoever_dropped_it_is_in_no_open_group(
    sqlite_url: str,
) -> None:
    """Promise 10: also for a stranger's, for one's own, and before the messenger says that it was dropped."""
    with Bazaar(sqlite_url) as shop:
        mei, bo, zoe = shop.phones("Mei", "Bo", "Zoe")
        token = await dropped(mei)
        await bo.start(token)
        assert "Start a group" in bo.labels()
        unsaid = (await zoe.asks("mug")).results[0].id
        await bo.start(unsaid)
        assert "Start a group" in bo.labels()
        await opens(mei)
        await mei.start(token)
        assert "invites you" not in mei.last.text
        assert not [
            row for row in shop.run(lambda tx: tx.all(select(invite))) if "inline" in row.source
        ]


async def test_the_link_of_a_deal_that_is_gone_says_so(sqlite_url: str) -> None:
    """Promise 10; and a token that somebody changed lands softly in the shop."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        token = await dropped(mei)
        await bo.start(("A" if token[0] != "A" else "B") + token[1:])
        assert "leads to no group here" in bo.last.text
        await opens(mei)
        deal_id = the_group(shop).deal_id
        shop.run(lambda tx: cancel_deal(tx, deal_id, "no mugs"))
        await bo.start(token)
        assert "Join" not in bo.labels()


async def dropped(phone: Phone) -> str:
    """Ask for the mug and drop the deal; gives the token."""
    token = next(one.id for one in (await phone.asks("mug")).results if "alone" in one.line)
    await phone.drops(token, "d1")
    assert isinstance(phone.talk, Conversation)
    return token
