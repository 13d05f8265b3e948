"""Runs over titles in words: how they and their steps stand, what they would cost and what came of them."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, cast

from crossreel.domain.drafting.batch import Stage
from crossreel.domain.drafting.run import Run, RunPlan, RunState, RunStep, StepState, share_of
from crossreel.i18n.messages import _, _n, sentence
from crossreel.i18n.money import money
from crossreel.i18n.numbers import language_name, number, percent
from crossreel.kernel.marks import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crossreel.domain.errors import Fact

RUN_STATES = {
    RunState.WAITING: N_("waits"), RunState.RUNNING: N_("runs"), RunState.PAUSED: N_("paused"),
    RunState.CANCELLED: N_("cancelled"), RunState.DONE: N_("done"),
}  # fmt: skip
STEP_STATES = {
    StepState.WAITING: N_("waits"), StepState.RUNNING: N_("runs"), StepState.DONE: N_("done"), StepState.FAILED: N_("failed"),
    StepState.SKIPPED: N_("skipped"),
}  # fmt: skip


def run_state(run: Run, steps: Sequence[RunStep], *, is_broken_off: bool = False) -> str:
    """Say how a run stands; one whose process is gone was broken off, and one that is done tells how many of its steps failed."""
    if is_broken_off:
        return _("broken off")
    failed = sum(step.state is StepState.FAILED for step in steps)
    if run.state is RunState.DONE and failed:
        return _n("done, {count} failed", "done, {count} failed", failed).format(count=number(failed))
    return _(RUN_STATES[run.state])


def step_state(step: RunStep) -> str:
    """Say how a step stands; of one that is under way how far, as soon as that is known."""
    words, share = _(STEP_STATES[step.state]), share_of(step)
    if step.state is not StepState.RUNNING or not share:
        return words
    return _("{state}, {percent}").format(state=words, percent=percent(share))


def stage_words(stage: str, column: str = "") -> str:
    """Say what a step does: "Translating: Arabic"."""
    does = sentence(f"engines.kind_{stage}")
    return _("{stage}: {language}").format(stage=does, language=language_name(column)) if column else does


def plan_words(plan: RunPlan) -> str:
    """Say what a run would do and cost in a sentence."""
    if not plan.steps:
        return _("Nothing is left to do.")
    lines = _n("{count} line", "{count} lines", plan.lines).format(count=number(plan.lines))
    steps = _n("{count} step", "{count} steps", len(plan.steps)).format(count=number(len(plan.steps)))
    facts = {"lines": lines, "steps": steps, "tokens": number(plan.tokens_in + plan.tokens_out)}
    if any(stage == Stage.BURNING for _id, _number, stage, _column in plan.steps):
        return _n("{count} master, {lines} burned in", "{count} masters, {lines} burned in", len(plan.steps)).format(
            count=number(len(plan.steps)), lines=lines
        )
    if not plan.lines and plan.price_micros:
        words = _("{steps}, about {price} to begin with; how many lines there are shows when they are read or heard")
        return words.format(**facts, price=money(plan.price_micros, plan.currency))
    if not plan.lines:
        return _("{steps}; how many lines there are shows when they are read or heard").format(**facts)
    if not plan.price_micros:
        return _("{lines} in {steps}, about {tokens} tokens, at no price that was said").format(**facts)
    price = money(plan.price_micros, plan.currency)
    return _("{lines} in {steps}, about {tokens} tokens, about {price}").format(**facts, price=price)


def cost_words(steps: Sequence[RunStep]) -> str:
    """Say what steps cost so far, "–" where nothing was paid; sums of two currencies stand beside each other."""
    sums: dict[str, int] = {}
    for step in steps:
        if step.price_micros:
            sums[step.currency] = sums.get(step.currency, 0) + step.price_micros
    return (
        " + ".join(money(micros, currency) if currency else number(micros / 1_000_000) for currency, micros in sums.items()) or "–"
    )


def drafted(step: RunStep) -> int:
    """Return how many lines came of a step."""
    return int(str(step.facts.get("drafted", 0))) if step.state is StepState.DONE else 0


def outcome_words(step: RunStep) -> str:
    """Say what came of a step: lines, or what went wrong; "" while nothing did."""
    if step.error:
        return sentence(step.error, cast("Mapping[str, Fact]", step.facts))
    if step.state is not StepState.DONE:
        return ""
    if step.stage == Stage.BURNING:
        return _master_words(step)
    count = drafted(step)
    told = [_n("{count} line", "{count} lines", count).format(count=number(count))]
    kept, lost, stale = (int(str(step.facts.get(name, 0))) for name in ("kept", "lost", "stale"))
    if kept:
        words = _n("{count} kept as a person left it", "{count} kept as people left them", kept)
        told.append(words.format(count=number(kept)))
    if lost:
        told.append(_n("{count} without a usable answer", "{count} without a usable answer", lost).format(count=number(lost)))
    if stale:
        words = _n("{count} left open: its source changed", "{count} left open: their source changed", stale)
        told.append(words.format(count=number(stale)))
    return ", ".join(told)


def masters(steps: Sequence[RunStep]) -> int:
    """Return how many masters were made."""
    return sum(step.stage == Stage.BURNING and step.state is StepState.DONE for step in steps)


def _master_words(step: RunStep) -> str:
    """Say what a master is: its name, its frames, how near it comes to the preview, and what is otherwise than in the source."""
    facts = step.facts
    frames, compared = int(str(facts.get("frames", 0))), int(str(facts.get("compared", 0)))
    told = [PurePath(str(facts.get("path", ""))).name, _n("{count} frame", "{count} frames", frames).format(count=number(frames))]
    if compared:
        words = _n(
            "{count} compared with the preview: {difference} of 255 apart at most",
            "{count} compared with the preview: {difference} of 255 apart at most", compared,
        )  # fmt: skip
        told.append(words.format(count=number(compared), difference=number(float(str(facts.get("difference", 0))))))
    notes = cast("Sequence[tuple[str, Mapping[str, Fact]]]", facts.get("notes", ()))
    return "; ".join([*filter(None, told), *(sentence(code, of) for code, of in notes)])
