"""The glossary: the terms and characters of the title with their words in each language."""

from crossreel.delivery.naming import Naming
from crossreel.delivery.packager import Packager
from crossreel.delivery.script_files import make_script
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile, Profile


def files(subject: Subject, profile: Profile, languages: tuple[str, ...], naming: Naming) -> list[PlannedFile]:
    """Return the workbook; without terms and characters its tabs have their headers alone."""
    return [PlannedFile(path=naming.title_file("glossary", "GLOSSARY", "xlsx"), kind="glossary", format_id="xlsx")]


PACKAGER = Packager(id="glossary", folders={"glossary": "09_GLOSSARY"}, files=files, make=make_script, types=("xlsx",))
