"""Who edits: a person, or a machine that works in a name of its own."""

from dataclasses import dataclass
from enum import StrEnum


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who stands in the header of an edit, and whose undo takes it back.

    `key` tells two of one name apart and stays when the name changes; without one an actor is known by the name. `id` is the
    row in a catalog, 0 for who is not in it yet.
    """

    id: int = 0
    key: str = ""
    name: str = ""
    kind: ActorKind = ActorKind.PERSON

    @property
    def known_by(self) -> str:
        """Return what finds the actor in a catalog."""
        return self.key or f"name:{self.name}"
