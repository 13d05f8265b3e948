"""A paper for people as a value: paragraphs and tables under headings, whatever it is written as."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a cell or a paragraph stands out."""

    PLAIN = ""
    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"
    SOFT = "soft"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Some text of a paper. `language` is a tag where it is another than the paper's; codes and figures (`is_code`) run left to
    right everywhere. Several lines are parted by `\\n`."""

    text: str
    language: str = ""
    tone: Tone = Tone.PLAIN
    is_code: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTable:
    """A table; every row has as many cells as there are `heads`. Without heads it lists pairs: what, and what of it."""

    rows: tuple[tuple[Words, ...], ...]
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSection:
    """A heading with paragraphs and a table below it."""

    heading: str
    paragraphs: tuple[Words, ...] = ()
    table: PaperTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper: its title, what stands below that, and its sections. `language` is the tag of the language it is written in."""

    title: str
    language: str
    lines: tuple[Words, ...] = ()
    sections: tuple[PaperSection, ...] = ()
