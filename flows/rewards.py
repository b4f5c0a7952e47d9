"""A person's rewards for leading: the credit that they have, and each line of it with its reason."""

from catalog import browsing
from catalog.offers import find_deal
from flows import asking
from flows.coupons import pages as coupons
from flows.presses.coupons import CouponPress
from flows.presses.rewards import ShowRewards
from flows.replies import Reply
from flows.screens import rewards as screen
from flows.screens.shape import pages
from flows.visit import Visit
from groupbuys.rewards import looking
from storage.transaction import Transaction


def press(visit: Visit, pressed: CouponPress | ShowRewards) -> list[Reply]:
    """A button of what somebody has that lowers what they buy."""
    if isinstance(pressed, ShowRewards):
        return mine(visit, pressed)
    return coupons.press(visit, pressed)


def mine(visit: Visit, pressed: ShowRewards) -> list[Reply]:
    """What the reader has and how it came about; under a page that is gone, the last one."""
    asking.let_go(visit)
    tx, person = visit.tx, visit.person
    total = looking.count(tx, person.id)
    page = min(max(0, pressed.page), pages(total, screen.LINES) - 1)
    found = looking.lines(tx, person.id, person.language, page * screen.LINES, screen.LINES)
    sold = sorted({one.product_id for one in found if one.product_id})
    titles = browsing.titles(tx, sold, person.language) if sold else {}
    purses = looking.purses(tx, person.id, person.language, screen.PURSES)
    return visit.show(screen.mine(visit.texts, screen.Rewards(purses, found, total, page, titles)))


def product_of(tx: Transaction, deal_id: int) -> int:
    """The number of what a deal sells; 0 where it is gone."""
    found = find_deal(tx, deal_id)
    return 0 if found is None else found.product_id
