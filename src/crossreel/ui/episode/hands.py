"""Where the hands of the user are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Where the user's hands are in the text: the language of the box, the caret in its plain text, what is typed there."""

    language: str
    caret: int
    markup: str
