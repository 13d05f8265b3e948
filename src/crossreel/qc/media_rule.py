"""What a rule of picture and sound is, and what it says. The rules of text are another kind: these read no cue."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import Fact
from crossreel.domain.quality.cleaned_picture import CleanedPicture
from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.media_facts import MediaFacts
from crossreel.domain.quality.media_limits import LoudnessTarget, MediaLimits
from crossreel.domain.quality.recut_laws import Shift
from crossreel.domain.text.document import Notice


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedMedia:
    """A picture or sound of an episode, and what is known of it when it is judged.

    Attributes:
        version: which it is; times count from its in point.
        facts: what reading its file told; None where it could not be read.
        limits: from where on a rule says something.
        target: how loud its buyer wants it; None where none said.
        usual_lufs: how loud the episodes of the title are as a rule; None where too few are known.
        replaced: whether the file is not the one that the catalog knows.
        speaks: whether its episode has a sound of its own besides, so that a picture may be silent.
        shift: how its cuts are shifted against those of the version that cues are timed to, which is called `reference`.
        cleaned: what it is like beside the picture with burned-in text where it is a cleaned one, or how it is cut beside that.
        kin: what its pictures beside those of others raise doubts about, by the codes of `proving`.
    """

    version: Version
    facts: MediaFacts | None
    limits: MediaLimits
    target: LoudnessTarget | None = None
    usual_lufs: float | None = None
    replaced: bool = False
    speaks: bool = False
    shift: Shift | None = None
    reference: str = ""
    kin: Sequence[Notice] = ()
    cleaned: CleanedPicture | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRemark:
    """One thing a rule has to say: where in the version, how grave; `kind` and `facts` make its sentence."""

    severity: Severity
    start_ms: int = 0
    end_ms: int = 0
    kind: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaRule:
    """The descriptor of a rule of picture and sound: one module of `qc/media_rules` holds one, named RULE.

    Args:
        id: the module's name; no rule of text has the same.
        title: an English message marked with `N_`.
        severity: the gravest it can be.
        check: judges one version and yields remarks in order of time.
    """

    id: str
    title: str
    severity: Severity
    check: Callable[[CheckedMedia], Iterable[MediaRemark]]
