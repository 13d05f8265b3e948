"""The title's texts and fields are filled in, and no longer than the profile allows."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.catalog.title import TitleText
from crossreel.domain.delivery import Profile, Refusal
from crossreel.domain.errors import Fact

TEXT_FIELDS = ("name", "logline", "synopsis")


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield what is missing or too long, language by language, then the fields that a title has once."""
    for language in languages:
        text = subject.texts.get(language)
        for name in TEXT_FIELDS:
            value = _text(subject, text, name)
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


def _text(subject: Subject, text: TitleText | None, name: str) -> str:
    value = str(getattr(text, name)) if text else ""
    return value or (subject.title.name if name == "name" else "")


GATE = Gate(id="texts", order=50, check=check)
