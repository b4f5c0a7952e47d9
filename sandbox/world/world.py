"""The world of the sandbox: all its parts in one place, in memory, in one event loop."""

from collections.abc import Callable

from sandbox.clock import Clock
from sandbox.world.bots import Bots
from sandbox.world.calls import Calls
from sandbox.world.changes import Change, ClockWound, Feed, Subscription
from sandbox.world.charges import Provider
from sandbox.world.chats import Chats
from sandbox.world.checkouts import Checkouts
from sandbox.world.faults import Faults
from sandbox.world.files import Files
from sandbox.world.inline import InlineAnswers
from sandbox.world.invoices import InvoiceLinks
from sandbox.world.limits import Limits
from sandbox.world.messages import Messages
from sandbox.world.people import People
from sandbox.world.presses import Queries
from sandbox.world.stripe import StripeBooks
from sandbox.world.updates import Post
from sandbox.world.whispers import Whispers


class World:
    """Everything there is. People act on it through `sandbox.acts`, bots through `sandbox.api`.

    The parts hold state and refuse nonsense; they tell nobody. Whoever changes something that others
    can see says so with `publish`. `front` is the bot whose chat a person's pane opens with, if any;
    `fronts` are the chats of those people whose panes open with another.
    All of it runs in one event loop and is not safe for threads.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.clock = clock or Clock()
        self.people = People()
        self.bots = Bots()
        self.chats = Chats()
        self.messages = Messages()
        self.whispers = Whispers()
        self.post = Post()
        self.files = Files()
        self.queries = Queries()
        self.inline = InlineAnswers()
        self.invoice_links = InvoiceLinks()
        self.checkouts = Checkouts()
        self.provider = Provider()
        self.stripe = StripeBooks()
        self.faults = Faults()
        self.limits = Limits()
        self.calls = Calls()
        self.front: int | None = None
        self.fronts: dict[int, int] = {}
        self._feed = Feed()
        self.clock.listen(lambda now: self.publish(ClockWound(now)))

    def publish(self, change: Change) -> None:
        """Tell everybody who subscribed."""
        self._feed.publish(change)

    def subscribe(self) -> Subscription:
        """An async iterator over all changes from now on; `with world.subscribe() as changes: ...`."""
        return self._feed.subscribe()

    def wind(self, seconds: float) -> None:
        """Go `seconds` forward in time."""
        self.clock.wind(seconds)

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait until `condition()` holds; it is asked again after every change."""
        with self.subscribe() as changes:
            while not condition():
                await anext(changes)
