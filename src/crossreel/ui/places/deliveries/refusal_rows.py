"""What stands against a delivery, and what was delivered, as rows of tables."""

from PySide6.QtGui import QIcon

from crossreel.domain.delivery import Delivery, Refusal
from crossreel.i18n.messages import sentence
from crossreel.i18n.numbers import language_name, listing, when
from crossreel.kernel.marks import N_
from crossreel.ui.kit import theme
from crossreel.ui.kit.table_rows import TableRows

REFUSAL_HEADINGS = (N_("Episode"), N_("Language"), N_("What stands against it"))
DELIVERY_HEADINGS = (N_("When"), N_("Profile"), N_("Languages"), N_("By"), N_("Package"))


def refusal_rows() -> TableRows[Refusal]:
    """Make the table of the gate's refusals."""
    return TableRows(REFUSAL_HEADINGS, refusal_words, refusal_icon)


def delivery_rows() -> TableRows[Delivery]:
    """Make the table of packages that were built."""
    return TableRows(DELIVERY_HEADINGS, delivery_words)


def refusal_words(refusal: Refusal) -> tuple[str, str, str]:
    """Return episode, language and reason of a refusal in words."""
    facts = {"episode": refusal.episode, "language": refusal.language, **refusal.facts}
    where = str(refusal.episode) if refusal.episode is not None else "–"
    return where, language_name(refusal.language) if refusal.language else "–", sentence(refusal.code, facts)


def refusal_icon(_refusal: Refusal, column: int) -> QIcon | None:
    """Return the mark of an error beside the reason."""
    return theme.plain_icon("finding", "finding", 16) if column == len(REFUSAL_HEADINGS) - 1 else None


def delivery_words(delivery: Delivery) -> tuple[str, str, str, str, str]:
    """Return when, what, in which languages, by whom and where of a delivery."""
    names = listing([language_name(tag) for tag in delivery.languages])
    return when(delivery.created_ms), delivery.profile_id, names, delivery.author, delivery.package_path
