"""Subtitle files alone, without a catalog: looking at one, and turning one into another."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from crossreel.domain.errors import BadInput
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.text.document import Document, FormatInfo, Notice, ReadResult, SubtitleInfo, WriteOptions
from crossreel.domain.text.programme_start import (
    FOUND,
    PROGRAMME_START,
    find_programme_start,
    moved_to_nought,
    start_written,
)
from crossreel.domain.text.several_languages import languages_in, only_in
from crossreel.formats.format import Format
from crossreel.formats.reading import read
from crossreel.formats.registry import find, formats, get
from crossreel.formats.writing import write
from crossreel.kernel.paths import legible
from crossreel.language.bilingual import find_two_languages
from crossreel.services.exporting.asked_options import read_asked, with_asked
from crossreel.services.exporting.sheet_taking import columns_of, taken, whole
from crossreel.services.files.name_words import name_reader
from crossreel.services.files.sheet_memory import SheetMemory
from crossreel.services.files.sheets import OpenSheet, open_sheet
from crossreel.services.files.subtitles import items, read_file, save


class Converting:
    """Use cases on subtitle files. Knows no catalog, player or window, so that the command line starts at once.

    Args:
        memory: what was said of the columns of sheets before.
    """

    def __init__(self, memory: SheetMemory | None = None) -> None:
        self._memory = memory or SheetMemory(None)

    def formats(self) -> tuple[FormatInfo, ...]:
        """Return every format that can be read, writable ones first."""
        return tuple(each.info() for each in formats())

    def read(
        self,
        path: Path,
        *,
        from_format: str | None = None,
        encoding: str | None = None,
        frame_rate: Fraction | None = None,
        collapse_rolling: bool = False,
    ) -> ReadResult:
        """Read a subtitle file.

        Raises:
            BadInput: it cannot be opened, or is no subtitle that can be read.
            NotFound: there is no such format.
        """
        return read(
            read_file(path),
            path.name,
            from_format=from_format,
            encoding=encoding,
            language=name_reader().read(legible(path.name)).language or "",
            frame_rate=frame_rate,
            collapse_rolling=collapse_rolling,
        )

    def info(
        self,
        path: Path,
        *,
        from_format: str | None = None,
        encoding: str | None = None,
        frame_rate: Fraction | None = None,
        choices: str = "",
    ) -> SubtitleInfo:
        """Return what a subtitle file is: format, encoding, number of cues, times, and what is odd about it.

        Raises:
            BadInput: it cannot be opened, or is no subtitle that can be read.
        """
        opened = self._sheet(path, choices, from_format, encoding)
        if opened is None:
            result = self.read(path, from_format=from_format, encoding=encoding, frame_rate=frame_rate)
        else:
            result = whole(opened, frame_rate)
        cues = [cue for cue in result.document.cues if cue.timed]
        start_ms = find_programme_start(result.document)
        late = () if start_ms is None else (Notice(code=PROGRAMME_START, facts={"start_ms": start_ms}),)
        return SubtitleInfo(
            path=str(path),
            format_id=result.format_id,
            encoding=result.encoding,
            language=result.document.language,
            cue_count=len(result.document.cues),
            first_start_ms=min((cue.start_ms for cue in cues), default=None),
            last_end_ms=max((cue.end_ms for cue in cues), default=None),
            notices=(*result.notices, *late),
            columns=tuple(columns_of(opened)) if opened is not None else (),
        )

    def convert(
        self, source: Path, target: Path, *, from_format: str | None = None, to_format: str | None = None,
        encoding: str | None = None, frame_rate: Fraction | None = None, start_offset: str = "", language: str | None = None,
        asked: Mapping[str, str] | None = None, choices: str = "", episode: int | None = None, collapse_rolling: bool = False,
    ) -> Report:  # fmt: skip
        """Turn one subtitle file into another; the target is written whole or not at all, and read back.

        Args:
            source: the file to read.
            target: the file to write, replaced if it exists.
            from_format: id or extension; None finds out.
            to_format: id or extension; None goes by the target's name.
            encoding: of the source; None finds out. The target's is in `options`.
            frame_rate: of the video, for formats that count frames.
            start_offset: where the source's programme starts, taken off all times: `01:00:00:00`, or `found`.
            language: BCP 47 tag of the text, where the source does not say; of a sheet, the column to take.
            asked: options of the writer by name, as they are typed: `start_timecode`, `drop_frame`, `bom` …
            choices: what the columns of a sheet hold, as `--map` takes it.
            episode: of a sheet with several, the one to take.
            collapse_rolling: whether captions that repeat the lines before are written with every line once.

        Raises:
            BadInput: the source cannot be read or starts elsewhere, or the target not be written so.
            NotFound: there is no such format.
        """
        chosen = target_format(target, to_format)
        options = read_asked(asked or {}, chosen)
        opened = self._sheet(source, choices, from_format, encoding)
        if opened is None:
            result = self.read(
                source, from_format=from_format, encoding=encoding, frame_rate=frame_rate, collapse_rolling=collapse_rolling
            )
            result = _in_language(result, language)
        else:
            result = taken(opened, chosen, language, frame_rate, episode)
        document, late = _from_start(result.document, start_offset)
        written = write(document, chosen, with_asked(_said(document, frame_rate), options))
        save(target, written.data)
        notices = (*items(source.name, (*result.notices, *late)), *items(target.name, written.notices))
        return Report(done=(Item(name=str(target)),), notices=notices)

    def _sheet(self, path: Path, choices: str, from_format: str | None, encoding: str | None) -> OpenSheet | None:
        """Open a file of tables; None when it is another subtitle file."""
        named = find(from_format or path.suffix) if from_format or path.suffix else None
        if not (choices or _may_be_table(path) or (named is not None and named.script)):
            return None
        return open_sheet(path, choices=choices, memory=self._memory, from_format=from_format, encoding=encoding)


def _only_in(document: Document, language: str) -> Document:
    """Return what a document says in a language, where it says so or holds two by its words; else the document."""
    told = only_in(document, language)
    both = find_two_languages(document) if language and told is document and len(languages_in(document)) < 2 else None
    parts = (both.first, both.second) if both is not None else ()
    return next((part.document for part in parts if part.language.split("-")[0] == language.split("-")[0]), told)


def _in_language(result: ReadResult, language: str | None) -> ReadResult:
    """Return what was read in one language; where it was chosen among several, nobody need be told to choose."""
    only = _only_in(result.document, language or "")
    notices = result.notices
    if only is not result.document:
        notices = tuple(notice for notice in notices if notice.code != "language.several")
    return replace(result, document=replace(only, language=language or only.language), notices=notices)


def _said(document: Document, frame_rate: Fraction | None) -> WriteOptions:
    """Return what the writer is told where nobody asks for anything: what the document says."""
    rate = frame_rate or document.frame_rate or WriteOptions().frame_rate
    return WriteOptions(language=document.language, frame_rate=rate)


def _may_be_table(path: Path) -> bool:
    """Tell whether a file whose name says nothing could hold columns: spreadsheets save these as text."""
    return path.suffix.lower() in ("", ".txt")


def _from_start(document: Document, written: str) -> tuple[Document, tuple[Notice, ...]]:
    """Return a document whose times count from its programme's start as written, and what is said of the start it seems to have."""
    seeming_ms = find_programme_start(document)
    if not written:
        return document, () if seeming_ms is None else (Notice(code=PROGRAMME_START, facts={"start_ms": seeming_ms}),)
    start_ms = seeming_ms or 0 if written == FOUND else start_written(written, document)
    if start_ms is None:
        raise BadInput("time.bad_start", text=written[:40])
    return moved_to_nought(document, start_ms), ()


def target_format(target: Path, written: str | None) -> Format:
    """Return the format to write: as named, or by the target's extension.

    Raises:
        NotFound: there is no format of that name.
        BadInput: the extension is none we know.
    """
    if written:
        return get(written)
    chosen = find(target.suffix) if target.suffix else None
    if chosen is None:
        raise BadInput("format.target_unknown", name=target.name)
    return chosen
