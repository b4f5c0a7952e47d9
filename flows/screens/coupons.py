"""Coupons as people see them: what they have, what they were given, and the card of a packet in any chat."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from catalog.money import Money
from flows.faces import START_LINK, LinkButton, PressButton, Screen, ShareButton
from flows.links import GIFT, to_packet, to_shop
from flows.presses.coupons import ShowCoupons, ShowPacket
from flows.replies import InlineResult
from flows.screens.buttons import Row, browse, button, home, pager, standing, the_shop
from flows.screens.names import short
from flows.screens.shape import TITLE, lines, pages, paragraphs, shorten
from flows.texts import Texts
from groupbuys.coupons.looking import Held
from groupbuys.coupons.model import Coupon, CouponState, Offered, Packet, PacketState

COUPONS = 8
"""Coupons on a page."""


@dataclass(frozen=True, slots=True)
class Gift:
    """A packet with the names that its card says: its giver's and its shop's."""

    packet: Packet
    giver: str
    shop: str
    now: datetime


def my_coupons(t: Texts) -> PressButton:
    """The way to what somebody has."""
    return button(t.pgettext("button", "My coupons"), ShowCoupons())


def mine(t: Texts, found: Sequence[Held], total: int, page: int, packets: Sequence[Gift]) -> Screen:
    """What somebody has, and what they can give away."""
    none = (
        t.gettext("You have no coupon of your own now.")
        if packets
        else t.gettext("You have no coupon now.")
    )
    have = lines(_line(t, one) for one in found) if found else none
    how = t.gettext("The best one that fits is taken off by itself, before you pay.")
    why = t.gettext("Some shops give coupons for friends to whoever leads a group that succeeds.")
    about = how if found else None if packets else why
    text = paragraphs(t.gettext("<b>My coupons</b>"), have, about, _for_friends(t, packets))
    give: list[Row] = [(_give(t, one.packet),) for one in packets]
    turning = pager(t, page, pages(total, COUPONS), ShowCoupons)
    return Screen(text, (*give, *turning, (browse(t), home(t))))


def _for_friends(t: Texts, packets: Sequence[Gift]) -> Markup | None:
    """What a leader was given to give away: why, for whom, and what each is worth."""
    if not packets:
        return None
    head = t.gettext(
        "🎁 <b>For your friends</b>\nYou led a group that succeeded, so the shop gives you coupons to pass on. "
        "Each friend can take one; you cannot use them yourself."
    )
    return lines([head, *(_to_pass_on(t, one) for one in packets)])


def _to_pass_on(t: Texts, gift: Gift) -> Markup:
    of = gift.packet
    return t.gettext(
        "{left} × <b>{amount}</b> off orders of {least} or more · {shop} · to be taken by {when}",
        left=t.number(of.left),
        amount=t.money(of.offered.amount),
        least=t.money(of.offered.least),
        shop=shorten(gift.shop, TITLE),
        when=t.moment(of.until),
    )


def packet(t: Texts, gift: Gift) -> Screen:
    """What somebody can give away, with the ways to do it."""
    back = (my_coupons(t), home(t))
    if not gift.packet.is_open(gift.now) or not gift.packet.left:
        return Screen(card_text(t, gift), (back,))
    return Screen(paragraphs(card_text(t, gift), _link(t, gift.packet)), ((_share(t, gift),), back))


def given(t: Texts, gift: Gift) -> Screen:
    """The news that somebody's group has brought coupons for their friends."""
    said = t.ngettext(
        "🎁 Your group has brought you {n} coupon for a friend.",
        "🎁 Your group has brought you {n} coupons for friends.",
        gift.packet.left,
    )
    how = t.gettext(
        "Drop them into a chat: each person can take one, and whoever comes first has it. "
        "You cannot take one yourself."
    )
    text = paragraphs(said, offer(t, gift.packet.offered, gift.shop), how, _until(t, gift.packet))
    text = paragraphs(text, _link(t, gift.packet))
    return standing(Screen(text, ((_share(t, gift),), (my_coupons(t),))))


def ends(t: Texts, one: Held) -> Screen:
    """The news that a coupon is about to run out."""
    text = t.gettext(
        "Your coupon of {amount} in {shop} is good until {when}.",
        amount=t.money(one.coupon.amount),
        shop=shorten(one.shop_name, TITLE),
        when=t.moment(one.coupon.until),
    )
    least = t.gettext("It is for an order of {least} or more.", least=t.money(one.coupon.least))
    row = (the_shop(t, one.coupon.shop_id), my_coupons(t))
    return standing(Screen(paragraphs(text, least), (row,)))


def taken(t: Texts, gift: Gift, coupon: Coupon, *, fresh: bool) -> Screen:
    """Somebody has a coupon of a packet, or had it before."""
    head = t.gettext(
        "🎁 {name} gives you a coupon: <b>{amount}</b> off.",
        name=short(gift.giver),
        amount=t.money(coupon.amount),
    )
    if not fresh:
        head = _again(t, coupon)
    text = paragraphs(
        head,
        t.gettext(
            "It is for one order of {least} or more in {shop}, alone or in a group, until {when}. "
            "It is taken off by itself, before you pay.",
            least=t.money(coupon.least),
            shop=shorten(gift.shop, TITLE),
            when=t.moment(coupon.until),
        )
        if coupon.state in {CouponState.LIVE, CouponState.HELD}
        else None,
    )
    return Screen(text, ((the_shop(t, coupon.shop_id), my_coupons(t)), (browse(t), home(t))))


def card(t: Texts, gift: Gift) -> Screen:
    """A packet's card in any chat, as it stands."""
    way = LinkButton(t.pgettext("button", "Take one"), START_LINK + GIFT + gift.packet.token)
    if not gift.packet.is_open(gift.now) or not gift.packet.left:
        address = START_LINK + to_shop(gift.packet.shop_id)
        way = LinkButton(t.pgettext("button", "Open the shop"), address)
    return Screen(card_text(t, gift), ((way,),), card_version=gift.packet.version)


def offered(t: Texts, gift: Gift) -> InlineResult:
    """A packet to be dropped into a chat."""
    of = gift.packet
    line = t.pgettext(
        "inline",
        "{left} of {n} left, each person one",
        left=t.number(of.left),
        n=t.number(of.offered.size),
    )
    title = t.pgettext("inline", "{amount} off for friends", amount=t.money(of.offered.amount))
    return InlineResult(GIFT + of.token, title, line, card(t, gift))


def card_text(t: Texts, gift: Gift) -> Markup:
    """Who gives what, how many are left, and until when."""
    of = gift.packet
    name = short(gift.giver)
    return paragraphs(
        t.gettext("🎁 <b>Coupons from {name}</b>", name=name),
        offer(t, of.offered, gift.shop),
        _standing(t, gift),
    )


def offer(t: Texts, what: Offered, shop: str) -> Markup:
    """What one coupon is good for."""
    return t.ngettext(
        "<b>{amount}</b> off one order of {least} or more in {shop}, within {n} day of taking it.",
        "<b>{amount}</b> off one order of {least} or more in {shop}, within {n} days of taking it.",
        what.days,
        amount=t.money(what.amount),
        least=t.money(what.least),
        shop=shorten(shop, TITLE),
    )


def less(t: Texts, off: Money) -> Markup:
    """What a coupon takes off, beside what is to be paid."""
    return t.gettext("−{amount} with your coupon", amount=t.money(off))


def _standing(t: Texts, gift: Gift) -> Markup:
    of = gift.packet
    if of.state is PacketState.BACK:
        return t.gettext("They are not given away any more.")
    if not of.left and of.state is PacketState.OPEN:
        return t.gettext("All of them are taken.")
    if not of.is_open(gift.now):
        return t.gettext("They could be taken until {when}.", when=t.moment(of.until))
    left = t.gettext(
        "{left} of {n} left, each person one.",
        left=t.number(of.left),
        n=t.number(of.offered.size),
    )
    return t.sentences(left, _until(t, of))


def _until(t: Texts, of: Packet) -> Markup:
    return t.gettext("They can be taken until {when}.", when=t.moment(of.until))


def _again(t: Texts, coupon: Coupon) -> Markup:
    match coupon.state:
        case CouponState.LIVE | CouponState.HELD:
            return t.gettext(
                "You have one of these already: <b>{amount}</b> off.", amount=t.money(coupon.amount)
            )
        case CouponState.USED:
            return t.gettext("You had one of these, and have used it.")
        case CouponState.EXPIRED:
            return t.gettext("You had one of these; it has run out.")


def _line(t: Texts, one: Held) -> Markup:
    said = t.gettext(
        "<b>{amount}</b> off orders of {least} or more · {shop} · until {when}",
        amount=t.money(one.coupon.amount),
        least=t.money(one.coupon.least),
        shop=shorten(one.shop_name, TITLE),
        when=t.moment(one.coupon.until),
    )
    use = t.gettext("in use now; you get it back if nothing comes of that purchase")
    return Markup("{} · {}").format(said, use) if one.in_use else said


def _give(t: Texts, of: Packet) -> PressButton:
    label = t.pgettext(
        "button",
        "🎁 Give away: {left} × {amount}",
        left=t.number(of.left),
        amount=t.money(of.offered.amount),
    )
    return button(label, ShowPacket(of.id))


def _share(t: Texts, gift: Gift) -> ShareButton:
    of = gift.packet
    words = t.pgettext(
        "share",
        "A coupon for you: {amount} off in {shop}. Whoever comes first has it.",
        amount=t.money(of.offered.amount),
        shop=shorten(gift.shop, TITLE),
    )
    label = t.pgettext("button", "Give them to friends")
    return ShareButton(label, START_LINK + GIFT + of.token, words, to_packet(of.id))


def _link(t: Texts, of: Packet) -> Markup:
    said = t.gettext("Or send this link:")
    return Markup("{} {}").format(said, START_LINK + GIFT + of.token)
