"""From a link that was followed to a group buy that succeeded."""

from charts.values import Row, Rows, Tone
from flows.screens.figures.sight import Figure, Sight
from groupbuys.figures.funnel import Funnel


def funnel(sight: Sight, found: Funnel) -> Figure:
    """How many came how far in the group buys that were opened in this time."""
    t = sight.t
    title = t.pgettext("chart", "From link to order")
    if not found.taken and not found.followed:
        nothing = t.gettext("Nobody opened a link or took a seat in this time.")
        return Figure(sight.words(title, nothing))
    steps = _steps(sight, found)
    said = [
        *(sight.counted(label, count) for label, count, _ in steps),
        t.gettext(
            "Of the paid seats, {share} came through an invitation.",
            share=t.percent(found.invited * 100 // found.paid),
        )
        if found.paid
        else None,
        t.gettext(
            "It counts the groups that were opened in this time. Who only looked around is not counted."
        ),
    ]
    return Figure(sight.words(title, *said), _chart(sight, title, found))


def _steps(sight: Sight, found: Funnel) -> tuple[tuple[str, int, Tone], ...]:
    t = sight.t
    return (
        (t.pgettext("chart", "Groups started"), found.started, "pale"),
        (t.pgettext("chart", "Invitations opened"), found.followed, "pale"),
        (t.pgettext("chart", "Seats taken"), found.taken, "accent"),
        (t.pgettext("chart", "Seats paid"), found.paid, "accent"),
        (t.pgettext("chart", "Seats in groups that succeeded"), found.kept, "accent"),
    )


def _chart(sight: Sight, title: str, found: Funnel) -> Rows:
    t = sight.t
    shares = {3: found.paid, 4: found.kept}
    rows = [
        Row(label, count, t.number(count), tone, _of(sight, shares.get(at), found.taken))
        for at, (label, count, tone) in enumerate(_steps(sight, found))
    ]
    note = t.pgettext("chart", "Not counted: who only looked around")
    return Rows(sight.frame(title, note), tuple(rows))


def _of(sight: Sight, part: int | None, whole: int) -> str:
    """Its share of the seats that were taken."""
    return "" if part is None or not whole else sight.t.percent(part * 100 // whole)
