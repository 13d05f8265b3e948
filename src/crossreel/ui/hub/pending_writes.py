"""What was typed and is not yet in the catalog: kept until its edit came back, whatever becomes of the write."""

import logging
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import CrossreelError, ReadOnly, StaleText, StorageFailed
from crossreel.domain.text.inline import canonical
from crossreel.i18n.messages import _, sentence
from crossreel.ui.hub.jobs import call_back
from crossreel.ui.hub.workspace import Workspace

log = logging.getLogger(__name__)
FIRST_RETRY_MS, LONGEST_RETRY_MS = 1_000, 4_000  # what waits is nowhere but in memory
Make = Callable[[str, str], Callable[[], Edit]]


@dataclass(slots=True, eq=False, kw_only=True)
class Pending:
    """One text on its way.

    Attributes:
        key: the field it belongs to.
        value: the newest text.
        base: what the catalog holds, as far as is known.
        make: gives the use case that writes a value over an expected one.
        place: what the field is called.
        sent: the values under way, oldest first.
        error: why it could not be written, None while it may.
        theirs: what somebody else wrote meanwhile; nothing is written until a person chose.
        stored: whether the newest value is in the catalog, though what is open does not show it yet.
        refused: hears of a value that the catalog does not take.
        show: goes to the field.
        taken_back: whether a person took the text back while it was under way.
    """

    key: Hashable
    value: str
    base: str
    make: Make
    place: str = ""
    sent: list[str] = field(default_factory=list)
    error: BaseException | None = None
    theirs: StaleText | None = None
    stored: bool = False
    refused: Callable[[object], object] | None = None
    show: Callable[[], object] | None = None
    taken_back: bool = False


class PendingWrites(QObject):
    """One for a workspace (`PendingWrites.of`). `moved(key)` says that something about a field is another.

    A write that the disk refuses, or that breaks, is tried again: after a second, then ever more seldom, and whenever
    `retry` is called. One that would write over what somebody else wrote waits for `choose`. Who shows a field sets `at_hands`,
    which gives what is on its way where the hands are.
    """

    moved = Signal(object)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._pending: dict[Hashable, Pending] = {}
        self._again_ms = FIRST_RETRY_MS
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.retry)
        self.shows_all: Callable[[], bool] = lambda: True
        self.at_hands: Callable[[], Pending | None] = lambda: None

    @classmethod
    def of(cls, workspace: Workspace) -> "PendingWrites":
        """Return the workspace's one store, made at the first call."""
        found = next(iter(workspace.findChildren(cls)), None)
        return found if found is not None else cls(workspace, workspace)

    def find(self, key: Hashable) -> Pending | None:
        """Return what is on its way for a field."""
        return self._pending.get(key)

    def where(self, test: Callable[[Any], bool]) -> list[Pending]:
        """Return what is on its way for the fields whose keys pass a test."""
        return [pending for key, pending in self._pending.items() if test(key)]

    def unsaved(self) -> tuple[Pending, ...]:
        """Return what is not in the catalog."""
        return tuple(pending for pending in self._pending.values() if not pending.stored)

    def write(
        self,
        key: Hashable,
        value: str,
        base: str,
        make: Make,
        place: str = "",
        *,
        refused: Callable[[object], object] | None = None,
        show: Callable[[], object] | None = None,
    ) -> None:
        """Write a value into a field.

        Args:
            key: the field.
            value: what was typed.
            base: what stood in the field when typing began.
            make: called as `make(value, expected)`, gives the use case.
            place: what the field is called, for a person.
            refused: hears of a value that the catalog does not take; without it a line says so, with the value.
            show: goes to the field.
        """
        found = self._pending.get(key)
        if found is None or found.stored:
            found = self._pending[key] = Pending(key=key, value=value, base=found.value if found else base, make=make)
        found.value, found.make, found.place, found.refused, found.show = value, make, place, refused, show
        if found.theirs is None:
            self._send(found)
        self.moved.emit(key)

    def retry(self) -> None:
        """Try again what could not be written."""
        self._timer.stop()
        for pending in list(self._pending.values()):
            if pending.error is not None and not pending.sent and pending.theirs is None:
                self._send(pending)

    def choose(self, key: Hashable, *, mine: bool) -> None:
        """Settle which of two texts stands: the one typed here, or the one that somebody else wrote meanwhile."""
        pending = self._pending.get(key)
        if pending is None or pending.theirs is None:
            return
        pending.base, pending.theirs = str(pending.theirs.facts["text"]), None
        if mine:
            self._send(pending)
        else:
            del self._pending[key]
        self._workspace.notify.settled.emit(key)
        self.moved.emit(key)

    def take_back(self) -> bool:
        """Take back what was typed at the hands, where the catalog did not take it; tell whether there was such a text."""
        pending = self.at_hands()
        if pending is None or pending.stored or (pending.theirs is None and pending.error is None):
            return False
        stands = pending.base if pending.theirs is None else str(pending.theirs.facts["text"])
        pending.taken_back = True
        del self._pending[pending.key]
        self.moved.emit(pending.key)
        again = partial(
            self.write, pending.key, pending.value, stands, pending.make, pending.place, refused=pending.refused, show=pending.show
        )
        words = _("Taken back: what you typed here and was not saved.")
        self._workspace.notify.tell(words, kind="done", button=_("Bring it back"), act=again)
        return True

    def forget(self) -> None:
        """Give up what is not written; a person said so."""
        self._timer.stop()
        self._pending.clear()

    def caught_up(self) -> None:
        """Let go of what is stored: everything that is open shows it by now."""
        for key in [key for key, pending in self._pending.items() if pending.stored]:
            del self._pending[key]
            self.moved.emit(key)

    def _send(self, pending: Pending) -> None:
        expected = pending.sent[-1] if pending.sent else pending.base
        value = pending.value
        pending.sent.append(value)
        stored, failed = partial(self._stored, pending, value), partial(self._failed, pending, value)
        self._workspace.perform(pending.make(value, expected), then=stored, failed=failed)

    def _stored(self, pending: Pending, value: str, _edit: Edit) -> None:
        pending.sent.remove(value)
        if pending.taken_back:
            self._workspace.perform(pending.make(pending.base, value))
            return
        pending.base = value
        if pending.error is not None:
            pending.error, self._again_ms = None, FIRST_RETRY_MS
            self._workspace.notify.tell(_("Saved: what could not be saved before."), kind="done")
        if not pending.sent and pending.value == value and pending.theirs is None:
            pending.stored = True
            if self.shows_all():
                self._pending.pop(pending.key, None)
        self.moved.emit(pending.key)

    def _failed(self, pending: Pending, value: str, error: BaseException) -> None:
        pending.sent.remove(value)
        if pending.sent or pending.taken_back:
            return
        if isinstance(error, StaleText):
            self._compare(pending, error)
        elif isinstance(error, CrossreelError) and not isinstance(error, (StorageFailed, ReadOnly)):
            self._refuse(pending, error)
        else:
            self._keep_trying(pending, error)
        self.moved.emit(pending.key)

    def _refuse(self, pending: Pending, error: CrossreelError) -> None:
        self._pending.pop(pending.key, None)
        if pending.refused is not None:
            call_back(pending.refused, error)
            return
        words = _("{why} What you typed was: {text}").format(why=sentence(error.code, error.facts), text=pending.value)
        self._workspace.notify.tell(words, kind="error")

    def _compare(self, pending: Pending, error: StaleText) -> None:
        """Ask who is right, unless what stands there is what this field held before a write of ours failed."""
        if canonical(str(error.facts["text"])) == canonical(pending.base):
            self._send(pending)
            return
        pending.theirs = error
        self._workspace.notify.tell(sentence(error.code, error.facts), kind="warning", about=pending.key)

    def _keep_trying(self, pending: Pending, error: BaseException) -> None:
        log.warning("a text could not be written", exc_info=error)
        first = not any(each.error is not None for each in self._pending.values())
        pending.error = error
        if not self._timer.isActive():
            self._timer.start(self._again_ms)
            self._again_ms = min(self._again_ms * 2, LONGEST_RETRY_MS)
        if first:
            why = sentence(error.code, error.facts) if isinstance(error, CrossreelError) else str(error)
            words = _("Not saved yet: {why} What you typed is kept and tried again.").format(why=why)
            self._workspace.notify.tell(words, kind="error", button=_("Try again"), act=self.retry)
