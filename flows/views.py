"""Group buys as their readers see them, gathered from the books."""

from collections.abc import Mapping
from dataclasses import replace

from catalog import browsing
from catalog.browsing import ProductPage
from catalog.keeping.shopkeeping import Handover
from catalog.ladder import steps
from catalog.ladder.rules import Ladder, price_at
from catalog.offers import Price, prices
from catalog.wares import Sold, label, sold, ware
from flows.faces import Picture
from flows.friends.words import texts_of
from flows.languages import DEFAULT
from flows.screens.group import NAMED, GroupView
from flows.screens.ladder import rungs
from flows.screens.names import clean
from flows.screens.shape import TITLE, shorten
from flows.texts import Texts
from groupbuys import finding, newcomers
from groupbuys.model import GroupBuy, GroupState, Seat, SeatState
from groupbuys.waiting import line
from people import meeting
from people.model import Person
from storage.transaction import Transaction

_PAID = {SeatState.PAID, SeatState.CONFIRMED}
_GONE = Sold("", None, "", (), "UTC", pickup=False, cover=None)
"""What stands for a product that is gone for good."""


def whole(
    tx: Transaction,
    group: GroupBuy,
    person_id: int,
    language: str,
    *,
    pickup: bool,
    way: Handover,
) -> tuple[GroupView, ProductPage | None]:
    """A group buy for its page, with its product (None where that is gone)."""
    page = browsing.product(tx, group.product_id, language)
    ladder = ladder_of(tx, group)
    offered = settled(group, ladder, prices(tx, group.terms_id))
    variants = [one for one in page.variants if one.id in offered] if page else []
    seat = finding.seat_of(tx, group.id, person_id)
    named = {one.id: one.label for one in variants}
    view = GroupView(
        group=group,
        now=tx.now,
        title=page.title if page else title(tx, group.product_id, language),
        picture=Picture(page.pictures[0]) if page and page.pictures else None,
        prices=tuple(price for number, price in offered.items() if number in named or not named),
        variants=len(variants),
        only=variants[0].id if variants else 0,
        members=finding.members(tx, group, NAMED),
        seat=seat,
        choice=label(tx, seat.variant_id, language) if seat is not None else "",
        pickup=pickup,
        way=way,
        payer=payer(tx, seat),
        ladder=rungs(ladder, named or offered),
    )
    return (view if view.inside else _outside(tx, view, person_id)), page


def _outside(tx: Transaction, view: GroupView, person_id: int) -> GroupView:
    """The same for somebody outside: whether its rule keeps them out, or they wait for a place."""
    barred = newcomers.may_join(tx, view.group, person_id) is not None
    return replace(view, barred=barred, line=line.in_line(tx, view.group, person_id))


def brief(
    tx: Transaction, group: GroupBuy, seat: Seat | None, person: Person | None
) -> tuple[Texts, GroupView]:
    """A group buy for a card or a message, in few questions, and the texts to say it in.

    `person` reads it in their language, and in their zone or the shop's; None: everybody does.
    """
    language = person.language if person is not None else DEFAULT
    variant_id = seat.variant_id if seat is not None else 0
    about = sold(tx, group.product_id, group.terms_id, variant_id, language) or _GONE
    ladder = ladder_of(tx, group)
    offered = dict(zip(about.variants, about.prices, strict=True)) if ladder else {}
    view = GroupView(
        group=group,
        now=tx.now,
        title=shorten(about.title, TITLE),
        picture=_picture(about.picture or about.cover),
        prices=tuple(settled(group, ladder, offered).values()) if ladder else about.prices,
        variants=1,
        only=0,
        members=finding.members(tx, group, NAMED),
        seat=seat,
        choice=about.label,
        pickup=about.pickup or _at_pickup(seat),
        way=about.way,
        asks_where=about.asks_where,
        payer=payer(tx, seat),
        ladder=rungs(ladder, offered),
    )
    zone = person.zone if person is not None else None
    zone = zone or about.zone
    return (Texts(language, zone) if person is None else texts_of(person, zone)), view


def ladder_of(tx: Transaction, group: GroupBuy) -> Ladder:
    """The price ladder that a group buy was opened with; nothing is asked where it has none."""
    return steps.ladder(tx, group.terms_id) if group.ladder else ()


def settled(group: GroupBuy, ladder: Ladder, offered: Mapping[int, Price]) -> Mapping[int, Price]:
    """The prices of a group buy by the variant: once it succeeded, those of the step that it reached."""
    if not ladder or group.state is not GroupState.SUCCEEDED:
        return offered
    return {
        number: replace(price, group=price_at(ladder, group.paid, number, price.group))
        for number, price in offered.items()
    }


def _at_pickup(seat: Seat | None) -> bool:
    """Whether somebody chose to pay to the shop itself, where others may have paid before."""
    return seat is not None and seat.payment_id is None and seat.state in _PAID


def payer(tx: Transaction, seat: Seat | None) -> str:
    """The name of who paid for a seat, where that is not whose it is; else ""."""
    if seat is None or seat.payer_id is None:
        return ""
    found = meeting.by_id(tx, seat.payer_id)
    return clean(found.name) if found is not None else "?"


def _picture(source: str | None) -> Picture | None:
    return Picture(source) if source else None


def title(tx: Transaction, product_id: int, language: str) -> str:
    """A product's title; the empty text where it is gone for good."""
    found = ware(tx, product_id, language)
    return shorten(found.title, TITLE) if found is not None else ""
