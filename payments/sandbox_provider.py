"""The sandbox's payment provider over HTTP: holds at payment, captured on success, voided or refunded on failure."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from http import HTTPStatus
from typing import Any, Literal

import httpx

from catalog.money import Money
from payments.port import Answer, Done, Later, Listed, Rejected

_SECONDS = 10.0
"""How long we wait for an answer; no answer is asked again under the same key."""

_RETRY_FROM = 500

_STATES: Mapping[str, Literal["held", "captured", "voided", "refunded"]] = {
    "held": "held",
    "captured": "captured",
    "partially_refunded": "captured",
    "voided": "voided",
    "refunded": "refunded",
}


class SandboxProvider:
    """Speaks to `base` (such as "http://127.0.0.1:8765") with the provider token as its bearer.

    Close it when done.
    """

    name = "sandbox"

    def __init__(
        self, base: str, token: str, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._charges = f"{base.rstrip('/')}/provider/v1/charges"
        self._client = httpx.AsyncClient(
            base_url=self._charges,
            headers={"Authorization": f"Bearer {token}"},
            timeout=_SECONDS,
            transport=transport,
        )

    async def capture(self, charge: str, amount: Money, key: str) -> Answer:
        """Take for good what was held."""
        return await self._post(charge, "capture", amount, key)

    async def give_back(self, charge: str, amount: Money, key: str) -> Answer:
        """Void what is only held, refund what was captured; what is back already is Done."""
        state = await self._state(charge)
        match state:
            case "held":
                return await self._post(charge, "void", None, f"{key}-void")
            case "voided" | "refunded":
                return Done()
            case str():
                return await self._post(charge, "refunds", amount, key)
            case _:
                return state

    async def listed(self, since: datetime, until: datetime) -> Sequence[Listed] | Later | Rejected:
        """Every charge that was made from `since` and before `until`, the oldest first, page by page."""
        found: list[Listed] = []
        span = {"since": since.isoformat(), "until": until.isoformat()}
        while True:
            after = {"after": found[-1].charge} if found else {}
            try:
                answer = await self._client.get(self._charges, params={**span, **after})
            except httpx.HTTPError as error:
                return Later(type(error).__name__)
            if answer.status_code != HTTPStatus.OK:
                return _refused(answer)
            try:
                page = answer.json()
                found += [_listed(charge) for charge in page["charges"]]
                if not page["more"]:
                    return found
            except (ValueError, LookupError, TypeError):
                return Later("a list that cannot be read")

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    async def _state(self, charge: str) -> str | Answer:
        try:
            answer = await self._client.get(f"/{charge}")
        except httpx.HTTPError as error:
            return Later(type(error).__name__)
        if answer.status_code != HTTPStatus.OK:
            return _refused(answer)
        try:
            return str(answer.json()["state"])
        except (ValueError, LookupError, TypeError):
            return Later("an answer without a state")

    async def _post(self, charge: str, step: str, amount: Money | None, key: str) -> Answer:
        body: dict[str, Any] = (
            {} if amount is None else {"amount": amount.minor, "currency": amount.currency}
        )
        try:
            answer = await self._client.post(
                f"/{charge}/{step}", json=body, headers={"Idempotency-Key": key}
            )
        except httpx.HTTPError as error:
            return Later(type(error).__name__)
        return Done() if answer.is_success else _refused(answer)


def _listed(charge: Mapping[str, Any]) -> Listed:
    """What went back of a hold that was let go is all of it; of one that was captured lower, what was not taken too."""
    state, currency = str(charge["state"]), str(charge["currency"])
    stays = 0 if state == "voided" else int(charge["captured"]) - int(charge["refunded"])
    back = 0 if state == "held" else int(charge["amount"]) - stays
    return Listed(
        charge=str(charge["id"]),
        token="",
        state=_STATES[state],
        amount=Money(int(charge["amount"]), currency),
        back=Money(back, currency),
        at=datetime.fromisoformat(charge["created_at"]),
    )


def _refused(answer: httpx.Response) -> Later | Rejected:
    if answer.status_code >= _RETRY_FROM:
        return Later(f"HTTP {answer.status_code}")
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return Later("rate limited", _seconds(answer.headers.get("Retry-After")))
    return Rejected(f"HTTP {answer.status_code}: {_message(answer)}")


def _seconds(text: str | None) -> float | None:
    return float(text) if text is not None and text.isdecimal() else None


def _message(answer: httpx.Response) -> str:
    try:
        said = answer.json()["error"]["message"]
    except (ValueError, KeyError, TypeError):
        return answer.reason_phrase
    return str(said)
