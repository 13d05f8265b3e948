"""What a cell of the cue table says: its text, and what there is to know of it."""

from dataclasses import dataclass

from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue, text_digest
from crossreel.domain.cues.foreign import UNKNOWN
from crossreel.domain.cues.track import Track
from crossreel.domain.text.inline import plain_text
from crossreel.domain.views.grid import CueRow
from crossreel.i18n import numbers
from crossreel.i18n.messages import _
from crossreel.ui.episode.reading import Loaded
from crossreel.ui.kit.signs import WORDS, Sign


@dataclass(frozen=True, slots=True, kw_only=True)
class CellText:
    """A cell: its markup, whether its times are its own, whether the source changed since, and whether another row fills it.

    `own` says that its cue renders none of the spine's, `unseen` that it was drafted and no person has been through it.
    `spoken_in` is that of a foreign line, shown in the column of the source.
    `lines` are the cues of a cell that has several, each as a cell of its own; their markup stands under each other.
    """

    markup: str = ""
    cues: tuple[Cue, ...] = ()
    lines: tuple["CellText", ...] = ()
    pinned: bool = False
    stale: bool = False
    covered: bool = False
    own: bool = False
    unseen: bool = False
    spoken_in: str | None = None

    @property
    def signs(self) -> tuple[Sign, ...]:
        """What makes the cell an exception of the spine."""
        told = (
            (Sign.STALE, self.stale),
            (Sign.PINNED, self.pinned),
            (Sign.OWN, self.own),
            (Sign.FOREIGN, self.spoken_in is not None),
        )
        return tuple(sign for sign, holds in told if holds)


def cell_text(row: CueRow, language: str, is_source: bool, loaded: Loaded | None) -> CellText:
    """Return the cell of a row in a language.

    Args:
        row: the row.
        language: name of the column.
        is_source: whether that is the spine's own column.
        loaded: the episode, to know the source of translations that span several cues.
    """
    if is_source:
        return CellText(markup=row.cue.text, cues=(row.cue,), unseen=row.cue.is_unseen, spoken_in=row.cue.spoken_in)
    cues = row.followers.get(language, ())
    if not cues:
        return CellText(covered=language in row.covered)
    lines = tuple(_line(cue, row, loaded) for cue in cues)
    if len(lines) == 1:
        return lines[0]
    return CellText(
        markup="\n".join(cue.text for cue in cues),
        cues=cues,
        lines=lines,
        pinned=any(line.pinned for line in lines),
        stale=any(line.stale for line in lines),
        own=not row.is_spine and not row.is_sign,
        unseen=any(line.unseen for line in lines),
    )


def _line(cue: Cue, row: CueRow, loaded: Loaded | None) -> CellText:
    if not row.is_spine and not row.is_sign:
        return CellText(markup=cue.text, cues=(cue,), own=True, unseen=cue.is_unseen)
    return CellText(markup=cue.text, cues=(cue,), pinned=cue.pinned, stale=is_stale(cue, row, loaded), unseen=cue.is_unseen)


def timed_cues(row: CueRow, cell: CellText) -> tuple[Cue, ...]:
    """Return the cues whose times a row shows: its own, or those of the translations worked on that keep times of their own."""
    own = tuple(cue for cue in cell.cues if cue.pinned or not row.is_spine)
    return own or (row.cue,)


def is_stale(cue: Cue, row: CueRow, loaded: Loaded | None) -> bool:
    """Tell whether the source text changed since a translation was committed."""
    if cue.source_digest is None:
        return False
    if cue.anchor_last_id in (None, row.cue.id):
        return cue.source_digest != text_digest([row.cue.text])
    span = loaded.spine_between(row.cue.id, cue.anchor_last_id) if loaded is not None and cue.anchor_last_id is not None else ()
    return not span or cue.source_digest != text_digest(each.cue.text for each in span)


def row_state(cell: CellText, track: Track | None) -> State:
    """Return the state a row's dot tells: missing without words, draft where somebody must look at it, else that of the track."""
    if not plain_text(cell.markup).strip():
        return State.MISSING
    if cell.stale or cell.unseen:
        return State.DRAFT
    said = track.state if track is not None else State.TRANSLATED
    return State.TRANSLATED if said in (State.MISSING, State.STARTED, State.DRAFT) else said


def cell_words(cell: CellText) -> str:
    """Return a cell as it is read aloud, and as its tip."""
    marks = [_("Rendered by the cue above")] if cell.covered else []
    if cell.spoken_in is not None and cell.spoken_in != UNKNOWN:
        marks.append(_("Spoken in {language}").format(language=numbers.language_name(cell.spoken_in)))
    return "\n".join([plain_text(cell.markup), *marks, *(_(WORDS[sign]) for sign in cell.signs)]).strip()
