"""Errors that a user can be told about: a code and facts; `i18n` makes the sentence."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence within a sentence: the code and facts of what another one speaks of."""

    code: str
    facts: "Facts"


Fact = str | int | float | bool | None | list[str] | list[int] | Told
Facts = Mapping[str, Fact]


SPOKEN_OF = frozenset(
    {"path", "folder", "table", "column", "kind", "row", "language", "rule", "format", "format_id", "version", "found", "known"}
)
"""Facts that hold no dialogue, names or notes of the catalog."""


class CrossreelError(Exception):
    """Something a user can understand and mend.

    Args:
        code: key of the sentence in `i18n`, for example `"media.truncated"`.
        facts: named values the sentence mentions (path, line, number…).
    """

    def __init__(self, code: str, **facts: Fact) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: dict[str, Fact] = facts

    def __str__(self) -> str:
        """Return the code with the facts that may stand in a log: numbers, and of the words only those that name a place."""
        facts = {name: fact for name, fact in self.facts.items() if not isinstance(fact, (str, list)) or name in SPOKEN_OF}
        return f"{self.code} {facts}" if facts else self.code

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel from another process whole: its constructor takes the facts by name, which pickle cannot."""
        return _again, (type(self), self.args), self.__dict__


def _again(kind: type[CrossreelError], args: tuple[object, ...]) -> CrossreelError:
    return kind.__new__(kind, *args)


class BadInput(CrossreelError):
    """A file, value or argument cannot be used; nothing was changed."""


class NotFound(CrossreelError):
    """A row, file or plug-in that was asked for does not exist."""


class StaleEdit(CrossreelError):
    """What an action builds on moved on meanwhile; nothing was changed.

    Where a step cannot be undone or done again as things are, the facts name it (`what`, `author`, `made_when`) and, as far as it
    is known, what stands in its way; `step_id` is its line in the history (`HistoryLine.edit_id`), by which it can be passed over.
    """

    def __init__(self, code: str, *, step_id: int | None = None, **facts: Fact) -> None:
        super().__init__(code, **facts)
        self.step_id = step_id


class StaleText(CrossreelError):
    """A text or another value moved on since the one who writes it began; nothing was changed.

    Facts: `text`, what stands there now ("" where nothing does), of a cue its inline markup; `plain`, the same without tags;
    `author` and `written_ms`, who wrote it and when in milliseconds since 1970 ("" and 0 where that is not known).
    """


class ReadOnly(CrossreelError):
    """The catalog cannot be written: another window holds it, or the medium is read-only."""


class NewerCatalog(CrossreelError):
    """The catalog was written by a newer version of Crossreel."""


class StorageFailed(CrossreelError):
    """The disk refused: full, gone or damaged. What was committed before is safe."""


class Refused(CrossreelError):
    """An action is not allowed in the present state, for example a state that QC forbids."""


class Unavailable(CrossreelError):
    """A part of the machine is missing, for example libVLC or a font."""


class Cancelled(Exception):
    """The user cancelled a job; what was finished before stays."""
