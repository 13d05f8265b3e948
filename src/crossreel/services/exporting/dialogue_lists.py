"""Dialogue lists: who says what when, in the source and other languages, to be read."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.errors import BadInput, Cancelled
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.wording import Wording
from crossreel.formats.exchange.dialogue_list import WRITERS
from crossreel.services.episode.dialogue_lines import dialogue_list
from crossreel.services.exporting.gathering import read_all, where_episodes
from crossreel.services.files.subtitles import save
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone

if TYPE_CHECKING:
    from crossreel.storage.database import Database


class DialogueLists:
    """The use cases that list the dialogue of titles of one catalog."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def formats(self) -> tuple[str, ...]:
        """Return the ids of the formats that lists are written in."""
        return tuple(WRITERS)

    def export(
        self, title_id: int, columns: Sequence[str], format_id: str, out: Path, *, wording: Wording,
        episode_ids: Collection[int] | None = None, job: JobContext | None = None,
    ) -> Report:  # fmt: skip
        """Write one list of all episodes for each column, the source beside it; each file whole or not at all.

        Args:
            title_id: the title.
            columns: of the title matrix; of the source alone the list has one column of texts.
            format_id: see `formats`.
            out: folder, made where it is missing.
            wording: the language of the headings.
            episode_ids: episodes, None for all.
            job: progress and cancel.

        Raises:
            NotFound: there is no such title.
            BadInput: there is no such format, or nothing to list.
        """
        if format_id not in WRITERS:
            raise BadInput("dialogue.no_such_format", format=format_id, known=list(WRITERS))
        job, done, failed = job or JobContext(), list[Item](), list[Item]()
        try:
            with self._database.read() as uow:
                title = uow.get(Title, title_id)
                groups = read_all(uow, where_episodes(uow, title_id, episode_ids), job)
                people = uow.where(Character, title_id=title_id)
            for at, column in enumerate(columns):
                target = out / f"{title.code}_S01_DIALOGUE_{column}_v01.{format_id}"
                job.progress(at, len(columns), target.name)
                with alone(target.name) as attempt:
                    listed = dialogue_list(title, groups, column, people)
                    save(target, WRITERS[format_id](listed, wording))
                    done.append(Item(name=str(target)))
                if attempt.failed:
                    failed.append(attempt.item)
        except Cancelled:
            return Report(done=tuple(done), failed=tuple(failed), cancelled=True)
        return Report(done=tuple(done), failed=tuple(failed))
