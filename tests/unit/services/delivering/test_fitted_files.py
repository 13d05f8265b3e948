"""What a format of rows and frames had to fit is said with the package; what it cannot hold is a refusal that names the script."""

from dataclasses import replace
from pathlib import Path

from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.delivery import DeliveryOutcome
from crossreel.domain.errors import Told
from crossreel.i18n.messages import sentence
from crossreel.i18n.words import Words
from crossreel.services.delivering.packages import Delivering
from tests.unit.services.delivering.conftest import PLAIN, Shelf

FORMAT = 'format_id = "srt"\noptions = { bom = true, newline = "\\r\\n" }\n'
STL = 'format_id = "stl"\noptions = { frame_rate = 25, start_timecode = "10:00:00:00", display_standard = "open" }\n'


def deliver(shelf: Shelf, out: Path, language: str) -> DeliveryOutcome:
    assert FORMAT in PLAIN
    (shelf.profiles / "plain.toml").write_text(PLAIN.replace(FORMAT, STL), "utf-8")
    return Delivering(shelf.database, folder=shelf.profiles).deliver(shelf.title_id, "plain", (language,), out, wording=Words)


def test_what_was_fitted_is_said_once_for_all_files(shelf: Shelf, tmp_path: Path) -> None:
    with shelf.database.read() as uow:
        tracks = [each.id for each in uow.where(Track, language="en")]
        cues = [uow.where(Cue, track_id=track)[0] for track in tracks]
    shelf.change(*(replace(each, text="We thought that you were never coming back to this old house") for each in cues))
    shelf.approve()
    told = deliver(shelf, tmp_path / "out", "en")
    assert told.package is not None, told.plan.refusals
    wrapped = [each for each in told.plan.notices if each.code == "format.wrapped"]
    assert [(each.name, each.facts["count"]) for each in wrapped] == [("EBU STL · en", 4)], "two long lines an episode"
    files = sorted(told.package.rglob("*.stl"))
    assert len(files) == 2
    data = files[0].read_bytes()
    assert (data[3:11], data[11:12], data[256:264]) == (b"STL25.01", b"0", b"10000000") and data[224:230].isdigit()


def test_a_script_that_cannot_be_held_is_refused_by_name_once(shelf: Shelf, tmp_path: Path) -> None:
    told = deliver(shelf, tmp_path / "out", "th")
    assert told.package is None
    assert [(each.code, each.language, each.facts["script"]) for each in told.plan.refusals] == [
        ("delivery.script_not_held", "th", "Thai")
    ]
    assert "Thai" in sentence("delivery.script_not_held", told.plan.refusals[0].facts)


def test_a_sign_that_a_table_lacks_is_a_refusal_of_its_file(shelf: Shelf, tmp_path: Path) -> None:
    with shelf.database.read() as uow:
        track = uow.where(Track, language="en")[0].id
        cue = uow.where(Cue, track_id=track)[0]
    shelf.change(replace(cue, text="Tiếng Việt"))
    shelf.approve()
    told = deliver(shelf, tmp_path / "out", "en")
    (refusal,) = told.plan.refusals
    why = refusal.facts["why"]
    assert refusal.code == "delivery.cannot_write"
    assert isinstance(why, Told) and (why.code, why.facts["character"]) == ("format.no_sign", "ế")
