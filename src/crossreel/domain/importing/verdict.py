"""What happens to each file of an import: new, identical, occupied, claimed twice, left out."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from crossreel.domain.cues.track import Role
from crossreel.domain.errors import Fact
from crossreel.domain.importing.plan import ImportPlan, ItemKind, ItemStatus, OnExisting, PlanItem
from crossreel.domain.text.document import Notice

PAST_VIDEO = "import.past_video"
SLACK_MS = 1000  # beyond the video's end; more is the wrong episode, or another cut of it

Verdict = tuple[ItemStatus, Notice]


def settle(plan: ImportPlan) -> ImportPlan:
    """Return the plan with the status and reason of every item (and a guessed source language) following from the rest."""
    if plan.source_from not in ("title", "user"):
        guessed = guess_source(plan.items)
        plan = replace(plan, source_language=guessed, source_from="guess" if guessed else "")
    rivals: dict[str, list[PlanItem]] = {}
    for item in plan.items:
        if item.slot and item.refusal is None and not item.skipped:
            rivals.setdefault(item.slot, []).append(item)
    verdicts = {item_id: verdict for group in rivals.values() for item_id, verdict in _among(group).items()}
    lengths = {**plan.durations_ms, **{item.episode: item.info.duration_ms for item in plan.items if item.info and item.episode}}
    return replace(plan, items=tuple(_settled(item, plan, verdicts, lengths) for item in plan.items))


def guess_source(items: Iterable[PlanItem]) -> str:
    """Return the likeliest source language: marked so by a file, else Chinese, else the language of most episodes and cues."""
    usable = [item for item in items if item.kind is ItemKind.SUBTITLE and item.slot and item.refusal is None and not item.skipped]
    full = [item for item in usable if item.role not in (Role.SDH, Role.FORCED)]
    marked = Counter(item.language for item in full if item.role in (Role.SOURCE, Role.TEMPLATE))
    if marked:
        return marked.most_common(1)[0][0]
    episodes = Counter(item.language for item in full)
    cues: Counter[str] = Counter()
    for item in full:
        cues[item.language] += item.cue_count
    most = max(episodes.values(), default=0)
    for tag in ("zh-Hans", "zh-Hant"):
        if most and episodes[tag] * 2 >= most:
            return tag
    return min(episodes, key=lambda tag: (-episodes[tag], -cues[tag], tag), default="")


def _among(group: list[PlanItem]) -> dict[int, Verdict]:
    """Settle files that claim one place: the newest version wins, equal contents count once, the rest must be chosen from."""
    verdicts: dict[int, Verdict] = {}
    newest = max((item.version or 0 for item in group), default=0)
    rivals: list[PlanItem] = []
    for item in group:
        if (item.version or 0) < newest and any(other.version for other in group if other is not item):
            verdicts[item.id] = (ItemStatus.SKIPPED, Notice(code="import.older_version", facts={"version": newest}))
        else:
            rivals.append(item)
    rivals.sort(key=lambda item: (-item.format_rank, item.id))
    kept: list[PlanItem] = []
    for item in rivals:
        twin = next((other for other in kept if _same_content(item, other)), None)
        if twin is not None:
            verdicts[item.id] = (ItemStatus.IDENTICAL, Notice(code="import.same_content", facts={"other": twin.name}))
        else:
            kept.append(item)
    if len(kept) > 1:
        for item in kept:
            others = [other.name for other in kept if other is not item]
            verdicts[item.id] = (ItemStatus.DUPLICATE, Notice(code="import.duplicate", facts={"others": others}))
    return verdicts


def _same_content(one: PlanItem, other: PlanItem) -> bool:
    if one.digest and one.digest == other.digest:
        return True
    if one.document is None or other.document is None or one.cue_count != other.cue_count:
        return False
    pairs = zip(one.document.cues, other.document.cues, strict=True)
    return all(abs(a.start_ms - b.start_ms) <= 10 and abs(a.end_ms - b.end_ms) <= 10 and a.text == b.text for a, b in pairs)


def _settled(item: PlanItem, plan: ImportPlan, verdicts: Mapping[int, Verdict], lengths: Mapping[int, int]) -> PlanItem:
    status, reason = _verdict(item, plan, verdicts)
    notices = tuple(notice for notice in item.notices if notice.code != PAST_VIDEO)
    length_ms = lengths.get(item.episode or 0, 0)
    last_ms = max((cue.end_ms for cue in item.document.cues), default=0) if item.document else 0
    if length_ms and last_ms > length_ms + SLACK_MS:
        facts: dict[str, Fact] = {"path": item.path, "episode": item.episode, "over_ms": last_ms - length_ms}
        notices = (*notices, Notice(code=PAST_VIDEO, facts=facts))
    return replace(item, status=status, reason=reason, notices=notices)


def _verdict(item: PlanItem, plan: ImportPlan, verdicts: Mapping[int, Verdict]) -> tuple[ItemStatus, Notice | None]:
    if item.refusal is not None:
        return ItemStatus.REFUSED, item.refusal
    if item.kind is ItemKind.OTHER:
        return ItemStatus.SKIPPED, Notice(code="import.other_file")
    if item.skipped:
        return ItemStatus.SKIPPED, Notice(code="import.left_out")
    if item.episode is None:
        return ItemStatus.UNMATCHED, Notice(code="import.no_episode")
    if not item.slot:
        return ItemStatus.UNMATCHED, Notice(code="import.no_language")
    if item.id in verdicts:
        return verdicts[item.id]
    there = plan.existing.get(item.slot)
    if there is None:
        return ItemStatus.NEW, None
    if item.digest and (item.digest == there.digest or item.digest in there.twins):
        return ItemStatus.IDENTICAL, Notice(code="import.already_there")
    choice = item.on_existing or plan.on_existing
    if choice is OnExisting.REPLACE:
        return ItemStatus.REPLACE, Notice(code="import.replaces")
    if choice is OnExisting.KEEP:
        return ItemStatus.SKIPPED, Notice(code="import.kept")
    return ItemStatus.CONFLICT, Notice(code="import.occupied")
