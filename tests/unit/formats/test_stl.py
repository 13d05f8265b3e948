"""EBU STL by its rules (EBU Tech 3264): words, times, colours, rows; and at each moment what another reader shows."""

import io
import logging
from fractions import Fraction
from pathlib import Path

import pytest
import ttconv.stl.iso6937 as iso6937
import ttconv.stl.reader as stl_reader

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document
from crossreel.domain.text.programme_start import find_programme_start
from crossreel.formats.reading import read
from crossreel.formats.stl_letters import bytes_of, holds, letters_of
from tests.unit.formats.broadcast_files import NEWLINE, Block, stl
from tests.unit.formats.test_ttml_rules import judged_model, shown

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "ttconv" / "stl"
ONE, TWO, THREE = (0, 0, 1, 0), (0, 0, 2, 12), (0, 0, 3, 0)
OTHER_RULES = ("contained_tti.stl", "overlapping_tti.stl")  # the other reader cuts a subtitle where the next one begins


def block(field: bytes, **given: object) -> Block:
    """A block from one second on, for a second and a half."""
    return Block(**{"begin": ONE, "end": TWO, "field": field, **given})  # type: ignore[arg-type]


def document(*blocks: Block, **general: bytes) -> Document:
    """What a file of some blocks says."""
    return read(stl(blocks, **general), "x.stl").document


def text(field: bytes, **general: bytes) -> str:
    """The text of one block."""
    (cue,) = document(block(field), **general).cues
    return cue.text


WORDS = {
    "rows": (b"One" + NEWLINE + b"two", "One\ntwo"),
    "rows of double height": (b"\x0d\x0b\x0bOne" + 2 * NEWLINE + b"\x0d\x0b\x0btwo", "One\ntwo"),
    "a colour of Teletext": (b"\x0b\x0b\x03Yellow", "<c=#ffff00>Yellow</c>"),
    "colours that change in a row": (b"\x06Who?\x07Me.", "<c=#00ffff>Who?</c> Me."),
    "each row begins in white": (b"\x02Green" + NEWLINE + b"white", "<c=#00ff00>Green</c>\nwhite"),
    "italics and underline": (b"\x80slanted\x81 \x82under\x83 plain", "<i>slanted</i> <u>under</u> plain"),
    "accents that float": (b"Caf\xc2e, na\xc8\xefve \xcbc \xcfS".replace(b"\xef", b"i"), "Café, naïve ç Š"),
    "signs of ISO 6937": (b"\xa4 \xbf\xaa\xba \xf1 \xe1 \xfb \xd5", "$ ¿“” æ Æ ß ♪"),
    "what is written as markup": (b"a < b & c", "a &lt; b &amp; c"),
}


@pytest.mark.parametrize("name", WORDS)
def test_text_fields_say_their_words(name: str) -> None:
    field, markup = WORDS[name]
    assert text(field) == markup


@pytest.mark.parametrize(
    ("table", "field", "words"),
    [
        (b"01", "Привет".encode("iso8859_5"), "Привет"),
        (b"02", "مرحبا".encode("iso8859_6"), "مرحبا"),
        (b"03", "Γειά".encode("iso8859_7"), "Γειά"),
        (b"04", "שלום".encode("iso8859_8"), "שלום"),
    ],
)
def test_each_code_table_has_its_letters(table: bytes, field: bytes, words: str) -> None:
    assert text(field, table=table) == words


def test_latin_letters_are_those_of_another_table() -> None:
    signs = [bytes([sign]) for sign in (*range(0x21, 0x7F), *range(0xA1, 0xC0), *range(0xD0, 0xFF)) if sign not in (0xA6, 0xFF)]
    pairs = [bytes([accent, base]) for accent in (0xC1, 0xC2, 0xC3, 0xC4, 0xC8, 0xCA, 0xCB, 0xCF) for base in b"acenosuyCENSZ"]
    odd = {b"\x24", b"\xa4", b"\xe2", b"\xb5", b"\xe0"}  # $ for the general currency sign, and letters that Unicode has twice
    for each in (*signs, *pairs):
        try:
            theirs = iso6937.decode(each)[0]
        except UnicodeDecodeError:
            continue
        if each not in odd and len(theirs) == 1:
            assert letters_of(each, b"00") == theirs, each


@pytest.mark.parametrize("table", [b"00", b"01", b"02", b"03", b"04"])
def test_every_sign_of_a_table_is_written_as_it_is_read(table: bytes) -> None:
    codes = [bytes([code]) for code in (*range(0x20, 0x7F), *range(0xA1, 0x100))]
    accented = [bytes([accent, ord(base)]) for accent in range(0xC1, 0xD0) for base in "ACEGILNORSTUYZacegilnorstuyz"]
    signs = {letters_of(code, table) for code in (codes + accented if table == b"00" else codes)}
    held = {sign for sign in signs if len(sign) == 1 and holds(sign, table)}
    assert len(held) > (250 if table == b"00" else 110)
    assert all(letters_of(bytes_of(sign, table), table) == sign for sign in held)


@pytest.mark.parametrize(
    ("disk", "code", "video", "at_ms"),
    [
        (b"STL25.01", (0, 0, 1, 12), None, 1480),
        (b"STL30.01", (0, 0, 1, 15), None, 1500),
        (b"STL24.01", (0, 0, 1, 12), None, 1500),
        (b"STL23.01", (0, 10, 0, 0), None, 600_600),
        (b"STL30.01", (0, 10, 0, 0), Fraction(30000, 1001), 600_600),
        (b"STL25.01", (0, 0, 1, 12), Fraction(24000, 1001), 1480),
    ],
)
def test_times_count_the_frames_of_the_disk_format(
    disk: bytes, code: tuple[int, int, int, int], video: Fraction | None, at_ms: int
) -> None:
    data = stl([block(b"a", begin=code, end=(0, 20, 0, 0))], disk=disk)
    assert [cue.start_ms for cue in read(data, "x.stl", frame_rate=video).document.cues] == [at_ms]


def test_rows_and_justification_become_placements() -> None:
    places = [(20, 2, ""), (1, 2, "8"), (11, 2, "5"), (20, 1, "1"), (20, 3, "3"), (20, 0, "")]
    found = document(*(block(b"a", row=row, across=across) for row, across, _ in places))
    assert [cue.placement for cue in found.cues] == [placement for *_, placement in places]
    assert [cue.placement for cue in document(block(b"a", row=90), block(b"b", row=5), rows=b"99", display=b"0").cues] == ["", "8"]


def test_blocks_of_one_subtitle_are_one_text_and_comments_are_none() -> None:
    long = block(b"x" * 112, extension=0), block(b"yes")
    data = stl([*long, block(b"for the editor", comment=1), Block(begin=THREE, end=(0, 0, 4, 0), field=b"user", extension=0xFE)])
    result = read(data, "x.stl")
    assert [cue.text for cue in result.document.cues] == ["x" * 112 + "yes"]
    assert [(each.code, each.facts["feature"]) for each in result.notices] == [("read.dropped", "comment")]


def test_what_grows_is_shown_as_it_grows() -> None:
    first = Block(begin=ONE, end=THREE, field=b"First", cumulative=1, row=18)
    found = document(first, Block(begin=TWO, end=THREE, field=b"second", cumulative=3, row=20))
    assert [shown(found, Fraction(at)) for at in (Fraction(3, 2), Fraction(14, 5))] == [["First"], ["First", "second"]]


def test_the_start_of_the_programme_is_that_of_the_head() -> None:
    found = document(Block(begin=(10, 0, 1, 0), end=(10, 0, 2, 0), field=b"a"), start=b"10000000", language=b"08")
    assert found.cues[0].start_ms == 36_001_000 and found.language == "de"
    assert find_programme_start(found) == 36_000_000


def test_damaged_files_are_read_as_far_as_they_go_or_refused() -> None:
    whole = stl([block(b"one"), block(b"two", begin=(99, 99, 99, 99)), block(b"three")])
    result = read(whole[:-1], "x.stl")
    assert [cue.text for cue in result.document.cues] == ["one"]
    assert [notice.code for notice in result.notices] == ["stl.cut_off", "stl.bad_time"]
    with pytest.raises(BadInput, match=r"stl\.no_head"):
        read(whole[:500], "x.stl")
    with pytest.raises(BadInput, match=r"format\.no_cues"):
        read(whole[:1024], "x.stl")


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside this project (../shared/corpus)")
def test_real_files_show_the_same_words_at_each_moment() -> None:
    logging.getLogger("ttconv").setLevel(logging.CRITICAL)
    files = [path for path in sorted(CORPUS.rglob("*.stl")) if path.name not in OTHER_RULES]
    assert len(files) > 40
    for path in files:
        data = path.read_bytes()
        ours = read(data, path.name).document
        for at, words in judged_model(stl_reader.to_model(io.BytesIO(data))):
            assert "".join(sorted("".join(shown(ours, at)))) == "".join(sorted("".join(words))), (path.name, float(at))
