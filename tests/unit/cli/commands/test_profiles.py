"""`crossreel profiles` and `formats`: no catalog is needed to know what there is."""

from tests.unit.cli.commands.conftest import Ask, Call


def test_profiles_are_listed_and_shown(ask: Ask, call: Call) -> None:
    assert {"app-standard", "streamer-imsc"} <= {each["id"] for each in ask("profiles")}
    told = ask("profiles", "show", "app-standard")
    assert [each["format_id"] for each in told["formats"]] == ["srt", "vtt"]
    assert told["minimum_state"] == "approved"
    assert "05_SUBTITLES" in call("profiles", "show", "app-standard")[1]
    code, _out, err = call("profiles", "show", "nobody")
    assert code == 2 and "app-standard" in err
