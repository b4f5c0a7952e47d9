"""Buttons about the reader's own affairs: groups, orders, language, quiet."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowMine:
    """My groups."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class LetInviteGo:
    """Offer me the invitation into that group buy no more."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class ShowOrders:
    """My orders and refunds."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowOrder:
    """One order, or one seat's money (`what` is "o" or "s")."""

    what: str
    id: int


@dataclass(frozen=True, slots=True)
class ShowLanguages:
    """Choose a language."""


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Read in that language ("en", "zh_Hans", "zh_Hant")."""

    language: str


@dataclass(frozen=True, slots=True)
class ShowQuiet:
    """Reminders and quiet hours."""


@dataclass(frozen=True, slots=True)
class Mute:
    """Reminders off (1) or on (0): of one group buy, or (0) of all."""

    group_buy_id: int
    off: int


@dataclass(frozen=True, slots=True)
class SetQuiet:
    """Quiet hours from and to, whole hours; the same twice means none."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ShowZones:
    """Choose a time zone, or type a place; `page` of the list."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class SetZone:
    """Live by that IANA time zone."""

    zone: str


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """What one can do here."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """A label that looks like a button (a page number)."""


@dataclass(frozen=True, slots=True)
class Anew:
    """Another press, kept in `wire`, whose answer is a new message: the pressed one stays as it is.

    Cards, news and receipts have only such buttons.
    """

    wire: str


@dataclass(frozen=True, slots=True)
class OpenLink:
    """Follow a link of ours right here; `token` is what it carries, as behind /start."""

    token: str


OwnPress: TypeAlias = (
    ShowMine
    | LetInviteGo
    | ShowOrders
    | ShowOrder
    | ShowLanguages
    | SetLanguage
    | ShowQuiet
    | Mute
    | SetQuiet
    | ShowZones
    | SetZone
    | ShowHelp
    | Nothing
    | OpenLink
    | Anew
)
"""What concerns the reader alone, and the wrapping of presses."""

TAGS: dict[str, type] = {
    "m": ShowMine,
    "lig": LetInviteGo,
    "os": ShowOrders,
    "o": ShowOrder,
    "la": ShowLanguages,
    "sl": SetLanguage,
    "qu": ShowQuiet,
    "mu": Mute,
    "sq": SetQuiet,
    "zs": ShowZones,
    "z": SetZone,
    "?": ShowHelp,
    "-": Nothing,
    "lnk": OpenLink,
    "n": Anew,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (
    Nothing,
    ShowHelp,
    ShowLanguages,
    ShowMine,
    ShowOrder,
    ShowOrders,
    ShowQuiet,
)
"""Those that only look around: such a turn takes no write lock."""
