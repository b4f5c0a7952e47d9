"""People who want to be told once a day, and groups wide enough for many to join."""

from datetime import UTC, datetime, timedelta

from tests.flows.bazaar import Bazaar
from tests.flows.phone import Phone
from tests.flows.walks import opens
from tests.follow.street import Street

SIX = datetime(2026, 3, 2, 17, tzinfo=UTC)
"""Six in the evening in Berlin, where the shop is; stories begin at one in the afternoon there."""
DAY = timedelta(days=1)


async def once_a_day(phone: Phone) -> None:
    """Choose to be told once a day."""
    await phone.command("mute")
    await phone.press("How news comes")
    await phone.press("Once a day")


async def leads(street: Street, *others: str) -> tuple[Phone, list[Phone], str]:
    """Mei wants to be told once a day and leads a group; gives her, others and her invite."""
    mei, *rest = await street.phones("Mei", *others)
    await once_a_day(mei)
    token = await opens(mei)
    await street.go()
    return mei, rest, token


def wide(url: str) -> Bazaar:
    """A bazaar whose groups take nine."""
    return Bazaar(url, minimum=9, capacity=9)
