"""Cards of coupons in any chat: a few edits, and a true last one."""

from itertools import pairwise

from sqlalchemy import select

from flows.faces import START_LINK, LinkButton, Screen
from groupbuys.coupons import cards, ending, packets, taking
from groupbuys.coupons.cards import PacketCard
from groupbuys.coupons.tables import packet_card
from scheduler.rounds import GAP
from scheduler.sending import TryLater, Unreachable
from storage.transaction import Transaction
from tests.coupons.ground import packet_for
from tests.scheduler.fair import CHANNEL, Fair
from tests.stories import BOT


def drop(fair: Fair, *messages: str) -> str:
    """The leader drops the card of three coupons; gives the word of its link."""
    token = fair.town.run(lambda tx: packet_for(tx, fair.leader))
    for message in messages:
        fair.town.run(lambda tx, name=message: cards.drop(tx, BOT, name, token))  # type: ignore[misc]  # a name
    return token


def take(fair: Fair, token: str) -> None:
    """Somebody new takes one."""
    person = fair.town.person()
    fair.town.run(lambda tx: taking.take(tx, person, token))


def faces(fair: Fair, message: str) -> list[Screen]:
    """What a card was given, one face after the other."""
    return [screen for _, name, screen in fair.office.sender.renewed if name == message]


def stale(fair: Fair) -> tuple[PacketCard, ...]:
    """What is behind."""

    def work(tx: Transaction) -> tuple[PacketCard, ...]:
        return cards.stale(tx, 1, 10, [BOT])

    return fair.town.run(work)


async def test_a_card_is_current_at_once_and_after_each_that_is_taken(fair: Fair) -> None:
    """Promise 29: "2 of 3 left", in every chat; the group's own cards are left alone."""
    token = drop(fair, "m1", "m2")
    await fair.show_for(4)
    assert "3 of 3 left" in faces(fair, "m1")[-1].text
    before = len(fair.texts(CHANNEL))
    take(fair, token)
    await fair.show_for(8)
    for name in ("m1", "m2"):
        assert "2 of 3 left" in faces(fair, name)[-1].text
        assert faces(fair, name)[-1].buttons == (
            (LinkButton("Take one", f"{START_LINK}gift-{token}"),),
        )
    assert stale(fair) == ()
    assert len(fair.texts(CHANNEL)) == before


async def test_the_last_one_taken_and_the_end_of_its_time_are_told(fair: Fair) -> None:
    """Nobody is left with a button that gives nothing."""
    token = drop(fair, "m1")
    for _ in range(3):
        take(fair, token)
    await fair.show_for(10)
    times = [at for at, name, _ in fair.office.sender.renewed if name == "m1"]
    assert all(later - earlier >= GAP for earlier, later in pairwise(times))
    assert "All of them are taken" in faces(fair, "m1")[-1].text
    assert [one.label for row in faces(fair, "m1")[-1].buttons for one in row] == ["Open the shop"]
    fair.town.wind(days=8)
    fair.town.run(lambda tx: ending.end_packets(tx, 9))
    await fair.show_for(10)
    assert "could be taken until" in faces(fair, "m1")[-1].text


async def test_a_card_that_was_deleted_is_dropped_and_one_that_must_wait_is_made_up_for(
    fair: Fair,
) -> None:
    """Neither holds up the others."""
    token = drop(fair, "m1", "m2", "m3")
    fair.office.sender.of_copies["m1"] = [Unreachable("MESSAGE_ID_INVALID", message_only=True)]
    fair.office.sender.of_copies["m2"] = [TryLater(after=20.0, reason="too many requests")]
    await fair.show_for(8)
    assert len(faces(fair, "m3")) == 1
    rows = fair.town.run(lambda tx: tx.all(select(packet_card.c.inline_id)))
    assert sorted(row.inline_id for row in rows) == ["m2", "m3"]
    take(fair, token)
    await fair.show_for(40)
    assert "2 of 3 left" in faces(fair, "m2")[-1].text
    assert "2 of 3 left" in faces(fair, "m3")[-1].text
    assert fair.office.alarms() == []


async def test_a_card_of_no_packet_and_one_without_a_name_are_let_be(fair: Fair) -> None:
    """A forged result, and a messenger that names no message."""
    token = drop(fair)
    fair.town.run(lambda tx: cards.drop(tx, BOT, "m9", "forged"))
    fair.town.run(lambda tx: cards.drop(tx, BOT, "", token))
    await fair.show_for(4)
    assert not fair.office.sender.renewed
    assert fair.town.run(lambda tx: packets.by_id(tx, 1)) is not None
