"""Whisper on this machine, by faster-whisper, with a model folder that the user has."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossreel.domain.engines.engine_info import EngineKind, Where
from crossreel.domain.engines.sound_and_picture import Heard, HeardWord
from crossreel.domain.errors import Unavailable
from crossreel.engines.engine import Engine, Opening
from crossreel.engines.kinds import Tell, nobody
from crossreel.kernel.marks import N_

HERTZ = 16_000


class FasterWhisper:
    """A model of Whisper, loaded from its folder.

    Args:
        folder: where it lies, in the form of CTranslate2; nothing is fetched from anywhere.

    Raises:
        Unavailable: it cannot be loaded.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder
        try:
            self._model = _loaded(folder)
        except Exception as error:
            raise Unavailable("engines.folder_unusable", folder=folder, reason=str(error) or type(error).__name__) from error

    def hear(self, sound: NDArray[np.float32], language: str, check: Callable[[], None], tell: Tell = nobody) -> Heard:
        """Write down what is said, a stretch of half a minute at a time."""
        told = language.split("-")[0] or None
        try:
            segments, info = self._model.transcribe(
                sound, language=told, word_timestamps=True, condition_on_previous_text=False, beam_size=5
            )
            words: list[HeardWord] = []
            for segment in segments:
                check()
                words += [_word(each) for each in segment.words or ()]
                tell(min(1.0, float(segment.end) * HERTZ / max(1, len(sound))))
        except (ValueError, RuntimeError) as error:
            raise Unavailable("engines.hearing_failed", folder=self._folder, reason=str(error)) from error
        return Heard(
            words=tuple(words), duration_ms=len(sound) * 1000 // HERTZ, language=str(info.language or ""), model=self._folder
        )


@lru_cache(maxsize=1)
def _loaded(folder: str) -> Any:
    """Return a model, kept for the next episode: loading takes seconds."""
    from faster_whisper import WhisperModel

    return WhisperModel(folder, device="cpu", compute_type="int8", local_files_only=True)


def _word(word: Any) -> HeardWord:
    start_ms = max(0, round(word.start * 1000))
    sure = round(1000 * min(1.0, max(0.0, word.probability)))
    return HeardWord(text=word.word, start_ms=start_ms, end_ms=max(start_ms, round(word.end * 1000)), confidence=sure)


def open_model(opening: Opening) -> FasterWhisper:
    """Load the model."""
    return FasterWhisper(opening.setting.model)


ENGINE = Engine(
    id="faster_whisper",
    title=N_("Whisper on this machine"),
    kind=EngineKind.HEARING,
    where=Where.HERE,
    open=open_model,
    library="faster_whisper",
    extra="hearing",
    wants_model=True,
    tells_confidence=True,
)
