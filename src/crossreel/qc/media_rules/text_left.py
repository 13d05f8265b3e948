"""Text is left in a cleaned picture, in the band in which the other picture of the episode has its captions.

Told where a picture with burned-in text was read and a clean or textless one stands beside it.

Bad:
    A clean master in which the line at 0:31 was missed and still reads 真相总有一天会大白.
Good:
    A clean master with nothing in the band; signs of the story elsewhere in the picture.
"""

from collections.abc import Iterator

from crossreel.domain.quality.finding import Severity
from crossreel.kernel.marks import N_
from crossreel.qc.media_rule import CheckedMedia, MediaRemark, MediaRule


def check(checked: CheckedMedia) -> Iterator[MediaRemark]:
    """Yield each line that is left."""
    for start_ms, end_ms, text in checked.cleaned.left if checked.cleaned is not None else ():
        yield MediaRemark(severity=Severity.ERROR, start_ms=start_ms, end_ms=end_ms, facts={"words": text})


RULE = MediaRule(id="text_left", title=N_("Text left in a cleaned picture"), severity=Severity.ERROR, check=check)
