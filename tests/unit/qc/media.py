"""Pictures and sounds as the rules of media are given them, faultless until a test says otherwise."""

import tomllib
from typing import Any

from crossreel.domain.catalog.version import Version
from crossreel.domain.quality.media_facts import MediaFacts, PictureFacts, SoundFacts
from crossreel.domain.quality.media_limits import media_limits
from crossreel.kernel.paths import resource
from crossreel.qc.media_rule import CheckedMedia

LIMITS = media_limits(tomllib.loads(resource("media_qc.toml").read_text("utf-8")))
LENGTH_MS = 60_000


def picture(**said: Any) -> PictureFacts:
    """Return a faultless picture of a minute, with what a test says of it."""
    known = {"width": 1080, "height": 1920, "length_ms": LENGTH_MS, "frames": 1800, "first_ms": 0, "last_ms": LENGTH_MS}
    return PictureFacts(**(known | said))


def sound(**said: Any) -> SoundFacts:
    """Return a faultless sound of a minute, with what a test says of it."""
    known = {"channels": 2, "length_ms": LENGTH_MS, "integrated": -16.0, "range_lu": 5.0, "true_peak": -1.5}
    return SoundFacts(**(known | said))


def checked(shown: PictureFacts | None = None, heard: SoundFacts | None = None, **said: Any) -> CheckedMedia:
    """Return a version of an episode with a picture and a sound."""
    version = Version(id=7, episode_id=3, path="/e.mp4", file_ms=LENGTH_MS, content_key="k", is_reference=True)
    facts = MediaFacts(picture=shown or picture(), sound=heard or sound())
    return CheckedMedia(**({"version": version, "facts": facts, "limits": LIMITS} | said))
