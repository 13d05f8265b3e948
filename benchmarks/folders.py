"""A generated folder of episodes and subtitle files, as big as a real title."""

import random
import shutil
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

WORDS: dict[str, str] = {
    "zh-Hans": "你 我 他 到底 在 哪里 等 回来 别走 继承人 秘密 家族 今晚 真相 为什么 不要 相信 结婚 董事长 合同",
    "en": "where are you the heir secret family tonight truth why never trust married chairman contract please stay with me now",
    "es-419": "dónde estás el heredero secreto familia esta noche verdad por qué nunca confíes casada presidente contrato quédate",
    "pt-BR": "onde você está o herdeiro segredo família esta noite verdade por que nunca confie casada presidente contrato fica",
    "th": "คุณ อยู่ ที่ไหน ทายาท ความลับ ครอบครัว คืนนี้ ความจริง ทำไม อย่า เชื่อ แต่งงาน ประธาน สัญญา",
    "ar": "أين أنت الوريث السر العائلة الليلة الحقيقة لماذا لا تثق متزوجة الرئيس العقد ابق معي",
    "id": "di mana kamu pewaris rahasia keluarga malam ini kebenaran kenapa jangan percaya menikah ketua kontrak tinggal",
    "vi": "em ở đâu người thừa kế bí mật gia đình tối nay sự thật tại sao đừng tin kết hôn chủ tịch hợp đồng ở lại",
}
EPISODES, CUES = 80, 40


def make_folder(
    folder: Path, *, episodes: int = EPISODES, languages: Sequence[str] = tuple(WORDS), cues: int = CUES, videos: bool = True
) -> Path:
    """Fill a folder with episodes: a small video and a subtitle file per language each."""
    chance = random.Random(1)
    folder.mkdir(parents=True)
    movie = make_movie(folder.parent / "movie.mp4") if videos else None
    for number in range(1, episodes + 1):
        if movie is not None:
            put_video(movie, folder / f"EP{number:02d}.mp4")
        times = [(n * 2000 + chance.randrange(300), n * 2000 + 1400 + chance.randrange(500)) for n in range(cues)]
        for language in languages:
            path = folder / "Subtitles" / language / f"S01E{number:03d}_{language}.srt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(srt(times, language, chance), encoding="utf-8")
    return folder


def srt(times: Sequence[tuple[int, int]], language: str, chance: random.Random) -> str:
    """Return an SRT file with made-up sentences."""
    words = WORDS[language].split()
    blocks = []
    for number, (start, end) in enumerate(times, start=1):
        text = ("" if language == "zh-Hans" else " ").join(chance.choices(words, k=5))
        blocks.append(f"{number}\n{clock(start)} --> {clock(end)}\n{text}\n")
    return "\n".join(blocks)


def clock(ms: int) -> str:
    """Write a time as SRT does."""
    return f"{ms // 3600000:02d}:{ms // 60000 % 60:02d}:{ms // 1000 % 60:02d},{ms % 1000:03d}"


def make_movie(path: Path, seconds: int = 80) -> Path:
    """Encode a vertical movie of a colour that changes."""
    import av
    import numpy as np

    with av.open(str(path), "w") as out:
        video = out.add_stream("libx264", rate=Fraction(30), options={"preset": "ultrafast", "crf": "30"})
        video.width, video.height, video.pix_fmt = 360, 640, "yuv420p"
        picture = np.zeros((640, 360, 3), dtype=np.uint8)
        for number in range(seconds * 30):
            picture[:] = number // 30 * 3 % 255
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts = number
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
    return path


def put_video(movie: Path, path: Path) -> None:
    """Copy a movie with a box at its end that makes its content its own."""
    shutil.copyfile(movie, path)
    with path.open("ab") as file:
        file.write((8 + len(path.name)).to_bytes(4, "big") + b"free" + path.name.encode())
