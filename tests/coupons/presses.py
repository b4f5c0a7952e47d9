"""A press of every kind about a shop's coupons."""

from flows.presses.coupons import (
    BeginFund,
    ChooseFundDeal,
    EditFund,
    NewFund,
    SetFund,
    ShowFund,
    ShowFunds,
    ShowMarked,
    StopGiving,
    TurnFund,
)
from flows.presses.keepers import KeeperPress

OURS = 2

FUND_PRESSES: dict[type[KeeperPress], KeeperPress] = {
    ShowFunds: ShowFunds(OURS),
    ShowFund: ShowFund(OURS, 1),
    NewFund: NewFund(OURS, 0),
    ChooseFundDeal: ChooseFundDeal(OURS),
    EditFund: EditFund(OURS, 1, "s"),
    BeginFund: BeginFund(OURS, 0, 300),
    SetFund: SetFund(OURS, 1, "s", 3),
    TurnFund: TurnFund(OURS, 1, 1),
    ShowMarked: ShowMarked(OURS),
    StopGiving: StopGiving(OURS, 1, 1),
}
