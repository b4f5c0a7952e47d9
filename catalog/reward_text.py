"""A leader's reward as people type it: "free seat", "3%" or an amount."""

from babel.numbers import get_currency_precision

from catalog.importers.prices import read_price
from catalog.leader_reward import MOST_SHARE, LeaderReward, RewardKind
from catalog.pricing import hundredths
from catalog.terms_text import read_percent
from catalog.typed import Misread, plain

_FREE = frozenset(
    {"free seat", "free place", "free_seat", "free", "免单", "免單", "团长免单", "團長免單"}
)
_LONGEST = 40


def read_leader_reward(text: str, currency: str) -> LeaderReward | Misread:
    """The reward that was typed; an amount is in this ISO 4217 currency."""
    typed = plain(text).strip().casefold() if len(text) <= _LONGEST else ""
    if typed in _FREE:
        return LeaderReward(RewardKind.FREE_SEAT)
    amount = "5" if get_currency_precision(currency) == 0 else "5.00"
    wanted = Misread(f'"free seat", a share such as "3%" (at most 50%), or an amount as "{amount}"')
    if "%" in typed:
        share = read_percent(typed)
        value = 0 if isinstance(share, Misread) else hundredths(share)
        return LeaderReward(RewardKind.SHARE, value) if 0 < value <= MOST_SHARE else wanted
    price = read_price(typed, currency) if typed else wanted
    return wanted if isinstance(price, Misread) else LeaderReward(RewardKind.FIXED, price.minor)
