"""Laying: a script without times becomes the source cues of an episode, by where somebody speaks. A plan first, then one edit."""

from collections.abc import Callable, Iterator
from pathlib import Path

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Character, Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.cue import Origin
from crossreel.domain.drafting.source import SourceLine
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, Fact
from crossreel.domain.quality.style_guide import PictureShape, StyleGuide
from crossreel.domain.speech.laying import Laid, lay
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.domain.views.lay_plan import LaidCue, LayPlan
from crossreel.kernel.paths import legible
from crossreel.language.counting import count
from crossreel.language.spoken_cues import CueLimits, cues_of
from crossreel.language.spoken_lines import Word
from crossreel.qc.inspector import picture_of
from crossreel.services.episode.cues import read_episode
from crossreel.services.episode.drafts import check_source, put_source
from crossreel.services.files.script_lines import read_script
from crossreel.services.files.sheet_memory import SheetMemory
from crossreel.services.jobs import JobContext
from crossreel.services.listening.limits import limits_of
from crossreel.storage.database import Database

SLOWEST = 0.35
"""The share of the reading speed of the style guide that nobody speaks slower than."""


class Laying:
    """The use cases of one catalog.

    Args:
        database: the catalog.
        speech: gives the speech regions of a video, found where nobody has listened yet.
        guide: gives the style guide of a language, for a title and a shape of picture.
        memory: what was said of the columns of sheets.
    """

    def __init__(
        self, database: Database, *, speech: Callable[[Version, JobContext], SpeechRegions],
        guide: Callable[[str, Title, PictureShape], StyleGuide], memory: SheetMemory | None = None,
    ) -> None:  # fmt: skip
        self._database = database
        self._speech = speech
        self._guide = guide
        self._memory = memory

    def plan(self, episode_id: int, path: Path, job: JobContext | None = None) -> LayPlan:
        """Lay the lines of a script over the speech of an episode, in order; nothing is written.

        Args:
            episode_id: the episode.
            path: a text with a line for each cue, or a sheet.
            job: how far it is, and whether to stop.

        Raises:
            NotFound: the episode is gone, or its video is not there.
            BadInput: the script cannot be read or holds no line; the episode has no video, or nobody speaks in it.
            Refused: its source has cues that a person touched.
            Cancelled: the user cancelled.
        """
        with self._database.read() as uow:
            episode = read_episode(uow, episode_id)
            title = uow.get(Title, episode.episode.title_id)
            media = next(iter(uow.where(Version, episode_id=episode_id, is_reference=True)), None)
            speakers = {name for each in uow.where(Character, title_id=title.id) for name in (each.name, *each.names.values())}
        check_source(episode)
        number = episode.episode.number
        lines = read_script(path, title.source_language, number, speakers, self._memory)
        if media is None:
            raise BadInput("hearing.no_video", episode=number)
        speech = self._speech(media, job or JobContext())
        guide = self._guide(title.source_language, title, picture_of(media))
        lengths = [count(line, guide.counting) for line in lines]
        laid = lay(lengths, speech.spans, SLOWEST * guide.speed_target)
        if not laid:
            raise BadInput("laying.no_speech", episode=number)
        cues = tuple(_cues(lines, laid, limits_of(guide, title, media, ())))
        return LayPlan(
            episode_id=episode_id, episode=number, title_id=title.id, name=legible(path.name), language=title.source_language,
            lines=len(lines), cues=cues,
        )  # fmt: skip

    def apply(self, plan: LayPlan) -> Edit:
        """Write the cues of a plan as the source of its episode, as one edit.

        Raises:
            NotFound: the episode is gone.
            Refused: its source has cues by now that a person touched.
        """
        lines = [SourceLine(start_ms=each.start_ms, end_ms=each.end_ms, text=each.text) for each in plan.cues]
        facts: dict[str, Fact] = {"episode": plan.episode, "count": len(lines), "name": plan.name}
        header = EditHeader(label="edit.lay", title_id=plan.title_id, facts=facts)
        with self._database.edit(header) as open_edit, open_edit.part() as uow:
            episode = read_episode(uow, plan.episode_id)
            put_source(uow, uow.get(Title, uow.get(Episode, plan.episode_id).title_id), episode, None, lines, Origin.IMPORTED)
        return open_edit.edit


def _cues(lines: list[str], laid: list[Laid], limits: CueLimits) -> Iterator[LaidCue]:
    """Yield the cues of lines: one each, several of one that is too much for a cue."""
    words = [word for number, (line, times) in enumerate(zip(lines, laid, strict=True), 1) for word in _words(line, times, number)]
    for cue in cues_of(words, limits):
        number = int(cue.speaker)
        yield LaidCue(
            line=number, text=cue.text, start_ms=cue.start_ms, end_ms=cue.end_ms, is_doubtful=laid[number - 1].is_doubtful
        )


def _words(line: str, times: Laid, number: int) -> Iterator[Word]:
    """Yield the words of a line, each with its share of the time; its number stands for the speaker, so that no two lines join."""
    parts = [f" {each}" for each in line.split()]
    if len(parts) == 1 and not line.isascii():
        parts = list(line)
    letters, done, lasting = sum(map(len, parts)), 0, times.end_ms - times.start_ms
    for each in parts:
        start_ms = times.start_ms + lasting * done // letters
        done += len(each)
        yield Word(each, start_ms, times.start_ms + lasting * done // letters, str(number))
