"""A provider that does at once whatever it is asked, straight from a story."""

from datetime import timedelta

from groupbuys.refunding import step_done
from payments import stepping
from payments.model import Step
from tests.stories import Town

LEASE = timedelta(minutes=3)


def claims(town: Town, most: int = 100) -> tuple[Step, ...]:
    """Take the steps that are due."""
    return town.run(lambda tx: stepping.claim(tx, LEASE, most))


def does(town: Town, step: Step) -> bool:
    """The provider did this step."""
    return town.run(lambda tx: step_done(tx, step))


def works_off(town: Town) -> list[Step]:
    """Have every step done that is due; returns them in the order in which they were claimed."""
    done: list[Step] = []
    while steps := claims(town):
        for step in steps:
            assert does(town, step)
        done += steps
    return done
