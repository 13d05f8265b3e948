"""The dialogue list of each language: who says what when, the source beside it."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.text.column_name import FULL

TYPES = ("xlsx", "docx")


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return a file for each language in which anything is subtitled whole, in each type that the profile asks for."""
    there = {column for (_number, column), cell in subject.cells.items() if cell.cue_count}
    return [
        PlannedFile(
            path=naming.title_file("dialogue", f"DIALOGUE_{naming.language(language)}", kind, language=language), kind="dialogue",
            language=language, format_id=kind, variant=FULL,
        )
        for language in languages
        if language in there
        for kind in profile.scripts.get("dialogue_list", TYPES)
    ]  # fmt: skip


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one of them."""
    target.write(contents.script_file(file))


PACKAGER = Packager(id="dialogue_list", folders={"dialogue": "08_SCRIPTS"}, files=files, make=make)
