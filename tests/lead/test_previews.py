"""Every button of a leader can be walked to, in every language, within the messenger's limits."""

from typing import get_args

import pytest
from sqlalchemy import select, update

from catalog.offers import prices
from catalog.tables import terms
from flows.presses.lead import (
    LeadPress,
    Listen,
    OfferLead,
    OfferMerge,
    SendHandOut,
    ShowHandOut,
)
from flows.presses.seats import Join
from groupbuys.tables import group_buy
from tests.flows.bazaar import NASTY, Bazaar
from tests.flows.phone import Phone
from tests.flows.test_news import me, told
from tests.flows.test_previews import crawl
from tests.flows.walks import opens

_JOIN = {"en": "Join", "zh-hans": "参团", "zh-TW": "加入"}
_START = {"en": "Start a group", "zh-hans": "发起拼团", "zh-TW": "開團"}


def the_mug(shop: Bazaar) -> int:
    """The number of its only variant."""
    wanted = select(group_buy.c.terms_id).where(group_buy.c.id == 1)
    terms_id = shop.run(lambda tx: tx.value(wanted))
    return next(iter(shop.run(lambda tx: prices(tx, terms_id))))


async def leads(shop: Bazaar, language: str) -> Phone:
    """A phone whose reader leads a group with members and listeners, and is asked to lead another one."""
    shop.run(lambda tx: tx.write(update(terms).values(extension_seconds=3600)))
    (reader,) = shop.phones(f"Reader {NASTY}", language=language)
    other, bo, ana, zoe = shop.phones(f"Other {NASTY * 3}", f"Bo {NASTY}", "Ana", "Zoe")
    token = await opens(other)
    await reader.start(token)
    await reader.press(_JOIN[language])
    await reader.pay()
    await other.do(OfferLead(1, me(shop, reader)))
    asked = told(shop, reader)["lead_offer"]
    assert asked is not None
    await reader.write("enamel mug")
    await reader.press("Enamel mug")
    await reader.press(_START[language])
    await reader.pay()
    for phone in (bo, ana):
        await phone.do(Join(2, the_mug(shop), 1))
        await phone.pay()
    await reader.hear(asked)
    (cy,) = shop.phones("Cy")
    await cy.start()
    await cy.do(Listen(2, 1))
    for number in (4, 5):
        (leader,) = shop.phones(f"Leader {number} {NASTY}")
        await opens(leader)
        await leader.do(OfferMerge(number - 1, 2))
    question = told(shop, reader)["merge_offer"]
    assert question is not None
    await reader.hear(question)
    await reader.start(await opens(zoe))
    await reader.command("lead")
    return reader


@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-TW"])
async def test_every_button_of_a_leader_leads_to_a_screen_within_the_limits(
    sqlite_url: str, language: str
) -> None:
    with Bazaar(sqlite_url, minimum=5, capacity=6) as shop:
        reader = await leads(shop, language)
        reached = await crawl(reader)
        everything = set(get_args(LeadPress)) - {ShowHandOut, SendHandOut}  # see test_handing
        assert reached >= everything, everything - reached
