"""What QC of a title found, before it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass

from crossreel.domain.cues.cue import Cue
from crossreel.domain.quality.check import CheckSummary
from crossreel.domain.quality.finding import Finding
from crossreel.domain.quality.run import QcRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """Plain values, wherever they were worked out.

    Attributes:
        summary: what to say of it.
        former: the findings that were stored of the tracks looked at.
        found: the findings of now; one that was there before has its id.
        cues: the cues that findings tell of, as they were looked at, by id.
        digests: of which content of each track the findings tell, by its id.
        run: what to keep of it as a run, its number still 0; None for a look at some episodes, which is none.
    """

    summary: CheckSummary
    former: tuple[Finding, ...]
    found: tuple[Finding, ...]
    cues: Mapping[int, Cue]
    digests: Mapping[int, str]
    run: QcRun | None = None
