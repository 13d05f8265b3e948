"""The report of a title is the same wherever it is asked for."""

import json
from pathlib import Path

from crossreel.i18n.words import Words
from crossreel.services.checking.runs import Checking
from crossreel.services.files.qc_report import report_bytes, save_report
from tests.builders import Drama
from tests.unit.services.checking.test_checking import set_text


def test_a_report_tells_of_a_run_with_what_was_accepted(drama: Drama, checking: Checking, tmp_path: Path) -> None:
    set_text(drama, 1, "en", 0, "Tom &amp; <i>Ann...</i>")
    set_text(drama, 2, "ar", 1, "")
    summary = checking.run(drama.title_id)
    (dots,) = (finding for finding in checking.findings(drama.title_id) if finding.rule == "ellipsis")
    checking.waive([dots.id], "he breaks off")
    report = checking.report(drama.title_id, summary=summary)
    assert (report.title, report.name, report.guide) == ("HEIR", "The Hidden Heir", "vertical")
    assert [(each.rule, report.episodes[each.episode_id]) for each in report.findings] == [("untranslated", 2)]
    assert [(each.rule, mark.reason) for each, mark in report.waived] == [("ellipsis", "he breaks off")]
    only = checking.report(drama.title_id, languages=["en"])
    assert (list(only.findings), [each.rule for each, _ in only.waived]) == ([], ["ellipsis"])

    save_report(report, tmp_path / "qc.html", Words())
    save_report(report, tmp_path / "qc.json", Words())
    assert (tmp_path / "qc.html").read_bytes() == report_bytes(report, Words(), "html")
    assert json.loads((tmp_path / "qc.json").read_text("utf-8"))["waived"][0]["text"] == "Tom & Ann..."
