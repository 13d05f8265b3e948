"""`crossreel draft`: a folder of a vendor in, looked at, and back."""

import json
from pathlib import Path

from tests.unit.cli.commands.conftest import ENGLISH, Ask, Call, column, srt, texts


def test_a_folder_of_drafts_comes_in_and_what_was_changed_goes_back(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    folder = tmp_path / "vendor"
    folder.mkdir()
    (folder / "EP2.en.srt").write_text(srt(ENGLISH), "utf-8")
    sources = [cues[0]["id"] for cues in column(ask, heir, 1, "zh-Hans")]
    lines = [{"id": cue_id, "text": f"línea {at}"} for at, cue_id in enumerate(sources)]
    root = {"format": "crossreel-drafts", "version": 1, "language": "it", "episodes": [{"number": 1, "lines": lines}]}
    (folder / "it.json").write_text(json.dumps(root), "utf-8")
    assert call("draft", "take", heir, str(folder))[0] == 1
    ask("draft", "take", heir, str(folder), "--from", "Fastsub", "--model", "m2")
    assert texts(ask, heir, 1, "it")[:2] == ["línea 0", "línea 1"]
    assert ("Fastsub", "m2", "it", len(sources)) in {
        (each["maker"], each["model"], each["language"], each["lines"]) for each in ask("draft", "batches", heir)
    }
    assert ask("draft", "changes", heir, "it") == []
    mended = column(ask, heir, 1, "it")[0][0]["id"]
    ask("cues", "text", heir, "1", "it", mended, "riga")
    assert [(line["drafted"], line["text"]) for line in ask("draft", "changes", heir, "it")] == [("línea 0", "riga")]
    ask("draft", "changes", heir, "it", "--out", str(tmp_path / "out"), "--format", "vtt")
    assert "riga" in (tmp_path / "out" / "HEIR_EP001_it_changes.vtt").read_text("utf-8")


def test_a_broken_file_in_a_folder_of_drafts_stops_no_other(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    (tmp_path / "EP2.pt.srt").write_text(srt(ENGLISH), "utf-8")
    (tmp_path / "broken.json").write_text('{"format": "crossreel-drafts"', "utf-8")
    code, _out, err = call("draft", "take", heir, str(tmp_path), "--from", "Fastsub")
    assert code == 1 and "broken.json" in err
    assert {each["language"] for each in ask("draft", "batches", heir)} == {"pt-BR"}


def test_where_burned_in_text_stands_is_shown_and_said(ask: Ask, call: Call, heir: str) -> None:
    assert ask("draft", "band", heir, "1") == [{"episode": 1, "band": None, "found_by": None}]
    assert call("draft", "band", heir, "1", "--set", "4,90,92,20")[0] == 2
    ask("draft", "band", heir, "1", "--set", "4,66,92,16.5")
    assert ask("draft", "band", heir)[0] == {"episode": 1, "band": "4,66,92,16.5", "found_by": "person"}
    assert call("draft", "read", heir, "1")[0] == 1, "the source has lines already"
