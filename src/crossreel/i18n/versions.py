"""What the versions of an episode are called."""

from crossreel.domain.catalog.version import Look, Version
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import language_name
from crossreel.kernel.marks import N_

LOOKS = {
    Look.UNKNOWN: N_("picture"),
    Look.CLEAN: N_("clean"),
    Look.BURNED: N_("burned-in"),
    Look.TEXTLESS: N_("textless"),
    Look.DUBBED: N_("dubbed"),
    Look.EFFECTS: N_("music and effects"),
}
"""What each look is called; a sound of which nothing is known is a sound."""


def look_name(look: Look, *, is_sound: bool = False) -> str:
    """Return what a look is called."""
    return _("sound") if is_sound and look is Look.UNKNOWN else _(LOOKS[look])


def version_name(version: Version) -> str:
    """Return what a version is called: "burned-in, English, 1080p"."""
    language = language_name(version.language) if version.language else ""
    return ", ".join(filter(None, (look_name(version.look, is_sound=not version.has_picture), language, version.label)))
