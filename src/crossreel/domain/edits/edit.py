"""Edits: one user action, one undo step, one line of history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from crossreel.domain.edits.actor import Actor
from crossreel.domain.edits.differences import CueDifference
from crossreel.domain.errors import Fact
from crossreel.domain.quality.finding import Finding

TitleFate = Literal["", "made", "removed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What happened to one row. `before` None is a creation, `after` None a removal; else both hold the whole row.

    A creation that is read back from the journal has an empty `after`: the journal keeps only its id.
    """

    kind: str
    id: int
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditHeader:
    """What is known of an edit before it runs.

    `title_id` is the title it speaks of, None for the catalog itself; `actor` is who edits, and alone takes it back, None for who
    has the catalog open. Edits of an actor with one `step_id` are undone together. `reverts_id` is the edit this one takes back;
    with `passed` it moves that step to the other side of the history and leaves every row alone. `title_fate` is "made" or
    "removed" where the edit made or removed its title, which is found out when it is recorded.
    """

    label: str
    title_id: int | None
    actor: Actor | None = None
    facts: Mapping[str, Fact] = field(default_factory=dict)
    step_id: int | None = None
    reverts_id: int | None = None
    run_id: int | None = None
    title_fate: TitleFate = ""
    passed: bool = False

    @property
    def author(self) -> str:
        """Return the name of who edits, "" where that is who has the catalog open."""
        return self.actor.name if self.actor is not None else ""

    @property
    def of_catalog(self) -> bool:
        """Whether the edit is undone in the catalog: it makes or removes a title, or speaks of none."""
        return self.title_id is None or bool(self.title_fate)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One user action on the catalog, as committed.

    `findings` holds, for every cue that was checked in the transaction of this edit, all the open findings that it has now.
    """

    id: int
    header: EditHeader
    at_ms: int
    changes: tuple[Change, ...]
    interrupted: bool = False
    findings: Mapping[int, tuple[Finding, ...]] = field(default_factory=dict)

    def ids(self, kind: str) -> frozenset[int]:
        """Return the ids of the rows of a kind ("cue", "track"…) that this edit touched."""
        return frozenset(change.id for change in self.changes if change.kind == kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditPlace:
    """Where an edit acted: an episode and a language of it, with one of the cues there that exist, None without any."""

    episode_id: int
    number: int
    language: str
    cue_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One line of the history: a step, done or undone.

    `replayable` is False where it can only be read, since a migration closed it. `of_catalog` is the making of a title in its
    own history: one can go back to it, but it is undone in the catalog. `passed` is a step that could not be undone or done
    again and was passed over: it stands on the other side, its rows as they were. `own` steps are those of who has the
    catalog open, who moves no others. `differences` are what it made of cues, where these are few.
    """

    edit_id: int
    label: str
    facts: Mapping[str, Fact]
    author: str
    at_ms: int
    done: bool
    replayable: bool = True
    of_catalog: bool = False
    passed: bool = False
    own: bool = True
    differences: tuple[CueDifference, ...] = ()
