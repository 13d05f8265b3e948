"""What QC finds in pictures and sounds stands in the drawer, jumps to its time and is accepted; the matrix marks the episode."""

from crossreel.domain.quality.finding import Finding, Severity
from crossreel.storage import queries
from crossreel.ui.drawer.findings.columns import MEDIA
from crossreel.ui.drawer.findings.view import FindingsPanel
from crossreel.ui.hub.outline import Outline
from crossreel.ui.places.screening.remarks import finding_line, read_remarks
from tests.unit.ui.drawer.test_drawer import open_panel
from tests.unit.ui.stage import Stage


def put_finding(stage: Stage, start_ms: int) -> Finding:
    """Keep a finding on the reference of the first episode."""
    database = stage.drama.database
    with database.read() as uow:
        media = queries.references(uow, stage.drama.title_id)[0]
    found = Finding(
        id=database.new_id(), title_id=stage.drama.title_id, episode_id=media.episode_id, track_id=0, language="", cue_id=None,
        rule="black_frames", severity=Severity.WARNING, start_ms=start_ms, end_ms=start_ms + 500, text="",
        facts={"seconds": 0.5, "frames": 15}, fingerprint="black_frames:1", version_id=media.id,
    )  # fmt: skip
    with database.derived() as uow:
        uow.put(found)
    return found


def test_a_finding_of_the_picture_is_named_filtered_jumped_to_and_accepted(stage: Stage) -> None:
    finding = put_finding(stage, 1500)
    panel = open_panel(stage, "findings", FindingsPanel)
    panel.refresh()
    stage.bot.waitUntil(lambda: finding.id in panel._findings)
    panel.language.setCurrentIndex(panel.language.findData(MEDIA))
    (line,) = [panel.view.lines.line(at) for at in range(panel.view.lines.rowCount())]
    assert line is not None
    assert line.words == "The picture is black for 0.5 s in the middle. Look whether that is meant."
    assert line.second == "Picture and sound · 00:01.500"
    assert panel.language.currentText() == "Picture and sound"
    stage.bot.waitUntil(lambda: bool(panel._rules))
    assert panel.rule.itemText(panel.rule.findData("black_frames")) == "Black frames"
    panel._jump(finding.id)
    stage.bot.waitUntil(lambda: abs(stage.workspace.playhead_ms - 1500) <= 40)
    panel.view.selectAll()
    panel._begin_waiving()
    panel.reason.line.setText("the dream")
    panel.reason.line.returnPressed.emit()
    stage.bot.waitUntil(lambda: bool(panel._waivers))
    with stage.drama.database.read() as uow:
        row = queries.matrix(uow, stage.drama.title_id).rows[0]
    assert (row.errors, row.warnings) == (0, 0)


def test_the_matrix_counts_what_is_on_pictures_apart_from_its_cells(stage: Stage) -> None:
    finding = put_finding(stage, 0)
    with stage.drama.database.read() as uow:
        rows = {row.episode.id: row for row in queries.matrix(uow, stage.drama.title_id).rows}
    assert (rows[finding.episode_id].errors, rows[finding.episode_id].warnings) == (0, 1)
    assert all(cell.language for cell in rows[finding.episode_id].cells.values())


def test_the_title_counts_pictures_and_sounds_too_and_reviewers_see_what_is_wrong_with_them(stage: Stage) -> None:
    before = Outline.of(stage.workspace).open_findings()
    finding = put_finding(stage, 500)
    stage.workspace.findings_changed.emit(stage.drama.title_id)
    stage.bot.waitUntil(lambda: Outline.of(stage.workspace).open_findings() == (before[0], before[1] + 1))
    remarks = read_remarks(stage.desk, stage.drama.title_id, "en")
    assert [each.id for each in remarks.findings if each.rule == "black_frames"] == [finding.id]
    assert finding_line(finding).second.endswith("Picture and sound")
