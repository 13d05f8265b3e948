"""Style guides as files: what is wrong with one, what a set of them is, and each of its figures with where it comes from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from crossreel.domain.errors import Fact

FigureKind = Literal["whole", "number", "text", "flag", "choice", "pairs", "table"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideFault:
    """What is wrong in a style guide's file: the sentence of `code`, the line (from 1, 0 for the whole file) and the key."""

    code: str
    line: int = 0
    key: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def told(self) -> dict[str, Fact]:
        """The facts of its sentence."""
        return {"line": self.line, "key": self.key, **self.facts}


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideFile:
    """A set of style guides and its file.

    `digest` is of its figures, and stands for their version. `based_on` is the set whose figures it takes where it has none of its
    own, `buyer` the buyer it is for, "" for none. `shipped` ones come with the program and are never written.
    `own_figures` are how many figures of its own it has, by language.
    """

    id: str
    name: str
    path: str
    shipped: bool
    digest: str = ""
    based_on: str = ""
    buyer: str = ""
    languages: tuple[str, ...] = ()
    own_figures: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[GuideFault, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideFigure:
    """One limit or convention of a language: its value as TOML writes it, where it comes from, and whether the set has its own.

    `base` is the value it would have without its own, "" where the set is based on none. `kind` says what its value is: a whole
    number, a number, a text, yes or no ("flag"), one of `choices`, pairs of marks, or a table. A convention that a language does
    not have has the value "".
    """

    field: str
    value: str
    source: str
    is_own: bool
    base: str = ""
    kind: FigureKind = "text"
    choices: tuple[str, ...] = ()
