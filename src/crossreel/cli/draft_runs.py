"""Runs over titles as commands show them: what they would cost, how they stand, and what failed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import cast

from crossreel.cli.answers import print_table
from crossreel.cli.session import DONE, FAILED, Session
from crossreel.domain.drafting.batch import MICROS
from crossreel.domain.drafting.run import Run, RunPlan, RunStep, StepState
from crossreel.domain.errors import Fact
from crossreel.i18n.messages import _, sentence
from crossreel.i18n.numbers import number, when
from crossreel.kernel.marks import N_

RUN_WORDS = {
    "waiting": N_("waits"), "running": N_("runs"), "paused": N_("paused"), "cancelled": N_("cancelled"), "done": N_("done"),
}  # fmt: skip


def print_plan(session: Session, plan: RunPlan) -> int:
    """Print what a run would do and cost."""
    if session.as_json:
        session.print_json(plan_json(plan))
        return DONE
    session.say(plan_words(plan))
    return DONE


def plan_json(plan: RunPlan) -> dict[str, object]:
    """Return a plan as JSON."""
    return {
        "steps": [{"episode": number, "stage": stage, "language": column} for _id, number, stage, column in plan.steps],
        "lines": plan.lines, "tokens_in": plan.tokens_in, "tokens_out": plan.tokens_out,
        "price": plan.price_micros / MICROS, "currency": plan.currency,
    }  # fmt: skip


def plan_words(plan: RunPlan) -> str:
    """Return what a run would do and cost in a sentence."""
    facts = {
        "steps": number(len(plan.steps)), "lines": number(plan.lines), "tokens": number(plan.tokens_in + plan.tokens_out),
        "price": number(round(plan.price_micros / MICROS, 4)), "currency": plan.currency,
    }  # fmt: skip
    if not plan.price_micros:
        return _("{lines} lines in {steps} steps, about {tokens} tokens, at no price that was said").format(**facts)
    return _("{lines} lines in {steps} steps, about {tokens} tokens, about {price} {currency}").format(**facts)


def print_runs(session: Session, runs: Sequence[tuple[Run, tuple[RunStep, ...]]]) -> None:
    """Print runs, the newest first."""
    if session.as_json:
        session.print_json([run_json(run, steps) for run, steps in runs])
        return
    rows = [_row(run, steps) for run, steps in runs]
    heads = (_("Run"), _("Asked for"), _("State"), _("Stages"), _("Languages"), _("Done"), _("Failed"), _("Cost"))
    print_table(session, heads, rows)


def _row(run: Run, steps: Sequence[RunStep]) -> tuple[str | int, ...]:
    states = Counter(step.state for step in steps)
    asked = (str(run.id), when(run.begun_ms), _(RUN_WORDS[run.state.value]), " ".join(run.stages), " ".join(run.columns))
    return (*asked, f"{states[StepState.DONE]}/{len(steps)}", states[StepState.FAILED], _price(steps))


def print_run(session: Session, run: Run, steps: Sequence[RunStep], episodes: dict[int, int]) -> int:
    """Print a run with what failed in it, and return the exit code: 1 where something failed."""
    failed = [step for step in steps if step.state is StepState.FAILED]
    if session.as_json:
        session.print_json(run_json(run, steps, episodes))
    else:
        words = _("{state}: {done} of {total} steps, {lines} lines drafted, {price}")
        done = sum(step.state is StepState.DONE for step in steps)
        lines = sum(map(_drafted, steps))
        told = words.format(state=_(RUN_WORDS[run.state.value]), done=done, total=len(steps), lines=lines, price=_price(steps))
        session.say(told)
        for step in failed:
            place = _("Episode {number} {language}").format(number=episodes.get(step.episode_id, ""), language=step.column)
            session.complain(f"{place.strip()}: {sentence(step.error, cast('Mapping[str, Fact]', step.facts))}")
    return FAILED if failed else DONE


def run_json(run: Run, steps: Sequence[RunStep], episodes: dict[int, int] | None = None) -> dict[str, object]:
    """Return a run with its steps as JSON."""
    return {
        "id": str(run.id), "title_id": str(run.title_id), "state": run.state.value, "stages": list(run.stages),
        "languages": list(run.columns), "engines": dict(run.engines), "at": run.at, "author": run.author, "begun_ms": run.begun_ms,
        "ended_ms": run.ended_ms,
        "steps": [
            {
                "id": str(step.id), "episode": (episodes or {}).get(step.episode_id), "stage": step.stage, "language": step.column,
                "state": step.state.value, "tries": step.tries, "error": step.error, "took_ms": step.took_ms,
                "price": step.price_micros / MICROS, "currency": step.currency, "tokens_in": step.tokens_in,
                "tokens_out": step.tokens_out, "drafted": _drafted(step),
            }
            for step in steps
        ],
    }  # fmt: skip


def _drafted(step: RunStep) -> int:
    return int(str(step.facts.get("drafted", 0))) if step.state is StepState.DONE else 0


def _price(steps: Sequence[RunStep]) -> str:
    total = sum(step.price_micros for step in steps)
    currency = next((step.currency for step in steps if step.currency), "")
    return f"{number(round(total / MICROS, 4))} {currency}".strip() if total else "–"
