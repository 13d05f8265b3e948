"""Checking through the real catalog: runs, single cues, waivers, repairs."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest

from crossreel.app.bootstrap import RenderedSizes
from crossreel.domain.catalog.title import Character, Term, Title
from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import text_digest
from crossreel.domain.edits.actor import Actor
from crossreel.domain.edits.edit import Edit, EditHeader
from crossreel.domain.errors import BadInput, Cancelled, NotFound, Refused
from crossreel.domain.picture.caption import CaptionStyle
from crossreel.domain.quality.finding import Finding, Severity
from crossreel.domain.quality.style_guide import PictureShape
from crossreel.i18n.messages import sentence
from crossreel.kernel.paths import resource
from crossreel.qc.checked_track import CheckedTrack
from crossreel.qc.inspector import Inspector
from crossreel.rendering.caption import layout
from crossreel.services.checking.runs import Checking
from crossreel.services.editing.cues import Editing
from crossreel.services.files.presets import read_guides
from crossreel.services.history.undoing import History
from crossreel.services.jobs import JobContext
from crossreel.services.single_item import refuse_failed
from tests.builders import Drama, journaled_rows
from tests.unit.storage.drama import over


def put(drama: Drama, *entities: object) -> Edit:
    with drama.database.edit(EditHeader(label="edit.set_text", title_id=drama.title_id)) as edit, edit.part() as uow:
        over(uow, *entities)
    return edit.edit


def set_text(drama: Drama, number: int, language: str, at: int, text: str) -> int:
    cue = drama.cues(number, language)[at]
    put(drama, replace(cue, text=text))
    return cue.id


def rules_of(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def test_a_clean_title_has_no_findings(drama: Drama, checking: Checking) -> None:
    summary = checking.run(drama.title_id)
    assert [finding for finding in checking.findings(drama.title_id) if finding.severity is Severity.ERROR] == []
    assert (summary.tracks, summary.cues, summary.guide) == (6, 18, "vertical")
    assert {language.language for language in summary.languages} == {"zh-Hans", "en", "ar"}


def test_a_run_stores_findings_and_compares_with_the_last(drama: Drama, checking: Checking) -> None:
    checking.run(drama.title_id)
    cue_id = set_text(drama, 1, "en", 0, "Wait...")
    second = checking.run(drama.title_id)
    found = checking.findings(drama.title_id, language="en")
    assert rules_of(found) == ["ellipsis"] and found[0].cue_id == cue_id and found[0].repairable
    assert (second.new, second.warnings, second.by_rule["ellipsis"]) == (1, 1, 1)
    third = checking.run(drama.title_id)
    assert (third.new, third.gone) == (0, 0)
    assert checking.findings(drama.title_id, language="en") == found
    set_text(drama, 1, "en", 0, "Wait…")
    checking.run(drama.title_id)
    assert checking.findings(drama.title_id, language="en") == ()


def test_a_run_of_one_language_leaves_the_others(drama: Drama, checking: Checking) -> None:
    set_text(drama, 1, "en", 0, "Wait...")
    set_text(drama, 1, "ar", 0, "انتظر...")
    checking.run(drama.title_id)
    summary = checking.run(drama.title_id, languages=["en"])
    assert [language.language for language in summary.languages] == ["en"]
    assert len(checking.findings(drama.title_id)) == 2
    assert checking.run(drama.title_id, episode_ids=[drama.episode_ids[1]]).tracks == 3
    assert len(checking.findings(drama.title_id, episode_id=drama.episode_ids[0])) == 2


def test_live_widths_are_those_of_the_picture(drama: Drama) -> None:
    """The meter beside the editor shows what is drawn: italics in their own face, ruby with its readings."""
    checking = Checking(drama.database, measure=RenderedSizes())
    for text, language in (
        ("Where were you\n<i>last night?</i>", "en"),
        ("<ruby>志<rt>こころざし</rt></ruby>\nだ", "ja"),
        ("أين <i>كنت</i>", "ar"),
    ):
        live = checking.measure(text, language)
        drawn = layout(text, language).lines
        assert [line.text for line in live.lines] == [line.text for line in drawn]
        assert [line.width_px for line in live.lines] == pytest.approx([line.width_px for line in drawn], abs=0.1)
    assert checking.measure("<ruby>東<rt>\ue000</rt></ruby>", "ja").missing == "\ue000"
    assert [line.width_px for line in checking.measure("", "en").lines] == [0.0]


def test_every_finding_has_its_sentence(drama: Drama, checking: Checking) -> None:
    set_text(drama, 1, "en", 0, 'I said „No... never” and "then" I left the house 🦄')
    set_text(drama, 1, "en", 1, "")
    set_text(drama, 1, "ar", 0, "أين أنت ?")
    checking.run(drama.title_id)
    found = checking.findings(drama.title_id)
    assert {"ellipsis", "quotes", "untranslated", "rendered_width", "reading_speed"} <= set(rules_of(found))
    assert all(sentence(finding.code, finding.facts) for finding in found)


def test_a_missing_face_withholds_widths_of_its_cues_only(drama: Drama, checking: Checking) -> None:
    set_text(drama, 1, "en", 0, "Unicorns everywhere 🦄🦄")
    set_text(drama, 1, "en", 1, "WHERE WAS MOMMA?!")
    checking.run(drama.title_id, languages=["en"])
    found = [finding for finding in checking.findings(drama.title_id) if finding.rule == "rendered_width"]
    assert [(finding.severity, finding.facts.get("characters", "")) for finding in found] == [
        (Severity.INFO, "🦄"),
        (Severity.ERROR, ""),
    ]


def test_untranslated_and_changed_sources_are_found_at_their_cues(drama: Drama, checking: Checking) -> None:
    spine = drama.cues(1)
    with drama.database.edit(EditHeader(label="edit.delete", title_id=drama.title_id)) as edit, edit.part() as uow:
        uow.remove(drama.cues(1, "en")[1])
        over(uow, replace(spine[0], text="你到底在哪"))
    checking.run(drama.title_id, languages=["en"])
    found = checking.findings(drama.title_id)
    assert {(finding.rule, finding.cue_id, finding.language) for finding in found} == {
        ("source_changed", drama.cues(1, "en")[0].id, "en"),
        ("untranslated", spine[1].id, "en"),
    }


def test_terms_and_names_of_the_bible_are_enforced(drama: Drama, checking: Checking) -> None:
    spine = drama.cues(1)
    put(
        drama,
        replace(spine[0], text="林晚回来了"),
        Character(id=drama.database.new_id(), title_id=drama.title_id, name="林晚", names={"en": "Lin Wan"}),
        Term(id=drama.database.new_id(), title_id=drama.title_id, source="回来", renderings={"en": "back"}),
    )
    set_text(drama, 1, "en", 0, "Lin Van returned")
    checking.run(drama.title_id)
    facts = [finding.facts["rendering"] for finding in checking.findings(drama.title_id) if finding.rule == "term"]
    assert sorted(str(fact) for fact in facts) == ["Lin Wan", "back"]


def test_cues_are_looked_at_again_with_what_hangs_on_them(drama: Drama, checking: Checking) -> None:
    checking.run(drama.title_id)
    spine = drama.cues(1)
    found = checking.check_edit(put(drama, replace(spine[1], text="你到底在哪")))
    assert {(finding.rule, finding.language) for finding in found} == {("source_changed", "en"), ("source_changed", "ar")}
    assert {finding.id for finding in checking.findings(drama.title_id)} == {finding.id for finding in found}
    full = {finding.fingerprint for finding in found}
    checking.run(drama.title_id)
    assert {finding.fingerprint for finding in checking.findings(drama.title_id)} == full


def test_a_deleted_follower_leaves_its_source_untranslated(drama: Drama, checking: Checking) -> None:
    checking.run(drama.title_id)
    with drama.database.edit(EditHeader(label="edit.delete", title_id=drama.title_id)) as edit, edit.part() as uow:
        uow.remove(drama.cues(1, "en")[1])
    checking.check_edit(edit.edit)
    assert [(found.rule, found.cue_id) for found in checking.findings(drama.title_id)] == [("untranslated", drama.cues(1)[1].id)]


def test_a_preview_stores_nothing(drama: Drama, checking: Checking) -> None:
    checking.run(drama.title_id)
    cue = drama.cues(1, "en")[0]
    assert rules_of(checking.preview(cue.id, "Wait...")) == ["ellipsis"]
    assert checking.preview(cue.id, "Wait…") == ()
    assert checking.findings(drama.title_id) == ()
    with pytest.raises(NotFound):
        checking.preview(1, "x")


def test_live_figures_stand_beside_their_limits(checking: Checking) -> None:
    live = checking.measure("I have been\n<i>looking for you everywhere</i>", "en", duration_ms=2000)
    assert (live.cps, live.speed_target < live.cps <= live.speed_hard) == (18.5, True)
    assert [(line.count, line.width_px, line.severity) for line in live.lines] == [
        (11, 550.0, None),
        (26, 1300.0, Severity.ERROR),
    ]
    assert (live.line_target, live.line_hard, live.max_lines, live.max_width_px) == (25, 29, 2, 788)
    assert checking.measure("Hi", "en").cps is None
    assert checking.measure("Hi 🦄", "en").lines[0].width_px is None
    assert checking.measure("Hi", "en", PictureShape(width=1920, height=1080)).line_hard == 42
    with pytest.raises(NotFound):
        checking.measure("Hi", "en", guide="nobody")


def test_a_waived_finding_stays_waived_until_its_text_changes(drama: Drama, checking: Checking) -> None:
    cue_id = set_text(drama, 1, "en", 0, "WHERE WAS MOMMA?!")
    checking.run(drama.title_id)
    found = checking.findings(drama.title_id)
    checking.waive([finding.id for finding in found], " Song title ")
    waivers = checking.waivers(drama.title_id)
    assert [(waiver.author, waiver.reason, waiver.cue_id) for waiver in waivers] == [("Ana", "Song title", cue_id)]
    assert found[0].fingerprint in {waiver.fingerprint for waiver in waivers}
    summary = checking.run(drama.title_id)
    assert (summary.errors, summary.waived) == (0, 1)
    assert checking.findings(drama.title_id) == ()
    assert checking.findings(drama.title_id, include_waived=True) == found
    set_text(drama, 1, "en", 0, "WHERE WERE YOU!!")
    assert checking.run(drama.title_id).errors == 1


def test_times_accepted_once_are_accepted_in_every_language(drama: Drama, checking: Checking) -> None:
    late = drama.cues(1)[1].start_ms - 10
    put(drama, *(replace(drama.cues(1, tag)[0], end_ms=late) for tag in ("zh-Hans", "en", "ar")))
    checking.run(drama.title_id)
    gaps = checking.findings(drama.title_id)
    assert [(finding.rule, finding.language) for finding in gaps] == [("gap", "zh-Hans"), ("gap", "en"), ("gap", "ar")]
    assert len({finding.id for finding in gaps}) == 3
    checking.waive([gaps[1].id], "On the beat")
    assert checking.findings(drama.title_id) == ()
    edit = put(drama, replace(drama.cues(1, "en")[0], pinned=True))
    assert [finding.language for finding in checking.check_edit(edit)] == ["en"]
    assert [finding.language for finding in checking.findings(drama.title_id)] == ["en"]


def test_a_waiver_wants_a_reason_and_a_name_and_can_be_taken_back(drama: Drama, checking: Checking) -> None:
    set_text(drama, 1, "en", 0, "WHERE WAS MOMMA?!")
    checking.run(drama.title_id)
    ids = [finding.id for finding in checking.findings(drama.title_id)]
    with pytest.raises(BadInput, match=r"qc\.no_reason"):
        checking.waive(ids, " ")
    checking.waive(ids, "Song")
    assert checking.waive(ids, "Song").changes == ()
    checking.unwaive([waiver.id for waiver in checking.waivers(drama.title_id)])
    assert len(checking.findings(drama.title_id)) == 1
    drama.database.actor = Actor()
    with pytest.raises(BadInput, match=r"qc\.no_name"):
        checking.waive(ids, "Song")


def test_repairs_of_a_rule_are_one_edit_and_one_undo(drama: Drama, checking: Checking) -> None:
    for number in (1, 2):
        for at in (0, 1):
            set_text(drama, number, "en", at, "<i>Wait...</i>")
    checking.run(drama.title_id)
    before = journaled_rows(drama.database)
    edit = checking.repair_rule(drama.title_id, "ellipsis")
    assert len(edit.ids("cue")) == 4
    assert {cue.text for number in (1, 2) for cue in drama.cues(number, "en")[:2]} == {"<i>Wait…</i>"}
    assert checking.findings(drama.title_id) == ()
    History(drama.database).undo(drama.title_id)
    assert journaled_rows(drama.database) == before


def test_times_are_repaired_on_the_spine_and_followers_move_along(drama: Drama, checking: Checking) -> None:
    spine = drama.cues(1)
    follower = drama.cues(1, "en")[0]
    late = spine[1].start_ms - 10
    put(drama, replace(spine[0], end_ms=late), *(replace(drama.cues(1, tag)[0], end_ms=late) for tag in ("en", "ar")))
    checking.run(drama.title_id)
    gaps = [finding for finding in checking.findings(drama.title_id, language="en") if finding.rule == "gap"]
    assert [finding.cue_id for finding in gaps] == [follower.id]
    checking.repair([gaps[0].id])
    ends = {tag: drama.cues(1, tag)[0].end_ms for tag in ("zh-Hans", "en", "ar")}
    assert ends == dict.fromkeys(ends, spine[1].start_ms - 67)
    assert not drama.cues(1, "en")[0].pinned
    assert "gap" not in rules_of(checking.findings(drama.title_id))


def test_a_row_of_small_gaps_is_one_finding_and_one_repair_in_every_language(drama: Drama, checking: Checking) -> None:
    spine = drama.cues(1)
    ends = [spine[1].start_ms - 300, spine[2].start_ms - 200]
    tags = ("zh-Hans", "en", "ar")
    put(drama, *(replace(drama.cues(1, tag)[at], end_ms=end_ms) for tag in tags for at, end_ms in enumerate(ends)))
    checking.run(drama.title_id)
    (finding,) = [each for each in checking.findings(drama.title_id, episode_id=drama.episode_ids[0]) if each.rule == "small_gap"]
    assert (finding.cue_id, finding.facts["count"], finding.facts["numbers"]) == (spine[0].id, 2, [6, 9])
    edit = checking.repair([finding.id])
    assert {drama.cues(1, tag)[at].end_ms for tag in tags for at in (0, 1)} == {cue.start_ms - 66 for cue in spine[1:]}
    assert "small_gap" not in {each.rule for each in checking.findings(drama.title_id, episode_id=drama.episode_ids[0])}
    History(drama.database).undo(drama.title_id)
    assert [cue.end_ms for cue in drama.cues(1)[:2]] == ends and len(edit.ids("cue")) == 6


def test_a_repaired_source_leaves_its_translations_confirmed(drama: Drama, checking: Checking) -> None:
    set_text(drama, 1, "zh-Hans", 0, "等等...")
    spine = drama.cues(1)
    follower = drama.cues(1, "en")[0]
    put(drama, replace(follower, source_digest=text_digest(["等等..."])))
    checking.run(drama.title_id)
    checking.repair_rule(drama.title_id, "ellipsis", "zh-Hans")
    assert drama.cues(1)[0].text == "等等…" and spine[0].id == drama.cues(1)[0].id
    checking.run(drama.title_id)
    changed = [found for found in checking.findings(drama.title_id) if found.rule == "source_changed"]
    assert [found.language for found in changed] == ["ar"]


def test_a_repair_takes_the_state_back(drama: Drama, checking: Checking) -> None:
    set_text(drama, 1, "en", 0, "Wait...")
    put(drama, replace(drama.track(1, "en"), state=State.APPROVED))
    checking.run(drama.title_id)
    checking.repair_rule(drama.title_id, "ellipsis")
    assert drama.track(1, "en").state is State.TRANSLATED


def test_a_guide_can_be_named_and_must_exist(drama: Drama, checking: Checking) -> None:
    set_text(drama, 1, "en", 0, "I was looking for you all day")
    unmeasured = Checking(drama.database)
    assert unmeasured.run(drama.title_id, guide="landscape").by_rule.get("line_length", 0) == 0
    assert unmeasured.run(drama.title_id).by_rule["line_length"] == 1
    with pytest.raises(NotFound):
        checking.run(drama.title_id, guide="nobody")
    with pytest.raises(NotFound):
        checking.run(1)
    assert {"vertical", "landscape"} <= {info.id for info in checking.guides()}
    assert {"ellipsis", "overlap", "term"} <= {info.id for info in checking.rules()}


def test_a_cancelled_run_keeps_nothing(drama: Drama, checking: Checking) -> None:
    set_text(drama, 1, "en", 0, "Wait...")
    cancelled = Event()
    cancelled.set()
    with pytest.raises(Cancelled):
        checking.run(drama.title_id, job=JobContext(cancelled=cancelled))
    assert checking.findings(drama.title_id) == ()


def test_without_a_renderer_no_width_is_judged(drama: Drama) -> None:
    set_text(drama, 1, "en", 0, "WHERE WAS MOMMA?!")
    blind = Checking(drama.database)
    assert blind.run(drama.title_id).errors == 0
    assert blind.measure("Hi", "en").lines[0].width_px is None
    assert CaptionStyle().max_width_px == 788


def test_a_deep_catalog_of_another_writer_is_not_overwritten(drama: Drama, checking: Checking) -> None:
    """A finding of a cue that changed while the run was thinking is dropped: whoever changed it checks it."""
    cue_id = set_text(drama, 1, "en", 0, "Wait...")
    changed = False

    def meddle(done: int, total: int, what: str) -> None:
        nonlocal changed
        if done == total and not changed:
            changed = True
            set_text(drama, 1, "en", 0, "Wait…")

    checking.run(drama.title_id, job=JobContext(on_progress=meddle))
    assert changed and drama.cue(cue_id) is not None
    assert checking.findings(drama.title_id) == ()


def test_a_track_that_breaks_a_rule_stops_no_other_and_keeps_its_findings(
    drama: Drama, checking: Checking, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    set_text(drama, 1, "ar", 0, "Wait...  here")
    set_text(drama, 1, "en", 0, "Wait...  here")
    checking.run(drama.title_id)
    before = {finding.id for finding in checking.findings(drama.title_id, language="ar")}
    assert before
    set_text(drama, 1, "en", 0, "Wait for me here")
    inspect = Inspector.inspect

    def inspect_or_break(self: Inspector, prepared: CheckedTrack, id_of: Callable[[str], int]) -> list[Finding]:
        if prepared.language == "ar":
            raise ZeroDivisionError(prepared.cues[0].text)
        return inspect(self, prepared, id_of)

    monkeypatch.setattr(Inspector, "inspect", inspect_or_break)
    summary = checking.run(drama.title_id)
    assert [(item.name, item.code) for item in summary.failed] == [("1 ar", "item.unexpected"), ("2 ar", "item.unexpected")]
    assert {finding.id for finding in checking.findings(drama.title_id, language="ar")} == before
    assert "spacing" not in rules_of(checking.findings(drama.title_id, language="en"))
    assert "inspect_or_break" in caplog.text and "Wait" not in caplog.text
    with pytest.raises(Refused, match=r"qc\.track_failed") as caught:
        refuse_failed(summary)
    assert sentence(caught.value.code, caught.value.facts)


def test_a_style_guide_that_cannot_be_read_is_told_for_its_tracks_and_costs_no_edit(drama: Drama, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(resource("style_guides"), tmp_path / "guides"))
    (folder / "buyer.toml").write_text("[languages.en]\nline_hard = 'wide'\n", "utf-8")
    checking = Checking(drama.database, guides=read_guides(folder))
    assert [(item.name, item.code) for item in checking.broken_presets()] == [("buyer", "qc.bad_guide")]
    set_text(drama, 1, "en", 0, "Wait...")
    assert rules_of(checking.findings(drama.title_id)) == [] and checking.run(drama.title_id).failed == ()
    with pytest.raises(BadInput, match=r"qc\.bad_guide"):
        checking.run(drama.title_id, guide="buyer")
    with drama.database.read() as uow:
        title = uow.get(Title, drama.title_id)
    with drama.database.edit(EditHeader(label="edit.set_title", title_id=title.id)) as edit, edit.part() as part:
        over(part, replace(title, style_guide="buyer"))
    summary = checking.run(drama.title_id)
    assert {item.code for item in summary.failed} == {"qc.bad_guide"} and len(summary.failed) == summary.tracks + 6
    cue_id = set_text(drama, 1, "en", 0, "Wait for me...")
    changed = Editing(drama.database, check=checking.check_part).set_text(cue_id, "Wait for him...")
    assert checking.check_edit(changed) == ()
