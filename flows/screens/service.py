"""A shop's service in words, for shoppers: each figure with what it is based on, silent where there is too little."""

from datetime import timedelta

from markupsafe import Markup

from flows.screens.shape import lines
from flows.texts import Texts
from groupbuys.service import Service

_HOUR = timedelta(hours=1)


def service(t: Texts, of: Service) -> Markup:
    """What a shop promises about sending, and how it has served its buyers in the last 90 days."""
    promise = t.ngettext("Ships within {n} day", "Ships within {n} days", of.ship_days)
    if of.is_silent:
        return lines([promise, t.gettext("There is too little yet to say how this shop serves.")])
    return lines([promise, _complaints(t, of), _late(t, of), _answers(t, of), _refunds(t, of)])


def _complaints(t: Texts, of: Service) -> Markup | None:
    if of.complaint_percent is None:
        return None
    return t.ngettext(
        "Complaints: {percent} of {n} order in 90 days",
        "Complaints: {percent} of {n} orders in 90 days",
        of.orders,
        percent=t.percent(of.complaint_percent),
    )


def _late(t: Texts, of: Service) -> Markup | None:
    if of.late_percent is None:
        return None
    return t.ngettext(
        "Sent late: {percent} of {n} parcel",
        "Sent late: {percent} of {n} parcels",
        of.sent,
        percent=t.percent(of.late_percent),
    )


def _answers(t: Texts, of: Service) -> Markup | None:
    if of.answer_time is None:
        return None
    return t.gettext(
        "Answers a claim in {length} (median of {n})",
        n=t.number(of.answers),
        length=_about(t, of.answer_time),
    )


def _refunds(t: Texts, of: Service) -> Markup | None:
    if of.refund_time is None:
        return None
    return t.gettext(
        "Money back {length} after the claim (median of {n})",
        n=t.number(of.refunds),
        length=_about(t, of.refund_time),
    )


def _about(t: Texts, length: timedelta) -> str:
    """In minutes where it is short, else in whole hours: nobody wants seconds."""
    minutes = max(1, round(length.total_seconds() / 60))
    if length < 2 * _HOUR:
        return t.length(timedelta(minutes=minutes))
    return t.length(timedelta(hours=round(minutes / 60)))
