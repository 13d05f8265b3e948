"""A buyer of forced narratives gets a language's own track, else its signs as one; and has them in the full file if it wants."""

from dataclasses import replace
from pathlib import Path

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.delivery import Plan
from crossreel.domain.trade.delivery_change import ChangeKind
from crossreel.i18n.words import Words
from crossreel.services.delivering.packages import Delivering
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
