"""Masters: every frame of the source at its time, with what the preview shows, its colours, rotation and sounds."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest

from crossreel.domain.burning.codec import BurnCodec
from crossreel.domain.catalog.cut import Cut
from crossreel.domain.errors import BadInput
from crossreel.domain.picture.caption import Box, Picture
from crossreel.domain.picture.hiding import Hide
from crossreel.domain.quality.media_limits import LoudnessTarget
from crossreel.media.burning.burner import Burned, Task, burn
from crossreel.media.burning.encoder import Encoding
from crossreel.media.burning.mastering import mastering_of_file
from crossreel.media.burning.proving import check_frames, compare, missing_frames, prove
from crossreel.media.burning.sounds import Heard, find_loudness, measured_sounds
from crossreel.media.frame_times import read_frame_times
from crossreel.media.frames import FrameReader
from crossreel.media.probe import probe
from crossreel.services.files.burn_codecs import burn_codecs, get_codec
from tests.unit.media.movies import make_movie, tone
from tests.unit.media.strange import MAKERS

WIDE, HIGH = 180, 320
NEAR = 3.0


def fine(codec: BurnCodec) -> Encoding:
    return Encoding(codec=codec, quality=4, preset="ultrafast")


class Blocks:
    """Captions of plain blocks: one from 200 to 500 ms, two at once from 400."""

    def __init__(self) -> None:
        self._made: dict[tuple[bool, bool, int, int], tuple[Picture, ...]] = {}

    def __call__(self, at_ms: int, width: int, height: int) -> Sequence[Picture]:
        key = (200 <= at_ms < 500, 400 <= at_ms < 700, width, height)
        if key not in self._made:
            found = []
            if key[0]:
                found.append(block(width // 4, height * 3 // 4, width // 2, height // 10, (240, 240, 240, 255)))
            if key[1]:
                found.append(block(width // 8, height // 5, width // 3, height // 12, (120, 110, 10, 128)))
            self._made[key] = tuple(found)
        return self._made[key]


def block(x: int, y: int, wide: int, high: int, colour: tuple[int, int, int, int]) -> Picture:
    return Picture(width=wide, height=high, data=np.full((high, wide, 4), colour, np.uint8).tobytes(), x=x, y=y)


def smooth(number: int, width: int, height: int) -> np.ndarray:
    """A picture that moves and that any codec keeps well."""
    rows, columns = np.mgrid[0:height, 0:width]
    return np.dstack([60 + rows * 120 // height, 70 + columns * 120 // width, np.full_like(rows, 50 + 3 * number)]).astype(np.uint8)


def made_of(source: Path, folder: Path, codec: str = "x264", **more: object) -> tuple[Path, Burned, Task]:
    """Burn, and hold every frame against the preview."""
    chosen = get_codec(codec)
    task = Task(source=source, encoding=fine(chosen), **more)  # type: ignore[arg-type]
    target = folder / f"master.{chosen.extension}"
    burned = burn(task, target, Blocks())
    check_frames(target, burned)
    proof = prove(task, target, burned, Blocks(), frames=10)
    assert proof.frames == min(10, len(burned.ticks)) and proof.error < NEAR, proof
    return target, burned, task


def seconds(path: Path) -> list[Fraction]:
    times = read_frame_times(path)
    return [tick * times.base for tick in times.ticks]


def packets(path: Path) -> list[tuple[Fraction | None, bytes]]:
    with av.open(str(path)) as file:
        sound = file.streams.audio[0]
        return [(each.pts * each.time_base, bytes(each)) for each in file.demux(sound) if each.pts is not None and each.size]


@pytest.fixture(scope="module")
def movie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_movie(tmp_path_factory.mktemp("burn") / "in.mp4", frames=30, samples=tone(1), picture=smooth)


@pytest.mark.parametrize("codec", [each.id for each in burn_codecs()])
def test_each_codec_keeps_every_frame_and_time_and_the_sound(codec: str, movie: Path, tmp_path: Path) -> None:
    target, burned, _task = made_of(movie, tmp_path, codec)
    assert len(burned.ticks) == 30 and seconds(target) == seconds(movie)
    assert packets(target) == packets(movie)
    with av.open(str(target)) as file:
        video = file.streams.video[0].codec_context
        name, tag = {"x264": ("h264", "avc1"), "x265": ("hevc", "hvc1"), "prores": ("prores", "apch")}[codec]
        assert (video.name, video.codec_tag) == (name, tag)
        assert codec != "prores" or video.format.name == "yuv422p10le"


@pytest.mark.parametrize("codec", ["x264", "x265"])
def test_a_bitrate_is_kept_to(codec: str, tmp_path: Path) -> None:
    chance = np.random.default_rng(7)
    grain = [chance.integers(0, 255, (HIGH, WIDE, 3), np.uint8) for _ in range(4)]
    source = make_movie(tmp_path / "in.mp4", frames=90, picture=lambda number, _wide, _high: grain[number % 4])
    chosen = get_codec(codec)
    sizes = []
    for kbps in (400, 1600):
        task = Task(source=source, encoding=Encoding(codec=chosen, kbps=kbps, preset="ultrafast"))
        target = tmp_path / f"{kbps}.mp4"
        burn(task, target, Blocks())
        sizes.append(target.stat().st_size * 8 / 3 / 1000 / kbps)
    assert all(0.5 < size < 1.7 for size in sizes), sizes


def test_a_caption_that_is_missing_late_or_moved_fails_the_proof(movie: Path, tmp_path: Path) -> None:
    target, burned, task = made_of(movie, tmp_path)
    bare = prove(task, target, burned, lambda at_ms, width, height: Blocks()(at_ms + 200, width, height), frames=10)
    assert not bare.holds and bare.psnr_db < 20

    def moved(at_ms: int, width: int, height: int) -> Sequence[Picture]:
        shown = Blocks()(at_ms, width, height)
        return [block(each.x, each.y - each.height // 2, each.width, each.height, (240, 240, 240, 255)) for each in shown]

    assert not prove(task, target, burned, moved, frames=10).holds


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_rotated_video_stays_rotated_with_its_caption_upright(rotation: int, tmp_path: Path) -> None:
    source = make_movie(tmp_path / "in.mp4", frames=15, width=HIGH, height=WIDE, rotation=rotation, picture=smooth)
    target, _burned, _task = made_of(source, tmp_path)
    before, after = probe(source).info, probe(target).info
    assert (after.rotation, after.width, after.height) == (before.rotation, before.width, before.height) and after.rotation


def test_frames_of_uneven_length_keep_their_times(uneven_movie: Path, tmp_path: Path) -> None:
    target, burned, _task = made_of(uneven_movie, tmp_path)
    assert seconds(target) == seconds(uneven_movie) and (burned.repeated, burned.dropped) == (0, 0)


def test_frames_of_uneven_length_are_made_even_where_asked(uneven_movie: Path, tmp_path: Path) -> None:
    target, burned, _task = made_of(uneven_movie, tmp_path, rate=Fraction(25))
    times = seconds(target)
    assert [late - early for early, late in pairwise(times)] == [Fraction(1, 25)] * (len(times) - 1)
    assert burned.repeated + burned.dropped > 0 and len(burned.ticks) == 60 + burned.repeated - burned.dropped
    assert abs(times[-1] - seconds(uneven_movie)[-1]) <= Fraction(1, 25)


def test_a_picture_that_begins_late_still_does(tmp_path: Path) -> None:
    source = make_movie(
        tmp_path / "in.mp4", frames=15, pts=[12 + at for at in range(15)], time_base=Fraction(1, 30), samples=tone(1)
    )
    target, _burned, _task = made_of(source, tmp_path)
    assert seconds(target) == seconds(source) and seconds(target)[0] == Fraction(12, 30)
    assert packets(target) == packets(source)


@pytest.mark.parametrize("codec", ["x264", "prores"])
def test_a_start_that_is_no_whole_millisecond_is_kept(codec: str, tmp_path: Path) -> None:
    source = MAKERS["fragments"][0](tmp_path)
    target, _burned, _task = made_of(source, tmp_path, codec)
    assert seconds(target) == seconds(source) and seconds(source)[0] == Fraction(1, 15)


STRANGE = {
    "sound jumping": 90, "sound leaping": 90, "going back": None, "negative": 60, "without index": 90, "never sought": 90,
    "fragments": None, "cut off": 45, "endless": 90, "scratched": None,
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGE)
def test_strange_videos_keep_the_frames_that_can_be_decoded(name: str, tmp_path: Path) -> None:
    source = MAKERS[name][0](tmp_path)
    target, burned, task = made_of(source, tmp_path)
    listed = len(read_frame_times(source).ticks)
    assert len(burned.ticks) == (STRANGE[name] or listed - missing_frames(task, burned)) <= listed
    assert (missing_frames(task, burned) > 0) is (name == "scratched") or name == "going back"
    assert len(seconds(target)) == len(burned.ticks)


@pytest.mark.parametrize("name", ["jumping", "slowest", "bare stream", "enormous", "pipe", "damaged table"])
def test_videos_that_no_master_can_be_made_of_are_refused_with_a_reason(name: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        made_of(MAKERS[name][0](tmp_path), tmp_path)


def test_a_stretch_begins_at_nought_with_its_sound(movie: Path, tmp_path: Path) -> None:
    target, burned, _task = made_of(movie, tmp_path, cut=Cut(in_ms=200, out_ms=800))
    assert seconds(target) == [Fraction(at, 30) for at in range(18)]
    assert list(burned.shown_ms[:3]) == [0, 34, 67]
    first, last = packets(target)[0], packets(target)[-1]
    assert first[0] is not None and Fraction(-1, 20) < first[0] <= 0 and last[0] is not None and last[0] < Fraction(6, 10)


def test_a_transport_stream_begins_at_nought(movie: Path, tmp_path: Path) -> None:
    source = tmp_path / "in.ts"
    with av.open(str(movie)) as before, av.open(str(source), "w", format="mpegts") as after:
        streams = {each.index: after.add_stream_from_template(each, opaque=True) for each in before.streams}
        for packet in before.demux():
            if packet.dts is not None:
                packet.stream = streams[packet.stream_index]
                after.mux(packet)
    target, _burned, _task = made_of(source, tmp_path)
    assert seconds(target)[0] == 0 and len(seconds(target)) == 30
    assert probe(target).info.audio[0].codec == "aac"


def coloured(path: Path, form: str, tags: tuple[int, int, int, int], flags: str = "") -> Path:
    """A movie of a format of pixels with colour tags: primaries, transfer, matrix, range."""
    options = {"preset": "ultrafast", "crf": "8", **({"flags": flags} if flags else {})}
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=30, options=options)
        stream.width, stream.height, stream.pix_fmt = WIDE, HIGH, form
        context = stream.codec_context
        context.color_primaries, context.color_trc, context.colorspace, context.color_range = tags
        for number in range(12):
            frame = av.VideoFrame.from_ndarray(smooth(number, WIDE, HIGH), format="rgb24").reformat(format=form)
            frame.pts, frame.time_base = number, Fraction(1, 30)
            frame.color_primaries, frame.color_trc, frame.colorspace, frame.color_range = tags
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path


def tags_of(path: Path) -> tuple[int, ...]:
    with av.open(str(path)) as file:
        frame = next(file.decode(video=0))
        return int(frame.color_primaries), int(frame.color_trc), int(frame.colorspace), int(frame.color_range)


@pytest.mark.parametrize(
    ("form", "tags"),
    [("yuv420p", (1, 1, 1, 1)), ("yuv420p", (5, 6, 5, 1)), ("yuvj420p", (1, 1, 1, 2)), ("yuv422p10le", (9, 14, 9, 1))],
)
def test_colour_tags_and_pixels_are_those_of_the_source(form: str, tags: tuple[int, int, int, int], tmp_path: Path) -> None:
    source = coloured(tmp_path / "in.mp4", form, tags)
    target, burned, _task = made_of(source, tmp_path)
    assert tags_of(target) == tags_of(source) == tags
    assert burned.pixel_format.replace("yuvj", "yuv") == form.replace("yuvj", "yuv")


@pytest.mark.parametrize(("transfer", "white"), [(16, 0.58), (18, 0.75)])
def test_a_caption_on_hdr_is_graphics_white_and_not_the_brightest_there_is(transfer: int, white: float, tmp_path: Path) -> None:
    tags = (9, transfer, 9, 1)
    target, burned, _task = made_of(coloured(tmp_path / "in.mp4", "yuv420p10le", tags), tmp_path, "x265")
    assert tags_of(target) == tags and burned.white == white
    with FrameReader(target) as reader:
        still = reader.still(300)
    seen = np.frombuffer(still.data, np.uint8).reshape(HIGH, WIDE, 4)[HIGH * 3 // 4 + 10, WIDE // 2, :3]
    assert abs(int(seen[1]) - 240 * white) < 12


def test_full_range_becomes_narrow_where_the_codec_knows_no_other(tmp_path: Path) -> None:
    target, _burned, _task = made_of(coloured(tmp_path / "in.mp4", "yuvj420p", (1, 1, 1, 2)), tmp_path, "prores")
    assert tags_of(target) == (1, 1, 1, 1)


def test_a_stream_that_changes_its_size_on_the_way_keeps_the_first(tmp_path: Path) -> None:
    parts = [
        make_movie(tmp_path / "a.ts", frames=15, picture=smooth),
        make_movie(
            tmp_path / "b.ts",
            frames=15,
            width=90,
            height=160,
            pts=[15 + at for at in range(15)],
            time_base=Fraction(1, 30),
            picture=smooth,
        ),
    ]
    source = tmp_path / "in.ts"
    source.write_bytes(b"".join(part.read_bytes() for part in parts))
    task = Task(source=source, encoding=fine(get_codec("x264")))
    burned = burn(task, tmp_path / "master.mp4", Blocks())
    info = probe(tmp_path / "master.mp4").info
    assert (info.width, info.height) == (WIDE, HIGH) and len(burned.ticks) > 20
    with FrameReader(tmp_path / "master.mp4") as reader:
        still = reader.still(reader.times.start_ms(reader.frame_count - 1))
    seen = np.frombuffer(still.data, np.uint8).reshape(HIGH, WIDE, 4)[..., :3].astype(float)
    assert np.abs(seen - smooth(14, WIDE, HIGH)).mean() < 6


def is_interlaced(path: Path) -> bool:
    with av.open(str(path)) as file:
        return bool(next(file.decode(video=0)).interlaced_frame)


def test_an_interlaced_picture_stays_so_where_the_codec_can(tmp_path: Path) -> None:
    source = coloured(tmp_path / "in.mp4", "yuv420p", (1, 1, 1, 1), flags="+ildct+ilme")
    assert is_interlaced(source)
    for codec, kept in (("x264", True), ("prores", True), ("x265", False)):
        target, burned, _task = made_of(source, tmp_path, codec)
        assert (is_interlaced(target), burned.is_woven) == (kept, not kept)


def test_an_odd_size_gains_a_pixel(tmp_path: Path) -> None:
    source = tmp_path / "in.mkv"
    with av.open(str(source), "w") as out:
        stream = out.add_stream("ffv1", rate=30)
        stream.width, stream.height, stream.pix_fmt = 135, 241, "yuv420p"
        for number in range(8):
            frame = av.VideoFrame.from_ndarray(smooth(number, 135, 241), format="rgb24").reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    target, burned, _task = made_of(source, tmp_path)
    info = probe(target).info
    assert (info.width, info.height, len(burned.ticks)) == (136, 242, 8)


@pytest.mark.parametrize("hide", [Hide.BLUR, Hide.BOX])
def test_the_source_line_is_hidden_while_it_is_shown_and_not_else(hide: Hide, movie: Path, tmp_path: Path) -> None:
    band = Box(x=10, y=40, width=80, height=10)
    target, _burned, task = made_of(movie, tmp_path, hide=hide, band=band, spans=((300, 600),))
    with FrameReader(movie) as before, FrameReader(target) as after:
        for at_ms, is_hidden in ((100, False), (450, True), (800, False)):
            shown, there = before.still(at_ms), after.still(at_ms)
            laid = Blocks()(at_ms, shown.width, shown.height)
            assert (compare(shown, there, laid, band, hide)[0] < NEAR) is (is_hidden or hide is Hide.BLUR)
            assert (compare(shown, there, laid)[0] < NEAR) is True
    assert task.hide is hide


def test_a_sound_that_is_too_quiet_is_brought_to_the_target(tmp_path: Path) -> None:
    source = make_movie(tmp_path / "in.mp4", frames=60, samples=0.05 * tone(2), picture=smooth)
    target_lufs = LoudnessTarget(integrated=-16.0, tolerance=1.0, true_peak=-1.0)
    louder = find_loudness(source, target_lufs, Cut())
    target, burned, _task = made_of(source, tmp_path, louder=louder)
    ((lufs, peak),) = measured_sounds(target)
    assert lufs is not None and peak is not None and abs(lufs + 16) < 0.5 and peak <= -1.0
    assert burned.sounds == {} and len(seconds(target)) == 60


def test_peaks_that_would_pass_the_ceiling_are_held_below_it(tmp_path: Path) -> None:
    quiet, loud = 0.04 * tone(3), tone(3)
    mixed = np.where((np.arange(len(quiet)) // 2400) % 20 == 0, loud, quiet).astype(np.float32)
    source = make_movie(tmp_path / "in.mp4", frames=90, samples=mixed, picture=smooth)
    wanted = LoudnessTarget(integrated=-14.0, tolerance=1.0, true_peak=-1.0)
    target, _burned, _task = made_of(source, tmp_path, louder=find_loudness(source, wanted, Cut()))
    ((lufs, peak),) = measured_sounds(target)
    assert lufs is not None and peak is not None and abs(lufs + 14) <= 1.0 and peak <= -1.0


def test_a_sound_that_is_loud_enough_or_silent_is_copied(movie: Path, tmp_path: Path) -> None:
    ((lufs, _peak),) = measured_sounds(movie)
    assert lufs is not None
    assert find_loudness(movie, LoudnessTarget(integrated=lufs, tolerance=1.0), Cut()) == {}
    silent = make_movie(tmp_path / "silent.mp4", frames=15, samples=np.zeros(24000, np.float32))
    assert find_loudness(silent, LoudnessTarget(integrated=-16.0, tolerance=1.0), Cut()) == {}


def test_a_sound_that_the_file_cannot_hold_is_encoded_and_that_is_told(tmp_path: Path) -> None:
    source = tmp_path / "in.mkv"
    with av.open(str(source), "w") as out:
        video = out.add_stream("libx264", rate=30, options={"preset": "ultrafast"})
        video.width, video.height, video.pix_fmt = WIDE, HIGH, "yuv420p"
        sound = out.add_stream("pcm_s16le", rate=48000)
        sound.layout = "mono"
        for number in range(12):
            frame = av.VideoFrame.from_ndarray(smooth(number, WIDE, HIGH), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            out.mux(video.encode(frame))
        out.mux(video.encode(None))
        heard = av.AudioFrame.from_ndarray((tone(0.4) * 20000).astype(np.int16)[None], format="s16", layout="mono")
        heard.sample_rate, heard.pts, heard.time_base = 48000, 0, Fraction(1, 48000)
        out.mux(sound.encode(heard))
        out.mux(sound.encode(None))
    target, burned, _task = made_of(source, tmp_path)
    assert burned.sounds == {"pcm_s16le": "aac"} and probe(target).info.audio[0].codec == "aac"
    (tmp_path / "prores").mkdir()
    target, burned, _task = made_of(source, tmp_path / "prores", "prores")
    assert burned.sounds == {} and probe(target).info.audio[0].codec == "pcm_s16le"


def in_hdr(target: Path) -> Path:
    """A film in PQ that says which display it was graded on."""
    display = "G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)"
    told = f"log-level=none:colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:master-display={display}:max-cll=1000,400"
    with av.open(str(target), "w") as out:
        stream = out.add_stream("libx265", rate=24, options={"preset": "ultrafast", "x265-params": told})
        stream.width, stream.height, stream.pix_fmt = WIDE, HIGH, "yuv420p10le"
        stream.codec_context.color_trc, stream.codec_context.color_primaries, stream.codec_context.colorspace = 16, 9, 9
        for number in range(6):
            frame = av.VideoFrame.from_ndarray(smooth(number, WIDE, HIGH), format="rgb24").reformat(format="yuv420p10le")
            frame.pts, frame.time_base = number, Fraction(1, 24)
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return target


@pytest.mark.parametrize(("codec", "keeps"), [("x264", True), ("x265", True), ("prores", False)])
def test_what_an_hdr_source_says_of_its_display_is_carried_where_the_codec_can(codec: str, keeps: bool, tmp_path: Path) -> None:
    source = in_hdr(tmp_path / "hdr.mp4")
    before = mastering_of_file(source)
    assert before is not None and before.light == "1000,400" and "L(10000000,1)" in before.display
    target, _burned, _task = made_of(source, tmp_path, codec)
    assert (mastering_of_file(target) == before) is keeps
    with av.open(str(target)) as file:
        assert int(next(file.decode(video=0)).color_trc) == 16


def test_the_sound_of_another_file_stands_under_the_picture_as_long_as_that(movie: Path, tmp_path: Path) -> None:
    other = make_movie(tmp_path / "dub.mp4", frames=75, samples=tone(2.5), picture=smooth)
    heard = Heard(path=other, cut=Cut(in_ms=500, out_ms=1500))
    target, _burned, _task = made_of(movie, tmp_path, sound=heard)
    whole, made = packets(other), packets(target)
    assert {data for _at, data in made} < {data for _at, data in whole}
    assert all(Fraction(-1, 20) <= at < 1 for at, _data in made if at is not None) and 40 < len(made) < 50
    shift = next(at for at, data in whole if data == made[0][1])
    assert shift is not None and made[0][0] is not None and abs(shift - made[0][0] - Fraction(1, 2)) < Fraction(1, 100)
