"""Words for packages and reports, handed in from above: `i18n` implements it."""

from collections.abc import Callable
from typing import Protocol

from crossreel.domain.errors import Facts


class Wording(Protocol):
    """Turns codes and values into words of one language."""

    @property
    def tag(self) -> str:
        """The BCP 47 tag of this language, for the direction of a page."""

    def sentence(self, code: str, facts: Facts) -> str:
        """Return the sentence of a code, with its facts filled in."""

    def message(self, english: str) -> str:
        """Return an English message, marked to be translated where it is written, in this language."""

    def language_name(self, tag: str) -> str:
        """Return the name of a language, for example "Spanish (Latin America)"."""

    def number(self, value: float) -> str:
        """Return a number as this language writes it."""

    def percent(self, share: float) -> str:
        """Return a share from 0 to 1 in whole percent."""

    def day(self, at_ms: int) -> str:
        """Return the day of a moment (milliseconds since 1970, local time)."""

    def when(self, at_ms: int) -> str:
        """Return a date and time (milliseconds since 1970, local time)."""


Wordings = Callable[[str], Wording]
"""Gives the words of a shipped language by its tag."""
