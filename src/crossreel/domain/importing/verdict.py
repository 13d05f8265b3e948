"""What happens to each file of an import: new, identical, occupied, claimed twice, left out."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from crossreel.domain.cues.column import BESIDE
from crossreel.domain.cues.track import Role
from crossreel.domain.errors import Fact, Told
from crossreel.domain.importing.extra import ExtraKind
from crossreel.domain.importing.lateness import FITS_POORLY, Sources, timed
from crossreel.domain.importing.plan import VERSIONS, ImportPlan, ItemKind, ItemStatus, OnExisting, PlanItem, content_slot
from crossreel.domain.importing.plan_index import IndexChange, IndexedItem, LanguageTally, PlanIndex
from crossreel.domain.importing.references import best_picture
from crossreel.domain.importing.rivals import Verdict, among
from crossreel.domain.text.document import Notice
from crossreel.domain.text.programme_start import PROGRAMME_START, find_programme_start

PAST_VIDEO = "import.past_video"
DOUBTS = (PAST_VIDEO, PROGRAMME_START, FITS_POORLY)
SLACK_MS = 1000  # beyond the video's end; more is the wrong episode, or another cut of it
BESIDE_CODES = {
    ItemKind.SCRIPT: "import.script_file",
    ItemKind.COVER: "import.cover_file",
    ItemKind.OTHER: "import.other_file",
}


def settle(plan: ImportPlan) -> ImportPlan:
    """Return the plan with the status and reason of every item (and a guessed source language) following from the rest."""
    change = IndexChange(PlanIndex(positions={item.id: at for at, item in enumerate(plan.items)}))
    for item in plan.items:
        change.put(indexed(item))
    plan = _with_source(replace(plan, index=change.ended()))
    verdicts = _verdicts(plan, plan.index.slots)
    lengths = _Lengths(plan)
    plan = replace(plan, items=tuple(_settled(item, plan, verdicts, lengths) for item in plan.items))
    sources = Sources(plan)
    items = tuple(_in_time(item, sources) for item in plan.items)
    return replace(plan, items=items, timed_to=sources.found)


def resettle(plan: ImportPlan, changed: Iterable[PlanItem], slots: Iterable[str] = ()) -> ImportPlan:
    """Return a settled plan with some items changed; only they, their rivals and what hangs on them are looked at.

    The rest of an episode hangs on its video, and on the file that its times are compared with: where neither is another one, it
    stays as it is.

    Args:
        plan: a settled plan.
        changed: items as they are to be, each with the id of one that is there.
        slots: places to be settled anew all the same.
    """
    before = plan.source_language
    plan, touched = _put(plan, changed)
    affected, episodes = touched.ids, touched.episodes | touched.filmed
    if plan.source_language != before:
        affected.update(item.id for item in plan.items if item.kind is ItemKind.SUBTITLE)
    affected |= {item_id for slot in {*touched.slots, *slots} for item_id in plan.index.slots.get(slot, ())}
    affected |= _in_episodes(plan, touched.filmed)
    plan = _resettled(plan, affected)
    episodes |= {number for item_id in affected if (number := plan.item(item_id).episode) is not None}
    sources = Sources(plan, {number: found for number, found in plan.timed_to.items() if number not in episodes})
    turned = {number for number in episodes if sources.of(number) != plan.timed_to.get(number)}
    others = _in_episodes(plan, turned) - affected
    plan = _resettled(plan, others)
    items = list(plan.items)
    for item_id in affected | others:
        at = plan.index.positions[item_id]
        items[at] = _in_time(items[at], sources)
    return replace(plan, items=tuple(items), timed_to=sources.found)


@dataclass(slots=True)
class _Touched:
    """What changed items touch: themselves, places, episodes, and those whose video is another one."""

    ids: set[int] = field(default_factory=set)
    slots: set[str] = field(default_factory=set)
    episodes: set[int] = field(default_factory=set)
    filmed: set[int] = field(default_factory=set)


def _put(plan: ImportPlan, changed: Iterable[PlanItem]) -> tuple[ImportPlan, _Touched]:
    """Return a plan with items in the place of those that were there, and what that touches."""
    items, change, touched = list(plan.items), IndexChange(plan.index), _Touched()
    for item in changed:
        at = plan.index.positions[item.id]
        for each in (items[at], item):
            touched.slots.add(each.slot)
            if each.episode is not None and (each.info is not None or each.kind is ItemKind.SUBTITLE):
                (touched.episodes if each.info is None else touched.filmed).add(each.episode)
        change.take(indexed(items[at]))
        change.put(indexed(item))
        items[at] = item
        touched.ids.add(item.id)
    return _with_source(replace(plan, items=tuple(items), index=change.ended())), touched


def _in_episodes(plan: ImportPlan, numbers: Iterable[int]) -> set[int]:
    return {item_id for number in numbers for item_id in plan.index.episodes.get(number, ())}


def _resettled(plan: ImportPlan, ids: Collection[int]) -> ImportPlan:
    """Return the plan with status and reason of some items following from the rest, but for their times."""
    if not ids:
        return plan
    items = list(plan.items)
    needed = {slot for item_id in ids if (slot := plan.item(item_id).slot)}
    verdicts, lengths = _verdicts(plan, needed), _Lengths(plan)
    for item_id in ids:
        at = plan.index.positions[item_id]
        items[at] = _settled(items[at], plan, verdicts, lengths)
    return replace(plan, items=tuple(items))


def indexed(item: PlanItem) -> IndexedItem:
    """Return what the index keeps of a file."""
    says = item.kind is ItemKind.SUBTITLE and item.may_claim and item.role not in BESIDE
    return IndexedItem(
        id=item.id,
        slot=item.slot if item.may_claim else "",
        episode=item.episode,
        language=item.language if says else "",
        marked=item.role in (Role.SOURCE, Role.TEMPLATE),
        cues=item.cue_count,
    )


def guess_source(languages: Mapping[str, LanguageTally]) -> str:
    """Return the likeliest source language: marked so by a file, else Chinese, else the language of most episodes and cues."""
    marked = [tag for tag, tally in languages.items() if tally.marked]
    if marked:
        return min(marked, key=lambda tag: (-languages[tag].marked, tag))
    most = max((tally.files for tally in languages.values()), default=0)
    for tag in ("zh-Hans", "zh-Hant"):
        if most and tag in languages and languages[tag].files * 2 >= most:
            return tag
    return min(languages, key=lambda tag: (-languages[tag].files, -languages[tag].cues, tag), default="")


def _with_source(plan: ImportPlan) -> ImportPlan:
    if plan.source_from in ("title", "user"):
        return plan
    guessed = guess_source(plan.index.languages)
    return replace(plan, source_language=guessed, source_from="guess" if guessed else "")


def _verdicts(plan: ImportPlan, slots: Iterable[str]) -> dict[int, Verdict]:
    found: dict[int, Verdict] = {}
    for slot in slots:
        ids = plan.index.slots.get(slot, ())
        if len(ids) > 1:
            found |= among(_in_order(plan, ids), plan.prefer)
    return found


def _in_order(plan: ImportPlan, ids: Sequence[int]) -> list[PlanItem]:
    return [plan.items[at] for at in sorted(plan.index.positions[item_id] for item_id in ids)]


def _length_ms(plan: ImportPlan, episode: int) -> int:
    """Return how long the video of an episode is: of this import, else of the title; 0 where there is none."""
    there = _in_order(plan, plan.index.episodes.get(episode, ()))
    item = best_picture((each for each in there if each.kind is ItemKind.VIDEO and each.may_claim), plan.prefer)
    if item is None or item.info is None:
        return plan.durations_ms.get(episode, 0)
    return item.cut_of(episode).length_ms(item.info.duration_ms)


class _Lengths:
    """How long the videos of the episodes of a plan are; looked for once an episode."""

    def __init__(self, plan: ImportPlan) -> None:
        self._plan = plan
        self._found: dict[int, int] = {}

    def of(self, episode: int) -> int:
        if episode not in self._found:
            self._found[episode] = _length_ms(self._plan, episode)
        return self._found[episode]


def _settled(item: PlanItem, plan: ImportPlan, verdicts: Mapping[int, Verdict], lengths: _Lengths) -> PlanItem:
    status, reason = _verdict(item, plan, verdicts)
    doubts = tuple(doubt for doubt in item.doubts if doubt.code not in DOUBTS)
    length_ms = lengths.of(item.episode or 0) if item.document is not None and item.slot else 0
    start_ms = find_programme_start(item.document, length_ms) if item.document is not None else None
    if start_ms is not None:
        doubts = (*doubts, Notice(code=PROGRAMME_START, facts={"path": item.name, "start_ms": start_ms}))
    elif item.document is not None and item.slot:
        last_ms = max((cue.end_ms for cue in item.document.cues), default=0) if length_ms else 0
        if length_ms and last_ms > length_ms + SLACK_MS:
            facts: dict[str, Fact] = {"path": item.name, "episode": item.episode, "over_ms": last_ms - length_ms}
            doubts = (*doubts, Notice(code=PAST_VIDEO, facts=facts))
    if (status, reason, doubts) == (item.status, item.reason, item.doubts):
        return item
    return replace(item, status=status, reason=reason, doubts=doubts)


def _in_time(item: PlanItem, sources: Sources) -> PlanItem:
    if not item.is_written:
        return item
    found = timed(item, sources)
    item = replace(found.item, doubts=(*found.item.doubts, *found.doubts)) if found.doubts else found.item
    return replace(item, status=ItemStatus.UNDECIDED, reason=found.undecided) if found.undecided is not None else item


def _verdict(item: PlanItem, plan: ImportPlan, verdicts: Mapping[int, Verdict]) -> tuple[ItemStatus, Notice | None]:
    if item.refusal is not None:
        return ItemStatus.REFUSED, item.refusal
    if item.outside is not None:
        return ItemStatus.SKIPPED, item.outside
    if item.kind is ItemKind.EXTRA:
        return ItemStatus.SKIPPED, Notice(code="import.extra", facts={"extra": Told(f"extra.{item.extra or ExtraKind.OTHER}", {})})
    if item.kind in BESIDE_CODES:
        return ItemStatus.SKIPPED, Notice(code=BESIDE_CODES[item.kind])
    if item.skipped:
        return ItemStatus.SKIPPED, Notice(code="import.left_out")
    if item.last_episode is not None and not item.cuts and _is_cut_already(item, plan):
        return ItemStatus.IDENTICAL, Notice(code="import.already_there")
    if item.last_episode is not None and not item.cuts:
        return ItemStatus.UNMATCHED, Notice(code="import.range", facts={"first": item.episode, "last": item.last_episode})
    if item.episode is None:
        return ItemStatus.UNMATCHED, Notice(code="import.no_episode")
    if not item.slot:
        return ItemStatus.UNMATCHED, Notice(code="import.no_language")
    if item.id in verdicts:
        return verdicts[item.id]
    return _beside_what_is_there(item, plan)


def _is_cut_already(item: PlanItem, plan: ImportPlan) -> bool:
    """Tell whether every episode that a file holds has its part of it."""
    numbers = range(item.episode or 1, (item.last_episode or 0) + 1)
    return bool(item.digest and item.kind is ItemKind.VIDEO) and all(
        content_slot(each, item.digest) in plan.existing for each in numbers
    )


def _beside_what_is_there(item: PlanItem, plan: ImportPlan) -> tuple[ItemStatus, Notice | None]:
    if item.kind in VERSIONS and item.digest and all(content_slot(each, item.digest) in plan.existing for each in item.numbers):
        return ItemStatus.IDENTICAL, Notice(code="import.already_there")
    if item.info is not None and any(each.cut.in_ms >= item.info.duration_ms for each in item.cuts):
        return ItemStatus.UNMATCHED, Notice(code="import.cut_outside", facts={"file_ms": item.info.duration_ms})
    there = plan.existing.get(item.slot)
    if there is None:
        return ItemStatus.NEW, None
    if item.digest and (item.digest == there.digest or item.digest in there.twins):
        return ItemStatus.IDENTICAL, Notice(code="import.already_there")
    choice = item.on_existing or plan.on_existing
    if item.draft_of and item.language != plan.source_language:
        return ItemStatus.REPLACE, Notice(code="import.fills", facts={"maker": item.draft_of})
    if choice is OnExisting.REPLACE:
        return ItemStatus.REPLACE, Notice(code="import.replaces")
    if choice is OnExisting.KEEP:
        return ItemStatus.SKIPPED, Notice(code="import.kept")
    return ItemStatus.CONFLICT, Notice(code="import.occupied")
