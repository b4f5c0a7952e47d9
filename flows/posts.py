"""A deal's post: its newest face for everybody in the channel, and what following its link leads to."""

from catalog.keeping.points import pickup_points
from catalog.keeping.shopkeeping import KeptShop, kept
from catalog.keeping.staff import role_of
from catalog.ladder import steps
from catalog.offers import find_deal
from catalog.wares import offered, sold
from flows import base36, browsing, home, roundups
from flows.desk import desk
from flows.faces import Picture, Screen
from flows.languages import DEFAULT
from flows.links import to_post
from flows.replies import Reply
from flows.screens import post as screen
from flows.screens.ladder import rungs
from flows.screens.post import PostView
from flows.texts import Texts
from flows.visit import Visit
from groupbuys.channels import footfall, posts
from groupbuys.channels.posts import Post
from groupbuys.progress import progress
from people import meeting
from storage.transaction import Transaction


def face(tx: Transaction, post: Post) -> Screen | None:
    """What a post shows now, in its shop's language and zone; None where its deal, product or shop is gone."""
    shop = kept(tx, post.shop_id)
    if shop is None:
        return None
    t = Texts(language_of(tx, shop), shop.zone)
    if not post.deal_id:
        return roundups.face(tx, post, t)
    view = view_of(tx, post.deal_id, to_post(post.id), t.language)
    return None if view is None else screen.post(t, view)


def view_of(tx: Transaction, deal_id: int, link: str, language: str) -> PostView | None:
    """A deal as whoever may still join sees it; `link`: the start payload that leads to it. None where it is gone."""
    deal = find_deal(tx, deal_id)
    shop = None if deal is None else kept(tx, deal.shop_id)
    if deal is None or shop is None:
        return None
    about = sold(tx, deal.product_id, deal.terms_id, 0, language)
    words = offered(tx, deal.product_id, language)
    if about is None or words is None:
        return None
    source = about.picture or about.cover
    return PostView(
        link=link,
        deal=deal,
        now=tx.now,
        title=about.title,
        description=words.description,
        picture=Picture(source) if source else None,
        prices=about.prices,
        free=words.free,
        pickup=about.pickup,
        handover=shop.handover,
        zone=shop.zone,
        points=tuple(one.name for one in pickup_points(tx, shop.id)),
        progress=progress(tx, deal.id),
        ladder=rungs(steps.ladder(tx, deal.terms_id), about.variants) if deal.ladder else (),
    )


def language_of(tx: Transaction, shop: KeptShop) -> str:
    """The language that a shop speaks in its channels: its owner's."""
    owner = meeting.by_id(tx, shop.owner_id) if shop.owner_id is not None else None
    return owner.language if owner is not None else DEFAULT


def opened(visit: Visit, token: str) -> list[Reply]:
    """The link of a post was followed: to its deal, in its shop, or that of a whole round-up, to its shop.

    The shop's own people are not counted.
    """
    post = posts.by_id(visit.tx, base36.read(token) or 0)
    if post is None:
        return home.note(visit, visit.texts.gettext("There is no such deal here."))
    if role_of(visit.tx, post.shop_id, visit.person.id) is None:
        footfall.followed(visit.tx, post, visit.person.id)
    if not post.deal_id:
        return desk.visit_shop(visit, post.shop_id)
    return browsing.deal(visit, base36.written(post.deal_id))
