"""The words of the interface language, for reports and packages made further down."""

from crossreel.domain.delivery import Plan
from crossreel.domain.errors import Facts
from crossreel.i18n import messages, numbers


class Words:
    """Implements `domain.wording.Wording` with the interface language in force."""

    @property
    def tag(self) -> str:
        """The tag of the interface language."""
        return messages.locale_tag()

    def sentence(self, code: str, facts: Facts) -> str:
        """Return the sentence of a code, with its facts filled in."""
        return messages.sentence(code, facts)

    def language_name(self, tag: str) -> str:
        """Return the name of a language."""
        return numbers.language_name(tag)

    def number(self, value: float) -> str:
        """Return a number as the interface language writes it."""
        return numbers.number(value)

    def when(self, at_ms: int) -> str:
        """Return a date and time (milliseconds since 1970, local time)."""
        return numbers.when(at_ms)


def findings_age(plan: Plan) -> list[str]:
    """Return in words how old the findings are by which a delivery was planned."""
    lines = []
    if plan.checked_ms is not None:
        lines.append(messages.sentence("delivery.checked", {"when": numbers.when(plan.checked_ms)}))
    if plan.unchecked:
        lines.append(messages.sentence("delivery.unchecked", {"count": plan.unchecked}))
    return lines
