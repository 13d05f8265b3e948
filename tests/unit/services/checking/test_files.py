"""Files are checked without a catalog, one by one, and none stops another."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.quality.finding import Severity
from crossreel.domain.text.document import Document, DocumentCue
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.registry import all_rules
from crossreel.qc.rule import Remark, Rule, Scope
from crossreel.services.checking.files import FileChecking
from crossreel.services.files.presets import shipped_zones
from tests.unit.services.checking.conftest import FiftyPixels

SRT = "1\n00:00:01,000 --> 00:00:03,000\n{}\n"


@pytest.fixture
def checking() -> FileChecking:
    return FileChecking(measure=FiftyPixels(), zones=shipped_zones())


def test_a_document_is_checked_in_order_of_time(checking: FileChecking) -> None:
    cues = (
        DocumentCue(start_ms=3000, end_ms=3100, text="Late"),
        DocumentCue(start_ms=0, end_ms=2000, text="Wait..."),
        DocumentCue(start_ms=1500, end_ms=2930, text="Go"),
    )
    found = checking.check_document(Document(cues=cues), "en")
    assert [(finding.rule, finding.cue_id) for finding in found] == [
        ("ellipsis", 2),
        ("overlap", 2),
        ("duration", 1),
        ("reading_speed", 1),
    ]


def test_the_language_is_told_by_name_or_words_or_asked_for(checking: FileChecking, tmp_path: Path) -> None:
    (tmp_path / "EP01.es-419.srt").write_text(SRT.format("Dónde?"), "utf-8")
    (tmp_path / "odd.srt").write_text(SRT.format("…"), "utf-8")
    report = checking.check(tmp_path / "EP01.es-419.srt")
    assert (report.languages, report.guide, [each.rule for each in report.findings]) == (("es-419",), "vertical", ["spanish_pairs"])
    with pytest.raises(BadInput, match=r"qc\.no_language"):
        checking.check(tmp_path / "odd.srt")
    assert checking.check(tmp_path / "odd.srt", language="en").findings == ()
    with pytest.raises(NotFound, match=r"qc\.no_guide"):
        checking.check(tmp_path / "odd.srt", language="en", guide="nobody's")


def test_a_file_that_cannot_be_read_stops_no_other(checking: FileChecking, tmp_path: Path) -> None:
    (tmp_path / "a.en.srt").write_text(SRT.format("Wait..."), "utf-8")
    (tmp_path / "b.en.srt").write_bytes(b"\x00")
    (tmp_path / "c.en.srt").write_text(SRT.format("Go  on"), "utf-8")
    reports = checking.check_all(sorted(tmp_path.iterdir()))
    assert [[each.rule for each in report.findings] for report in reports] == [["ellipsis"], [], ["spacing"]]
    assert [[item.code for item in report.failed] for report in reports] == [[], ["format.empty"], []]


def test_the_guide_for_landscape_brings_its_picture(checking: FileChecking, tmp_path: Path) -> None:
    (tmp_path / "a.en.srt").write_text(SRT.format("This fits wide pictures only.!"), "utf-8")
    assert "rendered_width" in [each.rule for each in checking.check(tmp_path / "a.en.srt").findings]
    assert checking.check(tmp_path / "a.en.srt", guide="landscape").findings == ()


def test_rules_that_are_handed_in_are_all_there_is(tmp_path: Path) -> None:
    def long(track: CheckedTrack) -> Iterator[Remark]:
        yield from (Remark(cue=each.cue, severity=Severity.INFO) for each in track.cues if "!" in each.text)

    def twice(tracks: Sequence[CheckedTrack]) -> Iterator[tuple[CheckedTrack, Remark]]:
        (track,) = tracks
        yield track, Remark(cue=track.cues[0].cue, severity=Severity.WARNING)

    one = Rule(id="loud", title="Loud", severity=Severity.INFO, scope=Scope.CUE, check=long)
    other = Rule(id="first", title="First", severity=Severity.WARNING, scope=Scope.TITLE, check_title=twice)
    (tmp_path / "a.en.srt").write_text(SRT.format("Wait...!"), "utf-8")
    found = FileChecking(rules=[one, other]).check(tmp_path / "a.en.srt").findings
    assert sorted(each.rule for each in found) == ["first", "loud"]


def test_captions_are_measured_only_where_a_rule_looks(tmp_path: Path) -> None:
    class Asked(FiftyPixels):
        times = 0

        def missing(self, text: str, language: str) -> str:
            self.times += 1
            return super().missing(text, language)

    (tmp_path / "a.en.srt").write_text(SRT.format("Wait..."), "utf-8")
    for rule_id, asked in (("ellipsis", 0), ("rendered_width", 1), ("safe_zone", 1)):
        measure = Asked()
        FileChecking(measure=measure, zones=shipped_zones(), rules=[all_rules().get(rule_id)]).check(tmp_path / "a.en.srt")
        assert measure.times == asked, rule_id


CODE = """
import sys
from crossreel.app.opener import Opener
from crossreel.cli.main import run
from crossreel.domain.preferences import Preferences
code = run(sys.argv[2:], Opener(Preferences()))
heavy = [name for name in ("sqlalchemy", "alembic", "sqlite3", "av", "vlc", "PySide6") if name in sys.modules]
print(code, heavy, file=sys.stderr)
assert heavy == ([] if sys.argv[1] == "light" else ["PySide6"]), heavy
"""


@pytest.mark.parametrize(
    ("weight", "command"),
    [("measured", ["qc", "a.en.srt"]), ("light", ["info", "a.en.srt"]), ("light", ["convert", "a.en.srt", "b.vtt"])],
)
def test_commands_on_files_open_no_catalog(tmp_path: Path, weight: str, command: list[str]) -> None:
    """Nothing of the database, the players or the window is loaded; Qt's text engine only where captions are measured."""
    (tmp_path / "a.en.srt").write_text(SRT.format("Wait..."), "utf-8")
    done = subprocess.run([sys.executable, "-c", CODE, weight, *command], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) in (["a.en.srt"], ["a.en.srt", "b.vtt"])
