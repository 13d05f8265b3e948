"""Times tidied over cues, an episode and a title: shown first, written as one edit, and never over what somebody else did."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest

from crossreel.domain.errors import Cancelled, StaleEdit
from crossreel.domain.picture.mark import Span
from crossreel.domain.picture.shots import NO_SHOTS, shots_of
from crossreel.domain.quality.guide_zones import zones_of
from crossreel.domain.views.retime_plan import RetimeKind, RetimePlan, RetimeScope
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.editing.cues import Editing
from crossreel.services.editing.tidying import Tidying
from crossreel.services.files.presets import guide_of, shipped_guides
from crossreel.services.history.undoing import History
from crossreel.services.jobs import JobContext
from tests.builders import Drama, make_drama, media_info


@dataclass(frozen=True)
class Place:
    """Two episodes at 25 frames a second; cues of one second, half a second apart; shots at 1.12 and 2.92 seconds of the first."""

    drama: Drama
    tidying: Tidying

    def plan(self, kind: RetimeKind = RetimeKind.SNAP, **scope: object) -> RetimePlan:
        return self.tidying.plan(kind, RetimeScope(title_id=self.drama.title_id, **scope))  # type: ignore[arg-type]

    def times(self, number: int = 1, language: str = "zh-Hans") -> list[tuple[int, int]]:
        return [(cue.start_ms, cue.end_ms) for cue in self.drama.cues(number, language)]


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    drama = make_drama(tmp_path / "catalog.crossreel", episodes=2)
    for episode_id in drama.episode_ids:
        Cataloging(drama.database).set_media(episode_id, tmp_path / "a.mp4", media_info(frame_rate=Fraction(25)))
    shots = shots_of([Span(start_ms=at_ms, end_ms=at_ms) for at_ms in (1120, 2920)], (), "key")
    known = {drama.episode_ids[0]: shots}
    yield Place(
        drama,
        Tidying(
            drama.database,
            shots=lambda each: known.get(each, NO_SHOTS),
            speech=lambda _id: None,
            guide=partial(guide_of, shipped_guides()),
        ),
    )
    drama.database.close()


def test_a_plan_says_what_each_cue_had_and_would_have_and_writes_nothing(place: Place) -> None:
    before = place.times()
    assert before == [(0, 1000), (1500, 2500), (3000, 4000), (4500, 5500)]
    plan = place.plan()
    assert [(line.number, line.start_ms, line.end_ms, line.new_start_ms, line.new_end_ms) for line in plan.lines] == [
        (1, 0, 1000, 0, 1040),
        (2, 1500, 2500, 1500, 2840),
        (3, 3000, 4000, 2920, 4000),
    ]
    assert {(line.episode, line.language) for line in plan.lines} == {(1, "zh-Hans")}
    assert plan.unsought == (2,)
    assert place.times() == before
    assert plan.rate(place.drama.episode_ids[0]) == 25


def test_it_is_one_edit_and_one_step_back_and_the_languages_follow(place: Place) -> None:
    before = place.times()
    edit = place.tidying.apply(place.plan())
    assert (edit.header.label, edit.header.facts) == ("edit.snap", {"count": 3, "episodes": [1]})
    after = [(0, 1040), (1500, 2840), (2920, 4000), (4500, 5500)]
    assert place.times() == place.times(language="en") == place.times(language="ar") == after
    assert place.plan().lines == ()
    history = History(place.drama.database)
    assert history.undo(place.drama.title_id) is not None
    assert place.times() == place.times(language="en") == before
    assert place.times(2) == before


def test_what_is_left_out_stays(place: Place) -> None:
    first, second, third = (line.cue_id for line in place.plan().lines)
    scope = RetimeScope(title_id=place.drama.title_id)
    plan = place.tidying.plan(RetimeKind.SNAP, scope, left_out=[second])
    assert [line.cue_id for line in plan.lines] == [first, third]
    place.tidying.apply(plan)
    assert place.times()[1] == (1500, 2500)


def test_some_cues_one_episode_or_one_language(place: Place) -> None:
    cues = place.drama.cues(1)
    assert [line.cue_id for line in place.plan(cue_ids=(cues[2].id,)).lines] == [cues[2].id]
    assert place.plan(episode_ids=(place.drama.episode_ids[1],)).lines == ()
    assert place.plan(languages=("en",)).lines == ()
    follower = place.drama.cues(1, "en")[2]
    Editing(place.drama.database).pin([follower.id])
    assert [(line.cue_id, line.language, line.number) for line in place.plan(languages=("en",)).lines] == [(follower.id, "en", 3)]


def test_gaps_are_closed_in_every_episode(place: Place) -> None:
    editing = Editing(place.drama.database)
    for number in (1, 2):
        first, second = place.drama.cues(number)[:2]
        editing.set_times(first.id, 0, second.start_ms - 300)
    edit = place.tidying.apply(place.plan(RetimeKind.CLOSE_GAPS))
    assert edit.header.facts == {"count": 2, "episodes": [1, 2]}
    assert [place.times(number)[0] for number in (1, 2)] == [(0, 1400), (0, 1400)]
    place.tidying.apply(place.plan(RetimeKind.CHAIN))
    assert [end for _start, end in place.times(1)] == [1400, 2920, 4400, 5500]


def test_a_cue_that_moved_on_meanwhile_stops_all_of_it(place: Place) -> None:
    plan = place.plan()
    Editing(place.drama.database).set_times(plan.lines[1].cue_id, 1600, 2500)
    before = place.times()
    with pytest.raises(StaleEdit):
        place.tidying.apply(plan)
    assert place.times() == before


def test_an_empty_plan_changes_nothing(place: Place) -> None:
    edit = place.tidying.apply(replace(place.plan(), lines=()))
    assert edit.changes == ()
    assert History(place.drama.database).lines(place.drama.title_id)[0].label != "edit.snap"


def test_planning_can_be_stopped(place: Place) -> None:
    job = JobContext()
    job.cancelled.set()
    with pytest.raises(Cancelled):
        place.tidying.plan(RetimeKind.SNAP, RetimeScope(title_id=place.drama.title_id), job=job)


@pytest.mark.parametrize(
    ("rate", "snap", "half"),
    [
        (Fraction(24_000, 1_001), 7, 12),
        (Fraction(25), 7, 12),
        (Fraction(30), 9, 15),
        (Fraction(50), 15, 25),
        (Fraction(60), 18, 30),
    ],
)
def test_zones_are_counted_at_the_rate_of_the_video(rate: Fraction, snap: int, half: int) -> None:
    """Half a second in frames as timing_rules.csv has it; the inner zone in proportion; the gap is two frames at any rate."""
    zones = zones_of(shipped_guides().get("vertical", "en"), rate)
    assert (zones.snap, zones.half, zones.gap, zones.shortest_ms) == (snap, half, 2, 833)
