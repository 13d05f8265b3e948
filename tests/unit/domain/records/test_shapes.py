"""What is written of a field is read back as the same value, whatever it is; what is none is refused with its field."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.catalog.person import Person
from crossreel.domain.catalog.season import Season
from crossreel.domain.catalog.title import Character
from crossreel.domain.delivery import Delivery
from crossreel.domain.errors import BadInput
from crossreel.domain.records.field import RecordField, Shape
from crossreel.domain.records.known import Known
from crossreel.domain.records.record import RecordKind
from crossreel.domain.records.registry import record_kind, record_kinds
from crossreel.domain.records.shapes import read_field, written_field
from crossreel.domain.trade.buyer import Buyer
from crossreel.i18n.messages import has_sentence, sentence
from crossreel.services.files.territories import territories

FAR = 384_712_994_352_570_000
KNOWN = Known(
    territories=territories(),
    title_id=1,
    today="2026-11-27",
    columns=("zh-Hans", "en"),
    profiles={"app-standard": "Drama app"},
    buyers={FAR: Buyer(id=FAR, code="REEL", name="ReelShort")},
    people={
        FAR + 1: Person(id=FAR + 1, name="林晚"),
        FAR + 2: Person(id=FAR + 2, name="Lin"),
        FAR + 3: Person(id=FAR + 3, name="lin"),
    },
    characters={FAR + 4: Character(id=FAR + 4, title_id=1, name="顾总")},
    seasons={FAR + 5: Season(id=FAR + 5, title_id=1, number=2, first_episode=1, last_episode=9)},
    episodes={FAR + 6: 1, FAR + 7: 23},
    deliveries={
        FAR + 8: Delivery(
            id=FAR + 8, title_id=1, profile_id="p", languages=(), package_path="/x/DLV_HEIR_v01", author="Ana", created_ms=1
        )
    },
    pictures={FAR + 9: (1080, 1440)},
)
FIELDS = [(kind, each) for kind in record_kinds() for each in kind.fields]
WORD = st.text(st.characters(categories=("L", "Nd")), min_size=1, max_size=12)
TAGS = st.sampled_from(["en", "es-419", "zh-Hans", "pt-BR", "ar"])
VALUES: dict[Shape, st.SearchStrategy[Any]] = {
    Shape.TEXT: WORD,
    Shape.LINES: st.lists(WORD, min_size=1, max_size=3).map("\n".join),
    Shape.CODE: st.from_regex(r"[A-Z]{3}", fullmatch=True),
    Shape.PROFILE: st.sampled_from(["", "app-standard"]),
    Shape.WHOLE: st.integers(1, 9999),
    Shape.POSITION: st.integers(1, 99),
    Shape.PRICE: st.sampled_from(["", "0", "4.99", "1000"]),
    Shape.DAY: st.dates().map(lambda day: day.isoformat()),
    Shape.MOMENT: st.integers(1, 20_000).map(lambda days: days * 86_400_000),
    Shape.FLAG: st.booleans(),
    Shape.WORDS: st.lists(WORD, unique=True, max_size=3).map(tuple),
    Shape.NAMES: st.dictionaries(TAGS, WORD, max_size=3),
    Shape.LANGUAGE: TAGS,
    Shape.LANGUAGES: st.lists(TAGS, unique=True, max_size=3).map(tuple),
    Shape.COLUMN: st.sampled_from(["", "en", "en-x-sdh", "zh-Hans-x-signs"]),
    Shape.TERRITORY: st.sampled_from(sorted(territories())),
    Shape.TERRITORIES: st.lists(st.sampled_from([*sorted(territories()), "WW"]), unique=True, min_size=1, max_size=4).map(tuple),
    Shape.BUYER: st.sampled_from([None, FAR]),
    Shape.PERSON: st.sampled_from([FAR + 1, FAR + 2, FAR + 3]),
    Shape.CHARACTER: st.sampled_from([None, FAR + 4]),
    Shape.SEASON: st.sampled_from([None, FAR + 5]),
    Shape.EPISODE: st.sampled_from([FAR + 6, FAR + 7]),
    Shape.DELIVERY: st.just(FAR + 8),
}


@pytest.mark.parametrize("shape", sorted(VALUES, key=lambda each: each.value), ids=lambda shape: shape.value)
@given(data=st.data())
def test_what_is_written_is_read_back(shape: Shape, data: st.DataObject) -> None:
    field = RecordField(name="it", words="It", shape=shape)
    value = data.draw(VALUES[shape])
    assert read_field(field, written_field(field, value, KNOWN), KNOWN) == value
    assert read_field(field, f"  {written_field(field, value, KNOWN)} ", KNOWN) == value


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda each: getattr(each, "id", None) or each.name)
def test_each_field_is_one_of_its_entity_and_can_be_left_empty_or_says_that_it_cannot(kind: RecordKind, field: RecordField) -> None:
    assert field.name in kind.names
    if field.needed:
        with pytest.raises(BadInput) as refused:
            read_field(field, " ", KNOWN)
        assert refused.value.facts["field"] == field.name
    else:
        value = read_field(field, "", KNOWN)
        assert read_field(field, written_field(field, value, KNOWN), KNOWN) == value
    for member in field.choices:
        assert read_field(field, member.value.upper(), KNOWN) is member
        assert read_field(field, field.choices[member], KNOWN) is member


@pytest.mark.parametrize("kind", record_kinds(), ids=lambda kind: kind.id)
def test_each_kind_names_fields_that_it_has_and_its_edits_have_words(kind: RecordKind) -> None:
    names = {each.name for each in kind.fields}
    assert {*kind.shown, *kind.known_by, *kind.called} <= names
    assert names | {"id", "title_id"} >= kind.names
    assert has_sentence(kind.written_label) and has_sentence(kind.removed_label)


BAD = (
    ("rights", "territories", "Brazil", "bad_territory"),
    ("rights", "territories", "EU", "bad_territory"),
    ("rights", "start_day", "31.12.2026", "bad_day"),
    ("rights", "start_day", "2026-02-30", "bad_day"),
    ("rights", "languages", "en, klingonese", "bad_language"),
    ("rights", "exclusive", "perhaps", "bad_flag"),
    ("rights", "licence", "gift", "bad_choice"),
    ("rights", "price", "-1", "bad_price"),
    ("rights", "price", "NaN", "bad_price"),
    ("rights", "price", "1e400", "bad_price"),
    ("rights", "price", "1e-400", "bad_price"),
    ("ratings", "territory", "WW", "bad_country"),
    ("rights", "currency", "euro", "bad_code"),
    ("rights", "buyer_id", "NOBODY", "no_buyer"),
    ("rights", "season_id", "7", "no_season"),
    ("buyers", "code", "A", "bad_code"),
    ("buyers", "profile_id", "none-such", "no_profile"),
    ("people", "names", "Lin Wan", "bad_names"),
    ("seasons", "first_episode", "0", "bad_number"),
    ("seasons", "first_episode", "ten", "bad_number"),
    ("credits", "person_id", "Nobody", "no_person"),
    ("credits", "person_id", "LIN", "several"),
    ("episode_labels", "episode_id", "99", "no_episode"),
    ("receipts", "delivery_id", "DLV_OTHER", "no_delivery"),
    ("artwork", "image_id", "no-such.png", "no_picture"),
    ("listings", "short_name", "x" * 20, "too_long"),
)


@pytest.mark.parametrize(("kind", "field", "written", "code"), BAD)
def test_what_cannot_be_is_refused_with_a_sentence(kind: str, field: str, written: str, code: str) -> None:
    found = record_kind(kind).find(field)
    assert found is not None
    with pytest.raises(BadInput) as refused:
        read_field(found, written, KNOWN)
    assert (refused.value.code, refused.value.facts["field"]) == (f"records.{code}", field)
    assert sentence(refused.value.code, refused.value.facts)


def test_people_write_things_in_more_ways_than_one() -> None:
    def read(kind: str, name: str, written: str) -> Any:
        found = record_kind(kind).find(name)
        assert found is not None
        return read_field(found, written, KNOWN)

    assert read("rights", "territories", "us ca，UK") == ("US", "CA", "GB")
    assert read("rights", "territories", "World") == ("WW",)
    assert read("rights", "start_day", "2026/1/5") == "2026-01-05"
    assert read("rights", "start_day", "2026-01-05 00:00:00") == "2026-01-05"
    assert read("rights", "end_day", "Open") == ""
    assert read("rights", "languages", "chs; en") == ("zh-Hans", "en")
    assert read("rights", "price", "4,99") == "4.99"
    assert read("buyers", "name", "a\x1b[31mb\x07 c") == "a[31mb c", "a terminal would obey it"
    assert read("receipts", "delivery_id", "DLV_HEIR_v01") == FAR + 8
    assert read("receipts", "day_ms", "") == read("receipts", "day_ms", "2026-11-27")


def test_the_territories_are_those_of_the_standard() -> None:
    assert len(territories()) == 249
    assert {"US", "CN", "TW", "GB", "AQ"} <= territories() and not {"UK", "EU", "XK", "WW", "ZZ"} & territories()
