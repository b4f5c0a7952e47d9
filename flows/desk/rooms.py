"""The rooms of the desk that see to their own buttons."""

from typing import TypeAlias

from flows.channel_presses import ChannelPress
from flows.claim_presses import ClaimDeskPress
from flows.desk import (
    channels,
    claims,
    desk,
    drafting,
    figures,
    files,
    goods,
    handing,
    hushing,
    letters,
    plans,
    posts,
    rereading,
    roundups,
)
from flows.figures_presses import FiguresPress
from flows.file_presses import FilePress
from flows.follow_presses import LetterPress
from flows.goods_presses import GoodsPress
from flows.handover_presses import PointPress
from flows.hush_presses import HushPress
from flows.more_presses import MorePress, ShowMore
from flows.plan_presses import PlanPress
from flows.posts_presses import PostsPress
from flows.reading_presses import ReadingPress
from flows.replies import Reply
from flows.roundup_presses import RoundupPress
from flows.visit import Visit

_Posting: TypeAlias = PostsPress | PlanPress | ChannelPress | HushPress | RoundupPress
_Selling: TypeAlias = FilePress | ReadingPress | FiguresPress | _Posting
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
    return _post(visit, pressed)


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
