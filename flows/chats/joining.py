"""Joining in a group chat: by Join on the card, by a variant that was chosen, by words such as "+2 blue L"."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from markupsafe import Markup, escape

from catalog import naming
from catalog.naming import Named
from catalog.offers import Price, prices
from catalog.wares import labels
from flows import views
from flows.chats import friends, memory, relations
from flows.chats.phrases import Order
from flows.chats.saying import go_on, heard, named, refuse, say_no, tell
from flows.friends import acting
from flows.links import to_seat
from flows.presses.chats import ChooseHere
from flows.quantities import Unfit
from flows.replies import Reply
from flows.screens.chats import whispers
from flows.screens.refusals import sentence
from flows.screens.shape import LABEL, lines, shorten
from flows.visit import Visit
from groupbuys import finding
from groupbuys.chats import entries, hanging
from groupbuys.chats.hanging import Hanging, Spot
from groupbuys.leading.went_on import went_on
from groupbuys.model import (
    LIVE_SEATS,
    MOST_UNITS,
    AlreadyIn,
    GroupBuy,
    Ordered,
    Reason,
    Refused,
    Seat,
    Seated,
    SeatState,
    ToPay,
)
from groupbuys.rules import may_enter
from storage.transaction import Transaction

NAMED = 12
"""Variants that are named aloud."""


def order(visit: Visit, here: Hanging, wish: Order, *, to_us: bool) -> list[Reply]:
    """What somebody typed; where they did not speak to us (`to_us`), what is not understood is talk among people."""
    if isinstance(wish.quantity, Unfit):
        return _unfit(visit, wish.quantity)
    here, group = _running(visit.tx, here)
    if group is None:
        return refuse(visit, Refused(Reason.GONE))
    offered = prices(visit.tx, group.terms_id)
    if wish.friend and not friends.is_known(visit, wish.friend):
        wish = relations.parted(wish, naming.named(visit.tx, list(offered)))
    if wish.choice and len(offered) == 1 and not wish.friend:
        if not friends.is_known(visit, wish.choice):
            return friends.unsure(visit, wish) if to_us else []
        wish = replace(wish, friend=wish.choice, choice="")
    if wish.choice and not to_us and not _meant(visit, offered, wish):
        return []
    if wish.friend:
        return friends.order(visit, group, wish, partial(_order, here, group, offered))
    return _order(here, group, offered, visit, wish)


def _meant(visit: Visit, offered: Mapping[int, Price], wish: Order) -> Sequence[int]:
    return naming.meant(naming.named(visit.tx, list(offered)), wish.choice)


def _order(
    here: Hanging, group: GroupBuy, offered: Mapping[int, Price], visit: Visit, wish: Order
) -> list[Reply]:
    """The same for who it is: themselves, or the friend that they speak for."""
    if isinstance(wish.quantity, Unfit):
        return _unfit(visit, wish.quantity)
    if not wish.choice:
        return _join(visit, here, group, offered, wish.quantity)
    fitting = _meant(visit, offered, wish)
    if len(fitting) == 1:
        return take(visit, here, fitting[0], wish.quantity)
    near = fitting or naming.nearest(naming.named(visit.tx, list(offered)), wish.choice)
    some = {number: price for number, price in offered.items() if number in near} or offered
    said = visit.texts.gettext("I am not sure which one “{words}” is.", words=wish.choice)
    return _choose(visit, group, some, ChooseHere(here.id, wish.quantity, 0), here.token, said)


def is_of(visit: Visit, here: Hanging, wish: Order) -> bool:
    """Whether the words of an order name one variant of what hangs there."""
    return chosen(visit, here, wish) is not None


def chosen(visit: Visit, here: Hanging, wish: Order) -> int | None:
    """The one variant of what hangs there that the words of an order name."""
    found = naming.meant(_variants(visit.tx, here), wish.choice) if wish.choice else ()
    return found[0] if len(found) == 1 else None


def parted(visit: Visit, there: Sequence[Hanging], wish: Order) -> Order:
    """The same order, where words beside the friend's name are a variant of something that hangs there."""
    if not wish.friend or friends.is_known(visit, wish.friend):
        return wish
    made = (relations.parted(wish, _variants(visit.tx, one)) for one in there)
    return next((one for one in made if one != wish), wish)


def _variants(tx: Transaction, here: Hanging) -> Sequence[Named]:
    group = finding.group(tx, here.group_buy_id)
    return () if group is None else naming.named(tx, list(prices(tx, group.terms_id)))


def fits(tx: Transaction, here: Hanging, words: str) -> tuple[int, ...]:
    """The variants of what hangs there that these words mean, where one can still come in."""
    group = finding.group(tx, here.group_buy_id)
    if group is None or may_enter(group, tx.now) is not None:
        return ()
    return naming.meant(naming.named(tx, list(prices(tx, group.terms_id))), words)


def may_mean(tx: Transaction, here: Hanging, wish: Order) -> bool:
    """Whether the words of a stranger's order fit something here; where there is one kind, only a friend's can."""
    _, group = _running(tx, here)
    offered = {} if group is None else prices(tx, group.terms_id)
    if len(offered) == 1 and not wish.friend:
        return False
    return group is None or bool(naming.meant(naming.named(tx, list(offered)), wish.choice))


def join(visit: Visit, here: Hanging, quantity: int) -> list[Reply]:
    """Join was pressed: a seat at once where there is one variant, else the choice."""
    here, group = _running(visit.tx, here)
    if group is None:
        return refuse(visit, Refused(Reason.GONE))
    return _join(visit, here, group, prices(visit.tx, group.terms_id), quantity)


def _running(tx: Transaction, here: Hanging) -> tuple[Hanging, GroupBuy | None]:
    """What hangs there; of one that went on in another of the same chat, that one."""
    group = finding.group(tx, here.group_buy_id)
    after = None if group is None else went_on(tx, group)
    if after is None or after.id == here.group_buy_id:
        return here, after
    return hanging.in_chat(tx, Spot(here.bot, here.chat, here.topic), after.id) or here, after


def choose(visit: Visit, here: Hanging, at: ChooseHere) -> list[Reply]:
    """Another page of the variants."""
    group = finding.group(visit.tx, here.group_buy_id)
    if group is None:
        return refuse(visit, Refused(Reason.GONE))
    return _choose(visit, group, prices(visit.tx, group.terms_id), at, here.token)


def take(visit: Visit, here: Hanging, variant_id: int, quantity: int) -> list[Reply]:
    """Take the seat, through the very same service as everywhere; whoever brought the card invited them."""
    tx, person = visit.tx, visit.person
    if visit.host is None:
        entries.came(tx, here, person.id)
    wish = acting.join(visit, here.group_buy_id, variant_id, quantity)
    match wish:
        case ToPay():
            entries.enter(tx, here, person.id)
            return _to_pay(visit, here, wish)
        case Seated(group, seat):
            entries.enter(tx, here, person.id)
            return _seated(visit, here, group, seat)
        case AlreadyIn(group, seat):
            entries.note(tx, here, person.id)
            t, view = views.brief(tx, group, seat, person)
            said = t.pgettext("toast", "You are in this group already.")
            screen = whispers.inside(t, view, here, seat)
            aloud = named(visit.reader.name, t.gettext("You are in this group already."))
            return tell(visit, screen, start=to_seat(seat.id), toast=said, aloud=aloud)
        case Refused():
            return _not_in(visit, here, wish)
        case Ordered():
            raise LookupError("nobody joins a group buy by buying alone")


def _join(
    visit: Visit, here: Hanging, group: GroupBuy, offered: Mapping[int, Price], quantity: int
) -> list[Reply]:
    if len(offered) == 1:
        return take(visit, here, next(iter(offered)), quantity)
    seat = finding.seat_of(visit.tx, group.id, visit.person.id)
    inside = seat is not None and seat.state in LIVE_SEATS
    if inside and seat is not None and seat.state is not SeatState.HELD:
        return take(visit, here, seat.variant_id, seat.quantity)
    no = None if inside else may_enter(group, visit.tx.now)
    if no is not None:
        return _not_in(visit, here, no)
    return _choose(visit, group, offered, ChooseHere(here.id, quantity, 0), here.token)


def _not_in(visit: Visit, here: Hanging, no: Refused) -> list[Reply]:
    """Why not; who typed it hears of a full group which one it is, and that they can wait for a place."""
    group = finding.group(visit.tx, here.group_buy_id)
    if no.reason is not Reason.FULL or visit.pressed or group is None:
        return refuse(visit, no, here.token)
    t, view = views.brief(visit.tx, group, None, visit.person)
    aloud = named(visit.person.name, escape(sentence(t, no)))
    return tell(visit, whispers.full(t, view, here), start=here.token, aloud=aloud)


def _choose(
    visit: Visit,
    group: GroupBuy,
    offered: Mapping[int, Price],
    at: ChooseHere,
    token: str,
    said: Markup | None = None,
) -> list[Reply]:
    """Which one? Everybody may hear what there is to choose from, where there is no other way to say it."""
    if not 1 <= at.quantity <= MOST_UNITS:
        return refuse(visit, Refused(Reason.BAD_QUANTITY, MOST_UNITS))
    memory.asked(visit, at.hanging_id, at.quantity)
    t, view = views.brief(visit.tx, group, None, visit.person)
    called = labels(visit.tx, list(offered), t.language)
    order_ = [one.id for one in naming.named(visit.tx, list(offered))]
    variants = [(number, called.get(number, ""), offered[number].group) for number in order_]
    screen = whispers.choice(t, view, at, variants, said)
    there_are = t.gettext("Which one? Say for instance “+1 {choice}”.", choice=variants[0][1])
    there = " · ".join(shorten(label, LABEL) for _, label, _ in variants[:NAMED])
    aloud = named(visit.reader.name, lines([there_are, there]))
    toast = t.pgettext("toast", "Which one would you like?")
    return tell(visit, screen, start=token, toast=toast, aloud=aloud)


def _unfit(visit: Visit, why: Unfit) -> list[Reply]:
    if why is Unfit.NOT_WHOLE:
        return say_no(visit, visit.texts.pgettext("refusal", "Only whole numbers will do."))
    return refuse(visit, Refused(Reason.BAD_QUANTITY, MOST_UNITS))


def _to_pay(visit: Visit, here: Hanging, due: ToPay) -> list[Reply]:
    group = finding.group(visit.tx, here.group_buy_id)
    if group is None:
        return refuse(visit, Refused(Reason.GONE))
    seat = finding.seat_of(visit.tx, group.id, visit.person.id)
    t, view = views.brief(visit.tx, group, seat, visit.person)
    toast = t.pgettext("toast", "A place is kept for you: pay for it in our private chat.")
    start = to_seat(due.id)
    screen = whispers.kept(t, view, here, due)
    told = tell(visit, screen, start=start, toast=toast, aloud=go_on(visit, start))
    return heard(visit, told)


def _seated(visit: Visit, here: Hanging, group: GroupBuy, seat: Seat) -> list[Reply]:
    t, view = views.brief(visit.tx, group, seat, visit.person)
    screen = whispers.seated(t, view, here, seat)
    aloud = named(visit.reader.name, t.gettext("You are in."))
    toast = t.pgettext("toast", "You are in.")
    told = tell(visit, screen, start=to_seat(seat.id), toast=toast, aloud=aloud)
    return heard(visit, told)
