"""XLIFF goes out a language a file, with room and times, and comes back by id from tools that turn it inside out."""

from pathlib import Path

import pytest
from lxml import etree
from translate.storage.xliff2 import Xliff2File

from crossreel.domain.errors import BadInput
from crossreel.services.exporting.tracks import Exporting
from crossreel.services.importing.plans import Importing
from crossreel.services.scripting.returning import Scripting
from crossreel.storage.database import Database
from tests.unit.delivery.metadata.listed import must_be_valid
from tests.unit.services.importing.folders import LINES, held, put_drama

XLF = "{urn:oasis:names:tc:xliff:document:2.0}"


@pytest.fixture
def title_id(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> int:
    """Put a title into the catalog."""
    importing.apply(importing.scan([put_drama(tmp_path / "Heir", movie, languages=("zh-Hans", "en", "th"))]))
    return held(database).title.id


def test_each_language_has_its_file_that_says_how_much_fits(title_id: int, database: Database, tmp_path: Path) -> None:
    report = Exporting(database).export_script(title_id, ("en", "th"), "xliff", tmp_path / "out")
    names = [Path(item.name).name for item in report.done]
    assert [name.partition("_SCRIPT_")[2] for name in names] == ["en_v01.xlf", "th_v01.xlf"]
    for item, tag in zip(report.done, ("en", "th"), strict=True):
        data = Path(item.name).read_bytes()
        must_be_valid(data, "xliff21", "xliff_core_2.0.xsd")
        for module, name in (("metadata.xsd", "metadata"), ("size_restriction.xsd", "profiles")):
            for each in etree.fromstring(data).iter(f"{{*}}{name}"):
                must_be_valid(etree.tostring(each), "xliff21", module)
        root = etree.fromstring(data)
        assert (root.get("version"), root.get("srcLang"), root.get("trgLang")) == ("2.1", "zh-Hans", tag)
        units = list(root.iter(f"{XLF}unit"))
        spoken = [held(database).cues[number, "zh-Hans", "source"] for number in (1, 2)]
        theirs = Xliff2File.parsestring(data).units  # a reader that is not ours
        assert [unit.source for unit in theirs] == [cue.text.replace("\n", "") for cues in spoken for cue in cues]
        assert [unit.getid() for unit in theirs] == [str(cue.id) for cues in spoken for cue in cues]
        ids = {str(cue.id) for number in (1, 2) for cue in held(database).cues[number, "zh-Hans", "source"]}
        assert {unit.get("id") for unit in units} == ids
        told = {each.get("type"): each.text for each in units[0].iter("{*}meta")}
        assert (
            told["in"]
            and told["out"]
            and told["character_limit"] == units[0].get("{urn:oasis:names:tc:xliff:sizerestriction:2.0}sizeRestriction")
        )
        assert int(told["character_limit"]) > 20


def test_several_languages_do_not_go_into_one_file(title_id: int, database: Database, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"script\.one_translation"):
        Exporting(database).export_script(title_id, ("en", "th"), "xliff", tmp_path / "all.xlf")


def test_what_a_tool_gives_back_is_taken_by_id(title_id: int, database: Database, tmp_path: Path) -> None:
    path = tmp_path / "en.xlf"
    Exporting(database).export_script(title_id, ("en",), "xliff", path)
    assert Scripting(database).import_script(path, title_id).edit is None, "nothing changed"
    root = etree.fromstring(path.read_bytes())
    for file in root:
        units = list(file.iter(f"{XLF}unit"))
        for unit in units:
            (target,) = unit.iter(f"{XLF}target")
            target.text = f"{target.text}?"
        for unit in reversed(units):
            file.append(unit)
    path.write_bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
    report = Scripting(database).import_script(path, title_id)
    assert (len(report.done), report.failed) == (2, ())
    assert [cue.text for cue in held(database).cues[2, "en", "translation"]] == [f"{line} 2?" for line in LINES["en"]]


def test_what_comes_back_with_ids_alone_is_for_a_person_to_decide(title_id: int, database: Database, tmp_path: Path) -> None:
    path = tmp_path / "en.xlf"
    Exporting(database).export_script(title_id, ("en",), "xliff", path)
    root = etree.fromstring(path.read_bytes())
    for unit in root.iter(f"{XLF}unit"):
        for lost in [*unit.iter("{*}metadata"), *unit.iter("{*}notes")]:
            unit.remove(lost)
        (target,) = unit.iter(f"{XLF}target")
        words = target.text or ""
        target.text = words[:3]
        more = etree.SubElement(unit, f"{XLF}segment")  # cut in two, as tools do
        etree.SubElement(more, f"{XLF}source")
        etree.SubElement(more, f"{XLF}target").text = f"{words[3:]}!"
    path.write_bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
    report = Scripting(database).import_script(path, title_id)
    assert {item.code for item in report.failed} == {"script.conflict"}, "nobody knows what it went out with"
    told = [item.facts["there"] for item in report.failed if item.facts["episode"] == 1]
    assert told == [f"{line} 1!" for line in LINES["en"]]
    assert [cue.text for cue in held(database).cues[1, "en", "translation"]] == [f"{line} 1" for line in LINES["en"]]
