"""make bench: the hot paths of this machine as ratios, measured in one run, in turns, medians."""

import asyncio
import platform
import sys
import tempfile
from pathlib import Path

from bench.programme import Size, measure
from bench.report import printed
from bot.running import settle_memory

FULL = Size(
    rounds=5,
    joins=1_920,
    usual=320,
    crowd=100,
    groups=100_000,
    due=10_000,
    deals=50,
    channels=20,
    sailing=300.0,
    copies=200,
    flying=2_000,
)
QUICK = Size(
    rounds=1,
    joins=128,
    usual=64,
    crowd=8,
    groups=500,
    due=100,
    deals=3,
    channels=2,
    sailing=20.0,
    copies=5,
    flying=40,
)


def main(arguments: list[str]) -> int:
    """Measure and print; --quick only shows that everything works. The figures are judged, never the exit code."""
    size = QUICK if "--quick" in arguments else FULL
    settle_memory()
    with tempfile.TemporaryDirectory(prefix="kaituan-bench-") as folder:
        lines = asyncio.run(measure(Path(folder), size))
    print(
        f"Python {platform.python_version()}, {platform.machine()}, medians of {size.rounds} rounds"
    )
    print(printed(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
