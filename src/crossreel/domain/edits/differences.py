"""What a step of the history made of cues: from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CueLook:
    """What there is to see of a cue: its markup, its times in milliseconds, where it stands, whether its times are its own."""

    text: str
    start_ms: int
    end_ms: int
    placement: str = ""
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CueDifference:
    """A cue before and after; None where it was not there. `language` is that of its track, "" where that is gone."""

    cue_id: int
    language: str
    before: CueLook | None
    after: CueLook | None


def look_of(image: Mapping[str, object] | None) -> CueLook | None:
    """Return what an image of a cue in the journal shows, None for none or an empty one."""
    if not image or "text" not in image:
        return None
    return CueLook(
        text=str(image["text"]),
        start_ms=int(str(image["start_ms"])),
        end_ms=int(str(image["end_ms"])),
        placement=str(image.get("placement") or ""),
        pinned=bool(image.get("pinned")),
    )
