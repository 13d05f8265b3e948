"""Speech: how fast it is found, how well cues are measured by it (beside ffsubsync), how well a script is laid over it."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
import pytest
from tests.unit.domain.speech.test_sync import dialogue, heard, shifted
from tests.unit.domain.speech.test_sync import timed as timed_scene
from tests.whisper_model import find_model

from crossreel.domain.catalog.episode import AudioStream, Episode, MediaInfo
from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Role, Track
from crossreel.domain.edits.edit import EditHeader
from crossreel.domain.engines.engine_info import EngineKind, EngineSetting
from crossreel.domain.speech.laying import lay
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.domain.speech.sync import fit
from crossreel.engines.engine import Opening
from crossreel.engines.registry import open_engine
from crossreel.media.speech_sound import read_speech_sound
from crossreel.qc.speech_fit import LEAST_MS
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.checking.runs import Checking
from crossreel.services.files.speech import hear_file
from crossreel.services.listening.auditing import Auditing
from crossreel.storage.database import Database
from spoken_clips import ESPEAK, LENGTH_S, SpokenClip, make_clip, timed

pytestmark = [
    pytest.mark.timeout(1800),
    pytest.mark.skipif(ESPEAK is None, reason="espeak-ng speaks the clips"),
]
CLIPS = 12
SHIFTS_MS = (100, -100, 150, -250, 400, -700, 1000, -1500, 2500, -4000, 5000, -5000)
PEER_SHIFTS_MS = (100, 700, -1500, 5000)
FFSUBSYNC = os.environ.get("CROSSREEL_FFSUBSYNC") or shutil.which("ffsubsync")
EPISODES, LANGUAGES = 80, ("en", "es", "fr", "de", "pt", "id", "th", "vi")
RULES = ("off_speech", "other_episode", "over_silence", "speech_without_cue")


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> list[SpokenClip]:
    """Twelve clips of 90 seconds: four languages, three voices each, three rooms."""
    folder = tmp_path_factory.mktemp("spoken")
    return [make_clip(folder / f"EP{seed:02}.mp4", seed) for seed in range(CLIPS)]


@pytest.fixture(scope="module")
def regions(clips: list[SpokenClip]) -> list[SpeechRegions]:
    """What is found in them."""
    return [hear_file(clip.path) for clip in clips]


def test_finding_speech(benchmark: Any, clips: list[SpokenClip]) -> None:
    """Decoding, resampling and detecting, one thread."""
    hear_file(clips[0].path)
    began, worked = time.perf_counter(), time.process_time()
    for clip in clips:
        hear_file(clip.path)
    seconds, worked = time.perf_counter() - began, time.process_time() - worked
    speed = CLIPS * LENGTH_S / worked
    what = (
        f"finding speech in {CLIPS} videos of {LENGTH_S} s, decoding included, by the time of one core "
        f"(by the clock {CLIPS * LENGTH_S / seconds:.0f} x)"
    )
    benchmark.extra_info.update(what=what, value=speed, unit="x real time", target="300 x")
    benchmark.pedantic(lambda: None)


def measured(clips: Sequence[SpokenClip], found: Sequence[SpeechRegions], shifts: Sequence[int]) -> Iterator[tuple[float, bool]]:
    """Yield the error of each measured shift, and whether it was sure."""
    for seed, (clip, speech) in enumerate(zip(clips, found, strict=True)):
        cues = timed(clip.said, seed)
        for by_ms in shifts:
            moved = [(max(0, start_ms), end_ms) for start_ms, end_ms in shifted(cues, by_ms) if end_ms > 0]
            result = fit(moved, speech, LENGTH_S * 1000)
            yield abs(result.late_ms - by_ms), result.is_sure and result.factor == 1


def test_shifts(benchmark: Any, clips: list[SpokenClip], regions: list[SpeechRegions]) -> None:
    """The error over planted shifts."""
    told = list(measured(clips, regions, SHIFTS_MS))
    errors = [error for error, sure in told if sure]
    what = (
        f"error over planted shifts of 0.1 to 5 s, 95th percentile of {len(told)} ({len(errors)} sure, median "
        f"{median(errors):.0f} ms, greatest {max(errors):.0f} ms)"
    )
    benchmark.extra_info.update(what=what, value=float(np.percentile(errors, 95)), unit="ms", target="50 ms")
    benchmark.pedantic(lambda: None)


@pytest.mark.skipif(FFSUBSYNC is None, reason="ffsubsync is not there (CROSSREEL_FFSUBSYNC)")
def test_shifts_by_ffsubsync(benchmark: Any, clips: list[SpokenClip], regions: list[SpeechRegions], tmp_path: Path) -> None:
    """The same of ffsubsync, on fewer shifts; and ours on those."""
    errors = [
        abs(_moved_by_ffsubsync(clip.path, timed(clip.said, seed), by_ms, tmp_path) + by_ms)
        for seed, clip in enumerate(clips)
        for by_ms in PEER_SHIFTS_MS
    ]
    ours = [error for error, _sure in measured(clips, regions, PEER_SHIFTS_MS)]
    what = (
        f"error of ffsubsync over {len(errors)} of these shifts, median (95th percentile {np.percentile(errors, 95):.0f} ms; "
        f"ours on the same: {median(ours):.0f} and {np.percentile(ours, 95):.0f} ms)"
    )
    benchmark.extra_info.update(what=what, value=median(errors), unit="ms", target="")
    benchmark.pedantic(lambda: None)


def _moved_by_ffsubsync(video: Path, cues: Sequence[tuple[int, int]], by_ms: int, folder: Path) -> float:
    """Return by how much ffsubsync moves cues that come so late."""
    given, made = folder / "in.srt", folder / "out.srt"
    kept = [(start + by_ms, end + by_ms) for start, end in cues if start + by_ms > 0]
    given.write_text("".join(f"{at}\n{_clock(a)} --> {_clock(b)}\nYes\n\n" for at, (a, b) in enumerate(kept, 1)), "utf-8")
    made.unlink(missing_ok=True)
    assert FFSUBSYNC is not None
    subprocess.run([FFSUBSYNC, str(video), "-i", str(given), "-o", str(made)], capture_output=True, timeout=300, check=False)
    if not made.is_file():
        return 0.0
    starts = [_ms(line.split(" --> ")[0]) for line in made.read_text("utf-8").splitlines() if " --> " in line]
    late = len(kept) - len(starts)  # it drops cues at the beginning
    return median(after - before for after, (before, _) in zip(starts, kept[late:], strict=True)) if starts else 0.0


def _clock(at_ms: int) -> str:
    return f"{at_ms // 3_600_000:02}:{at_ms // 60_000 % 60:02}:{at_ms // 1000 % 60:02},{at_ms % 1000:03}"


def _ms(clock: str) -> int:
    hours, minutes, rest = clock.strip().split(":")
    return (int(hours) * 60 + int(minutes)) * 60_000 + int(rest.replace(",", ""))


def test_good_files(benchmark: Any, clips: list[SpokenClip], regions: list[SpeechRegions]) -> None:
    """Good files that are called off, and files of other clips that are called anything."""
    false = tried = sure_elsewhere = 0
    for seed, (clip, speech) in enumerate(zip(clips, regions, strict=True)):
        for take in range(25):
            result = fit(timed(clip.said, 100 * seed + take), speech, LENGTH_S * 1000)
            tried += 1
            false += result.is_sure and (result.factor != 1 or abs(result.late_ms) >= LEAST_MS)
        for other, elsewhere in enumerate(regions):
            sure_elsewhere += other != seed and fit(timed(clip.said, seed), elsewhere, LENGTH_S * 1000).is_sure
    what = f"good files called off, of {tried} ({sure_elsewhere} of {CLIPS * (CLIPS - 1)} files of another clip called sure)"
    benchmark.extra_info.update(what=what, value=false, unit="files", target="none")
    benchmark.pedantic(lambda: None)


def test_speeds(benchmark: Any, clips: list[SpokenClip], regions: list[SpeechRegions]) -> None:
    """Files read at another frame rate."""
    right, tried, worst = 0, 0, 0.0
    for seed, (clip, speech) in enumerate(zip(clips, regions, strict=True)):
        cues = timed(clip.said, seed)
        for factor in (25 / 23.976, 23.976 / 25, 25 / 24, 24 / 25):
            result = fit([(round(a * factor), round(b * factor)) for a, b in cues], speech, LENGTH_S * 1000)
            off = max(abs(result.placed(round(a * factor)) - a) for a, _ in cues)
            tried, right, worst = tried + 1, right + (result.is_sure and off <= 150), max(worst, off)
    what = f"files of another speed put right within 150 ms, of {tried} (25, 24 and 23.976; the worst cue is {worst:.0f} ms off)"
    benchmark.extra_info.update(what=what, value=right, unit=f"of {tried}", target="all")
    benchmark.pedantic(lambda: None)


def test_laying(benchmark: Any, clips: list[SpokenClip], regions: list[SpeechRegions]) -> None:
    """A script without times."""
    errors = [
        abs(each.start_ms - start_ms)
        for clip, speech in zip(clips, regions, strict=True)
        for each, (start_ms, _, _) in zip(
            lay([len(text.replace(" ", "")) for _, _, text in clip.said], speech.spans, 4 if clip.language == "zh" else 6),
            clip.said,
            strict=True,
        )
    ]
    share = sum(error <= 250 for error in errors) / len(errors)
    nearer = sum(error <= 100 for error in errors) / len(errors)
    what = f"lines of a script laid within 0.25 s of where they are said, of {len(errors)} ({100 * nearer:.0f} % within 0.1 s)"
    benchmark.extra_info.update(what=what, value=100 * share, unit="%", target="")
    benchmark.pedantic(lambda: None)


def test_audit(benchmark: Any, tmp_path: Path) -> None:
    """Every episode in every language, the regions found: measured, then judged by the QC rules of speech."""
    database = Database.open(tmp_path / "catalog.crossreel", author="Ana")
    title = Title(id=database.new_id(), code="HEIR", name="The Heir", source_language="en")
    episodes = [Episode(id=database.new_id(), title_id=title.id, number=number) for number in range(1, EPISODES + 1)]
    spoken = {episode.id: dialogue(episode.number) for episode in episodes}
    speech = {episode_id: heard(each) for episode_id, each in spoken.items()}
    tracks = [
        Track(id=database.new_id(), episode_id=episode.id, language=tag, role=Role.TRANSLATION if at else Role.SOURCE)
        for episode in episodes
        for at, tag in enumerate(LANGUAGES)
    ]
    with database.edit(EditHeader(label="edit.test", title_id=None)) as edit, edit.part() as uow:
        uow.put_all([title])
        uow.put_all(episodes)
        uow.put_all(tracks)
        for track in tracks:
            cues = timed_scene(spoken[track.episode_id], track.id % 1000)
            uow.put_all(Cue(id=uow.new_id(), track_id=track.id, start_ms=a, end_ms=b, text="Yes", pinned=True) for a, b in cues)
    info = MediaInfo(
        duration_ms=90_000, width=1080, height=1920, rotation=0, frame_rate=Fraction(30), variable_frame_rate=False,
        video_codec="h264", size_bytes=1_000, content_key="", audio=(AudioStream(codec="aac", channels=2, sample_rate=48_000),),
    )  # fmt: skip
    for episode in episodes:
        Cataloging(database).set_media(episode.id, tmp_path / f"{episode.id}.mp4", replace(info, content_key=str(episode.id)))
    auditing = Auditing(database, speech=lambda media: speech[media.episode_id])
    checking = Checking(database, speech=lambda media: speech[media.episode_id])

    def audit() -> None:
        assert sum(line.fit.is_sure for line in auditing.measure(title.id)) >= 0.9 * EPISODES * len(LANGUAGES)
        checking.run(title.id, rules=RULES)

    what = f"auditing {EPISODES} episodes in {len(LANGUAGES)} languages: measured, and judged by the rules"
    benchmark.extra_info.update(what=what, target="30 s")
    benchmark.pedantic(audit, rounds=1)
    database.close()


def test_hearing(benchmark: Any, clips: list[SpokenClip]) -> None:
    """Whisper (tiny, English) on this machine."""
    model = find_model(fetch=True)
    if model is None:
        pytest.skip("the small model of Whisper cannot be had")
    pytest.importorskip("faster_whisper")
    setting = EngineSetting(name="bench", engine_id="faster_whisper", model=str(model))
    engine: Any = open_engine(EngineKind.HEARING, Opening(setting=setting))
    clip = next(each for each in clips if each.language == "en")
    sound = np.concatenate(list(read_speech_sound(clip.path)))
    began = time.perf_counter()
    found = engine.hear(sound, "en", lambda: None)
    speed = LENGTH_S / (time.perf_counter() - began)
    wanted = sum(len(text.split()) for _, _, text in clip.said)
    what = f"hearing {LENGTH_S} s by Whisper tiny.en on this machine ({len(found.words)} words heard, {wanted} said)"
    benchmark.extra_info.update(what=what, value=speed, unit="x real time", target="")
    benchmark.pedantic(lambda: None)
