"""The cover picture, where the title has one."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile

EXTENSIONS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the cover's file, none without a cover: whether one is required is the gate's business."""
    if not subject.cover_type:
        return []
    extension = EXTENSIONS.get(subject.cover_type, subject.cover_type.rpartition("/")[2] or "bin")
    return [PlannedFile(path=naming.title_file("cover", "COVER", extension), kind="cover", made_of=str(subject.title.cover_id))]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write the cover as it stands in the catalog."""
    assert contents.cover is not None
    target.write(contents.cover.data)


PACKAGER = Packager(id="cover", folders={"cover": "06_ARTWORK/{language}"}, files=files, make=make)
