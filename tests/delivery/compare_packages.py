"""Compare packages with the catalog they were made of, with tools that are not ours: nothing of the project is imported here.

The catalog is read as a plain SQLite file; subtitle files by srt, webvtt-py, ttconv and pysubs2; bags are checked by bagit, sums
and media hash lists by hashlib and xxhash, sheets and documents by openpyxl and python-docx, pictures by Pillow, videos by PyAV,
XML by lxml.

    python tests/delivery/compare_packages.py CATALOG PACKAGE...

Prints what was compared, as JSON, and ends with 1 where something differs.
"""

import hashlib
import html
import json
import re
import sqlite3
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TAG = re.compile(r"<[^<>]*>")
RUBY = re.compile(r"<rt>.*?</rt>|<rp>.*?</rp>")
WORD = re.compile(r"\w+")
NUMBER = re.compile(r"E(\d{3,4})(?=[_.-])|^(\d{2,4})\.")
SUBTITLES = frozenset({"srt", "vtt", "ttml", "itt", "ebuttd", "stl", "scc", "ass"})
FRAME_MS = {"itt": 34, "stl": 41, "scc": 101, "ass": 11}
"""How far times may be off where a format counts frames or hundredths: a frame, and of captions as SCC three, for they are sent
letter by letter before they show."""
HOUR_MS = 3_600_000
"""When programmes begin on the clock of captions as SCC, by the profile of the broadcaster."""

BESIDE = ("sdh", "forced", "signs")
HASHES = {"sha256": hashlib.sha256, "md5": hashlib.md5}

Cues = list[tuple[int, int, tuple[str, ...]]]


@dataclass
class Compared:
    """What was looked at, and what differs."""

    files: int = 0
    cues: int = 0
    looks: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def look(self, what: str) -> None:
        self.looks[what] = self.looks.get(what, 0) + 1


def words(text: str) -> tuple[str, ...]:
    """Return the words of a text, whatever its markup and line breaks."""
    return tuple(WORD.findall(unicodedata.normalize("NFC", text)))


def catalog_cues(catalog: Path) -> dict[tuple[int, str, str], Cues]:
    """Return the cues of every cell as the catalog has them, by number of episode, language and role."""
    found: dict[tuple[int, str, str], Cues] = {}
    with sqlite3.connect(f"file:{catalog}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "SELECT episode.number, track.language, track.role, cue.start_ms, cue.end_ms, cue.text FROM cue"
            " JOIN track ON track.id = cue.track_id JOIN episode ON episode.id = track.episode_id ORDER BY cue.start_ms, cue.end_ms"
        )
        for number, language, role, start_ms, end_ms, text in rows:
            said = words(html.unescape(TAG.sub("", RUBY.sub("", text))))
            if said:
                found.setdefault((number, language, role if role in BESIDE else "full"), []).append((start_ms, end_ms, said))
    connection.close()
    return found


def file_cues(path: Path) -> Cues:
    """Return the cues of a subtitle file, as a library that is not ours reads it."""
    kind = path.suffix[1:]
    made = _READERS.get(kind, _ttml)(path)
    return sorted((start, end, said) for start, end, said in made if said)


def _srt(path: Path) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    import srt

    for cue in srt.parse(path.read_text("utf-8-sig")):
        yield _ms(cue.start), _ms(cue.end), words(html.unescape(TAG.sub("", cue.content)))


def _vtt(path: Path) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    import webvtt

    for cue in webvtt.read(str(path)):
        yield _clock(cue.start), _clock(cue.end), words(html.unescape(cue.text))


def _ass(path: Path) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    import pysubs2

    for cue in pysubs2.load(str(path), encoding="utf-8-sig"):
        if not cue.is_comment:
            yield cue.start, cue.end, words(cue.plaintext)


def _ttml(path: Path) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    from lxml import etree
    from ttconv.imsc import reader

    yield from _model(reader.to_model(etree.parse(str(path))))


def _stl(path: Path) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    from ttconv.stl import reader

    with path.open("rb") as file:
        yield from _model(reader.to_model(file, reader.STLReaderConfiguration(program_start_tc="TCP")))


def _scc(path: Path) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    from ttconv.scc import reader

    for start, end, said in _model(reader.to_model(path.read_text("utf-8"))):
        yield start - HOUR_MS, end - HOUR_MS, said


def _model(document: Any) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield the paragraphs of a document of ttconv."""
    from ttconv import model

    def text_of(element: Any) -> str:
        if isinstance(element, model.Rt | model.Rp):
            return ""
        if isinstance(element, model.Br):
            return "\n"
        own = element.get_text() if isinstance(element, model.Text) else ""
        return own + "".join(map(text_of, element))

    def paragraphs(element: Any, begin: Any) -> Iterator[tuple[int, int, tuple[str, ...]]]:
        start = begin + (element.get_begin() or 0)
        if isinstance(element, model.P):
            yield round(start * 1000), round((begin + element.get_end()) * 1000), words(text_of(element))
            return
        for child in element:
            yield from paragraphs(child, start)

    if document.get_body() is not None:
        yield from paragraphs(document.get_body(), 0)


_READERS = {"srt": _srt, "vtt": _vtt, "ass": _ass, "stl": _stl, "scc": _scc}


def _clock(written: str) -> int:
    hours, minutes, seconds = written.split(":")
    return round((int(hours) * 3600 + int(minutes) * 60 + float(seconds)) * 1000)


def _ms(length: Any) -> int:
    return round(length.total_seconds() * 1000)


def place_of(path: Path, package: Path, known: set[str]) -> tuple[int, str, str]:
    """Return the cell a subtitle file is of, told by its name and folders."""
    number = NUMBER.search(path.name)
    assert number is not None, path.name
    relative = path.relative_to(package)
    parts = [*relative.parts[:-1], *re.split(r"_(?=v\d|SUB)|-(?=SUB|S\d)|SUB[_-]", path.stem)]
    tokens = {token for part in parts for token in (part, part.replace("_", "-"), *re.split(r"[_](?!419)|-(?!419)", part))}
    spelled = {token.replace("_", "-") for token in tokens}
    languages = sorted((tag for tag in known if tag in spelled), key=len)
    role = next((each for each in BESIDE if each in spelled), "full")
    return int(number[1] or number[2]), languages[-1], role


def compare(package: Path, catalog: dict[tuple[int, str, str], Cues], told: Compared) -> None:
    """Compare every subtitle file of a package with the catalog, cue by cue."""
    known = {language for _number, language, _role in catalog}
    for path in sorted(package.rglob("*")):
        kind = path.suffix[1:]
        if kind not in SUBTITLES or "ascmhl" in path.parts:
            continue
        number, language, role = place_of(path, package, known)
        expected = catalog.get((number, language, role), [])
        found, off = file_cues(path), FRAME_MS.get(kind, 1)
        told.files += 1
        told.cues += len(found)
        told.look(kind)
        if not expected or len(found) != len(expected):
            told.faults.append(f"{path.name}: {len(found)} cues, {len(expected)} in the catalog")
            continue
        for (start, end, said), (start_ms, end_ms, meant) in zip(found, sorted(expected), strict=True):
            if said != meant:
                told.faults.append(f"{path.name} {start_ms}: {' '.join(said)!r} for {' '.join(meant)!r}")
            if abs(start - start_ms) > off or abs(end - end_ms) > off:
                told.faults.append(f"{path.name} {start_ms}-{end_ms}: {start}-{end}")


def prove(package: Path, told: Compared) -> None:
    """Check a package's own proofs: bags by bagit, lists of sums and media hash lists by their hashes."""
    if (package / "bagit.txt").exists():
        import bagit

        try:
            bagit.Bag(str(package)).validate()
            told.look("bag")
        except bagit.BagError as error:
            told.faults.append(f"{package.name}: {error}")
    for kind, make in HASHES.items():
        manifest = package / f"manifest-{kind}.txt"
        for line in manifest.read_text("utf-8").splitlines() if manifest.exists() else ():
            digest, _space, name = line.partition("  ")
            told.look(kind)
            if make((package / name).read_bytes()).hexdigest() != digest:
                told.faults.append(f"{name}: another {kind}")
    for history in package.rglob("ascmhl"):
        _prove_mhl(history, told)


def _prove_mhl(history: Path, told: Compared) -> None:
    import xxhash
    from lxml import etree

    for path in history.glob("*.mhl"):
        for each in etree.parse(str(path)).iter("{*}hash"):
            name, digest = each.findtext("{*}path"), each.findtext("{*}xxh64")
            if name and digest:
                told.look("xxh64")
                if xxhash.xxh64(history.parent.joinpath(*name.split("/")).read_bytes()).hexdigest() != digest:
                    told.faults.append(f"{name}: another xxh64")


def open_others(package: Path, told: Compared) -> None:
    """Open every other file by a reader that is not ours, so that none is broken."""
    for path in sorted(package.rglob("*")):
        kind = path.suffix[1:]
        if kind not in _OPENERS:
            continue
        try:
            _OPENERS[kind](path)
            told.look(kind)
        except Exception as error:  # noqa: BLE001  # whatever a reader of somebody else says of it
            told.faults.append(f"{path.name}: {error}")


def _xlsx(path: Path) -> None:
    import openpyxl

    assert any(sheet.max_row for sheet in openpyxl.load_workbook(path).worksheets)


def _docx(path: Path) -> None:
    import docx

    assert docx.Document(str(path)).tables


def _xml(path: Path) -> None:
    from lxml import etree

    etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True))


def _picture(path: Path) -> None:
    from PIL import Image

    with Image.open(path) as picture:
        picture.load()


def _pdf(path: Path) -> None:
    data = path.read_bytes()
    assert data.startswith(b"%PDF-") and b"%%EOF" in data[-32:]


def _video(path: Path) -> None:
    import av

    with av.open(str(path)) as opened:
        assert next(opened.decode(video=0))


_OPENERS = {
    "xlsx": _xlsx, "docx": _docx, "xml": _xml, "mhl": _xml, "jpg": _picture, "png": _picture, "pdf": _pdf, "mp4": _video,
    "json": lambda path: json.loads(path.read_bytes()),
}  # fmt: skip


def main(catalog: Path, packages: list[Path]) -> int:
    """Compare packages with a catalog; return the exit code."""
    cues = catalog_cues(catalog)
    told: dict[str, Any] = {}
    for package in packages:
        compared = Compared()
        compare(package, cues, compared)
        prove(package, compared)
        open_others(package, compared)
        told[package.name] = {
            "files": compared.files, "cues": compared.cues, "looks": compared.looks, "faults": compared.faults,
        }  # fmt: skip
    ours = sorted(name for name in sys.modules if name.partition(".")[0] == "crossreel")
    sys.stdout.write(json.dumps({"packages": told, "ours": ours}, ensure_ascii=False, indent=1) + "\n")
    return 1 if ours or any(each["faults"] for each in told.values()) else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]))
