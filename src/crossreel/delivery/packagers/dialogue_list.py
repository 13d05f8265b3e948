"""The dialogue list of each language: who says what when, the source beside it."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.script_files import files_by_language
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile

TYPES = ("xlsx", "docx")


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return a file for each language in which anything is subtitled whole, in each type that the profile asks for."""
    return files_by_language(subject, languages, naming, "dialogue", "DIALOGUE", profile.scripts.get("dialogue_list", TYPES))


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one of them."""
    target.write(contents.script_file(file))


PACKAGER = Packager(id="dialogue_list", folders={"dialogue": "08_SCRIPTS"}, files=files, make=make)
