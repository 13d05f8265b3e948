"""Hearing by a server, good and bad: words with times whatever of them it gives, and a sentence for each way it fails."""

import io
import json
import wave
from typing import Any

import numpy as np
import pytest

from crossreel.domain.engines.engine_info import EngineKind, EngineSetting
from crossreel.domain.engines.sound_and_picture import Heard, HeardWord
from crossreel.domain.errors import BadInput, Cancelled, CrossreelError, Refused, Unavailable
from crossreel.engines.engine import Opening
from crossreel.engines.hearing import transcription_server
from crossreel.engines.hearing_answer import marked, words_of_text
from crossreel.engines.registry import open_engine
from crossreel.engines.server import Waits
from crossreel.i18n.messages import sentence
from tests.loopback import Call, Loopback, Reply, failed, nobody, serving

SOUND = np.zeros(16_000 * 3, np.float32)


def go_on() -> None:
    """Nobody cancels."""


def heard_by(loopback: Loopback | str, waits: Waits, language: str = "en-GB", sound: np.ndarray = SOUND) -> Heard:
    address = loopback if isinstance(loopback, str) else loopback.address
    setting = EngineSetting(name="mine", engine_id="transcription_server", address=address, model="whisper-1")
    opened: Any = open_engine(EngineKind.HEARING, Opening(setting=setting, key="sk-1", waits=waits))
    found: Heard = opened.hear(sound, language, go_on)
    return found


def answer(**fields: object) -> Reply:
    return Reply(body=json.dumps(fields, ensure_ascii=False).encode())


def plain(heard: Heard) -> list[tuple[str, int, int]]:
    return [(word.text, word.start_ms, word.end_ms) for word in heard.words]


def test_the_sound_goes_there_as_a_file_and_words_come_back_with_their_signs(waits: Waits) -> None:
    words = [{"word": "Hello", "start": 0.1, "end": 0.5}, {"word": "there", "start": 0.6, "end": 1.0}]
    with serving(answer(text="Hello, there! ", language="english", duration=3.0, words=words)) as loopback:
        found = heard_by(loopback, waits)
    assert plain(found) == [("Hello,", 100, 500), (" there!", 600, 1000)]
    assert (found.duration_ms, found.language, found.model) == (3000, "english", "whisper-1")
    (call,) = loopback.calls
    assert call.path == "/v1/audio/transcriptions" and call.headers["Authorization"] == "Bearer sk-1"
    for said in (b'name="model"\r\n\r\nwhisper-1', b'name="language"\r\n\r\nen\r\n', b"verbose_json", b'filename="sound.wav"'):
        assert said in call.body
    with wave.open(io.BytesIO(call.body[call.body.index(b"RIFF") :])) as sent:
        assert (sent.getframerate(), sent.getnchannels(), sent.getnframes()) == (16_000, 1, len(SOUND))


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"text": "a b", "segments": [{"start": 0, "end": 1, "text": " a b"}]}, [(" a", 0, 500), (" b", 500, 1000)]),
        ({"text": "你好", "segments": [{"start": 1, "end": 2, "text": "你好"}]}, [("你", 1000, 1500), ("好", 1500, 2000)]),
        (
            {
                "segments": [
                    {"text": " Oh", "words": [{"word": " Oh", "start": 0, "end": 0.4}]},
                    {"text": " no.", "words": [{"word": " no.", "start": 0.5, "end": 1}]},
                ]
            },
            [(" Oh", 0, 400), (" no.", 500, 1000)],
        ),
        ({"text": "x", "words": [{"word": "x", "start": -1, "end": 99}]}, [("x", 0, 3000)]),
        ({"text": "x", "words": [{"word": "x", "start": "soon", "end": None}, {"word": 7, "start": 0, "end": 1}]}, []),
        ({"text": "", "words": [], "segments": []}, []),
    ],
)  # fmt: skip
def test_whatever_of_times_it_gives_is_used(fields: dict[str, object], wanted: list[tuple[str, int, int]], waits: Waits) -> None:
    with serving(answer(**fields)) as loopback:
        found = plain(heard_by(loopback, waits))
    assert [(text.strip(), start, end) for text, start, end in found] == [(text.strip(), s, e) for text, s, e in wanted]


def test_how_sure_it_is_comes_along(waits: Waits) -> None:
    words = [{"word": "a", "start": 0, "end": 1, "probability": 0.5}, {"word": "b", "start": 1, "end": 2}]
    with serving(answer(text="a b", words=words)) as loopback:
        assert [word.confidence for word in heard_by(loopback, waits).words] == [500, None]


def test_a_long_sound_is_sent_in_stretches_cut_where_it_is_quiet(waits: Waits, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcription_server, "MOST_S", 2)
    sound = np.full(16_000 * 5, 0.5, np.float32)
    sound[int(1.5 * 16_000) : int(1.7 * 16_000)] = 0
    word = {"word": "hm", "start": 0.5, "end": 0.6}
    with serving(lambda call: answer(text="hm", words=[word])) as loopback:
        found = heard_by(loopback, waits, sound=sound)
    starts = [word.start_ms for word in found.words]
    assert len(starts) == len(loopback.calls) == 4 and found.duration_ms == 5000
    assert starts[0] == 500 and 2000 <= starts[1] <= 2200, "the first cut is within the silence from 1.5 to 1.7 s"
    assert starts == sorted(starts)


def test_a_server_without_times_says_what_is_missing(waits: Waits) -> None:
    with serving(answer(text="Hello there")) as loopback, pytest.raises(BadInput) as raised:
        heard_by(loopback, waits)
    assert "words without times" in sentence(raised.value.code, raised.value.facts)


@pytest.mark.parametrize(
    ("replies", "kind"),
    [
        ((failed(401),), Refused),
        ((failed(404),), BadInput),
        ((failed(500),), Unavailable),
        ((failed(429, Retry_After="86400"),), Unavailable),
        ((Reply(body=b"<html>"),), BadInput),
        ((Reply(body=b'{"text":', cut=True),), Unavailable),
    ],
)
def test_each_way_to_fail_is_a_sentence(replies: tuple[Reply, ...], kind: type[CrossreelError], waits: Waits) -> None:
    with serving(*replies) as loopback, pytest.raises(kind) as raised:
        heard_by(loopback, waits)
    assert sentence(raised.value.code, raised.value.facts)


def test_nobody_there_and_cancelled(waits: Waits) -> None:
    with pytest.raises(Unavailable):
        heard_by(nobody(), waits)

    def stop() -> None:
        raise Cancelled

    def never(_call: Call) -> Reply:
        raise AssertionError("it was cancelled before")

    with serving(never) as loopback:
        setting = EngineSetting(name="m", engine_id="transcription_server", address=loopback.address, model="w")
        opened: Any = open_engine(EngineKind.HEARING, Opening(setting=setting, waits=waits))
        with pytest.raises(Cancelled):
            opened.hear(SOUND, "", stop)


def word(text: str, at: int) -> HeardWord:
    return HeardWord(text=text, start_ms=at, end_ms=at + 1)


def test_signs_go_to_the_word_they_belong_to() -> None:
    found = marked([word("Yes", 0), word("he", 1), word("said", 2), word("go", 3)], "“Yes,” he said: “go”!")
    assert [each.text for each in found] == ["“Yes,”", " he", " said:", " “go”!"]
    found = marked([word("你好", 0), word("吗", 1), word("走", 2)], "你好吗？走。")
    assert [each.text for each in found] == ["你好", "吗？", "走。"]
    found = marked([word("one", 0), word("too", 1), word("three", 2)], "one two three.")
    assert [each.text for each in found] == ["one", " too", " three"], "what is not there is not looked for further on"
    assert [each.text for each in words_of_text("", 0, 1, None)] == []
