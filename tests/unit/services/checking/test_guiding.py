"""The user's own style guides: derived, changed figure by figure, refused with a line, exported, imported, and gone by at once."""

from dataclasses import replace
from pathlib import Path

import pytest

from crossreel.domain.catalog.title import Title
from crossreel.domain.cues.cue import Cue
from crossreel.domain.delivery import BUYER_ERRORS
from crossreel.domain.errors import BadInput, NotFound
from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.guide_file import GuideFigure
from crossreel.domain.quality.rule_setting import Weight
from crossreel.i18n.messages import sentence
from crossreel.i18n.words import Words
from crossreel.qc.conventions import KNOWN
from crossreel.qc.rules.dashes import STYLES
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.checking.guiding import Guiding
from crossreel.services.checking.ruling import Ruling
from crossreel.services.checking.runs import Checking
from crossreel.services.delivering.packages import Delivering
from crossreel.services.editing.cues import Editing
from crossreel.services.files.frames import grid_for
from crossreel.services.files.guide_files import assembled, read_all
from tests.builders import Drama

GOOD = 'name = "Buyer"\nbased_on = "vertical"\n\n[languages.en]\nline_hard = 33\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "config" / "style_guides"


@pytest.fixture
def guiding(folder: Path) -> Guiding:
    return Guiding(assembled(read_all(folder)), folder)


def figure(guiding: Guiding, field: str, guide: str = "mine", language: str = "en") -> GuideFigure:
    return next(each for each in guiding.figures(guide, language) if each.field == field)


def test_a_derived_set_has_the_figures_of_its_base_until_it_has_its_own(guiding: Guiding, folder: Path) -> None:
    made = guiding.derive("mine", "vertical", name="Mine", buyer="APP")
    base = guiding.get("vertical")
    assert (made.based_on, made.buyer, made.languages, made.digest) == ("vertical", "APP", base.languages, base.digest)
    before = figure(guiding, "line_hard")
    assert (before.value, before.is_own) == ("29", False)
    after = guiding.set_figure("mine", "en", "line_hard", "33", "Buyer's sheet, p. 4")
    assert figure(guiding, "line_hard") == GuideFigure(
        field="line_hard", value="33", source="Buyer's sheet, p. 4", is_own=True, base="29", kind="whole"
    )
    assert figure(guiding, "line_target").source == before.source
    assert after.digest != base.digest
    assert guiding._guides.get("mine", "en").line_hard == 33, "whoever checks goes by it at once"
    guiding.set_figure("mine", "en", "conventions.quotes", '["“”"]', "Buyer's sheet")
    assert figure(guiding, "conventions.quotes").value == '["“”"]'
    assert 'sources.line_hard = "Buyer\'s sheet, p. 4"' in (folder / "mine.toml").read_text("utf-8")
    guiding.reset("mine", "en", "conventions.quotes")
    assert guiding.reset("mine", "en", "line_hard").digest == base.digest
    assert figure(guiding, "line_hard") == before
    guiding.remove("mine")
    with pytest.raises(NotFound):
        guiding.get("mine")


@pytest.mark.parametrize(
    ("field", "written", "code"),
    [
        ("line_hard", "many", "no_whole"),
        ("line_hard", "true", "no_whole"),
        ("line_hard", "-3", "not_positive"),
        ("line_hard", "20", "past"),
        ("line_hrd", "20", "unknown"),
        ("counting", "thumbs", "no_counting"),
        ("speed_hard", '"fast"', "no_number"),
        ("conventions.speaker_dash", "tilde", "no_choice"),
        ("conventions.quotes", "“”", "no_pairs"),
        ("conventions.quotes", '["“"]', "no_pairs"),
        ("conventions.no_italics", "perhaps", "no_flag"),
        ("conventions.words_up_to", "ten", "no_whole"),
        ("conventions.ellipsis", "3", "no_text"),
        ("conventions.narrow_space", '""', "no_choice"),
        ("conventions.no_stops", '{ where = "anywhere" }', "no_table"),
    ],
)
def test_a_wrong_figure_is_refused_and_the_file_stays(guiding: Guiding, folder: Path, field: str, written: str, code: str) -> None:
    guiding.derive("mine", "vertical")
    before = (folder / "mine.toml").read_bytes()
    with pytest.raises(BadInput, match=rf"qc\.figure_fault\.{code}") as refused:
        guiding.set_figure("mine", "en", field, written, "Somewhere")
    assert "line " not in sentence(refused.value.code, refused.value.facts), "it stands in no file yet"
    assert (folder / "mine.toml").read_bytes() == before


def test_what_ships_is_not_changed_and_a_figure_wants_a_source(guiding: Guiding) -> None:
    with pytest.raises(BadInput, match=r"qc\.guide_shipped"):
        guiding.set_figure("vertical", "en", "line_hard", "33", "Me")
    guiding.derive("mine", "vertical")
    with pytest.raises(BadInput, match=r"qc\.no_figure_source"):
        guiding.set_figure("mine", "en", "line_hard", "33", " ")
    for taken in ("mine", "vertical"):
        with pytest.raises(BadInput, match=r"qc\.guide_taken"):
            guiding.derive(taken, "vertical")
    with pytest.raises(BadInput, match=r"qc\.no_guide_id"):
        guiding.derive("My Guide", "vertical")


@pytest.mark.parametrize(
    ("text", "line", "code", "said"),
    [
        (GOOD.replace("line_hard", "line_hrd"), 5, "unknown", "line_hard"),
        (GOOD.replace("33", '"33"'), 5, "no_whole", "42"),
        (GOOD.replace("33", "3"), 5, "past", "line_target"),
        (GOOD.replace("languages.en", "languages.english"), 4, "no_language", "english"),
        (GOOD.replace('"vertical"', '"sideways"'), 2, "no_base", "vertical"),
        (GOOD.replace('based_on = "vertical"\n', ""), 0, "no_fallback", "en"),
        (GOOD.replace("33", ""), 5, "no_toml", "line 5"),
        (GOOD + "colour = 3\n", 6, "unknown", "colour"),
        (GOOD + 'conventions.speaker_dash = "tilde"\n', 6, "no_choice", "hyphen_space"),
    ],
)
def test_every_fault_has_its_line_and_says_what_to_do(
    guiding: Guiding, tmp_path: Path, text: str, line: int, code: str, said: str
) -> None:
    path = tmp_path / "buyer.toml"
    path.write_text(text, "utf-8")
    fault = guiding.check(path)[0]
    assert (fault.code, fault.line) == (f"qc.guide_fault.{code}", line)
    assert said in sentence(fault.code, fault.told)
    with pytest.raises(BadInput):
        guiding.import_file(path)
    assert [each.id for each in guiding.files() if not each.shipped] == []


def test_a_file_goes_out_whole_and_comes_back(guiding: Guiding, tmp_path: Path) -> None:
    guiding.derive("mine", "vertical")
    guiding.set_figure("mine", "ar", "line_hard", "33", "Sheet")
    out = guiding.export("mine", tmp_path / "out.toml")
    assert guiding.check(out) == ()
    back = guiding.import_file(out, guide_id="again")
    assert back.digest == guiding.get("mine").digest
    assert (back.based_on, figure(guiding, "line_hard", "again", "ar").value) == ("", "33")


def test_a_broken_own_file_is_told_and_takes_no_other_along(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "good.toml").write_text(GOOD, "utf-8")
    (folder / "bad.toml").write_text(GOOD.replace("33", "x"), "utf-8")
    (folder / "child.toml").write_text(GOOD.replace("vertical", "bad"), "utf-8")
    (folder / "round.toml").write_text(GOOD.replace("vertical", "round"), "utf-8")
    (folder / "vertical.toml").write_text(GOOD, "utf-8")
    guides = assembled(read_all(folder))
    known = [info.id for info in guides.infos()]
    assert "good" in known and "bad" not in known
    assert guides.get("good", "en").line_hard == 33
    assert guides.get("vertical", "en").line_hard == 29, "what ships is not overridden by a name"
    assert {"bad", "round"} <= set(guides.broken)
    assert all(sentence(error.code, error.facts) for error in guides.broken.values())


def test_a_convention_that_a_language_has_not_is_shown_empty_and_can_be_put_off(guiding: Guiding) -> None:
    guiding.derive("mine", "vertical")
    assert figure(guiding, "conventions.no_italics") == GuideFigure(
        field="conventions.no_italics", value="", source="", is_own=False, kind="flag"
    )
    guiding.set_figure("mine", "en", "conventions.speaker_dash", "false", "The buyer does not mind")
    dash = figure(guiding, "conventions.speaker_dash")
    assert (dash.value, dash.base, dash.choices[:2]) == ("false", '"hyphen"', ("hyphen", "hyphen_space"))
    assert guiding.get("mine").own_figures == {"en": 1}


def test_every_convention_of_the_shipped_sets_has_a_kind_and_is_right(guiding: Guiding) -> None:
    shipped = [raw.data["languages"] for raw in read_all().values()]
    used = {name for tables in shipped for table in tables.values() for name in table.get("conventions", {})}
    assert used <= set(KNOWN)
    assert set(KNOWN["speaker_dash"].choices) == set(STYLES)
    assert all(not each.faults for each in guiding.files())


def test_a_set_others_are_based_on_stays_and_a_broken_one_goes(guiding: Guiding, folder: Path) -> None:
    guiding.derive("mine", "vertical")
    guiding.derive("theirs", "mine")
    with pytest.raises(BadInput, match=r"qc\.guide_based_on"):
        guiding.remove("mine")
    (folder / "torn.toml").write_text("x = ", "utf-8")
    for each in ("theirs", "mine", "torn"):
        guiding.remove(each)
    assert list(folder.iterdir()) == []


def test_a_buyers_own_guide_counts_at_the_gate_of_that_buyer(drama: Drama, guiding: Guiding) -> None:
    """The title itself goes on as it is: nothing of what the buyer's guide finds is kept."""
    guiding.derive("app", "vertical", buyer="APP")
    guiding.set_figure("app", "en", "speed_target", "1", "Their sheet")
    guiding.set_figure("app", "en", "speed_hard", "1.5", "Their sheet")
    checking = Checking(drama.database, guides=guiding._guides)
    checking.run(drama.title_id)
    before = checking.findings(drama.title_id)
    delivering = Delivering(drama.database, seen_by=checking.seen_by)

    def wrong(profile_id: str) -> int:
        plan = delivering.plan(drama.title_id, profile_id, ["en"])
        return sum(int(str(each.facts["count"])) for each in plan.refusals if each.code == BUYER_ERRORS)

    assert (wrong("app-standard"), wrong("streamer-imsc")) == (len(drama.episode_ids) * 3, 0)
    assert checking.findings(drama.title_id) == before
    Ruling(drama.database).set_rule(drama.title_id, "reading_speed", Weight.OFF, "They said so", buyer="APP")
    assert wrong("app-standard") == 0


def test_the_limits_of_a_profile_are_rules_of_it_and_of_nobody_else(drama: Drama, tmp_path: Path) -> None:
    """Cues of a second, half a second apart: too short and too close for one buyer, long and far enough for the title."""
    for name, limits in (("strict", "min_duration_ms = 1500\nmin_gap_ms = 600"), ("wide", "line_hard = 43\nmin_gap_ms = 66")):
        text = f'id="{name}"\nname="N"\nversion="1"\nbuyer="B"\ninclude=["subtitles"]\n[limits]\n{limits}\n'
        (tmp_path / f"{name}.toml").write_text(f"{text}[[formats]]\nformat_id = 'srt'\n", "utf-8")
    checking = Checking(drama.database)
    checking.run(drama.title_id)
    before = checking.findings(drama.title_id)
    seen = checking.seen_by(drama.title_id, "B", ["en"], {"": {"min_duration_ms": 1500, "min_gap_ms": 600}}) or ()
    assert {each.severity for each in seen if each.rule in ("duration", "gap")} == {Severity.ERROR}
    assert checking.seen_by(drama.title_id, "B", ["en"], {}) is None
    delivering = Delivering(drama.database, seen_by=checking.seen_by, folder=tmp_path)

    def wrong(profile_id: str) -> int:
        plan = delivering.plan(drama.title_id, profile_id, ["en"])
        return sum(int(str(each.facts["count"])) for each in plan.refusals if each.code == BUYER_ERRORS)

    assert wrong("wide") == 0
    assert wrong("strict") == len(drama.episode_ids) * (3 + 2), "each of three cues is too short, two stand too close"
    Ruling(drama.database).set_rule(drama.title_id, "gap", Weight.OFF, "They said so", buyer="B")
    assert wrong("strict") == len(drama.episode_ids) * 3
    assert checking.findings(drama.title_id) == before
    path = tmp_path / "strict.toml"
    for text in ("findings_may_pass = true", "findings_may_pass = false"):
        path.write_text(f"{text}\n{path.read_text('utf-8').removeprefix('findings_may_pass = true')}", "utf-8")
        out = tmp_path / "out"
        told = delivering.deliver(drama.title_id, "strict", ["en"], out, wording=Words, allow_findings=True).plan.refusals
        assert (BUYER_ERRORS in {each.code for each in told}) is ("false" in text)


def test_a_language_begins_with_the_figures_of_another_and_goes_again(guiding: Guiding, folder: Path) -> None:
    guiding.derive("mine", "vertical")
    made = guiding.add_language("mine", "uk", "ru")
    russian = {each.field: (each.value, each.source) for each in guiding.figures("mine", "ru")}
    ukrainian = {each.field: (each.value, each.source) for each in guiding.figures("mine", "uk")}
    assert "uk" in made.languages and ukrainian == russian
    assert guiding._guides.get("mine", "uk").language == "uk"
    for tag, like, code in (
        ("uk", "ru", "guide_has_language"),
        ("he", "xx", "guide_lacks_language"),
        ("hebrew", "ar", "no_language"),
    ):
        with pytest.raises(BadInput, match=code) as refused:
            guiding.add_language("mine", tag, like)
        assert "line 0" not in sentence(refused.value.code, refused.value.facts)
    guiding.set_figure("mine", "en", "line_hard", "33", "Sheet")
    assert guiding.reset_language("mine", "uk").languages == guiding.get("vertical").languages
    assert guiding.reset_language("mine", "en").digest == guiding.get("vertical").digest
    assert "languages" not in (folder / "mine.toml").read_text("utf-8")


def test_the_language_whose_figures_others_get_stays(guiding: Guiding, tmp_path: Path) -> None:
    guiding.derive("mine", "vertical")
    alone = guiding.import_file(guiding.export("mine", tmp_path / "alone.toml"))
    with pytest.raises(BadInput, match="no_fallback") as refused:
        guiding.reset_language("alone", "en")
    assert "it stays" in sentence(refused.value.code, refused.value.facts)
    assert guiding.get("alone").digest == alone.digest


def test_cues_keep_the_gap_that_a_titles_own_guide_asks_for(drama: Drama, guiding: Guiding) -> None:
    guiding.derive("wide", "vertical")
    guiding.set_figure("wide", "zh-Hans", "min_gap_frames", "9", "Their sheet")
    with drama.database.read() as uow:
        title = uow.get(Title, drama.title_id)
    grids = [grid_for(replace(title, style_guide=each), None, "zh-Hans", guiding._guides) for each in ("", "wide")]
    assert [grid.gap_frames for grid in grids] == [2, 9]
    Cataloging(drama.database).update_title(replace(title, style_guide="wide"), seen=title)
    first, second, _last = drama.cues(1, "zh-Hans")
    editing = Editing(drama.database, guides=guiding._guides)
    made = editing.split(first.id, first.start_ms + 700, 2).ids("cue")
    with drama.database.read() as uow:
        halves = [cue for cue in uow.where(Cue, id=list(made)) if cue.track_id == first.track_id]
    early, late = sorted(halves, key=lambda cue: cue.start_ms)
    assert late.start_ms - early.end_ms == 9 * 1000 // 30
    assert second.start_ms > late.end_ms
