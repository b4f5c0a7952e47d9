"""Races over the terms of one deal: of several edits one lands, and every group has terms that were once whole."""

from dataclasses import replace

from sqlalchemy import select

from catalog.editing import amended
from catalog.editing.amended import Stale
from catalog.editing.amending import Amendment
from catalog.money import Money
from catalog.offers import DealLine, find_deal, prices
from groupbuys.model import ToPay
from groupbuys.tables import group_buy
from tests.groupbuys.ledger import audited
from tests.races.crowd import Work, at_once, processes
from tests.races.test_restocking import opening
from tests.stories import Terms, Town


def editing(town: Town, edit: Amendment) -> Work:
    return lambda tx: amended.amend(tx, town.shop_id, town.deal_id, edit)


def wishes(town: Town, count: int) -> list[Amendment]:
    """So many edits of the same deal: each wants another size and another price."""
    line = town.run(lambda tx: find_deal(tx, town.deal_id))
    assert line is not None
    wish = town.run(lambda tx: amended.wish_of(tx, line))
    made = []
    for number in range(count):
        form = replace(wish.form(), people=4 + number, group=Money(1000 + number, "EUR"))
        made.append(Amendment(wish, wish.answered(form)))
    return made


def promised(town: Town, terms_id: int) -> int:
    """The group price of these terms, in cents."""
    (price,) = town.run(lambda tx: prices(tx, terms_id)).values()
    return price.group.minor


def test_of_several_edits_at_once_one_lands_and_the_others_notice(database_url: str) -> None:
    with Town(database_url) as town:
        with processes(town) as databases:
            results = at_once(databases, [editing(town, edit) for edit in wishes(town, 8)])
        landed = [one for one in results if isinstance(one, DealLine)]
        assert len(landed) == 1
        assert sum(isinstance(one, Stale) for one in results) == 7
        now = town.run(lambda tx: find_deal(tx, town.deal_id))
        assert now == landed[0]


def test_groups_that_open_while_a_deal_is_edited_have_the_old_terms_or_the_new(
    database_url: str,
) -> None:
    """Promise 4: never the size of the one and the price of the other."""
    with Town(database_url, Terms(stock=200)) as town:
        people = town.people(*(f"P{number}" for number in range(16)))
        works = [opening(town, one) for one in people]
        works.insert(8, editing(town, wishes(town, 1)[0]))
        with processes(town) as databases:
            results = at_once(databases, works)
        assert sum(isinstance(one, ToPay) for one in results) == 16
        rows = town.run(lambda tx: tx.all(select(group_buy.c.minimum, group_buy.c.terms_id)))
        for row in rows:
            assert (row.minimum, promised(town, row.terms_id)) in {(3, 1600), (4, 1000)}
        audited(town)
