"""A kind of record: all that lists, forms, commands and files need to know of it, in one descriptor."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

from crossreel.domain.records.field import RecordField
from crossreel.domain.records.known import Known

_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_EDIT = "edit"
Check = Callable[[Any, Sequence[Any], Known], None]
"""Raises `BadInput` where a row cannot be, or not beside the others of its kind."""


def anything(entity: Any, others: Sequence[Any], known: Known) -> None:
    """Take every row that its fields allow."""


@dataclass(frozen=True, kw_only=True, eq=False)
class RecordKind:
    """A descriptor; every module of `domain/records/kinds` holds one as `RECORD`.

    Attributes:
        id: a plural, for example "rights": of the tab in a file, of the list in the window.
        entity: the frozen dataclass of a row.
        words: marked with `N_`: what people call them.
        one: marked with `N_`: what people call one of them.
        fields: in the order in which they are shown and filled in.
        order: where it stands among the others, and before which of them it is taken from a file: what others name comes first.
        shown: names of the fields that a list shows.
        known_by: names of the fields by which a row is known where its id is not; () where only all of them tell.
        called: names of the fields that it is called by, () for those of `known_by`.
        tidied: gives a row as it is kept, whatever way its values were written.
        check: what else must hold.
        single: whether a title has one of them at most.
        about: marked with `N_`: what they are for, said where there are none yet.
    """

    id: str
    entity: type
    words: str
    one: str
    fields: tuple[RecordField, ...]
    order: int
    shown: tuple[str, ...]
    known_by: tuple[str, ...] = ()
    called: tuple[str, ...] = ()
    tidied: Callable[[Any], Any] = lambda row: row
    check: Check = anything
    single: bool = False
    about: str = ""

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of the attributes of its entity."""
        return frozenset(each.name for each in fields(self.entity))

    @cached_property
    def table(self) -> str:
        """The name of its rows in edits: that of the entity, in small letters with `_` between."""
        return _CAPITAL.sub("_", self.entity.__name__).lower()

    @property
    def written_label(self) -> str:
        """What the history calls it when one was added or changed."""
        return ".".join((_EDIT, f"put_{self.id}"))

    @property
    def removed_label(self) -> str:
        """What the history calls it when some were removed."""
        return ".".join((_EDIT, f"remove_{self.id}"))

    @property
    def is_of_title(self) -> bool:
        """Whether a row belongs to a title, or to an episode of one; else it is the catalog's own."""
        return bool(self.names & {"title_id", "episode_id"})

    @property
    def is_of_episode(self) -> bool:
        """Whether a row belongs to an episode."""
        return "title_id" not in self.names and "episode_id" in self.names

    def find(self, name: str) -> RecordField | None:
        """Return the field of a name, None where there is none."""
        return next((each for each in self.fields if each.name == name), None)
