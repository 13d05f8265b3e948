"""A buyer that has something gets what changed, by the buyer's rule for names, and is told what and why."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.delivery import Delivery, Plan
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import Refused
from crossreel.domain.redelivery import (
    OPTIONS_CHANGED,
    PROFILE_CHANGED,
    REJECTED,
    TEXT_CHANGED,
    TIMES_CHANGED,
    Had,
    Made,
    reasons_of,
    rejections,
    wording_of,
)
from crossreel.domain.trade.delivery_change import ChangeKind
from crossreel.domain.trade.receipt import Receipt, Verdict
from crossreel.i18n.words import Words
from crossreel.services.delivering.packages import Delivering
from crossreel.services.delivering.verifying import Verifying
from crossreel.services.importing.plans import Importing
from crossreel.services.removing import remove
from tests.unit.services.delivering.conftest import PLAIN, Shelf
from tests.unit.services.delivering.test_tracking import statements
from tests.unit.services.importing.folders import put_srt

LANGUAGES = ("en", "th")


def service(shelf: Shelf) -> Delivering:
    return Delivering(shelf.database, folder=shelf.profiles)


def send(shelf: Shelf, out: Path, *, changed_only: bool = True, languages: Sequence[str] = LANGUAGES) -> tuple[Path, Delivery]:
    told = service(shelf).deliver(shelf.title_id, "plain", languages, out, wording=Words, buyer="X", changed_only=changed_only)
    assert told.package is not None and told.delivery is not None, told.plan.refusals
    return told.package, told.delivery


def due(shelf: Shelf, languages: Sequence[str] = LANGUAGES) -> Plan:
    return service(shelf).plan(shelf.title_id, "plain", languages, buyer="X", changed_only=True)


def brought(plan: Plan) -> list[tuple[str, int, ChangeKind, tuple[str, ...]]]:
    return [(each.column, each.episode, each.kind, each.reasons) for each in plan.changes if each.kind is not ChangeKind.UNCHANGED]


def cue(shelf: Shelf, number: int, language: str) -> Cue:
    with shelf.database.read() as uow:
        (episode,) = uow.where(Episode, title_id=shelf.title_id, number=number)
        (track,) = uow.where(Track, episode_id=episode.id, language=language)
        return uow.where(Cue, track_id=track.id)[0]


def subtitles(package: Path) -> list[str]:
    return sorted(path.name for path in package.rglob("*_SUB_*"))


def test_only_what_changed_goes_again_under_the_next_version(shelf: Shelf, tmp_path: Path) -> None:
    shelf.set_cover()
    first, _ = send(shelf, tmp_path)
    assert first.name.endswith("_X_HIDDENHEIR_EN-TH_v01") and len(subtitles(first)) == 4
    assert [each.code for each in due(shelf).refusals] == ["delivery.nothing_changed"]
    shelf.change(replace(cue(shelf, 2, "th"), text="อะไรนะ"))
    assert brought(due(shelf)) == [("th", 2, ChangeKind.CHANGED, (TEXT_CHANGED,))]
    package, delivery = send(shelf, tmp_path)
    assert package.name.endswith("_X_HIDDENHEIR_TH_v02")
    assert subtitles(package) == ["HIDDENHEIR_S01E002_SUB_th_full_v02.srt"]
    assert not list(package.rglob("*_COVER_*")), "the buyer has the cover"
    assert (delivery.round, delivery.changed_only, delivery.buyer, len(delivery.cells)) == (2, True, "X", 1)
    (spec,) = package.rglob("*_SPEC_*")
    assert delivery.languages == ("th",) and json.loads(spec.read_text("utf-8"))["languages"] == ["th"], (
        "what went, not what is had"
    )
    assert set(delivery.files) == {path.relative_to(package).as_posix() for path in (package / "data").rglob("*") if path.is_file()}
    assert not Verifying().verify(package).failed
    assert brought(due(shelf)) == []


def test_times_and_words_are_told_apart(shelf: Shelf, tmp_path: Path) -> None:
    send(shelf, tmp_path)
    late = cue(shelf, 1, "en")
    both = cue(shelf, 2, "en")
    shelf.change(
        replace(late, start_ms=late.start_ms + 40), replace(both, start_ms=both.start_ms + 40, text="Else."),
    )  # fmt: skip
    assert brought(due(shelf)) == [
        ("en", 1, ChangeKind.CHANGED, (TIMES_CHANGED,)),
        ("en", 2, ChangeKind.CHANGED, (TEXT_CHANGED, TIMES_CHANGED)),
    ]
    shelf.change(late, both)
    assert brought(due(shelf)) == [], "what is as it was is not sent again"


def test_other_options_and_another_profile_are_reasons(shelf: Shelf, tmp_path: Path) -> None:
    send(shelf, tmp_path)
    (shelf.profiles / "plain.toml").write_text(PLAIN.replace("bom = true", "bom = false"), "utf-8")
    assert {each[3] for each in brought(due(shelf))} == {(OPTIONS_CHANGED,)} and len(brought(due(shelf))) == 4
    (shelf.profiles / "plain.toml").write_text(PLAIN.replace('version = "1"', 'version = "2"'), "utf-8")
    assert {each[3] for each in brought(due(shelf))} == {(PROFILE_CHANGED,)}
    package, _ = send(shelf, tmp_path)
    assert len(subtitles(package)) == 4
    assert brought(due(shelf)) == []


def test_another_buyer_has_nothing_of_it(shelf: Shelf, tmp_path: Path) -> None:
    send(shelf, tmp_path, languages=("en",))
    assert {(each[0], each[2]) for each in brought(due(shelf))} == {("th", ChangeKind.NEW)}
    other = service(shelf).plan(shelf.title_id, "plain", LANGUAGES, buyer="Y", changed_only=True)
    assert {each.kind for each in other.changes} == {ChangeKind.NEW} and other.round == 1


def test_what_is_there_no_more_is_withdrawn_once(shelf: Shelf, tmp_path: Path) -> None:
    with shelf.database.read() as uow:
        (episode,) = uow.where(Episode, title_id=shelf.title_id, number=1)
        (track,) = uow.where(Track, episode_id=episode.id, language="en")
        said = uow.where(Cue, track_id=track.id)
    sdh = replace(track, id=shelf.database.new_id(), role=Role.SDH)
    shelf.change(sdh, *(replace(each, id=shelf.database.new_id(), track_id=sdh.id) for each in said))
    package, _ = send(shelf, tmp_path)
    assert len(subtitles(package)) == 5
    with shelf.database.edit(EditHeader(label="edit.test", title_id=shelf.title_id)) as open_edit, open_edit.part() as uow:
        (second,) = uow.where(Episode, title_id=shelf.title_id, number=2)
        remove(uow, uow.get(Track, sdh.id), second)
    gone = [("en", 2, ChangeKind.WITHDRAWN, ()), ("en-x-sdh", 1, ChangeKind.WITHDRAWN, ()), ("th", 2, ChangeKind.WITHDRAWN, ())]
    assert sorted(brought(due(shelf))) == sorted(gone)
    assert due(shelf).may_build
    package, delivery = send(shelf, tmp_path)
    assert subtitles(package) == []
    assert sorted(delivery.cells.values()) == ["", "", ""]
    assert brought(due(shelf)) == [], "what was withdrawn is told once"


def test_a_buyer_that_counts_rounds_gets_r1_and_r2(shelf: Shelf, tmp_path: Path) -> None:
    (shelf.profiles / "plain.toml").write_text(PLAIN.replace("[[formats]]", 'redelivery = "round"\n[[formats]]', 1), "utf-8")
    first, _ = send(shelf, tmp_path)
    assert "_R" not in first.name
    for round_number in (1, 2):
        shelf.change(replace(cue(shelf, 1, "en"), text=f"Line {round_number}"))
        package, _ = send(shelf, tmp_path)
        assert package.name.endswith(f"_v01_R{round_number}")
        assert subtitles(package) == [f"HIDDENHEIR_S01E001_SUB_en_full_v01_R{round_number}.srt"]


def test_the_gate_asks_only_for_what_goes(shelf: Shelf, tmp_path: Path) -> None:
    """A cell that the buyer has and that is worked on counts as changed; one that is as it was stands against nothing."""
    from crossreel.domain.catalog.workflow import State

    send(shelf, tmp_path)
    with shelf.database.read() as uow:
        thai = uow.where(Track, language="th")
    shelf.change(*(replace(track, state=State.TRANSLATED) for track in thai), replace(cue(shelf, 1, "en"), text="Other."))
    plan = due(shelf)
    assert plan.may_build and brought(plan) == [("en", 1, ChangeKind.CHANGED, (TEXT_CHANGED,))]
    shelf.change(replace(cue(shelf, 1, "th"), text="อื่น"))
    assert [(each.code, each.episode, each.language) for each in due(shelf).refusals] == [("delivery.state_low", 1, "th")]


def test_what_the_buyer_rejected_goes_again(shelf: Shelf, tmp_path: Path) -> None:
    _, delivery = send(shelf, tmp_path)
    word = Receipt(
        id=shelf.database.new_id(), title_id=shelf.title_id, delivery_id=delivery.id, verdict=Verdict.REJECTED,
        column="en", reason="Out of step", day_ms=1,
    )  # fmt: skip
    shelf.change(word)
    assert [(each[0], each[3]) for each in brought(due(shelf))] == [("en", (REJECTED,)), ("en", (REJECTED,))]
    shelf.change(replace(word, id=shelf.database.new_id(), verdict=Verdict.ACCEPTED, day_ms=2))
    assert brought(due(shelf)) == [], "the newest word holds"


def test_a_redelivery_takes_no_more_statements_for_a_larger_title(shelf: Shelf, tmp_path: Path) -> None:
    """One changed cell of two episodes, then of twelve: as many statements, and the cues of that cell's episode alone."""
    counts = []
    for size in (2, 12):
        for number in range(3, size + 1):
            for tag in ("zh-Hans", *LANGUAGES):
                put_srt(shelf.folder / f"EP{number:02d}.{tag}.srt", tag)
        if size > 2:
            importing = Importing(shelf.database)
            importing.apply(importing.scan([shelf.folder], title_id=shelf.title_id))
            shelf.approve()
        send(shelf, tmp_path)
        shelf.change(replace(cue(shelf, 1, "en"), text=f"Line {size}"))
        with statements() as sent:
            send(shelf, tmp_path)
        counts.append(len(sent))
    assert counts[0] == counts[1] <= 70


CUES = st.lists(
    st.builds(
        Cue, id=st.integers(1, 9), track_id=st.just(1), start_ms=st.integers(0, 99), end_ms=st.integers(100, 200),
        text=st.text(max_size=4), placement=st.sampled_from(["", "8"]),
    ),
    max_size=4,
)  # fmt: skip
MADE = Made(recipe="r", profile="p 1")


@given(CUES, CUES)
def test_words_and_times_are_judged_by_themselves(before: list[Cue], now: list[Cue]) -> None:
    had = Had(delivery_id=1, digest=repr(before), wording=wording_of(before), recipe="r", profile="p 1")
    told = reasons_of(had, repr(now), MADE, wording_of(now))
    said = [[(each.text, each.placement) for each in cues] for cues in (before, now)]
    timed = [[(each.start_ms, each.end_ms) for each in cues] for cues in (before, now)]
    assert (TEXT_CHANGED in told) == (said[0] != said[1])
    assert (TIMES_CHANGED in told) == (timed[0] != timed[1])


def test_a_package_that_another_one_overtook_is_neither_kept_nor_recorded(shelf: Shelf, tmp_path: Path) -> None:
    """Both would be version 1 and tell a buyer the same cells as new."""
    other: list[Path] = []

    def words(language: str) -> Words:
        if not other:
            other.append(tmp_path / "other")
            send(shelf, other[0], changed_only=False)
        return Words(language)

    with pytest.raises(Refused) as caught:
        service(shelf).deliver(shelf.title_id, "plain", LANGUAGES, tmp_path / "late", wording=words, buyer="X")
    assert (caught.value.code, caught.value.facts) == ("delivery.overtaken", {"buyer": "X", "round": 1})
    assert not list((tmp_path / "late").iterdir())
    assert [Path(each.package_path).parent for each in service(shelf).history()] == other


def test_of_one_day_the_word_that_was_written_down_last_holds() -> None:
    """A buyer's word typed in has its day alone, and one taken by a click its time."""
    had = {(1, "en"): Had(delivery_id=7, digest="x")}
    noon, midnight = 1_764_244_800_123, 1_764_201_600_000
    accepted = Receipt(
        id=1, title_id=1, delivery_id=7, episode_id=None, column="", verdict=Verdict.ACCEPTED, reason="", day_ms=noon
    )
    rejected = replace(accepted, id=2, verdict=Verdict.REJECTED, reason="Late.", day_ms=midnight)
    assert rejections([accepted, rejected], had) == {(1, "en"): rejected}
    assert rejections([rejected, replace(accepted, id=3)], had) == {}
    assert rejections([accepted, replace(rejected, day_ms=midnight - 1)], had) == {}
