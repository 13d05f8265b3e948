"""Reading all records of a title and of the catalog; part of `trading`."""

import time
from collections.abc import Mapping
from typing import Any

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.errors import NotFound
from crossreel.domain.records.book import RecordBook
from crossreel.domain.records.known import Known
from crossreel.domain.records.record import RecordKind
from crossreel.domain.records.registry import record_kinds
from crossreel.services.files.territories import territories
from crossreel.storage import queries
from crossreel.storage.delivered import deliveries
from crossreel.storage.unit_of_work import UnitOfWork


def read_book(uow: UnitOfWork, title_id: int | None, profiles: Mapping[str, str]) -> RecordBook:
    """Return the records of a title and of the catalog; without a title the catalog's own.

    Raises:
        NotFound: there is no such title.
    """
    if title_id is not None and uow.find(Title, title_id) is None:
        raise NotFound("catalog.no_title")
    episodes = uow.where(Episode, title_id=title_id) if title_id is not None else []
    numbers = {each.id: each.number for each in episodes}
    kinds = [kind for kind in record_kinds() if title_id is not None or not kind.is_of_title]
    rows: dict[str, dict[int, Any]] = {kind.id: {each.id: each for each in _rows(uow, kind, title_id, numbers)} for kind in kinds}
    today = time.strftime("%Y-%m-%d")
    if title_id is None:
        known = Known(
            territories=territories(), buyers=rows["buyers"], people=rows["people"], profiles=profiles, today=today,
            served=queries.buyers_served(uow),
        )  # fmt: skip
        return RecordBook(known=known, rows=rows)
    known = Known(
        territories=territories(),
        title_id=title_id,
        columns=queries.title_columns(uow, title_id),
        profiles=profiles,
        today=today,
        served=queries.buyers_served(uow),
        buyers=rows["buyers"],
        people=rows["people"],
        seasons=rows["seasons"],
        characters={each.id: each for each in uow.where(Character, title_id=title_id)},
        episodes=numbers,
        deliveries={each.id: each for each in deliveries(uow, title_id)},
        pictures=queries.image_sizes(uow, title_id),
    )
    return RecordBook(known=known, rows=rows)


def _rows(uow: UnitOfWork, kind: RecordKind, title_id: int | None, episodes: Mapping[int, int]) -> list[Any]:
    if kind.is_of_episode:
        found: list[Any] = uow.where(kind.entity, episode_id=list(episodes)) if episodes else []
        return sorted(found, key=lambda each: (episodes[each.episode_id], getattr(each, "language", ""), each.id))
    return uow.where(kind.entity, **({"title_id": title_id} if kind.is_of_title else {}))
