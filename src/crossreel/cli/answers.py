"""How commands answer: values as JSON, rows as a table, an edit as a sentence or as an object."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from pathlib import PurePath
from typing import TYPE_CHECKING

from crossreel.cli.session import DONE, Session, seen, told_json
from crossreel.domain.text.timecode import clock
from crossreel.i18n.messages import _, sentence
from crossreel.kernel.paths import legible

if TYPE_CHECKING:
    from crossreel.domain.edits.edit import Edit
    from crossreel.domain.quality.finding import Finding
    from crossreel.services.desk import Desk


def plain(value: object, name: str = "") -> object:
    """Return a value as JSON has it.

    An entity becomes an object of its fields. Ids (`id` and names that end in `_id`) become text: they are longer than the
    numbers many readers keep whole. A rate becomes `30000/1001`, bytes are left out.
    """
    if is_dataclass(value) and not isinstance(value, type):
        told = {field.name: getattr(value, field.name) for field in fields(value)}
        return {key: plain(each, key) for key, each in told.items() if not isinstance(each, bytes)}
    if isinstance(value, Mapping):
        return {str(key): plain(each, str(key)) for key, each in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(each, name) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, PurePath):
        return legible(value)
    return str(value) if isinstance(value, int) and _is_id(name) else value


def plain_object(value: object) -> dict[str, object]:
    """Return an entity as a JSON object, see `plain`."""
    told = plain(value)
    assert isinstance(told, dict)
    return told


def _is_id(name: str) -> bool:
    return name == "id" or name.endswith("_id")


def print_table(session: Session, headings: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print rows in columns; nothing without rows. Elsewhere than on a terminal no row is broken."""
    from rich.cells import cell_len
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    if not rows:
        return
    table = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0))
    for heading in headings:
        table.add_column(Text(heading, style="bold"))
    for row in rows:
        table.add_row(*(Text(_cell(each)) for each in row))
    widths = (max(cell_len(_cell(cell)) for cell in column) + 2 for column in zip(headings, *rows, strict=True))
    console = Console(
        file=sys.stdout, width=None if sys.stdout.isatty() else sum(widths), emoji=False, highlight=False, markup=False
    )
    with console.capture() as printed:
        console.print(table)
    for line in printed.get().splitlines():
        session.say_styled(line.rstrip())


def _cell(value: object) -> str:
    return "" if value is None else seen(str(value)).replace("\n", " / ")


def print_written(session: Session, path: PurePath) -> None:
    """Say which file was written."""
    if session.as_json:
        session.print_json({"path": str(path)})
    else:
        session.say(_("Written: {path}").format(path=path))


def print_edit(session: Session, desk: "Desk", edit: "Edit") -> int:
    """Say what was done, look again at the subtitles it touched, and return the exit code.

    With `--json` the ids of all rows that were made, changed and removed are told by kind, and the open findings of the cues.
    """
    follow(desk, edit)
    if session.as_json:
        session.print_json(edit_json(edit))
    elif edit.changes:
        session.say(sentence(edit.header.label, edit.header.facts))
    else:
        session.complain(_("It was so already: nothing changed."))
    return DONE


def follow(desk: "Desk", edit: "Edit") -> None:
    """Bring the findings of the subtitles that an edit touched up to date, as the window does; an import is left to `qc`."""
    if edit.ids("cue") and not edit.header.title_fate and not edit.header.label.startswith("edit.import_title"):
        desk.checking.follow_edit(edit)


def edit_json(edit: "Edit") -> dict[str, object]:
    """Return an edit as JSON; its id is None where nothing changed."""
    made: dict[str, list[str]] = {}
    changed: dict[str, list[str]] = {}
    removed: dict[str, list[str]] = {}
    for change in edit.changes:
        side = made if change.before is None else removed if change.after is None else changed
        side.setdefault(change.kind, []).append(str(change.id))
    return {
        "edit": str(edit.id) if edit.changes else None,
        **told_json(edit.header.label, edit.header.facts),
        "made": made,
        "changed": changed,
        "removed": removed,
        "findings": [finding_json(finding) for found in edit.findings.values() for finding in found],
    }


def finding_heads() -> tuple[str, ...]:
    """Return the headings of a table of findings."""
    return (_("Episode"), _("Language"), _("In"), _("Severity"), _("Rule"), _("What"))


def finding_row(finding: "Finding", episode: int | None) -> tuple[object, ...]:
    """Return a finding as a row under `finding_heads`; `episode` is the number of its episode."""
    where = (episode, finding.column, clock(finding.start_ms))
    return (*where, finding.severity.value, finding.rule, sentence(finding.code, finding.facts))


def finding_json(finding: "Finding") -> dict[str, object]:
    """Return a finding as JSON, with its sentence."""
    return {**plain_object(finding), "code": finding.code, "message": sentence(finding.code, finding.facts)}
