"""Keeps the README's table of settings as the code has it: python -m tools.readme check | update."""

import sys
from pathlib import Path

from bot.settings import table

README = Path(__file__).parent.parent / "README.md"
BEGIN, END = "<!-- settings -->", "<!-- /settings -->"


def refreshed(text: str) -> str:
    """The text with today's table between its markers."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{table()}\n\n{END}{after}"


def main(what: str) -> int:
    """Check or update; 1 where a check finds an old table."""
    old = README.read_text(encoding="utf-8")
    new = refreshed(old)
    if what == "update":
        README.write_text(new, encoding="utf-8")
    elif new != old:
        print("README.md: the table of settings is old; run 'make messages'", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
