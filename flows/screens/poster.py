"""A poster to be passed on: the picture, the words under it that go with it, and what is asked before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from catalog.browsing import Shop
from catalog.offers import Price
from catalog.wares import Sold
from charts import posters
from charts.posters import Fact, Poster
from flows.faces import Picture, PressButton, Screen
from flows.money_text import percent_less
from flows.presses.every import Press
from flows.presses.posters import AskPoster
from flows.screens import newcomers, prices
from flows.screens.buttons import Row, button, standing
from flows.screens.names import short
from flows.screens.settings import zone_name
from flows.screens.shape import TITLE, paragraphs, shorten
from flows.texts import Texts
from flows.time_text import day_text, moment_text, zone_text

LONGEST = 80
"""Characters of somebody's own words on a poster."""


@dataclass(frozen=True, slots=True)
class Goods:
    """What is `sold`, by which `shop`, and the name of its colour."""

    sold: Sold
    shop: Shop
    accent: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What a poster offers: goods for at least `minimum` people, until `ends` (a moment, or None).

    `address` is what its code leads to; `for_good`: the prices are promised and not only today's.
    `newcomers`: whoever joins must be new to the shop.
    """

    goods: Goods
    minimum: int
    capacity: int
    ends: datetime | None
    address: str
    now: datetime
    for_good: bool
    newcomers: bool = False


def to_poster(t: Texts, group_buy_id: int) -> PressButton:
    """The way to a poster of a group buy."""
    return button(t.pgettext("button", "Poster"), AskPoster(group_buy_id))


def ask(t: Texts, plain: Press, back: Press, length: int = 0) -> Screen:
    """What is to stand on it? `length`: of what was typed before, which was too long."""
    long = (
        t.gettext(
            "That has {n} characters, and {most} fit onto a poster. Type it a bit shorter:",
            n=t.number(length),
            most=t.number(LONGEST),
        )
        if length
        else t.gettext(
            "Type a few words of your own for it, up to {most} characters, or leave them out.",
            most=t.number(LONGEST),
        )
    )
    about = t.gettext(
        "<b>A poster</b> to pass on or to print: what it is, what it costs, and a code that is your "
        "link."
    )
    without = button(t.pgettext("button", "Without words"), plain, "primary")
    rows = ((without,), (button(t.pgettext("button", "‹ Back"), back),))
    return Screen(paragraphs(None if length else about, long), rows)


def here(t: Texts) -> str:
    """What to do with it, over the pressed button."""
    return t.pgettext("toast", "Here is your poster: forward it, or save the picture.")


def poster(
    t: Texts, offer: Offer, ready: str, words: tuple[str, str], rows: Sequence[Row]
) -> Screen:
    """The poster; below it the `ready` words and the address go with it wherever it is forwarded.

    `words` are the reader's own with their name, ("", "") for none; also what no letter of ours can draw stands below.
    """
    text = paragraphs(words[0] or None, ready, _ends(t, offer), offer.address)
    picture = Picture(posters.source(drawn(t, offer, words)))
    return standing(Screen(text, tuple(rows), picture))


def ways(t: Texts, again: Press, back: Press) -> Row:
    """On from a poster: another one, and back to what it is of."""
    other = button(t.pgettext("button", "Other words"), again)
    return (other, button(t.pgettext("button", "‹ Back"), back))


def drawn(t: Texts, offer: Offer, words: tuple[str, str]) -> Poster:
    """What the picture says: nothing that changes as people join, and a moment, no time left."""
    goods = offer.goods
    offered = goods.sold.prices
    price = prices.lowest(offered)
    varies = len(set(offered)) > 1
    photo = goods.sold.picture or ""
    return Poster(
        link=offer.address,
        title=shorten(goods.sold.title, TITLE),
        price=prices.least(t, price.group, varies=varies),
        shop=shorten(goods.shop.name, TITLE),
        beside=(_people(t, offer), *_alone(t, price, varies=varies), *_members(t, offer)),
        less=_less(t, offered),
        facts=_facts(t, offer),
        words=words[0],
        by=short(words[1]) if words[0] else "",
        scan=_scan(t, offer),
        accent=goods.accent,
        language=t.language,
        photo="" if photo.startswith(("http://", "https://")) else photo,
    )


def _scan(t: Texts, offer: Offer) -> str:
    if offer.for_good:
        return t.pgettext("poster", "Scan to join")
    return t.pgettext("poster", "Scan to see it")


def _people(t: Texts, offer: Offer) -> str:
    people = t.number(offer.minimum)
    if offer.capacity > offer.minimum:
        return t.pgettext("poster", "each, for {people} people or more", people=people)
    return t.pgettext("poster", "each, for {people} people together", people=people)


def _alone(t: Texts, price: Price, *, varies: bool) -> tuple[str, ...]:
    if price.group >= price.solo:
        return ()
    said = prices.least(t, price.solo, varies=varies)
    return (t.pgettext("poster", "{price} alone", price=said),)


def _members(t: Texts, offer: Offer) -> tuple[str, ...]:
    return (newcomers.plain(t),) if offer.newcomers else ()


def _less(t: Texts, offered: Sequence[Price]) -> str:
    """What is saved, where it is the same for every choice; "" where it is nothing."""
    saved = {percent_less(one.group, one.solo) for one in offered if one.group < one.solo}
    if len(saved) != 1 or any(one.group >= one.solo for one in offered):
        return ""
    (percent,) = saved
    return f"−{t.percent(percent)}" if percent else ""


def _facts(t: Texts, offer: Offer) -> tuple[Fact, ...]:
    facts = []
    if offer.ends is not None:
        label = t.pgettext("poster", "Join by") if offer.for_good else t.pgettext("poster", "Until")
        moment = moment_text(offer.ends, t.language, t.zone)
        facts.append(Fact(label, moment, _zone(t, offer.ends)))
    if not offer.for_good:
        day = day_text(offer.now, t.language, t.zone)
        facts.append(Fact("", "", t.pgettext("poster", "Prices of {day}", day=day)))
    return tuple(facts)


def _zone(t: Texts, moment: datetime) -> str:
    """Whose clock it is: "Berlin (UTC+1)"."""
    name, away = zone_name(t, t.zone), zone_text(moment, t.zone)
    return name if name == away else f"{name} ({away})"


def _ends(t: Texts, offer: Offer) -> Markup | None:
    if offer.ends is None:
        return None
    when = t.clock(offer.ends)
    if offer.for_good:
        return t.gettext("Join by {when}.", when=when)
    return t.gettext("The deal ends {when}.", when=when)
