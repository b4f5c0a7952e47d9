"""Buttons about the channels and groups that a shop posts into."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowChannels:
    """Where a shop posts its deals."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class AddChannel:
    """Pick one more with a native button: a "c" channel or a "g" group."""

    shop_id: int
    how: str


@dataclass(frozen=True, slots=True)
class AskRemoveChannel:
    """Ask whether a shop is to post there no more."""

    shop_id: int
    channel_id: int


@dataclass(frozen=True, slots=True)
class RemoveChannel:
    """A shop posts there no more."""

    shop_id: int
    channel_id: int


@dataclass(frozen=True, slots=True)
class ConnectChat:
    """A shop posts into the chat of this standing from now on: the presser brought the bot in there."""

    shop_id: int
    standing_id: int


ChannelPress: TypeAlias = ShowChannels | AddChannel | AskRemoveChannel | RemoveChannel | ConnectChat

TAGS: dict[str, type] = {
    "chs": ShowChannels,
    "cha": AddChannel,
    "chq": AskRemoveChannel,
    "chx": RemoveChannel,
    "chc": ConnectChat,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowChannels, AskRemoveChannel)
"""Those that only look around: such a turn takes no write lock."""
