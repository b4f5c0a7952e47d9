"""What the shop's own history says for sure, as a sentence; and where it says nothing, that it does not."""

from collections.abc import Callable

from markupsafe import Markup

from flows.screens.figures.sight import Sight
from groupbuys.figures.advice import (
    ENOUGH,
    Alike,
    Apart,
    Better,
    Few,
    Nothing,
    Single,
    Torn,
    Verdict,
    Way,
)


def said(sight: Sight, found: Verdict, named: Callable[[Way], str]) -> Markup:
    """The answer in words; `named` says a way."""
    t = sight.t
    match found:
        case Nothing():
            return t.gettext("No group has ended yet: ask again after the first ones.")
        case Single(way):
            return t.gettext("Only {way} was tried: there is nothing to compare.", way=named(way))
        case Apart():
            return t.gettext("No two were tried on the same product: they cannot be compared.")
        case Few(one, other, missing):
            return t.gettext(
                "Not enough yet on the same products: {one} in {ones} groups, {other} in {others}, and it takes "
                "{enough} of each. Ask again after {missing} more.",
                **_two(sight, one, other, named),
                enough=t.number(ENOUGH),
                missing=t.number(missing),
            )
        case Alike(one, other):
            return t.gettext(
                "No clear difference on the same products: {one} succeeded {one_did} of {ones} times, "
                "{other} {other_did} of {others}.",
                **_two(sight, one, other, named),
            )
        case Torn(often, rich):
            return t.gettext(
                "On the same products {one} succeeded more often ({one_did} of {ones}, {other} {other_did} of "
                "{others}), but {other} brought in more a group: {other_money} to {one_money}. That is yours to weigh.",
                **_two(sight, often, rich, named),
            )
        case Better(best, worse):
            return t.gettext(
                "✅ <b>{one}</b>: on the same products {one_did} of {ones} succeeded, with {other} only {other_did} of "
                "{others}, and a group brought in {one_money} to {other_money}.",
                **_two(sight, best, worse, named),
            )


def _two(sight: Sight, one: Way, other: Way, named: Callable[[Way], str]) -> dict[str, object]:
    t = sight.t
    return {
        "one": named(one),
        "ones": t.number(one.groups),
        "one_did": t.number(one.succeeded),
        "one_money": sight.money(one.each),
        "other": named(other),
        "others": t.number(other.groups),
        "other_did": t.number(other.succeeded),
        "other_money": sight.money(other.each),
    }
