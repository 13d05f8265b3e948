"""Subtitle files of several episodes, cut at the times at which their video is: an item for each episode. Pure."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count

from crossreel.domain.catalog.cut import Cut
from crossreel.domain.errors import Fact
from crossreel.domain.importing.plan import EpisodeCut, ItemKind, PlanItem, UncutText
from crossreel.domain.text.document import Document, DocumentCue, Notice

ACROSS, IN_NO_PART, EMPTY_PART = "import.cut_across", "import.cut_in_no_part", "import.empty_part"
TOLD = (ACROSS, IN_NO_PART)
NO_END = 1 << 60


def span_of(item: PlanItem) -> tuple[int, int] | None:
    """Return the first and the last episode of a file that holds several, cut or not; None for any other."""
    if item.uncut is not None:
        return item.uncut.first, item.uncut.last
    return (item.episode or 0, item.last_episode) if item.last_episode is not None else None


def is_text(item: PlanItem) -> bool:
    """Tell whether a file has cues that can be cut."""
    return item.kind is ItemKind.SUBTITLE and item.document is not None and item.refusal is None


def cut_files(items: Sequence[PlanItem], cuts: Sequence[EpisodeCut], paths: Collection[str]) -> list[PlanItem]:
    """Return the items of a plan with the texts of some files as an item for each part; without cuts they stand whole again.

    Items that were there keep their ids as far as there are parts for them.
    """
    free = count(max((item.id for item in items), default=0) + 1)
    spare: dict[tuple[str, str, int | None], list[int]] = {}
    for item in items:
        if item.uncut is not None and item.uncut.at:
            spare.setdefault((item.path, item.part, item.half), []).append(item.id)
    made: list[PlanItem] = []
    for item in items:
        if item.path not in paths or not is_text(item) or span_of(item) is None:
            made.append(item)
        elif item.uncut is None or not item.uncut.at:
            ids = iter((item.id, *spare.get((item.path, item.part, item.half), ())))
            made += (replace(each, id=next(ids, 0) or next(free)) for each in _parts(_whole(item), cuts))
    return made


def whole_again(items: Sequence[PlanItem], paths: Collection[str]) -> list[PlanItem]:
    """Return the items of a plan with what was cut of some files as one item each."""
    return cut_files(items, (), paths) if any(item.uncut is not None and item.path in paths for item in items) else list(items)


def with_document(item: PlanItem, document: Document) -> PlanItem:
    """Return a file with another text; where the item is one part of it, with that part of the text."""
    if item.uncut is None:
        return replace(item, document=document)
    return _part(item, replace(item.uncut, document=document))


def document_of(item: PlanItem) -> Document | None:
    """Return the text of the file that an item is of, or is a part of."""
    return item.uncut.document if item.uncut is not None else item.document


def moved_on(uncut: UncutText, by: int) -> UncutText:
    """Return what a part was cut of with its episodes counted from another number."""
    cuts = tuple(replace(each, episode=each.episode + by) for each in uncut.cuts)
    return replace(uncut, first=uncut.first + by, last=uncut.last + by, cuts=cuts)


def _whole(item: PlanItem) -> PlanItem:
    if item.uncut is None:
        return item
    uncut = item.uncut
    return replace(
        item, document=uncut.document, episode=uncut.first, last_episode=uncut.last, uncut=None, outside=None, fit=None,
        digest=item.digest.removesuffix(_mark(uncut.cuts[uncut.at].cut)), notices=_untold(item),
    )  # fmt: skip


def _parts(item: PlanItem, cuts: Sequence[EpisodeCut]) -> Iterator[PlanItem]:
    if not cuts or item.document is None:
        yield item
        return
    first, last = item.episode or 0, item.last_episode or 0
    for at, each in enumerate(cuts):
        part = replace(item, digest=item.digest + _mark(each.cut), skipped=False)
        yield _part(part, UncutText(document=item.document, first=first, last=last, cuts=tuple(cuts), at=at))


def _part(item: PlanItem, uncut: UncutText) -> PlanItem:
    """Return one episode's part of a file: its cues, counted from its in point."""
    own, cuts = uncut.cuts[uncut.at], [each.cut for each in uncut.cuts]
    mine = [cue for cue in uncut.document.cues if uncut.at in _places(cue, cuts)]
    across = [cue for cue in mine if not _lies_in(cue, own.cut)]
    lost = [cue for cue in uncut.document.cues if not _places(cue, cuts)] if uncut.at == 0 else []
    told = (*_told(ACROSS, across, own.episode), *_told(IN_NO_PART, lost, own.episode))
    facts: dict[str, Fact] = {"episode": own.episode}
    return replace(
        item, episode=own.episode, last_episode=None, uncut=uncut, fit=None, notices=(*_untold(item), *told),
        document=replace(uncut.document, cues=tuple(_counted(cue, own.cut) for cue in mine)),
        outside=None if mine else Notice(code=EMPTY_PART, facts=facts),
    )  # fmt: skip


def _places(cue: DocumentCue, cuts: Sequence[Cut]) -> list[int]:
    """Return the parts in which a cue comes: all that hold it whole, else the one in which most of it lies."""
    whole = [at for at, cut in enumerate(cuts) if _lies_in(cue, cut)]
    most = max(range(len(cuts)), key=lambda at: _shared_ms(cue, cuts[at]))
    return whole or ([most] if _shared_ms(cue, cuts[most]) > 0 else [])


def _lies_in(cue: DocumentCue, cut: Cut) -> bool:
    return cut.in_ms <= cue.start_ms < _end(cut) and cue.end_ms <= _end(cut)


def _shared_ms(cue: DocumentCue, cut: Cut) -> int:
    return min(cue.end_ms, _end(cut)) - max(cue.start_ms, cut.in_ms)


def _end(cut: Cut) -> int:
    return NO_END if cut.out_ms is None else cut.out_ms


def _counted(cue: DocumentCue, cut: Cut) -> DocumentCue:
    start_ms, end_ms = max(cue.start_ms, cut.in_ms), min(cue.end_ms, _end(cut)) if cue.end_ms > cue.start_ms else cue.end_ms
    return replace(cue, start_ms=start_ms - cut.in_ms, end_ms=end_ms - cut.in_ms)


def _told(code: str, cues: Sequence[DocumentCue], episode: int) -> Iterable[Notice]:
    if cues:
        facts: dict[str, Fact] = {"count": len(cues), "start_ms": cues[0].start_ms, "text": cues[0].text[:80], "episode": episode}
        yield Notice(code=code, facts=facts)


def _untold(item: PlanItem) -> tuple[Notice, ...]:
    return tuple(notice for notice in item.notices if notice.code not in TOLD)


def _mark(cut: Cut) -> str:
    return str(cut) or "@0-"
