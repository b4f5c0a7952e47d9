"""The command menu, in every language."""

from flows.texts import Texts


def menu(language: str) -> tuple[tuple[str, str], ...]:
    """The commands in the order of the menu, each with what it does, in plain words."""
    t = Texts(language)
    return (
        ("start", t.pgettext("command", "The shop")),
        ("deals", t.pgettext("command", "Browse what there is")),
        ("mine", t.pgettext("command", "My groups")),
        ("lead", t.pgettext("command", "Groups that you lead")),
        ("orders", t.pgettext("command", "My orders and refunds")),
        ("language", t.pgettext("command", "Change the language")),
        ("mute", t.pgettext("command", "Reminders and quiet hours")),
        ("shop", t.pgettext("command", "Open a shop, or run yours")),
        ("help", t.pgettext("command", "How it works")),
    )
