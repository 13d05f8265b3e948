"""Which of several files that claim one place comes in, as far as names and contents tell."""

from collections.abc import Callable, Sequence

from crossreel.domain.errors import Fact
from crossreel.domain.importing.picture_look import Preference
from crossreel.domain.importing.plan import ItemStatus, PlanItem
from crossreel.domain.importing.references import key_of
from crossreel.domain.importing.version_label import Stage, is_newer
from crossreel.domain.text.document import Notice

Verdict = tuple[ItemStatus, Notice]
ROUNDING_MS = 10


def among(group: Sequence[PlanItem], prefer: Sequence[Preference] = ()) -> dict[int, Verdict]:
    """Return what comes of the files that do not simply come in.

    Older versions and copies are left out, equal contents count once; what neither names nor preferences tell
    apart must be chosen from.
    """
    if len(group) < 2:
        return {}
    verdicts: dict[int, Verdict] = {}
    group = _without_embedded(group, verdicts)
    left = _without_copies(_without_twins(_without_older(group, verdicts), verdicts), verdicts)
    for preference in prefer:
        left = _best(left, key_of(preference), "import.not_preferred", verdicts)
    for same in _by_size(left):
        _contend(same, verdicts)
    return verdicts


def _by_size(group: Sequence[PlanItem]) -> list[list[PlanItem]]:
    """Return files apart by the size of their pictures: other sizes are other versions of the episode."""
    sizes: dict[int, list[PlanItem]] = {}
    for item in group:
        sizes.setdefault(item.lines, []).append(item)
    return list(sizes.values())


def _contend(left: Sequence[PlanItem], verdicts: dict[int, Verdict]) -> None:
    if len(left) > 1:
        for item in left:
            others = [other.name for other in left if other is not item]
            verdicts[item.id] = (ItemStatus.DUPLICATE, Notice(code="import.duplicate", facts={"others": others}))


def same_content(one: PlanItem, other: PlanItem) -> bool:
    """Tell whether two files say the same, give or take what ASS rounds to."""
    if one.digest and one.digest == other.digest:
        return True
    if one.document is None or other.document is None or one.cue_count != other.cue_count:
        return False
    pairs = zip(one.document.cues, other.document.cues, strict=True)
    return all(
        abs(a.start_ms - b.start_ms) <= ROUNDING_MS and abs(a.end_ms - b.end_ms) <= ROUNDING_MS and a.text == b.text
        for a, b in pairs
    )


def _without_embedded(group: Sequence[PlanItem], verdicts: dict[int, Verdict]) -> list[PlanItem]:
    """Leave out streams inside videos where a file lies beside them: somebody put it there."""
    files = [item for item in group if not item.embedded]
    if not files:
        return list(group)
    for item in group:
        if item.embedded:
            verdicts[item.id] = (ItemStatus.SKIPPED, Notice(code="import.embedded_beside_file", facts={"other": files[0].name}))
    return files


def _without_older(group: Sequence[PlanItem], verdicts: dict[int, Verdict]) -> list[PlanItem]:
    left = []
    for item in group:
        newer = [other for other in group if _same_picture(item, other) and is_newer(other.version, item.version)]
        if not newer:
            left.append(item)
            continue
        newest = next((one for one in newer if not any(is_newer(other.version, one.version) for other in newer)), newer[0])
        if item.version.stage is Stage.OLD:
            told = Notice(code="import.marked_old", facts={"other": newest.name})
        else:
            told = Notice(code="import.older_version", facts={"version": newest.version.text, "other": newest.name})
        verdicts[item.id] = (ItemStatus.SKIPPED, told)
    return left


def _same_picture(one: PlanItem, other: PlanItem) -> bool:
    return (one.look, one.look_language) == (other.look, other.look_language)


def _without_twins(group: Sequence[PlanItem], verdicts: dict[int, Verdict]) -> list[PlanItem]:
    kept: list[PlanItem] = []
    for item in sorted(group, key=lambda item: (-item.format_rank, item.version.copy, item.id)):
        twin = next((other for other in kept if same_content(item, other)), None)
        if twin is None:
            kept.append(item)
        else:
            verdicts[item.id] = (ItemStatus.IDENTICAL, Notice(code="import.same_content", facts={"other": twin.name}))
    return kept


def _without_copies(group: Sequence[PlanItem], verdicts: dict[int, Verdict]) -> list[PlanItem]:
    originals = [item for item in group if not item.version.copy]
    if not originals:
        return list(group)
    for item in group:
        if item.version.copy:
            facts: dict[str, Fact] = {"other": originals[0].name}
            verdicts[item.id] = (ItemStatus.SKIPPED, Notice(code="import.copy", facts=facts))
    return originals


def _best(group: Sequence[PlanItem], key: Callable[[PlanItem], int], code: str, verdicts: dict[int, Verdict]) -> list[PlanItem]:
    """Leave out what a key puts behind the best."""
    if len(group) < 2:
        return list(group)
    least = min(key(item) for item in group)
    left = [item for item in group if key(item) == least]
    for item in group:
        if item not in left:
            verdicts[item.id] = (ItemStatus.SKIPPED, Notice(code=code, facts={"other": left[0].name}))
    return left
