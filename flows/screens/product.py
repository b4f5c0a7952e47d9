"""A product: what it is, what it costs alone and in a group, and the groups that are open for it."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.browsing import ProductPage
from catalog.keeping.shopkeeping import Handover
from catalog.offers import DealLine
from flows import ways
from flows.faces import Picture, Screen
from flows.presses.every import BuyAlone, Pick, Press, ShowGroup, StartGroup
from flows.screens import cash, ladder, newcomers, prices, rewards
from flows.screens.buttons import Row, back, button, home, open_groups, the_shop
from flows.screens.ladder import Rungs
from flows.screens.lead import extending
from flows.screens.shape import DESCRIPTION, lines, paragraphs, shorten
from flows.texts import Texts
from groupbuys.model import GroupBuy

GROUPS = 3
"""Open groups that a product shows by themselves; all of them have a list of their own."""
FEW = 20
"""Units in stock from which on it is worth saying."""


@dataclass(frozen=True, slots=True)
class Around:
    """What a product's screen shows besides the product: open groups, and how many there are in all."""

    groups: tuple[GroupBuy, ...]
    total: int
    pickup: bool
    picture: Picture | None
    way: str
    how: Handover = Handover.PICKUP
    ladder: Rungs = ()


def product(t: Texts, page: ProductPage, around: Around) -> Screen:
    """The screen of a product."""
    text = paragraphs(
        lines([Markup("<b>{}</b>").format(page.title), _vendor(page)]),
        shorten(page.description, DESCRIPTION),
        lines([prices.alone(t, page.variants), *_offer(t, page, around)]),
        lines([_stock(t, page.free), _groups(t, around)]),
    )
    deal = page.deal
    rows = _buying(t, page, deal, around.way) if deal is not None and page.free != 0 else ()
    picture = Picture(page.pictures[0]) if page.pictures else around.picture
    shop = the_shop(t, page.shop_id, ways.product(page.id, around.way))
    last = (back(t, around.way), shop, home(t))
    return Screen(text, (*rows, *_open(t, page, around), last), picture)


def terms(t: Texts, deal: DealLine, pays: Handover | None) -> Markup:
    """How many people are needed, for how long a group stays open, and what becomes of the money.

    `pays`: how it comes, where it is paid only then; None: it is paid before.
    """
    return t.sentences(_needed(t, deal), _otherwise(t, pays))


def _needed(t: Texts, deal: DealLine) -> Markup:
    """A group closes with its deal at the latest (promise 2)."""
    values = {"window": t.length(deal.window), "minimum": t.number(deal.minimum)}
    if deal.capacity > deal.minimum:
        values["capacity"] = t.number(deal.capacity)
        if deal.ends_at is None:
            return t.gettext(
                "A group stays open for {window}. At least {minimum} people are needed, "
                "up to {capacity} can join.",
                **values,
            )
        return t.gettext(
            "A group stays open for {window}, at most until the deal ends. At least {minimum} people are needed, "
            "up to {capacity} can join.",
            **values,
        )
    if deal.ends_at is None:
        return t.gettext(
            "A group stays open for {window} and needs {minimum} people, you included.", **values
        )
    return t.gettext(
        "A group stays open for {window}, at most until the deal ends, and needs {minimum} people, you included.",
        **values,
    )


def _otherwise(t: Texts, pays: Handover | None) -> Markup:
    if pays is not None:
        free = t.gettext("If fewer join, nobody owes anything.")
        return t.sentences(cash.pays(t, pays), free)
    return t.gettext("If fewer have paid by then, everybody is paid back in full.")


def _offer(t: Texts, page: ProductPage, around: Around) -> list[Markup | None]:
    offered = prices.offered(page.variants)
    if page.deal is None and around.groups:
        return [t.gettext("No new group can be started just now; the open ones can be joined.")]
    if page.deal is None or not offered:
        return [t.gettext("There is no group deal on this just now.")]
    limit = page.deal.limit_per_person
    return [
        prices.in_group(t, offered, page.deal.minimum),
        *_ladder(t, around),
        terms(t, page.deal, around.how if around.pickup else None),
        newcomers.whole(t) if page.deal.newcomers else None,
        rewards.promised(t, page.deal.reward, offered[0].solo.currency)
        if page.deal.reward
        else None,
        t.ngettext("At most {n} per person.", "At most {n} per person.", limit) if limit else None,
        extending.may_be(t, page.deal.extension, page.deal.ends_at)
        if page.deal.extension
        else None,
        t.gettext("This deal ends {when}.", when=t.countdown(page.deal.ends_at))
        if page.deal.ends_at
        else None,
    ]


def _ladder(t: Texts, around: Around) -> list[Markup | None]:
    """Its steps, and what one pays until then."""
    if not around.ladder:
        return []
    falls = ladder.at_pickup(t) if around.pickup else ladder.before_paying(t)
    return [ladder.steps(t, around.ladder), falls]


def _vendor(page: ProductPage) -> Markup | None:
    return Markup("<i>{}</i>").format(shorten(page.vendor, 60)) if page.vendor else None


def _stock(t: Texts, free: int | None) -> Markup | None:
    if free is None or free > FEW:
        return None
    if free <= 0:
        return t.gettext("Sold out just now.")
    return t.ngettext("{n} left in stock.", "{n} left in stock.", free)


def _groups(t: Texts, around: Around) -> Markup | None:
    if not around.groups:
        return None
    return t.ngettext(
        "{n} group is open: joining one is quickest.",
        "{n} groups are open: joining one is quickest.",
        around.total,
    )


def _buying(t: Texts, page: ProductPage, deal: DealLine, way: str) -> tuple[Row, ...]:
    start = button(t.pgettext("button", "Start a group"), _wish(page, deal, "s", way), "primary")
    alone = button(t.pgettext("button", "Buy alone"), _wish(page, deal, "b", way))
    if len(page.variants) > 1:
        return (start,), (alone,)
    then = ways.product(page.id, way)
    more = Pick("s", deal.id, page.variants[0].id, 2, 0, then)
    return (start,), (alone, button(t.pgettext("button", "More than one"), more))


def _wish(page: ProductPage, deal: DealLine, goal: str, way: str) -> Press:
    if len(page.variants) > 1:
        return Pick(goal, deal.id, back=ways.product(page.id, way))
    variant = page.variants[0].id
    return StartGroup(deal.id, variant, 1) if goal == "s" else BuyAlone(deal.id, variant, 1)


def _open(t: Texts, page: ProductPage, around: Around) -> tuple[Row, ...]:
    then = ways.product(page.id, around.way)
    rows: Sequence[Row] = [
        (button(open_label(t, group), ShowGroup(group.id, then)),) for group in around.groups
    ]
    if around.groups and around.total > len(around.groups):
        rows = [*rows, (open_groups(t, around.groups[0].deal_id, then),)]
    return tuple(rows)


def open_label(t: Texts, group: GroupBuy) -> str:
    """An open group on a button: how many are in, how many places are free."""
    return t.npgettext(
        "button",
        "Group with {taken} in · {n} place free",
        "Group with {taken} in · {n} places free",
        group.free,
        taken=t.number(group.taken),
    )
