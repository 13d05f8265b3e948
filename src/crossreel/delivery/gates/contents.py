"""There is something to deliver, and somebody here knows how to make it."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.errors import Fact

MENDS = {
    "delivery.no_episodes": (Mend.IMPORT,),
    "delivery.unknown_format": (Mend.PROFILE,),
    "delivery.no_format": (Mend.PROFILE,),
    "delivery.unknown_metadata": (Mend.PROFILE,),
}


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield what is wholly missing: episodes, languages, and the formats and metadata that nothing here writes."""
    if not subject.episodes:
        yield Refusal(code="delivery.no_episodes", facts={"title": subject.title.name})
    if not languages:
        yield Refusal(code="delivery.no_languages")
    for entry in profile.formats:
        if entry.format_id not in subject.extensions:
            yield Refusal(code="delivery.unknown_format", facts={"format": entry.format_id, "profile": profile.id})
    for language in languages if "subtitles" in profile.include else ():
        if not profile.formats_for(language):
            facts: dict[str, Fact] = {"language": language, "profile": profile.id}
            yield Refusal(code="delivery.no_format", language=language, facts=facts)
    for writer in profile.metadata:
        if writer not in subject.metadata_files:
            yield Refusal(code="delivery.unknown_metadata", facts={"metadata": writer, "profile": profile.id})


GATE = Gate(id="contents", order=10, check=check, mends=MENDS)
