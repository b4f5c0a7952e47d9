"""What the operator decides about shops from the command line."""

import asyncio
import re

from catalog.keeping import shopkeeping
from tests.flows.bazaar import Bazaar
from tests.kaituan.conftest import Command
from tests.stories import Town


def test_shops_are_listed_suspended_and_approved_again(kaituan: Command, database_url: str) -> None:
    with Town(database_url):
        here = ("--database", database_url)
        assert re.search(r"1 +Corner shop +live +1\s", kaituan("shops", *here).out)
        held = kaituan("suspend", "1", "--why", "late", *here)
        assert (held.code, "takes no new groups" in held.out) == (0, True)
        assert re.search(r"1 +Corner shop +suspended: late +0\s", kaituan("shops", *here).out)
        assert kaituan("suspend", "1", "--why", "late", *here).code == 2
        assert "Shop 1 is live" in kaituan("approve", "1", *here).out
        assert kaituan("approve", "1", *here).code == 2


async def test_a_shop_from_a_file_gets_its_owner_by_words_sent_to_the_bot(
    kaituan: Command, database_url: str
) -> None:
    with Bazaar(database_url) as shop:
        mei, bo = shop.phones("Mei", "Bo")
        said = await asyncio.to_thread(kaituan, "owner", "1", "--database", database_url)
        words = said.out.splitlines()[-1]
        await mei.start(words.removeprefix("/start "))
        assert "You own this shop" in mei.last.text
        await bo.start(words.removeprefix("/start "))
        assert "used before" in bo.last.text
        owner = shop.run(lambda tx: shopkeeping.kept(tx, 1))
        assert owner is not None
        assert owner.owner_id is not None
        none = await asyncio.to_thread(kaituan, "owner", "9", "--database", database_url)
        assert "There is no shop 9" in none.err
