"""What whoever runs this does in the chat about money that keeps failing: it is tried again, or was done by hand."""

from collections.abc import Mapping
from types import MappingProxyType

from markupsafe import Markup

from flows import asking
from flows.events import Typed
from flows.presses.operator import AskHowDone, OperatorPress, SayHowDone, ShowAlarm, TryAgain
from flows.replies import Reply
from flows.screens.alarms import CASH, PAGES, TRANSFER, alarm_screen, how
from flows.visit import Visit
from groupbuys.refunding import done_by_hand
from payments import by_hand
from payments.by_hand import Barred
from payments.model import Step
from storage import alarms
from storage.alarms import MONEY_STUCK, Alarm

_HOW: Mapping[str, str] = MappingProxyType(
    {
        PAGES: "done in the provider's own pages",
        TRANSFER: "paid by bank transfer",
        CASH: "paid in cash",
    }
)
"""What the ledger says of each way; in English, as everything there."""

_LONGEST = 300
"""Characters of a reason."""


def press(visit: Visit, pressed: OperatorPress) -> list[Reply]:
    """A button under an alarm; anywhere but in the chat that was told of it, it does nothing."""
    alarm = alarms.told_in(visit.tx, pressed.alarm_id, visit.place.chat)
    if alarm is None or alarm.kind != MONEY_STUCK:
        return visit.tell(visit.texts.pgettext("toast", "This is for whoever runs the shop."))
    match pressed:
        case ShowAlarm():
            asking.let_go(visit)
            return visit.show(alarm_screen(visit.texts, alarm))
        case TryAgain():
            return _try_again(visit, alarm)
        case AskHowDone():
            private = visit.place.kind == "private"
            if private:
                asking.asks(visit, pressed)
            return visit.show(how(visit.texts, alarm, typed=private))
        case SayHowDone():
            reason = _HOW.get(pressed.how)
            return [] if reason is None else _done(visit, alarm, reason)


def typed(visit: Visit, question: AskHowDone, event: Typed) -> list[Reply]:
    """How it was done, in words."""
    alarm = alarms.told_in(visit.tx, question.alarm_id, visit.place.chat)
    reason = " ".join(event.text.split())[:_LONGEST]
    if alarm is None or not reason:
        return []
    return _done(visit, alarm, reason)


def _try_again(visit: Visit, alarm: Alarm) -> list[Reply]:
    t = visit.texts
    if not by_hand.try_now(visit.tx, alarm.subject_id):
        return visit.show(alarm_screen(t, alarm, _over(visit)))
    return visit.tell(t.pgettext("toast", "It is tried now. If it fails again, it stays here."))


def _done(visit: Visit, alarm: Alarm, reason: str) -> list[Reply]:
    asking.let_go(visit)
    t, who = visit.texts, f"{visit.person.name}, in the chat"
    match done_by_hand(visit.tx, alarm.subject_id, reason, who):
        case Barred.NOT_STUCK:
            return visit.show(alarm_screen(t, alarm, _over(visit)))
        case Barred.BEING_TRIED:
            busy = t.pgettext(
                "toast", "It is being tried at this moment: look again in three minutes."
            )
            return visit.tell(busy, None if visit.pressed else alarm_screen(t, alarm))
        case Step(amount=amount):
            said = t.gettext("✅ {amount}: done by hand.", amount=t.money(amount))
            return visit.show(alarm_screen(t, alarm, said))


def _over(visit: Visit) -> Markup:
    return visit.texts.gettext("✅ It is done by now.")
