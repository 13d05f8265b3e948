"""Subtitle streams inside videos come in with them, unless a file lies beside."""

from pathlib import Path

from crossreel.domain.catalog.version import Medium
from crossreel.domain.cues.track import Role
from crossreel.domain.importing.correction import skip
from crossreel.domain.importing.plan import ItemKind, ItemStatus, OnExisting
from crossreel.services.cataloging.versions import TitleVersions
from crossreel.services.importing.plans import Importing
from crossreel.services.viewing.previewing import Previewing
from crossreel.storage.database import Database
from tests.unit.media.movies import make_heard
from tests.unit.media.subtitled import make_subtitled
from tests.unit.services.importing.folders import LINES, held, put_srt

TIMES = ((500, 1100), (1500, 2000), (2200, 2800))


def video(folder: Path, number: int) -> Path:
    folder.mkdir(exist_ok=True)
    streams = [
        ("subrip", tag, [(*at, line.encode()) for at, line in zip(TIMES, LINES[language], strict=True)])
        for tag, language in (("chi", "zh-Hans"), ("eng", "en"), ("und", "th"))
    ]
    return make_subtitled(folder / f"EP{number:02}.mkv", streams, tint=number)


def test_streams_become_tracks_of_their_languages(importing: Importing, database: Database, tmp_path: Path) -> None:
    video(tmp_path / "Heir", 1)
    plan = importing.scan([tmp_path / "Heir"])
    assert [(item.name, item.language, item.status) for item in plan.items] == [
        ("EP01.mkv", "", ItemStatus.NEW),
        ("EP01.mkv [#1]", "zh-Hans", ItemStatus.NEW),
        ("EP01.mkv [#2]", "en", ItemStatus.NEW),
        ("EP01.mkv [#3]", "th", ItemStatus.NEW),
    ]
    importing.apply(plan)
    cues = held(database).cues
    assert [cue.text for cue in cues[1, "zh-Hans", Role.SOURCE]] == list(LINES["zh-Hans"])
    assert [(cue.start_ms, cue.text) for cue in cues[1, "th", Role.TRANSLATION]] == [
        (at[0], line) for at, line in zip(TIMES, LINES["th"], strict=True)
    ]
    again = importing.scan([tmp_path / "Heir"], title_id=held(database).title.id)
    assert {item.status for item in again.items} == {ItemStatus.IDENTICAL}


def test_a_file_beside_the_video_comes_first(importing: Importing, tmp_path: Path) -> None:
    video(tmp_path / "Heir", 1)
    put_srt(tmp_path / "Heir" / "EP01_en.srt", "en", suffix=" New.")
    plan = importing.scan([tmp_path / "Heir"])
    told = {item.name: (item.status, item.reason.code if item.reason else "") for item in plan.items if item.language == "en"}
    assert told == {
        "EP01_en.srt": (ItemStatus.NEW, ""),
        "EP01.mkv [#2]": (ItemStatus.SKIPPED, "import.embedded_beside_file"),
    }


def test_a_video_for_one_episode_brings_the_stream_that_is_asked_for_and_no_other(
    importing: Importing, database: Database, tmp_path: Path
) -> None:
    path = video(tmp_path / "Heir", 1)
    plan = importing.scan([tmp_path / "Heir"])
    assert not any(item.is_sheet for item in plan.items)
    streams = [item.id for item in plan.items if item.embedded]
    importing.apply(skip(plan, streams))
    episode_id = held(database).media[1].episode_id
    importing.import_file(path, episode_id, "", OnExisting.REPLACE)
    assert not held(database).cues
    importing.import_file(path, episode_id, "en", OnExisting.REPLACE)
    assert [language for _, language, _ in held(database).cues] == ["en"]


def test_further_sounds_of_a_video_become_versions_of_their_own(importing: Importing, database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "Heir"
    folder.mkdir()
    path = make_heard(folder / "EP01.mkv", [("chi", "", 0.1), ("eng", "Dub", 1.0), ("", "", 0.5)])
    plan = importing.scan([folder])
    assert [(item.name, item.kind, item.look_language, item.version.text, item.status) for item in plan.items] == [
        ("EP01.mkv", ItemKind.VIDEO, "", "", ItemStatus.NEW),
        ("EP01.mkv [#2]", ItemKind.SOUND, "en", "Dub #2", ItemStatus.NEW),
        ("EP01.mkv [#3]", ItemKind.SOUND, "", "#3", ItemStatus.NEW),
    ]
    importing.apply(skip(plan, plan.items[2].id))
    title = held(database).title
    ((picture, dub),) = TitleVersions(database).versions(title.id).values()
    assert (dub.medium, dub.language, dub.label, dub.stream, dub.is_reference) == (Medium.SOUND, "en", "Dub #2", 2, False)
    assert (dub.content_key, dub.path) == (f"{picture.content_key}#2", picture.path)
    assert [each.index for each in dub.audio] == [2] and (dub.width, dub.file_ms) == (0, picture.file_ms)
    again = importing.scan([folder], title_id=title.id)
    assert [item.status for item in again.items] == [ItemStatus.IDENTICAL, ItemStatus.IDENTICAL, ItemStatus.NEW]
    previewing = Previewing(database, cache_folder=tmp_path / "cache")
    assert max(map(_signed, previewing.peaks(dub).high)) > 60 > max(map(_signed, previewing.peaks(picture).high))
    moved = path.rename(tmp_path / "somewhere.mkv")
    assert previewing.media_path(dub) is None
    previewing.relink(title.id, tmp_path)
    after = TitleVersions(database).versions(title.id)[picture.episode_id]
    assert {previewing.media_path(each) for each in after} == {moved} and after[1].stream == 2


def _signed(byte: int) -> int:
    return byte - 256 if byte > 127 else byte
