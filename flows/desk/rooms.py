"""The rooms of the desk that see to their own buttons."""

from typing import TypeAlias

from flows.desk import (
    channels,
    claims,
    coupons,
    desk,
    drafting,
    figures,
    files,
    goods,
    handing,
    hushing,
    letters,
    plans,
    posters,
    posts,
    rereading,
    roundups,
)
from flows.presses.channels import ChannelPress
from flows.presses.claims import ClaimDeskPress
from flows.presses.coupons import FundPress
from flows.presses.figures import FiguresPress
from flows.presses.files import FilePress
from flows.presses.follow import LetterPress
from flows.presses.goods import GoodsPress
from flows.presses.handover import PointPress
from flows.presses.hush import HushPress
from flows.presses.more import MorePress, ShowMore
from flows.presses.plan import PlanPress
from flows.presses.posters import DealPosterPress
from flows.presses.posts import PostsPress
from flows.presses.reading import ReadingPress
from flows.presses.roundup import RoundupPress
from flows.replies import Reply
from flows.visit import Visit

_Posting: TypeAlias = PostsPress | PlanPress | ChannelPress | HushPress | RoundupPress
_Inviting: TypeAlias = DealPosterPress | FundPress
_Selling: TypeAlias = FilePress | ReadingPress | FiguresPress | _Inviting | _Posting
_Serving: TypeAlias = GoodsPress | PointPress | LetterPress | ClaimDeskPress | MorePress
RoomPress: TypeAlias = _Selling | _Serving
"""Every button of these rooms."""


def press(visit: Visit, pressed: RoomPress) -> list[Reply]:
    """A button, whose presser may do that."""
    return _sell(visit, pressed) if isinstance(pressed, _Selling) else _serve(visit, pressed)


def _sell(visit: Visit, pressed: _Selling) -> list[Reply]:
    if isinstance(pressed, FilePress):
        return files.press(visit, pressed)
    if isinstance(pressed, ReadingPress):
        return rereading.ask(visit, pressed)
    if isinstance(pressed, FiguresPress):
        return figures.press(visit, pressed)
    if isinstance(pressed, _Inviting):
        return _invite(visit, pressed)
    return _post(visit, pressed)


def _invite(visit: Visit, pressed: _Inviting) -> list[Reply]:
    if isinstance(pressed, FundPress):
        return coupons.press(visit, pressed)
    return posters.press(visit, pressed)


def _post(visit: Visit, pressed: _Posting) -> list[Reply]:
    if isinstance(pressed, PostsPress):
        return posts.press(visit, pressed)
    if isinstance(pressed, PlanPress):
        return plans.press(visit, pressed)
    if isinstance(pressed, HushPress):
        return hushing.press(visit, pressed)
    if isinstance(pressed, RoundupPress):
        return roundups.press(visit, pressed)
    return channels.press(visit, pressed)


def _serve(visit: Visit, pressed: _Serving) -> list[Reply]:
    if isinstance(pressed, GoodsPress):
        return goods.press(visit, pressed)
    if isinstance(pressed, PointPress):
        return handing.press(visit, pressed)
    if isinstance(pressed, LetterPress):
        return letters.press(visit, pressed)
    if isinstance(pressed, MorePress):
        return _more(visit, pressed)
    return claims.press(visit, pressed)


def _more(visit: Visit, pressed: MorePress) -> list[Reply]:
    if isinstance(pressed, ShowMore):
        return desk.more(visit, pressed.shop_id)
    return drafting.rare(visit, pressed.shop_id)
