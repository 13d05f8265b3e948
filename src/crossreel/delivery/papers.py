"""The papers that are made of the contents of a package, by name."""

from collections.abc import Callable, Mapping

from crossreel.delivery.delivery_note import delivery_note
from crossreel.delivery.packager import Contents
from crossreel.delivery.rights_summary import rights_summary
from crossreel.delivery.sound_list import sound_list
from crossreel.domain.paper import Paper

PAPERS: Mapping[str, Callable[[Contents], Paper]] = {
    "delivery_note": delivery_note,
    "rights_summary": rights_summary,
    "sound_list": sound_list,
}
