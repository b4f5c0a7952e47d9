"""What a shop's posts brought, channel by channel."""

from collections.abc import Sequence

from charts.values import Key, Row, Rows, Tone
from flows.screens.figures.sight import Figure, Sight
from flows.screens.shape import NAME, shorten
from groupbuys.channels.footfall import ChannelFigures

_MOST = 6
"""Channels that are shown: those that brought the most people."""


def channels(sight: Sight, found: Sequence[ChannelFigures]) -> Figure:
    """Of the people who opened a post's link in this time: how many joined or bought, and how many paid."""
    t = sight.t
    title = t.pgettext("chart", "By channel")
    if not found:
        nothing = t.gettext("Nobody opened a post's link in this time.")
        return Figure(sight.words(title, nothing))
    shown = sorted(found, key=lambda one: -one.figures.opened)[:_MOST]
    said = [
        t.gettext(
            "{channel}: {opened} opened, {joined} joined or bought ({started} started a group), {paid} paid",
            channel=_name(one),
            opened=t.number(one.figures.opened),
            joined=t.number(one.figures.joined),
            started=t.number(one.figures.started),
            paid=t.number(one.figures.paid),
        )
        for one in shown
    ]
    basis = t.gettext("Joined and paid count for the first post of a deal that somebody opened.")
    return Figure(sight.words(title, *said, basis), _chart(sight, title, shown))


def _name(one: ChannelFigures) -> str:
    return shorten(one.title, NAME)


def _chart(sight: Sight, title: str, shown: Sequence[ChannelFigures]) -> Rows:
    t = sight.t
    keys = (
        Key(t.pgettext("chart", "opened the post"), "pale"),
        Key(t.pgettext("chart", "joined or bought"), "soft"),
        Key(t.pgettext("chart", "paid"), "accent"),
    )
    return Rows(sight.frame(title), tuple(_row(sight, one) for one in shown), keys)


def _row(sight: Sight, one: ChannelFigures) -> Row:
    count = sight.t.number
    of = one.figures
    said = " · ".join([count(of.opened), count(of.joined), count(of.paid)])
    within: tuple[tuple[float, Tone], ...] = ((of.joined, "soft"), (of.paid, "accent"))
    return Row(_name(one), of.opened, said, "pale", within=within)
