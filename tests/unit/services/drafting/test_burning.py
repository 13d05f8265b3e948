"""Burned-in masters as a run: what the preview shows, each in a file of its own, and what keeps one from being made."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import numpy as np
import pytest

from crossreel.domain.burning.choices import BurnChoices
from crossreel.domain.catalog.version import Look, Medium, Version, VersionFacts
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.drafting.batch import Stage
from crossreel.domain.drafting.burned_text import TextBand
from crossreel.domain.drafting.run import Run, RunState, RunStep, StepAsk, StepState, share_of
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.errors import BadInput, Cancelled, CrossreelError, Refused
from crossreel.domain.picture.hiding import Hide
from crossreel.domain.picture.stacking import stacked
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.engines.engine import Opening
from crossreel.i18n.run_words import step_state
from crossreel.media.burning.proving import compare
from crossreel.media.frames import FrameReader
from crossreel.media.probe import probe
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.drafting.burning_stage import BurningStage
from crossreel.services.drafting.carrying import Ended, Hear
from crossreel.services.drafting.keeping import Keeping
from crossreel.services.drafting.runs import Drafting
from crossreel.services.episode.on_picture import outdated_masters
from crossreel.services.history.undoing import History
from crossreel.services.jobs import JobContext
from crossreel.services.viewing.previewing import Previewing
from tests.builders import Drama, cue, make_drama
from tests.unit.media.burning.test_burner import packets, smooth
from tests.unit.media.movies import make_movie, tone
from tests.unit.storage.drama import over

NEAR = 6.0
BURN = {Stage.BURNING: "x264"}


@pytest.fixture(scope="module")
def movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_movie(tmp_path_factory.mktemp("burn") / "EP.mp4", frames=60, samples=tone(2), picture=smooth)


@pytest.fixture
def drama(tmp_path: Path, movie: Path) -> Iterator[Drama]:
    """Two episodes of two lines with a video each, in English and Arabic."""
    made = make_drama(tmp_path / "catalog.crossreel", episodes=2, cues=2)
    info = probe(movie).info
    for episode_id in made.episode_ids:
        Cataloging(made.database).set_media(episode_id, movie, info)
    yield made
    made.database.close()


def drafting(drama: Drama) -> Drafting:
    """Runs whose steps are worked out here, one after the other."""

    def opening(name: str, kind: object) -> Opening:
        raise AssertionError(f"no engine is asked: {name} {kind}")

    def work_out(asks: Sequence[StepAsk], _at: str, job: JobContext, hear: Hear) -> Iterator[Ended]:
        for ask in asks:
            told = replace(job, on_progress=lambda done, total, what, ask=ask: hear(ask, done / total))
            hear(ask, 0.0)
            try:
                yield ask, runs.work(ask, told), None
            except CrossreelError as error:
                yield ask, None, error

    stage = BurningStage(drama.database, lambda _offer: LoudnessTarget(integrated=-16.0, tolerance=1.0, true_peak=-1.0))
    runs = Drafting(drama.database, stages={Stage.BURNING: stage}, opening=opening, work_out=work_out)
    return runs


def choices(tmp_path: Path, **more: object) -> BurnChoices:
    return replace(BurnChoices(out=str(tmp_path / "out"), preset="ultrafast", quality=6), **more)  # type: ignore[arg-type]


def begun(drama: Drama, asked: BurnChoices, columns: Sequence[str] = ("en",), **more: object) -> Run:
    runs = drafting(drama)
    plan = runs.plan(drama.title_id, BURN, columns=columns, options=asked.options(), **more)  # type: ignore[arg-type]
    return runs.begin(plan, BURN, options=asked.options())


def burned(drama: Drama, asked: BurnChoices, columns: Sequence[str] = ("en",), **more: object) -> tuple[RunStep, ...]:
    runs = drafting(drama)
    run = begun(drama, asked, columns, **more)
    runs.carry_out(run.id)
    return runs.run(run.id)[1]


def refusals(drama: Drama, asked: BurnChoices, columns: Sequence[str] = ("en",)) -> list[str]:
    return [told.code for told in drafting(drama).plan(drama.title_id, BURN, columns=columns, options=asked.options()).refused]


def put(drama: Drama, *rows: object) -> None:
    with drama.database.edit(EditHeader(label="edit.add_cue", title_id=drama.title_id)) as edit, edit.part() as uow:
        over(uow, *rows)


def preview(drama: Drama, at_ms: int, cues: Sequence[tuple[Cue, str, int]]) -> tuple[Any, ...]:
    """The captions of a time as the window shows them."""
    previewing = Previewing(drama.database)
    drawn = [
        (picture, each.placement, rank)
        for each, language, rank in cues
        if each.start_ms <= at_ms < each.end_ms
        and (picture := previewing.caption_picture(each.text, language, 180, 320, each.placement)) is not None
    ]
    return stacked(drawn, 320)


def apart(source: Path, made: Path, at_ms: int, captions: Sequence[Any], *hidden: Any) -> float:
    with FrameReader(source) as before, FrameReader(made) as after:
        return compare(before.still(at_ms), after.still(at_ms), captions, *hidden)[0]


def test_each_episode_and_language_is_a_file_that_shows_what_the_preview_shows(drama: Drama, movie: Path, tmp_path: Path) -> None:
    steps = burned(drama, choices(tmp_path), ("en", "ar", "zh-Hans"))
    assert [step.state for step in steps] == [StepState.DONE] * 6
    names = {f"HEIR_E00{number}_{language}_BURNED.mp4" for number in (1, 2) for language in ("en", "ar", "zh-Hans")}
    assert {each.name for each in (tmp_path / "out").iterdir()} == names
    for language in ("en", "ar", "zh-Hans"):
        shown = [(each, language, 0) for each in drama.cues(2, language)]
        made = tmp_path / "out" / f"HEIR_E002_{language}_BURNED.mp4"
        for at_ms in (300, 1300, 1700):
            assert apart(movie, made, at_ms, preview(drama, at_ms, shown)) < NEAR
        assert apart(movie, made, 300, preview(drama, 1700, [(replace(each, text="?"), language, 0) for each, *_ in shown])) > NEAR
    found = [(step.facts["compared"], float(str(step.facts["difference"]))) for step in steps]
    assert all(compared == 6 and difference < NEAR for compared, difference in found), found


def test_signs_and_a_second_language_stand_where_the_preview_has_them(drama: Drama, movie: Path, tmp_path: Path) -> None:
    new_id = drama.database.new_id
    source = Track(id=new_id(), episode_id=drama.episode_ids[0], language="zh-Hans", role=Role.SIGNS)
    signs = Track(id=new_id(), episode_id=drama.episode_ids[0], language="en", role=Role.SIGNS)
    hung = cue(new_id(), 200, 900, "总裁", track_id=source.id, placement="20,76,60,6")
    sign = cue(new_id(), 200, 900, "The boss", track_id=signs.id, placement="20,76,60,6", anchor_id=hung.id, anchor_last_id=hung.id)
    put(drama, source, signs, hung, sign)
    asked = choices(tmp_path, signs=True, second="ar")
    step, *_ = burned(drama, asked, episode_ids=drama.episode_ids[:1])
    assert step.state is StepState.DONE, step
    english, arabic = drama.cues(1, "en"), drama.cues(1, "ar")
    shown = [*((each, "en", 0) for each in english), (sign, "en-x-signs", 0), *((each, "ar", 1) for each in arabic)]
    captions = preview(drama, 300, shown)
    made = tmp_path / "out" / "HEIR_E001_en_BURNED.mp4"
    assert len(captions) == 3 and apart(movie, made, 300, captions) < NEAR
    assert len({each.y for each in captions}) == 3 and apart(movie, made, 300, preview(drama, 300, shown[:2])) < NEAR


def test_the_source_line_is_hidden_while_the_source_speaks(drama: Drama, movie: Path, tmp_path: Path) -> None:
    assert set(refusals(drama, choices(tmp_path, hide=Hide.BOX))) == {"burning.no_band"}
    put(drama, *(TextBand(id=drama.database.new_id(), episode_id=each, box="10,40,80,10") for each in drama.episode_ids))
    burned(drama, choices(tmp_path, hide=Hide.BOX), episode_ids=drama.episode_ids[:1])
    made = tmp_path / "out" / "HEIR_E001_en_BURNED.mp4"
    with FrameReader(made) as reader:
        rows = {at: np.frombuffer(reader.still(at).data, np.uint8).reshape(320, 180, 4)[130:156, 30:150, :3] for at in (300, 1300)}
    assert rows[300].max() < 12 and rows[1300].min() > 40


def test_masters_become_versions_where_asked_and_one_undo_takes_each_back(drama: Drama, tmp_path: Path) -> None:
    burned(drama, choices(tmp_path, registers=True))
    for _again in range(2):
        found = [
            each for each in Cataloging(drama.database).versions(drama.title_id)[drama.episode_ids[0]] if each.look is Look.BURNED
        ]
        assert [(each.language, each.label, each.width, each.is_reference) for each in found] == [("en", "x264", 180, False)]
        assert found[0].content_key == probe(tmp_path / "out" / "HEIR_E001_en_BURNED.mp4").info.content_key
        burned(drama, choices(tmp_path, registers=True, replaces=True, quality=12))
    History(drama.database).undo(drama.title_id)
    History(drama.database).undo(drama.title_id)
    found = [each for each in Cataloging(drama.database).versions(drama.title_id)[drama.episode_ids[0]] if each.look is Look.BURNED]
    assert len(found) == 1


def test_a_master_is_outdated_once_its_words_or_times_are_others(drama: Drama, tmp_path: Path) -> None:
    def outdated() -> list[int]:
        with drama.database.read() as uow:
            versions = uow.where(Version, episode_id=list(drama.episode_ids))
            old = outdated_masters(uow, drama.title_id, versions)
        return [drama.episode_ids.index(each.episode_id) + 1 for each in versions if each.id in old]

    asked = choices(tmp_path, registers=True, changed=True)
    burned(drama, asked)
    assert outdated() == []
    put(drama, replace(drama.cues(2, "en")[0], text="Something else"))
    assert outdated() == [2]
    plan = drafting(drama).plan(drama.title_id, BURN, columns=("en",), options=asked.options())
    told = [each.code for each in plan.refused]
    assert ([number for _id, number, *_ in plan.steps], told) == ([2], ["burning.current"]), "what is as it was is not burned again"
    burned(drama, asked)
    assert outdated() == [] and not drafting(drama).plan(drama.title_id, BURN, columns=("en",), options=asked.options()).steps
    put(drama, replace(drama.cues(1, "en")[0], end_ms=950))
    assert outdated() == [1]


def test_only_what_changed_leaves_a_file_alone_that_somebody_else_put_there(drama: Drama, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "HEIR_E001_en_BURNED.mp4").write_bytes(b"mine")
    assert refusals(drama, choices(tmp_path, changed=True)) == ["burning.exists"]


def test_a_run_without_versions_writes_nothing_into_the_history(drama: Drama, tmp_path: Path) -> None:
    before = History(drama.database).lines(drama.title_id)
    burned(drama, choices(tmp_path), episode_ids=drama.episode_ids[:1])
    assert History(drama.database).lines(drama.title_id) == before


def test_an_episode_that_cannot_be_burned_stops_no_other(drama: Drama, movie: Path, tmp_path: Path) -> None:
    Cataloging(drama.database).add_episode(drama.title_id, 3)
    other = tmp_path / "other.mp4"
    other.write_bytes(movie.read_bytes())
    Cataloging(drama.database).set_media(drama.episode_ids[0], other, probe(movie).info)
    make_movie(other, frames=20)
    assert refusals(drama, choices(tmp_path)) == ["burning.no_video"]
    first, second = burned(drama, choices(tmp_path))
    assert (first.state, first.error, second.state) == (StepState.FAILED, "burning.replaced", StepState.DONE)
    other.unlink()
    assert sorted(refusals(drama, choices(tmp_path, replaces=True))) == ["burning.no_video", "previewing.offline"]


def test_a_character_that_no_face_has_is_named(drama: Drama, tmp_path: Path) -> None:
    put(drama, replace(drama.cues(1, "en")[0], text="Good \U000e0041 morning \U00013000\U0001f8f0"))
    first, second = burned(drama, choices(tmp_path))
    assert (first.state, first.error) == (StepState.FAILED, "burning.no_face") and first.facts["letters"]
    assert second.state is StepState.DONE and not (tmp_path / "out" / "HEIR_E001_en_BURNED.mp4").exists()


def test_what_stands_there_stays_unless_it_is_to_be_replaced(drama: Drama, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    mine = tmp_path / "out" / "HEIR_E001_en_BURNED.mp4"
    mine.write_bytes(b"mine")
    assert refusals(drama, choices(tmp_path)) == ["burning.exists"] and mine.read_bytes() == b"mine"
    burned(drama, choices(tmp_path, replaces=True), episode_ids=drama.episode_ids[:1])
    assert probe(mine).info.width == 180


def test_what_appears_in_its_place_before_the_run_is_kept_and_what_the_run_made_is_made_anew(drama: Drama, tmp_path: Path) -> None:
    run = begun(drama, choices(tmp_path))
    (tmp_path / "out").mkdir()
    names = [f"HEIR_E00{number}_en_BURNED.mp4" for number in (1, 2)]
    for name, at_ms in zip(names, (run.begun_ms - 60_000, run.begun_ms + 1000), strict=True):
        (tmp_path / "out" / name).write_bytes(b"half of one")
        os.utime(tmp_path / "out" / name, ns=(at_ms * 1_000_000, at_ms * 1_000_000))
    drafting(drama).carry_out(run.id)
    first, second = drafting(drama).run(run.id)[1]
    assert (first.error, second.state) == ("burning.exists", StepState.DONE)
    (tmp_path / "out" / names[0]).unlink()
    drafting(drama).retry(run.id)
    assert drafting(drama).carry_out(run.id).state is RunState.DONE
    assert all(step.state is StepState.DONE for step in drafting(drama).run(run.id)[1])


def test_a_step_that_is_worked_out_elsewhere_is_under_way_and_says_how_far_it_is(
    drama: Drama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, seen = begun(drama, choices(tmp_path), episode_ids=drama.episode_ids[:1]), list[tuple[StepState, int, float]]()
    put = Keeping.put

    def look(keeping: Keeping, *rows: Run | RunStep) -> None:
        put(keeping, *rows)
        seen.extend((row.state, row.tries, share_of(row)) for row in rows if isinstance(row, RunStep))

    monkeypatch.setattr(Keeping, "put", look)
    drafting(drama).carry_out(run.id)
    under_way = [(tries, share) for state, tries, share in seen if state is StepState.RUNNING]
    assert under_way[0] == (1, 0.0) and len(under_way) > 2 and under_way == sorted(under_way)
    assert 0.5 < under_way[-1][1] <= 1.0
    (step,) = drafting(drama).run(run.id)[1]
    assert (step.state, step.tries, "percent" in step.facts) == (StepState.DONE, 1, False)
    running = replace(step, state=StepState.RUNNING, facts={"percent": 37})
    assert step_state(running) == "runs, 37%" and step_state(step) == "done"


def test_a_disk_that_refuses_leaves_nothing_behind(drama: Drama, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    run = begun(drama, choices(tmp_path), episode_ids=drama.episode_ids[:1])
    (tmp_path / "out").mkdir()

    def work_out(asks: Sequence[StepAsk], _at: str, job: JobContext, _hear: object) -> Iterator[Ended]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, hard))
        try:
            for ask in asks:
                try:
                    found, error = runs.work(ask, job), None
                except CrossreelError as refused:
                    found, error = None, refused
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        yield asks[0], found, error

    runs = drafting(drama)
    runs._carrying._work_out = work_out
    runs.carry_out(run.id)
    (step,) = runs.run(run.id)[1]
    assert (step.state, step.error) == (StepState.FAILED, "burning.disk_refused") and step.facts["detail"]
    assert list((tmp_path / "out").iterdir()) == []


def test_a_cancel_leaves_nothing_behind_and_the_run_goes_on_later(drama: Drama, tmp_path: Path) -> None:
    run, stop = begun(drama, choices(tmp_path)), Event()
    runs, seen = drafting(drama), []

    def give_way() -> None:
        seen.append(list((tmp_path / "out").glob(".*.partial")) if (tmp_path / "out").exists() else [])
        if len(seen) > 40:
            stop.set()

    with pytest.raises(Cancelled):
        runs.carry_out(run.id, JobContext(cancelled=stop, give_way=give_way))
    assert any(seen) and list((tmp_path / "out").glob("*")) == [] and runs.run(run.id)[0].state is RunState.PAUSED
    assert runs.carry_out(run.id).state is RunState.DONE and len(list((tmp_path / "out").iterdir())) == 2


def test_a_master_that_is_not_what_the_preview_shows_gets_no_name(
    drama: Drama, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crossreel.media.burning.burner.blend", lambda *_given: None)
    (step,) = burned(drama, choices(tmp_path), episode_ids=drama.episode_ids[:1])
    assert (step.error, list((tmp_path / "out").iterdir())) == ("burning.not_proved", [])


def test_two_masters_of_one_name_are_refused_before_either_is_made(drama: Drama, tmp_path: Path) -> None:
    runs, asked = drafting(drama), choices(tmp_path, name="{title}_{episode}")
    plan = runs.plan(drama.title_id, BURN, columns=("en", "ar"), options=asked.options())
    assert [(number, column) for _id, number, _stage, column in plan.steps] == [(1, "en"), (2, "en")]
    assert [told.code for told in plan.refused] == ["burning.same_name", "burning.same_name"]


def test_a_video_of_the_catalog_is_never_written_over(drama: Drama, movie: Path, tmp_path: Path) -> None:
    mine = tmp_path / "1.mp4"
    mine.write_bytes(movie.read_bytes())
    Cataloging(drama.database).set_media(drama.episode_ids[0], mine, probe(movie).info)
    before = mine.read_bytes()
    asked = choices(tmp_path, out=str(tmp_path), name="{episode}", replaces=True)
    assert refusals(drama, asked) == ["burning.is_source"] and mine.read_bytes() == before


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": "{title}/{episode}"}, "burning.bad_name"), ({"name": "{titel}"}, "burning.bad_template"),
        ({"name": "CON"}, "burning.bad_name"), ({"name": "x" * 300}, "burning.bad_name"), ({"quality": 99}, "burning.bad_quality"),
        ({"preset": "lightning"}, "burning.bad_preset"), ({"source": "textless"}, "burning.no_look"),
    ],
)  # fmt: skip
def test_choices_that_cannot_be_are_named_before_anything_is_made(
    wrong: dict[str, object], code: str, drama: Drama, tmp_path: Path
) -> None:
    assert set(refusals(drama, choices(tmp_path, **wrong))) == {code}


def test_a_language_without_text_is_refused_and_a_codec_that_is_none(drama: Drama, tmp_path: Path) -> None:
    assert set(refusals(drama, choices(tmp_path), ("fr",))) == {"burning.no_lines"}
    plan: Callable[..., object] = drafting(drama).plan
    assert [
        told.code
        for told in drafting(drama)
        .plan(drama.title_id, {Stage.BURNING: "divx"}, columns=("en",), options=choices(tmp_path).options())
        .refused
    ] == ["burning.unknown_codec"]
    with pytest.raises(BadInput, match=r"drafting\.no_language"):
        plan(drama.title_id, BURN, columns=(), options=choices(tmp_path).options())


def test_one_master_is_not_asked_of_two_runs_at_once(drama: Drama, tmp_path: Path) -> None:
    begun(drama, choices(tmp_path))
    with pytest.raises(Refused, match=r"burning\.two_runs"):
        begun(drama, choices(tmp_path))
    with pytest.raises(BadInput, match=r"burning\.nothing_to_do"):
        begun(drama, choices(tmp_path), ("fr",))


def test_a_clean_picture_is_burned_where_it_is_asked_for(drama: Drama, movie: Path, tmp_path: Path) -> None:
    clean = make_movie(tmp_path / "clean.mp4", frames=60, width=90, height=160, picture=smooth)
    row = Version(id=drama.database.new_id(), episode_id=drama.episode_ids[0], path=str(clean), look=Look.CLEAN)
    put(drama, row)
    (step,) = burned(drama, choices(tmp_path, source="clean"))
    assert step.state is StepState.DONE and probe(tmp_path / "out" / "HEIR_E001_en_BURNED.mp4").info.width == 90


def test_the_dubbed_sound_of_its_language_stands_under_a_master_where_there_is_one(
    drama: Drama, movie: Path, tmp_path: Path
) -> None:
    dub = make_movie(tmp_path / "dub.mp4", frames=60, samples=tone(2)[::-1].copy(), picture=smooth)
    first = drama.episode_ids[0]
    facts = VersionFacts(medium=Medium.SOUND, look=Look.DUBBED, language="en")
    Cataloging(drama.database).add_version(first, dub, facts)
    asked = choices(tmp_path, sound="dubbed")
    plan = drafting(drama).plan(drama.title_id, BURN, columns=["en"], options=asked.options())
    assert [each.code for each in plan.refused] == ["burning.no_dub"], "the second episode has none"
    assert [episode_id for episode_id, *_ in plan.steps] == [first]
    assert [step.state for step in burned(drama, asked, episode_ids={first})] == [StepState.DONE]
    (made,) = (tmp_path / "out").glob("*.mp4")
    assert packets(made)[:20] == packets(dub)[:20] != packets(movie)[:20]
