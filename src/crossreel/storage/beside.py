"""What others did beside an edit that runs: whether its next part comes on top of their work.

Undo goes back in the order in which edits began. That order holds as long as no edit goes on in a place where another has
worked since; where it would, it goes on as a new edit instead. A place is an episode, what all of a title shares, or the
catalog itself.
"""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection

from crossreel.domain.edits.edit import Change
from crossreel.storage import journal, repository
from crossreel.storage.kind import Kind
from crossreel.storage.owning import owners
from crossreel.storage.registry import kind_named, reaches

_SHARED, _OF_CATALOG = 0, -1
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
    below: dict[Kind, list[Image]] = {}
    unread: dict[Kind, list[int]] = {}
    for change in changes:
        kind = kind_named(change.kind)
        images = [image for image in (change.before, change.after) if image]
        if images or kind.alone:
            found.update(_places_of(kind, change.id, images))
            below.setdefault(kind, []).extend(images)
        else:
            unread.setdefault(kind, []).append(change.id)
    for kind, ids in unread.items():
        rows = repository.find_rows(connection, kind.entity, ids)
        below.setdefault(kind, []).extend(rows.values())
        for row_id in ids:
            found.update(_places_of(kind, row_id, [rows[row_id]] if row_id in rows else []))
    for kind, rows_below in below.items():
        if kind.name != "episode":
            found.update(owners(connection, kind, rows_below, "episode"))
    return found


def _places_of(kind: Kind, row_id: int, images: list[Image]) -> Iterator[object]:
    if kind.name == "cue":
        yield from (image["track_id"] for image in images)
        speakers = {image["speaker_id"] for image in images}
        if len(speakers) > 1 or (len(images) == 1 and None not in speakers):
            yield _SHARED
        return
    yield row_id
    if kind.name == "episode":
        if len(images) < 2 or images[0]["number"] != images[1]["number"]:
            yield _SHARED
    elif not kind.alone and not reaches(kind, "episode"):
        yield _SHARED if reaches(kind, "title") else _OF_CATALOG
