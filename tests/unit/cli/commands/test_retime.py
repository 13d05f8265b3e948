"""`crossreel retime`: shown with a dry run, then written; a cue can be left out."""

from tests.unit.cli.commands.conftest import Ask, Call, column


def times(ask: Ask, heir: str, language: str = "zh-Hans") -> list[tuple[int, int]]:
    return [(cue["start_ms"], cue["end_ms"]) for cues in column(ask, heir, 1, language) for cue in cues]


def test_gaps_are_shown_then_closed(ask: Ask, call: Call, heir: str) -> None:
    before = times(ask, heir)
    assert before == [(1000, 3000), (4000, 6000), (7000, 9000)]
    ask("cues", "times", heir, "1", "zh-Hans", "1", "--end", "3.6")
    told = ask("retime", "close-gaps", heir, "1", "--dry-run")
    assert [(cue["number"], cue["end_ms"], cue["new_end_ms"]) for cue in told["cues"]] == [(1, 3600, 3934)]
    assert times(ask, heir)[0] == (1000, 3600)
    code, out, _err = call("retime", "close-gaps", heir, "1", "--dry-run")
    assert code == 0 and "00:00:03.600" in out and "00:00:03.934" in out
    assert ask("retime", "close-gaps", heir, "--leave", told["cues"][0]["cue_id"])["edit"] is None
    edit = ask("retime", "close-gaps", heir)
    assert edit["code"] == "edit.close_gaps" and edit["facts"]["count"] == 1
    assert times(ask, heir)[0] == times(ask, heir, "en")[0] == (1000, 3934)
    ask("undo", heir)
    assert times(ask, heir)[0] == (1000, 3600)


def test_cues_are_chained(ask: Ask, heir: str) -> None:
    ask("cues", "times", heir, "1", "zh-Hans", "2", "--end", "6.5")
    assert len(ask("retime", "chain", heir, "1", "--cues", "2", "--dry-run")["cues"]) == 1
    assert ask("retime", "chain", heir, "1", "--cues", "1", "--dry-run")["cues"] == []
    ask("retime", "chain", heir, "1")
    assert times(ask, heir) == [(1000, 3000), (4000, 6934), (7000, 9000)]


def test_cues_without_an_episode_and_shots_nobody_sought(call: Call, ask: Ask, heir: str) -> None:
    assert call("retime", "snap", heir, "--cues", "1")[0] == 2
    assert ask("retime", "snap", heir)["edit"] is None
