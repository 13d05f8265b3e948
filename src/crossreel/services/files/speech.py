"""Finding where somebody speaks in a file, whatever catalog it belongs to. No use case of its own."""

from pathlib import Path
from typing import TYPE_CHECKING, cast

from crossreel.domain.engines.engine_info import EngineKind
from crossreel.domain.speech.regions import STEP_MS, SpeechRegions, regions_of
from crossreel.services.jobs import JobContext

if TYPE_CHECKING:
    from crossreel.engines.kinds import Speech

DETECTOR = "silero"


def hear_file(path: Path, stream: int | None = None, job: JobContext | None = None) -> SpeechRegions:
    """Find where somebody speaks in a file of sound or video; of one without sound nowhere.

    Raises:
        NotFound: there is no such file.
        BadInput: it cannot be read.
        Unavailable: the detector's model is missing.
        Cancelled: the user cancelled.
    """
    from crossreel.engines.engine import Opening
    from crossreel.engines.registry import get_engine, open_engine, without_setting
    from crossreel.media.speech_sound import read_speech_sound

    work = job or JobContext()
    opening = Opening(setting=without_setting(get_engine(DETECTOR)))
    detector = cast("Speech", open_engine(EngineKind.SPEECH, opening))
    sound = read_speech_sound(path, stream=stream, check=work.check, progress=lambda done, total: work.progress(done, total))
    odds: list[float] = []
    for part in detector.likelihoods(sound):
        odds += part.tolist()
        work.check()
    return regions_of(odds, len(odds) * STEP_MS)
