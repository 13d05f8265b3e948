"""Runs and their steps as rows of tables: state by icon and word, how far, what it took."""

import time
from collections.abc import Callable, Mapping

from PySide6.QtGui import QIcon

from crossreel.domain.drafting.run import RunState, RunStep, RunWithSteps, StepState
from crossreel.i18n import numbers
from crossreel.i18n.messages import _, _n
from crossreel.i18n.run_words import cost_words, outcome_words, run_state, stage_words, step_state
from crossreel.kernel.marks import N_
from crossreel.ui.hub.run_watch import Runs
from crossreel.ui.kit import theme
from crossreel.ui.kit.table_rows import TableRows

RUN_HEADINGS = (N_("State"), N_("Title"), N_("What was asked"), N_("Progress"), N_("Cost"), N_("Begun"), N_("By"))
STEP_HEADINGS = (N_("State"), N_("Episode"), N_("Step"), N_("Tries"), N_("Time"), N_("Cost"), N_("What came of it"))
PROGRESS = 3
RUN_ICONS = {
    RunState.WAITING: ("started", "text3"), RunState.RUNNING: ("play", "accent"), RunState.PAUSED: ("pause", "text2"),
    RunState.CANCELLED: ("stop", "text3"), RunState.DONE: ("tick", "approved"),
}  # fmt: skip
STEP_ICONS = {
    StepState.WAITING: ("started", "text3"), StepState.RUNNING: ("play", "accent"), StepState.DONE: ("tick", "approved"),
    StepState.FAILED: ("finding", "finding"), StepState.SKIPPED: ("minus", "text3"),
}  # fmt: skip
TROUBLED = ("finding", "finding")


def run_rows(now: Callable[[], Runs]) -> TableRows[RunWithSteps]:
    """Make the table of runs; `now` gives what is known of them."""
    return TableRows(RUN_HEADINGS, lambda found: run_words(found, now()), lambda found, at: run_icon(found, at, now()))


def run_words(found: RunWithSteps, now: Runs) -> tuple[str, ...]:
    """Return the words of a run: the seven columns."""
    run, steps = found
    done = _("{done} of {total}").format(done=numbers.number(ended(found)), total=numbers.number(len(steps)))
    state = run_state(run, steps, is_broken_off=run.id in now.broken)
    name, begun = now.titles.get(run.title_id, "–"), numbers.when(run.begun_ms)
    return state, name, asked_words(found), done, cost_words(steps), begun, run.author


def run_icon(found: RunWithSteps, column: int, now: Runs) -> QIcon | None:
    """Return the sign of a run's state."""
    run, steps = found
    if column:
        return None
    failed = run.state is RunState.DONE and any(step.state is StepState.FAILED for step in steps)
    name, token = TROUBLED if failed or run.id in now.broken else RUN_ICONS[run.state]
    return theme.plain_icon(name, token, 16)


def ended(found: RunWithSteps) -> int:
    """Return how many steps of a run are over."""
    return sum(step.state not in (StepState.WAITING, StepState.RUNNING) for step in found[1])


def asked_words(found: RunWithSteps) -> str:
    """Say what was asked for: stages with their engines, languages, how many episodes, and where."""
    run, _steps = found
    stages = [f"{stage_words(stage)} ({run.engines.get(stage, '')})" for stage in run.stages]
    count = len(run.episode_ids)
    told = [", ".join(stages), numbers.listing([numbers.language_name(column) for column in run.columns])]
    told.append(_n("{count} episode", "{count} episodes", count).format(count=numbers.number(count)))
    return " · ".join(filter(None, (*told, run.at)))


def step_rows(episodes: Callable[[], Mapping[int, int]]) -> TableRows[RunStep]:
    """Make the table of the steps of a run; `episodes` gives the numbers of episodes."""
    return TableRows(STEP_HEADINGS, lambda step: step_words(step, episodes()), step_icon)


def step_words(step: RunStep, episodes: Mapping[int, int]) -> tuple[str, ...]:
    """Return the words of a step: the seven columns."""
    number = episodes.get(step.episode_id)
    took_ms = time.time_ns() // 1_000_000 - step.begun_ms if step.state is StepState.RUNNING else step.took_ms
    took = numbers.seconds(took_ms) if took_ms else "–"
    return (
        step_state(step), numbers.number(number) if number is not None else "–", stage_words(step.stage, step.column),
        numbers.number(step.tries) if step.tries else "–", took, cost_words([step]), " ".join(outcome_words(step).split()),
    )  # fmt: skip


def step_icon(step: RunStep, column: int) -> QIcon | None:
    """Return the sign of a step's state."""
    return None if column else theme.plain_icon(*STEP_ICONS[step.state], 16)
