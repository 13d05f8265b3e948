"""The title's metadata, one file for each writer that the profile names."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the metadata files; a writer that nobody knows is the gate's business."""
    known = {name: subject.metadata_files[name] for name in profile.metadata if name in subject.metadata_files}
    return [
        PlannedFile(path=naming.title_file("metadata", label, extension), kind="metadata", format_id=name)
        for name, (label, extension) in known.items()
    ]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one of them."""
    target.write(contents.metadata_file(file.format_id, contents))


PACKAGER = Packager(id="metadata", folders={"metadata": "01_METADATA"}, files=files, make=make)
