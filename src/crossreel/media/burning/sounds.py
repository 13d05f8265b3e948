"""The sounds of a master: copied packet by packet, or decoded, brought to a loudness and encoded anew."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from crossreel.domain.burning.codec import BurnCodec
from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.media.container import begin_s, open_container
from crossreel.media.frame_times import keep_going
from crossreel.media.sound_gauge import LoudnessMeter

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.container import InputContainer, OutputContainer
    from av.packet import Packet

    Steps = tuple[tuple[str, str], ...]

LEAST_DB = 0.05  # a change nobody hears
TRUE_PEAK_ROOM_DB = 1.0  # what a lossy codec may add: half a decibel was measured on the sample title
OVERSAMPLING = 4  # ITU-R BS.1770, annex 2
BITS_A_CHANNEL = 96_000
ROUNDS = 8
LAYOUTS = {1: "mono", 2: "stereo", 6: "5.1", 8: "7.1"}


@dataclass(frozen=True, slots=True)
class Loudness:
    """What a sound is brought to a target by: decibels, and the level that no wave may pass (None where none would)."""

    gain_db: float
    ceiling_db: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A sound: a file, the stretch of it, and the stream by its number there, None for all it has."""

    path: Path
    cut: Cut = WHOLE
    stream: int | None = None


class Sounds:
    """Takes the packets of the sounds of one source and writes them beside the picture.

    Args:
        source: the file they come from.
        out: the file that is written.
        codec: which tells what its container holds.
        cut: the stretch that is made.
        louder: what each sound is brought to its loudness by, by the number of its stream; those that are absent are copied.
        stream: the one that is written, by its number; None for all.
    """

    def __init__(
        self, source: InputContainer, out: OutputContainer, codec: BurnCodec, cut: Cut, louder: dict[int, Loudness],
        stream: int | None = None,
    ) -> None:  # fmt: skip
        begin = begin_s(source)
        self._out = out
        self._begin = begin + Fraction(cut.in_ms, 1000)
        self._end = None if cut.out_ms is None else begin + Fraction(cut.out_ms, 1000)
        self.encoded: dict[str, str] = {}
        self._copies: dict[int, Any] = {}
        self._last: dict[int, int] = {}
        self._made: dict[int, tuple[Any, Filtered]] = {}
        for sound in _decodable(source, stream):
            name, loudness = sound.codec_context.name, louder.get(sound.index)
            if loudness is None and name in codec.sounds:
                self._copies[sound.index] = _told(out.add_stream_from_template(sound), sound)
                continue
            if loudness is None:
                self.encoded[name] = codec.sound
            made: Any = out.add_stream(codec.sound, rate=sound.sample_rate)
            layout = LAYOUTS.get(sound.channels, sound.layout.name)  # some files say how many channels there are, and not which
            made.layout = layout
            if codec.sound == "aac":
                made.bit_rate = BITS_A_CHANNEL * sound.channels
            length = None if self._end is None else self._end - self._begin
            steps = (*_window(length), *steps_of(loudness, sound), ("aformat", f"channel_layouts={layout}"))
            self._made[sound.index] = (_told(made, sound), Filtered(sound, steps))

    def take(self, packet: Packet[Any]) -> None:
        """Write a packet, or what it becomes."""
        import av

        if packet.stream_index in self._made:
            if packet.dts is None and packet.size == 0:
                return
            with contextlib.suppress(av.FFmpegError):  # a damaged packet
                for frame in packet.decode():
                    self._filter(packet.stream_index, cast("AudioFrame", frame))
            return
        if packet.dts is None or packet.time_base is None:
            return
        shift = round(self._begin / packet.time_base)
        at = packet.pts if packet.pts is not None else packet.dts
        if self._end is not None and at * packet.time_base >= self._end:
            return
        if self._begin > 0 and (at + (packet.duration or 0)) * packet.time_base <= self._begin:
            return
        if packet.dts <= self._last.get(packet.stream_index, packet.dts - 1):  # a clock that goes back
            return
        self._last[packet.stream_index] = packet.dts
        packet.dts, packet.pts = packet.dts - shift, at - shift
        packet.stream = self._copies[packet.stream_index]
        self._out.mux(packet)

    def finish(self) -> None:
        """Write what is left."""
        for made, filtered in self._made.values():
            for frame in filtered.finish():
                self._out.mux(made.encode(frame))
            self._out.mux(made.encode(None))

    def _filter(self, index: int, frame: AudioFrame) -> None:
        made, filtered = self._made[index]
        if frame.pts is not None and frame.time_base is not None:
            frame.pts -= round(self._begin / frame.time_base)
        for each in filtered.put(frame):
            self._out.mux(made.encode(each))


class Filtered:
    """A sound that goes through filters of FFmpeg, (name, arguments) each."""

    def __init__(self, stream: Any, steps: Steps) -> None:
        import av

        graph = av.filter.Graph()
        self._source: Any = graph.add_abuffer(template=stream)
        last: Any = self._source
        for name, arguments in steps:
            following = graph.add(name, arguments)
            last.link_to(following)
            last = following
        self._sink = graph.add("abuffersink")
        last.link_to(self._sink)
        graph.configure()
        self._graph = graph

    def put(self, frame: AudioFrame) -> Iterator[AudioFrame]:
        """Give what comes of a frame."""
        self._source.push(frame)
        yield from self._pulled()

    def finish(self) -> Iterator[AudioFrame]:
        """Give what was held back."""
        self._source.push(None)
        yield from self._pulled()

    def _pulled(self) -> Iterator[AudioFrame]:
        import av

        while True:
            try:
                frame: Any = self._sink.pull()
            except (av.BlockingIOError, av.EOFError):
                return
            yield frame


def steps_of(loudness: Loudness | None, sound: Any) -> Steps:
    """Return the filters that bring a sound to a loudness; waves are held below a ceiling between samples as well."""
    if loudness is None:
        return ()
    gain = ("volume", f"{loudness.gain_db:.3f}dB:precision=float")
    if loudness.ceiling_db is None:
        return (gain,)
    level = 10 ** (loudness.ceiling_db / 20)
    limiter = ("alimiter", f"limit={level:.6f}:attack=5:release=50:level=0:latency=1")
    form, rate = ("aformat", f"sample_fmts={sound.format.name}"), sound.sample_rate
    return gain, ("aresample", str(rate * OVERSAMPLING)), limiter, ("aresample", str(rate)), form


def find_loudness(
    path: Path, target: LoudnessTarget, cut: Cut, check: Callable[[], None] = keep_going, *, stream: int | None = None
) -> dict[int, Loudness]:
    """Measure the sounds of a file, or one (EBU R 128), and return what brings each to a target; silent ones are left out."""
    found: dict[int, Loudness] = {}
    for index in _sounds(path, stream):
        integrated, peak = measured(path, index, cut, None, check)
        if integrated is None:
            continue
        gain = target.integrated - integrated
        if target.true_peak is None or peak is None or peak + gain <= target.true_peak:
            if abs(gain) > LEAST_DB:
                found[index] = Loudness(gain, None)
            continue
        made = Loudness(gain, target.true_peak - TRUE_PEAK_ROOM_DB)
        for _ in range(ROUNDS):  # what a limiter takes away is made up for
            reached, _peak = measured(path, index, cut, made, check)
            if reached is None or abs(reached - target.integrated) <= target.tolerance / 4:
                break
            made = Loudness(made.gain_db + target.integrated - reached, made.ceiling_db)
        found[index] = made
    return found


def measured_sounds(path: Path, check: Callable[[], None] = keep_going) -> list[tuple[float | None, float | None]]:
    """Return LUFS and dBTP of each sound of a file."""
    return [measured(path, index, WHOLE, None, check) for index in _sounds(path)]


def _sounds(path: Path, stream: int | None = None) -> list[int]:
    with open_container(path) as container:
        return [each.index for each in _decodable(container, stream)]


def _decodable(container: InputContainer, stream: int | None = None) -> list[Any]:
    return [each for each in container.streams.audio if each.codec_context is not None and stream in (None, each.index)]


class BesidePicture:
    """A sound of another file, written as far as the picture is.

    Args:
        container: the file, open.
        sounds: take its packets.
        heard: the stretch and stream of it.
    """

    def __init__(self, container: InputContainer, sounds: Sounds, heard: Heard) -> None:
        self._sounds, self._begin = sounds, begin_s(container) + Fraction(heard.cut.in_ms, 1000)
        if heard.cut.in_ms:
            container.seek(int(self._begin * 1_000_000), backward=True)
        self._packets = container.demux(_decodable(container, heard.stream))

    def go_on(self, until: Fraction | None) -> None:
        """Write what is heard before a time of the picture in seconds, None for all that is left."""
        for packet in self._packets:
            self._sounds.take(packet)
            at = packet.dts * packet.time_base - self._begin if packet.dts is not None and packet.time_base else None
            if until is not None and at is not None and at > until:
                return


def measured(
    path: Path, index: int, cut: Cut, through: Loudness | None, check: Callable[[], None] = keep_going
) -> tuple[float | None, float | None]:
    """Return LUFS and dBTP of a sound, or of what would come of it; None for each that there is nothing to say of."""
    import av

    with open_container(path) as container:
        sound = next(each for each in container.streams.audio if each.index == index)
        begin = begin_s(container) + Fraction(cut.in_ms, 1000)
        filtered = Filtered(sound, (*_window(_length(cut)), *steps_of(through, sound)))
        meter = LoudnessMeter(sound)
        if cut.in_ms:
            container.seek(int(begin * 1_000_000), backward=True)
        for packet in container.demux(sound):
            check()
            try:
                frames = packet.decode()
            except av.FFmpegError:
                continue
            for frame in frames:
                if frame.pts is not None and frame.time_base is not None:
                    frame.pts -= round(begin / frame.time_base)
                for each in filtered.put(frame):
                    meter.add(each)
        for each in filtered.finish():
            meter.add(each)
        integrated, _range, peak = meter.read()
    return integrated, peak


def _length(cut: Cut) -> Fraction | None:
    return None if cut.out_ms is None else Fraction(cut.out_ms - cut.in_ms, 1000)


def _window(length: Fraction | None) -> Steps:
    """Return the filter that keeps what lies in the stretch, of a sound whose times count from its start."""
    end = "" if length is None else f":end={float(length):.6f}"
    return (("atrim", f"start=0{end}"),)


def _told(made: Any, sound: Any) -> Any:
    """Say of a sound in the new file what the old one says: its language and name, and whether it is the first choice."""
    for name in ("language", "title", "handler_name"):
        if name in sound.metadata:
            made.metadata[name] = sound.metadata[name]
    made.disposition = sound.disposition
    return made
