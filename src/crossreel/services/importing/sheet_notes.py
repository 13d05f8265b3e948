"""Remarks that a sheet has beside its texts: they come into the title as notes, signed with the name of the sheet."""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.note import Note
from crossreel.domain.cues.column import variant_of
from crossreel.domain.cues.track import Role
from crossreel.domain.importing.plan import PlanItem
from crossreel.domain.text.column_name import FULL
from crossreel.kernel.paths import legible
from crossreel.storage.unit_of_work import UnitOfWork

NOTE = "note"
LONGEST = 4000  # characters of a note


def own_extras(extras: Mapping[str, object]) -> Mapping[str, object]:
    """Return what a cue of a file keeps for its format: a remark is a note of the title."""
    return {name: value for name, value in extras.items() if name != NOTE} if NOTE in extras else extras


def put_notes(uow: UnitOfWork, episode: Episode, items: Sequence[PlanItem]) -> None:
    """Write the remarks of every sheet once, at the times of their rows and in its first translation; none twice."""
    sheets: dict[str, PlanItem] = {}
    for item in sorted(
        (item for item in items if item.part and item.document is not None), key=lambda item: item.role is Role.SOURCE
    ):
        sheets.setdefault(item.path, item)
    if not sheets:
        return
    there = {(note.language, note.role, note.at_ms, note.text) for note in uow.where(Note, episode_id=episode.id)}
    for item in sheets.values():
        role = FULL if item.role is None else variant_of(item.role)
        for cue in item.document.cues if item.document else ():
            text = str(cue.extras.get(NOTE, "")).strip()[:LONGEST]
            if text and (item.language, role, cue.start_ms, text) not in there:
                uow.put(
                    Note(
                        id=uow.new_id(), title_id=episode.title_id, episode_id=episode.id, language=item.language,
                        at_ms=cue.start_ms, text=text, author=legible(Path(item.path).name), created_ms=time.time_ns() // 1_000_000,
                        role=role,
                    )
                )  # fmt: skip
