"""Why something that a leader wishes is refused, each in a plain sentence."""

from flows.texts import Texts
from groupbuys.leading.model import No


def sentence(t: Texts, no: No) -> str:
    """At most 200 characters, plain."""
    return {
        No.NOT_LEADING: t.pgettext("toast", "Only the leader of that group can do this."),
        No.CLOSED: t.pgettext("toast", "This group does not look for people any more."),
        No.NO_RULE: t.pgettext("toast", "The shop lets nobody extend a group of this deal."),
        No.USED: t.pgettext("toast", "This group was extended already; that can be done once."),
        No.ENOUGH: t.pgettext(
            "toast",
            "Enough people are in: the group succeeds when it closes, so it stays as it is.",
        ),
        No.NO_ROOM: t.pgettext("toast", "The deal ends when this group closes."),
        No.NOT_IN: t.pgettext("toast", "That person has no paid place in this group."),
        No.REMINDED: t.pgettext("toast", "You reminded them already; that can be done once."),
        No.NOBODY: t.pgettext("toast", "Nobody who agreed to it would hear of it in time."),
        No.OTHER_TERMS: t.pgettext("toast", "These two were not opened with the same terms."),
        No.TOO_MANY: t.pgettext(
            "toast", "Together they are more people than one group has room for."
        ),
        No.ASKED: t.pgettext(
            "toast", "They were asked within the last day already. One question a day is enough."
        ),
        No.DECLINED: t.pgettext(
            "toast", "They would rather not, so they are not asked again for this group."
        ),
        No.GONE: t.pgettext("toast", "That question is not open any more."),
    }[no]
