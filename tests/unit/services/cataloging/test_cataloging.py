"""Titles, languages, episodes, states and the bible, on a real catalog."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Character, Term
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.delivery import Delivery
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput, NotFound, Refused
from crossreel.domain.quality.finding import Finding, Severity, Waiver
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from crossreel.services.viewing.screening import Screening
from tests.builders import SOURCE, Drama, journaled_rows, make_drama, media_info
from tests.unit.storage.drama import over


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """Two episodes of four cues in zh-Hans, en and ar."""
    made = make_drama(tmp_path / "catalog.crossreel")
    yield made
    made.database.close()


@pytest.fixture
def catalog(drama: Drama) -> Cataloging:
    """The catalog of the drama."""
    return Cataloging(drama.database)


def undone(drama: Drama, title_id: int | None) -> dict[type, list[object]]:
    assert History(drama.database).undo(title_id) is not None
    return journaled_rows(drama.database)


def test_a_title_is_made_found_and_taken_back(drama: Drama, catalog: Cataloging) -> None:
    before = journaled_rows(drama.database)
    catalog.create_title(" bride7 ", " The Bride ", "chs", year=2026, genres=("romance",))
    title = catalog.find_title("Bride7")
    assert title is not None and title == catalog.title(title.id)
    assert (title.code, title.name, title.source_language, title.year, title.genres) == (
        "BRIDE7", "The Bride", "zh-Hans", 2026, ("romance",),
    )  # fmt: skip
    assert [row.title.name for row in catalog.titles()] == ["The Bride", "The Hidden Heir"]
    assert catalog.find_title("NOBODY") is None
    assert undone(drama, None) == before


@pytest.mark.parametrize(
    ("code", "name", "language", "refusal"),
    [("A", "N", "en", "bad_code"), ("A-B", "N", "en", "bad_code"), ("A" * 17, "N", "en", "bad_code"), ("Ü2", "N", "en", "bad_code"),
     ("heir", "N", "en", "code_taken"), ("NEW1", " ", "en", "no_name"), ("NEW1", "N", "xx-yy-zz", "unknown_language")],
)  # fmt: skip
def test_bad_titles_are_refused(drama: Drama, catalog: Cataloging, code: str, name: str, language: str, refusal: str) -> None:
    before = journaled_rows(drama.database)
    with pytest.raises(BadInput) as caught:
        catalog.create_title(code, name, language)
    assert caught.value.code == f"catalog.{refusal}"
    assert journaled_rows(drama.database) == before


def test_a_title_keeps_its_own_code_but_takes_no_others(drama: Drama, catalog: Cataloging) -> None:
    title = catalog.title(drama.title_id)
    catalog.create_title("OTHER", "Other", "zh-Hans")
    catalog.update_title(replace(title, name="The Heir", rating="16+"), seen=title)
    assert (catalog.title(title.id).name, catalog.title(title.id).rating) == ("The Heir", "16+")
    with pytest.raises(BadInput, match=r"catalog\.code_taken"):
        catalog.update_title(replace(title, code="OTHER"), seen=title)


def test_another_source_language_relabels_the_source(drama: Drama, catalog: Cataloging) -> None:
    title = catalog.title(drama.title_id)
    catalog.update_title(replace(title, source_language="ko"), seen=title)
    assert catalog.matrix(title.id).languages == ("ko", "en", "ar")
    assert drama.cues(1, "ko")[0].text == "第1.0集"
    with pytest.raises(Refused, match=r"catalog\.source_is_translation"):
        catalog.update_title(replace(title, source_language="en"), seen=catalog.title(title.id))


def test_a_deleted_title_leaves_nothing_and_comes_back_whole(drama: Drama, catalog: Cataloging) -> None:
    kept = make_drama(drama.database.path, code="OTHER", database=drama.database)
    catalog.put_text(drama.title_id, "en", name="Heir", synopsis="S")
    catalog.put_character(Character(id=0, title_id=drama.title_id, name="林"))
    catalog.put_term(Term(id=0, title_id=drama.title_id, source="总裁"))
    catalog.set_cover(drama.title_id, b"jpeg", "image/jpeg", 2, 3)
    catalog.set_media(drama.episode_ids[0], Path("/videos/1.mp4"), media_info())
    Editing(drama.database).set_speaker([drama.cues(1)[0].id], catalog.characters(drama.title_id)[0].id)
    Screening(drama.database).add_note(drama.episode_ids[0], "en", 500, "Late")
    put_waiver_and_finding(drama)
    before = journaled_rows(drama.database)
    catalog.delete_title(drama.title_id)
    assert [row.title.id for row in catalog.titles()] == [kept.title_id]
    left = journaled_rows(drama.database)
    assert {kind.__name__: len(rows) for kind, rows in left.items() if rows} == {
        "Title": 1, "TitleLanguage": 2, "Episode": 2, "Track": 6, "Cue": 24,
    }  # fmt: skip
    with drama.database.read() as uow:
        assert uow.where(Finding) == []
        assert len(uow.where(Delivery)) == 1, "what was delivered stays recorded"
    with pytest.raises(NotFound):
        catalog.title(drama.title_id)
    assert undone(drama, None) == before
    assert catalog.matrix(drama.title_id).rows[0].cells["en"].state is State.TRANSLATED


def put_waiver_and_finding(drama: Drama) -> None:
    cue = drama.cues(1, "en")[0]
    facts = {"title_id": drama.title_id, "rule": "gap", "language": "en", "cue_id": cue.id, "fingerprint": "f"}
    header = EditHeader(label="checking.waive", title_id=drama.title_id)
    with drama.database.edit(header) as edit, edit.part() as uow:
        uow.put(Waiver(id=uow.new_id(), author="Ana", reason="song", created_ms=1, **facts))  # type: ignore[arg-type]
    with drama.database.derived() as uow:
        for fingerprint in ("f", "g"):
            uow.put(
                Finding(
                    id=uow.new_id(), episode_id=drama.episode_ids[0], track_id=cue.track_id, severity=Severity.ERROR, start_ms=0,
                    end_ms=1, text="", **{**facts, "fingerprint": fingerprint},  # type: ignore[arg-type]
                )
            )  # fmt: skip
        uow.put(
            Delivery(
                id=uow.new_id(), title_id=drama.title_id, profile_id="p", languages=("en",), package_path="/p", author="Ana",
                created_ms=1,
            )
        )  # fmt: skip


def test_languages_are_columns_that_come_and_go(drama: Drama, catalog: Cataloging) -> None:
    catalog.add_language(drama.title_id, "es-MX")
    assert catalog.matrix(drama.title_id).languages == (SOURCE, "en", "ar", "es-419")
    before = journaled_rows(drama.database)
    catalog.remove_language(drama.title_id, "en")
    assert catalog.matrix(drama.title_id).languages == (SOURCE, "ar", "es-419")
    assert drama.cues(1, "en") == []
    assert undone(drama, drama.title_id) == before


@pytest.mark.parametrize(("tag", "refusal"), [("en", "language_present"), (SOURCE, "language_present"), ("!", "unknown_language")])
def test_languages_that_cannot_be_added(drama: Drama, catalog: Cataloging, tag: str, refusal: str) -> None:
    with pytest.raises(BadInput) as caught:
        catalog.add_language(drama.title_id, tag)
    assert caught.value.code == f"catalog.{refusal}"


def test_the_language_the_others_hang_on_stays(drama: Drama, catalog: Cataloging) -> None:
    with pytest.raises(Refused, match=r"catalog\.spine_language"):
        catalog.remove_language(drama.title_id, SOURCE)
    with pytest.raises(BadInput, match=r"catalog\.language_absent"):
        catalog.remove_language(drama.title_id, "th")


def test_the_template_the_others_hang_on_stays_too(drama: Drama, catalog: Cataloging) -> None:
    """Without subtitles in the source language another language is the spine."""
    header = EditHeader(label="edit.test", title_id=drama.title_id)
    with drama.database.edit(header) as edit, edit.part() as uow:
        for track in uow.where(Track, language=SOURCE):
            over(uow, replace(track, language="ja", role=Role.TEMPLATE))
    with pytest.raises(Refused, match=r"catalog\.spine_language"):
        catalog.remove_language(drama.title_id, "ja")


def test_what_was_accepted_of_a_language_goes_with_it(drama: Drama, catalog: Cataloging) -> None:
    put_waiver_and_finding(drama)
    before = journaled_rows(drama.database)
    catalog.remove_language(drama.title_id, "ar")
    with drama.database.read() as uow:
        assert len(uow.where(Waiver)) == 1
    catalog.remove_language(drama.title_id, "en")
    with drama.database.read() as uow:
        assert uow.where(Waiver) == []
        assert uow.where(Finding) == []
    undone(drama, drama.title_id)
    assert undone(drama, drama.title_id) == before


def test_episodes_are_added_renumbered_named_and_removed(drama: Drama, catalog: Cataloging) -> None:
    first, second = drama.episode_ids
    before = journaled_rows(drama.database)
    catalog.add_episode(drama.title_id, 3, " Finale ")
    catalog.renumber(drama.title_id, {first: 2, second: 1})
    catalog.rename_episode(first, "Twist")
    catalog.set_free([first, second], True)
    rows = catalog.matrix(drama.title_id).rows
    assert [(row.episode.number, row.episode.name, row.episode.is_free) for row in rows] == [
        (1, "", True), (2, "Twist", True), (3, "Finale", False),
    ]  # fmt: skip
    catalog.remove_episodes([first, rows[2].episode.id])
    assert [row.episode.id for row in catalog.matrix(drama.title_id).rows] == [second]
    assert drama.cues(1) == []
    history = History(drama.database)
    history.undo_to(drama.title_id, None)
    assert journaled_rows(drama.database) == before


@pytest.mark.parametrize(("number", "refusal"), [(0, "bad_number"), (-3, "bad_number"), (2, "number_taken")])
def test_numbers_that_no_episode_can_have(drama: Drama, catalog: Cataloging, number: int, refusal: str) -> None:
    for act in (
        lambda: catalog.add_episode(drama.title_id, number),
        lambda: catalog.renumber(drama.title_id, {drama.episode_ids[0]: number}),
    ):
        with pytest.raises(BadInput) as caught:
            act()
        assert caught.value.code == f"catalog.{refusal}"


def test_gone_episodes_are_not_found(drama: Drama, catalog: Cataloging) -> None:
    for act in (
        lambda: catalog.remove_episodes([5]),
        lambda: catalog.remove_episodes([]),
        lambda: catalog.renumber(drama.title_id, {5: 9}),
        lambda: catalog.add_episode(5, 1),
        lambda: catalog.set_state([(5, "en")], State.APPROVED),
    ):
        with pytest.raises(NotFound):
            act()


def test_a_video_is_replaced_in_place_and_known_beside_the_catalog(drama: Drama, catalog: Cataloging, tmp_path: Path) -> None:
    catalog.set_media(drama.episode_ids[0], tmp_path / "a" / "1.mp4", media_info())
    catalog.set_media(drama.episode_ids[0], tmp_path / "b" / "1.mp4", media_info(duration_ms=90_000))
    row = catalog.matrix(drama.title_id).rows[0]
    assert row.media is not None
    assert (row.media.relative_path, row.media.duration_ms) == ("b/1.mp4", 90_000)
    assert Path(row.media.path) == tmp_path / "b" / "1.mp4"


def test_states_are_set_for_many_cells_or_for_none(drama: Drama, catalog: Cataloging) -> None:
    first, second = drama.episode_ids
    catalog.set_state([(first, "en"), (second, "en"), (first, SOURCE)], State.APPROVED)
    assert catalog.matrix(drama.title_id).rows[1].cells["en"].state is State.APPROVED
    Editing(drama.database).delete([drama.cues(2, "ar")[0].id])
    before = journaled_rows(drama.database)
    for cells, state, refusal in (
        ([(first, "ar"), (second, "ar")], State.APPROVED, "state_untranslated"),
        ([(first, "ar"), (second, "th")], State.TRANSLATED, "state_missing"),
    ):
        with pytest.raises(Refused) as caught:
            catalog.set_state(cells, state)
        assert caught.value.code == f"catalog.{refusal}"
    for state in (State.MISSING, State.DELIVERED):
        with pytest.raises(BadInput, match=r"catalog\.state_not_settable"):
            catalog.set_state([(first, "en")], state)
    assert journaled_rows(drama.database) == before
    catalog.set_state([(second, "ar")], State.DRAFT)


def test_open_errors_forbid_checked_and_approved(drama: Drama, catalog: Cataloging) -> None:
    put_waiver_and_finding(drama)
    with pytest.raises(Refused, match=r"catalog\.state_open_errors"):
        catalog.set_state([(drama.episode_ids[0], "en")], State.CHECKED)
    with pytest.raises(Refused, match=r"catalog\.approved_open_errors"):
        catalog.set_state([(drama.episode_ids[0], "en")], State.APPROVED)
    catalog.set_state([(drama.episode_ids[1], "en")], State.CHECKED)
    catalog.set_state([(drama.episode_ids[1], "en")], State.APPROVED)


def test_texts_are_written_field_by_field(drama: Drama, catalog: Cataloging) -> None:
    catalog.put_text(drama.title_id, "en", name="The Heir", synopsis="Long.")
    catalog.put_text(drama.title_id, "en", logline=" Short. ")
    (text,) = catalog.texts(drama.title_id)
    assert (text.language, text.name, text.logline, text.synopsis) == ("en", "The Heir", "Short.", "Long.")
    catalog.put_text(drama.title_id, "en", "", "", "")
    assert catalog.texts(drama.title_id) == ()


def test_the_bible(drama: Drama, catalog: Cataloging) -> None:
    before = journaled_rows(drama.database)
    catalog.put_character(Character(id=0, title_id=drama.title_id, name=" 林 ", names={"en-US": "Lin", "ar": " "}))
    (lin,) = catalog.characters(drama.title_id)
    assert (lin.name, lin.names) == ("林", {"en": "Lin"})
    catalog.put_character(replace(lin, gender="f"), seen=lin)
    catalog.put_term(Term(id=0, title_id=drama.title_id, source="总裁", renderings={"en": "CEO"}))
    (term,) = catalog.terms(drama.title_id)
    with pytest.raises(BadInput, match=r"catalog\.term_twice"):
        catalog.put_term(Term(id=0, title_id=drama.title_id, source="总裁"))
    catalog.put_term(replace(term, note="always"), seen=term)
    for act, refusal in (
        (lambda: catalog.put_term(replace(term, source=" ")), "no_term"),
        (lambda: catalog.put_character(replace(lin, name="")), "no_character_name"),
        (lambda: catalog.put_term(replace(term, renderings={"!": "x"})), "unknown_language"),
    ):
        with pytest.raises(BadInput) as caught:
            act()
        assert caught.value.code == f"catalog.{refusal}"
    catalog.remove_term(term.id)
    catalog.remove_character(lin.id)
    assert (catalog.characters(drama.title_id), catalog.terms(drama.title_id)) == ((), ())
    History(drama.database).undo_to(drama.title_id, None)
    assert journaled_rows(drama.database) == before


def test_a_cover_is_replaced_and_taken_away(drama: Drama, catalog: Cataloging) -> None:
    before = journaled_rows(drama.database)
    catalog.set_cover(drama.title_id, b"one", "image/jpeg", 2, 3)
    catalog.set_cover(drama.title_id, b"two", "image/png", 4, 6)
    cover = catalog.cover(drama.title_id)
    assert cover is not None and (cover.data, cover.media_type) == (b"two", "image/png")
    catalog.clear_cover(drama.title_id)
    assert catalog.cover(drama.title_id) is None
    with pytest.raises(BadInput, match=r"catalog\.empty_cover"):
        catalog.set_cover(drama.title_id, b"", "image/png", 4, 6)
    History(drama.database).undo_to(drama.title_id, None)
    assert journaled_rows(drama.database) == before
