"""What a translator works on: an episode with its spine and all its languages, and the seams between episodes."""

from collections.abc import Iterable
from dataclasses import replace

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.catalog.version import in_order as versions_in_order
from crossreel.domain.cues.cue import Cue, text_digest
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Change, Edit
from crossreel.domain.text.column_name import in_order
from crossreel.domain.text.inline import plain_text
from crossreel.domain.views.grid import CueRow, EpisodeSheet, LineElsewhere
from crossreel.domain.views.sheet import columns, sheet_rows
from crossreel.services.episode.cues import read_groups, spine_track_id
from crossreel.services.files.media_places import MediaPlaces
from crossreel.storage import queries
from crossreel.storage.database import Database
from crossreel.storage.elsewhere import lines_elsewhere


class Translating:
    """Reads episodes as the editor shows them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def sheet(self, episode_id: int) -> EpisodeSheet:
        """Return everything the editor shows of an episode, read from one state of the catalog.

        Raises:
            NotFound: there is no such episode.
        """
        with self._database.read() as uow:
            groups = read_groups(uow, [episode_id])
            cues = groups[0]
            title = uow.get(Title, cues.episode.title_id)
            versions = versions_in_order(uow.where(Version, episode_id=episode_id))
            order = [episode.id for episode in uow.where(Episode, title_id=title.id)]
            people = uow.where(Character, title_id=title.id)
            of_title = queries.title_columns(uow, title.id)
        at = order.index(episode_id)
        places = MediaPlaces(self._database.path)
        paths = {each.id: str(path) for each in versions if (path := places.find(each)) is not None}
        media = next((each for each in versions if each.is_reference), None)
        by_column = {name: track for group in groups for name, track in group.columns.items()}
        spine = cues.tracks.get(cues.spine.track_id or 0)
        return EpisodeSheet(
            title=title,
            episode=cues.episode,
            media=media,
            media_path=paths.get(media.id, "") if media is not None else "",
            spine=spine,
            tracks=by_column,
            rows=sheet_rows(by_column, cues.spine.track_id, (cue for group in groups for cue in group.cues)),
            speakers={person.id: person.name for person in people},
            previous_id=order[at - 1] if at > 0 else None,
            next_id=order[at + 1] if at + 1 < len(order) else None,
            columns=in_order([*([spine.language] if spine else []), *of_title, *by_column]),
            versions=versions,
            version_paths=paths,
        )

    def ending(self, episode_id: int, count: int = 3) -> tuple[CueRow, ...]:
        """Return the last rows of an episode: the cliffhanger that the next one repeats."""
        return self._edge(episode_id, count, last=True)[-count:] if count > 0 else ()

    def beginning(self, episode_id: int, count: int = 3) -> tuple[CueRow, ...]:
        """Return the first rows of an episode."""
        return self._edge(episode_id, count, last=False)[:count] if count > 0 else ()

    def elsewhere(self, title_id: int, language: str, source: Iterable[str], *, besides: int = 0) -> tuple[LineElsewhere, ...]:
        """Return how a source text is translated elsewhere in a title, the most frequent first.

        Args:
            title_id: the title.
            language: of the translations.
            source: the source texts (inline markup) of the span, in order; nothing is found for one without words.
            besides: id of the cue that is asked for.
        """
        texts = list(source)
        if not any(plain_text(text).strip() for text in texts):
            return ()
        with self._database.read() as uow:
            return tuple(lines_elsewhere(uow.connection, title_id, language, text_digest(texts), besides))

    def completed(self, edits: Iterable[Edit]) -> tuple[Edit, ...]:
        """Return edits that were read from the journal with the rows they created, as these stand now.

        The journal keeps only the ids of creations. A row that is gone again keeps its empty image.
        """
        found = tuple(edits)
        wanted: dict[str, set[int]] = {}
        for change in (change for edit in found for change in edit.changes):
            if change.before is None and not change.after:
                wanted.setdefault(change.kind, set()).add(change.id)
        if not wanted:
            return found
        with self._database.read() as uow:
            rows = {kind: uow.images(kind, ids) for kind, ids in wanted.items()}

        def whole(change: Change) -> Change:
            bare = change.before is None and not change.after
            return replace(change, after=rows[change.kind].get(change.id, {})) if bare else change

        return tuple(replace(edit, changes=tuple(whole(change) for change in edit.changes)) for edit in found)

    def _edge(self, episode_id: int, count: int, *, last: bool) -> tuple[CueRow, ...]:
        with self._database.read() as uow:
            tracks = uow.where(Track, episode_id=episode_id)
            cues: dict[int, Cue] = {}
            for signs in (False, True):
                own = {track.id: track for track in tracks if track.role.is_signs is signs}
                if own:
                    leading = spine_track_id(own.values(), signs=signs)
                    cues |= {cue.id: cue for cue in queries.edge_cues(uow, leading, own, count, last=last)}
        track_id = spine_track_id(tracks)
        return sheet_rows(columns(tracks, track_id), track_id, cues.values())
