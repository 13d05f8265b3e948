"""The descriptor of a gate: one thing that must hold before a package is built."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Profile, Refusal

Check = Callable[[Subject, Profile, tuple[str, ...]], Iterable[Refusal]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Judges a title by a profile. `order` says where its refusals stand among those of the others.

    `check` is pure: it gets the facts of the title, the profile and the languages to deliver, and yields every refusal at once.
    `mends` says by code what can be done about its refusals, the likeliest first, `mended_by` what mends those of other codes; a
    refusal that names what mends it goes before both.
    """

    id: str
    order: int
    check: Check
    mends: Mapping[str, tuple[Mend, ...]] = field(default_factory=dict)
    mended_by: tuple[Mend, ...] = ()

    def refusals(self, subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
        """Yield what `check` refuses, each refusal with what mends it."""
        for refusal in self.check(subject, profile, languages):
            yield replace(refusal, mends=refusal.mends or self.mends.get(refusal.code, self.mended_by))
