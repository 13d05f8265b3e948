"""`crossreel formats`."""

from tests.unit.cli.commands.conftest import Ask, Call


def test_formats_tell_their_files_and_what_they_cannot_hold(ask: Ask, call: Call) -> None:
    told = {each["id"]: each for each in ask("formats")}
    assert told["srt"]["writable"] and "srt" in told["srt"]["extensions"] and "ruby" in told["srt"]["loses"]
    assert told["xlsx"]["script"] and not told["sami"]["writable"]
    shown = call("formats")[1]
    assert "SubRip" in shown and "Cyrillic" in shown
