"""Delivery profiles of one's own: derived, changed version by version with undo, carried as files, and delivered by."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.delivery import Delivery
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput, NotFound, Refused
from crossreel.domain.trade.buyer import Buyer
from crossreel.domain.trade.kept_profile import KeptProfile
from crossreel.i18n.messages import sentence
from crossreel.services.delivering.packages import Delivering
from crossreel.services.delivering.profiling import Profiling
from crossreel.services.history.undoing import History
from crossreel.storage.database import Database
from tests.builders import Drama, make_drama
from tests.unit.storage.drama import over


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    made = make_drama(tmp_path / "c.crossreel")
    yield made
    made.database.close()


@pytest.fixture
def profiling(drama: Drama) -> Profiling:
    return Profiling(drama.database)


def put(database: Database, *entities: object) -> None:
    with database.edit(EditHeader(label="edit.test", title_id=None)) as open_edit, open_edit.part() as uow:
        over(uow, *entities)


def change(profiling: Profiling, profile_id: str, key: str, written: str | None) -> None:
    changed = profiling.changed(profile_id, key, written)
    profiling.save(changed, seen=int(changed.version))


def test_a_derived_profile_asks_for_the_same_until_it_is_changed(drama: Drama, profiling: Profiling) -> None:
    profiling.derive("app-standard", "mine", name="Mine", buyer="MINE")
    made, base = profiling.get("mine"), profiling.get("app-standard")
    assert made == replace(base, id="mine", name="Mine", buyer="MINE", version="1", based_on="app-standard")
    assert profiling.profiles().own == {"mine"}
    assert Delivering(drama.database).profiles().get("mine") == made
    plan = Delivering(drama.database).plan(drama.title_id, "mine", ["en"])
    assert plan.folder_name.split("_")[2] == "MINE" and len(plan.files) > 4


def test_each_saved_change_is_a_version_and_is_undone(drama: Drama, profiling: Profiling) -> None:
    profiling.derive("app-standard", "mine")
    profiling.save(replace(profiling.get("mine"), file_template="{title}_{episode:02d}_{language}.{extension}"), seen=1)
    change(profiling, "mine", "limits.line_hard", "43")
    assert [each.version for each in profiling.versions("mine")] == [3, 2, 1]
    now = profiling.get("mine")
    assert (now.version, now.limits) == ("3", {"": {"line_hard": 43}})
    assert profiling.get("mine", version=1).file_template == profiling.get("app-standard").file_template
    history = History(drama.database)
    assert history.undo(None) is not None
    assert (profiling.get("mine").version, profiling.get("mine").limits) == ("2", {})
    assert history.redo(None) is not None
    assert profiling.get("mine").version == "3"
    change(profiling, "mine", "limits.line_hard", None)
    assert profiling.get("mine").limits == {}
    for _ in range(4):
        history.undo(None)
    with pytest.raises(NotFound):
        profiling.get("mine")


def test_a_version_that_something_was_delivered_by_is_not_given_again(drama: Drama, profiling: Profiling) -> None:
    profiling.derive("app-standard", "mine")
    change(profiling, "mine", "watched", "50")
    with drama.database.derived() as uow:
        uow.put(
            Delivery(
                id=drama.database.new_id(),
                title_id=drama.title_id,
                profile_id="mine",
                languages=("en",),
                package_path="/p",
                author="Mei",
                created_ms=1,
                profile_version="2",
            )
        )
    History(drama.database).undo(None)
    change(profiling, "mine", "watched", "80")
    assert [each.version for each in profiling.versions("mine")] == [3, 1]


@pytest.mark.parametrize(
    ("key", "written", "code"),
    [
        ("file_template", "{title.__class__}", "profile.bad_template"),
        ("file_template", "../{title}.{extension}", "profile.leads_out"),
        ("folders.subtitle", "/etc", "profile.leads_out"),
        ("minimum_state", "shiny", "profile.bad_value"),
        ("shoe_size", "43", "profile.unknown_key"),
        ("limits.line_hard", "forty", "profile.bad_value"),
        ("id", "other", "profile.fixed_value"),
        ("version", "9", "profile.fixed_value"),
        ("name", "", "profile.bad_value"),
        ("name", "\u202egnihton", "profile.bad_value"),
        ("buyer.code", "X", "profile.no_such_value"),
        ("include", '["subtitles"]', "profile.nothing_changed"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_saved(profiling: Profiling, key: str, written: str, code: str) -> None:
    profiling.derive("app-standard", "mine")
    change(profiling, "mine", "include", '["subtitles"]')
    with pytest.raises(BadInput) as caught:
        change(profiling, "mine", key, written)
    assert caught.value.code == code
    assert sentence(caught.value.code, caught.value.facts)
    assert profiling.get("mine").version == "2"


def test_two_people_do_not_save_over_each_other(profiling: Profiling) -> None:
    profiling.derive("app-standard", "mine")
    seen = profiling.get("mine")
    profiling.save(replace(seen, name="One"), seen=1)
    with pytest.raises(Refused, match="changed_meanwhile") as caught:
        profiling.save(replace(seen, name="Other"), seen=1)
    assert "2" in sentence(caught.value.code, caught.value.facts)
    assert profiling.get("mine").name == "One"


@pytest.mark.parametrize("profile_id", ["", "Mine", "a b", "../x", "x" * 60, "app-standard", "mine", "1\n"])
def test_an_id_that_cannot_be_or_is_taken_is_refused(profiling: Profiling, profile_id: str) -> None:
    profiling.derive("app-standard", "mine")
    with pytest.raises(BadInput) as caught:
        profiling.derive("app-standard", profile_id)
    assert caught.value.code in ("profile.no_id", "profile.taken")
    with pytest.raises(NotFound):
        profiling.derive("nobody's", "theirs")


def test_what_ships_is_not_changed(profiling: Profiling) -> None:
    for do in (
        lambda: change(profiling, "app-standard", "name", "X"),
        lambda: profiling.remove("app-standard"),
        lambda: profiling.save(replace(profiling.get("app-standard"), name="X"), seen=1),
    ):
        with pytest.raises(NotFound, match="not_own"):
            do()
    assert profiling.versions("app-standard") == ()


def test_a_profile_goes_out_as_a_file_and_comes_in_again(profiling: Profiling, tmp_path: Path) -> None:
    profiling.derive("streamer-imsc", "mine", buyer="MINE")
    change(profiling, "mine", "limits", "{ speed_hard = 25 }")
    path = profiling.export("mine", tmp_path / "mine.toml")
    with pytest.raises(BadInput, match="taken"):
        profiling.import_file(path)
    profiling.import_file(path, profile_id="theirs")
    mine, theirs = profiling.get("mine"), profiling.get("theirs")
    assert theirs == replace(mine, id="theirs", version="1")
    path.write_text(path.read_text("utf-8").replace("speed_hard = 25.0", "speed_hard = 22"), "utf-8")
    profiling.import_file(path, update=True)
    assert (profiling.get("mine").version, profiling.get("mine").limits) == ("3", {"": {"speed_hard": 22.0}})
    assert profiling.export("mine", tmp_path / "old.toml", version=1).read_text("utf-8").count("speed_hard") == 0
    with pytest.raises(NotFound, match="no_version"):
        profiling.export("mine", path, version=9)


@pytest.mark.parametrize(
    "text", ["id = ", "id = 'x'\n" * 2, "\x00", "\ufeff\ufeff", 'id = "a"\nname = "A"\nversion = "1"\nbuyer = "B"\nsurprise = 1']
)
def test_a_hostile_file_is_a_sentence_and_nothing_comes_in(profiling: Profiling, tmp_path: Path, text: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(BadInput) as caught:
        profiling.import_file(path)
    assert sentence(caught.value.code, caught.value.facts)
    assert profiling.profiles().own == frozenset()


def test_one_that_serves_a_buyer_stays_and_another_goes_with_all_its_versions(drama: Drama, profiling: Profiling) -> None:
    profiling.derive("app-standard", "mine")
    change(profiling, "mine", "watched", "50")
    buyer = Buyer(id=drama.database.new_id(), code="APP", name="App", profile_id="mine")
    put(drama.database, buyer)
    with pytest.raises(Refused, match="serves") as caught:
        profiling.remove("mine")
    assert "APP" in sentence(caught.value.code, caught.value.facts)
    put(drama.database, replace(buyer, profile_id=""))
    profiling.remove("mine")
    assert profiling.profiles().own == frozenset()
    History(drama.database).undo(None)
    assert [each.version for each in profiling.versions("mine")] == [2, 1]


def test_a_kept_one_that_cannot_be_read_takes_no_other_along(drama: Drama, profiling: Profiling) -> None:
    new_id = drama.database.new_id
    put(
        drama.database,
        KeptProfile(id=new_id(), profile_id="torn", version=1, text="id = "),
        KeptProfile(id=new_id(), profile_id="app-standard", version=1, text=profiling.text("app-standard")),
    )
    found = profiling.profiles()
    assert {name: error.code for name, error in found.broken.items()} == {
        "torn": "profile.no_toml",
        "app-standard": "profile.id_twice",
    }
    assert found.get("streamer-imsc") and found.get("app-standard").version == "1"
    profiling.remove("torn")


def test_names_are_listed_live_of_what_is_not_saved(drama: Drama, profiling: Profiling) -> None:
    profile = replace(profiling.get("app-standard"), file_template="{episode:02d}.{extension}", folders={"subtitle": "S"})
    found = profiling.names(profile, drama.title_id, ["en", "ar"])
    assert found.faulty == len(drama.episode_ids) * 2 * 2
    assert profiling.names(profiling.get("app-standard"), drama.title_id, ["en", "ar"]).faulty == 0
    with pytest.raises(BadInput, match="leads_out"):
        profiling.names(replace(profile, file_template="../{title}"), drama.title_id, ["en"])
