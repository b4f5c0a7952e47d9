"""Buttons of plans: when a deal is posted, how often and where."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class PlanPost:
    """Ask when a deal is to be posted."""

    shop_id: int
    deal_id: int


@dataclass(frozen=True, slots=True)
class PlanAt:
    """A deal is posted in that `minute` (counted since 1970), into all channels that are chosen, once."""

    shop_id: int
    deal_id: int
    minute: int


@dataclass(frozen=True, slots=True)
class ShowPlan:
    """One plan."""

    shop_id: int
    plan_id: int


@dataclass(frozen=True, slots=True)
class RepeatPlan:
    """How often: `how` as in groupbuys.channels.rhythm.Repeat."""

    shop_id: int
    plan_id: int
    how: str


@dataclass(frozen=True, slots=True)
class MovePlan:
    """Ask for another moment."""

    shop_id: int
    plan_id: int


@dataclass(frozen=True, slots=True)
class MovePlanTo:
    """It is posted in that `minute` (counted since 1970), and from there on as often as before."""

    shop_id: int
    plan_id: int
    minute: int


@dataclass(frozen=True, slots=True)
class ChoosePlace:
    """The channels that a plan can post into."""

    shop_id: int
    plan_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class PutPlan:
    """It posts into that channel alone, or (0) into all that are chosen then."""

    shop_id: int
    plan_id: int
    channel_id: int


@dataclass(frozen=True, slots=True)
class DropPlan:
    """It goes on no more."""

    shop_id: int
    plan_id: int


PlanPress: TypeAlias = (
    PlanPost
    | PlanAt
    | ShowPlan
    | RepeatPlan
    | MovePlan
    | MovePlanTo
    | ChoosePlace
    | PutPlan
    | DropPlan
)

PlanQuestion = PlanPost | MovePlan
"""Those that are answered by typing."""

TAGS: dict[str, type] = {
    "tpn": PlanPost,
    "tpa": PlanAt,
    "tps": ShowPlan,
    "tpr": RepeatPlan,
    "tpm": MovePlan,
    "tpt": MovePlanTo,
    "tpw": ChoosePlace,
    "tpp": PutPlan,
    "tpd": DropPlan,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (ShowPlan, ChoosePlace)
"""Those that only look around: such a turn takes no write lock."""
