"""The deals of a shop, for its keepers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from catalog.keeping.channels import Channel
from catalog.offers import DealLine, DealState, Price
from flows.faces import START_LINK, PressButton, Screen, ShareButton
from flows.links import to_deal
from flows.presses.editing import EditDeal
from flows.presses.every import CallOff, NewDeal, ShowDeal, ShowDeals, TurnDeal
from flows.presses.follow import WriteToBuyers
from flows.presses.posters import AskDealPoster
from flows.presses.posts import ShowPosts
from flows.presses.stock import ShowStock
from flows.screens import ladder, newcomers, prices, rewards
from flows.screens.buttons import Row, button, pager, pairs
from flows.screens.desk.staff import to_desk
from flows.screens.ladder import Rungs
from flows.screens.shape import LABEL, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts

DEALS = 8
"""Deals on a page."""

_NAMED = 2
"""Channels that are called by their names."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A deal was published just now, and is posted `into` these channels: at once (None), or when it `goes_out`."""

    into: Sequence[Channel] = ()
    goes_out: datetime | None = None


def listed(
    t: Texts, at: ShowDeals, found: Sequence[DealLine], total: int, titles: Mapping[int, str]
) -> Screen:
    """One page of the deals."""
    rows: list[Row] = [
        (button(_label(t, one, titles.get(one.product_id, "")), ShowDeal(at.shop_id, one.id)),)
        for one in found
    ]
    head = t.gettext("<b>Deals</b>") if found else t.gettext("There is no deal here yet.")
    turning = pager(t, at.page, pages(total, DEALS), lambda to: ShowDeals(at.shop_id, to))
    new = button(t.pgettext("button", "New deal"), NewDeal(at.shop_id), "primary")
    return Screen(str(head), (*rows, *turning, (new,), to_desk(t, at.shop_id)))


def deal(
    t: Texts,
    one: DealLine,
    title: str,
    asked: tuple[Price, ...],
    running: int,
    fresh: Fresh | None = None,
    *,
    falls: Rungs = (),
) -> Screen:
    """A deal's terms, its price ladder (`falls`), how it stands, and what can be done with it."""
    text = paragraphs(
        _fresh(t, one, fresh) if fresh is not None else None,
        Markup("<b>{}</b>").format(shorten(title, TITLE)),
        lines([state(t, one.state), _people(t, one), _price(t, one, asked), *_days(t, one)]),
        ladder.steps(t, falls),
        newcomers.whole(t) if one.newcomers else None,
        rewards.promised(t, one.reward, asked[0].solo.currency) if one.reward and asked else None,
        t.ngettext("{n} group is open.", "{n} groups are open.", running)
        if running
        else t.gettext("No group is open now."),
    )
    back = button(t.pgettext("button", "‹ Deals"), ShowDeals(one.shop_id))
    rows: list[Row] = [*pairs(_ways(t, one)), (back,), to_desk(t, one.shop_id)]
    if one.state is DealState.LIVE:
        poster = button(t.pgettext("button", "Poster"), AskDealPoster(one.shop_id, one.id))
        rows.insert(0, (_share(t, one, title, asked), poster))
    return Screen(text, tuple(rows))


def ask_end(t: Texts, one: DealLine, title: str) -> Screen:
    """Ending cannot be taken back."""
    text = paragraphs(
        Markup("<b>{}</b>").format(shorten(title, TITLE)),
        t.gettext("End this deal now? Nobody can start a group or buy alone any more."),
        t.gettext(
            "Open groups go on, with their price and their time. It cannot be taken back, but copied."
        ),
    )
    back = button(t.pgettext("button", "‹ Back"), ShowDeal(one.shop_id, one.id))
    ends = button(
        t.pgettext("button", "End it now"), TurnDeal(one.shop_id, one.id, "end"), "danger"
    )
    return Screen(text, ((ends,), (back,)))


def ask_why(t: Texts, press: CallOff) -> Screen:
    """Everybody is told the reason."""
    text = t.gettext(
        "Why is it called off? Type a sentence: everybody in its open groups gets it, and all their money back."
    )
    back = button(t.pgettext("button", "‹ Back"), ShowDeal(press.shop_id, press.deal_id))
    return Screen(str(text), ((back,),))


def called_off(t: Texts, press: CallOff, groups: int) -> Screen:
    """It is called off."""
    text = t.ngettext(
        "It is called off. {n} open group ended; everybody in it is told and paid back.",
        "It is called off. {n} open groups ended; everybody in them is told and paid back.",
        groups,
    )
    back = button(t.pgettext("button", "‹ Deals"), ShowDeals(press.shop_id))
    return Screen(str(text), ((back,), to_desk(t, press.shop_id)))


def not_resumed(t: Texts) -> str:
    """Why a deal does not go on."""
    return t.pgettext(
        "toast", "It cannot go on: another deal on this is live, or the shop is suspended."
    )


def state(t: Texts, of: DealState) -> Markup:
    """Where a deal stands."""
    match of:
        case DealState.DRAFT:
            return t.gettext("A draft")
        case DealState.SCHEDULED:
            return t.gettext("🕒 Scheduled")
        case DealState.LIVE:
            return t.gettext("🟢 Live")
        case DealState.PAUSED:
            return t.gettext("⏸ Paused: no new groups")
        case DealState.ENDED:
            return t.gettext("Ended")
        case DealState.CANCELLED:
            return t.gettext("Called off")


def _label(t: Texts, one: DealLine, title: str) -> str:
    signs = {DealState.LIVE: "🟢", DealState.SCHEDULED: "🕒", DealState.PAUSED: "⏸"}
    sign = signs.get(one.state, "▫️")
    return f"{sign} {shorten(title, LABEL)} · {t.number(one.minimum)}"


def _fresh(t: Texts, one: DealLine, fresh: Fresh) -> Markup:
    if one.state is DealState.SCHEDULED:
        return lines([t.gettext("✅ It is scheduled."), _posted(t, fresh)])
    live = t.gettext("✅ It is live: shoppers can start groups now.")
    return lines([live, _posted(t, fresh)])


def _posted(t: Texts, fresh: Fresh) -> Markup | None:
    """Where it is posted: two channels by name, and how many more."""
    if not fresh.into:
        return None
    said = t.listed(*(shorten(one.title, LABEL) or str(one.chat) for one in fresh.into[:_NAMED]))
    more = len(fresh.into) - _NAMED
    where: Markup | str = said
    if more > 0:
        where = t.gettext("{channels} and {n} more", channels=said, n=t.number(more))
    if fresh.goes_out is None:
        return t.gettext("📣 It is being posted into {channels}.", channels=where)
    when = t.moment(fresh.goes_out)
    return t.gettext("📣 It will be posted into {channels}: {when}.", channels=where, when=when)


def _people(t: Texts, one: DealLine) -> Markup:
    if one.capacity > one.minimum:
        return t.gettext(
            "{minimum} to {capacity} people, within {window}",
            minimum=t.number(one.minimum),
            capacity=t.number(one.capacity),
            window=t.length(one.window),
        )
    return t.gettext(
        "{minimum} people, within {window}",
        minimum=t.number(one.minimum),
        window=t.length(one.window),
    )


def _price(t: Texts, one: DealLine, asked: tuple[Price, ...]) -> Markup | None:
    return prices.in_group(t, asked, one.minimum) if asked else None


def _days(t: Texts, one: DealLine) -> list[Markup | None]:
    starts = one.starts_at if one.state is DealState.SCHEDULED else None
    ends = None if one.is_over else one.ends_at
    longer = one.extension
    return [
        t.gettext("Leaders may extend a group once by {length}.", length=t.length(longer))
        if longer is not None
        else None,
        t.gettext("Starts: {when}", when=t.moment(starts)) if starts is not None else None,
        t.gettext("Ends: {when}", when=t.moment(ends)) if ends is not None else None,
        t.gettext("Reason: {why}", why=one.why) if one.why else None,
    ]


def _ways(t: Texts, one: DealLine) -> list[PressButton]:
    ways = []
    if one.state is DealState.LIVE:
        ways.append(_turn(t.pgettext("button", "Pause"), one, "pause"))
    if one.state is DealState.PAUSED:
        ways.append(_turn(t.pgettext("button", "Resume"), one, "resume"))
    if not one.is_over:
        ways.append(button(t.pgettext("button", "Edit"), EditDeal(one.shop_id, one.id)))
        ways.append(_turn(t.pgettext("button", "End it"), one, "ask"))
    ways.append(_turn(t.pgettext("button", "Copy"), one, "copy"))
    stock = ShowStock(one.shop_id, 0, one.product_id)
    ways.append(button(t.pgettext("button", "Stock"), stock))
    if one.state not in {DealState.DRAFT, DealState.SCHEDULED}:
        label = t.pgettext("button", "Write to buyers")
        ways.append(button(label, WriteToBuyers(one.shop_id, one.id)))
    ways.append(button(t.pgettext("button", "Posts"), ShowPosts(one.shop_id, one.id)))
    if one.state is not DealState.CANCELLED:
        off = CallOff(one.shop_id, one.id)
        ways.append(button(t.pgettext("button", "Call it off"), off, "danger"))
    return ways


def _share(t: Texts, one: DealLine, title: str, asked: tuple[Price, ...]) -> ShareButton:
    """Pass the deal on: into a channel, or to whom one likes."""
    words = ready_words(t, one, title, asked)
    return ShareButton(t.pgettext("button", "Share the deal"), START_LINK + to_deal(one.id), words)


def ready_words(t: Texts, one: DealLine, title: str, asked: tuple[Price, ...]) -> str:
    """What is said of a deal where it is passed on, plain."""
    if not asked:
        return shorten(title, TITLE)
    price = prices.lowest(asked)
    words = t.pgettext(
        "share",
        "{title}: {group} each for {people} together, {solo} alone.",
        title=shorten(title, TITLE),
        group=t.money(price.group),
        people=t.number(one.minimum),
        solo=t.money(price.solo),
    )
    return newcomers.behind(t, words) if one.newcomers else words


def _turn(label: str, one: DealLine, how: str) -> PressButton:
    return button(label, TurnDeal(one.shop_id, one.id, how))
