"""A place that is kept and wants to be paid: the screen, the invoice, and what money came to."""

from dataclasses import dataclass, replace
from functools import lru_cache

from markupsafe import Markup

from catalog.keeping.shopkeeping import Handover
from catalog.money import Money
from flows import tokens, ways
from flows.faces import Asks, Picture, Screen
from flows.presses.every import (
    GiveUpHold,
    MoveSeat,
    Press,
    ShowGroup,
    ShowOrder,
    TakeMoneyBack,
)
from flows.presses.handover import WhereTo
from flows.replies import AskPayment, Reply
from flows.screens import cash, ladder, newcomers, rewards
from flows.screens.buttons import Row, anew, browse, button, home, my_groups, my_orders, standing
from flows.screens.coupons import less
from flows.screens.destination import asking, going, way_of
from flows.screens.group import GroupView
from flows.screens.pay_ways import is_link, pay_rows
from flows.screens.product import open_label
from flows.screens.shape import lines, paragraphs, shorten
from flows.texts import Texts, filled
from groupbuys.fulfilment.handover import Bought
from groupbuys.model import GivenBack, Order, Reason, ToPay, Unplaced

INVOICE_TITLE = 32
INVOICE_DESCRIPTION = 255
"""Characters that an invoice's title and description have (Bot API, sendInvoice)."""


@dataclass(frozen=True, slots=True)
class Goods:
    """What is paid for: title, which and how many in words ("" for the only one), picture; `falls`: by a ladder."""

    title: str
    chosen: str = ""
    picture: Picture | None = None
    falls: bool = False

    @property
    def head(self) -> Markup:
        """Title and choice as markup."""
        return lines([Markup("<b>{}</b>").format(self.title), self.chosen or None])


def kept(t: Texts, goods: Goods, due: ToPay, *, chosen: bool = False) -> Screen:
    """A place is kept for somebody who has not paid yet. The invoice comes right below, if it is a fresh one.

    `chosen`: its way was chosen among several.
    """
    if due.what == "s":
        what = t.gettext("A place in the group is kept for you.")
        after = t.gettext(
            "If the group fails, or you leave before it succeeds, you get it all back."
        )
        after = lines([ladder.before_paying(t) if goods.falls else None, after])
    else:
        what = t.gettext("It is kept for you.")
        after = None
    off = less(t, due.off) if due.off is not None else None
    credit = rewards.less(t, due.credit) if due.credit is not None else None
    text = paragraphs(
        goods.head, lines([off, credit]) or None, t.sentences(what, _ask(t, due)), after
    )
    give_up = button(t.pgettext("button", "Give it up"), GiveUpHold(due.what, due.id))
    rows = (*pay_rows(t, due, chosen=chosen), (give_up,), *anew((_after(t, due),)))
    return Screen(text, rows, goods.picture, asks=Asks(due.what, due.id, due.group_buy_id))


def _ask(t: Texts, due: ToPay) -> Markup:
    values = {"amount": t.money(due.amount), "when": t.moment(due.until)}
    if due.ways:
        return t.gettext(
            "Choose how to pay <b>{amount}</b> to make it yours. It is kept until {when}; after that somebody else can "
            "have it.",
            **values,
        )
    if due.fresh and not is_link(due):
        return t.gettext(
            "Pay <b>{amount}</b> with the invoice below to make it yours. It is kept until {when}; "
            "after that somebody else can have it.",
            **values,
        )
    return t.gettext(
        "Pay <b>{amount}</b> to make it yours. It is kept until {when}; after that somebody else can have it.",
        **values,
    )


def _after(t: Texts, due: ToPay) -> Row:
    if due.what == "s":
        see = button(t.pgettext("button", "See the group"), ShowGroup(due.group_buy_id))
        return see, home(t)
    return (home(t),)


def asked(t: Texts, goods: Goods, due: ToPay, above: int) -> list[Reply]:
    """The invoice of a place that is kept, where it is paid with one; `above` as for `invoice`."""
    return [] if due.ways or is_link(due) else [invoice(t, goods, due, above)]


def invoice(t: Texts, goods: Goods, due: ToPay, above: int) -> AskPayment:
    """The invoice of a place that is kept: what of, and what it means.

    Its token remembers the message `above` it (0: none), which is out of date once it is paid (see `tokens`).
    """
    meaning = (
        ladder.place_means(t, falls=goods.falls)
        if due.what == "s"
        else t.pgettext("invoice", "Bought alone, without a group.")
    )
    said = f"{goods.chosen} · {meaning}" if goods.chosen else meaning
    return AskPayment(
        title=shorten(goods.title, INVOICE_TITLE),
        description=shorten(said, INVOICE_DESCRIPTION),
        token=tokens.written(due.token, above),
        label=shorten(goods.chosen or goods.title, INVOICE_TITLE),
        amount=due.amount,
        provider=due.provider,
        picture=goods.picture,
        asks=Asks(due.what, due.id, due.group_buy_id),
    )


def arrived(t: Texts, title: str, picture: Picture | None) -> Screen:
    """What asked for a payment before it was paid; what came of the payment is said below."""
    said = t.gettext("Your payment has arrived: see the message below.")
    head = filled("<b>{title}</b>", title=title) if title else None
    return Screen(paragraphs(head, said), ((my_groups(t), my_orders(t)), (home(t),)), picture)


def let_go(t: Texts, way: str) -> Screen:
    """A kept place was given up before it was paid."""
    text = t.gettext("It is given up. Nothing was charged, and nothing is owed.")
    see: Press = ways.press(way)
    return Screen(
        str(text),
        ((button(t.pgettext("button", "See it again"), see),), (browse(t), home(t))),
    )


def over(t: Texts, title: str, why: Reason, group_buy_id: int) -> Screen:
    """What asked to pay asks in vain: why, and the way on. `group_buy_id` 0: it was bought alone."""
    head = filled("<b>{title}</b>", title=title) if title else None
    on = (
        button(t.pgettext("button", "See the group"), ShowGroup(group_buy_id))
        if group_buy_id
        else browse(t)
    )
    return standing(Screen(paragraphs(head, in_vain(t, why)), ((on, home(t)),)))


def in_vain(t: Texts, why: Reason) -> Markup:
    """Why there is nothing to pay any more, for what was never paid."""
    match why:
        case Reason.GIVEN_UP:
            return t.gettext("It is given up. Nothing was charged, and nothing is owed.")
        case Reason.REPLACED:
            return t.gettext(
                "Something else was chosen instead. Nothing was charged for this, and nothing is owed for it."
            )
        case Reason.MERGED:
            return t.gettext(
                "Two groups went on as one, with one place for everybody who was in both. Nothing was charged "
                "for this one, and nothing is owed for it."
            )
        case Reason.NOT_FORMING:
            return t.gettext("The group has ended. Nothing was charged, and nothing is owed.")
        case Reason.DEAL_NOT_LIVE:
            return t.gettext("The deal was called off. Nothing was charged, and nothing is owed.")
        case _:
            return t.gettext(
                "It was not paid in time, so it is free again. Nothing was charged, and nothing is owed."
            )


def seated(t: Texts, view: GroupView) -> Screen:
    """Somebody is in; their card says the rest."""
    screen = _seated(t, view.title, view.picture, view.way if view.pickup else None)
    if view.seat is None or not view.asks_where:
        return screen
    where = button(t.pgettext("button", "📍 Where to?"), WhereTo("s", view.seat.id), "primary")
    return replace(screen, buttons=((where,), *screen.buttons))


@lru_cache(maxsize=1024)
def _seated(t: Texts, title: str, picture: Picture | None, pays: Handover | None) -> Screen:
    """The same for everybody who joins for the same thing."""
    text = paragraphs(
        filled("<b>{title}</b>", title=title),
        t.gettext("You are in. Your group is in the message below, and stays up to date there."),
        cash.owes_nothing(t, pays) if pays is not None else None,
    )
    return Screen(text, ((my_groups(t), home(t)),), picture)


def ordered(t: Texts, title: str, order: Order, one: Bought | None) -> Screen:
    """A solo purchase is placed; `one`: where it goes, or could go."""
    paid = (
        cash.pays_amount(t, way_of(one), order.total)
        if order.payment_id is None
        else t.gettext("{amount} is paid.", amount=t.money(order.total))
    )
    text = paragraphs(
        Markup("<b>{}</b>").format(title),
        lines(
            [
                t.gettext(
                    "Thank you. Your order has the number <b>{number}</b>.", number=order.number
                ),
                paid,
            ]
        ),
        t.gettext("The shop is getting it ready."),
        going(t, one),
    )
    see = button(t.pgettext("button", "See the order"), ShowOrder("o", order.id))
    return Screen(text, (*asking(t, one), (see,), (my_orders(t), home(t))))


def unplaced(t: Texts, title: str, money: Unplaced) -> Screen:
    """Money came too late for its place: another group, or back."""
    head = (
        t.gettext(
            "Your payment of {amount} arrived, but your place in the group had run out by then.",
            amount=t.money(money.amount),
        )
        if money.why is None
        else newcomers.not_new(t)
    )
    choice = t.gettext(
        "Another group for the same thing is open. Shall your payment go there? "
        "Otherwise you get all of it back. Without an answer by {when}, it goes back by itself.",
        when=t.moment(money.until),
    )
    seat_id = money.seat.id
    rows: list[Row] = [
        (button(open_label(t, group), MoveSeat(seat_id, group.id), "primary"),)
        for group in money.elsewhere
    ]
    back = button(t.pgettext("button", "Money back, please"), TakeMoneyBack(seat_id))
    return Screen(paragraphs(Markup("<b>{}</b>").format(title), head, choice), (*rows, (back,)))


def given_back(t: Texts, back: GivenBack, why: Markup | None = None, payer: str = "") -> Screen:
    """Money is on its way back (to `payer`, where somebody else had paid), or none had been taken."""
    said = (
        t.gettext("No money had been taken, and nothing is owed.")
        if back.amount is None
        else coming(t, back.amount, payer)
    )
    return Screen(paragraphs(why, said), ((my_orders(t), home(t)),))


def coming(t: Texts, amount: Money, payer: str = "") -> Markup:
    """Money is on its way: how much, and when to expect it; to `payer`, where that is not the reader."""
    if payer:
        return t.gettext(
            "<b>{amount}</b> is on its way back to {name}, who paid for it.",
            amount=t.money(amount),
            name=payer,
        )
    return t.gettext(
        "<b>{amount}</b> is on its way back to you. Your bank may need up to 10 working days to "
        "show it; My orders shows how far it is at any time.",
        amount=t.money(amount),
    )


def late(t: Texts, back: GivenBack) -> Markup:
    """Why money that came late, or not from a newcomer, goes back."""
    if back.why is not None:
        return newcomers.not_new(t)
    return t.gettext(
        "Your payment arrived, but your place had run out by then and no other group is open."
    )


def nothing_to_pay(t: Texts) -> Markup:
    """Why money for something that is paid or sold out goes back."""
    return t.gettext(
        "Your payment arrived, but there was nothing left to pay for: it was paid before, or is "
        "sold out meanwhile."
    )


def not_ours(t: Texts, amount: Money) -> Screen:
    """A payment that fits no invoice, or not its amount, and goes back."""
    text = t.gettext(
        "A payment arrived that fits none of your invoices. It goes back to you, and the shop has been told."
    )
    return Screen(paragraphs(text, coming(t, amount)), ((my_orders(t), home(t)),))
