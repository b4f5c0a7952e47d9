"""Buttons of posts: into which channels deals go, and what stands there."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowPicks:
    """Into which channels new deals are posted, a page of them."""

    shop_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class PickChannel:
    """New deals are posted into a channel (`wanted` 1) or not; `page` -1: said on the draft's form."""

    shop_id: int
    channel_id: int
    wanted: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowPosts:
    """Where a deal is posted, and what each post has brought."""

    shop_id: int
    deal_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ChooseChannel:
    """The channels into which a deal can be posted."""

    shop_id: int
    deal_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class PostDeal:
    """A deal is posted into that channel, also once more."""

    shop_id: int
    deal_id: int
    channel_id: int


@dataclass(frozen=True, slots=True)
class TakeDown:
    """A post is deleted from its channel."""

    shop_id: int
    post_id: int


PostsPress: TypeAlias = ShowPicks | PickChannel | ShowPosts | ChooseChannel | PostDeal | TakeDown

TAGS: dict[str, type] = {
    "pok": ShowPicks,
    "poc": PickChannel,
    "pos": ShowPosts,
    "poh": ChooseChannel,
    "pod": PostDeal,
    "pot": TakeDown,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowPicks, ShowPosts, ChooseChannel)
"""Those that only look around."""
