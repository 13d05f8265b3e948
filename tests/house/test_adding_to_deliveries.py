"""A gate, a metadata writer and a profile are added with the files that docs/adding-a-profile.md names, and nothing turns red."""

import json

from tests.house.copies import Copy

GATE = '''"""The title has a year, where a profile of leap years asks for one."""

from collections.abc import Iterator

from crossreel.delivery.gate import Gate
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import Profile, Refusal


def check(subject: Subject, profile: Profile, languages: tuple[str, ...]) -> Iterator[Refusal]:
    """Yield the year that is missing."""
    if profile.id == "leap" and subject.title.year and subject.title.year % 4:
        yield Refusal(code="delivery.title_field_missing", facts={"field": "year"})


GATE = Gate(id="leap", order=60, check=check)
'''
WRITER = '''"""The title's name in a line of its own."""

from crossreel.delivery.metadata_file import MetadataFile
from crossreel.delivery.metadata_writer import MetadataWriter
from crossreel.delivery.packager import Contents
from crossreel.delivery.subject import Subject
from crossreel.domain.delivery import PlannedFile


def files(subject: Subject) -> tuple[MetadataFile, ...]:
    """Return the one file."""
    return (MetadataFile(label="NAME", extension="txt", season=1),)


def write(file: PlannedFile, contents: Contents) -> bytes:
    """Return the line."""
    return f"{contents.subject.title.name}\\n".encode()


WRITER = MetadataWriter(id="name_line", title="Name", files=files, write=write)
'''
PROFILE = """
id = "leap"
name = "Leap"
version = "1"
buyer = "LEAP"
include = ["metadata", "spec"]
metadata = ["name_line"]
document_language = "ar"

[sources]
include = "What their papers ask for [D]"
"""
PACKAGE = """bag-info.txt
bagit.txt
data/HIDDENHEIR_S01/00_DOCS/HIDDENHEIR_S01_SPEC_v01.json
data/HIDDENHEIR_S01/01_METADATA/HIDDENHEIR_S01_NAME_v01.txt
manifest-sha256.txt
tagmanifest-sha256.txt
"""
TESTS = (
    "tests/delivery/test_profiles.py", "tests/unit/delivery/test_profile.py",
    "tests/unit/delivery/test_planner.py::test_shipped_profiles_always_make_good_names",
    "tests/unit/delivery/test_planner.py::test_shipped_profiles_name_what_exists",
    "tests/unit/delivery/test_payload.py::test_packagers_name_the_files_they_make",
)  # fmt: skip
NAMES = ("leap", "each_says", "is_taken_once", "names_what_exists", "name_what_exists", "good_names", "name_the_files")


def add(project: Copy) -> None:
    """Add a gate, a metadata writer and a profile that asks for both."""
    project.add("src/crossreel/delivery/gates/leap.py", GATE)
    project.add("src/crossreel/delivery/metadata/name_line.py", WRITER)
    project.add("resources/delivery/leap.toml", PROFILE)
    project.add("tests/delivery/leap/package.txt", PACKAGE)


def test_a_gate_a_writer_and_a_profile(project: Copy) -> None:
    add(project)
    told = project.run("-m", "crossreel", "--catalog", str(project.folder / "c.crossreel"), "profiles", "list", "--json")
    assert "leap" in [each["id"] for each in json.loads(told.stdout)], told.stderr
