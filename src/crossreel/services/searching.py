"""Searching: titles, episodes and lines of dialogue of the whole catalog."""

import re
from collections.abc import Collection

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.views.grid import SearchHit
from crossreel.storage.database import Database

MOST_HITS = 500
MOST_TITLES = 12
BY_NUMBER = re.compile(r"(?P<title>.*?)(?:^|[\s·,/]+)(?:ep(?:isode)?\.?\s*|e|#|第)?(?P<number>\d{1,4})\s*集?", re.IGNORECASE)
"""An episode named by its number, alone or behind words of its title: `5`, `ep 5`, `heir 5`, `heir e5`, `第5集`."""


class Searching:
    """Finds words anywhere in the catalog."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def search(
        self,
        text: str,
        limit: int = 50,
        *,
        title_id: int | None = None,
        language: str = "",
        roles: Collection[str] | None = None,
        near_id: int | None = None,
    ) -> tuple[SearchHit, ...]:
        """Return titles and episodes by name or number, then lines of dialogue, that hold the words of `text` side by side.

        Letters match without accents and in either case; one Chinese character is enough. At most `limit` hits.

        Args:
            text: what a person typed; `heir 5` is episode 5 of the titles whose name or code has a word that begins so.
            limit: how many hits at most.
            title_id: only episodes and lines of this title.
            language: only lines in this language.
            roles: only lines in columns of these roles.
            near_id: the title that is open: its episodes and lines come first.
        """
        asked, most = text.strip(), min(limit, MOST_HITS)
        only_lines = bool(language) or roles is not None
        by_number = [] if only_lines else self._by_number(asked, title_id, near_id)
        seen = {hit.episode_id for hit in by_number}
        found = self._database.search(asked, most, title_id=title_id, language=language, roles=roles)
        rest = [hit for hit in found if hit.kind != "episode" or hit.episode_id not in seen]
        if near_id is not None and title_id is None and not only_lines:
            near = self._database.search(asked, most, title_id=near_id)
            known = {(hit.kind, hit.episode_id, hit.cue_id, hit.row_id) for hit in near}
            others = [hit for hit in rest if (hit.kind, hit.episode_id, hit.cue_id, hit.row_id) not in known]
            rest = [*(hit for hit in others if hit.kind == "title"), *near, *(hit for hit in others if hit.kind != "title")]
        return tuple([*by_number, *rest][:most])

    def _by_number(self, asked: str, title_id: int | None, near_id: int | None) -> list[SearchHit]:
        named = BY_NUMBER.fullmatch(asked)
        if named is None:
            return []
        words, number = named["title"].casefold().split(), int(named["number"])
        title_id = title_id if title_id is not None or words else near_id  # a number alone means the open title
        with self._database.read() as uow:
            titles = {title.id: title for title in (uow.where(Title) if title_id is None else uow.where(Title, id=title_id))}
            fitting = [title for title in titles.values() if _fits(title, words)]
            episodes = uow.where(Episode, title_id=[title.id for title in fitting], number=number)
        first = {near_id: 0, title_id: 0}
        episodes.sort(key=lambda each: (first.get(each.title_id, 1), titles[each.title_id].name, each.id))
        return [
            SearchHit(
                kind="episode", title_id=each.title_id, title_name=titles[each.title_id].name, episode_id=each.id,
                episode_number=each.number, text=each.name,
            )
            for each in episodes[:MOST_TITLES]
        ]  # fmt: skip


def _fits(title: Title, words: list[str]) -> bool:
    """Tell whether each word begins one of a title's name, or its code."""
    named = [*title.name.casefold().split(), title.code.casefold()]
    return all(any(each.startswith(word) for each in named) for word in words)
