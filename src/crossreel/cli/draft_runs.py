"""Runs over titles as commands show them: what they would cost, how they stand, and what failed."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from crossreel.cli.answers import print_table
from crossreel.cli.session import DONE, FAILED, Session
from crossreel.domain.drafting.batch import MICROS, Stage
from crossreel.domain.drafting.run import Run, RunPlan, RunStep, RunWithSteps, StepState, share_of
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import when
from crossreel.i18n.run_words import cost_words, drafted, masters, outcome_words, plan_words, run_state, step_state

if TYPE_CHECKING:
    from crossreel.domain.errors import Fact
    from crossreel.services.desk import Desk
    from crossreel.services.jobs import JobContext


def print_plan(session: Session, plan: RunPlan) -> int:
    """Print what a run would do and cost."""
    if session.as_json:
        session.print_json(plan_json(plan))
        return DONE
    session.say(plan_words(plan))
    for told in plan.refused:
        session.complain(sentence(told.code, told.facts))
    return DONE


def plan_json(plan: RunPlan) -> dict[str, object]:
    """Return a plan as JSON."""
    return {
        "steps": [{"episode": number, "stage": stage, "language": column} for _id, number, stage, column in plan.steps],
        "lines": plan.lines, "tokens_in": plan.tokens_in, "tokens_out": plan.tokens_out,
        "price": plan.price_micros / MICROS, "currency": plan.currency,
        "refused": [sentence(told.code, told.facts) for told in plan.refused],
    }  # fmt: skip


def carried_out(session: Session, desk: "Desk", run_id: int, job: "JobContext") -> int:
    """Do what is left of a run, show it, and return the exit code."""
    from crossreel.services.job_kind import carry_out
    from crossreel.services.job_kinds import draft_title

    carry_out(desk, draft_title.JOB(run_id), job)
    return show_of(session, desk, run_id)


def show_of(session: Session, desk: "Desk", run_id: int) -> int:
    """Show a run as it stands, and return the exit code."""
    found, steps = desk.drafting.run(run_id)
    numbers = {row.episode.id: row.episode.number for row in desk.cataloging.matrix(found.title_id).rows}
    return print_run(session, found, steps, numbers, is_broken_off=bool(desk.drafting.broken_off([found])))


def print_runs(session: Session, runs: Sequence[RunWithSteps], broken: Collection[int]) -> None:
    """Print runs, the newest first; `broken` are those whose process is gone."""
    if session.as_json:
        session.print_json([run_json(run, steps, is_broken_off=run.id in broken) for run, steps in runs])
        return
    rows = [_row(run, steps, is_broken_off=run.id in broken) for run, steps in runs]
    heads = (_("Run"), _("Asked for"), _("State"), _("Stages"), _("Languages"), _("Done"), _("Failed"), _("Cost"))
    print_table(session, heads, rows)


def _row(run: Run, steps: Sequence[RunStep], *, is_broken_off: bool) -> tuple[str | int, ...]:
    states = Counter(step.state for step in steps)
    state = run_state(run, (), is_broken_off=is_broken_off)  # failed steps have a column of their own
    asked = (str(run.id), when(run.begun_ms), state, " ".join(run.stages), " ".join(run.columns))
    return (*asked, f"{states[StepState.DONE]}/{len(steps)}", states[StepState.FAILED], cost_words(steps))


def print_run(
    session: Session, run: Run, steps: Sequence[RunStep], episodes: dict[int, int], *, is_broken_off: bool = False
) -> int:
    """Print a run with what failed in it, and return the exit code: 1 where something failed."""
    failed = [step for step in steps if step.state is StepState.FAILED]
    if session.as_json:
        session.print_json(run_json(run, steps, episodes, is_broken_off=is_broken_off))
    else:
        _say_run(session, run, steps, episodes, is_broken_off=is_broken_off)
    return FAILED if failed else DONE


def _is_short(step: RunStep) -> bool:
    """Tell whether fewer lines came of a step that is done than it asked for."""
    return step.state is StepState.DONE and bool(step.facts.get("lost") or step.facts.get("stale"))


def _say_run(session: Session, run: Run, steps: Sequence[RunStep], episodes: dict[int, int], *, is_broken_off: bool) -> None:
    done, state = sum(step.state is StepState.DONE for step in steps), run_state(run, (), is_broken_off=is_broken_off)
    if Stage.BURNING in run.stages:
        words = _("{state}: {done} of {total} masters burned in; the run is {id}")
        session.say(words.format(state=state, done=masters(steps), total=len(steps), id=run.id))
    else:
        words = _("{state}: {done} of {total} steps, {lines} lines drafted, {price}")
        lines = sum(map(drafted, steps))
        session.say(words.format(state=state, done=done, total=len(steps), lines=lines, price=cost_words(steps)))
    for step in steps:
        place = _("Episode {number} {language}").format(number=episodes.get(step.episode_id, ""), language=step.column)
        if step.state is StepState.FAILED or _is_short(step):
            session.complain(f"{place.strip()}: {outcome_words(step)}")
        elif step.state is StepState.RUNNING:
            session.say(f"{place.strip()}: {step_state(step)}")
        elif step.state is StepState.DONE and step.stage == Stage.BURNING:
            session.say(f"{place.strip()}: {outcome_words(step)}")


def run_json(
    run: Run, steps: Sequence[RunStep], episodes: dict[int, int] | None = None, *, is_broken_off: bool = False
) -> dict[str, object]:
    """Return a run with its steps as JSON."""
    return {
        "id": str(run.id), "title_id": str(run.title_id), "state": run.state.value, "broken_off": is_broken_off,
        "stages": list(run.stages),
        "languages": list(run.columns), "engines": dict(run.engines), "at": run.at, "author": run.author, "begun_ms": run.begun_ms,
        "ended_ms": run.ended_ms,
        "steps": [
            {
                "id": str(step.id), "episode": (episodes or {}).get(step.episode_id), "stage": step.stage, "language": step.column,
                "state": step.state.value, "share": share_of(step), "tries": step.tries, "error": step.error,
                "took_ms": step.took_ms,
                "price": step.price_micros / MICROS, "currency": step.currency, "tokens_in": step.tokens_in,
                "tokens_out": step.tokens_out, "drafted": drafted(step),
                "kept": step.facts.get("kept", 0), "lost": step.facts.get("lost", 0),
                **(_master_json(step) if step.stage == Stage.BURNING else {}),
                "stale": step.facts.get("stale", 0),
            }
            for step in steps
        ],
    }  # fmt: skip


def _master_json(step: RunStep) -> dict[str, object]:
    facts = step.facts
    notes = cast("Sequence[tuple[str, Mapping[str, Fact]]]", facts.get("notes", ()))
    names = ("path", "frames", "compared", "difference", "psnr_db") if step.state is StepState.DONE else ()
    return {
        "reason": outcome_words(step) if step.error else "", **{name: facts.get(name) for name in names},
        "notes": [sentence(code, of) for code, of in notes],
    }  # fmt: skip
