"""The list of sounds: which episodes have music and effects alone (M&E), and every sound there is."""

from crossreel.delivery.paper_packager import paper_packager, written
from crossreel.delivery.sound_list import sound_list

PACKAGER = paper_packager(
    "sound_list",
    kind="sounds",
    mark="SOUNDS",
    folder="08_SCRIPTS",
    types=("xlsx",),
    others=("pdf", "html"),
    data=written(sound_list),
)
