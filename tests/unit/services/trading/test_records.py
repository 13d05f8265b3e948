"""Records on a real catalog: written, changed, removed, taken back, and what is refused."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from crossreel.domain.catalog.artwork import Artwork, ratio_of
from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.title import Image
from crossreel.domain.catalog.workflow import State
from crossreel.domain.delivery import Delivery
from crossreel.domain.errors import BadInput, NotFound, Refused, StaleText
from crossreel.domain.records.registry import record_kind, record_kinds
from crossreel.i18n.messages import sentence
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.history.undoing import History
from crossreel.services.trading.records import Records
from crossreel.services.viewing.previewing import Previewing
from tests.builders import Drama, journaled_rows, make_drama
from tests.growth.counting import counted
from tests.unit.storage.drama import raises


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """Two episodes of four cues in zh-Hans, en and ar."""
    made = make_drama(tmp_path / "catalog.crossreel")
    yield made
    made.database.close()


@pytest.fixture
def records(drama: Drama, tmp_path: Path) -> Records:
    """The records of the drama."""
    previewing = Previewing(drama.database, cache_folder=tmp_path / "cache")
    profiles = {"app-standard": "Drama app"}
    return Records(drama.database, profiles=lambda: profiles, read_picture=previewing.read_whole_picture)


@pytest.fixture
def poster(tmp_path: Path) -> Path:
    """A picture of 60 x 90 pixels."""
    path = tmp_path / "poster.png"
    image = QImage(60, 90, QImage.Format.Format_RGB32)
    image.fill(0x336699)
    assert image.save(str(path))
    return path


def told(records: Records, kind: str, title_id: int | None = None) -> list[dict[str, str]]:
    book = records.book(title_id)
    return [book.written(record_kind(kind), row) for row in book.of(record_kind(kind))]


def refused(code: str, field: str, act: Any, *arguments: Any) -> Mapping[str, Any]:
    with pytest.raises(BadInput) as caught:
        act(*arguments)
    assert (caught.value.code, caught.value.facts.get("field", "")) == (f"records.{code}", field)
    assert sentence(caught.value.code, caught.value.facts)
    return caught.value.facts


def fields_of(kind: str, poster: Path) -> dict[str, str]:
    """Something to write of each kind."""
    return {
        "buyers": {"code": "reel", "name": "ReelShort", "profile_id": "app-standard", "remark": "two\nlines"},
        "people": {"name": "林晚", "names": "en=Lin Wan; ko=린완"},
        "seasons": {"number": "1", "first_episode": "1", "last_episode": "2", "release_day": "2026-03-01"},
        "rights": {"territories": "WW", "excluded": "CN", "licence": "coin", "end_day": "2027-12-31", "languages": "en"},
        "artwork": {"image_id": str(poster), "kind": "poster", "language": "en"},
        "credits": {"person_id": "林晚", "job": "actor"},
        "compliance": {"tier": "key", "filing_number": "网微剧备字 1", "ai_label": "assisted", "chain_of_title": "Contract 7"},
        "episode_labels": {"episode_id": "2", "ai_label": "generated"},
        "listings": {"language": "en", "short_name": "The Heir", "keywords": "revenge, ceo"},
        "episode_texts": {"episode_id": "1", "language": "en", "name": "The Ring"},
        "identifiers": {"scheme": "eidr", "value": "10.5240/7791-8534-2C23-9030-8610-5"},
        "ratings": {"territory": "US", "system": "TVPG", "value": "TV-14", "reasons": "V, L"},
        "receipts": {"delivery_id": "DLV_HEIR_v01", "verdict": "accepted", "column": "en"},
    }[kind]  # fmt: skip


CHANGES = {
    "buyers": {"name": "Reel", "remark": ""},
    "people": {"names": "en=Lin"},
    "seasons": {"last_episode": "80", "release_day": ""},
    "rights": {"territories": "US, BR", "excluded": "", "exclusive": "yes"},
    "artwork": {"kind": "cover", "language": ""},
    "credits": {"job": "voice", "language": "en", "position": "3"},
    "compliance": {"review_state": "passed", "chain_of_title": "Contracts 7\nand 8"},
    "episode_labels": {"episode_id": "1", "filing_number": "9"},
    "listings": {"language": "ar", "keywords": ""},
    "episode_texts": {"synopsis": "A ring is found."},
    "identifiers": {"scheme": "imdb", "value": "tt1234567"},
    "ratings": {"value": "TV-PG", "reasons": "V"},
    "receipts": {"verdict": "rejected", "reason": "Cut off", "day_ms": "2026-01-02", "episode_id": "1"},
}


def put_delivery(drama: Drama) -> None:
    with drama.database.derived() as uow:
        uow.put(
            Delivery(
                id=uow.new_id(), title_id=drama.title_id, profile_id="app-standard", languages=("en",), author="Ana", created_ms=1,
                package_path="/out/DLV_HEIR_v01", buyer="REEL", cells={f"{drama.episode_ids[0]}:en": "x"},
            )
        )  # fmt: skip


@pytest.mark.parametrize("kind", [each.id for each in record_kinds()])
def test_each_kind_is_written_changed_removed_and_taken_back(kind: str, drama: Drama, records: Records, poster: Path) -> None:
    put_delivery(drama)
    found, history = record_kind(kind), History(drama.database)
    title_id = drama.title_id if found.is_of_title else None
    if kind == "credits":
        records.add("people", fields_of("people", poster))
    before = journaled_rows(drama.database)
    edit = records.add(kind, fields_of(kind, poster), title_id)
    assert edit.header.title_id == title_id and sentence(edit.header.label, edit.header.facts)
    book = records.book(title_id)
    (row,) = book.of(found)
    written = book.written(found, row)
    after_add = journaled_rows(drama.database)
    records.change(kind, row.id, CHANGES[kind], title_id, seen=row)
    assert told(records, kind, title_id) == [written | CHANGES[kind]]
    assert history.undo(title_id) is not None and journaled_rows(drama.database) == after_add
    edit = records.remove(kind, [row.id], title_id)
    assert sentence(edit.header.label, edit.header.facts)
    assert journaled_rows(drama.database) == before
    assert history.undo(title_id) is not None and journaled_rows(drama.database) == after_add
    assert history.undo(title_id) is not None and journaled_rows(drama.database) == before


def test_a_right_that_contradicts_another_or_itself_is_refused(drama: Drama, records: Records) -> None:
    title_id = drama.title_id
    records.add("buyers", {"code": "REEL", "name": "ReelShort"})
    records.add("rights", {"buyer_id": "REEL", "territories": "WW", "licence": "coin", "exclusive": "yes"}, title_id)
    facts = refused("right_exclusive", "territories", records.add, "rights", {"territories": "US", "licence": "coin"}, title_id)
    assert (facts["territories"], facts["buyer"]) == (["US"], "REEL")
    again = {"buyer_id": "REEL", "territories": "US", "licence": "coin"}
    refused("right_twice", "territories", records.add, "rights", again, title_id)
    wrong = (
        ("right_world", "territories", {"territories": "WW, US"}),
        ("right_outside", "excluded", {"territories": "US", "excluded": "CA"}),
        ("right_nowhere", "excluded", {"territories": "US", "excluded": "US"}),
        ("right_days", "end_day", {"territories": "US", "start_day": "2026-05-01", "end_day": "2026-04-30"}),
        ("right_holdback", "holdback_languages", {"territories": "US", "languages": "en,ar", "holdback_languages": "ar"}),
        ("right_required", "required_languages", {"territories": "US", "languages": "en", "required_languages": "ar"}),
        ("right_price", "price_type", {"territories": "US", "price": "5"}),
        ("no_buyer", "buyer_id", {"territories": "US", "buyer_id": "NONE"}),
    )
    for code, field, fields in wrong:
        refused(code, field, records.add, "rights", {"licence": "svod", **fields}, title_id)
    assert len(told(records, "rights", title_id)) == 1
    records.add("rights", {"buyer_id": "REEL", "territories": "US", "licence": "svod"}, title_id)


def test_what_else_cannot_be(drama: Drama, records: Records) -> None:
    put_delivery(drama)
    title_id = drama.title_id
    records.add("people", {"name": "Lin"})
    records.add("seasons", {"number": "1", "first_episode": "1", "last_episode": "2"}, title_id)
    season = {"number": "2", "first_episode": "2", "last_episode": "9"}
    assert refused("seasons_meet", "first_episode", records.add, "seasons", season, title_id)["numbers"] == [2]
    refused("season_turned", "last_episode", records.add, "seasons", season | {"first_episode": "12"}, title_id)
    refused("twice", "number", records.add, "seasons", {"number": "1", "first_episode": "5", "last_episode": "6"}, title_id)
    refused(
        "no_character", "character_id", records.add, "credits", {"person_id": "Lin", "job": "actor", "character_id": "X"}, title_id
    )
    refused("bad_identifier", "value", records.add, "identifiers", {"scheme": "eidr", "value": "10.5240/1"}, title_id)
    refused("identifier_buyer", "buyer", records.add, "identifiers", {"scheme": "buyer", "value": "77"}, title_id)
    refused("no_reason", "reason", records.add, "receipts", {"delivery_id": "DLV_HEIR_v01", "verdict": "rejected"}, title_id)
    word = {"delivery_id": "DLV_HEIR_v01", "verdict": "accepted"}
    refused("not_delivered", "column", records.add, "receipts", word | {"column": "ar"}, title_id)
    refused("not_delivered", "episode_id", records.add, "receipts", word | {"episode_id": "2"}, title_id)
    refused("no_title", "", records.add, "rights", {"territories": "US", "licence": "svod"})
    refused("gone", "", records.change, "seasons", 77, {"name": "x"}, title_id)
    with raises(NotFound, "catalog.no_title"):
        records.add("seasons", season, 5)


def test_one_facts_sheet_a_title_which_adding_again_changes(drama: Drama, records: Records) -> None:
    records.add("compliance", {"tier": "key"}, drama.title_id)
    records.add("compliance", {"filing_number": "7"}, drama.title_id)
    (found,) = told(records, "compliance", drama.title_id)
    assert (found["tier"], found["filing_number"]) == ("key", "7")


def test_credits_stand_in_the_order_of_billing(drama: Drama, records: Records) -> None:
    for name in ("Lin", "Gu"):
        records.add("people", {"name": name})
        records.add("credits", {"person_id": name, "job": "actor"}, drama.title_id)
    assert [(each["position"], each["person_id"]) for each in told(records, "credits", drama.title_id)] == [
        ("1", "Lin"),
        ("2", "Gu"),
    ]


def test_a_buyer_with_rights_stays(drama: Drama, records: Records) -> None:
    records.add("buyers", {"code": "REEL", "name": "ReelShort"})
    records.add("rights", {"buyer_id": "REEL", "territories": "US", "licence": "svod"}, drama.title_id)
    (buyer,) = records.book().of(record_kind("buyers"))
    with pytest.raises(Refused) as caught:
        records.remove("buyers", [buyer.id])
    assert sentence(caught.value.code, caught.value.facts) == (
        "This cannot be removed: “Rights” of HEIR name it (1). Remove those first, or change them."
    )
    (right,) = records.book(drama.title_id).of(record_kind("rights"))
    records.remove("rights", [right.id], drama.title_id)
    records.remove("buyers", [buyer.id])
    assert records.book().of(record_kind("buyers")) == ()


def test_a_season_takes_its_identifiers_along_and_stays_for_a_right(drama: Drama, records: Records) -> None:
    title_id = drama.title_id
    records.add("seasons", {"number": "2", "first_episode": "1", "last_episode": "2"}, title_id)
    records.add("identifiers", {"scheme": "eidr", "value": "10.5240/7791-8534-2c23-9030-8610-5", "season_id": "2"}, title_id)
    assert records.book(title_id).of(record_kind("identifiers"))[-1].value == "10.5240/7791-8534-2C23-9030-8610-5"
    records.add("rights", {"territories": "US", "licence": "svod", "season_id": "2"}, title_id)
    (season,) = records.book(title_id).of(record_kind("seasons"))
    with raises(Refused, "records.still_named"):
        records.remove("seasons", [season.id], title_id)
    (right,) = records.book(title_id).of(record_kind("rights"))
    records.remove("rights", [right.id], title_id)
    records.remove("seasons", [season.id], title_id)
    assert records.book(title_id).of(record_kind("identifiers")) == ()


def test_who_changes_what_somebody_else_changed_meanwhile_is_told(drama: Drama, records: Records) -> None:
    records.add("buyers", {"code": "REEL", "name": "ReelShort"})
    (seen,) = records.book().of(record_kind("buyers"))
    records.change("buyers", seen.id, {"name": "Reel", "contact": "a@b"}, seen=seen)
    records.change("buyers", seen.id, {"remark": "mine"}, seen=seen)
    with raises(StaleText, "storage.stale_value_by"):
        records.change("buyers", seen.id, {"name": "Other"}, seen=seen)
    assert told(records, "buyers")[0] | {"profile_id": ""} == {
        "code": "REEL", "name": "Reel", "profile_id": "", "contact": "a@b", "remark": "mine",
    }  # fmt: skip


def test_artwork_brings_its_image_and_takes_it_along(drama: Drama, records: Records, poster: Path, tmp_path: Path) -> None:
    title_id = drama.title_id
    records.add("artwork", {"image_id": str(poster), "kind": "poster"}, title_id)
    (row,) = records.book(title_id).of(record_kind("artwork"))
    image = records.picture(row.id)
    assert image is not None and image.data == poster.read_bytes()
    assert told(records, "artwork", title_id)[0]["image_id"] == "60x90, 2:3"
    QImage(90, 60, QImage.Format.Format_RGB32).save(str(tmp_path / "wide.jpg"))
    records.change("artwork", row.id, {"image_id": str(tmp_path / "wide.jpg")}, title_id)
    with drama.database.read() as uow:
        assert [(each.width, each.height) for each in uow.where(Image)] == [(90, 60)]
    refused("still", "episode_id", records.add, "artwork", {"image_id": str(poster), "kind": "still"}, title_id)
    records.remove("artwork", [row.id], title_id)
    with drama.database.read() as uow:
        assert uow.where(Image) == [] and uow.where(Artwork) == []
    History(drama.database).undo(title_id)
    assert records.picture(row.id) is not None


def test_the_cover_stays_when_an_artwork_that_shows_it_goes(drama: Drama, records: Records, poster: Path) -> None:
    records.add("artwork", {"image_id": str(poster), "kind": "cover"}, drama.title_id)
    (row,) = records.book(drama.title_id).of(record_kind("artwork"))
    catalog = Cataloging(drama.database)
    title = catalog.title(drama.title_id)
    catalog.update_title(replace(title, cover_id=row.image_id), seen=title)
    catalog.set_cover(drama.title_id, b"other", "image/png", 3, 4)
    assert records.picture(row.id) is not None
    History(drama.database).undo(drama.title_id)
    records.remove("artwork", [row.id], drama.title_id)
    assert catalog.cover(drama.title_id) is not None
    catalog.clear_cover(drama.title_id)
    with drama.database.read() as uow:
        assert uow.where(Image) == []


def test_a_rejection_takes_its_cells_back_to_work_with_the_buyers_words(drama: Drama, records: Records) -> None:
    put_delivery(drama)
    catalog = Cataloging(drama.database)
    catalog.set_state([(drama.episode_ids[0], "en"), (drama.episode_ids[1], "en")], State.CHECKED)
    before = journaled_rows(drama.database)
    word = {"delivery_id": "DLV_HEIR_v01", "verdict": "rejected", "reason": "Line 3 is cut off", "day_ms": "2026-11-20"}
    records.add("receipts", word, drama.title_id)
    states = [row.cells["en"].state for row in catalog.matrix(drama.title_id).rows]
    assert states == [State.TRANSLATED, State.CHECKED]
    with drama.database.read() as uow:
        (note,) = uow.where(Note)
    assert (note.episode_id, note.language, note.text, note.author) == (drama.episode_ids[0], "en", "Line 3 is cut off", "REEL")
    assert History(drama.database).undo(drama.title_id) is not None and journaled_rows(drama.database) == before
    records.add("receipts", word | {"verdict": "accepted"}, drama.title_id)
    assert catalog.matrix(drama.title_id).rows[0].cells["en"].state is State.CHECKED


def test_the_code_of_a_buyer_that_was_served_stays(drama: Drama, records: Records) -> None:
    records.add("buyers", {"code": "REEL", "name": "ReelShort"})
    (buyer,) = records.book().of(record_kind("buyers"))
    records.change("buyers", buyer.id, {"code": "REEL1"})
    records.change("buyers", buyer.id, {"code": "REEL"})
    put_delivery(drama)
    refused("code_served", "code", records.change, "buyers", buyer.id, {"code": "REEL2"})
    records.change("buyers", buyer.id, {"name": "Reel"})


def test_a_title_with_more_records_takes_no_more_statements(drama: Drama, records: Records) -> None:
    counts: list[int] = []
    for numbers in (range(1, 3), range(3, 60)):
        for number in numbers:
            told = {"number": str(number), "first_episode": str(number), "last_episode": str(number)}
            records.add("seasons", told, drama.title_id)
        last = records.book(drama.title_id).of(record_kind("seasons"))[-1]
        with counted(drama.database) as sent:
            records.change("seasons", last.id, {"name": f"Part {last.number}"}, drama.title_id, seen=last)
        counts.append(sent.count)
    assert counts[0] == counts[1] <= 45, counts


def test_pictures_that_cannot_be_handed_on_are_refused(records: Records, drama: Drama, poster: Path, tmp_path: Path) -> None:
    cut, text, wide = tmp_path / "cut.png", tmp_path / "text.png", tmp_path / "wide.png"
    cut.write_bytes(poster.read_bytes()[:-20])
    text.write_text("no picture")
    QImage(10_001, 1, QImage.Format.Format_Mono).save(str(wide))
    heavy = tmp_path / "heavy.png"
    with heavy.open("wb") as file:
        file.truncate(33 << 20)
    for path, code in ((cut, "previewing.picture_broken"), (text, "previewing.no_picture"), (wide, "previewing.picture_wide"),
                       (heavy, "previewing.picture_heavy"), (tmp_path / "none.png", "format.cannot_open")):  # fmt: skip
        with pytest.raises(BadInput) as caught:
            records.add("artwork", {"image_id": str(path), "kind": "poster"}, drama.title_id)
        assert caught.value.code == code and sentence(code, caught.value.facts)
    assert told(records, "artwork", drama.title_id) == []


def test_a_ratio_is_written_as_people_write_it() -> None:
    assert [ratio_of(*size) for size in ((1080, 1440), (2000, 3000), (1920, 1080), (1000, 1000), (1081, 1440))] == [
        "3:4", "2:3", "16:9", "1:1", "0.75:1",
    ]  # fmt: skip
