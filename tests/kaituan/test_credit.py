"""kaituan money: what leaders have of credit."""

from groupbuys.rewards.reward_tables import credit
from tests.kaituan.conftest import Command
from tests.rewards.ground import TENTH, gives, succeeds, terms
from tests.stories import Town


def test_kaituan_money_says_what_leaders_have_and_what_is_wrong(
    kaituan: Command, database_url: str
) -> None:
    """Promise 21."""
    with Town(database_url, terms(TENTH)) as town:
        mei, bo, ana = town.people("Mei", "Bo", "Ana")
        succeeds(town, mei, bo, ana)
        gives(town, ana, 500)
        said = kaituan("money", "--database", database_url)
        assert said.code == 0
        assert "What leaders have of credit:" in said.out
        assert "Corner shop  €5.00   €3.20" in said.out
        town.run(lambda tx: tx.write(credit.update().values(balance=7)))
        said = kaituan("money", "--database", database_url)
        assert said.code == 1
        assert "credit 1: 7 and 320 frozen, 0 and 320 by its lines" in said.out
        town.made_up = True
