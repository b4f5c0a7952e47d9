"""The provider's list of charges: page by page, and as the one who reconciles reads it."""

from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest

from catalog.money import Money
from payments.port import Later, Rejected
from payments.sandbox_provider import SandboxProvider
from sandbox.provider.pages import PAGE
from sandbox.world.faults import Failure, Fault
from tests.sandbox.test_paying import STEPS, bearer, held
from tests.sandbox.town import PROVIDER_TOKEN, Town

LIST = "/provider/v1/charges"


@pytest.fixture
async def provider(town: Town) -> AsyncIterator[SandboxProvider]:
    """Speak to the sandbox as Kaituan does."""
    speaking = SandboxProvider(town.address, PROVIDER_TOKEN)
    yield speaking
    await speaking.close()


async def test_all_pages_are_read_the_oldest_first(town: Town, provider: SandboxProvider) -> None:
    begun = town.world.clock.now()
    charges = [held(town) for _ in range(2 * PAGE + 1)]
    town.world.provider.hold("another account", 5, "EUR", begun)
    listed = await provider.listed(begun, begun + timedelta(hours=1))
    assert not isinstance(listed, Later | Rejected)
    assert [one.charge for one in listed] == charges
    assert await provider.listed(begun + timedelta(hours=1), begun + timedelta(hours=2)) == []
    assert await provider.listed(begun - timedelta(hours=1), begun) == []


async def test_what_became_of_each_charge_is_said(
    town: Town, http: httpx.AsyncClient, provider: SandboxProvider
) -> None:
    """Of what was held and captured lower the rest is back as well: no more of it is with the shop (promise 5)."""
    begun = town.world.clock.now()
    for number, steps in enumerate(
        (
            (),
            (("void", None),),
            (("capture", None),),
            (("capture", None), ("refunds", 300)),
            (("capture", None), ("refunds", None)),
            (("capture", 700),),
            (("capture", 700), ("refunds", 300)),
            (("capture", 700), ("refunds", None)),
        )
    ):
        charge = held(town)
        for step, amount in steps:
            body = {} if amount is None else {"amount": amount}
            key = bearer(f"{number}-{step}")
            await http.post(f"{STEPS}{charge}/{step}", json=body, headers=key)
    listed = await provider.listed(begun, begun + timedelta(hours=1))
    assert not isinstance(listed, Later | Rejected)
    assert [(one.state, one.back.minor) for one in listed] == [
        ("held", 0),
        ("voided", 900),
        ("captured", 0),
        ("captured", 300),
        ("refunded", 900),
        ("captured", 200),
        ("captured", 500),
        ("refunded", 900),
    ]
    assert {one.amount for one in listed} == {Money(900, "EUR")}


async def test_a_list_that_does_not_come_is_asked_for_later(
    town: Town, provider: SandboxProvider
) -> None:
    now = town.world.clock.now()
    town.world.faults.plan(Fault(Failure.TOO_MANY, "provider/*", retry_after=3))
    assert await provider.listed(now, now) == Later("rate limited", 3.0)
    town.world.faults.plan(Fault(Failure.LOST, "provider/*"))
    assert isinstance(await provider.listed(now, now), Later)
    stranger = SandboxProvider(town.address, "wrong")
    assert isinstance(await stranger.listed(now, now), Rejected)
    await stranger.close()


@pytest.mark.parametrize(
    "asked", [{"since": "yesterday"}, {"until": "2026-03-02T12:00:00"}, {"after": "ch_0"}]
)
async def test_a_question_that_makes_no_sense_is_refused(
    http: httpx.AsyncClient, asked: dict[str, str]
) -> None:
    answer = await http.get(LIST, params=asked, headers=bearer(""))
    (name,) = asked
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, f"{name}_invalid")
