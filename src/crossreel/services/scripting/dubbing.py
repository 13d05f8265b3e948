"""Dubbing: the lines of a language with the time they have, who speaks them and whether they were spoken."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.speech.dub_line import DubLine, DubStatus
from crossreel.domain.speech.dub_script import DubRow, DubScript
from crossreel.domain.text.column_name import is_signs
from crossreel.domain.text.inline import plain_text
from crossreel.domain.wording import Wording
from crossreel.formats.exchange.dub_script import workbook
from crossreel.services.episode.cues import read_groups
from crossreel.services.episode.dub_rows import as_it_is, read_dub_script
from crossreel.services.episode.script_document import cell_digest
from crossreel.services.files.subtitles import save
from crossreel.services.single_item import alone

if TYPE_CHECKING:
    from crossreel.storage.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class DubChoice:
    """Which lines of a language are meant: all of them, unless something is said."""

    episode_ids: Collection[int] | None = None
    speakers: Collection[str] = ()
    statuses: Collection[DubStatus] = ()
    cue_ids: Collection[int] = ()

    def takes(self, row: DubRow) -> bool:
        """Tell whether a line is meant."""
        known = {each.casefold() for each in self.speakers}
        return (
            (not known or row.speaker.casefold() in known)
            and (not self.statuses or row.status in self.statuses)
            and (not self.cue_ids or bool({row.cue_id, row.line_id} & set(self.cue_ids)))
        )


EVERYTHING = DubChoice()


class Dubbing:
    """The use cases on lines that are dubbed, of one catalog."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def script(self, title_id: int, column: str, choice: DubChoice = EVERYTHING, *, per_second: float | None = None) -> DubScript:
        """Return the lines of a column, each with the time it has and takes.

        Args:
            title_id: the title.
            column: the language that is dubbed, or another column of it.
            choice: which lines.
            per_second: syllables or characters that are spoken in a second; None for the figure of the language.

        Raises:
            NotFound: there is no such title.
            BadInput: the column is of what stands on the picture, which nobody speaks.
        """
        if is_signs(column):
            raise BadInput("dub.signs")
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
            wanted = choice.episode_ids
            ids = [each.id for each in uow.where(Episode, title_id=title_id) if wanted is None or each.id in wanted]
            script = read_dub_script(uow, title, read_groups(uow, ids), column, per_second)
        return replace(script, rows=tuple(row for row in script.rows if choice.takes(row)))

    def export(
        self, title_id: int, columns: Sequence[str], out: Path, *, wording: Wording, choice: DubChoice = EVERYTHING,
        per_second: float | None = None,
    ) -> Report:  # fmt: skip
        """Write the lines of columns as workbooks with a tab for each speaker, each whole or not at all; they come back by id.

        A column with nothing to be spoken fails alone.

        Args:
            title_id: the title.
            columns: the languages that are dubbed.
            out: folder, or for one column a name that ends in .xlsx.
            wording: in which language people are told of times.
            choice: which lines.
            per_second: as for `script`.

        Raises:
            NotFound: there is no such title.
        """
        done: list[Item] = []
        failed: list[Item] = []
        named = out.suffix.lower() == ".xlsx" and len(columns) == 1
        with self._database.read() as uow:
            code = uow.get(Title, title_id).code
        for column in columns:
            target = out if named else out / f"{code}_S01_DUB_{column}_v01.xlsx"
            with alone(target.name) as attempt:
                script = self.script(title_id, column, choice, per_second=per_second)
                if not script.rows:
                    raise BadInput("dub.nothing", language=column)
                save(target, workbook(script, wording))
                done.append(Item(name=str(target)))
            if attempt.failed:
                failed.append(attempt.item)
        return Report(done=tuple(done), failed=tuple(failed))

    def mark(
        self, title_id: int, cue_ids: Collection[int], *, status: DubStatus | None = None, voice: str | None = None,
        remark: str | None = None,
    ) -> Edit:  # fmt: skip
        """Say who speaks lines, how far they are, or a remark, as one edit; None leaves what is said.

        Args:
            title_id: the title.
            cue_ids: the cues that are spoken, in the language that is dubbed.
            status: how far they are; what was spoken with another text since counts as to be spoken again.
            voice: who speaks them.
            remark: for the studio.

        Raises:
            BadInput: a cue has no text, or belongs to another title.
        """
        header = EditHeader(label="edit.mark_dub", title_id=title_id, facts={"count": len(set(cue_ids))})
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            cues = uow.where(Cue, id=list(cue_ids))
            tracks = {track.id: track.episode_id for track in uow.where(Track, id=[cue.track_id for cue in cues])}
            own = {each.id for each in uow.where(Episode, id=list(set(tracks.values()))) if each.title_id == title_id}
            known = {line.cue_id: line for line in uow.where(DubLine, cue_id=[cue.id for cue in cues])}
            if len(cues) != len(set(cue_ids)) or any(tracks[cue.track_id] not in own for cue in cues):
                raise BadInput("dub.no_such_line")
            for cue in cues:
                if not plain_text(cue.text).strip():
                    raise BadInput("dub.no_text")
                here = as_it_is(known.get(cue.id), cue.text)
                after = replace(
                    here, id=here.id or uow.new_id(), cue_id=cue.id, status=status or here.status,
                    voice=here.voice if voice is None else voice.strip(), remark=here.remark if remark is None else remark.strip(),
                )  # fmt: skip
                spoken = cell_digest(cue.text) if after.status.is_spoken and status is not None else here.spoken
                uow.put(replace(after, spoken=spoken))
        return open_edit.edit
