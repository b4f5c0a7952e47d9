"""A round-up's newest face: all live deals of a shop in one message, and what became of those that are over."""

from catalog import browsing
from catalog.lines import lines as offers
from flows.faces import Screen
from flows.screens import roundup as screen
from flows.screens.roundup import LineView, RoundupView
from flows.texts import Texts
from groupbuys.channels import roundup_lines
from groupbuys.channels.posts import Post, PostState
from groupbuys.channels.roundup_lines import Line
from groupbuys.finding import nearest_open
from storage.transaction import Transaction


def face(tx: Transaction, post: Post, t: Texts) -> Screen | None:
    """What it shows now; None where it is not posted yet and nothing is left to tell of."""
    shop = browsing.shop(tx, post.shop_id, t.language)
    found = roundup_lines.lines_of(tx, post.id)
    new = post.state is PostState.OWED
    named = [one for one in found if one.is_on or not new]
    if shop is None or not named:
        return None
    at = post.stale_at or post.sent_at or tx.now
    view = RoundupView(
        post_id=post.id,
        shop=shop.name,
        day=post.made_at,
        now=tx.now,
        at=tx.now if new else at,
        lines=_views(tx, post, named, t.language),
        more=roundup_lines.count_more(tx, post),
    )
    return screen.roundup(t, view)


def _views(tx: Transaction, post: Post, named: list[Line], language: str) -> tuple[LineView, ...]:
    products = [one.deal.product_id for one in named]
    titles = browsing.titles(tx, products, language)
    prices = {one.id: one for one in offers(tx, products, language)}
    before = roundup_lines.made_before(tx, post)
    return tuple(
        LineView(
            line=one,
            title=titles.get(one.deal.product_id, ""),
            offer=prices.get(one.deal.product_id),
            fullest=next(iter(nearest_open(tx, one.deal.id, 0, limit=1)), None)
            if one.is_on
            else None,
            is_new=before is not None and (one.deal.starts_at or before) > before,
        )
        for one in named
    )
