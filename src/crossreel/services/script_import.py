"""Taking a script (CSV, XLSX) back: rows are matched by cue id, never by time; blank cells change nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from crossreel.domain.cue import Cue, Origin
from crossreel.domain.document import Document, DocumentCue
from crossreel.domain.episode import Episode
from crossreel.domain.inline import canonical, plain_text
from crossreel.domain.report import Item
from crossreel.domain.sheet import cue_rows
from crossreel.domain.spine import Spine, confirm, fill, mapped
from crossreel.domain.title import Title
from crossreel.domain.track import Track
from crossreel.services.episode_cues import EpisodeCues, open_track, read_episode, write_spine
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
        assert row.cue_id is not None
        texts = {**row.texts, language: row.text} if language else dict(row.texts)
        for tag, text in texts.items():
            if plain_text(text).strip():
                script.set(row.cue_id, tag, canonical(text))
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

    def set(self, cue_id: int, column: str, text: str) -> None:
        """Give the cell of a row its text."""
        cue = self._cues.spine.get(cue_id)
        track = self._cues.columns.get(column)
        if track is not None and cue.track_id == track.id:
            self._write(cue, text)
        elif cue.track_id == self._cues.spine.track_id:
            self._write_cell(cue, column, text)

    def save(self, before: EpisodeCues) -> None:
        """Write what changed."""
        write_spine(self._uow, replace(self._cues, spine=before.spine), self._cues.spine)

    def _write_cell(self, cue: Cue, column: str, text: str) -> None:
        self._cues, track = open_track(self._uow, self._title, self._cues, column)
        rows = {row.cue.id: row for row in cue_rows(self._cues.spine, {track.id: column})}
        there = rows[cue.id].followers.get(column, ())
        if len(there) > 1:
            if "\n".join(each.text for each in there) != text:
                facts = {"language": track.language, "text": plain_text(text)[:60]}
                self.report.failed.append(Item(name=str(cue.id), code="import.script_several", facts=facts))
        elif there:
            self._write(there[0], text)
        else:
            self._change(fill(self._cues.spine, cue.id, track.id, text, self._uow.new_id()))

    def _write(self, cue: Cue, text: str) -> None:
        if canonical(cue.text) != text:
            written = mapped(self._cues.spine, {cue.id}, lambda each: replace(each, text=text, origin=Origin.IMPORTED))
            self._change(confirm(written, {cue.id}))

    def _change(self, spine: Spine) -> None:
        self._cues = replace(self._cues, spine=spine)
        self.report.changed += 1
