"""Importing real files into a real catalog."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.errors import BadInput, Cancelled
from crossreel.domain.importing import correction as correct
from crossreel.domain.importing.plan import ItemStatus, OnExisting
from crossreel.domain.importing.plan_rows import row_of
from crossreel.domain.importing.region import REGION_ASSUMED
from crossreel.domain.report import Report
from crossreel.i18n.messages import sentence
from crossreel.services.exporting.tracks import Exporting
from crossreel.services.history.undoing import History
from crossreel.services.importing.plans import Importing
from crossreel.services.jobs import JobContext
from crossreel.storage.database import Database
from tests.unit.media.movies import make_movie
from tests.unit.services.importing.folders import LINES, held, put_drama, put_srt, put_video, srt
from tests.unit.storage.drama import assert_sound, journaled_digest


def said(report: Report) -> list[tuple[str, str]]:
    """Return name and code of everything a report says, with a sentence for each."""
    items = [*report.skipped, *report.failed, *report.notices]
    assert all(sentence(item.code, item.facts) for item in items)
    return [(item.name, item.code) for item in items]


def run(importing: Importing, *paths: Path, title_id: int | None = None, **choices: OnExisting) -> Report:
    """Scan and apply in one go."""
    plan = importing.scan(list(paths), title_id=title_id)
    for choice in choices.values():
        plan = correct.set_on_existing(plan, choice)
    return importing.apply(plan)


def test_a_folder_becomes_a_title(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    folder = put_drama(tmp_path / "The Hidden Heir", movie)
    plan = importing.scan([folder])
    assert (plan.code, plan.title_name, plan.source_language) == ("HIDDENHEIR", "The Hidden Heir", "zh-Hans")
    assert {item.status for item in plan.items} == {ItemStatus.NEW}
    with database.read() as uow:
        assert uow.connection.exec_driver_sql("SELECT count(*) FROM title").scalar() == 0
    report = importing.apply(plan)
    assert len(report.done) == 8
    assert said(report) == []
    catalog = held(database)
    assert (catalog.title.code, catalog.title.source_language) == ("HIDDENHEIR", "zh-Hans")
    assert catalog.matrix.languages == ("zh-Hans", "en", "th")
    assert [row.episode.number for row in catalog.matrix.rows] == [1, 2]
    assert all(cell.state is State.TRANSLATED for row in catalog.matrix.rows for cell in row.cells.values())
    assert [cue.text for cue in catalog.cues[2, "en", "translation"]] == [f"{line} 2" for line in LINES["en"]]
    spine = [cue.id for cue in catalog.cues[2, "zh-Hans", "source"]]
    assert [cue.anchor_id for cue in catalog.cues[2, "th", "translation"]] == spine
    assert not any(cue.pinned for cue in catalog.cues[2, "th", "translation"])
    media = catalog.media[1]
    assert (media.width, media.height, media.duration_ms) == (180, 320, pytest.approx(5000, abs=50))
    assert Path(media.path).is_file()
    assert (database.path.parent / media.relative_path).resolve() == Path(media.path)
    assert report.edit is not None
    assert report.edit.header.author == "Mei"


def test_one_undo_removes_all(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    before = journaled_digest(database.path)
    report = run(importing, put_drama(tmp_path / "Heir", movie))
    assert report.edit is not None
    history = History(database)
    assert [line.label for line in history.lines(report.edit.header.title_id)] == ["edit.import_title"]
    assert history.undo(report.edit.header.title_id) is None, "in the title there is nothing to undo"
    history.undo(None)
    assert journaled_digest(database.path) == before
    history.redo(None)
    assert len(held(database).tracks) == 6
    assert_sound(database.path)


def test_what_was_imported_is_found(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    run(importing, put_drama(tmp_path / "Heir", movie, episodes=1))
    assert [hit.language for hit in database.search("找了你", 10)] == ["zh-Hans"]


def test_odd_videos_come_in_with_a_notice_and_damaged_ones_stay_out(importing: Importing, movie: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Heir"
    put_video(movie, folder / "01.mp4")
    make_movie(folder / "02.mp4", frames=20, width=320, height=180)
    make_movie(folder / "03.mp4", frames=20, rotation=90, width=320, height=180)
    make_movie(
        folder / "04.mp4", frames=20, pts=[n * n * 10 for n in range(20)], time_base=__import__("fractions").Fraction(1, 600)
    )
    (folder / "05.mp4").write_bytes(b"")
    (folder / "06.mp4").write_bytes(movie.read_bytes()[:2000])
    (folder / "07.mp4").write_text("this is no video")
    report = run(importing, folder)
    assert sorted(item.name for item in report.done) == ["01.mp4", "02.mp4", "03.mp4", "04.mp4"]
    assert sorted(item.name for item in report.failed) == ["05.mp4", "06.mp4", "07.mp4"]
    codes = {name: {code for other, code in said(report) if other == name} for name, _ in said(report)}
    assert "media.landscape" in codes["02.mp4"]
    assert "media.rotated" in codes["03.mp4"]
    assert "media.variable_frame_rate" in codes["04.mp4"]
    assert all("media.silent" in codes[name] for name in ("02.mp4", "03.mp4", "04.mp4"))


def test_files_that_are_no_subtitles_are_refused_one_by_one(importing: Importing, movie: Path, tmp_path: Path) -> None:
    folder = put_drama(tmp_path / "Heir", movie, episodes=1, languages=("en",))
    (folder / "EP01.th.srt").write_bytes(b"")
    (folder / "EP01.ar.srt").write_text("<html><body>404 Not FoundFile</body></html>")
    (folder / "EP01.ko.srt").write_bytes(bytes(range(256)) * 20)
    (folder / "cover.jpg").write_bytes(b"\xff\xd8")
    (folder / "notes.txt").write_text("Episode 1 was late.")
    (folder / "metadata.xml").write_text("<metadata/>")
    (folder / ".DS_Store").write_bytes(b"x")
    report = run(importing, folder)
    assert len(report.done) == 2
    assert sorted(item.name for item in report.failed) == ["EP01.ar.srt", "EP01.ko.srt", "EP01.th.srt"]
    told = dict(said(report))
    assert (told["cover.jpg"], told["notes.txt"], told["metadata.xml"]) == ("import.cover_file", *["import.other_file"] * 2)
    assert told[".DS_Store"] == "import.system_file"


def test_the_language_is_told_by_the_text(importing: Importing, tmp_path: Path) -> None:
    for number, language in enumerate(("zh-Hans", "en", "th", "ar")):
        put_srt(tmp_path / "Heir" / f"EP01 draft{'abcd'[number]}.srt", language)
    plan = importing.scan([tmp_path / "Heir"])
    assert {(item.language, item.language_from) for item in plan.items} == {
        ("zh-Hans", "text"),
        ("en", "text"),
        ("th", "text"),
        ("ar", "text"),
    }


def test_a_file_called_by_the_wrong_language_is_doubted(importing: Importing, tmp_path: Path) -> None:
    put_srt(tmp_path / "EP01.en.srt", "th")
    (item,) = importing.scan([tmp_path / "EP01.en.srt"]).items
    assert (item.language, [doubt.code for doubt in item.doubts]) == ("en", ["import.language_doubtful"])


def test_subtitles_longer_than_their_video_are_doubted(importing: Importing, movie: Path, tmp_path: Path) -> None:
    put_video(movie, tmp_path / "Heir" / "EP01.mp4")
    put_video(movie, tmp_path / "Heir" / "EP02.mp4")
    put_srt(tmp_path / "Heir" / "EP01.en.srt", "en", times=((100, 500), (600, 900), (7000, 9000)))
    put_srt(tmp_path / "Heir" / "EP02.en.srt", "en")
    plan = importing.scan([tmp_path / "Heir"])
    doubted = {item.name: [doubt.code for doubt in item.doubts] for item in plan.items if item.document}
    assert doubted == {"EP01.en.srt": ["import.past_video"], "EP02.en.srt": []}
    assert {doubt.facts["path"] for item in plan.items for doubt in item.doubts} == {"EP01.en.srt"}  # as the plan names it
    moved = correct.set_episode(plan, next(item.id for item in plan.items if item.name == "EP01.en.srt"), 9)
    assert not any(item.doubts for item in moved.items if item.document)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_encodings_are_told_and_shown(importing: Importing, database: Database, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "EP01.zh-Hans.srt"
    path.write_bytes(srt(LINES["zh-Hans"] * 4, [(n * 1000, n * 1000 + 900) for n in range(12)]).encode(encoding))
    plan = importing.scan([path])
    assert plan.items[0].encoding is not None
    importing.apply(correct.set_title(plan, code="HEIR", name="Heir"))
    assert held(database).cues[1, "zh-Hans", "source"][0].text == LINES["zh-Hans"][0]


def test_without_a_source_the_track_with_most_cues_becomes_the_spine(
    importing: Importing, database: Database, tmp_path: Path
) -> None:
    put_srt(tmp_path / "Heir" / "EP01.en.srt", "en")
    (tmp_path / "Heir" / "EP01.th.srt").write_text(srt(LINES["th"][:2]), encoding="utf-8")
    plan = correct.set_source(importing.scan([tmp_path / "Heir"]), "zh-Hans")
    importing.apply(plan)
    catalog = held(database)
    assert set(catalog.tracks) == {(1, "en", "template"), (1, "th", "translation")}
    assert [cell.state for cell in catalog.matrix.rows[0].cells.values()] == [State.MISSING, State.TRANSLATED, State.STARTED]


def test_a_source_that_comes_later_becomes_the_spine(importing: Importing, database: Database, tmp_path: Path) -> None:
    put_srt(tmp_path / "Heir" / "EP01.en.srt", "en")
    put_srt(tmp_path / "Heir" / "EP01.th.srt", "th")
    importing.apply(correct.set_source(importing.scan([tmp_path / "Heir"]), "zh-Hans"))
    before = held(database)
    run(importing, put_srt(tmp_path / "EP01.zh-Hans.srt", "zh-Hans"), title_id=before.title.id)
    after = held(database)
    assert set(after.tracks) == {(1, "zh-Hans", "source"), (1, "en", "translation"), (1, "th", "translation")}
    spine = [cue.id for cue in after.cues[1, "zh-Hans", "source"]]
    for language in ("en", "th"):
        assert [cue.anchor_id for cue in after.cues[1, language, "translation"]] == spine
    assert [cue.id for cue in after.cues[1, "en", "translation"]] == [cue.id for cue in before.cues[1, "en", "template"]]


def test_a_new_source_keeps_what_hangs_on_the_old(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    run(importing, put_drama(tmp_path / "Heir", movie, episodes=1))
    before = held(database)
    moved = put_srt(tmp_path / "EP01.zh-Hans.srt", "zh-Hans", times=((700, 1700), (2000, 3000), (3500, 4900)), suffix=" 1")
    report = run(importing, moved, title_id=before.title.id, on=OnExisting.REPLACE)
    assert len(report.done) == 1
    after = held(database)
    assert [cue.id for cue in after.cues[1, "zh-Hans", "source"]] == [cue.id for cue in before.cues[1, "zh-Hans", "source"]]
    followers = after.cues[1, "th", "translation"]
    assert [(cue.start_ms, cue.end_ms) for cue in followers] == [(700, 1700), (2000, 3000), (3500, 4900)]
    assert [cue.id for cue in followers] == [cue.id for cue in before.cues[1, "th", "translation"]]
    assert not any(cue.pinned for cue in followers)


def test_a_source_cue_that_goes_leaves_its_translations(
    importing: Importing, database: Database, movie: Path, tmp_path: Path
) -> None:
    run(importing, put_drama(tmp_path / "Heir", movie, episodes=1))
    shorter = tmp_path / "EP01.zh-Hans.srt"
    shorter.write_text(srt([line + " 1" for line in LINES["zh-Hans"][:2]]), encoding="utf-8")
    run(importing, shorter, title_id=held(database).title.id, on=OnExisting.REPLACE)
    last = held(database).cues[1, "th", "translation"][2]
    assert (last.text, last.anchor_id, last.pinned) == (f"{LINES['th'][2]} 1", None, True)
    assert_sound(database.path)


def test_importing_again_skips_what_is_there(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    folder = put_drama(tmp_path / "Heir", movie)
    run(importing, folder)
    title_id = held(database).title.id
    before = journaled_digest(database.path)
    report = run(importing, folder, title_id=title_id)
    assert (len(report.done), {code for _, code in said(report)}, report.edit) == (0, {"import.already_there"}, None)
    assert journaled_digest(database.path) == before


def test_languages_and_episodes_are_added(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    folder = put_drama(tmp_path / "Heir", movie)
    run(importing, folder)
    put_drama(folder, movie, episodes=3, languages=("zh-Hans", "en", "th", "ar"))
    report = run(importing, folder, title_id=held(database).title.id)
    catalog = held(database)
    assert not report.failed
    assert catalog.matrix.languages == ("zh-Hans", "en", "th", "ar")
    assert [row.episode.number for row in catalog.matrix.rows] == [1, 2, 3]
    assert len(catalog.tracks) == 12


def test_an_occupied_cell_is_a_conflict(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    folder = put_drama(tmp_path / "Heir", movie, episodes=1)
    run(importing, folder)
    title_id = held(database).title.id
    changed = put_srt(tmp_path / "EP01.en.srt", "en", suffix=" (new)")
    before = journaled_digest(database.path)
    assert said(run(importing, changed, title_id=title_id)) == [("EP01.en.srt", "import.occupied")]
    assert said(run(importing, changed, title_id=title_id, on=OnExisting.KEEP)) == [("EP01.en.srt", "import.kept")]
    assert journaled_digest(database.path) == before
    old = held(database).cues[1, "en", "translation"]
    assert len(run(importing, changed, title_id=title_id, on=OnExisting.REPLACE).done) == 1
    new = held(database).cues[1, "en", "translation"]
    assert [cue.text for cue in new] == [f"{line} (new)" for line in LINES["en"]]
    assert [cue.id for cue in new] == [cue.id for cue in old]
    History(database).undo(title_id)
    assert held(database).cues[1, "en", "translation"] == old


def test_what_was_exported_comes_back_as_identical(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    run(importing, put_drama(tmp_path / "Heir", movie, episodes=1))
    title_id = held(database).title.id
    Exporting(database).export(title_id, ("zh-Hans", "en", "th"), "ass", tmp_path / "out")
    Exporting(database).export(title_id, ("en",), "vtt", tmp_path / "out")
    report = run(importing, tmp_path / "out", title_id=title_id)
    assert (report.done, report.failed) == ((), ())
    assert {code for _, code in said(report)} <= {"import.already_there", "import.same_content"}


def test_a_new_video_takes_the_place_of_the_old(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    run(importing, put_drama(tmp_path / "Heir", movie, episodes=1))
    before = held(database)
    other = make_movie(tmp_path / "EP01.mp4", frames=45)
    run(importing, other, title_id=before.title.id, on=OnExisting.REPLACE)
    after = held(database).media[1]
    assert (after.id, after.duration_ms) == (before.media[1].id, pytest.approx(1500, abs=50))


def test_cancelling_keeps_finished_episodes_and_one_undo_removes_them(
    importing: Importing, database: Database, movie: Path, tmp_path: Path
) -> None:
    before = journaled_digest(database.path)
    plan = importing.scan([put_drama(tmp_path / "Heir", movie, episodes=4)])
    stop = threading.Event()
    job = JobContext(on_progress=lambda done, total, what: stop.set() if done == 2 else None, cancelled=stop)
    report = importing.apply(plan, job)
    assert report.cancelled
    assert len(report.done) == 8
    catalog = held(database)
    assert [row.episode.number for row in catalog.matrix.rows] == [1, 2]
    History(database).undo(None)
    assert journaled_digest(database.path) == before


def test_a_scan_can_be_cancelled(importing: Importing, movie: Path, tmp_path: Path) -> None:
    folder = put_drama(tmp_path / "Heir", movie, episodes=4)
    stop = threading.Event()
    with pytest.raises(Cancelled):
        importing.scan(
            [folder], job=JobContext(on_progress=lambda done, total, what: stop.set() if done == 3 else None, cancelled=stop)
        )


def test_two_files_for_one_place_wait_for_a_choice(importing: Importing, database: Database, tmp_path: Path) -> None:
    put_srt(tmp_path / "Heir" / "EP01.en.srt", "en")
    put_srt(tmp_path / "Heir" / "01_en.srt", "en", suffix="!")
    plan = importing.scan([tmp_path / "Heir"])
    assert len({item.slot for item in plan.where(ItemStatus.DUPLICATE)}) == 1
    assert {code for _, code in said(importing.apply(plan))} == {"import.duplicate"}
    chosen = next(item for item in plan.items if item.name == "EP01.en.srt")
    report = importing.apply(correct.choose(plan, chosen.id))
    assert [item.name for item in report.done] == ["EP01.en.srt"]


def test_a_file_dropped_on_a_cell_goes_there(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    run(importing, put_drama(tmp_path / "Heir", movie, episodes=2))
    catalog = held(database)
    episode_id = catalog.matrix.rows[1].episode.id
    report = importing.import_file(put_srt(tmp_path / "final final.srt", "ar"), episode_id, "ar")
    assert [item.name for item in report.done] == ["final final.srt"]
    assert [cue.text for cue in held(database).cues[2, "ar", "translation"]] == list(LINES["ar"])
    occupied = importing.import_file(put_srt(tmp_path / "x.srt", "ar", suffix="?"), episode_id, "ar")
    assert [item.code for item in occupied.failed] == ["import.occupied"]
    assert len(importing.import_file(tmp_path / "x.srt", episode_id, "ar", "replace").done) == 1
    video = make_movie(tmp_path / "whatever.mp4", frames=45)
    assert len(importing.import_file(video, episode_id, "", OnExisting.REPLACE).done) == 1
    assert held(database).media[2].duration_ms == pytest.approx(1500, abs=50)


def test_paths_with_every_kind_of_character(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    folder = put_drama(tmp_path / "隐秘继承人 🎬 (final)", movie, episodes=1)
    report = run(importing, folder)
    assert len(report.done) == 4
    assert held(database).title.name == "隐秘继承人 🎬 (final)"


def test_a_path_that_is_not_there(importing: Importing, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"import\.no_such_path"):
        importing.scan([tmp_path / "nowhere"])


def test_a_code_that_is_taken_writes_nothing(importing: Importing, database: Database, movie: Path, tmp_path: Path) -> None:
    folder = put_drama(tmp_path / "Heir", movie, episodes=1)
    plan = importing.scan([folder])
    importing.apply(plan)
    before = journaled_digest(database.path)
    with pytest.raises(Exception, match=r"storage\.taken_title"):
        importing.apply(plan)
    assert journaled_digest(database.path) == before
    assert importing.scan([folder]).code == "HEIR2"


def test_a_plan_with_a_problem_is_not_applied(importing: Importing, movie: Path, tmp_path: Path) -> None:
    plan = importing.scan([put_drama(tmp_path / "Heir", movie, episodes=1)])
    with pytest.raises(BadInput, match=r"import\.bad_code"):
        importing.apply(replace(plan, code="no code"))


def test_sdh_stands_beside_the_full_track(importing: Importing, database: Database, tmp_path: Path) -> None:
    put_srt(tmp_path / "Heir" / "EP01.zh-Hans.srt", "zh-Hans")
    put_srt(tmp_path / "Heir" / "EP01.en.srt", "en")
    put_srt(tmp_path / "Heir" / "EP01.en.sdh.srt", "en", suffix=" [door slams]")
    run(importing, tmp_path / "Heir")
    assert set(held(database).tracks) == {(1, "zh-Hans", "source"), (1, "en", "translation"), (1, "en", "sdh")}


def test_signs_come_in_on_a_spine_of_their_own(importing: Importing, database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "Heir"
    for tag in ("zh-Hans", "en"):
        put_srt(folder / f"EP01.{tag}.srt", tag)
        put_srt(folder / f"EP01.{tag}.signs.srt", tag, suffix=" !")
    run(importing, folder)
    assert set(held(database).tracks) == {
        (1, "zh-Hans", "source"), (1, "en", "translation"), (1, "zh-Hans", "signs"), (1, "en", "signs_translation"),
    }  # fmt: skip
    with database.read() as uow:
        tracks = {track.id: track for track in uow.where(Track)}
        roles = {track_id: track.role.value for track_id, track in tracks.items()}
        cues = {cue.id: cue for cue in uow.where(Cue, track_id=list(tracks))}
    hung = {(roles[cue.track_id], roles[cues[cue.anchor_id].track_id]) for cue in cues.values() if cue.anchor_id is not None}
    assert hung == {("translation", "source"), ("signs_translation", "signs")}


def test_a_file_put_into_a_cell_of_a_role_is_of_that_role(importing: Importing, database: Database, tmp_path: Path) -> None:
    put_srt(tmp_path / "Heir" / "EP01.zh-Hans.srt", "zh-Hans")
    run(importing, tmp_path / "Heir")
    with database.read() as uow:
        episode_id = uow.where(Episode)[0].id
    importing.import_file(put_srt(tmp_path / "new.srt", "en"), episode_id, "en-x-sdh")
    assert (1, "en", "sdh") in held(database).tracks


def test_the_count_that_names_promise_is_the_titles(importing: Importing, database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "隐藏的继承人 全6集"
    for number in (1, 2, 4):
        put_srt(folder / f"EP0{number}.zh-Hans.srt", "zh-Hans")
    plan = importing.scan([folder])
    assert (plan.promised, plan.gaps) == (6, (3, 5, 6))
    importing.apply(plan)
    with database.read() as uow:
        (title,) = uow.where(Title)
    assert title.promised_episodes == 6
    put_srt(tmp_path / "more" / "EP05.zh-Hans.srt", "zh-Hans")
    again = importing.scan([tmp_path / "more"], title_id=title.id)
    assert (again.promised, again.gaps) == (6, (3, 6))
    importing.apply(correct.set_promised(again, 8))
    with database.read() as uow:
        assert uow.get(Title, title.id).promised_episodes == 8


def put_voices(path: Path, *voices: tuple[str, str]) -> Path:
    """Write a WebVTT file whose cues name their speakers."""
    blocks = [f"00:{2 * at:02d}.500 --> 00:{2 * at + 1:02d}.500\n<v {who}>{text}\n" for at, (who, text) in enumerate(voices)]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("WEBVTT\n\n" + "\n".join(blocks), encoding="utf-8")
    return path


def test_speakers_become_characters_known_in_every_language(importing: Importing, database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "Heir"
    put_voices(folder / "EP01.zh-Hans.vtt", ("林薇", "你到底在哪里"), ("杰克", "我在这里等你"))
    put_voices(folder / "EP01.en.vtt", ("Lin Wei", "Where are you?"), ("Jack", "I am here."))
    put_voices(folder / "EP02.zh-Hans.vtt", ("杰克", "别走"))
    put_voices(folder / "EP02.en.vtt", ("Jack", "Don't go."))
    run(importing, folder)
    with database.read() as uow:
        people = {person.id: (person.name, dict(person.names)) for person in uow.where(Character)}
    assert sorted(people.values()) == [("杰克", {"en": "Jack"}), ("林薇", {"en": "Lin Wei"})]
    catalog = held(database)
    assert [people[cue.speaker_id or 0][0] for cue in catalog.cues[1, "en", "translation"]] == ["林薇", "杰克"]
    assert [people[cue.speaker_id or 0][0] for cue in catalog.cues[2, "zh-Hans", "source"]] == ["杰克"]


def test_what_only_the_format_knows_is_kept(importing: Importing, database: Database, tmp_path: Path) -> None:
    path = tmp_path / "EP01.en.vtt"
    path.write_text("WEBVTT\n\nSTYLE\n::cue { color: red }\n\n00:01.000 --> 00:02.000 line:10%\nHello there\n", encoding="utf-8")
    plan = correct.set_title(importing.scan([path]), code="HEIR", name="Heir")
    importing.apply(plan)
    catalog = held(database)
    assert "STYLE" in str(catalog.tracks[1, "en", "template" if plan.source_language != "en" else "source"].extras)
    ((cue,),) = catalog.cues.values()
    assert (cue.placement, cue.extras["settings"]) == ("8", "line:10%")


def test_the_report_says_how_many_cues_took_the_times_of_the_source(
    importing: Importing, database: Database, tmp_path: Path
) -> None:
    folder = tmp_path / "Near"
    folder.mkdir()
    text = "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n2\n00:00:03,{} --> 00:00:04,000\n{}\n"
    (folder / "EP01.zh-Hans.srt").write_text(text.format("你来了。", "000", "是的，我来了。"), encoding="utf-8")
    (folder / "EP01.en.srt").write_text(text.format("You came.", "027", "Yes, I came."), encoding="utf-8")
    report = run(importing, folder)
    (told,) = report.notices
    assert (told.name, told.code, told.facts) == ("EP01.en.srt", "import.took_times", {"count": 1, "total": 2, "most_ms": 27})
    assert sentence(told.code, told.facts) == "1 of 2 cues took the times of the source; they differed by 27 ms at most."
    assert [cue.start_ms for cue in held(database).cues[1, "en", "translation"]] == [1000, 3000]


def test_a_language_without_a_region_is_said_in_the_plan_and_once_in_the_report(importing: Importing, tmp_path: Path) -> None:
    lines = ["¿Dónde estás? Te he buscado toda la noche.", "Siempre estuve aquí, esperándote.", "No te vayas, por favor."]
    for name in (
        "es/EP01.srt",
        "es/EP02.srt",
        "EP03.西语.srt",
        "EP04.es-419.srt",
        "EP05.es_MX.srt",
        "EP06.español latino.srt",
        "Subs_es-ES/EP07.srt",
    ):
        path = tmp_path / "Heir" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(srt(lines), encoding="utf-8")
    plan = importing.scan([tmp_path / "Heir"])
    told = {item.name: [sentence(each.code, each.facts) for each in row_of(item).told] for item in plan.items}
    assumed = "“{}” names no region: taken as Spanish (Latin America). Say the language where it is another."
    assert {name: words for name, words in told.items() if words} == {
        "es/EP01.srt": [assumed.format("es")], "es/EP02.srt": [assumed.format("es")], "EP03.西语.srt": [assumed.format("西语")],
    }  # fmt: skip
    assert not any(item.doubts for item in plan.items)
    said_so = correct.set_language(plan, plan.items[-1].id, "es-ES")
    assert REGION_ASSUMED not in [each.code for each in said_so.items[-1].notices]
    report = importing.apply(plan)
    assert [(item.name, item.facts["written"]) for item in report.notices if item.code == REGION_ASSUMED] == [
        (plan.code, "es"), (plan.code, "西语"),
    ]  # fmt: skip
