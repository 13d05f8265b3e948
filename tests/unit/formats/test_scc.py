"""SCC by the rules of CEA-608: what stands on the screen when, in the three ways of captioning."""

import logging
from fractions import Fraction
from pathlib import Path

import pytest
import ttconv.scc.reader as scc_reader

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import escape, plain_text
from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.scc_letters import extended, holds, letter
from crossreel.formats.writing import write
from tests.unit.formats.broadcast_files import scc
from tests.unit.formats.test_ttml_rules import judged_model, shown

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "ttconv" / "scc"
RATE = Fraction(30000, 1001)
POP, PAINT, ROLL2, CLEAR, SHOW, EMPTY, RETURN = "{1420}", "{1429}", "{1425}", "{142c}", "{142f}", "{142e}", "{142d}"
ROW14, ROW15, ROW1, INDENT8 = "{1440}", "{1460}", "{1140}", "{1474}"


def cues(*lines: tuple[str, str]) -> list[tuple[int, int, str]]:
    """What a file shows: frames from and to, and markup."""
    found = read(scc(*lines).encode(), "x.scc").document.cues
    return [(round(cue.start_ms * RATE / 1000), round(cue.end_ms * RATE / 1000), cue.text) for cue in found]


def test_captions_pop_on_when_they_are_shown_and_go_when_they_are_cleared() -> None:
    shown_at = 30 + 2 + 2 + 2 + 2 + 2 + 3  # two frames for each code, one for two letters
    assert cues(("00:00:01:00", EMPTY + POP + ROW14 + "Hi" + ROW15 + "there." + SHOW), ("00:00:03:00", CLEAR)) == [
        (shown_at - 1, 90, "Hi\nthere.")
    ]


def test_one_caption_ends_where_the_next_is_shown() -> None:
    found = cues(
        ("00:00:01:00", POP + ROW15 + "one." + SHOW), ("00:00:02:00", EMPTY + POP + ROW15 + "two." + SHOW), ("00:00:03:00", CLEAR)
    )
    assert [text for *_, text in found] == ["one.", "two."] and found[0][1] == found[1][0]


def test_rows_roll_up() -> None:
    found = cues(
        ("00:00:01:00", ROLL2 + RETURN + ROW15 + "one."), ("00:00:02:00", ROLL2 + RETURN + ROW15 + "two."),
        ("00:00:03:00", ROLL2 + RETURN + ROW15 + "three."), ("00:00:04:00", CLEAR),
    )  # fmt: skip
    assert [text for *_, text in found] == ["one.", "one.\ntwo.", "two.\nthree."]
    assert [begin for begin, *_ in found] == [36, 62, 92]


def test_captions_are_painted_on() -> None:
    assert cues(("00:00:01:00", PAINT + ROW15 + "Now."), ("00:00:02:00", CLEAR)) == [(34, 60, "Now.")]


@pytest.mark.parametrize(("code", "at_ms"), [("00:10:00:00", 600_600), ("00:10:00;00", 599_999), ("00:01:00;02", 60_060)])
def test_time_codes_skip_numbers_behind_a_semicolon(code: str, at_ms: int) -> None:
    document = read(scc((code, PAINT + "a."), ("00:20:00;00", CLEAR)).encode(), "x.scc").document
    assert abs(document.cues[0].start_ms - at_ms - round(2 * 1000 / RATE)) <= 1


WORDS = {
    "special signs": ("{1137}La la{1137}", "♪La la♪"),
    "letters outside of ASCII": ("Ni\x7ea \x2a\x5c\x5e\x5f\x60", "Niña áéíóú"),
    "extended signs take the place of the one before": ("Uber{1224} E{1221}tude", "UbeÜ Étude"),
    "italics": ("plain{112e}slanted{1120}plain", "plain <i>slanted </i>plain"),
    "colours": ("{112a}Who?{1120}Me.", "<c=#ffff00>Who? </c>Me."),
    "underline": ("{1121}under", "<u>under</u>"),
    "a code that is sent once": ("one{1421}", "on"),
    "tabs": ("a{1722}b", "a b"),
    "to the end of the row": ("{1460}{1424}now", "now"),
}


@pytest.mark.parametrize("name", WORDS)
def test_codes_say_their_words(name: str) -> None:
    sent, markup = WORDS[name]
    assert [text for *_, text in cues(("00:00:01:00", POP + ROW15 + sent + SHOW), ("00:00:03:00", CLEAR))] == [markup]


def test_a_file_of_the_second_field_is_read_too() -> None:
    assert [text for *_, text in cues(("00:00:01:00", "{1520}" + ROW15 + "Hola.{152f}"), ("00:00:02:00", "{152c}"))] == ["Hola."]


def test_rows_and_indents_become_placements() -> None:
    lines = []
    for number, place in enumerate((ROW15, ROW1, INDENT8)):
        lines += [
            (f"00:00:0{3 * number + 1}:00", EMPTY + POP + place + "Sixteen letters." + SHOW),
            (f"00:00:0{3 * number + 3}:00", CLEAR),
        ]
    assert [cue.placement for cue in read(scc(*lines).encode(), "x.scc").document.cues] == ["1", "7", ""]


def test_other_channels_and_backgrounds_are_left_out_and_said() -> None:
    result = read(
        scc(("00:00:01:00", POP + ROW15 + "one.{1024}{1c20}{1c60}two.{1420} and" + SHOW), ("00:00:03:00", CLEAR)).encode(), "x.scc"
    )
    assert [cue.text for cue in result.document.cues] == ["one. and"]
    assert {each.facts["feature"] for each in result.notices} == {"background", "channel"}


def test_a_file_that_shows_nothing_is_refused_and_one_that_never_ends_is_said() -> None:
    with pytest.raises(BadInput, match=r"format\.no_cues"):
        read(scc(("00:00:01:00", POP + ROW15 + "never shown")).encode(), "x.scc")
    result = read(scc(("00:00:01:00", POP + ROW15 + "x" * 40 + SHOW)).encode(), "x.scc")
    assert [cue.text for cue in result.document.cues] == ["x" * 40]
    assert [each.code for each in result.notices] == ["scc.long_row", "time.no_end"]


def test_every_sign_of_captions_is_written_as_it_is_read() -> None:
    every = [extended(first, second) for first in (0x12, 0x13) for second in range(0x20, 0x40)]
    every += [letter(byte) for byte in range(0x21, 0x80)]
    held = sorted({sign for sign in every if holds(sign)})
    assert len(held) > 150
    for at in range(0, len(held), 24):
        text = "".join(held[at : at + 24])
        document = Document(cues=(DocumentCue(start_ms=9000, end_ms=11_000, text=escape(text)),))
        (cue,) = read(write(document, get("scc")).data, "x.scc").document.cues
        assert plain_text(cue.text) == text


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside this project (../shared/corpus)")
@pytest.mark.parametrize("name", ["mix-rows-roll-up.scc", "pop-on.scc"])
def test_real_files_show_the_same_words_at_each_moment(name: str) -> None:
    logging.getLogger("ttconv").setLevel(logging.CRITICAL)
    text = (CORPUS / name).read_text("utf-8")
    ours = read(text.encode(), name).document
    theirs = judged_model(scc_reader.to_model(text))
    assert [(at, shown(ours, at)) for at, _ in theirs] == theirs
