"""The daily round-up, for those who keep a shop: its hour, its channels, and what the last one brought."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from catalog.keeping.channels import Channel
from flows.faces import Screen
from flows.presses.channels import ShowChannels
from flows.presses.roundup import (
    AskRoundupHour,
    PickRoundup,
    PostRoundup,
    SetRoundup,
    ShowRoundup,
)
from flows.screens.buttons import Row, button, pager
from flows.screens.desk import posts
from flows.screens.desk.staff import to_desk
from flows.screens.settings import zone_name
from flows.screens.shape import LABEL, lines, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.channels.footfall import Figures
from groupbuys.channels.posts import Post, PostState
from groupbuys.channels.roundup_plans import Plan

CHANNELS = 8
"""Channels on a page."""

_HOURS = (9, 12, 18, 20)
"""O'clock: when people look at their phones, before work, at lunch and in the evening."""


@dataclass(frozen=True, slots=True)
class RoundupPage:
    """A shop's plan, its channels with whether they are chosen, and the `last` one in each, by the channel's number.

    `silent`: its hour is one of the channels' quiet hours.
    """

    shop_id: int
    plan: Plan
    choices: Sequence[tuple[Channel, bool]]
    last: Mapping[int, Post]
    figures: Mapping[int, Figures]
    page: int = 0
    silent: bool = False


def label(t: Texts, plan: Plan | None) -> str:
    """What the button that leads here says."""
    if plan is None or plan.minute is None:
        return t.pgettext("button", "Daily round-up")
    return t.pgettext("button", "Daily round-up: {time}", time=_clock(plan.minute))


def roundup(t: Texts, view: RoundupPage) -> Screen:
    """The plan, and what can be done about it."""
    count = pages(len(view.choices), CHANNELS)
    page = min(view.page, count - 1)
    shown = view.choices[page * CHANNELS : (page + 1) * CHANNELS]
    text = paragraphs(
        t.gettext("<b>Daily round-up</b>"),
        t.gettext(
            "Once a day, at an hour you choose, one message in your channels tells of all live "
            "deals, those that end soonest first. The one before it is taken down. Without a live "
            "deal nothing is posted."
        ),
        _when(t, view.plan, silent=view.silent),
        *(_channel(t, view, one, wanted=wanted) for one, wanted in shown),
        None if view.choices else t.gettext("No channel is connected yet."),
    )
    turning = pager(t, page, count, lambda to: ShowRoundup(view.shop_id, to))
    picks = [_pick(t, one, page, wanted=wanted) for one, wanted in shown]
    back = button(t.pgettext("button", "‹ Channels"), ShowChannels(view.shop_id))
    rows = (*_hours(t, view), *picks, *turning, *_now(t, view), (back,), to_desk(t, view.shop_id))
    return Screen(text, rows)


def ask(t: Texts, shop_id: int, minutes: Sequence[int] = (), *, again: bool = False) -> Screen:
    """Ask for the time; of two that were meant, which."""
    if minutes:
        said = t.gettext("In the morning or in the evening?")
    elif again:
        said = t.gettext("I cannot read that as a time. Please write it like 18:00.")
    else:
        said = t.gettext("At what time? Write it like 18:00.")
    back = button(t.pgettext("button", "‹ Back"), ShowRoundup(shop_id))
    either: Row = tuple(button(_clock(one), SetRoundup(shop_id, one)) for one in minutes)
    return Screen(str(said), ((either, (back,)) if either else ((back,),)))


def _when(t: Texts, plan: Plan, *, silent: bool) -> Markup:
    if plan.minute is None or plan.next_at is None:
        return t.gettext("It is off.")
    return lines(
        [
            t.gettext(
                "🟢 Every day at <b>{time}</b> by the shop's clock ({zone}).",
                time=_clock(plan.minute),
                zone=zone_name(t, plan.zone),
            ),
            t.gettext("The next one: {when}", when=t.moment(plan.next_at)),
            t.gettext("🔕 That is in your quiet hours: it makes no sound.") if silent else None,
        ]
    )


def _channel(t: Texts, view: RoundupPage, one: Channel, *, wanted: bool) -> Markup | None:
    """What the last one brought there."""
    found = view.last.get(one.id)
    if found is None or not wanted:
        return None
    brought = view.figures.get(found.id, Figures())
    return lines(
        [
            Markup("📣 <b>{}</b>").format(shorten(one.title, LABEL)),
            _state(t, found),
            posts.brought(t, brought),
        ]
    )


def _state(t: Texts, one: Post) -> Markup:
    if one.state is PostState.DROPPED:
        return t.gettext("Not posted: it did not get through in time, or no deal was live.")
    return posts.state(t, one, t.gettext("🕒 On its way"))


def _hours(t: Texts, view: RoundupPage) -> tuple[Row, ...]:
    now = view.plan.minute
    fixed: Row = tuple(
        button(f"✓ {_clock(at)}" if at == now else _clock(at), SetRoundup(view.shop_id, at))
        for at in (hour * 60 for hour in _HOURS)
    )
    other = button(t.pgettext("button", "Another time"), AskRoundupHour(view.shop_id))
    if now is None:
        return (fixed, (other,))
    off = button(t.pgettext("button", "Turn it off"), SetRoundup(view.shop_id, -1))
    return (fixed, (other, off))


def _pick(t: Texts, one: Channel, page: int, *, wanted: bool) -> Row:
    name = shorten(one.title, LABEL)
    said = (
        t.pgettext("button", "✓ Post into {channel}", channel=name)
        if wanted
        else t.pgettext("button", "Not into {channel}", channel=name)
    )
    return (button(said, PickRoundup(one.shop_id, one.id, int(not wanted), page)),)


def _now(t: Texts, view: RoundupPage) -> tuple[Row, ...]:
    if not view.choices:
        return ()
    return ((button(t.pgettext("button", "Post one now"), PostRoundup(view.shop_id), "primary"),),)


def _clock(minute: int) -> str:
    return "{:02}:{:02}".format(*divmod(minute, 60))
