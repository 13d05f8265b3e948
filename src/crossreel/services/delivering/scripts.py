"""The scripts and lists of a package: read beforehand, written when their turn comes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from crossreel.domain.catalog.bible_sheet import BibleRow, EntryKind, rows_of
from crossreel.domain.catalog.title import Character, Term, Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.delivery import PlannedFile, Profile
from crossreel.domain.quality.profile_limits import limited
from crossreel.domain.speech.dub_script import DubScript
from crossreel.domain.text.column_name import SIGNS, column_name
from crossreel.domain.text.document import Document, WriteOptions
from crossreel.domain.trade.profile_parts import Limits
from crossreel.domain.wording import Wording
from crossreel.formats.exchange.bible_tables import TABS, table_rows
from crossreel.formats.exchange.dialogue_list import WRITERS, DialogueList
from crossreel.formats.exchange.dub_script import workbook as dub_workbook
from crossreel.formats.exchange.sign_list import workbook as sign_workbook
from crossreel.formats.exchange.workbook import workbook_of
from crossreel.formats.registry import get
from crossreel.formats.writing import write
from crossreel.qc.guides import StyleGuides
from crossreel.services.episode.cues import read_groups
from crossreel.services.episode.dialogue_lines import dialogue_list
from crossreel.services.episode.dub_rows import read_dub_script
from crossreel.services.episode.script_document import script_document, speaker_names
from crossreel.services.files.frames import guide_for
from crossreel.storage.unit_of_work import UnitOfWork

DEFAULT_RATE = Fraction(30)
DIALOGUE, DUB, GLOSSARY, SIGN_LIST, XLIFF = "dialogue_list", "dub_script", "glossary", "sign_list", "xliff"


Guides = Callable[[], StyleGuides]
"""Gives the style guides in force, read when they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scripts:
    """What scripts and lists are made of, those of a language by it; what the profile leaves out is not read."""

    source: str = ""
    languages: tuple[str, ...] = ()
    dialogue: Mapping[str, DialogueList] = field(default_factory=dict)
    dub: Mapping[str, DubScript] = field(default_factory=dict)
    signs: Mapping[str, Document] = field(default_factory=dict)
    glossary: tuple[BibleRow, ...] = ()
    xliff: Mapping[str, Document] = field(default_factory=dict)

    def file(self, file: PlannedFile, wording: Wording) -> bytes:
        """Return the bytes of a planned script or list, in the document language where it has words of its own."""
        if file.packager == DIALOGUE:
            data: bytes = WRITERS[file.format_id](self.dialogue[file.language], wording)
            return data
        if file.packager == DUB:
            return dub_workbook(self.dub[file.language], wording)
        if file.packager == SIGN_LIST:
            return sign_workbook(self.signs[file.language], file.language, wording)
        if file.packager == XLIFF:
            return write(self.xliff[file.language], get(XLIFF), WriteOptions(language=self.source)).data
        languages = list(dict.fromkeys((self.source, *self.languages)))
        return workbook_of({TABS[kind]: table_rows(kind, self.glossary, self.source, languages) for kind in EntryKind})


def read_scripts(
    uow: UnitOfWork, title: Title, profile: Profile, languages: Sequence[str], media: Mapping[int, Version], *,
    episode_ids: Sequence[int], terms: Iterable[Term], people: Sequence[Character], guides: Guides,
) -> Scripts:  # fmt: skip
    """Return what the scripts and lists are made of that a profile includes.

    Args:
        uow: the open transaction.
        title: the title.
        profile: names the packagers of scripts, and the buyer's own limits.
        languages: that are delivered; those without any subtitle are passed over.
        episode_ids: the episodes.
        terms: of the title.
        people: its characters.
        media: the references of its episodes, by their numbers.
        guides: the style guides in force.
    """
    include = profile.include
    groups = read_groups(uow, episode_ids) if {DIALOGUE, DUB, SIGN_LIST, XLIFF} & set(include) else []
    names = speaker_names(people, title.source_language)
    there = [tag for tag in languages if any(tag in each.columns for each in groups if not each.is_signs)]
    rooms = _rooms(title, next(iter(media.values()), None), profile.limits, there, guides()) if XLIFF in include else {}
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
        xliff={tag: script_document(title, groups, [tag], names, XLIFF, room=rooms[tag]) for tag in there if XLIFF in include},
    )


def _rooms(
    title: Title, media: Version | None, limits: Limits, languages: Sequence[str], guides: StyleGuides
) -> dict[str, int]:  # fmt: skip
    """Return how many characters a translation may have in each language: its longest line, as often as it may have lines."""
    rate = media.frame_rate if media is not None else DEFAULT_RATE
    found = {tag: limited(guide_for(title, media, tag, guides), limits, rate) for tag in languages}
    return {tag: guide.line_hard * guide.max_lines for tag, guide in found.items()}
