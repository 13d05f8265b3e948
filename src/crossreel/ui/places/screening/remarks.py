"""What stands beside the picture, read in one go: notes, findings, and what changed since one watched; each as a line."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.note_kind import NoteMark
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.screening.changed import ChangedPlace, Viewing
from crossreel.domain.screening.watched import Watched
from crossreel.domain.text.inline import plain_text
from crossreel.domain.text.timecode import clock
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, isolated, sentence
from crossreel.i18n.watching import note_words
from crossreel.services.desk import Desk
from crossreel.ui.kit.lines import Line
from crossreel.ui.kit.painting import NOTE_TOKENS, SEVERITY_TOKENS


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarks:
    """All of a column of a title; `viewing` is that of who works here."""

    notes: tuple[Note, ...] = ()
    marks: Mapping[int, NoteMark] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()
    viewing: Viewing = field(default_factory=Viewing)

    @property
    def changes(self) -> tuple[ChangedPlace, ...]:
        """What is other than who works here saw it."""
        return self.viewing.changes

    @property
    def watched(self) -> Mapping[int, Watched]:
        """What who works here watched, by episode."""
        return self.viewing.watched


def read_remarks(desk: Desk, title_id: int, column: str) -> Remarks:
    """Read what stands beside the picture."""
    screening = desk.screening
    return Remarks(
        notes=screening.notes(title_id, language=column),
        marks=screening.marks(title_id),
        findings=tuple(each for each in desk.checking.findings(title_id) if each.version_id is not None or each.column == column),
        viewing=desk.attending.viewing(title_id, column),
    )


def note_line(note: Note, mark: NoteMark | None, number: int) -> Line:
    """Return a note as a line of the list."""
    done = bool(note.resolved_by)
    parts = [note.author, numbers.when(note.created_ms)]
    if note.parent_id is None:
        about = [note_words(mark)] if mark is not None else []
        parts = [_("Episode {number}").format(number=numbers.number(number)), short_clock(note.at_ms), *about, note.author]
    if done:
        parts.insert(0, _("Resolved by {author}").format(author=note.resolved_by))
    token = "approved" if done else NOTE_TOKENS[mark.weight] if mark is not None else "note"
    icon = "tick" if done else "dialogue" if note.parent_id is not None else "note"
    indent = int(note.parent_id is not None)
    return Line(key=note.id, icon=icon, token=token, words=isolated(note.text), second=_joined(parts), indent=indent, faded=done)


def finding_line(finding: Finding) -> Line:
    """Return a finding as a line of the list."""
    icon = "finding" if finding.severity is Severity.ERROR else "info"
    words = sentence(finding.code, finding.facts)
    about = sentence("qc.media", {}) if finding.version_id is not None else isolated(plain_text(finding.text).replace("\n", " / "))
    second = _joined([short_clock(finding.start_ms), about])
    return Line(key=finding.id, icon=icon, token=SEVERITY_TOKENS[finding.severity], words=words, second=second)


def change_line(key: int, place: ChangedPlace) -> Line:
    """Return what changed as a line of the list."""
    words = isolated("\n".join(plain_text(text) for text in place.texts)) or _("A subtitle was taken away here.")
    second = _joined([_("Episode {number}").format(number=numbers.number(place.episode_number)), short_clock(place.start_ms)])
    return Line(key=key, icon="refresh", token="warning", words=words, second=second)


def short_clock(at_ms: int) -> str:
    """Write a time as minutes and seconds."""
    return clock(at_ms, hours=False)[:-4]


def _joined(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)
