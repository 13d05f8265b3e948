"""What reading a clip through tells: black, standing, bars, rotation, uneven rates; sound that is silent, clipped, lost or loud."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from crossreel.domain.catalog.cut import WHOLE, Cut
from crossreel.domain.errors import BadInput, Cancelled, NotFound
from crossreel.domain.picture.mark import Span
from crossreel.domain.quality.media_facts import Bars, Edge, PictureFacts, SoundFacts
from crossreel.domain.quality.picture_laws import picture_facts
from crossreel.domain.quality.sound_laws import sound_facts
from crossreel.media.kept_reading import pack_reading, unpack_reading
from crossreel.media.reading import read_media
from crossreel.services.files.media_readings import shipped_limits
from tests.unit.media.clips import WIDE, black, scene, silence, sine, with_bars, write_clip

LIMITS = shipped_limits()


def picture(path: Path, cut: Cut = WHOLE) -> PictureFacts:
    reading = read_media(path, LIMITS, cut=cut)
    assert reading.picture is not None
    return picture_facts(reading.picture, LIMITS)


def sound(path: Path, cut: Cut = WHOLE) -> SoundFacts:
    reading = read_media(path, LIMITS, cut=cut)
    assert reading.sound is not None
    return sound_facts(reading.sound, LIMITS)


def span(start_ms: int, end_ms: int) -> Span:
    return Span(start_ms=start_ms, end_ms=end_ms)


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a clip: 1.5 s of black, 2 s of a shot whose last picture stands for 3 s, 2 black frames, a shot, 1 s of black."""
    first = scene(1, 60)
    pictures = [*black(45), *first, *[first[-1]] * 90, *scene(2, 60), *black(2), *scene(3, 60), *black(30)]
    return write_clip(tmp_path_factory.mktemp("faults") / "faults.mp4", pictures)


def test_the_first_and_last_active_frame_are_told_to_the_frame(faults: Path) -> None:
    facts = picture(faults)
    assert (facts.first_ms, facts.last_ms, facts.length_ms) == (1500, 10567, 11567)
    assert facts.frames == 347


def test_a_picture_that_stands_is_told_from_the_one_that_stays_to_the_end_of_its_last_likeness(faults: Path) -> None:
    (stands,) = picture(faults).frozen
    assert stands.start_ms in (3467, 3500) and stands.end_ms == 6500  # the encoder may better the first likeness once


def test_a_few_black_frames_between_two_pictures_are_told(faults: Path) -> None:
    assert picture(faults).blinks == (span(8500, 8567),)
    assert picture(faults).black == ()


def test_times_of_a_stretch_count_from_its_in_point(faults: Path) -> None:
    facts = picture(faults, Cut(in_ms=1000, out_ms=9000))
    assert (facts.first_ms, facts.length_ms) == (500, 8000)
    assert [each.end_ms for each in facts.frozen] == [5500]
    assert facts.blinks == (span(7500, 7567),)


def test_long_black_in_the_middle_is_told_and_a_pause_is_not(tmp_path: Path) -> None:
    pictures = [*scene(1, 30), *black(75), *scene(2, 30), *black(30), *scene(3, 30)]
    facts = picture(write_clip(tmp_path / "a.mp4", pictures))
    assert facts.black == (span(1000, 3500),)
    assert facts.blinks == facts.frozen == ()


def test_a_quiet_picture_with_a_moving_mouth_does_not_stand(tmp_path: Path) -> None:
    still = scene(4, 1, noise=0)[0]
    pictures = []
    for number in range(90):
        shown = still.copy()
        shown[150:158, 60:76] = 40 + 120 * (number // 4 % 2)
        pictures.append(shown)
    assert picture(write_clip(tmp_path / "a.mp4", pictures)).frozen == ()


@pytest.mark.parametrize(
    ("rows", "columns", "edge", "pixels"),
    [
        ((30, 30), (0, 0), Edge.LETTERBOX, 30), ((0, 0), (16, 16), Edge.PILLARBOX, 16), ((0, 0), (0, 8), Edge.RIGHT, 8),
        ((8, 0), (0, 0), Edge.TOP, 8),
    ],
)  # fmt: skip
def test_bars_that_stay_are_told_with_their_width(
    tmp_path: Path, rows: tuple[int, int], columns: tuple[int, int], edge: Edge, pixels: int
) -> None:
    pictures = with_bars([*scene(5, 150), *scene(6, 180)], rows=rows, columns=columns)
    (bars,) = picture(write_clip(tmp_path / "a.mp4", pictures)).bars
    assert (bars.edge, bars.span, bars.whole) == (edge, span(0, 11000), True)
    assert abs(bars.pixels - pixels) <= 1


def test_bars_of_a_part_are_told_with_its_times(tmp_path: Path) -> None:
    pictures = [*scene(5, 120), *with_bars([*scene(6, 160), *scene(7, 170)], rows=(40, 40)), *scene(8, 120)]
    (bars,) = picture(write_clip(tmp_path / "a.mp4", pictures)).bars
    assert bars == Bars(span=span(4000, 15000), edge=Edge.LETTERBOX, pixels=bars.pixels, whole=False)
    assert abs(bars.pixels - 40) <= 1


def test_a_picture_that_fills_its_frame_has_no_bars_even_at_night(tmp_path: Path) -> None:
    night = [(each * 0.12).astype(np.uint8) for each in scene(9, 200)]
    assert picture(write_clip(tmp_path / "a.mp4", [*scene(5, 60), *night])).bars == ()


def test_a_rotation_flag_is_told(tmp_path: Path) -> None:
    facts = picture(write_clip(tmp_path / "a.mp4", scene(1, 10), rotation=90))
    assert (facts.rotation, facts.width) == (90, WIDE)


def test_uneven_frames_are_told_with_how_far_apart_they_are(tmp_path: Path) -> None:
    steps = [1, 1, 2, 1, 3] * 12
    pts = [sum(steps[:at]) for at in range(60)]
    facts = picture(write_clip(tmp_path / "a.mp4", scene(1, 60), pts=pts))
    assert (facts.variable, facts.shortest_ms, facts.longest_ms) == (True, 33, 100)
    assert not picture(write_clip(tmp_path / "b.mp4", scene(1, 60))).variable


def test_silence_is_told_with_its_times_and_a_pause_is_not(tmp_path: Path) -> None:
    mono = np.concatenate([sine(1), silence(3.5), sine(1), silence(2), sine(1)])
    facts = sound(write_clip(tmp_path / "a.mov", channels=[mono]))
    assert facts.silent == (span(1000, 4500),)
    assert (facts.length_ms, facts.all_silent) == (8500, False)


def test_a_sound_without_a_sound_is_silent_all_along(tmp_path: Path) -> None:
    facts = sound(write_clip(tmp_path / "a.mov", channels=[silence(4), silence(4)]))
    assert facts.all_silent
    assert (facts.integrated, facts.true_peak, facts.lost, facts.inverted) == (None, None, (), False)


def test_waves_that_are_cut_off_are_told_and_loud_ones_are_not(tmp_path: Path) -> None:
    loud = np.clip(sine(1, hertz=200, level=2.0), -1, 1)
    facts = sound(write_clip(tmp_path / "a.mov", channels=[np.concatenate([sine(2), loud, sine(2)])]))
    assert facts.clipped == (span(2000, 3000),)
    assert facts.clips == 400
    limited = np.clip(sine(1, hertz=200, level=2.0), -0.985, 0.985)
    assert sound(write_clip(tmp_path / "b.mov", channels=[np.concatenate([sine(2), limited, sine(2)])])).clipped == ()


def test_a_silent_channel_is_told(tmp_path: Path) -> None:
    (lost,) = sound(write_clip(tmp_path / "a.mov", channels=[sine(5), silence(5)])).lost
    assert (lost.channel, lost.whole, lost.span) == (1, True, span(0, 5000))


def test_a_channel_that_drops_out_is_told_with_its_times(tmp_path: Path) -> None:
    left = np.concatenate([sine(4), silence(12), sine(4)])
    (lost,) = sound(write_clip(tmp_path / "a.mov", channels=[left, sine(20, hertz=330)])).lost
    assert (lost.channel, lost.whole, lost.span) == (0, False, span(4000, 16000))


def test_reversed_polarity_is_told_and_wide_music_is_not(tmp_path: Path) -> None:
    tone = sine(4)
    assert sound(write_clip(tmp_path / "a.mov", channels=[tone, -tone])).inverted
    wide = sound(write_clip(tmp_path / "b.mov", channels=[tone, sine(4, hertz=441) - 0.3 * tone]))
    assert not wide.inverted and wide.lost == ()


@pytest.mark.parametrize(("level", "lufs"), [(0.5, -9.0), (0.1, -23.0), (0.0316, -33.0)])
def test_loudness_is_that_of_the_standard(tmp_path: Path, level: float, lufs: float) -> None:
    """A sine of 1 kHz in one channel at -3.01 dB below full scale in RMS reads its level (ITU-R BS.1770-4, annex 1)."""
    facts = sound(write_clip(tmp_path / "a.mov", channels=[sine(6, hertz=997, level=level)]))
    assert facts.integrated == pytest.approx(lufs, abs=0.3)
    assert facts.true_peak == pytest.approx(20 * np.log10(level), abs=0.2)


def test_sound_of_a_lossy_codec_of_a_stretch_counts_from_its_in_point(tmp_path: Path) -> None:
    mono = np.concatenate([sine(2), silence(4), sine(3)])
    path = write_clip(tmp_path / "a.mp4", scene(1, 270), channels=[mono], codec="aac")
    (silent,) = sound(path, Cut(in_ms=1000, out_ms=8000)).silent
    assert abs(silent.start_ms - 1000) <= 50 and abs(silent.end_ms - 5000) <= 50
    assert sound(path, Cut(in_ms=1000, out_ms=8000)).length_ms == 7000


def test_what_was_read_is_kept_whole(faults: Path, tmp_path: Path) -> None:
    for path in (faults, write_clip(tmp_path / "a.mov", channels=[sine(2), silence(2)])):
        reading = read_media(path, LIMITS)
        assert unpack_reading(pack_reading(reading)) == reading
    assert unpack_reading(b"nothing") is None
    assert unpack_reading(pack_reading(reading)[:-9]) is None


def test_a_cut_off_file_says_so_and_gives_what_there_is(faults: Path, tmp_path: Path) -> None:
    broken = tmp_path / "a.mp4"
    data = bytearray(faults.read_bytes())
    middle = data.index(b"mdat") + (len(data) - data.index(b"mdat")) // 3
    data[middle : middle + 3000] = bytes(3000)
    broken.write_bytes(data)
    facts = picture(broken)
    assert facts.damaged > 0 and facts.frames > 100


def test_what_is_no_media_is_refused_and_a_reading_can_be_cancelled(faults: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_media(tmp_path / "absent.mp4", LIMITS)
    (tmp_path / "words.mp4").write_text("no video " * 50)
    with pytest.raises(BadInput):
        read_media(tmp_path / "words.mp4", LIMITS)

    def stop() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        read_media(faults, LIMITS, check=stop)


def test_a_reading_by_other_levels_is_another_one() -> None:
    assert replace(LIMITS, black_ms=1).levels == LIMITS.levels
    assert replace(LIMITS, bar_level=30).levels != LIMITS.levels


def test_a_standstill_over_a_picture_that_the_encoder_made_anew_is_one(tmp_path: Path) -> None:
    first = scene(1, 30)
    pictures = [*first, *[first[-1]] * 150, *scene(2, 30)]  # a picture of its own every 60
    (stands,) = picture(write_clip(tmp_path / "a.mp4", pictures)).frozen
    assert stands.end_ms == 6000 and stands.start_ms <= 1000
