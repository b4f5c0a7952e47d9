"""The posts of a shop's deals, as its keepers see, choose, make and take them down."""

from catalog import browsing
from catalog.keeping import channels
from catalog.keeping.shopkeeping import kept
from flows import home
from flows.desk import deals, drafting, planned
from flows.presses.desk import ShowDeals
from flows.presses.posts import (
    ChooseChannel,
    PickChannel,
    PostDeal,
    PostsPress,
    ShowPicks,
    ShowPosts,
    TakeDown,
)
from flows.replies import Reply
from flows.screens.desk import posts as screen
from flows.texts import Texts
from flows.visit import Visit
from groupbuys.channels import footfall, posting, posts
from groupbuys.channels.posts import Post


def press(visit: Visit, pressed: PostsPress) -> list[Reply]:
    """A button about posts."""
    match pressed:
        case ShowPicks():
            return picks(visit, pressed)
        case PickChannel():
            return pick(visit, pressed)
        case ShowPosts():
            return listed(visit, pressed)
        case ChooseChannel():
            return choose(visit, pressed)
        case PostDeal():
            return post(visit, pressed)
        case TakeDown():
            return take_down(visit, pressed)


def picks(visit: Visit, press: ShowPicks) -> list[Reply]:
    """Into which channels new deals go."""
    chosen = posting.choices(visit.tx, press.shop_id)
    return visit.show(screen.picks(visit.texts, press, chosen))


def pick(visit: Visit, press: PickChannel) -> list[Reply]:
    """New deals go there from now on, or not."""
    if channels.find(visit.tx, press.shop_id, press.channel_id) is not None:
        wanted = bool(press.wanted)
        posting.choose(visit.tx, press.shop_id, press.channel_id, wanted=wanted)
    if press.page < 0:
        return drafting.begin(visit, press.shop_id)
    return picks(visit, ShowPicks(press.shop_id, press.page))


def listed(visit: Visit, press: ShowPosts) -> list[Reply]:
    """Where a deal stands, with its figures."""
    deal = deals.own(visit, press.shop_id, press.deal_id)
    if deal is None:
        return deals.listed(visit, ShowDeals(press.shop_id))
    page, tx = max(0, press.page), visit.tx
    found, total = posts.of_deal(tx, press.shop_id, deal.id, page * screen.POSTS, screen.POSTS)
    figures = footfall.of_deal(tx, press.shop_id, deal.id)
    named = browsing.titles(tx, [deal.product_id], visit.person.language)
    view = screen.PostsView(
        deal=deal,
        title=named.get(deal.product_id, ""),
        page=page,
        posts=found,
        total=total,
        figures=figures,
        goes_out=posting.goes_out(tx, deal),
        plans=planned.of_deal(tx, deal),
    )
    shop = kept(tx, deal.shop_id)
    there = Texts(visit.person.language, shop.zone if shop is not None else visit.texts.zone)
    return visit.show(screen.listed(there, view))


def choose(visit: Visit, press: ChooseChannel) -> list[Reply]:
    """Where a deal can be posted."""
    deal = deals.own(visit, press.shop_id, press.deal_id)
    if deal is None or deal.is_over:
        return listed(visit, ShowPosts(press.shop_id, press.deal_id))
    found = channels.channels_of(visit.tx, press.shop_id)
    return visit.show(screen.choose(visit.texts, press, found))


def post(visit: Visit, press: PostDeal) -> list[Reply]:
    """Post a deal into a channel, now or when it starts."""
    deal = deals.own(visit, press.shop_id, press.deal_id)
    channel = channels.find(visit.tx, press.shop_id, press.channel_id)
    back = ShowPosts(press.shop_id, press.deal_id)
    here = channel is not None and channel in channels.channels_of(visit.tx, press.shop_id)
    if deal is None or channel is None or not here:
        return listed(visit, back)
    posting.post_deal(visit.tx, deal, channel, visit.person.id)
    return listed(visit, back)


def take_down(visit: Visit, press: TakeDown) -> list[Reply]:
    """Take a post down."""
    found: Post | None = posts.find(visit.tx, press.shop_id, press.post_id)
    if found is None:
        return home.note(visit, visit.texts.gettext("There is no such post here."))
    posting.take_down(visit.tx, press.shop_id, found.id)
    return listed(visit, ShowPosts(press.shop_id, found.deal_id))
