"""Any server that speaks the transcription interface of OpenAI (`/v1/audio/transcriptions`), far away or on this machine."""

import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossreel.domain.engines.engine_info import EngineKind, Where
from crossreel.domain.engines.sound_and_picture import Heard, HeardWord
from crossreel.domain.errors import BadInput
from crossreel.engines.engine import Engine, Opening
from crossreel.engines.hearing_answer import marked, words_of_text
from crossreel.engines.kinds import Tell, nobody
from crossreel.engines.server import Server
from crossreel.engines.wave_file import HERTZ, cut_in_silence, wave_file
from crossreel.kernel.marks import N_

MOST_S = 600
"""Of longer sounds a stretch at a time is sent: servers take files of some 25 MB."""


class TranscriptionServer:
    """A server, ready to be asked.

    Args:
        server: the server.
        model: what it calls the model.
    """

    def __init__(self, server: Server, model: str) -> None:
        self._server, self._model = server, model

    def hear(self, sound: NDArray[np.float32], language: str, check: Callable[[], None], tell: Tell = nobody) -> Heard:
        """Send the sound, and return its words with their times."""
        words: list[HeardWord] = []
        said = ""
        for at, stretch in cut_in_silence(sound, MOST_S):
            answer = self._server.ask("audio/transcriptions", check, data=self._form(language), files=_file(stretch))
            at_ms, last_ms = at * 1000 // HERTZ, len(stretch) * 1000 // HERTZ
            words += _read(answer, at_ms, last_ms, self._server.address)
            said = said or str(answer.get("language") or "")
            tell((at + len(stretch)) / max(1, len(sound)))
        return Heard(words=tuple(words), duration_ms=len(sound) * 1000 // HERTZ, language=said, model=self._model)

    def _form(self, language: str) -> dict[str, Any]:
        form: dict[str, Any] = {
            "model": self._model,
            "response_format": "verbose_json",
            "timestamp_granularities[]": ["word", "segment"],
            "temperature": "0",
        }
        return form | ({"language": language.split("-")[0]} if language else {})


def _file(sound: NDArray[np.float32]) -> dict[str, tuple[str, bytes, str]]:
    return {"file": ("sound.wav", wave_file(sound), "audio/wav")}


def _read(answer: Mapping[str, Any], at_ms: int, last_ms: int, address: str) -> Iterator[HeardWord]:
    """Yield the words of an answer: those with times, else those of its segments, which share the time of theirs.

    Raises:
        BadInput: it holds no times at all, and yet a text.
    """
    segments = [each for each in answer.get("segments") or () if isinstance(each, Mapping)]
    listed = [each for each in answer.get("words") or () if isinstance(each, Mapping)]
    if not listed:
        listed = [word for each in segments for word in each.get("words") or () if isinstance(word, Mapping)]
    text = str(answer.get("text") or "")
    if listed:
        found = [word for each in listed if (word := _word(each, at_ms, last_ms)) is not None]
        yield from marked(found, text or "".join(str(each.get("text") or "") for each in segments))
        return
    for each in segments:
        times = _times(each, last_ms)
        if times is not None:
            yield from words_of_text(str(each.get("text") or ""), at_ms + times[0], at_ms + times[1], _sureness(each))
    if text.strip() and not segments:
        raise BadInput("engines.no_times", address=address)


def _word(word: Mapping[str, Any], at_ms: int, last_ms: int) -> HeardWord | None:
    times, text = _times(word, last_ms), word.get("word", word.get("text"))
    if times is None or not isinstance(text, str) or not text.strip():
        return None
    return HeardWord(text=text, start_ms=at_ms + times[0], end_ms=at_ms + times[1], confidence=_sureness(word))


def _times(thing: Mapping[str, Any], last_ms: int) -> tuple[int, int] | None:
    start, end = thing.get("start"), thing.get("end")
    if not isinstance(start, int | float) or not isinstance(end, int | float) or not math.isfinite(start + end):
        return None
    start_ms = min(max(0, round(start * 1000)), last_ms)
    return start_ms, min(max(start_ms, round(end * 1000)), last_ms)


def _sureness(thing: Mapping[str, Any]) -> int | None:
    for name, as_share in (("probability", float), ("confidence", float), ("avg_logprob", math.exp)):
        value = thing.get(name)
        if isinstance(value, int | float) and math.isfinite(value) and value <= 1:
            return round(1000 * min(1.0, max(0.0, as_share(value))))
    return None


def open_server(opening: Opening) -> TranscriptionServer:
    """Make it ready to be asked."""
    return TranscriptionServer(Server(opening.setting.address, opening.key, opening.waits), opening.setting.model)


ENGINE = Engine(
    id="transcription_server",
    title=N_("Transcription by a server with OpenAI's interface"),
    kind=EngineKind.HEARING,
    where=Where.SERVER,
    open=open_server,
    wants_model=True,
    tells_confidence=True,
)
