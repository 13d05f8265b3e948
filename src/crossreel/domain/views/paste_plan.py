"""Pasting lines over rows, as a plan: which cell gets which text, which cue which times, and what does not fit. Pure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from crossreel.domain.cues.cue import MAX_TIME_MS, Cue
from crossreel.domain.errors import Facts
from crossreel.domain.text.column_name import is_signs
from crossreel.domain.text.inline import canonical, plain_text
from crossreel.domain.views.grid import CueRow, EpisodeSheet

Times = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedLine:
    """A line of what is pasted. Texts are markup by the name of their column; `speaker` None where no column tells it."""

    texts: Mapping[str, str] = field(default_factory=dict)
    times: Times | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellPaste:
    """Another text for a cell; `cue_id` is None where it is empty now."""

    number: int
    row_id: int
    language: str
    cue_id: int | None
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimesPaste:
    """Other times for a cue."""

    number: int
    language: str
    cue_id: int
    before: Times
    after: Times


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerPaste:
    """Another speaker for the cue of a row."""

    number: int
    cue_id: int
    before: str
    after: str
    speaker_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Misfit:
    """A line, counted from 1, or a part of it, that goes nowhere, and why."""

    line: int
    code: str
    facts: Facts = field(default_factory=dict)


Pasted = CellPaste | TimesPaste | SpeakerPaste | Misfit


@dataclass(frozen=True, slots=True, kw_only=True)
class PastePlan:
    """What pasting would do. `has_times` says whether the lines bring times at all."""

    title_id: int
    episode_id: int
    language: str
    lines: int
    has_times: bool = False
    cells: tuple[CellPaste, ...] = ()
    times: tuple[TimesPaste, ...] = ()
    speakers: tuple[SpeakerPaste, ...] = ()
    misfits: tuple[Misfit, ...] = ()

    @property
    def count(self) -> int:
        """How many things would be changed."""
        return len(self.cells) + len(self.times) + len(self.speakers)


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteTarget:
    """Where lines go: the rows of an episode from a place on, or the rows at several places.

    `language` is the column of lines that name none; `chosen_id` the cue meant in a cell of several. With `with_times` the times
    of the lines are taken too.
    """

    sheet: EpisodeSheet
    places: Sequence[int]
    language: str
    chosen_id: int | None = None
    with_times: bool = False

    def plan(self, lines: Sequence[PastedLine]) -> PastePlan:
        """Return what pasting lines here would do."""
        places, rows = self._places(lines), self.sheet.rows
        found: list[CellPaste | TimesPaste | SpeakerPaste] = []
        misfits: list[Misfit] = []
        for number, line in enumerate(lines, start=1):
            if number > len(places):
                words = " · ".join(plain_text(text).replace("\n", " ") for text in line.texts.values())[:80]
                misfits.append(Misfit(line=number, code="editing.paste_no_row", facts={"text": words, "rows": len(places)}))
                continue
            at = places[number - 1]
            for each in self._of_line(number, at, rows[at], line):
                if isinstance(each, Misfit):
                    misfits.append(each)
                else:
                    found.append(each)
        if len(self.places) > 1 and len(places) > len(lines):
            facts = {"rows": len(places), "lines": len(lines)}
            misfits.append(Misfit(line=len(lines), code="editing.paste_rows_left", facts=facts))
        return PastePlan(
            title_id=self.sheet.title.id, episode_id=self.sheet.episode.id, language=self.language, lines=len(lines),
            has_times=any(line.times is not None for line in lines), misfits=tuple(misfits),
            cells=tuple(each for each in found if isinstance(each, CellPaste)),
            times=tuple(each for each in found if isinstance(each, TimesPaste)),
            speakers=tuple(each for each in found if isinstance(each, SpeakerPaste)),
        )  # fmt: skip

    def _places(self, lines: Sequence[PastedLine]) -> Sequence[int]:
        """Return the rows the lines go to: what is spoken passes by the rows of signs, and signs by what is spoken."""
        columns = {language for line in lines for language in line.texts} or {self.language}
        alone = len(self.places) == 1
        among = range(self.places[0], len(self.sheet.rows)) if alone else self.places
        fitting = [at for at in among if self._fits(self.sheet.rows[at], columns)]
        if alone:
            return [self.places[0], *(at for at in fitting if at != self.places[0])][: len(lines)]
        return fitting or self.places

    def _fits(self, row: CueRow, columns: Collection[str]) -> bool:
        return any(row.is_sign is is_signs(column) or self._cue(row, column) is not None for column in columns)

    def _of_line(self, number: int, at: int, row: CueRow, line: PastedLine) -> Iterator[Pasted]:
        for language, written in line.texts.items():
            text = canonical(written)
            cue = self._cue(row, language)
            if not plain_text(text).strip() or (cue is not None and canonical(cue.text) == text):
                continue
            if cue is None and not row.leads(language):
                yield Misfit(line=number, code="editing.paste_no_source", facts={"number": at + 1})
                continue
            yield CellPaste(
                number=at + 1, row_id=row.cue.id, language=language, cue_id=cue.id if cue is not None else None,
                before=cue.text if cue is not None else "", after=text,
            )  # fmt: skip
        if line.times is not None and self.with_times:
            yield from self._times(number, at, row, line.times)
        if line.speaker:
            yield from self._speaker(number, at, row, line.speaker)

    def _times(self, number: int, at: int, row: CueRow, times: Times) -> Iterator[TimesPaste | Misfit]:
        if not 0 <= times[0] < times[1] <= MAX_TIME_MS:
            yield Misfit(line=number, code="editing.paste_bad_times", facts={"start_ms": times[0], "end_ms": times[1]})
            return
        cue = self._cue(row, self.language) or row.cue
        if (cue.start_ms, cue.end_ms) != times:
            before = (cue.start_ms, cue.end_ms)
            yield TimesPaste(number=at + 1, language=self.language, cue_id=cue.id, before=before, after=times)

    def _speaker(self, number: int, at: int, row: CueRow, name: str) -> Iterator[SpeakerPaste | Misfit]:
        known = {said: id for id, said in self.sheet.speakers.items()}
        before = self.sheet.speakers.get(row.cue.speaker_id or 0, "")
        if name.strip() == before:
            return
        if name.strip() not in known:
            yield Misfit(line=number, code="editing.paste_no_speaker", facts={"name": name.strip()[:80]})
            return
        speaker_id = known[name.strip()]
        yield SpeakerPaste(number=at + 1, cue_id=row.cue.id, before=before, after=name.strip(), speaker_id=speaker_id)

    def _cue(self, row: CueRow, language: str) -> Cue | None:
        if row.is_spine and self.sheet.spine is not None and self.sheet.tracks.get(language) == self.sheet.spine:
            return row.cue
        cues = row.followers.get(language, ())
        return next((cue for cue in cues if cue.id == self.chosen_id), next(iter(cues), None))
