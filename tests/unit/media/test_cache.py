"""The cache: what goes in comes out, what is damaged does not, and it never grows without end."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from crossreel.domain.picture.caption import Peaks, Picture
from crossreel.media.cache import MediaCache

PEAKS = Peaks(per_second=100, low=bytes(50), high=bytes(range(50)))
PICTURE = Picture(width=3, height=2, x=-4, y=7, data=bytes(range(24)))


def entries(cache: MediaCache) -> list[Path]:
    return sorted(path for path in cache.folder.rglob("*") if path.is_file())


def test_peaks_and_pictures_come_back_as_they_were_put(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path / "not there yet")
    assert cache.peaks("a", 100) is None
    cache.put_peaks("a", PEAKS)
    cache.put_picture("a", "poster2", PICTURE)
    again = MediaCache(tmp_path / "not there yet")
    assert again.peaks("a", 100) == PEAKS
    assert again.picture("a", "poster2") == PICTURE
    assert again.peaks("a", 50) is None
    assert again.peaks("b", 100) is None
    assert again.picture("a", "poster3") is None


@given(low=st.binary(max_size=200))
def test_any_peaks_survive(tmp_path_factory: object, low: bytes) -> None:
    cache = MediaCache(tmp_path_factory.mktemp("cache"))  # type: ignore[attr-defined]
    peaks = Peaks(per_second=100, low=low, high=low[::-1])
    cache.put_peaks("key", peaks)
    assert cache.peaks("key", 100) == peaks


def test_a_damaged_entry_reads_as_missing_and_is_cleared(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path)
    for damage in (lambda data: data[:-5], lambda data: data[:30] + b"!" + data[31:], lambda data: b"", lambda data: b"x" * 8):
        cache.put_peaks("a", PEAKS)
        [path] = entries(cache)
        path.write_bytes(damage(path.read_bytes()))
        assert cache.peaks("a", 100) is None
        assert entries(cache) == []


def test_the_folder_stays_under_its_limit(tmp_path: Path) -> None:
    cache = MediaCache(tmp_path, limit_bytes=10_000)
    for number in range(60):
        cache.put_peaks(str(number), Peaks(per_second=100, low=bytes(400), high=bytes(400)))
    assert sum(path.stat().st_size for path in entries(cache)) <= 11_000
    assert cache.peaks("59", 100) is not None
    assert cache.peaks("0", 100) is None


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    cache = MediaCache(blocked)
    cache.put_peaks("a", PEAKS)
    assert cache.peaks("a", 100) is None
