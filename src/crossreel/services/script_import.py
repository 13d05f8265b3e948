"""Taking a script (CSV, XLSX) back: rows are matched by cue id, never by time.

Where the script carries what its cells held when it went out, a cell nobody changed there is left alone, one that was cleared is
cleared, and one that was changed on both sides is named and left alone. Without that, blank cells change nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from crossreel.domain.cue import Cue, Origin
from crossreel.domain.document import Document, DocumentCue
from crossreel.domain.episode import Episode
from crossreel.domain.errors import Fact
from crossreel.domain.inline import canonical, plain_text
from crossreel.domain.report import Item
from crossreel.domain.spine import Spine, cell, confirm, fill, mapped
from crossreel.domain.title import Title
from crossreel.domain.track import Track
from crossreel.services.episode_cues import EpisodeCues, open_track, read_episode, write_spine
from crossreel.services.script_document import cell_digest
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(slots=True)
class ScriptReport:
    """What became of the rows of one episode: how many cells changed, and the rows that could not be used."""

    changed: int = 0
    failed: list[Item] = field(default_factory=list)


def rows_by_episode(uow: UnitOfWork, title_id: int, document: Document) -> tuple[dict[int, list[DocumentCue]], list[Item]]:
    """Return the rows of a script by episode id, and those whose cue the title does not have."""
    ids = [row.cue_id for row in document.cues if row.cue_id is not None]
    cues = {cue.id: cue for cue in uow.where(Cue, id=ids)} if ids else {}
    tracks = {track.id: track for track in uow.where(Track, id=list({cue.track_id for cue in cues.values()}))} if cues else {}
    known = _episodes(uow, title_id, tracks)
    found: dict[int, list[DocumentCue]] = {}
    unknown: list[Item] = []
    for number, row in enumerate(document.cues, start=1):
        cue = cues.get(row.cue_id) if row.cue_id is not None else None
        episode_id = known.get(cue.track_id) if cue is not None else None
        if episode_id is None:
            code = "import.script_no_id" if row.cue_id is None else "import.script_unknown_cue"
            unknown.append(Item(name=str(number), code=code, facts={"row": number, "text": plain_text(row.text)[:60]}))
        else:
            found.setdefault(episode_id, []).append(row)
    return found, unknown


def write_rows(uow: UnitOfWork, title: Title, episode_id: int, rows: Iterable[DocumentCue], language: str) -> ScriptReport:
    """Write the rows of one episode.

    Args:
        uow: where to write.
        title: the title.
        episode_id: the episode.
        rows: rows whose cue ids are of this episode.
        language: the language of the rows' own text; "" when the script does not say, and the text is then left alone.
    """
    before = read_episode(uow, episode_id)
    script = _Script(uow, title, before)
    for row in rows:
        texts = {**row.texts, language: row.text} if language else dict(row.texts)
        for column, text in texts.items():
            script.set(row, column, canonical(text))
    script.save(before)
    return script.report


def _episodes(uow: UnitOfWork, title_id: int, tracks: Mapping[int, Track]) -> dict[int, int]:
    own = {episode.id for episode in uow.where(Episode, title_id=title_id)}
    return {track.id: track.episode_id for track in tracks.values() if track.episode_id in own}


class _Script:
    """An episode while a script is written into it."""

    def __init__(self, uow: UnitOfWork, title: Title, cues: EpisodeCues) -> None:
        self.report = ScriptReport()
        self._uow = uow
        self._title = title
        self._cues = cues

    def set(self, row: DocumentCue, column: str, text: str) -> None:
        """Give the cell of a row its text."""
        assert row.cue_id is not None
        cue = self._cues.spine.get(row.cue_id)
        track = self._cues.columns.get(column)
        is_spine = cue.track_id == self._cues.spine.track_id
        if track is not None and cue.track_id == track.id:
            there: Cue | None = cue
        elif is_spine:
            there = cell(self._cues.spine, cue.id, track.id) if track is not None else None
        else:
            return
        if not self._is_wanted(row, column, there, text):
            return
        if there is not None:
            written = mapped(self._cues.spine, {there.id}, lambda each: replace(each, text=text, origin=Origin.IMPORTED))
            self._change(confirm(written, {there.id}))
        else:
            self._cues, opened = open_track(self._uow, self._title, self._cues, column)
            self._change(fill(self._cues.spine, cue.id, opened.id, text, self._uow.new_id()))

    def save(self, before: EpisodeCues) -> None:
        """Write what changed."""
        write_spine(self._uow, replace(self._cues, spine=before.spine), self._cues.spine)

    def _is_wanted(self, row: DocumentCue, column: str, there: Cue | None, text: str) -> bool:
        """Tell whether a cell is to be written, and name it where it was changed on both sides."""
        now = there.text if there is not None else ""
        if cell_digest(now) == cell_digest(text):
            return False
        base = row.extras.get("base")
        if not isinstance(base, Mapping):
            return bool(plain_text(text).strip())
        before = base.get(column, cell_digest(""))
        if cell_digest(text) == before:
            return False
        if cell_digest(now) != before:
            facts: dict[str, Fact] = {"language": column, "text": plain_text(text)[:60], "now": plain_text(now)[:60]}
            self.report.failed.append(Item(name=str(row.cue_id), code="import.script_moved_on", facts=facts))
            return False
        return True

    def _change(self, spine: Spine) -> None:
        self._cues = replace(self._cues, spine=spine)
        self.report.changed += 1
