"""Who did what for a title, put together from the catalog's rows."""

from dataclasses import dataclass

from crossreel.domain.catalog.person import Credit, JobFunction, Person
from crossreel.domain.catalog.title import Character

JOBS = {
    JobFunction.ACTOR: "Actor",
    JobFunction.VOICE: "Voice Actor",
    JobFunction.DIRECTOR: "Director",
    JobFunction.WRITER: "Writer",
    JobFunction.PRODUCER: "Producer",
    JobFunction.EXECUTIVE_PRODUCER: "Executive Producer",
    JobFunction.CINEMATOGRAPHER: "Director of Photography",
    JobFunction.EDITOR: "Editor",
    JobFunction.COMPOSER: "Composer",
    JobFunction.TRANSLATOR: "Translator",
    JobFunction.DUBBING_DIRECTOR: "Dubbing Director",
    JobFunction.OTHER: "Other",
}
"""What a job is called where metadata is read: the words of MovieLabs' Common Metadata, and of the trade where it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """One credit with the person, and whom that one plays."""

    person: Person
    credit: Credit
    character: Character | None = None

    def is_of(self, languages: tuple[str, ...]) -> bool:
        """Tell whether it is of the original, or of one of some languages."""
        return self.credit.language in ("", *languages)


def by_person(credits: tuple[Credited, ...], languages: tuple[str, ...]) -> list[tuple[Person, list[Credited]]]:
    """Return the people of the original and of some languages with what each did, in the order of billing."""
    found: dict[int, tuple[Person, list[Credited]]] = {}
    for each in sorted(credits, key=lambda one: (one.credit.position, one.credit.id)):
        if each.is_of(languages):
            found.setdefault(each.person.id, (each.person, []))[1].append(each)
    return list(found.values())
