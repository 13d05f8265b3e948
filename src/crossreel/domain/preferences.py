"""What a user chose for this machine."""

from collections.abc import Mapping
from dataclasses import dataclass, field

NEIGHBOUR_ROWS = (0, 1, 3, 5, 10)
"""How many rows of the episodes before and after are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """Settings outside the catalog. Empty `locale` follows the system; `theme` is "dark" or "light"; volume 0 to 100.

    `keys` are own keys by action id, over those of the preset `keymap`.
    `author_key` tells the author from others of the name, and stays when the name changes; "" until it is needed.
    `third_languages` are the languages of the third box as JSON, by the ids of titles.
    `zone_shown` draws on the picture what the app of `safe_zone` covers.
    `row_height` of the cue table is "comfortable" or "dense"; `neighbour_rows` are how many rows of the episodes before and after
    it shows.
    `note_pauses` pauses the screening while a note is written.
    `times_in_frames` writes times as HH:MM:SS:FF.
    While the picture plays, `playhead_scrolls` brings the cue under the playhead into view, and `playhead_chooses` makes it the
    one that keys act on. `second_caption` is "above" or "below" where another language is shown beside the one being worked on,
    else ""; `source_line` says how the burned-in line of the source is hidden in the picture: "blur", "box" or "" for not at all;
    `phone_frame` shows the picture in a phone. `timeline_follow` says how the timeline goes along with the playhead: by
    "page", "centred" or "off"; `timeline_compares` shows a language's times below its source's.
    """

    author: str = ""
    author_key: str = ""
    locale: str = ""
    theme: str = "dark"
    keymap: str = "function_keys"
    volume: int = 80
    safe_zone: str = "drama_app"
    zone_shown: bool = True
    row_height: str = "comfortable"
    neighbour_rows: int = 1
    window_geometry: str = ""
    third_languages: str = ""
    playhead_scrolls: bool = True
    playhead_chooses: bool = False
    second_caption: str = ""
    source_line: str = ""
    phone_frame: bool = False
    timeline_follow: str = "page"
    timeline_compares: bool = False
    times_in_frames: bool = False
    note_pauses: bool = True
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
