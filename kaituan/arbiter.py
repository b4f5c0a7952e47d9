"""What the operator does about claims from the command line: reads them, and decides for buyer or shop."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from catalog.importers.prices import read_price
from catalog.money import Money
from catalog.typed import Misread
from flows.money_text import money_text
from groupbuys.claims import buying, deciding, looking
from groupbuys.claims.books import by_id
from groupbuys.claims.model import Claim, ClaimState, Declined, NoClaim, Outcome
from groupbuys.claims.rules import LONGEST_WORDS
from groupbuys.model import ORDERED
from kaituan.books import there
from kaituan.post import printable
from kaituan.trouble import Trouble
from storage.transaction import Transaction

_WIDE = 120
"""Columns where nobody says how many there are."""
_ECHO = 40
"""Characters of what was typed that are said back."""


def claim_rows(tx: Transaction) -> list[tuple[str, ...]]:
    """Each open claim: number, order, shop, buyer, what is wrong, where it stands, and what was said of late."""
    return [
        (
            str(one.claim.id),
            one.number,
            str(one.claim.shop_id),
            one.buyer,
            one.claim.wrong.value,
            _stands(one.claim),
            _said(tx, one.claim),
        )
        for one in looking.all_open(tx)
    ]


def list_claims(database: str | None) -> None:
    """Print the open claims, the oldest first. Raises Trouble where the books cannot be opened."""
    with there(database) as books:
        rows = books.run_now(claim_rows)
    table = Table("claim", "order", "shop", "buyer", "wrong", "waits for", "said", box=None)
    for row in rows:
        table.add_row(*(Text(printable(cell)) for cell in row))
    console = Console()
    (console if console.is_terminal else Console(width=_WIDE)).print(table)


def decide(database: str | None, claim_id: int, winner: str, why: str, amount: str | None) -> str:
    """Decide an open claim for the "buyer" (all of the money, or `amount`) or the "shop"; says so. Raises Trouble."""

    def turn(tx: Transaction) -> str:
        of = by_id(tx, claim_id)
        if of is None:
            raise Trouble(
                f"There is no claim {claim_id}: kaituan claims lists those that are open."
            )
        return _decided(tx, of, winner, why.strip(), amount)

    if len(why) > LONGEST_WORDS:
        raise Trouble(f"The reason is too long: at most {LONGEST_WORDS} characters.")
    with there(database) as books:
        return books.run_now(turn)


def _decided(tx: Transaction, of: Claim, winner: str, why: str, amount: str | None) -> str:
    if winner == "shop" and amount is not None:
        raise Trouble("An amount goes back to the buyer: decide for the buyer.")
    left = _left(tx, of)
    if winner == "shop":
        answer = deciding.for_shop(tx, of.id, why)
    else:
        answer = deciding.for_buyer(tx, of.id, why, _some(of, amount, left))
    if isinstance(answer, Declined):
        raise Trouble(_refusal(of, answer.why, left))
    return f"{_ended(answer.claim)} Both are told why."


def _left(tx: Transaction, of: Claim) -> Money | None:
    """What can still go back of its order's money; None where none went through us."""
    order = buying.bought(tx, of.order_id)
    if order is None or order.left is None or order.state in set(ORDERED):
        return None if order is None else order.left
    return Money(0, order.left.currency)


def _some(of: Claim, amount: str | None, left: Money | None) -> Money | None:
    """The amount that was typed; None for all of it."""
    if amount is None:
        return None
    read = read_price(amount, of.amount.currency)
    if isinstance(read, Misread):
        raise Trouble(f"{amount[:_ECHO]!r} is not {read.expected}. {_most(of, left)}")
    return None if read == left else read


def _most(of: Claim, left: Money | None) -> str:
    """What `--amount` may be at most."""
    if left is None:
        return f"No money of claim {of.id} went through us: decide it without --amount."
    if not left.minor:
        return f"Nothing is left of the money of claim {of.id}: decide it without --amount."
    most = money_text(left, "en")
    return f"At most {most} is left of the money of claim {of.id}; without --amount all of it goes back."


def _refusal(of: Claim, why: NoClaim, left: Money | None) -> str:
    if why is NoClaim.CLOSED:
        return f"Claim {of.id} is closed: kaituan claims lists those that are open."
    return _most(of, left)


def _ended(of: Claim) -> str:
    match of.outcome:
        case Outcome.PART | Outcome.FULL:
            return f"Claim {of.id}: {money_text(of.amount, 'en')} goes back to the buyer."
        case Outcome.SHOP:
            return f"Claim {of.id} is decided for the shop: no money goes back."
        case Outcome.SETTLED:
            return f"Claim {of.id} is closed: its order was paid back before."
        case _:
            return f"Claim {of.id} is decided for the buyer; no money had gone through us."


def _stands(of: Claim) -> str:
    if of.state is ClaimState.OPERATOR:
        return "you"
    who = "shop" if of.state in {ClaimState.SHOP, ClaimState.COMING} else "buyer"
    return who if of.due_at is None else f"{who}, until {of.due_at:%Y-%m-%d %H:%M} UTC"


def _said(tx: Transaction, of: Claim) -> str:
    """The newest words of each step, the oldest first."""
    steps = reversed(looking.steps(tx, of, 0, 6))
    return " / ".join(f"{one.side}: {one.words}" for one in steps if one.words)
