"""What was once worked out of a video, kept on disk by content key: peaks, posters, stills, shot changes, speech, prints."""

import contextlib
import os
import struct
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import platformdirs
import xxhash

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.picture.caption import Peaks, Picture
from crossreel.domain.picture.mark import MarkKind, Span
from crossreel.domain.quality.media_reading import MediaReading
from crossreel.domain.speech.regions import SpeechRegions
from crossreel.kernel.atomic import write_bytes
from crossreel.media import kept_reading
from crossreel.media.prints import Prints

MAGIC = b"CRC1"
DEFAULT_LIMIT_BYTES = 2 << 30
SWEEP_TO = 0.8
HEAD = struct.Struct("<4sQ")
PEAKS = struct.Struct("<II")
PICTURE = struct.Struct("<IIii")
SPAN = struct.Struct("<QQ")
COUNT = struct.Struct("<Q")
PRINTS = struct.Struct("<QI")
PRINTS_VERSION = 1
SHOT_FINDER, SPEECH_FINDER = 1, 1
"""The version of what finds each: what another one found is not taken for what this one would."""


def default_folder() -> Path:
    """Return the folder of this user's cache."""
    return Path(platformdirs.user_cache_dir("crossreel", appauthor=False)) / "media"


def peaks_within(peaks: Peaks, cut: Cut) -> Peaks:
    """Return the peaks of a stretch of a file, to the nearest step."""
    if cut.is_whole:
        return peaks
    first = round(cut.in_ms * peaks.per_second / 1000)
    last = None if cut.out_ms is None else max(first, round(cut.out_ms * peaks.per_second / 1000))
    return replace(peaks, low=peaks.low[first:last], high=peaks.high[first:last])


def spans_within(spans: Iterable[Span], cut: Cut) -> tuple[Span, ...]:
    """Return what of spans lies inside a stretch of a file, counted from its start. A shot that begins with it changes nothing."""
    if cut.is_whole:
        return tuple(spans)
    end_ms = float("inf") if cut.out_ms is None else cut.out_ms - cut.in_ms
    found = []
    for span in spans:
        start_ms, stop_ms = span.start_ms - cut.in_ms, span.end_ms - cut.in_ms
        if span.start_ms == span.end_ms and 0 < start_ms < end_ms:
            found.append(Span(start_ms=start_ms, end_ms=stop_ms))
        elif span.start_ms < span.end_ms and start_ms < end_ms and stop_ms > 0:
            found.append(Span(start_ms=max(0, start_ms), end_ms=int(min(stop_ms, end_ms))))
    return tuple(found)


def _packed(spans: Sequence[Span]) -> bytes:
    return b"".join(SPAN.pack(span.start_ms, span.end_ms) for span in spans)


def _unpacked(data: bytes) -> list[Span]:
    return [Span(start_ms=start_ms, end_ms=end_ms) for start_ms, end_ms in SPAN.iter_unpack(data)]


def speech_within(speech: SpeechRegions, cut: Cut) -> SpeechRegions:
    """Return the speech of a stretch of a file, counted from its start."""
    return SpeechRegions(spans=spans_within(speech.spans, cut), faint=spans_within(speech.faint, cut))


class MediaCache:
    """A folder of derived data. Losing it costs time, never work: a damaged or missing entry reads as None.

    Several processes may share the folder. The oldest used entries go when it grows over `limit_bytes`.
    """

    def __init__(self, folder: Path | None = None, *, limit_bytes: int = DEFAULT_LIMIT_BYTES) -> None:
        self._folder = folder or default_folder()
        self._limit_bytes = limit_bytes
        self._added_bytes: int | None = None

    @property
    def folder(self) -> Path:
        """Where the entries stand."""
        return self._folder

    def peaks(self, content_key: str, per_second: int, cut: Cut = WHOLE) -> Peaks | None:
        """Return kept peaks of a stretch of a file, or None."""
        data = self._read(content_key, f"peaks{per_second}")
        if data is None or len(data) < PEAKS.size:
            return None
        steps_per_second, count = PEAKS.unpack_from(data)
        low, high = data[PEAKS.size : PEAKS.size + count], data[PEAKS.size + count :]
        kept = Peaks(per_second=steps_per_second, low=low, high=high) if len(low) == len(high) == count else None
        return peaks_within(kept, cut) if kept is not None else None

    def put_peaks(self, content_key: str, peaks: Peaks) -> None:
        """Keep the peaks of a whole file."""
        self._write(content_key, f"peaks{peaks.per_second}", PEAKS.pack(peaks.per_second, len(peaks.low)) + peaks.low + peaks.high)

    def picture(self, content_key: str, name: str) -> Picture | None:
        """Return a kept picture, or None. `name` tells the pictures of one video apart ("poster320")."""
        data = self._read(content_key, name)
        if data is None or len(data) < PICTURE.size:
            return None
        width, height, x, y = PICTURE.unpack_from(data)
        try:
            pixels = zlib.decompress(data[PICTURE.size :])
        except zlib.error:
            return None
        return Picture(width=width, height=height, x=x, y=y, data=pixels) if len(pixels) == width * height * 4 else None

    def put_picture(self, content_key: str, name: str, picture: Picture) -> None:
        """Keep a picture."""
        head = PICTURE.pack(picture.width, picture.height, picture.x, picture.y)
        self._write(content_key, name, head + zlib.compress(picture.data, 1))

    def prints(self, content_key: str, cut: Cut = WHOLE) -> Prints | None:
        """Return kept prints of a video, or of a stretch of one, or None."""
        data = self._read(content_key, f"prints{PRINTS_VERSION}{cut}")
        if data is None or len(data) < PRINTS.size:
            return None
        length_ms, step_ms = PRINTS.unpack_from(data)
        return Prints(length_ms=length_ms, step_ms=step_ms, pictures=data[PRINTS.size :])

    def put_prints(self, content_key: str, prints: Prints, cut: Cut = WHOLE) -> None:
        """Keep prints."""
        head = PRINTS.pack(prints.length_ms, prints.step_ms)
        self._write(content_key, f"prints{PRINTS_VERSION}{cut}", head + prints.pictures)

    def shots(self, content_key: str, cut: Cut = WHOLE) -> tuple[Span, ...] | None:
        """Return kept shot changes of a stretch, in order; None where nobody has looked for them."""
        data = self._read(content_key, f"{MarkKind.SHOT.value}{SHOT_FINDER}")
        return None if data is None or len(data) % SPAN.size else spans_within(_unpacked(data), cut)

    def put_shots(self, content_key: str, spans: Sequence[Span]) -> None:
        """Keep the shot changes of a whole file."""
        self._write(content_key, f"{MarkKind.SHOT.value}{SHOT_FINDER}", _packed(spans))

    def speech(self, content_key: str, cut: Cut = WHOLE) -> SpeechRegions | None:
        """Return kept speech regions of a stretch; None where nobody has listened."""
        data = self._read(content_key, f"{MarkKind.SPEECH.value}{SPEECH_FINDER}")
        if data is None or len(data) % SPAN.size != COUNT.size:
            return None
        at = COUNT.size + COUNT.unpack_from(data)[0] * SPAN.size
        spans, faint = (tuple(_unpacked(part)) for part in (data[COUNT.size : at], data[at:]))
        return speech_within(SpeechRegions(spans=spans, faint=faint), cut)

    def put_speech(self, content_key: str, speech: SpeechRegions) -> None:
        """Keep the speech regions of a whole file."""
        body = COUNT.pack(len(speech.spans)) + _packed(speech.spans) + _packed(speech.faint)
        self._write(content_key, f"{MarkKind.SPEECH.value}{SPEECH_FINDER}", body)

    def reading(self, content_key: str, levels: str, cut: Cut = WHOLE) -> MediaReading | None:
        """Return the kept figures of a stretch that was read through for QC, or None. `levels` is what they were measured by."""
        data = self._read(content_key, f"reading{kept_reading.VERSION}{cut}-{levels}")
        return None if data is None else kept_reading.unpack_reading(data)

    def put_reading(self, content_key: str, levels: str, reading: MediaReading, cut: Cut = WHOLE) -> None:
        """Keep the figures of a stretch."""
        self._write(content_key, f"reading{kept_reading.VERSION}{cut}-{levels}", kept_reading.pack_reading(reading))

    def note(self, of: str, name: str) -> str | None:
        """Return words kept of a file by its place, or None."""
        data = self._read(of, name)
        return None if data is None else data.decode(errors="replace")

    def put_note(self, of: str, name: str, words: str) -> None:
        """Keep words of a file by its place."""
        self._write(of, name, words.encode(errors="replace"))

    def _path(self, content_key: str, name: str) -> Path:
        digest = xxhash.xxh3_128_hexdigest(content_key.encode(errors="surrogateescape"))
        return self._folder / digest[:2] / f"{digest[2:]}.{name}"

    def _read(self, content_key: str, name: str) -> bytes | None:
        path = self._path(content_key, name)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        body = data[HEAD.size :]
        if len(data) < HEAD.size or HEAD.unpack_from(data) != (MAGIC, xxhash.xxh3_64_intdigest(body)):
            with contextlib.suppress(OSError):
                path.unlink()
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return body

    def _write(self, content_key: str, name: str, body: bytes) -> None:
        path = self._path(content_key, name)
        data = HEAD.pack(MAGIC, xxhash.xxh3_64_intdigest(body)) + body
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, data)
            self._make_room(len(data))

    def _make_room(self, added: int) -> None:
        """Measure the folder at the first write, then after every tenth of the limit was added."""
        if self._added_bytes is not None:
            self._added_bytes += added
            if self._added_bytes < self._limit_bytes // 10:
                return
        self._added_bytes = 0
        entries = []
        for path in self._folder.glob("*/*"):
            with contextlib.suppress(OSError):
                known = path.stat()
                entries.append((known.st_mtime_ns, known.st_size, path))
        total = sum(size for _, size, _ in entries)
        if total <= self._limit_bytes:
            return
        for _, size, path in sorted(entries):
            with contextlib.suppress(OSError):
                path.unlink()
            total -= size
            if total <= self._limit_bytes * SWEEP_TO:
                return
