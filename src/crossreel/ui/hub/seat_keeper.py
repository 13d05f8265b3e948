"""Keeps where the user sits, so that the window opens there again, also after it was killed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, QTimer

from crossreel.domain.errors import NotFound
from crossreel.domain.seat import Seat, TableLook
from crossreel.services.desk import Desk
from crossreel.ui.hub.jobs import call
from crossreel.ui.hub.workspace import Workspace

REST_MS = 300
PLACES_OF_CATALOG = ("catalog",)
PLACES_OF_TITLES = ("title", "editor", "review", "screening", "deliveries")
"""Places to come back to; what is half done in others is gone."""


class SeatKeeper(QObject):
    """One for a workspace (`SeatKeeper.of`). What is open it hears of itself; a place says by `tell` where the hands are in it.

    `waiting` is the seat that was kept by the window before this one, until a place has gone there.
    """

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._file = workspace.desk.seats
        self.seat = self._file.load()
        self.waiting: Seat | None = None
        self._told: dict[str, Callable[[], dict[str, Any]]] = {}
        self._kept = self.seat
        self._saving = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._keep)
        for signal in (workspace.opened_title, workspace.opened_episode, workspace.cue_selected, workspace.language_changed):
            signal.connect(lambda _what: self.touch())
        workspace.place_shown.connect(lambda _place: self.touch())
        workspace.closing.connect(self._close)

    @classmethod
    def of(cls, workspace: Workspace) -> "SeatKeeper":
        """Return the workspace's one keeper, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    def tell(self, place: str, where: Callable[[], dict[str, Any]]) -> None:
        """Let a place say where the hands are in it: fields of `Seat`, asked when the seat is kept while that place is shown."""
        self._told[place] = where

    def touch(self) -> None:
        """Keep the seat after a rest: something about it is another."""
        self._rest.start()

    def look(self) -> TableLook:
        """Return how the table of the open title looks."""
        return self.seat.look(self._workspace.title_id)

    def keep_look(self, look: TableLook) -> None:
        """Keep another look of the open title's table."""
        if self._workspace.title_id is not None:
            self.seat = self.seat.with_look(self._workspace.title_id, look)
            self.touch()

    def take_waiting(self) -> Seat | None:
        """Return where the hands were in the episode that is open now, once; None when nobody was there."""
        found, self.waiting = self.waiting, None
        return found if found is not None and found.episode_id == self._workspace.episode_id else None

    def now(self) -> Seat:
        """Return where the user sits now."""
        workspace = self._workspace
        seat = replace(
            self.seat,
            place=workspace.place,
            title_id=workspace.title_id,
            episode_id=workspace.episode_id,
            languages=workspace.languages,
            language=workspace.language,
            cue_id=workspace.cue_id,
        )
        where = self._told.get(workspace.place)
        return replace(seat, **where()) if where is not None and workspace.episode_id is not None else seat

    def _keep(self) -> None:
        if self._saving:
            self._rest.start()
            return
        self.seat = seat = self.now()
        if seat != self._kept:
            self._saving, self._kept = True, seat
            self._workspace.compute(call(self._file.save, seat), then=self._saved, failed=self._saved)

    def _saved(self, _what: object) -> None:
        """Go on; a seat that the disk does not take is no reason to disturb anybody."""
        self._saving = False

    def _close(self) -> None:
        self._rest.stop()
        seat = self.now()
        if seat != self._kept:
            self._kept = seat
            try:
                self._file.save(seat)
            except OSError:
                return


def sit_down(workspace: Workspace, seat: Seat) -> None:
    """Open what was open in a seat, as far as it is still there."""
    if seat.title_id is None or not _is_there(workspace.desk, seat.title_id, seat.episode_id):
        if seat.place in PLACES_OF_CATALOG:
            workspace.show_place(seat.place)
        return
    workspace.open_title(seat.title_id)
    workspace.choose_languages(seat.languages, seat.language)
    if seat.episode_id is not None:
        SeatKeeper.of(workspace).waiting = seat
        workspace.open_episode(seat.episode_id, seat.language or None, seat.cue_id)
    workspace.show_place(seat.place if seat.place in (*PLACES_OF_TITLES, *PLACES_OF_CATALOG) else "title")


def _is_there(desk: Desk, title_id: int, episode_id: int | None) -> bool:
    try:
        desk.cataloging.title(title_id)
        if episode_id is not None:
            desk.translating.beginning(episode_id, 1)
    except NotFound:
        return False
    return True
