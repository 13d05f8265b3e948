"""The title's metadata: the files of each writer that the profile names."""

from crossreel.delivery.metadata_file import MetadataFile
from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the metadata files; a writer that nobody knows is the gate's business."""
    return [_planned(name, each, naming) for name in profile.metadata for each in subject.metadata_files.get(name, ())]


def _planned(writer: str, file: MetadataFile, naming: Naming) -> PlannedFile:
    return PlannedFile(
        path=naming.title_file(file.folder, file.label, file.extension, part=file.part),
        kind="metadata",
        format_id=writer,
        season=file.season,
        episode=file.episode,
        stage=file.stage,
    )


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one of them."""
    target.write(contents.metadata_file(file, contents))


PACKAGER = Packager(id="metadata", folders={"metadata": "01_METADATA", "manifest": "02_MANIFEST"}, files=files, make=make)
