"""The list for burning of each language: what stands on the picture, where and when, beside its translation."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.text.column_name import SIGNS, split_column


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return a workbook for each language in which signs are translated."""
    columns = {split_column(column) for (_number, column), cell in subject.cells.items() if cell.cue_count}
    return [
        PlannedFile(
            path=naming.title_file("signs", f"SIGNS_{naming.language(language)}", "xlsx", language=language), kind="signs",
            language=language, format_id="xlsx", variant=SIGNS,
        )
        for language in languages
        if (language, SIGNS) in columns
    ]  # fmt: skip


def make(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write one of them."""
    target.write(contents.script_file(file))


PACKAGER = Packager(id="sign_list", folders={"signs": "08_SCRIPTS"}, files=files, make=make)
