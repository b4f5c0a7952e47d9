"""Ready texts to send, one for each kind of chat; each carries a link of its own and stays true once it is sent."""

from collections.abc import Mapping

from markupsafe import Markup

from flows.faces import Screen, ShareButton
from flows.screens import ladder
from flows.screens.group import GroupView
from flows.screens.lead.lead import back
from flows.screens.prices import least
from flows.screens.shape import TITLE, paragraphs, shorten
from flows.texts import Texts, filled


def ready_texts(t: Texts, view: GroupView, links: Mapping[str, str]) -> Screen:
    """The texts, to be copied by a tap or sent by their buttons; `links` by the kind of chat."""
    said = {which: _words(t, view, which) for which in links}
    blocks: list[Markup] = []
    for which, words in said.items():
        copied = f"{words}\n{links[which]}"
        blocks.append(
            filled("<b>{head}</b>\n<code>{text}</code>", head=_label(t, which), text=copied)
        )
    text = paragraphs(
        t.gettext("Tap a text to copy it, or send it with its button. Each has a link of its own."),
        *blocks,
    )
    rows = tuple(
        (ShareButton(_label(t, which), links[which], words),) for which, words in said.items()
    )
    return Screen(text, (*rows, back(t, view.group.id)))


def _label(t: Texts, which: str) -> str:
    match which:
        case "f":
            return t.pgettext("button", "For family and friends")
        case "n":
            return t.pgettext("button", "For neighbours")
        case _:
            return t.pgettext("button", "For people at work")


def _words(t: Texts, view: GroupView, which: str) -> str:
    return t.gap.join(filter(None, _sentences(t, view, which)))


def _sentences(t: Texts, view: GroupView, which: str) -> tuple[str, ...]:
    falls = ladder.plain(t, view.ladder)
    return (_opening(t, view, which), falls, _needs(t, view), _else(t, view))


def _opening(t: Texts, view: GroupView, which: str) -> str:
    title, price = shorten(view.title, TITLE), view.price
    if price is None:
        return t.pgettext("share", "Shall we buy “{title}” together?", title=title)
    together = least(t, price.group, varies=len(set(view.prices)) > 1)
    values = {"title": title, "group": together, "solo": t.money(price.solo)}
    match which:
        case "f":
            return t.pgettext(
                "share",
                "I am buying “{title}” together with others: {group} each instead of {solo}. "
                "Would you like one too?",
                **values,
            )
        case "n":
            return t.pgettext(
                "share",
                "Dear neighbours, I am collecting orders for “{title}”: {group} each instead of "
                "{solo}. If you would like some, order with this link.",
                **values,
            )
        case _:
            return t.pgettext(
                "share",
                "Does anybody here want “{title}”? Together it is {group} each instead of {solo}. "
                "Everybody orders for themselves with this link.",
                **values,
            )


def _needs(t: Texts, view: GroupView) -> str:
    """What the group was opened with, so that it stays true however many join or leave."""
    if view.group.closes_at is None:
        return ""
    return t.npgettext(
        "share",
        "It works if {n} person is in by {when}.",
        "It works if {n} people are in by {when}.",
        view.group.minimum,
        when=t.clock(view.group.closes_at),
    )


def _else(t: Texts, view: GroupView) -> str:
    if view.pickup:
        return t.pgettext("share", "If not, nobody pays anything.")
    return t.pgettext("share", "If not, everybody gets their money back.")
