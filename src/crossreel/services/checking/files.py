"""Checking subtitle files that are in no catalog."""

import time
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.errors import BadInput, Unavailable
from crossreel.domain.item import Item
from crossreel.domain.quality.check import CaptionMeasure
from crossreel.domain.quality.finding import Finding, RuleInfo
from crossreel.domain.quality.report import QcReport
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.domain.text.document import Document
from crossreel.domain.text.inline import plain_text
from crossreel.formats.notices import Notices
from crossreel.formats.reading import read
from crossreel.formats.text import decode
from crossreel.qc.guides import LANDSCAPE, StyleGuides, set_for
from crossreel.qc.inspector import Inspector, TitleRules
from crossreel.qc.media_registry import media_rule_infos
from crossreel.qc.registry import all_rules
from crossreel.qc.rule import Rule, Scope
from crossreel.qc.rulebook import Rulebook
from crossreel.qc.runner import check_title
from crossreel.qc.zones import SafeZones
from crossreel.services.checking.as_written import as_written
from crossreel.services.files.name_words import name_reader
from crossreel.services.files.presets import broken_presets, shipped_break_words, shipped_guides
from crossreel.services.files.subtitles import read_file
from crossreel.services.single_item import alone

LANDSCAPE_PICTURE = PictureShape(width=1920, height=1080)


class FileChecking:
    """Use cases around QC of files. Knows no catalog, so that the command line starts at once.

    Args:
        measure: captions as the renderer draws them; None withholds every finding about their sizes.
        zones: safe zones.
        guides: the style guides; None for those that ship.
        rules: the rules; None for all of `qc/rules`.
    """

    def __init__(
        self,
        *,
        measure: CaptionMeasure | None = None,
        zones: SafeZones | None = None,
        guides: StyleGuides | None = None,
        rules: Iterable[Rule] | None = None,
    ) -> None:
        self._guides = guides or shipped_guides()
        self._rules = all_rules() if rules is None else Rulebook(rules)
        self._zones = zones or SafeZones()
        self._inspector = Inspector(self._rules, self._guides, measure, self._zones, shipped_break_words())

    def rules(self) -> tuple[RuleInfo, ...]:
        """Return every rule with its manual."""
        return (*self._rules.infos(), *media_rule_infos())

    def broken_presets(self) -> tuple[Item, ...]:
        """Return the style guides and safe zones whose files cannot be read, each with why; all others are used."""
        return broken_presets(self._guides, self._zones)

    def check(self, path: Path, *, language: str = "", guide: str = "", frame_rate: Fraction | None = None) -> QcReport:
        """Check one subtitle file.

        Args:
            path: the file.
            language: its tag; "" finds out by its name, by what it says or by its words.
            guide: set of style guides; "" for vertical pictures.
            frame_rate: of its video, for a file that counts frames.

        Raises:
            BadInput: it cannot be opened, is no subtitle that can be read, or its language cannot be told.
            NotFound: there is no such set of style guides.
        """
        if guide:
            self._guides.check_id(guide)
        named = name_reader().read(path.name).language or ""
        data = read_file(path)
        found = read(data, path.name, language=language or named, frame_rate=frame_rate)
        document = found.document
        if found.encoding is not None:
            text, _encoding = decode(data, Notices(), language=language or named)
            document = as_written(document, text, found.format_id)
        tag = language or named or document.language or _guess(document)
        if not tag:
            raise BadInput("qc.no_language", name=path.name)
        picture = LANDSCAPE_PICTURE if guide == LANDSCAPE else None
        findings = self.check_document(document, tag, picture, guide=guide)
        made_ms = time.time_ns() // 1_000_000
        return QcReport(
            title=path.name, guide=guide or set_for(PictureShape()), languages=(tag,), findings=findings, made_ms=made_ms
        )

    def check_all(
        self, paths: Sequence[Path], *, language: str = "", guide: str = "", frame_rate: Fraction | None = None
    ) -> list[QcReport]:
        """Check files one by one; a report on one that cannot be checked says why.

        Raises:
            NotFound: there is no such set of style guides.
            Unavailable: nothing measures captions on this computer.
        """
        if guide:
            self._guides.check_id(guide)
        reports = []
        for path in paths:
            with alone(path.name) as attempt:
                reports.append(self.check(path, language=language, guide=guide, frame_rate=frame_rate))
            if isinstance(attempt.error, Unavailable):
                raise attempt.error
            if attempt.failed:
                reports.append(QcReport(title=path.name, failed=(attempt.item,)))
        return reports

    def check_document(
        self, document: Document, language: str, picture: PictureShape | None = None, guide: str = ""
    ) -> tuple[Finding, ...]:
        """Check what was read of a file. A finding's `cue_id` is the cue's number in the file, from 1.

        Raises:
            NotFound: there is no such set of style guides.
        """
        cues = sorted(
            (
                Cue(id=number, track_id=0, start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text, placement=cue.placement)
                for number, cue in enumerate(document.cues, start=1)
            ),
            key=lambda cue: cue.order,
        )
        rules = TitleRules(title=Title(id=0, code="", name="", source_language=language), guide=guide)
        track = Track(id=0, episode_id=0, language=language, role=Role.SOURCE)
        shape = picture or PictureShape(frame_rate=document.frame_rate or PictureShape().frame_rate)
        prepared = self._inspector.prepare(rules, track, cues, None, shape)
        found = self._inspector.inspect(prepared, lambda mark: 0)
        found += check_title([prepared], self._rules.of(Scope.TITLE), lambda track: lambda mark: 0)
        return tuple(sorted(found, key=lambda finding: (finding.start_ms, finding.end_ms)))


def _guess(document: Document) -> str:
    from crossreel.language.guess import guess_language

    return guess_language("\n".join(plain_text(cue.text) for cue in document.cues)) or ""
