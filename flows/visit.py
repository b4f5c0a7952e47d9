"""Who asks, where, and in which turn: what every flow is given."""

from dataclasses import dataclass, replace
from functools import cached_property

from catalog.browsing import Shop, shops
from catalog.keeping.shopkeeping import Handover
from flows.events import Place
from flows.faces import Picture, Screen
from flows.friends.words import texts_of
from flows.replies import Edit, Reply, Say, Toast
from flows.screens.home import cover
from flows.screens.shape import TOAST, shorten
from flows.texts import Texts
from people.model import Person
from storage.transaction import Transaction


@dataclass(frozen=True)
class Visit:
    """One turn of one person. `pressed`: a button was; `edits`: its message may get a new face.

    `message_id` is that message's number, 0 where there is none or it is to stay as it is. `said`: that of the message
    in which they typed words, 0 where they did something else. `host`: who does all this, where `person` is a
    guest whom they speak for (see flows.friends.acting).
    """

    tx: Transaction
    person: Person
    place: Place
    pressed: bool = False
    edits: bool = False
    message_id: int = 0
    said: int = 0
    host: Person | None = None

    @property
    def reader(self) -> Person:
        """Who reads and presses: the person, or the host who speaks for them."""
        return self.host or self.person

    @cached_property
    def shop(self) -> Shop | None:
        """The shop that the reader is in, in their language: the one they chose, else the bot's first."""
        found = shops(self.tx, self.person.language)
        chosen = (one for one in found if one.id == self.person.shop_id)
        return next(chosen, next(iter(found), None))

    @cached_property
    def texts(self) -> Texts:
        """The reader's language, and their zone or the shop's."""
        zone = self.person.zone or (self.shop.zone if self.shop is not None else "UTC")
        return texts_of(self.person, zone)

    @property
    def cover(self) -> Picture | None:
        """The shop's picture."""
        return cover(self.shop)

    @property
    def pickup(self) -> bool:
        """Whether this shop is paid when the goods are handed over."""
        return self.shop is not None and not self.shop.provider

    @property
    def way(self) -> Handover:
        """How this shop hands over."""
        return self.shop.handover if self.shop is not None else Handover.PICKUP

    def show(self, screen: Screen) -> list[Reply]:
        """The pressed message gets this face, or a new message does."""
        return [Edit(screen) if self.edits else Say(screen)]

    def tell(self, text: str, screen: Screen | None = None, *, alert: bool = False) -> list[Reply]:
        """A plain sentence over the pressed button, with `screen` as the way on."""
        said: list[Reply] = [Toast(shorten(text, TOAST), alert)] if self.pressed else []
        return said if screen is None else [*said, *self.show(screen)]

    def anew(self) -> "Visit":
        """The same visit, answering with new messages."""
        return replace(self, edits=False, message_id=0)
