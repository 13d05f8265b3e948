"""Entities of XML are neither expanded nor fetched: each kind in a document of its own, so that no fault hides another."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from crossreel.domain.errors import BadInput
from crossreel.formats.reading import read

SECRET = "the words of a file nobody was to read"


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """Return the address of a local file with words in it."""
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "more.dtd").write_text(f'<!ENTITY f "{SECRET}">', encoding="utf-8")
    return tmp_path.as_uri()


@pytest.fixture
def server() -> Iterator[tuple[str, list[bytes]]]:
    """Listen on this machine and keep what anybody asks."""
    asked: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        listening.settimeout(0.05)
        over = threading.Event()

        def answer() -> None:
            while not over.is_set():
                try:
                    client, _ = listening.accept()
                except TimeoutError:
                    continue
                with client:
                    asked.append(client.recv(1000))
                    client.sendall(b"HTTP/1.0 200 OK\r\n\r\n" + SECRET.encode())

        thread = threading.Thread(target=answer)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/x", asked
        over.set()
        thread.join()


def said(declaration: str, reference: str = "&f;") -> str:
    """Return the text of the one cue of a document whose text stands round a reference, or of a refused one as if it were empty."""
    document = (
        f'<?xml version="1.0"?><!DOCTYPE tt {declaration}><tt xmlns="http://www.w3.org/ns/ttml"><body><div>'
        f'<p begin="0s" end="1s">before {reference} after</p></div></body></tt>'
    )
    try:
        (cue,) = read(document.encode(), "x.ttml").document.cues
    except BadInput as error:
        assert error.code == "ttml.malformed" and declaration.count("<!ENTITY") > 1  # the parser refuses declarations that multiply
        return "before after"
    return cue.text


def test_entities_are_not_expanded() -> None:
    assert said('[<!ENTITY f "expanded">]').split() == ["before", "after"]


def test_entities_within_entities_are_not_expanded() -> None:
    bomb = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10 if n else "ha"}">' for n in range(9))
    assert said(f"[{bomb}]", "&b8;").split() in (["before"], ["before", "after"])  # the parser may break off there


def test_local_files_are_not_read(secret: str) -> None:
    assert said(f'[<!ENTITY f SYSTEM "{secret}/secret.txt">]').split() == ["before", "after"]


@pytest.mark.parametrize(
    "declaration",
    [
        'SYSTEM "{secret}/more.dtd"',
        '[<!ENTITY % d SYSTEM "{secret}/more.dtd"> %d;]',
        '[<!ENTITY % d SYSTEM "{secret}/secret.txt"> <!ENTITY % e "<!ENTITY f &#39;%d;&#39;>"> %e;]',
    ],
)
def test_declarations_elsewhere_are_not_read(secret: str, declaration: str) -> None:
    words = said(declaration.replace("{secret}", secret))
    assert "nobody" not in words and words.startswith("before") and words.endswith("after")


@pytest.mark.parametrize(
    "declaration", ['[<!ENTITY f SYSTEM "{server}">]', 'SYSTEM "{server}"', '[<!ENTITY % d SYSTEM "{server}"> %d;]']
)
def test_nobody_is_asked_on_the_network(server: tuple[str, list[bytes]], declaration: str) -> None:
    address, asked = server
    words = said(declaration.replace("{server}", address))
    assert "nobody" not in words and words.startswith("before") and words.endswith("after")
    assert asked == []


def test_what_is_included_from_elsewhere_is_not_read(secret: str) -> None:
    inclusion = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{secret}/secret.txt" parse="text"/>'
    assert "nobody" not in said("[]", inclusion)
