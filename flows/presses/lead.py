"""Buttons of the leader of a group buy: who is in it and how they came, ready texts, more time, another leader."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class ShowLed:
    """The group buys that the reader leads."""

    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowLead:
    """What the leader of this group buy can do."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class ShowRoster:
    """Who is in it."""

    group_buy_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowCame:
    """Which ways people came."""

    group_buy_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowReadyTexts:
    """Ready texts, one for each kind of chat."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class ShowHandOut:
    """Who gets what, once it succeeded."""

    group_buy_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class SendHandOut:
    """The same as a file."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class ShowExtend:
    """Whether to extend it."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class ExtendGroup:
    """Extend it, once."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class ShowHeirs:
    """Who could lead it instead."""

    group_buy_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OfferLead:
    """Ask this member to lead it."""

    group_buy_id: int
    person_id: int


@dataclass(frozen=True, slots=True)
class KeepLead:
    """Lead on after all."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class TakeLead:
    """Say yes to leading it."""

    offer_id: int


@dataclass(frozen=True, slots=True)
class RefuseLead:
    """Say no to leading it."""

    offer_id: int


@dataclass(frozen=True, slots=True)
class Listen:
    """The leader may remind the reader of this group buy once (1), or not (0)."""

    group_buy_id: int
    on: int
    back: str = ""


@dataclass(frozen=True, slots=True)
class Remind:
    """Remind those who agreed to it, once."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class ShowOthers:
    """Other group buys of the deal that could go on in this one."""

    group_buy_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class OfferMerge:
    """Ask the leader of the other one to go on in this one."""

    group_buy_id: int
    other_id: int


@dataclass(frozen=True, slots=True)
class CallMergeBack:
    """Ask no more."""

    group_buy_id: int


@dataclass(frozen=True, slots=True)
class TakeMerge:
    """Say yes: go on in the group buy of who asked."""

    offer_id: int


@dataclass(frozen=True, slots=True)
class RefuseMerge:
    """Say no to it."""

    offer_id: int


MergePress: TypeAlias = ShowOthers | OfferMerge | CallMergeBack
LeaderPress: TypeAlias = (
    ShowLead
    | ShowRoster
    | ShowCame
    | ShowReadyTexts
    | ShowHandOut
    | SendHandOut
    | ShowExtend
    | ExtendGroup
    | ShowHeirs
    | OfferLead
    | KeepLead
    | Remind
    | MergePress
)
"""What is for the leader of a group buy; whether the presser leads it is asked at the press."""

LeadPress: TypeAlias = (
    ShowLed | LeaderPress | TakeLead | RefuseLead | Listen | TakeMerge | RefuseMerge
)
"""The same, with what everybody may press."""

TAGS: dict[str, type] = {
    "lds": ShowLed,
    "ld": ShowLead,
    "ldr": ShowRoster,
    "ldc": ShowCame,
    "ldt": ShowReadyTexts,
    "ldl": ShowHandOut,
    "ldf": SendHandOut,
    "lde": ShowExtend,
    "ldx": ExtendGroup,
    "ldh": ShowHeirs,
    "ldo": OfferLead,
    "ldk": KeepLead,
    "lda": TakeLead,
    "ldn": RefuseLead,
    "lsn": Listen,
    "ldg": Remind,
    "ldm": ShowOthers,
    "lmo": OfferMerge,
    "lmb": CallMergeBack,
    "lmy": TakeMerge,
    "lmn": RefuseMerge,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (
    ShowLed,
    ShowLead,
    ShowRoster,
    ShowCame,
    ShowReadyTexts,
    ShowHandOut,
    ShowExtend,
    ShowHeirs,
    ShowOthers,
)
"""Those that only look around: such a turn takes no write lock."""
