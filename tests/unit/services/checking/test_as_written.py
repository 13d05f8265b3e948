"""QC of a file tells of what reading takes out of it."""

from pathlib import Path

from crossreel.services.checking.files import FileChecking

LINES = (
    "{\\an8}I hate you.",
    "I hate you.",
    "I hate\u200b you.",
    "Mom &amp; Dad are here.",
    "<b>I hate you.</b>",
    "I ha\u00adte you.",
)


def file_of(folder: Path, name: str) -> Path:
    blocks = [f"{at}\n00:00:{at * 4:02d},000 --> 00:00:{at * 4 + 3:02d},000\n{line}\n" for at, line in enumerate(LINES, start=1)]
    path = folder / name
    path.write_text("\n".join(blocks), "utf-8")
    return path


def test_each_fault_stands_on_its_own_cue(tmp_path: Path) -> None:
    report = FileChecking().check(file_of(tmp_path, "a.en.srt"))
    found = {finding.start_ms // 4000: finding.rule for finding in report.findings}
    assert found == {3: "invisible", 4: "markup_in_text", 6: "invisible"}


def test_a_format_with_character_references_may_have_them(tmp_path: Path) -> None:
    path = tmp_path / "a.en.vtt"
    path.write_text("WEBVTT\n\n00:00:04.000 --> 00:00:07.000\nMom &amp; Dad are here.\n", "utf-8")
    assert FileChecking().check(path).findings == ()
