"""Thirty friends' names are kept: who was named in vain makes room for the next, and nobody is taken for them."""

from functools import partial

import pytest
from sqlalchemy import func, select

from flows.presses.every import WIRE, Join
from flows.presses.guests import AsGuest
from groupbuys import leaving
from groupbuys.friends import bringing, naming
from groupbuys.model import GroupBuy, Reason, Refused, ToPay
from groupbuys.tables import seat
from people import guests, meeting, wishes
from people.guest_tables import guest
from people.guests import Guest
from people.model import Person
from people.tables import person
from storage.schema import metadata
from storage.transaction import Transaction
from tests.flows.bazaar import Bazaar
from tests.flows.test_news import me
from tests.flows.walks import joins as walks_in
from tests.flows.walks import opens
from tests.friends.gifts import ledger_is_right
from tests.groupbuys.group import opened
from tests.groupbuys.ledger import audited
from tests.races.crowd import Work, at_once, processes
from tests.stock.shelf import mug
from tests.stories import Terms, Town

ELSEWHERE = {
    "card": "shown to whoever reads it, the host",
    "chart_ground": "the host's look",
    "chat_entry": "has a seat",
    "claim": "has an order",
    "claim_step": "has an order",
    "coupon_mark": "has coupons",
    "credit": "a guest who leads is not rewarded",
    "errand": "the host's",
    "extension": "leads",
    "group_buy": "leads",
    "invite": "the host invites",
    "lead_offer": "has a seat",
    "ledger_entry": "has a payment",
    "listener": "left without a person it is told to nobody",
    "merge_offer": "leads",
    "nudge": "leads",
    "outbox": "left without a person it is told to nobody",
    "packet": "leads",
    "post_visit": "the host's",
    "reward": "a guest who leads is not rewarded",
    "seat_gift": "has a seat",
    "shared_card": "the host drops it",
    "shared_deal": "the host drops it",
    "waiting": "nobody waits for a guest",
}
"""What names people, but no guest who never had a place, or without harm: a number never comes again."""

KEEPERS = {
    "amendment",
    "channel",
    "draft",
    "post",
    "post_plan",
    "shop",
    "shop_follower",
    "shop_mute",
    "staff",
    "staff_invite",
}
"""What names keepers and followers of shops."""

NAMING = {
    "added_by",
    "from_id",
    "giver_id",
    "inviter_id",
    "leader_id",
    "made_by",
    "owner_id",
    "payer_id",
    "person_id",
    "taken_by",
    "to_id",
    "used_by",
}
"""What a column is called that names people; who handed something out, or changed a chat, is no buyer."""


def host_of(tx: Transaction, host_id: int) -> Person:
    host = meeting.by_id(tx, host_id)
    assert host is not None
    return host


def calls(town: Town, host_id: int, name: str) -> Guest | None:
    """Name a friend."""
    return town.run(lambda tx: naming.name(tx, host_of(tx, host_id), name))


def calls_many(town: Town, host_id: int, count: int = guests.MOST) -> list[Guest]:
    made = [calls(town, host_id, f"Friend {one}") for one in range(count)]
    return [one for one in made if one is not None]


def as_person(town: Town, friend: Guest) -> Person:
    found = town.run(lambda tx: meeting.by_id(tx, friend.person_id))
    assert found is not None
    return found


def takes(town: Town, friend: Person, group: GroupBuy) -> object:
    """Press Join for that friend."""
    return town.run(lambda tx: bringing.join(tx, friend, group.id, town.variant_ids[0], 1))


def seats_all(town: Town, friends: list[Guest]) -> None:
    """Each of them once had a place, which is over."""
    group = opened(town, town.person()).group
    for friend in friends:
        wish = takes(town, as_person(town, friend), group)
        assert isinstance(wish, ToPay), wish
        town.run(partial(leaving.give_up, person_id=friend.person_id, what="s", subject_id=wish.id))


def people(town: Town) -> int:
    return int(town.run(lambda tx: tx.value(select(func.count()).select_from(person))))


@pytest.mark.parametrize("with_place", [0, 2])
def test_the_oldest_who_never_had_a_place_makes_room(database_url: str, with_place: int) -> None:
    with Town(database_url, Terms(minimum=3, capacity=9)) as town:
        bo, eve = town.people("Bo", "Eve")
        hers = calls(town, eve, "Mum")
        friends = calls_many(town, bo)
        seats_all(town, friends[:with_place])
        before = people(town)
        assert calls(town, bo, "One more") is not None
        kept = town.run(lambda tx: guests.of_host(tx, bo))
        assert len(kept) == guests.MOST
        assert {one.name for one in friends} - {one.name for one in kept} == {
            friends[with_place].name
        }
        assert people(town) == before
        assert town.run(lambda tx: meeting.by_id(tx, friends[with_place].person_id)) is None
        assert town.run(lambda tx: guests.of_host(tx, eve)) == (hers,)


def test_who_is_known_by_name_needs_no_room(database_url: str) -> None:
    with Town(database_url) as town:
        bo = town.person("Bo")
        friends = calls_many(town, bo)
        assert calls(town, bo, friends[0].name.upper()) == friends[0]
        assert len(town.run(lambda tx: guests.of_host(tx, bo))) == guests.MOST


def test_where_all_of_them_had_places_no_more_names_are_kept(database_url: str) -> None:
    with Town(database_url, Terms(minimum=3, capacity=9)) as town:
        bo = town.person("Bo")
        friends = calls_many(town, bo)
        seats_all(town, friends)
        assert calls(town, bo, "One more") is None
        assert len(town.run(lambda tx: guests.of_host(tx, bo))) == guests.MOST


def test_who_is_named_anywhere_in_the_books_is_kept(database_url: str) -> None:
    with Town(database_url) as town:
        bo = town.person("Bo")
        friends = calls_many(town, bo)
        town.run(lambda tx: wishes.mute(tx, friends[0].person_id, 1, off=True))
        assert calls(town, bo, "One more") is not None
        kept = town.run(lambda tx: guests.of_host(tx, bo))
        assert friends[0] in kept
        assert friends[1] not in kept


def test_the_number_of_who_was_forgotten_is_nobody_elses(database_url: str) -> None:
    """SQLite counts on from the highest row: the newest of all people is the one to be forgotten."""
    with Town(database_url, Terms(minimum=3, capacity=9)) as town:
        bo = town.person("Bo")
        seats_all(town, calls_many(town, bo, guests.MOST - 1))
        given: list[int] = []
        for one in ("Ann", "Ben", "Cal"):
            made = calls(town, bo, one)
            assert made is not None
            given.append(made.person_id)
        assert len({*given, town.person("Zoe")}) == 4
        kept = town.run(lambda tx: guests.of_host(tx, bo))
        assert kept[0].name == "Cal"
        assert len(kept) == guests.MOST


def test_for_who_was_forgotten_meanwhile_no_place_is_taken(database_url: str) -> None:
    """Many names at once beside presses for the friends who are there: no place without its friend."""
    with Town(database_url, Terms(minimum=9, capacity=9)) as town:
        bo = town.person("Bo")
        group = opened(town, town.person()).group
        friends = [as_person(town, one) for one in calls_many(town, bo)]
        variant = town.variant_ids[0]

        def naming_one(number: int, tx: Transaction) -> object:
            tx.first(select(person.c.id).where(person.c.id == bo).with_for_update())
            return naming.name(tx, host_of(tx, bo), f"Other {number}x")

        def joining(friend: Person, tx: Transaction) -> object:
            return bringing.join(tx, friend, group.id, variant, 1)

        works: list[Work] = [partial(naming_one, number) for number in range(16)]
        works += [partial(joining, friend) for friend in friends]
        with processes(town) as databases:
            answers = at_once(databases, works)
        gone = [one for one in answers if one == Refused(Reason.GONE)]
        assert gone, "somebody was forgotten before they were pressed for"
        assert [one for one in answers if isinstance(one, ToPay)]
        named = select(seat.c.person_id).where(
            ~select(person.c.id).where(person.c.id == seat.c.person_id).exists()
        )
        assert town.run(lambda tx: tx.all(named)) == []
        assert len(town.run(lambda tx: guests.of_host(tx, bo))) == guests.MOST
        audited(town)


def test_what_is_wished_for_who_is_forgotten_in_that_moment_finds_them_gone(
    postgres_url: str,
) -> None:
    """The turn that read them is run once more."""
    with Town(postgres_url) as town:
        bo = town.person("Bo")
        first = calls_many(town, bo)[0].person_id
        seen: list[Guest | None] = []

        def mutes(tx: Transaction) -> None:
            seen.append(guests.looked_after(tx, bo, first))
            if seen[-1] is not None:
                assert calls(town, bo, "One more") is not None
                wishes.mute(tx, first, 1, off=True)

        with processes(town) as databases:
            at_once(databases[:1], [mutes])
        assert [one is None for one in seen] == [False, True]


async def test_a_button_for_who_was_forgotten_says_so(database_url: str) -> None:
    with Bazaar(database_url, capacity=5) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await walks_in(bo, await opens(mei))
        host = me(shop, bo)

        def name_in_vain(tx: Transaction) -> list[Guest | None]:
            stored = host_of(tx, host)
            return [naming.name(tx, stored, f"Friend {'x' * one}") for one in range(1, 30)]

        first, *_ = shop.run(name_in_vain)
        assert first is not None
        for one in ("Mum", "Dad"):
            await bo.command("mine")
            await bo.press("Enamel mug")
            await bo.press("Join for a friend")
            await bo.write(one)
        await bo.do(AsGuest(first.person_id, WIRE.encode(Join(1, mug(shop), 1))), max(bo.messages))
        assert "no longer offered" in bo.toast
        assert shop.run(lambda tx: guests.called(tx, host, "Mum")) is not None
        ledger_is_right(shop)


def test_whatever_names_people_is_looked_at_or_known_not_to_matter() -> None:
    columns = [
        column for table in metadata.sorted_tables for column in table.c if table is not guest
    ]
    naming_people = {one.table.name for one in columns if one.name in NAMING}
    looked = {one.table.name for one in naming.HOLDING}
    assert naming_people - looked == {*ELSEWHERE, *KEEPERS}
    hanging = {one for one in columns for key in one.foreign_keys if key.column is person.c.id}
    assert hanging <= set(naming.HOLDING)
