"""A subtitle file in memory: what codecs read and write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from crossreel.domain.errors import Facts


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something a reader or writer wants said: a code, the line (1-based, 0 for the whole file) and facts."""

    code: str
    line: int = 0
    facts: Facts = field(default_factory=dict)


CHARACTER_LIMIT = "character_limit"
"""The word among the `extras` of a script's cue for the most characters that a translation of it may have."""
DRAWING = "drawing"
"""The word among a cue's `extras` that says it is drawn and holds no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentCue:
    """One cue of a file. `text` is inline markup; `placement` as in `cue.Cue`; `extras` belong to the file's format.

    `language` is a BCP 47 tag where it is another than the document's.
    `cue_id` and `texts` are for scripts (CSV, XLSX): the catalog's row id and the texts of several languages. A row of a script
    that says no times is not `timed`: its times are 0 and mean nothing.
    """

    start_ms: int
    end_ms: int
    text: str
    placement: str = ""
    speaker: str = ""
    language: str = ""
    extras: Mapping[str, object] = field(default_factory=dict)
    cue_id: int | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    timed: bool = True

    @property
    def is_drawing(self) -> bool:
        """Tell whether this is a drawing: it goes back into its own format and is a subtitle to nobody else."""
        return not self.text and bool(self.extras) and DRAWING in self.extras


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The cues of a file in file order, with what the file says of itself.

    `programme_start_ms` is where its programme starts on its clock, 0 where it does not say; `hour_ms` how long an hour of that
    clock takes, which is longer than an hour where codes count 30 frames a second and 29.97 pass.

    `format_id` names the format that the `extras` (its own and those of its cues) belong to; another format's writer ignores them.
    """

    cues: tuple[DocumentCue, ...]
    language: str = ""
    frame_rate: Fraction | None = None
    format_id: str = ""
    programme_start_ms: int = 0
    hour_ms: Fraction = Fraction(3_600_000)
    extras: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """The encoding of a text file: a Python codec name, and whether it was guessed from the bytes."""

    name: str
    bom: bool = False
    guessed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadResult:
    """A document with the format and encoding it was read as and everything worth saying about it."""

    document: Document
    format_id: str
    encoding: Encoding | None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteResult:
    """The bytes of a file and what the format could not express."""

    data: bytes
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """What a buyer may ask of a writer.

    Attributes:
        newline: "\\n" or "\\r\\n".
        frame_rate: of the video; formats that count frames count these, or the nearest they know.
        drop_frame: whether time codes at 29.97 and 59.94 frames a second skip numbers to keep up with the clock.
        start_timecode: the time code of the programme's first frame, `10:00:00:00`; "" for nought.
        display_standard: of EBU STL: "teletext-1", "teletext-2" or "open".
        bidi: "plain", "rlm" or "embed".
        plain_text: whether tags and placements are left out of formats that could hold them.
        day: when the file is made, `20261127`, for formats that say so; "" for none.
    """

    encoding: str = "utf-8"
    bom: bool = False
    newline: str = "\n"
    frame_rate: Fraction = Fraction(30)
    language: str = ""
    source_language: str = ""
    width: int = 1080
    height: int = 1920
    bidi: str = "plain"
    title: str = ""
    plain_text: bool = False
    drop_frame: bool = True
    start_timecode: str = ""
    display_standard: str = "teletext-1"
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubtitleInfo:
    """What a look at a subtitle file tells; times are None when it has no cue. `columns` are those of a sheet, a line a table."""

    path: str
    format_id: str
    encoding: Encoding | None
    language: str
    cue_count: int
    first_start_ms: int | None
    last_end_ms: int | None
    notices: tuple[Notice, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatInfo:
    """A subtitle format as the interface shows it.

    Attributes:
        loses: inline and cue features the writer cannot express.
        options: fields of `WriteOptions` the writer honours.
        scripts: ISO 15924 codes of the letters it can hold; none where it holds all.
    """

    id: str
    title: str
    extensions: tuple[str, ...]
    loses: frozenset[str] = frozenset()
    writable: bool = True
    script: bool = False
    one_translation: bool = False
    options: frozenset[str] = frozenset()
    scripts: frozenset[str] = frozenset()


Progress = Callable[[int, int], None]
