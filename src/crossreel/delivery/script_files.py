"""Scripts and lists of which a package has one a language."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Contents, Packager, Sink
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.text.column_name import FULL, column_name

FOLDER = "08_SCRIPTS"


def script_packager(
    id: str, *, kind: str, mark: str, types: tuple[str, ...], role: str = FULL, with_source: bool = True
) -> Packager:  # fmt: skip
    """Return what adds a script of each language in which anything is subtitled, in the types that a profile asks for.

    Args:
        id: of the packager, and the key of its types in the profile's `scripts`.
        kind: of its files, by which profiles put them into folders.
        mark: what stands in their names before the language.
        types: extensions of its files, all of them where a profile names none.
        role: the subtitles that they are made of.
        with_source: whether there is one of the language that a title was made in.
    """

    def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
        there = {column for (_number, column), cell in subject.cells.items() if cell.cue_count}
        wanted = [each for each in languages if with_source or each != subject.title.source_language]
        return [
            PlannedFile(
                path=naming.title_file(kind, f"{mark}_{naming.language(language)}", each, language=language), kind=kind,
                language=language, format_id=each, variant=role,
            )
            for language in wanted
            if column_name(language, role) in there
            for each in (profile.scripts.get(id) or types)
        ]  # fmt: skip

    return Packager(id=id, folders={kind: FOLDER}, files=files, make=make_script, types=types)


def make_script(file: PlannedFile, contents: Contents, target: Sink) -> None:
    """Write a script or a list."""
    target.write(contents.script_file(file))
