"""`crossreel review`: the lines that wait, and verdicts."""

import json
from pathlib import Path

from tests.unit.cli.commands.conftest import Ask, Call, column


def test_drafts_wait_are_judged_and_are_gone(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    sources = [cues[0]["id"] for cues in column(ask, heir, 1, "zh-Hans")]
    drafted = zip(sources, ("Da dove?", "这是", "Ti sbagli"), strict=True)
    lines = [{"id": cue_id, "text": text, "confidence": 0.3} for cue_id, text in drafted]
    root = {"format": "crossreel-drafts", "version": 1, "language": "it", "maker": "M", "episodes": [{"number": 1, "lines": lines}]}
    (tmp_path / "it.json").write_text(json.dumps(root), "utf-8")
    ask("draft", "take", heir, str(tmp_path / "it.json"))
    found = ask("review", "list", heir, "--languages", "it")
    assert (found["waiting"], found["lines"][0]["text"]) == (3, "这是")
    assert "confidence" in {reason["name"] for reason in found["lines"][0]["reasons"]}
    assert ask("review", "list", heir, "--reason", "source_script")["waiting"] == 1
    worst, second, third = (line["cue_id"] for line in found["lines"])
    ask("review", "refuse", worst, "--because", "not Italian")
    ask("review", "accept", second)
    ask("review", "ask", third, "Tu or Lei?")
    assert [line["cue_id"] for line in ask("review", "list", heir)["lines"]] == [third]
    assert ask("review", "progress", heir) == {"seen": 1, "total": 3, "left_ms": None}

    assert call("review", "refuse", second)[0] == 1
    assert [each["waiting"] for each in ask("review", "titles")] == [2], "the refused line waits for another draft"
    ask("review", "accept-all", heir, "--languages", "it", "--episode", "1")
    assert ask("review", "titles") == [] and call("review", "accept-all", heir)[0] == 1
