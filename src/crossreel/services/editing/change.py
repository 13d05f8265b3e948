"""How an edit of cues is made: what it touches is read, a law of the spine says what becomes of it, and QC looks at it."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from crossreel.domain.cues import spine
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import Difference, Spine
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput
from crossreel.domain.quality.finding import Finding
from crossreel.domain.text.inline import canonical
from crossreel.formats.colours import with_true_colours
from crossreel.qc.guides import StyleGuides
from crossreel.services.editing.comparing import check_look
from crossreel.services.episode.cues import EpisodeCues, write_spine
from crossreel.services.episode.part import read_chosen
from crossreel.storage.database import Database
from crossreel.storage.open_edit import OpenEdit
from crossreel.storage.unit_of_work import UnitOfWork

Law = Callable[[UnitOfWork, EpisodeCues], Spine]
Shown = Mapping[int, Cue]
"""Cues as their user saw them, by id."""
Reach = Callable[[UnitOfWork, EpisodeCues], EpisodeCues]
CheckPart = Callable[[UnitOfWork, EpisodeCues, Difference], Mapping[int, tuple[Finding, ...]]]
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


class Changing:
    """What use cases on cues have in common.

    Args:
        database: the catalog.
        check: QC of what an edit touched, see `Checking.check_part`; it is handed in, since use cases are strangers to each other.
        guides: the style guides, for the gap a title's own one asks for; None for those that ship.
    """

    def __init__(self, database: Database, *, check: CheckPart | None = None, guides: StyleGuides | None = None) -> None:
        self._database = database
        self._guides = guides
        self._check = check

    def _change(
        self, label: str, cue_ids: Collection[int], law: Law, reach: Reach, *, step_id: int | None = None, one_episode: bool = False
    ) -> Edit:
        with self._database.edit(header(label, step_id)) as open_edit, open_edit.part() as uow:
            chosen = read_chosen(uow, cue_ids)
            open_edit.describe(chosen.title_id, chosen.facts)
            for part in (chosen.only,) if one_episode else chosen.episodes:
                before = reach(uow, part)
                self._write(open_edit, uow, before, law(uow, before))
        return open_edit.edit

    def _as_seen(self, law_of: Law, cue_ids: Collection[int], seen: Shown | None, fields: Collection[str]) -> Law:
        """Return a law that first compares what it changes of cues with what was shown."""
        compared = {cue_id: cue for cue_id, cue in (seen or {}).items() if cue_id in set(cue_ids)}

        def write(uow: UnitOfWork, part: EpisodeCues) -> Spine:
            for cue in part.cues:
                check_look(uow, cue, compared.get(cue.id), fields, self._database.session_id)
            return law_of(uow, part)

        return write

    def _write(self, open_edit: OpenEdit, uow: UnitOfWork, before: EpisodeCues, after: Spine) -> None:
        changed = write_spine(uow, before, after)
        if self._check is not None and (changed.put or changed.removed):
            open_edit.tell(self._check(uow, before, changed))


def header(label: str, step_id: int | None = None) -> EditHeader:
    """Return the header of an edit whose title and facts are read in its transaction."""
    return EditHeader(label=label, title_id=None, step_id=step_id)


def law(of: Callable[..., Spine], cue_ids: Collection[int], **given: Any) -> Law:
    """Return what a law of the spine makes of those of the cues that an episode has."""
    return lambda _, part: of(part.spine, set(cue_ids) & {cue.id for cue in part.cues}, **given)


def setter(cue_ids: Collection[int], change: Callable[[Cue], Cue]) -> Law:
    """Return a law that changes each cue for itself."""
    return law(lambda before, ids: spine.mapped(before, ids, change), cue_ids)


def clean_plain(text: str) -> str:
    """Return a text without control characters, its lines ended as everywhere."""
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def clean(text: str) -> str:
    """Return inline markup as the catalog holds it.

    Raises:
        BadInput: a colour is none, so that no file could hold it.
    """
    markup, odd = with_true_colours(canonical(clean_plain(text)))
    if odd:
        raise BadInput("editing.no_colour", text=odd[:40])
    return markup
