"""What asked to pay offers that no more once it is paid, given up, run out or over."""

from sqlalchemy import select

from flows.faces import ShareButton
from flows.links import to_seat
from flows.presses.every import BuyAlone, GiveUpHold, PayAgain, ShowGroup
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.leading import merging
from groupbuys.leading.merging import Merged, Offer
from groupbuys.model import GroupBuy, Reason, Refused, ToPay
from groupbuys.prompts import prompts
from groupbuys.prompts.prompt_tables import prompt
from scheduler.sending import Unreachable
from tests.chats.room import Room
from tests.flows.limits import visible
from tests.flows.phone import Phone, buttons
from tests.friends.gifts import takes
from tests.groupbuys.group import joins
from tests.groupbuys.late import payable
from tests.stories import Terms, Town


def left(room: Room) -> int:
    """How many messages are still known to ask to pay."""
    return len(room.town.run(lambda tx: tx.all(select(prompt.c.message_id))))


def edited(room: Room, phone: Phone) -> list[str]:
    """What messages in somebody's private chat were changed to."""
    return [visible(one.text) for one in room.office.sender.edits if one.chat == phone.external]


def deleted(room: Room, phone: Phone) -> list[int | None]:
    """Messages of a private chat that were taken away."""
    gone = room.office.sender.deleted
    return [one.message_id for one in gone if one.chat == phone.external]


def go_on_together(room: Room, leader: Phone, group: GroupBuy, other_id: int) -> None:
    """The leader of the other group buy, Mei, agrees to go on in this one."""
    asks, town = room.person(leader), room.town
    offer = town.run(lambda tx: merging.offer(tx, asks, group.id, other_id))
    assert isinstance(offer, Offer), offer
    assert isinstance(town.run(lambda tx: merging.accept(tx, offer.to_id, offer.id)), Merged)


def shared(phone: Phone) -> str:
    """The payload of the link that somebody was given to pass on."""
    [share] = [one for one in buttons(phone.last) if isinstance(one, ShareButton)]
    return share.address.partition("/")[2]


async def joined(room: Room) -> Phone:
    """Bo joined in the chat, and followed the whisper to the invoice in private."""
    mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
    await room.brings(mei, room.opens_group(mei))
    await room.presses(bo, "Join")
    await bo.start(to_seat(2))
    await room.show_for(10)
    assert left(room) == 3, "a whisper, words and an invoice"
    assert not deleted(room, bo)
    return bo


async def test_a_whisper_says_paid_once_it_is_paid(room: Room) -> None:
    bo = await joined(room)
    await bo.pay()
    await room.show_for(10)
    assert room.reworded(bo) == ["Oolong tea\n\nIt is paid for: you are in."]
    [(_, _, screen)] = room.office.sender.reworded
    assert [one.label for one in buttons(screen)] == ["My place"]
    assert deleted(room, bo) == [], "a paid invoice is a receipt"
    assert "Your payment has arrived" in edited(room, bo)[0]
    assert left(room) == 0


async def test_given_up_takes_invoice_and_whisper_back_and_says_so(room: Room) -> None:
    bo = await joined(room)
    invoice = bo.invoices[-1]
    await bo.press("Give it up")
    await room.show_for(10)
    assert deleted(room, bo) == [2]
    assert "The place is free again" in room.reworded(bo)[-1]
    assert edited(room, bo) == [], "the pressed message has its answer, and keeps it"
    assert left(room) == 0
    assert await bo.check_out(invoice) == "This place was given up: there is nothing to pay for."


async def test_a_hold_that_ran_out_says_that_it_was_not_paid_in_time(room: Room) -> None:
    bo = await joined(room)
    invoice = bo.invoices[-1]
    room.town.wind(minutes=16)
    room.town.run(expire_due)
    await room.show_for(10)
    assert deleted(room, bo) == [2]
    for said in (room.reworded(bo)[-1], edited(room, bo)[-1]):
        assert "not paid in time" in said
        assert "nothing is owed" in said
    assert "no longer kept" in (await bo.check_out(invoice) or "")


async def test_the_end_of_the_group_is_the_end_of_what_asks(room: Room) -> None:
    bo = await joined(room)
    invoice = bo.invoices[-1]
    group = room.here()[0].group_buy_id
    room.town.wind(hours=30)
    assert room.town.run(close_due)
    await room.show_for(10)
    assert "The group has ended" in room.reworded(bo)[-1]
    assert "The group has ended" in edited(room, bo)[-1]
    assert deleted(room, bo) == [2]
    assert await bo.check_out(invoice) == "This group has ended."
    assert group
    assert left(room) == 0


async def test_a_message_that_became_another_page_is_left_alone(room: Room) -> None:
    """The buttons under it that lead elsewhere answer with new messages."""
    bo = await joined(room)
    before = max(bo.messages)
    await bo.press("See the group")
    assert max(bo.messages) > before
    await bo.press("Home")
    room.town.wind(minutes=16)
    room.town.run(expire_due)
    await room.show_for(10)
    assert [one.message_id for one in room.office.sender.edits if one.chat == bo.external] == [1]


async def test_one_that_cannot_be_put_right_is_forgotten_and_one_that_may_wait_waits(
    room: Room,
) -> None:
    bo = await joined(room)
    room.office.sender.next[bo.external] = [Unreachable("message to edit not found", True)]
    room.town.wind(minutes=16)
    room.town.run(expire_due)
    await room.show_for(10)
    assert left(room) == 0


async def test_what_nobody_could_put_right_is_dropped_after_two_days(room: Room) -> None:
    await joined(room)
    assert not room.town.run(prompts.is_due)
    room.town.wind(hours=49)
    assert room.town.run(prompts.is_due)
    assert room.town.run(lambda tx: prompts.drop_old(tx, 500)) == 3
    assert left(room) == 0


async def test_bought_alone_and_given_up_in_the_orders_takes_its_invoice_back(
    database_url: str,
) -> None:
    with Town(database_url, Terms(minimum=3, capacity=5)) as town:
        room = Room(town)
        bo = room.neighbour("Bo")
        await bo.do(BuyAlone(town.deal_id, town.variant_ids[0], 1))
        invoice = bo.invoices[-1]
        await bo.do(GiveUpHold("o", 1), 99)
        await room.show_for(10)
        assert deleted(room, bo) == [2]
        assert "It is given up" in edited(room, bo)[-1]
        assert "given up" in (await bo.check_out(invoice) or "")
        assert left(room) == 0


async def test_bought_alone_and_asked_for_twice_is_paid_with_the_second(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=5)) as town:
        room = Room(town)
        bo = room.neighbour("Bo")
        await bo.do(BuyAlone(town.deal_id, town.variant_ids[0], 1))
        await bo.do(PayAgain("o", 1), 99)
        assert len(bo.invoices) == 2
        await room.show_for(10)
        assert deleted(room, bo) == [2], "one offer to pay is enough"
        await bo.pay()
        await room.show_for(10)
        assert deleted(room, bo) == [2], "a paid invoice is a receipt"
        assert "Your payment has arrived" in edited(room, bo)[0]
        assert left(room) == 0


async def test_a_place_that_was_asked_for_twice_keeps_only_the_younger_invoice(room: Room) -> None:
    bo = await joined(room)
    await bo.do(PayAgain("s", 2), 99)
    assert len(bo.invoices) == 2
    await room.show_for(10)
    assert deleted(room, bo) == [2]
    await bo.pay()
    await room.show_for(10)
    assert deleted(room, bo) == [2]
    assert left(room) == 0


async def test_two_groups_that_go_on_as_one_take_what_asks_along(room: Room) -> None:
    bo = await joined(room)
    here = room.here()[0].group_buy_id
    ana = room.neighbour("Ana")
    second = room.opens_group(ana)
    go_on_together(room, ana, second, here)
    await room.show_for(10)
    assert left(room) == 3, "the place is kept as it was"
    await bo.pay()
    await room.show_for(10)
    assert room.reworded(bo)[-1] == "Oolong tea\n\nIt is paid for: you are in."
    assert left(room) == 0


async def test_who_had_a_place_in_both_groups_reads_what_became_of_the_second(room: Room) -> None:
    bo = await joined(room)
    invoice = bo.invoices[-1]
    here = room.here()[0].group_buy_id
    ana, number = room.neighbour("Ana"), room.person(bo)
    second = room.opens_group(ana)
    room.town.seated(joins(room.town, number, second.id), number)
    go_on_together(room, ana, second, here)
    await room.show_for(10)
    for said in (room.reworded(bo)[-1], edited(room, bo)[-1]):
        assert "Two groups went on as one, with one place for everybody who was in both." in said
        assert "given up" not in said
    assert deleted(room, bo) == [2]
    assert "Two groups went on as one" in (await bo.check_out(invoice) or "")


async def test_another_choice_takes_the_place_of_what_asked_for_the_first(room: Room) -> None:
    bo = await joined(room)
    invoice, number = bo.invoices[-1], room.person(bo)
    here = room.here()[0].group_buy_id
    room.town.wind(minutes=5)
    second = joins(room.town, number, here, quantity=2)
    await room.show_for(10)
    for said in (room.reworded(bo)[-1], edited(room, bo)[-1]):
        assert "Something else was chosen instead." in said
        assert "given up" not in said
    assert deleted(room, bo) == [2]
    assert "Something else was chosen instead" in (await bo.check_out(invoice) or "")
    assert isinstance(second, ToPay)
    room.town.wind(minutes=11)
    room.town.run(expire_due)
    assert payable(room.town, second, number) == Refused(Reason.TOO_LATE), "not given up"


async def test_who_gave_a_place_away_reads_there_who_took_it(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=5)) as town:
        room = Room(town)
        mei, bo = room.neighbour("Mei"), room.neighbour("Bo")
        group = room.opens_group(mei)
        await mei.do(ShowGroup(group.id))
        await mei.press("Give my place to a friend")
        number = max(mei.messages)
        assert left(room) == 1
        await room.show_for(10)
        assert edited(room, mei) == []
        await takes(bo, shared(mei))
        await room.show_for(10)
        [said] = [
            one
            for one in room.office.sender.edits
            if one.message_id == number and one.chat == mei.external
        ]
        assert "Bo has taken your place." in visible(said.text)
        assert left(room) == 0


async def test_a_link_that_was_taken_back_or_outlived_its_group_says_so(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=5)) as town:
        room = Room(town)
        mei = room.neighbour("Mei")
        group = room.opens_group(mei)
        for _ in range(2):
            await mei.do(ShowGroup(group.id), 99)
            await mei.press("Give my place to a friend")
        await mei.press("Keep it after all")
        await room.show_for(10)
        assert "leads nowhere any more" in edited(room, mei)[-1]
        assert left(room) == 0
        await mei.do(ShowGroup(group.id), 99)
        await mei.press("Give my place to a friend")
        town.wind(hours=30)
        assert town.run(close_due)
        await room.show_for(10)
        assert "leads nowhere any more" in edited(room, mei)[-1]
        assert left(room) == 0
