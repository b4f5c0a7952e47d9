"""Stock numbers of a file while group buys of the product are open: what they hold is neither sold twice nor lost."""

from functools import partial

from sqlalchemy import select

from catalog.tables import product, terms_price, variant
from groupbuys.buying import buy_alone
from groupbuys.closing import close_due
from groupbuys.holds import expire_due
from groupbuys.joining import join
from groupbuys.model import GroupState, Reason, Refused, Seated, ToPay, Wish
from groupbuys.opening import start
from groupbuys.paying import take
from payments.taking import Arrival
from people.meeting import Greeting, meet
from tests.catalog.market import SHELF, Market

UNCOUNTED = SHELF.replace("stock = 7\n", "\n")
TWO_SIZES = SHELF.replace('sku = "M-1"\n', "").replace(
    "stock = 7",
    """variants = [
  { options = { Size = "S" }, sku = "M-1", stock = 7 },
  { options = { Size = "L" }, sku = "M-2", stock = 5 },
]""",
)
BLUE = 'sku = "S-B", price = "19.90", stock = 10'


def person(market: Market, number: int) -> int:
    greeting = Greeting("telegram", number, f"Person {number}", None, "en", 1, number)
    return market.run(lambda tx: meet(tx, greeting).id)


def pay(market: Market, wish: Wish, who: int) -> Seated:
    assert isinstance(wish, ToPay), wish
    told = Arrival(wish.token, who, wish.amount, wish.token, "receipt", 1, "sandbox")
    seated = market.run(lambda tx: take(tx, told))
    assert isinstance(seated, Seated), seated
    return seated


def starts(market: Market, who: int, title: str, quantity: int = 1) -> Wish:
    """Give what comes of starting a group of the product's first variant."""
    page = market.page(title)
    deal, chosen = page.deal, page.variants[0]
    assert deal is not None
    return market.run(lambda tx: start(tx, who, deal.id, chosen.id, quantity))


def opened(market: Market, title: str, quantity: int = 1) -> Seated:
    """Give a group of three, opened and paid by one person."""
    who = person(market, 1)
    return pay(market, starts(market, who, title, quantity), who)


def books(market: Market, handle: str) -> tuple[int | None, list[int | None]]:
    """Give both books of a product as they are written, not as they are shown."""
    whole = select(product.c.free).where(product.c.handle == handle)
    each = (
        select(variant.c.free)
        .join(product)
        .where(product.c.handle == handle)
        .order_by(variant.c.id)
    )
    return market.run(lambda tx: (tx.value(whole), [row.free for row in tx.all(each)]))


def fail(market: Market) -> None:
    """Let every open group run out."""
    market.wind(hours=25)
    assert {closed.state for closed in market.run(close_due)} == {GroupState.FAILED}


def test_a_count_that_begins_leaves_out_what_open_groups_hold(market: Market) -> None:
    """Promise 12."""
    market.bring(UNCOUNTED)
    opened(market, "Enamel mug", quantity=2)
    market.bring(SHELF)
    assert books(market, "mug") == (3, [3])
    assert starts(market, person(market, 2), "Enamel mug", 2) == Refused(Reason.SOLD_OUT)
    fail(market)
    assert books(market, "mug") == (7, [7])


def test_a_count_that_stops_and_begins_again_leaves_it_out_too(shelf: Market) -> None:
    """Promise 12."""
    opened(shelf, "Enamel mug")
    for text in (UNCOUNTED, SHELF):
        shelf.bring(text)
    assert books(shelf, "mug") == (4, [4])
    fail(shelf)
    assert books(shelf, "mug") == (7, [7])


def test_a_count_that_begins_knows_which_variants_seats_and_unpaid_orders_hold(
    market: Market,
) -> None:
    """Promises 6, 11 and 12: the leader's seat, a joiner's, an order; one place that nobody chose yet."""
    market.bring(SHELF.replace(", stock = 10", "").replace(", stock = 4", ""))
    group = opened(market, "Cotton shirt", quantity=2).group
    _, red = market.page("Cotton shirt").variants
    bo, ana = person(market, 2), person(market, 3)
    assert isinstance(market.run(lambda tx: join(tx, bo, group.id, red.id, 1)), ToPay)
    assert isinstance(market.run(lambda tx: buy_alone(tx, ana, group.deal_id, red.id, 2)), ToPay)
    market.bring(SHELF)
    assert books(market, "shirt") == (14 - 2 - 1 - 2 - 1, [10 - 2, 4 - 1 - 2])
    market.wind(minutes=16)
    market.run(expire_due)
    assert books(market, "shirt") == (14 - 2 - 2, [8, 4])
    fail(market)
    assert books(market, "shirt") == (14, [10, 4])


def test_what_was_sold_before_counting_began_is_not_in_the_number(market: Market) -> None:
    market.bring(UNCOUNTED)
    group = opened(market, "Enamel mug").group
    mug = market.page("Enamel mug").variants[0]
    for who in (person(market, 2), person(market, 3)):
        pay(
            market,
            market.run(
                partial(join, person_id=who, group_buy_id=group.id, variant_id=mug.id, quantity=1)
            ),
            who,
        )
    market.bring(SHELF)
    assert books(market, "mug") == (7, [7])


def test_a_variant_that_comes_while_a_group_is_open_keeps_both_books_together(
    shelf: Market,
) -> None:
    """Promise 12, decision 4: all that the open group holds is of the one variant that it offers."""
    group = opened(shelf, "Enamel mug", quantity=2).group
    shelf.bring(TWO_SIZES)
    assert books(shelf, "mug") == (3 + 5, [3, 5])
    small, large = shelf.page("Enamel mug").variants
    bo, cy = person(shelf, 2), person(shelf, 3)
    assert shelf.run(lambda tx: join(tx, cy, group.id, large.id, 1)) == Refused(Reason.GONE)
    assert isinstance(shelf.run(lambda tx: join(tx, bo, group.id, small.id, 2)), ToPay)
    assert books(shelf, "mug") == (2 + 5, [2, 5])
    shelf.wind(minutes=16)
    shelf.run(expire_due)
    assert books(shelf, "mug") == (3 + 5, [3, 5])
    fail(shelf)
    assert books(shelf, "mug") == (7 + 5, [7, 5])


def test_a_group_that_offers_one_variant_alone_needs_all_of_its_units(shelf: Market) -> None:
    """Promise 12: what other variants have left does not help it."""
    red = '  { options = { Colour = "Red" }, sku = "S-R", price = "21.90", stock = 4 },\n'
    shelf.bring(SHELF.replace(red, "").replace(BLUE, BLUE.replace("10", "3")))
    assert starts(shelf, person(shelf, 2), "Cotton shirt", 2) == Refused(Reason.SOLD_OUT)
    opened(shelf, "Cotton shirt")
    shelf.bring(SHELF.replace(BLUE, BLUE.replace("10", "3")))
    assert books(shelf, "shirt") == (4, [0, 4])
    fail(shelf)
    assert books(shelf, "shirt") == (7, [3, 4])


def test_a_variant_that_leaves_uncounted_and_comes_back_counted_is_counted_whole(
    market: Market,
) -> None:
    """Promise 12: while it is away, what open groups hold of it is missing from what there is."""
    red = '  { options = { Colour = "Red" }, sku = "S-R", price = "21.90", stock = 4 },\n'
    market.bring(SHELF.replace(", stock = 10", "").replace(", stock = 4", ""))
    opened(market, "Cotton shirt", quantity=2)
    away = SHELF.replace(SHELF[SHELF.index('  { options = { Colour = "Blue"') :].split("\n")[0], "")
    market.bring(away)
    assert books(market, "shirt") == (4 - 2 - 2, [-2, 4])
    assert red in away
    market.bring(SHELF)
    assert books(market, "shirt") == (14 - 2 - 2, [8, 4])
    fail(market)
    assert books(market, "shirt") == (14, [10, 4])


def test_a_variant_that_is_not_counted_ends_the_count_of_its_product(shelf: Market) -> None:
    shelf.bring(TWO_SIZES.replace(", stock = 5", ""))
    assert books(shelf, "mug") == (None, [7, None])
    offered = select(terms_price.c.terms_id).where(
        terms_price.c.variant_id == shelf.page("Enamel mug").variants[1].id
    )
    assert shelf.run(lambda tx: tx.all(offered))
    opened(shelf, "Enamel mug")
    shelf.bring(TWO_SIZES)
    assert books(shelf, "mug") == (12 - 3, [6, 5])
