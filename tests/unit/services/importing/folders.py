"""Folders as they arrive: small real videos and subtitle files."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crossreel.domain.catalog.episode import Episode
from crossreel.domain.catalog.title import Title
from crossreel.domain.catalog.version import Version
from crossreel.domain.cues.cue import Cue
from crossreel.domain.cues.track import Track
from crossreel.domain.views.grid import Matrix
from crossreel.storage import queries
from crossreel.storage.database import Database

LINES: Mapping[str, tuple[str, ...]] = {
    "zh-Hans": ("你到底在哪里？我找了你很久", "我一直在这里等你回来", "别走，请你留下来吧"),
    "en": (
        "Where on earth are you? I have been looking for you.",
        "I was waiting here for you the whole time.",
        "Please don't go. Stay.",
    ),
    "th": ("คุณอยู่ที่ไหนกันแน่", "ฉันรอคุณอยู่ที่นี่ตลอดเวลา", "อย่าไปเลย ได้โปรดอยู่ต่อ"),
    "ar": ("أين أنت بحق السماء؟", "كنت أنتظرك هنا طوال الوقت", "لا تذهب، أرجوك ابق"),
}
TIMES = ((500, 1500), (2000, 3000), (3500, 4500))


def srt(lines: Sequence[str], times: Sequence[tuple[int, int]] = TIMES) -> str:
    """Return an SRT file."""

    def clock(ms: int) -> str:
        return f"00:{ms // 60000:02d}:{ms // 1000 % 60:02d},{ms % 1000:03d}"

    blocks = [
        f"{at}\n{clock(a)} --> {clock(b)}\n{line}\n" for at, (line, (a, b)) in enumerate(zip(lines, times, strict=False), start=1)
    ]
    return "\n".join(blocks)


def put_srt(path: Path, language: str, *, times: Sequence[tuple[int, int]] = TIMES, suffix: str = "") -> Path:
    """Write an SRT file in a language."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(srt([line + suffix for line in LINES[language]], times), encoding="utf-8")
    return path


def put_video(movie: Path, path: Path) -> Path:
    """Copy a movie under another name, with a box at its end that makes its content its own."""
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(movie, path)
    with path.open("ab") as file:
        mark = path.name.encode()
        file.write((8 + len(mark)).to_bytes(4, "big") + b"free" + mark)
    return path


def put_drama(folder: Path, movie: Path, *, episodes: int = 2, languages: Sequence[str] = ("zh-Hans", "en", "th")) -> Path:
    """Fill a folder with a title: a video and a subtitle file per language for each episode."""
    for number in range(1, episodes + 1):
        put_video(movie, folder / f"EP{number:02d}.mp4")
        for language in languages:
            put_srt(folder / language / f"EP{number:02d}.srt", language, suffix=f" {number}")
    return folder


@dataclass(frozen=True)
class Held:
    """What a catalog holds of its only title."""

    title: Title
    matrix: Matrix
    tracks: Mapping[tuple[int, str, str], Track] = field(default_factory=dict)
    cues: Mapping[tuple[int, str, str], list[Cue]] = field(default_factory=dict)
    media: Mapping[int, Version] = field(default_factory=dict)


def held(database: Database) -> Held:
    """Read everything of the only title."""
    with database.read() as uow:
        (title,) = uow.where(Title)
        numbers = {episode.id: episode.number for episode in uow.where(Episode, title_id=title.id)}
        tracks = {(numbers[track.episode_id], track.language, track.role.value): track for track in uow.where(Track)}
        cues = {key: uow.where(Cue, track_id=track.id) for key, track in tracks.items()}
        media = {numbers[each.episode_id]: each for each in uow.where(Version)}
        return Held(title=title, matrix=queries.matrix(uow, title.id), tracks=tracks, cues=cues, media=media)
