"""What a bulk use case did, item by item."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from crossreel.domain.item import Item

if TYPE_CHECKING:
    from crossreel.domain.edits.edit import Edit


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Which items were done, skipped and failed. One failure never stops the others.

    `doubts` are what a person should look at though it was done; `cancelled`: what is missing then stands under `skipped`.
    """

    done: tuple[Item, ...] = ()
    skipped: tuple[Item, ...] = ()
    failed: tuple[Item, ...] = ()
    notices: tuple[Item, ...] = ()
    doubts: tuple[Item, ...] = ()
    edit: "Edit | None" = None
    cancelled: bool = False


def joined(reports: Sequence[Report]) -> Report:
    """Return several reports as one; its edit is that of the last that has one."""
    if len(reports) == 1:
        return reports[0]
    return Report(
        done=tuple(item for report in reports for item in report.done),
        skipped=tuple(item for report in reports for item in report.skipped),
        failed=tuple(item for report in reports for item in report.failed),
        notices=tuple(item for report in reports for item in report.notices),
        doubts=tuple(item for report in reports for item in report.doubts),
        edit=next((report.edit for report in reversed(reports) if report.edit is not None), None),
        cancelled=any(report.cancelled for report in reports),
    )
