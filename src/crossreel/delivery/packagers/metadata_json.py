"""The title's metadata as JSON."""

import json

from crossreel.delivery.metadata.title_json import title_json
from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the metadata file."""
    return [PlannedFile(path=naming.title_file("metadata", "METADATA", "json"), kind="metadata")]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write the metadata of series, season and episodes."""
    target.write(json.dumps(title_json(contents), ensure_ascii=False, indent=2).encode() + b"\n")


PACKAGER = Packager(id="metadata_json", files=files, make=make)
