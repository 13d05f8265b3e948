"""The delivery note: what is in the package, what is new, changed or withdrawn and why, who approved it; as a page and as PDF."""

from crossreel.delivery.delivery_note import delivery_note
from crossreel.delivery.paper_packager import paper_packager, written

STAGE = 9  # after everything that it tells of
PACKAGER = paper_packager(
    "delivery_note",
    kind="note",
    mark="NOTE",
    folder="00_DOCS",
    types=("pdf", "html"),
    others=("xlsx",),
    data=written(delivery_note),
    stage=STAGE,
)
