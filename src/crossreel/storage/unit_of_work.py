"""One transaction on the catalog: entities in and out, and the door through which every change is recorded."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, func, select

from crossreel.domain.catalog.episode import Episode, MediaFile
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Change
from crossreel.domain.errors import NotFound, Refused
from crossreel.domain.quality.finding import Severity
from crossreel.storage import repository, summaries
from crossreel.storage.backend import Index
from crossreel.storage.mapping import (
    KINDS,
    TABLES,
    UNJOURNALED,
    E,
    Entity,
    Row,
    from_image,
    kind_of,
    to_entity,
    to_image,
    to_row,
)
from crossreel.storage.settling import settle_cells
from crossreel.storage.tables import episode, finding

# Kinds whose rows the figures of a title are made of; other rows only tell that the title was worked on.
_COUNTED = frozenset({"title", "title_language", "episode", "media_file", "waiver"})
_UNIQUE: dict[type, tuple[str, ...]] = {
    Title: ("code",),
    Episode: ("title_id", "number"),
    Track: ("episode_id", "language", "role"),
    MediaFile: ("episode_id",),
}
_FACTS: dict[type, tuple[str, ...]] = {Title: ("title_code",)}


@dataclass(slots=True)
class _Touched:
    before: Row | None
    after: Row | None


class UnitOfWork:
    """Reads and writes entities inside one transaction, on one thread, for one use case.

    Args:
        connection: a connection whose transaction was begun by the caller, who also ends it.
        new_id: makes row ids.
        journaled: whether journaled kinds may be written.
        derived: whether unjournaled kinds may be written.
        index: the search index to keep in line; none where nothing is written that is found by its words.
    """

    def __init__(
        self,
        connection: Connection,
        new_id: Callable[[], int],
        *,
        journaled: bool = False,
        derived: bool = False,
        index: Index | None = None,
    ) -> None:
        self._connection = connection
        self._new_id = new_id
        self._journaled = journaled
        self._derived = derived
        self._index = index
        self._made_ids: set[int] = set()
        self._known: dict[tuple[type, int], Entity | Row] = {}
        self._touched: dict[tuple[str, int], _Touched] = {}
        self._stale_titles: set[int] = set()
        self._errors: dict[int, Counter[str]] = {}
        self._checked: set[int] = set()
        self._delivered_titles: set[int] = set()

    @property
    def connection(self) -> Connection:
        """Return the connection, for the queries of this package."""
        return self._connection

    def new_id(self) -> int:
        """Return a row id that nobody else has."""
        made = self._new_id()
        self._made_ids.add(made)
        return made

    def keep(self, entities: Iterable[Entity]) -> None:
        """Remember what was read in this transaction, so that writing it needs no second look. Nobody else writes meanwhile."""
        if self._journaled:
            self._known |= {(type(entity), entity.id): entity for entity in entities}

    def find(self, kind: type[E], id: int) -> E | None:
        """Return the entity with an id, or None."""
        row = repository.find_rows(self._connection, kind, [id]).get(id)
        if row is None:
            return None
        found = to_entity(kind, row)
        self.keep((found,))
        return found

    def get(self, kind: type[E], id: int) -> E:
        """Return the entity with an id.

        Raises:
            NotFound: there is none.
        """
        found = self.find(kind, id)
        if found is None:
            raise NotFound("storage.no_row", kind=kind_of(kind), id=id)
        return found

    def where(self, kind: type[E], **equals: object) -> list[E]:
        """Return the entities whose columns equal the given values: one value, None, or any of a list.

        Cues come by start, end, id; episodes by number; findings and notes by episode and time; the rest by id.
        """
        found = repository.where(self._connection, kind, equals)
        self.keep(found)
        return found

    def put(self, entity: Entity) -> None:
        """Insert or update an entity. A put that changes nothing is no change."""
        self.put_all((entity,))

    def put_all(self, entities: Iterable[Entity]) -> None:
        """Insert or update many entities in one go."""
        by_class: dict[type, dict[int, Row]] = {}
        for entity in entities:
            by_class.setdefault(type(entity), {})[entity.id] = to_row(entity)
        for entity_class, rows in by_class.items():
            self._put_rows(entity_class, rows)

    def put_images(self, kind: str, images: Iterable[Mapping[str, object]]) -> None:
        """Insert or update rows of a kind from images of the journal."""
        rows = (from_image(KINDS[kind], image) for image in images)
        self._put_rows(KINDS[kind], {cast(int, row["id"]): row for row in rows})

    def check_owners(self, kind: str, images: Iterable[Mapping[str, object]]) -> None:
        """Look whether everything exists that rows refer to, given by their images.

        Raises:
            Refused: something does not.
        """
        rows = list(images)
        for key in TABLES[KINDS[kind]].foreign_keys:
            target, name = key.column.table, key.parent.name
            wanted = {cast(int, row[name]) for row in rows if row[name] is not None}
            for some in repository.chunks(sorted(wanted)):
                wanted -= set(self._connection.execute(select(target.c.id).where(target.c.id.in_(some))).scalars())
            if wanted:
                raise Refused("storage.owner_gone")

    def remove_images(self, kind: str, ids: Iterable[int]) -> None:
        """Delete rows of a kind, given by its name in the journal."""
        self.remove_ids(KINDS[kind], ids)

    def images(self, kind: str, ids: Iterable[int]) -> dict[int, dict[str, object]]:
        """Return the images of the rows of a kind that exist, by id."""
        rows = self._present(KINDS[kind], list(ids))
        if self._journaled:
            self._known |= {(KINDS[kind], row_id): row for row_id, row in rows.items()}
        return {row_id: to_image(KINDS[kind], row) for row_id, row in rows.items()}

    def remove(self, entity: Entity) -> None:
        """Delete an entity; derived rows that speak of it go with it."""
        self.remove_ids(type(entity), (entity.id,))

    def remove_all(self, entities: Iterable[Entity]) -> None:
        """Delete many entities in one go."""
        by_class: dict[type, list[int]] = {}
        for entity in entities:
            by_class.setdefault(type(entity), []).append(entity.id)
        for entity_class, ids in by_class.items():
            self.remove_ids(entity_class, ids)

    def remove_ids(self, kind: type, ids: Iterable[int]) -> None:
        """Delete the rows of a kind by id; ids that do not exist are passed over."""
        self._check_may_write(kind)
        rows = self._present(kind, list(ids))
        repository.delete_rows(self._connection, kind, rows)
        for row_id, row in rows.items():
            self._known.pop((kind, row_id), None)
            self._record(kind, row_id, row, None)

    def _present(self, entity_class: type, ids: Iterable[int]) -> dict[int, Row]:
        """Return the rows that exist of some ids; only those that this transaction has not seen are looked up."""
        found: dict[int, Row] = {}
        unknown: list[int] = []
        for row_id in ids:
            known = self._known.get((entity_class, row_id))
            if known is not None:
                found[row_id] = known if isinstance(known, dict) else to_row(known)
            elif row_id not in self._made_ids:
                unknown.append(row_id)
        return found | repository.find_rows(self._connection, entity_class, unknown)

    def checked(self, cue_ids: Iterable[int]) -> None:
        """Say that the findings of changed cues are those of the cues as they are now."""
        self._checked.update(cue_ids)

    def clear(self, kind: type, **equals: object) -> None:
        """Delete unjournaled rows (findings) by column values, without reading them first.

        Raises:
            TypeError: the kind is journaled.
        """
        if kind_of(kind) not in UNJOURNALED:
            raise TypeError(f"{kind.__name__} is journaled: remove its entities")
        self._check_may_write(kind)
        statement = select(TABLES[kind].c.title_id).distinct()
        for name, wanted in equals.items():
            column = TABLES[kind].c[name]
            statement = statement.where(
                column.in_(wanted) if isinstance(wanted, (list, tuple, set, frozenset)) else column == wanted
            )
        self._stale_titles |= set(self._connection.execute(statement).scalars())
        repository.delete_where(self._connection, kind, equals)
        self._known = {key: known for key, known in self._known.items() if key[0] is not kind}

    def _check_may_write(self, entity_class: type) -> None:
        allowed = self._derived if kind_of(entity_class) in UNJOURNALED else self._journaled
        if not allowed:
            raise TypeError(f"{entity_class.__name__} cannot be written here: open an edit for it")

    def _put_rows(self, entity_class: type, rows: dict[int, Row]) -> None:
        self._check_may_write(entity_class)
        existing = self._present(entity_class, rows)
        changed = {row_id: row for row_id, row in rows.items() if existing.get(row_id) != row}
        repository.insert_rows(self._connection, entity_class, [row for row_id, row in changed.items() if row_id not in existing])
        repository.update_rows(self._connection, entity_class, [row for row_id, row in changed.items() if row_id in existing])
        for row_id, row in changed.items():
            if self._journaled:
                self._known[entity_class, row_id] = row
            self._record(entity_class, row_id, existing.get(row_id), row)

    def _record(self, entity_class: type, row_id: int, before: Row | None, after: Row | None) -> None:
        kind = kind_of(entity_class)
        if kind in UNJOURNALED:
            for row, step in ((before, -1), (after, 1)):
                if row is None:
                    continue
                title_id = cast(int, row["title_id"])
                if kind == "delivery":
                    self._stale_titles.add(title_id)
                    self._delivered_titles.add(title_id)
                else:
                    self._count_error(title_id, str(row["severity"]), str(row["fingerprint"]), step)
            return
        touched = self._touched.setdefault((kind, row_id), _Touched(before, after))
        touched.after = after

    def changes(self) -> tuple[Change, ...]:
        """Return what really changed so far, one change per row."""
        return tuple(
            Change(
                kind=kind, id=row_id,
                before=None if touched.before is None else to_image(KINDS[kind], touched.before),
                after=None if touched.after is None else to_image(KINDS[kind], touched.after),
            )
            for (kind, row_id), touched in self._touched.items()
            if touched.before != touched.after
        )  # fmt: skip

    def settle(self, at_ms: int | None) -> None:
        """Bring everything derived in line with the changes, right before the commit.

        Args:
            at_ms: time of the edit, milliseconds since 1970; None for work that is no edit.

        Raises:
            Refused: two rows claim the same place: a title code, an episode number, a cell.
        """
        changed = {key: touched for key, touched in self._touched.items() if touched.before != touched.after}
        self._check_places(changed)
        if self._index is not None:
            self._index.settle(self._connection, {key: (touched.before, touched.after) for key, touched in changed.items()})
        self._settle_findings(changed)
        self._settle_summaries(changed, at_ms)

    def _check_places(self, changed: dict[tuple[str, int], _Touched]) -> None:
        for entity_class, names in _UNIQUE.items():
            kind, table = kind_of(entity_class), TABLES[entity_class]
            rows = [
                touched.after
                for (found, _id), touched in changed.items()
                if found == kind and touched.after is not None and _has_moved(touched, names)
            ]
            if not rows:
                continue
            columns = [table.c[name] for name in names]
            doubled = select(*columns).group_by(*columns).having(func.count() > 1)
            for some in repository.chunks(sorted({cast(int | str, row[names[0]]) for row in rows})):
                found = self._connection.execute(doubled.where(columns[0].in_(some)).limit(1)).first()
                if found is not None:
                    raise Refused(f"storage.taken_{kind}", **dict(zip(_FACTS.get(entity_class, names), found, strict=True)))

    def _settle_findings(self, changed: dict[tuple[str, int], _Touched]) -> None:
        """Drop what was found of cues that changed, unless the same transaction checked them, and of tracks that went."""
        cues = [row_id for (kind, row_id), touched in changed.items() if kind == "cue" and touched.before is not None]
        cues = [cue_id for cue_id in cues if cue_id not in self._checked]
        tracks = [row_id for (kind, row_id), touched in changed.items() if kind == "track" and touched.after is None]
        told = (finding.c.title_id, finding.c.severity, finding.c.fingerprint)
        for column, ids in ((finding.c.cue_id, cues), (finding.c.track_id, tracks)):
            for some in repository.chunks(ids):
                for row in self._connection.execute(finding.delete().where(column.in_(some)).returning(*told)):
                    self._count_error(row.title_id, row.severity, row.fingerprint, -1)

    def _count_error(self, title_id: int, severity: str, mark: str, step: int) -> None:
        if severity == Severity.ERROR.value:
            self._errors.setdefault(title_id, Counter())[mark] += step

    def _settle_summaries(self, changed: dict[tuple[str, int], _Touched], at_ms: int | None) -> None:
        cues = {row_id: (touched.before, touched.after) for (kind, row_id), touched in changed.items() if kind == "cue"}
        tracks = {row_id: (touched.before, touched.after) for (kind, row_id), touched in changed.items() if kind == "track"}
        episodes: set[int] = set()
        anew, worked_on = set(self._stale_titles), set(self._errors)
        for (kind, row_id), touched in changed.items():
            if kind in ("cue", "track"):
                continue
            for row in (touched.before, touched.after):
                if row is None:
                    continue
                if kind == "media_file":
                    episodes.add(cast(int, row["episode_id"]))
                else:
                    title_id = row_id if kind == "title" else cast(int, row["title_id"])
                    (anew if kind in _COUNTED else worked_on).add(title_id)
        for some in repository.chunks(list(episodes)):
            anew |= set(self._connection.execute(select(episode.c.title_id).where(episode.c.id.in_(some))).scalars())
        summaries.refresh_delivered(self._connection, self._delivered_titles)
        moved = [row_id for row_id, rows in tracks.items() if _placed(rows[0]) != _placed(rows[1])]
        said = [row_id for row_id in tracks if row_id not in moved]
        cells = settle_cells(self._connection, cues, anew=moved, states=said, delivered=self._delivered_titles)
        anew |= cells.anew
        worked_on |= cells.titles
        if anew:
            summaries.refresh_titles(self._connection, anew, at_ms)
        errors = summaries.open_errors(self._connection, {id: marks for id, marks in self._errors.items() if id not in anew})
        steps = {title_id: counts for title_id, counts in cells.moved.items() if title_id not in anew}
        summaries.step_titles(self._connection, worked_on - anew, steps, errors, at_ms)


def _has_moved(touched: _Touched, names: Iterable[str]) -> bool:
    before, after = touched.before, touched.after
    return before is None or after is None or any(before[name] != after[name] for name in names)


def _placed(row: Row | None) -> tuple[object, ...] | None:
    """Return what makes a track another cell."""
    return None if row is None else (row["episode_id"], row["language"], row["role"])
