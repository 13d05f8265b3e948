"""A draft: words that a machine or a vendor gave for a cue, and what a person said of them."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from crossreel.domain.cues.cue import Cue

SURE = 1000
"""The confidence of an engine that is certain; confidences are counted in thousandths."""


class Verdict(StrEnum):
    """What a person said of a draft.

    `UNSEEN` says that nobody did. `ACCEPTED` took it as it was, `MENDED` wrote other words, `REFUSED` wants another one, and
    `ASKED` put the question to a colleague.
    """

    UNSEEN = "unseen"
    ACCEPTED = "accepted"
    MENDED = "mended"
    REFUSED = "refused"
    ASKED = "asked"


UNDECIDED = frozenset({Verdict.UNSEEN, Verdict.ASKED})
"""Verdicts after which a line still waits for a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What one batch gave for one cue. A cue that was drafted again has several, the newest with the highest id.

    Attributes:
        text: inline markup as it was drafted, whatever stands in the cue since.
        confidence: how sure the engine was, in thousandths; None where it did not say.
        judged_by: who gave the verdict, and `judged_ms` when (milliseconds since 1970); "" and 0 while nobody did.
        reason: what the person said with it, "" for nothing.
    """

    id: int
    cue_id: int
    batch_id: int
    text: str
    confidence: int | None = None
    verdict: Verdict = Verdict.UNSEEN
    judged_by: str = ""
    judged_ms: int = 0
    reason: str = ""


def newest(drafts: Collection[Draft]) -> dict[int, Draft]:
    """Return the newest draft of each cue, by the cue's id."""
    return {draft.cue_id: draft for draft in sorted(drafts, key=lambda each: each.id)}


def outcome(draft: Draft, text: str) -> Verdict:
    """Return what became of a draft, given what its cue says now: one that was accepted and changed later was mended."""
    return Verdict.MENDED if draft.verdict is Verdict.ACCEPTED and text != draft.text else draft.verdict


def judged(draft: Draft, cue: Cue, *, author: str, at_ms: int) -> Draft:
    """Return a draft with the verdict that follows from what a person made of its cue.

    Args:
        draft: the newest one of the cue.
        cue: as the person left it.
        author: who it was.
        at_ms: when, in milliseconds since 1970.
    """
    verdict = Verdict.ACCEPTED if cue.text == draft.text else Verdict.MENDED
    reason = "" if verdict is Verdict.ACCEPTED else draft.reason  # why it was refused or asked about before is no reason to accept
    return replace(draft, verdict=verdict, judged_by=author, judged_ms=at_ms, reason=reason)
