"""Safe zones: one file of `resources/safe_zones` is one; which of them holds for a title."""

from collections.abc import Iterable, Mapping
from typing import Any

import xxhash

from crossreel.domain.catalog.title import Title
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.caption import Box
from crossreel.domain.picture.safe_zone import SafeZone

DEFAULT_ZONE = "drama_app"


class SafeZones:
    """All safe zones.

    Args:
        zones: by id.
        broken: what is wrong with those that could not be read, by id. Every other is there all the same.
    """

    def __init__(self, zones: Mapping[str, SafeZone] | None = None, broken: Mapping[str, BadInput] | None = None) -> None:
        self._zones = dict(zones or {})
        self.broken = dict(broken or {})

    def digest(self) -> str:
        """Return a digest of all zones."""
        return xxhash.xxh3_64_hexdigest(repr(sorted(self._zones.items())).encode())

    def all(self) -> tuple[SafeZone, ...]:
        """Return the zones as people choose among them: the default one first, then by id."""
        return tuple(sorted(self._zones.values(), key=lambda zone: (zone.id != DEFAULT_ZONE, zone.id)))

    def of_title(self, title: Title) -> SafeZone | None:
        """Return the zone a title chose, or the drama app's; None where there is no such zone.

        Raises:
            BadInput: its file cannot be read.
        """
        wanted = title.safe_zone or DEFAULT_ZONE
        if wanted in self.broken:
            raise self.broken[wanted]
        return self._zones.get(wanted)


def safe_zone(id: str, data: Mapping[str, Any], path: str) -> SafeZone:
    """Return a safe zone of a table as `resources/safe_zones` has them; `path` is where it lies, for the error.

    Raises:
        BadInput: a field is missing, of another kind, or no rectangle of four numbers.
    """
    try:
        text, *covered = [_box(corners) for corners in (data["text"], *data["covered"])]
        name, source, widest = data["name"], data["source"], data["max_width_px"]
    except KeyError as error:
        raise bad_zone(path, str(error.args[0])) from error
    except (ValueError, TypeError) as error:
        raise bad_zone(path, "text, covered") from error
    if not (isinstance(name, str) and isinstance(source, str) and isinstance(widest, int)):
        raise bad_zone(path, "name, source, max_width_px")
    return SafeZone(id=id, name=name, text=text, covered=tuple(covered), max_width_px=widest, source=source)


def bad_zone(path: str, reason: str) -> BadInput:
    """Return the error of a safe zone that cannot be read."""
    return BadInput("previewing.bad_zone", path=path, reason=reason)


def _box(corners: Iterable[float]) -> Box:
    x, y, width, height = corners
    if not all(isinstance(each, int) for each in (x, y, width, height)):
        raise TypeError(corners)
    return Box(x=x, y=y, width=width, height=height)
