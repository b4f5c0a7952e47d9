"""Promises 5 to 7 and 16 to 22: wherever seats go, and whatever goes wrong, everybody's money ends somewhere."""

import os
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.money.hands import WholeLife

LIVES = int(os.environ.get("LIVES", "24"))
"""How many lives are tried: the gate has a minute for them, `LIVES=1000` takes its time."""


def test_whatever_happens_to_seats_and_money_everybody_s_money_ends_somewhere(
    sqlite_template: Path,
) -> None:
    """Our ledger, our payments and the providers' own books agree after every step, and nothing is left at the end."""
    WholeLife.template, WholeLife.ends = sqlite_template, 0
    run_state_machine_as_test(
        WholeLife,
        settings=settings(
            max_examples=LIVES,
            stateful_step_count=40,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert WholeLife.ends >= LIVES, "each was followed to its end"
