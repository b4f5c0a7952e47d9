"""A post: a deal as a channel shows it, kept true by edits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from catalog.keeping.shopkeeping import Handover
from catalog.offers import DealLine, DealState, Price
from flows.faces import START_LINK, LinkButton, Picture, Screen
from flows.screens import group, ladder, newcomers, prices, rewards
from flows.screens.ladder import Rungs
from flows.screens.shape import LABEL, TITLE, lines, paragraphs, shorten
from flows.texts import Texts, filled
from groupbuys.progress import Progress

DESCRIPTION = 240
"""UTF-16 units of a description in a channel."""

_POINTS = 3
"""Pickup points that are named."""


@dataclass(frozen=True, slots=True)
class PostView:
    """Everything that a post says, at the moment `now`; `free` units are left, None where they are not counted.

    `link`: the start payload behind its button. `points`: the names of the places where the shop hands its goods over.
    """

    link: str
    deal: DealLine
    now: datetime
    title: str
    description: str
    picture: Picture | None
    prices: tuple[Price, ...]
    free: int | None
    pickup: bool
    handover: Handover
    zone: str
    points: Sequence[str]
    progress: Progress
    ladder: Rungs = ()

    @property
    def live(self) -> bool:
        """Whether the deal is on."""
        return self.deal.state is DealState.LIVE

    @property
    def opens(self) -> bool:
        """Whether a new group could be opened now."""
        return self.live and (self.free is None or self.free >= self.deal.capacity)

    @property
    def sells(self) -> bool:
        """Whether one could be bought alone now."""
        return self.live and (self.free is None or self.free > 0)

    @property
    def leads_on(self) -> bool:
        """Whether there is anything to do behind the button."""
        if self.deal.state is DealState.CANCELLED:
            return False
        joinable = self.progress.fullest is not None
        return joinable or self.sells or self.deal.state is DealState.SCHEDULED


def post(t: Texts, view: PostView) -> Screen:
    """The face of a post; its button leads into the bot, and is gone where nothing can be had any more."""
    text = paragraphs(
        lines([filled("<b>{title}</b>", title=shorten(view.title, TITLE)), _state(t, view)]),
        shorten(view.description, DESCRIPTION) or None,
        lines(_offer(t, view)),
        lines([_progress(t, view), _ends(t, view)]),
        _handover(t, view),
    )
    rows: tuple[tuple[LinkButton, ...], ...] = ()
    if view.leads_on:
        rows = ((LinkButton(_label(t, view), START_LINK + view.link),),)
    return Screen(text, rows, view.picture)


def _label(t: Texts, view: PostView) -> str:
    if view.progress.fullest is not None:
        return t.pgettext("button", "Join a group")
    if view.opens:
        return t.pgettext("button", "Start a group")
    return t.pgettext("button", "See the deal")


def _state(t: Texts, view: PostView) -> Markup | None:
    match view.deal.state:
        case DealState.DRAFT | DealState.SCHEDULED:
            starts = view.deal.starts_at or view.now
            return t.gettext("🕒 Starts {when}", when=t.countdown(starts))
        case DealState.LIVE:
            return _left(t, view)
        case DealState.PAUSED:
            return t.gettext("⏸ No new groups just now.")
        case DealState.ENDED:
            return t.gettext("🏁 This deal has ended.")
        case DealState.CANCELLED if view.deal.why:
            return t.gettext("🚫 Called off: {why}", why=view.deal.why)
        case DealState.CANCELLED:
            return t.gettext("🚫 Called off.")


def _left(t: Texts, view: PostView) -> Markup | None:
    if view.opens:
        return None
    if view.progress.fullest is not None:
        return t.gettext(
            "📦 Too few are left for a new group. There are places in the open groups."
        )
    if view.sells:
        return t.gettext("📦 Too few are left for a new group.")
    return t.gettext("❌ Sold out.")


def _offer(t: Texts, view: PostView) -> list[Markup | None]:
    if not view.prices:
        return []
    solo = min(price.solo for price in view.prices)
    varies = len({price.solo for price in view.prices}) > 1
    return [
        prices.in_group(t, view.prices, view.deal.minimum),
        ladder.steps(t, view.ladder),
        newcomers.short(t) if view.deal.newcomers else None,
        rewards.promised(t, view.deal.reward, view.prices[0].solo.currency)
        if view.deal.reward
        else None,
        t.gettext("Alone: {price}", price=prices.least(t, solo, varies=varies)),
    ]


def _progress(t: Texts, view: PostView) -> Markup | None:
    if not view.progress.groups:
        return None
    said = t.gettext(
        "👥 People in: {people} · open groups: {groups}",
        people=t.number(view.progress.people),
        groups=t.number(view.progress.groups),
    )
    fullest = view.progress.fullest
    if fullest is None:
        return said
    fill = t.gettext("The fullest: {seats}", seats=group.seats(t, fullest))
    same = fullest.terms_id == view.deal.terms_id
    return lines([said, fill, ladder.stands(t, fullest, view.ladder) if same else None])


def _ends(t: Texts, view: PostView) -> Markup | None:
    if view.deal.is_over:
        return None
    if view.deal.ends_at is not None and view.deal.ends_at > view.now:
        return t.gettext("⏳ Ends {when}", when=t.countdown(view.deal.ends_at))
    return t.gettext("⏳ A group stays open for {window}", window=t.length(view.deal.window))


def _handover(t: Texts, view: PostView) -> Markup | None:
    if view.deal.is_over:
        return None
    named = t.listed(*(shorten(name, LABEL) for name in view.points[:_POINTS]))
    pickup = t.gettext("📍 Pickup: {points}", points=named) if named else t.gettext("📍 Pickup")
    match view.handover:
        case Handover.PICKUP:
            return pickup
        case Handover.DELIVERY:
            return t.gettext("🚚 Delivery")
        case Handover.BOTH:
            return lines([pickup, t.gettext("🚚 Delivery")])
