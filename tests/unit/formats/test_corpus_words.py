"""Real files of other projects, read by us and by somebody else: the same words at the same times, in the same looks."""

import html
import io
import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pysubs2
import pytest
import webvtt

from crossreel.domain.text.inline import drawn_text, parse, plain_text
from crossreel.formats.notices import Notices
from crossreel.formats.reading import read
from crossreel.formats.text import decode
from tests.unit.formats.test_corpus import ABSENT, CORPUS, TABLE

pytestmark = pytest.mark.skipif(not TABLE.is_file(), reason=ABSENT)

Heard = tuple[int, int, str]
Looks = tuple[str, str, str]
"""The letters that are italic, bold and underlined."""

OTHERS_REFUSE = {  # what webvtt-py takes for no WebVTT, and every player plays or the parsing rules of the standard read
    "ttconv/vtt/invalid/bad-signature.vtt", "vtt.js/file-layout/bad-double-webvtt.vtt", "vtt.js/file-layout/bom-garbage-data.vtt",
    "vtt.js/file-layout/bom-tab-webvtt.vtt", "vtt.js/file-layout/newline-before-webvtt.vtt",
    "vtt.js/file-layout/tab-after-bom-before-header.vtt", "pysubs2/inline/test_vtt-test_read_complex-002.vtt",
    "pysubs2/inline/test_vtt-test_simple_write-001.vtt",
}  # fmt: skip
OTHERS_DIFFER = {
    "vtt.js/cue-times/incorrect-delimiter.vtt": "webvtt-py passes over times with commas",
    "vtt.js/cue-times/min-mid-digits.vtt": "webvtt-py passes over times with one digit",
    "vtt.js/cue-times/min-top-digits.vtt": "webvtt-py passes over times with one digit",
    "vtt.js/cue-times/minimum-spots-over-sixty.vtt": "webvtt-py passes over seconds beyond 59",
    "vtt.js/cue-times/max-spots-over-sixty.vtt": "beyond what a catalog holds, which is said",
    "vtt.js/cuetext/tag-format/start-tag-missing-gt.vtt": "webvtt-py swallows a tag that never closes, with all its words",
    "vtt.js/integration/arrows.vtt": "webvtt-py drops a text that holds an arrow",
    "vtt.js/cuetext/timestamp/space-after-lt.vtt": "by the standard a time with a blank before it is text",
    "vtt.js/integration/spec-example.vtt": "a dash written twice over into UTF-8 keeps its control characters with webvtt-py",
    "ttconv/srt/extended-tags.srt": "pysubs2 knows no bold by that name",
    "gaupol/samples/subrip.srt": "pysubs2 passes over the sign of negative times",
    "gaupol/samples/subrip-extended.srt": "pysubs2 passes over the sign of negative times",
    "pysubs2/inline/test_substation-mod-004.ass": "pysubs2 counts the hours of a negative time apart from its minutes",
}
_TAG, _CODE = re.compile(r"<[^<>]*>"), re.compile(r"\{[^{}]*\}")
_DRAWING = re.compile(r"\\p[1-9]")


def letters(text: str) -> str:
    """Return a text without its blanks: where a line breaks and how blanks stand round tags is each reader's own."""
    return "".join(text.split())


def by_pysubs2(text: str, kind: str) -> Iterator[tuple[Heard, Looks]]:
    found = pysubs2.SSAFile.from_string(text, format_=kind)
    for event in found:
        if event.is_comment or _DRAWING.search(event.text):
            continue
        words = html.unescape(letters(event.plaintext)) if kind == "srt" else letters(event.plaintext)
        yield (max(0, event.start), max(0, event.end), words), _looks_of(event)


def _looks_of(event: pysubs2.SSAEvent) -> Looks:
    on, found = {"i": False, "b": False, "u": False}, {"i": "", "b": "", "u": ""}
    for piece in re.split(r"(\{[^{}]*\})", event.text):
        for flag, value in re.findall(r"\\([ibu])(\d+)", piece) if piece.startswith("{") else ():
            on[flag] = value != "0"
        if not piece.startswith("{"):
            plain = letters(piece.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " "))
            found = {flag: found[flag] + (plain if on[flag] else "") for flag in found}
    return found["i"], found["b"], found["u"]


def by_webvtt(text: str, kind: str) -> Iterator[tuple[Heard, Looks]]:
    for caption in webvtt.from_buffer(io.BytesIO(text.encode())).captions:
        start, end = (round(pysubs2.time.timestamp_to_ms(_parts(each))) for each in (caption.start, caption.end))
        words = letters(html.unescape(_TAG.sub("", caption.raw_text)))
        yield (start, end, words), _tagged(caption.raw_text)


def _parts(clock: str) -> tuple[str, str, str, str]:
    hours, minutes, seconds = clock.split(":")
    return hours, minutes, *seconds.split(".")  # type: ignore[return-value]


def _tagged(raw: str) -> Looks:
    on, found = {"i": 0, "b": 0, "u": 0}, {"i": "", "b": "", "u": ""}
    for piece in re.split(r"(<[^<>]*>)", raw):
        tag = re.fullmatch(r"<(/?)([ibu])(?:[.\s][^<>]*)?>", piece)
        if tag:
            on[tag[2]] = max(0, on[tag[2]] + (-1 if tag[1] else 1))
        elif not piece.startswith("<"):
            plain = letters(html.unescape(piece))
            found = {flag: found[flag] + (plain if on[flag] else "") for flag in found}
    return found["i"], found["b"], found["u"]


def ours(path: Path) -> Iterator[tuple[Heard, Looks]]:
    kind = path.suffix[1:]
    for cue in read(path.read_bytes(), path.name).document.cues:
        words = drawn_text(cue.text) if kind == "vtt" else plain_text(cue.text)
        spans = parse(cue.text)
        looks = tuple(
            letters("".join(each.text for each in spans if getattr(each, look))) for look in ("italic", "bold", "underline")
        )
        yield (cue.start_ms, cue.end_ms, letters(words)), looks  # type: ignore[misc]


READERS: dict[str, Callable[[str, str], Iterator[tuple[Heard, Looks]]]] = {
    "srt": by_pysubs2, "ass": by_pysubs2, "ssa": by_pysubs2, "vtt": by_webvtt,
}  # fmt: skip


@pytest.mark.parametrize("kind", READERS)
def test_words_times_and_looks_are_what_somebody_else_reads(kind: str) -> None:
    compared, differing = 0, []
    for path in sorted(CORPUS.rglob(f"*.{kind}")):
        name = path.relative_to(CORPUS).as_posix()
        if name in OTHERS_REFUSE or name in OTHERS_DIFFER or not path.stat().st_size:
            continue
        text, _ = decode(path.read_bytes(), Notices())
        try:
            warnings.simplefilter("ignore", RuntimeWarning)  # of pysubs2, about layers
            theirs = [each for each in READERS[kind](text, kind) if each[0][2]]
        except webvtt.errors.MalformedFileError:
            continue
        mine = [each for each in ours(path) if each[0][2]]
        compared += 1
        if kind in ("ass", "ssa"):  # looks come from the styles of the file there
            mine, theirs = [(heard, ("", "", "")) for heard, _ in mine], [(heard, ("", "", "")) for heard, _ in theirs]
        if mine != theirs:
            differing.append((name, next((pair for pair in zip(mine, theirs, strict=False) if pair[0] != pair[1]), (mine, theirs))))
    assert not differing
    assert compared >= {"srt": 28, "ass": 23, "ssa": 2, "vtt": 240}[kind]
