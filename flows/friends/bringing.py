"""A place for a friend who is not here: whom it is for, and then the choice and the seat as for oneself."""

from catalog.offers import prices
from flows import asking, joining, picking
from flows.friends import acting
from flows.presses.every import Join, Pick
from flows.presses.guests import BringFriend
from flows.refusing import refuse
from flows.replies import Reply, Say
from flows.screens.friends import bringing as screen
from flows.texts import Texts
from flows.visit import Visit
from groupbuys import finding
from groupbuys.facts import lock_person
from groupbuys.friends import naming
from groupbuys.friends.bringing import brought, may_bring
from groupbuys.model import GroupBuy, Reason, Refused
from groupbuys.rules import may_enter
from people import guests


def ask(visit: Visit, press: BringFriend) -> list[Reply]:
    """For whom? Friends who were named before are one press away."""
    group = finding.group(visit.tx, press.group_buy_id)
    no = Refused(Reason.GONE) if group is None else _no(visit, group)
    if group is None or no is not None:
        return refuse(visit, no or Refused(Reason.GONE))
    inside = {one.guest.person_id for one in brought(visit.tx, visit.person.id, group.id)}
    known = [
        one for one in guests.of_host(visit.tx, visit.person.id) if one.person_id not in inside
    ]
    asking.asks(visit, press)
    return visit.show(screen.ask(visit.texts, group, known, _joins(visit, group)))


def typed(visit: Visit, question: BringFriend, text: str) -> list[Reply]:
    """The friend's name."""
    group = finding.group(visit.tx, question.group_buy_id)
    asking.let_go(visit)
    no = Refused(Reason.GONE) if group is None else _no(visit, group)
    if group is None or no is not None:
        return refuse(visit, no or Refused(Reason.GONE))
    found = friend(visit, text, group)
    match found:
        case Refused():
            return refuse(visit, found)
        case str():
            asking.asks(visit, question)
            return [Say(screen.again(visit.texts, group, found))]
        case Visit():
            wanted = _joins(visit, group)
            done = (
                joining.join(found, wanted)
                if isinstance(wanted, Join)
                else picking.pick(found, wanted)
            )
            return acting.spoken(found, done)


def friend(visit: Visit, said: str, group: GroupBuy | None) -> Visit | Refused | str:
    """The visit of the friend of that name, who is written down if they are new; else why not, in a value or in words.

    `group`: the group buy that they are to join, if that is known.
    """
    t, name = visit.texts, guests.fitting(said)
    if name is None:
        return nameless(t)
    lock_person(visit.tx, visit.person.id)
    known = guests.called(visit.tx, visit.person.id, name)
    guest_id = known.person_id if known is not None else 0
    no = may_bring(visit.tx, visit.person.id, group, guest_id) if group is not None else None
    if no is not None:
        return no
    found = naming.name(visit.tx, visit.person, name)
    if found is None:
        return t.npgettext(
            "refusal",
            "You have named {n} friend already. I keep no more names.",
            "You have named {n} friends already. I keep no more names.",
            guests.MOST,
        )
    return acting.for_guest(visit, found)


def nameless(t: Texts) -> str:
    """What was said is no name."""
    return t.pgettext(
        "refusal",
        "What is your friend called? I need a plain name with letters in it, without a link or an @.",
    )


def _no(visit: Visit, group: GroupBuy) -> Refused | None:
    return may_enter(group, visit.tx.now) or may_bring(visit.tx, visit.person.id, group)


def _joins(visit: Visit, group: GroupBuy) -> Join | Pick:
    """What joins: at once where there is one variant."""
    offered = prices(visit.tx, group.terms_id)
    if len(offered) == 1:
        return Join(group.id, next(iter(offered)), 1)
    return Pick("j", group.id)
