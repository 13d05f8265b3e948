"""Tracks in their roles: made, copied, given another role, deleted; each is one edit that undo takes back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.column import column_of
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.delivery import Delivery, cell_key
from crossreel.domain.errors import BadInput, Refused
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.editing.sheet import Translating
from crossreel.services.episode.cues import read_groups
from crossreel.services.history.undoing import History
from crossreel.services.viewing.screening import Screening
from tests.builders import SOURCE, Drama, journaled_rows, make_drama
from tests.unit.domain.cues.laws import assert_lawful
from tests.unit.storage.figures import assert_kept


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """Two episodes of four cues in zh-Hans, en and ar."""
    made = make_drama(tmp_path / "catalog.crossreel")
    yield made
    assert_kept(made.database)
    for episode_id in made.episode_ids:
        with made.database.read() as uow:
            for group in read_groups(uow, [episode_id]):
                assert_lawful(group.spine)
    made.database.close()


@pytest.fixture
def catalog(drama: Drama) -> Cataloging:
    """The catalog of the drama."""
    return Cataloging(drama.database)


def cues_in(drama: Drama, number: int, column: str) -> list[Cue]:
    with drama.database.read() as uow:
        tracks = [track for track in uow.where(Track, episode_id=drama.episode_ids[number - 1]) if column_of(track) == column]
        return uow.where(Cue, track_id=[track.id for track in tracks])


def states(catalog: Cataloging, drama: Drama) -> list[dict[str, str]]:
    return [{column: str(cell.state) for column, cell in row.cells.items()} for row in catalog.matrix(drama.title_id).rows]


def test_a_copy_has_the_words_and_times_and_hangs_on_the_same_lines(drama: Drama, catalog: Cataloging) -> None:
    before = journaled_rows(drama.database)
    first, second = drama.episode_ids
    catalog.make_tracks([(first, "en-x-sdh"), (second, "en-x-sdh")], copied_from="en")
    for number in (1, 2):
        full, sdh = cues_in(drama, number, "en"), cues_in(drama, number, "en-x-sdh")
        told = [(cue.text, cue.start_ms, cue.end_ms, cue.anchor_id, cue.anchor_last_id, cue.pinned) for cue in full]
        assert [(cue.text, cue.start_ms, cue.end_ms, cue.anchor_id, cue.anchor_last_id, cue.pinned) for cue in sdh] == told
        assert not {cue.id for cue in full} & {cue.id for cue in sdh}
    assert catalog.matrix(drama.title_id).columns == (SOURCE, "en", "en-x-sdh", "ar")
    assert catalog.matrix(drama.title_id).languages == (SOURCE, "en", "ar")
    assert History(drama.database).undo(drama.title_id) is not None
    assert journaled_rows(drama.database) == before


def test_what_is_retimed_in_the_source_takes_its_sdh_along(drama: Drama, catalog: Cataloging) -> None:
    catalog.make_tracks([(drama.episode_ids[0], f"{SOURCE}-x-sdh")], copied_from=SOURCE)
    spine = cues_in(drama, 1, SOURCE)[1]
    own = cues_in(drama, 1, f"{SOURCE}-x-sdh")[1]
    assert (own.anchor_id, own.pinned) == (spine.id, False)
    Editing(drama.database).set_times(spine.id, spine.start_ms + 100, spine.end_ms + 100)
    assert cues_in(drama, 1, f"{SOURCE}-x-sdh")[1].start_ms == spine.start_ms + 100


def test_the_state_of_an_sdh_track_is_its_own(drama: Drama, catalog: Cataloging) -> None:
    first = drama.episode_ids[0]
    catalog.make_tracks([(first, "en-x-sdh")], copied_from="en")
    catalog.set_state([(first, "en-x-sdh")], State.APPROVED)
    assert states(catalog, drama)[0] == {SOURCE: "translated", "en": "translated", "en-x-sdh": "approved", "ar": "translated"}
    catalog.set_state([(first, "en")], State.APPROVED)
    with drama.database.derived() as uow:
        digest = next((key, value) for key, value in _digests(drama).items() if key == (first, "en-x-sdh"))
        uow.put(
            Delivery(
                id=drama.database.new_id(), title_id=drama.title_id, profile_id="p", languages=("en",), package_path="/out",
                author="Ana", created_ms=1, cells={cell_key(*digest[0]): digest[1]},
            )
        )  # fmt: skip
    assert states(catalog, drama)[0] == {SOURCE: "translated", "en": "approved", "en-x-sdh": "delivered", "ar": "translated"}
    Editing(drama.database).set_text(cues_in(drama, 1, "en-x-sdh")[0].id, "[rain]")
    assert states(catalog, drama)[0]["en-x-sdh"] == "translated"
    assert states(catalog, drama)[0]["en"] == "approved"


def _digests(drama: Drama) -> dict[tuple[int, str], str]:
    from crossreel.storage import queries

    with drama.database.read() as uow:
        return queries.content_digests(uow, drama.title_id)


def test_an_sdh_track_that_lacks_a_line_is_a_draft_and_a_forced_one_is_not(drama: Drama, catalog: Cataloging) -> None:
    first = drama.episode_ids[0]
    for column in ("en-x-sdh", "en-x-forced"):
        catalog.make_tracks([(first, column)], copied_from="en")
        Editing(drama.database).delete([cues_in(drama, 1, column)[2].id])
    assert {column: states(catalog, drama)[0][column] for column in ("en", "en-x-sdh", "en-x-forced")} == {
        "en": "translated", "en-x-sdh": "started", "en-x-forced": "translated",
    }  # fmt: skip


def test_a_note_belongs_to_the_line_of_its_role_and_goes_where_it_goes(drama: Drama, catalog: Cataloging) -> None:
    first = drama.episode_ids[0]
    catalog.make_tracks([(first, "en-x-sdh")], copied_from="en")
    screening = Screening(drama.database)
    screening.add_note(first, "en-x-sdh", 500, "Which door?")
    screening.add_note(first, "en", 500, "Too long")
    assert [note.text for note in screening.notes(drama.title_id, language="en-x-sdh")] == ["Which door?"]
    assert [note.text for note in screening.notes(drama.title_id, language="en")] == ["Too long"]
    cells = catalog.matrix(drama.title_id).rows[0].cells
    assert (cells["en"].notes, cells["en-x-sdh"].notes) == (1, 1)
    catalog.change_role([(first, "en-x-sdh")], "forced")
    assert [note.text for note in screening.notes(drama.title_id, language="en-x-forced")] == ["Which door?"]
    before = journaled_rows(drama.database)
    catalog.delete_tracks([(first, "en-x-forced")])
    assert [note.text for note in screening.notes(drama.title_id)] == ["Too long"]
    assert History(drama.database).undo(drama.title_id) is not None
    assert journaled_rows(drama.database) == before


def test_signs_stand_on_a_spine_of_their_own(drama: Drama, catalog: Cataloging) -> None:
    first = drama.episode_ids[0]
    editing = Editing(drama.database)
    editing.insert(first, f"{SOURCE}-x-signs", 200, 900, "急救室")
    catalog.make_tracks([(first, "en-x-signs")])
    sign = cues_in(drama, 1, f"{SOURCE}-x-signs")[0]
    assert states(catalog, drama)[0]["en-x-signs"] == "missing"
    editing.set_cell_text(sign.id, "en-x-signs", "Emergency room")
    (english,) = cues_in(drama, 1, "en-x-signs")
    assert (english.anchor_id, english.start_ms, english.end_ms, english.pinned) == (sign.id, 200, 900, False)
    dialogue = drama.cues(1)[0]
    editing.set_times(dialogue.id, 50, 950)
    assert cues_in(drama, 1, "en-x-signs")[0].start_ms == 200
    editing.set_times(sign.id, 300, 1200)
    assert [(cue.start_ms, cue.end_ms) for cue in cues_in(drama, 1, "en-x-signs")] == [(300, 1200)]
    assert states(catalog, drama)[0]["en-x-signs"] == "translated"
    editing.insert(first, f"{SOURCE}-x-signs", 4000, 5000, "出口")
    assert states(catalog, drama)[0]["en-x-signs"] == "started"
    assert states(catalog, drama)[0]["en"] == "translated"


def test_rows_of_signs_stand_among_those_of_the_dialogue(drama: Drama) -> None:
    editing = Editing(drama.database)
    editing.insert(drama.episode_ids[0], f"{SOURCE}-x-signs", 200, 900, "急救室")
    sheet = Translating(drama.database).sheet(drama.episode_ids[0])
    assert [(row.cue.text, row.is_spine, row.is_sign) for row in sheet.rows][:2] == [
        ("第1.0集", True, False), ("急救室", False, True),
    ]  # fmt: skip
    assert [cue.text for cue in sheet.rows[1].followers[f"{SOURCE}-x-signs"]] == ["急救室"]


def test_a_sign_is_not_written_into_a_row_of_dialogue_nor_the_other_way_round(drama: Drama) -> None:
    editing = Editing(drama.database)
    editing.insert(drama.episode_ids[0], f"{SOURCE}-x-signs", 200, 900, "急救室")
    sign = cues_in(drama, 1, f"{SOURCE}-x-signs")[0]
    for cue_id, column in ((drama.cues(1)[0].id, "en-x-signs"), (sign.id, "en")):
        with pytest.raises(BadInput, match="no_spine_cue"):
            editing.set_cell_text(cue_id, column, "Exit")


def test_dialogue_becomes_signs_and_comes_back(drama: Drama, catalog: Cataloging) -> None:
    first = drama.episode_ids[0]
    before = [(cue.text, cue.start_ms, cue.anchor_id) for cue in drama.cues(1, "ar")]
    catalog.change_role([(first, "ar")], "signs")
    with drama.database.read() as uow:
        track = uow.get(Track, drama.track_ids[1, "ar"])
    assert track.role is Role.SIGNS
    assert all(cue.anchor_id is None and not cue.pinned for cue in cues_in(drama, 1, "ar-x-signs"))
    catalog.change_role([(first, "ar-x-signs")], "full")
    assert [(cue.text, cue.start_ms, cue.anchor_id) for cue in cues_in(drama, 1, "ar")] == before


def test_what_others_hang_on_stays(drama: Drama, catalog: Cataloging) -> None:
    first = drama.episode_ids[0]
    before = journaled_rows(drama.database)
    for act in (
        lambda: catalog.delete_tracks([(first, SOURCE)]),
        lambda: catalog.change_role([(first, SOURCE)], "sdh"),
        lambda: catalog.make_tracks([(first, "en")], copied_from="ar"),
        lambda: catalog.make_tracks([(first, "en-x-sdh")], copied_from="th"),
        lambda: catalog.delete_tracks([(first, "en-x-sdh")]),
        lambda: catalog.change_role([(first, "en")], "narration"),
    ):
        with pytest.raises((Refused, BadInput)):
            act()
        assert journaled_rows(drama.database) == before


def test_a_column_of_one_role_is_added_and_removed_alone(drama: Drama, catalog: Cataloging) -> None:
    catalog.add_language(drama.title_id, "en-x-sdh")
    assert catalog.matrix(drama.title_id).columns == (SOURCE, "en", "en-x-sdh", "ar")
    assert [each.language for each in catalog.titles()[0].languages] == [SOURCE, "en", "ar"]
    catalog.make_tracks([(drama.episode_ids[0], "en-x-sdh")], copied_from="en")
    catalog.remove_language(drama.title_id, "en-x-sdh")
    assert catalog.matrix(drama.title_id).columns == (SOURCE, "en", "ar")
    assert len(drama.cues(1, "en")) == 4


def test_a_track_of_another_role_was_never_looked_at(drama: Drama, catalog: Cataloging) -> None:
    from crossreel.services.checking.runs import Checking

    first = drama.episode_ids[0]
    checking = Checking(drama.database)
    catalog.make_tracks([(first, "en-x-sdh")], copied_from="en")
    Editing(drama.database).set_text(cues_in(drama, 1, "en-x-sdh")[0].id, "")
    checking.run(drama.title_id)
    found = [finding for finding in checking.findings(drama.title_id) if finding.role == "sdh"]
    assert found and {finding.column for finding in found} == {"en-x-sdh"}
    checking.waive([found[0].id], "Silence")
    assert [(waiver.language, waiver.role) for waiver in checking.waivers(drama.title_id)] == [("en", "sdh")]
    catalog.change_role([(first, "en-x-sdh")], "forced")
    assert [(waiver.language, waiver.role) for waiver in checking.waivers(drama.title_id)] == [("en", "forced")]
    assert [each.column for each in checking.unchecked(drama.title_id)] == ["en-x-forced"]


def test_what_stands_beside_the_source_goes_with_it_to_another_language(drama: Drama, catalog: Cataloging) -> None:
    first = drama.episode_ids[0]
    catalog.make_tracks([(first, f"{SOURCE}-x-sdh")], copied_from=SOURCE)
    Editing(drama.database).insert(first, f"{SOURCE}-x-signs", 200, 900, "急救室")
    title = catalog.title(drama.title_id)
    catalog.update_title(replace(title, source_language="zh-Hant"), seen=title)
    assert catalog.matrix(drama.title_id).columns == ("zh-Hant", "zh-Hant-x-sdh", "zh-Hant-x-signs", "en", "ar")
