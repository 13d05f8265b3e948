"""The QC report: what was let through and who accepted what, to read (HTML) and for machines (JSON)."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the report twice: HTML and JSON."""
    return [
        PlannedFile(path=naming.title_file("report", "QC", extension), kind="report", format_id=extension)
        for extension in ("html", "json")
    ]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one of the two reports."""
    target.write(contents.report_file(file.format_id, contents.report))


PACKAGER = Packager(id="qc_report", folders={"report": "00_DOCS"}, files=files, make=make)
