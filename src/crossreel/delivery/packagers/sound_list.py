"""The list of sounds: which episodes have music and effects alone (M&E), and every sound there is."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.sound_list import sound_list
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile

TYPES = ("xlsx",)


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the list in the types that the profile asks for, else as XLSX."""
    return [
        PlannedFile(path=naming.title_file("sounds", "SOUNDS", kind), kind="sounds", format_id=kind)
        for kind in profile.scripts.get("sound_list", TYPES)
    ]


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write the list."""
    target.write(contents.paper_file(file.format_id, sound_list(contents)))


PACKAGER = Packager(id="sound_list", folders={"sounds": "08_SCRIPTS"}, files=files, make=make)
