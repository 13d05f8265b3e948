"""The sound that detectors hear: one channel at 16 kHz, every sample where the clock of the file has it."""

from pathlib import Path

import av
import numpy as np
import pytest

from crossreel.domain.errors import Cancelled, NotFound
from crossreel.media import speech_sound
from crossreel.media.speech_sound import HERTZ, read_speech_sound
from tests.unit.media.movies import make_movie
from tests.unit.media.voices import spoken, write_sound

SPANS = ((500, 1500), (2500, 3000))


def lag(made: np.ndarray, heard: np.ndarray) -> int:
    """By how many samples what was heard comes late, at most 20 ms."""
    reach, length = 320, min(len(made), len(heard)) - 640
    return max(range(-reach, reach + 1), key=lambda by: float(np.dot(made[reach : reach + length], heard[reach + by :][:length])))


@pytest.mark.parametrize(("name", "rate"), [("a.wav", 16_000), ("a.m4a", 48_000), ("a.mka", 44_100)])
def test_samples_stand_where_they_were_whatever_the_codec(tmp_path: Path, name: str, rate: int) -> None:
    sound = spoken(4000, SPANS)
    (heard,) = read_speech_sound(write_sound(tmp_path / name, sound, rate))
    assert abs(len(heard) - 4 * HERTZ) < 1024 and heard.dtype == np.float32
    assert abs(lag(sound, heard)) <= 2


def test_stretches_follow_each_other_without_a_seam(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_sound(tmp_path / "a.wav", spoken(4000, SPANS))
    (whole,) = read_speech_sound(path)
    monkeypatch.setattr(speech_sound, "STRETCH_S", 1)
    told: list[tuple[int, int]] = []
    parts = list(read_speech_sound(path, progress=lambda done, total: told.append((done, total))))
    assert [len(part) for part in parts] == [HERTZ] * 4
    assert np.array_equal(np.concatenate(parts), whole) and told[-1][1] == 4


def test_a_gap_of_the_clock_is_silence(tmp_path: Path) -> None:
    path, sound = tmp_path / "gap.mka", spoken(2000, ((200, 1800),))
    with av.open(str(path), "w") as out:
        stream = out.add_stream("pcm_s16le", rate=HERTZ, layout="mono")
        for at in range(0, len(sound), 1000):
            frame = av.AudioFrame.from_ndarray((sound[None, at : at + 1000] * 32767).astype(np.int16), format="s16", layout="mono")
            frame.sample_rate, frame.pts = HERTZ, at + (HERTZ if at >= HERTZ else 0)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    (heard,) = read_speech_sound(path)
    assert abs(len(heard) - 3 * HERTZ) < 50
    assert not heard[HERTZ + 200 : 2 * HERTZ - 200].any()
    assert abs(float(np.abs(heard[2 * HERTZ + 100 :]).mean()) - float(np.abs(sound[HERTZ + 100 :]).mean())) < 0.01


def test_a_video_without_sound_has_none(tmp_path: Path) -> None:
    assert list(read_speech_sound(make_movie(tmp_path / "silent.mp4", frames=10))) == []


def test_it_stops_when_asked_and_says_when_there_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech_sound, "STRETCH_S", 1)

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        list(read_speech_sound(write_sound(tmp_path / "a.wav", spoken(2000, SPANS)), check=stop))
    with pytest.raises(NotFound):
        list(read_speech_sound(tmp_path / "none.wav"))
