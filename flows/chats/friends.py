"""Places for friends, asked for in a group chat: "+1 for Mum", "-1 Mum". Who says it speaks for them."""

from collections.abc import Callable
from typing import TypeAlias, TypeVar

from flows.chats import relations
from flows.chats.phrases import Meaning, Order, Out
from flows.chats.saying import refuse, say_no
from flows.friends import acting, bringing
from flows.replies import Reply
from flows.screens.names import clean
from flows.visit import Visit
from groupbuys.model import GroupBuy, Refused
from groupbuys.rules import may_enter
from people import guests

_Meant = TypeVar("_Meant", bound=Meaning)
Deed: TypeAlias = Callable[[Visit, _Meant], list[Reply]]
"""What is done about words, for whoever the visit is of."""


def is_known(visit: Visit, said: str) -> bool:
    """Whether that is what a friend is called whom they named before."""
    name = guests.fitting(said)
    return name is not None and guests.called(visit.tx, visit.person.id, name) is not None


def unsure(visit: Visit, wish: Order) -> list[Reply]:
    """There is nothing to choose: is it a friend that they mean? Nothing is taken."""
    if guests.fitting(wish.choice) is None or wish.choice.casefold().startswith("for "):
        return say_no(visit, bringing.nameless(visit.texts))
    said = visit.texts.pgettext(
        "refusal",
        "There is only one kind of this. Is it for a friend? Then say for instance “+1 for {name}”.",
        name=clean(wish.choice),
    )
    return say_no(visit, said)


def order(visit: Visit, group: GroupBuy, wish: Order, deed: Deed[Order]) -> list[Reply]:
    """Take a place for a friend; nobody is written down where there is none to take."""
    no = may_enter(group, visit.tx.now)
    known = guests.called(visit.tx, visit.person.id, guests.fitting(wish.friend) or "")
    if no is not None and known is None:
        return refuse(visit, no)
    return _for(visit, wish, deed, group)


def named(visit: Visit, wish: Order, deed: Deed[Order]) -> list[Reply]:
    """The same while it is not known yet in which group buy."""
    return _for(visit, wish, deed)


def meant(visit: Visit, meaning: Meaning, deed: Deed[Meaning], *, to_us: bool) -> list[Reply]:
    """What is meant for oneself is done; out of it for a friend, that is done for them.

    Of a friend whom nobody named it is talk, unless it was said to us.
    """
    if isinstance(meaning, Order):
        return deed(visit, relations.told(meaning))
    if not isinstance(meaning, Out) or not meaning.friend:
        return deed(visit, meaning)
    name = guests.fitting(meaning.friend)
    known = None if name is None else guests.called(visit.tx, visit.person.id, name)
    if known is not None:
        friend = acting.for_guest(visit, known)
        return acting.spoken(friend, deed(friend, Out(meaning.fewer)))
    if not to_us:
        return []
    said = visit.texts.pgettext(
        "refusal",
        "You have taken no place for {name}.",
        name=clean(name or meaning.friend),
    )
    return say_no(visit, said)


def _for(
    visit: Visit, wish: Order, deed: Deed[Order], group: GroupBuy | None = None
) -> list[Reply]:
    friend = bringing.friend(visit, wish.friend, group)
    match friend:
        case Refused():
            return refuse(visit, friend)
        case str():
            return say_no(visit, friend)
        case Visit():
            return acting.spoken(friend, deed(friend, Order(wish.quantity, wish.choice)))
