"""Which ways people came into a group buy, counted: so that a leader sees which of their chats brought anyone."""

from collections.abc import Sequence

from markupsafe import Markup

from flows.faces import Screen
from flows.presses.lead import ShowCame
from flows.screens.buttons import pager
from flows.screens.group import GroupView
from flows.screens.lead.lead import back
from flows.screens.names import short
from flows.screens.shape import lines, pages, paragraphs
from flows.texts import Texts, filled
from groupbuys.leading.sources import read
from groupbuys.leading.ways import Way
from groupbuys.model import GroupBuy

SIZE = 8
"""Ways on a page."""


def came(t: Texts, view: GroupView, ways: Sequence[Way], at: ShowCame) -> Screen:
    """One page of them."""
    group = view.group
    shown = ways[at.page * SIZE : (at.page + 1) * SIZE]
    turning = pager(t, at.page, pages(len(ways), SIZE), lambda to: ShowCame(group.id, to))
    text = paragraphs(
        t.gettext("<b>Where they came from</b>"),
        *(_way(t, view, way) for way in shown),
        None if ways else t.gettext("It was not shared yet."),
        t.gettext(
            "Whoever opened several links counts for the first one. Each card dropped into a chat is counted "
            "by itself."
        ),
    )
    return Screen(text, (*turning, back(t, group.id)))


def place(t: Texts, source: str) -> str:
    """Where an invite was passed on, plain."""
    said = read(source)
    match said.kind:
        case "link":
            return t.pgettext("source", "your link")
        case "card":
            return _card(t, said.which)
        case "text":
            return _text(t, said.which)
        case "chat":
            return t.pgettext("source", "a card in a group chat")
        case "other":
            return t.pgettext("source", "another way")


def _card(t: Texts, where: str) -> str:
    match where:
        case "g":
            return t.pgettext("source", "a card dropped into a group chat")
        case "p":
            return t.pgettext("source", "a card dropped into a private chat")
        case "c":
            return t.pgettext("source", "a card dropped into a channel")
        case _:
            return t.pgettext("source", "a card dropped into a chat")


def _text(t: Texts, which: str) -> str:
    match which:
        case "f":
            return t.pgettext("source", "the text for family and friends")
        case "n":
            return t.pgettext("source", "the text for neighbours")
        case _:
            return t.pgettext("source", "the text for people at work")


def _way(t: Texts, view: GroupView, way: Way) -> Markup:
    opened = t.gettext("opened {n}", n=t.number(way.opened)) if way.inviter_id else None
    joined = t.gettext("joined {n}", n=t.number(way.joined))
    paid = t.number(way.paid)
    # Where one pays at pickup nobody has paid yet: who is in is in.
    sure = t.gettext("in now {n}", n=paid) if view.pickup else t.gettext("paid {n}", n=paid)
    counted = Markup(" · ").join(filter(None, (opened, joined, sure)))
    return lines([filled("<b>{name}</b>", name=_name(t, view.group, way)), counted])


def _name(t: Texts, group: GroupBuy, way: Way) -> Markup | str:
    if not way.inviter_id:
        return t.gettext("Found it on their own")
    if way.inviter_id != group.leader_id:
        name = short(way.name) or t.pgettext("name", "Somebody")
        return t.gettext("Through {name}", name=name)
    where = place(t, way.source)
    where = where[:1].upper() + where[1:]
    if read(way.source).kind != "card" or way.since is None:
        return where
    return t.gettext("{place}, {when}", place=where, when=t.moment(way.since))
