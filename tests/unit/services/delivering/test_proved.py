"""Many subtitle files are written and proved in other processes too: as they are here, in their order, refusals among them."""

import pytest

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions, WriteResult
from crossreel.services.delivering import proved
from crossreel.services.delivering.proved import Asked, written


def asked(number: int) -> Asked:
    text = "汉字" if number % 7 == 3 else f"Line {number}"
    cues = (DocumentCue(start_ms=1000, end_ms=2000, text=text),)
    return Asked(Document(cues=cues, language="en"), "scc" if number % 7 == 3 else "srt", WriteOptions(language="en"))


@pytest.mark.timeout(120)
def test_files_come_out_alike_here_and_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    every = [asked(number) for number in range(60)]

    def told() -> list[bytes | str]:
        return [each.data if isinstance(each, WriteResult) else each.code for each in written(every, lambda: None)]

    here = told()
    monkeypatch.setattr(proved, "MANY", 1)
    monkeypatch.setattr(proved, "AT_ONCE", 2)
    assert told() == here
    assert b"Line 58" in here[58] if isinstance(here[58], bytes) else False
    assert isinstance(here[3], str), "a writer that refuses is told in its place"


def test_what_stops_the_work_stops_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop() -> None:
        raise BadInput("test.stopped")

    with pytest.raises(BadInput, match=r"test\.stopped"):
        list(written([asked(1)], stop))
