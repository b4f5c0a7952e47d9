"""kaituan letters: what shops wrote to the buyers of their deals, for whoever runs the house."""

from sqlalchemy import bindparam, func, select

from catalog.tables import shop
from groupbuys.telling.tables import letter
from kaituan.books import there
from people.tables import person
from storage.transaction import Found

LATEST = 50
"""Letters that are shown, the newest first."""

_LETTERS = (
    select(
        *letter.c["id", "deal_id", "text", "sent_at", "receivers"],
        shop.c.name,
        func.coalesce(person.c.name, "").label("author"),
    )
    .join_from(letter, shop, shop.c.id == letter.c.shop_id)
    .outerjoin(person, person.c.id == letter.c.author_id)
    .where(
        letter.c.sent_at.is_not(None),
        (bindparam("of_shop") == 0) | (letter.c.shop_id == bindparam("of_shop")),
    )
    .order_by(letter.c.sent_at.desc(), letter.c.id.desc())
    .limit(LATEST)
)


def letters(database: str | None, shop_id: int) -> str:
    """The newest letters, of one shop or (0) of all. Raises Trouble where the database cannot be opened."""
    with there(database) as books:
        rows = books.run_now(lambda tx: tx.all(_LETTERS, {"of_shop": shop_id}))
    if not rows:
        return "No shop has written to the buyers of a deal yet."
    return "\n\n".join(map(_letter, rows))


def _letter(row: Found) -> str:
    when = row.sent_at.strftime("%Y-%m-%d %H:%M UTC")
    head = f"{when}  {row.name}, deal {row.deal_id}, by {row.author or 'somebody'}"
    words = "\n".join(f"    {line}" for line in printable(row.text).splitlines())
    return f"{head}, to {row.receivers}\n{words}"


def printable(words: str) -> str:
    """People's words without what a terminal would obey."""
    return "".join(one if one.isprintable() or one == "\n" else " " for one in words)
