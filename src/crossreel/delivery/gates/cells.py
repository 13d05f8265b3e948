"""Every episode is there in every language: translated, without open errors, and as far along as the profile asks."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import CellFacts, Subject
from crossreel.domain.delivery import OPEN_ERRORS, Profile, Refusal
from crossreel.domain.errors import Fact


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield what stands against each cell, language by language."""
    for language in languages:
        for episode in subject.episodes:
            yield from _cell(subject.cells.get((episode.number, language)), profile, episode.number, language)


def _cell(cell: CellFacts | None, profile: Profile, episode: int, language: str) -> Iterator[Refusal]:
    place: dict[str, Fact] = {"episode": episode, "language": language}
    if cell is None or cell.cue_count == 0:
        yield Refusal(code="delivery.missing_cell", episode=episode, language=language, facts=place)
        return
    if cell.untranslated:
        facts: dict[str, Fact] = {**place, "count": cell.untranslated}
        yield Refusal(code="delivery.untranslated", episode=episode, language=language, facts=facts)
    if cell.open_errors:
        yield Refusal(code=OPEN_ERRORS, episode=episode, language=language, facts={**place, "count": cell.open_errors})
    if cell.state.rank < profile.minimum_state.rank:
        facts = {**place, "state": cell.state.value, "wanted": profile.minimum_state.value}
        yield Refusal(code="delivery.state_low", episode=episode, language=language, facts=facts)


GATE = Gate(id="cells", order=20, check=check)
