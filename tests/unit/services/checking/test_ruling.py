"""Rules that are off, or of another severity, per title, language and buyer; and what that means for states and the gate."""

import pytest

from crossreel.domain.catalog.workflow import State
from crossreel.domain.cues.cue import Cue
from crossreel.domain.delivery import OPEN_ERRORS
from crossreel.domain.errors import BadInput, NotFound, Refused
from crossreel.domain.quality.finding import Severity
from crossreel.domain.quality.rule_setting import RuleSetting, Weight, weights_of
from crossreel.services.cataloging.titles import Cataloging
from crossreel.services.checking.ruling import Ruling
from crossreel.services.checking.runs import Checking
from crossreel.services.delivering.packages import Delivering
from crossreel.services.editing.cues import Editing
from crossreel.services.history.undoing import History
from crossreel.storage import queries
from crossreel.storage.database import Database
from tests.builders import Drama
from tests.unit.storage.figures import assert_kept

LONG = "This is a line that no phone in the whole wide world can ever show in one piece, can it?"


@pytest.fixture
def ruling(drama: Drama) -> Ruling:
    return Ruling(drama.database)


def a_long_line(drama: Drama, checking: Checking, language: str = "en") -> None:
    with drama.database.read() as uow:
        cue = uow.where(Cue, track_id=drama.track_ids[1, language])[0]
    Editing(drama.database).set_text(cue.id, LONG)
    checking.run(drama.title_id)


def errors(database: Database, drama: Drama, rule: str = "rendered_width") -> list[str]:
    with database.read() as uow:
        found = queries.open_findings(uow, drama.title_id)
    return sorted(each.language for each in found if each.rule == rule and each.severity is Severity.ERROR)


def setting(rule: str = "gap", language: str = "", buyer: str = "", weight: Weight = Weight.OFF) -> RuleSetting:
    return RuleSetting(
        id=1, title_id=1, rule=rule, language=language, buyer=buyer, weight=weight, author="Ana", reason="So", created_ms=0
    )


def test_what_is_said_for_a_buyer_goes_before_a_language_and_that_before_all() -> None:
    listed = [
        setting(),
        setting(language="en", weight=Weight.INFO),
        setting(buyer="APP", weight=Weight.WARNING),
        setting(language="en", buyer="APP", weight=Weight.ERROR),
    ]
    own, theirs, others = weights_of(listed), weights_of(listed, "APP"), weights_of(listed, "STREAMER")
    assert [own.find("gap", tag) for tag in ("en", "fr")] == [Weight.INFO, Weight.OFF]
    assert [theirs.find("gap", tag) for tag in ("en", "fr")] == [Weight.ERROR, Weight.WARNING]
    assert [others.find("gap", tag) for tag in ("en", "fr")] == [Weight.INFO, Weight.OFF]
    assert own.find("overlap", "en") is None


def test_what_is_said_for_a_language_holds_for_its_varieties_that_nothing_is_said_of() -> None:
    listed = [
        setting(language="es"),
        setting(language="es-ES", weight=Weight.ERROR),
        setting(language="zh-Hant", weight=Weight.INFO),
        setting(weight=Weight.WARNING, buyer="APP"),
    ]
    own, theirs = weights_of(listed), weights_of(listed, "APP")
    tags = ("es", "es-419", "es-ES", "zh-Hant", "zh-Hant-TW", "zh-Hans", "est")
    assert [own.find("gap", tag) for tag in tags] == [Weight.OFF, Weight.OFF, Weight.ERROR, Weight.INFO, Weight.INFO, None, None]
    assert {theirs.find("gap", tag) for tag in tags} == {Weight.WARNING}, "the buyer's word goes first"


def test_a_language_set_otherwise_is_so_in_cells_findings_and_runs_of_its_varieties(drama: Drama, ruling: Ruling) -> None:
    Cataloging(drama.database).add_language(drama.title_id, "es-419")
    checking = Checking(drama.database)
    with drama.database.read() as uow:
        source = uow.where(Cue, track_id=drama.track_ids[1, "zh-Hans"])[0]
    editing = Editing(drama.database, check=checking.check_part)
    typed = editing.set_cell_text(source.id, "es-419", "Esto... no puede ser.")
    checking.run(drama.title_id)
    found = [each for each in checking.findings(drama.title_id) if each.rule == "ellipsis"]
    assert [each.language for each in found] == ["es-419"] and typed.findings
    ruling.set_rule(drama.title_id, "ellipsis", Weight.ERROR, "The buyer's sheet", language="es")
    assert errors(drama.database, drama, "ellipsis") == ["es-419"]
    assert_kept(drama.database)
    ruling.set_rule(drama.title_id, "ellipsis", Weight.OFF, "Not here", language="es-419")
    assert errors(drama.database, drama, "ellipsis") == []
    assert "ellipsis" not in checking.run(drama.title_id).by_rule
    assert_kept(drama.database)


def test_a_rule_that_is_off_says_nothing_at_once_and_its_undo_brings_it_back(
    drama: Drama, checking: Checking, ruling: Ruling
) -> None:
    a_long_line(drama, checking)
    assert errors(drama.database, drama) == ["en"]
    made = ruling.set_rule(drama.title_id, "rendered_width", Weight.OFF, "The buyer breaks lines itself")
    assert errors(drama.database, drama) == []
    assert [finding for finding in checking.findings(drama.title_id) if finding.rule == "rendered_width"] == []
    with drama.database.read() as uow:
        before = queries.title_rows(uow)[0].open_errors
    assert_kept(drama.database)
    assert History(drama.database).undo(drama.title_id) is not None
    assert errors(drama.database, drama) == ["en"]
    with drama.database.read() as uow:
        assert queries.title_rows(uow)[0].open_errors == before + 1
    assert_kept(drama.database)
    assert made.header.facts["rule"] == "rendered_width"


def test_another_severity_holds_in_its_language_alone_in_cells_and_while_typing(
    drama: Drama, checking: Checking, ruling: Ruling
) -> None:
    a_long_line(drama, checking)
    a_long_line(drama, checking, "ar")
    ruling.set_rule(drama.title_id, "rendered_width", Weight.WARNING, "As agreed", language="en")
    assert errors(drama.database, drama) == ["ar"]
    with drama.database.read() as uow:
        cells = queries.matrix(uow, drama.title_id).rows[0].cells
        cue = uow.where(Cue, track_id=drama.track_ids[1, "en"])[0]
    others = sum(each.severity is Severity.ERROR and each.column == "en" for each in checking.findings(drama.title_id))
    assert cells["en"].errors == others
    typed = Editing(drama.database, check=checking.check_part).set_text(cue.id, LONG + " No.")
    assert {each.severity for each in typed.findings[cue.id] if each.rule == "rendered_width"} == {Severity.WARNING}
    assert {each.severity for each in checking.preview(cue.id, LONG) if each.rule == "rendered_width"} == {Severity.WARNING}
    assert_kept(drama.database)
    summary = checking.run(drama.title_id)
    assert sum(each.errors for each in summary.languages if each.language == "en") == others


def test_a_setting_wants_a_rule_a_reason_and_a_name(drama: Drama, ruling: Ruling) -> None:
    with pytest.raises(NotFound):
        ruling.set_rule(drama.title_id, "no_such_rule", Weight.OFF, "So")
    with pytest.raises(BadInput, match=r"qc\.no_setting_reason"):
        ruling.set_rule(drama.title_id, "gap", Weight.OFF, "  ")
    ruling.set_rule(drama.title_id, "gap", Weight.OFF, "First")
    ruling.set_rule(drama.title_id, "gap", Weight.INFO, "Second")
    (only,) = ruling.settings(drama.title_id)
    assert (only.weight, only.reason, only.author) == (Weight.INFO, "Second", "Ana")
    assert {"gap", "letterbox"} <= {each.id for each in ruling.rules()}
    ruling.set_rule(drama.title_id, "letterbox", Weight.OFF, "Pictures too")
    assert [each.rule for each in ruling.settings(drama.title_id)] == ["gap", "letterbox"]
    ruling.unset([each.id for each in ruling.settings(drama.title_id)])
    assert ruling.settings(drama.title_id) == ()


def test_approved_asks_for_no_open_error_as_checked_does(drama: Drama, checking: Checking, ruling: Ruling) -> None:
    cataloging = Cataloging(drama.database, check=checking.run)
    cells = [(drama.episode_ids[0], "en")]
    a_long_line(drama, checking)
    for state, code in ((State.CHECKED, "state_open_errors"), (State.APPROVED, "approved_open_errors")):
        with pytest.raises(Refused, match=rf"catalog\.{code}"):
            cataloging.set_state(cells, state)
    for rule in {each.rule for each in checking.findings(drama.title_id) if each.severity is Severity.ERROR}:
        ruling.set_rule(drama.title_id, rule, Weight.WARNING, "As agreed")
    cataloging.set_state(cells, State.APPROVED)


def test_what_a_buyer_asks_for_counts_at_the_gate_of_that_buyer(drama: Drama, checking: Checking, ruling: Ruling) -> None:
    a_long_line(drama, checking)
    delivering = Delivering(drama.database)
    profile, other = delivering.profiles().get("app-standard"), delivering.profiles().get("streamer-imsc")

    def wrong(profile_id: str) -> int:
        plan = delivering.plan(drama.title_id, profile_id, ["en"])
        return sum(int(str(each.facts["count"])) for each in plan.refusals if each.code == OPEN_ERRORS)

    before = wrong(profile.id)
    assert before == wrong(other.id) > 0
    ruling.set_rule(drama.title_id, "rendered_width", Weight.OFF, "The app breaks lines", buyer=profile.buyer)
    assert (wrong(profile.id), wrong(other.id)) == (before - 1, before)
    ruling.set_rule(drama.title_id, "rendered_width", Weight.OFF, "Nobody minds")
    ruling.set_rule(drama.title_id, "rendered_width", Weight.ERROR, "The streamer does", buyer=other.buyer)
    assert (wrong(profile.id), wrong(other.id)) == (before - 1, before)
