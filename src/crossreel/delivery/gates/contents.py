"""There is something to deliver, and somebody here knows how to make it."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.errors import Fact
from crossreel.domain.text.language import script_of

MENDS = {
    "delivery.no_episodes": (Mend.IMPORT,),
    "delivery.unknown_format": (Mend.PROFILE,),
    "delivery.no_format": (Mend.PROFILE,),
    "delivery.script_not_held": (Mend.PROFILE,),
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
        yield from _not_held(subject, profile, language)
    for writer in profile.metadata:
        if writer not in subject.metadata_files:
            yield Refusal(code="delivery.unknown_metadata", facts={"metadata": writer, "profile": profile.id})


def _not_held(subject: Subject, profile: Profile, language: str) -> Iterator[Refusal]:
    """Yield the formats for a language that have no letters of its script."""
    script = script_of(language)
    for entry in profile.formats_for(language):
        scripts = subject.scripts.get(entry.format_id)
        if scripts and script not in scripts:
            facts: dict[str, Fact] = {"language": language, "script": script, "format": entry.format_id, "profile": profile.id}
            yield Refusal(code="delivery.script_not_held", language=language, facts=facts)


GATE = Gate(id="contents", order=10, check=check, mends=MENDS)
