"""An import plan as a CSV file that a person corrects and hands back."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from crossreel.domain.errors import BadInput
from crossreel.domain.importing.plan import ImportPlan
from crossreel.domain.importing.plan_rows import COLUMNS, rows_of
from crossreel.i18n.messages import sentence
from crossreel.kernel.atomic import write_bytes
from crossreel.kernel.paths import legible

ENCODINGS = ("utf-8-sig", "utf-16", "gb18030")  # as text editors and sheet programs save it
SEPARATORS = (",", ";", "\t")


def write_plan(path: Path, plans: Sequence[ImportPlan]) -> None:
    """Write the plans of a folder: a row a file, in UTF-8.

    Raises:
        OSError: the disk refused.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows_of(plans):
        told = " ".join(sentence(notice.code, notice.facts) for notice in row.told)
        writer.writerow([told if column == "reason" else getattr(row, column) for column in COLUMNS])
    write_bytes(path.resolve(), text.getvalue().encode("utf-8"))


def read_plan(path: Path) -> list[Mapping[str, str]]:
    """Return the rows of a plan by column, whichever separator and encoding it was saved with.

    Raises:
        BadInput: there is no such file, it is no text, or it has no column `path`.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BadInput("item.unreadable", path=legible(path), detail=error.strerror or type(error).__name__) from error
    text = _text(data, path)
    heading = text.partition("\n")[0]
    separator = max(SEPARATORS, key=heading.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restval="")
    columns = [name.strip().lower() for name in reader.fieldnames or ()]
    if "path" not in columns:
        raise BadInput("import.plan_no_column", path=legible(path), column="path")
    reader.fieldnames = columns
    return [{name: cell for name, cell in row.items() if name in COLUMNS} for row in reader if any(row.values())]


def _text(data: bytes, path: Path) -> str:
    for encoding in ENCODINGS:
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadInput("import.plan_not_text", path=legible(path))
