"""Masters with burned-in captions, made of files whatever catalog they belong to; works in a process of its own as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from crossreel.domain.burning.master import Master, MasterTask
from crossreel.domain.burning.proof import Proof
from crossreel.domain.catalog.content_key import file_key
from crossreel.domain.catalog.cut import Cut
from crossreel.domain.cues.moments import Moments
from crossreel.domain.errors import BadInput, Refused, StorageFailed, Told
from crossreel.domain.picture.caption import Picture, default_style
from crossreel.domain.picture.hiding import Hide
from crossreel.domain.picture.stacking import rank_of, stacked
from crossreel.domain.text.inline import drawn_text
from crossreel.kernel.atomic import make_folder, publish
from crossreel.kernel.kept import Kept
from crossreel.kernel.paths import legible
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.media.burning.burner import Burned, Task
    from crossreel.media.burning.sounds import Heard, Loudness

KEPT_BYTES = 24 << 20


class OnPicture:
    """Gives what stands on the picture at a time, as the preview does: drawn by the same renderer, stacked by the same law."""

    def __init__(self, task: MasterTask) -> None:
        self._layers = [(layer, Moments(layer.cues)) for layer in task.layers]
        self._below = task.choices.below
        self._drawn: Kept[tuple[int, int, int], Picture | None] = Kept(KEPT_BYTES, lambda made: len(made.data) if made else 0)
        self._now: tuple[object, tuple[Picture, ...]] = (None, ())

    def at(self, at_ms: int, width: int, height: int) -> tuple[Picture, ...]:
        """Return the captions of a time, in their places on a picture of a size; the same value while they stay the same."""
        shown = [(number, cue) for number, (_layer, moments) in enumerate(self._layers) for cue in moments.at(at_ms)]
        key = (width, height, *((number, cue.id) for number, cue in shown))
        if self._now[0] != key:
            made = []
            for number, cue in shown:
                layer = self._layers[number][0]
                picture = self._paint(cue.id, cue.text, layer.column, cue.placement, width, height)
                if picture is not None:
                    made.append((picture, cue.placement, rank_of(layer.beside, cue.placement, below=self._below)))
            self._now = key, stacked(made, height)
        return self._now[1]

    def _paint(self, id: int, text: str, column: str, placement: str, width: int, height: int) -> Picture | None:
        from crossreel.rendering import caption

        key = (id, width, height)
        if key not in self._drawn:
            self._drawn[key] = caption.paint(text, column, default_style(width, height), width, height, placement)
        return self._drawn[key]


def make_master(task: MasterTask, job: JobContext) -> Master:
    """Make a master: written beside its place, read back and compared with the preview, then given its name in one step.

    Raises:
        NotFound, BadInput: the video is not there or cannot be used, or a character has no face; says which.
        Refused: another file stands in its place.
        StorageFailed: the disk refused.
        Cancelled: the user cancelled.
    """
    from crossreel.media.burning.burner import burn
    from crossreel.media.burning.proving import check_frames, missing_frames, prove
    from crossreel.media.probe import probe

    _ensure_usable(task)
    on_picture, check = OnPicture(task), job.check

    def shown(at_ms: int, width: int, height: int) -> Sequence[Picture]:
        if task.length_ms:
            job.on_progress(min(at_ms, task.length_ms), task.length_ms, "")
        return on_picture.at(at_ms, width, height)

    with _made(task):
        wanted = _task(task, check)
        burned = burn(wanted, task.making, shown, check)
        check_frames(task.making, burned, check)
        frames = task.choices.proofs
        proof = prove(wanted, task.making, burned, on_picture.at, frames=frames, check=check) if frames else Proof(frames=0)
        if not proof.holds:
            raise BadInput("burning.not_proved", error=proof.error, at_ms=proof.at_ms)
        lost = missing_frames(wanted, burned, check)
        notes = (*_notes(task, burned, lost), *_mastering(task), *_loud(task, wanted.louder, check))
        info = probe(task.making).info
        ensure_free(task)
    return Master(path=task.target, info=info, frames=len(burned.ticks), proof=proof, notes=notes)


def ensure_free(task: MasterTask) -> None:
    """Do nothing where the master may have its name: nothing stands there, it may be replaced, or this very work made it.

    Raises:
        Refused: something else does.
    """
    try:
        stands = task.target.stat()
    except OSError:
        return
    if not task.choices.replaces and not (task.newer_ms and stands.st_mtime_ns // 1_000_000 >= task.newer_ms):
        raise Refused("burning.exists", path=legible(task.target))


def key_of_file(path: Path) -> str:
    """Return the content key of a file, "" where none can be read."""
    from crossreel.media.probe import content_key

    try:
        return content_key(path)
    except OSError:
        return ""


@contextmanager
def _made(task: MasterTask) -> Iterator[None]:
    """Write below another name for the time of a block; the file has its own when the block ends well, else nothing is left."""
    try:
        make_folder(task.target.parent)
        try:
            yield
            publish(task.making, task.target)
        finally:
            task.making.unlink(missing_ok=True)
    except OSError as error:
        raise StorageFailed("burning.disk_refused", path=legible(task.target), detail=error.strerror or str(error)) from error


def _ensure_usable(task: MasterTask) -> None:
    from crossreel.media.probe import content_key
    from crossreel.rendering import caption

    ensure_free(task)
    if task.content_key and task.source.is_file() and content_key(task.source) != file_key(task.content_key):
        raise BadInput("burning.replaced", path=legible(task.source))
    for layer in task.layers:
        written = "".join(sorted({letter for cue in layer.cues for letter in drawn_text(cue.text)}))
        if lacks := caption.missing(written, layer.column):
            raise BadInput("burning.no_face", letters=lacks[:24], language=layer.column)


def _task(task: MasterTask, check: Callable[[], None]) -> Task:
    from crossreel.media.burning.burner import Task
    from crossreel.media.burning.encoder import Encoding
    from crossreel.media.burning.sounds import find_loudness

    choices, codec = task.choices, task.codec
    quality = codec.quality if choices.quality is None else choices.quality
    encoding = Encoding(codec=codec, quality=quality, kbps=choices.kbps, preset=choices.preset, threads=choices.threads)
    heard = _heard(task)
    louder = find_loudness(heard.path, task.loudness, heard.cut, check, stream=heard.stream) if task.loudness is not None else {}
    return Task(
        source=task.source, encoding=encoding, cut=task.cut, hide=choices.hide, band=task.band, spans=task.spans,
        rate=_rate(task), louder=louder, sound=heard if task.sound is not None else None,
    )  # fmt: skip


def _heard(task: MasterTask) -> Heard:
    """Return the sound of a master: that of its picture's file, or of another one, no longer than the picture."""
    from crossreel.media.burning.sounds import Heard

    if task.sound is None:
        return Heard(path=task.source, cut=task.cut)
    begin, end = task.sound_cut.in_ms, task.sound_cut.out_ms
    last = begin + task.length_ms if task.length_ms else end
    cut = Cut(in_ms=begin, out_ms=last if end is None or last is None else min(end, last))
    return Heard(path=task.sound, cut=cut, stream=task.sound_stream)


def _rate(task: MasterTask) -> Fraction | None:
    return task.rate if task.choices.even and task.is_uneven else None


def _notes(task: MasterTask, burned: Burned, lost: int) -> Iterator[Told]:
    """Say what is otherwise than in the source, where so many frames could not be decoded."""
    if lost:
        yield Told("burning.not_decoded", {"count": lost})
    if task.is_uneven and not task.choices.even:
        yield Told("burning.kept_uneven", {})
    if _rate(task) is not None:
        facts = {"rate": round(float(task.rate), 3), "repeated": burned.repeated, "dropped": burned.dropped}
        yield Told("burning.made_even", facts)
    if burned.is_woven:
        yield Told("burning.woven", {})
    for before, after in burned.sounds.items():
        yield Told("burning.sound_encoded", {"before": before, "after": after})
    if burned.pixel_format != burned.was and task.codec.has_quality:
        yield Told("burning.other_pixels", {"before": burned.was, "after": burned.pixel_format})
    if task.choices.hide is not Hide.NOTHING and task.band is None:
        yield Told("burning.no_band", {})


def _mastering(task: MasterTask) -> Iterator[Told]:
    """Say what of the mastering data of a source in high dynamic range its master does not carry."""
    from crossreel.media.burning.mastering import mastering_of_file

    before = mastering_of_file(task.source)
    if before is not None and mastering_of_file(task.making) != before:
        yield Told("burning.mastering_lost", {"codec": task.codec.id})


def _loud(task: MasterTask, louder: dict[int, Loudness], check: Callable[[], None]) -> Iterator[Told]:
    """Say how loud the sounds of the master have become, measured in its file."""
    from crossreel.media.burning.sounds import measured_sounds

    if task.loudness is None or not louder:
        return
    for integrated, peak in measured_sounds(task.making, check):
        if integrated is None:
            continue
        wanted, facts = task.loudness, {"lufs": integrated, "peak": peak if peak is not None else 0.0}
        if abs(integrated - wanted.integrated) > wanted.tolerance:
            yield Told("burning.loudness_missed", {**facts, "wanted": wanted.integrated})
        elif wanted.true_peak is not None and peak is not None and peak > wanted.true_peak:
            yield Told("burning.peak_missed", {**facts, "most": wanted.true_peak})
        else:
            yield Told("burning.loudness", facts)
