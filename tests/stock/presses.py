"""A press of every kind about goods, for the stories of who may do what."""

from flows.presses.counter import (
    HandOutAt,
    HandOutNow,
    PasteParcels,
    SetPacked,
    ShowTicks,
    ShowToFetch,
    TakeIn,
)
from flows.presses.editing import (
    DropEdit,
    EditDeal,
    EditField,
    EditPrices,
    EmptyField,
    SaveDeal,
)
from flows.presses.every import KeeperPress
from flows.presses.goods import GoodsPress
from flows.presses.stock import (
    AddUnits,
    CountUnits,
    Restock,
    ShowCount,
    ShowStock,
    StopCounting,
    WarnBelow,
)

_OURS = 2
"""The number of the shop that a story opens."""

GOODS_PRESSES: dict[type[KeeperPress], GoodsPress] = {
    ShowToFetch: ShowToFetch(_OURS),
    ShowTicks: ShowTicks(_OURS),
    SetPacked: SetPacked(_OURS, 1, 1, 0),
    HandOutAt: HandOutAt(_OURS, 0),
    HandOutNow: HandOutNow(_OURS, 1),
    TakeIn: TakeIn(_OURS, 1),
    PasteParcels: PasteParcels(_OURS),
    EditDeal: EditDeal(_OURS, 1),
    EditField: EditField(_OURS, 1, "solo", 0),
    EmptyField: EmptyField(_OURS, 1, "limit"),
    EditPrices: EditPrices(_OURS, 1),
    SaveDeal: SaveDeal(_OURS, 1),
    DropEdit: DropEdit(_OURS, 1),
    ShowStock: ShowStock(_OURS),
    ShowCount: ShowCount(_OURS, 1),
    Restock: Restock(_OURS, 1),
    AddUnits: AddUnits(_OURS, 1, 5, 0),
    CountUnits: CountUnits(_OURS, 1, 5, 0),
    StopCounting: StopCounting(_OURS, 1),
    WarnBelow: WarnBelow(_OURS),
}
"""Each about that shop."""
