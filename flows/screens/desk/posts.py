"""Posts, for those who keep a shop: into which channels deals go, what stands there, and what it has brought."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from catalog.keeping.channels import Channel
from catalog.offers import DealLine, DealState
from flows.faces import PressButton, Screen
from flows.presses.desk import NewDeal, ShowDeal
from flows.presses.plan import PlanPost
from flows.presses.posts import (
    ChooseChannel,
    PickChannel,
    PostDeal,
    ShowPicks,
    ShowPosts,
    TakeDown,
)
from flows.screens.buttons import Row, button, pager, pairs
from flows.screens.desk import plans
from flows.screens.desk.plans import PlanView
from flows.screens.desk.staff import to_desk
from flows.screens.shape import LABEL, TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from flows.time_text import moment_text
from groupbuys.channels.footfall import Figures
from groupbuys.channels.posts import Post, PostState

POSTS = 5
"""Posts on a page."""

CHANNELS = 8
"""Channels on a page."""

FEW = 4
"""Channels that a draft's form shows one by one."""

Choices = Sequence[tuple[Channel, bool]]


def on_the_form(t: Texts, shop_id: int, choices: Choices) -> tuple[Row, ...]:
    """Under a draft: into which channels it will be posted."""
    if len(choices) <= FEW:
        return tuple((_pick(t, one, wanted=wanted, page=-1),) for one, wanted in choices)
    label = t.pgettext(
        "button",
        "Post into {chosen} of {all} channels",
        chosen=t.number(len([one for one, wanted in choices if wanted])),
        all=t.number(len(choices)),
    )
    return ((button(label, ShowPicks(shop_id)),),)


def picks(t: Texts, at: ShowPicks, choices: Choices) -> Screen:
    """Into which channels new deals go, one a row."""
    text = paragraphs(
        t.gettext("<b>Where new deals are posted</b>"),
        t.gettext("Press a channel to leave it out, or to take it in again.")
        if choices
        else t.gettext("No channel is connected yet."),
    )
    count = pages(len(choices), CHANNELS)
    page = min(max(0, at.page), count - 1)
    shown = choices[page * CHANNELS : (page + 1) * CHANNELS]
    rows: list[Row] = [(_pick(t, one, wanted=wanted, page=page),) for one, wanted in shown]
    turning = pager(t, page, count, lambda to: ShowPicks(at.shop_id, to))
    back = button(t.pgettext("button", "‹ Back"), NewDeal(at.shop_id))
    return Screen(text, (*rows, *turning, (back,), to_desk(t, at.shop_id)))


def _pick(t: Texts, one: Channel, *, wanted: bool, page: int) -> PressButton:
    name = shorten(one.title, LABEL)
    label = (
        t.pgettext("button", "✓ Post into {channel}", channel=name)
        if wanted
        else t.pgettext("button", "Not into {channel}", channel=name)
    )
    return button(label, PickChannel(one.shop_id, one.id, int(not wanted), page))


@dataclass(frozen=True, slots=True)
class PostsView:
    """A page of a deal's posts with what each has brought; what is owed `goes_out` then (None: at once)."""

    deal: DealLine
    title: str
    page: int
    posts: Sequence[Post]
    total: int
    figures: Mapping[int, Figures]
    goes_out: datetime | None
    plans: Sequence[PlanView] = ()


def listed(t: Texts, view: PostsView) -> Screen:
    """A deal's plans, and a page of its posts, the newest first, with what each has brought; by the shop's clock."""
    shop_id, deal_id = view.deal.shop_id, view.deal.id
    text = paragraphs(
        Markup("<b>{}</b>").format(shorten(view.title, TITLE)),
        lines(plans.line(t, one) for one in view.plans) or None,
        *(_post(t, one, view) for one in view.posts),
        None if view.total else t.gettext("It is posted nowhere yet."),
    )
    rows: list[Row] = [*pairs([plans.to_plan(t, one) for one in view.plans])]
    standing = [one for one in view.posts if _can_leave(one)]
    often = Counter(one.chat for one in standing)
    rows.extend((_take_down(t, one, view, alone=often[one.chat] == 1),) for one in standing)
    if not view.deal.is_over:
        into = ChooseChannel(shop_id, deal_id)
        later = PlanPost(shop_id, deal_id)
        rows.append((button(t.pgettext("button", "Post into a channel"), into, "primary"),))
        rows.append((button(t.pgettext("button", "Post later"), later),))
    count = pages(view.total, POSTS)
    rows.extend(pager(t, view.page, count, lambda to: ShowPosts(shop_id, deal_id, to)))
    back = button(t.pgettext("button", "‹ The deal"), ShowDeal(shop_id, deal_id))
    return Screen(text, (*rows, (back,), to_desk(t, shop_id)))


def choose(t: Texts, at: ChooseChannel, found: Sequence[Channel]) -> Screen:
    """The channels, one a row."""
    count = pages(len(found), CHANNELS)
    page = min(max(0, at.page), count - 1)
    rows: list[Row] = [
        (button(shorten(one.title, LABEL), PostDeal(at.shop_id, at.deal_id, one.id)),)
        for one in found[page * CHANNELS : (page + 1) * CHANNELS]
    ]
    turning = pager(t, page, count, lambda to: ChooseChannel(at.shop_id, at.deal_id, to))
    text = t.gettext("Into which channel?") if found else t.gettext("No channel is connected yet.")
    back = button(t.pgettext("button", "‹ Back"), ShowPosts(at.shop_id, at.deal_id))
    return Screen(str(text), (*rows, *turning, (back,), to_desk(t, at.shop_id)))


def _can_leave(one: Post) -> bool:
    return one.state in {PostState.SHOWN, PostState.OWED} and not one.lost


def _take_down(t: Texts, one: Post, view: PostsView, *, alone: bool) -> PressButton:
    """Where a channel has several posts, the button says which it means by the hour that its line says."""
    name = shorten(one.title, LABEL)
    label = t.pgettext("button", "Take down: {channel}", channel=name)
    if not alone:
        owed = view.goes_out if one.state is PostState.OWED else None
        when = moment_text(owed or one.sent_at or one.made_at, t.language, t.zone)
        label = t.pgettext("button", "Take down {when}: {channel}", when=when, channel=name)
    return button(label, TakeDown(one.shop_id, one.id), "danger")


def _post(t: Texts, one: Post, view: PostsView) -> Markup:
    return lines(
        [
            Markup("📣 <b>{}</b>").format(shorten(one.title, LABEL)),
            state(t, one, _owed(t, view)),
            brought(t, view.figures.get(one.id, Figures())),
        ]
    )


def brought(t: Texts, figures: Figures) -> Markup:
    """Who came through a post, and what they did then."""
    return t.gettext(
        "Through it: {opened} opened, {joined} joined, {paid} paid",
        opened=t.number(figures.opened),
        joined=t.number(figures.joined),
        paid=t.number(figures.paid),
    )


def state(t: Texts, one: Post, owed: Markup) -> Markup:
    """How a post stands (`owed` says when it goes out), or which round-up a line of one was in."""
    match one.state:
        case PostState.OWED | PostState.SHOWN if one.lost:
            return t.gettext("⚠️ I cannot post there any more; connect the channel again.")
        case PostState.OWED:
            return owed
        case PostState.SHOWN:
            return t.gettext("🟢 Posted {when}", when=t.moment(one.sent_at or one.made_at))
        case PostState.LEAVING | PostState.DOWN:
            return t.gettext("Taken down")
        case PostState.GONE:
            return t.gettext("Gone: it was deleted in the channel")
        case PostState.UNKNOWN:
            return t.gettext(
                "⚠️ Nobody knows whether it arrived: look there before you post it again."
            )
        case PostState.DROPPED:
            return _dropped(t, one)
        case PostState.LINE | PostState.PAST:
            return t.gettext("🗓 In the round-up of {day}", day=t.day(one.made_at))


def _owed(t: Texts, view: PostsView) -> Markup:
    if view.deal.state is DealState.PAUSED:
        return t.gettext("🕒 Goes out when the deal goes on")
    if view.goes_out is not None:
        return t.gettext("🕒 Goes out {when}", when=t.moment(view.goes_out))
    return t.gettext("🕒 On its way")


def _dropped(t: Texts, one: Post) -> Markup:
    if one.why in {"", "over", "taken down"}:
        return t.gettext("Not posted: the deal was over first")
    if one.why == "removed":
        return t.gettext("Not posted: the channel is no longer connected")
    return t.gettext("Not posted: {why}", why=shorten(one.why, TITLE))
