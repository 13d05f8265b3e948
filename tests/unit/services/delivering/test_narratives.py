"""A buyer of forced narratives gets a language's own track, else its signs as one; and has them in the full file if it wants."""

from dataclasses import replace
from pathlib import Path

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.note import Note
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.delivery import Plan
from crossreel.domain.redelivery import SentState
from crossreel.domain.trade.delivery_change import ChangeKind
from crossreel.domain.views.grid import EpisodeSheet
from crossreel.i18n.words import Words
from crossreel.services.delivering.packages import Delivering
from crossreel.services.delivering.receiving import Receiving
from crossreel.services.delivering.tracking import Tracking
from crossreel.services.editing.cues import Editing
from crossreel.services.editing.sheet import Translating
from tests.unit.services.delivering.conftest import PLAIN, Shelf

PRIME = PLAIN.replace('id = "plain"', 'id = "prime"\nrequired_roles = ["forced"]\nnarratives_in_full = true')
SIGN, FORCED = "Harbour Hotel", "A foreign line"


def put(shelf: Shelf, role: Role, text: str, language: str = "en") -> Cue:
    """Give the first episode a track of one cue."""
    with shelf.database.read() as uow:
        (episode,) = uow.where(Episode, title_id=shelf.title_id, number=1)
    made = Track(id=shelf.database.new_id(), episode_id=episode.id, language=language, role=role, state=State.APPROVED)
    cue = Cue(id=shelf.database.new_id(), track_id=made.id, start_ms=200, end_ms=900, text=text, placement="8")
    shelf.change(made, cue)
    return cue


def service(shelf: Shelf) -> Delivering:
    (shelf.profiles / "prime.toml").write_text(PRIME, "utf-8")
    return Delivering(shelf.database, folder=shelf.profiles)


def plan(shelf: Shelf, **asked: object) -> Plan:
    return service(shelf).plan(shelf.title_id, "prime", ("en",), **asked)  # type: ignore[arg-type]


def files(shelf: Shelf, out: Path) -> dict[str, str]:
    """Deliver and return the subtitle files of the first episode by name."""
    told = service(shelf).deliver(shelf.title_id, "prime", ("en",), out, wording=Words)
    assert told.package is not None, told.plan.refusals
    return {path.name: path.read_text("utf-8-sig") for path in told.package.rglob("*E001_SUB*.srt")}


def test_without_either_the_gate_says_what_is_missing(shelf: Shelf) -> None:
    assert ("delivery.role_missing", "en") in [(each.code, each.language) for each in plan(shelf).refusals]


def test_signs_stand_in_and_the_full_file_holds_them_too(shelf: Shelf, tmp_path: Path) -> None:
    cue = put(shelf, Role.SIGNS_TRANSLATION, SIGN)
    made = files(shelf, tmp_path / "out")
    assert sorted(made) == ["HIDDENHEIR_S01E001_SUB_en_forced_v01.srt", "HIDDENHEIR_S01E001_SUB_en_full_v01.srt"]
    assert all(SIGN in text for text in made.values())
    due = plan(shelf, changed_only=True)
    assert {each.kind for each in due.changes} == {ChangeKind.UNCHANGED}
    shelf.change(replace(cue, text="Another hotel"))
    changed = {(each.column, each.episode) for each in plan(shelf, changed_only=True).changes if each.kind is ChangeKind.CHANGED}
    assert changed == {("en-x-signs", 1), ("en", 1)}, "the full file holds what changed as well"


def test_a_track_of_its_own_goes_instead_of_signs(shelf: Shelf, tmp_path: Path) -> None:
    put(shelf, Role.SIGNS_TRANSLATION, SIGN)
    put(shelf, Role.FORCED, FORCED)
    made = files(shelf, tmp_path / "out")
    assert (
        FORCED in made["HIDDENHEIR_S01E001_SUB_en_forced_v01.srt"] and SIGN not in made["HIDDENHEIR_S01E001_SUB_en_forced_v01.srt"]
    )
    assert FORCED in made["HIDDENHEIR_S01E001_SUB_en_full_v01.srt"]
    assert SIGN in made["HIDDENHEIR_S01E001_SUB_en_signs_v01.srt"]


def test_a_buyer_that_wants_them_in_the_full_file_gets_their_own_file_too(shelf: Shelf) -> None:
    put(shelf, Role.SIGNS_TRANSLATION, SIGN)
    (shelf.profiles / "prime.toml").write_text(PRIME.replace('required_roles = ["forced"]\n', ""), "utf-8")
    planned = Delivering(shelf.database, folder=shelf.profiles).plan(shelf.title_id, "prime", ("en",))
    assert [(each.variant, each.role) for each in planned.files if each.kind == "subtitle" and each.episode == 1] == [
        ("full", "full"),
        ("signs", "forced"),
    ]


def test_forced_alone_can_be_asked_for(shelf: Shelf) -> None:
    put(shelf, Role.SIGNS_TRANSLATION, SIGN)
    names = [each.path.rpartition("/")[2] for each in plan(shelf, roles=("forced",)).files if each.kind == "subtitle"]
    assert names == ["HIDDENHEIR_S01E001_SUB_en_forced_v01.srt"]


def mark_line(shelf: Shelf, language: str = "ko", at: int = 1) -> tuple[str, str]:
    """Mark a line of the first episode as foreign; return its words in Chinese and in English."""
    row = [row for row in sheet_of(shelf).rows if row.is_spine][at]
    Editing(shelf.database).set_spoken_in([row.cue.id], language)
    return row.cue.text, row.followers["en"][0].text


def sheet_of(shelf: Shelf) -> EpisodeSheet:
    with shelf.database.read() as uow:
        (episode,) = uow.where(Episode, title_id=shelf.title_id, number=1)
    return Translating(shelf.database).sheet(episode.id)


def plain(shelf: Shelf, **asked: object) -> Plan:
    return Delivering(shelf.database, folder=shelf.profiles).plan(shelf.title_id, "plain", ("zh-Hans", "en"), **asked)  # type: ignore[arg-type]


def forced_of(planned: Plan) -> list[tuple[str, int | None]]:
    return [(each.language, each.episode) for each in planned.files if each.kind == "subtitle" and each.role == "forced"]


def test_every_delivery_holds_foreign_lines_and_signs_as_forced_narratives_in_order(shelf: Shelf, tmp_path: Path) -> None:
    put(shelf, Role.SIGNS_TRANSLATION, SIGN)
    assert forced_of(plain(shelf)) == [], "nothing is foreign: signs go as signs"
    chinese, english = mark_line(shelf)
    planned = plain(shelf)
    assert forced_of(planned) == [("zh-Hans", 1), ("en", 1)] and planned.may_build
    told = Delivering(shelf.database, folder=shelf.profiles).deliver(
        shelf.title_id, "plain", ("zh-Hans", "en"), tmp_path / "out", wording=Words
    )
    assert told.package is not None and told.delivery is not None
    made = {path.name: path.read_text("utf-8-sig") for path in told.package.rglob("*E001_SUB*forced*.srt")}
    assert chinese in made["HIDDENHEIR_S01E001_SUB_zh-Hans_forced_v01.srt"]
    said = made["HIDDENHEIR_S01E001_SUB_en_forced_v01.srt"]
    assert sheet_of(shelf).rows[1].cue.start_ms > 200 and said.index(SIGN) < said.index(english) and said.count("-->") == 2
    assert [key.split(":", 1)[1] for key in told.delivery.cells if key.endswith(":forced")] == ["zh-Hans:forced", "en:forced"]


def test_a_line_is_not_read_by_who_understands_it(shelf: Shelf) -> None:
    mark_line(shelf, "en")
    assert forced_of(plain(shelf)) == [("zh-Hans", 1)]
    sheet = sheet_of(shelf)
    assert sheet.rows[1].cue.spoken_in == "en"


def test_a_buyer_of_forced_narratives_gets_signs_of_other_episodes_too_and_none_twice(shelf: Shelf, tmp_path: Path) -> None:
    put(shelf, Role.SIGNS_TRANSLATION, SIGN)
    mark_line(shelf)
    made = files(shelf, tmp_path / "out")
    assert sorted(made) == ["HIDDENHEIR_S01E001_SUB_en_forced_v01.srt", "HIDDENHEIR_S01E001_SUB_en_full_v01.srt"]
    assert SIGN in made["HIDDENHEIR_S01E001_SUB_en_full_v01.srt"], "the full file holds the signs"
    assert made["HIDDENHEIR_S01E001_SUB_en_full_v01.srt"].count(sheet_of(shelf).rows[1].followers["en"][0].text) == 1


def test_what_is_marked_words_that_change_and_a_mark_taken_back_are_due(shelf: Shelf, tmp_path: Path) -> None:
    cue = put(shelf, Role.SIGNS_TRANSLATION, SIGN)
    _, english = mark_line(shelf)
    files(shelf, tmp_path / "out")

    def changes() -> set[tuple[str, int, str]]:
        return {
            (each.column, each.episode, each.kind.value)
            for each in plan(shelf, changed_only=True).changes
            if each.kind != "unchanged"
        }

    assert changes() == set()
    shelf.change(replace(cue, text="Another hotel"))
    assert ("en-x-forced", 1, "changed") in changes(), "signs stand in what was delivered as forced"
    shelf.change(cue)
    rows = [row for row in sheet_of(shelf).rows if row.is_spine]
    Editing(shelf.database).set_spoken_in([rows[2].cue.id], "und")
    assert changes() >= {("en-x-forced", 1, "changed")}
    Editing(shelf.database).set_spoken_in([rows[1].cue.id, rows[2].cue.id], "")
    assert ("en-x-forced", 1, "withdrawn") in changes() and english


def test_a_track_of_its_own_is_filled_up_with_lines_it_shows_nothing_for(shelf: Shelf, tmp_path: Path) -> None:
    own = put(shelf, Role.FORCED, FORCED)
    _, english = mark_line(shelf, at=2)
    line = [row for row in sheet_of(shelf).rows if row.is_spine][2].followers["en"][0]
    assert line.start_ms >= own.end_ms
    name = "HIDDENHEIR_S01E001_SUB_en_forced_v01.srt"
    said = files(shelf, tmp_path / "out")[name]
    assert FORCED in said and english in said and said.count("-->") == 2
    assert {each.kind for each in plan(shelf, changed_only=True).changes} == {ChangeKind.UNCHANGED}
    Editing(shelf.database).set_spoken_in([line.id], "")
    changed = {each.column for each in plan(shelf, changed_only=True).changes if each.kind is ChangeKind.CHANGED}
    assert "en-x-forced" in changed


def test_what_a_buyer_rejects_of_made_narratives_goes_back_to_the_tracks_they_are_made_of(shelf: Shelf, tmp_path: Path) -> None:
    mark_line(shelf)
    files(shelf, tmp_path / "out")
    with shelf.database.read() as uow:
        (episode,) = uow.where(Episode, title_id=shelf.title_id, number=1)
    board = Tracking(shelf.database, profiles=service(shelf).profiles).board(shelf.title_id)
    states = {(row.column, cell.state.value) for row in board.rows for cell in row.cells[:1]}
    assert {("en-x-forced", "current"), ("en", "current")} <= states
    assert [(row.cells[1].is_blank, row.counts()) for row in board.rows if row.column == "en-x-forced"] == [
        (True, {SentState.CURRENT: 1})
    ]
    Receiving(shelf.database).reject(shelf.title_id, "PLAIN", [(episode.id, "en-x-forced")], "Line 2 is missing.")
    with shelf.database.read() as uow:
        (whole,) = uow.where(Track, episode_id=episode.id, language="en")
        (note,) = uow.where(Note, episode_id=episode.id)
    assert whole.state is State.TRANSLATED
    assert (note.role, note.text) == ("full", "Line 2 is missing.")
    again = plan(shelf, changed_only=True)
    assert [(each.code, each.language) for each in again.refusals] == [("delivery.state_low", "en")], (
        "what it is made of is not done"
    )
    assert ("en-x-forced", "rejected") in {
        (row.column, row.cells[0].state.value)
        for row in Tracking(shelf.database, profiles=service(shelf).profiles).board(shelf.title_id).rows
    }


def test_what_stands_against_made_narratives_is_said_once_and_of_what_they_are_made_of(shelf: Shelf) -> None:
    mark_line(shelf)
    with shelf.database.read() as uow:
        (episode,) = uow.where(Episode, title_id=shelf.title_id, number=1)
        (whole,) = uow.where(Track, episode_id=episode.id, language="en")
    shelf.change(replace(whole, state=State.TRANSLATED))
    assert [(each.code, each.language) for each in plain(shelf).refusals] == [("delivery.state_low", "en")]
    alone = plain(shelf, roles=("forced",))
    assert [(each.code, each.language) for each in alone.refusals] == [("delivery.state_low", "en")]
