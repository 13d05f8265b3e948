"""The list for burning of each language: what stands on the picture, where and when, beside its translation."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.script_files import files_by_language
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.text.column_name import SIGNS

TYPES = ("xlsx",)


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return a workbook for each language in which signs are translated."""
    return files_by_language(subject, languages, naming, "signs", "SIGNS", TYPES, SIGNS)


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one of them."""
    target.write(contents.script_file(file))


PACKAGER = Packager(id="sign_list", folders={"signs": "08_SCRIPTS"}, files=files, make=make)
