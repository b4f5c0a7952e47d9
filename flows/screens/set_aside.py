"""What money means before its group has closed: set aside or paid, the shop's once it succeeds, else back."""

from markupsafe import Markup

from flows.texts import Texts
from groupbuys.history import OrderLine
from groupbuys.model import SeatState
from payments.holds import is_only_held
from payments.model import MoneyState


def paid(t: Texts, line: OrderLine, of: MoneyState) -> Markup:
    """That something is paid; of a group that is still open, also what becomes of the money."""
    amount = t.money(of.amount)
    if line.state != SeatState.PAID:
        return t.gettext("{amount} is paid.", amount=amount)
    if is_only_held(of):
        return t.gettext(
            "{amount} is set aside. The shop gets it once the group succeeds; if the group fails, it goes back by "
            "itself.",
            amount=amount,
        )
    return t.gettext(
        "{amount} is paid. If the group fails, it goes back by itself.",
        amount=amount,
    )
