"""A card that was dropped into a chat: its link remembers who did it and where, whatever the messenger tells us."""

import pytest
from sqlalchemy import select

from groupbuys.dropped.copy_tables import shared_card
from groupbuys.tables import invitation, invite
from people.tables import person, reach
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.walks import joins, opens


async def drops(phone: Phone, words: str = "mug", message: str = "m1") -> str:
    """Ask, and drop the first result; gives the token of the copy."""
    token = (await phone.asks(words)).results[0].id
    await phone.drops(token, message)
    return token


def credit(shop: Bazaar, joined: Phone) -> tuple[str, str] | None:
    """Who invited somebody, and from where."""
    inviter = person.alias()
    rows = shop.run(
        lambda tx: tx.all(
            select(inviter.c.name, invite.c.source)
            .join_from(invitation, invite, invite.c.id == invitation.c.invite_id)
            .join(inviter, inviter.c.id == invite.c.inviter_id)
            .join(person, person.c.id == invitation.c.person_id)
            .where(person.c.external_id == joined.external)
        )
    )
    return (rows[0].name, rows[0].source.rpartition(":")[0]) if rows else None


def copies(shop: Bazaar) -> list[tuple[str, int]]:
    """The copies that are kept current: message and version."""
    return [(row.inline_id, row.shown) for row in shop.run(lambda tx: tx.all(select(shared_card)))]


async def test_whoever_joins_through_a_copy_is_the_credit_of_who_dropped_it(
    database_url: str,
) -> None:
    """Promise 33: also of somebody who is not in the group, and had never met the bot."""
    with Bazaar(database_url) as shop:
        mei, zoe, bo = shop.phones("Mei", "Zoe", "Bo")
        await opens(mei)
        token = await drops(zoe)
        await joins(bo, token)
        assert credit(shop, bo) == ("Zoe", "inline:g")
        assert copies(shop) == [("m1", 0)]


async def test_dropping_a_card_says_nothing_of_where_somebody_is_reached(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, zoe = shop.phones("Mei", "Zoe")
        await opens(mei)
        await drops(zoe)
        assert len(shop.run(lambda tx: tx.all(select(person)))) == 2
        assert len(shop.run(lambda tx: tx.all(select(reach)))) == 1


async def test_each_copy_has_its_own_token(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        tokens = {await drops(mei, message=f"m{number}") for number in range(20)}
        assert len(tokens) == len(copies(shop)) == 20


async def test_where_the_messenger_does_not_tell_what_was_dropped_the_link_itself_remembers(
    database_url: str,
) -> None:
    """Promise 33: inline feedback is off; nothing was written when the link is opened."""
    with Bazaar(database_url) as shop:
        mei, bo, zoe, ana = shop.phones("Mei", "Bo", "Zoe", "Ana")
        await opens(mei)
        of_mei = (await mei.asks("#1")).results[0].id
        await joins(bo, of_mei)
        assert credit(shop, bo) == ("Mei", "inline:g")
        of_a_stranger = (await zoe.asks("mug")).results[0].id
        await joins(ana, of_a_stranger)
        assert credit(shop, ana) is None


async def test_a_later_copy_does_not_take_the_credit_over(sqlite_url: str) -> None:
    """Promise 33."""
    with Bazaar(sqlite_url) as shop:
        mei, zoe, bo = shop.phones("Mei", "Zoe", "Bo")
        await opens(mei)
        first, second = await drops(zoe), await drops(mei, message="m2")
        for token in (first, second, first):
            await bo.start(token)
        assert credit(shop, bo) == ("Zoe", "inline:g")


async def test_ones_own_copy_gives_nothing_and_is_offered_to_share(sqlite_url: str) -> None:
    """Promises 9, 33."""
    with Bazaar(sqlite_url) as shop:
        mei, zoe = shop.phones("Mei", "Zoe")
        await opens(mei)
        token = await drops(zoe)
        await zoe.start(token)
        assert "your own link" in zoe.last.text
        assert credit(shop, zoe) is None


@pytest.mark.parametrize("at", [0, 5, 10, 13, 20, 31])
async def test_a_forged_token_lands_softly_and_writes_nothing(sqlite_url: str, at: int) -> None:
    """Promise 10."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens(mei)
        token = (await mei.asks("#1")).results[0].id
        forged = token[:at] + ("B" if token[at] == "A" else "A") + token[at + 1 :]
        await bo.start(forged)
        assert "no group here" in bo.last.text
        await mei.drops(forged, "m1")
        assert copies(shop) == []


async def test_the_same_news_twice_is_one_copy(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        (mei,) = shop.phones("Mei")
        await opens(mei)
        token = await drops(mei)
        await mei.drops(token, "m1")
        await mei.drops(token, "m2")
        assert [name for name, _ in copies(shop)] == ["m1", "m2"]


async def test_a_deal_that_was_dropped_leads_to_the_deal(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        [deal] = (await mei.asks("mug")).results
        await mei.drops(deal.id, "m1")
        assert copies(shop) == []
        await bo.start(deal.id)
        assert "Start a group" in bo.labels()
