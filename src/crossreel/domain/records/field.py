"""A field of a record: what people call it, and what may stand in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum

from crossreel.kernel.marks import N_

Choices = Mapping[StrEnum, str]
"""The values among which a field has one, each with its words marked with `N_`."""


class Shape(Enum):
    """What a field holds, and so how it is written, read and filled in.

    `BUYER` to `DELIVERY` are other rows, written as people name them: by code, number or name.
    """

    TEXT = "text"
    LINES = "lines"
    CODE = "code"
    PROFILE = "profile"
    WHOLE = "whole"
    POSITION = "position"
    PRICE = "price"
    DAY = "day"
    MOMENT = "moment"
    FLAG = "flag"
    CHOICE = "choice"
    WORDS = "words"
    NAMES = "names"
    LANGUAGE = "language"
    LANGUAGES = "languages"
    COLUMN = "column"
    TERRITORY = "territory"
    TERRITORIES = "territories"
    BUYER = "buyer"
    PERSON = "person"
    CHARACTER = "character"
    SEASON = "season"
    EPISODE = "episode"
    DELIVERY = "delivery"
    PICTURE = "picture"


_HOW = {
    Shape.DAY: N_("For example 2026-11-27."),
    Shape.MOMENT: N_("For example 2026-11-27."),
    Shape.LANGUAGES: N_("Tags such as en, es-419."),
    Shape.FLAG: N_("yes or no."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordField:
    """One field.

    Attributes:
        name: of the attribute of the entity.
        words: marked with `N_`: what people call it.
        shape: what it holds.
        needed: whether a row cannot be without it.
        hint: marked with `N_`: how it is written, "" where that goes without saying.
        choices: of a `CHOICE`, each value with its words marked with `N_`.
        also: other headings under which files have it, as those of MovieLabs Avails.
        most: characters that a text may have at most, 0 for any number.
        blank: what an empty field means, marked with `N_`, where it means something: "every buyer".
        pattern: a regular expression that a `CODE` matches.
    """

    name: str
    words: str
    shape: Shape = Shape.TEXT
    needed: bool = False
    hint: str = ""
    choices: Choices = field(default_factory=dict)
    also: tuple[str, ...] = ()
    most: int = 0
    blank: str = ""
    pattern: str = ""

    @property
    def how(self) -> str:
        """How it is written, marked with `N_`: its own hint, else that of its shape; "" where that goes without saying."""
        return self.hint or _HOW.get(self.shape, "")

    @property
    def heading(self) -> str:
        """The heading of its column in a file, and the name of its option: as its attribute, without `_id` of another row."""
        return {"image_id": "picture", "day_ms": "day"}.get(self.name, self.name.removesuffix("_id"))
