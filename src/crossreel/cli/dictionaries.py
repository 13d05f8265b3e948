"""What a terminal is told of languages that no dictionary serves."""

from collections.abc import Sequence
from pathlib import Path

from crossreel.i18n.messages import _
from crossreel.i18n.numbers import language_name, listing


def no_dictionary(languages: Sequence[str], folder: Path) -> str:
    """Say in which languages nothing is spelled, and where a dictionary goes."""
    named = listing([language_name(tag) for tag in languages])
    return _("No spelling check in {language}: put a Hunspell dictionary into {folder}").format(language=named, folder=folder)
