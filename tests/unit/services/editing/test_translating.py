"""The sheet of an episode, and the seams to its neighbours."""

from pathlib import Path

from crossreel.domain.catalog.workflow import State
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.editing.sheet import Translating
from crossreel.storage.database import Database
from tests.builders import SOURCE, Drama, media_info


def test_the_sheet_holds_all_that_the_editor_shows(drama: Drama, editing: Editing, tmp_path: Path) -> None:
    first, second = drama.episode_ids
    video = tmp_path / "videos" / "1.mp4"
    catalog = Cataloging(drama.database)
    catalog.set_media(first, video, media_info())
    catalog.add_language(drama.title_id, "th")
    service = Translating(drama.database)
    assert service.sheet(first).media_path == "", "the video is not there"
    video.parent.mkdir()
    video.write_bytes(b"x")
    sheet = service.sheet(first)
    assert (sheet.previous_id, sheet.next_id, service.sheet(second).previous_id) == (None, second, first)
    assert sheet.columns == (SOURCE, "en", "ar", "th")
    assert set(sheet.tracks) == {SOURCE, "en", "ar"}
    assert Path(sheet.media_path) == video
    assert [row.followers["en"][0].text for row in sheet.rows] == ["en 1.0", "en 1.1", "en 1.2", "en 1.3"]


def test_a_moved_catalog_finds_its_videos_beside_it(drama: Drama, tmp_path: Path) -> None:
    video = tmp_path / "1.mp4"
    video.write_bytes(b"x")
    Cataloging(drama.database).set_media(drama.episode_ids[0], video, media_info())
    moved = tmp_path / "moved"
    moved.mkdir()
    video.rename(moved / "1.mp4")
    drama.database.close()
    drama.database.path.rename(moved / "catalog.crossreel")
    reopened = Database.open(moved / "catalog.crossreel")
    assert Path(Translating(reopened).sheet(drama.episode_ids[0]).media_path) == moved / "1.mp4"
    reopened.close()


def test_the_ending_of_one_episode_stands_beside_the_beginning_of_the_next(drama: Drama) -> None:
    service = Translating(drama.database)
    assert [row.cue.text for row in service.ending(drama.episode_ids[0])] == ["第1.1集", "第1.2集", "第1.3集"]
    assert [row.cue.text for row in service.beginning(drama.episode_ids[1], 2)] == ["第2.0集", "第2.1集"]
    assert service.ending(drama.episode_ids[0], 0) == ()


def test_cues_without_an_anchor_share_a_row_where_their_times_are_the_same(drama: Drama, editing: Editing) -> None:
    editing.delete([drama.cues(1)[1].id])
    rows = Translating(drama.database).sheet(drama.episode_ids[0]).rows
    assert [(row.is_spine, list(row.followers)) for row in rows] == [
        (True, ["en", "ar"]), (False, ["en", "ar"]), (True, ["en", "ar"]), (True, ["en", "ar"]),
    ]  # fmt: skip
    assert Cataloging(drama.database).matrix(drama.title_id).rows[0].cells["en"].state is State.TRANSLATED


def test_the_same_line_elsewhere_is_told_with_its_translations(drama: Drama, editing: Editing) -> None:
    service, title_id = Translating(drama.database), drama.title_id
    rows = [service.sheet(episode_id).rows for episode_id in drama.episode_ids]
    for row, english in ((rows[0][0], "Yes."), (rows[0][2], "Right."), (rows[1][1], "Yes."), (rows[1][3], "Yes.")):
        editing.set_text(row.cue.id, "<i>对</i>" if row is rows[0][0] else "对")
        editing.set_text(row.followers["en"][0].id, english)
        editing.confirm_source([row.followers["en"][0].id])
    own = rows[1][3].followers["en"][0].id
    found = service.elsewhere(title_id, "en", ["对"], besides=own)
    assert [(line.text, line.count, line.episode_number) for line in found] == [("Yes.", 2, 1), ("Right.", 1, 1)]
    assert service.elsewhere(title_id, "ar", ["对"]) == ()
    assert service.elsewhere(title_id, "en", ["不"]) == service.elsewhere(title_id, "en", ["<i> </i>"]) == ()


def test_the_same_line_elsewhere_is_found_by_an_index(drama: Drama) -> None:
    plan = "explain query plan select id from cue where source_digest = 'a' and source_digest != ''"
    with drama.database.read() as uow:
        steps = [str(row[-1]) for row in uow.connection.exec_driver_sql(plan)]
    assert any("ix_cue_source_digest" in step for step in steps)
