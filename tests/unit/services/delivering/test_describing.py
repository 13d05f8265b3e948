"""Metadata files alone, held to the limits of a delivery."""

from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from crossreel.domain.catalog.title import TitleText
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.records.registry import record_kind
from crossreel.domain.trade.buyer import Buyer
from crossreel.domain.trade.right import Licence, Right
from crossreel.i18n.words import Words
from crossreel.services.delivering.describing import Describing
from crossreel.services.trading.records import Records
from tests.unit.services.delivering.conftest import Shelf
from tests.unit.services.delivering.test_listings import list_title


def test_files_are_written_without_a_package(shelf: Shelf, tmp_path: Path) -> None:
    list_title(shelf)
    describing = Describing(shelf.database)
    assert {each.id for each in describing.formats()} == {"avails_xlsx", "avails_xml", "crossreel_json", "mec_2_12", "mec_2_6"}
    outcome = describing.export(shelf.title_id, ("mec_2_6", "crossreel_json"), ("en",), tmp_path / "out", wording=Words)
    assert outcome.refusals == ()
    assert sorted(Path(path).name.partition("_")[2] for path in outcome.files) == sorted(
        path.name.partition("_")[2] for path in (tmp_path / "out").iterdir()
    )
    assert len(outcome.files) == 1 + 1 + 2 + 1
    series = etree.fromstring(next(Path(path) for path in outcome.files if "_MEC_" in path and "S01" not in path).read_bytes())
    assert [each.get("language") for each in series.iter("{*}LocalizedInfo")] == ["zh-Hans", "en"]


def test_what_is_too_long_writes_nothing(shelf: Shelf, tmp_path: Path) -> None:
    list_title(shelf)
    with shelf.database.read() as uow:
        (text,) = uow.where(TitleText, title_id=shelf.title_id, language="th")
    shelf.change(replace(text, name="n" * 61))
    outcome = Describing(shelf.database).export(shelf.title_id, ("mec_2_12",), ("en", "th"), tmp_path / "out", wording=Words)
    assert [(each.code, each.language, each.facts["length"]) for each in outcome.refusals] == [("delivery.text_long", "th", 61)]
    assert not (tmp_path / "out").exists()


def test_a_format_of_rights_says_where_there_are_none_of_the_buyer(shelf: Shelf, tmp_path: Path) -> None:
    """Files of the other formats are written all the same; nothing is left out in silence."""
    list_title(shelf)
    records = Records(shelf.database, profiles=dict, read_picture=lambda path: pytest.fail("no picture here"))
    kept = records.book(shelf.title_id).of(record_kind("rights"))
    records.remove("rights", [each.id for each in kept], shelf.title_id)
    describing, wanted = Describing(shelf.database), ("avails_xml", "mec_2_12")
    outcome = describing.export(shelf.title_id, wanted, ("en",), tmp_path, wording=Words)
    assert [(each.code, each.facts["format"]) for each in outcome.refusals] == [("metadata.no_rights", "Avails 2.7 (XML)")]
    assert len(outcome.files) == 4 and not any("AVAILS" in path for path in outcome.files)
    buyer = Buyer(id=shelf.database.new_id(), code="REEL", name="Reel")
    right = Right(
        id=shelf.database.new_id(), title_id=shelf.title_id, buyer_id=buyer.id, territories=("BR",), licence=Licence.SVOD,
        licensor="Harbor",
    )  # fmt: skip
    shelf.change(buyer, right)
    other = describing.export(shelf.title_id, ("avails_xml",), ("en",), tmp_path, wording=Words, buyer="OTHER")
    assert (other.files, [each.code for each in other.refusals]) == ((), ["metadata.no_rights_of"])
    told = describing.export(shelf.title_id, ("avails_xml",), ("en",), tmp_path, wording=Words, buyer="REEL")
    assert told.refusals == () and b"<md:DisplayName>Reel</md:DisplayName>" in Path(told.files[0]).read_bytes()


def test_what_lists_a_package_is_made_with_one(shelf: Shelf, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"metadata\.of_packages"):
        Describing(shelf.database).export(shelf.title_id, ("mmc_1_13",), ("en",), tmp_path, wording=Words)
    with pytest.raises(NotFound, match=r"metadata\.no_such_format"):
        Describing(shelf.database).export(shelf.title_id, ("onix",), ("en",), tmp_path, wording=Words)
