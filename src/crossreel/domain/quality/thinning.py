"""Which kept QC runs are let go: near ones are kept all, far ones one of a day, then one of a month."""

from collections.abc import Collection, Iterable
from datetime import UTC, datetime

from crossreel.domain.quality.run import QcRun

NEWEST = 20  # what somebody compares today
DAYS = 30
DAY_MS = 86_400_000


def thinned(runs: Collection[QcRun], now_ms: int) -> list[QcRun]:
    """Return the runs of a title to let go.

    The newest 20 stay, the last of each day of the last 30 days, the last of each month before, and every run that has a name.
    """
    newest_first = sorted(runs, key=lambda run: -run.number)
    kept = {run.id for run in newest_first[:NEWEST]} | {run.id for run in newest_first if run.name}
    kept |= set(_last_of(newest_first, now_ms))
    return [run for run in newest_first if run.id not in kept]


def _last_of(newest_first: Iterable[QcRun], now_ms: int) -> Iterable[int]:
    seen: set[str] = set()
    for run in newest_first:
        near = now_ms - run.made_ms < DAYS * DAY_MS
        stretch = datetime.fromtimestamp(run.made_ms / 1000, UTC).strftime("%Y-%m-%d" if near else "%Y-%m")
        if stretch not in seen:
            seen.add(stretch)
            yield run.id
