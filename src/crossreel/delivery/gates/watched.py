"""Somebody watched every episode as it is delivered, where the profile asks for it."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Mend, Profile, Refusal
from crossreel.domain.errors import Fact
from crossreel.domain.text.column_name import FULL, column_name

MENDS = {"delivery.not_watched": (Mend.SCREEN,), "delivery.watched_less": (Mend.SCREEN,)}


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield the cells with subtitles of which nobody watched enough with the text that is there."""
    for language in languages if profile.watched and FULL in subject.roles else ():
        column = column_name(language, FULL)
        for episode in subject.episodes:
            cell = subject.cells.get((episode.number, column))
            goes = subject.goes(episode.number, column) and cell is not None and cell.cue_count
            if goes and cell is not None and cell.watched < profile.watched:
                facts: dict[str, Fact] = {
                    "episode": episode.number, "language": column, "percent": cell.watched, "wanted_percent": profile.watched,
                    "person": cell.watched_by,
                }  # fmt: skip
                code = "delivery.watched_less" if cell.watched_by else "delivery.not_watched"
                yield Refusal(code=code, episode=episode.number, language=column, facts=facts)


GATE = Gate(id="watched", order=25, check=check, mends=MENDS)
