"""What a QC rule is, and what it says."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum

from crossreel.domain.cues.cue import Cue
from crossreel.domain.errors import Fact
from crossreel.domain.quality.finding import Severity
from crossreel.qc.checked_track import CheckedTrack


class Scope(StrEnum):
    """How far around a cue a rule reads for a remark on it: decides what must be looked at again after a change, and when.

    CUE: the cue, the cues it renders and those that render it. NEIGHBOURS: besides, the ones right before and after it in its
    track. Rules of these two run in the transaction of an edit, over what it touched. EPISODE: all of the track and its spine;
    looked at right after an edit. TITLE: other episodes as well; only a run over all episodes tells, and until the next one
    remarks on cues that were changed since are left out.
    """

    CUE = "cue"
    NEIGHBOURS = "neighbours"
    EPISODE = "episode"
    TITLE = "title"


class Turn(IntEnum):
    """When a rule's repairs have their turn, so that none undoes another's.

    What was misread is read anew before anything else touches its characters. Cues are trimmed before they are spaced and
    lengthened, and words change before lines are broken anew.
    """

    CHARACTERS = 0
    TRIM = 1
    SPACE = 2
    LENGTHEN = 3
    WORDS = 4
    LINES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing a rule has to say about a cue, or with `cue` None about the track.

    `kind` and `facts` make its sentence (`qc.<rule>.<kind>`); `read` is what the rule looked at: the fingerprint is made of it.
    `along` are remarks on cues after this one that are the same fault: told of in one, and repaired with it.
    """

    cue: Cue | None
    severity: Severity
    kind: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    read: tuple[object, ...] = ()
    repairable: bool = False
    along: "tuple[Remark, ...]" = ()


Check = Callable[[CheckedTrack], Iterable[Remark]]
CheckTitle = Callable[[Sequence[CheckedTrack]], Iterable[tuple[CheckedTrack, Remark]]]
Repair = Callable[[CheckedTrack, Remark], Cue | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The descriptor of a rule: one module of `qc/rules` holds one, named RULE. The module's docstring is its manual.

    Args:
        id: the module's name.
        title: an English message marked with `N_`.
        severity: the gravest it can be.
        needs: what must be there for the rule to run: "source", "widths", "terms", "zone", "people", "addresses", "speller",
            "speech" (regions that were found), "burned" (text in the picture that was read), "video" (its length), or the name of a
            convention field of the style guide as "convention:name".
        check: looks at a whole track and yields remarks in order of time; None for a rule of scope TITLE.
        check_title: of a rule of scope TITLE: looks at the tracks of all episodes at once, in the languages of the run, and
            yields each remark with the track it is on. It judges each language for itself. One that repairs is asked of the track
            that is repaired alone, once more.
        repair: the cue as it should be, or None where this remark has no safe repair. Changes times or text, never both.
        moves: whether a repair changes times: then a translation that hangs on the spine is repaired there.
        turn: when its repairs come, where several rules repair.
        measures: whether it looks at captions as they are drawn where they can be measured; one that `needs` widths or the
            zone does anyway. Captions are measured only where a rule looks.
        reads_shots: whether it looks at shot changes, and at no cues but those with times of their own.
        on_track: whether it also has remarks on the track as a whole (without a cue): these are always of the whole episode.
    """

    id: str
    title: str
    severity: Severity
    scope: Scope
    check: Check | None = None
    check_title: CheckTitle | None = None
    needs: frozenset[str] = frozenset()
    repair: Repair | None = None
    moves: bool = False
    turn: Turn = Turn.WORDS
    measures: bool = False
    reads_shots: bool = False
    on_track: bool = False

    def __post_init__(self) -> None:
        over_title = self.scope is Scope.TITLE
        if (self.check is None) is not over_title or (self.check_title is not None) is not over_title:
            raise ValueError(f"{self.id}: a rule of scope title has check_title, every other has check")
        if over_title and self.on_track:
            raise ValueError(f"{self.id}: a rule of scope title is not on a track")
