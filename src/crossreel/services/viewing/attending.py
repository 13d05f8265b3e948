"""Attending: sittings are kept while they last, and tell what was watched, what changed since, and where one stopped.

Sittings are facts, not edits: they are not journaled, stand on no undo, and one person's never change another's.
"""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.note import Note, in_threads
from crossreel.domain.catalog.note_kind import NoteMark, NoteStill
from crossreel.domain.catalog.title import Title
from crossreel.domain.errors import Refused
from crossreel.domain.screening.changed import ChangedPlace, Stop, Viewing, changed_places
from crossreel.domain.screening.report import ScreeningReport
from crossreel.domain.screening.sitting import Sitting
from crossreel.domain.screening.watched import Watched
from crossreel.domain.text.column_name import split_column
from crossreel.services.episode.watching import best_of, read_cells, read_watched
from crossreel.storage import queries
from crossreel.storage.database import Database


class Attending:
    """Who watched what of a title."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def record(self, sittings: Iterable[Sitting]) -> None:
        """Keep sittings of who works here, new ones and those that went on.

        Raises:
            Refused: one of them is, or was kept as, that of another person.
            ReadOnly: this catalog cannot be written.
        """
        told = tuple(map(self._under_own_name, sittings))
        mine = {self._database.author, *self._database.former_names}
        with self._database.derived() as uow:
            own = self._database.actors.settled(uow.connection, self._database.actor)
            kept = {each.id: each.person for each in uow.where(Sitting, id=[each.id for each in told])}
            for each in told:
                if each.person != self._database.author or kept.get(each.id, each.person) not in mine:
                    raise Refused("screening.not_yours", person=kept.get(each.id, each.person))
            uow.put_all(told)
        self._database.actors.keep(own)

    def _under_own_name(self, sitting: Sitting) -> Sitting:
        """Return a sitting that began under the name that who works here had then."""
        return replace(sitting, person=self._database.author) if sitting.person in self._database.former_names else sitting

    def watched(self, title_id: int, *, person: str | None = None) -> tuple[Watched, ...]:
        """Return what people watched of each cell of a title, by episode, column and name; of one person only, if asked."""
        with self._database.read() as uow:
            found = read_watched(uow, title_id)
            numbers = {episode.id: episode.number for episode in uow.where(Episode, title_id=title_id)}
        rows = (each for several in found.values() for each in several if person is None or each.person == person)
        return tuple(sorted(rows, key=lambda each: (numbers.get(each.episode_id, 0), each.column, each.person)))

    def best(self, title_id: int) -> dict[tuple[int, str], Watched]:
        """Return, by episode and column, the most that one person watched of each cell as it is now."""
        with self._database.read() as uow:
            found = {place: best_of(several) for place, several in read_watched(uow, title_id).items()}
        return {place: best for place, best in found.items() if best is not None}

    def changes(self, title_id: int, column: str, *, person: str | None = None) -> tuple[ChangedPlace, ...]:
        """Return what is other in a column than a person saw it, in order; without a name, of who works here."""
        return self.viewing(title_id, column, person=person).changes

    def viewing(self, title_id: int, column: str, *, person: str | None = None) -> Viewing:
        """Return what a person watched of a column, and what is other by now; without a name, who works here."""
        language, role = split_column(column)
        who = self._database.author if person is None else person
        with self._database.read() as uow:
            found, cues = read_cells(uow, title_id, person=who, language=language, role=role)
            episodes = uow.where(Episode, title_id=title_id) if found else []
        watched: dict[int, Watched] = {}
        places: list[ChangedPlace] = []
        for episode in episodes:
            for seen in found.get((episode.id, column), ()):
                watched[episode.id] = seen
                places += changed_places(seen, episode.number, cues.get((episode.id, column), ()))
        return Viewing(watched=watched, changes=tuple(places))

    def report(self, title_id: int, columns: Sequence[str] = ()) -> ScreeningReport:
        """Return all that is told of the screening of a title, in some columns or in all.

        Raises:
            NotFound: there is no such title.
        """
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
            asked = tuple(columns) or queries.title_columns(uow, title_id)
            watched = read_watched(uow, title_id)
            episodes = {episode.id: episode.number for episode in uow.where(Episode, title_id=title_id)}
            notes = in_threads(note for note in uow.where(Note, title_id=title_id) if note.column in asked)
            ids = [note.id for note in notes]
            marks, stills = uow.where(NoteMark, note_id=ids), uow.where(NoteStill, note_id=ids)
        rows = (each for (_episode_id, column), several in watched.items() if column in asked for each in several)
        return ScreeningReport(
            title=title.code, name=title.name, author=self._database.author, made_ms=time.time_ns() // 1_000_000, columns=asked,
            episodes=episodes, watched=tuple(sorted(rows, key=lambda each: (episodes[each.episode_id], each.column, each.person))),
            notes=notes, marks={mark.note_id: mark for mark in marks}, stills={still.note_id: still for still in stills},
        )  # fmt: skip

    def stopped(self, title_id: int, column: str, *, person: str | None = None) -> Stop | None:
        """Return where a person stopped watching a title in a column; None where they never began."""
        language, role = split_column(column)
        who = self._database.author if person is None else person
        with self._database.read() as uow:
            theirs = uow.where(Sitting, title_id=title_id, person=who, language=language, role=role)
            there = {episode.id for episode in uow.where(Episode, title_id=title_id)}
        last = max((each for each in theirs if each.episode_id in there), key=lambda each: (each.saved_ms, each.id), default=None)
        return Stop(episode_id=last.episode_id, at_ms=last.at_ms, saved_ms=last.saved_ms) if last is not None else None
