"""Every button of those who keep a shop, from every room of the keepers' side."""

from typing import TypeAlias

from flows.presses.channels import ChannelPress
from flows.presses.claims import ClaimDeskPress
from flows.presses.coupons import FundPress
from flows.presses.desk import CounterPress, ShopOpeningPress
from flows.presses.figures import FiguresPress
from flows.presses.files import FilePress
from flows.presses.follow import LetterPress
from flows.presses.goods import GoodsPress
from flows.presses.handover import PointPress
from flows.presses.hush import HushPress
from flows.presses.more import MorePress
from flows.presses.plan import PlanPress
from flows.presses.posters import DealPosterPress
from flows.presses.posts import PostsPress
from flows.presses.reading import ReadingPress
from flows.presses.roundup import RoundupPress

KeeperPress: TypeAlias = (
    CounterPress
    | ChannelPress
    | DealPosterPress
    | ClaimDeskPress
    | FiguresPress
    | FilePress
    | FundPress
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
