"""What the bot's own links carry that are no invites: a word that says what they lead to, and a number or a token."""

from flows import base36

SHOP, STAFF, DEAL, POST, TAKE = "shop-", "staff-", "deal-", "post-", "take-"
SEAT, PLACE = "seat-", "give-"
GIFT = "gift-"
"""Before the word of a packet of coupons."""

CARD, PACKET = "#", "*"


def to_shop(shop_id: int) -> str:
    """The start payload that leads into a shop."""
    return SHOP + base36.written(shop_id)


def to_deal(deal_id: int) -> str:
    """The start payload that leads to a deal, and into its shop."""
    return DEAL + base36.written(deal_id)


def to_post(post_id: int) -> str:
    """The start payload that leads to the deal of a post, and tells through which post somebody came."""
    return POST + base36.written(post_id)


def to_card(group_buy_id: int) -> str:
    """The words behind the bot's name that offer a member the card of their group buy, and nobody else anything."""
    return CARD + base36.written(group_buy_id)


def to_take(number: str) -> str:
    """The start payload that shows the order with this number to who may hand it out."""
    return TAKE + number


def to_seat(seat_id: int) -> str:
    """The start payload that leads to a seat: whose it is to their invoice or card, all others to the group buy."""
    return SEAT + base36.written(seat_id)


def to_packet(packet_id: int) -> str:
    """The words behind the bot's name that offer a giver the card of their coupons, and nobody else anything."""
    return PACKET + base36.written(packet_id)


def to_place(token: str) -> str:
    """The start payload under which a place is given to a friend."""
    return PLACE + token
