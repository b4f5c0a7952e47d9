"""kaituan hour: invented shoppers in the demo's shop, faults everywhere, and books that balance all the same."""

import re

from tests.kaituan.street import typed


async def test_ten_minutes_with_faults_everywhere_end_balanced_with_nothing_left_unnamed() -> None:
    """Promises 19 and 21, through chat, invoices, Stripe's page and the scheduler; the seed draws the same again."""
    words = ("hour", "--shoppers", "20", "--minutes", "10", "--seed", "4")
    async with typed(*words) as process:
        out, err = (said.decode() for said in await process.communicate())
    assert (process.returncode, err) == (0, ""), out
    assert "20 shoppers, 10 minutes, --seed 4" in out
    assert "DIFFER" not in out
    assert len(re.findall(r" balanced$", out, re.MULTILINE)) >= 4, out
    after = out.partition("After good weather: kaituan money\n")[2]
    assert "Lantern Lane" in after
    taken = re.findall(r"\$[\d.,]+", after)
    assert any(sum_ != "$0.00" for sum_ in taken)
