"""What every form of a screening report says: coverage and notes, each as rows of words."""

from collections.abc import Iterator
from dataclasses import dataclass

from crossreel.domain.catalog.note import Note
from crossreel.domain.screening.report import ScreeningReport
from crossreel.domain.screening.watched import ATTENTIVE, Watched
from crossreel.domain.screening.words import mark_sentence, since_sentence
from crossreel.domain.text.timecode import clock
from crossreel.domain.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportWords:
    """A report in the words of one language."""

    report: ScreeningReport
    wording: Wording

    def said(self, code: str, **facts: str) -> str:
        """Return a sentence of the report."""
        return self.wording.sentence(f"screening.report.{code}", facts)

    def coverage_heads(self) -> tuple[str, ...]:
        """Return the heads of the columns of what was watched."""
        speed = self.wording.number(ATTENTIVE / 100)
        fixed = tuple(self.said(code) for code in ("episode", "who", "all"))
        return (*fixed, self.said("attentive", speed=speed), *(self.said(code) for code in ("now", "last", "since")))

    def coverage(self, column: str) -> Iterator[tuple[str, ...]]:
        """Yield a row for each episode and person who watched it in a column."""
        for episode_id, number in self.report.episodes.items():
            for person in self.report.people(column):
                seen = self.report.cell(episode_id, column, person)
                if seen is not None:
                    yield (self.wording.number(number), person, *self._shares(seen))

    def left(self, column: str) -> str:
        """Say which episodes nobody watched to the end as they are."""
        language = self.wording.language_name(column)
        if not self.report.people(column):
            return self.said("nobody", language=language)
        numbers = self.report.unwatched(column)
        listed = ", ".join(map(self.wording.number, numbers))
        return self.said("left", episodes=listed) if numbers else self.said("whole")

    def note_heads(self) -> tuple[str, ...]:
        """Return the heads of the columns of notes."""
        return tuple(self.said(code) for code in ("episode", "time", "language", "about", "who", "note", "state"))

    def note(self, note: Note) -> tuple[str, ...]:
        """Return a note as a row; an answer has only who and what."""
        if note.parent_id is not None:
            return ("", "", "", "↳", note.author, note.text, "")
        mark = self.report.marks.get(note.id)
        return (
            self.wording.number(self.report.episodes.get(note.episode_id, 0)), clock(note.at_ms, hours=False),
            self.wording.language_name(note.column), mark_sentence(mark, self.wording) if mark is not None else "", note.author,
            note.text, self.said("resolved", author=note.resolved_by) if note.resolved_by else self.said("open"),
        )  # fmt: skip

    def _shares(self, seen: Watched) -> tuple[str, ...]:
        shares = (seen.percent, seen.attentive_percent, seen.current_percent)
        percent = tuple(self.wording.percent(share / 100) for share in shares)
        return (*percent, self.wording.when(seen.last_ms), since_sentence(seen, self.wording))
