"""Runs over a title: stored step by step, taken up where they broke, and never paid for twice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from crossreel.domain.catalog.title import Character
from crossreel.domain.catalog.workflow import State
from crossreel.domain.drafting.batch import DraftBatch, Stage
from crossreel.domain.drafting.brief import NameProposal
from crossreel.domain.drafting.draft import Draft
from crossreel.domain.drafting.run import Run, RunState, RunStep, StepState
from crossreel.domain.edits.edit import Edit
from crossreel.domain.engines.engine_info import EngineKind, EngineSetting, Price
from crossreel.domain.errors import BadInput, Cancelled, CrossreelError, NotFound, Refused, Unavailable
from crossreel.engines.engine import Opening
from crossreel.engines.server import Waits
from crossreel.i18n.run_words import outcome_words
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.drafting.keeping import Keeping
from crossreel.services.drafting.runs import Drafting
from crossreel.services.drafting.translating import TranslatingStage
from crossreel.services.editing.cues import Editing
from crossreel.services.files.presets import shipped_guides
from crossreel.services.history.undoing import History
from crossreel.services.jobs import JobContext
from crossreel.services.reviewing.queue import Reviewing
from tests.builders import Drama, make_drama
from tests.loopback import Call, Loopback, Reply, said, serving

PRICE = Price(currency="USD", input_micros=1_000_000, output_micros=2_000_000)
ENGINES = {Stage.TRANSLATING: "mine"}


@pytest.fixture
def drama(tmp_path: Path) -> Iterator[Drama]:
    """Three episodes of four source cues, without a translation."""
    made = make_drama(tmp_path / "catalog.crossreel", episodes=3, languages=())
    yield made
    made.database.close()


def drafting(drama: Drama, loopback: Loopback, *, at_once: int = 1) -> Drafting:
    """Runs that ask a server of the test."""
    setting = EngineSetting(
        name="mine", engine_id="chat_server", address=loopback.address, model="m-1", price=PRICE, at_once=at_once
    )

    def opening(name: str, kind: EngineKind) -> Opening:
        assert (name, kind) == ("mine", EngineKind.TRANSLATING)
        return Opening(setting=setting, waits=Waits(answer_s=5.0, tries=1, slow_tries=1))

    stages = {Stage.TRANSLATING: TranslatingStage(drama.database, shipped_guides())}
    return Drafting(drama.database, stages=stages, opening=opening, work_out=lambda *_: iter(()))


def good(call: Call) -> Reply:
    """An answer with a line for each, as a server that counts its tokens gives it."""
    return said("\n".join(f"{number}| Line {number} of {len(call.lines)} here" for number in call.lines))


def begun(runs: Drafting, drama: Drama, columns: tuple[str, ...] = ("en",)) -> Run:
    """A run over all of it."""
    return runs.begin(runs.plan(drama.title_id, ENGINES, columns=columns), ENGINES)


def cells(drama: Drama, column: str = "en") -> list[tuple[State, int] | None]:
    """State and unseen lines of a column."""
    rows = Cataloging(drama.database).matrix(drama.title_id).rows
    return [(row.cells[column].state, row.cells[column].unseen) if column in row.cells else None for row in rows]


def test_a_plan_tells_what_a_run_costs_before_anybody_is_asked(drama: Drama) -> None:
    with serving(good) as loopback:
        plan = drafting(drama, loopback).plan(drama.title_id, ENGINES, columns=("en", "ar"))
        assert (len(plan.steps), plan.lines, plan.currency) == (6, 24, "USD")
        assert plan.tokens_in > 0 and plan.price_micros == plan.tokens_in + 2 * plan.tokens_out
        assert not loopback.calls


def test_an_episode_without_a_source_is_left_out_and_named(drama: Drama) -> None:
    Cataloging(drama.database).add_episode(drama.title_id, 4)
    with serving(good) as loopback:
        plan = drafting(drama, loopback).plan(drama.title_id, ENGINES, columns=("en", "ar"))
    assert len(plan.steps) == 6 and [(told.code, told.facts) for told in plan.refused] == [("drafting.no_source", {"episode": 4})]


def test_a_plan_that_nobody_waits_for_stops(drama: Drama) -> None:
    stop = Event()
    stop.set()
    with serving(good) as loopback, pytest.raises(Cancelled):
        drafting(drama, loopback).plan(drama.title_id, ENGINES, columns=("en",), job=JobContext(cancelled=stop))


def test_steps_of_runs_that_were_read_before_are_not_read_again(drama: Drama) -> None:
    with serving(good) as loopback:
        runs = drafting(drama, loopback)
        runs.carry_out(begun(runs, drama).id)
        waits = begun(runs, drama, ("ar",))
        known = runs.runs()
        assert known[0][0].id == waits.id
        again = runs.runs(known=known)
    assert again == known and again[1][1] is known[1][1] and again[0][1] is not known[0][1]


def test_a_run_is_broken_off_once_nobody_carries_it_out(drama: Drama) -> None:
    with serving(good) as loopback:
        runs = drafting(drama, loopback)
        keeping, run = Keeping(drama.database), replace(begun(runs, drama), state=RunState.RUNNING)
        keeping.put(run)
        with keeping.held(run.id):
            assert not runs.broken_off([run])
            with pytest.raises(Refused, match=r"drafting\.runs_elsewhere"):
                runs.carry_out(run.id)
        assert runs.broken_off([run]) == {run.id}
        assert runs.carry_out(run.id).state is RunState.DONE


def test_a_failed_step_that_waits_again_meanwhile_is_taken_up_by_the_same_run(drama: Drama) -> None:
    def answer(call: Call) -> Reply:
        if len(loopback.calls) == 1:
            return Reply(status=400, body=b"")
        if len(loopback.calls) == 3:
            runs.retry(runs.runs()[0][0].id)
        return good(call)

    with serving(answer) as loopback:
        runs = drafting(drama, loopback)
        assert runs.carry_out(begun(runs, drama).id).state is RunState.DONE
        assert [step.tries for step in runs.runs()[0][1]] == [2, 1, 1]
    assert cells(drama) == [(State.DRAFT, 4)] * 3


def test_each_edit_of_a_run_is_told_when_it_is_made(drama: Drama) -> None:
    told: list[Edit] = []
    with serving(good) as loopback:
        runs = drafting(drama, loopback)
        run = begun(runs, drama)
        runs.carry_out(run.id, JobContext(on_edit=told.append))
    assert [(edit.header.run_id, len(edit.ids("cue"))) for edit in told] == [(run.id, 4)] * 3


def test_every_empty_cell_is_filled_as_a_draft_and_everything_is_counted(drama: Drama) -> None:
    with serving(good) as loopback:
        runs = drafting(drama, loopback, at_once=2)
        run = begun(runs, drama)
        assert runs.carry_out(run.id).state is RunState.DONE
        assert cells(drama) == [(State.DRAFT, 4)] * 3 and len(loopback.calls) == 3
    stored, steps = runs.run(run.id)
    assert [step.state for step in steps] == [StepState.DONE] * 3 and all(step.tries == 1 and not step.result for step in steps)
    assert [step.facts["drafted"] for step in steps] == [4] * 3
    with drama.database.read() as uow:
        batches = uow.where(DraftBatch)
        assert {(batch.maker, batch.run_id, batch.column, batch.currency) for batch in batches} == {("mine", run.id, "en", "USD")}
        assert sum(batch.price_micros for batch in batches) == sum(step.price_micros for step in steps) > 0
        assert len(uow.where(Draft)) == 12
    assert stored.author == drama.database.author
    History(drama.database).undo(drama.title_id)
    assert cells(drama).count((State.DRAFT, 4)) == 2


def test_a_failed_episode_stops_no_other_and_is_tried_again_alone(drama: Drama) -> None:
    bad = {"on": True}

    def moody(call: Call) -> Reply:
        return Reply(status=500, body=b"") if bad["on"] and len(calls) == 1 else good(call)

    with serving(lambda call: (calls.append(call), moody(call))[1]) as loopback:
        calls: list[Call] = []
        runs = drafting(drama, loopback)
        run = begun(runs, drama)
        runs.carry_out(run.id)
        states = [step.state for step in runs.run(run.id)[1]]
        assert sorted(states) == ["done", "done", "failed"]
        failed = next(step for step in runs.run(run.id)[1] if step.state is StepState.FAILED)
        assert failed.error.startswith("engines.")
        bad["on"] = False
        asked = len(calls)
        runs.retry(run.id)
        runs.carry_out(run.id)
        assert len(calls) == asked + 1
    assert cells(drama) == [(State.DRAFT, 4)] * 3


def test_a_cancel_pauses_and_what_is_done_is_not_asked_for_again(drama: Drama) -> None:
    stop = Event()
    with serving(good) as loopback:
        runs = drafting(drama, loopback)
        run = begun(runs, drama)
        with pytest.raises(Cancelled):
            runs.carry_out(run.id, JobContext(on_progress=lambda *_: stop.set(), cancelled=stop))
        assert runs.run(run.id)[0].state is RunState.PAUSED
        runs.carry_out(run.id)
        assert len(loopback.calls) == 3
    assert cells(drama) == [(State.DRAFT, 4)] * 3 and runs.run(run.id)[0].state is RunState.DONE


def test_a_result_that_was_stored_when_the_process_died_is_written_and_not_paid_again(
    drama: Drama, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """What no handler of the program sees."""

    def die(*_: object, **__: object) -> None:
        raise Killed

    with serving(good) as loopback:
        runs = drafting(drama, loopback)
        run = begun(runs, drama)
        with monkeypatch.context() as patched, pytest.raises(Killed):
            patched.setattr(TranslatingStage, "apply", die)
            runs.carry_out(run.id)
        assert len(loopback.calls) >= 1 and cells(drama)[0] is None
        drafting(drama, loopback).carry_out(run.id)
        assert len(loopback.calls) <= 4
    assert cells(drama) == [(State.DRAFT, 4)] * 3


@pytest.fixture
def long(tmp_path: Path) -> Iterator[Drama]:
    """An episode of two blocks."""
    made = make_drama(tmp_path / "long.crossreel", episodes=1, cues=30, languages=())
    yield made
    made.database.close()


def test_a_cancel_in_the_middle_of_an_episode_keeps_what_was_paid_of_it(long: Drama) -> None:
    stop = Event()

    def answer(call: Call) -> Reply:
        stop.set()
        return good(call)

    with serving(answer) as loopback:
        runs = drafting(long, loopback)
        run = begun(runs, long)
        with pytest.raises(Cancelled):
            runs.carry_out(run.id, JobContext(cancelled=stop))
        assert cells(long) == [(State.STARTED, 24)] and runs.run(run.id)[1][0].state is StepState.WAITING
        runs.carry_out(run.id)
        assert [len(call.lines) for call in loopback.calls] == [24, 6]
    (step,) = runs.run(run.id)[1]
    assert cells(long) == [(State.DRAFT, 30)] and (step.tries, step.state, step.tokens_in, step.facts["drafted"]) == (
        2,
        StepState.DONE,
        200,
        30,
    )


def test_a_server_that_fails_in_the_middle_of_an_episode_is_asked_for_the_rest_alone(long: Drama) -> None:
    with serving(good, Reply(status=500), good) as loopback:
        runs = drafting(long, loopback)
        run = begun(runs, long)
        assert runs.carry_out(run.id).state is RunState.DONE
        (step,) = runs.run(run.id)[1]
        assert (step.state, step.error, step.tokens_in) == (StepState.FAILED, "engines.server_failed", 100)
        assert cells(long) == [(State.STARTED, 24)]
        runs.retry(run.id)
        runs.carry_out(run.id)
        assert [len(call.lines) for call in loopback.calls] == [24, 6, 6]
    assert cells(long) == [(State.DRAFT, 30)]


@pytest.mark.parametrize(("status", "code"), [(401, "engines.key_wanted"), (404, "engines.not_there"), (429, "engines.busy")])
def test_what_a_server_says_to_all_alike_lets_the_run_rest(drama: Drama, status: int, code: str) -> None:
    with serving(Reply(status=status, headers={"Retry-After": "0"})) as loopback:
        runs = drafting(drama, loopback)
        run = begun(runs, drama)
        with pytest.raises(CrossreelError, match=code):
            runs.carry_out(run.id)
        assert len(loopback.calls) == 1 and runs.run(run.id)[0].state is RunState.PAUSED
        loopback.answer = good
        runs.retry(run.id)
        assert runs.carry_out(run.id).state is RunState.DONE
    assert cells(drama) == [(State.DRAFT, 4)] * 3


def test_a_server_that_fails_step_after_step_is_left_alone_and_the_run_rests(tmp_path: Path) -> None:
    made = make_drama(tmp_path / "five.crossreel", episodes=6, languages=())
    fails = [True, True, False, True, True, True]

    def answer(call: Call) -> Reply:
        return Reply(status=500) if fails.pop(0) else good(call)

    with serving(answer) as loopback:
        runs = drafting(made, loopback)
        run = begun(runs, made)
        assert runs.carry_out(run.id).state is RunState.DONE, "two that fail are no rule, and after the last none is left to wait"
        fails[:] = [True, True, True, True]
        runs.retry(run.id)
        with pytest.raises(Unavailable, match=r"engines\.server_failed"):
            runs.carry_out(run.id)
        states = [step.state for step in runs.run(run.id)[1]]
    assert len(fails) == 1 and states.count(StepState.WAITING) == 2 and states.count(StepState.FAILED) == 3
    assert runs.run(run.id)[0].state is RunState.PAUSED
    made.database.close()


def test_a_step_of_which_no_line_holds_failed_and_says_why(drama: Drama) -> None:
    with serving(said("")) as loopback:
        runs = drafting(drama, loopback)
        run = begun(runs, drama)
        runs.carry_out(run.id)
    steps = runs.run(run.id)[1]
    assert {(step.state, step.error.partition(".")[0]) for step in steps} == {(StepState.FAILED, "engines")}
    assert all(step.tokens_in for step in steps)


def test_a_result_that_a_kill_left_behind_its_edit_is_not_written_over_what_a_person_made_of_it(
    drama: Drama, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """What no handler of the program sees."""

    def die(keeping: Keeping, *rows: object) -> None:
        if any(isinstance(row, RunStep) and row.state is StepState.DONE and not row.result for row in rows):
            raise Killed
        put(keeping, *rows)

    put = Keeping.put
    again = {"again": [cue.id for cue in drama.cues(1)]}
    with serving(good) as loopback:
        runs = drafting(drama, loopback)
        plan = runs.plan(drama.title_id, ENGINES, columns=("en",), options=again)
        run = runs.begin(plan, ENGINES, options=again)
        with monkeypatch.context() as patched, pytest.raises(Killed):
            patched.setattr(Keeping, "put", die)
            runs.carry_out(run.id)
        Editing(drama.database).set_text(drama.cues(1, "en")[0].id, "Mine.")
        runs.carry_out(run.id)
    assert drama.cues(1, "en")[0].text == "Mine."


def test_a_run_whose_engine_is_gone_rests_and_is_said_to(drama: Drama) -> None:
    with serving(good) as loopback:
        run = begun(drafting(drama, loopback), drama)

    def gone(_name: str, _kind: EngineKind) -> Opening:
        raise NotFound("engines.none_of_name", engine="mine", known_engines="")

    stages = {Stage.TRANSLATING: TranslatingStage(drama.database, shipped_guides())}
    runs = Drafting(drama.database, stages=stages, opening=gone, work_out=lambda *_: iter(()))
    with pytest.raises(NotFound):
        runs.carry_out(run.id)
    assert runs.run(run.id)[0].state is RunState.PAUSED


def test_a_title_that_is_deleted_while_a_run_goes_on_fails_its_steps_and_nothing_else(drama: Drama) -> None:
    def answer(call: Call) -> Reply:
        if Cataloging(drama.database).titles():
            Cataloging(drama.database).delete_title(drama.title_id)
        return good(call)

    with serving(answer) as loopback:
        runs = drafting(drama, loopback)
        run = begun(runs, drama)
        assert runs.carry_out(run.id).state is RunState.DONE
        assert [step.state for step in runs.run(run.id)[1]] == [StepState.FAILED] * 3 and len(loopback.calls) == 1


def test_a_brief_that_changed_before_a_run_goes_on_is_told_of_its_drafts(drama: Drama) -> None:
    stop = Event()
    with serving(good) as loopback:
        runs = drafting(drama, loopback)
        run = begun(runs, drama)
        with pytest.raises(Cancelled):
            runs.carry_out(run.id, JobContext(on_progress=lambda *_: stop.set(), cancelled=stop))
        Cataloging(drama.database).put_character(Character(id=0, title_id=drama.title_id, name="Mei"))
        runs.carry_out(run.id)
    with drama.database.read() as uow:
        assert {batch.brief_number for batch in uow.where(DraftBatch)} == {1, 2}


def test_what_a_person_wrote_while_the_run_went_on_stays(drama: Drama) -> None:
    first = drama.cues(1)[0]

    def answer(call: Call) -> Reply:
        if not drama.cues(1, "en"):
            Editing(drama.database).set_cell_text(first.id, "en", "Mine.")
        return good(call)

    with serving(answer) as loopback:
        runs = drafting(drama, loopback)
        run = begun(runs, drama)
        runs.carry_out(run.id)
    assert drama.cues(1, "en")[0].text == "Mine." and len(drama.cues(1, "en")) == 4
    assert [step.facts["kept"] for step in runs.run(run.id)[1]] == [1, 0, 0]


def test_a_line_whose_source_changed_while_it_was_asked_for_stays_open_for_the_next_run(drama: Drama) -> None:
    changed, gone = drama.cues(1)[1:3]

    def answer(call: Call) -> Reply:
        if drama.cues(1)[1].text != "另一句话":
            Editing(drama.database).set_text(changed.id, "另一句话")
            Editing(drama.database).delete([gone.id])
        return good(call)

    with serving(answer) as loopback:
        runs = drafting(drama, loopback)
        run = begun(runs, drama)
        runs.carry_out(run.id)
        step = runs.run(run.id)[1][0]
        assert (step.facts["drafted"], step.facts["stale"], step.facts["lost"]) == (2, 2, 0)
        assert outcome_words(step) == "2 lines, 2 left open: their source changed"
        assert changed.id not in {cue.anchor_id for cue in drama.cues(1, "en")}, "a draft of the old words is none of the new ones"
        runs.carry_out(begun(runs, drama).id)
        assert "另一句话" in loopback.calls[-1].content
    assert changed.id in {cue.anchor_id for cue in drama.cues(1, "en")}


def test_only_what_was_refused_is_drafted_again(drama: Drama) -> None:
    with serving(good) as loopback:
        runs = drafting(drama, loopback)
        runs.carry_out(begun(runs, drama).id)
        with pytest.raises(BadInput, match=r"drafting\.nothing_to_do"):
            begun(runs, drama)
        Reviewing(drama.database).refuse([drama.cues(2, "en")[1].id], "too stiff")
        plan = runs.plan(drama.title_id, ENGINES, columns=("en",))
        assert (len(plan.steps), plan.lines) == (1, 1)
        runs.carry_out(runs.begin(plan, ENGINES).id)
        assert "too stiff" in loopback.calls[-1].content
    assert cells(drama)[1] == (State.DRAFT, 4)


def test_two_runs_over_one_cell_are_refused(drama: Drama) -> None:
    with serving(good) as loopback:
        runs = drafting(drama, loopback)
        run = begun(runs, drama)
        with pytest.raises(Refused, match=r"drafting\.two_runs"):
            begun(runs, drama)
        begun(runs, drama, ("ar",))
        runs.cancel(run.id)
        newer = begun(runs, drama)
        with pytest.raises(Refused, match=r"drafting\.two_runs"):
            runs.carry_out(run.id)
        runs.carry_out(newer.id)


def test_failed_steps_are_not_tried_again_beside_another_run_over_their_cells(drama: Drama) -> None:
    with serving(lambda _call: said("nothing of use")) as loopback:
        runs = drafting(drama, loopback)
        run = begun(runs, drama)
        runs.carry_out(run.id)
        assert {step.state for step in runs.run(run.id)[1]} == {StepState.FAILED}
        newer = begun(runs, drama)
        with pytest.raises(Refused, match=r"drafting\.two_runs"):
            runs.retry(run.id)
        assert {step.state for step in runs.run(run.id)[1]} == {StepState.FAILED}
        runs.cancel(newer.id)
        runs.retry(run.id)


def test_names_that_came_up_wait_for_a_person_once(drama: Drama) -> None:
    name = drama.cues(1)[0].text[:2]

    def answer(call: Call) -> Reply:
        return said("\n".join(f"{number}| Old Ni, line {number}" for number in call.lines) + f"\n@ {name} = Old Ni (person)")

    with serving(answer) as loopback:
        runs = drafting(drama, loopback)
        runs.carry_out(begun(runs, drama).id)
    with drama.database.read() as uow:
        assert [(each.source, each.rendering, each.language, each.is_person) for each in uow.where(NameProposal)] == [
            (name, "Old Ni", "en", True)
        ]


@pytest.mark.parametrize(
    ("engines", "columns", "code"),
    [({}, ("en",), "no_stage"), (ENGINES, (), "no_language"), (ENGINES, ("zh-Hans",), "source_language"),
     ({Stage.HEARING: "mine"}, (), "unknown_stage")],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_said(drama: Drama, engines: dict[Stage, str], columns: tuple[str, ...], code: str) -> None:
    with serving(good) as loopback, pytest.raises(BadInput, match=rf"drafting\.{code}"):
        drafting(drama, loopback).plan(drama.title_id, engines, columns=columns)


def test_a_refused_line_over_two_source_lines_is_asked_for_with_both(drama: Drama) -> None:
    with serving(good) as loopback:
        runs = drafting(drama, loopback)
        runs.carry_out(begun(runs, drama).id)
        english, sources = drama.cues(1, "en"), drama.cues(1)
        Editing(drama.database).merge([english[1].id, english[2].id])
        Reviewing(drama.database).refuse([drama.cues(1, "en")[1].id], "")
        runs.carry_out(begun(runs, drama).id)
        assert loopback.calls[-1].lines == {1: f"{sources[1].text} {sources[2].text}"}
    assert [cue.text for cue in drama.cues(1, "en")][1] == "Line 1 of 1 here"
