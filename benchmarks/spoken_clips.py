"""Clips in which several voices speak at known times, over noise and music: spoken by espeak-ng, set to cues as people do."""

import random
import shutil
import subprocess
import wave
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np

HERTZ = 16_000
LENGTH_S = 90
ESPEAK = shutil.which("espeak-ng")
Sound = np.ndarray[Any, np.dtype[np.float32]]
SCENES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "en": (
        ("en-us", "en-us+f3", "en-gb+m4"),
        (
            "I told you never to come back here.", "You knew.", "Mother, listen to me, please.", "Who is that man?", "Get out!",
            "The contract was signed before the wedding, and nobody said a word about it.", "He is the chairman's only son.",
            "I will pay you back every single penny.", "Why are you crying?", "Because you lied to me for three years.", "Fine.",
            "She is carrying your child, you fool.", "Tomorrow morning we will sign the divorce papers.", "Don't touch me.",
        ),
    ),
    "zh": (
        ("cmn", "cmn+f2", "cmn+m3"),
        (
            "你怎么会在这里?", "我早就告诉过你不要回来。", "妈,你听我说。", "他是董事长唯一的儿子。", "滚出去!",
            "你为什么哭?", "好。",
            "这份合同是婚礼之前签的,没有人提过一个字。", "因为你骗了我三年。", "那天晚上下着雨。", "她怀了你的孩子。",
        ),
    ),
    "es": (
        ("es", "es+f4", "es-419+m2"),
        (
            "Te dije que no volvieras nunca.", "Tú lo sabías.", "Mamá, escúchame, por favor.", "¿Quién es ese hombre?", "¡Fuera!",
            "El contrato se firmó antes de la boda y nadie dijo nada.", "Es el único hijo del presidente.", "¿Por qué lloras?",
            "Te devolveré hasta el último centavo.", "Porque me mentiste durante tres años.",
        ),
    ),
    "de": (
        ("de", "de+f2", "de+m5"),
        (
            "Ich habe dir gesagt, du sollst nie wiederkommen.", "Du hast es gewusst.", "Wer ist dieser Mann?", "Raus!",
            "Der Vertrag wurde vor der Hochzeit unterschrieben, und niemand hat ein Wort gesagt.", "Warum weinst du?",
            "Ich zahle dir jeden Cent zurück.", "Weil du mich drei Jahre lang belogen hast.",
        ),
    ),
}  # fmt: skip
PAUSES_S = (0.12, 0.2, 0.35, 0.6, 1.2, 2.5, 4.0)


@dataclass(frozen=True, kw_only=True)
class SpokenClip:
    """A video, its sound, and what is said from when to when in it (milliseconds)."""

    path: Path
    language: str
    said: tuple[tuple[int, int, str], ...]


def make_clip(path: Path, seed: int) -> SpokenClip:
    """Make a clip: two or three voices of one language, quiet or in a noisy room, in every third clip over music."""
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    language = sorted(SCENES)[seed % len(SCENES)]
    voices, sentences = SCENES[language]
    sound = np.zeros(LENGTH_S * HERTZ, np.float32)
    at_s, said = chance.uniform(0.5, 3), list[tuple[int, int, str]]()
    while True:
        sentence = chance.choice(sentences)
        spoken = _spoken(
            sentence, chance.choice(voices), chance.randint(140, 190), chance.randint(30, 70), path.with_suffix(".wav")
        )
        if at_s + len(spoken) / HERTZ + 0.3 > LENGTH_S:
            break
        first = int(at_s * HERTZ)
        sound[first : first + len(spoken)] += spoken * chance.uniform(0.4, 0.9)
        said.append((round(at_s * 1000), round((at_s + len(spoken) / HERTZ) * 1000), sentence))
        at_s += len(spoken) / HERTZ + chance.choice(PAUSES_S) * chance.uniform(0.7, 1.3)
    times = np.arange(len(sound)) / HERTZ
    sound += (
        np.convolve(noise.standard_normal(len(sound)), np.ones(8) / 8, "same").astype(np.float32) * (0.006, 0.02, 0.04)[seed % 3]
    )
    if seed % 3 == 2:
        chord = sum(np.sin(2 * np.pi * tone * times) * (0.5 + 0.5 * np.sin(np.pi * times + tone)) for tone in (220, 277, 330, 440))
        sound += 0.03 * np.asarray(chord, np.float32)
    _write(path, np.clip(sound, -1, 1))
    return SpokenClip(path=path, language=language, said=tuple(said))


def _spoken(text: str, voice: str, speed: int, pitch: int, path: Path) -> Sound:
    """Return a sentence from its first sound to its last."""
    assert ESPEAK is not None
    subprocess.run([ESPEAK, "-v", voice, "-s", str(speed), "-p", str(pitch), "-w", str(path), text], check=True)
    with wave.open(str(path)) as read:
        rate, samples = read.getframerate(), np.frombuffer(read.readframes(read.getnframes()), "<i2").astype(np.float32) / 32768
    count = int(len(samples) * HERTZ / rate)
    resampled = np.interp(np.arange(count) * rate / HERTZ, np.arange(len(samples)), samples).astype(np.float32)
    loud = np.flatnonzero(np.abs(resampled) > 0.01)
    spoken: Sound = resampled[loud[0] : loud[-1] + 1]
    return spoken


def _write(path: Path, sound: Sound) -> None:
    """Write a vertical video with the sound as apps deliver it: AAC, 48 kHz."""
    with av.open(str(path), "w") as out:
        picture = out.add_stream("libx264", rate=25, width=360, height=640, pix_fmt="yuv420p", options={"preset": "ultrafast"})
        stream = out.add_stream("aac", rate=48_000, layout="mono")
        resampler = av.AudioResampler(format="fltp", layout="mono", rate=48_000)
        for at in range(0, len(sound), 1024):
            frame = av.AudioFrame.from_ndarray(sound[None, at : at + 1024], format="flt", layout="mono")
            frame.sample_rate, frame.pts = HERTZ, at
            for part in resampler.resample(frame):
                out.mux(stream.encode(part))
        for last in (*resampler.resample(None), None):
            out.mux(stream.encode(last))
        black = av.VideoFrame.from_ndarray(np.zeros((640, 360, 3), np.uint8), format="rgb24").reformat(format="yuv420p")
        for number in range(LENGTH_S * 25):
            black.pts = number
            out.mux(picture.encode(black))
        out.mux(picture.encode(None))


def timed(said: Sequence[tuple[int, int, str]], seed: int) -> list[tuple[int, int]]:
    """Return cues as people set them: begun with the line give or take a frame, held longer; a line forgotten, two in one."""
    chance, cues = random.Random(seed), list[tuple[int, int]]()
    at = 0
    while at < len(said):
        start_ms, end_ms, _text = said[at]
        at += 1
        if chance.random() < 0.05:
            continue
        if at < len(said) and said[at][0] - end_ms < 400 and chance.random() < 0.3:
            end_ms = said[at][1]
            at += 1
        start_ms += round(chance.gauss(0, 30))
        end_ms = min(end_ms + round(chance.uniform(0, 400)), said[at][0] - 80 if at < len(said) else LENGTH_S * 1000)
        if cues and start_ms < cues[-1][1]:
            start_ms = cues[-1][1] + 40
        if end_ms > start_ms + 100:
            cues.append((start_ms, end_ms))
    return cues
