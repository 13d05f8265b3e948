"""What a buyer has of a title, and what of it is another one by now."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from crossreel.domain.cues.cue import Cue
from crossreel.domain.trade.delivery_change import ChangeKind, DeliveryChange
from crossreel.domain.trade.receipt import Receipt, Verdict

GONE = "delivery.changed_gone"
TEXT_CHANGED = "delivery.changed_text"
TIMES_CHANGED = "delivery.changed_times"
OPTIONS_CHANGED = "delivery.changed_options"
PROFILE_CHANGED = "delivery.changed_profile"
REJECTED = "delivery.changed_rejected"
DAY_MS = 86_400_000
Place = tuple[int, str]
"""A cell: the id of its episode, and its column."""


class SentState(StrEnum):
    """What a cell is for one buyer."""

    NEVER = "never"
    CURRENT = "current"
    OUTDATED = "outdated"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What of a track can change: its words (with where they stand), and its times; each as a short digest, "" where unknown."""

    texts: str = ""
    times: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Had:
    """What a buyer has of a cell: the newest delivery of it.

    `digest` is that of the whole track, `episode` the number it had (0 where it was not kept), `wording` what it was made of.
    `recipe` and `profile` ("id version") say how files were made of it, "" where older catalogs kept nothing of that.
    """

    delivery_id: int
    digest: str
    sent_ms: int = 0
    episode: int = 0
    wording: Wording = field(default_factory=Wording)
    recipe: str = ""
    profile: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """How files are made of cells now: the digest of what writers are told, and the profile ("id version")."""

    recipe: str
    profile: str


def wording_of(cues: Iterable[Cue]) -> Wording:
    """Return the digests of what the cues of a track say and of when they say it, in their order."""
    texts, times = hashlib.sha256(), hashlib.sha256()
    for cue in cues:
        texts.update(f"{cue.text}\x1f{cue.placement}\x1e".encode())
        times.update(f"{cue.start_ms}\x1f{cue.end_ms}\x1e".encode())
    return Wording(texts=texts.hexdigest()[:16], times=times.hexdigest()[:16])


def reasons_of(had: Had, digest: str, made: Made, wording: Wording | None = None) -> tuple[str, ...]:
    """Return why what a buyer has is another one than what would be made now, as codes of sentences; () where it is the same.

    Args:
        had: what the buyer has.
        digest: that of the track as it is, "" where there is none any more.
        made: how files would be made of it.
        wording: its words and times as they are; None where nobody looked: then a track that changed counts as changed words.
    """
    if not digest and had.digest:
        return (GONE,)
    found: list[str] = []
    if digest != had.digest:
        now = wording or Wording()
        known = bool(had.wording.texts and now.texts)
        found += [TEXT_CHANGED] if not known or now.texts != had.wording.texts else []
        found += [TIMES_CHANGED] if known and now.times != had.wording.times else []
    if had.recipe and had.recipe != made.recipe:
        found.append(OPTIONS_CHANGED)
    if had.profile and had.profile != made.profile:
        found.append(PROFILE_CHANGED)
    return tuple(found)


def rejections(receipts: Iterable[Receipt], had: Mapping[Place, Had]) -> dict[Place, Receipt]:
    """Return the cells whose newest delivery the buyer rejected, with its word: the newest word on a cell holds.

    Of one day that is what was written down last: some words are kept with their time, others with their day alone.
    """
    by_delivery: dict[int, list[Receipt]] = {}
    for each in sorted(receipts, key=lambda receipt: (receipt.day_ms // DAY_MS, receipt.id)):
        by_delivery.setdefault(each.delivery_id, []).append(each)
    found: dict[Place, Receipt] = {}
    for place, sent in had.items():
        said = [each for each in by_delivery.get(sent.delivery_id, ()) if each.speaks_of(*place)]
        if said and said[-1].verdict is Verdict.REJECTED:
            found[place] = said[-1]
    return found


def state_of(had: Had | None, reasons: tuple[str, ...], rejected: Receipt | None) -> SentState:
    """Return what a cell is for a buyer; a rejected one stays so until it is sent again."""
    if had is None:
        return SentState.NEVER
    if rejected is not None:
        return SentState.REJECTED
    return SentState.OUTDATED if reasons else SentState.CURRENT


def changes_of(
    wanted: Mapping[Place, int],
    had: Mapping[Place, Had],
    reasons: Mapping[Place, tuple[str, ...]],
    withdrawn: Iterable[Place],
) -> tuple[DeliveryChange, ...]:
    """Return what a delivery brings a buyer, cell by cell: by column as they come, then by episode; what is withdrawn last.

    Args:
        wanted: the cells that are to be had, with the numbers of their episodes.
        had: what the buyer has.
        reasons: why cells go out again.
        withdrawn: cells the buyer has that are there no more.
    """
    found: list[DeliveryChange] = []
    for place, number in wanted.items():
        why = reasons.get(place, ())
        kind = ChangeKind.NEW if place not in had else ChangeKind.CHANGED if why else ChangeKind.UNCHANGED
        found.append(DeliveryChange(column=place[1], episode=number, kind=kind, reasons=why))
    gone = [DeliveryChange(column=place[1], episode=had[place].episode, kind=ChangeKind.WITHDRAWN) for place in withdrawn]
    order = {column: at for at, column in enumerate(dict.fromkeys(column for _, column in [*wanted, *had]))}
    return tuple(sorted([*found, *gone], key=lambda each: (each.kind is ChangeKind.WITHDRAWN, order[each.column], each.episode)))
