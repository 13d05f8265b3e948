"""What others did beside an edit that runs: whether its next part comes on top of their work.

Undo goes back in the order in which edits began. That order holds as long as no edit goes on in a place where another has
worked since; where it would, it goes on as a new edit instead. A place is an episode, or what all of a title shares.
"""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection, select

from crossreel.domain.edits.edit import Change
from crossreel.storage import journal, repository
from crossreel.storage.kinds.track import table as track
from crossreel.storage.registry import kind_named

_OF_EPISODE = frozenset({"track", "media_file", "note"})
_ALONE = frozenset({"title_text", "title_language", "term", "waiver"})
_SHARED = 0
Image = Mapping[str, object]


class Beside:
    """Follows what is done beside one edit from its first part on."""

    def __init__(self, edit_id: int, first_part: int) -> None:
        self._edit_id = edit_id
        self._seen = first_part
        self._anew = False
        self._places: set[object] = set()

    def is_on_top(self, connection: Connection, title_id: int | None, changes: Iterable[Change]) -> bool:
        """Tell whether changes lie where another edit has worked since this one began; inside the writing transaction.

        They always do when the title came or went meanwhile, or what this edit did so far was undone.
        """
        parts = journal.parts_beside(connection, self._edit_id, title_id, self._seen)
        if parts:
            self._seen = parts[-1].id
            self._anew |= any(part.title_fate or part.reverts_id == self._edit_id for part in parts)
            found = journal.changes_of_parts(connection, [part.id for part in parts])
            self._places |= _places(connection, [change for some in found.values() for change in some])
        return self._anew or (bool(self._places) and not self._places.isdisjoint(_places(connection, changes)))


def _places(connection: Connection, changes: Iterable[Change]) -> set[object]:
    """Return the episodes and tracks that changes lie in, `_SHARED` where they touch what the title shares."""
    found: set[object] = set()
    tracks: set[object] = set()
    unread: dict[str, list[int]] = {}
    for change in changes:
        images = [image for image in (change.before, change.after) if image]
        if images or change.kind in _ALONE:
            found.update(_places_of(change.kind, change.id, images, tracks))
        else:
            unread.setdefault(change.kind, []).append(change.id)
    for kind, ids in unread.items():
        rows = repository.find_rows(connection, kind_named(kind).entity, ids)
        for row_id in ids:
            found.update(_places_of(kind, row_id, [rows[row_id]] if row_id in rows else [], tracks))
    for some in repository.chunks(list(tracks)):
        found.update(connection.execute(select(track.c.episode_id).where(track.c.id.in_(some))).scalars())
    return found | tracks


def _places_of(kind: str, row_id: int, images: list[Image], tracks: set[object]) -> Iterator[object]:
    if kind == "cue":
        tracks.update(image["track_id"] for image in images)
        speakers = {image["speaker_id"] for image in images}
        if len(speakers) > 1 or (len(images) == 1 and None not in speakers):
            yield _SHARED
        return
    yield row_id
    if kind in _OF_EPISODE:
        yield from (image["episode_id"] for image in images)
    elif kind == "episode":
        if len(images) < 2 or images[0]["number"] != images[1]["number"]:
            yield _SHARED
    elif kind not in _ALONE:
        yield _SHARED
