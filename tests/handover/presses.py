"""A press of every kind that keepers have about where goods go."""

from flows.handover_presses import (
    ClearHours,
    ClosePointNow,
    EditPoint,
    ShowOrdersAt,
    ShowPoint,
    ToggleAsk,
)
from flows.keeper_presses import KeeperPress

OURS = 2
"""The number of the shop that a story opens."""

POINT_PRESSES: dict[type[KeeperPress], KeeperPress] = {
    ToggleAsk: ToggleAsk(OURS, "note"),
    ShowPoint: ShowPoint(OURS, 1),
    EditPoint: EditPoint(OURS, 1, "name"),
    ClearHours: ClearHours(OURS, 1),
    ClosePointNow: ClosePointNow(OURS, 1),
    ShowOrdersAt: ShowOrdersAt(OURS, 1),
}
