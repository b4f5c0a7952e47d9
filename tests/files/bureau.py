"""Where stories about files happen: phones, a messenger that carries files, and somebody who does the errands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count

from flows.events import Document
from flows.faces import Screen
from flows.replies import Reply, Say, SendDocument
from scheduler.errands.worker import Errands
from scheduler.pacer import Pacer
from scheduler.sending import Outcome, Sent, TryLater, Unreachable
from scheduler.speaking import Mouth
from storage.database import Database
from tests.flows.bazaar import NOON, Bazaar
from tests.flows.limits import screen_fits
from tests.flows.phone import Phone, new_id
from tests.stories import BOT

_sources = count(1)


@dataclass(frozen=True, slots=True)
class File:
    """A file as it arrived: its name, what is in it, and the words beneath it."""

    name: str
    data: bytes
    text: str


@dataclass
class Messenger:
    """A messenger's double for several phones. It carries files both ways, and does what a story puts into `next`."""

    phones: dict[int, Phone] = field(default_factory=dict)
    kept: dict[str, bytes] = field(default_factory=dict)
    handed: list[File] = field(default_factory=list)
    edits: list[str] = field(default_factory=list)
    next: list[Outcome] = field(default_factory=list)
    fetches: list[TryLater | Unreachable] = field(default_factory=list)
    after: Callable[[], object] = lambda: None
    bot: int = BOT
    _numbers: "count[int]" = field(default_factory=lambda: count(10_001))

    async def say(self, chat: int, reply: Reply) -> Outcome:
        """Show a message, or carry a file."""
        if self.next:
            return self.next.pop(0)
        number = next(self._numbers)
        match reply:
            case SendDocument(path, name, text):
                with open(path, "rb") as file:  # noqa: ASYNC230, PTH123  a double's few bytes
                    self.handed.append(File(name, file.read(), text))
            case Say(screen):
                screen_fits(screen)
                self.phones[chat].messages[number] = screen
                self.after()
            case _:
                raise AssertionError(reply)
        return Sent(number)

    async def edit(self, chat: int, message_id: int, screen: Screen) -> Outcome:
        """Show another face."""
        if self.next:
            return self.next.pop(0)
        screen_fits(screen)
        self.phones[chat].messages[message_id] = screen
        self.edits.append(screen.text)
        self.after()
        return Sent(message_id)

    async def reword(self, _chat: int, _reader: int, _number: int, _screen: Screen) -> Outcome:
        """Nobody whispers here."""
        return Sent()

    async def renew(self, _copy: str, _screen: Screen) -> Outcome:
        """Nobody drops anything here."""
        return Sent()

    async def delete(self, chat: int, message_id: int) -> Outcome:
        """Take a message away."""
        self.phones[chat].messages.pop(message_id, None)
        return Sent(message_id)

    async def fetch(self, source: str, most: int) -> bytes | TryLater | Unreachable:
        """Give a file out that somebody sent."""
        if self.fetches:
            return self.fetches.pop(0)
        data = self.kept.get(source)
        if data is None or len(data) > most:
            return Unreachable("wrong file_id", message_only=True)
        return data


@dataclass
class Bureau:
    """The bazaar with somebody who does its errands; its clock winds itself whenever the pacer waits."""

    shop: Bazaar
    messenger: Messenger = field(default_factory=Messenger)

    def __post_init__(self) -> None:
        self.worker = self.new_worker()

    def new_worker(self, gap: float = 4.0) -> Errands:
        """Another process that does errands."""
        mouth = Mouth(self.messenger, Pacer(self._seconds, self._sleep))
        return Errands(self.shop.database, {BOT: mouth}, gap=gap)

    @property
    def database(self) -> Database:
        """The books."""
        return self.shop.database

    def phones(self, *names: str, language: str = "en") -> list[Phone]:
        """A phone for each of these people, who hear what errands say."""
        made = self.shop.phones(*names, language=language)
        self.messenger.phones.update({phone.external: phone for phone in made})
        return made

    async def send(self, phone: Phone, name: str, data: bytes, **more: object) -> Document:
        """Somebody sends a file; the errand that it makes is done."""
        source = f"telegram:file-{next(_sources)}"
        self.messenger.kept[source] = data
        said: dict[str, object] = {"name": name, "size": len(data), **more}
        event = Document(new_id(), phone.sender, phone.place, source, **said)  # type: ignore[arg-type]  # as the story says
        await phone.take(event)
        await self.work()
        return event

    async def press(self, phone: Phone, label: str) -> None:
        """Press a button and let the errand be done."""
        await phone.press(label)
        await self.work()

    async def work(self, worker: Errands | None = None) -> int:
        """Do every errand that is due; returns how many."""
        worker, done = worker or self.worker, 0
        while sent := await worker.pay():
            done += sent
            await worker.crew.all_back()
        return done

    @property
    def files(self) -> Sequence[File]:
        """The files that were sent to people."""
        return self.messenger.handed

    def _seconds(self) -> float:
        return (self.shop.now - NOON).total_seconds()

    async def _sleep(self, seconds: float) -> None:
        self.shop.wind(seconds=seconds)
