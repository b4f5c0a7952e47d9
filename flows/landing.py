"""Following a link into the bot: whatever the word behind /start leads to."""

from flows import invites, shared_deals
from flows.chats import seats
from flows.coupons import pages as coupons
from flows.desk import routes as desk
from flows.friends import giving
from flows.links import GIFT
from flows.replies import Reply
from flows.visit import Visit


def follow(visit: Visit, token: str) -> list[Reply]:
    """To a shop, to work in one, to coupons, to an own or a given seat, to a deal, or by an invite to a group buy."""
    if token.startswith(GIFT):
        return coupons.opened(visit, token.removeprefix(GIFT))
    return (
        desk.linked(visit, token)
        or seats.linked(visit, token)
        or giving.linked(visit, token)
        or shared_deals.opened(visit, token)
        or invites.open_(visit, token)
    )
