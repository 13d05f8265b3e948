"""Reading and writing a SubRip file of 10,000 cues beside pysubs2 and srt; ours decodes, recognizes and reads back as well."""

from typing import Any

import pysubs2
import pytest
import srt

from crossreel.formats.reading import read
from crossreel.formats.registry import get
from crossreel.formats.writing import write

CUES = 10_000
WORDS = ("你到底在哪里", "Where were you last night?", "<i>No te vayas.</i>", "لا أعرف")


def stamp(at_ms: int) -> str:
    """Write a time as SubRip does."""
    seconds, ms = divmod(at_ms, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d},{ms:03d}"


def make_file() -> str:
    """Return a file of two-line cues, a quarter of them in italics."""
    return "".join(
        f"{n + 1}\n{stamp(n * 2000)} --> {stamp(n * 2000 + 1500)}\n{WORDS[n % 4]}\nline two of {n}\n\n" for n in range(CUES)
    )


@pytest.fixture(scope="module")
def text() -> str:
    """The file as text."""
    return make_file()


def told(benchmark: Any, what: str, peer: str) -> None:
    """Say what is measured, and beside which benchmark."""
    benchmark.extra_info.update(
        what=f"{what} an SRT of {CUES:,} cues", peer=peer, peer_name=peer.rpartition("_")[2], target="no slower than pysubs2"
    )


def test_read(benchmark: Any, text: str) -> None:
    """Ours: bytes to document, format and encoding found out."""
    told(benchmark, "reading", "test_read_pysubs2")
    data = text.encode()
    assert len(benchmark.pedantic(lambda: read(data, "x.srt"), rounds=5, iterations=1).document.cues) == CUES


def test_read_pysubs2(benchmark: Any, text: str) -> None:
    """pysubs2, the format told."""
    benchmark.extra_info.update(is_peer=True)
    data = text.encode()
    found = benchmark.pedantic(lambda: pysubs2.SSAFile.from_string(data.decode(), format_="srt"), rounds=5, iterations=1)
    assert len(found) == CUES


def test_read_srt(benchmark: Any, text: str) -> None:
    """srt, which keeps tags as text."""
    benchmark.extra_info.update(what=f"reading an SRT of {CUES:,} cues with the srt package")
    data = text.encode()
    assert len(benchmark.pedantic(lambda: list(srt.parse(data.decode())), rounds=5, iterations=1)) == CUES


def test_write(benchmark: Any, text: str) -> None:
    """Ours: document to bytes, read back and compared."""
    told(benchmark, "writing and reading back", "test_write_pysubs2")
    document = read(text.encode(), "x.srt").document
    assert benchmark.pedantic(lambda: write(document, get("srt")), rounds=5, iterations=1).data == text.encode()


def test_write_pysubs2(benchmark: Any, text: str) -> None:
    """pysubs2, nothing read back."""
    benchmark.extra_info.update(is_peer=True)
    document = pysubs2.SSAFile.from_string(text, format_="srt")
    assert benchmark.pedantic(lambda: document.to_string("srt").encode(), rounds=5, iterations=1)


def test_write_srt(benchmark: Any, text: str) -> None:
    """srt, nothing read back."""
    benchmark.extra_info.update(what=f"writing an SRT of {CUES:,} cues with the srt package, nothing read back")
    cues = list(srt.parse(text))
    assert benchmark.pedantic(lambda: srt.compose(cues).encode(), rounds=5, iterations=1)


def test_convert_to_vtt(benchmark: Any, text: str) -> None:
    """Ours: bytes to bytes, read back and judged."""
    convert(benchmark, text, "vtt")


def test_convert_to_ass(benchmark: Any, text: str) -> None:
    """Ours: bytes to bytes, read back and judged."""
    convert(benchmark, text, "ass")


def test_convert_to_ttml(benchmark: Any, text: str) -> None:
    """Ours: bytes to bytes, read back and judged."""
    convert(benchmark, text, "ttml")


def test_convert_to_vtt_pysubs2(benchmark: Any, text: str) -> None:
    """pysubs2, the formats told, nothing read back."""
    convert_pysubs2(benchmark, text, "vtt")


def test_convert_to_ass_pysubs2(benchmark: Any, text: str) -> None:
    """pysubs2, the formats told, nothing read back."""
    convert_pysubs2(benchmark, text, "ass")


def test_convert_to_ttml_pysubs2(benchmark: Any, text: str) -> None:
    """pysubs2, the formats told, nothing read back."""
    convert_pysubs2(benchmark, text, "ttml")


def convert(benchmark: Any, text: str, format_id: str) -> None:
    """Measure reading an SRT and writing it in another format."""
    benchmark.extra_info.update(
        what=f"converting an SRT of {CUES:,} cues to {format_id}", peer=f"test_convert_to_{format_id}_pysubs2",
        peer_name="pysubs2", target="faster than pysubs2",
    )  # fmt: skip
    data = text.encode()
    benchmark.pedantic(lambda: write(read(data, "x.srt").document, get(format_id)), rounds=5, iterations=1)


def convert_pysubs2(benchmark: Any, text: str, format_id: str) -> None:
    """Measure the same with pysubs2."""
    benchmark.extra_info.update(is_peer=True)
    data = text.encode()
    benchmark.pedantic(
        lambda: pysubs2.SSAFile.from_string(data.decode(), format_="srt").to_string(format_id), rounds=5, iterations=1
    )
