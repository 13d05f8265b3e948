"""Screening: what a reviewer watches, and the notes taken on it."""

import time
from collections.abc import Callable
from dataclasses import replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.note import Note, in_threads
from crossreel.domain.catalog.note_kind import NoteKind, NoteMark, NoteStill, NoteWeight
from crossreel.domain.catalog.version import Version, in_order
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, Fact
from crossreel.domain.picture.picture_file import PictureFile
from crossreel.domain.text.column_name import language_of, split_column
from crossreel.domain.views.playlist import PlaylistItem
from crossreel.services import removing
from crossreel.storage import queries
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork

LONGEST_NOTE = 4000


class Screening:
    """Notes are journaled: each is one undoable edit of its title."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def playlist(self, title_id: int, language: str) -> tuple[PlaylistItem, ...]:
        """Return the episodes of a title in order, each with its video and its cues in a column of the matrix."""
        with self._database.read() as uow:
            episodes = uow.where(Episode, title_id=title_id)
            spoken = language_of(language)
            tracks = uow.where(Track, episode_id=[episode.id for episode in episodes], language=spoken)
            shown = {track.episode_id: track.id for track in reversed(tracks) if column_of(track) == language}
            cues = queries.cues_by_track(uow, title_id, languages=[spoken])
            versions: dict[int, list[Version]] = {}
            for each in queries.versions(uow, title_id):
                versions.setdefault(each.episode_id, []).append(each)
        return tuple(
            PlaylistItem(
                episode=episode, cues=tuple(cues.get(shown.get(episode.id, 0), ())),
                media=next((each for each in versions.get(episode.id, ()) if each.is_reference), None),
                versions=in_order(versions.get(episode.id, ())),
            )
            for episode in episodes
        )  # fmt: skip

    def notes(
        self, title_id: int, episode_id: int | None = None, language: str | None = None, *, open_only: bool = False
    ) -> tuple[Note, ...]:
        """Return notes by episode and time, of one column or of all, answers right after what they answer."""
        wanted: dict[str, object] = {"title_id": title_id}
        if episode_id is not None:
            wanted["episode_id"] = episode_id
        if language is not None:
            wanted["language"], wanted["role"] = split_column(language)
        with self._database.read() as uow:
            found = uow.where(Note, **wanted)
        return in_threads(found, open_only=open_only)

    def add_note(
        self, episode_id: int, language: str, at_ms: int, text: str, *, cue_id: int | None = None,
        note_id: int | None = None, seen: str | None = None, step_id: int | None = None,
        kind: NoteKind | None = None, weight: NoteWeight | None = None, still: PictureFile | None = None,
    ) -> Edit:  # fmt: skip
        """Take a note in a column at a time of an episode; with the id of one that is there, its words become these.

        `kind` and `weight` say what it is about and how much it matters; `still` is what the reviewer saw.

        Raises:
            StaleText: somebody else has changed the words of the note from what the writer saw (`seen`).
            BadInput: the note is empty or longer than 4,000 characters.
        """
        words = _checked(text)
        spoken, role = split_column(language)
        with self._database.read() as uow:
            episode = uow.get(Episode, episode_id)
        note = Note(
            id=note_id or self._database.new_id(), title_id=episode.title_id, episode_id=episode_id, language=spoken, role=role,
            at_ms=max(at_ms, 0), text=words, author=self._database.author, created_ms=_now_ms(), cue_id=cue_id,
        )  # fmt: skip
        marks = (kind, weight) if kind is not None or weight is not None else None
        return self._say("screening.add_note", note, episode.number, step_id, seen, marks, still)

    def answer(
        self, note_id: int, text: str, *, answer_id: int | None = None, seen: str | None = None, step_id: int | None = None
    ) -> Edit:
        """Answer a note; answers to answers stand under the first note. With the id of an answer, its words become these.

        Raises:
            StaleText: somebody else has changed the words of the answer from what the writer saw (`seen`).
            BadInput: the answer is empty or too long.
        """
        words = _checked(text)
        note, number = self._found(note_id)
        answer = replace(
            note, id=answer_id or self._database.new_id(), text=words, author=self._database.author, created_ms=_now_ms(),
            parent_id=note.parent_id or note.id, resolved_by="",
        )  # fmt: skip
        return self._say("screening.answer", answer, number, step_id, seen)

    def mark_note(
        self, note_id: int, kind: NoteKind | None = None, weight: NoteWeight | None = None, *, step_id: int | None = None
    ) -> Edit:
        """Say what a note is about, or how much it matters; None leaves what was said."""
        note, number = self._found(note_id)
        with self._database.edit(self._header("screening.mark_note", note, number, step_id)) as edit, edit.part() as uow:
            self._put_mark(uow, note_id, kind, weight)
        return edit.edit

    def marks(self, title_id: int) -> dict[int, NoteMark]:
        """Return what the notes of a title are about and how much they matter, by note; of those of which it was said."""
        with self._database.read() as uow:
            ids = [note.id for note in uow.where(Note, title_id=title_id)]
            return {mark.note_id: mark for mark in uow.where(NoteMark, note_id=ids)}

    def still(self, note_id: int) -> NoteStill | None:
        """Return the picture a note was taken from, None without one."""
        with self._database.read() as uow:
            return next(iter(uow.where(NoteStill, note_id=note_id)), None)

    def resolve(self, note_id: int) -> Edit:
        """Mark a note as dealt with, by the author of this session; who did so first stays."""
        who = self._database.author or "?"
        return self._mark("screening.resolve", note_id, lambda note: replace(note, resolved_by=note.resolved_by or who))

    def reopen(self, note_id: int) -> Edit:
        """Mark a note as open again."""
        return self._mark("screening.reopen", note_id, lambda note: replace(note, resolved_by=""))

    def remove_note(self, note_id: int, *, seen: Note | None = None, step_id: int | None = None) -> Edit:
        """Remove a note with its answers.

        Raises:
            StaleEdit: somebody else has changed it since it was `seen`.
        """
        note, number = self._found(note_id)
        header = self._header("screening.remove_note", note, number, step_id)
        with self._database.edit(header) as edit, edit.part() as uow:
            if seen is not None:
                uow.check_unchanged(seen)
            removing.remove(uow, *uow.where(Note, parent_id=note_id), uow.get(Note, note_id))
        return edit.edit

    def _found(self, note_id: int) -> tuple[Note, int]:
        with self._database.read() as uow:
            note = uow.get(Note, note_id)
            return note, _number(uow, note)

    def _mark(self, label: str, note_id: int, mark: Callable[[Note], Note]) -> Edit:
        note, number = self._found(note_id)
        with self._database.edit(self._header(label, note, number)) as edit, edit.part() as uow:
            uow.put(mark(uow.get(Note, note_id)))
        return edit.edit

    def _put_mark(self, uow: UnitOfWork, note_id: int, kind: NoteKind | None, weight: NoteWeight | None) -> None:
        told = next(iter(uow.where(NoteMark, note_id=note_id)), None) or NoteMark(id=uow.new_id(), note_id=note_id)
        uow.put(replace(told, kind=kind or told.kind, weight=weight or told.weight))

    def _say(
        self, label: str, note: Note, number: int, step_id: int | None, seen: str | None,
        marks: tuple[NoteKind | None, NoteWeight | None] | None = None, still: PictureFile | None = None,
    ) -> Edit:  # fmt: skip
        with self._database.edit(self._header(label, note, number, step_id)) as edit, edit.part() as uow:
            written = uow.find(Note, note.id)
            if written is None:
                uow.put(note)
                if still is not None:
                    size = {"width": still.width, "height": still.height}
                    uow.put(NoteStill(id=uow.new_id(), note_id=note.id, media_type=still.media_type, data=still.data, **size))
            else:
                former = replace(written, text=written.text if seen is None else seen)
                uow.put(uow.merged(replace(former, text=note.text), former, stored=written))
            if marks is not None:
                self._put_mark(uow, note.id, *marks)
        return edit.edit

    def _header(self, label: str, note: Note, number: int, step_id: int | None = None) -> EditHeader:
        facts: dict[str, Fact] = {"episode": number, "language": note.column}
        return EditHeader(label=label, title_id=note.title_id, facts=facts, step_id=step_id)


def _number(uow: UnitOfWork, note: Note) -> int:
    return uow.get(Episode, note.episode_id).number


def _checked(text: str) -> str:
    words = text.strip()
    if not words:
        raise BadInput("screening.empty_note")
    if len(words) > LONGEST_NOTE:
        raise BadInput("screening.long_note", length=len(words), limit=LONGEST_NOTE)
    return words


def _now_ms() -> int:
    return time.time_ns() // 1_000_000
