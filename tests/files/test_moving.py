"""Orders move while they are written into a table: each is in it once."""

from sqlalchemy import select

from flows.sheets.listing import ROWS
from groupbuys.fulfilment import fulfilling
from groupbuys.tables import purchase
from storage.transaction import Transaction
from tests.desk.packing import LANTERN, bought, buys
from tests.files.bureau import Bureau
from tests.files.test_exporting import column, keeps, many
from tests.flows.bazaar import Bazaar


def fulfilling_states(bureau: Bureau) -> dict[int, str]:
    """The states of all orders by their numbers."""
    wanted = select(purchase.c.id, purchase.c.state)
    return {row.id: row.state for row in bureau.shop.run(lambda tx: tx.all(wanted))}


async def test_orders_that_move_on_or_back_meanwhile_are_in_the_table_once(
    database_url: str,
) -> None:
    """Ana's, on the first page, was ticked by mistake and waits again; Bo's, on the second, is sent."""
    with Bazaar(database_url) as shop:
        bureau = Bureau(shop)
        bureau.worker = bureau.new_worker(gap=0)
        bo, ana = bureau.phones("Bo", "Ana")
        await buys(ana)
        first = bought(shop, ana)
        many(bureau, ROWS)
        await buys(bo)
        pat = await keeps(bureau)
        last = bought(shop, bo)
        shop.run(lambda tx: fulfilling.hand_out(tx, LANTERN, first.number or ""))

        def moves(tx: Transaction) -> None:
            fulfilling.take_in(tx, LANTERN, first.id)
            fulfilling.ship(tx, LANTERN, last.id)

        await pat.press("More")
        await pat.press("Export")
        bureau.messenger.after = lambda: shop.run(moves)
        await bureau.press(pat, "CSV")
        states = fulfilling_states(bureau)
        assert (states[first.id], states[last.id]) == ("placed", "shipped"), "moved meanwhile"
        buyers = column(bureau.files[-1], "Order")
        assert len(buyers) == ROWS + 2
        assert {first.number, last.number} <= set(buyers)
        assert column(bureau.files[-1], "State")[0] == "handed out", "as it was when it was read"
