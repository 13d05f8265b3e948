"""What the catalog keeps of a title comes to the metadata of its packages."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
from lxml import etree

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.listing import EpisodeText, Identifier, Rating, Scheme, TitleListing
from crossreel.domain.catalog.person import Credit, JobFunction, Person
from crossreel.domain.catalog.season import Season
from crossreel.domain.catalog.title import Title, TitleText
from crossreel.domain.trade.buyer import Buyer
from crossreel.domain.trade.right import Licence, Right
from crossreel.i18n.words import Words
from crossreel.services.delivering.packages import Delivering
from tests.unit.delivery.metadata.listed import must_be_valid
from tests.unit.services.delivering.conftest import Shelf

PROFILE = """
id = "stream"
name = "Stream"
version = "1"
buyer = "STREAM"
partner = "harbor"
include = ["subtitles", "metadata", "xliff", "delivery_note", "workbook"]
metadata = ["mec_2_12", "mmc_1_13", "avails_xlsx", "avails_xml", "crossreel_json"]
[[formats]]
format_id = "srt"
"""


def list_title(shelf: Shelf) -> None:
    """Say everything of the title, and give rights to two buyers and to whoever takes it."""
    with shelf.database.read() as uow:
        title, (first, *_) = uow.get(Title, shelf.title_id), uow.where(Episode, title_id=shelf.title_id)
        texts = {text.language: text for text in uow.where(TitleText, title_id=shelf.title_id)}
    new, own = shelf.database.new_id, shelf.title_id
    ours, theirs = Buyer(id=new(), code="STREAM", name="Stream Inc."), Buyer(id=new(), code="OTHER", name="Other")
    person = Person(id=new(), name="Chen Mo")
    right = Right(
        id=new(), title_id=own, buyer_id=ours.id, territories=("US",), licence=Licence.SVOD, licensor="Harbor", contract="ours",
    )  # fmt: skip
    shelf.change(
        replace(title, year=2026), ours, theirs, person, right, replace(right, id=new(), buyer_id=theirs.id, contract="theirs"),
        replace(right, id=new(), buyer_id=None, contract="anybody's"),
        replace(texts["en"], name="The Hidden Heir"), replace(texts["th"], name="ทายาท"),
        TitleListing(id=new(), title_id=own, language="en", short_name="Heir"),
        EpisodeText(id=new(), episode_id=first.id, language="en", name="The Pier"),
        Season(id=new(), title_id=own, number=1, first_episode=1, last_episode=99, release_day="2026-05-14"),
        Identifier(id=new(), title_id=own, scheme=Scheme.BUYER, buyer="STREAM", value="881"),
        Identifier(id=new(), title_id=own, scheme=Scheme.BUYER, buyer="OTHER", value="other's"),
        Rating(id=new(), title_id=own, territory="US", system="TVPG", value="TV-14"),
        Credit(id=new(), title_id=own, person_id=person.id, job=JobFunction.DIRECTOR, position=1),
    )  # fmt: skip


def test_every_word_of_the_catalog_arrives(shelf: Shelf, tmp_path: Path) -> None:
    list_title(shelf)
    (shelf.profiles / "stream.toml").write_text(PROFILE, encoding="utf-8")
    delivering = Delivering(shelf.database, folder=shelf.profiles)
    outcome = delivering.deliver(shelf.title_id, "stream", ("en", "th"), tmp_path / "out", wording=Words)
    assert outcome.package is not None, outcome.plan.refusals
    read = {path.name.partition("_")[2]: path.read_bytes() for path in outcome.package.rglob("*") if path.is_file()}

    def texts(file: str, name: str) -> list[str | None]:
        return [each.text for each in etree.fromstring(read[f"{file}_v01.xml"]).iter(f"{{*}}{name}")]

    assert texts("MEC", "TitleDisplay19")[-2:] == ["Heir", "ทายาท"]
    assert texts("MEC", "DisplayName") == ["Chen Mo"]
    assert texts("MEC", "Identifier")[0] == "881"
    assert not any(b"other's" in data or b"theirs" in data for data in read.values()), "nothing of another buyer"
    assert texts("S01_MEC", "ReleaseDate") == ["2026-05-14"]
    assert "The Pier" in texts("S01E001_MEC", "TitleDisplay60")
    assert texts("S01E002_MEC", "Value") == ["TV-14"]
    assert texts("S01_AVAILS", "ContractID") == ["ours", "anybody's"], "and no right of another buyer"
    assert {name for name in texts("S01_AVAILS", "DisplayName") if name != "Harbor"} == {"Stream Inc."}
    assert "S01_AVAILS_v01.xlsx" in read
    assert len(texts("S01_MMC", "Length")) == len(outcome.plan.files) - 1, "all but itself, the note among them"
    book = openpyxl.load_workbook(BytesIO(read["S01_CATALOG_v01.xlsx"]))
    cells = {(sheet.title, cell.value) for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert {("Languages", "Heir"), ("Episode names", "The Pier"), ("People", "Chen Mo")} <= cells
    lines = etree.fromstring(read["S01_XLIFF_th_v01.xlf"])
    assert lines.get("trgLang") == "th"
    assert len({unit.get("id") for unit in lines.iter("{*}unit")}) == len(list(lines.iter("{*}target"))) > 0
    assert "character_limit" in {each.get("type") for each in lines.iter("{*}meta")}
    for file, schema in (("S01_AVAILS", "avails-v2.7"), ("S01E002_MEC", "mdmec-v2.12"), ("S01_MMC", "manifest-v1.13")):
        must_be_valid(read[f"{file}_v01.xml"], "mddf", f"{schema}.xsd")
