"""A press of every kind that keepers have about where goods go."""

from flows.presses.handover import (
    ClearHours,
    ClosePointNow,
    EditPoint,
    ShowOrdersAt,
    ShowPoint,
    ToggleAsk,
)
from flows.presses.keepers import KeeperPress

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
