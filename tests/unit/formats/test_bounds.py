"""Files of strangers: every reader is bounded, says which bound was passed, and grows with the size of what it reads."""

import itertools
import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import FrameType

import pytest

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.domain.text.inline import Span
from crossreel.formats.bounds import BOUNDS, Bounds, Meter
from crossreel.formats.format import ReadHints
from crossreel.formats.notices import Notices
from crossreel.formats.reading import read, recognize
from crossreel.formats.registry import formats, get
from crossreel.formats.text import decode
from crossreel.formats.vtt_payload import write_payload
from crossreel.formats.writing import write
from crossreel.i18n.messages import sentence
from crossreel.language.guess import guess_language
from tests.unit.formats.attacks import ASS, IN_ONE_CUE, IN_ONE_FILE, SAMI, SRT, TTML, VTT, Attack, row, workbook

WIDE = Bounds(**dict.fromkeys(Bounds.__dataclass_fields__, 10**9))
FOLDER = Path(__file__).resolve().parents[2] / "golden"
GOLDEN = [
    next(path for path in sorted((FOLDER / each.id).iterdir()) if path.suffix != ".json" and path.stem in ("en", "wild"))
    for each in formats()
]
BROKEN = {
    "cues.srt": (SRT + "x\n\n") * 4,
    "irregular.srt": (SRT.replace("-->", "->") + "x\n\n") * 4,
    "cues.vtt": VTT + "x\n" + VTT[8:] * 4,
    "cues.ass": ASS + "x\n" + (ASS[ASS.index("Dialogue") :] + "x\n") * 3,
    "cues.smi": (SAMI + "x") * 4,
    "cues.sbv": "0:00:01.000,0:00:02.000\nx\n\n" * 4,
    "cues.ttml": TTML + "<body><div>" + '<p begin="1s" end="2s">x</p>' * 4 + "</div></body></tt>",
    "cues.csv": "in,out,en\n" + "0:00:01.000,0:00:02.000,x\n" * 4,
}


def parsed(name: str, data: bytes, bounds: Bounds) -> Document:
    """Read a file within other bounds than the usual."""
    hints = ReadHints(name=name, meter=Meter(bounds))
    for each in formats():
        if each.read_bytes is not None and each.sniff_bytes is not None and each.sniff_bytes(data[:8192], name) >= 0.3:
            return each.read_bytes(data, hints, Notices())
    written, _ = decode(data, Notices())
    reader = recognize(written, name).read
    assert reader is not None
    return reader(written, hints, Notices())


def refused(call: Callable[[], object]) -> tuple[str, object]:
    """Return which bound was passed and its size; there is a sentence for it."""
    with pytest.raises(BadInput) as caught:
        call()
    error = caught.value
    assert error.code.startswith("bounds.") and str(sentence(error.code, error.facts))
    return error.code.removeprefix("bounds."), error.facts["limit"]


@pytest.mark.parametrize("name", BROKEN)
def test_more_subtitles_than_the_bound_are_refused(name: str) -> None:
    assert len(parsed(name, BROKEN[name].encode(), Bounds(cues=6)).cues) >= 4
    assert refused(lambda: parsed(name, BROKEN[name].encode(), Bounds(cues=3))) == ("cues", 3)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_reader_counts_subtitles_and_their_characters(path: Path) -> None:
    """Found by the files of each format, so that a new one is held to it as well."""
    data = path.read_bytes()
    count = len(parsed(path.name, data, BOUNDS).cues)
    assert refused(lambda: parsed(path.name, data, Bounds(cues=count - 1))) == ("cues", count - 1)
    assert refused(lambda: parsed(path.name, data, Bounds(cue_characters=1))) == ("cue_characters", 1)


@pytest.mark.parametrize("name", IN_ONE_CUE)
def test_a_subtitle_without_end_is_refused(name: str) -> None:
    file, data = IN_ONE_CUE[name](8 * BOUNDS.cue_characters)  # a blank or a long tag of XML counts as less
    assert refused(lambda: read(data, file)) == ("cue_characters", BOUNDS.cue_characters)


def test_too_much_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = itertools.count(time.thread_time(), 3)  # after what the tests before took
    monkeypatch.setattr("crossreel.formats.bounds.time.thread_time", taken.__next__)
    assert refused(lambda: read((VTT + "<i>x</i>\n\n").encode() * 4000, "x.vtt")) == ("seconds", 10)


def test_too_many_lines_elements_attributes_and_cells_are_refused() -> None:
    assert refused(lambda: read((SRT + "\n" * 2_000_001).encode(), "x.srt")) == ("lines", 2_000_000)
    deep = TTML + "<body>" + "<div>" * 100 + "</div>" * 100 + "</body></tt>"
    assert refused(lambda: read(deep.encode(), "x.ttml")) == ("depth", 64)
    wide = TTML + "<body><div><p " + " ".join(f'a{at}="b"' for at in range(300)) + "/></div></body></tt>"
    assert refused(lambda: read(wide.encode(), "x.ttml")) == ("attributes", 256)
    steps = range(1, 200)
    styles = "".join(f'<style xml:id="s{at}" style="s{at - 1}" a{at}="x" b{at}="x"/>' for at in steps)
    users = "".join(f'<p style="s{at}" begin="1s" end="2s">x</p>' for at in steps)
    heap = f"{TTML}<head><styling>{styles}</styling></head><body><div>{users}</div></body></tt>"
    assert refused(lambda: read(heap.encode(), "x.ttml")) == ("attributes", 256)
    many = TTML + "<body><div>" + "<p/>" * 1_500_000 + "</div></body></tt>"
    assert refused(lambda: read(many.encode(), "x.ttml")) == ("marks", 1_500_000)
    assert refused(lambda: read(b"in,out,en" + b"," * 600 + b"\n0:00:01.0,0:00:02.0,x\n", "x.csv")) == ("columns", 512)
    lines = "in,out,en\n0:00:01.0,0:00:02.0,x" + (',"\n"' * 300) * 2 + "\n"
    assert refused(lambda: read(lines.encode(), "x.csv")) == ("columns", 512)
    format_line = ASS.replace("[Events]\n", "[Events]\nFormat: Start, End, " + "x, " * 600 + "Text\n")
    assert refused(lambda: read(format_line.encode(), "x.ass")) == ("columns", 512)


WORKBOOKS: dict[str, Callable[[], bytes]] = {
    "ratio": lambda: workbook(f"<!--{'0' * 9_000_000}-->"),
    "unpacked_megabytes": lambda: workbook("", more={f"xl/media/{at}.bin": bytes(1 << 20) for at in range(65)}),
    "marks": lambda: workbook("".join(f'<row r="2" x="{random.Random(at).random()}"/>' for at in range(1_500_000 // 60)) * 60),
    "furniture": lambda: workbook("", styles=f"<fonts>{'<font/>' * 60_001}</fonts>"),
    "columns": lambda: workbook('<row r="2"><c r="XFD2"><v>1</v></c></row>'),
    "cue_characters": lambda: workbook(row(2, "0:00:01.000", "0:00:02.000", "x" * (BOUNDS.cue_characters + 1))),
}


@pytest.mark.parametrize("bound", WORKBOOKS)
def test_workbooks_that_unpack_to_far_too_much_are_refused(bound: str) -> None:
    assert refused(lambda: read(WORKBOOKS[bound](), "x.xlsx"))[0] == bound


def test_a_workbook_may_claim_any_size_and_stand_in_any_row() -> None:
    found = read(workbook(row(2, "0:00:01.000", "0:00:02.000", "x") + '<row r="1048576"/>'), "x.xlsx").document
    assert [(cue.start_ms, cue.end_ms, cue.text) for cue in found.cues] == [(1000, 2000, "x")]
    beyond = workbook(row(2, "0:00:01.000", "0:00:02.000", "x") + '<row r="999999999999"/>')
    assert len(read(beyond, "x.xlsx").document.cues) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_in_workbooks_are_refused_wherever_they_are_declared(encoding: str) -> None:
    part = '<?xml version="1.0"?>' + " " * 300_000 + '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
    with pytest.raises(BadInput, match=r"script\.no_workbook") as caught:
        read(workbook("", more={"xl/worksheets/sheet2.xml": part.encode(encoding)}), "x.xlsx")
    assert caught.value.facts["reason"] == "DOCTYPE"


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Count the work done meanwhile: calls, and characters put into spans (each one is copied)."""
    work = [0]
    made = Span.__init__

    def count_characters(self: Span, **fields: object) -> None:
        work[0] += len(str(fields["text"])) // 8
        made(self, **fields)  # type: ignore[arg-type]

    def count_call(_frame: object, event: str, _argument: object) -> None:
        work[0] += event.endswith("call")

    with monkeypatch.context() as patch:
        patch.setattr(Span, "__init__", count_characters)
        sys.setprofile(count_call)
        try:
            yield work
        finally:
            sys.setprofile(None)


@pytest.mark.parametrize("attack", [*IN_ONE_CUE.values(), *IN_ONE_FILE.values()], ids=[*IN_ONE_CUE, *IN_ONE_FILE])
def test_the_work_grows_with_the_size(attack: Attack, monkeypatch: pytest.MonkeyPatch) -> None:
    work: list[int] = []
    for size in (2_000, 2_000, 8_000):  # the first time loads what the format needs
        name, data = attack(size)
        with counted(monkeypatch) as found, suppress(BadInput):
            parsed(name, data, WIDE)
        work.append(found[0])
    assert work[2] < 6 * work[1] + 2_000


def steps(act: Callable[[], object]) -> int:
    """Count the lines of ours that run meanwhile."""
    lines = [0]

    def count(frame: FrameType, event: str, _argument: object) -> Callable[..., object] | None:
        lines[0] += event == "line"
        return count if "crossreel" in frame.f_code.co_filename else None

    sys.settrace(count)
    try:
        act()
    finally:
        sys.settrace(None)
    return lines[0]


@pytest.mark.parametrize("format_id", ["srt", "vtt"])
def test_reading_and_writing_take_steps_for_each_tag_and_each_subtitle_and_no_more(format_id: str) -> None:
    def one_cue(tags: int) -> Document:
        return Document(cues=(DocumentCue(start_ms=0, end_ms=900, text="<i>a</i>b" * (tags // 2)),))

    def many_cues(count: int) -> Document:
        return Document(cues=tuple(DocumentCue(start_ms=n * 1000, end_ms=n * 1000 + 900, text=f"line {n}") for n in range(count)))

    chosen = get(format_id)
    for made, size in ((one_cue, 500), (many_cues, 250)):
        taken = []
        for document in (made(size), made(size), made(4 * size)):
            data = write(document, chosen).data
            taken.append((steps(partial(write, document, chosen)), steps(partial(read, data, f"x.{format_id}"))))
        assert all(large < 4.5 * small + 500 for small, large in zip(taken[1], taken[2], strict=True))


def _limited(act: Callable[[], object], seconds: int, megabytes: int) -> int:
    """Do something in a child process of limited time and memory, and return how that ended; 0 is well."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            pages = int(Path("/proc/self/statm").read_text().split()[0])
            room = pages * os.sysconf("SC_PAGE_SIZE") + (megabytes << 20)
            resource.setrlimit(resource.RLIMIT_AS, (room, room))
            spent = int(resource.getrusage(resource.RUSAGE_SELF).ru_utime)
            resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, spent + seconds))
            act()
            code = 0
        except BadInput:
            code = 0
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


needs_limits = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no limits of memory here")


@needs_limits
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded, use of fork")
@pytest.mark.parametrize("name", IN_ONE_CUE)
def test_a_long_subtitle_keeps_within_seconds_and_some_megabytes(name: str) -> None:
    """Without the bound of a subtitle's length: what repeats itself is looked at once."""
    file, data = IN_ONE_CUE[name](100_000)
    assert _limited(lambda: parsed(file, data, WIDE), 5, 300) == 0


@needs_limits
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded, use of fork")
@pytest.mark.parametrize(
    "name", ["one line in a legacy encoding", "one line of Latin letters", "a format line", "cells", "a cell of digests", "notes"]
)
def test_the_largest_file_keeps_within_half_a_gigabyte(name: str) -> None:
    file, data = IN_ONE_FILE[name]((BOUNDS.megabytes << 20) - 4096)
    assert _limited(lambda: read(data, file), 30, 500) == 0


@needs_limits
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded, use of fork")
def test_the_language_of_an_endless_text_is_guessed_from_its_beginning() -> None:
    endless = "the you and I to is that it of in what me my " * 1_000_000
    assert _limited(lambda: guess_language(endless), 10, 100) == 0
    assert guess_language(endless) == "en"


class Watched(str):
    """A text that counts the characters looked through when it is asked what it contains."""

    __slots__ = ("looked_through",)

    def __new__(cls, written: str) -> "Watched":
        made = super().__new__(cls, written)
        made.looked_through = 0
        return made

    def __contains__(self, part: object) -> bool:
        self.looked_through += len(self)
        return isinstance(part, str) and str.__contains__(self, part)


def test_a_text_is_looked_through_a_few_times_whatever_tags_it_has() -> None:
    for count in (10, 1000):
        markup = Watched("<i>a</i>b" * count)
        assert write_payload(markup, "") == str(markup)
        assert markup.looked_through <= 3 * len(markup)
