"""Who works in a shop, and who may do what there."""

from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from sqlalchemy import select

from catalog.keeping import staff
from catalog.keeping.promise_tables import ship_promise
from catalog.keeping.roles import MAY, Action, Role
from catalog.keeping.tables import pickup_point, staff_invite
from catalog.keeping.tables import staff as engaged
from flows.desk.rights import ACTIONS
from flows.presses.channels import (
    AddChannel,
    AskRemoveChannel,
    ConnectChat,
    RemoveChannel,
    ShowChannels,
)
from flows.presses.claims import (
    CallForShop,
    OfferClaim,
    RefundClaim,
    ReplyClaim,
    SetShipDays,
    ShowClaims,
    ShowShipDays,
    ShowShopClaim,
    ShowShopPhoto,
)
from flows.presses.every import (
    WIRE,
    CallOff,
    ClearField,
    ClosePoint,
    Dismiss,
    DropDraft,
    FillField,
    HandOut,
    InviteStaff,
    KeeperPress,
    NamePoint,
    NewDeal,
    PublishDeal,
    SetHandover,
    ShipBare,
    ShipOrder,
    ShowDeal,
    ShowDeals,
    ShowDesk,
    ShowPoints,
    ShowShopOrder,
    ShowShopOrders,
    ShowStaff,
    TurnDeal,
)
from flows.presses.figures import (
    ChooseAccent,
    ReadCharts,
    ShowAccents,
    ShowAdvice,
    ShowFigures,
)
from flows.presses.files import (
    BringIn,
    ExportDeals,
    ExportOrders,
    LeaveFile,
    ReadInto,
    ShowDealExport,
    ShowOrderExport,
)
from flows.presses.follow import SendLetter, WriteToBuyers
from flows.presses.hush import SetHush, ShowHush
from flows.presses.more import ShowMore, ShowRareFields
from flows.presses.posters import AskDealPoster, PlainDealPoster
from flows.presses.posts import (
    ChooseChannel,
    PickChannel,
    PostDeal,
    ShowPicks,
    ShowPosts,
    TakeDown,
)
from flows.presses.reading import ReadAgain
from flows.presses.roundup import (
    AskRoundupHour,
    PickRoundup,
    PostRoundup,
    SetRoundup,
    ShowRoundup,
)
from groupbuys.claims.tables import claim
from groupbuys.tables import purchase
from tests.coupons.presses import FUND_PRESSES
from tests.desk.test_opening import opens_shop
from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me
from tests.handover.presses import POINT_PRESSES
from tests.posts.presses import PLAN_PRESSES
from tests.stock.presses import GOODS_PRESSES

ROOT = Path(__file__).parents[2]
OURS = 2
"""The number of the shop that a story opens: the bazaar has one already."""

EACH: dict[type[KeeperPress], KeeperPress] = {
    ShowDesk: ShowDesk(OURS),
    ShowMore: ShowMore(OURS),
    ShowRareFields: ShowRareFields(OURS),
    ShowStaff: ShowStaff(OURS),
    InviteStaff: InviteStaff(OURS, "packer"),
    Dismiss: Dismiss(OURS, 1),
    ShowPoints: ShowPoints(OURS),
    NamePoint: NamePoint(OURS),
    ClosePoint: ClosePoint(OURS, 1),
    SetHandover: SetHandover(OURS, "delivery"),
    NewDeal: NewDeal(OURS),
    FillField: FillField(OURS, "title"),
    ClearField: ClearField(OURS, "stock"),
    PublishDeal: PublishDeal(OURS),
    DropDraft: DropDraft(OURS),
    ShowDeals: ShowDeals(OURS),
    ShowDeal: ShowDeal(OURS, 1),
    TurnDeal: TurnDeal(OURS, 1, "end"),
    CallOff: CallOff(OURS, 1),
    ShowShopOrders: ShowShopOrders(OURS),
    ShowShopOrder: ShowShopOrder(OURS, 1),
    ShipOrder: ShipOrder(OURS, 1),
    ShipBare: ShipBare(OURS, 1),
    HandOut: HandOut(OURS),
    ShowClaims: ShowClaims(OURS),
    ShowShopClaim: ShowShopClaim(OURS, 1),
    ShowShopPhoto: ShowShopPhoto(OURS, 1),
    ReplyClaim: ReplyClaim(OURS, 1),
    OfferClaim: OfferClaim(OURS, 1, "x"),
    RefundClaim: RefundClaim(OURS, 1, 1),
    CallForShop: CallForShop(OURS, 1),
    ShowShipDays: ShowShipDays(OURS),
    SetShipDays: SetShipDays(OURS, 5),
    BringIn: BringIn(OURS, 1),
    ReadAgain: ReadAgain(OURS),
    ReadInto: ReadInto(OURS, 1),
    LeaveFile: LeaveFile(OURS, 1),
    ShowFigures: ShowFigures(OURS),
    ShowAdvice: ShowAdvice(OURS),
    ReadCharts: ReadCharts(OURS, 1, "s", 30),
    ShowAccents: ShowAccents(OURS),
    ChooseAccent: ChooseAccent(OURS, "teal"),
    ShowChannels: ShowChannels(OURS),
    AddChannel: AddChannel(OURS, "c"),
    AskRemoveChannel: AskRemoveChannel(OURS, 1),
    RemoveChannel: RemoveChannel(OURS, 1),
    ConnectChat: ConnectChat(OURS, 1),
    ShowHush: ShowHush(OURS),
    SetHush: SetHush(OURS, 21, 9, "wait"),
    WriteToBuyers: WriteToBuyers(OURS, 1),
    SendLetter: SendLetter(OURS, 1),
    ShowOrderExport: ShowOrderExport(OURS),
    ShowDealExport: ShowDealExport(OURS),
    ExportOrders: ExportOrders(OURS, "m", "", "csv"),
    ExportDeals: ExportDeals(OURS, "a", "xlsx"),
    ShowPicks: ShowPicks(OURS),
    PickChannel: PickChannel(OURS, 1, 0),
    ShowPosts: ShowPosts(OURS, 1),
    ChooseChannel: ChooseChannel(OURS, 1),
    PostDeal: PostDeal(OURS, 1, 1),
    TakeDown: TakeDown(OURS, 1),
    AskDealPoster: AskDealPoster(OURS, 1),
    PlainDealPoster: PlainDealPoster(OURS, 1),
    ShowRoundup: ShowRoundup(OURS),
    SetRoundup: SetRoundup(OURS, 1080),
    AskRoundupHour: AskRoundupHour(OURS),
    PickRoundup: PickRoundup(OURS, 1, 0),
    PostRoundup: PostRoundup(OURS),
    **PLAN_PRESSES,
    **FUND_PRESSES,
    **POINT_PRESSES,
    **GOODS_PRESSES,
}
"""A press of every kind on the keepers' side."""


async def link_for(owner: Phone, label: str) -> str:
    """The payload of a fresh staff link."""
    await owner.command("shop")
    await owner.press("More")
    await owner.press("Staff")
    await owner.press(label)
    _, button = owner.find("Send the link")
    assert button.kind == "share"
    return button.address.partition("/")[2]


async def test_a_link_makes_one_person_a_colleague(database_url: str) -> None:
    with Bazaar(database_url) as shop:
        mei, bo, ana = shop.phones("Mei", "Bo", "Ana")
        await opens_shop(mei)
        token = await link_for(mei, "Invite a packer")
        await bo.start(token)
        assert "You pack for this shop" in bo.last.text
        await ana.start(token)
        assert "used before or is too old" in ana.last.text
        await mei.command("shop")
        await mei.press("More")
        await mei.press("Staff")
        assert "Bo: packer" in mei.last.text
        await mei.press("Dismiss Bo")
        assert "Bo" not in mei.last.text
        await bo.wire(WIRE.encode(ShowDesk(OURS)))
        assert "not yours to do" in bo.last.text


async def test_a_link_is_good_for_a_week_and_nobody_falls_by_one(sqlite_url: str) -> None:
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens_shop(mei)
        old = await link_for(mei, "Invite a manager")
        shop.wind(days=7, seconds=1)
        await bo.start(old)
        assert "too old" in bo.last.text
        lower = await link_for(mei, "Invite a packer")
        await mei.start(lower)
        assert "You own this shop" in mei.last.text
        await bo.start(lower)
        assert "You pack for this shop" in bo.last.text
        await bo.start(await link_for(mei, "Invite a manager"))
        assert "You manage this shop" in bo.last.text


def test_every_button_of_the_keepers_side_has_its_right() -> None:
    assert set(ACTIONS) == set(get_args(KeeperPress)) == set(EACH)


def test_every_action_is_somebodys() -> None:
    assert set(Action) == set().union(*MAY.values())


def test_the_docs_say_who_may_do_what() -> None:
    """The table in docs/keeping-a-shop.md, read back."""
    lines = (ROOT / "docs/keeping-a-shop.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if line[:1] == "|"]
    head, _, *actions = rows
    said = {
        Role(role): frozenset(
            Action(row[0].partition(":")[0]) for row in actions if row[column] == "yes"
        )
        for column, role in enumerate(head)
        if column
    }
    assert said == MAY


@pytest.mark.parametrize(
    ("kind", "role"), [(kind, role) for kind, role in product(EACH, [*Role, None, "elsewhere"])]
)
async def test_nobody_does_what_their_role_may_not(
    sqlite_url: str, kind: type[KeeperPress], role: Role | str | None
) -> None:
    """All buttons by all roles, of a stranger, and of the owner of another shop."""
    with Bazaar(sqlite_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        await opens_shop(mei)
        await bo.start()
        if role == "elsewhere":
            await opens_shop(bo, "Another")
        elif isinstance(role, Role):
            number = me(shop, bo)
            shop.run(lambda tx: staff.engage(tx, OURS, number, role))
        before = books(shop)
        await bo.wire(WIRE.encode(EACH[kind]))
        refused = "not yours to do" in bo.last.text
        may = isinstance(role, Role) and ACTIONS[kind] in MAY[role]
        assert refused is not may
        if refused:
            assert books(shop) == before, "and nothing was written"


def books(shop: Bazaar) -> list[object]:
    """What the keepers' side writes."""
    return [
        shop.run(lambda tx: list(tx.all(select(table))))  # noqa: B023  run at once
        for table in (engaged, staff_invite, pickup_point, purchase, ship_promise, claim)
    ]
