"""Scripts and lists of which a package has one a language."""

from collections.abc import Collection

from crossreel.delivery.naming import Naming
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile
from crossreel.domain.text.column_name import FULL, column_name


def files_by_language(
    subject: Subject, languages: Collection[str], naming: Naming, kind: str, mark: str, types: Collection[str], role: str = FULL
) -> list[PlannedFile]:  # fmt: skip
    """Return a file of each type for each language in which anything is subtitled.

    Args:
        subject: the title.
        languages: that are delivered.
        naming: the names of the package.
        kind: of the files, by which profiles put them into folders.
        mark: what stands in their names before the language.
        types: extensions.
        role: the subtitles that they are made of.
    """
    there = {column for (_number, column), cell in subject.cells.items() if cell.cue_count}
    return [
        PlannedFile(
            path=naming.title_file(kind, f"{mark}_{naming.language(language)}", each, language=language), kind=kind,
            language=language, format_id=each, variant=role,
        )
        for language in languages
        if column_name(language, role) in there
        for each in types
    ]  # fmt: skip
