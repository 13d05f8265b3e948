"""Subtitle files alone, without a catalog: looking at one, and turning one into another."""

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
from crossreel.domain.text.several_languages import only_in
from crossreel.formats.format import Format
from crossreel.formats.reading import read
from crossreel.formats.registry import find, formats, get
from crossreel.formats.writing import write
from crossreel.services.files.subtitles import items, read_file, save


class Converting:
    """Use cases on subtitle files. Knows no catalog, player or window, so that the command line starts at once."""

    def formats(self) -> tuple[FormatInfo, ...]:
        """Return every format that can be read, writable ones first."""
        return tuple(each.info() for each in formats())

    def read(
        self, path: Path, *, from_format: str | None = None, encoding: str | None = None, frame_rate: Fraction | None = None
    ) -> ReadResult:
        """Read a subtitle file.

        Raises:
            BadInput: it cannot be opened, or is no subtitle that can be read.
            NotFound: there is no such format.
        """
        return read(read_file(path), path.name, from_format=from_format, encoding=encoding, frame_rate=frame_rate)

    def info(
        self, path: Path, *, from_format: str | None = None, encoding: str | None = None, frame_rate: Fraction | None = None
    ) -> SubtitleInfo:
        """Return what a subtitle file is: format, encoding, number of cues, times, and what is odd about it.

        Raises:
            BadInput: it cannot be opened, or is no subtitle that can be read.
        """
        result = self.read(path, from_format=from_format, encoding=encoding, frame_rate=frame_rate)
        cues = result.document.cues
        start_ms = find_programme_start(result.document)
        late = () if start_ms is None else (Notice(code=PROGRAMME_START, facts={"start_ms": start_ms}),)
        return SubtitleInfo(
            path=str(path),
            format_id=result.format_id,
            encoding=result.encoding,
            language=result.document.language,
            cue_count=len(cues),
            first_start_ms=min((cue.start_ms for cue in cues), default=None),
            last_end_ms=max((cue.end_ms for cue in cues), default=None),
            notices=(*result.notices, *late),
        )

    def convert(
        self,
        source: Path,
        target: Path,
        *,
        from_format: str | None = None,
        to_format: str | None = None,
        encoding: str | None = None,
        frame_rate: Fraction | None = None,
        start_offset: str = "",
        language: str | None = None,
        options: WriteOptions | None = None,
    ) -> Report:
        """Turn one subtitle file into another; the target is written whole or not at all, and read back.

        Args:
            source: the file to read.
            target: the file to write, replaced if it exists.
            from_format: id or extension; None finds out.
            to_format: id or extension; None goes by the target's name.
            encoding: of the source; None finds out. The target is UTF-8 unless `options` says otherwise.
            frame_rate: of the video, for formats that count frames.
            start_offset: where the source's programme starts, taken off all times: `01:00:00:00`, or `found`.
            language: BCP 47 tag of the text, where the source does not say.
            options: what else is asked of the writer.

        Raises:
            BadInput: the source cannot be read or starts elsewhere, or the target not be written so.
            NotFound: there is no such format.
        """
        chosen = target_format(target, to_format)
        result = self.read(source, from_format=from_format, encoding=encoding, frame_rate=frame_rate)
        document, late = _from_start(only_in(result.document, language or ""), start_offset)
        document = replace(document, language=language or document.language)
        asked = options or WriteOptions()
        asked = replace(asked, frame_rate=frame_rate or document.frame_rate or asked.frame_rate)
        written = write(document, chosen, replace(asked, language=asked.language or document.language))
        save(target, written.data)
        notices = (*items(source.name, (*result.notices, *late)), *items(target.name, written.notices))
        return Report(done=(Item(name=str(target)),), notices=notices)


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
