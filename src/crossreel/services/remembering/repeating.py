"""Lines that a title says several times: how they are translated, and keeping them in step."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from crossreel.domain.cues import spine as laws
from crossreel.domain.cues.cue import Origin
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput
from crossreel.domain.remembering.fill_plan import Repeat
from crossreel.domain.text.column_name import split_column
from crossreel.services.episode.cues import checked_column, write_spines
from crossreel.services.episode.part import read_chosen, with_sources
from crossreel.storage import remembered
from crossreel.storage.database import Database


class Repeating:
    """The use cases on lines that are said several times; part of `remembering`."""

    _database: Database

    def repeats(self, title_id: int, column: str, *, differing: bool = True) -> tuple[Repeat, ...]:
        """Return the source texts that a title has several times, with their translations in a column, the most frequent first.

        Args:
            title_id: the title.
            column: of the translations.
            differing: those alone that are not translated in the same way everywhere.

        Raises:
            BadInput: the column is no language.
        """
        name = checked_column(column)
        with self._database.read() as uow:
            groups = remembered.repeated(uow, title_id, *split_column(name))
            found = [_repeat(name, rows) for rows in groups]
            sources = remembered.sources(uow, [each.cue_ids[0] for each in found])
        told = [replace(each, source=sources.get(each.cue_ids[0], "")) for each in found if each.differs or not differing]
        return tuple(sorted(told, key=lambda each: -len(each.cue_ids)))

    def twins(self, cue_id: int) -> tuple[int, ...]:
        """Return the other translations of the same line in the title and column of a cue, by episode and time."""
        with self._database.read() as uow:
            return tuple(remembered.twins(uow, cue_id))

    def keep_in_step(self, cue_id: int) -> Edit:
        """Give all translations of the same line in the title and column of a cue the words of this one, as one edit.

        Raises:
            NotFound: there is no such cue.
            BadInput: the cue says nothing.
        """
        with self._database.edit(EditHeader(label="edit.keep_in_step", title_id=None)) as open_edit, open_edit.part() as uow:
            leading = read_chosen(uow, [cue_id])
            cue = leading.only.spine.get(cue_id)
            if not cue.text.strip():
                raise BadInput("memory.says_nothing")
            twins = remembered.twins(uow, cue_id)
            open_edit.describe(leading.title_id, {**leading.facts, "count": len(twins)})
            changed = []
            for part in read_chosen(uow, twins).episodes if twins else ():
                before = with_sources(uow, part)
                ids = {each.id for each in part.cues if each.text != cue.text}
                after = laws.mapped(before.spine, ids, lambda each: replace(each, text=cue.text, origin=Origin.TYPED))
                changed.append((before, laws.confirm(after, ids)))
            write_spines(uow, changed)
        return open_edit.edit


def _repeat(column: str, rows: Sequence[remembered.Said]) -> Repeat:
    counts = Counter(row.text for row in rows)
    return Repeat(source="", column=column, texts=tuple(counts.most_common()), cue_ids=tuple(row.cue_id for row in rows))
