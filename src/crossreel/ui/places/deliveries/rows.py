"""What goes, and what was delivered, as rows of tables."""

from pathlib import PurePath

from crossreel.domain.delivery import Delivery
from crossreel.domain.trade.delivery_change import ChangeKind
from crossreel.i18n.delivery_words import KINDS, reason_words
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import language_name, listing, runs, when
from crossreel.kernel.marks import N_
from crossreel.ui.kit.table_rows import TableRows

Change = tuple[str, ChangeKind, tuple[str, ...], tuple[int, ...]]
CHANGE_HEADINGS = (N_("Language"), N_("What"), N_("Episodes"))
DELIVERY_HEADINGS = (N_("When"), N_("Buyer"), N_("Profile"), N_("Languages"), N_("By"), N_("Package"))


def change_rows() -> TableRows[Change]:
    """Make the table of what a delivery brings."""
    return TableRows(CHANGE_HEADINGS, change_words)


def delivery_rows() -> TableRows[Delivery]:
    """Make the table of packages that were built."""
    return TableRows(DELIVERY_HEADINGS, delivery_words)


def change_words(change: Change) -> tuple[str, str, str]:
    """Return language, kind, and episodes with the reasons of what a delivery brings."""
    column, kind, reasons, episodes = change
    told = listing(runs(episodes))
    return language_name(column), _(KINDS[kind]), f"{told} ({reason_words(reasons)})" if reasons else told


def delivery_words(delivery: Delivery) -> tuple[str, ...]:
    """Return when, to whom, by what, in which languages, by whom and where of a delivery."""
    names = listing([language_name(tag) for tag in delivery.languages])
    return (
        when(delivery.created_ms),
        delivery.buyer,
        delivery.profile_id,
        names,
        delivery.author,
        PurePath(delivery.package_path).name,
    )
