"""TSV scripts (.tsv): what CSV scripts hold, with tabs between the columns."""

from crossreel.domain.text.document import Document, WriteOptions
from crossreel.formats.format import Format
from crossreel.formats.notices import Notices
from crossreel.formats.tables.delimited import delimiter_of, one_table, sniff_columns, written
from crossreel.formats.tables.gathering import reader_of
from crossreel.formats.tables.writing import rows

NAMES = (".tsv", ".tab")


def sniff(head: str, name: str) -> float:
    """Rate by a header line as CSV does, where tabs part the columns."""
    if delimiter_of(head) != "\t":
        return 0.36 * name.endswith(NAMES)
    rating = sniff_columns(head)
    return max(0.36 * name.endswith(NAMES), rating + 0.01 * bool(rating) + 0.25 * name.endswith(NAMES) * bool(rating))


def write(document: Document, options: WriteOptions, notices: Notices) -> str:
    """Write every cell as text, guarded against being taken for a formula."""
    return written(rows(document, options), "\t")


TITLE = "TSV script"
FORMAT = Format(
    id="tsv",
    title=TITLE,
    extensions=("tsv", "tab"),
    sniff=sniff,
    read=reader_of(one_table, TITLE),
    read_tables=one_table,
    write=write,
    options=frozenset({"language"}),
    loses=frozenset({"language", "placement"}),
    always_bom=True,
    script=True,
)
