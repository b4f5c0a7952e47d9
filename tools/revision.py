"""Writes the next migration from what the tables say: python tools/revision.py "add a column"."""

import sys
import tempfile
from importlib import import_module
from pathlib import Path

from alembic import command

from storage.engine import open_engine
from storage.migrating import configuration, migrate

SLICES = ("storage", "catalog", "people", "payments", "groupbuys")


def main(message: str) -> None:
    """Compare the tables with the revisions there are, and write the difference as a new one."""
    for slice_ in SLICES:
        for file in Path(slice_).rglob("*tables.py"):
            import_module(".".join(file.with_suffix("").parts))
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'empty.db'}"
        migrate(url)
        engine = open_engine(url, 1)
        with engine.connect() as connection:
            made = configuration(connection)
            versions = Path(made.get_main_option("script_location") or "") / "versions"
            number = len(list(versions.glob("0*.py"))) + 1
            command.revision(made, message, autogenerate=True, rev_id=f"{number:04d}")
        engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
