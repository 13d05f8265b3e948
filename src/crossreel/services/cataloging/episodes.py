"""The episodes of a title, their videos, and the states of their cells; part of `cataloging`."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from crossreel.domain.catalog.episode import Episode, MediaInfo
from crossreel.domain.catalog.version import Version, probed
from crossreel.domain.catalog.workflow import SETTABLE, WITHOUT_ERRORS, State
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput, NotFound, Refused
from crossreel.domain.text.column_name import language_of
from crossreel.domain.views.grid import Cell
from crossreel.kernel.paths import legible
from crossreel.services import removing
from crossreel.services.cataloging.edits import TitleEdits, get_title
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.single_item import refuse_failed
from crossreel.storage import queries
from crossreel.storage.unit_of_work import UnitOfWork


class TitleEpisodes(TitleEdits):
    """The use cases on the rows and cells of the title matrix."""

    def add_episode(self, title_id: int, number: int, name: str = "") -> Edit:
        """Add an empty episode.

        Raises:
            BadInput: the number is below 1 or taken.
        """

        def write(uow: UnitOfWork) -> None:
            get_title(uow, title_id)
            episode = Episode(id=uow.new_id(), title_id=title_id, number=number, name=name.strip())
            _check_numbers([*uow.where(Episode, title_id=title_id), episode])
            uow.put(episode)

        return self._edit("edit.add_episode", title_id, write, episode=number)

    def renumber(self, title_id: int, numbers: Mapping[int, int], *, seen: Mapping[int, int] | None = None) -> Edit:
        """Give episodes other numbers, all at once, so that two may change places.

        Args:
            title_id: the title.
            numbers: new number by episode id.
            seen: the numbers as the writer saw them; None writes over whatever stands there.

        Raises:
            StaleText: somebody else has given one of them another number.
            BadInput: a number is below 1, or two episodes would have the same.
        """

        def write(uow: UnitOfWork) -> None:
            present = uow.where(Episode, title_id=title_id)
            if not set(numbers) <= {episode.id for episode in present}:
                raise NotFound("catalog.no_episode")
            shown = seen or {}
            for episode in present:
                former = replace(episode, number=shown.get(episode.id, episode.number))
                uow.merged(replace(former, number=numbers.get(episode.id, former.number)), former, stored=episode)
            renumbered = [replace(episode, number=numbers.get(episode.id, episode.number)) for episode in present]
            _check_numbers(renumbered)
            uow.put_all(renumbered)

        return self._edit("edit.renumber", title_id, write, count=len(numbers))

    def rename_episode(self, episode_id: int, name: str, *, seen: str | None = None) -> Edit:
        """Give an episode a name, "" for none.

        Raises:
            StaleText: somebody else has changed the name from what the writer saw (`seen`) to something else.
        """
        title_id, numbers = self._located([episode_id])

        def write(uow: UnitOfWork) -> None:
            episode = uow.get(Episode, episode_id)
            former = replace(episode, name=episode.name if seen is None else seen)
            uow.put(uow.merged(replace(former, name=name.strip()), former, stored=episode))

        return self._edit("edit.rename_episode", title_id, write, count=1, episodes=numbers)

    def set_free(self, episode_ids: Collection[int], is_free: bool) -> Edit:
        """Say whether viewers see episodes without paying."""
        return self._each("edit.set_free", episode_ids, lambda episode: replace(episode, is_free=is_free))

    def remove_episodes(self, episode_ids: Collection[int]) -> Edit:
        """Remove episodes with their subtitles, notes and references to videos; the video files stay where they are."""
        title_id, numbers = self._located(episode_ids)

        def write(uow: UnitOfWork) -> None:
            removing.remove(uow, *uow.where(Episode, id=list(episode_ids)))

        return self._edit("edit.remove_episodes", title_id, write, count=len(numbers), episodes=numbers)

    def set_media(self, episode_id: int, path: Path, info: MediaInfo) -> Edit:
        """Refer an episode to a video file, in the place of the one it has.

        Args:
            episode_id: the episode.
            path: the file; kept in full and relative to the catalog.
            info: what probing it told.
        """
        title_id, numbers = self._located([episode_id])

        def write(uow: UnitOfWork) -> None:
            present = next(iter(uow.where(Version, episode_id=episode_id, is_reference=True)), None)
            blank = Version(id=present.id if present else uow.new_id(), episode_id=episode_id, is_reference=True, path="")
            uow.put(probed(MediaPlaces(self._database.path).put(blank, path), info))

        return self._edit("edit.set_media", title_id, write, episode=numbers[0], name=legible(path.name))

    def set_state(self, cells: Sequence[tuple[int, str]], state: State) -> Edit:
        """Say how far cells of the matrix are; all of them or, if one is refused, none.

        "Checked" and "approved" mean that QC ran on this very text and found no open error, so QC runs on the cells first.

        Args:
            cells: episode id and column.
            state: draft, translated, checked or approved.

        Raises:
            BadInput: the state cannot be set by hand.
            Refused: a cell is empty, lacks translations, has drafts that no person has been through, or is
                to be checked or approved with open errors.
        """
        if state not in SETTABLE:
            raise BadInput("catalog.state_not_settable", state=state.value)
        title_id, _ = self._located([episode_id for episode_id, _ in cells])
        languages = sorted({language_of(column) for _, column in cells})
        if state in WITHOUT_ERRORS and self._check is not None:
            refuse_failed(self._check(title_id, languages=languages, episode_ids=sorted({episode_id for episode_id, _ in cells})))

        def write(uow: UnitOfWork) -> None:
            rows = {row.episode.id: row for row in queries.matrix(uow, title_id).rows}
            wanted = [
                _settable_track(rows[episode_id].episode.number, column, rows[episode_id].cells.get(column), state)
                for episode_id, column in dict.fromkeys(cells)
            ]
            uow.put_all(replace(track, state=state) for track in uow.where(Track, id=wanted))

        return self._edit(
            "edit.set_state",
            title_id,
            write,
            state=state.value,
            count=len(cells),
            languages=sorted({column for _, column in cells}),
        )

    def _each(self, label: str, episode_ids: Collection[int], change: Callable[[Episode], Episode]) -> Edit:
        title_id, numbers = self._located(episode_ids)

        def write(uow: UnitOfWork) -> None:
            uow.put_all(change(episode) for episode in uow.where(Episode, id=list(episode_ids)))

        return self._edit(label, title_id, write, count=len(numbers), episodes=numbers)

    def _located(self, episode_ids: Collection[int]) -> tuple[int, list[int]]:
        """Return the title of episodes, and their numbers."""
        wanted = set(episode_ids)
        with self._database.read() as uow:
            episodes = uow.where(Episode, id=list(wanted))
        if not wanted or len(episodes) < len(wanted):
            raise NotFound("catalog.no_episode")
        if len({episode.title_id for episode in episodes}) > 1:
            raise BadInput("editing.several_titles")
        return episodes[0].title_id, sorted(episode.number for episode in episodes)


def _check_numbers(episodes: Sequence[Episode]) -> None:
    seen: set[int] = set()
    for episode in episodes:
        if episode.number < 1:
            raise BadInput("catalog.bad_number", number=episode.number)
        if episode.number in seen:
            raise BadInput("catalog.number_taken", number=episode.number)
        seen.add(episode.number)


def _settable_track(episode: int, language: str, cell: Cell | None, state: State) -> int:
    if cell is None or cell.track_id is None or cell.cue_count == 0:
        raise Refused("catalog.state_missing", episode=episode, language=language)
    if cell.untranslated and state is not State.DRAFT:
        raise Refused("catalog.state_untranslated", episode=episode, language=language, count=cell.untranslated)
    if cell.unseen and state is not State.DRAFT:
        raise Refused("catalog.state_unseen", episode=episode, language=language, count=cell.unseen)
    if cell.errors and state in WITHOUT_ERRORS:
        code = "catalog.state_open_errors" if state is State.CHECKED else "catalog.approved_open_errors"
        raise Refused(code, episode=episode, language=language, count=cell.errors)
    return cell.track_id
