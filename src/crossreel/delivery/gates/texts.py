"""The title's texts and fields are filled in, and no longer than the profile allows."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.errors import Fact

TEXT_FIELDS = ("name", "logline", "synopsis")

MENDS = {
    "delivery.metadata_missing": (Mend.METADATA,),
    "delivery.text_long": (Mend.METADATA,),
    "delivery.title_field_missing": (Mend.METADATA,),
}


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield what is missing or too long, language by language, then the fields that a title has once."""
    for language in languages:
        for name in TEXT_FIELDS:
            value = _text(subject, name, language)
            limit = profile.text_limits.get(name, 0)
            facts: dict[str, Fact] = {"language": language, "field": name}
            if name in profile.required_metadata and not value:
                yield Refusal(code="delivery.metadata_missing", language=language, facts=facts)
            if limit and len(value) > limit:
                too_long: dict[str, Fact] = {**facts, "length": len(value), "limit": limit}
                yield Refusal(code="delivery.text_long", language=language, facts=too_long)
    for name in profile.required_metadata:
        if name not in TEXT_FIELDS and not getattr(subject.title, name, ""):
            yield Refusal(code="delivery.title_field_missing", facts={"field": name})


def _text(subject: Subject, name: str, language: str) -> str:
    """Return a text as it would be delivered."""
    if name == "name":
        return subject.name_in(language)
    text = subject.texts.get(language)
    return str(getattr(text, name)) if text else ""


GATE = Gate(id="texts", order=50, check=check, mends=MENDS)
