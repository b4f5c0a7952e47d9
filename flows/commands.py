"""The command menu, in every language."""

from flows.texts import Texts

PRIVATE_IN_GROUPS = ("join", "leave")
"""Commands that are answered in a group to who sent them alone; /group and /list put something there for everybody."""


def menu(language: str) -> tuple[tuple[str, str], ...]:
    """The commands in the order of the menu, each with what it does, in plain words."""
    t = Texts(language)
    return (
        ("start", t.pgettext("command", "The shop")),
        ("deals", t.pgettext("command", "Browse what there is")),
        ("mine", t.pgettext("command", "My groups")),
        ("lead", t.pgettext("command", "Groups that you lead")),
        ("orders", t.pgettext("command", "My orders and refunds")),
        ("coupons", t.pgettext("command", "My coupons")),
        ("rewards", t.pgettext("command", "My rewards for leading")),
        ("language", t.pgettext("command", "Change the language")),
        ("mute", t.pgettext("command", "Reminders and quiet hours")),
        ("shop", t.pgettext("command", "Open a shop, or run yours")),
        ("help", t.pgettext("command", "How it works")),
    )


def menu_in_groups(language: str) -> tuple[tuple[str, str], ...]:
    """The commands of the menu in group chats."""
    t = Texts(language)
    return (
        ("group", t.pgettext("command", "Bring your group in here")),
        ("join", t.pgettext("command", "Join, such as: /join 2 blue")),
        ("list", t.pgettext("command", "Who is in")),
        ("leave", t.pgettext("command", "Leave")),
        ("help", t.pgettext("command", "How it works")),
    )
