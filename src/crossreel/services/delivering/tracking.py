"""Knowing what each buyer has of a title, and what of it is another one by now."""

import time
from collections.abc import Callable, Mapping, Sequence

from crossreel.delivery.recipe import made_by
from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.track import Role
from crossreel.domain.delivery import Profiles
from crossreel.domain.redelivery import REJECTED, Had, Made, Place, SentState, reasons_of, rejections, state_of
from crossreel.domain.text.column_name import FULL, split_column
from crossreel.domain.trade.buyer import Buyer
from crossreel.domain.trade.receipt import Receipt
from crossreel.domain.trade.right import Right
from crossreel.domain.views.delivery_board import BoardBuyer, BoardCell, BoardRow, DeliveryBoard
from crossreel.services.delivering.forced_cells import EMPTY, forced_columns, read_forced
from crossreel.services.delivering.order import languages_of
from crossreel.storage import queries
from crossreel.storage.database import Database
from crossreel.storage.delivered import had_cells
from crossreel.storage.unit_of_work import UnitOfWork

NEVER = BoardCell(state=SentState.NEVER)
BLANK = BoardCell(state=SentState.NEVER, is_blank=True)


class Tracking:
    """Use cases that look at what was delivered; nothing is written.

    Args:
        database: the catalog.
        profiles: gives the delivery profiles.
    """

    def __init__(self, database: Database, *, profiles: Callable[[], Profiles]) -> None:
        self._database = database
        self._profiles = profiles

    def board(self, title_id: int) -> DeliveryBoard:
        """Return what each buyer has of a title. As many statements for eighty episodes as for two, and no cue is read.

        Rows are there for the languages that a buyer has a right to or had before; for one of which neither is known, for all.

        Raises:
            NotFound: there is no such title.
        """
        profiles = self._profiles()
        with self._database.read() as uow:
            return _Board(uow, title_id, profiles).made()


class _Board:
    """The parts of a board, read in one transaction."""

    def __init__(self, uow: UnitOfWork, title_id: int, profiles: Profiles) -> None:
        self._title = uow.get(Title, title_id)
        self._episodes = {each.id: each.number for each in uow.where(Episode, title_id=title_id)}
        forced = read_forced(uow, title_id)
        self._columns = forced_columns(queries.title_columns(uow, title_id), forced)
        self._digests = forced.digests
        self._had = had_cells(uow, title_id)
        self._receipts = uow.where(Receipt, title_id=title_id)
        self._rights = uow.where(Right, title_id=title_id)
        self._kept = {each.code: each for each in uow.where(Buyer)}
        self._made = {each.id: made_by(each) for each in profiles.known}
        self._names = {each.buyer: each.name for each in profiles.known}

    def made(self) -> DeliveryBoard:
        codes = [*sorted(self._kept), *sorted(set(self._had) - set(self._kept))]
        rows = [row for code in codes for row in self._rows(code)]
        return DeliveryBoard(
            title=self._title, columns=tuple(self._columns), episodes=self._episodes, buyers=tuple(map(self._buyer, codes)),
            rows=tuple(rows),
        )  # fmt: skip

    def _buyer(self, code: str) -> BoardBuyer:
        kept = self._kept.get(code)
        had = self._had.get(code, {})
        newest = max(had.values(), key=lambda each: each.sent_ms, default=None)
        profile = newest.profile.partition(" ")[0] if newest is not None else ""
        return BoardBuyer(
            code=code,
            name=kept.name if kept else self._names.get(code, ""),
            profile_id=(kept.profile_id if kept else "") or profile,
            last_sent_ms=newest.sent_ms if newest is not None else 0,
        )

    def _rows(self, code: str) -> list[BoardRow]:
        had = self._had.get(code, {})
        rejected = rejections(self._receipts, had)
        made = self._made.get(self._buyer(code).profile_id)
        return [
            BoardRow(
                buyer=code, column=column, cells=tuple(self._cell((each, column), had, rejected, made) for each in self._episodes)
            )
            for column in self._columns_of(code, had)
        ]

    def _columns_of(self, code: str, had: Mapping[Place, Had]) -> Sequence[str]:
        buyer, day = self._kept.get(code), time.strftime("%Y-%m-%d")
        languages = languages_of(self._title, self._columns, self._rights, buyer, {column for _, column in had}, day)
        wanted = {column for _, column in had} | {each for each in self._columns if split_column(each)[0] in languages}
        gone = sorted((wanted | set(languages)) - set(self._columns))
        return [*(each for each in self._columns if each in wanted), *gone]

    def _cell(self, place: Place, had: Mapping[Place, Had], rejected: Mapping[Place, Receipt], made: Made | None) -> BoardCell:
        sent = had.get(place)
        if sent is None:
            may_miss = split_column(place[1])[1] not in (FULL, Role.SDH.value)
            return BLANK if may_miss and self._digests.get(place, EMPTY) in ("", EMPTY) else NEVER
        digest = self._digests.get(place, "")
        reasons = reasons_of(sent, digest, made or Made(recipe=sent.recipe, profile=sent.profile))
        word = rejected.get(place)
        return BoardCell(
            state=state_of(sent, reasons, word), delivery_id=sent.delivery_id, sent_ms=sent.sent_ms,
            reasons=(REJECTED, *reasons) if word is not None else reasons, words=word.reason if word is not None else "",
        )  # fmt: skip
