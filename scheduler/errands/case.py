"""What an errand is about, as it stands when it is done: who asked, for which shop, and what they may there by now."""

from dataclasses import dataclass

from catalog.keeping.roles import Action, Role, may
from catalog.keeping.shopkeeping import KeptShop, kept
from catalog.keeping.staff import role_of
from flows.texts import Texts
from people import meeting
from people.model import Person
from storage.errands import Errand
from storage.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Case:
    """Who asked, in which shop, with which role, and in which words they are told."""

    person: Person
    shop: KeptShop
    role: Role | None
    texts: Texts

    def may(self, action: Action) -> bool:
        """Whether they still may do that: somebody may have been dismissed since."""
        return may(self.role, action)


def look(tx: Transaction, errand: Errand) -> Case | None:
    """What it is about; None where person or shop are not there any more."""
    person, shop = meeting.by_id(tx, errand.person_id), kept(tx, errand.shop_id)
    if person is None or shop is None:
        return None
    role = role_of(tx, shop.id, person.id)
    return Case(person, shop, role, Texts(person.language, person.zone or shop.zone))
