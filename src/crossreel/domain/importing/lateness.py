"""Whether a subtitle file of an import is in time with the source of its episode. Pure.

A file that is late by a constant, runs at another speed or fits another episode would hang on the wrong lines of the source: where
that explains its times better, somebody has to say what to do before anything is anchored.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from crossreel.domain.cues.column import BESIDE
from crossreel.domain.cues.timing_fit import TimingFit, fits_better, timing_fit
from crossreel.domain.cues.track import Role
from crossreel.domain.errors import Fact
from crossreel.domain.importing.plan import FileFit, ImportPlan, ItemKind, ItemStatus, OnLate, PlanItem, TimedTo
from crossreel.domain.text.document import Document, DocumentCue, Notice

FITS_POORLY = "import.fits_poorly"
CODES = frozenset([FITS_POORLY])


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """A file with how it fits its source. `undecided` says what has to be decided first; `doubts` are what is worth a look."""

    item: PlanItem
    undecided: Notice | None = None
    doubts: tuple[Notice, ...] = ()


class Sources:
    """What the files of each episode of a plan are timed to; looked for once an episode.

    Args:
        plan: the plan.
        known: what was found of episodes that nothing has touched since.
    """

    def __init__(self, plan: ImportPlan, known: Mapping[int, TimedTo] | None = None) -> None:
        self.plan = plan
        self._found: dict[int, TimedTo] = dict(known or {})

    @property
    def found(self) -> Mapping[int, TimedTo]:
        """What was found so far, by episode."""
        return self._found

    def of(self, episode: int) -> TimedTo:
        """Return the id of the file, "title" or "", and where its cues start, in ms."""
        if episode not in self._found:
            self._found[episode] = _source(self.plan, episode)
        return self._found[episode]


def timed(item: PlanItem, sources: Sources) -> Timed:
    """Look how a file that would come in fits the source of its episode; what was found before for the same source is kept."""
    if item.kind is not ItemKind.SUBTITLE or item.document is None or item.episode is None or item.role is Role.FORCED:
        return Timed(item=item)
    against, spine = sources.of(item.episode)
    if not against or against == str(item.id):
        return Timed(item=replace(item, fit=None) if item.fit else item)
    if item.fit is None or item.fit.against != against:
        item = replace(item, fit=_fit(item, sources, against, spine))
    return _judged(item, sources.plan)


def in_time(item: PlanItem, plan: ImportPlan) -> PlanItem:
    """Return a file as it is to be written: moved into time with the source, and saying so, where that was asked for."""
    choice = item.on_late or plan.on_late
    if item.document is None or item.fit is None or item.fit.fit.is_plain or choice is not OnLate.SHIFT:
        return item
    fit = item.fit.fit
    facts: dict[str, Fact] = {"path": item.name, "agree": fit.agree, "total": fit.total}
    if fit.ratio == 1:
        told = Notice(code="import.shifted", facts={**facts, "offset_ms": fit.offset_ms})
    else:
        told = Notice(code="import.stretched", facts={**facts, "percent": _percent(fit)})
    return replace(item, document=_moved_document(item.document, fit), notices=(*item.notices, told))


def starts_of(item: PlanItem) -> tuple[int, ...]:
    """Return where the cues of a file start, in order, in ms."""
    return tuple(sorted(cue.start_ms for cue in item.document.cues)) if item.document else ()


def _judged(item: PlanItem, plan: ImportPlan) -> Timed:
    if item.fit is None:
        return Timed(item=item)
    fit, elsewhere = item.fit.fit, item.fit.elsewhere
    facts: dict[str, Fact] = {"agree": fit.agree, "total": fit.total}
    choice = item.on_late or plan.on_late
    if not fit.is_plain and choice is None:
        return Timed(item=item, undecided=_explanation(fit, facts))
    if fit.is_plain and elsewhere is not None and choice is not OnLate.KEEP and not item.episode_said:
        facts |= {"episode": item.episode, "other_episode": elsewhere, "agree": item.fit.agree_elsewhere}
        return Timed(item=item, undecided=Notice(code="import.other_episode", facts=facts))
    if fit.is_plain and fit.is_poor:
        return Timed(item=item, doubts=(Notice(code=FITS_POORLY, facts=facts),))
    return Timed(item=item)


def _explanation(fit: TimingFit, facts: dict[str, Fact]) -> Notice:
    if fit.ratio != 1:
        return Notice(code="import.drifts", facts={**facts, "percent": _percent(fit)})
    return Notice(code="import.late" if fit.offset_ms < 0 else "import.early", facts={**facts, "by_ms": abs(fit.offset_ms)})


def _fit(item: PlanItem, sources: Sources, against: str, spine: Sequence[int]) -> FileFit:
    starts = starts_of(item)
    fit = timing_fit(spine, starts, drifts=False)
    found = fits_better(_others(sources, item), starts, fit) if fit.is_plain else None
    if found is None:
        return FileFit(against=against, fit=timing_fit(spine, starts) if fit.is_plain else fit)
    return FileFit(against=against, fit=fit, elsewhere=found[0], agree_elsewhere=found[1].agree)


def _others(sources: Sources, item: PlanItem) -> Iterator[tuple[int, Sequence[int]]]:
    for number in sorted({*sources.plan.index.episodes, *sources.plan.spines} - {item.episode}):
        against, spine = sources.of(number)
        if against and against != str(item.id):
            yield number, spine


def _source(plan: ImportPlan, episode: int) -> TimedTo:
    """Return what an episode's files are timed to, and its starts: the source's file, else what the title has, else the fullest."""
    there = [plan.item(item_id) for item_id in plan.index.episodes.get(episode, ())]
    source = [item for item in there if item.language == plan.source_language and _counts(item)]
    files = [] if source else [item for item in there if _counts(item)]
    if not source and episode in plan.spines:
        return "title", plan.spines[episode]
    chosen = max(source or files, key=lambda item: (item.cue_count, -item.id), default=None)
    return (str(chosen.id), starts_of(chosen)) if chosen else ("", ())


def _counts(item: PlanItem) -> bool:
    if item.kind is not ItemKind.SUBTITLE or item.role in BESIDE or item.status in (ItemStatus.SKIPPED, ItemStatus.IDENTICAL):
        return False
    return item.may_claim


def _percent(fit: TimingFit) -> str:
    return f"{(float(fit.ratio) - 1) * 100:+.1f}"


def _moved_document(document: Document, fit: TimingFit) -> Document:
    return replace(document, cues=tuple(_moved(cue, fit) for cue in document.cues))


def _moved(cue: DocumentCue, fit: TimingFit) -> DocumentCue:
    start_ms = fit.moved(cue.start_ms)
    return replace(cue, start_ms=start_ms, end_ms=max(start_ms + 1, fit.moved(cue.end_ms)))
