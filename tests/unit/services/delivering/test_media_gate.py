"""A delivery looks at the files of the episodes: what was replaced, what QC found in them, and how loud they are."""

import os
from pathlib import Path

import pytest

from crossreel.domain.delivery import Refusal
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.i18n.messages import sentence
from crossreel.i18n.words import Words
from crossreel.media import file_keys
from crossreel.services.checking.media import MediaChecking
from crossreel.services.checking.waiving import Waiving
from crossreel.services.delivering.packages import Delivering
from tests.unit.services.delivering.conftest import Shelf

LANGUAGES = ("en", "th")
LOUDNESS = "[loudness]\nintegrated = -16\ntolerance = 1.0\ntrue_peak = -1\n"


@pytest.fixture
def delivering(shelf: Shelf, tmp_path: Path) -> Delivering:
    return Delivering(shelf.database, folder=shelf.profiles, cache_folder=tmp_path / "cache")


def carry_videos(shelf: Shelf, more: str = "") -> None:
    """Have the profile carry videos."""
    path = shelf.profiles / "plain.toml"
    path.write_text(path.read_text("utf-8").replace('"subtitles"', '"subtitles", "video"') + more, "utf-8")


def refused(delivering: Delivering, shelf: Shelf) -> list[Refusal]:
    return [each for each in delivering.plan(shelf.title_id, "plain", LANGUAGES).refusals if each.episode is not None]


def video(shelf: Shelf, number: int) -> Path:
    with shelf.database.read() as uow:
        from crossreel.storage import queries

        row = queries.matrix(uow, shelf.title_id).rows[number - 1]
    assert row.media is not None
    return Path(row.media.path)


def test_garbage_in_the_place_of_a_file_is_not_delivered(shelf: Shelf, delivering: Delivering, tmp_path: Path) -> None:
    carry_videos(shelf)
    assert refused(delivering, shelf) == []
    path = video(shelf, 2)
    path.write_bytes(os.urandom(path.stat().st_size))
    (told,) = refused(delivering, shelf)
    assert (told.code, told.episode) == ("delivery.file_replaced", 2)
    assert "The file of episode 2 (" in sentence(told.code, told.facts) and path.name in sentence(told.code, told.facts)
    outcome = delivering.deliver(
        shelf.title_id, "plain", LANGUAGES, tmp_path / "out", wording=Words, allow_findings=True
    )  # fmt: skip
    assert outcome.package is None and not (tmp_path / "out").exists()


def test_a_replaced_file_stands_against_subtitles_alone_too(shelf: Shelf, delivering: Delivering) -> None:
    path = video(shelf, 1)
    path.write_bytes(path.read_bytes() + b"more")
    assert [each.code for each in refused(delivering, shelf)] == ["delivery.file_replaced"]


def test_a_file_that_is_as_it_was_is_not_read_again(shelf: Shelf, delivering: Delivering, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in (1, 2):
        os.utime(video(shelf, number), (1_700_000_000, 1_700_000_000))
    assert refused(delivering, shelf) == []
    monkeypatch.setattr(file_keys, "content_key", lambda path: pytest.fail(f"{path} was read"))
    assert refused(delivering, shelf) == []
    os.utime(video(shelf, 1), (1_700_000_001, 1_700_000_001))
    monkeypatch.setattr(file_keys, "content_key", lambda path: "another")
    assert [(each.code, each.episode) for each in refused(delivering, shelf)] == [("delivery.file_replaced", 1)]


def test_open_errors_of_a_file_stand_against_it_until_they_are_waived(shelf: Shelf, delivering: Delivering) -> None:
    carry_videos(shelf)
    checking = Waiving(shelf.database)
    with shelf.database.read() as uow:
        from crossreel.storage import queries

        media = queries.matrix(uow, shelf.title_id).rows[0].media
    assert media is not None
    with shelf.database.derived() as uow:
        uow.put(
            Finding(
                id=shelf.database.new_id(), title_id=shelf.title_id, episode_id=media.episode_id, track_id=0, language="",
                cue_id=None, rule="rotation", severity=Severity.ERROR, start_ms=0, end_ms=1000, text="",
                facts={"degrees": 90, "width": 1920, "height": 1080}, fingerprint="rotation:1", version_id=media.id,
            )
        )  # fmt: skip
    (told,) = refused(delivering, shelf)
    assert (told.code, told.episode, told.facts["count"]) == ("delivery.media_errors", 1, 1)
    (finding,) = checking.findings(shelf.title_id)
    checking.waive([finding.id], "the app turns it")
    assert refused(delivering, shelf) == []


def test_the_loudness_of_a_profile_is_asked_of_every_file(shelf: Shelf, delivering: Delivering, tmp_path: Path) -> None:
    carry_videos(shelf, LOUDNESS)
    assert delivering.profiles().get("plain").loudness == LoudnessTarget(integrated=-16, tolerance=1, true_peak=-1)
    assert {each.code for each in refused(delivering, shelf)} == {"delivery.loudness_unknown"}
    checking = MediaChecking(shelf.database, cache_folder=tmp_path / "cache", compare=lambda title, job: {}, workers=0)
    checking.run(shelf.title_id)
    told = refused(delivering, shelf)
    assert [(each.code, each.episode) for each in told] == [("delivery.loudness", 1), ("delivery.loudness", 2)]
    assert all("LUFS" in sentence(each.code, each.facts) for each in told)
