"""What shops have to say: word of new deals to their followers, and letters to the buyers of a deal."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from catalog.browsing import ProductLine
from flows.faces import Picture, Screen
from flows.presses.daily import ShowTheme
from flows.presses.every import ShowOrder, ShowProduct
from flows.presses.follow import Follow, MuteShop, ShowShop
from flows.screens import prices
from flows.screens.buttons import Row, button, standing
from flows.screens.shape import LABEL, TITLE, lines, paragraphs, shorten
from flows.texts import Texts

LISTED = 5
"""Deals that a message names: their lines fit under a picture."""
_BUTTONS = 3

_LINK = re.compile(
    r"([!-~]+://[!-~]+|www\.[!-~]+|[!-~]+\.[a-z]{2,}[!-~]*"
    r"|[\w-]+\.(?:中国|中國|公司|网络|網絡|香港|台湾|台灣|рф)|(?<!\w)[@/#]\w{2,})",
    re.IGNORECASE,
)
"""What a messenger would make a link of by itself; as code it stays plain text."""


@dataclass(frozen=True, slots=True)
class News:
    """Deals to tell a follower of, `total` in all; `last`: after so many today there is no more word of any.

    `shop` and its number are "" and 0 in a daily message, where several may have some.
    """

    shop_id: int
    shop: str
    offers: Sequence[ProductLine]
    total: int
    last: int = 0


def new_deals(t: Texts, news: News) -> Screen:
    """A shop that the reader follows has new deals."""
    head = t.ngettext(
        "🆕 <b>{shop}</b> has a new deal:",
        "🆕 <b>{shop}</b> has {n} new deals:",
        news.total,
        shop=shorten(news.shop, LABEL),
    )
    last = (
        t.ngettext(
            "That was all for today: you get at most {n} such message a day.",
            "That was all for today: you get at most {n} such messages a day.",
            news.last,
        )
        if news.last
        else None
    )
    text = paragraphs(lines([head, *listed(t, news)]), last)
    return _said(t, news, text)


def letter(t: Texts, shop_id: int, shop: str, title: str, words: str, order: ShowOrder) -> Screen:
    """What a shop writes to who bought in a deal, clearly its own words."""
    see = button(t.pgettext("button", "See the order"), order)
    off = button(t.pgettext("button", "No more from this shop"), MuteShop(shop_id, 1))
    return standing(Screen(str(written(t, shop, title, words)), ((see,), (off,))))


def written(t: Texts, shop: str, title: str, words: str) -> Markup:
    """The letter as its receivers read it; a quotation brings its own distance to what stands around it."""
    return lines(
        [
            t.gettext("✉️ <b>{shop}</b> writes to you:", shop=shorten(shop, LABEL)),
            Markup("<blockquote>{}</blockquote>").format(plain(words)),
            t.gettext(
                "These are the shop's own words, to who bought “{title}” there.",
                title=shorten(title, TITLE),
            ),
        ]
    )


def plain(words: str) -> Markup:
    """Somebody's words, in which nothing is a link (promise 38)."""
    parts = _LINK.split(words)
    code = Markup("<code>{}</code>")
    return Markup("").join(
        code.format(part) if place % 2 else part for place, part in enumerate(parts)
    )


def listed(t: Texts, news: News) -> list[Markup | None]:
    """The deals line by line, and how many more there are."""
    short = (replace(one, title=shorten(one.title, TITLE)) for one in news.offers[:LISTED])
    more = news.total - min(len(news.offers), LISTED)
    rest = t.ngettext("and {n} more", "and {n} more", more) if more > 0 else None
    return [*(prices.line(t, one) for one in short), rest]


def _said(t: Texts, news: News, text: Markup) -> Screen:
    rows: list[Row] = [
        (button(shorten(one.title, LABEL), ShowProduct(one.id)),) for one in news.offers[:_BUTTONS]
    ]
    often = button(t.pgettext("button", "How often?"), ShowTheme("s"))
    rows.append((button(t.pgettext("button", "The shop"), ShowShop(news.shop_id)),))
    rows.append((button(t.pgettext("button", "Unfollow"), Follow(news.shop_id, 0)), often))
    source = next((one.picture for one in news.offers if one.picture), None)
    return standing(Screen(text, tuple(rows), Picture(source) if source else None))
