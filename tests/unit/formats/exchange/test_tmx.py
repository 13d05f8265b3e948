"""TMX out and in, judged by a reader that is not ours, and memories as other desks write them."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from crossreel.domain.errors import BadInput
from crossreel.domain.remembering.unit import MemoryUnit
from crossreel.domain.text.inline import canonical, plain_text
from crossreel.formats.exchange.tmx_reading import read_units
from crossreel.formats.exchange.tmx_writing import write_units
from crossreel.formats.notices import Notices
from tests.strategies import markup

UNIT = MemoryUnit(
    source_language="zh-Hans", made_ms=1_700_000_000_000, author="Ana", unit_id="81", facts={"title": "HEIR", "episode": "3"},
    texts={"zh-Hans": "你好，<i>世界</i>", "en": "Hello,\n<i><b>world</b></i> &amp; <c=#ff0000>you</c>", "ar": "مرحبا"},
)  # fmt: skip


def written(*units: MemoryUnit) -> bytes:
    target = BytesIO()
    assert write_units(target, units, source_language="zh-Hans", version="1") == len(units)
    return target.getvalue()


def units_of(data: bytes) -> tuple[list[MemoryUnit], Notices]:
    notices = Notices()
    return list(read_units(BytesIO(data), "old.tmx", notices)), notices


def tmx(body: str, header: str = 'srclang="en"') -> bytes:
    return f'<?xml version="1.0"?><tmx version="1.4"><header {header}/><body>{body}</body></tmx>'.encode()


def tuv(language: str, segment: str) -> str:
    return f'<tuv xml:lang="{language}"><seg>{segment}</seg></tuv>'


def test_what_is_written_is_read() -> None:
    found, notices = units_of(written(UNIT))
    assert found == [UNIT]
    assert notices.all() == ()


@given(st.lists(markup(), min_size=1, max_size=4))
def test_no_markup_is_lost(texts: list[str]) -> None:
    units = [MemoryUnit(source_language="zh-Hans", texts={"zh-Hans": "源", "en": text}) for text in texts]
    found, _notices = units_of(written(*units))
    kept = [canonical(text) for text in texts if canonical(text).strip()]
    assert len(found) == len(kept)
    for unit, text in zip(found, kept, strict=True):
        assert plain_text(unit.texts["en"]).split() == plain_text(text).split()
        if text == re.sub(r"[^\S\n]*\n\s*", "\n", text).strip():
            assert unit.texts["en"] == text, "blanks at the ends of lines are all that may go"


def test_a_strict_reader_takes_it(tmp_path: Path) -> None:
    tmx_module = pytest.importorskip("translate.storage.tmx", reason="translate-toolkit is not installed")
    path = tmp_path / "memory.tmx"
    path.write_bytes(written(UNIT, MemoryUnit(source_language="zh-Hans", texts={"zh-Hans": "走", "en": "Go."})))
    with path.open("rb") as file:
        read = tmx_module.tmxfile(file, "zh-Hans", "en")
    assert [unit.source for unit in read.units] == ["你好，<i>世界</i>", "走"]
    assert read.translate("走") == "Go."
    root = etree.fromstring(path.read_bytes(), etree.XMLParser(load_dtd=False, no_network=True))
    header = root.find("header")
    assert header is not None
    required = {"creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype"}
    assert required <= set(header.attrib), "what TMX 1.4b asks of a header"
    pairs = [[code.get("i") for code in root.iter(name)] for name in ("bpt", "ept")]
    assert sorted(pairs[0]) == sorted(pairs[1]) and pairs[0]


def test_a_memory_of_another_desk_is_read() -> None:
    body = (
        '<tu changedate="20230105T101500Z" changeid="li">'
        + tuv("EN-US", 'See <bpt i="1" type="bold">{b&gt;</bpt>you<ept i="1">&lt;b}</ept><ph type="lb"/>there')
        + tuv("zh-CN", '<hi type="italic">再见</hi><it pos="begin">x</it><ph>%s</ph>')
        + "</tu>"
        + f"<tu>{tuv('en', 'alone')}</tu>"
        + f"<tu>{tuv('en', 'No')}{tuv('xx-nowhere-no', 'Nee')}</tu>"
        + f"<tu srclang='*all*'>{tuv('en', 'Yes')}{tuv('es', 'Sí')}</tu>"
    )
    found, notices = units_of(tmx(body))
    assert [unit.texts for unit in found] == [
        {"en": "See <b>you</b>\nthere", "zh-Hans": "<i>再见</i>"}, {"en": "Yes", "es-419": "Sí"},
    ]  # fmt: skip
    assert (found[0].source_language, found[0].author, found[0].made_ms) == ("en", "li", 1_672_913_700_000)
    assert found[1].source_language == ""
    assert {notice.code: notice.facts["count"] for notice in notices.all()} == {
        "memory.markup_dropped": 2, "memory.one_language": 2, "memory.unknown_language": 1,
    }  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "gb18030"])
def test_encodings_are_those_of_the_file(encoding: str) -> None:
    said = {"utf-16": "UTF-16", "utf-8-sig": "UTF-8", "gb18030": "GB18030"}[encoding]
    body = f"<tu>{tuv('en', 'Go')}{tuv('zh-Hans', '走')}</tu>"
    text = f'<?xml version="1.0" encoding="{said}"?><tmx version="1.4"><header srclang="en"/><body>{body}</body></tmx>'
    found, _notices = units_of(text.encode(encoding))
    assert found[0].texts == {"en": "Go", "zh-Hans": "走"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "memory.no_tmx"),
        (b"1\n00:00:01,000 --> 00:00:02,000\nHi", "memory.no_tmx"),
        (b"<html><body/></html>", "memory.no_tmx"),
        (tmx("<tu><tuv xml:lang='en'><seg>a</tuv></tu>"), "memory.malformed"),
        (tmx(f"<tu>{tuv('en', 'a')}{tuv('fr', 'b')}</tu>")[:-20], "memory.malformed"),
    ],
)
def test_what_is_no_memory_gets_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as told:
        units_of(data)
    assert told.value.code == code
    assert told.value.facts["name"] == "old.tmx"


def test_entities_stay_closed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    doctype = f'<!DOCTYPE tmx [<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    body = f"<tu>{tuv('en', 'x&s;&b;y')}{tuv('fr', 'z')}</tu>"
    data = f'<?xml version="1.0"?>{doctype}<tmx version="1.4"><header srclang="en"/><body>{body}</body></tmx>'.encode()
    try:
        found, _notices = units_of(data)
    except BadInput:
        return
    assert "secret" not in found[0].texts["en"] and "aaaa" not in found[0].texts["en"]
