"""What is said when something broke on our side."""

from flows.languages import ours
from flows.texts import Texts


def apology(language: str | None) -> str:
    """A plain sentence for a toast, in our language for an IETF tag such as "zh-TW"."""
    t = Texts(ours(language))
    return t.pgettext("toast", "Something went wrong on our side. Please try again in a moment.")
