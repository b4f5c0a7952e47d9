"""What can be counted and timed while Kaituan runs, in Prometheus' words."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from scheduler.sending import Outcome, Sent, TryLater, Unreachable

_TURN_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_LATE_SECONDS = (0.1, 0.5, 1, 2, 5, 10, 30, 60, 300, 3600)


class Metrics:
    """One registry and the few numbers that tell whether the shop is well."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._turns = Counter(
            "kaituan_turns", "Turns taken.", ["event", "outcome"], registry=self.registry
        )
        self._seconds = Histogram(
            "kaituan_turn_seconds",
            "Seconds from event to commit.",
            ["event"],
            buckets=_TURN_SECONDS,
            registry=self.registry,
        )
        self._sends = Counter(
            "kaituan_sends",
            "Messages sent and edited.",
            ["what", "outcome"],
            registry=self.registry,
        )
        self._late = Histogram(
            "kaituan_close_late_seconds",
            "Seconds from a group's deadline to its close.",
            buckets=_LATE_SECONDS,
            registry=self.registry,
        )
        self._gauges = Gauge(
            "kaituan_waiting", "What waits, by its name.", ["what"], registry=self.registry
        )

    def turn(self, event: str, outcome: str, seconds: float) -> None:
        """A turn was taken ("done") or broke ("broken")."""
        self._turns.labels(event, outcome).inc()
        self._seconds.labels(event).observe(seconds)

    def put_aside(self) -> None:
        """An update was given up after it broke several times."""
        self._turns.labels("update", "put_aside").inc()

    def sent(self, what: str, outcome: Outcome) -> None:
        """Something was said ("say") or edited ("edit"), or not."""
        self._sends.labels(what, _name(outcome)).inc()

    def closed(self, late: float) -> None:
        """A group buy was closed so many seconds after its deadline."""
        self._late.observe(late)

    def waiting(self, numbers: Mapping[str, float]) -> None:
        """How much waits now: {"outbox": 3, "refunds": 0 ...}; what is not named is not known."""
        self._gauges.clear()
        for what, number in numbers.items():
            self._gauges.labels(what).set(number)

    def text(self) -> bytes:
        """Everything in the text format that Prometheus reads."""
        return generate_latest(self.registry)


def _name(outcome: Outcome) -> str:
    match outcome:
        case Sent():
            return "sent"
        case TryLater(maybe_sent=True):
            return "unknown"
        case TryLater():
            return "later"
        case Unreachable():
            return "unreachable"
