"""What the places of a caption on the picture are called."""

from crossreel.domain.picture.placement import find_placement
from crossreel.i18n.messages import _
from crossreel.kernel.marks import N_

PLACE_WORDS = {
    7: N_("Top left"),
    8: N_("Top"),
    9: N_("Top right"),
    4: N_("Middle left"),
    5: N_("Middle"),
    6: N_("Middle right"),
    1: N_("Bottom left"),
    2: N_("Bottom, as usual"),
    3: N_("Bottom right"),
}


def placed(placement: str) -> str:
    """Return where a caption stands, "" for the usual place."""
    found = find_placement(placement)
    if found is None or found.is_usual:
        return ""
    return _("Own place") if found.box is not None else _(PLACE_WORDS[found.key])
