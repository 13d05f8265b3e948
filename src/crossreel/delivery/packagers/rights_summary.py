"""The summary of rights and compliance: who may show the title where, when and how, what was filed, and who made it."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.rights_summary import rights_summary
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile

TYPES = ("pdf", "xlsx")


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the summary in the types that the profile asks for, else as PDF and XLSX."""
    return [
        PlannedFile(path=naming.title_file("rights", "RIGHTS", kind), kind="rights", format_id=kind)
        for kind in profile.scripts.get("rights_summary", TYPES)
    ]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write the summary."""
    target.write(contents.paper_file(file.format_id, rights_summary(contents)))


PACKAGER = Packager(id="rights_summary", folders={"rights": "00_DOCS"}, files=files, make=make)
