"""Exporting tracks of a title as files, without the gate: any format, one or all episodes and languages; scripts to work on."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.errors import BadInput, Cancelled, Fact
from crossreel.domain.item import Item
from crossreel.domain.report import Report
from crossreel.domain.text.column_name import is_signs, language_of, split_column
from crossreel.domain.text.document import Document, FormatInfo, WriteOptions
from crossreel.formats.format import Format
from crossreel.formats.registry import formats, get
from crossreel.formats.writing import write
from crossreel.kernel.paths import legible
from crossreel.services.episode.cues import EpisodeCues, read_groups
from crossreel.services.episode.document import document_of
from crossreel.services.episode.script_document import script_document, speaker_names
from crossreel.services.exporting.asked_options import read_asked, with_asked
from crossreel.services.exporting.dialogue_lists import DialogueLists
from crossreel.services.exporting.gathering import portions, read_all, where_episodes, with_signs
from crossreel.services.exporting.handing_over import HandingOver
from crossreel.services.files.frames import guide_for
from crossreel.services.files.presets import shipped_guides
from crossreel.services.files.subtitles import items, save
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import alone

if TYPE_CHECKING:
    from crossreel.qc.guides import StyleGuides
    from crossreel.storage.database import Database

VERSION = 1
NAMED_LANGUAGES = 3  # a script of more languages has their number in its name


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A file to write, or why there is none."""

    name: str
    document: Document | None
    options: WriteOptions
    missing: str = ""
    facts: Mapping[str, Fact] | None = None


@dataclass(slots=True)
class _Told:
    """What became of each file so far, and what was asked of the writer."""

    asked: Mapping[str, object] = field(default_factory=dict)
    done: list[Item] = field(default_factory=list)
    skipped: list[Item] = field(default_factory=list)
    failed: list[Item] = field(default_factory=list)
    notices: list[Item] = field(default_factory=list)

    def write(self, made: _Made, chosen: Format, out: Path) -> None:
        """Write one file; what stands against it is told, and the next one has its turn."""
        if made.document is None:
            self.skipped.append(Item(name=made.name, code=made.missing, facts=made.facts or {}))
            return
        with alone(made.name) as attempt:
            written = write(made.document, chosen, with_asked(made.options, self.asked))
            save(out / made.name, written.data)
            self.done.append(Item(name=legible(out / made.name)))
            self.notices += items(made.name, written.notices)
        if attempt.failed:
            self.failed.append(attempt.item)

    def report(self, *, cancelled: bool = False) -> Report:
        """Return all of it."""
        return Report(
            done=tuple(self.done),
            skipped=tuple(self.skipped),
            failed=tuple(self.failed),
            notices=tuple(self.notices),
            cancelled=cancelled,
        )


class Exporting:
    """The use cases that take subtitles out of one catalog."""

    def __init__(self, database: "Database", guides: "Callable[[], StyleGuides]" = shipped_guides) -> None:
        self._database = database
        self._guides = guides

    @property
    def handing_over(self) -> HandingOver:
        """What gives a title to editing programs."""
        return HandingOver(self._database)

    @property
    def dialogue_lists(self) -> DialogueLists:
        """What lists who says what when."""
        return DialogueLists(self._database)

    def formats(self) -> tuple[FormatInfo, ...]:
        """Return every format, writable ones first."""
        return tuple(each.info() for each in formats())

    def export(
        self, title_id: int, languages: Sequence[str], format_id: str, out: Path, *, roles: Collection[str] | None = None,
        episode_ids: Collection[int] | None = None, asked: Mapping[str, str] | None = None, job: JobContext | None = None,
    ) -> Report:  # fmt: skip
        """Write one file per episode and language, each whole or not at all and read back; a script format gives one file.

        Names follow `TITLECODE_S01E001_SUB_lang_full_v01.ext`; files of that name are replaced.

        Args:
            title_id: the title.
            languages: columns of the title matrix.
            roles: of a script, what its rows are made of; None adds the signs of the languages.
            format_id: id or extension of the format.
            out: folder, made where it is missing.
            episode_ids: episodes, None for all.
            asked: options of the writer by name, as they are typed; language, title and frame rate come from the catalog.
            job: progress and cancel; cancelling keeps the files already written.

        Raises:
            NotFound: there is no such title or format.
            BadInput: the format cannot be written, or not as it was asked for.
        """
        chosen, job = _writable(format_id), job or JobContext()
        told = _Told(read_asked(asked or {}, chosen))
        if chosen.script:
            return self.export_script(title_id, languages, format_id, out, roles=roles, episode_ids=episode_ids, job=job)
        with self._database.read() as uow:
            title, episodes = uow.get(Title, title_id), where_episodes(uow, title_id, episode_ids)
        try:
            for made in self._each(title, episodes, languages, WriteOptions(), chosen, job):
                told.write(made, chosen, out)
        except Cancelled:
            return told.report(cancelled=True)
        return told.report()

    def _each(
        self,
        title: Title,
        episodes: Sequence[Episode],
        languages: Sequence[str],
        options: WriteOptions,
        chosen: Format,
        job: JobContext,
    ) -> Iterator[_Made]:
        """Give every file to write; some episodes are read at a time, while it goes on."""
        total = len(episodes) * len(languages)
        with self._database.read() as uow:
            people = uow.where(Character, title_id=title.id)
        names = {language: speaker_names(people, language_of(language)) for language in languages}
        options = replace(options, title=options.title or title.name, source_language=title.source_language)
        at = 0
        for some in portions(episodes):
            with self._database.read() as uow:
                groups = read_groups(uow, some)
                media = {file.episode_id: file for file in uow.where(Version, episode_id=some, is_reference=True)}
            signs = {each.episode.id: each for each in groups if each.is_signs}
            for each in (group for group in groups if not group.is_signs):
                pictured = _for_picture(options, media.get(each.episode.id))
                for language in languages:
                    own = signs.get(each.episode.id, each) if is_signs(language) else each
                    made = _made(title, own, language, pictured, chosen, names[language])
                    job.progress(at, total, made.name)
                    at += 1
                    yield made
        job.progress(total, total)

    def export_script(
        self, title_id: int, languages: Sequence[str], format_id: str, out: Path, *, roles: Collection[str] | None = None,
        episode_ids: Collection[int] | None = None, job: JobContext | None = None,
    ) -> Report:  # fmt: skip
        """Write one script with a row a cue and a column a language, to be worked on and taken back by the cues' ids.

        Of a format with room for one translation each language has its own file, which says how many characters there may be.

        Args:
            title_id: the title.
            languages: columns of the title matrix; the source stands beside them in any case.
            roles: of what rows are made; None adds the signs of the languages, which stand among the dialogue.
            format_id: "xlsx", "csv", "xliff"…
            out: folder, or a file name with the format's extension.
            episode_ids: episodes, None for all.
            job: progress and cancel.

        Raises:
            NotFound: there is no such title or format.
            BadInput: the format is no script, or the file cannot be written.
        """
        chosen = _writable(format_id)
        if not chosen.script:
            raise BadInput("script.not_a_script", name=chosen.title)
        with self._database.read() as uow:
            title = uow.get(Title, title_id)
            every = read_all(uow, where_episodes(uow, title_id, episode_ids), job or JobContext())
            names = speaker_names(uow.where(Character, title_id=title_id), title.source_language)
            media = uow.where(Version, episode_id=[each.episode.id for each in every], is_reference=True)
        first = media[0] if media else None
        documents = {
            columns: script_document(
                title, every, with_signs(columns, every, roles), names, chosen.id, room=self._room(title, first, columns, chosen)
            )
            for columns in _parts(title, languages, chosen)
        }
        return _written(title, documents, chosen, out)

    def _room(self, title: Title, media: Version | None, columns: Sequence[str], chosen: Format) -> int:
        """Return how many characters a translation may have: the longest line of its style guide, as often as it has lines.

        Nothing is said (0) where a file has several.
        """
        if not chosen.one_translation or not columns:
            return 0
        guide = guide_for(title, media, columns[0], self._guides())
        return guide.line_hard * guide.max_lines


def file_name(title: Title, episode: Episode, language: str, variant: str, extension: str) -> str:
    """Return the name of a subtitle file, for example `HIDDENHEIR_S01E001_SUB_es-419_full_v01.srt`."""
    return f"{title.code}_S01E{episode.number:03d}_SUB_{language}_{variant}_v{VERSION:02d}.{extension}"


def script_name(title: Title, languages: Sequence[str], chosen: Format) -> str:
    """Return the name of a script, for example `HIDDENHEIR_S01_SCRIPT_en-ar_v01.xlsx`."""
    named = "-".join(languages) if len(languages) <= NAMED_LANGUAGES else f"{len(languages)}-languages"
    return f"{title.code}_S01_SCRIPT_{named or 'source'}_v{VERSION:02d}.{chosen.extensions[0]}"


def _parts(title: Title, languages: Sequence[str], chosen: Format) -> list[tuple[str, ...]]:
    """Return the columns of each file of a script: all of them in one, but where a file has room for one translation only."""
    translations = [each for each in languages if each != title.source_language]
    return [(each,) for each in translations] if chosen.one_translation and translations else [tuple(languages)]


def _written(title: Title, documents: Mapping[tuple[str, ...], Document], chosen: Format, out: Path) -> Report:
    """Write scripts, each by the columns in it, to a folder or to the file that is named."""
    is_file = out.suffix.lower().lstrip(".") in chosen.extensions
    if is_file and len(documents) > 1:
        raise BadInput("script.one_translation", languages=[column for columns in documents for column in columns])
    done, notices = list[Item](), list[Item]()
    for columns, document in documents.items():
        target = out if is_file else out / script_name(title, columns, chosen)
        written = write(document, chosen, WriteOptions(language=title.source_language, title=title.name))
        save(target, written.data)
        done.append(Item(name=str(target)))
        notices += items(target.name, written.notices)
    return Report(done=tuple(done), notices=tuple(notices))


def _writable(format_id: str) -> Format:
    chosen = get(format_id)
    if not chosen.writable:
        raise BadInput("format.read_only", format=chosen.title)
    return chosen


def _for_picture(options: WriteOptions, media: Version | None) -> WriteOptions:
    if media is None:
        return options
    if media.width and media.height:
        options = replace(options, width=media.width, height=media.height)
    return replace(options, frame_rate=media.frame_rate)


def _made(title: Title, cues: EpisodeCues, language: str, options: WriteOptions, chosen: Format, names: Mapping[int, str]) -> _Made:
    track = cues.columns.get(language)
    tag, variant = split_column(language)
    name = file_name(title, cues.episode, tag, variant, chosen.extensions[0])
    facts: dict[str, Fact] = {"episode": cues.episode.number, "language": language}
    options = replace(options, language=tag)
    if track is None:
        return _Made(name=name, document=None, options=options, missing="export.no_track", facts=facts)
    own = [cue for cue in cues.cues if cue.track_id == track.id]
    document = document_of(track, own, speakers=names, frame_rate=options.frame_rate)
    if not document.cues:
        return _Made(name=name, document=None, options=options, missing="export.no_text", facts=facts)
    return _Made(name=name, document=document, options=options)
