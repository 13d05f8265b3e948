"""What the STYLE blocks of WebVTT say of the text (W3C WebVTT, section 8): colour, bold, italics and underlines by selector.

Everything else a style can say stays with the file and returns to WebVTT only.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from crossreel.formats.colours import VTT_CLASSES, parse_colour

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]{0,4000})\}")
_CUE = re.compile(r"(?:video)?::cue(?:\(\s*([^()]{1,200})\s*\))?\s*$")
_CLASS = re.compile(r"(?:c|\*)?\.([\w-]{1,80})")
_VOICE = re.compile(r"""v\[voice\s*=\s*["']([^"']{1,200})["']\s*\]""")
_OWN = re.compile(r"c_([0-9a-f]{6})")
_KNOWN = frozenset({"color", "font-weight", "font-style", "text-decoration", "text-decoration-line", "font"})
WHITE = "#ffffff"


@dataclass(frozen=True, slots=True)
class Look:
    """How a part of a text looks; nothing is said by what is empty."""

    colour: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False

    def under(self, other: "Look") -> "Look":
        """Return this look with what another adds to it."""
        return Look(
            other.colour or self.colour, self.bold or other.bold, self.italic or other.italic, self.underline or other.underline
        )

    @property
    def styles(self) -> tuple[str, ...]:
        """The inline styles of the look without its colour."""
        return tuple(name for name, on in (("b", self.bold), ("i", self.italic), ("u", self.underline)) if on)


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Looks:
    """The looks of a file: of all cues, by class, voice, tag and name of a cue."""

    every: Look = PLAIN
    classes: Mapping[str, Look] = field(default_factory=dict)
    voices: Mapping[str, Look] = field(default_factory=dict)
    tags: Mapping[str, Look] = field(default_factory=dict)
    names: Mapping[str, Look] = field(default_factory=dict)

    def of(self, tag: str, classes: str, voice: str = "") -> Look:
        """Return the look of a tag with its classes (`.loud.red`)."""
        look = self.tags.get(tag, PLAIN)
        for name in classes.split("."):
            look = look.under(self.classes.get(name, PLAIN) if name else PLAIN)
            own = _OWN.fullmatch(name)
            colour = f"#{own[1]}" if own else VTT_CLASSES.get(name, "")
            if colour and name not in self.classes:
                look = replace(look, colour=colour)
        return look.under(self.voices.get(voice, PLAIN)) if voice else look


NO_LOOKS = Looks(classes=MappingProxyType({}))


def looks_of(blocks: Iterable[str]) -> Looks:
    """Return the looks that the blocks of a file describe; those that are no STYLE say nothing."""
    every = PLAIN
    found: dict[str, dict[str, Look]] = {"class": {}, "voice": {}, "tag": {}, "name": {}}
    for block in blocks:
        if not block.startswith("STYLE"):
            continue
        for selectors, body in _RULE.findall(_COMMENT.sub("", block.partition("\n")[2])):
            look = _look(body)
            for selector in selectors.split(","):
                kind, name = _selected(selector.strip())
                if kind == "every":
                    every = every.under(replace(look, colour="" if look.colour == WHITE else look.colour))
                elif kind:
                    found[kind][name] = found[kind].get(name, PLAIN).under(look)
    if every == PLAIN and not any(found.values()):
        return NO_LOOKS
    return Looks(every, found["class"], found["voice"], found["tag"], found["name"])


def says_more(block: str) -> bool:
    """Tell whether a STYLE block says more than colour, bold, italics and underlines."""
    bodies = [body for _, body in _RULE.findall(_COMMENT.sub("", block))]
    return any(name not in _KNOWN for body in bodies for name, _ in _declarations(body))


def _selected(selector: str) -> tuple[str, str]:
    """Return what a selector is about: its kind and name, or nothing."""
    cue = _CUE.match(selector)
    if cue is None:
        return "", ""
    inner = (cue[1] or "").strip()
    if not inner:
        return "every", ""
    if match := _CLASS.fullmatch(inner):
        return "class", match[1]
    if match := _VOICE.fullmatch(inner):
        return "voice", " ".join(match[1].split())
    if inner in ("c", "i", "b", "u", "v", "lang"):
        return "tag", inner
    return ("name", inner[1:]) if inner.startswith("#") else ("", "")


def _declarations(body: str) -> list[tuple[str, str]]:
    pairs = (part.partition(":") for part in body.split(";"))
    return [(name.strip().lower(), value.replace("!important", "").strip()) for name, colon, value in pairs if colon]


def _look(body: str) -> Look:
    said = dict(_declarations(body))
    weight = said.get("font-weight", said.get("font", ""))
    slant = said.get("font-style", said.get("font", ""))
    line = f"{said.get('text-decoration', '')} {said.get('text-decoration-line', '')}"
    bold = bool(re.search(r"\bbold(?:er)?\b|\b[6-9]00\b", weight))
    return Look(parse_colour(said.get("color", "")), bold, "italic" in slant or "oblique" in slant, "underline" in line)
