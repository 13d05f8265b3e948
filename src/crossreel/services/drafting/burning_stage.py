"""The stage that burns captions into the picture of an episode: a file in a folder, and a version of the episode where asked."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from crossreel.domain.burning.choices import BurnChoices, read_choices
from crossreel.domain.burning.master import Master, MasterTask
from crossreel.domain.catalog.cut import WHOLE
from crossreel.domain.catalog.episode import AudioStream, Episode, MediaInfo
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Look, Version, best_reference, probed
from crossreel.domain.drafting.batch import DraftBatch
from crossreel.domain.drafting.run import Run, RunStep, StepAsk, StepFound
from crossreel.domain.errors import BadInput, CrossreelError, NotFound
from crossreel.domain.picture.media_place import read
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.domain.text.column_name import language_of
from crossreel.engines.engine import Opening
from crossreel.kernel.paths import legible
from crossreel.services.drafting.stage import Applied, Keep, Weight
from crossreel.services.episode.on_picture import burned_steps, on_picture
from crossreel.services.files.burn_codecs import get_codec
from crossreel.services.files.masters import ensure_free, key_of_file, make_master
from crossreel.services.files.media_places import MediaPlaces
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.storage.database import Database
    from crossreel.storage.unit_of_work import UnitOfWork

TargetOf = Callable[[str], LoudnessTarget]
"""Gives a target of loudness by the id of its offer."""


class BurningStage:
    """Makes masters; each is a step.

    Args:
        database: the catalog.
        loudness: gives targets of loudness.
    """

    kind = None
    is_per_column = True
    takes_source = True

    def __init__(self, database: "Database", loudness: TargetOf) -> None:
        self._database, self._loudness = database, loudness

    def weigh(self, ask: StepAsk, opening: Opening) -> Weight:
        """Return how many lines are burned in.

        Raises:
            BadInput: nothing can be made of the episode; says why.
        """
        try:
            task, choices = self._task(ask), read_choices(ask.options)
            if choices.changed and not choices.replaces and self._is_current(ask, task):
                raise BadInput("burning.current")
            ensure_free(task)
        except BadInput:
            raise
        except CrossreelError as error:
            raise BadInput(error.code, **error.facts) from error
        return Weight(lines=sum(len(layer.cues) for layer in task.layers), makes=legible(task.target))

    def work(self, ask: StepAsk, opening: Opening, job: JobContext, keep: Keep) -> StepFound:
        """Make it.

        Raises:
            CrossreelError: it cannot be made, or is not what the preview shows; says why.
            Cancelled: the user cancelled.
        """
        task = self._task(ask)
        return StepFound(result=_written(task, make_master(task, job)))

    def apply(self, uow: "UnitOfWork", ask: StepAsk, result: Mapping[str, object], batch: DraftBatch) -> Applied:
        """Make the master a version of its episode: the one it was already, where it was made anew."""
        path, language = Path(str(result["path"])), language_of(ask.column)
        places = MediaPlaces(self._database.path)
        place = places.written(path)
        there = [each for each in uow.where(Version, episode_id=ask.episode_id) if each.path == place.path]
        blank = Version(id=uow.new_id(), episode_id=ask.episode_id, path="", look=Look.BURNED, language=language, label=ask.setting)
        made = places.put(replace(there[0], look=Look.BURNED, language=language) if there else blank, path)
        uow.put(probed(made, _info(cast("Mapping[str, Any]", result["info"]))))
        return Applied(told=_told(result))

    def tell(self, ask: StepAsk, result: Mapping[str, object]) -> Applied | None:
        """Say what was made, where it is to be no version."""
        return None if read_choices(ask.options).registers else Applied(told=_told(result))

    def clear(self, ask: StepAsk) -> None:
        """Take away what was written of a master that was not finished."""
        try:
            with self._database.read() as uow:
                target = _target(uow, ask)
            _making(target, ask).unlink(missing_ok=True)
        except (CrossreelError, OSError):  # nothing was begun, or somebody holds it: it has no name that anybody takes
            return

    def _is_current(self, ask: StepAsk, task: MasterTask) -> bool:
        """Tell whether the master was burned before, just so, and is still there."""
        key = key_of_file(task.target)
        if not key:
            return False
        with self._database.read() as uow:
            made = burned_steps(uow, ask.title_id, ask.episode_id)
        return key in made and made[key][0].facts.get("digest") == task.digest

    def _may_replace(self, uow: "UnitOfWork", ask: StepAsk, target: Path, choices: BurnChoices) -> bool:
        """Tell whether what stands there may be replaced: where it is said, or a run made it and only what changed is wanted."""
        if choices.replaces or not choices.changed:
            return choices.replaces
        key = key_of_file(target)
        return bool(key) and key in burned_steps(uow, ask.title_id, ask.episode_id)

    def _task(self, ask: StepAsk) -> MasterTask:
        """Return what the master of a step is made of, as the catalog has it now."""
        choices, codec = read_choices(ask.options), get_codec(ask.setting)
        codec.ensure_fits(choices.quality, choices.kbps, choices.preset)
        with self._database.read() as uow:
            episode = uow.get(Episode, ask.episode_id)
            version = _picture(uow, episode, choices)
            shown = on_picture(uow, episode, ask.column, choices)
            step = uow.find(RunStep, ask.step_id)
            run = uow.find(Run, step.run_id) if step is not None else None
            target = _target(uow, ask)
            choices = replace(choices, replaces=self._may_replace(uow, ask, target, choices))
            _ensure_no_source(uow, MediaPlaces(self._database.path), target)
        path, sound = self._find(version), shown.sound
        return MasterTask(
            source=path, target=target, making=_making(target, ask), codec=codec, choices=choices,
            layers=shown.layers, cut=version.cut, content_key=version.content_key, length_ms=version.duration_ms,
            rate=version.frame_rate, is_uneven=version.variable_frame_rate, band=shown.band,
            spans=shown.spans, digest=shown.digest, sound=self._find(sound) if sound is not None else None,
            sound_stream=sound.stream if sound is not None else None, sound_cut=sound.cut if sound is not None else WHOLE,
            loudness=self._loudness(choices.loudness) if choices.loudness else None,
            newer_ms=run.begun_ms if run is not None else 0,
        )  # fmt: skip

    def _find(self, version: Version) -> Path:
        path = MediaPlaces(self._database.path).find(version)
        if path is None:
            raise NotFound("previewing.offline", path=legible(read(version.path)))
        return path


def _target(uow: "UnitOfWork", ask: StepAsk) -> Path:
    """Return the file that a step makes."""
    choices, title, episode = read_choices(ask.options), uow.get(Title, ask.title_id), uow.get(Episode, ask.episode_id)
    name = choices.file_name(title.code, episode.number, ask.column, get_codec(ask.setting).extension)
    return Path(choices.out).absolute() / name


def _making(target: Path, ask: StepAsk) -> Path:
    """Return the name of the file until it is finished: the same for each try of a step."""
    return target.with_name(f".{target.name}.{ask.step_id:x}.partial")


def _ensure_no_source(uow: "UnitOfWork", places: MediaPlaces, target: Path) -> None:
    """Do nothing where no picture or sound of the catalog lies at a path but masters that were burned before.

    Raises:
        BadInput: one does: it is never written over.
    """
    if not target.exists():
        return
    for each in uow.where(Version):
        there = places.find(each) if each.look is not Look.BURNED and Path(each.path).name == target.name else None
        if there is not None and there.samefile(target):
            raise BadInput("burning.is_source", path=legible(target))


def _picture(uow: "UnitOfWork", episode: Episode, choices: BurnChoices) -> Version:
    """Return the version that is burned: the reference, or the best of a look."""
    pictures = [each for each in uow.where(Version, episode_id=episode.id) if each.has_picture]
    fit = [each for each in pictures if (each.look.value == choices.source if choices.source else each.is_reference)]
    found = best_reference(fit)
    if found is None:
        code = "burning.no_look" if choices.source and pictures else "burning.no_video"
        raise BadInput(code, episode=episode.number, look=choices.source)
    return found


def _written(task: MasterTask, master: Master) -> dict[str, object]:
    info = asdict(master.info)
    info |= {"frame_rate": str(master.info.frame_rate), "subtitles": []}
    return {
        "path": str(master.path), "info": info, "digest": task.digest, "key": master.info.content_key,
        "frames": master.frames, "compared": master.proof.frames, "difference": master.proof.error, "psnr_db": master.proof.psnr_db,
        "notes": [[each.code, dict(each.facts)] for each in master.notes],
    }  # fmt: skip


def _info(written: Mapping[str, Any]) -> MediaInfo:
    audio = tuple(AudioStream(**each) for each in written["audio"])
    return MediaInfo(**{**written, "frame_rate": Fraction(written["frame_rate"]), "audio": audio, "subtitles": ()})


def _told(result: Mapping[str, object]) -> dict[str, object]:
    return {name: result[name] for name in ("path", "digest", "key", "frames", "compared", "difference", "psnr_db", "notes")}
