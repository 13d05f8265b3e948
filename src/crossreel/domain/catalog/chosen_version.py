"""Which versions of an episode are seen and heard, by what somebody chose in another episode."""

from collections.abc import Sequence
from dataclasses import dataclass

from crossreel.domain.catalog.version import Look, Version, in_order

SPOKEN = (Look.DUBBED, Look.EFFECTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants to see or hear, in every episode that has it."""

    look: Look
    language: str
    label: str


def wish_for(version: Version) -> Wish:
    """Return the wish for versions like one."""
    return Wish(look=version.look, language=version.language, label=version.label)


def pictures(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Return what can be seen of an episode, the reference first."""
    return tuple(sorted((each for each in in_order(versions) if each.has_picture), key=lambda each: not each.is_reference))


def sounds(versions: Sequence[Version]) -> tuple[Version, ...]:
    """Return what can be heard in the place of a picture's own sound: sounds, and pictures that were dubbed."""
    listed = [each for each in in_order(versions) if each.audio and (not each.has_picture or each.look in SPOKEN)]
    return tuple(sorted(listed, key=lambda each: each.has_picture))


def picture_of(versions: Sequence[Version], wish: Wish | None) -> Version | None:
    """Return the picture that is wished for; the reference where nothing is, or where no picture is like that."""
    shown = pictures(versions)
    return _like(shown, wish) or next(iter(shown), None)


def sound_of(versions: Sequence[Version], wish: Wish | None) -> Version | None:
    """Return the sound that is wished for, None for the picture's own."""
    return _like(sounds(versions), wish)


def _like(versions: Sequence[Version], wish: Wish | None) -> Version | None:
    if wish is None:
        return None
    exact = next((each for each in versions if wish_for(each) == wish), None)
    return exact or next((each for each in versions if (each.look, each.language) == (wish.look, wish.language)), None)
