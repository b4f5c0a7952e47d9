"""Which of a leader's buttons leads where; whether the presser leads that group buy is asked at each press."""

from flows import asking
from flows.lead import pages, rights
from flows.presses.lead import (
    LeadPress,
    ShowCame,
    ShowLead,
    ShowLed,
    ShowReadyTexts,
    ShowRoster,
)
from flows.replies import Reply
from flows.visit import Visit


def press(visit: Visit, pressed: LeadPress) -> list[Reply]:
    """A button of a leader; one of a group buy that they do not lead (any more) leads to its page."""
    asking.let_go(visit)
    if isinstance(pressed, ShowLed):
        return pages.led(visit, pressed)
    group = rights.led_by(visit, pressed.group_buy_id)
    if group is None:
        return rights.not_leading(visit, pressed.group_buy_id)
    match pressed:
        case ShowLead():
            return pages.lead(visit, group)
        case ShowRoster():
            return pages.roster(visit, group, pressed)
        case ShowCame():
            return pages.came(visit, group, pressed)
        case ShowReadyTexts():
            return pages.ready_texts(visit, group)
