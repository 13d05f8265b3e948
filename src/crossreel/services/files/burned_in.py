"""Reading burned-in text off files, whatever catalog they belong to; each function also works in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.drafting.burned_text import tight
from crossreel.domain.drafting.read_text import EpisodeReading, ReadCue, set_right
from crossreel.domain.engines.engine_info import EngineKind
from crossreel.domain.picture.caption import Box
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.engines.burned_in.band import SeenCaption
    from crossreel.engines.burned_in.survey import Sight
    from crossreel.engines.kinds import Reading
    from crossreel.media.planes import Shown

READER = "pp_ocr"
SPREAD = 16  # key frames of an episode that tell where its captions stand
ENOUGH_TEXTS = 4  # seen in them; where there are fewer, more pictures are read
LOOKED_AT_S, LOOKED_EVERY_S = 30, Fraction(3, 2)
PROGRESS_STEP = 16
LEAST_RATE, USUAL_RATE = Fraction(5), Fraction(30)


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnedInTask:
    """A file to read, or a stretch of one.

    Attributes:
        band: where its captions stand, in percent of the picture, and `line` how high a line is; None and 0 where nobody knows.
        signs: whether what stands elsewhere is read as well.
        length_ms: how long it is, 0 where nobody knows: for how far the work is.
    """

    path: Path
    cut: Cut = WHOLE
    rate: Fraction = USUAL_RATE
    engine: str = READER
    band: Box | None = None
    line: float = 0.0
    signs: bool = True
    length_ms: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundBand:
    """Where captions stand, and how high one of their lines is, in percent of the picture."""

    box: Box
    line: float


@lru_cache(maxsize=2)
def reader(engine: str) -> Reading:
    """Return an engine, opened once in each process.

    Raises:
        NotFound: there is none of that id.
        Unavailable: a model of it is missing; says what to do.
    """
    from crossreel.engines.engine import Opening
    from crossreel.engines.registry import get_engine, open_engine, without_setting

    return cast("Reading", open_engine(EngineKind.READING, Opening(setting=without_setting(get_engine(engine)))))


def survey(task: BurnedInTask) -> list[list[Sight]]:
    """Return what is read in some pictures of a file, from which `band_among` tells where its captions stand.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no video, or cannot be decoded.
    """
    from crossreel.engines.burned_in.survey import Sighting, band_of
    from crossreel.media.planes import read_key_frames, read_planes

    sighting = Sighting(reader(task.engine))
    for picture in read_key_frames(task.path, SPREAD, cut=task.cut):
        sighting.add(picture)
    band = band_of(sighting.sights)
    if band is None or band.texts < ENOUGH_TEXTS:
        step = max(1, round(LOOKED_EVERY_S * task.rate))
        for picture in read_planes(task.path, cut=task.cut):
            if picture.index > LOOKED_AT_S * task.rate:
                break
            if picture.index % step == step // 2:
                sighting.add(picture)
    return sighting.sights


def band_among(pictures: list[list[Sight]]) -> FoundBand | None:
    """Return where the captions of one or several episodes of a title stand, None where too few were seen."""
    from crossreel.engines.burned_in.survey import band_of

    band = band_of(pictures)
    if band is None:
        return None
    box = Box(x=100 * band.left, y=100 * band.top, width=100 * (band.right - band.left), height=100 * (band.bottom - band.top))
    return FoundBand(box=box, line=100 * band.line)


def read_burned_in(task: BurnedInTask, job: JobContext | None = None) -> EpisodeReading:
    """Read the captions and signs of a file, with the times at which each is shown. Where no band is given, it is looked for.

    Raises:
        NotFound: there is no such file.
        BadInput: it is no video, or cannot be decoded.
        Unavailable: a model is missing; says what to do.
        Cancelled: the user cancelled.
    """
    from crossreel.engines.burned_in.band import BandReader
    from crossreel.engines.burned_in.signs import SignReader
    from crossreel.media.planes import read_planes

    eye, work = reader(task.engine), job or JobContext()
    found = FoundBand(box=task.band, line=task.line) if task.band is not None else band_among(survey(task))
    captions: BandReader | None = None
    signs: SignReader | None = None
    starts: list[int] = []
    for picture in read_planes(task.path, cut=task.cut, check=work.check):
        if not starts:
            size, rate = (picture.width, picture.height), max(LEAST_RATE, task.rate)
            window = pixels_of(found.box, size) if found is not None else None
            if window is not None and found is not None:
                captions = BandReader(eye, size, window, rate, found.line / 100 * size[1])
            if task.signs:
                signs = SignReader(eye, size, window, rate)
        starts.append(picture.at_ms)
        _tell(work, task, picture)
        for each in (captions, signs):
            if each is not None:
                each.add(picture)
    ends = [*starts, starts[-1] + round(1000 / task.rate)]
    read = _cues(captions.finish(), ends, size) if captions is not None else ()
    return EpisodeReading(
        band=tight(found.box, [each.box for each in read]) if found is not None else None,
        captions=read,
        signs=_cues(signs.finish(), ends, size) if signs is not None else (),
        samples=captions.samples if captions is not None else 0,
        readings=captions.readings if captions is not None else 0,
    )


def _tell(job: JobContext, task: BurnedInTask, picture: Shown) -> None:
    if task.length_ms and picture.index % PROGRESS_STEP == 0:
        job.on_progress(min(picture.at_ms, task.length_ms), task.length_ms, "")


def pixels_of(box: Box, size: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return a box in percent as a window of whole pixels."""
    width, height = size
    left, top = round(box.x * width / 100), round(box.y * height / 100)
    right, bottom = min(width, round(box.right * width / 100)), min(height, round(box.bottom * height / 100))
    return left, top, max(8, right - left), max(8, bottom - top)


def _cues(seen: list[SeenCaption], ends: list[int], size: tuple[int, int]) -> tuple[ReadCue, ...]:
    from crossreel.media.crops import jpeg_of

    made = []
    for each in seen:
        left, top, width, height = each.caption.window
        data, crop_width, crop_height = jpeg_of(each.crop)
        box = Box(x=100 * left / size[0], y=100 * top / size[1], width=100 * width / size[0], height=100 * height / size[1])
        made.append(
            ReadCue(
                start_ms=ends[each.first], end_ms=ends[min(each.stop, len(ends) - 1)], text=set_right(each.caption.text),
                confidence=each.caption.confidence, box=box, crop=data, crop_width=crop_width, crop_height=crop_height,
            )
        )  # fmt: skip
    return tuple(made)
