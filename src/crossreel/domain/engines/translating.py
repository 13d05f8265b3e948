"""What is asked of an engine that translates, and what comes back."""

from dataclasses import dataclass, field

from crossreel.domain.errors import Told


@dataclass(frozen=True, slots=True, kw_only=True)
class NearLine:
    """A line around those to translate, plain text; `rendering` is its translation, "" where there is none."""

    text: str
    speaker: str = ""
    rendering: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedLine:
    """A line to translate.

    Attributes:
        id: whatever the one who asks knows it by.
        text: of the source, inline markup.
        speaker: the name of who says it, in the source's language; "" for unknown.
        most_characters: how long the translation may be for the time it is shown, 0 for no limit.
        refused: drafts of it that a person refused, and `wish` what they said with it.
        between: the lines between the wanted one before and this one, which are only to be read.
    """

    id: int
    text: str
    speaker: str = ""
    most_characters: int = 0
    refused: tuple[str, ...] = ()
    wish: str = ""
    between: tuple[NearLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody of the drama: the name, what it is in the language wanted ("" for not yet known), and how they speak."""

    name: str
    rendering: str = ""
    aliases: tuple[str, ...] = ()
    gender: str = ""
    register: str = ""
    manner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressing:
    """What one calls another in the language wanted, both by name; `to` is "" for everybody, `form` "formal", "informal" or ""."""

    who: str
    to: str = ""
    calls: str = ""
    form: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermRendering:
    """A term of the title and what it is in the language wanted."""

    source: str
    rendering: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What is known of a title. All of it may be given: of people, forms of address and terms only what occurs is sent."""

    synopsis: str = ""
    episode: str = ""
    people: tuple[Person, ...] = ()
    addressing: tuple[Addressing, ...] = ()
    terms: tuple[TermRendering, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLimits:
    """What the style guide of the language allows: characters a line, lines a subtitle, characters a second; 0 for no limit."""

    line_length: int = 0
    lines: int = 0
    speed: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Lines that are translated together, in their order. Languages are BCP 47 tags."""

    source_language: str
    language: str
    lines: tuple[WantedLine, ...]
    before: tuple[NearLine, ...] = ()
    after: tuple[NearLine, ...] = ()
    material: Material = field(default_factory=Material)
    limits: LineLimits = field(default_factory=LineLimits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What was used. `is_counted` says that the server counted the tokens; else they are estimated."""

    requests: int = 0
    sent_tokens: int = 0
    received_tokens: int = 0
    is_counted: bool = True

    def __add__(self, other: "Usage") -> "Usage":
        """Return both together."""
        return Usage(
            requests=self.requests + other.requests,
            sent_tokens=self.sent_tokens + other.sent_tokens,
            received_tokens=self.received_tokens + other.received_tokens,
            is_counted=self.is_counted and other.is_counted,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A translation that held: inline markup, its lines broken only where the source has two people speak in one subtitle."""

    id: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unrendered:
    """A line for which nothing came that holds, and why."""

    id: int
    reason: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtName:
    """A name or term that the translation made up a rendering for, since nobody gave one."""

    source: str
    rendering: str
    is_person: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Translated:
    """What came of a block: each of its lines stands either in `renderings` or in `unrendered`. What was used is to be paid."""

    renderings: tuple[Rendering, ...]
    unrendered: tuple[Unrendered, ...] = ()
    names: tuple[BroughtName, ...] = ()
    usage: Usage = field(default_factory=Usage)
    model: str = ""
