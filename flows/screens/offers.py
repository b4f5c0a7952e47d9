"""What the bot offers for any chat: cards of group buys and of deals, each as a line to choose and as it is dropped."""

from datetime import datetime

from catalog.browsing import ProductLine
from flows.faces import START_LINK, LinkButton, Picture, Screen
from flows.replies import InlineResult
from flows.screens import group, newcomers, prices
from flows.screens.group import GroupView, counted_to
from flows.screens.prices import least
from flows.screens.shape import TITLE, lines, paragraphs, shorten
from flows.texts import Texts
from groupbuys.model import GroupState

_HTTP = ("http://", "https://")


def of_group(t: Texts, view: GroupView, token: str, *, own: bool) -> InlineResult:
    """A group buy that can be joined; `own`: the reader is in it. `token` is the invite of this very copy."""
    price = view.price
    parts = [
        t.pgettext("inline", "Your group") if own else t.pgettext("inline", "Open group"),
        f"{t.number(view.group.paid)}/{t.number(counted_to(view.group))}",
        least(t, price.group, varies=len(set(view.prices)) > 1) if price is not None else "",
        _closes(t, view.group.closes_at),
    ]
    line = " · ".join(part for part in parts if part)
    return InlineResult(
        token, _title(t, view.title), line, _first(t, view, token), _thumb(view.picture)
    )


def of_deal(t: Texts, product: ProductLine, token: str, now: datetime) -> InlineResult:
    """A deal, as it is dropped: true of this moment, and says so. `token` is this very copy's own."""
    title = _title(t, product.title)
    picture = Picture(product.picture) if product.picture else None
    solo = least(t, product.solo, varies=product.varies)
    offer = lines([prices.line(t, product), newcomers.short(t) if product.newcomers else None])
    line = solo
    if product.group is not None and product.people is not None:
        line = t.pgettext(
            "inline",
            "{group} in a group of {people}, {solo} alone",
            group=least(t, product.group, varies=product.varies),
            people=t.number(product.people),
            solo=solo,
        )
    see = LinkButton(t.pgettext("button", "See the deal"), START_LINK + token)
    screen = Screen(
        paragraphs(offer, t.gettext("As of {when}.", when=t.moment(now))), ((see,),), picture
    )
    return InlineResult(token, title, line, screen, _thumb(picture))


def copy(t: Texts, view: GroupView, token: str) -> Screen:
    """A copy of a group buy's card that is kept current from now on."""
    return Screen(
        str(group.face(t, view)),
        ((_way(t, view, token),),),
        view.picture,
        card_of=view.group.id,
        card_version=view.group.version,
    )


def _first(t: Texts, view: GroupView, token: str) -> Screen:
    """As it is dropped, before the messenger has said that it was: true of this moment, and says so."""
    of_now = t.gettext("As of {when}.", when=t.moment(view.now))
    text = paragraphs(group.face(t, view), of_now)
    return Screen(text, ((_way(t, view, token),),), view.picture)


def _way(t: Texts, view: GroupView, token: str) -> LinkButton:
    """The invite leads on whatever became of the group: into it, or to the nearest open one (promise 10)."""
    if view.group.state is GroupState.FORMING:
        return LinkButton(t.pgettext("button", "Join"), START_LINK + token)
    return LinkButton(t.pgettext("button", "Open groups"), START_LINK + token)


def _closes(t: Texts, moment: datetime | None) -> str:
    if moment is None:
        return ""
    return t.pgettext("inline", "closes {when}", when=t.clock(moment))


def _title(t: Texts, title: str) -> str:
    return shorten(title, TITLE) or t.pgettext("button", "See the deal")


def _thumb(picture: Picture | None) -> str:
    return picture.source if picture is not None and picture.source.startswith(_HTTP) else ""
