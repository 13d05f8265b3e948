"""Writing the pictures and sounds of an import as versions of their episode."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.version import Medium, Version, best_reference, probed
from crossreel.domain.importing.plan import VERSIONS, ItemKind, PlanItem, version_slot
from crossreel.services.files.media_places import MediaPlaces
from crossreel.storage.unit_of_work import UnitOfWork

_LINES = re.compile(r"(\d{3,4})p\b")


def put_versions(
    uow: UnitOfWork, places: MediaPlaces, episode: Episode, items: Sequence[PlanItem], reference: PlanItem | None
) -> Version | None:
    """Write the pictures and sounds among the files of an episode; return its reference afterwards.

    Args:
        uow: the transaction.
        places: says how the places of files are written.
        episode: the episode.
        items: its files. One that replaces what stands in its place becomes that row.
        reference: the picture that the cues are timed to; None keeps the one there is.
    """
    versions = {each.id: each for each in uow.where(Version, episode_id=episode.id)}
    coming = [item for item in items if item.kind in VERSIONS and item.info is not None]
    taken, wanted = set[int](), reference.id if reference is not None else None
    for item in coming:
        row = _row(item, episode, list(versions.values()), taken, uow)
        taken.add(row.id)
        made = _described(row, item, episode.number, several=_is_one_of_several(item, coming))
        made = probed(places.put(made, Path(item.path)), item.info) if item.info is not None else made
        versions[made.id] = replace(made, is_reference=made.is_reference or item.id == wanted)
        if item.id == wanted:
            versions |= {id: replace(each, is_reference=id == made.id) for id, each in versions.items()}
    if not any(each.is_reference for each in versions.values()):
        best = best_reference(versions.values())
        versions |= {best.id: replace(best, is_reference=True)} if best is not None else {}
    uow.put_all(versions.values())
    return next((each for each in versions.values() if each.is_reference), None)


def slot_of(number: int, version: Version) -> str:
    """Return the place of a version that is there already, as `PlanItem.slot` tells that of a file."""
    kind = ItemKind.VIDEO if version.has_picture else ItemKind.SOUND
    lines, part = _LINES.search(version.label), "" if version.stream is None else f"#{version.stream}"
    return version_slot(str(number), kind, version.look, version.language, int(lines[1]) if lines else 0, part)


def _row(item: PlanItem, episode: Episode, there: Sequence[Version], taken: set[int], uow: UnitOfWork) -> Version:
    """Return the row that a file replaces, or a new one."""
    rivals = [each for each in there if each.id not in taken and slot_of(episode.number, each) == item.slot]
    rivals.sort(key=lambda each: not each.is_reference)
    return rivals[0] if rivals else Version(id=uow.new_id(), episode_id=episode.id, path="")


def _described(row: Version, item: PlanItem, number: int, *, several: bool) -> Version:
    lines = item.quality or (item.lines if several and item.kind is ItemKind.VIDEO else 0)
    cut = item.cut_of(number)
    return replace(
        row, medium=Medium.PICTURE if item.kind is ItemKind.VIDEO else Medium.SOUND, look=item.look, language=item.look_language,
        label=" ".join(filter(None, (f"{lines}p" if lines else "", item.version.text))), in_ms=cut.in_ms, out_ms=cut.out_ms,
    )  # fmt: skip


def _is_one_of_several(item: PlanItem, coming: Sequence[PlanItem]) -> bool:
    return sum(each.slot == item.slot for each in coming) > 1
