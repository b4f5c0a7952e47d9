"""Every button of those who keep a shop, from every room of the keepers' side."""

from typing import TypeAlias

from flows.channel_presses import ChannelPress
from flows.claim_presses import ClaimDeskPress
from flows.desk_presses import CounterPress, ShopOpeningPress
from flows.figures_presses import FiguresPress
from flows.file_presses import FilePress
from flows.follow_presses import LetterPress
from flows.goods_presses import GoodsPress
from flows.handover_presses import PointPress
from flows.hush_presses import HushPress
from flows.more_presses import MorePress
from flows.plan_presses import PlanPress
from flows.posts_presses import PostsPress
from flows.reading_presses import ReadingPress
from flows.roundup_presses import RoundupPress

KeeperPress: TypeAlias = (
    CounterPress
    | ChannelPress
    | ClaimDeskPress
    | FiguresPress
    | FilePress
    | HushPress
    | LetterPress
    | MorePress
    | PlanPress
    | PostsPress
    | GoodsPress
    | PointPress
    | ReadingPress
    | RoundupPress
)
"""What is for those who work in a shop (`shop_id`), each according to their role (see flows.desk.rights)."""

DeskPress: TypeAlias = ShopOpeningPress | KeeperPress
