"""`crossreel rows`, read back by `crossreel cues`."""

from pathlib import Path

from tests.unit.cli.commands.conftest import Ask, Call, column


def times(ask: Ask, title: str, language: str) -> list[tuple[int, int]]:
    return [(cue["start_ms"], cue["end_ms"]) for cues in column(ask, title, 1, language) for cue in cues]


def test_rows_are_shifted_stretched_and_undone_as_one_edit_each(ask: Ask, heir: str) -> None:
    before = times(ask, heir, "zh-Hans")
    told = ask("rows", "change", heir, "1", "zh-Hans", "1-2", "--later", "0.25", "--all")
    assert told["code"] == "edit.shift_cues"
    assert times(ask, heir, "en")[:2] == times(ask, heir, "zh-Hans")[:2] == [(s + 250, e + 250) for s, e in before[:2]]
    ask("undo", heir)
    told = ask("rows", "change", heir, "1", "zh-Hans", "all", "--start", "2", "--factor", "3/2")
    assert told["code"] == "edit.stretch"
    length = round((before[-1][1] - before[0][0]) * 1.5)
    assert (times(ask, heir, "en")[0][0], times(ask, heir, "en")[-1][1]) == (2000, 2000 + length)
    ask("undo", heir)
    assert times(ask, heir, "zh-Hans") == times(ask, heir, "en") == before


def test_several_changes_are_one_edit(ask: Ask, heir: str) -> None:
    told = ask("rows", "change", heir, "1", "en", "1-2", "--later", "100ms", "--placement", "8", "--pin")
    assert told["code"] == "edit.rows"
    cues = [cues[0] for cues in column(ask, heir, 1, "en")]
    assert [(cue["placement"], cue["pinned"]) for cue in cues] == [("8", True), ("8", True), ("", False)]
    ask("rows", "change", heir, "1", "en", "1-2", "--placement", "-", "--unpin")
    cues = [cues[0] for cues in column(ask, heir, 1, "en")]
    assert [(cue["placement"], cue["pinned"]) for cue in cues] == [("", False)] * 3


def test_nothing_to_change_and_strangers_are_told(call: Call, heir: str) -> None:
    assert call("rows", "change", heir, "1", "en", "1")[0] == 1
    code, _out, err = call("rows", "change", heir, "1", "en", "1", "--speaker", "Nobody Known")
    assert code == 2 and "Nobody Known" in err
    assert call("rows", "change", heir, "1", "en", "1", "--factor", "x")[0] == 2


def test_two_cues_and_their_true_times_stretch_the_episode(ask: Ask, heir: str) -> None:
    before = times(ask, heir, "zh-Hans")
    told = ask("rows", "sync", heir, "1", "zh-Hans", "1", "2", "3", str(2 + 2 * (before[2][0] - before[0][0]) / 1000))
    assert told["code"] == "edit.sync"
    after = times(ask, heir, "en")
    assert [start for start, _end in after] == [2000 + 2 * (start - before[0][0]) for start, _end in before]
    assert after == times(ask, heir, "zh-Hans")


def test_rows_are_copied_and_pasted_with_a_plan_before(ask: Ask, call: Call, heir: str, tmp_path: Path) -> None:
    text = ask("rows", "copy", heir, "1", "1-2", "--languages", "en")["text"]
    assert text.splitlines()[0] == "#\tin\tout\tspeaker\ten"
    file = tmp_path / "rows.tsv"
    file.write_text(text.replace("ring", "band"), "utf-8")
    code, out, _err = call("rows", "paste", heir, "1", "en", "1-2", str(file))
    assert code == 0 and "band" in out
    assert "ring" in column(ask, heir, 1, "en")[0][0]["text"], "a plan writes nothing"
    plan = ask("rows", "paste", heir, "1", "en", "1-2", str(file))
    assert [cell["number"] for cell in plan["cells"]] == [1]
    told = ask("rows", "paste", heir, "1", "en", "1-2", str(file), "--write")
    assert told["code"] == "edit.paste" and "band" in column(ask, heir, 1, "en")[0][0]["text"]
    assert "-->" in call("rows", "copy", heir, "1", "all", "--languages", "en", "--srt")[1]
    assert call("rows", "paste", heir, "1", "en", "1", str(tmp_path / "none"))[0] == 2
