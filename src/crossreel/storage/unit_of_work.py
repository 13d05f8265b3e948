"""One transaction on the catalog: entities in and out, and the door through which every change is recorded."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Connection, select

from crossreel.domain.edits.edit import Change
from crossreel.domain.edits.merging import Clash, as_written, merge
from crossreel.domain.errors import NotFound, Refused, StaleEdit, StaleText
from crossreel.domain.quality.finding import Finding
from crossreel.storage import checks, claims, journal, owning, repository, summaries
from crossreel.storage.backend import Index
from crossreel.storage.kind import Kind
from crossreel.storage.kinds.delivery import table as delivery
from crossreel.storage.kinds.finding import table as finding
from crossreel.storage.mapping import E, Entity, Row, from_image, to_entity, to_image, to_row
from crossreel.storage.registry import derived_from, kind_named, kind_of
from crossreel.storage.settling import settle_cells
from crossreel.storage.summaries import COUNTED, CountedFinding


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
        author: who writes, "" where nobody does.
        at_ms: when the edit began that this belongs to, in milliseconds since 1970.
    """

    def __init__(
        self,
        connection: Connection,
        new_id: Callable[[], int],
        *,
        journaled: bool = False,
        derived: bool = False,
        index: Index | None = None,
        author: str = "",
        at_ms: int = 0,
    ) -> None:
        self.author = author
        self.at_ms = at_ms
        self._connection = connection
        self._new_id = new_id
        self._journaled = journaled
        self._derived = derived
        self._index = index
        self._made_ids: set[int] = set()
        self._known: dict[tuple[type, int], Entity | Row] = {}
        self._touched: dict[tuple[str, int], _Touched] = {}
        self._stale_titles: set[int] = set()
        self._found: dict[int, Counter[CountedFinding]] = {}
        self._checked: set[int] = set()
        self._delivered: dict[int, set[str]] = {}
        self._delivered_episodes: set[int] = set()

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
            raise NotFound("storage.no_row", kind=kind_of(kind).name, id=id)
        return found

    def where(self, kind: type[E], **equals: object) -> list[E]:
        """Return the entities whose columns equal the given values: one value, None, or any of a list.

        Cues come by start, end, id; episodes by number; findings and notes by episode and time; the rest by id.
        """
        found = repository.where(self._connection, kind, equals)
        self.keep(found)
        return found

    def merged(self, wanted: E, seen: E, stored: E | None = None) -> E:
        """Return a row as it is to be put: as it stands now, but for what the writer changed of what they saw.

        Args:
            wanted: the row as the writer wants it.
            seen: the row as it stood when the writer began.
            stored: the row as it stands, where it was read already, or stands for one that is not there.

        Raises:
            NotFound: the row is gone.
            StaleText: somebody else has meanwhile changed what the writer changes.
        """
        stored = stored if stored is not None else self.get(type(wanted), wanted.id)
        merged, clashes = merge(stored, seen, wanted)
        if clashes:
            raise self._stale(stored.id, clashes[0])
        return merged

    def check_unchanged(self, seen: Entity) -> None:
        """Make sure that a row still is as somebody saw it who is about to remove it.

        Raises:
            NotFound: the row is gone.
            StaleEdit: somebody else changed it.
        """
        if self.get(type(seen), seen.id) != seen:
            writer = journal.last_writer(self, seen.id)
            author = writer.author if writer is not None else ""
            raise StaleEdit("storage.changed_since_by" if author else "storage.changed_since", author=author)

    def _stale(self, row_id: int, clash: Clash) -> StaleText:
        text = as_written(clash.theirs)
        writer = journal.last_writer(self, row_id, clash.field, clash.key)
        author, written_ms = (writer.author, writer.written_ms) if writer is not None else ("", 0)
        code = "storage.stale_value_gone" if not text else "storage.stale_value_by" if author else "storage.stale_value"
        return StaleText(code, text=text, plain=text, author=author, written_ms=written_ms)

    def put(self, entity: Entity) -> None:
        """Insert or update an entity. A put that changes nothing is no change.

        A row that exists is only written over what was read of it in this transaction: nobody else writes meanwhile. What a
        person saw before is compared by `merged`.
        """
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
        entity_class = kind_named(kind).entity
        rows = (from_image(entity_class, image) for image in images)
        self._put_rows(entity_class, {cast(int, row["id"]): row for row in rows})

    def check_owners(self, kind: str, images: Iterable[Mapping[str, object]]) -> None:
        """Look whether everything exists that rows refer to, given by their images.

        Raises:
            Refused: something does not.
        """
        rows = list(images)
        for key in kind_named(kind).table.foreign_keys:
            target, name = key.column.table, key.parent.name
            wanted = {cast(int, row[name]) for row in rows if row[name] is not None}
            for some in repository.chunks(sorted(wanted)):
                wanted -= set(self._connection.execute(select(target.c.id).where(target.c.id.in_(some))).scalars())
            if wanted:
                raise Refused("storage.owner_gone")

    def remove_images(self, kind: str, ids: Iterable[int]) -> None:
        """Delete rows of a kind, given by its name in the journal."""
        self.remove_ids(kind_named(kind).entity, ids)

    def images(self, kind: str, ids: Iterable[int]) -> dict[int, dict[str, object]]:
        """Return the images of the rows of a kind that exist, by id."""
        entity_class = kind_named(kind).entity
        rows = self._present(entity_class, list(ids))
        if self._journaled:
            self._known |= {(entity_class, row_id): row for row_id, row in rows.items()}
        return {row_id: to_image(entity_class, row) for row_id, row in rows.items()}

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
        if kind_of(kind).is_journaled:
            raise TypeError(f"{kind.__name__} is journaled: remove its entities")
        self._check_may_write(kind)
        table = kind_of(kind).table
        if "title_id" in table.c:
            statement = select(table.c.title_id).distinct()
            for name, wanted in equals.items():
                several = isinstance(wanted, (list, tuple, set, frozenset))
                statement = statement.where(table.c[name].in_(wanted) if several else table.c[name] == wanted)  # type: ignore[arg-type]
            self._stale_titles |= set(self._connection.execute(statement).scalars())
        repository.delete_where(self._connection, kind, equals)
        self._known = {key: known for key, known in self._known.items() if key[0] is not kind}

    def _check_may_write(self, entity_class: type) -> None:
        allowed = self._journaled if kind_of(entity_class).is_journaled else self._derived
        if not allowed:
            raise TypeError(f"{entity_class.__name__} cannot be written here: open an edit for it")

    def _put_rows(self, entity_class: type, rows: dict[int, Row]) -> None:
        self._check_may_write(entity_class)
        existing = self._present(entity_class, rows)
        if kind_of(entity_class).is_journaled and any((entity_class, row_id) not in self._known for row_id in existing):
            raise TypeError(f"{entity_class.__name__} would be written over unread: read it here, or say by `merged` what was seen")
        changed = {row_id: row for row_id, row in rows.items() if existing.get(row_id) != row}
        repository.insert_rows(self._connection, entity_class, [row for row_id, row in changed.items() if row_id not in existing])
        repository.update_rows(self._connection, entity_class, [row for row_id, row in changed.items() if row_id in existing])
        for row_id, row in changed.items():
            if self._journaled:
                self._known[entity_class, row_id] = row
            self._record(entity_class, row_id, existing.get(row_id), row)

    def _record(self, entity_class: type, row_id: int, before: Row | None, after: Row | None) -> None:
        kind = kind_of(entity_class)
        if not kind.is_journaled:
            self._record_beside(kind, before, after)
            return
        touched = self._touched.setdefault((kind.name, row_id), _Touched(before, after))
        touched.after = after

    def _record_beside(self, kind: Kind, before: Row | None, after: Row | None) -> None:
        """Note what unjournaled rows mean for the figures of their titles."""
        for row, step in ((before, -1), (after, 1)):
            if row is None or kind.table not in (delivery, finding):
                continue
            title_id = cast(int, row["title_id"])
            if kind.table is delivery:
                self._stale_titles.add(title_id)
                self._delivered.setdefault(title_id, set()).add(str(row["buyer"]))
                self._delivered_episodes |= summaries.delivered_episodes(str(row["cells"]))
            else:
                self._count_finding(title_id, cast(CountedFinding, tuple(row[name] for name in COUNTED)), step)

    def changes(self) -> tuple[Change, ...]:
        """Return what really changed so far, one change per row."""
        return tuple(
            Change(
                kind=kind, id=row_id,
                before=None if touched.before is None else to_image(kind_named(kind).entity, touched.before),
                after=None if touched.after is None else to_image(kind_named(kind).entity, touched.after),
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
        claims.check(self._connection, {key: (touched.before, touched.after) for key, touched in changed.items()})
        if self._index is not None:
            self._index.settle(self._connection, {key: (touched.before, touched.after) for key, touched in changed.items()})
        self._settle_derived(changed)
        self._settle_summaries(changed, at_ms)

    def _settle_derived(self, changed: dict[tuple[str, int], _Touched]) -> None:
        """Drop what was worked out of rows that went, and what was found of cues that changed and the transaction did not check."""
        gone: dict[str, list[int]] = {}
        for (name, row_id), touched in changed.items():
            if touched.after is None:
                gone.setdefault(name, []).append(row_id)
        for name, ids in gone.items():
            for kind, column in derived_from(name):
                self._drop_derived(kind, column, ids)
        cues = [row_id for (name, row_id), touched in changed.items() if name == "cue" and touched.before is not None]
        self._drop_derived(kind_of(Finding), "cue_id", [cue_id for cue_id in cues if cue_id not in self._checked])
        other = [
            id
            for (name, id), each in changed.items()
            if name == "track" and each.before and _placed(each.before) != _placed(each.after)
        ]
        self._drop_derived(kind_of(Finding), "track_id", other)
        shown = [
            id
            for (name, id), each in changed.items()
            if name == "version" and each.before and _shown(each.before) != _shown(each.after)
        ]
        self._drop_derived(kind_of(Finding), "version_id", shown)
        checks.forget(self._connection, other)

    def _drop_derived(self, kind: Kind, column: str, ids: Sequence[int]) -> None:
        for some in repository.chunks(ids):
            statement = kind.table.delete().where(kind.table.c[column].in_(some))
            if kind.table is not finding:
                self._connection.execute(statement)
                continue
            told = (finding.c.title_id, *(finding.c[name] for name in COUNTED))
            for title_id, *counted in self._connection.execute(statement.returning(*told)):
                self._count_finding(title_id, cast(CountedFinding, tuple(counted)), -1)

    def _count_finding(self, title_id: int, counted: CountedFinding, step: int) -> None:
        self._found.setdefault(title_id, Counter())[counted] += step

    def _settle_summaries(self, changed: dict[tuple[str, int], _Touched], at_ms: int | None) -> None:
        cues = {row_id: (touched.before, touched.after) for (kind, row_id), touched in changed.items() if kind == "cue"}
        tracks = {row_id: (touched.before, touched.after) for (kind, row_id), touched in changed.items() if kind == "track"}
        anew, worked_on = set(self._stale_titles), set(self._found)
        others: dict[str, list[Row]] = {}
        for (name, _id), touched in changed.items():
            if name not in ("cue", "track"):
                others.setdefault(name, []).extend(row for row in (touched.before, touched.after) if row is not None)
        for name, rows in others.items():
            kind = kind_named(name)
            (anew if kind.counted else worked_on).update(owning.owners(self._connection, kind, rows, "title"))
        summaries.refresh_delivered(self._connection, self._delivered)
        moved = [row_id for row_id, rows in tracks.items() if _placed(rows[0]) != _placed(rows[1])]
        said = [row_id for row_id in tracks if row_id not in moved]
        cells = settle_cells(self._connection, cues, anew=moved, states=said, delivered=self._delivered_episodes)
        anew |= cells.anew
        worked_on |= cells.titles
        if anew:
            summaries.refresh_titles(self._connection, anew, at_ms)
        errors = summaries.open_errors(self._connection, {id: marks for id, marks in self._found.items() if id not in anew})
        steps = {title_id: counts for title_id, counts in cells.moved.items() if title_id not in anew}
        summaries.step_titles(self._connection, worked_on - anew, steps, errors, at_ms)


def _shown(row: Row | None) -> tuple[object, ...] | None:
    """Return what makes a version another picture or sound."""
    return None if row is None else tuple(row[name] for name in ("content_key", "in_ms", "out_ms", "medium"))


def _placed(row: Row | None) -> tuple[object, ...] | None:
    """Return what makes a track another cell."""
    return None if row is None else (row["episode_id"], row["language"], row["role"])
