"""The dub script of each language: a tab for each speaker, each line with the time it has."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.text.column_name import FULL

TYPES = ("xlsx",)


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return a file for each language in which anything is subtitled whole, in each type that the profile asks for."""
    there = {column for (_number, column), cell in subject.cells.items() if cell.cue_count}
    return [
        PlannedFile(
            path=naming.title_file("dub", f"DUB_{naming.language(language)}", kind, language=language), kind="dub",
            language=language, format_id=kind, variant=FULL,
        )
        for language in languages
        if language in there
        for kind in profile.scripts.get("dub_script", TYPES)
    ]  # fmt: skip


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one of them."""
    target.write(contents.script_file(file))


PACKAGER = Packager(id="dub_script", folders={"dub": "08_SCRIPTS"}, files=files, make=make)
