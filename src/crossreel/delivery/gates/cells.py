"""Every episode is there in every language and role: translated, without open errors, and as far along as the profile asks."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import CellFacts, Subject
from crossreel.domain.cues.narratives import FORCED
from crossreel.domain.cues.track import Role
from crossreel.domain.delivery import BUYER_ERRORS, OPEN_ERRORS, Mend, Profile, Refusal
from crossreel.domain.errors import Fact
from crossreel.domain.text.column_name import FULL, column_name, language_of

MENDS = {
    "delivery.missing_cell": (Mend.OPEN, Mend.DRAFT, Mend.IMPORT),
    "delivery.untranslated": (Mend.OPEN, Mend.DRAFT),
    OPEN_ERRORS: (Mend.FINDINGS, Mend.OPEN, Mend.LET_THROUGH),
    BUYER_ERRORS: (Mend.FINDINGS, Mend.OPEN, Mend.PROFILE, Mend.LET_THROUGH),
    "delivery.state_low": (Mend.OPEN, Mend.APPROVE),
    "delivery.role_missing": (Mend.OPEN, Mend.IMPORT, Mend.PROFILE),
}


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield what stands against each cell, column by column.

    The whole subtitles must be there in every episode, and so must SDH where its column was opened or the profile names it; what is
    forced, and signs, are there where an episode has any, and where the profile names them in one episode at least. Forced
    narratives that are made of other cells are as these are: what stands against those is said there, where they go too.
    """
    yield from _missing_roles(subject, profile, languages)
    for column, must_be_there in _columns(subject, profile, languages):
        for episode in subject.episodes:
            cell = subject.cells.get((episode.number, column))
            if not subject.goes(episode.number, column):
                continue
            if subject.is_made_of(episode.number, column):
                if not subject.parts_go(episode.number, column):
                    yield from _cell(cell, profile, episode.number, language_of(column))
            elif must_be_there or (cell is not None and cell.cue_count):
                yield from _cell(cell, profile, episode.number, column)


def _columns(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    for language in languages:
        for role in subject.roles:
            column = column_name(language, role)
            asked = column in subject.promised or role in profile.required_roles
            yield column, role == FULL or (role == Role.SDH.value and asked)


def _missing_roles(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield the roles a profile names that were left out, and those of which no episode has anything."""
    for role in profile.required_roles:
        if role not in subject.roles:
            yield Refusal(code="delivery.role_left_out", facts={"role": role})
        elif role not in (FULL, Role.SDH.value):
            for language in languages:
                column = column_name(language, (role == FORCED and subject.narratives(profile, language)) or role)
                if not any(cell.cue_count for (_, other), cell in subject.cells.items() if other == column):
                    yield Refusal(code="delivery.role_missing", language=language, facts={"role": role, "language": language})


def _cell(cell: CellFacts | None, profile: Profile, episode: int, language: str) -> Iterator[Refusal]:
    place: dict[str, Fact] = {"episode": episode, "language": language}
    if cell is None or cell.cue_count == 0:
        yield Refusal(code="delivery.missing_cell", episode=episode, language=language, facts=place)
        return
    if cell.untranslated:
        facts: dict[str, Fact] = {**place, "count": cell.untranslated}
        yield Refusal(code="delivery.untranslated", episode=episode, language=language, facts=facts)
    if cell.buyer_errors_at:
        facts = {**place, "count": cell.open_errors, "places": list(cell.buyer_errors_at)}
        yield Refusal(code=BUYER_ERRORS, episode=episode, language=language, facts=facts)
    elif cell.open_errors:
        yield Refusal(code=OPEN_ERRORS, episode=episode, language=language, facts={**place, "count": cell.open_errors})
    if cell.state.rank < profile.minimum_state.rank:
        facts = {**place, "state": cell.state.value, "wanted_state": profile.minimum_state.value}
        yield Refusal(code="delivery.state_low", episode=episode, language=language, facts=facts)


GATE = Gate(id="cells", order=20, check=check, mends=MENDS)
