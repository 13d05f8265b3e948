"""CSV scripts (.csv): cue ids, times and a column a language, for people with a spreadsheet."""

from crossreel.domain.text.document import Document, WriteOptions
from crossreel.formats.format import Format
from crossreel.formats.notices import Notices
from crossreel.formats.tables.delimited import one_table, sniff_columns, written
from crossreel.formats.tables.gathering import reader_of
from crossreel.formats.tables.writing import rows


def sniff(head: str, name: str) -> float:
    """Rate by a header line that names a beginning or ids, and texts or an end."""
    return max(0.35 * name.endswith(".csv"), (rating := sniff_columns(head)) + 0.25 * name.endswith(".csv") * bool(rating))


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write every cell as text, guarded against being taken for a formula."""
    return written(rows(document, options), ",")


TITLE = "CSV script"
FORMAT = Format(
    id="csv",
    title=TITLE,
    extensions=("csv",),
    sniff=sniff,
    read=reader_of(one_table, TITLE),
    read_tables=one_table,
    write=write,
    options=frozenset({"language"}),
    loses=frozenset({"language", "placement"}),
    always_bom=True,
    script=True,
)
