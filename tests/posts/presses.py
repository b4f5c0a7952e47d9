"""A press of every kind about plans."""

from flows.presses.keepers import KeeperPress
from flows.presses.plan import (
    ChoosePlace,
    DropPlan,
    MovePlan,
    MovePlanTo,
    PlanAt,
    PlanPost,
    PutPlan,
    RepeatPlan,
    ShowPlan,
)

OURS = 2

PLAN_PRESSES: dict[type[KeeperPress], KeeperPress] = {
    PlanPost: PlanPost(OURS, 1),
    PlanAt: PlanAt(OURS, 1, 29_540_000),
    ShowPlan: ShowPlan(OURS, 1),
    RepeatPlan: RepeatPlan(OURS, 1, "daily"),
    MovePlan: MovePlan(OURS, 1),
    MovePlanTo: MovePlanTo(OURS, 1, 29_540_000),
    ChoosePlace: ChoosePlace(OURS, 1),
    PutPlan: PutPlan(OURS, 1, 1),
    DropPlan: DropPlan(OURS, 1),
}
