"""Drawings of a script go through the catalog and come out again; in the catalog they are no subtitles."""

from pathlib import Path

from crossreel.formats.reading import read
from crossreel.services.exporting.tracks import Exporting
from crossreel.services.importing.plans import Importing
from crossreel.storage.database import Database
from tests.unit.services.importing.folders import held

EVENTS = (
    "Dialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,Where were you last night?",
    "Dialogue: 0,0:00:01.50,0:00:03.00,Default,,0,0,0,,{\\an7\\pos(0,0)\\p1}m 0 0 l 100 0 100 100{\\p0}",
    "Dialogue: 1,0:00:04.00,0:00:05.00,Default,Lin,0,0,1500,,{\\fad(100,100)}I {\\k20}told you.",
    "Comment: 0,0:00:06.00,0:00:07.00,Default,,0,0,0,,not spoken",
)


def test_drawings_survive_the_catalog(importing: Importing, database: Database, tmp_path: Path) -> None:
    (tmp_path / "Heir").mkdir()
    head = "[Script Info]\nScriptType: v4.00+\nPlayResX: 1080\nPlayResY: 1920\n\n[Events]\n"
    names = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
    (tmp_path / "Heir/Heir EP01.en.ass").write_text(head + names + "\n".join(EVENTS) + "\n", encoding="utf-8")
    importing.apply(importing.scan([tmp_path / "Heir"]))
    catalog = held(database)
    [cues] = catalog.cues.values()
    assert [(cue.text, cue.placement) for cue in cues] == [("Where were you last night?", ""), ("I told you.", "8")]
    for format_id in ("ass", "srt"):
        Exporting(database).export(catalog.title.id, ("en",), format_id, tmp_path / format_id)
    [script] = (tmp_path / "ass").iterdir()
    assert [line for line in script.read_text(encoding="utf-8").splitlines() if line.startswith(("Dialogue", "Comment"))] == list(
        EVENTS
    )
    [subrip] = (tmp_path / "srt").iterdir()
    assert [cue.text for cue in read(subrip.read_bytes(), subrip.name).document.cues] == [cue.text for cue in cues]
