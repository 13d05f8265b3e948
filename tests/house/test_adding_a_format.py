"""A format is added with the file, the sentences and the folder that docs/adding-a-format.md names, and nothing turns red."""

import json

from tests.house.copies import Copy

CODEC = '''"""Timed lines (.tln): one subtitle a line, `start|end|text` in milliseconds, ` // ` where the text breaks."""

import re
from itertools import islice

from crossreel.domain.errors import BadInput
from crossreel.domain.text.document import Document, DocumentCue, WriteOptions
from crossreel.domain.text.inline import escape, plain_text
from crossreel.formats.format import Format, ReadHints
from crossreel.formats.markup import break_up, settle
from crossreel.formats.notices import Notices

LINE = re.compile(r"^(-?\\d{1,9})\\|(-?\\d{1,9})\\|(.*)$", re.MULTILINE)
BREAK = " // "
BREAK_IN_TEXT = re.compile(r" // ")


def sniff(head: str, name: str) -> float:
    """Rate by a first line of two times."""
    return 0.9 if LINE.match(head) else 0.4 * name.endswith(".tln")


def read(text: str, hints: ReadHints, notices: Notices) -> Document:
    """Read one subtitle a line.

    Raises:
        BadInput: no line has two times.
    """
    found = list(islice(LINE.finditer(text), hints.meter.bounds.cues + 1))
    if not found:
        raise BadInput("format.no_cues", name=hints.name, format=FORMAT.title)
    left_out = sum(1 for line in text.split("\\n") if line.strip()) - len(found)
    notices.add_many("tln.no_times", left_out)
    cues = []
    for line in found:
        hints.meter.cue(len(line[3]))
        words = settle(escape(line[3].replace(BREAK, "\\n")))
        cues.append(DocumentCue(start_ms=int(line[1]), end_ms=int(line[2]), text=words))
    return Document(cues=tuple(cues))


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write one subtitle a line."""
    return "".join(f"{cue.start_ms}|{cue.end_ms}|{_line(cue.text)}\\n" for cue in document.cues)


def _line(markup: str) -> str:
    return BREAK.join(break_up(line, [BREAK_IN_TEXT]) for line in plain_text(markup).split("\\n"))


FORMAT = Format(
    id="timed_lines",
    title="Timed lines",
    extensions=("tln",),
    sniff=sniff,
    read=read,
    write=write,
    options=frozenset({"encoding", "bom", "newline", "bidi"}),
    loses=frozenset(
        {"i", "b", "u", "c", "v", "ruby", "placement", "placement_box", "speaker", "empty_cues", "literal_markup"}
    ),
)
'''
SENTENCE = '    "tln.no_times": N_("Lines left out because they have no times: {count}."),\n'
CODECS, GOLDEN = "src/crossreel/formats/codecs", "tests/golden/timed_lines"
FORMATS = "tests/unit/formats"
TESTS = (
    "tests/golden",
    *(f"{FORMATS}/{name}.py" for name in ("test_readback", "test_refusals", "test_keeping")),
    f"{FORMATS}/test_round_trip.py::test_every_document_returns[timed_lines]",
    f"{FORMATS}/test_strangers.py::test_a_damaged_file_is_read_or_refused_in_words[timed_lines]",
    f"{FORMATS}/test_bounds.py::test_every_reader_counts_subtitles_and_their_characters",
    "tests/unit/services/exporting/test_exporting.py::test_any_format_of_one_episode",
)
TEXTS = {
    "en": ("Where were you?", "At home\nall night"), "zh-Hans": ("你去哪里了？", "在家\n一整夜"),
    "ar": ("أين كنت؟", "في البيت\nطوال الليل"), "th": ("ไปไหนมา", "อยู่บ้าน\nทั้งคืน"),
}  # fmt: skip
WILD = "1000|2000|One\nwho are you\n\n2500|3000|Two // lines & <b>more</b>\n"
NAMES = ("timed_lines", "test_golden", "test_keeping", "refused_with", "counts", "any_format")


def say(project: Copy) -> None:
    """Write the format's sentence among those of the formats."""
    file = project.folder / "src/crossreel/i18n/sentences/formats.py"
    head, brace, rest = file.read_text("utf-8").partition("= {\n")
    file.write_text(head + brace + SENTENCE + rest, "utf-8")


def record(language: str, cues: list[dict[str, object]], notices: tuple[str, ...] = ()) -> str:
    """What reading a file gives, as it stands beside the file."""
    told = {"format": "timed_lines", "encoding": "utf-8", "language": language, "notices": list(notices), "cues": cues}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def put_golden(project: Copy) -> None:
    """Write the golden folder."""
    for language, (one, two) in TEXTS.items():
        project.add(f"{GOLDEN}/{language}.tln", f"1000|2400|{one}\n2600|4000|{two.replace(chr(10), ' // ')}\n")
        cues = [{"start_ms": 1000, "end_ms": 2400, "text": one}, {"start_ms": 2600, "end_ms": 4000, "text": two}]
        project.add(f"{GOLDEN}/{language}.tln.json", record("", cues))  # type: ignore[arg-type]
    project.add(f"{GOLDEN}/wild.tln", WILD)
    wild = [
        {"start_ms": 1000, "end_ms": 2000, "text": "One"},
        {"start_ms": 2500, "end_ms": 3000, "text": "Two\nlines &amp; &lt;b&gt;more&lt;/b&gt;"},
    ]
    project.add(f"{GOLDEN}/wild.tln.json", record("", wild, ("tln.no_times",)))  # type: ignore[arg-type]


def add(project: Copy) -> None:
    """Add a codec with its sentence and its golden folder."""
    project.add(f"{CODECS}/timed_lines.py", CODEC)
    say(project)
    put_golden(project)


def test_a_format(project: Copy) -> None:
    add(project)
    (project.folder / "a.srt").write_text("1\n00:00:01,000 --> 00:00:03,000\n<i>Go</i>\nhome\n", "utf-8")
    told = project.run("-m", "crossreel", "convert", "a.srt", "a.tln")
    assert (project.folder / "a.tln").read_text("utf-8") == "1000|3000|Go // home\n", told.stderr


def test_what_is_forgotten_fails(project: Copy) -> None:
    project.add(f"{CODECS}/timed_lines.py", CODEC.replace("        hints.meter.cue(len(line[3]))\n", ""))
    assert "tests/golden/timed_lines lacks" in project.must_fail("tests/golden", "-k", "golden_folder")
    put_golden(project)
    said = project.must_fail("tests/golden", "tests/unit/formats/test_bounds.py", "-k", "timed_lines", "--maxfail=9")
    assert "tln.no_times" in said, "it has no sentence"
    assert "test_every_reader_counts_subtitles_and_their_characters[timed_lines-en]" in said, "it counts no subtitles"
