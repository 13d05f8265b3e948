"""Where text may stand on a phone screen, and what the apps' own buttons cover."""

from dataclasses import dataclass

from crossreel.domain.picture.caption import Box


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeZone:
    """A preset of reference figures on a 1080x1920 canvas.

    `text` is where caption boxes must stay; `covered` are the rectangles an app's own interface covers.
    """

    id: str
    name: str
    text: Box
    covered: tuple[Box, ...] = ()
    max_width_px: int = 0
    source: str = ""
