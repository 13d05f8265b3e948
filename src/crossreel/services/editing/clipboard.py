"""Rows out to the clipboard and in from it: as columns, or as a block of SubRip; part of `editing`."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.spine import Spine, mapped, retime_each
from crossreel.domain.edits.edit import Edit
from crossreel.domain.errors import BadInput, Fact
from crossreel.domain.text.column_name import is_signs
from crossreel.domain.text.columns import write_columns
from crossreel.domain.text.timecode import clock
from crossreel.domain.views.grid import CueRow, EpisodeSheet
from crossreel.domain.views.paste_plan import Misfit, PastePlan, PasteTarget
from crossreel.formats.markup import to_cell
from crossreel.formats.registry import get
from crossreel.formats.writing import write
from crossreel.services.editing.change import Changing, clean, header
from crossreel.services.editing.comparing import check_expected, check_times
from crossreel.services.editing.pasted_lines import FIXED, read_pasted
from crossreel.services.editing.sheet import Translating
from crossreel.services.editing.words import cell_cue, with_cell, with_words
from crossreel.services.episode.cues import EpisodeCues, open_track, read_groups
from crossreel.services.episode.document import document_of
from crossreel.storage.open_edit import OpenEdit
from crossreel.storage.unit_of_work import UnitOfWork


class Clipboard(Changing):
    """The use cases that give rows away and take lines in."""

    def copy_rows(self, episode_id: int, row_ids: Collection[int], languages: Sequence[str], *, as_srt: bool = False) -> str:
        """Return rows as text.

        Args:
            episode_id: the episode.
            row_ids: the cues of the rows; any cue of a row names it.
            languages: columns, in order; with `as_srt` the first alone.
            as_srt: as SubRip instead of columns with a heading: number, in, out, speaker, and each language.

        Raises:
            NotFound: there is no such episode.
            BadInput: SubRip is wanted, and none of the rows has words in the language.
        """
        sheet = Translating(self._database).sheet(episode_id)
        places = _places(sheet, row_ids)
        if as_srt:
            return _srt(sheet, [sheet.rows[at] for at in places], languages[0])
        lines = [(*FIXED, *languages)]
        for at in places:
            row = sheet.rows[at]
            texts = [to_cell("\n".join(cue.text for cue in _cues(sheet, row, language))) for language in languages]
            speaker = sheet.speakers.get(row.cue.speaker_id or 0, "")
            lines.append((str(at + 1), clock(row.cue.start_ms), clock(row.cue.end_ms), speaker, *texts))
        return write_columns(lines)

    def plan_paste(
        self, episode_id: int, row_ids: Collection[int], language: str, text: str, *, with_times: bool = False,
        chosen_id: int | None = None, frame_rate: Fraction | None = None,
    ) -> PastePlan:  # fmt: skip
        """Tell what pasting a text over rows would do; nothing is written.

        A block of SubRip gives each row its text, and its times if wanted. Columns are told by their heading, as `copy_rows` writes
        it; without one the first goes to the language and the next ones to the languages after it. An empty cell changes nothing.

        Args:
            episode_id: the episode.
            row_ids: the cues of the rows; one alone is where the lines begin.
            language: the column of what names none.
            text: what is on the clipboard.
            with_times: take the times, too.
            chosen_id: the cue meant in a cell of several.
            frame_rate: of times that count frames; None for that of the episode's video.

        Raises:
            NotFound: there is no such episode.
            BadInput: there is nothing to paste, or a block of SubRip that cannot be read.
        """
        sheet = Translating(self._database).sheet(episode_id)
        rate = frame_rate or (sheet.media.even_rate if sheet.media is not None else None)
        pasted = read_pasted(text, sheet, language, rate)
        if not pasted.lines:
            raise BadInput("editing.paste_nothing")
        places = _places(sheet, row_ids)
        target = PasteTarget(sheet=sheet, places=places, language=language, chosen_id=chosen_id, with_times=with_times)
        plan = target.plan(pasted.lines)
        if not pasted.uncounted:
            return plan
        uncounted = Misfit(line=1, code="editing.paste_no_rate", facts={"text": pasted.uncounted})
        return replace(plan, misfits=(uncounted, *plan.misfits))

    def paste(self, plan: PastePlan) -> Edit:
        """Carry a plan out as one edit: all of it, or nothing.

        Raises:
            StaleText: a cell has another text than when it was planned.
            StaleEdit: a cue has other times than when it was planned.
            NotFound: a row is gone.
        """
        with self._database.edit(header("edit.paste")) as open_edit, open_edit.part() as uow:
            groups = read_groups(uow, [plan.episode_id])
            title = uow.get(Title, plan.title_id)
            facts: dict[str, Fact] = {"episode": groups[0].episode.number, "language": plan.language, "count": plan.count}
            open_edit.describe(plan.title_id, facts)
            signs = {cue.id for group in groups if group.is_signs for cue in group.cues}
            for opened in groups:
                self._paste(open_edit, uow, title, opened, _part_of(plan, signs, opened))
        return open_edit.edit

    def _paste(self, open_edit: OpenEdit, uow: UnitOfWork, title: Title, opened: EpisodeCues, plan: PastePlan) -> None:
        track_ids: dict[str, int] = {}
        for language in dict.fromkeys(cell.language for cell in plan.cells):
            opened, track = open_track(uow, title, opened, language)
            track_ids[language] = track.id
        made = self._with_cells(uow, opened.spine, plan, track_ids)
        for each in plan.times:
            check_times(uow, made.get(each.cue_id), each.after, each.before, self._database.session_id)
        made = retime_each(made, {each.cue_id: each.after for each in plan.times})
        speakers = {said.cue_id: said.speaker_id for said in plan.speakers}
        made = mapped(made, speakers, lambda cue: replace(cue, speaker_id=speakers[cue.id]))
        self._write(open_edit, uow, opened, made)

    def _with_cells(self, uow: UnitOfWork, made: Spine, plan: PastePlan, track_ids: Mapping[str, int]) -> Spine:
        for cell in plan.cells:
            track_id, words = track_ids[cell.language], clean(cell.after)
            stored = made.get(cell.cue_id) if cell.cue_id is not None else cell_cue(made, cell.row_id, track_id)
            check_expected(uow, stored, words, cell.before)
            if stored is not None:
                made = with_words(made, stored.id, words)
            else:
                made = with_cell(made, cell.row_id, track_id, words, uow.new_id())
        return made


def _part_of(plan: PastePlan, signs: Collection[int], group: EpisodeCues) -> PastePlan:
    """Return what of a plan concerns what hangs together, given the cues of signs."""
    return replace(
        plan,
        cells=tuple(each for each in plan.cells if is_signs(each.language) is group.is_signs),
        times=tuple(each for each in plan.times if (each.cue_id in signs) is group.is_signs),
        speakers=tuple(each for each in plan.speakers if (each.cue_id in signs) is group.is_signs),
    )


def _places(sheet: EpisodeSheet, row_ids: Collection[int]) -> list[int]:
    wanted = set(row_ids)
    return [
        at
        for at, row in enumerate(sheet.rows)
        if row.cue.id in wanted or any(cue.id in wanted for cues in row.followers.values() for cue in cues)
    ]


def _cues(sheet: EpisodeSheet, row: CueRow, language: str) -> tuple[Cue, ...]:
    if row.is_spine and sheet.spine is not None and sheet.tracks.get(language) == sheet.spine:
        return (row.cue,)
    return row.followers.get(language, ())


def _srt(sheet: EpisodeSheet, rows: Sequence[CueRow], language: str) -> str:
    cues = [cue for row in rows for cue in _cues(sheet, row, language)]
    document = document_of(sheet.tracks[language], cues) if language in sheet.tracks else None
    if document is None or not document.cues:
        raise BadInput("editing.copy_nothing", language=language)
    return write(document, get("srt")).data.decode("utf-8-sig")
