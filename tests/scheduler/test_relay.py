"""Stories of the relay: what is owed is said, once, in order, to whoever wants to hear it, when they want to."""

import asyncio
from datetime import timedelta

from flows.faces import Screen
from flows.replies import Say
from scheduler.sending import Sent, TryLater
from storage.outbox import Notice
from tests.scheduler.office import Office


async def test_what_is_owed_is_said_to_the_person_and_settled(office: Office) -> None:
    mei = office.town.person()
    office.owe(Notice("succeeded", 7, mei))
    await office.pay()
    assert office.sender.texts(office.chat(mei)) == ["succeeded 7"]
    assert office.states() == ["sent"]
    assert await office.pay() == 0


async def test_two_relays_at_once_say_everything_exactly_once(office: Office) -> None:
    """Promise 28."""
    people = office.town.people(*(f"P{number}" for number in range(60)))
    office.owe(*(Notice("succeeded", 1, person) for person in people))
    relays = [office.relay, office.new_relay(), office.new_relay()]
    while "owed" in office.states():
        await asyncio.gather(*(office.pay(relay) for relay in relays))
    assert sorted(office.sender.texts()) == ["succeeded 1"] * 60
    assert len({spoken.chat for spoken in office.sender.said}) == 60
    assert set(office.states()) == {"sent"}


async def test_each_person_hears_things_in_the_order_in_which_they_fell_due(office: Office) -> None:
    mei, bo = office.town.people("Mei", "Bo")
    for number in range(6):
        office.owe(Notice("note", number, mei), Notice("note", number, bo))
    relays = [office.relay, office.new_relay()]
    while "owed" in office.states():
        await asyncio.gather(*(office.pay(relay) for relay in relays))
    assert office.sender.texts(office.chat(mei)) == [f"note {number}" for number in range(6)]
    assert office.sender.texts(office.chat(bo)) == [f"note {number}" for number in range(6)]


async def test_while_one_relay_speaks_to_somebody_no_other_speaks_to_them_too(
    office: Office,
) -> None:
    mei, bo = office.town.people("Mei", "Bo")
    office.owe(Notice("note", 1, mei), Notice("note", 2, mei), Notice("note", 1, bo))
    slow = office.new_relay(most=1)
    claimed = await office.town.database.run(slow._claim)  # noqa: SLF001  it dawdles after the claim
    assert [owed.person_id for owed in claimed] == [mei]
    await office.pay()
    assert office.sender.texts(office.chat(mei)) == []
    assert office.sender.texts(office.chat(bo)) == ["note 1"]
    await slow._tell_in_order(claimed)  # noqa: SLF001  and goes on
    await office.pay()
    assert office.sender.texts(office.chat(mei)) == ["note 1", "note 2"]


async def test_money_and_closes_go_before_everything_else(office: Office) -> None:
    people = office.town.people(*(f"P{number}" for number in range(40)))
    office.owe(*(Notice("note", 1, person) for person in people[:39]))
    office.town.wind(seconds=1)
    office.owe(Notice("refunded", 2, people[39]))
    await office.relay.pay()
    await office.relay.crew.all_back()
    assert "refunded 2" in office.sender.texts()
    assert len(office.sender.said) < 40


async def test_a_reminder_past_its_time_is_not_sent(office: Office) -> None:
    """Promise 24."""
    mei = office.town.person()
    deadline = office.town.now + timedelta(hours=2)
    office.owe(Notice("reminder", 1, mei, "first", stale_at=deadline))
    office.town.wind(days=1)
    await office.pay()
    assert office.sender.said == []
    assert office.states() == ["dropped"]


async def test_what_is_no_longer_true_is_not_said(office: Office) -> None:
    office.compose = lambda *_: None
    mei = office.town.person()
    office.owe(Notice("reminder", 1, mei))
    await office.pay(office.new_relay())
    assert office.sender.said == []
    assert office.states() == ["dropped"]


async def test_a_notice_of_several_parts_is_never_begun_again_for_its_second_part(
    office: Office,
) -> None:
    office.compose = lambda *_: (Say(Screen("one")), Say(Screen("two")))
    mei = office.town.person()
    office.owe(Notice("note", 1, mei))
    office.sender.next[office.chat(mei)] = [Sent(1), TryLater(reason="502")]
    await office.pay(office.new_relay())
    assert office.sender.texts() == ["one", "two", "two"]
    assert office.states() == ["sent"]


async def test_a_relay_that_is_stopped_hands_back_what_it_had_not_begun(office: Office) -> None:
    people = office.town.people(*(f"P{number}" for number in range(8)))
    office.owe(*(Notice("note", 1, person) for person in people))
    await office.relay.pay()
    await office.relay.stop()
    assert set(office.states()) <= {"owed", "sent"}
    await office.pay(office.new_relay())
    assert sorted(office.sender.texts()) == ["note 1"] * 8
