"""The words of a language, for reports and packages made further down."""

from crossreel.domain.delivery import Plan
from crossreel.domain.errors import Facts
from crossreel.domain.views.grid import Cell
from crossreel.i18n import messages, numbers
from crossreel.i18n.interface_language import speaking
from crossreel.i18n.messages import _


class Words:
    """Implements `domain.wording.Wording` in one shipped language, "" for the interface language in force."""

    def __init__(self, tag: str = "") -> None:
        self._tag = tag

    @property
    def tag(self) -> str:
        """The tag of the language."""
        return self._tag or messages.locale_tag()

    def sentence(self, code: str, facts: Facts) -> str:
        """Return the sentence of a code, with its facts filled in."""
        with speaking(self.tag):
            return messages.sentence(code, facts)

    def message(self, english: str) -> str:
        """Return an English message in this language."""
        with speaking(self.tag):
            return messages._(english)

    def language_name(self, tag: str) -> str:
        """Return the name of a language."""
        with speaking(self.tag):
            return numbers.language_name(tag)

    def number(self, value: float) -> str:
        """Return a number as the language writes it."""
        with speaking(self.tag):
            return numbers.number(value)

    def percent(self, share: float) -> str:
        """Return a share from 0 to 1 in whole percent."""
        with speaking(self.tag):
            return numbers.percent(share)

    def day(self, at_ms: int) -> str:
        """Return the day of a moment (milliseconds since 1970, local time)."""
        with speaking(self.tag):
            return numbers.day(at_ms)

    def when(self, at_ms: int) -> str:
        """Return a date and time (milliseconds since 1970, local time)."""
        with speaking(self.tag):
            return numbers.when(at_ms)


def delivered_words(cell: Cell) -> list[str]:
    """Return in words which buyers have the present text of a cell, and which have another one."""
    have, other = ([buyer for buyer in some if buyer] for some in (cell.buyers, cell.outdated))
    lines = [_("Delivered to {buyers}").format(buyers=numbers.listing(have))] if have else []
    return [*lines, _("Another text was delivered to {buyers}").format(buyers=numbers.listing(other))] if other else lines


def findings_age(plan: Plan) -> list[str]:
    """Return in words how old the findings are by which a delivery was planned."""
    lines = []
    if plan.checked_ms is not None:
        lines.append(messages.sentence("delivery.checked", {"when": numbers.when(plan.checked_ms)}))
    if plan.unchecked:
        lines.append(messages.sentence("delivery.unchecked", {"count": plan.unchecked}))
    return lines
