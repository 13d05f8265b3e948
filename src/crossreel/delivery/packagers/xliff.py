"""XLIFF of each language, for translation tools: the lines with their translations, times, and how many characters fit."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.text.column_name import FULL


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return a file for each language in which anything is subtitled whole, but for the one that is translated from."""
    there = {column for (_number, column), cell in subject.cells.items() if cell.cue_count}
    return [
        PlannedFile(
            path=naming.title_file("xliff", f"XLIFF_{naming.language(language)}", "xlf", language=language), kind="xliff",
            language=language, format_id="xliff", variant=FULL,
        )
        for language in languages
        if language in there and language != subject.title.source_language
    ]  # fmt: skip


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one of them."""
    target.write(contents.script_file(file))


PACKAGER = Packager(id="xliff", folders={"xliff": "08_SCRIPTS"}, files=files, make=make)
