"""Test cards: what each number does when a person pays with it."""

from dataclasses import dataclass
from enum import StrEnum


class Behaviour(StrEnum):
    """How the provider treats a card."""

    APPROVED = "approved"
    DECLINED = "declined"
    SLOW = "slow"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Card:
    """A test card; `label` says in English what it does."""

    number: str
    behaviour: Behaviour
    label: str


CARDS = (
    Card("4242424242424242", Behaviour.APPROVED, "Pays at once"),
    Card("4000000000000002", Behaviour.DECLINED, "Is declined"),
    Card("4000000000000077", Behaviour.SLOW, "Is approved slowly"),
    Card("4000000000000259", Behaviour.LATE, "Is approved; the bot hears of it late"),
)
STARS_CARD = Card("stars", Behaviour.APPROVED, "Telegram Stars")


def card_numbered(number: str) -> Card | None:
    """The test card with this number; blanks in it do not matter."""
    digits = number.replace(" ", "")
    return next((card for card in (*CARDS, STARS_CARD) if card.number == digits), None)
