"""The review queue over a title, or several: drafted lines, the riskiest first, and one verdict at a time."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.column import column_of, variant_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.beside import Beside, DraftOrigin
from crossreel.domain.drafting.draft import UNDECIDED, Draft, Verdict, newest
from crossreel.domain.drafting.report import DraftReport
from crossreel.domain.drafting.review import Progress, ReviewLine, ordered, time_left
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput
from crossreel.services.files.review_weights import review_weights
from crossreel.services.jobs import JobContext
from crossreel.services.reviewing.beside import read_beside
from crossreel.services.reviewing.lines import read_columns
from crossreel.services.reviewing.report.making import make_report
from crossreel.services.reviewing.signals import with_signals
from crossreel.storage import queries

if TYPE_CHECKING:
    from crossreel.storage.database import Database
    from crossreel.storage.unit_of_work import UnitOfWork


class Reviewing:
    """The use cases of the review queue. Accepting and mending a line are edits of its text, see `Editing`.

    Args:
        database: the catalog.
    """

    def __init__(self, database: "Database") -> None:
        self._database = database

    def queue(
        self, title_ids: Collection[int], *, columns: Collection[str] | None = None, job: JobContext | None = None
    ) -> list[ReviewLine]:
        """Return the drafted lines that wait for a person, those most likely wrong first, each with the reasons.

        Lines that somebody refused wait for another draft instead, and are not among them.

        What QC says is what it found last; check what changed before.

        Args:
            title_ids: the titles.
            columns: of these languages and roles alone; None for all.
            job: progress and cancel.

        Raises:
            NotFound: there is no such title.
            Cancelled: the user cancelled.
        """
        job = job or JobContext()
        weights = review_weights()
        lines: list[ReviewLine] = []
        for at, title_id in enumerate(title_ids):
            job.progress(at, len(title_ids))
            with self._database.read() as uow:
                title = uow.get(Title, title_id)
                found = read_columns(uow, title_id, title.source_language, weights, columns=columns)
            for column in found:
                job.check()
                lines += (line for line in with_signals(column, weights) if line.verdict is not Verdict.REFUSED)
        return ordered(lines)

    def titles(self) -> tuple[tuple[Title, int], ...]:
        """Return the titles with lines that wait for a person, and how many, by code."""
        with self._database.read() as uow:
            counts = queries.drafted_titles(uow)
            found = uow.where(Title, id=list(counts)) if counts else []
        return tuple((title, counts[title.id]) for title in sorted(found, key=lambda each: each.code))

    def beside(self, cue_ids: Collection[int]) -> dict[int, Beside]:
        """Return what a person looks at to judge lines, by cue: who made them, the lines around them, what they were read from."""
        with self._database.read() as uow:
            return read_beside(uow, cue_ids)

    def origins(self, cue_ids: Collection[int]) -> dict[int, DraftOrigin]:
        """Return who drafted lines, by cue; none for a line of which nobody said."""
        with self._database.read() as uow:
            drafts = newest(uow.where(Draft, cue_id=list(cue_ids))) if cue_ids else {}
            ids = list({draft.batch_id for draft in drafts.values()})
            batches = {each.id: each for each in uow.where(DraftBatch, id=ids)} if ids else {}
        return {
            cue_id: DraftOrigin(
                maker=batch.maker, model=batch.model, confidence=draft.confidence, is_vendor=batch.is_vendor
            )
            for cue_id, draft in drafts.items()
            if (batch := batches.get(draft.batch_id)) is not None
        }  # fmt: skip

    def waiting(self, cells: Collection[tuple[int, str]]) -> tuple[int, ...]:
        """Return the lines that wait for a person in some cells, as (episode id, column); those that were refused among them."""
        with self._database.read() as uow:
            tracks = uow.where(Track, episode_id=list({episode_id for episode_id, _column in cells})) if cells else []
            mine = [track.id for track in tracks if (track.episode_id, column_of(track)) in set(cells)]
            return tuple(cue.id for cue in (uow.where(Cue, track_id=mine) if mine else []) if cue.is_unseen)

    def progress(self, title_id: int, *, columns: Collection[str] | None = None) -> Progress:
        """Return how much of what was drafted for a title a person has been through, and how long the rest takes at that pace."""
        with self._database.read() as uow:
            batches = [each.id for each in uow.where(DraftBatch, title_id=title_id) if columns is None or each.column in columns]
            drafts = newest(uow.where(Draft, batch_id=batches)) if batches else {}
        waiting = sum(draft.verdict in UNDECIDED or draft.verdict is Verdict.REFUSED for draft in drafts.values())
        mine = [draft.judged_ms for draft in drafts.values() if draft.judged_by == self._database.author]
        return Progress(seen=len(drafts) - waiting, total=len(drafts), left_ms=time_left(mine, waiting))

    def report(self, title_id: int, *, columns: Collection[str] | None = None, maker: str = "") -> DraftReport:
        """Return what people made of the drafts of a title, see `make_report`."""
        return make_report(self._database, title_id, columns=columns, maker=maker)

    def refuse(self, cue_ids: Collection[int], reason: str = "") -> Edit:
        """Say that drafts are no good: the lines keep waiting, and are drafted again when somebody asks for what was refused.

        Raises:
            BadInput: none of the lines is a draft that waits.
        """
        return self._judge("edit.refuse_draft", cue_ids, Verdict.REFUSED, reason)

    def ask(self, cue_id: int, question: str) -> Edit:
        """Put a question on a draft to a colleague: a note at its cue; the line keeps waiting.

        Raises:
            BadInput: there is no question, or the line is no draft that waits.
        """
        if not question.strip():
            raise BadInput("review.no_question")
        return self._judge("edit.ask_about_draft", [cue_id], Verdict.ASKED, question.strip())

    def _judge(self, label: str, cue_ids: Collection[int], verdict: Verdict, reason: str) -> Edit:
        with self._database.edit(EditHeader(label=label, title_id=None)) as open_edit, open_edit.part() as uow:
            cues = [cue for cue in uow.where(Cue, id=list(cue_ids)) if cue.is_unseen]
            drafts = newest(uow.where(Draft, cue_id=[cue.id for cue in cues])) if cues else {}
            if not drafts:
                raise BadInput("review.no_draft")
            track, episode = _of_one_title(uow, cues)
            open_edit.describe(
                episode.title_id, {"count": len(drafts), "episode": episode.number, "language": column_of(track)}
            )  # fmt: skip
            uow.put_all(
                replace(draft, verdict=verdict, judged_by=uow.author, judged_ms=uow.at_ms, reason=reason.strip())
                for draft in drafts.values()
            )
            if verdict is Verdict.ASKED:
                uow.put(_note(uow, episode, track, cues[0], reason))
        return open_edit.edit


def _of_one_title(uow: "UnitOfWork", cues: Sequence[Cue]) -> tuple[Track, Episode]:
    """Return the track and episode of the first of cues.

    Raises:
        BadInput: they are of several titles, of which one edit cannot be.
    """
    tracks = {each.id: each for each in uow.where(Track, id=[cue.track_id for cue in cues])}
    episodes = {each.id: each for each in uow.where(Episode, id=[track.episode_id for track in tracks.values()])}
    if len({episode.title_id for episode in episodes.values()}) > 1:
        raise BadInput("editing.several_titles")
    track = tracks[cues[0].track_id]
    return track, episodes[track.episode_id]


def _note(uow: "UnitOfWork", episode: Episode, track: Track, cue: Cue, question: str) -> Note:
    return Note(
        id=uow.new_id(),
        title_id=episode.title_id,
        episode_id=episode.id,
        language=track.language,
        at_ms=cue.start_ms,
        text=question,
        author=uow.author,
        created_ms=uow.at_ms,
        cue_id=cue.id,
        role=variant_of(track.role),
    )
