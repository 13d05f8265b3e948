"""The delivery note: what is in the package, what is new, changed or withdrawn and why, who approved it; as a page and as PDF."""

from crossreel.delivery.delivery_note import delivery_note
from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile

TYPES = ("pdf", "html")
STAGE = 9  # after everything that it tells of


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the note in the types that the profile asks for, else as PDF and HTML."""
    return [
        PlannedFile(path=naming.title_file("note", "NOTE", kind), kind="note", format_id=kind, stage=STAGE)
        for kind in profile.scripts.get("delivery_note", TYPES)
    ]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write the note."""
    target.write(contents.paper_file(file.format_id, delivery_note(contents)))


PACKAGER = Packager(id="delivery_note", folders={"note": "00_DOCS"}, files=files, make=make)
