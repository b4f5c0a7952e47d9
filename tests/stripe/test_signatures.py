"""Stories of notices that are not believed: nothing of them is read before their signature and their time hold."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from payments.stripe_notices import Forged, Other, Unreadable, read
from sandbox.stripe.notices import signature

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SECRET = "whsec_one"
BODY = json.dumps({"id": "evt_1", "type": "x.y", "data": {"object": {"Ö": "茶"}}}).encode()
GOOD = signature(SECRET, BODY, NOW)
TIME, MAC = GOOD.split(",")


def test_a_signed_notice_is_read() -> None:
    assert read(BODY, GOOD, SECRET, NOW) == Other("x.y")


def test_one_good_signature_among_several_is_enough() -> None:
    """While a secret is changed, Stripe signs with both."""
    other = signature("whsec_other", BODY, NOW).split(",")[1]
    for signed in (f"{TIME},{other},{MAC}", f"{TIME},{MAC},{other}", f"{TIME},v0=abc,{MAC}"):
        assert read(BODY, signed, SECRET, NOW) == Other("x.y")


@pytest.mark.parametrize(
    "signed",
    [
        None,
        "",
        "rubbish",
        MAC,
        TIME,
        f"{TIME},v1=",
        f"{TIME},v1=00",
        f"{TIME},{MAC}0",
        f"{TIME},{MAC.upper()}",
        f"{TIME},v0={MAC[3:]}",
        f"{TIME},v1=\xe9\xff",
        f"{TIME},v1=茶",
        f"t=茶,{MAC}",
        f"t=١٢٣,{MAC}",
        f"t=,{MAC}",
        f"t=-1,{MAC}",
        f"t=1e9,{MAC}",
        f"t={'9' * 400},{MAC}",
        f"t=1,{TIME},{MAC}",
        f"{TIME}\x00,{MAC}",
    ],
)
def test_a_missing_or_bad_signature_is_forged(signed: str | None) -> None:
    with pytest.raises(Forged):
        read(BODY, signed, SECRET, NOW)


@pytest.mark.parametrize("secret", ["", "  ", "whsec_two", "whsec_öne", "whsec_one "])
def test_another_secret_or_none_is_forged(secret: str) -> None:
    with pytest.raises(Forged):
        read(BODY, GOOD, secret, NOW)


def test_another_body_is_forged() -> None:
    for body in (BODY + b" ", BODY[:-1], b"", b"\xff\xfe", BODY.replace(b"x.y", b"x.z")):
        with pytest.raises(Forged):
            read(body, GOOD, SECRET, NOW)


@pytest.mark.parametrize(("seconds", "believed"), [(300, True), (301, False), (86_400, False)])
def test_a_notice_is_believed_for_five_minutes_by_our_clock_and_not_by_the_machines(
    seconds: int, *, believed: bool
) -> None:
    for moment in (NOW + timedelta(seconds=seconds), NOW - timedelta(seconds=seconds)):
        if believed:
            assert read(BODY, GOOD, SECRET, moment) == Other("x.y")
        else:
            with pytest.raises(Forged, match="time"):
                read(BODY, GOOD, SECRET, moment)


def test_what_is_signed_and_no_notice_cannot_be_read() -> None:
    for body in (b"", b"null", b"[]", b"{", b"{}", b'{"id":"evt_1","type":"x"}', b"[" * 5_000):
        with pytest.raises(Unreadable):
            read(body, signature(SECRET, body, NOW), SECRET, NOW)


def test_nothing_of_a_forged_notice_is_said() -> None:
    with pytest.raises(Forged) as told:
        read(b'{"card": "4242"}', "t=1,v1=4242", SECRET, NOW)
    assert "4242" not in str(told.value)
    assert told.value.__cause__ is None
