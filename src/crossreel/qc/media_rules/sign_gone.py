"""A sign that belongs to the story is gone from a cleaned picture.

Told where the signs of the picture with burned-in text were read and a clean or textless one stands beside it.

Bad:
    A clean master in which 三年以后, the letter or the phone screen was wiped away together with the captions.
Good:
    A clean master that still shows what was filmed or set as part of the story.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield each sign that is gone."""
    for start_ms, end_ms, text in checked.cleaned.gone if checked.cleaned is not None else ():
        yield MediaRemark(severity=Severity.ERROR, start_ms=start_ms, end_ms=end_ms, facts={"words": text})


RULE = MediaRule(id="sign_gone", title=N_("Sign gone from a cleaned picture"), severity=Severity.ERROR, check=check)
