"""Files alone: looked at and converted without a catalog, and without loading what only a catalog or a player needs."""

import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest

from crossreel.domain.errors import BadInput, NotFound
from crossreel.services.exporting.converting import Converting

SRT = "1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<i>你好</i>\n\n2\n00:00:03,000 --> 00:00:04,000\n再见\n"
HEAVY = ("sqlalchemy", "alembic", "sqlite3", "av", "vlc", "numpy", "PySide6", "pysubs2", "webvtt", "ttconv", "openpyxl")


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "第1集 😀.srt"
    path.write_bytes(SRT.encode("gb18030"))
    return path


def test_info_says_what_a_file_is(source: Path) -> None:
    info = Converting().info(source)
    assert (info.format_id, info.cue_count, info.first_start_ms, info.last_end_ms) == ("srt", 2, 1000, 4000)
    assert info.encoding is not None and (info.encoding.name, info.encoding.guessed) == ("gb18030", True)


def test_convert_by_name_and_by_order(source: Path, tmp_path: Path) -> None:
    report = Converting().convert(source, tmp_path / "out" / "x.vtt", language="zh-Hans")
    assert [item.name for item in report.done] == [str(tmp_path / "out" / "x.vtt")]
    assert [item.code for item in report.notices] == ["encoding.guessed"]
    assert "line:9.38%\n<i>你好</i>" in (tmp_path / "out" / "x.vtt").read_text(encoding="utf-8")
    Converting().convert(source, tmp_path / "plain", to_format="ttml", frame_rate=Fraction(25), language="zh-Hans")
    text = (tmp_path / "plain").read_text(encoding="utf-8")
    assert 'ttp:frameRate="25"' in text and 'xml:lang="zh-Hans"' in text


def test_rolling_captions_are_said_to_be_and_collapsed_when_asked(tmp_path: Path) -> None:
    lines = ["One", "two", "three", "four", "five"]
    cues = [f"00:0{n}.000 --> 00:0{n + 1}.000\n" + "\n".join(lines[max(0, n - 1) : n + 1]) for n in range(5)]
    (tmp_path / "x.vtt").write_text("WEBVTT\n\n" + "\n\n".join(cues) + "\n")
    report = Converting().convert(tmp_path / "x.vtt", tmp_path / "as-it-is.srt")
    assert [(item.code, item.facts["lines"]) for item in report.notices] == [("text.rolling", 5)]
    assert "One\ntwo" in (tmp_path / "as-it-is.srt").read_text()
    report = Converting().convert(tmp_path / "x.vtt", tmp_path / "once.srt", collapse_rolling=True)
    assert [item.code for item in report.notices] == ["text.rolling_collapsed"]
    assert "2\n00:00:01,000 --> 00:00:02,000\ntwo\n\n3\n" in (tmp_path / "once.srt").read_text()


def test_nothing_is_written_when_the_source_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "x.srt").write_bytes(b"no subtitle")
    target = tmp_path / "x.vtt"
    target.write_text("mine")
    with pytest.raises(BadInput, match=r"format\.unknown"):
        Converting().convert(tmp_path / "x.srt", target)
    assert target.read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.srt", "x.vtt"]


def test_refusals(source: Path, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"format\.target_unknown"):
        Converting().convert(source, tmp_path / "x.doc")
    with pytest.raises(NotFound, match=r"format\.no_such"):
        Converting().convert(source, tmp_path / "x.srt", to_format="doc")
    with pytest.raises(BadInput, match=r"format\.cannot_open"):
        Converting().info(tmp_path / "missing.srt")
    with pytest.raises(BadInput, match=r"format\.cannot_open"):
        Converting().info(tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(BadInput, match=r"format\.cannot_save"):
        Converting().convert(source, tmp_path / "file" / "x.vtt")


def test_looking_and_converting_load_nothing_heavy(source: Path, tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from crossreel.services.exporting.converting import Converting\n"
        f"c = Converting(); c.formats(); c.info(Path({str(source)!r}))\n"
        f"c.convert(Path({str(source)!r}), Path({str(tmp_path / 'x.ass')!r}))\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_a_full_disk_leaves_the_former_file(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "x.ttml"
    target.write_text("mine")
    script = (
        "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64))\n"
        "from pathlib import Path; from crossreel.services.exporting.converting import Converting\n"
        "from crossreel.domain.errors import BadInput\n"
        f"try:\n    Converting().convert(Path({str(source)!r}), Path({str(target)!r}))\n"
        "except BadInput as error:\n    print(error.code)\n"
    )
    done = subprocess.run([sys.executable, "-B", "-c", script], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "format.cannot_save"
    assert target.read_text() == "mine"
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".srt", ".ttml"]


CODES = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="en" ttp:timeBase="smpte" '
    'ttp:frameRate="30" ttp:frameRateMultiplier="1000 1001"><body><div><p begin="01:00:10:00" end="01:00:12:00">Hello.</p></div>'
    '<div xml:lang="fr"><p begin="01:00:10:00" end="01:00:12:00">Bonjour.</p></div></body></tt>'
)


@pytest.mark.parametrize(
    ("start", "line", "codes"),
    [
        ("", "01:00:13,610 --> 01:00:15,612", ["time.programme_start"]),
        ("found", "00:00:10,010 --> 00:00:12,012", []),
        ("01:00:00:00", "00:00:10,010 --> 00:00:12,012", []),
        ("01:00:10:00", "00:00:00,000 --> 00:00:02,002", []),
    ],
)
def test_the_start_of_the_programme_is_taken_off_when_it_is_said(tmp_path: Path, start: str, line: str, codes: list[str]) -> None:
    source, target = tmp_path / "a.ttml", tmp_path / "a.srt"
    source.write_text(CODES, "utf-8")
    report = Converting().convert(source, target, start_offset=start, language="en")
    assert target.read_text("utf-8") == f"1\n{line}\nHello.\n\n"
    assert [each.code for each in report.notices if each.code.startswith("time.")] == codes
    assert "time.programme_start" in [notice.code for notice in Converting().info(source).notices]


@pytest.mark.parametrize(("start", "code"), [("noon", "time.bad_start"), ("02:00:00:00", "time.before_programme")])
def test_a_start_that_cannot_be_is_refused_and_nothing_is_written(tmp_path: Path, start: str, code: str) -> None:
    source, target = tmp_path / "a.ttml", tmp_path / "a.srt"
    source.write_text(CODES, "utf-8")
    with pytest.raises(BadInput, match=code.replace(".", r"\.")):
        Converting().convert(source, target, start_offset=start)
    assert not target.exists()


def test_one_language_of_several_is_chosen(tmp_path: Path) -> None:
    source, target = tmp_path / "a.ttml", tmp_path / "a.srt"
    source.write_text(CODES, "utf-8")
    Converting().convert(source, target, language="fr")
    assert "Bonjour." in target.read_text("utf-8") and "Hello" not in target.read_text("utf-8")
    report = Converting().convert(source, target)
    assert "Bonjour." in target.read_text("utf-8") and "Hello" in target.read_text("utf-8")
    assert "language.several" in [each.code for each in report.notices]


@pytest.mark.parametrize(("name", "told"), [("x.itt", 'timeBase="smpte"'), ("x.ebuttd", "urn:ebu:tt:distribution:2014-01")])
def test_what_is_written_is_of_the_format_that_its_name_says(name: str, told: str, tmp_path: Path) -> None:
    source = tmp_path / "a.ttml"
    source.write_text(CODES, "utf-8")
    Converting().convert(source, tmp_path / name)
    text = (tmp_path / name).read_text("utf-8")
    assert told in text and "imsc1.1" not in text


@pytest.mark.parametrize("name", ["x.dfxp", "x.lrc"])
def test_nothing_is_written_under_the_name_of_a_format_it_is_not(name: str, tmp_path: Path) -> None:
    source = tmp_path / "a.ttml"
    source.write_text(CODES, "utf-8")
    with pytest.raises(BadInput) as refused:
        Converting().convert(source, tmp_path / name)
    assert refused.value.code == "format.read_only"
    assert not (tmp_path / name).exists()
