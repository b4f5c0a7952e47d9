"""What an assistant read in a merchant's words: offered where fields are open, and shown with the words it is from."""

from collections.abc import Sequence
from dataclasses import replace

from catalog.editing.drafting import Field, Help
from flows.faces import Screen
from flows.presses.reading import ReadAgain
from flows.screens.buttons import button
from flows.screens.desk.drafting import label_of
from flows.screens.shape import lines, paragraphs
from flows.texts import Texts


def offered(t: Texts, shown: Screen, shop_id: int) -> Screen:
    """The form with a way to the assistant, and where the words go if it is taken."""
    text = paragraphs(
        shown.text,
        t.gettext(
            "<i>The assistant may know more: your words then go to the service that this bot's "
            "operator has chosen.</i>"
        ),
    )
    ask = button(t.pgettext("button", "Let the assistant read it"), ReadAgain(shop_id))
    return replace(shown, text=text, buttons=((ask,), *shown.buttons))


def with_help(t: Texts, shown: Screen, help_: Sequence[Help]) -> Screen:
    """The form with what the assistant filled in, and from which words."""
    return replace(shown, text=paragraphs(shown.text, lines(_read(t, one) for one in help_)))


def no_help(t: Texts, shown: Screen) -> Screen:
    """The form, and that the assistant was of no use."""
    said = t.gettext("The assistant found nothing more in your words.")
    return replace(shown, text=paragraphs(said, shown.text))


def is_read(t: Texts) -> str:
    """It goes on in the background."""
    return t.pgettext("toast", "The assistant reads your words…")


def _read(t: Texts, one: Help) -> str:
    field: Field = one.field
    return t.gettext(
        "🔎 {field}: the assistant read it from “{quote}”. Is that right?",
        field=label_of(t, field),
        quote=one.quote,
    )
