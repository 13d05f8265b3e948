"""The descriptor of a gate: one thing that must hold before a package is built."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Profile, Refusal

Check = Callable[[Subject, Profile, tuple[str, ...]], Iterable[Refusal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Judges a title by a profile. `order` says where its refusals stand among those of the others.

    `check` is pure: it gets the facts of the title, the profile and the languages to deliver, and yields every refusal at once.
    """

    id: str
    order: int
    check: Check
