"""The signs of what is an exception of the spine: the same in the table of cues and on the timeline."""

from enum import Enum

from crossreel.kernel.marks import N_


class Sign(Enum):
    """What makes a cue an exception of the spine."""

    PINNED = "pinned"
    STALE = "stale"
    OWN = "own"
    FOREIGN = "foreign"


ICONS = {
    Sign.PINNED: ("pin", "text2"),
    Sign.STALE: ("refresh", "draft"),
    Sign.OWN: ("plus", "text2"),
    Sign.FOREIGN: ("language", "accent"),
}
"""Icon and colour of each sign."""

WORDS = {
    Sign.PINNED: N_("Pinned: has times of its own"),
    Sign.STALE: N_("Source changed since"),
    Sign.OWN: N_("A cue of this language alone: it renders none of the source"),
    Sign.FOREIGN: N_("A foreign line: it is read in forced subtitles too"),
}
"""What each sign says, for tips and the legend."""
