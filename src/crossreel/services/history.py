"""Undo, redo and the list of what was done, all folded from the journal: they survive a crash and a restart."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock

from crossreel.domain.edit import Change, Edit, EditHeader, HistoryLine
from crossreel.domain.errors import NotFound, Refused, StaleEdit
from crossreel.storage import journal
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One step on a stack. `edits` is what has to be reverted to move it to the other side; `origin` is what the user did."""

    edits: tuple[Edit, ...]
    origin: Edit

    @property
    def last(self) -> Edit:
        return self.edits[-1]


@dataclass(slots=True)
class _Stacks:
    """The two sides of a title's history: a normal edit is pushed and clears `undone`, a reverting one moves its step across."""

    floor: int = 0
    closed: int = 0
    known: set[int] = field(default_factory=set)
    closed_lines: list[Edit] = field(default_factory=list)
    done: list[_Entry] = field(default_factory=list)
    undone: list[_Entry] = field(default_factory=list)

    def add(self, closed: int, edit: Edit) -> None:
        self.closed = closed
        self.known.add(edit.id)
        if closed <= self.floor:
            self.closed_lines.append(edit)
        elif not (self._move(edit, self.done, self.undone) or self._move(edit, self.undone, self.done)):
            self._push(edit)

    def _move(self, edit: Edit, here: list[_Entry], there: list[_Entry]) -> bool:
        for index in range(len(here) - 1, -1, -1):
            if here[index].last.id == edit.header.reverts_id:
                there.append(_Entry(edits=(edit,), origin=here.pop(index).origin))
                return True
        return False

    def _push(self, edit: Edit) -> None:
        self.undone.clear()
        step_id = edit.header.step_id
        if step_id is not None and self.done and self.done[-1].last.header.step_id == step_id:
            former = self.done.pop()
            self.done.append(_Entry(edits=(*former.edits, edit), origin=edit))
        else:
            self.done.append(_Entry(edits=(edit,), origin=edit))


class _Overtaken(Exception):
    """The step that was to be reverted is no longer the newest of its side."""


class History:
    """Undoes and redoes the edits of a title, or with None for a title those of the catalog itself."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stacks: dict[int | None, _Stacks] = {}
        self._lock = Lock()

    def lines(self, title_id: int | None, limit: int = 200) -> tuple[HistoryLine, ...]:
        """Return the steps of a title, newest first: those undone, those done, and those of before a migration."""
        stacks = self._look(title_id)
        found = [_line(entry.origin, done=False) for entry in stacks.undone]
        found += [_line(entry.origin, done=True) for entry in reversed(stacks.done)]
        found += [_line(edit, done=True, replayable=False) for edit in reversed(stacks.closed_lines)]
        return tuple(found[:limit])

    def can_undo(self, title_id: int | None) -> HistoryLine | None:
        """Return the step that `undo` would take back, or None."""
        done = self._look(title_id).done
        return _line(done[-1].origin, done=True) if done else None

    def can_redo(self, title_id: int | None) -> HistoryLine | None:
        """Return the step that `redo` would do again, or None."""
        undone = self._look(title_id).undone
        return _line(undone[-1].origin, done=False) if undone else None

    def undo(self, title_id: int | None) -> Edit | None:
        """Take back the newest step; return the edit that did so, or None when there is nothing to undo.

        Raises:
            StaleEdit: a row moved on since; nothing was changed.
            ReadOnly: this catalog cannot be written.
        """
        return self._turn(title_id, undo=True)

    def redo(self, title_id: int | None) -> Edit | None:
        """Do again the step that was undone last; return the edit that did so, or None when there is none.

        Raises:
            StaleEdit: a row moved on since; nothing was changed.
            ReadOnly: this catalog cannot be written.
        """
        return self._turn(title_id, undo=False)

    def undo_to(self, title_id: int | None, edit_id: int | None) -> Edit | None:
        """Undo or redo until the step of a history line is the newest one done; None for the edit undoes everything.

        Returns:
            All that changed as one value with the id of the last edit made, or None when nothing had to be done.

        Raises:
            NotFound: no line has this edit id.
            Refused: the step was made before a migration.
            StaleEdit: a row moved on since; the steps before it are done.
        """
        stacks = self._look(title_id)
        done = [entry.origin.id for entry in stacks.done]
        undone = [entry.origin.id for entry in reversed(stacks.undone)]
        if edit_id is None or edit_id in done:
            count = len(done) if edit_id is None else len(done) - 1 - done.index(edit_id)
            made = [self.undo(title_id) for _ in range(count)]
        elif edit_id in undone:
            made = [self.redo(title_id) for _ in range(undone.index(edit_id) + 1)]
        elif edit_id in {edit.id for edit in stacks.closed_lines}:
            raise Refused("history.closed")
        else:
            raise NotFound("history.no_step", id=edit_id)
        return _joined([edit for edit in made if edit is not None])

    def of_row(self, row_id: int) -> tuple[Edit, ...]:
        """Return what happened to one cue or other row since it was made, newest first; each edit holds that change alone."""
        with self._database.read() as uow:
            return tuple(edit for edit, _change in reversed(journal.changes_of_row(uow, row_id)))

    def _look(self, title_id: int | None) -> _Stacks:
        with self._database.read() as uow:
            return self._fold(uow, title_id)

    def _fold(self, uow: UnitOfWork, title_id: int | None) -> _Stacks:
        """Return the stacks as the journal tells them; only what was finished since the last look is read."""
        with self._lock:
            stacks = self._stacks.get(title_id) or _Stacks(floor=journal.undo_floor(uow))
            added = journal.headers(uow, title_id, stacks.closed)
            if any(edit.id in stacks.known for _closed, edit in added):  # an edit that went on after its first part
                stacks = _Stacks(floor=stacks.floor)
                added = journal.headers(uow, title_id)
            if added:
                stacks = replace(
                    stacks, known=set(stacks.known), closed_lines=list(stacks.closed_lines), done=list(stacks.done),
                    undone=list(stacks.undone),
                )  # fmt: skip
            for closed, edit in added:
                stacks.add(closed, edit)
            self._stacks[title_id] = stacks
            return stacks

    def _turn(self, title_id: int | None, *, undo: bool) -> Edit | None:
        while True:
            stacks = self._look(title_id)
            side = stacks.done if undo else stacks.undone
            if not side:
                return None
            edit = self._move_across(title_id, side[-1], undo=undo)
            if edit is not None:
                return edit

    def _move_across(self, title_id: int | None, entry: _Entry, *, undo: bool) -> Edit | None:
        """Revert a step; return None when another process or thread has meanwhile changed which step is the newest."""
        origin = entry.origin.header
        header = EditHeader(label=origin.label, title_id=title_id, author="", facts=origin.facts, reverts_id=entry.last.id)
        try:
            with self._database.edit(header) as open_edit, open_edit.part() as uow:
                stacks = self._fold(uow, title_id)
                side = stacks.done if undo else stacks.undone
                if not side or side[-1].last.id != entry.last.id:
                    raise _Overtaken
                _revert(uow, _net(uow, entry.edits))
        except _Overtaken:
            return None
        except Refused as error:
            raise StaleEdit(error.code, **error.facts) from error
        return open_edit.edit


def _line(origin: Edit, *, done: bool, replayable: bool = True) -> HistoryLine:
    header = origin.header
    return HistoryLine(
        edit_id=origin.id, label=header.label, facts=header.facts, author=header.author, at_ms=origin.at_ms, done=done,
        replayable=replayable,
    )  # fmt: skip


def _net(uow: UnitOfWork, edits: Iterable[Edit]) -> dict[tuple[str, int], Change]:
    """Return what edits did to each row in sum."""
    ids = [edit.id for edit in edits]
    found = journal.changes(uow, ids)
    return _summed(change for edit_id in ids for change in found.get(edit_id, ()))


def _summed(changes: Iterable[Change]) -> dict[tuple[str, int], Change]:
    net: dict[tuple[str, int], Change] = {}
    for change in changes:
        former = net.get((change.kind, change.id))
        net[change.kind, change.id] = change if former is None else replace(change, before=former.before)
    return {key: change for key, change in net.items() if change.before is not None or change.after is not None}


def _revert(uow: UnitOfWork, net: Mapping[tuple[str, int], Change]) -> None:
    by_kind: dict[str, list[Change]] = {}
    for change in net.values():
        by_kind.setdefault(change.kind, []).append(change)
    for kind, changes in by_kind.items():
        present = uow.images(kind, [change.id for change in changes])
        for change in changes:
            if not _is_as_left(present.get(change.id), change.after):
                raise StaleEdit("history.stale", kind=kind, id=change.id)
        uow.remove_images(kind, [change.id for change in changes if change.before is None])
        uow.put_images(kind, [change.before for change in changes if change.before is not None])


def _is_as_left(present: Mapping[str, object] | None, after: Mapping[str, object] | None) -> bool:
    """Tell whether a row is as the edit left it. A creation is known by its id only: its image is empty."""
    if present is None or after is None:
        return present is None and after is None
    return not after or present == after


def _joined(edits: list[Edit]) -> Edit | None:
    if not edits:
        return None
    net = _summed(change for edit in edits for change in edit.changes)
    return replace(edits[-1], changes=tuple(net.values()))
