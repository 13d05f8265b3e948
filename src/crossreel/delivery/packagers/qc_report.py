"""The QC report: what was let through and who accepted what, to read (HTML), to work on (XLSX) and for machines (JSON)."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile

TYPES = ("html", "xlsx", "json")


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the report in the types that the profile asks for, else as HTML, XLSX and JSON."""
    return [
        PlannedFile(path=naming.title_file("report", "QC", extension), kind="report", format_id=extension)
        for extension in profile.scripts.get("qc_report", TYPES)
    ]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one of the reports."""
    target.write(contents.report_file(file.format_id, contents.report))


PACKAGER = Packager(id="qc_report", folders={"report": "00_DOCS"}, files=files, make=make)
