"""The QC report: what was let through and who accepted what, to read (HTML), to work on (XLSX) and for machines (JSON)."""

from crossreel.delivery.paper_packager import paper_packager

PACKAGER = paper_packager(
    "qc_report", kind="report", mark="QC", folder="00_DOCS", types=("html", "xlsx", "json"), others=("pdf",),
    data=lambda contents, kind: contents.report_file(kind, contents.report),
)  # fmt: skip
