"""Taking a step back: every row is compared with what the step left, then set to what it was; part of `history`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crossreel.domain.edits.edit import Change
from crossreel.storage import journal
from crossreel.storage.unit_of_work import UnitOfWork


class RowMoved(Exception):
    """A row is no longer as a step left it."""

    def __init__(self, row_id: int) -> None:
        super().__init__(row_id)
        self.row_id = row_id


def revert(uow: UnitOfWork, edit_ids: Sequence[int]) -> None:
    """Put the rows that the edits of a step changed back to what they were.

    Raises:
        RowMoved: a row is not as they left it.
        Refused: what a row refers to was removed since.
    """
    by_kind: dict[str, list[Change]] = {}
    for change in _net(uow, edit_ids).values():
        by_kind.setdefault(change.kind, []).append(change)
    for kind, changes in by_kind.items():
        present = uow.images(kind, [change.id for change in changes])
        only_made = [change.id for change in changes if change.after is not None and not change.after]
        made = journal.images_made(uow, kind, only_made, edit_ids)
        for change in changes:
            if not _is_as_left(present.get(change.id), made.get(change.id, change.after)):
                raise RowMoved(change.id)
        uow.remove_images(kind, [change.id for change in changes if change.before is None])
        uow.put_images(kind, [change.before for change in changes if change.before is not None])
    for kind, changes in by_kind.items():  # all are back by now: rows of a step refer to each other
        uow.check_owners(kind, [change.before for change in changes if change.before is not None])


def summed(changes: Iterable[Change]) -> dict[tuple[str, int], Change]:
    """Return changes as one for each row, by kind and id; rows that come and go among them are left out."""
    net: dict[tuple[str, int], Change] = {}
    for change in changes:
        former = net.get((change.kind, change.id))
        net[change.kind, change.id] = change if former is None else replace(change, before=former.before)
    return {key: change for key, change in net.items() if change.before is not None or change.after is not None}


def _net(uow: UnitOfWork, edit_ids: Sequence[int]) -> dict[tuple[str, int], Change]:
    """Return what edits did to each row in sum. Where somebody else changed one between them, their change is none of it."""
    found = journal.changes(uow, edit_ids)
    changes = [change for edit_id in edit_ids for change in found.get(edit_id, ())]
    if len(edit_ids) > 1:
        _check_unbroken(uow, changes, edit_ids)
    return summed(changes)


def _check_unbroken(uow: UnitOfWork, changes: Iterable[Change], edit_ids: Sequence[int]) -> None:
    left: dict[tuple[str, int], Mapping[str, object] | None] = {}
    after_making: dict[str, dict[int, Mapping[str, object] | None]] = {}
    for change in changes:
        key = (change.kind, change.id)
        if key in left:
            was = left[key]
            if was is not None and not was:
                after_making.setdefault(change.kind, {}).setdefault(change.id, change.before)
            elif was != change.before:
                raise RowMoved(change.id)
        left[key] = change.after
    for kind, found in after_making.items():
        made = journal.images_made(uow, kind, list(found), edit_ids)
        for row_id, before in found.items():
            if row_id in made and made[row_id] != before:
                raise RowMoved(row_id)


def _is_as_left(present: Mapping[str, object] | None, after: Mapping[str, object] | None) -> bool:
    """Tell whether a row is as the edit left it. The image of one that it made, and nobody changed since, is empty."""
    if present is None or after is None:
        return present is None and after is None
    return not after or present == after
