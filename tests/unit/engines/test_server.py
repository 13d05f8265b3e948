"""Asking over HTTP: each way in which a server fails is one sentence, and it is asked again only where that may help."""

from dataclasses import replace

import pytest

from crossreel.domain.errors import BadInput, Cancelled, CrossreelError, Refused, Unavailable
from crossreel.engines.server import Server, Waits, checked_address, retry_after
from crossreel.i18n.messages import sentence
from tests.loopback import Reply, failed, nobody, said, serving
from tests.unit.engines.conftest import Pauses

KEY = "sk-very-s3cret"


def go_on() -> None:
    """Nobody cancels."""


def refusal(server: Server, kind: type[CrossreelError] = Unavailable) -> str:
    """Ask, and return what is said of the failure; the key is never part of it."""
    with pytest.raises(kind) as raised:
        server.ask("chat/completions", go_on, json={"model": "m"})
    told = sentence(raised.value.code, raised.value.facts)
    assert KEY not in told and KEY not in repr(raised.value)
    return told


def test_a_question_goes_where_it_should_with_the_key(waits: Waits) -> None:
    with serving(said("yes")) as loopback:
        answer = Server(f"{loopback.address}/chat/completions/", f" {KEY}\n", waits).ask(
            "chat/completions", go_on, json={"model": "m"}
        )
    assert answer["choices"][0]["message"]["content"] == "yes"
    assert [call.path for call in loopback.calls] == ["/v1/chat/completions"]
    assert loopback.calls[0].headers["Authorization"] == f"Bearer {KEY}"
    assert loopback.calls[0].json == {"model": "m"}


def test_without_a_key_none_is_sent(waits: Waits) -> None:
    with serving(said("yes")) as loopback:
        Server(loopback.address, "", waits).ask("models", go_on)
    assert "Authorization" not in loopback.calls[0].headers


def test_a_busy_server_is_left_alone_for_as_long_as_it_says(waits: Waits, pauses: Pauses) -> None:
    with serving(failed(429, Retry_After="7"), failed(503), failed(429, Retry_After="0"), said("yes")) as loopback:
        Server(loopback.address, KEY, waits).ask("x", go_on, json={})
    assert pauses[0] == 7 and pauses[2] == 0
    assert 2 <= pauses[1] <= 2.5, "where it does not say, twice as long each time"
    assert len(loopback.calls) == 4


def test_one_that_stays_busy_or_wants_too_long_is_given_up(waits: Waits, pauses: Pauses) -> None:
    with serving(failed(429)) as loopback:
        assert "too much to do" in refusal(Server(loopback.address, KEY, waits))
        assert len(loopback.calls) == waits.tries
    pauses.clear()
    with serving(failed(429, Retry_After="86400")) as loopback:
        assert "Try again later" in refusal(Server(loopback.address, KEY, waits))
        assert (len(loopback.calls), pauses) == (1, [])


def test_one_that_fails_is_asked_again(waits: Waits) -> None:
    with serving(failed(502), failed(500), said("yes")) as loopback:
        Server(loopback.address, KEY, waits).ask("x", go_on, json={})
        assert len(loopback.calls) == 3
    with serving(failed(500, f"disk full, {KEY}")) as loopback:
        assert "failed (500): disk full, …" in refusal(Server(loopback.address, KEY, waits)), "some repeat the key"


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (401, Refused, "refuses the key (401): bad"),
        (403, Refused, "refuses the key (403): bad"),
        (404, BadInput, "knows no such address or model (404): bad"),
        (400, BadInput, "does not take the question (400): bad"),
        (422, BadInput, "does not take the question (422): bad"),
        (302, BadInput, "does not take the question (302): bad"),
    ],
)
def test_what_will_not_be_otherwise_is_asked_once(status: int, kind: type[CrossreelError], words: str, waits: Waits) -> None:
    with serving(failed(status, "bad", Location="http://127.0.0.1:9/")) as loopback:
        assert words in refusal(Server(loopback.address, KEY, waits), kind)
        assert len(loopback.calls) == 1, "and a key follows nobody elsewhere"


def test_a_server_that_wants_a_key_says_so(waits: Waits) -> None:
    with serving(failed(401, "Missing token.")) as loopback:
        told = refusal(Server(loopback.address, "", waits), Refused)
    assert "wants a key (401): Missing token." in told


def test_nobody_there(waits: Waits, pauses: Pauses) -> None:
    address = nobody()
    assert (
        refusal(Server(address, KEY, waits)) == f"The server {address} cannot be reached. Is it running, and is the address right?"
    )
    assert len(pauses) == waits.tries - 1


def test_one_that_never_answers_is_too_slow_and_asked_twice(waits: Waits) -> None:
    with serving(Reply(hangs=True)) as loopback:
        assert "gave no answer within" in refusal(Server(loopback.address, KEY, replace(waits, answer_s=0.2)))
        assert len(loopback.calls) == 2, "it may charge for each"


def test_an_answer_that_is_cut_off_is_asked_for_again(waits: Waits) -> None:
    with serving(Reply(body=b'{"choices": [', cut=True), said("yes")) as loopback:
        Server(loopback.address, KEY, waits).ask("x", go_on, json={})
    with serving(Reply(body=b'{"choices": [', cut=True)) as loopback:
        assert "broke off in the middle" in refusal(Server(loopback.address, KEY, waits))
        assert len(loopback.calls) == 2


@pytest.mark.parametrize("body", [b"", b"<html>Welcome to the Wi-Fi</html>", b"[1, 2]", b"\xff\xfe", b"[" * 100_000])
def test_garbage_is_no_answer(body: bytes, waits: Waits) -> None:
    with serving(Reply(body=body)) as loopback:
        assert "cannot be read" in refusal(Server(loopback.address, KEY, waits), BadInput)
        assert len(loopback.calls) == 1


def test_a_cancel_ends_a_question_and_a_pause(waits: Waits) -> None:
    def stop() -> None:
        if loopback.asked.is_set():
            raise Cancelled

    with serving(Reply(hangs=True)) as loopback, pytest.raises(Cancelled):
        Server(loopback.address, KEY, waits).ask("x", stop, json={})
    with serving(failed(429, Retry_After="100")) as loopback, pytest.raises(Cancelled):
        Server(loopback.address, KEY, replace(waits, sleep=Waits().sleep)).ask("x", stop, json={})


@pytest.mark.parametrize(
    "written", ["", "host", "ftp://host/v1", "http://", "https://host/v1?key=1", "http://[bad/v1", "http://host:port/v1"]
)
def test_what_is_no_address_is_refused(written: str) -> None:
    with pytest.raises(BadInput) as raised:
        checked_address(written)
    assert raised.value.code == "engines.no_address"


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadInput) as raised:
        checked_address("https://me:s3cret@host/v1")
    assert "s3cret" not in sentence(raised.value.code, raised.value.facts)


@pytest.mark.parametrize("key", ["sk-…", "sk\ns3cret", "密钥"])
def test_what_is_no_key_is_refused_before_it_is_sent(key: str) -> None:
    with pytest.raises(BadInput) as raised:
        Server("http://127.0.0.1:9/v1", key)
    assert "This is no key" in sentence(raised.value.code, raised.value.facts)


PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


def only(monkeypatch: pytest.MonkeyPatch, **proxies: str) -> None:
    """Have an environment that names these proxies and no others."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    for name, address in proxies.items():
        monkeypatch.setenv(name, address)


def test_a_proxy_is_asked_for_what_is_far_away_and_for_nothing_on_this_machine(
    waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(said("yes")) as proxy, serving(said("no")) as loopback:
        only(monkeypatch, HTTP_PROXY=proxy.address.removesuffix("/v1"))
        Server("http://far.invalid/v1", KEY, waits).ask("models", go_on)
        Server(loopback.address, KEY, waits).ask("models", go_on)
    assert [call.path for call in proxy.calls] == ["http://far.invalid/v1/models"]
    assert [call.path for call in loopback.calls] == ["/v1/models"]


def test_a_socks_proxy_is_one_and_a_bad_one_is_told(waits: Waits, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = nobody().removeprefix("http://").removesuffix("/v1")
    only(monkeypatch, ALL_PROXY=f"socks5://{gone}")
    assert "cannot be reached" in refusal(Server("http://far.invalid/v1", KEY, waits))
    only(monkeypatch, ALL_PROXY="carrier-pigeon://me:s3cret@far")
    told = refusal(Server("http://far.invalid/v1", KEY, waits), BadInput)
    assert "HTTPS_PROXY" in told and "s3cret" not in told


def test_when_to_come_again_is_read_as_seconds_or_as_a_date() -> None:
    assert retry_after("12", 0) == 12
    assert retry_after("Fri, 27 Nov 2026 10:00:30 GMT", 1_795_773_600.0) == 30
    assert retry_after("Fri, 27 Nov 2026 09:00:00 GMT", 1_795_773_600.0) == 0
    assert retry_after("soon", 0) is None and retry_after("", 0) is None
