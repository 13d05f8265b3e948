"""The title has all its episodes: as many as it was promised, and none missing between them."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.catalog.promise import missing_episodes
from crossreel.domain.delivery import Mend, Profile, Refusal

MENDS = {"delivery.episodes_missing": (Mend.IMPORT, Mend.METADATA), "delivery.promise_broken": (Mend.IMPORT, Mend.METADATA)}


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield one refusal that names every missing number; only another promise lets them through."""
    promised = subject.title.promised_episodes
    there = [episode.number for episode in subject.episodes]
    missing = missing_episodes(promised, there)
    if there and missing:
        code = "delivery.episodes_missing" if promised is None else "delivery.promise_broken"
        yield Refusal(code=code, facts={"numbers": list(missing), "there": len(there), "promised": promised})


GATE = Gate(id="episodes", order=15, check=check, mends=MENDS)
