"""The buyer may show what is delivered: in these languages, today, where it is meant to, and of every episode."""

from collections.abc import Iterator, Sequence

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.trade.right import WORLD, Right

MENDS = (Mend.RIGHTS,)


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield what no right covers. A title of which no right is kept asks for none, unless the profile does."""
    facts = {"title": subject.title.name, "buyer": profile.buyer}
    if not subject.has_rights:
        if profile.requires_rights:
            yield Refusal(code="delivery.no_rights", facts=facts)
        return
    if not subject.rights:
        yield Refusal(code="delivery.no_right_of_buyer", facts=facts)
        return
    day = f"{subject.day[:4]}-{subject.day[4:6]}-{subject.day[6:]}"
    holding = [right for right in subject.rights if right.holds_on(day)]
    if not holding:
        yield _outside(subject.rights, day, profile.buyer)
        return
    yield from _languages(subject, holding, profile.buyer, languages)
    yield from _territories(subject, holding, profile.buyer)
    yield from _episodes(subject, holding, profile.buyer)


def _outside(rights: Sequence[Right], day: str, buyer: str) -> Refusal:
    """Return why none holds today: the next one that begins, else the last one that ended."""
    coming = sorted(right.start_day for right in rights if right.start_day > day)
    if coming:
        return Refusal(code="delivery.right_not_begun", facts={"buyer": buyer, "day": coming[0]})
    ended = max(right.end_day for right in rights if right.end_day)
    return Refusal(code="delivery.right_ended", facts={"buyer": buyer, "day": ended})


def _languages(subject: Subject, rights: Sequence[Right], buyer: str, languages: tuple[str, ...]) -> Iterator[Refusal]:
    for language in languages:
        if any(_may_show(right, language) for right in rights):
            continue
        held_back = any(language in right.holdback_languages for right in rights)
        code = "delivery.right_holdback" if held_back else "delivery.right_language"
        yield Refusal(code=code, language=language, facts={"language": language, "buyer": buyer})
    there = {*languages, subject.title.source_language}
    for language in dict.fromkeys(tag for right in rights for tag in right.required_languages):
        if subject.due is None and language not in there:
            yield Refusal(code="delivery.right_requires", language=language, facts={"language": language, "buyer": buyer})


def _may_show(right: Right, language: str) -> bool:
    return language not in right.holdback_languages and (not right.languages or language in right.languages)


def _territories(subject: Subject, rights: Sequence[Right], buyer: str) -> Iterator[Refusal]:
    for territory in subject.territories:
        if not any(_reaches(right, territory) for right in rights):
            yield Refusal(code="delivery.right_territory", facts={"territory": territory, "buyer": buyer})
    if not any(right.territories and set(right.territories) - set(right.excluded) for right in rights):
        yield Refusal(code="delivery.right_nowhere", facts={"buyer": buyer})


def _reaches(right: Right, territory: str) -> bool:
    return territory not in right.excluded and (territory in right.territories or WORLD in right.territories)


def _episodes(subject: Subject, rights: Sequence[Right], buyer: str) -> Iterator[Refusal]:
    seasons = {season.id: range(season.first_episode, season.last_episode + 1) for season in subject.seasons}
    if any(right.season_id is None for right in rights):
        return
    covered = {number for right in rights for number in seasons.get(right.season_id or 0, ())}
    missing = [episode.number for episode in subject.episodes if episode.number not in covered]
    if missing:
        yield Refusal(code="delivery.right_episodes", facts={"numbers": missing, "buyer": buyer})


GATE = Gate(id="rights", order=60, check=check, mended_by=MENDS)
"""Stands behind what is missing of the title itself: a contract takes longer to mend than a cell."""
