"""The scripts and lists of a package: read beforehand, written when their turn comes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from crossreel.domain.catalog.bible_sheet import BibleRow, EntryKind, rows_of
from crossreel.domain.catalog.title import Character, Term, Title
from crossreel.domain.delivery import PlannedFile
from crossreel.domain.speech.dub_script import DubScript
from crossreel.domain.text.column_name import SIGNS, column_name
from crossreel.domain.text.document import Document
from crossreel.domain.wording import Wording
from crossreel.formats.exchange.bible_tables import TABS, table_rows
from crossreel.formats.exchange.dialogue_list import WRITERS, DialogueList
from crossreel.formats.exchange.dub_script import workbook as dub_workbook
from crossreel.formats.exchange.sign_list import workbook as sign_workbook
from crossreel.formats.exchange.workbook import workbook_of
from crossreel.services.episode.cues import read_groups
from crossreel.services.episode.dialogue_lines import dialogue_list
from crossreel.services.episode.dub_rows import read_dub_script
from crossreel.services.episode.script_document import script_document
from crossreel.storage.unit_of_work import UnitOfWork

DIALOGUE, DUB, GLOSSARY, SIGN_LIST = "dialogue_list", "dub_script", "glossary", "sign_list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripts:
    """What scripts and lists are made of, those of a language by it; what the profile leaves out is not read."""

    source: str = ""
    languages: tuple[str, ...] = ()
    dialogue: Mapping[str, DialogueList] = field(default_factory=dict)
    dub: Mapping[str, DubScript] = field(default_factory=dict)
    signs: Mapping[str, Document] = field(default_factory=dict)
    glossary: tuple[BibleRow, ...] = ()

    def file(self, file: PlannedFile, wording: Wording) -> bytes:
        """Return the bytes of a planned script or list, in the document language where it has words of its own."""
        if file.packager == DIALOGUE:
            data: bytes = WRITERS[file.format_id](self.dialogue[file.language], wording)
            return data
        if file.packager == DUB:
            return dub_workbook(self.dub[file.language], wording)
        if file.packager == SIGN_LIST:
            return sign_workbook(self.signs[file.language], file.language, wording)
        languages = list(dict.fromkeys((self.source, *self.languages)))
        return workbook_of({TABS[kind]: table_rows(kind, self.glossary, self.source, languages) for kind in EntryKind})


def read_scripts(
    uow: UnitOfWork, title: Title, include: Collection[str], languages: Sequence[str], episode_ids: Sequence[int],
    terms: Iterable[Term], people: Sequence[Character],
) -> Scripts:  # fmt: skip
    """Return what the scripts and lists are made of that a profile includes.

    Args:
        uow: the open transaction.
        title: the title.
        include: ids of packagers.
        languages: that are delivered; those without any subtitle are passed over.
        episode_ids: the episodes.
        terms: of the title.
        people: its characters.
    """
    groups = read_groups(uow, episode_ids) if {DIALOGUE, DUB, SIGN_LIST} & set(include) else []
    there = [tag for tag in languages if any(tag in each.columns for each in groups if not each.is_signs)]
    return Scripts(
        source=title.source_language,
        languages=tuple(languages),
        dialogue={tag: dialogue_list(title, groups, tag, people) for tag in there if DIALOGUE in include},
        dub={tag: read_dub_script(uow, title, groups, tag) for tag in there if DUB in include},
        signs={
            tag: script_document(title, groups, [column_name(tag, SIGNS)], {}, "xlsx")
            for tag in languages
            if SIGN_LIST in include and any(column_name(tag, SIGNS) in each.columns for each in groups if each.is_signs)
        },
        glossary=tuple(rows_of(terms, people)) if GLOSSARY in include else (),
    )
