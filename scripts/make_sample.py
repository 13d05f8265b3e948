"""Draws, speaks and encodes the sample title into resources/sample/. Needs espeak-ng; run once, its result is committed."""

import os
import re
import subprocess
import sys
import tempfile
import tomllib
import wave
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import av
import numpy as np
from PySide6.QtGui import QGuiApplication

import sample_picture

SCRIPTS = Path(__file__).resolve().parent
SAMPLE = SCRIPTS.parent / "resources" / "sample"
RATE, FPS = 44_100, 30
LEAD_MS, GAP_MS, TAIL_MS, OUT_MS = 900, 460, 1000, 260
LANGUAGES = ("en", "es-419", "ar", "th")
LEFT_OUT = {(4, "th")}


@dataclass(frozen=True)
class Line:
    """A spoken line: who says it, when, and the sound."""

    who: str
    start_ms: int
    end_ms: int
    sound: np.ndarray
    cue: dict[str, Any]


def speak(text: str, voice: str) -> np.ndarray:
    """Return Mandarin speech as float samples at 44.1 kHz, silence trimmed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "voice.wav"
        subprocess.run(["espeak-ng", "-v", f"cmn+{voice}", "-s", "155", "-w", str(path), text], check=True)
        with wave.open(str(path)) as sound:
            raw = np.frombuffer(sound.readframes(sound.getnframes()), np.int16).astype(np.float32) / 32768
            old = np.arange(len(raw)) / sound.getframerate()
    loud = np.flatnonzero(np.abs(raw) > 0.01)
    raw, old = raw[loud[0] : loud[-1] + 1], old[: loud[-1] - loud[0] + 1]
    return np.interp(np.arange(int(old[-1] * RATE)) / RATE, old, raw).astype(np.float32)


def time_lines(cues: list[dict[str, Any]], voices: dict[str, str]) -> tuple[list[Line], int]:
    """Place the lines one after the other on frame edges; return them and the length of the episode in milliseconds."""
    lines, at = [], LEAD_MS
    for cue in cues:
        sound = speak(cue["zh-Hans"], voices[cue["who"]])
        frame = round(at * FPS / 1000)
        start = -(-frame * 1000 // FPS)
        end = -(-round((start + len(sound) * 1000 / RATE + OUT_MS) * FPS / 1000) * 1000 // FPS)
        end = max(end, start + 900)
        lines.append(Line(cue["who"], start, end, sound, cue))
        at = end + GAP_MS
    return lines, lines[-1].end_ms + TAIL_MS


def mix(lines: list[Line], duration_ms: int) -> np.ndarray:
    """Return the mono sound of an episode: a quiet room tone and the voices."""
    count = duration_ms * RATE // 1000
    noise = np.random.default_rng(7).standard_normal(count).astype(np.float32)
    sound = np.convolve(noise, np.ones(64, np.float32) / 64, "same") * 0.012
    for line in lines:
        at = line.start_ms * RATE // 1000
        sound[at : at + len(line.sound)] += line.sound[: count - at] * 0.8
    return np.clip(sound, -1, 1)


def encode(path: Path, number: int, lines: list[Line], duration_ms: int) -> None:
    """Write one episode: 720x1280, 30 fps, H.264 and AAC."""
    sound = mix(lines, duration_ms)
    with av.open(str(path), "w", options={"movflags": "faststart"}) as file:
        video = file.add_stream("libx264", FPS, options={"crf": "29", "preset": "slow", "g": "60", "threads": "2"})
        video.width, video.height, video.pix_fmt = sample_picture.WIDTH, sample_picture.HEIGHT, "yuv420p"
        audio = file.add_stream("aac", RATE, layout="mono")
        audio.bit_rate = 96_000
        for frame in range(duration_ms * FPS // 1000):
            picture = av.VideoFrame.from_ndarray(frame_pixels(frame, number, lines, sound), format="rgb24")
            picture.pts, picture.time_base = frame, Fraction(1, FPS)
            file.mux(video.encode(picture))
        file.mux(video.encode(None))
        for at in range(0, len(sound), 1024):
            chunk = av.AudioFrame.from_ndarray(sound[None, at : at + 1024], format="fltp", layout="mono")
            chunk.sample_rate, chunk.pts, chunk.time_base = RATE, at, Fraction(1, RATE)
            file.mux(audio.encode(chunk))
        file.mux(audio.encode(None))


def frame_pixels(frame: int, number: int, lines: list[Line], sound: np.ndarray) -> np.ndarray:
    """Draw the frame of an episode; the camera changes with every line."""
    ms = frame * 1000 // FPS
    shot = max((index for index, line in enumerate(lines) if line.start_ms - 400 <= ms), default=0)
    at = ms * RATE // 1000
    loud = float(np.abs(sound[at : at + RATE // FPS]).max(initial=0))
    speaking = min(1.0, loud * 2) if lines[shot].start_ms <= ms <= lines[shot].end_ms else 0.0
    return sample_picture.pixels(sample_picture.draw_frame(frame, frame / FPS, number - 1, lines[shot].who, speaking, shot))


def translation(cue: dict[str, Any], language: str) -> str:
    """Return the text of a cue, with the deliberate mistake where the story has one."""
    return str(cue.get("mistake", {}).get(language, cue[language]))


def srt_time(ms: int) -> str:
    """Write a time as SubRip does."""
    return f"{ms // 3600000:02d}:{ms // 60000 % 60:02d}:{ms // 1000 % 60:02d},{ms % 1000:03d}"


def write_subtitles(number: int, lines: list[Line]) -> None:
    """Write the tracks of an episode, each language the way such files arrive."""
    srt_names = {"zh-Hans": f"EP{number:02d}.zh-Hans.srt", "en": f"EP{number:02d}_en.srt", "ar": f"EP{number:02d}.ar.srt"}
    for language, name in srt_names.items():
        kept = [line for line in lines if translation(line.cue, language)]
        blocks = [
            f"{index}\n{srt_time(line.start_ms)} --> {srt_time(end_of(line, language, number))}\n"
            f"{translation(line.cue, language)}\n"
            for index, line in enumerate(kept, 1)
        ]
        (SAMPLE / name).write_text("\n".join(blocks), "utf-8")
    rows = [f"{vtt_time(line.start_ms)} --> {vtt_time(line.end_ms)}\n{translation(line.cue, 'es-419')}\n" for line in lines]
    (SAMPLE / f"EP{number:02d}.es-419.vtt").write_text("WEBVTT\n\n" + "\n".join(rows), "utf-8")
    if (number, "th") not in LEFT_OUT:
        write_ass(number, lines)


def end_of(line: Line, language: str, number: int) -> int:
    """Return the out-time; the fifth English episode overlaps on purpose."""
    return line.end_ms + 900 if language == "en" and number == 5 and line.cue["who"] == "顾老爷" else line.end_ms


def vtt_time(ms: int) -> str:
    """Write a time as WebVTT does."""
    return srt_time(ms).replace(",", ".")


def write_ass(number: int, lines: list[Line]) -> None:
    """Write the Thai track as Advanced SubStation Alpha with speakers."""
    head = (
        "[Script Info]\nTitle: The Hidden Heir\nScriptType: v4.00+\nPlayResX: 1080\nPlayResY: 1920\n\n[V4+ Styles]\n"
        "Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, "
        "StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding\n"
        "Style: Default,Noto Sans Thai,72,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,-1,0,0,0,100,100,0,0,1,4,0,2,76,216,440,1\n\n"
        "[Events]\nFormat: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    )
    rows = [
        f"Dialogue: 0,{ass_time(line.start_ms)},{ass_time(line.end_ms)},Default,{line.who},0,0,0,,"
        + re.sub("\n", r"\\N", translation(line.cue, "th"))
        for line in lines
    ]
    (SAMPLE / f"Heir-{number:02d} [th].ass").write_text(head + "\n".join(rows) + "\n", "utf-8-sig")


def ass_time(ms: int) -> str:
    """Write a time as ASS does, in hundredths."""
    centis = round(ms / 10)
    return f"{centis // 360000}:{centis // 6000 % 60:02d}:{centis // 100 % 60:02d}.{centis % 100:02d}"


def main() -> None:
    """Make every file of the sample title."""
    application = QGuiApplication(sys.argv)
    SAMPLE.mkdir(parents=True, exist_ok=True)
    story = tomllib.loads((SCRIPTS / "sample_story.toml").read_text("utf-8"))
    people = tomllib.loads((SAMPLE / "title.toml").read_text("utf-8"))["characters"]
    voices = {character["name"]: character["voice"] for character in people}
    sample_picture.draw_cover().save(str(SAMPLE / "cover.jpg"), quality=88)
    for number, episode in enumerate(story["episode"], 1):
        lines, duration_ms = time_lines(episode["cue"], voices)
        write_subtitles(number, lines)
        encode(SAMPLE / f"EP{number:02d}.mp4", number, lines, duration_ms)
        print(f"EP{number:02d}.mp4", duration_ms, "ms")
    application.quit()


if __name__ == "__main__":
    main()
