"""What a QC rule is, and what it says."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crossreel.domain.cues.cue import Cue
from crossreel.domain.errors import Fact
from crossreel.domain.quality.finding import Severity
from crossreel.qc.checked_track import CheckedTrack


class Scope(StrEnum):
    """How far around a cue a rule reads for a remark on it: decides what must be looked at again after a change, and when.

    CUE: the cue, the cues it renders and those that render it. NEIGHBOURS: besides, the ones right before and after it in its
    track. Rules of these two run in the transaction of an edit, over what it touched. EPISODE: all of the track and its spine;
    looked at right after an edit. TITLE: other episodes as well; only a run over the title tells.
    """

    CUE = "cue"
    NEIGHBOURS = "neighbours"
    EPISODE = "episode"
    TITLE = "title"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing a rule has to say about a cue, or with `cue` None about the track.

    `kind` and `facts` make its sentence (`qc.<rule>.<kind>`); `read` is what the rule looked at: the fingerprint is made of it.
    """

    cue: Cue | None
    severity: Severity
    kind: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    read: tuple[object, ...] = ()
    repairable: bool = False


Check = Callable[[CheckedTrack], Iterable[Remark]]
Repair = Callable[[CheckedTrack, Remark], Cue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The descriptor of a rule: one module of `qc/rules` holds one, named RULE. The module's docstring is its manual.

    Args:
        id: the module's name.
        title: an English message marked with `N_`.
        severity: the gravest it can be.
        needs: what must be there for the rule to run: "source", "widths", "terms", "zone", or the name of a convention field
            of the style guide as "convention:name".
        check: looks at a whole track and yields remarks in order of time.
        repair: the cue as it should be, or None where this remark has no safe repair. Changes times or text, never both.
        moves: whether a repair changes times: then a translation that hangs on the spine is repaired there.
        on_track: whether it also has remarks on the track as a whole (without a cue): these are always of the whole episode.
    """

    id: str
    title: str
    severity: Severity
    scope: Scope
    check: Check
    needs: frozenset[str] = frozenset()
    repair: Repair | None = None
    moves: bool = False
    on_track: bool = False
