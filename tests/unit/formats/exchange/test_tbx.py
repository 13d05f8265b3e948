"""Term bases out and in, judged by a reader that is not ours and by what TBX-Basic asks."""

from io import BytesIO

import pytest
from lxml import etree

from crossreel.domain.catalog.bible_sheet import BibleRow, EntryKind
from crossreel.domain.errors import BadInput
from crossreel.formats.exchange.tbx import NAMESPACE, read_tbx, write_tbx

ROWS = (
    BibleRow(
        kind=EntryKind.TERM, where="81", entry_id=81, name="戒指 & 印", words={"en": "signet <ring>", "ar": "خاتم"},
        fields={"note": "of the family"},
    ),
    BibleRow(kind=EntryKind.TERM, where="82", entry_id=82, name="总裁", words={}, fields={"note": ""}),
    BibleRow(kind=EntryKind.CHARACTER, where="83", entry_id=83, name="林"),
)  # fmt: skip


def told(data: bytes) -> list[tuple[int | None, str, dict[str, str], str]]:
    rows = read_tbx(data, "terms.tbx", "zh-Hans").rows
    return [(row.entry_id, row.name, dict(row.words), row.fields.get("note", "")) for row in rows]


def test_what_is_written_is_read() -> None:
    assert told(write_tbx(ROWS, "zh-Hans", "The Hidden Heir")) == [
        (81, "戒指 & 印", {"en": "signet <ring>", "ar": "خاتم"}, "of the family"), (82, "总裁", {}, ""),
    ]  # fmt: skip


def test_it_is_what_tbx_basic_asks() -> None:
    data = write_tbx(ROWS, "zh-Hans", "The Hidden Heir")
    root = etree.fromstring(data)
    assert (root.tag, root.get("type"), root.get("style")) == (f"{{{NAMESPACE}}}tbx", "TBX-Basic", "dca")
    assert [etree.QName(each).localname for each in root] == ["tbxHeader", "text"]
    for concept in root.iter(f"{{{NAMESPACE}}}conceptEntry"):
        names = [etree.QName(each).localname for each in concept]
        assert names == sorted(names, key=["note", "langSec"].index), "what is said of a concept stands before its languages"
        assert concept.get("id", "")[:1].isalpha()
    tbx = pytest.importorskip("translate.storage.tbx", reason="translate-toolkit is not installed")
    old = data.replace(b"conceptEntry", b"termEntry").replace(b"langSec", b"langSet").replace(b"termSec", b"tig")
    old = old.replace(f' xmlns="{NAMESPACE}"'.encode(), b"").replace(b"<tbx ", b"<martif ").replace(b"</tbx>", b"</martif>")
    store = tbx.tbxfile.parsestring(old)
    assert next((unit.source, unit.target) for unit in store.units) == ("戒指 & 印", "signet <ring>")


def test_term_bases_of_other_programs_are_read() -> None:
    two = """<?xml version="1.0"?><!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"><martif type="TBX" xml:lang="en"><text><body>
    <termEntry id="x7"><descripGrp><descrip type="definition">A ring</descrip></descripGrp>
    <langSet xml:lang="zh-CN"><ntig><termGrp><term>戒指</term></termGrp></ntig></langSet>
    <langSet xml:lang="en-US"><tig><term>band</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
    <tig><term>ring</term></tig>
    <tig><term>signet</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
    </langSet></termEntry></body></text></martif>"""
    assert told(two.encode()) == [(None, "戒指", {"en": "signet"}, "A ring")]
    three = f"""<tbx xmlns="{NAMESPACE}" xmlns:min="http://www.tbxinfo.net/ns/min" type="TBX-Min" style="dct"><text><body>
    <conceptEntry id="a"><langSec xml:lang="zh-Hans"><termSec><term>总裁</term></termSec></langSec>
    <langSec xml:lang="fr"><termSec><term>chef</term><min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>
    </termSec><termSec><term>PDG</term></termSec></langSec><langSec xml:lang="??"><termSec><term>x</term></termSec></langSec>
    </conceptEntry><conceptEntry><langSec xml:lang="fr"><termSec><term>seul</term></termSec></langSec></conceptEntry>
    </body></text></tbx>"""
    sheet = read_tbx(three.encode(), "x.tbx", "zh-Hans")
    assert [(row.name, row.words) for row in sheet.rows] == [("总裁", {"fr": "PDG"})]
    assert {notice.code for notice in sheet.notices} == {"bible.unknown_language", "bible.no_source"}


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "bible.no_tbx"), (b"a,b\n1,2\n", "bible.no_tbx"), (b"<html/>", "bible.no_tbx"), (b"<tbx><text>", "bible.malformed_tbx")],
)
def test_what_is_no_term_base_gets_a_sentence(data: bytes, code: str) -> None:
    with pytest.raises(BadInput) as raised:
        read_tbx(BytesIO(data).read(), "terms.tbx", "zh-Hans")
    assert raised.value.code == code
