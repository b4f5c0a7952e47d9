"""What somebody is told without having pressed anything: how a group ended, who joined, reminders, money."""

from markupsafe import Markup

from catalog.keeping.shopkeeping import Handover
from catalog.money import Money
from flows.faces import Screen
from flows.presses.every import ShowOpenGroups, ShowOrder
from flows.screens import cash, group, ladder, rewards, share
from flows.screens.buttons import Row, browse, button, invite, my_orders, standing
from flows.screens.destination import asking, going, way_of
from flows.screens.group import GroupView
from flows.screens.ladder import Less
from flows.screens.names import clean, short
from flows.screens.parcel import parcel
from flows.screens.paying import coming
from flows.screens.shape import TITLE, lines, paragraphs, shorten
from flows.texts import Texts
from groupbuys.fulfilment.handover import Bought
from groupbuys.history import OrderLine
from groupbuys.model import Order, SeatState
from groupbuys.rewards.model import Reward
from groupbuys.telling.arrivals import Arrivals


def succeeded(
    t: Texts,
    view: GroupView,
    order: Order | None,
    one: Bought | None = None,
    less: Less | None = None,
    reward: Reward | None = None,
) -> Screen:
    """The group worked: what it cost, the order that came of it, what happens next, and `one`: where it goes.

    `less`: what a price ladder gives back of what the reader paid. `reward`: what they get for having led it.
    """
    head = t.ngettext(
        "🎉 Your group for <b>{title}</b> is complete: {n} person gets the group price.",
        "🎉 Your group for <b>{title}</b> is complete: {n} people get the group price.",
        view.group.paid,
        title=_title(view),
    )
    ready = t.gettext("The shop is getting it ready; My orders shows how far it is.")
    if order is None:
        return _news(paragraphs(head, ready), ((my_orders(t),),))
    head = lines([head, ladder.stands(t, view.group, view.ladder)])
    paid = _paid(t, view, order, way_of(one, view.way), less)
    led = rewards.coming(t, reward) if reward is not None else None
    text = paragraphs(head, lines(_bought(t, view, order, paid)), ready, led, going(t, one))
    see = button(t.pgettext("button", "See the order"), ShowOrder("o", order.id))
    choice = asking(t, one) if one is not None and one.is_asked else ()
    return _news(text, (*choice, (see,), (my_orders(t),)))


def _bought(t: Texts, view: GroupView, order: Order, paid: Markup) -> list[Markup | str | None]:
    return [
        t.gettext("Your order: <b>{number}</b>", number=order.number),
        group.chosen(t, view.choice, order.quantity) or None,
        paid,
    ]


def _paid(t: Texts, view: GroupView, order: Order, how: Handover, less: Less | None) -> Markup:
    amount = t.money(order.total)
    if view.pickup:
        return cash.pays_amount(t, how, order.total)
    if less is not None:
        return ladder.paid_less(t, order.total, less, view.payer)
    if view.payer:
        return t.gettext("{name} paid {amount} for it.", name=view.payer, amount=amount)
    return t.gettext("{amount} is paid.", amount=amount)


def failed(t: Texts, view: GroupView, *, apart: bool = False) -> Screen:
    """The group failed: what becomes of the money (`apart`: another message says so), and where one can go on."""
    head = t.ngettext(
        "Your group for <b>{title}</b> did not find enough people in time: {n} was missing.",
        "Your group for <b>{title}</b> did not find enough people in time: {n} were missing.",
        max(1, view.group.missing),
        title=_title(view),
    )
    return _news(paragraphs(head, None if apart else _back(t, view)), _on(t, view))


def cancelled(t: Texts, view: GroupView, why: str, *, apart: bool = False) -> Screen:
    """The group was called off: why, and what happens with the money (`apart`: as for `failed`)."""
    head = t.gettext("Your group for <b>{title}</b> was called off.", title=_title(view))
    reason = t.gettext("The shop says: {why}", why=why) if why else None
    money = None if apart else _back(t, view)
    return _news(paragraphs(head, reason, money), _on(t, view))


def joined(t: Texts, view: GroupView, name: str, token: str) -> Screen:
    """Somebody joined; said to the leader and to whoever invited them."""
    head = t.gettext(
        "{name} joined your group for <b>{title}</b>.",
        name=short(name),
        title=_title(view),
    )
    return _news(paragraphs(head, _standing(t, view)), _share(t, view, token))


def gathered(t: Texts, view: GroupView, many: Arrivals, token: str) -> Screen:
    """Some people joined a large group in the last minutes."""
    others = many.people - len(many.names)
    named = t.listed(*(short(name) for name in many.names))
    if others > 0:
        head = t.ngettext(
            "{names} and {n} more person joined your group for <b>{title}</b>.",
            "{names} and {n} more people joined your group for <b>{title}</b>.",
            others,
            names=named,
            title=_title(view),
        )
    else:
        head = t.gettext(
            "{name} joined your group for <b>{title}</b>.", name=named, title=_title(view)
        )
    return _news(paragraphs(head, _standing(t, view)), _share(t, view, token))


def leads(t: Texts, view: GroupView, token: str) -> Screen:
    """The leader left, and the reader leads now."""
    head = t.gettext(
        "You lead the group for <b>{title}</b> now: whoever opened it has left. "
        "The deadline and all links stay as they are.",
        title=_title(view),
    )
    return _news(paragraphs(head, _standing(t, view)), _share(t, view, token))


def reminder(t: Texts, view: GroupView, token: str) -> Screen:
    """The group still misses somebody and closes soon; one button: share."""
    head = t.gettext("Your group for <b>{title}</b> still looks for people.", title=_title(view))
    stands = lines([group.seats(t, view.group), _urgently(t, view)])
    return _news(paragraphs(head, stands), _share(t, view, token))


def _urgently(t: Texts, view: GroupView) -> Markup | None:
    """How many, and how soon; true also once that moment is past."""
    if view.group.closes_at is None:
        return None
    return t.ngettext(
        "⏳ {n} more person needed by {when}",
        "⏳ {n} more people needed by {when}",
        view.group.missing,
        when=t.moment(view.group.closes_at),
    )


def refunded(
    t: Texts, amount: Money, title: str, number: str | None, ended: OrderLine | None = None
) -> Screen:
    """Money went back: how much, and what it was for ("" and None: for nothing that we know of).

    `ended`: what all of it had been paid for; where that is somebody else's place, whose.
    """
    why = _ended(t, ended) if ended is not None else None
    return _news(paragraphs(about(t, title, number), why, went_back(t, amount)), ((my_orders(t),),))


def taken_back(t: Texts, line: OrderLine, title: str) -> Screen:
    """The shop took an order back: what becomes of the money."""
    text = paragraphs(
        about(t, title, line.number),
        t.gettext("The shop has taken this order back."),
        t.gettext("No money was taken, so nothing is owed.")
        if line.money is None
        else coming(t, line.money.left, clean(line.other or "")),
    )
    see = button(t.pgettext("button", "See the order"), ShowOrder("o", line.id))
    return _news(text, ((see,), (my_orders(t),)))


def shipped(t: Texts, line: OrderLine, title: str, choice: str) -> Screen:
    """The shop has sent an order: which one, what is in it, and how it travels."""
    text = paragraphs(
        about(t, title, line.number),
        lines([group.chosen(t, choice, line.quantity) or None]),
        t.gettext("Your order is on its way."),
        parcel(t, line.carrier, line.tracking),
    )
    return _of_order(t, text, line)


def handed_out(t: Texts, line: OrderLine, title: str, choice: str) -> Screen:
    """Somebody was given an order at the counter: its buyer, or whoever fetched it for them."""
    text = paragraphs(
        about(t, title, line.number),
        lines([group.chosen(t, choice, line.quantity) or None]),
        t.gettext("Your order is handed out."),
        t.gettext("If nobody gave it to you, open the order and tell the shop."),
    )
    return _of_order(t, text, line)


def taken_in(t: Texts, line: OrderLine, title: str) -> Screen:
    """It was not handed out after all."""
    said = t.gettext("Your order was not handed out after all: it still waits for you.")
    return _of_order(t, paragraphs(about(t, title, line.number), said), line)


def _of_order(t: Texts, text: str, line: OrderLine) -> Screen:
    see = button(t.pgettext("button", "See the order"), ShowOrder("o", line.id))
    return _news(text, ((see,), (my_orders(t),)))


def about(t: Texts, title: str, number: str | None) -> Markup:
    """What news of money or of an order are about, as far as it is known."""
    named = Markup("<b>{}</b>").format(shorten(title, TITLE)) if title else None
    order = t.gettext("Order {number}", number=number) if number else None
    return lines([named, order])


def refunding(t: Texts, amount: Money) -> Screen:
    """Money goes back without the reader having asked."""
    why = t.gettext("Your late payment found no place in a group.")
    return _news(paragraphs(why, coming(t, amount)), ((my_orders(t),),))


def given_up(t: Texts, line: OrderLine, title: str, amount: Money, *, is_twice: bool) -> Screen:
    """Money goes back for a place that has ended: the reader's second one, or somebody else's that they paid for."""
    why = _twice(t, line) if is_twice else _ended(t, line)
    text = paragraphs(about(t, title, line.number), why, coming(t, amount))
    return _news(text, ((my_orders(t),),))


def _ended(t: Texts, line: OrderLine) -> Markup | None:
    if line.what != "g":
        return None
    return t.gettext("{name}'s place, which you paid for, has ended.", name=_whose(t, line))


def _twice(t: Texts, line: OrderLine) -> Markup:
    if line.what == "g":
        return t.gettext(
            "{name} had a place in both of two groups that are one now. The second one, which you "
            "paid for, goes back.",
            name=_whose(t, line),
        )
    return t.gettext("You had a place in both of two groups that are one now, so one goes back.")


def _whose(t: Texts, line: OrderLine) -> str:
    return clean(line.other or "") or t.pgettext("name", "Somebody")


def _news(text: str, rows: tuple[Row, ...]) -> Screen:
    return standing(Screen(text, rows))


def _title(view: GroupView) -> str:
    return shorten(view.title, TITLE)


def _standing(t: Texts, view: GroupView) -> Markup:
    return lines(
        [
            group.seats(t, view.group),
            ladder.stands(t, view.group, view.ladder),
            group.status(t, view, for_good=True),
        ]
    )


def _share(t: Texts, view: GroupView, token: str) -> tuple[Row, ...]:
    return ((invite(t, token, share.words(t, view), view.group.id),),)


def _back(t: Texts, view: GroupView) -> Markup:
    """What becomes of the money: it is back; or on its way, and there will be word of it once more."""
    if view.seat is None or view.seat.payment_id is None:
        return t.gettext("No money was taken, so nothing is owed.")
    if view.payer:
        amount = t.money(view.seat.total)
        return t.gettext(
            "<b>{amount}</b> goes back to {name}, who paid for it.", amount=amount, name=view.payer
        )
    if view.seat.state is SeatState.REFUNDED:
        return went_back(t, view.seat.total)
    again = t.gettext("I write to you once more when it is done.")
    return t.sentences(coming(t, view.seat.total), again)


def went_back(t: Texts, amount: Money) -> Markup:
    """Money is back."""
    return t.gettext(
        "<b>{amount}</b> went back to you. Your bank may need up to 10 working days to show it.",
        amount=t.money(amount),
    )


def _on(t: Texts, view: GroupView) -> tuple[Row, ...]:
    others = button(t.pgettext("button", "Open groups"), ShowOpenGroups(view.group.deal_id))
    return (others, browse(t)), (my_orders(t),)
