"""The catalog: titles, their languages, episodes, states, and everything said about them.

Every writing method is one user action and returns its edit. Making and deleting a title stand on the catalog's own undo
stack, everything else on the title's. Methods raise `NotFound` for rows that are gone, and `BadInput` for values that
cannot be; nothing is changed then.
"""

import time
from dataclasses import replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.title import Title, TitleLanguage
from crossreel.domain.cues.column import column_of, variant_of
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput, Refused
from crossreel.domain.text.column_name import FULL, column_name, split_column
from crossreel.domain.views.grid import Matrix, TitleRow
from crossreel.services import removing
from crossreel.services.cataloging.bible import TitleFacts
from crossreel.services.cataloging.edits import checked_code, checked_name, get_title
from crossreel.services.cataloging.episodes import TitleEpisodes
from crossreel.services.cataloging.roles import TitleRoles, refuse_leading
from crossreel.services.cataloging.versions import TitleVersions
from crossreel.services.episode.cues import checked_column, checked_tag, open_column
from crossreel.storage import queries
from crossreel.storage.unit_of_work import UnitOfWork


class Cataloging(TitleFacts, TitleEpisodes, TitleRoles, TitleVersions):
    """The use cases on the titles of one catalog."""

    def titles(self) -> tuple[TitleRow, ...]:
        """Return every title with its progress, by name."""
        with self._database.read() as uow:
            return queries.title_rows(uow)

    def matrix(self, title_id: int) -> Matrix:
        """Return the episodes and languages of a title with the state of each cell."""
        with self._database.read() as uow:
            return queries.matrix(uow, title_id)

    def title(self, title_id: int) -> Title:
        """Return a title."""
        with self._database.read() as uow:
            return get_title(uow, title_id)

    def find_title(self, code: str) -> Title | None:
        """Return the title with a code, in either case; None when there is none."""
        with self._database.read() as uow:
            return next(iter(uow.where(Title, code=code.strip().upper())), None)

    def create_title(self, code: str, name: str, source_language: str, **fields: object) -> Edit:
        """Make a title without episodes.

        Args:
            code: 2 to 16 letters A to Z and digits, no other title's; lower case is raised.
            name: what the desk calls it.
            source_language: language of the dialogue, a tag or a usual alias.
            fields: further fields of `Title`.

        Raises:
            BadInput: a code of another shape or taken, no name, no such language.
        """
        title = Title(
            id=self._database.new_id(), code=code, name=checked_name(name), source_language=checked_tag(source_language),
            created_ms=time.time_ns() // 1_000_000, **fields,  # type: ignore[arg-type]
        )  # fmt: skip

        def write(uow: UnitOfWork) -> None:
            uow.put(replace(title, code=checked_code(uow, code)))

        return self._edit("edit.create_title", None, write, name=title.name)

    def update_title(self, title: Title, *, seen: Title, step_id: int | None = None) -> Edit:
        """Change the fields of a title. With another source language, the source tracks are taken to be in that one.

        Args:
            title: as it is to be.
            seen: as the writer saw it; only what differs is written.
            step_id: edits of one step are undone together.

        Raises:
            StaleText: somebody else has changed a field to something else.
            BadInput: a code of another shape or taken, no name, no such language.
            Refused: some episode has a translation in the new source language.
        """
        name, language = checked_name(title.name), checked_tag(title.source_language)
        if title.promised_episodes is not None and title.promised_episodes < 1:
            raise BadInput("catalog.bad_promise", count=title.promised_episodes)

        def write(uow: UnitOfWork) -> None:
            before = get_title(uow, title.id)
            code = checked_code(uow, title.code, title.id)
            merged = uow.merged(replace(title, code=code, name=name, source_language=language), seen, stored=before)
            if merged.source_language != before.source_language:
                _relabel_source(uow, before, merged.source_language)
            uow.put(merged)

        return self._edit("edit.update_title", title.id, write, step_id=step_id, name=name)

    def delete_title(self, title_id: int) -> Edit:
        """Remove a title with everything that belongs to it; video files stay where they are."""
        name = self._title_name(title_id)
        return self._edit("edit.delete_title", None, lambda uow: removing.remove(uow, get_title(uow, title_id)), name=name)

    def add_language(self, title_id: int, tag: str) -> Edit:
        """Add a column of empty cells: a language, or with a role as in `en-x-sdh` what stands beside it.

        Raises:
            BadInput: no such language, or the title has the column already.
        """
        column = checked_column(tag)

        def write(uow: UnitOfWork) -> None:
            title = get_title(uow, title_id)
            added = {column_name(row.language, row.role) for row in uow.where(TitleLanguage, title_id=title_id)}
            if column == title.source_language or column in added:
                raise BadInput("catalog.language_present", language=column)
            open_column(uow, title, column)

        return self._edit("edit.add_language", title_id, write, language=column)

    def remove_language(self, title_id: int, tag: str) -> Edit:
        """Remove a column with its subtitles and notes; what the title is called in that language stays.

        A language goes with what stands beside it (SDH, forced, signs), one of these alone.

        Raises:
            BadInput: the title does not have the column.
            Refused: the other languages hang on this one.
        """
        language, role = split_column(tag)
        chosen = {} if role == FULL else {"role": role}

        def write(uow: UnitOfWork) -> None:
            episodes = [episode.id for episode in uow.where(Episode, title_id=title_id)]
            of_language = uow.where(Track, episode_id=episodes, language=language)
            tracks = of_language if role == FULL else [track for track in of_language if column_of(track) == tag]
            columns = uow.where(TitleLanguage, title_id=title_id, language=language, **chosen)
            if any(track.role.is_spine for track in tracks) or get_title(uow, title_id).source_language == tag:
                raise Refused("catalog.spine_language", language=tag)
            if not tracks and not columns:
                raise BadInput("catalog.language_absent", language=tag)
            refuse_leading(uow, tracks)
            removing.remove(uow, *tracks)
            uow.remove_all(uow.where(Note, title_id=title_id, language=language, **chosen))
            uow.remove_all(columns)

        return self._edit("edit.remove_language", title_id, write, language=tag)


def _relabel_source(uow: UnitOfWork, title: Title, language: str) -> None:
    episodes = [episode.id for episode in uow.where(Episode, title_id=title.id)]
    there = uow.where(Track, episode_id=episodes, language=language)
    mine = [
        track
        for track in uow.where(Track, episode_id=episodes, language=title.source_language)
        if track.role not in (Role.TRANSLATION, Role.TEMPLATE)
    ]
    taken = {(track.episode_id, variant_of(track.role)) for track in there}
    if any(track.role is Role.TRANSLATION for track in there) or any(
        (each.episode_id, variant_of(each.role)) in taken for each in mine
    ):
        raise Refused("catalog.source_is_translation", language=language)
    uow.put_all(replace(track, language=language) for track in mine)
    uow.remove_all(uow.where(TitleLanguage, title_id=title.id, language=language, role=FULL))
    beside = [row for row in uow.where(TitleLanguage, title_id=title.id, language=title.source_language) if row.role != FULL]
    uow.put_all(replace(row, language=language) for row in beside)
