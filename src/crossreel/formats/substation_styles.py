"""What the styles and the head of an ASS or SSA script say of every line that names them: looks, alignment, margins, picture."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.text.document import Document
from crossreel.formats.bounds import BOUNDS
from crossreel.formats.colours import from_substation

Margins = tuple[int, int, int]
"""Left, right and vertical, in the pixels of the script's picture."""
Picture = tuple[int, int]
Sections = Iterable[tuple[str, Sequence[str]]]

WHITE = "#ffffff"
UNKNOWN_PICTURE = (384, 288)  # what every player takes where a script does not say
LEGACY_KEYPAD = {1: 1, 2: 2, 3: 3, 5: 7, 6: 8, 7: 9, 9: 4, 10: 5, 11: 6}
HOUSE_FONT = "noto sans"
MARGIN_FIELDS = ("marginl", "marginr", "marginv")
_SIZE = re.compile(r"[ \t]*PlayRes([XY])[ \t]*:[ \t]*(\d{1,6})[ \t]*$", re.IGNORECASE)
_WRAP = re.compile(r"[ \t]*WrapStyle[ \t]*:[ \t]*(-?\d{1,6})", re.IGNORECASE)
NO_WRAP = 2  # lines are broken where the script says and nowhere else


@dataclass(frozen=True, slots=True)
class BaseStyle:
    """What a style line says that inline markup and placement can say too; white is no colour. Margins count on `picture`."""

    italic: bool = False
    bold: bool = False
    underline: bool = False
    colour: str = ""
    keypad: int = 2
    margins: Margins = (0, 0, 0)
    picture: Picture = UNKNOWN_PICTURE

    @property
    def is_plain(self) -> bool:
        """Tell whether the style says nothing that inline markup would have to."""
        return not (self.italic or self.bold or self.underline or self.colour)

    def with_margins(self, fields: Mapping[str, object]) -> "BaseStyle":
        """Return the style with the margins of an event, of which 0 leaves that of the style."""
        own = [0 if fields.get(name, "0") == "0" else whole(str(fields[name])) for name in MARGIN_FIELDS]
        if not any(own):
            return self
        left, right, vertical = (new or old for new, old in zip(own, self.margins, strict=True))
        return replace(self, margins=(left, right, vertical))


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles of a script by lower-case name, each with its fields as they are written.

    `keeps_lines` tells whether players break no line of themselves in it (its WrapStyle): only then do they break it at `\\n`.
    """

    by_name: Mapping[str, BaseStyle]
    fields: Mapping[str, Mapping[str, str]]
    picture: Picture = UNKNOWN_PICTURE
    keeps_lines: bool = False

    def of(self, name: str) -> BaseStyle:
        """Return the style of a name; that of an unknown one is Default, as players do."""
        found = self.by_name.get(key_of(name))
        return found or self.by_name.get("default") or BaseStyle(picture=self.picture)


def key_of(name: str) -> str:
    """Return a style's name as it is looked up: Aegisub and VSFilter write `*Default` as well."""
    return name.strip().lstrip("*").lower()


def styles_of(sections: Sections, kind: str) -> Styles:
    """Return the styles of a script; `kind` is "ass" or "ssa"."""
    sections = list(sections)
    picture = _picture(sections)
    fields: dict[str, Mapping[str, str]] = {}
    for _, lines in (each for each in sections if "styles" in each[0].lower()):
        names: list[str] = []
        for line in lines:
            key, _, rest = line.partition(":")
            BOUNDS.check("columns", rest.count(","))
            if key.strip().lower() == "format":
                names = [name.strip().lower() for name in rest.split(",")]
            elif key.strip().lower() == "style":
                values = dict(zip(names, (value.strip() for value in rest.split(",")), strict=False))
                fields[key_of(values.get("name", "Default"))] = values
    found = {name: _style(values, kind, picture) for name, values in fields.items()}
    if is_usually_bold(fields):
        found["default"] = replace(found["default"], bold=False)
    return Styles(found, fields, picture, _keeps_lines(sections))


def is_usually_bold(fields: Mapping[str, Mapping[str, str]]) -> bool:
    """Tell whether bold is the usual weight of a script's Default, and no emphasis: it is white as well."""
    usual = fields.get("default", {})
    return is_on(usual.get("bold", "")) and from_substation(usual.get("primarycolour", "0")) == WHITE


def sections_in(document: Document) -> list[tuple[str, list[str]]]:
    """Return the sections of a script that a document keeps."""
    kept = document.extras.get("sections")
    return [(str(name), [str(line) for line in lines]) for name, lines in kept] if isinstance(kept, list) else []


def is_house_look(fields: Mapping[str, str]) -> bool:
    """Tell whether a style looks as the house's captions do anyway: its bold white is no emphasis."""
    return fields.get("fontname", "").lower() == HOUSE_FONT and from_substation(fields.get("primarycolour", "0")) == WHITE


def _style(values: Mapping[str, str], kind: str, picture: Picture) -> BaseStyle:
    alignment = whole(values.get("alignment", "2"))
    colour = from_substation(values.get("primarycolour", ""))
    return BaseStyle(
        italic=is_on(values.get("italic", "")),
        bold=is_on(values.get("bold", "")) and not is_house_look(values),
        underline=is_on(values.get("underline", "")),
        colour="" if colour == WHITE else colour,
        keypad=LEGACY_KEYPAD.get(alignment, 2) if kind == "ssa" else alignment if 1 <= alignment <= 9 else 2,
        margins=(whole(values.get("marginl", "")), whole(values.get("marginr", "")), whole(values.get("marginv", ""))),
        picture=picture,
    )


def is_on(written: str) -> bool:
    """Tell whether a switch of a style is on: -1, or 1."""
    return written not in ("0", "")


def whole(written: str) -> int:
    """Return a number as a whole one, 0 where it is none."""
    try:
        return int(float(written))
    except (ValueError, OverflowError):
        return 0


def _keeps_lines(sections: Sections) -> bool:
    head = (line for name, lines in sections if name.lower() == "script info" for line in lines)
    found = [int(match[1]) for line in head if (match := _WRAP.match(line))]
    return bool(found) and found[-1] == NO_WRAP


def _picture(sections: Sections) -> Picture:
    """Return the picture that places and margins count on; where one side is said alone, the other follows as players do."""
    found: dict[str, int] = {}
    for name, lines in sections:
        if name.lower() == "script info":
            found |= {match[1].upper(): int(match[2]) for line in lines if (match := _SIZE.match(line))}
    width, height = found.get("X", 0), found.get("Y", 0)
    if width and height:
        return width, height
    if height:
        return (1280 if height == 1024 else max(1, height * 4 // 3)), height
    if width:
        return width, 1024 if width == 1280 else max(1, width * 3 // 4)
    return UNKNOWN_PICTURE
