"""What the catalog's sidebar offers to narrow the titles by, with how many each would show."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crossreel.domain.catalog.workflow import State
from crossreel.domain.views.grid import TitleRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.places.catalog.title_list import overall

MOST_LANGUAGES, MOST_GENRES = 10, 12
DONE = (State.APPROVED, State.DELIVERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A line of the sidebar; without `passes` it is the heading of a group."""

    id: str
    words: str
    count: int = 0
    passes: Callable[[TitleRow], bool] | None = None
    alarming: bool = False


def has_errors(row: TitleRow) -> bool:
    """Tell whether QC holds something against a title."""
    return row.open_errors > 0


def is_ready(row: TitleRow) -> bool:
    """Tell whether every language of a title is approved and not all of it delivered."""
    states = [overall(progress) for progress in row.languages]
    return bool(row.episode_count and states) and all(state in DONE for state in states) and State.APPROVED in states


def is_delivered(row: TitleRow) -> bool:
    """Tell whether all of a title is delivered."""
    return bool(row.languages and row.episode_count) and all(overall(each) is State.DELIVERED for each in row.languages)


def in_work(row: TitleRow) -> bool:
    """Tell whether something of a title is not approved yet."""
    return any(overall(each) not in DONE for each in row.languages) or not row.episode_count


def language_in_work(tag: str) -> Callable[[TitleRow], bool]:
    """Return a filter for titles that have a language which is not approved in every episode."""
    return lambda row: any(each.language == tag and overall(each) not in DONE for each in row.languages)


def of_genre(genre: str) -> Callable[[TitleRow], bool]:
    """Return a filter for titles of a genre."""
    return lambda row: genre in row.title.genres


def filters_for(rows: Sequence[TitleRow]) -> list[Filter]:
    """Return the lines of the sidebar for a catalog, headings among them."""
    whole = (
        (_("In work"), "work", in_work),
        (_("Ready to deliver"), "ready", is_ready),
        (_("Delivered"), "delivered", is_delivered),
    )
    lines = [Filter(id="all", words=_("All titles"), count=len(rows), passes=lambda _row: True)]
    lines += [Filter(id=name, words=words, count=_count(rows, passes), passes=passes) for words, name, passes in whole]
    errors = _count(rows, has_errors)
    lines.append(Filter(id="errors", words=_("With open errors"), count=errors, passes=has_errors, alarming=errors > 0))
    open_languages = Counter(each.language for row in rows for each in row.languages if overall(each) not in DONE)
    lines += _group(
        _("Languages in work"),
        [
            Filter(id=f"language:{tag}", words=numbers.native_language_name(tag), count=count, passes=language_in_work(tag))
            for tag, count in open_languages.most_common(MOST_LANGUAGES)
        ],
    )
    genres = Counter(genre for row in rows for genre in row.title.genres)
    lines += _group(
        _("Genre"),
        [
            Filter(id=f"genre:{genre}", words=genre, count=count, passes=of_genre(genre))
            for genre, count in genres.most_common(MOST_GENRES)
        ],
    )
    return lines


def _count(rows: Sequence[TitleRow], passes: Callable[[TitleRow], bool]) -> int:
    return sum(1 for row in rows if passes(row))


def _group(heading: str, members: list[Filter]) -> list[Filter]:
    return [Filter(id=f"heading:{heading}", words=heading), *members] if members else []
