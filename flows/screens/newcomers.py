"""How it is said that a group is for newcomers: shortly on cards and posters, wholly where a deal is explained."""

from markupsafe import Markup

from flows.texts import Texts


def short(t: Texts) -> Markup:
    """On whatever shows a group buy."""
    return t.gettext("🌱 Whoever joins must be new to this shop.")


def whole(t: Texts) -> Markup:
    """Where one may start a group."""
    return t.gettext(
        "🌱 A group for newcomers: anybody may start one, and whoever joins must be new to this shop "
        "(no order here so far)."
    )


def plain(t: Texts) -> str:
    """In words that are passed on, and on posters."""
    return t.pgettext("share", "For people new to this shop.")


def behind(t: Texts, words: str) -> str:
    """The same behind other words, plain."""
    return f"{words}{t.gap}{plain(t)}"


def who(t: Texts, newcomers: bool) -> str:  # noqa: FBT001  it is the value that a form shows
    """Who may join, as a form says it."""
    if newcomers:
        return t.pgettext("who may join", "only new customers")
    return t.pgettext("who may join", "everybody")


def not_you(t: Texts) -> Markup:
    """To somebody who is no newcomer, on the page of such a group."""
    return t.gettext(
        "This group is for people new to this shop, and you know it already. You can start a group of your own, "
        "or buy alone."
    )


def not_new(t: Texts) -> Markup:
    """Why money does not get the place that it was for."""
    return t.gettext(
        "Your payment arrived, but this group is for people new to the shop, and by then you were not any more."
    )
