"""What a message looks like: its words, its picture and its buttons, as any messenger's adapter can render them."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

START_LINK = "kaituan:start/"
"""Stands in texts and addresses for the bot's own deep link; an adapter puts its own in its place.

"kaituan:start/TOKEN" becomes "https://t.me/<bot>?start=TOKEN".
"""

GROUP_LINK = "kaituan:startgroup/"
"""Stands in addresses of buttons for the link that brings the bot into a group chat, where it is told the token.

"kaituan:startgroup/TOKEN" becomes "https://t.me/<bot>?startgroup=TOKEN".
"""

PAY_LINK = "kaituan:pay/"
"""Stands in addresses of buttons for the page on which an invoice is paid; an adapter puts its own server in its place.

"kaituan:pay/TOKEN" becomes "https://shop.example/pay/TOKEN".
"""

Style: TypeAlias = Literal["plain", "primary", "success", "danger"]


@dataclass(frozen=True, slots=True)
class PressButton:
    """A button that comes back to us as an event; `wire` is an encoded press."""

    label: str
    wire: str
    style: Style = "plain"
    kind: Literal["press"] = "press"


@dataclass(frozen=True, slots=True)
class LinkButton:
    """A button that opens an address (which may be a START_LINK, a GROUP_LINK or a PAY_LINK)."""

    label: str
    address: str
    kind: Literal["link"] = "link"


@dataclass(frozen=True, slots=True)
class ShareButton:
    """A button that lets the reader pick a chat and pass `address` on with a few words.

    `query`: where the bot has inline mode, the reader drops what it offers to these words instead; "" for what has no
    card.
    """

    label: str
    address: str
    text: str
    query: str = ""
    kind: Literal["share"] = "share"


@dataclass(frozen=True, slots=True)
class CopyButton:
    """A button that puts `text` (at most 256 characters; it may be a START_LINK) where the reader can paste it."""

    label: str
    text: str
    kind: Literal["copy"] = "copy"


Button: TypeAlias = PressButton | LinkButton | ShareButton | CopyButton


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its `source`.

    An http(s) address, passed on and never fetched; "file:" and a path; "telegram:" and the number that Telegram
    gave it for this bot; or "chart:", "code:" or "poster:" and what to draw (source in charts.values, charts.codes,
    charts.posters), which is done once the turn is committed. A code may lead to a START_LINK.
    """

    source: str


@dataclass(frozen=True, slots=True)
class Asks:
    """What a message asks for: to pay a seat ("s") or a solo purchase ("o", no group: 0), or to take a gift ("g")."""

    what: str
    id: int
    group_buy_id: int = 0


@dataclass(frozen=True, slots=True)
class Screen:
    """A message's whole face. `text` is markup in the HTML subset of Telegram, already escaped.

    `card_of`: the group buy whose card this is, with the `card_version` it shows and the person that it speaks to
    (`card_for`, our number); it is then kept up to date.

    `hangs`: the hanging (see groupbuys.chats) whose card this is in a group chat, or (`lists`) whose list.

    `asks`: it asks to pay for that, and is put right once there is nothing to pay.
    """

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()
    picture: Picture | None = None
    card_of: int | None = None
    card_version: int = 0
    card_for: int = 0
    hangs: int = 0
    lists: bool = False
    asks: Asks | None = None
