"""Targets of loudness in words."""

from crossreel.domain.quality.loudness_choice import LoudnessOffer
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, sentence


def offer_name(offer: LoudnessOffer) -> str:
    """Return what a target is called, with its figures."""
    name = offer.name or sentence(f"loudness.{offer.id}")
    figures = {each: numbers.number(getattr(offer.target, each)) for each in ("integrated", "tolerance")}
    return _("{name}: {integrated} ± {tolerance} LUFS").format(name=name, **figures)
