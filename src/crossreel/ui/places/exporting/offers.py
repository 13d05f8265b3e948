"""What can be exported beside subtitle formats: lists, dub scripts, metadata and what editing programs take."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from crossreel.domain.delivery import MetadataInfo
from crossreel.domain.hand_over import EditorInfo
from crossreel.domain.report import Report
from crossreel.domain.text.document import FormatInfo
from crossreel.i18n.messages import _
from crossreel.i18n.numbers import listing, script_name
from crossreel.services.job_kinds import export_lists, export_metadata, export_title, hand_over
from crossreel.services.jobs import Job

MakeJob = Callable[[int, tuple[str, ...], Path, tuple[int, ...] | None], Job[Report]]
Asked = Mapping[str, str]
"""Options of a writer by name, as they are typed."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to export: its id and name, what comes of it in a sentence, and the job that makes it.

    `options` are those that its writer may be asked for; `asking` gives the job that makes it with some of them.
    """

    id: str
    title: str
    hint: str
    make: MakeJob
    options: frozenset[str] = frozenset()
    asking: Callable[[Asked], MakeJob] | None = None

    def made_with(self, asked: Asked) -> MakeJob:
        """Return what makes the job, with options where it takes any."""
        return self.make if self.asking is None else self.asking(asked)


def offers(
    formats: Sequence[FormatInfo], editors: Sequence[EditorInfo], metadata: Sequence[MetadataInfo] = ()
) -> list[Offer]:  # fmt: skip
    """Return everything that can be exported: subtitle formats that are written, scripts and lists, metadata, editing programs."""
    written = [_format(each) for each in formats if each.writable]
    return [*written, *_lists(), *(_metadata(each) for each in metadata), *(_editor(each) for each in editors)]


def _format(info: FormatInfo) -> Offer:
    if info.one_translation:
        hint = _("One file per language for translation tools, with cue ids: texts that were changed come back by id.")
    elif info.script:
        hint = _("One file for all episodes and languages, with cue ids: texts that were changed come back by id.")
    else:
        hint = _("One file per episode and language. What the format cannot hold is reported.")
        if info.scripts:
            letters = listing([script_name(each) for each in sorted(info.scripts)])
            hint = f"{hint} {_('It has letters of {scripts} alone.').format(scripts=letters)}"

    asking = partial(_asking, info.id)
    return Offer(info.id, info.title, hint, asking({}), frozenset() if info.script else info.options, asking)


def _asking(format_id: str, asked: Asked) -> MakeJob:
    def make(title_id: int, columns: tuple[str, ...], out: Path, episode_ids: tuple[int, ...] | None) -> Job[Report]:
        return export_title.JOB(title_id, columns, format_id, out, episode_ids=episode_ids, asked=dict(asked))

    return make


def _lists() -> list[Offer]:
    read = _("One list per language with the source beside it: who says what when, to be read and printed.")
    dub = _(
        "One workbook per language, a tab a speaker: how much fits in each line’s time. Texts, voices and statuses come back by id."
    )
    return [
        Offer("dialogue.xlsx", _("Dialogue list (XLSX)"), read, partial(_make_list, "xlsx")),
        Offer("dialogue.docx", _("Dialogue list (DOCX)"), read, partial(_make_list, "docx")),
        Offer("dub", _("Dub script (XLSX)"), dub, partial(_make_list, export_lists.DUB)),
    ]


def _make_list(what: str, title_id: int, columns: tuple[str, ...], out: Path, episode_ids: tuple[int, ...] | None) -> Job[Report]:
    return export_lists.JOB(title_id, columns, what, out, episode_ids=episode_ids)


def _metadata(info: MetadataInfo) -> Offer:
    hint = _("What the title is, in the chosen languages, for stores and streamers; what is too long or missing is told.")

    def make(title_id: int, columns: tuple[str, ...], out: Path, episode_ids: tuple[int, ...] | None) -> Job[Report]:
        return export_metadata.JOB(title_id, columns, info.id, out)

    return Offer(f"metadata.{info.id}", info.title, hint, make)


def _editor(info: EditorInfo) -> Offer:
    if not info.takes_subtitles:
        hint = _("One file per episode, with notes and findings as markers.")
    elif info.takes_markers:
        hint = _("One file per episode: its video, a caption track per language, notes and findings as markers.")
    else:
        hint = _("One folder per episode: its video and a track of subtitles per language. Put it among the program’s projects.")

    def make(title_id: int, columns: tuple[str, ...], out: Path, episode_ids: tuple[int, ...] | None) -> Job[Report]:
        return hand_over.JOB(title_id, columns, info.id, out, episode_ids=episode_ids)

    return Offer(f"editor.{info.id}", _(info.title), hint, make)
