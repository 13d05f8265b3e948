"""The actors of a catalog: who stands in the headers of its edits."""

from collections.abc import Sequence

from sqlalchemy import Connection, RowMapping, insert, select, update

from crossreel.domain.edits.actor import Actor, ActorKind
from crossreel.kernel.ids import IdMaker
from crossreel.storage.kinds.actor import table as actor
from crossreel.storage.kinds.sitting import table as sitting

_ids = IdMaker()
COLUMNS = (actor.c.key, actor.c.name, actor.c.kind)
"""What a query of edits joined with their actors selects for `of_edit`."""


def find(connection: Connection, who: Actor) -> Actor | None:
    """Return the row of an actor: the one of its key, else one of its name that nobody has taken yet; None without either."""
    row = connection.execute(select(actor).where(actor.c.key == who.known_by)).mappings().first()
    if row is None:
        unclaimed = (actor.c.key == "", actor.c.name == who.name)
        row = connection.execute(select(actor).where(*unclaimed).order_by(actor.c.id).limit(1)).mappings().first()
    return None if row is None else _actor(row["id"], row)


def settle(connection: Connection, who: Actor) -> Actor:
    """Return the row of an actor, found or made, with the name and the key that it has now."""
    found = find(connection, who)
    if found is None:
        made = Actor(id=_ids.new_id(), key=who.known_by, name=who.name, kind=who.kind)
        connection.execute(insert(actor).values(id=made.id, key=made.key, name=made.name, kind=made.kind.value))
        return made
    return _renewed(connection, found, who)


def rename(connection: Connection, before: Actor, now: Actor) -> Actor | None:
    """Give the row of an actor the name that it has now; None where it has no row, or the name is already another's."""
    found = find(connection, before)
    other = find(connection, now)
    if found is None and other is None:
        _carry_sittings(connection, 0, before.name, now.name)
    if found is None or (other is not None and other.id != found.id):
        return None
    return _renewed(connection, found, now)


def _renewed(connection: Connection, found: Actor, who: Actor) -> Actor:
    renewed = Actor(id=found.id, key=who.known_by, name=who.name, kind=found.kind)
    if renewed != found:
        connection.execute(update(actor).where(actor.c.id == found.id).values(key=renewed.key, name=renewed.name))
        _carry_sittings(connection, found.id, found.name, renewed.name)
    return renewed


def _carry_sittings(connection: Connection, actor_id: int, before: str, now: str) -> None:
    """Let what an actor watched go on under another name; not where somebody else has one of the two, and it could be theirs."""
    others = select(actor.c.id).where(actor.c.id != actor_id, actor.c.name.in_((before, now))).limit(1)
    if before and now and before != now and connection.execute(others).first() is None:
        connection.execute(update(sitting).where(sitting.c.person == before).values(person=now))


def names(connection: Connection, actor_ids: Sequence[int]) -> list[str]:
    """Return the names of actors, those who came first before."""
    return list(connection.execute(select(actor.c.name).where(actor.c.id.in_(actor_ids)).order_by(actor.c.id)).scalars())


def of_edit(row: RowMapping) -> Actor:
    """Return the actor of an edit, from a row that holds `COLUMNS` and `actor_id`."""
    return _actor(row["actor_id"], row)


def _actor(actor_id: int, row: RowMapping) -> Actor:
    return Actor(id=actor_id, key=row["key"], name=row["name"], kind=ActorKind(row["kind"]))


class Actors:
    """The actors that a process has seen in a catalog, so that an edit looks for no one twice."""

    def __init__(self) -> None:
        self._seen: dict[str, Actor] = {}

    def settled(self, connection: Connection, who: Actor) -> Actor:
        """Return the row of an actor; a writing transaction makes it or gives it its name where that is needed."""
        seen = self._seen.get(who.known_by)
        return seen if seen is not None and seen.name == who.name else settle(connection, who)

    def find(self, connection: Connection, who: Actor) -> Actor | None:
        """Return the row of an actor, None where it has edited nothing yet."""
        seen = self._seen.get(who.known_by) or find(connection, who)
        if seen is not None and seen.key == who.known_by:
            self._seen[who.known_by] = seen
        return seen

    def keep(self, who: Actor) -> None:
        """Remember a row, once the transaction that settled it is through."""
        self._seen[who.known_by] = who
