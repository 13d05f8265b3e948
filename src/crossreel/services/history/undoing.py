"""Undo, redo and the list of what was done, all folded from the journal: they survive a crash and a restart.

Undo belongs to a person: everyone takes back what they did themselves, and sees what everyone did. Every title has its steps, and
the catalog has those that make or remove titles. In the history of a title its making is the
last line, to be read: it is undone in the catalog. A step that cannot be moved as things are is never in the way for good: it is
named (`StaleEdit`) and can be passed over, which the journal records like any other move.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from threading import RLock

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Edit, EditHeader, EditPlace, HistoryLine
from crossreel.domain.errors import Fact, NotFound, Refused, StaleEdit, Told
from crossreel.services import removing
from crossreel.services.history.reverting import RowMoved, revert, summed
from crossreel.services.history.stacks import Stack, Stacks, Step
from crossreel.services.history.standing import changed_since
from crossreel.services.history.telling import differences
from crossreel.storage import actors, journal
from crossreel.storage.database import Database
from crossreel.storage.unit_of_work import UnitOfWork


class _Overtaken(Exception):
    """The step that was to be moved is no longer the one that moves next."""


class _WorkedOn(Exception):
    """A title has steps that would go with it."""

    def __init__(self, name: str, count: int, others: list[str]) -> None:
        super().__init__(name, count)
        self.name = name
        self.count = count
        self.others = others


class History:
    """Undoes and redoes one's own edits of a title, or with None for a title those that make and remove titles.

    One is who has the catalog open (`Database.actor`).
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stacks: dict[int | None, Stacks] = {}
        self._lock = RLock()

    def lines(self, title_id: int | None, limit: int = 200) -> tuple[HistoryLine, ...]:
        """Return the steps of all, newest first, with what they changed, then those of before a migration, and the making of it."""
        with self._database.read() as uow:
            with self._lock:
                stacks = self._fold(uow, title_id)
                steps = list(islice(stacks.newest_first(), limit))
                closed = stacks.read_only[-limit:][::-1]
            found = self._lines(uow, steps, closed)
            changed = differences(uow, {step.origin: step.edits for step, _done in steps})
            found = [replace(line, differences=changed.get(line.edit_id, ())) for line in found]
            made = journal.making(uow, title_id) if title_id is not None and len(found) < limit else None
            if made is not None:
                found.append(replace(_line(made, done=True, me=self._me(uow)), of_catalog=True))
        return tuple(found[:limit])

    def can_undo(self, title_id: int | None) -> HistoryLine | None:
        """Return the step that `undo` would take back, or None."""
        return self._next(title_id, undo=True)

    def can_redo(self, title_id: int | None) -> HistoryLine | None:
        """Return the step that `redo` would do again, or None."""
        return self._next(title_id, undo=False)

    def undo(self, title_id: int | None, *, with_work: bool = False) -> Edit | None:
        """Take back one's newest step; what others did stays.

        Args:
            title_id: whose; None for the catalog's own.
            with_work: take a title away together with the work that was done on it since.

        Returns:
            The edit that did so, or None when there is nothing to undo. A step that was passed over when it was to be redone
            is moved along; where nothing follows it, its edit without changes is returned.

        Raises:
            StaleEdit: as things are it cannot be taken back; nothing was changed.
            ReadOnly: this catalog cannot be written.
        """
        return self._turn_real(title_id, undo=True, with_work=with_work)

    def redo(self, title_id: int | None, *, with_work: bool = False) -> Edit | None:
        """Do again the step that was undone last; see `undo`."""
        return self._turn_real(title_id, undo=False, with_work=with_work)

    def turn(self, edit_id: int, *, with_work: bool = False) -> Edit:
        """Undo or redo the making or removing of one title by its line, wherever it stands in the catalog's history.

        Raises:
            NotFound: no line of the catalog has this edit id.
            Refused: it is somebody else's.
            StaleEdit: as things are it cannot be moved; nothing was changed.
            ReadOnly: this catalog cannot be written.
        """
        while True:
            step, done = self._get_step(None, edit_id)
            edit = self._move(None, step, undo=done, with_work=with_work, by_name=True)
            if edit is not None:
                return edit

    def undo_to(self, title_id: int | None, edit_id: int | None, *, pass_over: bool = False) -> Edit | None:
        """Undo or redo one's own steps until that of a history line is the newest of them done; None for the edit, or the
        making of the title, undoes all of one's own.

        Args:
            title_id: whose steps; None for the catalog's own.
            edit_id: the line.
            pass_over: pass over the steps on the way that cannot be moved.

        Returns:
            All that changed as one value with the id of the last edit made, or None when nothing had to be done.

        Raises:
            NotFound: no line has this edit id.
            Refused: the step was made before a migration, or is somebody else's.
            StaleEdit: a step cannot be moved; those before it are.
        """
        count, undo = self._way_to(title_id, edit_id)
        made: list[Edit] = []
        while count:
            try:
                edit = self._turn_next(title_id, undo=undo, with_work=False)
            except StaleEdit as stale:
                if not pass_over or stale.step_id is None:
                    raise
                edit = self.pass_over(title_id, stale.step_id)
            if edit is not None:
                made.append(edit)
            count -= 1
        return _joined(made)

    def pass_over(self, title_id: int | None, edit_id: int) -> Edit:
        """Move the step of a line to the other side and leave every row as it is, so that what lies behind can be moved.

        Raises:
            NotFound: it is not, or no longer, the step that would be undone or redone next.
            Refused: it is somebody else's.
            ReadOnly: this catalog cannot be written.
        """
        step, done = self._get_step(title_id, edit_id)
        edit = self._move(title_id, replace(step, passed=True), undo=done)
        if edit is None:
            raise NotFound("history.no_step", id=edit_id)
        return edit

    def newest_of_others(self, title_id: int | None, *, ahead: bool = False) -> HistoryLine | None:
        """Return the newest step done by somebody else, which undo leaves alone, or None.

        Args:
            title_id: whose steps; None for the catalog's own.
            ahead: only one that was made after what was undone last.
        """
        with self._database.read() as uow:
            with self._lock:
                stacks, me = self._fold(uow, title_id), self._me(uow)
                undone = stacks.of(me).top(undo=False)
                step = stacks.newest_of_others(me, undone.made if ahead and undone is not None else 0)
            return None if step is None else self._lines(uow, [(step, True)], ())[0]

    def of_row(self, row_id: int) -> tuple[Edit, ...]:
        """Return what happened to one cue or other row since it was made, newest first; each edit holds that change alone."""
        with self._database.read() as uow:
            return tuple(edit for edit, _change in reversed(journal.changes_of_row(uow, row_id)))

    def places(self, edit: Edit) -> tuple[EditPlace, ...]:
        """Return the episodes and languages whose subtitles an edit changed, as far as they exist, by number and language.

        The cue of a place is the first that changed; where the edit removed a translation, the source cue whose cell is empty now.
        """
        touched: dict[int, list[int]] = {row_id: [] for row_id in edit.ids("track")}
        emptied: dict[int, list[int]] = {}
        for change in edit.changes:
            image = change.after or change.before
            if change.kind == "cue" and image:
                ids = touched.setdefault(int(str(image["track_id"])), [])
                if change.after is not None:
                    ids.append(change.id)
                elif image.get("anchor_id") is not None:
                    emptied.setdefault(int(str(image["track_id"])), []).append(int(str(image["anchor_id"])))
        stands_at = {track_id: [*ids[:1], *emptied.get(track_id, ())[:1]] for track_id, ids in touched.items()}
        with self._database.read() as uow:
            tracks = uow.where(Track, id=list(touched))
            episodes = {each.id: each for each in uow.where(Episode, id=[track.episode_id for track in tracks])}
            there = {cue.id: cue for cue in uow.where(Cue, id=[each for ids in stands_at.values() for each in ids])}
        found = [
            EditPlace(
                episode_id=track.episode_id, number=episodes[track.episode_id].number, language=track.language,
                cue_id=next((cue_id for cue_id in stands_at[track.id] if cue_id in there), None),
            )
            for track in tracks
        ]  # fmt: skip
        return tuple(sorted(found, key=lambda place: (place.number, place.language)))

    def _next(self, title_id: int | None, *, undo: bool) -> HistoryLine | None:
        with self._database.read() as uow:
            with self._lock:
                step = self._own(uow, title_id).top(undo=undo)
            return None if step is None else self._lines(uow, [(step, undo)], ())[0]

    def _me(self, uow: UnitOfWork) -> int | None:
        """Return the row of who has the catalog open, None where nothing was edited yet in that name."""
        found = self._database.actors.find(uow.connection, self._database.actor)
        return None if found is None else found.id

    def _own(self, uow: UnitOfWork, title_id: int | None) -> Stack:
        return self._fold(uow, title_id).of(self._me(uow))

    def _lines(self, uow: UnitOfWork, steps: Sequence[tuple[Step, bool]], closed: Sequence[int]) -> list[HistoryLine]:
        edits, me = journal.edits(uow, [*(step.origin for step, _done in steps), *closed]), self._me(uow)
        found = [replace(_line(edits[step.origin], done=done, me=me), passed=step.passed) for step, done in steps]
        return found + [replace(_line(edits[edit_id], done=True, me=me), replayable=False) for edit_id in closed]

    def _way_to(self, title_id: int | None, edit_id: int | None) -> tuple[int, bool]:
        """Return how many steps lie before a line, and whether they are to be undone."""
        with self._database.read() as uow, self._lock:
            stacks = self._fold(uow, title_id)
            own = stacks.of(self._me(uow))
            done = [step.origin for step in own.done]
            undone = [step.origin for step in reversed(own.undone)]
            read_only = edit_id in stacks.read_only
            made = journal.making(uow, title_id) if title_id is not None else None
        if edit_id is None or (made is not None and made.id == edit_id):
            return len(done), True
        if edit_id in done:
            return len(done) - 1 - done.index(edit_id), True
        if edit_id in undone:
            return undone.index(edit_id) + 1, False
        if read_only:
            raise Refused("history.closed")
        raise self._no_own_step(edit_id)

    def _get_step(self, title_id: int | None, edit_id: int) -> tuple[Step, bool]:
        with self._database.read() as uow, self._lock:
            found = self._own(uow, title_id).step_of(edit_id)
        if found is None:
            raise self._no_own_step(edit_id)
        return found

    def _no_own_step(self, edit_id: int) -> NotFound | Refused:
        """Return why the step of a line cannot be moved: it is somebody else's, or there is none."""
        with self._database.read() as uow:
            found, me = journal.edits(uow, [edit_id]).get(edit_id), self._me(uow)
        if found is None or (found.header.actor is not None and found.header.actor.id == me):
            return NotFound("history.no_step", id=edit_id)
        return Refused("history.of_another", what=_told(found), author=found.header.author)

    def _fold(self, uow: UnitOfWork, title_id: int | None) -> Stacks:
        """Return the stacks as the journal tells them; only what was finished since the last look is read. Holds the lock."""
        with self._lock:
            stacks = self._stacks.get(title_id) or Stacks(floor=journal.undo_floor(uow), of_catalog=title_id is None)
            added = journal.marks(uow, title_id, stacks.closed)
            if stacks.takes_late(added):
                stacks = Stacks(floor=stacks.floor, of_catalog=stacks.of_catalog)
                added = journal.marks(uow, title_id)
            stacks.add(added)
            self._stacks[title_id] = stacks
            return stacks

    def _turn_real(self, title_id: int | None, *, undo: bool, with_work: bool) -> Edit | None:
        """Move the next step, and those that were passed over before it."""
        last = None
        while True:
            edit = self._turn_next(title_id, undo=undo, with_work=with_work)
            if edit is None or not edit.header.passed:
                return edit or last
            last = edit

    def _turn_next(self, title_id: int | None, *, undo: bool, with_work: bool) -> Edit | None:
        while True:
            with self._database.read() as uow, self._lock:
                step = self._own(uow, title_id).top(undo=undo)
            if step is None:
                return None
            edit = self._move(title_id, step, undo=undo, with_work=with_work)
            if edit is not None:
                return edit

    def _move(self, title_id: int | None, step: Step, *, undo: bool, with_work: bool = False, by_name: bool = False) -> Edit | None:
        """Move a step; return None when another process or thread has meanwhile changed which step it is."""
        with self._database.read() as uow:
            origin = journal.edits(uow, [step.origin])[step.origin]
        header = EditHeader(
            label=origin.header.label, title_id=origin.header.title_id, facts=origin.header.facts,
            reverts_id=step.key, passed=step.passed,
        )  # fmt: skip
        try:
            with self._database.edit(header) as open_edit, open_edit.part() as uow:
                self._check_not_overtaken(uow, title_id, step, undo=undo, by_name=by_name)
                if not step.passed:
                    self._act(uow, step, undo=undo, with_work=with_work)
        except _Overtaken:
            return None
        except (RowMoved, _WorkedOn, Refused) as reason:
            raise self._stale(step, origin, reason) from reason
        return open_edit.edit

    def _check_not_overtaken(self, uow: UnitOfWork, title_id: int | None, step: Step, *, undo: bool, by_name: bool) -> None:
        with self._lock:
            own = self._own(uow, title_id)
            if by_name:
                found = own.step_of(step.origin)
                now = found[0] if found is not None and found[1] is undo else None
            else:
                now = own.top(undo=undo)
        if now is None or now.key != step.key:
            raise _Overtaken

    def _act(self, uow: UnitOfWork, step: Step, *, undo: bool, with_work: bool) -> None:
        """Carry a move out. What takes a title away takes all of it, also what was made in it since."""
        if step.title_id is None or step.title_fate != ("made" if undo else "removed"):
            revert(uow, step.edits)
            return
        title = uow.find(Title, step.title_id)
        if title is None:
            raise RowMoved(step.title_id)
        with self._lock:
            work = self._fold(uow, title.id).since(0 if undo else step.begun)
        if work and not with_work:
            me = self._me(uow)
            others = actors.names(uow.connection, [actor_id for actor_id in work if actor_id != me])
            raise _WorkedOn(title.name, sum(work.values()), others)
        removing.remove(uow, title)

    def _stale(self, step: Step, origin: Edit, reason: RowMoved | _WorkedOn | Refused) -> StaleEdit:
        """Name a step that cannot be moved, and what stands in its way as far as the journal tells."""
        header = origin.header
        what: dict[str, Fact] = {"what": _told(origin), "author": header.author, "made_when": origin.at_ms}
        if isinstance(reason, _WorkedOn):
            what |= {"name": reason.name, "count": reason.count}
            if reason.others:
                return StaleEdit("history.worked_on_by", step_id=step.origin, **what, others=reason.others)
            return StaleEdit("history.worked_on", step_id=step.origin, **what)
        if isinstance(reason, Refused):
            return StaleEdit("history.refused", step_id=step.origin, **what, reason=Told(reason.code, reason.facts))
        with self._database.read() as uow:
            last = changed_since(step, [edit for edit, _change in journal.changes_of_row(uow, reason.row_id)])
        if last is None:
            return StaleEdit("history.moved", step_id=step.origin, **what)
        return StaleEdit(
            "history.stale", step_id=step.origin, **what, by=_told(last), by_author=last.header.author, by_when=last.at_ms
        )


def _line(origin: Edit, *, done: bool, me: int | None) -> HistoryLine:
    header = origin.header
    own = header.actor is not None and header.actor.id == me
    return HistoryLine(
        edit_id=origin.id, label=header.label, facts=header.facts, author=header.author, at_ms=origin.at_ms, done=done, own=own
    )


def _told(edit: Edit) -> Told:
    return Told(edit.header.label, edit.header.facts)


def _joined(edits: list[Edit]) -> Edit | None:
    if not edits:
        return None
    net = summed(change for edit in edits for change in edit.changes)
    return replace(edits[-1], changes=tuple(net.values()))
