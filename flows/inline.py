"""Inline mode: what the bot offers when its name is typed into any chat, and what becomes of what was dropped there."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from catalog.browsing import ProductLine
from catalog.keeping import following
from catalog.lines import lines
from catalog.offers import live_deals
from catalog.search import search
from flows import base36, shared_deals, views
from flows.coupons import cards as packet_cards
from flows.events import InlineAsked, InlineChosen, Sender
from flows.languages import ours
from flows.links import CARD, to_shop
from flows.replies import InlineResult, InlineResults, Reply
from flows.screens import offers
from flows.visit import Visit
from groupbuys import finding
from groupbuys.dropped import copies, sealing
from groupbuys.dropped.copies import Copy
from groupbuys.model import LIVE_SEATS, GroupBuy, GroupState, SeatState
from people import meeting
from people.meeting import Greeting
from people.model import Person
from storage.transaction import Transaction

PAGE = 20
"""Results on a page; the messenger takes 50."""

_OWN, _OTHERS = 4, 3
"""Of each product that a search finds: the reader's own groups, and open groups of others before the deal."""

_LOOKS = 5
"""Pages of a search that are gone through until one has something to offer."""

_ONE = re.compile(CARD + r"([0-9a-z]{1,13})")
_OFFSET = re.compile(r"([gds])([0-9]{1,9})", re.ASCII)

_Offer: TypeAlias = GroupBuy | ProductLine
_Page: TypeAlias = tuple[Sequence[_Offer], str]


def asked(event: InlineAsked, tx: Transaction) -> list[Reply]:
    """What there is to drop into a chat: read and never written, by strangers too, who are not met for asking."""
    visit = Visit(tx, _who(event.sender, tx), event.place)
    words = " ".join(event.words.split())
    packet = packet_cards.offered(visit, words)
    if packet is not None:
        return [_answer(visit, packet, "")]
    found, onward = _find(visit, words, event.offset)
    return [_answer(visit, _results(visit, found, event.chat[0]), onward)]


def chosen(event: InlineChosen, tx: Transaction) -> list[Reply]:
    """A card was dropped: whoever did it is met, their copy's invite written down, and the copy kept current."""
    if packet_cards.dropped(event, tx):
        return []
    share = copies.read(tx, event.result)
    if share is None:
        return []
    person = meeting.meet(tx, _greeting(event))
    if share.deal_id:
        shared_deals.dropped(event, tx, person, share)
    else:
        copies.drop(tx, Copy(event.place.bot, event.message, person.id, event.result), share)
    return []


def _who(sender: Sender, tx: Transaction) -> Person:
    known = meeting.known(tx, sender.channel, sender.id)
    if known is not None:
        return known
    language = ours(sender.language)
    return Person(0, sender.id, sender.name, sender.username, language, None, 0, 0, muted=False)


def _greeting(event: InlineChosen) -> Greeting:
    """Whoever drops a card need not have started the bot: nobody is reached there by that."""
    sender, bot = event.sender, event.place.bot
    language = ours(sender.language)
    return Greeting(
        sender.channel, sender.id, sender.name, sender.username, language, bot, chat=None
    )


def _find(visit: Visit, words: str, offset: str) -> _Page:
    one = _ONE.fullmatch(words)
    if one is not None:
        return _own_one(visit, base36.read(one[1]) or 0)
    own = _own(visit)
    at = _OFFSET.fullmatch(offset)
    if visit.shop is None or (offset and at is None):
        return ([] if offset else own), ""
    kind, skip = (at[1], int(at[2])) if at is not None else ("", 0)
    if words:
        return _searched(visit, visit.shop.id, own, words, skip)
    return _listed(visit, visit.shop.id, own, kind, skip)


def _own(visit: Visit) -> list[GroupBuy]:
    """The group buys that the reader is in and that still look for people."""
    mine = finding.mine(visit.tx, visit.person.id, 0, PAGE) if visit.person.id else ()
    return [
        group for group, seat in mine if seat.state is SeatState.PAID and _is_open(visit, group)
    ]


def _own_one(visit: Visit, group_buy_id: int) -> _Page:
    """The one group buy that an invite button names: for who is in it, and for nobody else."""
    group = finding.group(visit.tx, group_buy_id)
    if group is None or not visit.person.id:
        return [], ""
    seat = finding.seat_of(visit.tx, group.id, visit.person.id)
    if seat is None or seat.state is SeatState.HELD:
        return [], ""
    if not _is_open(visit, group):
        return _instead(visit, group), ""
    return ([group] if seat.state in LIVE_SEATS else []), ""


def _instead(visit: Visit, group: GroupBuy) -> list[_Offer]:
    """A button outlived its group: others that are open for the same, and the deal itself (promise 10)."""
    others = finding.nearest_open(visit.tx, group.deal_id, visit.person.id, _OTHERS)
    return [*others, *lines(visit.tx, [group.product_id], visit.person.language)]


def _is_open(visit: Visit, group: GroupBuy) -> bool:
    open_ = group.closes_at is not None and group.closes_at > visit.tx.now
    return group.state is GroupState.FORMING and open_ and group.free > 0


def _listed(visit: Visit, shop_id: int, own: list[GroupBuy], kind: str, skip: int) -> _Page:
    """The reader's own groups, then what is open in the shop they are in, then its live deals."""
    found: list[_Offer] = [] if kind else [*own]
    theirs, room = {group.id for group in own}, PAGE - len(found)
    if kind != "d":
        opened = finding.open_groups(visit.tx, shop_id, 0, skip, room)
        found += [group for group in opened if group.id not in theirs]
        if len(opened) == room:
            return found, f"g{skip + room}"
        skip, room = 0, room - len(opened)
    numbers = following.offers(visit.tx, shop_id, skip, room)
    onward = f"d{skip + room}" if len(numbers) == room else ""
    return [*found, *lines(visit.tx, numbers, visit.person.language)], onward


def _searched(visit: Visit, shop_id: int, own: list[GroupBuy], words: str, skip: int) -> _Page:
    """What the search finds: the reader's own groups of it first, then each deal behind its open groups."""
    onward = ""
    for _ in range(_LOOKS):
        page = search(visit.tx, shop_id, words, visit.person.language, skip, PAGE)
        found, used = _of_products(visit, own, page.products)
        skip += used if used < len(page.products) else PAGE
        onward = f"s{skip}" if skip < page.total else ""
        if found or not onward:
            return found, onward
    return [], onward


def _of_products(
    visit: Visit, own: list[GroupBuy], products: Sequence[ProductLine]
) -> tuple[list[_Offer], int]:
    """As many of them as have room on a page with all their groups, and how many products those are."""
    deals = live_deals(visit.tx, [product.id for product in products])
    mine: list[_Offer] = []
    found: list[_Offer] = []
    for used, product in enumerate(products):
        theirs = [group for group in own if group.product_id == product.id][:_OWN]
        deal = deals.get(product.id, 0)
        others = finding.nearest_open(visit.tx, deal, visit.person.id, _OTHERS) if deal else ()
        offered = [product] if deal else []
        if len(mine) + len(found) + len(theirs) + len(others) + len(offered) > PAGE:
            return [*mine, *found], used
        mine += theirs
        found += [*others, *offered]
    return [*mine, *found], len(products)


def _results(visit: Visit, found: Sequence[_Offer], where: str) -> tuple[InlineResult, ...]:
    deals = live_deals(visit.tx, [one.id for one in found if isinstance(one, ProductLine)])
    own = {group.id for group in _own(visit)}
    made: list[InlineResult] = []
    for one in found:
        if isinstance(one, GroupBuy):
            made.append(_of_group(visit, one, where, own=one.id in own))
        elif one.id in deals:
            share = sealing.new_deal_share(deals[one.id], visit.person.id, where)
            token = sealing.sealed(sealing.key(visit.tx), share)
            made.append(offers.of_deal(visit.texts, one, token, visit.tx.now))
    return tuple(made)


def _of_group(visit: Visit, group: GroupBuy, where: str, *, own: bool) -> InlineResult:
    t, view = views.brief(visit.tx, group, None, visit.person)
    share = sealing.new_share(group.id, visit.person.id, where)
    return offers.of_group(t, view, sealing.sealed(sealing.key(visit.tx), share), own=own)


def _answer(visit: Visit, results: tuple[InlineResult, ...], onward: str) -> InlineResults:
    """Never kept by the messenger: each copy has a token of its own, and numbers go stale."""
    if visit.shop is None:
        return InlineResults(results, onward)
    t = visit.texts
    open_, nothing = (
        t.pgettext("inline", "Open the shop"),
        t.pgettext("inline", "Nothing found. Open the shop"),
    )
    button = open_ if results else nothing
    return InlineResults(results, onward, button=button, start=to_shop(visit.shop.id))
