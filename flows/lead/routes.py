"""Which of a leader's buttons leads where; whether the presser leads that group buy is asked at each press."""

from flows import asking
from flows.lead import extending, handing, merging, nudging, pages, passing, rights
from flows.presses.lead import (
    CallMergeBack,
    ExtendGroup,
    KeepLead,
    LeaderPress,
    LeadPress,
    Listen,
    MergePress,
    OfferLead,
    OfferMerge,
    RefuseLead,
    RefuseMerge,
    Remind,
    SendHandOut,
    ShowCame,
    ShowExtend,
    ShowHandOut,
    ShowHeirs,
    ShowLead,
    ShowLed,
    ShowOthers,
    ShowReadyTexts,
    ShowRoster,
    TakeLead,
    TakeMerge,
)
from flows.replies import Reply
from flows.visit import Visit
from groupbuys.model import GroupBuy


def press(visit: Visit, pressed: LeadPress) -> list[Reply]:
    """A button of a leader; one of a group buy that they do not lead (any more) leads to its page."""
    asking.let_go(visit)
    match pressed:
        case ShowLed():
            return pages.led(visit, pressed)
        case TakeLead() | RefuseLead():
            return passing.answer(visit, pressed)
        case TakeMerge() | RefuseMerge():
            return merging.answer(visit, pressed)
        case Listen():
            return nudging.listen(visit, pressed)
        case (
            ShowLead()
            | ShowRoster()
            | ShowCame()
            | ShowReadyTexts()
            | ShowHandOut()
            | SendHandOut()
            | ShowExtend()
            | ExtendGroup()
            | ShowHeirs()
            | OfferLead()
            | KeepLead()
            | Remind()
            | ShowOthers()
            | OfferMerge()
            | CallMergeBack()
        ):
            group = rights.led_by(visit, pressed.group_buy_id)
            if group is None:
                return rights.not_leading(visit, pressed.group_buy_id)
            return _lead(visit, group, pressed)


def _lead(visit: Visit, group: GroupBuy, pressed: LeaderPress) -> list[Reply]:
    if isinstance(pressed, MergePress):
        return merging.press(visit, group, pressed)
    match pressed:
        case ShowLead():
            return pages.lead(visit, group)
        case ShowRoster():
            return pages.roster(visit, group, pressed)
        case ShowCame():
            return pages.came(visit, group, pressed)
        case ShowReadyTexts():
            return pages.ready_texts(visit, group)
        case ShowHandOut():
            return handing.show(visit, group, pressed)
        case SendHandOut():
            return handing.send(visit, group)
        case ShowExtend() | ExtendGroup() | ShowHeirs() | OfferLead() | KeepLead() | Remind():
            return _change(visit, group, pressed)


def _change(
    visit: Visit,
    group: GroupBuy,
    pressed: ShowExtend | ExtendGroup | ShowHeirs | OfferLead | KeepLead | Remind,
) -> list[Reply]:
    match pressed:
        case ShowExtend():
            return extending.ask(visit, group)
        case ExtendGroup():
            return extending.extend(visit, group)
        case ShowHeirs():
            return passing.heirs(visit, group, pressed)
        case OfferLead():
            return passing.offer(visit, group, pressed)
        case KeepLead():
            return passing.keep(visit, group)
        case Remind():
            return nudging.remind(visit, group)
