"""A person's coupons: what they have, what they may give away, and opening what somebody gave."""

from dataclasses import replace

from catalog.browsing import shop
from flows import asking, home
from flows.presses.coupons import CouponPress, ShowCoupons, ShowPacket
from flows.replies import Reply
from flows.screens import coupons as screen
from flows.screens.shape import pages
from flows.texts import Texts
from flows.visit import Visit
from groupbuys.coupons import looking, packets, taking
from groupbuys.coupons.limits import COUPONS_A_DAY
from groupbuys.coupons.model import NoCoupon, NotTaken, Packet, Taken
from people import meeting, wishes
from storage.transaction import Transaction

_PACKETS = 6
"""Packets to give away that one screen has buttons for."""


def press(visit: Visit, pressed: CouponPress) -> list[Reply]:
    """A button of somebody's own coupons."""
    asking.let_go(visit)
    match pressed:
        case ShowCoupons():
            return mine(visit, pressed)
        case ShowPacket():
            return packet(visit, pressed)


def mine(visit: Visit, pressed: ShowCoupons) -> list[Reply]:
    """What the reader has, and what they can give away."""
    total = looking.count(visit.tx, visit.person.id)
    page = min(max(0, pressed.page), pages(total, screen.COUPONS) - 1)
    found = looking.coupons(
        visit.tx, visit.person.id, visit.person.language, page * screen.COUPONS, screen.COUPONS
    )
    given = packets.to_give_away(visit.tx, visit.person.id, _PACKETS)
    theirs = [gift(visit.tx, visit.texts, one) for one in given]
    return visit.show(screen.mine(visit.texts, found, total, page, theirs))


def packet(visit: Visit, pressed: ShowPacket) -> list[Reply]:
    """One packet of the reader's own; another's is as if it were not there."""
    found = packets.by_id(visit.tx, pressed.packet_id)
    if found is None or found.giver_id != visit.person.id:
        return mine(visit, ShowCoupons())
    return visit.show(screen.packet(visit.texts, gift(visit.tx, visit.texts, found)))


def opened(visit: Visit, token: str) -> list[Reply]:
    """The link of a packet was followed: a coupon, or a kind word and the shop."""
    answer = taking.take(visit.tx, visit.person.id, token)
    of = answer.packet
    if of is None:
        lost = visit.texts.gettext("That link leads to no coupons here. But the shop is open:")
        return home.land(visit, lost)
    wishes.enter(visit.tx, visit.person.id, of.shop_id)
    there = replace(visit, person=replace(visit.person, shop_id=of.shop_id))
    shown = gift(visit.tx, there.texts, of)
    match answer:
        case Taken(coupon=coupon, fresh=fresh):
            return there.show(screen.taken(there.texts, shown, coupon, fresh=fresh))
        case NotTaken(NoCoupon.OWN):
            return there.show(screen.packet(there.texts, shown))
        case NotTaken(reason):
            return _refused(there, reason, of)


def gift(tx: Transaction, t: Texts, of: Packet) -> screen.Gift:
    """A packet with the names that stand on its card."""
    giver, place = meeting.by_id(tx, of.giver_id), shop(tx, of.shop_id, t.language)
    name = giver.name if giver is not None else ""
    return screen.Gift(
        of, name or t.pgettext("name", "Somebody"), place.name if place is not None else "", tx.now
    )


def _refused(visit: Visit, reason: NoCoupon, of: Packet) -> list[Reply]:
    t = visit.texts
    said = {
        NoCoupon.GONE: t.gettext("These coupons are not given away any more. The shop is open:"),
        NoCoupon.NONE_LEFT: t.gettext(
            "All of these coupons are taken: others were a little quicker. The shop is open:"
        ),
        NoCoupon.OVER: t.gettext(
            "These coupons could be taken until {when}. The shop is open:", when=t.moment(of.until)
        ),
        NoCoupon.ENOUGH_TODAY: t.ngettext(
            "You have taken {n} coupon of this shop within a day, and that is the most. "
            "Open this link again tomorrow.",
            "You have taken {n} coupons of this shop within a day, and that is the most. "
            "Open this link again tomorrow.",
            COUPONS_A_DAY,
        ),
    }
    none = t.gettext("This shop has no coupon for you at the moment. It is open:")
    return home.land(visit, said.get(reason, none))
