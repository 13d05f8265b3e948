"""What a subtitle format is to the rest of the house: a descriptor with a reader and a writer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from crossreel.domain.errors import BadInput
from crossreel.domain.tables.table import Table
from crossreel.domain.text.document import Document, FormatInfo, WriteOptions
from crossreel.formats.bounds import Meter
from crossreel.formats.judging import Judge
from crossreel.formats.notices import Notices


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadHints:
    """What the caller knows and the file may not say: its name, the frame rate of its video, and what reading it may take."""

    name: str = ""
    frame_rate: Fraction | None = None
    meter: Meter = field(default_factory=Meter, compare=False)

    def rate_for(self, written: str, declared: Fraction | None = None) -> Fraction:
        """Return the frames a second for a time that counts frames: the video's, else what the file declares; never a guess.

        Raises:
            BadInput: neither is known; `written` is the time that is shown.
        """
        rate = self.frame_rate or declared
        if rate is None:
            raise BadInput("time.rate_needed", name=self.name, text=written.strip()[:40])
        return rate


Sniff = Callable[[str, str], float]
ReadText = Callable[[str, ReadHints, Notices], Document]
WriteText = Callable[[Document, WriteOptions, Notices], str]
SniffBytes = Callable[[bytes, str], float]
ReadBytes = Callable[[bytes, ReadHints, Notices], Document]
WriteBytes = Callable[[Document, WriteOptions, Notices], bytes]
ReadTables = Callable[[str, ReadHints, Notices], tuple[Table, ...]]
ReadTablesBytes = Callable[[bytes, ReadHints, Notices], tuple[Table, ...]]
Keeps = Callable[[Document], Mapping[str, int]]
Renew = Callable[[Document], Document]
Fit = Callable[[Document, WriteOptions, Notices], Document]
Frames = Callable[[WriteOptions], Fraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One subtitle format: the descriptor each file of `codecs` declares as `FORMAT`.

    Text codecs get and give `str` with `\\n` line ends; encodings, BOM and newlines are dealt with once for all in `text`.
    A format of bytes (a workbook) sets `sniff_bytes`, `read_bytes` and `write_bytes` instead.

    Attributes:
        sniff: rates the first characters of a file and its name, 0.0 (never) to 1.0 (surely).
        read: gives the document; says what it mended through `Notices`; raises `BadInput` only when nothing can be read.
        write: gives the text; gets cues already reduced to what the format holds.
        judge: looks at a text just written as a strict reader would, where ours forgives.
        fit: brings a reduced document to what the format can hold of rows, letters and times, and says what it changed: lines
            broken at blanks, signs and colours put into the nearest, times put on frames. It never takes a letter away; what it
            cannot fit is `BadInput`. The writer is handed what it gives.
        frames: gives the rate of the frames that its times count; None where they count milliseconds.
        scripts: ISO 15924 codes of the letters it can hold; none where it holds all.
        options: names of the `WriteOptions` fields the writer honours.
        keeps: counts what of a document only this format understands (in its `extras`), by the name of the feature: said when
            another format is written.
        renew: brings a document of a catalog up to what today's reader would have given, before it is written in this format again.
        loses: features the writer cannot express: "i", "b", "u", "c", "v", "ruby", "placement", "placement_box",
            "speaker", "language" (of single cues), "empty_cues", "literal_markup".
        time_step_ms: the smallest step of its times; read-back allows half of it.
        always_bom: whether files begin with a BOM whatever the options say, because their readers need it.
        rank: of an import's files with the same cues, the one whose format has the highest is taken: the one that carries most.
        family: formats of one family understand each other's `extras`.
        script: whether it carries cue ids and several languages side by side.
        one_translation: of a script, whether a file has room for one language beside the source.
        read_tables: of a script of text, gives its tables as they stand; `read_tables_bytes` of one made of bytes.
    """

    id: str
    title: str
    extensions: tuple[str, ...]
    sniff: Sniff | None = None
    read: ReadText | None = None
    write: WriteText | None = None
    sniff_bytes: SniffBytes | None = None
    read_bytes: ReadBytes | None = None
    write_bytes: WriteBytes | None = None
    judge: Judge | None = None
    keeps: Keeps | None = None
    renew: Renew | None = None
    fit: Fit | None = None
    frames: Frames | None = None
    scripts: frozenset[str] = field(default_factory=frozenset)
    options: frozenset[str] = field(default_factory=frozenset)
    loses: frozenset[str] = field(default_factory=frozenset)
    time_step_ms: int = 1
    always_bom: bool = False
    rank: int = 0
    family: str = ""
    script: bool = False
    one_translation: bool = False
    read_tables: ReadTables | None = None
    read_tables_bytes: ReadTablesBytes | None = None

    @property
    def binary(self) -> bool:
        """Whether the format is made of bytes rather than of encoded text."""
        return self.read_bytes is not None

    @property
    def writable(self) -> bool:
        """Whether files of this format can be written."""
        return self.write is not None or self.write_bytes is not None

    def info(self) -> FormatInfo:
        """Return the format as the interface shows it."""
        return FormatInfo(
            id=self.id,
            title=self.title,
            extensions=self.extensions,
            loses=self.loses,
            writable=self.writable,
            script=self.script,
            one_translation=self.one_translation,
            options=self.options,
            scripts=self.scripts,
        )
