"""The cues of the open episode as boxes on the timeline: of the language being worked on, alone or below its source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.retiming import Times
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.language import is_right_to_left
from crossreel.domain.views.grid import CueRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.episode.open_episode import OpenEpisode
from crossreel.ui.episode.reading import Loaded
from crossreel.ui.kit.signs import WORDS, Sign
from crossreel.ui.kit.waveform_boxes import CueBox
from crossreel.ui.places.editor.cells import is_stale


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxMaker:
    """Makes the boxes of an episode. A box has the id of the cue whose times it shows.

    Of one language alone these are those of the spine, or a pinned translation's own; two that are `compared` stand in two
    bands, each with the cues of its own.
    """

    opened: OpenEpisode
    loaded: Loaded
    language: str
    compared: bool = False
    marks: Mapping[int, str] = field(default_factory=dict)

    def all(self) -> list[CueBox]:
        """Return the boxes of all rows."""
        return [box for number, row in enumerate(self.loaded.sheet.rows, start=1) for box in self.row(row, number)]

    def row(self, row: CueRow, number: int) -> list[CueBox]:
        """Return the boxes of one row."""
        cues = self.opened.cells(row, self.language)
        if self.compared:
            return [*self._source(row, number), *(self._own(row, cue, number, band=1) for cue in cues)]
        own = [cue for cue in cues if cue.pinned or not row.is_spine]
        if own:
            return [self._own(row, cue, number) for cue in own]
        if not row.is_spine:
            return []
        words = next(iter(cues), None)
        if words is None:
            return [self._box(row.cue, row.cue, number, self.opened.source, lent=True)]
        signs = (Sign.STALE,) if words.id != row.cue.id and is_stale(words, row, self.loaded) else ()
        return [self._box(row.cue, words, number, self.language, signs=signs)]

    def _source(self, row: CueRow, number: int) -> Iterator[CueBox]:
        if row.is_spine:
            yield self._box(row.cue, row.cue, number, self.opened.source)

    def _own(self, row: CueRow, cue: Cue, number: int, band: int = 0) -> CueBox:
        """Return the box of a cue at its own times, with how it stands to its source."""
        signs: list[Sign] = []
        source = self._span(row, cue) if row.is_spine else None
        if not row.is_spine and not row.is_sign:
            signs.append(Sign.OWN)
        elif cue.pinned:
            signs.append(Sign.PINNED)
        if row.is_spine and is_stale(cue, row, self.loaded):
            signs.append(Sign.STALE)
        return self._box(cue, cue, number, self.language, band=band, signs=tuple(signs), source=source)

    def _span(self, row: CueRow, cue: Cue) -> Times | None:
        """Return the times of what a translation renders, where it has others."""
        last_id = cue.anchor_last_id or row.cue.id
        span = self.loaded.spine_between(row.cue.id, last_id) or [row]
        times = (span[0].cue.start_ms, max(each.cue.end_ms for each in (span[0], span[-1])))
        return times if cue.pinned and times != (cue.start_ms, cue.end_ms) else None

    def _box(
        self,
        timed: Cue,
        words: Cue,
        number: int,
        language: str,
        *,
        band: int = 0,
        signs: tuple[Sign, ...] = (),
        source: Times | None = None,
        lent: bool = False,
    ) -> CueBox:
        return CueBox(
            id=timed.id,
            number=number,
            start_ms=timed.start_ms,
            end_ms=timed.end_ms,
            text=plain_text(words.text),
            mark=self.marks.get(words.id, ""),
            right_to_left=is_right_to_left(language),
            band=band,
            signs=signs,
            source=source,
            lent=lent and self.language != self.opened.source,
            tip=_tip(signs, timed, source, lent=lent and self.language != self.opened.source),
        )


def marks_of(loaded: Loaded, language: str) -> dict[int, str]:
    """Return the gravest thing found in each cue of a language: "error" or "warning"."""
    marks: dict[int, str] = {}
    for finding in loaded.findings:
        if finding.cue_id is not None and finding.column == language and finding.severity is not Severity.INFO:
            worst = "error" if finding.severity is Severity.ERROR else "warning"
            marks[finding.cue_id] = "error" if marks.get(finding.cue_id) == "error" else worst
    return marks


def _tip(signs: tuple[Sign, ...], timed: Cue, source: Times | None, *, lent: bool) -> str:
    words = []
    if Sign.PINNED in signs:
        words.append(_(WORDS[Sign.PINNED]))
    if source is not None:
        by = [_seconds(own - theirs) for own, theirs in zip((timed.start_ms, timed.end_ms), source, strict=True)]
        words.append(_("Beside the source: in {start} s, out {end} s").format(start=by[0], end=by[1]))
    if Sign.STALE in signs:
        words.append(_(WORDS[Sign.STALE]))
    if Sign.OWN in signs:
        words.append(_(WORDS[Sign.OWN]))
    if lent:
        words.append(_("Not translated yet: these are the source's words"))
    return "\n".join(words)


def _seconds(by_ms: int) -> str:
    sign = "+" if by_ms > 0 else "−" if by_ms < 0 else "±"
    return sign + numbers.number(abs(by_ms) / 1000)
