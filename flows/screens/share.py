"""The ready words that pass an invite on, and the screen of one's own link."""

from functools import lru_cache

from catalog.offers import Price
from flows.faces import START_LINK, Screen
from flows.screens import group, ladder, newcomers
from flows.screens.buttons import copy_link, home, invite
from flows.screens.group import GroupView
from flows.screens.poster import to_poster
from flows.screens.prices import least
from flows.screens.shape import TITLE, paragraphs, shorten
from flows.texts import Texts


def invitation(t: Texts, view: GroupView) -> str:
    """A friendly question that stays true however many join, plain."""
    title = shorten(view.title, TITLE)
    price = view.price
    if price is None:
        ask = t.pgettext("share", "Shall we buy “{title}” together?", title=title)
    else:
        ask = _ask(t, title, price, varies=len(set(view.prices)) > 1)
    falls = ladder.plain(t, view.ladder)
    ask = f"{ask}{t.gap}{falls}" if falls else ask
    return newcomers.behind(t, ask) if view.group.newcomers else ask


def words(t: Texts, view: GroupView) -> str:
    """A friendly sentence to send along with the link, plain."""
    ask = invitation(t, view)
    missing = needed(t, view) if view.price is not None else ""
    return f"{ask}{t.gap}{missing}" if missing else ask


def needed(t: Texts, view: GroupView) -> str:
    """How many are missing and until when, plain; "" where nobody is."""
    if not view.group.missing or view.group.closes_at is None:
        return ""
    return t.npgettext(
        "share",
        "{n} more person needed by {when}.",
        "{n} more people needed by {when}.",
        view.group.missing,
        when=t.clock(view.group.closes_at),
    )


@lru_cache(maxsize=1024)
def _ask(t: Texts, title: str, price: Price, *, varies: bool) -> str:
    return t.pgettext(
        "share",
        "Shall we buy “{title}” together? {group} each instead of {solo}.",
        title=title,
        group=least(t, price.group, varies=varies),
        solo=t.money(price.solo),
    )


def own(t: Texts, view: GroupView, token: str) -> Screen:
    """Somebody opened their own invite: it is offered to be shared."""
    text = paragraphs(
        t.gettext("This is your own link. Send it to friends, so that they can join:"),
        START_LINK + token,
        group.face(t, view),
    )
    live = invite(t, token, words(t, view), view.group.id)
    rows = ((live,), (copy_link(t, token), to_poster(t, view.group.id)), (home(t),))
    return Screen(text, rows, view.picture)
