"""Buttons of after-sales: a buyer's claim about an order, and what a shop answers to it."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class AskClaim:
    """Something is wrong with an order: choose what."""

    order_id: int


@dataclass(frozen=True, slots=True)
class BeginClaim:
    """That is wrong with it: say it in words, with photos."""

    order_id: int
    wrong: str


@dataclass(frozen=True, slots=True)
class FileClaim:
    """Done: send the words and photos so far to the shop."""

    order_id: int
    wrong: str


@dataclass(frozen=True, slots=True)
class ShowClaim:
    """A claim of the reader's own; `page` of its history, 0 the newest."""

    claim_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowClaimPhoto:
    """A photo of a claim of the reader's own."""

    claim_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class TakeOffer:
    """Take what was offered in that step."""

    claim_id: int
    offer_id: int


@dataclass(frozen=True, slots=True)
class AnswerClaim:
    """Type an answer to the shop, or send a photo."""

    claim_id: int


@dataclass(frozen=True, slots=True)
class CallOperator:
    """Let whoever runs the house decide."""

    claim_id: int


@dataclass(frozen=True, slots=True)
class SendBack:
    """It is on its way back to the shop."""

    claim_id: int


@dataclass(frozen=True, slots=True)
class DropClaim:
    """Nothing more is wanted; asks first where not `sure` (1)."""

    claim_id: int
    sure: int = 0


@dataclass(frozen=True, slots=True)
class ShowClaims:
    """The open claims against a shop."""

    shop_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowShopClaim:
    """One claim as the shop's keepers see it; `page` of its history, 0 the newest."""

    shop_id: int
    claim_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ShowShopPhoto:
    """A photo of a claim, for the shop's keepers."""

    shop_id: int
    claim_id: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class ReplyClaim:
    """Type an answer to the buyer, or send a photo."""

    shop_id: int
    claim_id: int


@dataclass(frozen=True, slots=True)
class OfferClaim:
    """Offer "p" some of the money or "r" a return, both typed, or "x" a replacement."""

    shop_id: int
    claim_id: int
    how: str


@dataclass(frozen=True, slots=True)
class RefundClaim:
    """Give all of the money back; asks first where not `sure` (1)."""

    shop_id: int
    claim_id: int
    sure: int = 0


@dataclass(frozen=True, slots=True)
class CallForShop:
    """What was to be sent back did not come whole: let whoever runs the house decide."""

    shop_id: int
    claim_id: int


@dataclass(frozen=True, slots=True)
class ShowShipDays:
    """Within how many days a shop promises to send."""

    shop_id: int


@dataclass(frozen=True, slots=True)
class SetShipDays:
    """Promise that from now on."""

    shop_id: int
    days: int


ClaimPress: TypeAlias = (
    AskClaim
    | BeginClaim
    | FileClaim
    | ShowClaim
    | ShowClaimPhoto
    | TakeOffer
    | AnswerClaim
    | CallOperator
    | SendBack
    | DropClaim
)
"""What a buyer presses about an order of theirs."""

ClaimDeskPress: TypeAlias = (
    ShowClaims
    | ShowShopClaim
    | ShowShopPhoto
    | ReplyClaim
    | OfferClaim
    | RefundClaim
    | CallForShop
    | ShowShipDays
    | SetShipDays
)
"""What a shop's keepers press about claims, and about what their shop promises."""

ClaimQuestion: TypeAlias = BeginClaim | AnswerClaim
ClaimDeskQuestion: TypeAlias = ReplyClaim | OfferClaim
"""Those that are answered by typing, or by a photo."""

TAGS: dict[str, type] = {
    "ka": AskClaim,
    "kb": BeginClaim,
    "kf": FileClaim,
    "ks": ShowClaim,
    "kp": ShowClaimPhoto,
    "kt": TakeOffer,
    "kn": AnswerClaim,
    "ko": CallOperator,
    "kk": SendBack,
    "kd": DropClaim,
    "kl": ShowClaims,
    "kc": ShowShopClaim,
    "kq": ShowShopPhoto,
    "kr": ReplyClaim,
    "ke": OfferClaim,
    "km": RefundClaim,
    "kv": CallForShop,
    "ky": ShowShipDays,
    "kz": SetShipDays,
}
"""How each is called on the wire; a tag that was once given away is never given to another."""

LOOKS: tuple[type, ...] = (
    AskClaim,
    ShowClaim,
    ShowClaimPhoto,
    ShowClaims,
    ShowShipDays,
    ShowShopClaim,
    ShowShopPhoto,
)
"""Those that only look around: such a turn takes no write lock."""
