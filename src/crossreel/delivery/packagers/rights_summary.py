"""The summary of rights and compliance: who may show the title where, when and how, what was filed, and who made it."""

from crossreel.delivery.paper_packager import paper_packager, written
from crossreel.delivery.rights_summary import rights_summary

PACKAGER = paper_packager(
    "rights_summary",
    kind="rights",
    mark="RIGHTS",
    folder="00_DOCS",
    types=("pdf", "xlsx"),
    others=("html",),
    data=written(rights_summary),
)
