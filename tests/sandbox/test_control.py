"""The control interface lets another process play the people."""

import asyncio
import base64
import json
import socket
import struct

import httpx
import pytest

from sandbox.acts import talking
from sandbox.control.acts import ACTS
from sandbox.world.messages import Posted
from tests.sandbox.pictures import png
from tests.sandbox.town import PROVIDER_TOKEN, Town
from tests.sandbox.voice import Voice


async def test_a_whole_purchase_is_played_over_http(
    town: Town, http: httpx.AsyncClient, voice: Voice
) -> None:
    cleo = (await http.post("/sandbox/people", json={"first_name": "Cleo"})).json()
    start = {"person_id": cleo["id"], "bot_id": town.bot.id, "payload": "deal_7"}
    assert (await http.post("/sandbox/start", json=start)).json()["message_id"] == 1
    (update,) = await voice.updates()
    assert update["message"]["text"] == "/start deal_7"
    await voice.updates(offset=update["update_id"] + 1)
    bill = await voice.bill(cleo["id"], PROVIDER_TOKEN, 900, "EUR")
    pay = {
        "person_id": cleo["id"],
        "chat_id": town.bot.id,
        "message_id": bill["message_id"],
        "card_number": "4242424242424242",
        "wait_seconds": 0,
    }
    checkout = (await http.post("/sandbox/pay", json=pay)).json()
    assert checkout["state"] == "asking"
    await voice.agree(checkout["checkout_id"])
    settled = (await http.get(f"/sandbox/checkouts/{checkout['checkout_id']}")).json()
    assert (settled["state"], settled["notified"]) == ("paid", True)
    shown = (await http.get(f"/sandbox/chats/{cleo['id']}/{town.bot.id}")).json()
    assert shown[-1]["message"]["successful_payment"]["total_amount"] == 900


async def test_buttons_links_and_inline_results_can_be_used(
    town: Town, http: httpx.AsyncClient, voice: Voice
) -> None:
    rows = [
        [{"text": "Join", "callback_data": "j"}],
        [{"text": "Share", "url": "https://t.me/share/url?url=https://t.me/shop_bot&text=Tea"}],
    ]
    sent = await voice.say(town.anna.id, "Tea", rows)
    place = {"person_id": town.anna.id, "chat_id": town.bot.id, "message_id": sent["message_id"]}
    asked = (await http.post("/sandbox/press", json={**place, "button": "Join"})).json()
    assert asked["kind"] == "QueryAsked"
    shared = (await http.post("/sandbox/press", json={**place, "button": 1})).json()
    assert shared == {"kind": "ShareOffered", "text": "https://t.me/shop_bot\nTea"}
    link = {"person_id": town.ben.id, "url": "https://t.me/shop_bot?start=inv_1"}
    opened = (await http.post("/sandbox/open_link", json=link)).json()
    assert opened == {"kind": "ChatOpened", "chat_id": town.bot.id, "start": "inv_1"}
    ask = {
        "person_id": town.anna.id,
        "bot_id": town.bot.id,
        "words": "t",
        "chat_id": town.ben.id,
    }
    query_id = (await http.post("/sandbox/ask_inline", json=ask)).json()["query_id"]
    await voice.offer(query_id, "Tea", "Tea", None)
    results = (await http.get(f"/sandbox/inline/{query_id}")).json()["results"]
    assert [result["title"] for result in results] == ["Tea"]


async def test_groups_faults_pictures_and_time_are_in_reach(
    town: Town, http: httpx.AsyncClient
) -> None:
    made = {"person_id": town.anna.id, "title": "Tea", "kind": "group"}
    group = (await http.post("/sandbox/create", json=made)).json()
    added = {"actor_id": town.anna.id, "chat_id": group["id"], "bot_id": town.bot.id}
    assert (await http.post("/sandbox/add_bot", json={**added, "admin": True})).status_code == 200
    fault = {"failure": "refused", "method": "getMe", "status": 403, "description": "Forbidden"}
    await http.post("/sandbox/fault", json=fault)
    assert (await http.get(town.url("getMe"))).status_code == 403
    picture = {
        "person_id": town.anna.id,
        "chat_id": group["id"],
        "base64_data": base64.b64encode(png()).decode(),
        "name": "tea.png",
    }
    sent = (await http.post("/sandbox/send_photo", json=picture)).json()
    assert sent["message"]["photo"][0]["width"] == 1
    before = town.world.clock.now()
    await http.post("/sandbox/clock", json={"seconds": 86400})
    assert (town.world.clock.now() - before).days == 1
    calls = (await http.get("/sandbox/calls", params={"method": "getMe"})).json()
    assert [call["status"] for call in calls] == [403]


async def test_what_no_client_allows_is_refused_with_a_reason(http: httpx.AsyncClient) -> None:
    nobody = await http.post("/sandbox/say", json={"person_id": 1, "chat_id": 2, "text": "x"})
    assert (nobody.status_code, nobody.json()) == (409, {"error": "there is no person 1"})
    assert (await http.post("/sandbox/say", json={"person_id": "x"})).status_code == 422
    assert (await http.post("/sandbox/say", content="{")).status_code == 422
    assert (await http.post("/sandbox/fly", json={})).status_code == 404
    listed = (await http.get("/sandbox")).json()
    assert set(listed) == set(ACTS)


async def test_changes_are_streamed_as_lines(town: Town, http: httpx.AsyncClient) -> None:
    async with http.stream("GET", "/sandbox/changes") as stream:
        lines = stream.aiter_lines()
        assert await anext(lines) == ""
        say = {"person_id": town.anna.id, "chat_id": town.bot.id, "text": "hi"}
        posted = (await http.post("/sandbox/say", json=say)).json()
        kinds = [json.loads(await anext(lines)) for _ in range(2)]
    added = next(change for change in kinds if change["kind"] == "MessageAdded")
    assert (added["chat"], added["message_id"]) == (posted["chat_key"], posted["message_id"])
    assert isinstance(town.world.messages.get(added["chat"], added["message_id"]), Posted)


async def test_a_reader_of_changes_who_leaves_in_a_burst_of_them_troubles_nobody(
    town: Town, caplog: pytest.LogCaptureFixture
) -> None:
    loop = asyncio.get_running_loop()
    host, port = town.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as reader:
        reader.setblocking(False)
        await loop.sock_sendall(reader, b"GET /sandbox/changes HTTP/1.1\r\nHost: here\r\n\r\n")
        heard = b""
        while not heard.endswith(b"1\r\n\n\r\n"):
            heard += await loop.sock_recv(reader, 4096)
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    with town.world.subscribe() as changes:
        for _ in range(20):
            talking.say(town.world, town.anna.id, town.bot.id, "hi")
        assert len(await changes.gather()) >= 20
    async with httpx.AsyncClient(base_url=town.address, timeout=20, trust_env=False) as http:
        assert (await http.get("/sandbox/people")).status_code == 200
    assert [record.getMessage() for record in caplog.records if record.name == "asyncio"] == []
