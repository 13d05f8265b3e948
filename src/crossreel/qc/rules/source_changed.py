"""A translation was made from the source text as it is now.

Each translated cue keeps the digest of the source text it was committed against. When the source has other words since, the
translation must be looked at and confirmed. Markup and accents written in another Unicode form are no change.

Bad:
    source now 你今天在哪里, translation made from 你到底在哪里
Good:
    source now 你到底在哪里, translation made from 你到底在哪里
"""

from collections.abc import Iterator
from functools import lru_cache

from crossreel.domain.cues.cue import text_digest
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.inline import plain_text
from crossreel.kernel.marks import N_
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.rule import Remark, Rule, Scope


def check(track: CheckedTrack) -> Iterator[Remark]:
    """Yield a remark for every translation whose source moved on."""
    for checked in track.cues:
        taken = checked.cue.source_digest
        if taken is None or not checked.sources or not checked.text:
            continue
        sources = checked.sources
        texts = (sources[0].text,) if len(sources) == 1 else tuple([source.text for source in sources])
        if taken != _digest(texts):
            yield Remark(
                cue=checked.cue,
                severity=Severity.WARNING,
                facts={"source": " ".join(plain_text(text) for text in texts)},
                read=(texts, checked.text),
            )


@lru_cache(maxsize=16384)
def _digest(texts: tuple[str, ...]) -> str:
    return text_digest(texts)


RULE = Rule(
    id="source_changed",
    title=N_("Source changed since"),
    severity=Severity.WARNING,
    scope=Scope.CUE,
    needs=frozenset({"source"}),
    check=check,
)
