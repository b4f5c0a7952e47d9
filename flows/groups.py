"""Looking at group buys: the open ones, one of them, and the reader's own."""

from collections.abc import Sequence
from dataclasses import replace

from markupsafe import Markup

from catalog import browsing
from catalog.browsing import ProductPage
from flows import home, views, ways
from flows.friends import acting
from flows.presses.every import Pick, Press, ShowGroup, ShowMine, ShowOpenGroups, StartGroup
from flows.replies import Reply
from flows.screens import group_page, lists
from flows.screens.group import GroupView
from flows.screens.group_page import Ways
from flows.screens.shape import pages
from flows.visit import Visit
from groupbuys import finding, newcomers
from groupbuys.friends.bringing import brought, may_bring
from groupbuys.invites import invite_token
from groupbuys.leading import extending, nudging
from groupbuys.leading.went_on import went_on
from groupbuys.model import GroupBuy, GroupState, Seat
from groupbuys.rules import may_enter
from groupbuys.waiting.line import lines_of
from people import guests
from people.wishes import is_muted


def opened(visit: Visit, press: ShowOpenGroups) -> list[Reply]:
    """One page of the group buys that can be joined now."""
    if visit.shop is None:
        return home.welcome(visit)
    tx, size = visit.tx, lists.GROUPS
    total = finding.count_open(tx, visit.shop.id, press.deal_id)
    page = min(max(press.page, 0), pages(total, size) - 1)
    found = finding.open_groups(tx, visit.shop.id, press.deal_id, page * size, size)
    titles = _titles(visit, found)
    at = ShowOpenGroups(press.deal_id, page, press.back)
    return visit.show(lists.opened(visit.texts, found, total, titles, at, visit.cover))


def mine(visit: Visit, press: ShowMine) -> list[Reply]:
    """One page of the reader's own group buys."""
    tx, size = visit.tx, lists.GROUPS
    total = finding.count_mine(tx, visit.person.id)
    page = min(max(press.page, 0), pages(total, size) - 1)
    found = finding.mine(tx, visit.person.id, page * size, size)
    waits = lines_of(tx, visit.person.id) if page == 0 else ()
    titles = _titles(visit, [*(group for group, _ in found), *(one.group for one in waits)])
    at = lists.Mine(page, total, waits, _guests(visit, found))
    return visit.show(lists.mine(visit.texts, found, titles, at, visit.cover))


def _guests(
    visit: Visit, found: Sequence[tuple[GroupBuy, Seat]]
) -> dict[int, tuple[lists.Theirs, ...]]:
    """The places of friends, in each group buy that the reader is in for them alone."""
    tx, host = visit.tx, visit.person.id
    theirs: dict[int, tuple[lists.Theirs, ...]] = {}
    for group, seat in found:
        if seat.person_id == host:
            continue
        live = [(one.guest, one.state) for one in brought(tx, host, group.id)]
        was = guests.looked_after(tx, host, seat.person_id)
        named = live or ([(was, seat.state)] if was is not None else [])
        theirs[group.id] = tuple(
            lists.Theirs(friend.name, acting.for_guest(visit, friend).texts, state)
            for friend, state in named
        )
    return theirs


def show(visit: Visit, press: ShowGroup) -> list[Reply]:
    """One group buy, as somebody outside or inside sees it."""
    group = finding.group(visit.tx, press.group_buy_id)
    if group is None:
        return home.note(visit, visit.texts.gettext("That group does not exist any more."))
    return page(visit, group, way=press.back)


def page(
    visit: Visit,
    group: GroupBuy,
    above: Markup | None = None,
    way: str = "",
    wish: tuple[int, int] | None = None,
) -> list[Reply]:
    """The page of a group buy, or of the one that it went on in; `above` is said first to whoever is not in it.

    `wish`: the variant and quantity that the reader wanted, and that there was no place for.
    """
    group = went_on(visit.tx, group)
    view, product = views.whole(
        visit.tx,
        group,
        visit.person.id,
        visit.person.language,
        pickup=visit.pickup,
        way=visit.way,
    )
    return visit.show(
        group_page.page(
            visit.texts,
            view,
            replace(_with_friends(visit, view, lead_on(visit, view, product, way)), wish=wish),
            None if view.inside else above,
        )
    )


def _with_friends(visit: Visit, view: GroupView, ways: Ways) -> Ways:
    """The same with the places that the reader has there for friends; a guest brings nobody."""
    if visit.host is not None:
        return ways
    group, person_id = view.group, visit.person.id
    there = brought(visit.tx, person_id, group.id)
    belongs = view.inside or bool(there)
    free = belongs and may_enter(group, visit.tx.now) is None and view.variants > 0
    no = may_bring(visit.tx, person_id, group) if free else None
    return replace(ways, friends=there, brings=free and no is None, no_more=no)


def lead_on(visit: Visit, view: GroupView, product: ProductPage | None, way: str = "") -> Ways:
    """What leads on from a group buy's page for this reader."""
    group = view.group
    if view.paid and group.state is GroupState.FORMING:
        token = invite_token(visit.tx, group.id, visit.reader.id)
        muted = is_muted(visit.tx, visit.person.id, group.id)
        return Ways(token=token, muted=muted, way=way, extension=extending.rule(visit.tx, group))
    if view.inside or view.joinable:
        return Ways(
            way=way,
            extension=extending.rule(visit.tx, group),
            listening=nudging.listening(visit.tx, group, visit.person.id),
        )
    elsewhere = finding.nearest_open(visit.tx, group.deal_id, visit.person.id, limit=3)
    others = newcomers.open_to(
        visit.tx, visit.person.id, [other for other in elsewhere if other.id != group.id]
    )
    return Ways(elsewhere=others, start=starts(product), way=way)


def starts(product: ProductPage | None) -> Press | None:
    """The press that opens a new group buy of a product, None where it has no live deal."""
    if product is None or product.deal is None or not product.variants or product.free == 0:
        return None
    if len(product.variants) > 1:
        return Pick("s", product.deal.id, back=ways.product(product.id))
    return StartGroup(product.deal.id, product.variants[0].id, 1)


def _titles(visit: Visit, found: "tuple[GroupBuy, ...] | list[GroupBuy]") -> dict[int, str]:
    products = sorted({group.product_id for group in found})
    return browsing.titles(visit.tx, products, visit.person.language)
