"""What goes wrong in the hour: at the messenger, at both providers, and with notices on their way."""

from datetime import timedelta
from random import Random

from sandbox.world.faults import Failure, Fault
from sandbox.world.stripe import Manner
from sandbox.world.world import World

_CALLS = (
    *("sendMessage", "sendPhoto", "sendInvoice", "edit*", "answerCallbackQuery"),
    *("provider/capture", "provider/void", "provider/refunds", "provider/read"),
    *("stripe/capture", "stripe/cancel", "stripe/refunds", "stripe/checkout", "stripe/expire"),
)
_FAILURES = (Failure.TOO_MANY, Failure.BROKEN, Failure.DROPPED, Failure.LOST)
_MANNERS = (Manner.LATE, Manner.TWICE, Manner.FIVE_TIMES, Manner.OUT_OF_ORDER)
_OUTAGE = timedelta(minutes=12)


class Weather:
    """Plans faults for the minute that comes; the same `random` makes the same ones."""

    def __init__(self, world: World, random: Random, minutes: int) -> None:
        self._world = world
        self._random = random
        self._outage = random.randrange(minutes // 4, minutes // 2)

    def minute(self, number: int) -> None:
        """Some calls go wrong, some notices come late, often or out of order; once, Stripe is away for a while."""
        world, draw = self._world, self._random
        for _ in range(draw.randint(1, 4)):
            failure, call = draw.choice(_FAILURES), draw.choice(_CALLS)
            world.faults.plan(Fault(failure, call, times=draw.randint(1, 3)))
        if number % 7 == 0:
            refusal = Fault(Failure.REFUSED, "provider/refunds", status=422, description="no such")
            world.faults.plan(refusal)
        world.stripe.plan(draw.choice(_MANNERS), times=draw.randint(1, 2))
        if number == self._outage:
            world.stripe.down_until = world.clock.now() + _OUTAGE

    def clear(self) -> None:
        """Everything works from now on."""
        self._world.faults.clear()
        self._world.stripe.planned.clear()
        self._world.stripe.down_until = None
