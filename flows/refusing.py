"""Refusals: over the pressed button, or as a message where there was none."""

from markupsafe import escape

from flows.replies import Reply, Say
from flows.screens import home
from flows.screens.refusals import sentence
from flows.visit import Visit
from groupbuys.model import Refused


def refuse(visit: Visit, no: Refused) -> list[Reply]:
    """Say why not; what the reader was looking at stays there."""
    said = sentence(visit.texts, no)
    if visit.pressed:
        return visit.tell(said, alert=True)
    return [Say(home.note(visit.texts, escape(said)))]
