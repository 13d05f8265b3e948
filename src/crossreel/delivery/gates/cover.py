"""The title has its cover, where the profile wants one."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Profile, Refusal

MENDS = {"delivery.cover_missing": (Mend.COVER,)}


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield the cover that is missing."""
    if profile.requires_cover and not subject.cover_type:
        yield Refusal(code="delivery.cover_missing", facts={"title": subject.title.name})


GATE = Gate(id="cover", order=40, check=check, mends=MENDS)
