"""A title of a real catalog handed to editing programs: videos, subtitles, notes and findings of each episode, each on its own."""

import json
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import NotFound
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.i18n.words import Words
from crossreel.services.exporting.tracks import Exporting
from crossreel.services.jobs import JobContext
from tests.builders import Drama, make_drama
from tests.unit.services.exporting.test_exporting import put


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    made = make_drama(tmp_path / "catalog.crossreel", episodes=2, cues=3, languages=("en", "ar"))
    (tmp_path / "EP01.mp4").write_bytes(b"film")
    for number, path in enumerate((tmp_path / "EP01.mp4", Path("/nowhere.mp4")), 1):
        put(made, Version(
            id=made.database.new_id(), is_reference=True, episode_id=made.episode_ids[number - 1], path=str(path),
            width=720, height=1280, frame_rate=Fraction(25), file_ms=20_000,
        ))  # fmt: skip
    yield made
    made.database.close()


def note(drama: Drama, text: str, **fields: object) -> Note:
    """A note of the first episode."""
    facts: dict[str, object] = {
        "id": drama.database.new_id(), "title_id": drama.title_id, "episode_id": drama.episode_ids[0], "language": "en",
        "at_ms": 2000, "text": text, "author": "Mei", "created_ms": 1,
    }  # fmt: skip
    return Note(**{**facts, **fields})  # type: ignore[arg-type]


def test_notes_with_their_answers_and_findings_become_locators(drama: Drama, tmp_path: Path) -> None:
    first = note(drama, "The name is\nwrong")
    put(drama, first)
    put(drama, note(drama, "It is not", author="Lin", parent_id=first.id))
    finding = Finding(
        id=drama.database.new_id(), title_id=drama.title_id, episode_id=drama.episode_ids[0], track_id=drama.track_ids[1, "ar"],
        language="ar", cue_id=None, rule="spacing", severity=Severity.ERROR, start_ms=3000, end_ms=4000, text="",
    )  # fmt: skip
    with drama.database.derived() as uow:
        uow.put(finding)
    handing = Exporting(drama.database).handing_over
    report = handing.hand_over(drama.title_id, ("en", "ar"), "edl", tmp_path / "out", wording=Words(""))
    text = (tmp_path / "out" / "HEIR_S01E001.edl").read_text(encoding="utf-8")
    locators = [line for line in text.splitlines() if line.startswith("* LOC")]
    assert locators[0] == "* LOC: 00:00:02:00 CYAN    [en] Mei: The name is wrong / Lin: It is not"
    assert locators[1:] == ["* LOC: 00:00:03:00 RED     [ar] Needless spaces or a blank line. Take them away."]
    assert [item.code for item in report.notices] == ["hand_over.without_video"]
    report = handing.hand_over(drama.title_id, ("en",), "edl", tmp_path / "out", wording=Words(""), markers=False)
    assert "* LOC" not in (tmp_path / "out" / "HEIR_S01E001.edl").read_text(encoding="utf-8")


def test_an_episode_without_its_video_stops_no_other(drama: Drama, tmp_path: Path) -> None:
    report = Exporting(drama.database).handing_over.hand_over(
        drama.title_id, ("en", "ar"), "capcut", tmp_path / "out", wording=Words("")
    )
    assert [Path(item.name).name for item in report.done] == ["HEIR_S01E001"]
    assert [(item.name, item.code) for item in report.failed] == [("HEIR_S01E002", "hand_over.no_video")]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["HEIR_S01E001"]
    draft = json.loads((tmp_path / "out" / "HEIR_S01E001" / "draft_content.json").read_text(encoding="utf-8"))
    assert [track["name"] for track in draft["tracks"]] == ["video", "en", "ar"]
    assert draft["materials"]["videos"][0]["path"] == str(tmp_path / "EP01.mp4")
    texts = [json.loads(each["content"])["text"] for each in draft["materials"]["texts"]]
    assert texts == [cue.text for tag in ("en", "ar") for cue in drama.cues(1, tag)]
    times = [segment["target_timerange"]["start"] for segment in draft["tracks"][1]["segments"]]
    assert times == [cue.start_ms * 1000 for cue in drama.cues(1, "en")]


def test_a_draft_that_somebody_may_work_on_is_never_written_over(drama: Drama, tmp_path: Path) -> None:
    handing, out = Exporting(drama.database).handing_over, tmp_path / "out"
    handing.hand_over(drama.title_id, ("en",), "capcut", out, wording=Words(""))
    (out / "HEIR_S01E001" / "draft_content.json").write_text("mine")
    report = handing.hand_over(drama.title_id, ("en",), "capcut", out, wording=Words(""))
    assert [item.code for item in report.failed] == ["hand_over.folder_exists", "hand_over.no_video"]
    assert (out / "HEIR_S01E001" / "draft_content.json").read_text() == "mine"


def test_what_nobody_knows_of_frames_is_asked_for(drama: Drama, tmp_path: Path) -> None:
    with drama.database.read() as uow:
        second = uow.where(Version, episode_id=drama.episode_ids[1])[0]
    put(drama, replace(second, variable_frame_rate=True))
    report = Exporting(drama.database).handing_over.hand_over(
        drama.title_id, ("en",), "fcpxml", tmp_path / "out", wording=Words("")
    )
    assert [item.code for item in report.notices] == ["hand_over.variable_rate", "hand_over.without_video"]
    bare = make_drama(tmp_path / "bare.crossreel", code="BARE", episodes=1, languages=("en",))
    handing = Exporting(bare.database).handing_over
    report = handing.hand_over(bare.title_id, ("en",), "fcpxml", tmp_path / "out", wording=Words(""))
    assert [item.code for item in report.failed] == ["hand_over.no_rate"] and not (
        tmp_path / "out" / "BARE_S01E001.fcpxml"
    ).exists()
    report = handing.hand_over(
        bare.title_id, ("en",), "fcpxml", tmp_path / "out", wording=Words(""), frame_rate=Fraction(30000, 1001)
    )
    assert len(report.done) == 1 and 'frameDuration="1001/30000s"' in (tmp_path / "out" / "BARE_S01E001.fcpxml").read_text()
    bare.database.close()


def test_cancelling_keeps_what_is_whole(drama: Drama, tmp_path: Path) -> None:
    job = JobContext(on_progress=lambda done, total, what: job.cancelled.set() if done else None)
    report = Exporting(drama.database).handing_over.hand_over(
        drama.title_id, ("en",), "edl", tmp_path / "out", wording=Words(""), job=job
    )
    assert report.cancelled and [path.name for path in (tmp_path / "out").iterdir()] == ["HEIR_S01E001.edl"]
    with pytest.raises(NotFound, match=r"hand_over\.no_such_editor"):
        Exporting(drama.database).handing_over.hand_over(drama.title_id, ("en",), "imovie", tmp_path, wording=Words(""))


def test_a_folder_that_cannot_be_made_fails_every_episode_and_leaves_nothing(drama: Drama, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    for editor in ("edl", "capcut"):
        report = Exporting(drama.database).handing_over.hand_over(
            drama.title_id, ("en",), editor, taken / "out", wording=Words(""), episode_ids=drama.episode_ids[:1]
        )
        assert [item.code for item in report.failed] == ["format.cannot_save"] and not report.done
    assert taken.read_text() == "mine"
